"""Parts of an indicator in a plan file: `parts: {gioi: [nam, nu]}`."""

from collections.abc import Iterator

from cchc.core.plan.indicator import IndicatorPart, Parts
from cchc.sources.plan.plan_values import TEXT, list_of, mapping_of, names_at
from cchc.sources.plan.target_values import TARGET_SCHEMA, target_at, target_plain
from cchc.sources.problem_collector import (
    ProblemCollector,
    says_nothing,
    suggested_id,
)
from cchc.sources.yaml_tree import MappingNode, Node
from cchc.sources.yaml_writer import Plain

PARTS_SCHEMA = mapping_of({"anyOf": [list_of(TEXT), mapping_of(TARGET_SCHEMA)]})


def parts_at(node: Node, collector: ProblemCollector) -> Parts:
    """The parts of each dimension: names, or names with a target each or none.

    The id of a part is its name in small letters without accents: `Nữ` is `nu`.
    """
    branch = collector.branch(node)
    return {
        dimension: tuple(_parts_in(child, collector))
        for dimension, child in (branch.entries.items() if branch else ())
    }


def _parts_in(node: Node, collector: ProblemCollector) -> Iterator[IndicatorPart]:
    targets: dict[str, Node | None] = {}
    if isinstance(node, MappingNode):
        targets |= node.entries
    else:
        targets |= dict.fromkeys(names_at(node, collector))
    for name, child in targets.items():
        is_bare = child is None or says_nothing(child)
        target = None if is_bare or child is None else target_at(child, collector)
        yield IndicatorPart(suggested_id(name).replace(".", "-"), name, target)


def parts_plain(parts: Parts) -> dict[str, Plain]:
    """The parts as they are written: names alone where none has a target."""
    return {
        dimension: {
            part.name: None if part.target is None else target_plain(part.target)
            for part in among
        }
        if any(part.target for part in among)
        else [part.name for part in among]
        for dimension, among in parts.items()
    }
