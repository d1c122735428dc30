"""The rule of points at its edges: thresholds as written, open ends, upper lines."""

from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.score import (
    PointSpan,
    PointsRule,
    Threshold,
    is_less_better,
    points_rule,
    span_text,
    threshold_at,
)
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Baseline, Criterion, Indicator
from cchc.core.plan.targets.change import DecreaseBy
from cchc.core.plan.targets.kinds import AssignedLater
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.targets.target import Scale
from cchc.text.record import replace
from tests.core.verdict.test_scores import (
    CEILING,
    DONE,
    EVERY,
    FLOW,
    GRADE,
    RANGE,
    RANK,
    RATE,
    YES,
    row,
)
from tests.core.world import changed, indicator

D, F = Decimal, Fraction
STEPS = tuple(
    Threshold(F(at), F(points, 2)) for at, points in ((90, 1), (95, 2), (98, 4))
)
RISING, IN_LINE = PointsRule(STEPS), PointsRule(STEPS, is_linear=True)
FALLING = PointsRule((Threshold(F(5), F(1)), Threshold(F(0), F(2))), True)
FALLING_IN_LINE = replace(FALLING, is_linear=True)
TO_FIVE = PointsRule((Threshold(F(2), F(2)),), upper=F(5))


@pytest.mark.parametrize(
    ("rule", "lo", "hi", "is_open", "span"),
    [
        (RISING, 95, 98, "", (1, 2)),
        (RISING, 95, 98, "hi", (1, 1)),
        (RISING, 98, 98, "lo hi", (2, 2)),
        (RISING, None, 90, "", (0, F(1, 2))),
        (RISING, 94, None, "", (F(1, 2), 2)),
        (IN_LINE, 95, 98, "hi", (1, 2)),
        (FALLING, 0, 5, "", (1, 2)),
        (FALLING, 0, 5, "lo", (1, 1)),
        (FALLING_IN_LINE, 0, 5, "lo", (1, 2)),
        (TO_FIVE, 3, 5, "", (2, 2)),
        (TO_FIVE, 3, 6, "", (0, 2)),
        (TO_FIVE, 0, 7, "", (0, 2)),
    ],
)
def test_an_open_end_is_never_reached_but_in_proportion(
    rule: PointsRule,
    lo: int | None,
    hi: int | None,
    is_open: str,
    span: tuple[Fraction, Fraction],
) -> None:
    ends = (None if end is None else F(end) for end in (lo, hi))
    found = rule.span(*ends, lo_open="lo" in is_open, hi_open="hi" in is_open)
    assert found == PointSpan(*map(F, span))
    assert (
        RISING.span(F(95), F(98)) == FALLING.span(F(0), F(5)) == PointSpan(F(1), F(2))
    )


@pytest.mark.parametrize(
    ("text", "line", "at"),
    [
        ("Tốt", GRADE, 3),
        (" tốt", GRADE, 3),
        ("1", GRADE, None),
        ("31/3/2022", DONE, 738245),
        ("98", DONE, None),
        (" 98.5 ", RATE, F("98.5")),
        ("98", None, 98),
        ("chín", RATE, None),
        ("75", EVERY, 75),
        ("75", replace(EVERY, measure=Measure.GRADE), 75),
    ],
)
def test_a_threshold_is_a_number_a_grade_or_a_day(
    text: str, line: Indicator | None, at: Fraction | None
) -> None:
    assert threshold_at(text, line) == at


@pytest.mark.parametrize(
    ("line", "is_less"),
    [
        (None, False),
        (FLOW, False),
        (changed(FLOW, target=None), False),
        (CEILING, True),
        (RANK, True),
        (changed(RANK, target=None), True),
        (DONE, True),
        (EVERY, False),
        (replace(EVERY, measure=Measure.MILESTONE), False),
    ],
)
def test_less_is_better_of_ceilings_places_and_days(
    line: Indicator | None, *, is_less: bool
) -> None:
    assert is_less_better(line) is is_less


WHOLE = (Threshold(F(5), F(2)),)


@pytest.mark.parametrize(
    ("criterion", "line", "rule"),
    [
        (row(scores={"lạ": D(2), "Tốt": D(1)}), GRADE,
         PointsRule((Threshold(F(3), F(1)),))),
        (Criterion("1", "Tiêu chí"), YES, PointsRule((Threshold(F(1), F(0)),))),
        (row(), YES, PointsRule((Threshold(F(1), F(2)),))),
        (row(), indicator(Measure.YES, AssignedLater("Sở")), None),
        (row(), RANGE, PointsRule((Threshold(F(2), F(2)),), upper=F(5))),
        # in proportion only from a baseline that lies before the target
        (row(), changed(CEILING, baseline=Baseline(D(5))), PointsRule(WHOLE, True)),
        (row(), changed(CEILING, baseline=Baseline(D(4))), PointsRule(WHOLE, True)),
        (row(), changed(indicator(Measure.LEVEL, AtLeast(D(5))),
                        baseline=Baseline(D(5))), PointsRule(WHOLE)),
        (row(), changed(indicator(Measure.LEVEL, AtLeast(D(5))),
                        baseline=Baseline(D(6))), PointsRule(WHOLE)),
        (row(), changed(indicator(Measure.LEVEL, AtLeast(D(5))),
                        baseline=Baseline(D(1))),
         PointsRule((Threshold(F(1), F(0)), *WHOLE), is_linear=True)),
        (row(), changed(indicator(Measure.LEVEL, DecreaseBy(D(4), Scale.POINTS)),
                        baseline=Baseline(D(9))),
         PointsRule((Threshold(F(9), F(0)), *WHOLE), True, is_linear=True)),
    ],
)  # fmt: skip
def test_the_rule_of_a_criterion_is_its_own_or_the_targets(
    criterion: Criterion, line: Indicator, rule: PointsRule | None
) -> None:
    assert points_rule(criterion, line) == rule


def test_points_that_are_not_known_are_written_with_both_ends() -> None:
    assert span_text(PointSpan(F("1.5"), F("1.5")), F(2)) == "1,5"
    assert span_text(PointSpan(F(0), F(2)), F(2)) == "0–2"
