"""Units: who signs, reports and is chased; groups of them are data too."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated

from cchc.core.plan.keys import FROM, FileKey, Id
from cchc.core.plan.period import Period
from cchc.text.record import Record


class Unit(Record):
    """A department, ward, commune or whatever the plan calls a unit.

    `since` and `until` are the first and the last day it exists (plan keys `from`
    and `to`); `parent` is the unit it stands under, `successor` the one that takes
    over what it had.
    """

    id: Id
    name: str
    kind: str = "unit"
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    contact: str | None = None
    since: Annotated[date | None, FROM] = None
    until: Annotated[date | None, FileKey(name="to")] = None
    successor: str | None = None

    def active_in(self, period: Period) -> bool:
        """Whether it exists at the period's cut-off, and so owes its report."""
        return self.exists_on(period.cutoff)

    def exists_on(self, day: date) -> bool:
        """Whether it has begun and has not ended."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or self.until >= day)


def expand(
    names: Iterable[str],
    units: Iterable[Unit],
    groups: Mapping[str, tuple[str, ...]],
) -> tuple[str, ...]:
    """The unit ids behind names of units, groups or kinds, each once, in plan order.

    A kind is a group too. Names that mean nothing are left out: the plan check
    has refused them before.
    """
    listed = tuple(units)
    chosen: set[str] = set()
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if any(unit.id == name for unit in listed):
            chosen.add(name)
        elif name in groups:
            waiting.extend(groups[name])
        else:
            chosen.update(unit.id for unit in listed if unit.kind == name)
    return tuple(unit.id for unit in listed if unit.id in chosen)
