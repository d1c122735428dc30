"""A task is judged by its day and by what was said, never by percent (SEMANTICS 7)."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import TaskAct, TaskActKind, standing_acts
from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Count, Task
from cchc.core.verdict.statuses import TaskStatus
from cchc.core.verdict.task import TaskView, own_tasks, task_act_problem, task_views
from cchc.text.problem import Place, ProblemCode
from cchc.text.record import replace
from tests.core.world import AFTER_Q2, DAYS, YEAR_END, plan_of

D = Decimal
MAY = date(2022, 5, 31)
TASK = Task("t", "Tập huấn", due=MAY, lead="u1")
SHARED = replace(TASK, lead=None, each=("u1", "u2"))
NEWS = replace(TASK, count=Count(D(24), "tin"))
DONE, DOING, IDLE = TaskState.DONE, TaskState.DOING, TaskState.NOT_STARTED


def note(
    state: TaskState,
    done: date | None = None,
    unit: str = "u1",
    period: str = "Q2",
    **more: Decimal | str,
) -> TaskNote:
    return TaskNote("t", unit, period, state, done, **more)  # type: ignore[arg-type]


def view(
    task: Task, *notes: TaskNote, period: str = "Q2", as_of: date | None = None
) -> TaskView:
    plan = replace(plan_of(), tasks=(task,))
    judged_in = next(each for each in periods(plan) if each.name == period)
    facts = Facts(as_of or DAYS[period], tasks=notes)
    return task_views(plan, judged_in, facts)[0]


@pytest.mark.parametrize(
    ("task", "notes", "status"),
    [
        (TASK, (), TaskStatus.OVERDUE),
        (TASK, (note(DOING),), TaskStatus.OVERDUE),
        (TASK, (note(DONE, MAY),), TaskStatus.DONE_ON_TIME),
        (TASK, (note(DONE, date(2022, 6, 1)),), TaskStatus.DONE_LATE),
        (TASK, (note(DONE),), TaskStatus.DONE_ON_TIME),
        (TASK, (note(DONE, date(2022, 6, 14)),), TaskStatus.DONE_LATE),
        (TASK, (note(DONE, date(2022, 6, 15)),), TaskStatus.OVERDUE),
        (TASK, (note(IDLE, date(2022, 5, 1)),), TaskStatus.OVERDUE),
        (TASK, (note(DONE, MAY, period="Q3"),), TaskStatus.OVERDUE),
        (replace(TASK, standing=True), (), TaskStatus.RECURRING),
        (replace(TASK, due=None), (), TaskStatus.NOT_STARTED),
        (replace(TASK, due=None), (note(IDLE),), TaskStatus.NOT_STARTED),
        (replace(TASK, due=None), (note(DOING),), TaskStatus.DOING),
        (replace(TASK, due=None), (note(DONE, MAY),), TaskStatus.DONE_ON_TIME),
        (replace(TASK, due=date(2022, 6, 14)), (), TaskStatus.NOT_STARTED),
        (replace(TASK, due=date(2022, 6, 20)), (), TaskStatus.NOT_STARTED),
        (replace(TASK, due=date(2022, 6, 20)), (note(DOING),), TaskStatus.DOING),
        (replace(TASK, lead=None), (), TaskStatus.OVERDUE),
        (SHARED, (note(DONE, MAY),), TaskStatus.OVERDUE),
        (SHARED, (note(DONE, MAY), note(DONE, MAY, "u2")), TaskStatus.DONE_ON_TIME),
        (
            SHARED,
            (note(DONE, MAY), note(DONE, date(2022, 6, 1), "u2")),
            TaskStatus.DONE_LATE,
        ),
        (
            replace(SHARED, due=date(2022, 9, 1)),
            (note(IDLE), note(DOING, unit="u2")),
            TaskStatus.DOING,
        ),
    ],
)
def test_how_a_task_stands_at_mid_year(
    task: Task, notes: tuple[TaskNote, ...], status: TaskStatus
) -> None:
    assert view(task, *notes).status is status


def test_the_last_quarter_is_judged_on_the_day_itself() -> None:
    last = replace(TASK, due=date(2022, 12, 14))
    late = note(DONE, date(2022, 12, 20), period="Q4")
    assert view(last, period="Q4", as_of=date(2022, 12, 14)).status is (
        TaskStatus.NOT_STARTED
    )
    assert view(last, period="Q4", as_of=date(2022, 12, 15)).status is (
        TaskStatus.OVERDUE
    )
    after = replace(TASK, due=date(2022, 12, 15))
    assert view(after, period="Q4", as_of=YEAR_END).status is TaskStatus.NOT_STARTED
    assert view(last, late, period="Q4", as_of=YEAR_END).status is TaskStatus.DONE_LATE


def test_the_last_thing_a_unit_said_stands() -> None:
    first = note(DOING, period="Q1", result="mở lớp", document="12/KH")
    second = note(DONE, MAY, result="xong", document="15/BC")
    seen = view(TASK, second, first)
    assert (seen.status, seen.done) == (TaskStatus.DONE_ON_TIME, MAY)
    assert (seen.result, seen.document) == ("xong", "15/BC")
    shared = view(SHARED, note(DOING, result="a"), note(DOING, unit="u2", result="b"))
    assert shared.result == "b"
    other = TaskNote("other", "u1", "Q2", DONE, MAY, result="khác")
    assert view(TASK, other).result is None


def test_a_shared_task_is_done_on_the_day_of_the_last() -> None:
    early = note(DONE, date(2022, 5, 1))
    both = view(SHARED, note(DONE, MAY, "u2"), early)
    assert (both.done, both.waiting) == (MAY, ())
    assert (both.count, both.of) == (D(2), D(2))
    half = view(SHARED, early)
    assert (half.done, half.waiting) == (None, ("u2",))
    assert (half.count, half.of) == (D(1), D(2))
    undated = view(SHARED, note(DONE), note(DONE, unit="u2"))
    assert (undated.done, undated.waiting) == (None, ())


@pytest.mark.parametrize(
    ("notes", "count", "of"),
    [
        ((), None, 24),
        ((note(DOING, count=D(7)),), 7, 24),
        ((note(DOING, count=D(7), of=D(9)),), 7, 9),
        ((note(DOING, period="Q1", count=D(3)), note(DOING, count=D(7))), 7, 24),
    ],
)
def test_what_was_counted_stands_against_what_was_planned(
    notes: tuple[TaskNote, ...], count: int | None, of: int
) -> None:
    seen = view(NEWS, *notes)
    assert seen.count == count
    assert seen.of == of


def test_of_a_shared_task_a_unit_sees_its_own_part() -> None:
    plan = replace(plan_of(), tasks=(SHARED, replace(TASK, id="v")))
    judged_in = next(each for each in periods(plan) if each.name == "Q2")
    facts = Facts(AFTER_Q2, tasks=(note(DONE, MAY),))
    views = task_views(plan, judged_in, facts)
    mine, alone = own_tasks(views, plan, judged_in, facts, "u1")
    assert (mine.status, mine.done) == (TaskStatus.DONE_ON_TIME, MAY)
    assert (mine.count, mine.of, mine.waiting) == (None, None, ())
    assert alone == views[1]
    assert (
        own_tasks(views, plan, judged_in, facts, "u2")[0].status is TaskStatus.OVERDUE
    )
    assert own_tasks(views, plan, judged_in, facts, "u3") == views
    dropped = tuple(replace(each, status=TaskStatus.DROPPED) for each in views)
    assert own_tasks(dropped, plan, judged_in, facts, "u1") == dropped


JUNE_END, JULY_END = date(2022, 6, 30), date(2022, 7, 29)
EXTEND, DROP, LIFT = TaskActKind


def decided(kind: TaskActKind, until: date | None = None) -> TaskAct:
    return TaskAct("t", kind, MAY, until, "bão", date(2022, 5, 20))


LATER, LATEST = decided(EXTEND, JUNE_END), decided(EXTEND, JULY_END)


def view_after(
    task: Task, *acts: TaskAct, notes: tuple[TaskNote, ...] = (), period: str = "Q2"
) -> TaskView:
    plan = replace(plan_of(), tasks=(task, replace(task, id="v")))
    judged_in = next(own for own in periods(plan) if own.name == period)
    facts = Facts(DAYS[period], tasks=notes, task_acts=acts)
    own, other = task_views(plan, judged_in, facts)
    assert other.decisions == ()
    return own


@pytest.mark.parametrize(
    ("acts", "period", "status", "due"),
    [
        ((LATER,), "Q2", TaskStatus.EXTENDED, JUNE_END),
        ((LATER,), "Q3", TaskStatus.OVERDUE, JUNE_END),
        ((LATER, LATEST), "Q3", TaskStatus.OVERDUE, JULY_END),
        ((LATER, decided(LIFT)), "Q2", TaskStatus.OVERDUE, MAY),
        ((decided(DROP),), "Q2", TaskStatus.DROPPED, MAY),
        ((LATER, decided(DROP)), "Q3", TaskStatus.DROPPED, JUNE_END),
        ((LATER, decided(DROP), decided(LIFT)), "Q2", TaskStatus.EXTENDED, JUNE_END),
        ((), "Q2", TaskStatus.OVERDUE, MAY),
    ],
)
def test_the_office_gives_a_task_more_time_or_drops_it(
    acts: tuple[TaskAct, ...], period: str, status: TaskStatus, due: date
) -> None:
    own = view_after(TASK, *acts, period=period)
    assert (own.status, own.due) == (status, due)
    assert own.extended_from == (None if due == MAY else MAY)
    assert own.decisions == standing_acts(acts)


@pytest.mark.parametrize(
    ("task", "acts", "act", "code"),
    [
        (TASK, (), decided(LIFT), ProblemCode.TASK_NOTHING_TO_LIFT),
        (TASK, (LATER,), decided(LIFT), None),
        (TASK, (decided(DROP),), decided(LIFT), None),
        (TASK, (), decided(DROP), None),
        (TASK, (decided(DROP),), decided(DROP), ProblemCode.TASK_ENDED),
        (TASK, (decided(DROP),), LATER, ProblemCode.TASK_ENDED),
        # what has no due day may be dropped, and cannot be given more time
        (replace(TASK, due=None), (), decided(DROP), None),
        (replace(TASK, due=None), (), LATER, ProblemCode.TASK_WITHOUT_DUE),
        (TASK, (), LATER, None),
        (TASK, (LATER,), LATEST, ProblemCode.TASK_EXTENDED_ENOUGH),
        (TASK, (LATER,), decided(DROP), None),
        (replace(TASK, extensions=2), (LATER,), LATEST, None),
        (replace(TASK, extensions=0), (), LATER, ProblemCode.TASK_EXTENDED_ENOUGH),
        (TASK, (), decided(EXTEND, MAY), ProblemCode.TASK_UNTIL_NOT_LATER),
        (TASK, (), decided(EXTEND, date(2022, 6, 1)), None),
        (
            replace(TASK, extensions=2),
            (LATEST,),
            LATER,
            ProblemCode.TASK_UNTIL_NOT_LATER,
        ),
        (TASK, (), decided(EXTEND, date(2031, 1, 1)), ProblemCode.DATE_IMPOSSIBLE),
    ],
)
def test_what_cannot_be_decided_of_a_task(
    task: Task, acts: tuple[TaskAct, ...], act: TaskAct, code: ProblemCode | None
) -> None:
    own, plan = view_after(task, *acts), replace(plan_of(), tasks=(task,))
    at_task, at_until = Place("task"), Place("until")
    problem = task_act_problem(act, own, plan, at_task, at_until)
    assert (problem and problem.code) == code
    later = (ProblemCode.TASK_UNTIL_NOT_LATER, ProblemCode.DATE_IMPOSSIBLE)
    if problem is not None:
        assert problem.place is (at_until if code in later else at_task)


def test_what_is_done_is_not_decided_of_any_more() -> None:
    own = view_after(TASK, notes=(note(DONE, MAY),))
    for act in (LATER, decided(DROP)):
        problem = task_act_problem(act, own, plan_of(), Place("task"), Place("until"))
        assert problem is not None
        assert problem.code is ProblemCode.TASK_ENDED
