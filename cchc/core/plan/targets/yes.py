"""`yes: true`: the answer is yes (SEMANTICS 5)."""

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


class Yes(AnswerTarget):
    """The answer is yes."""

    tag = "yes"
    manner = Manner.ANSWER
    measures = frozenset({Measure.YES})
    keys = {"yes": ValueShape.TRUE}
    short_code = "form.answer.yes"

    @classmethod
    def read(cls, entry: TargetEntry) -> Target:
        entry.true(cls.tag)
        return Yes()

    def spelling(self) -> Mapping[str, Written]:
        return {self.tag: True}

    @property
    def phrase(self) -> Phrase:
        return Phrase("plan.target.yes")

    def data(self, baseline: object) -> Mapping[str, Datum]:
        return {"value": True}
