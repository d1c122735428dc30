"""The table of the grammar of figures: which sentence is said of which promise.

A row is how a promise is spoken of (the `manner` of its kind of target) and what its
figures are made of; it names the sentence of what was done and the one of what that is
held against. The words stand in the catalogue under `figure.`; `docs/cau-chu.md`
prints all of them with example figures.
"""

from collections.abc import Mapping

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.target import Manner
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class Body(StrEnum):
    """What a figure is made of."""

    COUNT = "count"
    STATE = "state"
    RATE = "rate"
    PLAN = "plan"
    GRADE = "grade"
    WORD = "word"


class GrammarRow(Record):
    """A row of the table: the codes of what was done, and of what it is held against.

    `beside` is empty where the first says all.
    """

    done: str
    beside: str = ""


STATISTIC = "statistic"
TABLE: Mapping[tuple[str, Body], GrammarRow] = {
    (STATISTIC, Body.COUNT): GrammarRow("figure"),
    (STATISTIC, Body.STATE): GrammarRow("figure"),
    (STATISTIC, Body.RATE): GrammarRow("share"),
    (STATISTIC, Body.PLAN): GrammarRow("plan"),
    (STATISTIC, Body.WORD): GrammarRow("answer"),
    (Manner.FLOOR, Body.COUNT): GrammarRow("count", "pace"),
    (Manner.FLOOR, Body.STATE): GrammarRow("reached", "goal"),
    (Manner.FLOOR, Body.RATE): GrammarRow("rate", "goal"),
    (Manner.FLOOR, Body.PLAN): GrammarRow("plan", "pace"),
    (Manner.CEILING, Body.COUNT): GrammarRow("used", "limit"),
    (Manner.CEILING, Body.STATE): GrammarRow("figure", "limit"),
    (Manner.CEILING, Body.RATE): GrammarRow("share", "limit"),
    (Manner.CEILING, Body.PLAN): GrammarRow("plan", "limit"),
    (Manner.NONE, Body.COUNT): GrammarRow("none"),
    (Manner.NONE, Body.STATE): GrammarRow("none"),
    (Manner.NONE, Body.RATE): GrammarRow("none.rate"),
    (Manner.NONE, Body.PLAN): GrammarRow("none.rate"),
    (Manner.RANGE, Body.COUNT): GrammarRow("used", "range"),
    (Manner.RANGE, Body.STATE): GrammarRow("figure", "range"),
    (Manner.RANGE, Body.RATE): GrammarRow("share", "range"),
    (Manner.RANGE, Body.PLAN): GrammarRow("plan", "range"),
    (Manner.RISE, Body.COUNT): GrammarRow("reached", "change"),
    (Manner.RISE, Body.STATE): GrammarRow("reached", "change"),
    (Manner.RISE, Body.RATE): GrammarRow("rate", "change"),
    (Manner.RISE, Body.PLAN): GrammarRow("plan", "change"),
    (Manner.FALL, Body.COUNT): GrammarRow("used", "change"),
    (Manner.FALL, Body.STATE): GrammarRow("figure", "change"),
    (Manner.FALL, Body.RATE): GrammarRow("share", "change"),
    (Manner.FALL, Body.PLAN): GrammarRow("plan", "change"),
    (Manner.RANK, Body.STATE): GrammarRow("rank", "places"),
    (STATISTIC, Body.GRADE): GrammarRow("grade"),
    (Manner.FLOOR, Body.GRADE): GrammarRow("grade", "grade"),
    (Manner.RISE, Body.GRADE): GrammarRow("grade", "grade"),
    (Manner.DAY, Body.WORD): GrammarRow("day"),
    (Manner.ANSWER, Body.WORD): GrammarRow("answer"),
    (Manner.EACH, Body.COUNT): GrammarRow("each"),
    (Manner.EACH, Body.STATE): GrammarRow("each"),
    (Manner.EACH, Body.RATE): GrammarRow("each"),
    (Manner.EACH, Body.WORD): GrammarRow("each"),
    (Manner.ASSIGNED, Body.COUNT): GrammarRow("figure"),
    (Manner.ASSIGNED, Body.STATE): GrammarRow("figure"),
    (Manner.ASSIGNED, Body.RATE): GrammarRow("share"),
    (Manner.ASSIGNED, Body.PLAN): GrammarRow("plan"),
    (Manner.ASSIGNED, Body.GRADE): GrammarRow("grade"),
    (Manner.ASSIGNED, Body.WORD): GrammarRow("answer"),
}
"""A new kind of target needs a row here and its words in the catalogue."""


def body_of(indicator: Indicator) -> Body:
    """What the figures of an indicator are made of."""
    match indicator.measure:
        case Measure.RATIO:
            return Body.PLAN if indicator.of is RatioOf.PLAN else Body.RATE
        case Measure.LEVEL | Measure.RANK:
            return Body.STATE
        case Measure.GRADE:
            return Body.GRADE
        case Measure.MILESTONE | Measure.YES:
            return Body.WORD
        case Measure.FLOW | Measure.RUNNING | Measure.REGISTER:
            return Body.COUNT


def row_of(indicator: Indicator) -> GrammarRow:
    """The row of the table by which an indicator is spoken of."""
    return TABLE[manner_of(indicator), body_of(indicator)]


def manner_of(indicator: Indicator) -> str:
    """How an indicator is spoken of; without a target it is a statistic."""
    if indicator.is_rank:
        return Manner.RANK
    return STATISTIC if indicator.target is None else indicator.target.manner
