"""Monthly figures in a plan of quarters: owed by the month, judged by the quarter."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.report import (
    NIL,
    UNAVAILABLE,
    CellState,
    Facts,
    Item,
    Quality,
    Reading,
)
from cchc.core.facts.roll_up import rolled_up
from cchc.core.plan.authority import Authority
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value
from cchc.core.plan.finer import all_periods, finer_plan, finer_versions
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Basis, CalendarRules, Rhythm
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Hold, Linear, Step, Trajectory
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import status_view
from cchc.core.verdict.statuses import Status
from cchc.text.record import replace

D = Decimal
END = date(2026, 12, 31)


def line(
    measure: Measure, path: Trajectory | None = None, of: RatioOf | None = None
) -> Indicator:
    lead = measure is Measure.LEVEL
    return Indicator(
        id="x",
        name="X",
        measure=measure,
        of=of,
        target=AtLeast(D(40)),
        trajectory=path or Linear(),
        reporters=("a", "b"),
        across=Across.LEAD if lead else Across.SUM,
        lead="a",
        every=Rhythm.MONTH,
    )


def plan_of(indicator: Indicator, basis: Basis = Basis.ND09) -> Plan:
    return Plan(
        "p",
        "Kế hoạch",
        2026,
        Authority("Xã"),
        (Unit("a", "A"), Unit("b", "B"), Unit("c", "C")),
        calendar=CalendarRules(basis),
        indicators=(indicator,),
    )


def number(value: int, quality: Quality = Quality.FINAL) -> Reading:
    return Reading(CellState.VALUE, D(value), quality=quality)


def rate(top: int, bottom: int) -> Reading:
    return Reading(CellState.VALUE, D(top), D(bottom))


FLOW, LEVEL = line(Measure.FLOW), line(Measure.LEVEL)
RATE = line(Measure.RATIO, Hold(), RatioOf.FLOW)
ROUGH = number(2, Quality.ESTIMATE)
ROLLED: list[tuple[Indicator, list[Reading | None], Reading | None]] = [
    (FLOW, [number(1), number(2), NIL], number(3)),
    (FLOW, [number(1), None, number(2)], None),
    (FLOW, [NIL, NIL, NIL], NIL),
    (FLOW, [number(1), ROUGH, NIL], number(3, Quality.ESTIMATE)),
    (FLOW, [number(1), UNAVAILABLE, number(2)], UNAVAILABLE),
    (RATE, [rate(9, 10), rate(1, 2), NIL], rate(10, 12)),
    (LEVEL, [number(5), None, number(7)], number(7)),
    (LEVEL, [number(5), number(7), None], None),
]


@pytest.mark.parametrize(("indicator", "months", "whole"), ROLLED)
def test_months_roll_up_into_their_quarter(
    indicator: Indicator, months: list[Reading | None], whole: Reading | None
) -> None:
    told = zip(("M04", "M05", "M06"), months, strict=True)
    cells = {("x", "a", name): r for name, r in told if r is not None}
    rolled = rolled_up(Facts(END, cells), plan_of(indicator)).cells
    assert rolled.get(("x", "a", "Q2")) == whole
    assert rolled.get(("x", "a", "Q1")) is None


def test_the_rows_of_a_register_come_under_the_quarter() -> None:
    register = line(Measure.REGISTER)
    row = Item("x", "a", "M05", "Mô hình", "mo hinh", date(2026, 5, 2))
    facts = Facts(END, {("x", "a", "M04"): NIL, ("x", "a", "M06"): NIL}, (row,))
    rolled = rolled_up(facts, plan_of(register))
    assert [item.period for item in rolled.items] == ["Q2"]
    assert rolled.cells.get(("x", "a", "Q2")) == NIL


def test_a_plan_without_finer_periods_is_left_alone() -> None:
    plan = plan_of(replace(FLOW, every=None))
    facts = Facts(END)
    assert rolled_up(facts, plan) is facts
    assert all_periods(plan) == periods(plan)


@pytest.mark.parametrize(
    ("basis", "first"), [(Basis.ND09, "2026-01-14"), (Basis.CALENDAR, "2026-01-31")]
)
def test_months_go_by_the_basis_of_the_plan(basis: Basis, first: str) -> None:
    made = periods(finer_plan(plan_of(FLOW, basis), Rhythm.MONTH))
    assert [period.name for period in made][:2] == ["M01", "M02"]
    assert made[0].cutoff.isoformat() == first
    quarter = periods(plan_of(FLOW, basis))[0]
    assert made[2].cutoff == quarter.cutoff


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (Linear(), [None, None, 10, 10, 10, 20]),
        (Hold(), [40] * 6),
        (Step("Q2"), [None] * 5 + [40]),
    ],
)
def test_what_is_expected_stays_the_plans(
    path: Trajectory, expected: list[int | None]
) -> None:
    finer = finer_plan(plan_of(line(Measure.FLOW, path)), Rhythm.MONTH)
    made, (own,) = periods(finer), finer.indicators
    due = [expected_value(own, finer, period, made) for period in made[:6]]
    assert [None if d is None else d.value for d in due] == expected


def test_the_month_is_owed_in_the_month_and_judged_in_both() -> None:
    plan = plan_of(FLOW)
    versions = (PlanVersion(1, plan, 1, date(2026, 1, 1), "0"),)
    names = ("M01", "M02", "M03")
    cells = {("x", unit, name): number(2) for unit in "ab" for name in names}
    facts = Facts(date(2026, 3, 20), cells)
    quarter = status_view(versions, periods(plan)[0], facts)
    assert quarter.indicators[0].verdict.status is Status.ON_TRACK
    assert quarter.indicators[0].actual == 12
    # the quarter's own report asks nobody for it, the month asks those who have it
    assert [unit.missing for unit in quarter.units] == [()] * 3
    finer = finer_versions(versions, Rhythm.MONTH)
    month = status_view(finer, periods(finer[0].plan)[1], facts)
    assert [unit.unit.id for unit in month.units] == ["a", "b"]
    assert month.indicators[0].actual == 8
    assert month.indicators[0].verdict.status is Status.NOT_DUE
