"""Tasks by area, reporting discipline and open points on a screen."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import TASK_ORDER, Reporting, Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_extended,
    is_reminded,
    is_silent,
    is_still_open,
)
from cchc.features.status.show.indicators import NARROW, AppContext, marked
from cchc.phrases.figure_phrases import named, verdict_words
from cchc.phrases.obstacle_line import obstacle_line
from cchc.phrases.sign_book import own_lines, sign_sentences
from cchc.phrases.task_phrases import by_area, labels_of, progress_words
from cchc.screen.status_style import BAD, DULL, STATUS, TASK, WARN
from cchc.text.day import short
from cchc.text.sanitize import one_line

NAMED = 4


def tasks(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """Each area with its counts, then its tasks, what is late first."""
    if not view.tasks:
        yield Text(app.voice.say("screen.none.tasks"))
    for name, found in by_area(view, app.voice.say("screen.area.none")):
        yield _area(name, found, app)
        yield from _rows(found, app)


def _area(name: str, found: Sequence[TaskView], app: AppContext) -> RenderableType:
    say = app.voice.say
    numbers = Counter(each.status for each in found)
    counted = [
        say("screen.count", number=numbers[each], word=say(f"task.status.{each}"))
        for each in TASK_ORDER
        if numbers[each]
    ]
    line = Text(name, style="bold")
    return line.append(f"  {', '.join(counted)}", style=f"not bold {DULL}")


def _rows(found: Sequence[TaskView], app: AppContext) -> Iterator[RenderableType]:
    if app.width < NARROW:
        for each in found:
            yield Padding(_name(each), (0, 0, 0, 2))
            line = _status(each, app).append_text(Text(f" {_facts(each, app)}"))
            yield Padding(line, (0, 0, 0, 4))
            if each.status is TaskStatus.OVERDUE and each.waiting:
                yield Padding(_waiting(each, app), (0, 0, 0, 4))
        return
    grid = Grid.grid(padding=(0, 1, 0, 0), expand=True)
    words = (_status(each, app).cell_len for each in found)
    grid.add_column(width=max(words), no_wrap=True)
    grid.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    grid.add_column(justify="right", no_wrap=True, overflow="ellipsis")
    for each in found:
        grid.add_row(_status(each, app), _name(each), _facts(each, app))
        if each.status is TaskStatus.OVERDUE and each.waiting:
            grid.add_row("", _waiting(each, app))
    yield Padding(grid, (0, 0, 0, 2))


def _name(view: TaskView) -> Text:
    return Text(f"{one_line(view.task.id)} {one_line(view.task.name)}")


def _waiting(view: TaskView, app: AppContext) -> Text:
    who = named(view.waiting[:NAMED], app.names)
    said = app.voice.say("screen.task.waiting", units=who)
    more = len(view.waiting) - NAMED
    if more > 0:
        said = app.voice.say("screen.task.waiting.more", units=who, number=more)
    return Text(said, style=DULL, no_wrap=False, overflow="fold")


def _status(view: TaskView, app: AppContext) -> Text:
    return marked(app.voice.say(f"task.status.{view.status}"), TASK[view.status])


def _facts(view: TaskView, app: AppContext) -> str:
    """The day it was done; else `2/3 · hạn 31/5/2022`."""
    if view.done is not None:
        return short(view.done)
    due = ""
    if view.due is not None:
        due = app.voice.say("screen.task.due", day=short(view.due))
    return " · ".join(part for part in (progress_words(view), due) if part)


def discipline(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """How many reports came, who is late by how much, who is silent."""
    if not view.reports.expected:
        yield Text(app.voice.say("screen.none.reports"))
        return
    numbers = view.reports
    yield Text(
        app.voice.say(
            "screen.reports.counts",
            expected=numbers.expected,
            submitted=numbers.submitted,
            on_time=numbers.on_time,
            overdue=numbers.overdue,
        )
    )
    for code, style, names in groups(view, app):
        said = app.voice.say(f"screen.reports.{code}", units=", ".join(names))
        yield Padding(Text(said, style=style), (0, 0, 0, 2))
    if len(view.units) == 1:
        yield from _record(view, app)
    else:
        yield from _blemished(view, app)


def _blemished(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """The units that were not in time in every period of the year so far."""
    records = [(e.unit.id, view.records.get(e.unit.id, NO_RECORD)) for e in view.units]
    names = [
        f"{named((unit,), app.names)} {one.on_time}/{one.of}"
        for unit, one in records
        if one.on_time < one.of
    ]
    if names:
        said = app.voice.say("screen.reports.blemished", units=", ".join(names))
        yield Padding(Text(said), (0, 0, 0, 2))


def signed_papers(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """Who signed and issued what and who has not, once anything was recorded."""
    book = view.signing
    if book is None:
        return
    alone = len(view.units) == 1
    said = own_lines(book, app.voice) if alone else sign_sentences(book, app.voice)
    yield from (Text(each, overflow="fold") for each in said)


def _record(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """The record of the one unit that is shown, once a due day has passed."""
    name = view.units[0].unit.id
    record = view.records.get(name, NO_RECORD)
    if record.of:
        numbers = {"on_time": record.on_time, "of": record.of}
        said = app.voice.say(
            "screen.reports.record",
            unit=named((name,), app.names),
            reminders=record.reminders,
            **numbers,
        )
        yield Padding(Text(said), (0, 0, 0, 2))


def groups(view: StatusView, app: AppContext) -> Iterator[tuple[str, str, list[str]]]:
    """Code, colour and names of each kind of unit that is worth a word."""
    kinds: tuple[tuple[str, str, Callable[[UnitView], bool]], ...] = (
        ("silent", BAD, is_silent),
        ("returned", WARN, lambda one: one.report is Reporting.RETURNED),
        ("incomplete", WARN, lambda one: one.report is Reporting.INCOMPLETE),
        ("late", WARN, came_late),
        ("waiting", "default", is_still_open),
        ("exempt", DULL, lambda one: one.report is Reporting.EXEMPT),
        ("extended", DULL, is_extended),
        ("reminded", DULL, is_reminded),
    )
    labels = labels_of(view)
    for code, style, belongs in kinds:
        if found := [each for each in view.units if belongs(each)]:
            yield code, style, [_named(each, code, labels, app) for each in found]


def _named(one: UnitView, code: str, labels: dict[str, str], app: AppContext) -> str:
    name = named((one.unit.id,), app.names)
    if code == "reminded":
        return app.voice.say("screen.reports.times", unit=name, n=len(one.reminded))
    if code == "extended" and one.relief is not None:
        days = {"due": short(one.due), "old": short(one.relief.due)}
        return app.voice.say("screen.reports.until", unit=name, **days)
    if code == "incomplete" and one.missing:
        what = ", ".join(labels.get(each, one_line(each)) for each in one.missing)
        return app.voice.say("screen.reports.missing", unit=name, indicators=what)
    if one.late_days:
        return app.voice.say("screen.reports.days", unit=name, n=one.late_days)
    return name


def open_points(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    """Obstacles, and figures without a verdict with the units that are silent."""
    unknown = [
        each
        for each in every_indicator(view)
        if each.verdict.status is Status.UNDETERMINED
    ]
    if not view.obstacles and not unknown:
        yield Text(app.voice.say("screen.none.open"))
    if view.obstacles:
        count, left = sum(e.is_open for e in view.obstacles), view.unanswered
        yield Text(app.voice.say("screen.open.counts", open=count, unanswered=left))
        labels = labels_of(view)
        yield from (
            obstacle_line(each, labels, app.names, app.voice) for each in view.obstacles
        )
    yield from (_undetermined(each, app) for each in unknown)


def _undetermined(view: IndicatorView, app: AppContext) -> RenderableType:
    symbol, colour = STATUS[Status.UNDETERMINED]
    said = app.voice.say(
        "screen.open.undetermined",
        name=one_line(view.indicator.name),
        verdict=verdict_words(view, app.voice, last=app.last),
        units=named(view.coverage.unknown or view.coverage.silent, app.names),
    )
    line = Text(f"{symbol} {said}", style=colour, overflow="fold")
    return Padding(line, (0, 0, 0, 2))
