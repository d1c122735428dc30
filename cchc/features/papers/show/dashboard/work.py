"""Tasks by how they stand, obstacles by who must answer, units by what they owe."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.core.facts.obstacle import ObstacleState, ObstacleView
from cchc.core.verdict.duty import is_whole
from cchc.core.verdict.view import Reporting, TaskStatus, TaskView, UnitView
from cchc.features.papers.show.dashboard.heat import report_mark
from cchc.features.papers.show.duties import (
    report_rows,
    report_sentences,
    task_counts,
    task_sentence,
)
from cchc.paper.html import (
    TONES,
    brief,
    cell,
    head_cells,
    marked,
    paragraphs,
    row_head,
    said,
    section,
    table,
)
from cchc.phrases.figure_phrases import NOTHING
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.narratives import ended
from cchc.phrases.obstacles import obstacle_rows
from cchc.phrases.unit_filters import ORDER, by_area, came_late, in_order
from cchc.screen.status_style import BAD, DULL, GOOD, TASK, WARN, Mark

NAMED = (TaskStatus.OVERDUE, TaskStatus.DONE_LATE, TaskStatus.EXTENDED)
OBSTACLE = ("unit", "text", "raised_to", "due", "state")
UNIT = ("unit", "due", "sent", "state", "document", "reminders", "record")


def tasks(writer: Writer) -> list[str]:
    """How many stand how in each area; what is late by name."""
    say, found = writer.say, writer.view.tasks
    if not found:
        return section(
            "tasks", say("board.part.tasks"), paragraphs([say("screen.none.tasks")])
        )
    late = [each for each in in_order(found) if each.status in NAMED]
    body = [
        *paragraphs([task_counts(found, writer)]),
        *_late(late, writer),
        _areas(writer),
    ]
    return section("tasks", say("board.part.tasks"), body)


def _late(found: Iterable[TaskView], writer: Writer) -> Iterator[str]:
    """One line for each that is overdue, came late or was given more time."""
    lines = [_line(each, writer) for each in found]
    if not lines:
        yield from paragraphs([writer.say("board.none.late")])
        return
    yield f'<ul class="late">{"".join(lines)}</ul>'


def _line(view: TaskView, writer: Writer) -> str:
    """The sentence of the report, which has the word; the symbol before it."""
    symbol, colour = TASK[view.status]
    sign = f'<span class="dot {TONES[colour]}" aria-hidden="true">{symbol}</span>'
    return f"<li>{sign} {said(task_sentence(view, writer))}</li>"


def _areas(writer: Writer) -> str:
    """Areas in rows, states in columns: only those that some task is in."""
    say = writer.say
    seen = {each.status for each in writer.view.tasks}
    states = [each for each in reversed(ORDER) if each in seen]
    heads = [
        f'<th scope="col">{marked(say(f"task.status.{each}"), TASK[each])}</th>'
        for each in states
    ]
    area = head_cells([say("board.column.area")])
    rows = []
    for name, found in by_area(writer.view, say("screen.area.none")):
        counts = Counter(each.status for each in found)
        numbers = (writer.count(counts[e]) if counts[e] else NOTHING for e in states)
        rows.append(
            row_head(said(name)) + "".join(cell(said(e), "mid") for e in numbers)
        )
    return table(say("board.table.tasks"), area + "".join(heads), rows, "counts")


def obstacles(writer: Writer) -> list[str]:
    """What stands in the way, for how long, and who must answer."""
    say, view = writer.say, writer.view
    told = zip((*view.obstacles, *view.settled), obstacle_rows(writer), strict=True)
    rows = ["".join(_obstacle(one, row)) for one, row in told]
    if not rows:
        body = paragraphs([say("board.none.obstacles")])
        return section("obstacles", say("board.part.obstacles"), body)
    count = sum(each.is_open for each in view.obstacles)
    line = say("screen.open.counts", open=count, unanswered=view.unanswered)
    heads = [say(f"board.column.{each}") for each in OBSTACLE]
    body = [
        *paragraphs([ended(line)]),
        table(say("board.table.obstacles"), head_cells(heads), rows, "open"),
    ]
    return section("obstacles", say("board.part.obstacles"), body)


def _obstacle(view: ObstacleView, row: dict[str, str]) -> Iterator[str]:
    yield row_head(said(row["unit"]))
    text = said(brief(row["text"]))
    asked = "" if row["proposal"] == NOTHING else said(brief(row["proposal"]))
    yield cell(f"{text} <small>{asked}</small>" if asked else text)
    yield cell(said(row["to"]))
    yield cell(said(row["due"]), "mid")
    yield cell(marked(brief(row["state"]), obstacle_mark(view)))


def obstacle_mark(view: ObstacleView) -> Mark:
    """Symbol and colour of how an obstacle stands."""
    if view.late:
        return "✗", BAD
    if view.is_unanswered:
        return "!", WARN
    return ("✓", GOOD) if view.state is ObstacleState.CLOSED else ("…", DULL)


def reports(writer: Writer) -> list[str]:
    """Who has not sent, who sent late, who is not complete; all others are counted."""
    say = writer.say
    told = zip(writer.view.units, report_rows(writer), strict=True)
    rows = ["".join(_unit(one, row)) for one, row in told if _is_named(one)]
    body = paragraphs(report_sentences(writer))
    if rows:
        heads = [say(f"board.column.{each}") for each in UNIT]
        body.append(table(say("board.table.reports"), head_cells(heads), rows, "owing"))
    return section("reports", say("board.part.reports"), body)


def _is_named(one: UnitView) -> bool:
    settled = one.report is Reporting.EXEMPT or is_whole(one)
    return came_late(one) or not settled


def _unit(one: UnitView, row: dict[str, str]) -> Iterator[str]:
    yield row_head(said(row["unit"]))
    yield cell(said(row["due"]), "mid")
    yield cell(said(row["sent"]), "mid")
    yield cell(marked(row["on_time"], report_mark(one)))
    yield cell(said(row["document"]))
    yield cell(said(row["reminders"]), "mid")
    yield cell(said(row["record"]), "mid")
