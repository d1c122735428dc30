"""What an officer is asked for one unit's report: by the wizard and in the editor."""

from datetime import date
from fractions import Fraction
from pathlib import Path

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.core.facts.report import Facts, Item, Reading, TaskNote, Typed, TypedReport
from cchc.core.facts.succession import doers_in
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import Expectation, expected, goal_of
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Indicator,
    Plan,
    Task,
)
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.status import cells_in
from cchc.features.report.actions.answer import answering
from cchc.features.report.actions.board import Ground, ground_of
from cchc.features.report.actions.draft import drafted, stored
from cchc.features.report.actions.proof import anchored
from cchc.features.report.actions.read import Read, read_typed
from cchc.store.ledger import opened, writing
from cchc.store.reports import save_draft
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, require
from cchc.text.record import Record, replace

STATES = frozenset({Measure.LEVEL, Measure.RATIO})
"""Measures whose target holds for each unit alike and is not shared out."""


class Ask(Record):
    """One cell or task to ask about, with what helps to answer.

    `target` and `due` are the unit's own part where it was allotted one (`own`),
    else those of the whole plan; percentages for a ratio. `last` is the unit's
    reading of the period before, `previous` the whole's figure a year ago. `now` and
    `rows` are what the ledger has for this very period.
    """

    key: str
    indicator: Indicator | None = None
    task: Task | None = None
    own: bool = False
    target: Fraction | None = None
    due: Fraction | None = None
    last: Reading | None = None
    previous: Fraction | None = None
    now: Reading | TaskNote | None = None
    rows: tuple[Item, ...] = ()

    @property
    def name(self) -> str:
        known = self.indicator or self.task
        return known.name if known is not None else self.key

    @property
    def is_register(self) -> bool:
        return self.indicator is not None and self.indicator.measure is Measure.REGISTER


class Interview(Record):
    """All that is asked of one unit for one period; `draft` is what is open."""

    plan: Plan
    unit: Unit
    period: Period
    today: date
    facts: Facts
    asks: tuple[Ask, ...]
    draft: TypedReport | None

    @property
    def blank(self) -> TypedReport:
        """A report of this unit and period that says nothing yet."""
        return TypedReport(Typed(self.unit.id), Typed(self.period.id))

    @property
    def was_sent(self) -> bool:
        return self.facts.was_sent(self.unit.id, self.period.name)


def interview(db: Path, unit: str, period: str | None, *, today: date) -> Interview:
    """What to ask the unit for the period, and the draft that is open."""
    with opened(db) as ledger:
        ground = require(ground_of(ledger, period, today))
        typed = Typed(unit, Place(argument=unit))
        who = require(
            find_by_name(
                typed, unit_names(ground.plan), ProblemCode.REPORT_UNKNOWN_UNIT
            )
        )
        if today < ground.period.start:
            raise Refusal((_not_open(ground.period),))
        draft = drafted(ledger, ground.plan.id, who, ground.period.name)
    member = ground.plan.unit(who)
    if member is None:
        raise KeyError(who)
    asks = (*_cells(ground, who), *_tasks(ground, who))
    return Interview(
        ground.plan, member, ground.period, today, ground.facts, asks, draft
    )


def _not_open(period: Period) -> Problem:
    blanks = {"text": period.id, "start": period.start.isoformat()}
    return Problem(ProblemCode.PERIOD_NOT_OPEN, Place(argument=period.id), blanks)


def _cells(ground: Ground, unit: str) -> tuple[Ask, ...]:
    cells = cells_in(ground.plan, periods(ground.plan), ground.facts)
    return tuple(
        _cell(one, ground, unit)
        for one in cells.values()
        if one.is_expected(unit, ground.period)
    )


def _cell(cells: Cells, ground: Ground, unit: str) -> Ask:
    one, period = cells.indicator, ground.period
    at = period.ordinal - 1
    before = cells.periods[at - 1] if at else None
    past = one.previous_year[at] if at < len(one.previous_year) else None
    target, due, own = _promise(cells, ground, unit)
    return Ask(
        key=one.id,
        indicator=one,
        own=own,
        target=target,
        due=due,
        last=cells.reading(unit, before) if before is not None else None,
        previous=None if past is None else Fraction(past),
        now=cells.reading(unit, period),
        rows=tuple(
            row for row in cells.items if (row.unit, row.period) == (unit, period.name)
        ),
    )


def _promise(
    cells: Cells, ground: Ground, unit: str
) -> tuple[Fraction | None, Fraction | None, bool]:
    """Target, what is due by the period's end, and whether they are the unit's own."""
    one = cells.indicator
    goal = goal_of(one)
    wanted = expected(one, ground.plan, ground.period, cells.periods)
    if goal is None:
        return None, None, False
    allotted = one.allot.get(unit)
    alone = len(one.reporters) == 1 or one.measure in STATES
    if allotted is None or not goal.at:
        return goal.at, wanted.value if wanted else None, alone
    return Fraction(allotted), _part(one, wanted, Fraction(allotted) / goal.at), True


def _part(
    one: Indicator, wanted: Expectation | None, share: Fraction
) -> Fraction | None:
    if wanted is None:
        return None
    part = wanted.exact * share
    return Fraction(int(part)) if one.decimals == 0 else part


def _tasks(ground: Ground, unit: str) -> tuple[Ask, ...]:
    notes = ground.facts.rows_of(TaskNote, unit, ground.period.name)
    said = {note.task: note for note in notes}
    return tuple(
        Ask(key=task.id, task=task, now=said.get(task.id))
        for task in ground.plan.tasks
        if unit in doers_in(ground.plan, task, ground.period)
    )


def faults(
    asked: Interview, typed: TypedReport, *, answer: bool = True
) -> tuple[Problem, ...]:
    """What is wrong with a report or with one `answer`, warnings too.

    Of a single answer nobody asks yet why a figure changes: that is asked at the end.
    """
    if answer and typed.reason is None:
        typed = replace(typed, reason=Typed("correction"))
    typed = answering(typed, asked.plan, asked.facts)
    read = read_typed(typed, asked.plan, asked.facts, asked.today)
    return read.warnings if isinstance(read, Read) else read


def kept(db: Path, asked: Interview, typed: TypedReport) -> None:
    """Keep what was answered so far as the draft of the report.

    Raises:
        LedgerTrouble: the disk or the database.
    """
    with opened(db, write=True) as ledger, writing(ledger):
        text = stored(anchored(typed))
        save_draft(ledger, asked.plan.id, asked.unit.id, asked.period.name, text)
