"""Tasks by area, reporting discipline and open points on a screen."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

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
from cchc.features.status.show.indicators import Screen
from cchc.phrases.figure_phrases import named, verdict_words
from cchc.phrases.obstacle_line import obstacle_line
from cchc.phrases.sign_book import own_lines, sign_sentences
from cchc.phrases.task_phrases import by_area, labels_of, progress_words
from cchc.screen.layout import (
    NARROW,
    Block,
    Cells,
    GridColumn,
    StyledText,
    grid,
    indented,
    marked,
)
from cchc.screen.status_style import BAD, DULL, STATUS, TASK, WARN
from cchc.text.day import short
from cchc.text.sanitize import one_line

NAMED = 4


def task_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Each area with its counts, then its tasks, what is late first."""
    if not view.tasks:
        yield StyledText(screen.voice.say("screen.none.tasks"))
    for name, found in by_area(view, screen.voice.say("screen.area.none")):
        yield _area(name, found, screen)
        yield from _rows(found, screen)


def _area(name: str, found: Sequence[TaskView], screen: Screen) -> Block:
    say = screen.voice.say
    numbers = Counter(each.status for each in found)
    counted = [
        say("screen.count", number=numbers[each], word=say(f"task.status.{each}"))
        for each in TASK_ORDER
        if numbers[each]
    ]
    line = StyledText(name, style="bold")
    return line.append(f"  {', '.join(counted)}", style=f"not bold {DULL}")


def _rows(found: Sequence[TaskView], screen: Screen) -> Iterator[Block]:
    if screen.width < NARROW:
        for each in found:
            yield indented(_name(each), 2)
            line = _status(each, screen).append_text(
                StyledText(f" {_facts(each, screen)}")
            )
            yield indented(line, 4)
            if each.status is TaskStatus.OVERDUE and each.waiting:
                yield indented(_waiting(each, screen), 4)
        return
    width = max(_status(task, screen).cell_len for task in found)
    columns = (
        GridColumn(width, long="ellipsis"),
        GridColumn(share=True, long="ellipsis"),
        GridColumn(right=True, long="ellipsis"),
    )
    rows: list[Cells] = []
    for task in found:
        rows.append((_status(task, screen), _name(task), _facts(task, screen)))
        if task.status is TaskStatus.OVERDUE and task.waiting:
            rows.append(("", _waiting(task, screen)))
    yield grid(columns, rows, 2)


def _name(view: TaskView) -> StyledText:
    return StyledText(f"{one_line(view.task.id)} {one_line(view.task.name)}")


def _waiting(view: TaskView, screen: Screen) -> StyledText:
    who = named(view.waiting[:NAMED], screen.names)
    said = screen.voice.say("screen.task.waiting", units=who)
    more = len(view.waiting) - NAMED
    if more > 0:
        said = screen.voice.say("screen.task.waiting.more", units=who, number=more)
    return StyledText(said, style=DULL, no_wrap=False, overflow="fold")


def _status(view: TaskView, screen: Screen) -> StyledText:
    return marked(screen.voice.say(f"task.status.{view.status}"), TASK[view.status])


def _facts(view: TaskView, screen: Screen) -> str:
    """The day it was done; else `2/3 · hạn 31/5/2022`."""
    if view.done is not None:
        return short(view.done)
    due = ""
    if view.due is not None:
        due = screen.voice.say("screen.task.due", day=short(view.due))
    return " · ".join(part for part in (progress_words(view), due) if part)


def report_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """How many reports came, who is late by how much, who is silent."""
    if not view.reports.expected:
        yield StyledText(screen.voice.say("screen.none.reports"))
        return
    numbers = view.reports
    yield StyledText(
        screen.voice.say(
            "screen.reports.counts",
            expected=numbers.expected,
            submitted=numbers.submitted,
            on_time=numbers.on_time,
            overdue=numbers.overdue,
        )
    )
    for code, style, names in unit_groups(view, screen):
        said = screen.voice.say(f"screen.reports.{code}", units=", ".join(names))
        yield indented(StyledText(said, style=style), 2)
    if len(view.units) == 1:
        yield from _record(view, screen)
    else:
        yield from _blemished(view, screen)


def _blemished(view: StatusView, screen: Screen) -> Iterator[Block]:
    """The units that were not in time in every period of the year so far."""
    records = [(e.unit.id, view.records.get(e.unit.id, NO_RECORD)) for e in view.units]
    names = [
        f"{named((unit,), screen.names)} {one.on_time}/{one.of}"
        for unit, one in records
        if one.on_time < one.of
    ]
    if names:
        said = screen.voice.say("screen.reports.blemished", units=", ".join(names))
        yield indented(StyledText(said), 2)


def signing_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Who signed and issued what and who has not, once anything was recorded."""
    book = view.signing
    if book is None:
        return
    alone = len(view.units) == 1
    said = (
        own_lines(book, screen.voice) if alone else sign_sentences(book, screen.voice)
    )
    yield from (StyledText(each, overflow="fold") for each in said)


def _record(view: StatusView, screen: Screen) -> Iterator[Block]:
    """The record of the one unit that is shown, once a due day has passed."""
    name = view.units[0].unit.id
    record = view.records.get(name, NO_RECORD)
    if record.of:
        numbers = {"on_time": record.on_time, "of": record.of}
        said = screen.voice.say(
            "screen.reports.record",
            unit=named((name,), screen.names),
            reminders=record.reminders,
            **numbers,
        )
        yield indented(StyledText(said), 2)


def unit_groups(
    view: StatusView, screen: Screen
) -> Iterator[tuple[str, str, list[str]]]:
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
            yield code, style, [_named(each, code, labels, screen) for each in found]


def _named(one: UnitView, code: str, labels: dict[str, str], screen: Screen) -> str:
    name = named((one.unit.id,), screen.names)
    if code == "reminded":
        return screen.voice.say("screen.reports.times", unit=name, n=len(one.reminded))
    if code == "extended" and one.relief is not None:
        days = {"due": short(one.due), "old": short(one.relief.due)}
        return screen.voice.say("screen.reports.until", unit=name, **days)
    if code == "incomplete" and one.missing:
        what = ", ".join(labels.get(each, one_line(each)) for each in one.missing)
        return screen.voice.say("screen.reports.missing", unit=name, indicators=what)
    if one.late_days:
        return screen.voice.say("screen.reports.days", unit=name, n=one.late_days)
    return name


def open_point_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Obstacles, and figures without a verdict with the units that are silent."""
    unknown = [
        each
        for each in every_indicator(view)
        if each.verdict.status is Status.UNDETERMINED
    ]
    if not view.obstacles and not unknown:
        yield StyledText(screen.voice.say("screen.none.open"))
    if view.obstacles:
        count, left = sum(e.is_open for e in view.obstacles), view.unanswered
        yield StyledText(
            screen.voice.say("screen.open.counts", open=count, unanswered=left)
        )
        labels = labels_of(view)
        yield from (
            obstacle_line(each, labels, screen.names, screen.voice)
            for each in view.obstacles
        )
    yield from (_undetermined(each, screen) for each in unknown)


def _undetermined(view: IndicatorView, screen: Screen) -> Block:
    symbol, colour = STATUS[Status.UNDETERMINED]
    said = screen.voice.say(
        "screen.open.undetermined",
        name=one_line(view.indicator.name),
        verdict=verdict_words(view, screen.voice, last=screen.last),
        units=named(view.coverage.unknown or view.coverage.silent, screen.names),
    )
    line = StyledText(f"{symbol} {said}", style=colour, overflow="fold")
    return indented(line, 2)
