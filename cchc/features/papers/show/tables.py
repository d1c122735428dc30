"""Tables A, B and E of the memo: a row is a record, each of its cells a text."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import count
from typing import TypeVar

from cchc.core.facts.report import CellState, Item, Quality
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import ChildIndicator
from cchc.core.verdict.aggregate import counted_items
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.status import CommitmentView, every_indicator, with_parts
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.paper.manuscript import Plain
from cchc.phrases.each_phrases import counted_noun, each_words
from cchc.phrases.figure_phrases import (
    FIGURE_CELLS,
    actual_words,
    change_words,
    in_one_row,
    in_period_words,
    part_label,
    percent_words,
    rate_words,
    status_words,
    target_value,
    value_words,
)
from cchc.phrases.grammar import silence_words
from cchc.phrases.indicator_sentences import (
    commitment_remarks,
    line_remarks,
    task_remark,
)
from cchc.phrases.share_phrases import ShareRow, share_row
from cchc.phrases.task_phrases import task_due_words, task_outcome
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record, field_names, replace
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, document_words
from cchc.words.translator import Voice

ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def roman(number: int) -> str:
    """1 to 39 in Roman numerals: the first level of STT."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ROMAN[ones]


def letter(number: int, voice: Voice) -> str:
    """`a b c d đ e g h …`: the Vietnamese alphabet has no f, j, w or z."""
    letters = voice.say("paper.letters")
    turn, place = divmod(number - 1, len(letters))
    return letters[place] * (turn + 1)


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


def plain_rows(rows: Iterable[Record]) -> list[Plain]:
    """Rows as templates and `cchc.export/1` have them: each cell by its column.

    What a heading row says comes last.
    """
    plain: list[Plain] = []
    for row in rows:
        heading: tuple[str, ...] = ()
        if isinstance(row, FigureRow) and row.commitment:
            heading = ("no", "commitment", "verdict")
        elif isinstance(row, TaskRow) and not row.above:
            heading = ("above", "no", "name")
        names = [name for name in field_names(row) if name not in heading]
        plain.append({name: getattr(row, name) for name in (*names, *heading)})
    return plain


def commitment_rows(writer: Writer) -> list[FigureRow]:
    """Table A: commitments, their indicators beneath."""
    rows: list[FigureRow] = []
    for number, view in enumerate(writer.view.commitments, start=1):
        name = one_line(view.commitment.name)
        notes = [*commitment_remarks(view, writer.view, writer.voice)]
        if view.tasks:  # what keeps one without indicators
            tasks = ", ".join(one_line(task.task.id) for task in view.tasks)
            notes.append(writer.say("memo.kept_by_tasks", tasks=tasks))
        heading = FigureRow(no=roman(number), commitment=name)
        indicators = _figure_rows(view.indicators, writer)
        if len(view.indicators) == 1:  # one line for what is one figure
            row, *indicators = indicators
            notes += [row.note] if row.note else []
            heading = replace(row, no=heading.no, commitment=name)
        else:
            verdict = commitment_verdict(view, writer)
            heading = replace(heading, verdict=verdict)
        rows += [replace(heading, note="; ".join(notes)), *indicators]
    return rows


def area_rows(writer: Writer) -> list[FigureRow]:
    """Indicators of areas in the columns of table A; statistics stand in table C."""
    views = writer.view.indicators
    return _figure_rows((v for v in views if v.indicator.target is not None), writer)


def commitment_verdict(view: CommitmentView, writer: Writer) -> str:
    """`đúng tiến độ, đạt 1/2 chỉ tiêu`: how a commitment stands, by what keeps it.

    In mid-year nothing is said of none reached: "đạt" is for what is final.
    """
    word = status_words(view.standing, writer.voice, last=writer.last)
    if view.of < 2 or not (view.met or writer.view.period.is_last):
        return word
    code = "memo.verdict.of.tasks" if view.tasks else "memo.verdict.of"
    return writer.say(code, verdict=word, met=view.met, of=view.of)


