"""Units that end, begin or merge in mid-year: who stands for whom (SEMANTICS 10)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import Item, TaskNote, TaskState
from cchc.core.facts.succession import (
    doers_in,
    has_ended,
    heirs,
    plan_of_unit,
    refusal_of_ended,
    reporters_in,
    stands_for,
    taken_over,
    with_heirs,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Task
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.targets.kinds import By
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import Status
from cchc.text.problem import Place
from cchc.text.record import replace
from tests.core.world import (
    DAYS,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    whole_view,
)

D = Decimal
CUTOFF = date(2022, 6, 14)
LAST_DAY = date(2022, 4, 30)


def ward(name: str, until: date | None = None, successor: str | None = None) -> Unit:
    return Unit(name, name.upper(), "ward", until=until, successor=successor)


OLD, ALONE = ward("old", LAST_DAY, "new"), ward("alone", LAST_DAY)
NEW = replace(ward("new"), since=date(2022, 5, 1))
OLDER, STAYS = ward("older", date(2022, 2, 1), "old"), ward("stays")
GONE = ward("gone", date(2022, 2, 1), "alone")
UNITS = (OLD, ALONE, NEW, OLDER, STAYS, GONE)
MEMBERS = {unit.id: unit for unit in UNITS}
PLAN = replace(plan_of(), units=UNITS)
Q1, Q2, Q3, Q4 = periods(PLAN)
FLOW = indicator(Measure.FLOW, AtLeast(D(8)), units=("old", "stays"))


@pytest.mark.parametrize(
    ("until", "ended"),
    [(None, False), (CUTOFF, False), (date(2022, 6, 13), True)],
)
def test_a_unit_has_ended_when_its_last_day_was_before_the_cut_off(
    until: date | None, *, ended: bool
) -> None:
    assert has_ended(ward("x", until), Q2) is ended


@pytest.mark.parametrize(
    ("unit", "first", "second"),
    [
        ("old", "old", "new"),
        ("older", "old", "new"),
        ("alone", "alone", None),
        ("new", None, "new"),
        ("stays", "stays", "stays"),
        ("nobody", None, None),
    ],
)
def test_who_stands_for_a_unit_before_and_after(
    unit: str, first: str | None, second: str | None
) -> None:
    assert (stands_for(MEMBERS, unit, Q1), stands_for(MEMBERS, unit, Q2)) == (
        first,
        second,
    )


def test_two_units_that_name_each_other_stand_for_nobody() -> None:
    round_about = {
        "x": ward("x", LAST_DAY, "y"),
        "y": ward("y", LAST_DAY, "x"),
    }
    assert stands_for(round_about, "x", Q2) is None


@pytest.mark.parametrize(
    ("among", "found"),
    [
        (("old", "stays"), {"new": 2}),
        (("old", "new"), {}),
        (("alone", "stays"), {}),
        (("older",), {"old": 1, "new": 2}),
        (("nobody", "old"), {"new": 2}),
        (("gone",), {"alone": 1}),
    ],
)
def test_heirs_come_in_with_the_first_period_in_which_they_stand(
    among: tuple[str, ...], found: Mapping[str, int]
) -> None:
    assert heirs(MEMBERS, among, (Q1, Q2, Q3)) == found


@pytest.mark.parametrize(
    ("unit", "period", "heir"),
    [("old", Q1, None), ("old", Q2, "NEW"), ("alone", Q2, "–"), ("stays", Q2, None)],
)
def test_of_a_unit_that_has_ended_nothing_is_told_and_its_heir_is_named(
    unit: str, period: Period, heir: str | None
) -> None:
    problem = refusal_of_ended(PLAN, unit, period, Place())
    if heir is None:
        assert problem is None
        return
    assert problem is not None
    assert problem.blanks == {"unit": unit.upper(), "day": "30/4/2022", "heir": heir}


def test_of_a_unit_nobody_knows_nothing_is_refused_as_ended() -> None:
    assert refusal_of_ended(PLAN, "ai", Q2, Place()) is None


def test_the_plan_of_a_unit_asks_it_and_those_whose_place_it_may_take() -> None:
    table = StockTable(
        "t", "T", "o", ("i",), ("x",), ("c",), reporters=("stays", "new", "old")
    )
    plan = replace(
        PLAN,
        indicators=(
            changed(FLOW, reporters=("stays", "old", "alone")),
            changed(FLOW, id="y", reporters=("stays", "new")),
        ),
        tables=(table,),
    )
    own = plan_of_unit(plan, "new")
    assert [unit.id for unit in own.units] == ["old", "new", "older", "gone"]
    asked = {line.id: line.reporters for line in own.indicators}
    assert asked == {"x": ("old",), "y": ("new",)}
    assert own.tables[0].reporters == ("old", "new")


def test_what_a_unit_took_over() -> None:

    assert taken_over(MEMBERS, Q1) == {"old": ("older",), "alone": ("gone",)}
    assert taken_over(MEMBERS, Q2) == {"new": ("old", "older")}


def test_heirs_may_report_and_do_what_the_old_ones_had_to() -> None:
    task = Task("t", "Tập huấn", lead="stays", helpers=("old",))
    assert reporters_in(PLAN, FLOW, Q1) == ("old", "stays")
    assert reporters_in(PLAN, FLOW, Q2) == ("old", "stays", "new")
    assert doers_in(PLAN, task, Q1) == ("stays", "old")
    assert doers_in(PLAN, task, Q2) == ("stays", "old", "new")


TASK = Task("t", "Tập huấn", lead="old")
SHARED = Task("t", "Tập huấn", each=("old", "alone", "stays"))


def note(unit: str, state: TaskState = TaskState.DOING) -> TaskNote:
    return TaskNote("t", unit, "Q1", state)


@pytest.mark.parametrize(
    ("task", "said", "doers", "units"),
    [
        (TASK, (note("old"),), ("new",), ("new",)),
        (TASK, (note("old"), note("new")), ("new",), ("old", "new")),
        (TASK, (note("old"), note("stays")), ("new",), ("new", "stays")),
        (TASK, (note("old", TaskState.DONE),), ("old",), ("old",)),
        (replace(TASK, lead="alone"), (note("alone"),), ("alone",), ("alone",)),
        (replace(TASK, lead="nobody"), (note("nobody"),), ("nobody",), ("nobody",)),
        (replace(TASK, lead="stays"), (note("stays"),), ("stays",), ("stays",)),
        (SHARED, (), ("stays", "new"), ()),
        (
            SHARED,
            (note("alone", TaskState.DONE),),
            ("alone", "stays", "new"),
            ("alone",),
        ),
    ],
)
def test_a_task_passes_on_with_the_last_word_said_of_it(
    task: Task,
    said: tuple[TaskNote, ...],
    doers: tuple[str, ...],
    units: tuple[str, ...],
) -> None:
    passed, notes = with_heirs(task, said, MEMBERS, Q2)
    assert passed.doers == doers
    assert tuple(each.unit for each in notes) == units
    assert with_heirs(task, said, MEMBERS, Q1)[0] == task


def view(
    one: Indicator,
    told: Mapping[tuple[str, str], Said],
    period: str = "Q2",
    items: tuple[Item, ...] = (),
) -> IndicatorView:
    plan = replace(PLAN, indicators=(one,))
    facts = facts_of(told, DAYS[period], items)
    return every_indicator(whole_view(plan, facts, period))[0]


def test_an_heir_owes_what_the_old_unit_would_have_owed() -> None:
    told = {("old", "Q1"): 3, ("stays", "Q1"): 1, ("stays", "Q2"): 1}
    silent = view(FLOW, told)
    assert silent.coverage.silent == ("new",)
    assert silent.actual == 5
    whole = view(FLOW, {**told, ("new", "Q2"): 3})
    assert whole.verdict.status is Status.MET
    assert [share.unit for share in whole.shares] == ["new", "stays"]
    assert whole.shares[0].took_over == ("old",)
    assert whole.shares[0].to_date == 6


def test_what_an_heir_said_before_it_stood_for_anybody_does_not_count() -> None:
    early = view(FLOW, {("old", "Q1"): 3, ("stays", "Q1"): 1, ("new", "Q1"): 9}, "Q1")
    assert early.actual == 4
    running = changed(FLOW, measure=Measure.RUNNING)
    told = {("old", "Q1"): 3, ("stays", "Q1"): 1, ("stays", "Q2"): 1, ("new", "Q1"): 9}
    assert view(running, told).actual != 13


def test_an_heir_that_was_there_all_along_owes_nothing_before() -> None:
    old = ward("old", LAST_DAY, "idle")
    plan = replace(
        plan_of(replace(FLOW, reporters=("old",), lead="old")),
        units=(old, ward("idle")),
    )

    def found(told: Mapping[tuple[str, str], Said], period: str) -> IndicatorView:
        facts = facts_of(told, DAYS[period])
        return every_indicator(whole_view(plan, facts, period))[0]

    assert found({("old", "Q1"): 3}, "Q1").coverage.expected == 1
    assert found({("old", "Q1"): 3}, "Q2").coverage.silent == ("idle",)
    told = {("old", "Q1"): 3, ("idle", "Q1"): 9, ("idle", "Q2"): 2}
    assert found(told, "Q2").actual == 5


@pytest.mark.parametrize(
    ("measure", "actual"), [(Measure.LEVEL, 90), (Measure.RUNNING, 165)]
)
def test_a_state_ends_with_its_unit_and_a_total_stays(
    measure: Measure, actual: int
) -> None:
    one = changed(
        indicator(measure, AtLeast(D(80)), units=("alone", "stays")), across=Across.SUM
    )
    told = {("alone", "Q1"): 75, ("stays", "Q1"): 85, ("stays", "Q2"): 90}
    problem = view(one, told)
    assert problem.actual == actual
    assert problem.verdict.status is not Status.UNDETERMINED


def test_a_state_of_a_unit_that_ended_is_no_figure() -> None:
    one = indicator(Measure.LEVEL, AtLeast(D(80)), units=("alone",))
    assert view(one, {("alone", "Q1"): 75}).actual is None


def test_what_a_unit_did_before_it_ended_stays_done() -> None:
    one = indicator(Measure.MILESTONE, By(date(2022, 5, 31)), units=("alone", "stays"))
    both = {("alone", "Q1"): date(2022, 3, 1), ("stays", "Q1"): date(2022, 3, 2)}
    assert view(one, both).done == date(2022, 3, 2)
    assert view(one, {("stays", "Q1"): date(2022, 3, 2)}).verdict.status is Status.MET


def test_a_share_is_what_is_left_of_what_was_allotted() -> None:
    one = changed(FLOW, allot={"old": D(4), "stays": D(4)})
    first, second = view(one, {("old", "Q1"): 3, ("stays", "Q1"): 5}, "Q1").shares
    assert (first.unit, first.allotted, first.percent) == ("old", D(4), D(75))
    assert (first.left, second.left) == (Fraction(1), Fraction(0))
    assert second.percent == D(125)
    nobody = view(one, {}, "Q1").shares[0]
    assert (nobody.to_date, nobody.left) == (None, Fraction(4))
    assert nobody.percent is None
    plain = view(FLOW, {("old", "Q1"): 3}, "Q1").shares[0]
    assert (plain.allotted, plain.left, plain.percent) == (None, None, None)


def test_a_unit_that_was_allotted_something_or_has_no_heir_keeps_its_row() -> None:
    one = changed(FLOW, reporters=("stays",), allot={"alone": D(4)})
    shares = view(one, {("stays", "Q1"): 3, ("stays", "Q2"): 3}).shares
    assert [share.unit for share in shares] == ["alone", "stays"]


def test_one_unit_alone_has_no_shares() -> None:
    alone = indicator(Measure.FLOW, AtLeast(D(8)), units=("stays",))
    assert view(alone, {("stays", "Q1"): 3}, "Q1").shares == ()
    stones = indicator(Measure.MILESTONE, By(CUTOFF), units=("old", "stays"))
    assert view(stones, {}, "Q1").shares == ()


def test_a_share_of_a_rate_is_held_against_the_rate() -> None:
    rate = indicator(Measure.RATIO, AtLeast(D(80)), units=("old", "stays"))
    share = view(rate, {("old", "Q1"): "4/10"}, "Q1").shares[0]
    assert (share.to_date, share.percent) == (Fraction(40), D(50))
    assert share.left is None
    assert (share.numerator, share.denominator) == (D(4), D(10))


def test_a_thing_belongs_to_its_owner_whoever_reports_it() -> None:
    one = indicator(Measure.REGISTER, AtLeast(D(8)), units=("old", "stays"))
    rows = (
        Item("x", "old", "Q1", "Y tế", "y te"),
        Item("x", "old", "Q1", "Đất đai", "dat dai", owner="stays"),
        Item("x", "alone", "Q1", "Thuế", "thue", owner="stays"),
    )
    shares = view(one, {}, "Q1", rows).shares
    assert {share.unit: share.to_date for share in shares} == {"old": 1, "stays": 1}
