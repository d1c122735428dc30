"""Targets that are answered, not counted: by a day, yes, and not assigned yet."""

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.measure import Measure
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
