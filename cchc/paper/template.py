"""Templates that an office may edit, filled in where they can do no harm.

A template of the program serves every language: its sentences stand in the catalogues
and are put in by code when it is read. The sandbox sees plain values only, calls
nothing of ours, reads no other file; a name that does not exist is told, never left
blank in an official paper.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from pathlib import Path
from re import DOTALL, MULTILINE, Match
from typing import cast

import jinja2
from jinja2 import FunctionLoader, Template
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.exceptions import UndefinedError
from markupsafe import Markup

from cchc.paper import sandbox
from cchc.paper.manuscript import Plain
from cchc.paper.sandbox import FILLING_ERRORS, Sandbox, filling_problem, line_of
from cchc.text.lazy import lazy_pattern, short_sha256
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import ONE, Voice

ENDING = ".md.j2"
MARK = "{# cchc "
"""What opens the last line of a copy that `init` made: the SHA-256 of the rest."""
EARLIER = Path(__file__).with_name("earlier_templates.txt")
"""SHA-256 of the copies that versions without that line handed out."""
LARGEST = 256 * 1024
LONGEST = 64 * 1024 * 1024
_ONLY = lazy_pattern(
    r"^\{% only (\w+) %\}\n(.*?)^\{% end only %\}\n", MULTILINE | DOTALL
)
_FORMS = lazy_pattern(r"\{([\w.]+)\|([^{}|]*)\|([^{}|]*)\}")
_SAY = lazy_pattern(r"\{\{ say\(\"([\w.]+)\"\) \}\}")
_SPECIAL = lazy_pattern(r"[\\`*_\[\]|~$#]")
_NEEDS_ESCAPE = lazy_pattern(r"[\\`*_\[\]|~$#&<>]|://|^[-+=]|^\d{1,9}[.)]")
_OPENING = lazy_pattern(r"^(\d{1,9})([.)])(?=\s|$)", MULTILINE)
_BULLET = lazy_pattern(r"^([-+=])")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


class TemplateSource(Record):
    """A template's text; `file` is where a person can mend it.

    `kept_as`: what it is kept compiled as; nothing for an office's own.
    """

    name: str
    text: str
    file: str
    kept_as: str = ""


def office_file(path: Path, office: Path, largest: int) -> bool | Problem:
    """Whether an office has a template of its own; a problem where it must not be read.

    Returns:
        P604 for a file that is really elsewhere, P603 for one that is too large.
    """
    if not (path.is_symlink() or path.exists()):
        return False
    place, blanks = Place(file=str(path)), {"name": path.name}
    if not path.is_file() or not path.resolve().is_relative_to(office.resolve()):
        return Problem(ProblemCode.TEMPLATE_OUTSIDE, place, blanks)
    if path.stat().st_size > largest:
        return Problem(ProblemCode.TEMPLATE_UNSAFE, place, blanks)
    return True


def find_template(
    name: str, voice: Voice, office: Path, shipped: Path
) -> TemplateSource | Problem:
    """The office's own template if there is one, else the one of the program.

    An office has `memo.vi.md.j2` for one language or `memo.md.j2` for all of them. A
    copy that nobody edited is not its own: the program's goes on as the program does.
    The `name` is ours and without ending, such as `memo`; never a user's word.

    Returns:
        P604 for a file that is really elsewhere, P609 for one that is not UTF-8,
        P603 for one above 256 KiB.
    """
    path: Path = shipped / f"{name}{ENDING}"
    for own in (office / f"{name}.{voice.lang}{ENDING}", office / f"{name}{ENDING}"):
        is_there = office_file(own, office, LARGEST)
        if isinstance(is_there, Problem):
            return is_there
        if is_there and not is_untouched(own.read_bytes()):
            path = own
            break
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        place, blanks = Place(file=str(path), line=line), {"name": path.name}
        return Problem(ProblemCode.TEMPLATE_ENCODING, place, blanks)
    kept_as = f"{name}.{voice.lang}" if path.parent == shipped else ""
    return TemplateSource(path.name, in_language(text, voice), str(path), kept_as)


def marked_copy(text: str) -> str:
    """A template for an office to edit, which says in its last line what it was."""
    return f"{text}{MARK}{_hash(text.encode())} #}}\n"


def is_untouched(data: bytes) -> bool:
    """Whether a template is a copy of ours that nobody edited, of whatever version."""
    data = data.replace(b"\r\n", b"\n")
    body, mark, digest = data.rpartition(MARK.encode())
    if mark and digest.rstrip() == f"{_hash(body)} #}}".encode():
        return True
    return _hash(data) in EARLIER.read_text("ascii").split()


def _hash(data: bytes) -> str:
    return str(short_sha256(data).hexdigest())


def in_language(text: str, voice: Voice) -> str:
    """A template with the sentences of a language in place of their codes.

    `{{ say("memo.closing") }}` becomes the sentence of that code, which may have
    names of its own to fill in, and `{late|unit|units}` as `Voice.say` reads it; lines
    from `{% only vi %}` to `{% end only %}` stay in that language alone. A code that
    nobody knows is left, and told when it is used.
    """
    kept = _ONLY.sub(lambda part: part[2] if part[1] == voice.lang else "", text)

    def sentence(code: Match[str]) -> str:
        if not voice.knows(code[1]):
            return code[0]
        form = rf"{{% if \1 in {ONE} %}}\2{{% else %}}\3{{% endif %}}"
        return _FORMS.sub(form, voice.say(code[1]))

    return _SAY.sub(sentence, kept)


def escape_markdown(text: str) -> str:
    """The text on one line, nothing in it read as Markdown, HTML or a link.

    Fit for a paragraph, a heading and a cell of a table alike.
    """
    plain = one_line(text)
    if _NEEDS_ESCAPE.search(plain) is None:
        return plain
    for sign, entity in _ENTITIES.items():
        plain = plain.replace(sign, entity)
    plain = _SPECIAL.sub(r"\\\g<0>", plain)
    plain = plain.replace("://", ":\\//")
    plain = _BULLET.sub(r"\\\1", plain)
    return _OPENING.sub(r"\1\\\2", plain)


class MarkdownSandbox(Sandbox):
    """The sandbox of Markdown templates: with a filter for the rows of a table."""

    def __init__(self) -> None:
        super().__init__(escape_markdown)
        self.filters["table_rows"] = self.table_rows
        self.filters["whole_table"] = self.whole_table

    def whole_table(self, table: Mapping[str, Sequence[Plain]]) -> Markup:
        """A Markdown table of its `columns` and `rows`; a row without a number is bold.

        In templates: `{{ table|whole_table }}`.
        """
        heads = [escape_markdown(str(head)) for head in table["columns"]]
        rule = [":---:", "---", *["---:"] * (len(heads) - 2)]
        lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(rule)}|"]
        with self.own_work(len(table["rows"])):
            for row in table["rows"]:
                cells = [escape_markdown(str(c)) for c in cast("list[Plain]", row)]
                if not cells[0]:
                    cells = [f"**{cell}**" if cell else "" for cell in cells]
                lines.append(f"| {' | '.join(cells)} |")
        return Markup("\n".join(lines))  # noqa: S704  # every text in it is escaped

    def table_rows(self, rows: Sequence[Mapping[str, Plain]], columns: str) -> Markup:
        """Rows of a Markdown table with the columns named; `**name**` is bold.

        In templates: `{{ tables.tasks|table_rows("no name due") }}`.
        """
        names = [(name.strip("*"), name.startswith("**")) for name in columns.split()]
        lines = []
        with self.own_work(len(rows)):
            for row in rows:
                cells = []
                for name, is_bold in names:
                    if name not in row:
                        raise UndefinedError(f"'{name}' is undefined")
                    text = escape_markdown(str(row[name]))
                    cells.append(f"**{text}**" if is_bold and text else text)
                lines.append(f"| {' | '.join(cells)} |")
        return Markup("\n".join(lines))  # noqa: S704  # every text in it is escaped


def fill_template(
    source: TemplateSource, content: Mapping[str, Plain]
) -> str | Problem:
    """The template with its blanks filled in, every value escaped for Markdown.

    Returns:
        P601 where it is written wrongly, P602 where it uses a name that is not in
        `content`, P603 where it tries more than to print; each with file and line.
    """
    parts, size = [], 0
    try:
        sandbox, template = _compile(source)
        with sandbox.step_limit(source.file, is_ours=bool(source.kept_as)):
            for part in template.generate(**content):
                size += len(part)
                if size > LONGEST:
                    raise MemoryError
                parts.append(part)
        return "".join(parts)
    except FILLING_ERRORS as error:
        line = line_of(error, source.file)
        rows = source.text.splitlines()
        excerpt = rows[line - 1] if line is not None and 0 < line <= len(rows) else None
        place = Place(file=source.file, line=line, excerpt=excerpt)
        return filling_problem(error, source.name, place, content)


def render_markdown(
    source: TemplateSource, content: Mapping[str, Plain]
) -> str | Problem:
    """The text of a paper: the template filled in, blank lines never two together.

    Gives back what is wrong with the template (P601 to P603) instead, if something is.
    """
    text = fill_template(source, content)
    if isinstance(text, Problem):
        return text
    rows = [row.rstrip() for row in text.splitlines()]
    kept = [row for i, row in enumerate(rows) if row or (i and rows[i - 1])]
    return "\n".join(kept).strip("\n") + "\n"


@lru_cache(maxsize=8)
def _compile(source: TemplateSource) -> tuple[Sandbox, Template]:
    """The template ready to be filled in, the same for every paper of a run."""
    sandbox = MarkdownSandbox()
    sandbox.bytecode_cache = template_cache() if source.kept_as else None
    loader = FunctionLoader(lambda _: (source.text, source.file, None))
    return sandbox, loader.load(sandbox, source.kept_as or source.name, {})


class TemplateCache(FileSystemBytecodeCache):
    """Compiled templates in a folder; what cannot be read or kept is made anew.

    Reading a memo's template takes a quarter of the whole run. What is kept is known by
    the template's text, by Jinja's version and by our sandbox, as `.pyc` files are by
    their source; where Python keeps no bytecode, neither is this.
    """

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum(f"{_compiler_version()}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001  # pickle raises anything on a damaged file
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


@cache
def template_cache() -> TemplateCache | None:
    """Where compiled templates are kept; None where Python keeps no bytecode."""
    cached = __spec__.cached
    if sys.dont_write_bytecode or cached is None or not Path(cached).parent.is_dir():
        return None
    return TemplateCache(str(Path(cached).parent), "template-%s.bin")


@cache
def _compiler_version() -> str:
    """What tells one compiler from another: Jinja's version, when ours was changed."""
    return f"{jinja2.__version__} {Path(sandbox.__file__).stat().st_mtime_ns}"
