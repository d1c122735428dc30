"""`cchc remind`: who owes what, and the reminders that are due now."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods, ripe_on, running_period, work_calendar
from cchc.core.plan.finer import finer_rhythms, finer_versions
from cchc.core.plan.period import Period
from cchc.core.verdict.debts import (
    debts,
    unpublished_figures,
    waiting_reports,
)
from cchc.core.verdict.status import reporting_in
from cchc.core.verdict.statuses import CHASED_TASKS
from cchc.core.verdict.task import task_views, tasks_in_order
from cchc.features.chase.show.board import ReminderBoard
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.record import replace


def reminder_board(db: Path, period: str | None, *, as_of: date) -> ReminderBoard:
    """Who owes what in a period, as of a day; computed, never stored."""
    with open_ledger(db) as ledger:
        return read_board(ledger, period, as_of)


def read_board(ledger: Ledger, text: str | None, as_of: date) -> ReminderBoard:
    """Who owes what, as a ledger that is open already says."""
    versions, period = plan_and_period(ledger, text, as_of)
    with read_transaction(ledger):
        known = facts_when_asked(ledger, versions[-1].plan.id, as_of)
        board = _board(versions, period, known)
        others = () if text is not None else tuple(_others(versions, period, known))
        for rhythm in finer_rhythms(versions[-1].plan) if text is None else ():
            others += tuple(_others(finer_versions(versions, rhythm), period, known))
        latest = versions[-1].plan
        tasks = task_views(latest, running_period(periods(latest), as_of), known)
        return replace(
            board,
            others=others,
            tasks=tuple(tasks_in_order(v for v in tasks if v.status in CHASED_TASKS)),
            reviews=waiting_reports(board.plan, board.view.units, as_of),
            unpublished=unpublished_figures(board.plan, period, known),
        )


def _others(versions: Versions, meant: Period, known: Facts) -> Iterator[ReminderBoard]:
    """What is owed beside the period that is meant without naming one.

    Of an earlier period, the steps before that one took its place are past.
    """
    plan = versions[-1].plan
    turned = ripe_on(meant, plan.calendar.opens)
    for period in periods(plan):
        if period.name == meant.name or period.start > known.as_of:
            continue
        since = turned if period.cutoff < meant.cutoff else date.min
        board = _board(versions, period, known, since)
        if board.late or board.ready:
            yield board


def _board(
    versions: Versions, period: Period, known: Facts, since: date = date.min
) -> ReminderBoard:
    plan = in_force(versions, period, known.as_of).plan
    view = reporting_in(versions, period, known)
    owing = debts(plan, view.units, known.as_of, since)
    working = work_calendar(plan.calendar)
    days = sorted({debt.view.due for debt in owing})
    days_off = tuple(day for day in days if not working.is_working(day))
    return ReminderBoard(plan, view, owing, days_off)
