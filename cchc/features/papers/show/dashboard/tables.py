"""Tables of the dashboard: what was promised, tasks, obstacles, reports of units.

Every text is the one that the report has in its own table.
"""

from collections import Counter
from collections.abc import Iterable

from cchc.core.facts.obstacle import ObstacleState, ObstacleView
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import with_parts
from cchc.core.verdict.statuses import (
    NAMED_TASKS,
    TASK_ORDER,
    TROUBLED_STATUSES,
    Reporting,
    Status,
)
from cchc.core.verdict.task import tasks_in_order
from cchc.core.verdict.unit_reports import came_late, is_whole
from cchc.features.papers.show.dashboard.heat import report_mark
from cchc.features.papers.show.tables import (
    FigureRow,
    area_rows,
    commitment_rows,
    row_words,
)
from cchc.paper.html import StatusMark, shorten, status_mark
from cchc.phrases.obstacles import obstacle_rows
from cchc.phrases.reporting_phrases import report_rows
from cchc.phrases.share_phrases import part_of_allotment
from cchc.phrases.task_phrases import by_area, task_counts, task_sentence
from cchc.phrases.troubled import is_ceiling, pulling_units
from cchc.phrases.unit_texts import end_sentence
from cchc.phrases.writer import Writer
from cchc.screen.status_style import BAD, DULL, GOOD, STATUS, TASK, WARN, Mark
from cchc.text.record import Record
from cchc.words.prose import NOTHING

PROMISE = ("name", "actual", "verdict", "target", "due", "percent", "lead")
"""The figure and its verdict stand first: that much is seen at 400 pixels."""

PROMISE_CLASSES = ("", "right", "verdict", "right", "right", "right", "lead")
MOST_PULLING = 3
"""As many units are named that pull a figure down."""

OBSTACLE = ("unit", "text", "raised_to", "due", "state")
REPORT = ("unit", "due", "sent", "state", "document", "reminders", "record")


class BoardCell(Record):
    """A text or a status, with a small note under it and the CSS class of the cell."""

    text: str = ""
    css_class: str = ""
    note: str = ""
    status: StatusMark | None = None


class BoardRow(Record):
    """A row under its heading; a group is one status across all columns."""

    head: BoardCell
    cells: tuple[BoardCell, ...]
    is_group: bool = False


class BoardTable(Record):
    """A table with its caption and the headings of its columns."""

    caption: str
    columns: tuple[BoardCell, ...]
    rows: tuple[BoardRow, ...]
    css_class: str = ""


class TasksView(Record):
    """The count of all tasks, the sentences of those that are late, areas by status."""

    counts: str
    late: tuple[StatusMark, ...]
    table: BoardTable


def promise_tables(writer: Writer) -> tuple[BoardTable, ...]:
    """What was signed, then what the areas are to reach; an empty table is left out.

    Statistics, of which nothing is to be reached, stand in the report.
    """
    say = writer.say
    columns = tuple(
        BoardCell(say(f"board.promise.{key}"), css_class)
        for key, css_class in zip(PROMISE, PROMISE_CLASSES, strict=True)
    )
    signed: list[BoardRow] = []
    rows = iter(commitment_rows(writer))
    for commitment in writer.view.commitments:
        row = next(rows)
        views = iter(with_parts(commitment.indicators))
        if len(commitment.indicators) == 1:  # one line for one figure
            signed.append(_indicator_row(next(views), row, writer))
        else:
            name = BoardCell(f"{row.no}. {row.commitment}", note=row.note)
            verdict = status_mark(row.verdict, STATUS[commitment.standing])
            signed.append(BoardRow(name, (BoardCell(status=verdict),), is_group=True))
        signed += [_indicator_row(view, next(rows), writer) for view in views]
    promised = (v for v in writer.view.indicators if v.indicator.target is not None)
    areas = [
        _indicator_row(view, row, writer)
        for view, row in zip(with_parts(promised), area_rows(writer), strict=True)
    ]
    return tuple(
        BoardTable(say(f"board.table.{key}"), columns, tuple(rows_of_table))
        for key, rows_of_table in (("commitments", signed), ("areas", areas))
        if rows_of_table
    )


def _indicator_row(view: IndicatorView, row: FigureRow, writer: Writer) -> BoardRow:
    """The texts of table A; the unit stands under the target that it counts.

    Under the name stand the units that pull a pooled figure down, the worst first.
    """
    status, unit = view.standing_verdict.status, row.unit
    verdict = BoardCell(row.verdict, "verdict")
    if status is not Status.STATISTIC:
        mark = status_mark(row.verdict, STATUS[status])
        verdict = BoardCell("", "verdict", status=mark)
    due = row_words(view, writer.voice)["expected"] or NOTHING
    notes = (_pulling_words(view, writer), row.note)
    cells = (
        BoardCell(row.to_date, "right"),
        verdict,
        BoardCell(row.target, "right", "" if unit in {"%", NOTHING} else unit),
        BoardCell(due, "right"),
        BoardCell(row.percent, "right"),
        BoardCell(row.lead, "lead"),
    )
    name = BoardCell(row.indicator, note="; ".join(filter(None, notes)))
    return BoardRow(name, cells)


