"""Targets that are answered, the list of kinds, and a promise for every unit (5)."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING, Union

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost, RisesBy
from cchc.core.plan.targets.line import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    LessThan,
    MoreThan,
)
from cchc.core.plan.targets.target import (
    Datum,
    Direction,
    Goal,
    Manner,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)
from cchc.text.record import Record

FROM = "from"


class AnswerTarget(Target):
    """A target without a number."""

    direction = Direction.EITHER
    has_pace = False
    has_unit = False

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return ()

    def goal(self, base: Fraction | None) -> Goal | None:
        return None


class By(AnswerTarget):
    """Done on or before a day; nothing is asked before the day `since`."""

    date: dt.date
    since: dt.date | None = None

    tag = "by"
    manner = Manner.DAY
    measures = frozenset({Measure.MILESTONE})
    keys = {"by": ValueShape.DAY, FROM: ValueShape.DAY}

    @classmethod
    def read(cls, entry: TargetEntry) -> Target | None:
        day = entry.day(cls.tag)
        since = entry.day(FROM) if entry.has(FROM) else None
        return None if day is None else By(day, since)

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: self.date, **self._first_day}

    def with_days(self, move: Callable[[dt.date], dt.date]) -> Target:
        return By(move(self.date), self.since and move(self.since))

    @property
    def deadline(self) -> dt.date:
        return self.date

    @property
    def begins(self) -> dt.date | None:
        return self.since

    @property
    def phrase(self) -> Phrase:
        code = "plan.target.by" if self.since is None else "plan.target.by.from"
        return Phrase(code, {"value": self.date, **self._first_day})

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"value": self.date, **self._first_day}

    @property
    def _first_day(self) -> Mapping[str, dt.date]:
        return {FROM: self.since} if self.since else {}


class Yes(AnswerTarget):
    """The answer is yes."""

    tag = "yes"
    manner = Manner.ANSWER
    measures = frozenset({Measure.YES})
    keys = {"yes": ValueShape.TRUE}
    has_pace = True

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        entry.true(cls.tag)
        return Yes()

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: True}

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.yes")

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"value": True}


class AssignedLater(AnswerTarget):
    """Promised, but the number is still to come; `who` says from whom."""

    who: str

    tag = "assigned_later"
    manner = Manner.ASSIGNED
    measures = frozenset(Measure)
    keys = {"assigned_later": ValueShape.TEXT}
    has_pace = True

    @classmethod
    def read(cls, entry: TargetEntry) -> Target | None:
        who = entry.text(cls.tag)
        return None if who is None else AssignedLater(who)

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: self.who}

    @property
    def awaits(self) -> str:
        return self.who

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.assigned_later", {"value": self.who})

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        return {"value": None, "text": self.who}


KINDS: dict[str, type[Target]] = {
    kind.tag: kind
    for kind in (
        AtLeast,
        MoreThan,
        LessThan,
        AtMost,
        Exactly,
        Between,
        IncreaseBy,
        DecreaseBy,
        RankAtMost,
        RisesBy,
        By,
        Yes,
        AssignedLater,
    )
}
"""Every kind of target by its tag, in the order in which people are told them."""

if TYPE_CHECKING:
    AnyTarget = Target
else:
    # the kinds one by one, from which a stored plan is read back by their tags
    AnyTarget = Union[tuple(KINDS.values())]  # noqa: UP007  # made of a list


EACH, SHARE = "each", "share"
ALL = Decimal(100)


class GroupTarget(Record):
    """What each unit of a group is held to; `group` is its name in the plan.

    `noun` is what its units are called, by their names: `xã, thị trấn`.
    """

    group: str
    target: AnyTarget
    units: tuple[str, ...] = ()
    noun: str = ""


class Each(Target):
    """A target for every unit of some groups, or for `least` percent of the units."""

    groups: tuple[GroupTarget, ...]
    least: Decimal = ALL

    tag = EACH
    measures = frozenset(Measure)
    keys = {EACH: ValueShape.TARGETS, SHARE: ValueShape.NUMBER}
    has_unit = False
    manner = Manner.EACH

    @classmethod
    def read(cls, entry: TargetEntry) -> Target | None:
        targets = entry.targets(EACH)
        groups = tuple(GroupTarget(group, own) for group, own in targets.items())
        share = entry.number(SHARE) if entry.has(SHARE) else ALL
        return Each(groups, share) if groups else None

    @property
    def targets(self) -> tuple[Target, ...]:
        different: list[Target] = []
        for group in self.groups:
            if group.target not in different:
                different.append(group.target)
        return tuple(different)

    @property
    def any_target(self) -> Target:
        """The first of them: what is alike in all is read from it."""
        return self.groups[0].target

    @property
    def awaits(self) -> str | None:
        """From whom the numbers are to come, where nobody is held to one yet."""
        words = [group.target.awaits for group in self.groups]
        return next(iter(words), None) if all(words) else None

    def of_unit(self, unit: str) -> Target | None:
        """What a unit is held to; None for one that is in none of the groups."""
        return next((g.target for g in self.groups if unit in g.units), None)

    @property
    def is_partial(self) -> bool:
        """Whether it is asked of some of the units only, whichever they are."""
        return self.least < ALL

    def units_needed(self, count: int) -> int:
        """How many of so many units must reach it: ⌈share·n/100⌉."""
        return ceil(Fraction(self.least) * count / 100)

    def spelling(self) -> Mapping[str, Written]:
        share: dict[str, Written] = {} if self.least == ALL else {SHARE: self.least}
        names = [group.group for group in self.groups]
        if len(self.targets) == 1:
            named: Written = names[0] if len(names) == 1 else names
            return {**self.any_target.spelling(), EACH: named, **share}
        return {EACH: {g.group: g.target.spelling() for g in self.groups}, **share}

    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        share: dict[str, Datum] = {SHARE: self.least}
        if len(self.targets) == 1:
            names = ", ".join(group.group for group in self.groups)
            own: dict[str, Datum] = {"kind": self.any_target.tag}
            return {**own, **self.any_target.data(baseline), EACH: names, **share}
        groups = {
            g.group: {"kind": g.target.tag, **g.target.data(baseline)}
            for g in self.groups
        }
        return {EACH: groups, **share}

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        return tuple(number for own in self.targets for number in own.numbers)

    def goal(self, base: Fraction | None) -> None:
        """None: it is not the figure of all units together that is judged."""

    @property
    def direction(self) -> Direction:
        return self.any_target.direction

    @property
    def phrase(self) -> Phrase:
        return self.any_target.phrase

    @property
    def needs_baseline(self) -> bool:
        return any(own.needs_baseline for own in self.targets)


if TYPE_CHECKING:
    PlanTarget = Target
else:
    PlanTarget = Union[(*KINDS.values(), Each)]  # made of a list
