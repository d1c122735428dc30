"""Tasks by area, reporting discipline and open points on a screen."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from cchc.core.facts.acts import NO_RECORD
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import TASK_ORDER, Reporting, Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_closed,
    is_extended,
    is_reminded,
    is_returned,
    is_silent,
    is_still_open,
)
from cchc.features.status.show.indicators import Screen
from cchc.phrases.figure_phrases import open_reasons, verdict_words
from cchc.phrases.obstacles import obstacle_line
from cchc.phrases.report_states import waiting_words
from cchc.phrases.sign_book import own_lines, sign_sentences
from cchc.phrases.task_phrases import (
    by_area,
    decision_words,
    labels_of,
    progress_words,
    task_due_words,
)
from cchc.screen.layout import (
    Block,
    Cells,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    mark_word,
)
from cchc.screen.status_style import BAD, DULL, STATUS, TASK, WARN
from cchc.text.day import short
from cchc.text.record import as_dict, replace
from cchc.text.sanitize import one_line
from cchc.words.prose import join_names

NAMED = 4


def task_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Each area with its counts, then its tasks, what is late first."""
    if not view.tasks:
        yield StyledText(screen.say("screen.none.tasks"))
    for area, tasks in by_area(view, screen.say("screen.area.none")):
        numbers = Counter(task.status for task in tasks)
        counts = screen.count_words(numbers, TASK_ORDER)
        heading = StyledText(area, style="bold")
        yield heading.append(f"  {counts}", style=DULL)
        yield from task_rows(tasks, screen)


def task_rows(tasks: Sequence[TaskView], screen: Screen) -> Iterator[Block]:
    """Tasks one by one: on lines of their own on a narrow screen, else in a grid."""
    if not screen.is_narrow:
        yield _task_grid(tasks, screen)
        return
    for task in tasks:
        status, name, facts = _task_cells(task, screen)
        yield Indented(name, 2)
        yield Indented(status.append(f" {facts}", TASK[task.status][1]), 4)
        for line in _task_remarks(task, screen):
            yield Indented(line, 4)


def _task_grid(tasks: Sequence[TaskView], screen: Screen) -> Block:
    rows: list[Cells] = []
    width = 0
    for task in tasks:
        status, name, facts = _task_cells(task, screen)
        width = max(width, status.cell_len)
        rows.append((status, name, StyledText(facts)))
        remarks = _task_remarks(task, screen)
        rows += ((StyledText(), line, StyledText()) for line in remarks)
    columns = (
        GridColumn(width, long="ellipsis"),
        GridColumn(share=True, long="ellipsis"),
        GridColumn(right=True, long="ellipsis"),
    )
    return Indented(ColumnGrid(columns, tuple(rows)), 2)


def _task_cells(view: TaskView, screen: Screen) -> tuple[StyledText, StyledText, str]:
    """Status, name, and the day it was done; else `2/3 · hạn 31/5/2022`."""
    status = mark_word(screen.status_word(view.status), TASK[view.status])
    name = StyledText(f"{one_line(view.task.id)} {one_line(view.task.name)}")
    if view.done is not None:
        return status, name, short(view.done)
    due = ""
    if view.due is not None:
        bare = replace(view, decisions=())
        due = screen.say("screen.task.due", day=task_due_words(bare, screen.voice))
    return status, name, " · ".join(filter(None, (progress_words(view), due)))


def _task_remarks(view: TaskView, screen: Screen) -> Iterator[StyledText]:
    """Why a task has more time or was dropped; whom one that is overdue waits for."""
    words = [decision_words(act, screen.voice) for act in view.decisions]
    if view.status is TaskStatus.OVERDUE and view.waiting:
        more = len(view.waiting) - NAMED
        code = "screen.task.waiting.more" if more > 0 else "screen.task.waiting"
        units = join_names(view.waiting[:NAMED], screen.names)
        words.append(screen.say(code, units=units, number=more))
    yield from (StyledText(text, style=DULL, overflow="fold") for text in words)


def report_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """How many reports came, who is late by how much, who is silent."""
    numbers = view.reports
    if not numbers.expected:
        yield StyledText(screen.say("screen.none.reports"))
        return
    yield StyledText(screen.say("screen.reports.counts", **as_dict(numbers)))
    for line in unit_group_lines(view, screen):
        yield Indented(line, 2)
    if record := _records_of_year(view, screen):
        yield Indented(StyledText(record), 2)


def unit_group_lines(
    view: StatusView, screen: Screen, only: frozenset[str] | None = None
) -> Iterator[StyledText]:
    """Units by what is worth a word of their reports; of `only` these kinds."""
    labels = labels_of(view)
    for code, style, belongs in UNIT_GROUPS:
        units = [unit for unit in view.units if belongs(unit)]
        if units and (only is None or code in only):
            names = ", ".join(_unit_words(u, code, labels, screen) for u in units)
            yield StyledText(screen.say(f"screen.reports.{code}", units=names), style)


