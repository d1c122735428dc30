"""What an officer is asked for one unit's report: by the wizard and in the editor."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from re import fullmatch

from cchc.core.facts.derived import only_unit
from cchc.core.facts.report import CauseKind, Facts, Item, Section, TaskNote
from cchc.core.facts.succession import doers_in, plan_of_unit
from cchc.core.facts.typed import TypedReport, TypedTask, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.finer import is_finer
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.verdict.board import board_of_last_year
from cchc.core.verdict.cells import Cells, cells_in
from cchc.features.report.actions.draft import ReportAside
from cchc.features.report.actions.ground import read_address, report_ground
from cchc.features.report.actions.read import (
    ReadReport,
    item_of,
    read_typed,
    with_reason_of_return,
)
from cchc.features.report.show.interview import Interview, InterviewQuestion
from cchc.store.ledger import open_ledger, read_transaction, write_transaction
from cchc.text.compare import fold, means_nothing
from cchc.text.number import VIETNAMESE, NumberMarks
from cchc.text.problem import Place, Problem, ProblemCode, refuse, require
from cchc.text.record import replace
from cchc.words.translator import Voice

STATES = frozenset({Measure.LEVEL, Measure.RATIO})
"""Measures whose target holds for each unit alike and is not shared out."""
STATE_WORDS = {
    **dict.fromkeys(("1", "chua", "not_started"), "not_started"),
    **dict.fromkeys(("2", "dang", "doing"), "doing"),
    **dict.fromkeys(("3", "xong", "done"), "done"),
}


def open_interview(
    db: Path, unit: str, period: str | None, *, today: date
) -> Interview:
    """What to ask the unit for the period, and the draft that is open."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        ground = report_ground(ledger, period, today)
        member = require(ground.find_unit(unit))
        named = ground.period
        if today < named.start:
            place, start = Place(argument=named.id), named.start.isoformat()
            refuse(ProblemCode.PERIOD_NOT_OPEN, place, text=named.id, start=start)
        plan = ground.plan
        draft = ReportAside(ledger, plan.id, member.id, named.name).draft
        known = ground.facts_of_unit(member.id, others=True)
        questions = tuple(_questions(plan, named, known, member.id))
    return Interview(plan, member, named, today, known, questions, draft)


def _questions(
    plan: Plan, period: Period, known: Facts, unit: str
) -> Iterator[InterviewQuestion]:
    """Figures that are expected of the unit, then tasks that it does."""
    rows = known.rows_of(Item, unit, period.name)
    alone = cells_in(plan_of_unit(plan, unit), periods(plan), only_unit(known, unit))
    past = board_of_last_year(known, plan, period, alone)
    members = {member.id: member for member in plan.units}
    for indicator in plan.all_indicators:
        cells = alone[indicator.id]
        if not is_finer(indicator, plan) and cells.is_expected(unit, period):
            at = (indicator, unit, members, period)
            year_ago = None if past is None else past.reading(*at)
            own = tuple(row for row in rows if row.indicator == indicator.id)
            question = _figure(cells, indicator, plan, period, unit)
            yield replace(question, year_ago=year_ago, rows=own)
    notes = {note.task: note for note in known.rows_of(TaskNote, unit, period.name)}
    for task in plan.tasks:
        if unit in doers_in(plan, task, period):
            yield InterviewQuestion(key=task.id, task=task, now=notes.get(task.id))


def _figure(
    cells: Cells, indicator: Indicator, plan: Plan, period: Period, unit: str
) -> InterviewQuestion:
    at = period.ordinal - 1
    before = cells.periods[at - 1] if at else None
    years = indicator.previous_year
    past = years[at] if at < len(years) else None
    target, due, is_own = _target(indicator, plan, period, unit)
    return InterviewQuestion(
        key=indicator.id,
        indicator=indicator,
        own=is_own,
        target=target,
        due=due,
        last=cells.reading(unit, before) if before is not None else None,
        previous=None if past is None else Fraction(past),
        now=cells.reading(unit, period),
    )


def _target(
    indicator: Indicator, plan: Plan, period: Period, unit: str
) -> tuple[Fraction | None, Fraction | None, bool]:
    """Target, what is due by the period's end, and whether they are the unit's own."""
    indicator = line_of_unit(indicator, unit)
    goal = goal_of(indicator)
    if goal is None:
        return None, None, False
    wanted = expected_value(indicator, plan, period, periods(plan))
    allotted = indicator.allot.get(unit)
    is_alone = len(indicator.reporters) == 1 or indicator.measure in STATES
    if allotted is None or not goal.at:
        return goal.at, wanted.value if wanted else None, is_alone
    share = Fraction(allotted) / goal.at
    due = None if wanted is None else wanted.exact * share
    if due is not None and indicator.decimals == 0:
        due = Fraction(int(due))
    return Fraction(allotted), due, True


