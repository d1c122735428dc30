"""What a template may make: so much text and so many rows, printed or not.

A name that is doubled 26 times is 67 million letters that nobody has printed yet, so
everything that makes text is counted before it is made. The tree of the template is
changed for that: what is joined by `~`, the words of the template inside a captured
block and lists that are written out go through filters that count.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from numbers import Number
from typing import TypeVar

from jinja2 import nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import make_attrgetter
from jinja2.runtime import markup_join
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

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
Container = TypeVar("Container", bound=Iterable[object])
Function = Callable[..., object]


class Allowance:
    """How much a template may still make, and the filters that take from it."""

    def __init__(self) -> None:
        self.left = MOST_LETTERS
        self.depths: dict[int, tuple[object, int]] = {}

    def renew(self) -> None:
        """Begin anew, for the next paper."""
        self.left = MOST_LETTERS
        self.depths.clear()

    def take(self, letters: int) -> None:
        """Count letters that are about to be made; SecurityError where it is enough."""
        self.left -= letters
        if self.left < 0:
            raise SecurityError("allowance")

    def text_of(self, value: object) -> object:
        """A value that is to be text, counted; a list is never text: it may be huge."""
        if isinstance(value, Mapping | list | tuple | set | frozenset):
            raise SecurityError("a list is no text")
        self.take(len(value) if isinstance(value, str) else 1)
        return value

    def add(self, left: object, right: object) -> object:
        """`left + right`, counted."""
        if isinstance(left, Number) and isinstance(right, Number):
            return left + right  # type: ignore[operator]  # a float and a Decimal: told
        for value in (left, right):
            if isinstance(value, str):
                self.take(len(value))
            elif isinstance(value, Sequence):
                self.take(ROW * len(value))
        return left + right  # type: ignore[operator]  # what does not fit is told

    def count_replacing(self, text: str, old: str, new: str) -> None:
        """Count what a replacement is about to make."""
        count = text.count(old) if old else len(text) + 1
        self.take(len(text) + max(0, count * (len(new) - len(old))))

    def wrap(self, name: str, run: Function) -> Function:
        """A filter of Jinja whose work is counted before it is done."""
        if name == "join":
            return self._wrap_join(run)
        if name not in _OF_TEXT | _TO_PIECES:
            return run

        def count(value: object, args: tuple[object, ...]) -> None:
            if name in _OF_TEXT:
                self.text_of(value)
            elif isinstance(value, str):
                self.take(PIECE * len(value))
            elif isinstance(value, Sequence):
                self.take(ROW * len(value))
            if name == "replace" and len(args) > 1:
                self.count_replacing(str(value), str(args[0]), str(args[1]))

        deepen = self._deepen if name in _TO_PIECES else None
        return _counted(run, count, deepen)

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

    def filters(self) -> dict[str, Function]:
        """The filters that the changed tree of a template goes through."""
        return {
            JOINED: lambda values: markup_join(map(self.text_of, values)),
            CAPTURED: pass_context(lambda _, text: Markup(text)),  # noqa: S704  # its own words
            WRITTEN_OUT: pass_context(lambda _, made: self._deepen(made)),
        }

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


def _counted(
    run: Function,
    count: Callable[[object, tuple[object, ...]], None],
    deepen: Function | None,
) -> Function:
    """A filter that counts its value first; Jinja may put its context before it.

    A list that it makes is as deep as one that is written out.
    """
    marks = vars(run)
    has_context = any(str(mark).startswith("jinja_pass") for mark in marks)

    def count_and_run(*args: object, **named: object) -> object:
        value, *rest = args[1:] if has_context else args
        count(value, (*rest, *named.values()))
        made = run(*args, **named)
        return deepen(made) if deepen and isinstance(made, list) else made

    for mark in marks:
        setattr(count_and_run, mark, marks[mark])
    return count_and_run


class CountingTree(NodeTransformer):
    """Changes the tree of a template so that what it makes is counted."""

    def __init__(self) -> None:
        self.captures = 0

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802  # Jinja's name
        self.generic_visit(node)
        values = nodes.List(node.nodes, lineno=node.lineno)
        return _filtered(values, JOINED)

    def visit_List(self, node: nodes.List) -> nodes.Node:  # noqa: N802
        return self._written_out(node)

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:  # noqa: N802
        return node if node.ctx == "store" else self._written_out(node)

    def visit_Dict(self, node: nodes.Dict) -> nodes.Node:  # noqa: N802
        return self._written_out(node)

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

    def _written_out(self, node: nodes.Expr) -> nodes.Node:
        if all(isinstance(leaf, nodes.Const) for leaf in _leaves(node)):
            return node
        self.generic_visit(node)
        return _filtered(node, WRITTEN_OUT)


def _leaves(node: nodes.Node) -> Iterable[nodes.Node]:
    children = list(node.iter_child_nodes())
    is_list = isinstance(node, nodes.List | nodes.Tuple | nodes.Dict | nodes.Pair)
    if not is_list:
        yield node
        return
    for child in children:
        yield from _leaves(child)


def _filtered(node: nodes.Expr, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)
