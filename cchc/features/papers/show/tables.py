"""Tables A, B and E of the memo: a row is a record, each of its cells a text."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import Quality
from cchc.core.plan.measure import Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import CommitmentView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.paper.manuscript import Plain
from cchc.phrases.amendment_notes import commitment_remarks, line_remarks, task_remark
from cchc.phrases.figure_phrases import (
    NOTHING,
    ShareRow,
    actual_words,
    change_words,
    percent_words,
    previous_words,
    rate_words,
    share_row,
    status_words,
    target_value,
    target_words,
    value_words,
    verdict_words,
)
from cchc.phrases.task_phrases import progress_words
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record, field_names
from cchc.text.sanitize import one_line

LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def roman(number: int) -> str:
    """1 to 39 in Roman numerals: the first level of STT."""
    tens, ones = divmod(number, 10)
    return "X" * tens + (ROMAN[ones - 1] if ones else "")


def letter(number: int) -> str:
    """`a b c d đ e g h …`: the Vietnamese alphabet, no f, j, w or z."""
    turn, place = divmod(number - 1, len(LETTERS))
    return LETTERS[place] * (turn + 1)


class FigureRow(Record):
    """A row of table A: an indicator, or the commitment that heads its indicators."""

    no: str
    commitment: str = ""
    indicator: str = ""
    unit: str = ""
    target: str = ""
    in_period: str = ""
    to_date: str = ""
    percent: str = ""
    previous: str = ""
    change: str = ""
    verdict: str = ""
    lead: str = ""
    note: str = ""


class TaskRow(Record):
    """A row of table B: a task, or the area that heads its tasks."""

    no: str
    above: str = ""
    name: str = ""
    output: str = ""
    lead: str = ""
    helpers: str = ""
    due: str = ""
    result: str = ""
    status: str = ""


# The order in which `cchc.export/1` writes a heading row: what it leaves empty first.
_COMMITMENT = (
    *("indicator", "unit", "target", "in_period", "to_date", "percent"),
    *("previous", "change", "lead", "note", "no", "commitment", "verdict"),
)
_AREA = ("output", "lead", "helpers", "due", "result", "status", "above", "no", "name")


def plain_rows(rows: Iterable[Record]) -> list[Plain]:
    """Rows as templates and `cchc.export/1` have them: each cell by its column."""
    return [plain_row(row) for row in rows]


def plain_row(row: Record) -> dict[str, Plain]:
    """The cells of a row by their columns."""
    return {name: getattr(row, name) for name in _columns(row)}


def _columns(row: Record) -> tuple[str, ...]:
    if isinstance(row, FigureRow) and row.commitment:
        return _COMMITMENT
    if isinstance(row, TaskRow) and not row.above:
        return _AREA
    return field_names(row)


def commitment_rows(writer: Writer) -> list[FigureRow]:
    """Table A: commitments, their indicators beneath."""
    rows: list[FigureRow] = []
    for number, commitment in enumerate(writer.view.commitments, start=1):
        rows.append(
            FigureRow(
                no=roman(number),
                commitment=one_line(commitment.commitment.name),
                verdict=commitment_verdict(commitment, writer),
                note="; ".join(
                    commitment_remarks(commitment, writer.view, writer.voice)
                ),
            )
        )
        rows += _figure_rows(commitment.indicators, writer)
    return rows


def area_rows(writer: Writer) -> list[FigureRow]:
    """Indicators and statistics of areas in the columns of table A."""
    return _figure_rows(writer.view.indicators, writer)


def commitment_verdict(view: CommitmentView, writer: Writer) -> str:
    """`đúng tiến độ, đạt 1/2`: how a commitment stands, by its indicators."""
    word = status_words(view.status, writer.voice, last=writer.last)
    return writer.say("memo.verdict.of", verdict=word, met=view.met, of=view.of)


def _figure_rows(views: Iterable[IndicatorView], writer: Writer) -> list[FigureRow]:
    return [_figure_row(str(i), view, writer) for i, view in enumerate(views, start=1)]


def _figure_row(number: str, view: IndicatorView, writer: Writer) -> FigureRow:
    indicator, voice = view.indicator, writer.voice
    verdict = NOTHING
    if view.verdict.status is not Status.STATISTIC:
        verdict = verdict_words(view, voice, last=writer.last)
    return FigureRow(
        no=number,
        indicator=one_line(indicator.name),
        unit=one_line(indicator.unit) or NOTHING,
        target=target_words(view),
        in_period=value_words(indicator, view.in_period),
        to_date=actual_words(view, voice),
        percent=percent_words(view.percent),
        previous=previous_words(view),
        change=change_words(view, voice) or NOTHING,
        verdict=verdict,
        lead=writer.units((indicator.lead,)) if indicator.lead else NOTHING,
        note="; ".join(_notes(view, writer)),
    )


def _notes(view: IndicatorView, writer: Writer) -> Iterator[str]:
    if view.quality is not Quality.FINAL:
        yield writer.say(f"quality.{view.quality}")
    if rate := rate_words(view, writer.voice):
        yield rate
    if view.stale:
        yield writer.say("memo.note.stale")
    if view.coverage.silent:
        yield writer.say("memo.part.silent", units=writer.units(view.coverage.silent))
    yield from line_remarks(view, writer.view, writer.voice)
    for given in writer.view.evidence:
        if given.evidence.about == view.indicator.id:
            yield one_line(given.evidence.text)


def task_rows(writer: Writer) -> list[TaskRow]:
    """Table B: areas as Roman rows, their tasks in the order of the plan."""
    view = writer.view
    by_area: dict[str | None, list[TaskView]] = {area.id: [] for area in view.areas}
    for task in view.tasks:
        area = task.task.area
        by_area.setdefault(area if area in by_area else None, []).append(task)
    names = {area.id: area.name for area in view.areas}
    rows: list[TaskRow] = []
    number = 0
    for key, tasks in by_area.items():
        if tasks:
            number += 1
            name = names[key] if key else writer.say("memo.area.none")
            rows.append(TaskRow(no=roman(number), name=one_line(name)))
            rows += [
                _task_row(i, task, writer) for i, task in enumerate(tasks, start=1)
            ]
    return rows


def _task_row(number: int, view: TaskView, writer: Writer) -> TaskRow:
    task = view.task
    done = view.done and writer.say("memo.task.done.on", day=short(view.done))
    outcome = (progress_words(view), view.result, view.document, done)
    due = writer.say("task.status.standing") if task.standing else NOTHING
    if view.due is not None:
        due = short(view.due)
    if remark := task_remark(task, writer.view, writer.voice):
        due = f"{due} ({remark})"
    return TaskRow(
        no=str(number),
        above=task.id,
        name=one_line(task.name),
        output=one_line(task.output or "") or NOTHING,
        lead=writer.units(task.doers) or NOTHING,
        helpers=writer.units(task.helpers) or NOTHING,
        due=due,
        result="; ".join(one_line(part) for part in outcome if part) or NOTHING,
        status=writer.say(f"task.status.{view.status}"),
    )


def share_tables(writer: Writer) -> list[tuple[str, list[ShareRow]]]:
    """Table E: one for each indicator that several units carry, with its total."""
    tables: list[tuple[str, list[ShareRow]]] = []
    for view in every_indicator(writer.view):
        indicator = view.indicator
        promised = indicator.target is not None or indicator.allot
        if len(view.shares) > 1 and promised:
            title = name = one_line(indicator.name)
            if unit := one_line(indicator.unit):
                title = writer.say("memo.shares.title", name=name, unit=unit)
            rows = [
                share_row(_share_name(share, writer), indicator, share, writer.voice)
                for share in view.shares
            ]
            tables.append((title, [*rows, _total_row(view, writer)]))
    return tables


def _share_name(share: UnitShare, writer: Writer) -> str:
    """Whose part it is, the units it took over named with the day they ended."""
    name = writer.units((share.unit,))
    if not share.took_over:
        return name
    members = (writer.plan.unit(key) for key in share.took_over)
    days = [unit.until for unit in members if unit is not None and unit.until]
    day = short(max(days)) if days else NOTHING
    units = writer.units(share.took_over)
    return writer.say("amendment.share", unit=name, units=units, day=day)


def _total_row(view: IndicatorView, writer: Writer) -> ShareRow:
    """What the whole authority has: never the sum of printed shares."""
    indicator = view.indicator
    allotted = Fraction(sum(indicator.allot.values(), Decimal(0)))
    goal, left = target_value(indicator), None
    if (
        goal is not None
        and view.actual is not None
        and indicator.measure is not Measure.RATIO
    ):
        left = max(goal - view.actual, Fraction(0))
    return ShareRow(
        unit=writer.say("memo.shares.total"),
        allotted=value_words(indicator, allotted if indicator.allot else None),
        in_period=value_words(indicator, view.in_period),
        to_date=actual_words(view, writer.voice),
        percent=percent_words(view.percent),
        left=value_words(indicator, left),
    )
