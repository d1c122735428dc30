"""A sandbox for the templates of an office: they print, and do no more.

Those of the program are kept as Python compiled them, beside our own bytecode.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from traceback import walk_tb
from types import FrameType
from typing import TYPE_CHECKING

import jinja2
from jinja2 import StrictUndefined, nodes
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from cchc.paper.allowance import PIECE, Allowance, CountingTree
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import ProblemCode

if TYPE_CHECKING:
    from _typeshed import TraceFunction

DEEPEST = 3
MOST_STEPS = 3_000_000
FILLING_ERRORS = (
    *(TemplateError, MemoryError),
    *(TypeError, ValueError, ArithmeticError, LookupError, RecursionError),
)
"""What a template raises that is written wrongly, or asks for nonsense or too much."""

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
_UNKNOWN_NAME = lazy_pattern(r"'([^']*)' is undefined|attribute '([^']*)'")


class ForbiddenNodeError(SecurityError):
    """A template holds what no template needs, on the line `lineno`."""

    def __init__(self, node: nodes.Node) -> None:
        super().__init__(type(node).__name__)
        self.lineno = node.lineno


class Sandbox(ImmutableSandboxedEnvironment):
    """No powers, no products of text, and an allowance for what is made of text."""

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, escape: Callable[[str], str]) -> None:
        """`escape` escapes text for the markup of the paper.

        What is printed is escaped once; a block captured by `set` or a macro has been.
        """
        self.allowance = allowance = Allowance()

        def as_markup(value: object) -> Markup:
            allowance.text_of(value)
            if isinstance(value, Markup):
                return value
            return Markup(escape("" if value is None else str(value)))  # noqa: S704  # escaped

        super().__init__(
            undefined=StrictUndefined,
            finalize=as_markup,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,
        )
        self.steps_left = MOST_STEPS
        self.globals.clear()
        wrap = self.allowance.wrap
        self.filters = {name: wrap(name, self.filters[name]) for name in _FILTERS}
        self.filters |= self.allowance.filters()

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  # Jinja's own signature
    ) -> str:
        """Refuse what no template needs, and count what the rest makes."""
        if bad := next(forbidden_nodes(source), None):
            raise ForbiddenNodeError(bad)
        tree = CountingTree().visit(source)
        tree.set_environment(self)
        return super()._generate(tree, name, filename, defer_init)

    def call_binop(  # the sandbox's own signature
        self, _context: object, operator: str, left: object, right: object
    ) -> object:
        if operator == "+":
            return self.allowance.add(left, right)
        raise SecurityError(operator)

    def call(
        self, context: object, method: object, *args: object, **named: object
    ) -> object:
        """Call a method of text or a macro; what text is made into is counted."""
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if isinstance(owner, str):
            self.allowance.take(len(owner) * (PIECE if name == "split" else 1))
            if name == "replace" and len(args) > 1:
                self.allowance.count_replacing(owner, str(args[0]), str(args[1]))
        return super().call(context, method, *args, **named)  # type: ignore[arg-type]  # Jinja's own

    def wrap_str_format(self, _value: object) -> None:
        """No `format` of text: it could ask for a line a thousand million wide."""

    @contextmanager
    def step_limit(self, file: str, *, is_ours: bool = False) -> Iterator[None]:
        """A block in which a template may run so many lines and no more (P603).

        The lines of the program's own are not counted: it costs as much as they do.
        """
        self.allowance.renew()
        self.steps_left, before = MOST_STEPS, sys.gettrace()
        if is_ours:
            yield
            return

        def line(_frame: FrameType, _event: str, _what: object) -> "TraceFunction":
            self.steps_left -= 1
            if self.steps_left < 0:
                raise SecurityError(file)
            return line

        def call(
            frame: FrameType, _event: str, _what: object
        ) -> "TraceFunction | None":
            return line if frame.f_code.co_filename == file else None

        sys.settrace(call)
        try:
            yield
        finally:
            sys.settrace(before)

    @contextmanager
    def own_work(self, steps: int) -> Iterator[None]:
        """Work of the program for a template: so many steps, counted all at once."""
        self.steps_left -= steps
        tracing = sys.gettrace()
        sys.settrace(None)
        try:
            yield
        finally:
            sys.settrace(tracing)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return bool(super().is_safe_attribute(obj, attr, value))


def forbidden_nodes(tree: nodes.Template) -> Iterator[nodes.Node]:
    """What no template needs: other files, loops in loops in loops."""
    yield from tree.find_all(_OTHER_FILES)
    yield from _deep_loops(tree, 0)


def _deep_loops(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    inside = depth + isinstance(node, nodes.For)
    if inside > DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _deep_loops(child, inside)


def filling_problem(error: Exception) -> ProblemCode:
    """P602 for a name that nobody has, P603 for too much, else P601."""
    match error:
        case UndefinedError():
            return ProblemCode.TEMPLATE_UNDEFINED
        case SecurityError() | MemoryError():
            return ProblemCode.TEMPLATE_UNSAFE
        case _:
            return ProblemCode.TEMPLATE_BROKEN


def line_of(error: Exception, file: str) -> int | None:
    """The line of a template that was at work when an error came up, if it is known."""
    at_work: list[int | None] = [None]
    for frame, number in walk_tb(error.__traceback__):
        if frame.f_code.co_filename == file:
            at_work.append(number)
    line = getattr(error, "lineno", None)
    return line if isinstance(line, int) else at_work[-1]


def unknown_name(error: Exception) -> str:
    """The name that a template uses and nobody has; empty for another error."""
    message = (error.message or "") if isinstance(error, UndefinedError) else ""
    match = _UNKNOWN_NAME.search(message)
    return "" if match is None else match[1] or match[2] or ""


COMPILERS = ("sandbox.py", "allowance.py")
"""This module and the one beside it that change what is compiled."""


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
    here = Path(__file__)
    days = (here.with_name(name).stat().st_mtime_ns for name in COMPILERS)
    return " ".join([jinja2.__version__, *map(str, days)])
