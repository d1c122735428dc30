"""Every count that is printed, by its name, with what it counts."""

from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.unit_reports import is_in_time, is_overdue, is_owing, is_sent
from cchc.core.why.obstacle import obstacle_key


def counts_of(view: StatusView) -> dict[str, tuple[str, ...]]:
    """Every count that is printed, by its name, with the ids behind it.

    `commitments.met`, `indicators.watch`, `tasks.overdue`, `reports.on_time`,
    `obstacles.open`.
    """
    named = [
        *((f"commitments.{e.status.value}", e.commitment.id) for e in view.commitments),
        *(
            (f"indicators.{e.verdict.status.value}", e.indicator.id)
            for e in every_indicator(view)
        ),
        *((f"tasks.{e.status.value}", e.task.id) for e in view.tasks),
        *(("obstacles.open", obstacle_key(e)) for e in view.obstacles if e.is_open),
        *(
            ("obstacles.unanswered", obstacle_key(e))
            for e in view.obstacles
            if e.is_unanswered
        ),
    ]
    counts: dict[str, tuple[str, ...]] = {}
    for name, key in named:
        counts[name] = (*counts.get(name, ()), key)
    return counts | _reports_counted(view)


def _reports_counted(view: StatusView) -> dict[str, tuple[str, ...]]:
    """The units behind the four counts of reports."""
    owing = [each for each in view.units if is_owing(each)]
    return {
        "reports.expected": tuple(e.unit.id for e in owing),
        "reports.submitted": tuple(e.unit.id for e in owing if is_sent(e)),
        "reports.on_time": tuple(e.unit.id for e in owing if is_in_time(e)),
        "reports.overdue": tuple(e.unit.id for e in owing if is_overdue(e, view.as_of)),
    }
