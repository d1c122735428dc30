from datetime import date

from cchc.core.facts.report import Facts, TaskNote, TaskState
from cchc.core.plan.period import Period
from cchc.core.verdict.statuses import TaskStatus
from cchc.core.verdict.task import own_tasks, task_views
from tests.features.papers.year import PLAN, QUARTERS

HALF: Period = QUARTERS[1]
DONE = TaskNote("1.4", "p1", "Q2", TaskState.DONE, date(2022, 5, 20), result="Đã xong")
FACTS = Facts(date(2022, 6, 22), tasks=(DONE,))


def test_a_task_of_three_wards_is_done_by_one_and_late_for_another() -> None:
    views = task_views(PLAN, HALF, FACTS)
    (whole,) = [each for each in views if each.task.id == "1.4"]
    assert whole.status is TaskStatus.OVERDUE
    states = {}
    for unit in ("p1", "p4"):
        own = own_tasks((whole,), PLAN, HALF, FACTS, unit)
        states[unit] = (own[0].status, own[0].result, own[0].waiting, own[0].count)
    assert states == {
        "p1": (TaskStatus.DONE_ON_TIME, "Đã xong", (), None),
        "p4": (TaskStatus.OVERDUE, None, (), None),
    }


def test_a_task_of_one_unit_stays_as_it_is() -> None:
    views = task_views(PLAN, HALF, FACTS)
    others = tuple(each for each in views if not each.task.each)
    assert own_tasks(others, PLAN, HALF, FACTS, "vhtt") == others