def _figure_rows(views: Iterable[IndicatorView], writer: Writer) -> list[FigureRow]:
    """A numbered row for each line, the parts of it beneath."""
    rows, number = [], 0
    for view in with_parts(views):
        indicator, voice = view.indicator, writer.voice
        words, is_part = row_words(view, voice), isinstance(indicator, ChildIndicator)
        number += not is_part
        name = part_label(indicator)
        is_judged = view.verdict.status is not Status.STATISTIC
        row = FigureRow(
            no="" if is_part else str(number),
            indicator=f"– {name}" if is_part else name,
            unit=counted_noun(view, voice) or NOTHING,
            target=words["target"],
            in_period=words["in_period"],
            to_date=words["actual"],
            percent=words["percent"],
            previous=words["previous"],
            change=change_words(view, voice) or NOTHING,
            verdict=writer.verdict(view) if is_judged else NOTHING,
            lead=writer.units((indicator.lead,)) if indicator.lead else NOTHING,
            note="; ".join(filter(None, _notes(view, writer))),
        )
        rows.append(row)
    return rows


def row_words(view: IndicatorView, voice: Voice) -> dict[str, str]:
    """The figures of an indicator by column, with the same decimals (SEMANTICS 12)."""
    words = {key: cell.words(view, voice) for key, cell in FIGURE_CELLS.items()}
    columns = [key for key in FIGURE_CELLS if key != "percent"]
    known = {key: FIGURE_CELLS[key].value(view) for key in columns} | {"target": None}
    figures = [None if n is None else Fraction(n) for n in known.values()]
    cells = in_one_row([words[key] for key in columns], figures)
    return words | dict(zip(columns, cells, strict=True))


def _notes(view: IndicatorView, writer: Writer) -> Iterator[str]:
    if view.quality is not Quality.FINAL:
        yield writer.say(f"quality.{view.quality}")
    yield each_words(view, writer.voice)
    yield rate_words(view, writer.voice) or ""
    if view.stale:
        yield writer.say("memo.note.stale")
    yield silence_words(view, writer.voice, writer.telling)
    yield from line_remarks(view, writer.view, writer.voice)
    for given in writer.view.evidence:
        if given.evidence.about == view.indicator.id:
            yield one_line(given.evidence.text)


def task_rows(writer: Writer, *, folds_idle: bool = False) -> list[TaskRow]:
    """Table B: areas as Roman rows, their tasks in the order of the plan.

    `folds_idle`: those that have not come due are named in one row at the end.
    """
    cutoff = writer.view.period.cutoff
    views: list[tuple[str | None, TaskView]] = []
    idle: list[TaskView] = []
    for view in writer.view.tasks:
        is_due = view.due is not None and view.due <= cutoff
        if folds_idle and view.status is TaskStatus.NOT_STARTED and not is_due:
            idle.append(view)
        else:
            views.append((view.task.area, view))
    blocks = [*by_areas(views, writer)]
    if idle:
        due = ((v, task_due_words(v, writer.voice)) for v in idle)
        named = [(one_line(view.task.name), day) for view, day in due]
        names = [writer.say("memo.task.name", name=n, unit=day) for n, day in named]
        blanks = {"number": writer.count(len(idle)), "tasks": "; ".join(names)}
        blocks.append((writer.say("memo.tasks.idle", **blanks), []))
    marks, rows = map(roman, count(1)), []
    for name, tasks in blocks:
        rows += [TaskRow(no=next(marks), name=name)] if name else []
        rows += (_task_row(n, view, writer) for n, view in enumerate(tasks, start=1))
    return rows


Line = TypeVar("Line")


def by_areas(
    lines: Iterable[tuple[str | None, Line]], writer: Writer
) -> Iterator[tuple[str, list[Line]]]:
    """Lines by the names of their areas, in the order of the plan; the rest at the end.

    A plan that has no areas at all has no name for the rest.
    """
    areas = {area.id: one_line(area.name) for area in writer.view.areas}
    groups: dict[str | None, list[Line]] = {key: [] for key in (*areas, None)}
    for area, line in lines:
        groups[area if area in areas else None].append(line)
    other = one_line(writer.say("memo.area.none")) if areas else ""
    for key, own in groups.items():
        if own:
            yield areas[key] if key else other, own


