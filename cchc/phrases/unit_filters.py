"""Tasks, units and indicators of a view in the order in which people read them."""

from collections.abc import Iterable, Iterator

from cchc.core.verdict.duty import is_whole
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import Reporting, StatusView, TaskView, UnitView
from cchc.screen.status_style import TASK
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line

ORDER = tuple(TASK)
WAITING = frozenset(
    {Reporting.OPEN, Reporting.DRAFT, Reporting.DUE_SOON, Reporting.DUE_TODAY}
)


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
    return sorted(found, key=lambda each: ORDER.index(each.status))


def progress_words(view: TaskView) -> str:
    """`7/9`: made or done of how many; empty where nothing is counted."""
    if view.count is None:
        return ""
    made = vietnamese(view.count)
    return made if view.of is None else f"{made}/{vietnamese(view.of)}"


def came_late(one: UnitView) -> bool:
    """Whether the unit sent its report after the day it was due."""
    return is_whole(one) and one.on_time is False


def is_silent(one: UnitView) -> bool:
    """Whether the due day has passed and nothing stands: never sent, or taken back."""
    taken_back = one.report is Reporting.WITHDRAWN and one.on_time is False
    return taken_back or one.report is Reporting.OVERDUE


def is_still_open(one: UnitView) -> bool:
    """Whether nothing stands yet and there is still time."""
    taken_back = one.report is Reporting.WITHDRAWN and one.on_time is not False
    return taken_back or one.report in WAITING


def is_extended(one: UnitView) -> bool:
    """Whether the unit was granted a later due day."""
    return one.relief is not None and one.relief.until is not None


def is_reminded(one: UnitView) -> bool:
    """Whether the unit was reminded in the period."""
    return bool(one.reminded)


def labels_of(view: StatusView) -> dict[str, str]:
    """Names of indicators and tasks by id, each on one line."""
    tasks = {each.task.id: one_line(each.task.name) for each in view.tasks}
    figures = {
        e.indicator.id: one_line(e.indicator.name) for e in every_indicator(view)
    }
    return tasks | figures
