"""Plans changed in mid-year and units that end: the law (SEMANTICS 10)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.amendment import listing, version_in_force
from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.facts.succession import stands_for, with_heirs
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Indicator, Paper, Plan, PlanVersion, Task
from cchc.core.plan.targets.kinds import By
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator, status_view
from cchc.core.verdict.statuses import Status
from cchc.text.record import replace
from tests.core.world import (
    AFTER_Q2,
    AFTER_Q3,
    DAYS,
    WARDS,
    YEAR_END,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
)

FLOW = indicator(Measure.FLOW, AtLeast(Decimal(8)))
DECISION = Paper("45/QĐ-UBND", date(2022, 7, 1))


def versions(first: Plan, *later: Plan, effective: int = 3) -> tuple[PlanVersion, ...]:
    """The plan and its amendments, all in force from the same period."""
    done = [PlanVersion(1, first, 1, date(2022, 1, 5), "0" * 64)]
    for number, plan in enumerate(later, start=2):
        day = date(2022, 7, number)
        version = PlanVersion(number, plan, effective, day, "0" * 64, DECISION)
        done.append(version)
    return tuple(done)


def view_of(done: tuple[PlanVersion, ...], facts: Facts, period: str) -> StatusView:
    asked = next(each for each in periods(done[0].plan) if each.name == period)
    return status_view(done, asked, facts)


def of(view: StatusView, key: str = "x") -> IndicatorView:
    return next(each for each in every_indicator(view) if each.indicator.id == key)


def test_eight_became_ten_from_the_third_quarter() -> None:
    done = versions(plan_of(FLOW), plan_of(changed(FLOW, target=AtLeast(Decimal(10)))))
    said = quarters("u1", 2, 2, 2, 3)
    half = view_of(done, facts_of(said, AFTER_Q2), "Q2")
    assert of(half).verdict.status is Status.ON_TRACK
    assert (of(half).expected, half.original) == (Fraction(4), None)
    year = view_of(done, facts_of(said, YEAR_END), "Q4")
    assert of(year).verdict.status is Status.FAILED
    assert year.original is not None
    first = year.original.indicators["x"]
    assert (first.verdict.status, first.percent) == (Status.EXCEEDED, Decimal("112.50"))
    assert first.indicator.target == AtLeast(Decimal(8))
    assert year.amended["x"].decision == DECISION


def test_the_decision_told_is_the_one_that_changed_the_target() -> None:
    ten = changed(FLOW, target=AtLeast(Decimal(10)))
    renamed = replace(plan_of(ten), title="Tên khác")
    done = versions(plan_of(FLOW), plan_of(ten), renamed)
    other = replace(done[2], decision=Paper("50/QĐ-UBND", date(2022, 7, 3)))
    view = view_of((*done[:2], other), facts_of({}, AFTER_Q3), "Q3")
    assert (view.plan_version, view.amended["x"].decision) == (3, DECISION)


def test_lines_that_left_stand_where_they_stood() -> None:
    lines = [changed(FLOW, id=key, name=key) for key in "abcd"]
    old, new = plan_of(*lines), plan_of(lines[0], lines[2])
    listed = listing(versions(old, new), versions(old, new)[1], AFTER_Q3)
    assert [each.id for each in listed.plan.indicators] == ["a", "b", "c", "d"]
    assert listed.withdrawn == {"b", "d"}


targets = st.integers(1, 30).map(lambda n: AtLeast(Decimal(n)))
counts = st.dictionaries(
    st.tuples(st.sampled_from(["u1", "u2", "u3"]), st.sampled_from(list(DAYS))),
    st.integers(0, 12),
)
promised = st.builds(
    lambda target, units: changed(
        FLOW, target=target, reporters=units, lead=units[0], across=Across.SUM
    ),
    targets,
    st.sampled_from([("u1",), ("u1", "u2"), ("u2", "u3"), ("u1", "u2", "u3")]),
)
ends = st.sampled_from([None, date(2022, 7, 31), date(2022, 10, 31)])


@given(promised, st.none() | promised, counts, ends, st.integers(2, 4))
def test_a_period_before_the_amendment_is_judged_as_if_there_were_none(
    before: Indicator,
    after: Indicator | None,
    said: Mapping[tuple[str, str], Said],
    end: date | None,
    effective: int,
) -> None:
    old = plan_of(before)
    new = plan_of(*([after] if after else []), changed(FLOW, id="y"))
    units = (WARDS[0], replace(WARDS[1], until=end, successor="u3"), *WARDS[2:])
    new = replace(new, units=units)
    done = versions(old, new, effective=effective)
    facts = facts_of(said, YEAR_END)
    for period in periods(old)[: effective - 1]:
        assert status_view(done, period, facts) == status_view(done[:1], period, facts)


@given(promised, promised, counts, st.integers(2, 4))
def test_the_second_line_of_the_year_is_what_the_first_plan_says(
    before: Indicator,
    after: Indicator,
    said: Mapping[tuple[str, str], Said],
    effective: int,
) -> None:
    """Where the same units report, both ways of finding it agree."""
    after = changed(after, reporters=before.reporters, lead=before.lead)
    done = versions(plan_of(before), plan_of(after), effective=effective)
    facts = facts_of(said, YEAR_END)
    year = view_of(done, facts, "Q4")
    alone = of(view_of(done[:1], facts, "Q4"))
    if before.target == after.target:
        assert year.original is None
        return
    assert year.original is not None
    first = year.original.indicators["x"]
    assert (first.verdict, first.actual) == (alone.verdict, alone.actual)


def test_before_it_was_recorded_nobody_knew_of_it() -> None:
    done = versions(plan_of(FLOW), plan_of(changed(FLOW, target=AtLeast(Decimal(99)))))
    assert version_in_force(done, 3, date(2022, 7, 1)).number == 1
    assert version_in_force(done, 3, date(2022, 7, 2)).number == 2


def merged(measure: Measure, across: Across, *units: str) -> tuple[Indicator, Plan]:
    """u1 ends on 31/7 and u2 takes over."""
    one = changed(indicator(measure, AtLeast(Decimal(30)), units=units), across=across)
    first = replace(WARDS[0], until=date(2022, 7, 31), successor="u2")
    return one, replace(plan_of(one), units=(first, *WARDS[1:]))


def test_a_running_total_of_an_ended_unit_stays_in_the_sum() -> None:
    _, plan = merged(Measure.RUNNING, Across.SUM, "u1", "u2")
    said: dict[tuple[str, str], Said] = {
        **quarters("u1", 4, 10),
        **quarters("u2", 5, 8, 12),
    }
    view = of(view_of(versions(plan), facts_of(said, AFTER_Q3), "Q3"))
    assert (view.actual, view.in_period) == (Fraction(22), Fraction(4))


def test_where_the_leading_unit_ends_its_heir_leads() -> None:
    _, plan = merged(Measure.LEVEL, Across.LEAD, "u1")
    said: dict[tuple[str, str], Said] = {**quarters("u1", 20, 25), ("u2", "Q3"): 31}
    facts = facts_of(said, AFTER_Q3)
    assert of(view_of(versions(plan), facts, "Q2")).actual == 25
    third = of(view_of(versions(plan), facts, "Q3"))
    assert (third.actual, third.coverage.expected) == (Fraction(31), 1)


def test_what_an_ended_unit_had_not_done_is_asked_of_its_heir() -> None:
    one, plan = merged(Measure.MILESTONE, Across.ALL_OF, "u1", "u3")
    plan = replace(plan, indicators=(changed(one, target=By(date(2022, 12, 1))),))
    said: dict[tuple[str, str], Said] = {
        ("u1", "Q1"): "nil",
        ("u1", "Q2"): "nil",
        ("u3", "Q1"): date(2022, 3, 1),
    }
    third = of(view_of(versions(plan), facts_of(said, AFTER_Q3), "Q3"))
    assert third.coverage.silent == ("u2",)
    said["u2", "Q3"] = date(2022, 9, 1)
    third = of(view_of(versions(plan), facts_of(said, AFTER_Q3), "Q3"))
    assert third.verdict.status is Status.MET


def test_successors_are_followed_to_the_one_that_exists() -> None:
    units = {
        "a": Unit("a", "A", until=date(2022, 3, 31), successor="b"),
        "b": Unit("b", "B", until=date(2022, 8, 31), successor="c"),
        "c": Unit("c", "C", since=date(2022, 9, 1)),
        "d": Unit("d", "D", until=date(2022, 8, 31)),
    }
    made = periods(plan_of(FLOW))
    assert [stands_for(units, "a", each) for each in made] == ["a", "b", "c", "c"]
    assert [stands_for(units, "d", each) for each in made] == ["d", "d", None, None]
    assert stands_for(units, "c", made[0]) is None


def test_what_a_unit_had_done_before_it_ended_stays_done() -> None:

    units = {
        "a": Unit("a", "A", until=date(2022, 7, 31), successor="b"),
        "b": Unit("b", "B"),
    }
    task = Task("1", "T", each=("a", "b"))
    third = periods(plan_of(FLOW))[2]
    assert with_heirs(task, (), units, third)[0].each == ("b",)
    done = TaskNote("1", "a", "Q1", TaskState.DONE, date(2022, 3, 1))
    assert with_heirs(task, (done,), units, third)[0].each == ("a", "b")
    led = Task("2", "T", lead="a")
    said = TaskNote("2", "a", "Q2", TaskState.DOING)
    own, notes = with_heirs(led, (said,), units, third)
    assert (own.lead, notes[0].unit) == ("b", "b")
