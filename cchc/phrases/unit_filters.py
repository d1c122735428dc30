"""Tasks, units and indicators of a view in the order in which people read them."""

from collections.abc import Iterable, Iterator

from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import TASK_ORDER
from cchc.core.verdict.task import TaskView
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line


def by_area(view: StatusView, otherwise: str) -> Iterator[tuple[str, list[TaskView]]]:
    """The areas of the plan that have tasks, in its order; the rest at the end."""
    known = {each.id for each in view.areas}
    for area in view.areas:
        if found := [each for each in view.tasks if each.task.area == area.id]:
            yield one_line(area.name), in_order(found)
    if rest := [each for each in view.tasks if each.task.area not in known]:
        yield otherwise, in_order(rest)


def in_order(found: Iterable[TaskView]) -> list[TaskView]:
    """Overdue first, then late; else as in the plan."""
    return sorted(found, key=lambda each: TASK_ORDER.index(each.status))


def progress_words(view: TaskView) -> str:
    """`7/9`: made or done of how many; empty where nothing is counted."""
    if view.count is None:
        return ""
    made = vietnamese(view.count)
    return made if view.of is None else f"{made}/{vietnamese(view.of)}"


def labels_of(view: StatusView) -> dict[str, str]:
    """Names of indicators and tasks by id, each on one line."""
    tasks = {each.task.id: one_line(each.task.name) for each in view.tasks}
    figures = {
        e.indicator.id: one_line(e.indicator.name) for e in every_indicator(view)
    }
    return tasks | figures
