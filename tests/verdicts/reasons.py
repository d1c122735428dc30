"""Which line of the law a difference is most likely of: a hint for whoever mends it.

The first that fits is named. A world may differ for several reasons at once; the
smallest one of a group has mostly one.
"""

from collections.abc import Callable

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.trajectory import Hold
from cchc.core.verdict.indicator import IndicatorView
from cchc.text.record import Record
from tests.verdicts.asking import Question, counted_up, states, unknown
from tests.verdicts.beside import nobody_expected
from tests.verdicts.differing import Difference
from tests.verdicts.oracle import FIRM, Opinion
from tests.verdicts.yardstick import is_money, is_total


class Compared(Record):
    """One difference, with all that is known of it."""

    asked: Question
    view: IndicatorView
    law: Opinion
    difference: Difference

    @property
    def name(self) -> str:
        return self.difference[0]

    @property
    def both(self) -> set[str]:
        """The rules on both sides."""
        return {self.view.verdict.rule, *self.law.rules}


def _unmentioned(it: Compared) -> bool:
    """A report was sent that says nothing of the register."""
    asked = it.asked
    if asked.one.measure is not Measure.REGISTER:
        return False
    sent = {each[1:] for each in asked.said.sent}
    return any(
        unknown(asked, unit, quarter) and (unit.id, quarter.name) in sent
        for unit in asked.units
        for quarter in asked.upto
    )


def _nobody(it: Compared) -> bool:
    return "S1" in it.law.rules and nobody_expected(states(it.asked))


def _stale(it: Compared) -> bool:
    return counted_up(it.asked.one) and bool(it.law.coverage.stale)


def _later(it: Compared) -> bool:
    return it.law.figure.later


def _standing(it: Compared) -> bool:
    return it.name in ("status", "rule") and bool(it.law.rules & {*FIRM, "S4"})


def _band(it: Compared) -> bool:
    held = isinstance(it.asked.one.trajectory, Hold)
    return held and it.asked.one.measure is Measure.RATIO and "S7" in it.both


def _of_plan(it: Compared) -> bool:
    return it.asked.one.of is RatioOf.PLAN and bool(it.both & {"S2", "S3", "S7"})


def _baseline(it: Compared) -> bool:
    one = it.asked.one
    return is_total(one) and one.baseline is not None


def _guard(it: Compared) -> bool:
    one = it.asked.one
    return "S6" in it.both and (is_money(one.unit) or one.measure is Measure.LEVEL)


LINES: tuple[tuple[str, Callable[[Compared], bool]], ...] = (
    ("11 a report that is closed", lambda it: bool(it.law.coverage.closed)),
    ("1 a register that is not mentioned is missing", _unmentioned),
    ("8 the multiple; in the amount's unit", lambda it: it.name == "pace"),
    ("4 coverage: a total counts the cells of p", lambda it: it.name == "coverage"),
    ("7 S1: nobody is expected", _nobody),
    ("7 a yes stands", lambda it: it.asked.one.measure is Measure.YES),
    ("4 a unit that is still to answer (SILENT.md, 17)", _later),
    ("7 S2a: awaited, and what is known", lambda it: "S2a" in it.both),
    ("6 no pace is not on pace (S4a)", lambda it: "S4a" in it.law.rules),
    ("7 estimates", lambda it: it.law.figure.rough and it.name in ("status", "rule")),
    ("3 one sum: a silent unit keeps its last figure", _stale),
    ("3 one sum: in_period", lambda it: it.name == "in_period"),
    ("5 6 a total starts from 0, whatever its baseline", _baseline),
    ("5 7 a rate of the plan is a total", _of_plan),
    ("7 S7: bands of a rate that holds", _band),
    ("7 S6: money and levels are no small counts", _guard),
    ("7 standing: what is lost or reached", _standing),
    (
        "6 E: whole at the end, from the first who reports",
        lambda it: it.name == "expected",
    ),
    ("7 known", lambda it: it.name == "known"),
)


def line_of(it: Compared) -> str:
    return next((line for line, fits in LINES if fits(it)), "others")
