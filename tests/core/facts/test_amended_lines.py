"""Which version judges a period, and what an amendment leaves of the lines before."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.amendment import (
    Versions,
    as_first_promised,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import CellKey, Facts
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Amount,
    Commitment,
    Count,
    Indicator,
    Paper,
    Plan,
    PlanVersion,
    Task,
)
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Hold, Linear, Step, Trajectory
from cchc.text.record import replace
from tests.core.world import changed, indicator, plan_of

D = Decimal
JULY, YEAR_END = date(2022, 7, 2), date(2023, 3, 1)


def line(key: str, target: int = 8, **changes: object) -> Indicator:
    one = indicator(Measure.FLOW, AtLeast(D(target)))
    return changed(one, id=key, name=key.upper(), **changes)


def versions(*plans: Plan, effective: tuple[int, ...] = (1, 3, 4)) -> Versions:
    return tuple(
        PlanVersion(
            number,
            plan,
            effective[number - 1],
            date(2022, 1, 5) if number == 1 else date(2022, 7, number),
            "0" * 64,
            Paper(f"{number}/QĐ", date(2022, 7, 1)),
        )
        for number, plan in enumerate(plans, start=1)
    )


A, B, C = line("a"), line("b"), line("c")
FIRST = plan_of(A, B)
SECOND, THIRD = plan_of(A, C), plan_of(line("a", 10), C)
ALL = versions(FIRST, SECOND, THIRD)


@pytest.mark.parametrize(
    ("ordinal", "as_of", "number"),
    [
        (1, YEAR_END, 1),
        (2, YEAR_END, 1),
        (3, YEAR_END, 2),
        (4, YEAR_END, 3),
        (4, date(2022, 7, 3), 3),
        (4, date(2022, 7, 2), 2),
        (4, date(2022, 7, 1), 1),
        (1, date(2022, 1, 1), 1),
    ],
)
def test_a_version_judges_from_its_period_on_once_it_is_recorded(
    ordinal: int, as_of: date, number: int
) -> None:
    assert version_in_force(ALL, ordinal, as_of).number == number


def ids(plan: Plan) -> tuple[str, ...]:
    return tuple(each.id for each in plan.all_indicators)


def test_the_first_version_has_nothing_amended() -> None:
    found = listing(ALL, ALL[0], YEAR_END)
    assert ids(found.plan) == ("a", "b")
    assert not found.withdrawn
    assert not found.amended


def test_a_line_withdrawn_stays_in_its_place_and_expects_nothing() -> None:
    found = listing(ALL, ALL[1], YEAR_END)
    assert ids(found.plan) == ("a", "b", "c")
    assert found.withdrawn == {"b"}
    paths = {each.id: each.trajectory for each in found.plan.all_indicators}
    assert paths == {"a": Linear(), "b": None, "c": Linear()}
    assert {key: each.before for key, each in found.amended.items()} == {
        "b": B,
        "c": None,
    }
    assert found.amended["b"].decision == ALL[1].decision


def test_a_promise_changed_names_the_decision_and_what_it_was() -> None:
    found = listing(ALL, ALL[2], YEAR_END)
    assert ids(found.plan) == ("a", "b", "c")
    assert {key: each.before for key, each in found.amended.items()} == {
        "a": A,
        "b": B,
        "c": None,
    }
    assert found.amended["a"].decision == ALL[2].decision


def test_what_was_not_recorded_yet_is_not_told() -> None:
    done = versions(FIRST, SECOND, THIRD, effective=(1, 3, 3))
    early = listing(done, done[2], date(2022, 7, 1))
    assert set(early.amended) == set()
    assert set(listing(done, done[2], date(2022, 7, 2)).amended) == {"b", "c"}


def test_the_first_line_withdrawn_stays_first() -> None:
    done = versions(plan_of(A, B, C), plan_of(B, C))
    assert ids(listing(done, done[1], YEAR_END).plan) == ("a", "b", "c")
    last = versions(plan_of(A, B, C), plan_of(A, B))
    assert ids(listing(last, last[1], YEAR_END).plan) == ("a", "b", "c")


def test_a_line_that_moves_under_a_commitment_is_not_kept_twice() -> None:
    kept = replace(FIRST, indicators=(A,), commitments=(Commitment("k", "K", (B,)),))
    down = versions(FIRST, kept)
    assert ids(listing(down, down[1], YEAR_END).plan) == ("b", "a")
    assert listing(down, down[1], YEAR_END).withdrawn == set()
    up = versions(kept, FIRST)
    found = listing(up, up[1], YEAR_END)
    assert sorted(ids(found.plan)) == ["a", "b"]
    assert found.withdrawn == {"k"}


def test_a_line_withdrawn_from_a_commitment_stays_under_it() -> None:
    whole = replace(FIRST, indicators=(), commitments=(Commitment("k", "K", (A, B)),))
    less = replace(whole, commitments=(Commitment("k", "K", (B,)),))
    done = versions(whole, less)
    found = listing(done, done[1], YEAR_END)
    (kept,) = found.plan.commitments
    assert [each.id for each in kept.indicators] == ["a", "b"]
    assert [each.trajectory for each in kept.indicators] == [None, Linear()]
    added = versions(FIRST, replace(FIRST, commitments=(Commitment("k", "K", (C,)),)))
    assert ids(listing(added, added[1], YEAR_END).plan) == ("c", "a", "b")


TASK = Task("t", "Tập huấn", due=date(2022, 5, 31))


@pytest.mark.parametrize(
    ("new", "changed_"),
    [
        (replace(TASK, name="Mở lớp"), False),
        (replace(TASK, lead="u2"), False),
        (replace(TASK, due=date(2022, 6, 30)), True),
        (replace(TASK, standing=True), True),
        (replace(TASK, count=Count(D(3))), True),
    ],
)
def test_new_words_alone_change_no_task(new: Task, *, changed_: bool) -> None:
    plans = (replace(FIRST, tasks=(TASK,)), replace(FIRST, tasks=(new,)))
    done = versions(*plans)
    assert ("t" in listing(done, done[1], YEAR_END).amended) is changed_


@pytest.mark.parametrize(
    ("new", "changed_"),
    [
        (replace(A, name="Khác", reporters=("u2",), trajectory=Hold()), False),
        (replace(A, unit="hộ"), True),
        (replace(A, target=AtLeast(D(9))), True),
    ],
)
def test_new_words_alone_change_no_promise(new: Indicator, *, changed_: bool) -> None:
    done = versions(FIRST, plan_of(new, B))
    assert ("a" in listing(done, done[1], YEAR_END).amended) is changed_


def test_a_commitment_is_changed_by_its_lines_alone() -> None:
    one = Commitment("k", "K", (A,))
    plans = (plan_of(), replace(plan_of(), commitments=(replace(one, name="Khác"),)))
    done = versions(replace(plans[0], commitments=(one,)), plans[1])
    assert listing(done, done[1], YEAR_END).amended == {}
    mixed = versions(
        replace(plan_of(), tasks=(replace(TASK, id="a"),)), plan_of(replace(A, id="a"))
    )
    assert listing(mixed, mixed[1], YEAR_END).amended == {}


def excused(*plans: Plan, number: int, as_of: date = YEAR_END) -> set[CellKey]:
    done = versions(*plans)
    facts = Facts(as_of, excused=frozenset({("z", "u9", "Q1")}))
    found = set(with_history(facts, done, done[number - 1]).excused)
    assert ("z", "u9", "Q1") in found
    return found - {("z", "u9", "Q1")}


def test_nobody_owes_what_was_not_asked_in_its_period() -> None:
    assert excused(FIRST, SECOND, number=1) == set()
    assert excused(FIRST, SECOND, number=2) == {
        ("b", "u1", "Q3"),
        ("b", "u1", "Q4"),
        ("c", "u1", "Q1"),
        ("c", "u1", "Q2"),
    }


def test_a_unit_that_was_added_owes_from_then_on() -> None:
    more = plan_of(replace(A, reporters=("u1", "u2")))
    assert excused(plan_of(A), more, number=2) == {("a", "u2", "Q1"), ("a", "u2", "Q2")}


def test_before_its_first_step_a_line_asked_for_nothing() -> None:
    step = plan_of(replace(A, trajectory=Step("Q2")))
    assert excused(step, plan_of(A), number=2) == {("a", "u1", "Q1")}


@pytest.mark.parametrize(
    ("first", "now", "path"),
    [
        (Linear(), Linear(), Linear()),
        (Step("Q2"), Linear(), Linear()),
        (Linear(), Step("Q3"), Step("Q3")),
        (Hold(), Linear(), Hold()),
        (None, Linear(), None),
    ],
)
def test_the_first_promise_is_measured_as_the_present_one(
    first: Trajectory | None, now: Trajectory, path: Trajectory | None
) -> None:
    was = line("a", 8, trajectory=first, unit="hộ", decimals=1, amount=Amount(D(5)))
    new = line("a", 10, trajectory=now, reporters=("u2",), decimals=0)
    found = as_first_promised(was, new)
    assert (found.target, found.unit, found.amount) == (was.target, "hộ", was.amount)
    assert (found.reporters, found.decimals, found.trajectory) == (("u2",), 1, path)


@pytest.mark.parametrize(
    "now", [None, line("a", 10, measure=Measure.RUNNING, reporters=("u2",))]
)
def test_a_line_that_is_gone_or_measured_otherwise_is_taken_as_it_was(
    now: Indicator | None,
) -> None:
    was = line("a", 8, trajectory=Step("Q2"))
    assert as_first_promised(was, now) == was
    steady = line("a", 8)
    assert as_first_promised(steady, now) == steady


def test_a_line_that_was_in_force_for_a_while_stays_and_another_never_comes() -> None:
    plans = (FIRST, SECOND, plan_of(A))
    done = versions(*plans, effective=(1, 2, 3))
    found = listing(done, done[2], YEAR_END)
    assert set(ids(found.plan)) == {"a", "b", "c"}
    assert found.withdrawn == {"b", "c"}
    never = versions(*plans, effective=(1, 3, 3))
    assert set(ids(listing(never, never[2], YEAR_END).plan)) == {"a", "b"}
    at_once = versions(*plans, effective=(1, 1, 1))
    assert set(ids(listing(at_once, at_once[2], YEAR_END).plan)) == {"a", "b"}