def _task_row(number: int, view: TaskView, writer: Writer) -> TaskRow:
    task = view.task
    due = task_due_words(view, writer.voice)
    if remark := task_remark(view, writer.view, writer.voice):
        due = f"{due} ({remark})"
    return TaskRow(
        no=str(number),
        above=task.id,
        name=one_line(task.name),
        output=one_line(task.output or "") or NOTHING,
        lead=writer.few_units(task.doers, writer.names),
        helpers=writer.few_units(task.helpers, writer.names),
        due=due,
        result="; ".join(task_outcome(view, writer)) or NOTHING,
        status=writer.say(f"task.status.{view.status}"),
    )


def share_tables(writer: Writer) -> list[tuple[str, list[ShareRow]]]:
    """Table E: one for each indicator that several units carry, with its total."""
    tables: list[tuple[str, list[ShareRow]]] = []
    for view in every_indicator(writer.view):
        indicator, voice = view.indicator, writer.voice
        promised = indicator.target is not None or indicator.allot
        is_rate = indicator.measure is Measure.RATIO
        if is_rate and not writer.is_internal:
            continue  # a rate is not divided: outside it is told of the whole
        if len(view.shares) > 1 and promised:
            title = name = one_line(indicator.name)
            idle = [s.unit for s in view.shares if indicator.allot and _is_idle(s)]
            if unit := one_line(indicator.unit):
                title = writer.say("memo.shares.title", name=name, unit=unit)
            if idle:
                units = writer.units_said(idle)
                title = writer.say("memo.shares.idle", title=title, units=units)
            rows = [
                share_row(_share_name(share, writer), indicator, share, voice)
                for share in view.shares
                if share.unit not in idle
            ]
            tables.append((title, [*rows, _total_row(view, writer)]))
    return tables


def _is_idle(share: UnitShare) -> bool:
    """Whether a unit was given nothing and did nothing where others were given some."""
    is_known = share.state not in {CellState.MISSING, CellState.UNAVAILABLE}
    return is_known and not (share.allotted or share.took_over or share.to_date)


class RegisterRow(Record):
    """A row of the list of a register: what, whose, since when, on what paper."""

    no: str
    name: str
    unit: str
    date: str
    document: str


def register_tables(writer: Writer) -> list[tuple[str, list[RegisterRow]]]:
    """The named things of every register that has any (DOCUMENTS 1.7)."""
    tables = []
    for view in every_indicator(writer.view):
        if view.indicator.measure is Measure.REGISTER and view.parts.cells is not None:
            items = counted_items(view.parts.cells, writer.view.period)
            rows = [
                RegisterRow(
                    no=str(number),
                    name=one_line(item.name),
                    unit=writer.units((item.owner or item.unit,)),
                    date=short(item.date) if item.date else NOTHING,
                    document=_document_words(item, writer) or NOTHING,
                )
                for number, item in enumerate(items, start=1)
            ]
            tables += [(one_line(view.indicator.name), rows)] if rows else []
    return tables


def _document_words(item: Item, writer: Writer) -> str:
    """The paper of an item, without its day where that is the item's own."""
    words = document_words(item.document or "", writer.voice)
    own = "" if item.date is None else writer.say("memo.task.day", day=short(item.date))
    return " ".join(words.replace(own, "").split()) if own else words


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
    indicator, goal, left = view.indicator, target_value(view.indicator), None
    allotted = Fraction(sum(indicator.allot.values(), Decimal(0)))
    is_rate = indicator.measure is Measure.RATIO
    if goal is not None and view.actual is not None and not is_rate:
        left = max(goal - view.actual, Fraction(0))
    cells = (
        value_words(indicator, allotted if indicator.allot else None),
        in_period_words(view),
        actual_words(view, writer.voice),
        value_words(indicator, left),
    )
    figures = (None, view.in_period, view.actual, left)
    given, now, done, still = in_one_row(cells, figures)
    total, percent = writer.say("memo.shares.total"), percent_words(view.percent)
    return ShareRow(total, given, now, done, percent, still)
