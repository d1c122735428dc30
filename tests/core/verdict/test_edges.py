"""Edges of the law that no table of examples stands on."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cchc.core.facts.report import CellState, Quality, Reading
from cchc.core.facts.typed_value import Cumulative, flow_of_period, is_falling
from cchc.core.plan.calendar import default_period, periods, ripe_periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.line import AtLeast
from cchc.core.verdict.statuses import Reporting, Status
from cchc.core.verdict.sums import worst_quality
from cchc.core.verdict.unit_reports import unit_view
from cchc.text.number import INT64, fit_number
from cchc.text.problem import Problem, ProblemCode
from tests.core.verdict.test_duty import WORK, owed
from tests.core.world import changed, indicator, plan_of, quarters, seen

FLOW = indicator(Measure.FLOW, AtLeast(Decimal(8)))


def total(value: int) -> Reading:
    return Reading(CellState.VALUE, number=Decimal(value))


@pytest.mark.parametrize(
    ("last_year", "period", "figure"),
    [
        ((12, 18, 11, 20), "Q2", Decimal(30)),
        ((12, 18, 11, 20), "Q4", Decimal(61)),
        ((12, None, 11, 20), "Q2", None),
        ((12, None, 11, 20), "Q4", None),
        ((12, None, 11, 20), "Q1", Decimal(12)),
        ((None, 18), "Q2", None),
        ((12,), "Q2", None),
        ((), "Q1", None),
    ],
)
def test_a_gap_in_last_year_is_never_a_partial_sum(
    last_year: tuple[int | None, ...], period: str, figure: Decimal | None
) -> None:
    numbers = tuple(None if n is None else Decimal(n) for n in last_year)
    view = seen(changed(FLOW, previous_year=numbers), quarters("u1", 1), period)
    assert view.previous_year == figure


def test_a_state_of_last_year_is_that_of_the_same_period() -> None:
    level = indicator(Measure.LEVEL, AtLeast(Decimal(80)))
    past = (Decimal(70), None, Decimal(75), Decimal(79))
    told = [
        seen(changed(level, previous_year=past), quarters("u1", 71), period)
        for period in ("Q1", "Q2", "Q3")
    ]
    assert [view.previous_year for view in told] == [70, None, 75]


@pytest.mark.parametrize(
    ("new", "earlier", "later", "falls"),
    [
        (9, 10, None, True),
        (10, 10, None, False),
        (11, 10, None, False),
        (10, None, 9, True),
        (10, None, 10, False),
        (10, None, 11, False),
        (10, None, None, False),
    ],
)
def test_a_running_total_that_stands_still_does_not_fall(
    new: int, earlier: int | None, later: int | None, *, falls: bool
) -> None:
    before = None if earlier is None else total(earlier)
    after = None if later is None else total(later)
    assert is_falling(total(new), before, after) is falls


@pytest.mark.parametrize(("days", "named"), [(-1, ()), (0, ("Q1",)), (1, ("Q1",))])
def test_a_period_is_meant_from_the_very_day_it_opens(
    days: int, named: tuple[str, ...]
) -> None:
    among = periods(plan_of(FLOW))
    opening = min(among[0].cutoff, among[0].due) - timedelta(days=10)
    ripe = ripe_periods(among, opening + timedelta(days=days), 10)
    assert tuple(period.name for period in ripe) == named


def test_before_any_period_opens_the_first_is_meant() -> None:
    among = periods(plan_of(FLOW))
    assert default_period(among, date(2021, 12, 20), 10) is among[0]


@pytest.mark.parametrize(
    ("goal", "status"), [(99, Status.WATCH), (100, Status.WATCH), (101, Status.BEHIND)]
)
def test_a_hundred_things_are_still_a_small_count(goal: int, status: Status) -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(goal)))
    assert seen(flow, quarters("u1", 21)).verdict.status is status


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_number_of_the_ledger_fits_and_the_next_does_not(sign: int) -> None:
    assert fit_number(Decimal(sign * INT64), 0) == sign * INT64
    beyond = fit_number(Decimal(sign * (INT64 + 1)), 0)
    assert isinstance(beyond, Problem)
    assert beyond.code is ProblemCode.NUMBER_TOO_BIG


@pytest.mark.parametrize(
    ("found", "worst"),
    [
        ((), Quality.FINAL),
        ((Quality.FINAL,), Quality.FINAL),
        ((Quality.FINAL, Quality.ESTIMATE), Quality.ESTIMATE),
        ((Quality.ESTIMATE, Quality.DISPUTED), Quality.DISPUTED),
        ((Quality.DISPUTED, Quality.FINAL), Quality.DISPUTED),
    ],
)
def test_a_sum_is_as_firm_as_its_least_firm_part(
    found: tuple[Quality, ...], worst: Quality
) -> None:
    assert worst_quality(found) is worst


@pytest.mark.parametrize(
    ("so_far", "typed", "non_negative", "rest"),
    [
        (30, 35, True, Decimal(5)),
        (35, 35, True, Decimal(0)),
        (40, 35, True, ProblemCode.CUMULATIVE_FALLS),
        (40, 35, False, Decimal(-5)),
    ],
)
def test_a_total_below_the_last_is_refused_only_where_nothing_may_fall(
    so_far: int, typed: int, rest: Decimal | ProblemCode, *, non_negative: bool
) -> None:
    flow = changed(FLOW, non_negative=non_negative)
    found = flow_of_period(
        flow, Cumulative(Decimal(typed), Quality.FINAL, f"={typed}"), (total(so_far),)
    )
    assert (found.number if isinstance(found, Reading) else found.code) == rest


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2022, 3, 17), Reporting.DUE_SOON),
        (date(2022, 3, 18), Reporting.DUE_TODAY),
        (date(2022, 3, 19), Reporting.OVERDUE),
    ],
)
def test_a_report_is_due_today_on_its_due_day_alone(
    day: date, state: Reporting
) -> None:
    view = unit_view(owed(), day, WORK)
    assert view.report is state