def problems_in(
    interview: Interview, typed: TypedReport, *, is_answer: bool = True
) -> tuple[Problem, ...]:
    """What is wrong with a report or with one answer, warnings too.

    Of a single answer nobody asks yet why a figure changes: that is asked at the end.
    """
    if is_answer and typed.reason is None:
        typed = replace(typed, reason=TypedText("correction"))
    address = read_address(typed, interview.plan)
    typed = with_reason_of_return(typed, address, interview.facts)
    read = read_typed(typed, address, interview.facts, interview.today)
    return read.warnings if isinstance(read, ReadReport) else read


def keep_answers(db: Path, interview: Interview, typed: TypedReport) -> None:
    """Keep what was answered so far as the draft of the report."""
    unit, period = interview.unit.id, interview.period.name
    with open_ledger(db, write=True) as ledger, write_transaction(ledger):
        aside = ReportAside(ledger, interview.plan.id, unit, period)
        aside.keep_draft(typed)


def typed_word(text: str, marks: NumberMarks = VIETNAMESE) -> TypedText:
    """Something typed at a question."""
    return TypedText(text, Place(argument=text), marks)


def answer_alone(
    blank: TypedReport, question: InterviewQuestion, text: str, marks: NumberMarks
) -> TypedReport:
    """A report of this one answer alone."""
    key = typed_word(question.key)
    if question.task is not None:
        state = typed_word(task_state(text), marks)
        return replace(blank, tasks=(TypedTask(key, state),))
    if question.is_register and not means_nothing(text):
        row = item_of(typed_word(f"+{text.removeprefix('+')}"))
        return replace(blank, items=((key, row),))
    return replace(blank, values=((key, typed_word(text, marks)),))


def task_state(text: str) -> str:
    """`3 20/6/2022`, `xong 20/6/2022`, `đang 7/9` as a task's state is written.

    A day alone is that on which the task was done.
    """
    first, _, rest = text.replace(":", " ", 1).partition(" ")
    state = STATE_WORDS.get(fold(first))
    if state is None:
        is_day = fullmatch(r"\d+([-/.])\d+\1\d+", text.strip())
        return f"done:{text}" if is_day else text
    return f"{state}:{rest.strip()}" if rest.strip() else state


def answers_to(typed: TypedReport, key: str) -> Iterable[str]:
    """What was answered for a key so far."""
    yield from (value.text for own, value in typed.values if own.text == key)
    yield from (task.state.text for task in typed.tasks if task.key.text == key)
    yield from (row.name.text for own, row in typed.items if own.text == key)


def without(typed: TypedReport, key: str) -> TypedReport:
    """The report without what was answered for a key."""
    return replace(
        typed,
        values=tuple(pair for pair in typed.values if pair[0].text != key),
        items=tuple(pair for pair in typed.items if pair[0].text != key),
        tasks=tuple(task for task in typed.tasks if task.key.text != key),
        evidence=tuple(pair for pair in typed.evidence if pair[0].text != key),
    )


def with_answer(typed: TypedReport, answer: TypedReport) -> TypedReport:
    """The report with one answer more."""
    return replace(
        typed,
        values=(*typed.values, *answer.values),
        items=(*typed.items, *answer.items),
        tasks=(*typed.tasks, *answer.tasks),
        evidence=(*typed.evidence, *answer.evidence),
    )


def narrative_of(typed: TypedReport, name: str) -> str:
    """The unit's own words of a section so far; causes with those of both kinds."""
    section = Section.CAUSES.value if name in {*CauseKind} else name
    return next((text.text for key, text in typed.narrative if key.text == section), "")


def with_narrative(
    typed: TypedReport, name: str, text: str, voice: Voice
) -> TypedReport:
    """The report with other words of a section; causes of one kind beside the other."""
    section, words = name, text
    if name in {*CauseKind}:
        section = Section.CAUSES.value
        own = voice.say(f"wizard.cause.{name}", said="").strip()
        lines = narrative_of(typed, name).splitlines()
        kept = [line for line in lines if not line.startswith(own)]
        kept += [f"{own} {text}"] if text else []
        last = voice.say(f"wizard.cause.{CauseKind.SUBJECTIVE}", said="").strip()
        words = "\n".join(sorted(kept, key=lambda line: line.startswith(last)))
    others = tuple(pair for pair in typed.narrative if pair[0].text != section)
    pair = (typed_word(section), typed_word(words))
    return replace(typed, narrative=(*others, *([pair] if words else [])))
