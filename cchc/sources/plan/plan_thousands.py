"""`10.500` where only whole numbers can stand: refused, never read as 10.5.

In a plan file a point is the decimal mark (SEMANTICS 2), but in Viet Nam it groups
thousands. `10.000` is refused wherever a number is read; other digits after the point
are refused here, where the indicator says that its figures have no decimals.
"""

from collections.abc import Iterator

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import Scale
from cchc.sources.problem_collector import ProblemCollector
from cchc.sources.yaml_tree import ListNode, MappingNode, Node, ScalarNode

_NOT_FIGURES = frozenset(
    {"by", "from", "yes", "in", "assigned_later"}
    | {"step", "profile", "period", "source"}
)


def refuse_two_readings(
    node: MappingNode, keys: tuple[str, ...], collector: ProblemCollector
) -> None:
    """Note P145 at each number under these keys that may be meant as thousands.

    Args:
        node: an indicator, an amount or a count; its own `decimals` counts.
        keys: where its figures stand.
        collector: notes it; a number that was noted is not read again.
    """
    decimals, measure = node.entries.get("decimals"), node.entries.get("measure")
    # a rate is printed with two decimals by default
    may_have = isinstance(measure, ScalarNode) and measure.text.strip() == Measure.RATIO
    if isinstance(decimals, ScalarNode) and not decimals.absent:
        may_have = decimals.text.strip() != "0"
    if may_have:
        return
    for key in keys:
        for word in _numbers(node.entries.get(key)):
            if not word.spoiled and collector.note_two_readings(word, decimals=0):
                word.spoiled = True


def _numbers(node: Node | None) -> Iterator[ScalarNode]:
    """The words under a node that stand for figures of the indicator."""
    match node:
        case ScalarNode():
            yield node
        case ListNode():
            for row in node.rows:
                yield from _numbers(row)
        case MappingNode():
            # `{increase_by: 5.125, in: percent}`: these decimals are not its own
            scale = node.entries.get("in")
            is_rate = isinstance(scale, ScalarNode) and scale.text.strip() != Scale.ABS
            for key, child in node.entries.items():
                if key not in _NOT_FIGURES and not is_rate:
                    yield from _numbers(child)
        case None:
            pass
