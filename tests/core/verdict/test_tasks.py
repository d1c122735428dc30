"""A task is judged by its day and by what was said, never by percent (SEMANTICS 7)."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Count, Task
from cchc.core.verdict.statuses import TaskStatus
from cchc.core.verdict.task import TaskView, own_tasks, task_views
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
    asked = next(each for each in periods(plan) if each.name == period)
    facts = Facts(as_of or DAYS[period], tasks=notes)
    return task_views(plan, asked, facts)[0]


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
    asked = next(each for each in periods(plan) if each.name == "Q2")
    facts = Facts(AFTER_Q2, tasks=(note(DONE, MAY),))
    views = task_views(plan, asked, facts)
    mine, alone = own_tasks(views, plan, asked, facts, "u1")
    assert (mine.status, mine.done) == (TaskStatus.DONE_ON_TIME, MAY)
    assert (mine.count, mine.of, mine.waiting) == (None, None, ())
    assert alone == views[1]
    assert own_tasks(views, plan, asked, facts, "u2")[0].status is TaskStatus.OVERDUE
    assert own_tasks(views, plan, asked, facts, "u3") == views
    dropped = tuple(replace(each, status=TaskStatus.DROPPED) for each in views)
    assert own_tasks(dropped, plan, asked, facts, "u1") == dropped
