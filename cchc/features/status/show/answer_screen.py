"""`cchc status` on one screen: what stands, what needs action now, who, what is next.

Every entry is one line, cut to the width; who pulls a figure down stands below it
where there is room. What is fine is counted in one line.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import (
    ASIDE_STATUSES,
    ENDED_TASKS,
    GOOD_STATUSES,
    TASK_ORDER,
    UNCOUNTED_STATUSES,
    WORST_FIRST,
    Reporting,
    Status,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_closed,
    is_extended,
    is_overdue,
    is_reminded,
    is_returned,
    is_silent,
    is_still_open,
    is_waited_for,
)
from cchc.features.status.show.indicators import Screen
from cchc.phrases.figure_phrases import open_reasons, verdict_words
from cchc.phrases.grammar import short_words
from cchc.phrases.obstacles import state_words
from cchc.phrases.report_states import waiting_words
from cchc.phrases.share_phrases import part_of_allotment
from cchc.phrases.task_phrases import labels_of
from cchc.phrases.troubled import MOST_LINES, is_ceiling, pulling_units, troubled_lines
from cchc.screen.layout import (
    Block,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    TitleLine,
)
from cchc.screen.status_style import BAD, DULL, STATUS, TASK, WARN
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.text.width import columns, shorten
from cchc.words.period import label
from cchc.words.prose import join_names
from cchc.words.translator import short_voice

UNKNOWN = Status.UNDETERMINED
NOTED_REPORTS = frozenset({"returned", "disputed", "questioned", "closed"})
"""Kinds of reports that somebody must come back to."""
FEW_LINES, MOST_TASKS, FEWEST, MOST_NAMES, MOST_PULLING = 6, 3, 2, 5, 3
SOON = timedelta(days=30)
"""How long before its day a task is told by name."""
NAME = 26
"""Cells that the name of a unit has before its obstacle, on any screen."""
TITLES = 7
"""Lines of what always stands: three titles, what else waits, the next report, how to
see all, and one to breathe."""


def answer_blocks(view: StatusView, screen: Screen, room: int) -> Iterator[Block]:
    """All below the head: counts, what needs action, who is waited for, the rest.

    What waits for the leader and what is next fill the `room` that is left.
    """
    above = list(_counts(view, screen))
    if len(screen.issued) > 1:  # the sentence alone says that nothing changed
        above.append(_one_line(screen.issued[0], WARN))
    act = [*_lines_to_act(view, screen), *_tasks_to_act(view, screen)]
    silent, fine = list(_silent(view, screen)), list(_fine(view, screen))
    always = (*above, *act, *silent, *fine)
    used = sum(len([*block.lines(screen.width)]) for block in always)
    left = room - used - TITLES - bool(act) - bool(silent)
    unanswered = (own for own in view.obstacles if own.is_unanswered)
    waiting = sorted(unanswered, key=lambda own: (-own.late, -own.age))
    coming = _coming(view)
    fewest = min(len(waiting), FEWEST) + min(len(coming), FEWEST) + bool(coming)
    spare = 0 if screen.is_narrow else max(left - fewest, 0)
    shown = min(len(waiting), FEWEST + spare)
    spare -= shown - min(len(waiting), FEWEST)
    parts = (
        ("act", act),
        ("silent", silent),
        ("decide", list(_to_decide(view, screen, waiting[:shown]))),
        ("next", list(_next(view, screen, coming, FEWEST + spare))),
        ("fine", fine),
    )
    yield from above
    if not act:
        yield _one_line(screen.say("screen.answer.nothing"))
    for code, blocks in parts:
        if blocks:
            yield TitleLine(screen.say(f"screen.answer.{code}"))
            yield from blocks
    yield _one_line(screen.say("screen.answer.more"), DULL)


def _one_line(text: str, style: str = "") -> StyledText:
    return StyledText(text, style=style, overflow="ellipsis")


def _counts(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Commitments by what stands, then all tasks by how they stand."""
    if view.commitments:
        numbers = Counter(commitment.standing for commitment in view.commitments)
        total = screen.say("screen.total.commitments", number=len(view.commitments))
        words = screen.count_words(numbers, (*WORST_FIRST, *UNCOUNTED_STATUSES))
        yield StyledText(f"{total}: {words}", style="bold")
    if view.tasks:
        tasks = Counter(task.status for task in view.tasks)
        total = screen.say("screen.total.tasks", number=len(view.tasks))
        counted = f"{total}: {screen.count_words(tasks, TASK_ORDER)}"
        yield _one_line(counted) if screen.is_narrow else StyledText(counted)


