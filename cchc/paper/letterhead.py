"""A Word letterhead: found, opened unless it reaches outside, its blanks filled in.

Word cuts words into runs as they were typed, so a blank `{{ … }}` may be scattered
over several; here it is gathered before Jinja reads the part. A blank that begins with
`{%p`, `{{p`, `{%tr`, `{%tc` or `{%r` stands for the whole paragraph, table row, cell
or run around it.

A letterhead goes into every paper that leaves the office. A template, picture or object
that lies elsewhere is called for when the paper is opened; a macro, an embedded object
or a field such as DDEAUTO runs. None of them is needed for a letterhead.
"""

import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from re import DOTALL, IGNORECASE, Match
from typing import Any, cast
from xml.etree.ElementTree import ParseError, fromstring
from zipfile import BadZipFile, ZipFile

from jinja2 import Environment, Template, nodes
from markupsafe import Markup

from cchc.paper.manuscript import Plain
from cchc.paper.paper import Letterhead
from cchc.paper.sandbox import FILLING_ERRORS, Sandbox, filling_problem, line_of
from cchc.paper.template import office_file
from cchc.paper.word_xml import escape_xml, name_lines
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.translator import Lang

LARGEST = 4 * 1024 * 1024
UNPACKED = 64 * 1024 * 1024
TEMPLATES = {
    Letterhead.REPORT: {Lang.VI: "bao-cao", Lang.EN: "report"},
    Letterhead.LETTER: {Lang.VI: "cong-van", Lang.EN: "letter"},
    Letterhead.PLAN: {Lang.VI: "ke-hoach", Lang.EN: "plan"},
    Letterhead.PLEDGE: {Lang.VI: "cam-ket", Lang.EN: "commitment"},
    Letterhead.BRIEF: {Lang.VI: "tom-tat", Lang.EN: "brief"},
}
IN_WORD = "<template>"
"""What Jinja calls a template that is no file."""
BODY_MARK = (
    '<w:p><w:bookmarkStart w:id="9001" w:name="cchc_body"/>'
    '<w:bookmarkEnd w:id="9001"/></w:p>'
)
"""What stands in a letterhead where the text of the paper goes."""
NO_WORD = (
    *(BadZipFile, SyntaxError, LookupError, ValueError, RuntimeError, EOFError),
    zlib.error,
)
"""All that zipfile and expat raise on a damaged file."""
RELATIONS = ".rels"
HARMLESS_ABROAD = frozenset({"hyperlink"})
"""What may point outside: it is followed by a person, not by Word."""
NEVER = frozenset(
    {"aFChunk", "attachedTemplate", "control", "frame", "oleObject", "package"}
    | {"subDocument", "vbaProject", "mailMergeSource", "mailMergeHeaderSource"}
)
_FIELD = lazy_pattern(
    r"\b(DDE|DDEAUTO|INCLUDEPICTURE|INCLUDETEXT|LINK|IMPORT|DATABASE)\b", IGNORECASE
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
"""The namespace of Word's elements."""
DOCUMENT = "word/document.xml"
PARAGRAPH = ("<w:p ", "<w:p>")
MARGINS = ("word/header", "word/footer", "word/footnotes")
_TAG = lazy_pattern("<[^>]*>")
_PARAGRAPH = lazy_pattern(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", DOTALL)
_WORDS = lazy_pattern(r"(<w:t(?: [^>]*)?>)([^<]*)</w:t>")
_PARAGRAPH_START = lazy_pattern(r"(<w:p[ >])")
_BLANK = lazy_pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_WHOLE = lazy_pattern(r"(\{[{%#])(p|tr|tc|r) ([^}]*\}+)")
_LOOSE = lazy_pattern(r"\s+/>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"} | {
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
}
"""What Word writes for the signs of a blank: entities, quotation marks that curl."""
_SIGN = lazy_pattern("|".join(_ESCAPED))
_KEPT = '<w:t xml:space="preserve">'
_NOTHING = '<w:t xml:space="preserve"/>'
_BREAKS = {"\n": f"</w:t><w:br/>{_KEPT}", "\t": f"</w:t><w:tab/>{_KEPT}"}


class WordSandbox(Sandbox):
    """The sandbox of Word templates, of which each paragraph is a line."""

    source = ""

    def from_string(
        self,
        source: str | nodes.Template,
        *rest: Any,  # noqa: ANN401  # Jinja's own
        **named: Any,  # noqa: ANN401
    ) -> Template:
        """The part of the Word file that is filled in now, kept to find a paragraph."""
        self.source = source if isinstance(source, str) else ""
        return super().from_string(source, *rest, **named)

    def paragraph_of(self, error: Exception) -> dict[str, Any]:
        """The number and the words of the paragraph that was at work."""
        line = line_of(error, IN_WORD)
        rows = self.source.splitlines()
        if line is None or not 1 < line <= len(rows):  # before the first: the head
            return {}
        number = sum(row.startswith(PARAGRAPH) for row in rows[:line])
        return {"line": number, "excerpt": _TAG.sub("", rows[line - 1]).strip()}


class WordTemplate(Record):
    """A Word file with blanks; `file` is where a person can mend it."""

    name: str
    data: bytes
    file: str

    def problem(self, code: ProblemCode, **more: Blank) -> Problem:
        """What is wrong with the file."""
        return Problem(code, Place(file=self.file), {"name": self.name, **more})


def word_name(kind: Letterhead, lang: Lang) -> str:
    """The file name of the Word template of a kind of paper in a language."""
    return f"{TEMPLATES[kind][lang]}.docx"


def find_word_template(
    name: str, office: Path, shipped: Path
) -> WordTemplate | Problem:
    """The office's own letterhead if there is one, else the one of the program.

    Returns:
        P604 for a file that is really elsewhere, P603 for one above 4 MiB.
    """
    own = office / name
    is_there = office_file(own, office, LARGEST)
    if isinstance(is_there, Problem):
        return is_there
    path = own if is_there else shipped / name
    return WordTemplate(name, path.read_bytes(), str(path))


def filled_letterhead(
    template: WordTemplate, content: Mapping[str, Plain]
) -> dict[str, bytes] | Problem:
    """The parts of a letterhead, its blanks filled in, with a mark where the text goes.

    P603 too large, P606 no Word file, P608 something would be fetched or run; P601 and
    P602 as for other templates.
    """
    parts = _open_template(template)
    if isinstance(parts, Problem):
        return parts
    names: dict[str, object] = {
        **content,
        "authority": _authority_in_lines(content["authority"]),
        "body": Markup(BODY_MARK),  # noqa: S704  # ours
    }
    sandbox = WordSandbox(escape_xml)
    try:
        with sandbox.step_limit(IN_WORD):
            return fill_letterhead(parts, names, sandbox)
    except (*FILLING_ERRORS, ParseError) as error:
        place = Place(file=template.file, **sandbox.paragraph_of(error))
        return filling_problem(error, template.name, place, names)


def _open_template(template: WordTemplate) -> dict[str, bytes] | Problem:
    try:
        with ZipFile(BytesIO(template.data)) as package:
            if sum(part.file_size for part in package.infolist()) > UNPACKED:
                return template.problem(ProblemCode.TEMPLATE_UNSAFE)
            parts = {name: package.read(name) for name in package.namelist()}
        reached = reach_outside(parts)
        if reached is not None:
            return template.problem(ProblemCode.TEMPLATE_REACHES, text=reached)
        if is_letterhead(parts):
            return parts
    except NO_WORD:
        pass
    return template.problem(ProblemCode.TEMPLATE_NOT_WORD)


def reach_outside(parts: Mapping[str, bytes]) -> str | None:
    """The first thing that would be fetched or run, in words; None: nothing is.

    Raises ParseError where a part is no XML.
    """
    for name, data in parts.items():
        if name.endswith(RELATIONS):
            wrong_part = next(_relations(data), None)
        elif name.startswith("word/") and name.endswith(".xml"):
            wrong_part = _field(data)
        else:
            wrong_part = None
        if wrong_part is not None:
            return f"{name}: {wrong_part}"
    return None


def _relations(data: bytes) -> Iterator[str]:
    for relation in fromstring(data):  # noqa: S314  # expat ends bombs; no entity is read
        kind = relation.get("Type", "").rpartition("/")[2]
        target, mode = relation.get("Target", ""), relation.get("TargetMode", "")
        is_abroad = mode.lower() == "external" or "://" in target
        if kind in NEVER or (is_abroad and kind not in HARMLESS_ABROAD):
            yield f"{kind} {target}".strip()


def _field(data: bytes) -> str | None:
    """The field that fetches or runs, also where its name is cut into several runs."""
    if b"instr" not in data:
        return None
    tree = fromstring(data)  # noqa: S314  # as above
    texts = [node.text or "" for node in tree.iter(f"{W}instrText")]
    texts += [node.get(f"{W}instr", "") for node in tree.iter(f"{W}fldSimple")]
    match = _FIELD.search("".join(texts)) or _FIELD.search(" ".join(texts))
    return None if match is None else match[1].upper()


def _authority_in_lines(authority: Plain) -> Plain:
    """The authority with its names broken into lines of the left column.

    A name that is told in `parts` has a line for each of them.
    """
    names = cast("dict[str, Plain]", authority)
    above, own = str(names["parent_capitals"]), str(names["capitals"])
    parts = cast("list[str]", names.get("parts") or [own])
    return {
        **names,
        "parent_lines": [*name_lines(above, bold=False)],
        "lines": [line for part in parts for line in name_lines(part, bold=True)],
    }


def is_letterhead(parts: Mapping[str, bytes]) -> bool:
    """Whether a package is a Word document; ParseError where a part is no XML."""
    return "[Content_Types].xml" in parts and (
        fromstring(parts.get(DOCUMENT, b"<none/>")).tag == f"{W}document"  # noqa: S314  # expat ends bombs
    )


def fill_letterhead(
    parts: Mapping[str, bytes], names: Mapping[str, object], environment: Environment
) -> dict[str, bytes]:
    """The parts of a letterhead with their blanks filled in.

    Jinja gets each part with a line for each paragraph: the number of a line tells
    where it is wrong. ParseError where a filled part is no XML.
    """
    filled = dict(parts)
    for name, part in parts.items():
        if name == DOCUMENT or name.startswith(MARGINS):
            source = blanks_gathered(part.decode("utf-8-sig"))
            template = environment.from_string(_PARAGRAPH_START.sub(r"\n\1", source))
            text = template.render(names).replace("\n<w:p", "<w:p")
            filled[name] = _WORDS.sub(_with_breaks, text).encode()
            fromstring(filled[name])  # noqa: S314  # what was filled in is escaped
    return filled


def blanks_gathered(xml: str) -> str:
    """XML of a part in which each blank stands in one piece, as Jinja reads it."""
    text = _PARAGRAPH.sub(_gather, _LOOSE.sub("/>", xml))
    while (blank := _WHOLE.search(text)) is not None:
        text = _without_surroundings(text, blank)
    return text


def _gather(paragraph: Match[str]) -> str:
    """A paragraph in which each blank stands where it begins."""
    pieces = list(_WORDS.finditer(paragraph[0]))
    line = "".join(piece[2] for piece in pieces)
    if "{" not in line:
        return paragraph[0]
    moved = [""] * len(pieces)
    owners = [n for n, piece in enumerate(pieces) for _ in piece[2]]
    blanks = {blank.start(): blank for blank in _BLANK.finditer(line)}
    at = 0
    while at < len(line):
        blank = blanks.get(at)
        words = line[at]
        if blank:
            words = _SIGN.sub(lambda sign: _ESCAPED[sign[0]], blank[0])
        moved[owners[at]] += words
        at = blank.end() if blank else at + 1
    in_turn = iter(moved)
    return _WORDS.sub(lambda _: f"{_KEPT}{next(in_turn)}</w:t>", paragraph[0])


def _without_surroundings(text: str, blank: Match[str]) -> str:
    """The blank in place of the paragraph, row, cell or run that holds it."""
    tag, (start, end) = f"w:{blank[2]}", blank.span()
    opening = max(text.rfind(f"<{tag}{sign}", 0, start) for sign in " >")
    closing = text.find(f"</{tag}>", opening)
    if opening >= 0 and closing > start:
        start, end = opening, closing + len(f"</{tag}>")
    return f"{text[:start]}{blank[1]} {blank[3]}{text[end:]}"


def _with_breaks(words: Match[str]) -> str:
    """Words in which a line end or tab of what was filled in is one in Word too."""
    text = words[2]
    for sign, xml in _BREAKS.items():
        text = text.replace(sign, xml)
    return f"{words[1]}{text}</w:t>" if text else _NOTHING
