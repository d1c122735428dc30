"""`cchc remind`: who owes what, and the texts of the ladder that are due now."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path

from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import Facts, Stamp
from cchc.core.plan.calendar import periods, ripe_on, work_calendar
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import Channel, ReminderStep
from cchc.core.verdict.debts import Debt, debts
from cchc.core.verdict.status import reporting_in
from cchc.core.verdict.unit_reports import ReportingView
from cchc.features.chase.show.letter import (
    Occasion,
    chat_text,
    letter_markdown,
    letter_name,
)
from cchc.paper.manuscript import TEMPLATES
from cchc.paper.template import find_template
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.reliefs_reminders import Dispatch, Recipient, dispatches, put_dispatch
from cchc.store.reports import facts
from cchc.text.problem import Problem, Refusal, once, require
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class Chased(Record):
    """The board: the units that owe something, as of a day.

    `off` are the due days of theirs that are days off. `others` are the boards of
    the other periods of the plan in which somebody owes something that is late, or
    is to be reminded; none where a period was named.
    """

    plan: Plan
    view: ReportingView
    debts: tuple[Debt, ...]
    off: tuple[date, ...]
    others: tuple["Chased", ...] = ()

    @property
    def late(self) -> int:
        return sum(each.is_late for each in self.debts)

    @property
    def ready(self) -> int:
        """How many units are to be reminded now."""
        return sum(bool(each.ready) for each in self.debts)

    @property
    def is_overdue(self) -> bool:
        return any(each.late for each in self.boards)

    @property
    def boards(self) -> tuple["Chased", ...]:
        """Period by period."""
        mine = (self, *self.others)
        return tuple(sorted(mine, key=lambda each: each.view.period.ordinal))


class Sending(Record):
    """One text to be sent now, in which period, and the debts of those it goes to.

    `source` is the template of a letter, for a person to mend.
    """

    period: Period
    step: ReminderStep
    debts: tuple[Debt, ...]
    text: str
    source: str = ""


class Sent(Record):
    """All texts of one run; in the ledger, unless it was a rehearsal."""

    plan: Plan
    view: ReportingView
    sendings: tuple[Sending, ...]


Land = Callable[[Sent], None]
"""Puts the texts where they were asked for; a Refusal: nothing is recorded."""


class Pen(Record):
    """What texts are written with: a language, the templates that are shipped."""

    voice: Voice
    shipped: Traversable


def chased(db: Path, period: str | None, *, as_of: date) -> Chased:
    """Who owes what in a period, as of a day; computed, never stored."""
    with opened(db) as ledger:
        return _chased(ledger, period, as_of)


def _chased(ledger: Ledger, period: str | None, as_of: date) -> Chased:
    held = require(plan_in_question(ledger, period, as_of))
    asked = require(period_in_question(held, period, as_of))
    known = facts(ledger, held[-1].plan.id, as_of)
    board = _board(held, asked, known)
    others = () if period is not None else tuple(_others(held, asked, known))
    return replace(board, others=others)


def _others(held: Versions, asked: Period, known: Facts) -> Iterator[Chased]:
    """What is owed beside the period that is meant without naming one.

    Of an earlier period, the steps before that one took its place are past.
    """
    turned = ripe_on(asked, held[-1].plan.calendar.opens)
    for each in periods(held[-1].plan):
        if each.ordinal == asked.ordinal or each.start > known.as_of:
            continue
        since = turned if each.ordinal < asked.ordinal else date.min
        board = _board(held, each, known, since)
        if board.late or board.ready:
            yield board


def _board(
    held: Versions, period: Period, known: Facts, since: date = date.min
) -> Chased:
    plan = in_force(held, period, known.as_of).plan
    view = reporting_in(held, period, known)
    owing = debts(plan, view.units, known.as_of, since)
    working = work_calendar(plan.calendar)
    days = {each.view.due for each in owing}
    off = tuple(day for day in sorted(days) if not working.is_working(day))
    return Chased(plan, view, owing, off)


def send(  # noqa: PLR0913  # who, when, how, where to
    db: Path,
    period: str | None,
    pen: Pen,
    land: Land,
    *,
    stamp: Stamp,
    as_of: date,
    dry_run: bool = False,
) -> Sent:
    """Write the texts that the ladder calls for today, and record them as sent.

    Who owes is judged, the texts are written, landed and recorded in one
    transaction: a unit that has reported cannot be named, and no step is carried out
    twice, however many run this at once. What does not land is not recorded.
    """
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return _landed(ledger, _sent(ledger, period, pen, as_of, db), land, None)
        with writing(ledger):
            found = _sent(ledger, period, pen, as_of, db)
            return _landed(ledger, found, land, stamp)


def _landed(ledger: Ledger, found: Sent, land: Land, stamp: Stamp | None) -> Sent:
    """Recorded where there is a stamp, then landed."""
    if stamp is not None:
        for each in found.sendings:
            _record(ledger, found, each, stamp)
    if found.sendings:
        land(found)
    return found


def _record(ledger: Ledger, found: Sent, one: Sending, stamp: Stamp) -> None:
    to = (Recipient(e.view.unit.id, e.view.due, e.view.missing) for e in one.debts)
    put_dispatch(ledger, found.plan.id, one.period.name, one.step, one.text, to, stamp)


def _sent(ledger: Ledger, period: str | None, pen: Pen, as_of: date, db: Path) -> Sent:
    board = _chased(ledger, period, as_of)
    made: list[Sending] = []
    problems: list[Problem] = []
    for each, step, owing in _groups(board):
        one = _written(each, step, owing, pen, db.parent / TEMPLATES)
        if isinstance(one, Problem):
            problems.append(one)
        else:
            made.append(one)
    if problems:
        raise Refusal(once(problems))
    return Sent(board.plan, board.view, tuple(made))


def _groups(
    found: Chased,
) -> Iterator[tuple[Chased, ReminderStep, tuple[Debt, ...]]]:
    """Each text with the units it goes to: a chat to one, a letter to several."""
    for board in found.boards:
        for step in board.plan.reminders:
            owing = tuple(each for each in board.debts if step in each.ready)
            if step.by is Channel.CHAT:
                yield from ((board, step, (each,)) for each in owing)
            elif owing:
                yield board, step, _as_planned(board.plan, owing)


def _as_planned(plan: Plan, owing: tuple[Debt, ...]) -> tuple[Debt, ...]:
    """In the order in which the plan lists the units."""
    order = [unit.id for unit in plan.units]
    return tuple(sorted(owing, key=lambda each: order.index(each.view.unit.id)))


def _written(
    board: Chased,
    step: ReminderStep,
    owing: tuple[Debt, ...],
    pen: Pen,
    office: Path,
) -> Sending | Problem:
    period = board.view.period
    occasion = Occasion(board.plan, board.view, step, owing, board.debts)
    if step.by is Channel.CHAT:
        return Sending(period, step, owing, chat_text(occasion, pen.voice))
    template = find_template(letter_name(step), pen.voice, office, pen.shipped)
    if isinstance(template, Problem):
        return template
    text = letter_markdown(occasion, pen.voice, template)
    if isinstance(text, Problem):
        return text
    return Sending(period, step, owing, text, template.file)


def sent_before(db: Path, period: str | None, *, day: date) -> tuple[Dispatch, ...]:
    """The texts that were recorded as sent on a day, as they were.

    Those of the period that is named, else of all periods of the plan in question.
    """
    with opened(db) as ledger:
        versions = require(plan_in_question(ledger, period, day))
        asked = require(period_in_question(versions, period, day))
        named = None if period is None else asked.name
        return dispatches(ledger, versions[-1].plan.id, named, day)
