"""The score sheet of an index: criteria, standard points, how each is scored (14).

Ids are those of the index, `1.2.3`: a row whose id begins others is their heading.
"""

from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from cchc.core.plan.keys import FROM, FileKey, Id, Spelling
from cchc.text.record import Record, field


class PointsBetween(StrEnum):
    """How figures between two thresholds are scored, where not by steps."""

    LINEAR = "linear"


class Criterion(Record):
    """One row of the score sheet, scored in one way, or the heading of others.

    `scored_by` (plan key `from`) is the indicator that it is scored by; `scores` the
    points at each threshold of its figure, as written: a number, a grade, a day.
    `between`: figures between two thresholds have points in proportion. `each_done` is
    the task that all who have to must have done; `is_typed` (`self`): people score it.
    """

    id: Id
    name: str
    points: Decimal | None = None
    owner: str | None = None
    scored_by: Annotated[str | None, FROM] = None
    each_done: str | None = None
    is_typed: Annotated[bool, FileKey(name="self")] = False
    scores: Annotated[Mapping[str, Decimal], Spelling.SCORES] = field(
        default_factory=dict
    )
    between: PointsBetween | None = None

    @property
    def ways(self) -> tuple[str, ...]:
        """The keys that say how it is scored."""
        ways = {"from": self.scored_by, "each_done": self.each_done}
        ways["self"] = "self" if self.is_typed else None
        return tuple(key for key, value in ways.items() if value is not None)


def ids_above(key: str) -> Iterator[str]:
    """The ids that may head a row, the nearest first: `1.2`, `1` of `1.2.3`."""
    while key := key.rpartition(".")[0]:
        yield key


def headings(card: Collection[Criterion]) -> frozenset[str]:
    """The ids of the rows that head others."""
    above = {heading for row in card for heading in ids_above(row.id)}
    return frozenset(row.id for row in card if row.id in above)
