"""What a paper tells of a view, selected once: red, late, silent, next.

Memo, brief, chat, unit report and dashboard say the same things in four registers;
here they are chosen, there they are put into words.
"""

from collections.abc import Callable, Iterable

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.plan.period import Period
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, StatusView, every_indicator
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    ENDED_TASKS,
    GOOD_STATUSES,
    LATE_TASKS,
    REACHED_STATUSES,
    UNCOUNTED_STATUSES,
    UNSENT_REPORTS,
    WEAK_STATUSES,
    Reporting,
    Status,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_silent,
    is_still_open,
)
from cchc.text.record import Record

FALLING_SHORT = (*BAD_STATUSES, *WEAK_STATUSES)


class Digest(Record):
    """What waits, what stands well, what comes next, each in its order of telling.

    Attributes:
        commitments: those that still count, in the order of the plan.
        kept: how many commitments are met or exceeded.
        judged: standing of every figure that is judged at all.
        is_final: whether no figure is an estimate.
        good: figures well on the way with something done, in the order of the plan.
        weak: figures that fall short or cannot be judged, in the order of the plan.
        red: figures lost or behind, the worst first.
        amber: figures to be watched or not to be judged yet, the worst first.
        late_tasks: tasks overdue or done late, in the order of the plan.
        overdue_tasks: tasks overdue, in the order of the plan.
        next_tasks: tasks not done that fall due next, in the order of the plan.
        next_period: the period after this one; None after the last.
        late_units: units whose report came after the due day.
        missing_units: units with no whole report, by why; nobody is named twice.
        unready_units: units that make the figures provisional, by why.
        open_obstacles: obstacles that nobody has closed.
        unanswered: those of them that wait for an answer.
    """

    commitments: tuple[CommitmentView, ...]
    kept: int
    judged: tuple[Status, ...]
    is_final: bool
    good: tuple[IndicatorView, ...]
    weak: tuple[IndicatorView, ...]
    red: tuple[IndicatorView, ...]
    amber: tuple[IndicatorView, ...]
    late_tasks: tuple[TaskView, ...]
    overdue_tasks: tuple[TaskView, ...]
    next_tasks: tuple[TaskView, ...]
    next_period: Period | None
    late_units: tuple[UnitView, ...]
    missing_units: dict[str, tuple[UnitView, ...]]
    unready_units: dict[str, tuple[UnitView, ...]]
    open_obstacles: tuple[ObstacleView, ...]
    unanswered: tuple[ObstacleView, ...]

    @property
    def silent_units(self) -> tuple[UnitView, ...]:
        """Units whose due day has passed and of whom nothing stands."""
        return self.missing_units["silent"]

    @property
    def oldest_overdue(self) -> list[TaskView]:
        """Tasks overdue, the oldest due day first."""
        dated = (task for task in self.overdue_tasks if task.due)
        return sorted(dated, key=lambda task: str(task.due))


def digest_of(view: StatusView) -> Digest:
    """The selections that every paper of a view is written from."""
    figures = tuple(every_indicator(view))
    statuses = tuple(figure.verdict.status for figure in figures)
    overdue = tuple(task for task in view.tasks if task.status is TaskStatus.OVERDUE)
    ordinal = view.period.ordinal + 1
    return Digest(
        commitments=tuple(e for e in view.commitments if e.status is not Status.VOID),
        kept=sum(
            commitment.status in REACHED_STATUSES for commitment in view.commitments
        ),
        judged=tuple(status for status in statuses if status not in UNCOUNTED_STATUSES),
        is_final=all(figure.quality is Quality.FINAL for figure in figures),
        good=tuple(
            figure
            for figure in figures
            if figure.verdict.status in GOOD_STATUSES and figure.percent != 0
        ),
        weak=tuple(
            figure for figure in figures if figure.verdict.status in FALLING_SHORT
        ),
        red=_worst_first(figures, BAD_STATUSES),
        amber=_worst_first(figures, WEAK_STATUSES),
        late_tasks=tuple(task for task in view.tasks if task.status in LATE_TASKS),
        overdue_tasks=overdue,
        next_tasks=_falling_due(view),
        next_period=next((e for e in view.periods if e.ordinal == ordinal), None),
        late_units=tuple(unit for unit in view.units if came_late(unit)),
        missing_units=_grouped(view.units, MISSING),
        unready_units=_grouped(view.units, UNREADY),
        open_obstacles=tuple(e for e in view.obstacles if e.is_open),
        unanswered=tuple(e for e in view.obstacles if e.is_unanswered),
    )


Belongs = Callable[[UnitView], bool]
MISSING: dict[str, Belongs] = {
    "silent": is_silent,
    "open": is_still_open,
    "incomplete": lambda unit: unit.report is Reporting.INCOMPLETE,
    "returned": lambda unit: unit.report is Reporting.RETURNED,
}
UNREADY: dict[str, Belongs] = {
    "silent": lambda unit: unit.report in UNSENT_REPORTS,
    "partial": lambda unit: unit.report is Reporting.INCOMPLETE,
    "returned": lambda unit: unit.report is Reporting.RETURNED,
    "unaccepted": lambda unit: unit.report is Reporting.SUBMITTED,
}


def _grouped(
    units: Iterable[UnitView], groups: dict[str, Belongs]
) -> dict[str, tuple[UnitView, ...]]:
    known = tuple(units)
    return {
        name: tuple(unit for unit in known if belongs(unit))
        for name, belongs in groups.items()
    }


def _worst_first(
    figures: Iterable[IndicatorView], among: tuple[Status, ...]
) -> tuple[IndicatorView, ...]:
    found = (figure for figure in figures if figure.verdict.status in among)
    return tuple(sorted(found, key=lambda e: among.index(e.verdict.status)))


def _falling_due(view: StatusView) -> tuple[TaskView, ...]:
    """Due in the next period, or any time later once the last one is over."""
    following = [e for e in view.periods if e.ordinal == view.period.ordinal + 1]
    last = following[0].cutoff if following else None
    return tuple(
        task
        for task in view.tasks
        if task.status not in ENDED_TASKS
        and not task.task.standing
        and task.due is not None
        and task.due > view.period.cutoff
        and (last is None or task.due <= last)
    )
