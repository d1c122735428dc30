"""`by: DATE`: done on or before a day (SEMANTICS 5)."""

import datetime as dt
from collections.abc import Mapping

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.manner import Manner
from cchc.core.plan.targets.target import (
    AnswerTarget,
    Datum,
    Phrase,
    Target,
    TargetEntry,
    ValueShape,
    Written,
)


class By(AnswerTarget):
    """Done on or before a day."""

    date: dt.date

    tag = "by"
    manner = Manner.DAY
    measures = frozenset({Measure.MILESTONE})
    keys = {"by": ValueShape.DAY}
    short_code = "form.by"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target | None:
        day = entry.day(cls.tag)
        return None if day is None else By(day)

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: self.date}

    @property
    def deadline(self) -> dt.date:
        return self.date

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.by", {"value": self.date})

    def data(self, baseline: object) -> Mapping[str, Datum]:
        return {"value": self.date}
