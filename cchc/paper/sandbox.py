"""The cell that templates of an office are worked in: they print, and do no more."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from re import compile as pattern
from types import FrameType
from typing import TYPE_CHECKING

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError, UndefinedError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

if TYPE_CHECKING:
    from _typeshed import TraceFunction

DEEPEST = 3
MOST_STEPS = 3_000_000
AT_WORK = (TypeError, ValueError, ArithmeticError, LookupError, RecursionError)
"""What a template that asks for nonsense raises while it is filled in."""

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


class Sandbox(ImmutableSandboxedEnvironment):
    """No powers, no products of text, no method of text that makes it huge."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def __init__(self, final: Callable[[object], Markup]) -> None:
        """`final` makes what is printed harmless in the language of the paper."""
        super().__init__(
            undefined=StrictUndefined,
            finalize=final,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.globals.clear()
        self.filters = {name: self.filters[name] for name in _FILTERS}

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


@contextmanager
def bounded(file: str) -> Iterator[None]:
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


def refused(tree: nodes.Template) -> Iterator[nodes.Node]:
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


def unknown_name(slip: UndefinedError) -> str:
    """The name that a template uses and nobody has."""
    found = _UNKNOWN_NAME.search(slip.message or "")
    return "" if found is None else found.group(1) or found.group(2) or ""