def _pulling_words(view: IndicatorView, writer: Writer) -> str:
    """`thấp: Phường 2 91,2%, xã Tân Quy Tây 3/6`, of what is not as it should be."""
    is_good = view.standing_verdict.status not in TROUBLED_STATUSES
    if is_good or view.each is not None:  # its own sentence names them
        return ""
    parts = [
        f"{writer.units_said((share.unit,))} {part_of_allotment(view, share)}"
        for share in pulling_units(view)[:MOST_PULLING]
    ]
    code = "screen.answer.pulling.most" if is_ceiling(view) else "screen.answer.pulling"
    return writer.say(code, units=", ".join(parts)) if parts else ""


def tasks_view(writer: Writer) -> TasksView | None:
    """How many stand how in each area, what is late by name; None without tasks."""
    say, tasks = writer.say, writer.view.tasks
    if not tasks:
        return None
    seen = {task.status for task in tasks}
    states = [status for status in reversed(TASK_ORDER) if status in seen]
    heads = (
        BoardCell(status=status_mark(say(f"task.status.{state}"), TASK[state]))
        for state in states
    )
    rows = []
    for area, tasks_of_area in by_area(writer.view, say("screen.area.none")):
        counts = Counter(task.status for task in tasks_of_area)
        cells = (
            BoardCell(writer.count(counts[state]) if counts[state] else NOTHING, "mid")
            for state in states
        )
        rows.append(BoardRow(BoardCell(area), tuple(cells)))
    columns = (BoardCell(say("board.column.area")), *heads)
    table = BoardTable(say("board.table.tasks"), columns, tuple(rows), "counts")
    late = tuple(
        status_mark(task_sentence(task, writer), TASK[task.status])
        for task in tasks_in_order(tasks)
        if task.status in NAMED_TASKS
    )
    return TasksView(task_counts(tasks, writer), late, table)


def _columns(keys: Iterable[str], writer: Writer) -> tuple[BoardCell, ...]:
    return tuple(BoardCell(writer.say(f"board.column.{key}")) for key in keys)


def open_obstacles(writer: Writer) -> str:
    """How many obstacles are open, how many of them without an answer."""
    view = writer.view
    still = sum(obstacle.is_open for obstacle in view.obstacles)
    numbers = {"open": still, "unanswered": view.unanswered}
    return end_sentence(writer.say("screen.open.counts", **numbers))


def obstacle_table(writer: Writer) -> BoardTable:
    """What stands in the way, for how long, and who must answer."""
    views = (*writer.view.obstacles, *writer.view.settled)
    rows = []
    for view, row in zip(views, obstacle_rows(writer), strict=True):
        proposal = "" if row.proposal == NOTHING else shorten(row.proposal)
        cells = (
            BoardCell(shorten(row.text), note=proposal),
            BoardCell(row.to),
            BoardCell(row.due, "mid"),
            BoardCell(status=status_mark(shorten(row.state), obstacle_mark(view))),
        )
        rows.append(BoardRow(BoardCell(row.unit), cells))
    caption = writer.say("board.table.obstacles")
    return BoardTable(caption, _columns(OBSTACLE, writer), tuple(rows), "open")


def obstacle_mark(view: ObstacleView) -> Mark:
    """Symbol and colour of how an obstacle stands."""
    if view.late:
        return "✗", BAD
    if view.is_unanswered:
        return "!", WARN
    return ("✓", GOOD) if view.state is ObstacleState.CLOSED else ("…", DULL)


def report_table(writer: Writer) -> BoardTable:
    """Who has not sent, who sent late, who is not complete."""
    rows = []
    for unit, row in zip(writer.view.units, report_rows(writer), strict=True):
        is_settled = unit.report is Reporting.EXEMPT or is_whole(unit)
        if is_settled and not came_late(unit):
            continue
        cells = (
            BoardCell(row.due, "mid"),
            BoardCell(row.sent, "mid"),
            BoardCell(status=status_mark(row.on_time, report_mark(unit))),
            BoardCell(row.document),
            BoardCell(row.reminders, "mid"),
            BoardCell(row.record, "mid"),
        )
        rows.append(BoardRow(BoardCell(row.unit), cells))
    caption = writer.say("board.table.reports")
    return BoardTable(caption, _columns(REPORT, writer), tuple(rows), "owing")
