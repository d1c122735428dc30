"""Next year's plan from this year's: dates, units, results, shares."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.cascade.next_year import (
    LineResult,
    Matter,
    a_year_on,
    by_period,
    next_year,
)
from cchc.core.plan.calendar import periods, work_calendar
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import CalendarRules, PeriodRule
from cchc.core.plan.plan import Baseline, Indicator, Plan, Task
from cchc.core.plan.targets.kinds import By
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Dated, DatedPoint
from cchc.core.plan.unit import Authority, Unit
from cchc.text.record import replace

DN = Indicator(
    "dn",
    "Doanh nghiệp mới năm 2022",
    Measure.FLOW,
    target=AtLeast(Decimal(10)),
    reporters=("p1", "p2", "p3"),
    allot={"p1": Decimal(4), "p2": Decimal(3), "p3": Decimal(3)},
)
PLAN = Plan(
    "ke-hoach-2022",
    "Kế hoạch năm 2022",
    2022,
    Authority("UBND"),
    (
        Unit("p1", "Phường 1"),
        Unit("p2", "Phường 2", until=date(2022, 7, 31), successor="p1"),
        Unit("p3", "Phường 3", since=date(2022, 3, 1)),
    ),
    calendar=CalendarRules(
        days_off=(date(2022, 1, 31), date(2022, 4, 30)),
        periods={"Q1": PeriodRule(due=date(2022, 3, 18))},
    ),
    indicators=(DN,),
)


def draft(plan: Plan = PLAN, **results: LineResult):  # type: ignore[no-untyped-def] # noqa: ANN201
    return next_year(plan, results)


def test_names_with_the_year_go_on_by_one() -> None:
    made = draft().plan
    assert (made.id, made.title, made.year) == (
        "ke-hoach-2023",
        "Kế hoạch năm 2023",
        2023,
    )
    assert made.indicators[0].name == "Doanh nghiệp mới năm 2023"
    assert next(period.id for period in periods(made)) == "2023-Q1"


def test_a_unit_that_ended_is_its_successor_everywhere() -> None:
    made = draft(dn=LineResult(of_units={"p1": Fraction(2), "p2": Fraction(3)}))
    assert [unit.id for unit in made.plan.units] == ["p1", "p3"]
    line = made.plan.indicators[0]
    assert line.reporters == ("p1", "p3")
    assert line.allot == {"p1": Decimal(10), "p3": Decimal(0)}
    assert "Phường 2" in made.plan.units[0].aliases
    assert all(unit.since is None for unit in made.plan.units)


def test_shares_are_proposed_by_what_was_done_and_make_the_target() -> None:
    done = {"p1": Fraction(1), "p2": Fraction(1), "p3": Fraction(4)}
    line = draft(dn=LineResult(of_units=done)).plan.indicators[0]
    assert sum(line.allot.values()) == 10
    assert line.allot["p3"] > line.allot["p1"]


def test_without_results_the_shares_stay_and_the_line_says_so() -> None:
    made = draft()
    assert made.plan.indicators[0].allot == {"p1": Decimal(7), "p3": Decimal(3)}
    assert Matter.NO_RESULT in {matter.matter for matter in made.matters}


def test_a_baseline_is_this_years_result_with_its_source() -> None:
    line = replace(DN, measure=Measure.LEVEL, baseline=Baseline(Decimal(3), "2021"))
    plan = replace(PLAN, indicators=(line,))
    made = next_year(plan, {"dn": LineResult(figure=Fraction(7))}).plan.indicators[0]
    assert made.baseline == Baseline(Decimal(7), "2022", "Kế hoạch năm 2022")
    kept = next_year(plan, {}).plan.indicators[0]
    assert kept.baseline == line.baseline


@pytest.mark.parametrize(
    ("due", "moved"),
    [
        (date(2022, 3, 31), date(2023, 3, 31)),
        (date(2022, 6, 18), date(2023, 6, 19)),  # a Sunday: the Monday after
        (date(2022, 9, 2), date(2023, 9, 4)),  # the national day, a Saturday
        (date(2022, 12, 31), date(2023, 12, 29)),  # a Sunday at the month's end
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_task_is_due_on_a_day_of_work_of_the_same_month(
    due: date, moved: date
) -> None:
    year = due.year
    plan = replace(PLAN, year=year, tasks=(Task("1", "Việc", due=due),))
    made = next_year(plan, {}).plan
    assert made.tasks[0].due == moved
    assert work_calendar(made.calendar).is_working(moved)


def test_days_inside_targets_and_periods_move_too() -> None:
    mark = Indicator("m", "Một cửa", Measure.MILESTONE, target=By(date(2022, 6, 30)))
    points = (DatedPoint(date(2022, 6, 30), Decimal(5)),)
    path = replace(DN, trajectory=Dated(points))
    made = next_year(replace(PLAN, indicators=(mark, path)), {}).plan
    assert made.indicators[0].target == By(date(2023, 6, 30))
    assert made.indicators[1].trajectory == Dated(
        (DatedPoint(date(2023, 6, 30), Decimal(5)),)
    )
    assert made.calendar.periods["Q1"].due == date(2023, 3, 20)
    assert a_year_on(date(2022, 3, 18)) == date(2023, 3, 18)


@pytest.mark.parametrize(
    ("measure", "trend", "written"),
    [
        (Measure.FLOW, (2, 5, 9), (2, 3, 4)),
        (Measure.FLOW, (2, None, 9), (2, None, None)),
        (Measure.LEVEL, (2, None, 9), (2, None, 9)),
        (Measure.LEVEL, (None, None), ()),
    ],
)
def test_the_figures_of_last_year_are_those_of_each_period(
    measure: Measure, trend: tuple[int | None, ...], written: tuple[int | None, ...]
) -> None:
    points = tuple(None if point is None else Fraction(point) for point in trend)
    assert by_period(replace(DN, measure=measure), points) == written


def test_a_grade_is_a_word_and_no_figure_of_last_year() -> None:
    scale = ("Yếu", "Khá", "Tốt")
    graded = Indicator(
        "xl", "Xếp loại", Measure.GRADE, scale=scale, baseline=Baseline(Decimal(2))
    )
    result = LineResult(Fraction(3), (None, Fraction(3)))
    made = next_year(replace(PLAN, indicators=(graded,)), {"xl": result}).plan
    line = made.indicators[0]
    assert line.previous_year == ()
    assert line.baseline is not None
    assert line.baseline.grade == "Tốt"
