"""The texts of the ladder that are due: made, written, noted as sent."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_and_period
from cchc.core.facts.report import Stamp
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel
from cchc.features.chase.actions.board import read_board
from cchc.features.chase.show.board import ReminderBoard
from cchc.features.chase.show.letter import (
    Occasion,
    ReminderText,
    chat_text,
    letter_content,
)
from cchc.features.chase.show.letters import Sending, Sent
from cchc.paper.manuscript import (
    TemplateFolders,
    with_seal,
)
from cchc.paper.template import find_template, render_markdown
from cchc.store.decisions import Recipient, dispatches, put_dispatch
from cchc.store.ledger import Ledger, open_for_act, open_ledger
from cchc.store.seal.code import code_for_paper
from cchc.text.problem import Problem, require_each
from cchc.text.record import replace
from cchc.words.translator import Voice


def send(  # noqa: PLR0913 -- who, when, how, where to
    folders: TemplateFolders,
    period: str | None,
    voice: Voice,
    prepare: Callable[[Sent], None],
    *,
    stamp: Stamp,
    as_of: date,
    dry_run: bool = False,
) -> Sent:
    """Write the texts that the ladder calls for today, and record them as sent.

    Who owes is judged, the texts are written and recorded in one transaction: a unit
    that has reported cannot be named, and no step is carried out twice, however many
    run this at once. What `prepare` refuses is not recorded; it hands nothing out.
    """
    with open_for_act(folders.db, dry_run=dry_run) as ledger:
        board = read_board(ledger, period, as_of)
        seal = code_for_paper(ledger.connection, as_of)
        sendings = require_each(
            _write_text(occasion, folders, voice, seal)
            for occasion in _occasions(board)
        )
        sent = Sent(board.plan, board.view, sendings)
        if sendings:
            prepare(sent)
        if dry_run:
            return sent
        plan = board.plan.id
        recorded = (_record(ledger, plan, sending, stamp) for sending in sendings)
        return replace(sent, sendings=tuple(recorded))


def _record(ledger: Ledger, plan: str, sending: Sending, stamp: Stamp) -> Sending:
    occasion, text = sending.occasion, sending.text
    views = [debt.view for debt in occasion.to]
    to = [Recipient(view.unit.id, view.due, view.missing) for view in views]
    period, step = occasion.board.view.period.name, occasion.step
    number = put_dispatch(ledger, plan, period, step, text.text, to, stamp)
    return replace(sending, text=replace(text, number=number))


def _occasions(whole: ReminderBoard) -> Iterator[Occasion]:
    """Each text and its units in the plan's order: a chat to one, a letter to more."""
    for board in whole.boards:
        order = [unit.id for unit in board.plan.units]
        for step in board.plan.reminders:
            owing = [debt for debt in board.debts if step in debt.ready]
            if step.by is Channel.CHAT:
                yield from (Occasion(board, step, (debt,)) for debt in owing)
            elif owing:
                owing.sort(key=lambda debt: order.index(debt.view.unit.id))
                yield Occasion(board, step, tuple(owing))


def _write_text(
    occasion: Occasion, folders: TemplateFolders, voice: Voice, seal: str | None
) -> Sending | Problem:
    """The text of a step; P601 to P604 where the template of a letter is wrong."""
    step = occasion.step
    if step.by is Channel.CHAT:
        text, source = chat_text(occasion, voice), ""
    else:
        name = step.template or "letter"
        template = find_template(name, voice, folders.office, folders.shipped)
        if isinstance(template, Problem):
            return template
        written = render_markdown(template, letter_content(occasion, voice))
        if isinstance(written, Problem):
            return written
        text, source = with_seal(written, seal, voice), template.file
    period = occasion.board.view.period.id
    units = tuple(debt.view.unit.id for debt in occasion.to)
    reminder = ReminderText(period, *step.key[:2], step.by, units, text, source)
    return Sending(occasion, reminder)


def sent_before(
    db: Path, period: str | None, *, day: date
) -> tuple[Plan, tuple[ReminderText, ...]]:
    """The texts that were recorded as sent on a day, as they were, and their plan.

    Those of the period that is named, else of all periods of the plan in question.
    """
    with open_ledger(db) as ledger:
        versions, when = plan_and_period(ledger, period, day)
        plan = versions[-1].plan
        named = None if period is None else when.name
        return plan, tuple(
            ReminderText(
                *(sent.period, sent.when, sent.to, sent.by, sent.units, sent.text),
                number=sent.id,
            )
            for sent in dispatches(ledger, plan.id, named, day)
        )
