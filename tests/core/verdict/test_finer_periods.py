"""Monthly figures in a plan of quarters: owed by the month, judged by the quarter."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Relief, ReliefKind, ReminderBook
from cchc.core.facts.derived import rolled_up
from cchc.core.facts.report import (
    NIL,
    UNAVAILABLE,
    CellState,
    Facts,
    Item,
    Quality,
    Reading,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value
from cchc.core.plan.finer import all_periods, finer_plan, finer_versions
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Basis, CalendarRules, Rhythm
from cchc.core.plan.plan import Amount, Indicator, Plan, PlanVersion
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Hold, Linear, Step, Trajectory
from cchc.core.plan.unit import Authority, Unit
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
STATE = line(Measure.RATIO, Hold(), RatioOf.LEVEL)
SPENT = replace(line(Measure.RATIO, of=RatioOf.PLAN), amount=Amount(D(100)))
SPENT_SO_FAR = replace(SPENT, amount=Amount(D(100), cumulative=True))
DONE = line(Measure.MILESTONE)
ROUGH = number(2, Quality.ESTIMATE)
ROUGH_NIL = Reading(CellState.NIL, quality=Quality.ESTIMATE)
APRIL, MAY = (Reading(CellState.VALUE, done=date(2026, n, 9)) for n in (4, 5))
ROLLED: list[tuple[Indicator, list[Reading | None], Reading | None]] = [
    (FLOW, [number(1), number(2), NIL], number(3)),
    (FLOW, [number(1), None, number(2)], None),
    (FLOW, [NIL, NIL, NIL], NIL),
    (FLOW, [number(1), ROUGH, NIL], number(3, Quality.ESTIMATE)),
    (FLOW, [number(1), UNAVAILABLE, number(2)], UNAVAILABLE),
    (RATE, [rate(9, 10), rate(1, 2), NIL], rate(10, 12)),
    (LEVEL, [number(5), None, number(7)], number(7)),
    (LEVEL, [number(5), number(7), None], None),
    (FLOW, [NIL, ROUGH_NIL, NIL], NIL),
    (FLOW, [NIL, NIL, ROUGH_NIL], ROUGH_NIL),
    (STATE, [rate(9, 10), rate(1, 2), rate(3, 4)], rate(3, 4)),
    (SPENT, [number(1), number(2), number(4)], number(7)),
    (SPENT_SO_FAR, [number(1), number(2), number(4)], number(4)),
    (DONE, [APRIL, MAY, NIL], APRIL),
    (DONE, [NIL, MAY, None], MAY),
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


def freed(*names: str) -> ReminderBook:
    reliefs = [
        Relief("a", name, ReliefKind.EXEMPT, None, END, "bão", "Lan", END)
        for name in names
    ]
    return ReminderBook({(own.unit, own.period): (own,) for own in reliefs})


@pytest.mark.parametrize(
    ("since", "chase", "whole"),
    [
        (None, freed(), None),
        (date(2026, 5, 1), freed(), number(5)),
        (None, freed("M04"), number(5)),
        (None, freed("M05"), None),
        (None, freed("M04", "M05", "M06"), None),
    ],
)
def test_a_month_that_nobody_owes_is_not_waited_for(
    since: date | None, chase: ReminderBook, whole: Reading | None
) -> None:
    plan = plan_of(FLOW)
    plan = replace(plan, units=(replace(plan.units[0], since=since), *plan.units[1:]))
    cells = {("x", "a", "M05"): number(2), ("x", "a", "M06"): number(3)}
    rolled = rolled_up(Facts(END, cells, chase=chase), plan).cells
    assert rolled.get(("x", "a", "Q2")) == whole


def test_only_lines_that_are_asked_by_the_month_and_named_roll_up() -> None:
    other = replace(FLOW, id="y", every=None)
    plan = replace(plan_of(FLOW), indicators=(FLOW, other))
    names = ("M04", "M05", "M06")
    facts = Facts(END, {(key, "a", n): number(1) for key in "xy" for n in names})
    for keys, rolls in ((None, True), ({"x"}, True), ({"y"}, False), (set(), False)):
        cells = rolled_up(facts, plan, keys).cells
        assert (("x", "a", "Q2") in cells) is rolls
        assert ("y", "a", "Q2") not in cells


def test_the_rows_of_a_register_are_its_own() -> None:
    register = line(Measure.REGISTER)
    other = replace(register, id="y", every=None)
    plan = replace(plan_of(register), indicators=(register, other))
    mine, theirs, before = (
        Item(key, "a", name, "Mô hình", "mo hinh")
        for key, name in (("x", "M06"), ("y", "M05"), ("x", "Q1"))
    )
    told = {("x", "a", "M04"): NIL}
    rolled = rolled_up(Facts(END, told, (mine, theirs, before)), plan)
    assert [row.period for row in rolled.items] == ["Q2", "M05", "Q1"]
    assert ("x", "a", "Q2") not in rolled.cells


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
