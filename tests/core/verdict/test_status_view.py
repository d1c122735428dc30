"""What a period's view holds, how firm it is, and the year by the first promise."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Opinion, Relief, ReliefKind, ReminderBook, Review
from cchc.core.facts.amendment import Versions
from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleStep,
    RaisedObstacle,
)
from cchc.core.facts.report import (
    Facts,
    Narrative,
    Quality,
    Section,
    Submission,
    TaskNote,
    TaskState,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.indicator import IndicatorPart
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Area, Commitment, Indicator, Plan, PlanVersion, Task
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.status import (
    FigureBasis,
    StatusView,
    every_indicator,
    every_line,
    lines_as_first_promised,
    records_in,
    reporting_in,
    status_view,
)
from cchc.core.verdict.statuses import Status
from cchc.text.record import replace
from tests.core.world import (
    AFTER_Q1,
    AFTER_Q2,
    YEAR_END,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
    whole_view,
)

D = Decimal
TWO = (Unit("u1", "A"), Unit("u2", "B"))
LINE = indicator(Measure.FLOW, AtLeast(D(8)), units=("u1", "u2"))
PLAN = replace(plan_of(LINE), units=TWO)
LAST_DUE = periods(PLAN)[-1].due
ALL = {**quarters("u1", 1, 2, 3, 4), **quarters("u2", 1, 2, 3, 4)}
FULL = facts_of(ALL, YEAR_END)
ROUGH = replace(
    FULL,
    cells={
        **FULL.cells,
        ("x", "u2", "Q4"): replace(
            FULL.cells["x", "u2", "Q4"], quality=Quality.ESTIMATE
        ),
    },
)


def but(unit: str, quarter: str, as_of: date = YEAR_END) -> Facts:
    """Everything but one figure."""
    return facts_of({at: n for at, n in ALL.items() if at != (unit, quarter)}, as_of)


LATER = changed(LINE, settles=date(2023, 6, 30))
SECOND = changed(LINE, id="y", name="Y")
BOTH = replace(
    FULL,
    cells={
        (key, unit, name): reading
        for (_, unit, name), reading in FULL.cells.items()
        for key in ("x", "y")
    },
)


@pytest.mark.parametrize(
    ("lines", "facts", "quarter", "basis"),
    [
        ((LINE,), facts_of(ALL, AFTER_Q1), "Q1", "complete"),
        ((LINE,), but("u2", "Q1", AFTER_Q1), "Q1", "provisional"),
        # what was not reported before does not wait in this period
        ((LINE,), but("u2", "Q1", AFTER_Q2), "Q2", "complete"),
        ((LINE,), FULL, "Q3", "complete"),
        ((LINE,), FULL, "Q4", "settled"),
        ((LINE,), facts_of(ALL, LAST_DUE), "Q4", "complete"),
        ((LINE,), facts_of(ALL, LAST_DUE + timedelta(1)), "Q4", "settled"),
        ((LINE,), but("u2", "Q4"), "Q4", "provisional"),
        ((LINE,), ROUGH, "Q4", "complete"),
        ((LATER,), FULL, "Q4", "complete"),
        ((LINE, SECOND), BOTH, "Q4", "settled"),
        ((LINE, SECOND), FULL, "Q4", "provisional"),
        ((LINE, replace(LATER, id="y")), BOTH, "Q4", "complete"),
    ],
)
def test_figures_are_settled_when_final_and_provisional_while_one_is_waited_for(
    lines: tuple[Indicator, ...], facts: Facts, quarter: str, basis: str
) -> None:
    plan = replace(PLAN, indicators=lines)
    assert whole_view(plan, facts, quarter).basis is FigureBasis(basis)


def accepted(facts: Facts, *units: str) -> Facts:
    acts = {sent.unit: sent.id for sent in facts.submissions if sent.period == "Q1"}
    reviews = tuple(
        Review(number, unit, "Q1", Opinion.ACCEPTED, acts[unit], AFTER_Q1)
        for number, unit in enumerate(units, start=1)
    )
    last = {(s.unit, s.period): s.id for s in facts.submissions}
    return replace(facts, reviews=reviews, last_acts=last)


@pytest.mark.parametrize(
    ("units", "reviewed", "basis"),
    [
        (("u1",), True, "provisional"),
        (("u1", "u2"), True, "complete"),
        ((), True, "provisional"),
        ((), False, "complete"),
    ],
)
def test_where_reports_are_reviewed_each_that_is_owed_is_accepted_first(
    *, units: tuple[str, ...], reviewed: bool, basis: str
) -> None:
    idle = (*TWO, Unit("u3", "C"))
    plan = replace(PLAN, review=reviewed, units=idle)
    first = {at: n for at, n in ALL.items() if at[1] == "Q1"}
    facts = accepted(facts_of(first, AFTER_Q1), *units)
    # whoever is exempt from reporting is not waited for
    day = date(2022, 3, 1)
    free = Relief("u3", "Q1", ReliefKind.EXEMPT, None, day, "bão", "Lan", day)
    facts = replace(facts, chase=ReminderBook({("u3", "Q1"): (free,)}))
    assert whole_view(plan, facts, "Q1").basis is FigureBasis(basis)


DAY = date(2022, 5, 31)
TASKS = (
    Task("k1", "Một", lead="u1", due=DAY, supports="k"),
    Task("k2", "Hai", lead="u1", due=DAY, supports="k"),
    Task("l1", "Ba", lead="u1", due=DAY, supports="l"),
    Task("o", "Bốn", lead="u1", due=DAY),
)
KEPT = replace(
    PLAN,
    indicators=(),
    commitments=(Commitment("k", "K", ()), Commitment("l", "L", (LINE,))),
    tasks=TASKS,
)


def with_tasks(as_of: date, *done: str) -> Facts:
    notes = (TaskNote(key, "u1", "Q2", TaskState.DONE, DAY) for key in done)
    return replace(FULL, as_of=as_of, tasks=tuple(notes))


@pytest.mark.parametrize(
    ("as_of", "quarter", "done", "status", "met"),
    [
        (AFTER_Q2, "Q2", ("k1",), Status.BEHIND, 1),
        (AFTER_Q2, "Q2", ("k1", "k2"), Status.MET, 2),
        (YEAR_END, "Q3", ("k1",), Status.BEHIND, 1),
        (LAST_DUE, "Q4", ("k1",), Status.BEHIND, 1),
        (LAST_DUE + timedelta(1), "Q4", ("k1",), Status.FAILED, 1),
    ],
)
def test_a_commitment_without_lines_is_kept_by_its_own_tasks(
    as_of: date, quarter: str, done: tuple[str, ...], status: Status, met: int
) -> None:
    view = whole_view(KEPT, with_tasks(as_of, *done), quarter)
    own, other = view.commitments
    assert (own.status, own.standing, own.met, own.of) == (status, status, met, 2)
    assert [task.task.id for task in own.tasks] == ["k1", "k2"]
    assert own.indicators == ()
    # the other has a line: its tasks say nothing of it
    assert (other.of, other.tasks) == (1, ())
    assert [line.indicator.id for line in other.indicators] == ["x"]
    assert len(view.tasks) == 4
    assert view.sum_failures == ()


def test_a_commitment_that_nothing_keeps_is_void() -> None:
    bare = replace(KEPT, commitments=(Commitment("m", "M", ()),))
    (own,) = whole_view(bare, FULL, "Q2").commitments
    assert (own.status, own.met, own.of) == (Status.VOID, 0, 0)


def test_lines_of_commitments_stand_first_and_each_is_followed_by_its_parts() -> None:
    loose = changed(LINE, id="y", name="Y", area="a")
    parts = {"gioi": (IndicatorPart("nu", "Nữ"), IndicatorPart("nam", "Nam"))}
    parted = changed(LINE, parts=parts)
    plan = replace(
        PLAN,
        indicators=(loose,),
        areas=(Area("a", "A"),),
        commitments=(Commitment("k", "K", (parted,)),),
    )
    view = whole_view(plan, facts_of({}, AFTER_Q1), "Q1")
    assert [line.indicator.id for line in every_indicator(view)] == ["x", "y"]
    ids = [line.indicator.id for line in every_line(view)]
    assert ids == ["x", "x.nu", "x.nam", "y"]


@pytest.mark.parametrize(
    ("as_of", "quarter", "is_said"),
    [
        (YEAR_END, "Q4", False),
        (date(2022, 12, 16), "Q4", True),
        (AFTER_Q2, "Q2", False),
    ],
)
def test_behind_is_said_as_not_reached_in_the_last_period_alone(
    *, as_of: date, quarter: str, is_said: bool
) -> None:
    high = replace(PLAN, indicators=(changed(LINE, target=AtLeast(D(99))),))
    view = whole_view(high, facts_of(ALL, as_of), quarter)
    (line,) = view.indicators
    assert view.says_not_reached is is_said
    if quarter == "Q2" or is_said:
        assert line.verdict.status is Status.BEHIND


def test_what_is_told_beside_the_figures_is_of_the_period_and_the_day() -> None:
    def raised(number: int, *steps: tuple[ObstacleStep, date]) -> RaisedObstacle:
        own = Obstacle(number, "u1", "Q1", "thiếu máy", date(2022, 3, 1))
        events = (ObstacleEvent(number, *step, "Lan", "x") for step in steps)
        return RaisedObstacle(own, own.raised, "Lan", False, None, tuple(events))

    start = periods(PLAN)[1].start
    facts = replace(
        facts_of(ALL, AFTER_Q2),
        narratives=tuple(
            Narrative("u1", quarter, Section.RESULTS, quarter) for quarter in DAYS_OF
        ),
        raised=(
            raised(1),
            raised(2, (ObstacleStep.CLOSED, start)),
            raised(3, (ObstacleStep.CLOSED, start - timedelta(1))),
            raised(4, (ObstacleStep.ANSWERED, date(2022, 4, 1))),
        ),
    )
    view = whole_view(PLAN, facts, "Q2")
    assert [own.text for own in view.narratives] == ["Q2"]
    assert [own.obstacle.id for own in view.obstacles] == [1, 4]
    assert (view.unanswered, [own.obstacle.id for own in view.settled]) == (1, [2])
    assert (view.plan, view.plan_title, view.plan_year) == (
        *(PLAN.id, PLAN.title, 2022),
    )
    assert (view.plan_version, view.period, view.as_of) == (
        *(1, periods(PLAN)[1], AFTER_Q2),
    )
    assert view.periods == periods(PLAN)
    assert view.signing is None


DAYS_OF = ("Q1", "Q2", "Q3")


def test_reports_and_records_without_the_figures_are_those_of_the_view() -> None:
    sent = (
        Submission(1, "u1", "Q1", date(2022, 3, 10), AFTER_Q1, filled=frozenset("x")),
        Submission(2, "u2", "Q2", date(2022, 6, 10), AFTER_Q2, filled=frozenset("x")),
    )
    facts = replace(but("u2", "Q1", AFTER_Q2), submissions=sent)
    versions, period = version_of(PLAN), periods(PLAN)[1]
    view = status_view(versions, period, facts)
    reports = reporting_in(versions, period, facts)
    assert (reports.period, reports.as_of) == (period, AFTER_Q2)
    assert (reports.units, reports.reports) == (view.units, view.reports)
    records = records_in(versions, period, facts)
    assert records == view.records
    assert {unit: len(record.marks) for unit, record in records.items()} == {
        "u1": 2,
        "u2": 2,
    }


def version_of(*plans: Plan) -> Versions:
    """Versions of a plan, each later one in force for the last quarter."""
    return tuple(
        PlanVersion(n, plan, 1 if n == 1 else 4, date(2022, n, 5), "0" * 64)
        for n, plan in enumerate(plans, start=1)
    )


def last_view(first: Plan, now: Plan, quarter: int = 4) -> StatusView:
    return status_view(version_of(first, now), periods(PLAN)[quarter - 1], FULL)


MORE, MOST = changed(LINE, target=AtLeast(D(30))), changed(LINE, target=AtLeast(D(90)))


def test_the_year_by_the_first_promise_is_told_where_it_was_another() -> None:
    first = replace(PLAN, indicators=(MORE, SECOND))
    view = last_view(first, replace(first, indicators=(LINE, SECOND)))
    assert view.original is not None
    (old,) = view.original.indicators.values()
    assert (old.indicator.id, old.indicator.target) == ("x", MORE.target)
    assert old.verdict.status is Status.FAILED
    assert view.indicators[0].verdict.status is Status.EXCEEDED
    assert view.original.commitments == {}
    # before the year's end, where nothing was amended or nothing is promised otherwise
    assert last_view(first, PLAN, quarter=3).original is None
    assert whole_view(PLAN, FULL, "Q4").original is None
    renamed = replace(first, indicators=(MORE, changed(SECOND, name="Tên khác")))
    assert last_view(first, renamed).original is None


def test_a_line_that_was_withdrawn_is_judged_as_it_was_promised() -> None:
    view = last_view(PLAN, replace(PLAN, indicators=(SECOND,)))
    assert view.original is not None
    assert list(view.original.indicators) == ["x"]
    old = view.original.indicators["x"]
    # a figure is owed again for the quarter from which the plan asked for none
    assert old.actual == 20
    assert old.verdict.status is Status.EXCEEDED
    half = facts_of(quarters("u1", 1, 1, 1), YEAR_END)
    versions = version_of(PLAN, replace(PLAN, indicators=(SECOND,)))
    open_view = status_view(versions, periods(PLAN)[3], half).original
    assert open_view is not None
    assert open_view.indicators["x"].coverage.unknown == ("u1", "u2")


def held(*commitments: tuple[str, tuple[Indicator, ...]]) -> Plan:
    among = tuple(Commitment(key, key, lines) for key, lines in commitments)
    return replace(PLAN, indicators=(), commitments=among)


@pytest.mark.parametrize(
    ("first", "now", "told"),
    [
        # another promise of a line, one line more, none of either
        ([("k", (MORE,))], [("k", (LINE,))], {"k": (Status.FAILED, 0, 1)}),
        ([("k", (LINE,))], [("k", (LINE, SECOND))], {"k": (Status.EXCEEDED, 1, 1)}),
        ([("k", (LINE,)), ("l", (MORE,))], [("k", (LINE,)), ("l", (MORE,))], None),
        (
            [("k", (MORE,)), ("l", (SECOND,))],
            [("k", (MOST,)), ("l", (SECOND,))],
            {"k": (Status.FAILED, 0, 1)},
        ),
        (
            [("k", (MORE, SECOND))],
            [("k", (LINE, SECOND))],
            {"k": (Status.FAILED, 1, 2)},
        ),
        # one that is no more
        (
            [("k", (MORE,)), ("l", (SECOND,))],
            [("l", (SECOND,))],
            {"k": (Status.FAILED, 0, 1)},
        ),
    ],
)
def test_a_commitment_stands_otherwise_that_held_other_lines_or_other_promises(
    first: list[tuple[str, tuple[Indicator, ...]]],
    now: list[tuple[str, tuple[Indicator, ...]]],
    told: dict[str, tuple[Status, int, int]] | None,
) -> None:
    versions = version_of(held(*first), held(*now))
    original = status_view(versions, periods(PLAN)[3], BOTH).original
    if told is None:
        assert original is None
        return
    assert original is not None
    found = {k: (v.status, v.met, v.of) for k, v in original.commitments.items()}
    assert found == told


def test_before_the_last_period_nothing_is_told_of_the_first_promise() -> None:
    first, now = held(("k", (MORE,))), held(("k", (LINE, SECOND)))
    early = replace(version_of(now)[0], number=2, effective=2, plan=now)
    versions = (version_of(first)[0], early)
    third, last = periods(PLAN)[2:]
    assert status_view(versions, third, BOTH).original is None
    cells = cells_in(now, periods(PLAN), BOTH)
    assert lines_as_first_promised(versions, now, third, cells) == {}
    assert list(lines_as_first_promised(versions, now, last, cells)) == ["x"]
    assert lines_as_first_promised(versions, first, last, cells) == {}
    other = {"y": cells["y"]}
    assert lines_as_first_promised(versions, now, last, other) == {}
