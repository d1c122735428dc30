"""A sandbox for the templates of an office: they print, and do no more.

They may make so much text and so many rows, printed or not: a name that is doubled 26
times is 67 million letters that nobody has printed yet, so everything that makes text
is counted before it is made. The tree of the template is changed for that: what is
joined by `~`, the words of the template inside a captured block and lists that are
written out go through filters that count.
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from numbers import Number
from traceback import walk_tb
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from jinja2 import StrictUndefined, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.filters import make_attrgetter
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode

if TYPE_CHECKING:
    from _typeshed import TraceFunction

MOST_LETTERS = 32_000_000
ROW = 8
"""Letters that a row of a list counts for."""
PIECE = 64
"""Letters that a piece of a text counts for that was taken apart."""
DEEPEST_LIST = 3
"""How deep lists that a template writes out may lie in one another."""
JOINED, CAPTURED, WRITTEN_OUT = "counted_join", "counted_words", "counted_list"
_CAPTURES = (nodes.AssignBlock, nodes.Macro, nodes.FilterBlock, nodes.CallBlock)
_TO_PIECES = frozenset({"list", "reverse", "sort", "unique", "groupby"})
_OF_TEXT = frozenset(
    {"capitalize", "lower", "replace", "title", "trim", "truncate", "upper"}
)
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
Container = TypeVar("Container", bound=Iterable[object])
Function = Callable[..., object]


class CountingTree(NodeTransformer):
    """Changes the tree of a template so that what it makes is counted."""

    def __init__(self) -> None:
        self.captures = 0

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        values = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(values, JOINED)

    def visit_List(self, node: nodes.Expr) -> nodes.Node:  # noqa: N802
        if all(isinstance(leaf, nodes.Const) for leaf in _leaves(node)):
            return node
        self.generic_visit(node)
        return _filtered(node, WRITTEN_OUT)

    visit_Dict = visit_List  # noqa: N815

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return node if node.ctx == "store" else self.visit_List(node)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.Node:  # noqa: N802
        if not self.captures:
            return node  # printed, and counted there
        words = nodes.Const(node.data, lineno=node.lineno)
        return _filtered(words, CAPTURED)

    def generic_visit(
        self, node: nodes.Node, *args: object, **named: object
    ) -> nodes.Node:
        """Remember whether what is visited is caught instead of printed."""
        is_capture = isinstance(node, _CAPTURES)
        self.captures += is_capture
        try:
            return super().generic_visit(node, *args, **named)
        finally:
            self.captures -= is_capture


def _leaves(node: nodes.Node) -> Iterable[nodes.Node]:
    if not isinstance(node, nodes.List | nodes.Tuple | nodes.Dict | nodes.Pair):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _leaves(child)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


class ForbiddenNodeError(SecurityError):
    """A template holds what no template needs, on the line `lineno`."""

    def __init__(self, node: nodes.Node) -> None:
        super().__init__(type(node).__name__)
        self.lineno = node.lineno


class Sandbox(ImmutableSandboxedEnvironment):
    """No powers, no products of text, and an allowance for what is made of text.

    `letters_left` and `steps_left` are how much a template may still make and run.
    """

    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, escape: Callable[[str], str]) -> None:
        """`escape` escapes text for the markup of the paper.

        What is printed is escaped once; a block captured by `set` or a macro has been.
        """
        self.letters_left, self.steps_left = MOST_LETTERS, MOST_STEPS
        self.depths: dict[int, tuple[object, int]] = {}

        def as_markup(value: object) -> Markup:
            self.text_of(value)
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
        self.globals.clear()
        self.filters = {name: self._wrap(name, self.filters[name]) for name in _FILTERS}
        self.filters |= {  # those that the changed tree of a template goes through
            JOINED: lambda values: markup_join(map(self.text_of, values)),
            CAPTURED: pass_context(lambda _, text: Markup(text)),  # noqa: S704  # its own words
            WRITTEN_OUT: pass_context(lambda _, made: self._deepen(made)),
        }

    def take(self, letters: int) -> None:
        """Count letters that are about to be made; SecurityError where it is enough."""
        self.letters_left -= letters
        if self.letters_left < 0:
            raise SecurityError("allowance")

    def take_for(self, value: object, letter: int = 1) -> None:
        """Count the letters of a text, each as so many, or the rows of a list."""
        if isinstance(value, Sequence):
            self.take(len(value) * (letter if isinstance(value, str) else ROW))

    def text_of(self, value: object) -> object:
        """A value that is to be text, counted; a list is never text: it may be huge."""
        if isinstance(value, Mapping | list | tuple | set | frozenset):
            raise SecurityError("a list is no text")
        self.take(len(value) if isinstance(value, str) else 1)
        return value

    def _add(self, left: object, right: object) -> object:
        """`left + right`, counted."""
        if isinstance(left, Number) and isinstance(right, Number):
            return left + right  # type: ignore[operator]  # a float and a Decimal: told
        self.take_for(left)
        self.take_for(right)
        return left + right  # type: ignore[operator]  # what does not fit is told

    def count_replacing(self, text: str, old: str, new: str) -> None:
        """Count what a replacement is about to make."""
        count = text.count(old) if old else len(text) + 1
        self.take(len(text) + max(0, count * (len(new) - len(old))))

    def _wrap(self, name: str, run: Function) -> Function:
        """A filter of Jinja whose work is counted before it is done.

        Jinja may put its context before the value. A list that a filter makes is as
        deep as one that is written out.
        """
        if name == "join":
            return self._wrap_join(run)
        if name not in _OF_TEXT | _TO_PIECES:
            return run
        marks = vars(run)
        has_context = any(str(mark).startswith("jinja_pass") for mark in marks)

        def count_and_run(*args: object, **named: object) -> object:
            value, *rest = args[1:] if has_context else args
            self._count(name, value, (*rest, *named.values()))
            made = run(*args, **named)
            if name in _TO_PIECES and isinstance(made, list):
                self._deepen(made)
            return made

        vars(count_and_run).update(marks)
        return count_and_run

    def _count(self, name: str, value: object, args: tuple[object, ...]) -> None:
        if name in _OF_TEXT:
            self.text_of(value)
        else:
            self.take_for(value, PIECE)
        if name == "replace" and len(args) > 1:
            self.count_replacing(str(value), str(args[0]), str(args[1]))

    def _wrap_join(self, run: Function) -> Function:
        @pass_eval_context
        def join(
            context: nodes.EvalContext,
            value: Iterable[object],
            between: str = "",
            attribute: str | int | None = None,
        ) -> object:
            if attribute is not None:
                value = map(make_attrgetter(context.environment, attribute), value)
            items = [self.text_of(item) for item in value]
            self.take(len(str(between)) * len(items))
            return run(context, items, between)

        return join

    def _deepen(self, made: Container) -> Container:
        """A list that a template wrote out, not too deep in others."""
        items = [*made.values()] if isinstance(made, Mapping) else [*made]
        inside = [self.depths.get(id(item), (None, 0))[1] for item in items]
        depth = 1 + max(inside, default=0)
        if depth > DEEPEST_LIST:
            raise SecurityError("lists in lists")
        self.take(ROW * len(inside))
        self.depths[id(made)] = (made, depth)  # held, so that its id is its own
        return made

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,  # noqa: FBT001, FBT002  # Jinja's own signature
    ) -> str:
        """Refuse other files and deep loops; count what the rest makes."""
        for bad in chain(source.find_all(_OTHER_FILES), _deep_loops(source, 0)):
            raise ForbiddenNodeError(bad)
        tree = CountingTree().visit(source)
        tree.set_environment(self)
        return super()._generate(tree, name, filename, defer_init)

    def call_binop(  # the sandbox's own signature
        self, _context: object, operator: str, left: object, right: object
    ) -> object:
        if operator == "+":
            return self._add(left, right)
        raise SecurityError(operator)

    def call(
        self, context: object, method: object, *args: object, **named: object
    ) -> object:
        """Call a method of text or a macro; what text is made into is counted."""
        owner, name = getattr(method, "__self__", None), getattr(method, "__name__", "")
        if isinstance(owner, str):
            self.take(len(owner) * (PIECE if name == "split" else 1))
            if name == "replace" and len(args) > 1:
                self.count_replacing(owner, str(args[0]), str(args[1]))
        return super().call(context, method, *args, **named)  # type: ignore[arg-type]  # Jinja's own

    def wrap_str_format(self, _value: object) -> None:
        """No `format` of text: it could ask for a line a thousand million wide."""

    @contextmanager
    def step_limit(self, file: str, *, is_ours: bool = False) -> Iterator[None]:
        """A block in which a template may run so many lines and no more (P603).

        The lines of the program's own are not counted: it costs as much as they do.
        """
        self.letters_left, self.steps_left = MOST_LETTERS, MOST_STEPS
        self.depths.clear()
        before = sys.gettrace()
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


def _deep_loops(node: nodes.Node, depth: int) -> Iterator[nodes.Node]:
    """Loops in loops in loops, and those that call themselves."""
    inside = depth + isinstance(node, nodes.For)
    if inside > DEEPEST or (isinstance(node, nodes.For) and node.recursive):
        yield node
        return
    for child in node.iter_child_nodes():
        yield from _deep_loops(child, inside)


def filling_problem(
    error: Exception, name: str, place: Place, known: Iterable[str]
) -> Problem:
    """P602 for a name that nobody has, P603 for too much, else P601."""
    match error:
        case UndefinedError():
            match = _UNKNOWN_NAME.search(error.message or "")
            text = "" if match is None else match[1] or match[2] or ""
            blanks = {"name": name, "text": text, "known": tuple(sorted(known))}
            return Problem(ProblemCode.TEMPLATE_UNDEFINED, place, blanks)
        case SecurityError() | MemoryError():
            code = ProblemCode.TEMPLATE_UNSAFE
        case _:
            code = ProblemCode.TEMPLATE_BROKEN
    return Problem(code, place, {"name": name})


def line_of(error: Exception, file: str) -> int | None:
    """The line of a template that was at work when an error came up, if it is known."""
    at_work: list[int | None] = [None]
    for frame, number in walk_tb(error.__traceback__):
        if frame.f_code.co_filename == file:
            at_work.append(number)
    line = getattr(error, "lineno", None)
    return line if isinstance(line, int) else at_work[-1]
