"""A promise for every unit: the row, who reaches it, who is farthest from it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.acts import Relief, ReliefKind, ReminderBook
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.change import IncreaseBy
from cchc.core.plan.targets.kinds import By, Each, GroupTarget, Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.targets.target import Scale
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.indicator import unit_view
from cchc.core.verdict.judging import EachUnit, PastVerdict, line_verdict
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict_rules import Verdict
from cchc.text.record import replace
from tests.core.world import (
    AFTER_Q1,
    DAYS,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
    seen,
    whole_view,
)

D = Decimal
THREE = ("u1", "u2", "u3")
Told = Mapping[tuple[str, str], Said]
MAY, JUNE = date(2022, 5, 31), date(2022, 6, 1)
MET, FAILED = (Status.MET, "S3"), (Status.FAILED, "S4")
LOST, OPEN = (Status.UNREACHABLE, "S2"), (Status.UNDETERMINED, "S9")


def each_of(
    measure: Measure, target: AtLeast | By | IncreaseBy | Yes, least: int = 100
) -> Indicator:
    line = indicator(measure, target, units=THREE)
    group = GroupTarget("ward", target, units=THREE)
    path = None if measure is Measure.YES else line.trajectory
    return changed(line, target=Each((group,), D(least)), trajectory=path)


def in_period(period: str, *said: Said | None) -> Told:
    units = zip(THREE, said, strict=False)
    return {(unit, period): figure for unit, figure in units if figure is not None}


def year(*said: Said) -> Told:
    told: dict[tuple[str, str], Said] = {}
    for unit, figure in zip(THREE, said, strict=True):
        told |= quarters(unit, figure, "nil", "nil", "nil")
    return told


ALL, TWO = (
    each_of(Measure.FLOW, AtLeast(D(8))),
    each_of(Measure.FLOW, AtLeast(D(8)), 60),
)
RATES = each_of(Measure.RATIO, AtLeast(D(90)))
STONES = each_of(Measure.MILESTONE, By(MAY))
YESES = each_of(Measure.YES, Yes())
MORE = each_of(Measure.LEVEL, IncreaseBy(D(10), Scale.POINTS))
CASES: tuple[
    tuple[Indicator, Told, str, tuple[Status, str], tuple[str, ...], tuple[str, ...]],
    ...,
] = (
    (ALL, in_period("Q1", 8, 9, 10), "Q1", MET, THREE, ()),
    (ALL, year(8, 7, 3), "Q4", FAILED, ("u1",), ("u3", "u2")),
    (ALL, in_period("Q1", 8, 8), "Q1", OPEN, ("u1", "u2"), ()),
    # where some are enough the best of them count, and one more exceeds
    (TWO, in_period("Q1", 8, 8, 1), "Q1", MET, ("u1", "u2"), ("u3",)),
    (TWO, in_period("Q1", 8, 8, 8), "Q1", (Status.EXCEEDED, "S3"), THREE, ()),
    (TWO, year(8, 7, 7), "Q4", FAILED, ("u1",), ("u2", "u3")),
    # a rate of nothing leaves the count; nothing in all of them is a nil year
    (RATES, year("9/10", "0/0", "95/100"), "Q4", MET, ("u1", "u3"), ()),
    (RATES, year("0/0", "0/0", "0/0"), "Q4", (Status.NIL_YEAR, "S1c"), (), ()),
    (RATES, in_period("Q1", "0/0", "0/0", "0/0"), "Q1", (Status.NOT_DUE, "S1"), (), ()),
    (RATES, in_period("Q1", "9/10", "unavailable", "95/100"), "Q1",
     (Status.AWAITED, "S2a"), ("u1", "u3"), ()),
    (RATES, in_period("Q1", "9/10", "unavailable"), "Q1", OPEN, ("u1",), ()),
    # days and answers
    (STONES, in_period("Q2", MAY, MAY, MAY), "Q2", MET, THREE, ()),
    (STONES, in_period("Q2", MAY, JUNE, MAY), "Q2", (Status.DONE_LATE, "S4"),
     ("u1", "u3"), ("u2",)),
    (STONES, in_period("Q2", MAY, "nil"), "Q2", LOST, ("u1",), ("u2",)),
    (STONES, in_period("Q2", MAY, "nil"), "Q3", LOST, ("u1",), ()),
    (STONES, {}, "Q2", OPEN, (), ()),
    (YESES, in_period("Q4", True, True, False), "Q4", FAILED, ("u1", "u2"), ("u3",)),
    (YESES, in_period("Q4", True, False, False), "Q4", FAILED, ("u1",), ("u2", "u3")),
    # of a rate that may still be nothing the best is what it may reach
    (each_of(Measure.RATIO, AtLeast(D(90)), 60),
     {**in_period("Q4", "9/10", "8/10"), **quarters("u1", "nil", "nil", "nil"),
      **quarters("u2", "nil", "nil", "nil")}, "Q4", OPEN, ("u1",), ("u2",)),
    (MORE, in_period("Q1", 8, 8, 8), "Q1", (Status.NO_BASELINE, "S1b"), (), ()),
    (YESES, in_period("Q1", False, True), "Q2", (Status.NOT_DUE, "S4a"),
     ("u2",), ("u1",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "told", "period", "verdict", "reaching", "short"), CASES
)
def test_the_row_is_as_good_as_the_units_that_are_needed(
    line: Indicator,
    told: Told,
    period: str,
    verdict: tuple[Status, str],
    reaching: tuple[str, ...],
    short: tuple[str, ...],
) -> None:
    view = seen(line, told, period)
    assert view.each is not None
    assert (view.verdict.status, view.verdict.rule) == verdict
    assert view.each.units_reaching == reaching
    assert tuple(view.each.worst_first) == short
    assert set(view.each.short) == set(short)


@pytest.mark.parametrize(
    ("line", "told", "period", "known"),
    [
        (ALL, in_period("Q1", 8, 8), "Q1", MET),
        (ALL, {}, "Q1", None),
        (RATES, in_period("Q1", "9/10", "unavailable", "95/100"), "Q1",
         (Status.ON_TRACK, "S5")),
        (STONES, in_period("Q2", MAY), "Q2", MET),
    ],
)  # fmt: skip
def test_what_is_open_says_how_the_known_units_stand(
    line: Indicator, told: Told, period: str, known: tuple[Status, str] | None
) -> None:
    verdict = seen(line, told, period).verdict
    assert verdict.status in {Status.UNDETERMINED, Status.AWAITED}
    assert verdict.known == (None if known is None else Verdict(*known))


@pytest.mark.parametrize(
    ("line", "told", "period", "day", "status"),
    [
        # before the cut-off the others are open only once somebody has a figure
        (ALL, {}, "Q1", date(2022, 3, 10), Status.NOT_DUE),
        (ALL, in_period("Q1", 9), "Q1", date(2022, 3, 10), Status.UNDETERMINED),
        (RATES, year("0/0", "0/0", "0/0"), "Q4", date(2022, 12, 16), Status.NOT_DUE),
        (RATES, in_period("Q1", "0/0", "0/0", "0/0"), "Q1", DAYS["Q4"],
         Status.NOT_DUE),
    ],
)  # fmt: skip
def test_the_row_goes_by_the_day(
    line: Indicator, told: Told, period: str, day: date, status: Status
) -> None:
    assert seen(line, told, period, day).verdict.status is status


def test_the_units_are_those_that_are_there_and_not_exempt() -> None:
    ends: dict[str, object] = {"until": date(2022, 3, 1), "successor": "u5"}
    late: dict[str, object] = {"since": date(2022, 4, 1)}
    changes = {"u3": ends, "u2": late, "u9": ends}
    plan = plan_of(ALL)
    units = [replace(u, **changes.get(u.id, {})) for u in plan.units]  # type: ignore[arg-type]
    plan = replace(plan, units=tuple(units))
    day = DAYS["Q1"]
    told = {("u1", "Q1"): 8, ("u5", "Q1"): 9}
    facts = facts_of(told, day)
    first = every_indicator(whole_view(plan, facts, "Q1"))[0].each
    assert first is not None
    assert first.units == ("u1", "u5")
    assert first.units_reaching == ("u1", "u5")
    free = Relief("u1", "Q1", ReliefKind.EXEMPT, None, day, "bão", "Lan", day)
    facts = replace(facts, chase=ReminderBook().with_relief(free))
    freed = every_indicator(whole_view(plan, facts, "Q1"))[0].each
    assert freed is not None
    assert freed.units == ("u5",)


@pytest.mark.parametrize(("line", "needed"), [(ALL, 3), (TWO, 2)])
def test_the_units_that_are_needed_are_counted(line: Indicator, needed: int) -> None:
    each = seen(line, in_period("Q1", 8, 9)).each
    assert each is not None
    assert each.units_needed == needed
    assert each.targets == (AtLeast(D(8)),)
    assert [held.target for held in each.held_lines] == [AtLeast(D(8))]


def test_the_trend_counts_the_units_that_reach_it() -> None:
    told = {**quarters("u1", 5, 3), **quarters("u2", 9, 1), **quarters("u3", 1, 1)}
    assert seen(ALL, told, "Q2").trend == (Fraction(1), Fraction(2))
    assert seen(STONES, in_period("Q2", MAY), "Q2").trend == (None, None)


@pytest.mark.parametrize(
    ("line", "unit", "status"),
    [
        (ALL, None, Status.WATCH),
        (ALL, "u1", Status.MET),
        (ALL, "u2", Status.WATCH),
        (ALL, "u4", None),
        (indicator(Measure.FLOW, AtLeast(D(9)), units=THREE), None, Status.MET),
        (indicator(Measure.FLOW, AtLeast(D(9)), units=THREE), "u1", None),
    ],
)
def test_one_line_is_judged_as_a_whole_or_for_a_unit(
    line: Indicator, unit: str | None, status: Status | None
) -> None:
    plan = plan_of(line)
    first = periods(plan)[0]
    facts = facts_of(in_period("Q1", 8, 0, 1), AFTER_Q1)
    cells = cells_in(plan, periods(plan), facts, upto=first)["x"]
    verdict = line_verdict(cells, plan, first, unit)
    assert (None if verdict is None else verdict.status) == status


OLD = Unit("old", "Cũ", "ward", until=date(2022, 4, 30), successor="u3")


@pytest.mark.parametrize(
    ("reporters", "quarter", "units"),
    [
        (("u1", "u2"), 1, ("u1", "u2")),
        # neither who is in a group and not asked, nor who stands for nobody asked
        (("u1", "u2"), 2, ("u1", "u2")),
        (("u1", "old"), 1, ("u1", "old")),
        (("u1", "old"), 2, ("u1", "u3")),
    ],
)
def test_the_units_of_a_promise_are_those_asked_and_who_stands_for_them(
    reporters: tuple[str, ...], quarter: int, units: tuple[str, ...]
) -> None:
    target = Each((GroupTarget("ward", AtLeast(D(8)), units=(*THREE, "old")),), D(100))
    line = changed(
        indicator(Measure.FLOW, AtLeast(D(8)), units=reporters), target=target
    )
    plan = plan_of(line)
    plan = replace(plan, units=(*plan.units, OLD))
    among = periods(plan)
    cells = cells_in(plan, among, facts_of({}, AFTER_Q1))["x"]
    assert EachUnit(cells, plan, among[quarter - 1]).units == units


def test_of_one_unit_the_last_verdict_stands_while_nothing_is_due() -> None:
    plan = plan_of(each_of(Measure.FLOW, AtLeast(D(8))))
    first, second = periods(plan)[:2]
    cells = cells_in(plan, periods(plan), facts_of(in_period("Q1", 2, 2), AFTER_Q1))[
        "x"
    ]
    past = PastVerdict(first, Verdict(Status.BEHIND, "S8"))
    now = EachUnit(cells, plan, second, lambda unit: past if unit == "u1" else None)
    assert unit_view(now, "u1").last is past
    assert unit_view(now, "u2").last is None
    assert unit_view(EachUnit(cells, plan, second), "u1").last is None
    judged = unit_view(EachUnit(cells, plan, first, lambda _: past), "u1")
    assert judged.verdict.status is not Status.NOT_DUE
    assert judged.last is None


@pytest.mark.parametrize(
    ("measure", "said", "shown", "decimals"),
    [(Measure.FLOW, 14, "14", 0), (Measure.RATIO, "412/415", "99,28%", 2)],
)
def test_a_figure_beside_another_has_as_many_decimals(
    measure: Measure, said: Said, shown: str, decimals: int
) -> None:
    view = seen(indicator(measure, None), {("u1", "Q1"): said})
    assert (view.shown, view.shown_decimals) == (shown, decimals)
