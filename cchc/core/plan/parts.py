"""Parts of a whole that have figures of their own (SEMANTICS 4)."""

from collections.abc import Mapping
from enum import StrEnum

from cchc.core.plan.keys import Id
from cchc.core.plan.targets.each import PlanTarget
from cchc.text.record import Record


class PartsCover(StrEnum):
    """Whether the parts of one dimension make the whole, or some of it."""

    WHOLLY = "wholly"
    PARTLY = "partly"


class IndicatorPart(Record):
    """One part of a whole, with a target of its own or none: `nu`, of `gioi`."""

    id: Id
    name: str
    target: PlanTarget | None = None


Parts = Mapping[str, tuple[IndicatorPart, ...]]
"""The parts of each dimension, in which the whole is divided anew."""


def without_targets(parts: Parts) -> Parts:
    """The parts as statistics: what all together promise, no unit does alone."""
    return {
        dimension: tuple(IndicatorPart(part.id, part.name) for part in among)
        for dimension, among in parts.items()
    }
