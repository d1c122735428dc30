"""`10.500` where only whole numbers can stand: refused, never read as 10.5.

In a plan file a point is the decimal mark (SEMANTICS 2), but in Viet Nam it groups
thousands. `10.000` is refused wherever a number is read; other digits after the point
are refused here, where the indicator says that its figures have no decimals.
"""

from collections.abc import Iterator

from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Amount, Count, Indicator
from cchc.core.plan.targets.target import Scale
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import ListNode, MappingNode, Node, ScalarNode
from cchc.text.record import Record

FIGURES: dict[type[Record], tuple[str, ...]] = {
    Indicator: ("target", "trajectory", "baseline", "allot", "previous_year"),
    Amount: ("value",),
    Count: ("target",),
}
"""The keys whose numbers have the decimals of their own group of keys."""

_NOT_FIGURES = frozenset({"by", "yes", "in", "step", "profile", "period", "source"})


def refuse_two_readings(
    node: MappingNode, keys: tuple[str, ...], collector: ProblemCollector
) -> None:
    """Note P145 at each number under these keys that may be meant as thousands.

    Args:
        node: an indicator, an amount or a count; its own `decimals` counts.
        keys: where its figures stand.
        collector: notes it; a number that was noted is not read again.
    """
    if not keys or _may_have_decimals(node):
        return
    for key in keys:
        for word in _numbers(node.entries.get(key)):
            if not word.spoiled and collector.note_two_readings(word, decimals=0):
                word.spoiled = True


def _may_have_decimals(node: MappingNode) -> bool:
    """Whether figures may have decimals; a rate is printed with two by default."""
    decimals, measure = node.entries.get("decimals"), node.entries.get("measure")
    if isinstance(decimals, ScalarNode) and not decimals.absent:
        return decimals.text.strip() != "0"
    return isinstance(measure, ScalarNode) and measure.text.strip() == Measure.RATIO


def _numbers(node: Node | None) -> Iterator[ScalarNode]:
    """The words under a node that stand for figures of the indicator."""
    match node:
        case ScalarNode():
            yield node
        case ListNode():
            for row in node.rows:
                yield from _numbers(row)
        case MappingNode() if not _is_growth_in_percent(node):
            for key, child in node.entries.items():
                if key not in _NOT_FIGURES:
                    yield from _numbers(child)
        case _:
            pass


def _is_growth_in_percent(node: MappingNode) -> bool:
    """`{increase_by: 5.125, in: percent}`: the decimals are not the indicator's."""
    scale = node.entries.get("in")
    return isinstance(scale, ScalarNode) and scale.text.strip() != Scale.ABS
