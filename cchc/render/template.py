"""Templates that an office may edit, filled in where they can do no harm.

The sandbox sees plain values only, calls nothing of ours, reads no other file; a
name that does not exist is told, never left blank in an official paper.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from itertools import count
from pathlib import Path
from re import compile as pattern
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, Template, nodes
from jinja2.exceptions import SecurityError, TemplateSyntaxError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cchc.core.problem import Fault, Place, Problem
from cchc.render.markdown import escaped

if TYPE_CHECKING:
    from _typeshed import TraceFunction

Plain = None | bool | int | str | list["Plain"] | dict[str, "Plain"]
"""What a template may be given; nothing with a method that does something."""

LARGEST = 256 * 1024
LONGEST = 16 * 1024 * 1024
DEEPEST = 3
MOST_STEPS = 3_000_000

_FILTERS = (
    *("capitalize", "count", "default", "d", "first", "groupby", "join", "last"),
    *("length", "list", "lower", "map", "reject", "rejectattr", "replace", "reverse"),
    *("select", "selectattr", "sort", "title", "trim", "truncate", "unique", "upper"),
)
_TEXT_METHODS = frozenset(
    {"capitalize", "endswith", "lower", "replace", "split", "startswith", "strip"}
    | {"title", "upper"}
)
_OTHER_FILES = (nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends)
_UNKNOWN_NAME = pattern(r"'([^']*)' is undefined|attribute '([^']*)'")
_AT_WORK = (TypeError, ValueError, ArithmeticError, LookupError, RecursionError)


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A template's text; `file` is where a person can mend it."""

    name: str
    text: str
    file: str


class _Sandbox(ImmutableSandboxedEnvironment):
    """No powers, no products of text, no method of text that makes it huge."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(  # the sandbox's own signature
        self, _context: object, operator: str, _left: object, _right: object
    ) -> object:
        raise SecurityError(operator)

    def wrap_str_format(self, _value: object) -> None:
        """No `format` of text: it could ask for a line a thousand million wide."""

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return bool(super().is_safe_attribute(obj, attr, value))


def find_template(
    name: str, office: Path, shipped: Traversable
) -> TemplateSource | Problem:
    """The office's own template if there is one, else the one of the program.

    Args:
        name: a file name of ours, such as `memo.vi.md.j2`; never a user's word.
        office: the folder `templates` beside the database; it need not be there.
        shipped: the templates that come with the program.

    Returns:
        P604 for a file that is really elsewhere, P601 for one that is not UTF-8,
        P603 for one above 256 KiB.
    """
    own = office / name
    if not (own.is_symlink() or own.exists()):
        return _read(shipped / name, name, str(shipped / name))
    if not own.is_file() or not own.resolve().is_relative_to(office.resolve()):
        at = Place(file=str(own))
        return Problem(Fault.TEMPLATE_OUTSIDE, at, {"name": name})
    if own.stat().st_size > LARGEST:
        return Problem(Fault.TEMPLATE_UNSAFE, Place(file=str(own)), {"name": name})
    return _read(own, name, str(own))


def _read(path: Traversable, name: str, file: str) -> TemplateSource | Problem:
    try:
        return TemplateSource(name, path.read_bytes().decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        return Problem(Fault.TEMPLATE_BROKEN, Place(file=file), {"name": name})


def filled(source: TemplateSource, content: Mapping[str, Plain]) -> str | Problem:
    """The template with its blanks filled in, every value escaped for Markdown.

    Returns:
        P601 where it is written wrongly, P602 where it uses a name that is not in
        `content`, P603 where it tries more than to print; each with file and line.
    """
    try:
        return _filled(source, content)
    except TemplateSyntaxError as slip:
        return _problem(Fault.TEMPLATE_BROKEN, source, slip.lineno)
    except UndefinedError as slip:
        line = _line(slip.__traceback__, source)
        found = _UNKNOWN_NAME.search(slip.message or "")
        name = "" if found is None else found.group(1) or found.group(2)
        problem = _problem(Fault.TEMPLATE_UNDEFINED, source, line)
        known = tuple(sorted(content))
        blanks = {**problem.blanks, "text": name, "known": known}
        return Problem(problem.fault, problem.place, blanks)
    except (SecurityError, MemoryError) as slip:
        line = _line(slip.__traceback__, source)
        return _problem(Fault.TEMPLATE_UNSAFE, source, line)
    except _AT_WORK as slip:
        line = _line(slip.__traceback__, source)
        return _problem(Fault.TEMPLATE_BROKEN, source, line)


def _filled(source: TemplateSource, content: Mapping[str, Plain]) -> str | Problem:
    sandbox = _sandbox()
    tree = sandbox.parse(source.text, source.name, source.file)
    if refused := next(_refused(tree), None):
        return _problem(Fault.TEMPLATE_UNSAFE, source, refused.lineno)
    code = sandbox.compile(tree, source.name, source.file)
    template = Template.from_code(sandbox, code, {})
    parts, size = [], 0
    with _bounded(source.file):
        for part in template.generate(**content):
            size += len(part)
            if size > LONGEST:
                return _problem(Fault.TEMPLATE_UNSAFE, source, None)
            parts.append(part)
    return "".join(parts)


@contextmanager
def _bounded(file: str) -> Iterator[None]:
    """Ends a template that goes round and round: so many lines of it, no more."""
    steps = count()
    before = sys.gettrace()

    def line(_frame: FrameType, _event: str, _what: object) -> "TraceFunction":
        if next(steps) > MOST_STEPS:
            raise SecurityError(file)
        return line

    def call(frame: FrameType, _event: str, _what: object) -> "TraceFunction | None":
        return line if frame.f_code.co_filename == file else None

    sys.settrace(call)
    try:
        yield
    finally:
        sys.settrace(before)


def _sandbox() -> _Sandbox:
    box = _Sandbox(
        undefined=StrictUndefined,
        finalize=_final,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    box.globals.clear()
    box.filters = {name: box.filters[name] for name in _FILTERS}
    return box


def _final(value: object) -> Markup:
    """What is printed: escaped once; a block captured by `set` or a macro has been."""
    if isinstance(value, Markup):
        return value
    return Markup(escaped("" if value is None else str(value)))  # noqa: S704  # escaped for Markdown


def _refused(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What no template needs: other files, loops in loops in loops."""
    yield from tree.find_all(_OTHER_FILES)
    yield from _too_deep(tree, 0)


def _too_deep(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    inside = depth + isinstance(node, nodes.For)
    if inside > DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _too_deep(child, inside)


def _line(trace: TracebackType | None, source: TemplateSource) -> int | None:
    """The last line of the template that was at work."""
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == source.file:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _problem(fault: Fault, source: TemplateSource, line: int | None) -> Problem:
    rows = source.text.splitlines()
    excerpt = rows[line - 1] if line is not None and 0 < line <= len(rows) else None
    place = Place(file=source.file, line=line, excerpt=excerpt)
    return Problem(fault, place, {"name": source.name})