def _lines_to_act(view: StatusView, screen: Screen) -> Iterator[Block]:
    lines, most = troubled_lines(view), FEW_LINES if screen.is_narrow else MOST_LINES
    unknown = [line for line in lines if line.standing_verdict.status is UNKNOWN]
    lines = [line for line in lines if line not in unknown]
    for line in lines[:most]:
        symbol, colour = STATUS[line.standing_verdict.status]
        name = StyledText(f"{symbol} ", colour)
        name.append(one_line(line.indicator.name))
        yield _row(name, StyledText(_figure(line, screen), colour))
        if not screen.is_narrow and (pulled := _who(line, screen)):
            yield Indented(_one_line(pulled, DULL), 2)
    if (more := len(lines) - most) > 0:
        yield _one_line(screen.say("screen.answer.lines.more", n=more), DULL)
    if unknown:  # nobody can act on them but those who are named as silent
        symbol, colour = STATUS[UNKNOWN]
        share = screen.say("screen.answer.unknown", n=len(unknown))
        yield _one_line(f"{symbol} {share}", colour)
        for line in unknown if len(unknown) == 1 else ():
            yield Indented(_one_line(_who(line, screen), DULL), 2)
        names = "; ".join(one_line(line.indicator.name) for line in unknown)
        yield Indented(_one_line(names, DULL), 2)


def _row(left: StyledText, right: StyledText) -> Block:
    """Two texts on one line, the left one cut."""
    name = GridColumn(share=True, long="ellipsis")
    columns = name, GridColumn(right=True, long="ellipsis")
    return ColumnGrid(columns, ((left, right),))


def _figure(line: IndicatorView, screen: Screen) -> str:
    """The short form of the grammar and the verdict; else the verdict alone."""
    word = screen.status_word(line.standing_verdict.status)
    figure = short_words(line, short_voice(screen.voice))
    if screen.is_narrow:
        return figure or word
    # without a figure: what was judged last, and in which period
    judged = verdict_words(line, screen.voice, last=screen.last)
    return f"{figure} · {word}" if figure else judged


def _who(line: IndicatorView, screen: Screen) -> str:
    """Who leaves it open, else the units that pull it down, the worst first."""
    if line.standing_verdict.status is UNKNOWN:
        return "; ".join(open_reasons(line, screen.units, screen.voice))
    pulling = pulling_units(line)[:MOST_PULLING]
    if not pulling:
        return ""
    words = ", ".join(
        f"{screen.units([share.unit])} {part_of_allotment(line, share)}"
        for share in pulling
    )
    code = "screen.answer.pulling.most" if is_ceiling(line) else "screen.answer.pulling"
    return screen.say(code, units=words)


def _tasks_to_act(view: StatusView, screen: Screen) -> Iterator[Block]:
    late = sorted(
        (task for task in view.tasks if task.status is TaskStatus.OVERDUE),
        key=lambda task: task.due or view.as_of,
    )
    for task in late[:MOST_TASKS]:
        yield _task_row(task, screen)
    if (more := len(late) - MOST_TASKS) > 0:
        yield _one_line(screen.say("screen.answer.tasks.more", n=more), DULL)