def _records_of_year(view: StatusView, screen: Screen) -> str:
    """The record of the one unit shown; else the units not always in time."""
    ids = [own.unit.id for own in view.units]
    records = {
        join_names((key,), screen.names): view.records.get(key, NO_RECORD)
        for key in ids
    }
    if len(ids) == 1:
        ((name, record),) = records.items()
        blanks = {"reminders": record.reminders, "on_time": record.on_time}
        words = screen.say("screen.reports.record", unit=name, of=record.of, **blanks)
        return words if record.of else ""
    blemished = ", ".join(
        f"{name} {record.on_time}/{record.of}"
        for name, record in records.items()
        if record.on_time < record.of
    )
    text = screen.say("screen.reports.blemished", units=blemished)
    return text if blemished else ""


UNIT_GROUPS: tuple[tuple[str, str, Callable[[UnitView], bool]], ...] = (
    ("silent", BAD, is_silent),
    ("returned", WARN, is_returned),
    ("disputed", WARN, lambda unit: bool(unit.disputed) and not unit.is_returned),
    ("questioned", WARN, lambda unit: bool(unit.waiting)),
    ("incomplete", WARN, lambda unit: unit.report is Reporting.INCOMPLETE),
    ("late", WARN, came_late),
    ("waiting", "default", is_still_open),
    ("closed", DULL, is_closed),
    ("exempt", DULL, lambda unit: unit.report is Reporting.EXEMPT),
    ("extended", DULL, is_extended),
    ("reminded", DULL, is_reminded),
)
"""Code, colour and members of each kind of unit that is worth a word."""


def _unit_words(
    view: UnitView, code: str, labels: dict[str, str], screen: Screen
) -> str:
    """A unit's name with what puts it in its group."""
    name = join_names((view.unit.id,), screen.names)
    if code == "reminded":
        return screen.say("screen.reports.times", unit=name, n=len(view.reminded))
    if code == "extended" and view.relief is not None:
        until = view.relief.until or view.due
        days = {"due": short(until), "old": short(view.relief.due)}
        return screen.say("screen.reports.until", unit=name, **days)
    if code in {"returned", "disputed", "closed"}:
        return _noted_words(view, name, labels, screen)
    if code == "questioned":
        return waiting_words(view, labels)
    if code == "incomplete" and view.missing:
        keys = ", ".join(labels.get(key, one_line(key)) for key in view.missing)
        return screen.say("screen.unit.missing", unit=name, indicators=keys)
    late = screen.say("screen.reports.days", unit=name, n=view.late_days)
    return late if view.late_days else name


def _noted_words(
    view: UnitView, name: str, labels: dict[str, str], screen: Screen
) -> str:
    """A unit whose report was sent back: until when, which figures; or why closed."""
    parts = []
    if is_closed(view) and view.closed is not None:
        parts.append(one_line(view.closed.decision or view.closed.reason or ""))
    if view.is_returned:
        late = screen.say("screen.returned.late", n=view.late_days)
        due = screen.say("screen.returned.due", day=short(view.due))
        parts.append(late if view.report is Reporting.OVERDUE else due)
    if view.disputed:
        marked = ", ".join(labels.get(key, one_line(key)) for key in view.disputed)
        parts.append(screen.say("screen.returned.marked", indicators=marked))
    return screen.say("screen.reports.note", unit=name, note="; ".join(parts))


def signing_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Who signed and issued what and who has not, once anything was recorded."""
    if view.signing is not None:
        sentences_of = own_lines if len(view.units) == 1 else sign_sentences
        for sentence in sentences_of(view.signing, screen.voice):
            yield StyledText(sentence)


def open_point_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Obstacles, and figures without a verdict with the units that are silent."""
    undetermined = [
        line
        for line in every_indicator(view)
        if line.verdict.status is Status.UNDETERMINED
    ]
    if not view.obstacles and not undetermined:
        yield StyledText(screen.say("screen.none.open"))
    if view.obstacles:
        still_open = sum(obstacle.is_open for obstacle in view.obstacles)
        counts = {"open": still_open, "unanswered": view.unanswered}
        yield StyledText(screen.say("screen.open.counts", **counts))
        labels = labels_of(view)
        for obstacle in view.obstacles:
            yield obstacle_line(obstacle, labels, screen.names, screen.voice)
    symbol, colour = STATUS[Status.UNDETERMINED]
    for line in undetermined:
        text = screen.say(
            "screen.open.undetermined",
            name=one_line(line.indicator.name),
            verdict=verdict_words(line, screen.voice, last=screen.last),
            reasons="; ".join(open_reasons(line, screen.units, screen.voice)),
        )
        styled = StyledText(f"{symbol} {text}", style=colour)
        yield Indented(styled, 2)
