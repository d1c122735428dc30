"""The verdict that lasts: of which period, version and unit, and what is void."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.amendment import Versions
from cchc.core.plan.calendar import periods
from cchc.core.plan.indicator import IndicatorPart
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.targets.kinds import Each, GroupTarget
from cchc.core.plan.targets.line import AtLeast
from cchc.core.verdict.board import PastBoards, lines_in
from cchc.core.verdict.indicator import unit_view
from cchc.core.verdict.judging import period_inputs
from cchc.core.verdict.statuses import Status
from cchc.text.record import replace
from tests.core.world import (
    AFTER_Q3,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
)

D = Decimal
FLOW = indicator(Measure.FLOW, AtLeast(D(8)), units=("u1", "u2"))
EACH = changed(
    FLOW,
    target=Each((GroupTarget("ward", AtLeast(D(8)), units=("u1", "u2")),), D(100)),
)


def version(plan: Plan) -> PlanVersion:
    return PlanVersion(1, plan, 1, date(plan.year, 1, 5), "0" * 64)


def test_a_unit_has_no_verdict_of_a_time_when_nothing_was_promised_of_each() -> None:
    done: Versions = (
        version(plan_of(FLOW)),
        PlanVersion(2, plan_of(EACH), 3, date(2022, 7, 2), "1" * 64),
    )
    facts = facts_of({**quarters("u1", 2, 4), **quarters("u2", 2, 4)}, AFTER_Q3)
    third, last = periods(plan_of(EACH))[2:]
    boards = PastBoards(done, period_inputs(done, third, facts))
    assert boards.last_verdict("x", third, "u1") is None
    later = PastBoards(done, period_inputs(done, last, facts))
    found = later.last_verdict("x", last, "u1")
    assert found is None or found.period.name == "Q3"


@pytest.mark.parametrize(
    ("said", "quarter", "as_of", "last"),
    [
        # nothing was said of this quarter yet: the last verdict stands
        (quarters("u1", 2, 4), 3, date(2022, 9, 1), ("Q2", Status.ON_TRACK)),
        (quarters("u1", 1, 0), 3, date(2022, 9, 1), ("Q2", Status.BEHIND)),
        # of a quarter in which nothing was judged there is none
        (quarters("u1", 2), 3, date(2022, 6, 1), ("Q1", Status.ON_TRACK)),
        ({}, 2, date(2022, 3, 1), None),
        (quarters("u1", 2), 1, date(2022, 3, 1), None),
        (quarters("u1", 2, 4, 6), 3, date(2022, 9, 25), None),
    ],
)
def test_the_last_verdict_stands_until_the_period_has_one(
    said: dict[tuple[str, str], Said],
    quarter: int,
    as_of: date,
    last: tuple[str, Status] | None,
) -> None:
    plan = plan_of(changed(FLOW, reporters=("u1",)))
    facts = facts_of(said, as_of)
    view = lines_in((version(plan),), periods(plan)[quarter - 1], facts, None)["x"]
    if last is None:
        assert view.last is None
        return
    assert view.verdict.status is Status.NOT_DUE
    assert view.last is not None
    assert (view.last.period.name, view.last.verdict.status) == last


def test_each_period_before_is_judged_by_the_version_that_was_in_force() -> None:
    line = changed(FLOW, reporters=("u1",))
    low = changed(line, target=AtLeast(D(2)))
    done: Versions = (
        version(plan_of(line)),
        PlanVersion(2, plan_of(low), 3, date(2022, 7, 2), "1" * 64),
    )
    third = periods(plan_of(low))[2]
    view = lines_in(done, third, facts_of(quarters("u1", 1, 0), date(2022, 9, 1)), None)
    last = view["x"].last
    assert last is not None
    # 1 of 8 by midyear is behind; of 2 it would be on track
    assert (last.period.name, last.verdict.status) == ("Q2", Status.BEHIND)


def test_of_a_line_that_came_later_nothing_stands_before() -> None:
    line, new = changed(FLOW, reporters=("u1",)), changed(FLOW, id="y")
    done: Versions = (
        version(plan_of(line)),
        PlanVersion(2, plan_of(line, new), 3, date(2022, 7, 2), "1" * 64),
    )
    facts = facts_of(quarters("u1", 2, 4), date(2022, 9, 1))
    views = lines_in(done, periods(plan_of(line, new))[2], facts, None)
    assert views["x"].last is not None
    assert views["y"].last is None


def test_while_a_line_was_withdrawn_it_has_no_verdict() -> None:
    line, gone = changed(FLOW, reporters=("u1",)), changed(FLOW, id="z")
    both, rest = plan_of(line, gone), plan_of(line)
    done: Versions = (
        version(both),
        PlanVersion(2, rest, 2, date(2022, 3, 28), "1" * 64),
        PlanVersion(3, both, 3, date(2022, 7, 2), "2" * 64),
    )
    facts = facts_of(quarters("u1", 2, 4), date(2022, 9, 1))
    cells = {("z", unit, at): cell for (_, unit, at), cell in facts.cells.items()}
    facts = replace(facts, cells={**facts.cells, **cells})
    views = lines_in(done, periods(both)[2], facts, None)
    lasting = {key: view.last for key, view in views.items()}
    assert {key: own.period.name for key, own in lasting.items() if own} == {
        "x": "Q2",
        "z": "Q1",
    }


def test_each_unit_of_a_promise_has_its_own_verdict_of_before() -> None:
    plan = plan_of(EACH)
    facts = facts_of({**quarters("u1", 9), **quarters("u2", 0)}, date(2022, 6, 1))
    each = lines_in((version(plan),), periods(plan)[1], facts, None)["x"].each
    assert each is not None
    last = {unit: unit_view(each, unit).last for unit in ("u1", "u2")}
    assert {unit: own and own.verdict.status for unit, own in last.items()} == {
        "u1": None,
        "u2": Status.WATCH,
    }


def test_what_was_withdrawn_holds_nothing_of_a_promise() -> None:
    gone = changed(FLOW, id="z", name="Z", parts={"g": (IndicatorPart("nu", "Nữ"),)})
    done: Versions = (
        version(plan_of(FLOW, gone)),
        PlanVersion(2, plan_of(FLOW), 3, date(2022, 7, 2), "1" * 64),
    )
    facts = facts_of(quarters("u1", 2, 4), date(2022, 9, 1))
    views = lines_in(done, periods(plan_of(FLOW))[2], facts, None)
    void = views["z"]
    assert (void.verdict.status, void.verdict.rule) == (Status.VOID, "S0")
    assert (void.last, void.each, void.stale) == (None, None, False)
    assert (void.shown_expected, void.parts.shares) == ("–", ())
    assert [own.indicator.id for own in void.children] == ["z.nu"]
    assert views["x"].children == ()
    # asked for alone a line has no parts, and a part no line
    third = periods(plan_of(FLOW))[2]
    assert lines_in(done, third, facts, {"z"})["z"].children == ()
    assert list(lines_in(done, third, facts, {"z.nu"})) == ["z.nu"]