def _task_row(task: TaskView, screen: Screen) -> Block:
    symbol, colour = TASK[task.status]
    name = StyledText(f"{symbol} ", colour)
    name.append(f"{one_line(task.task.id)} {one_line(task.task.name)}")
    units = task.waiting or task.task.doers
    due = screen.say("screen.task.due", day=short(task.due)) if task.due else ""
    who = join_names(units, screen.names)
    if len(units) > 1:
        who = screen.say("screen.answer.units", n=len(units))
    who = shorten(who, screen.width * 3 // 5 - columns(due))
    right = due if screen.is_narrow else ", ".join(filter(None, (who, due)))
    style = colour if task.status is TaskStatus.OVERDUE else DULL
    return _row(name, StyledText(right, style))


def _silent(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Who has not sent the whole report of the period, those that are late first.

    A report that was sent back is named by itself.
    """
    owing = [u for u in view.units if is_waited_for(u) and not is_returned(u)]
    late = [unit for unit in owing if is_overdue(unit, view.as_of)]
    open_ = [unit for unit in owing if unit not in late]
    groups = (("late", late, BAD), ("open", open_, ""))
    for code, units, style in (group for group in groups if group[1]):
        most = FEWEST if screen.is_narrow else MOST_NAMES
        names = screen.units(u.unit.id for u in units[:most])
        if (n := len(units) - most) > 0:
            names = screen.say("screen.answer.names.more", names=names, n=n)
        due = short(min(unit.due for unit in units))
        share = screen.say(f"screen.answer.{code}", n=len(units), names=names, due=due)
        is_cut = screen.is_narrow and code == "open"
        yield _one_line(share, style) if is_cut else StyledText(share, style)
    for line in unit_group_lines(view, screen, NOTED_REPORTS):
        yield _one_line(line.plain, WARN) if screen.is_narrow else line


def _to_decide(
    view: StatusView, screen: Screen, waiting: list[ObstacleView]
) -> Iterator[Block]:
    """The obstacles that wait longest for an answer; reports to be accepted."""
    for own in waiting:
        unit = join_names((own.obstacle.unit,), screen.names)
        unit = shorten(unit, max(NAME, screen.width // 3))
        number = own.obstacle.id
        text = StyledText(f"! {number}. {unit}: {one_line(own.obstacle.text)}")
        state = state_words(own, screen.voice)
        yield _row(text, StyledText("" if screen.is_narrow else state, WARN))
    if (more := sum(o.is_unanswered for o in view.obstacles) - len(waiting)) > 0:
        yield _one_line(screen.say("screen.answer.obstacles.more", n=more), DULL)
    sent = [unit for unit in view.units if unit.report is Reporting.SUBMITTED]
    if screen.is_reviewed and sent:
        yield _one_line(screen.say("screen.answer.accept", n=len(sent)))


def _coming(view: StatusView) -> list[TaskView]:
    """The tasks that are due next or fell due after the cut-off, the first first."""
    named_above = (TaskStatus.OVERDUE, *ENDED_TASKS)
    tasks = (task for task in view.tasks if task.due and task.status not in named_above)
    return sorted(tasks, key=lambda task: task.due or view.as_of)


def _next(
    view: StatusView, screen: Screen, tasks: list[TaskView], most: int
) -> Iterator[Block]:
    """The next report, and tasks due within the period or `SOON`; others by number."""
    coming = [p for p in view.periods if p.due >= view.as_of]
    if coming:
        period, day = label(coming[0], screen.voice), short(coming[0].due)
        yield _one_line(screen.say("screen.answer.report", period=period, day=day))
    until = max(view.as_of + SOON, view.period.due)
    near = [task for task in tasks if task.due and task.due <= until][:most]
    for task in near:
        yield _task_row(task, screen)
    for first in tasks[len(near) : len(near) + 1]:
        code = "screen.answer.next.more" if near else "screen.answer.next.later"
        day = short(first.due) if first.due else ""
        rest = screen.say(code, n=len(tasks) - len(near), day=day)
        yield _one_line(rest, DULL)


def _fine(view: StatusView, screen: Screen) -> Iterator[Block]:
    """How many indicators are fine, and how many are not judged yet."""
    numbers = Counter(line.standing_verdict.status for line in every_indicator(view))
    for group, statuses in (("fine", GOOD_STATUSES), ("aside", ASIDE_STATUSES)):
        if total := sum(numbers[status] for status in statuses):
            words = screen.count_words(numbers, statuses)
            share = screen.say(f"screen.answer.{group}.of", n=total, words=words)
            yield _one_line(share)


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
