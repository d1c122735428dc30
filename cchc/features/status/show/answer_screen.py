"""`cchc status` on one screen: what stands, what needs action now, who, what is next.

Every entry is one line, cut to the width; who pulls a figure down stands below it
where there is room. What is fine is counted in one line.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
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
from cchc.core.verdict.unit_reports import is_overdue, is_returned, is_waited_for
from cchc.features.status.show.indicators import Screen
from cchc.features.status.show.tasks import unit_group_lines
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    join_names,
    open_reasons,
    status_words,
    target_words,
    with_sign,
)
from cchc.phrases.obstacles import state_words
from cchc.phrases.share_phrases import part_of_allotment
from cchc.phrases.troubled import (
    MOST_LINES,
    is_ceiling,
    pulling_units,
    troubled_lines,
)
from cchc.screen.layout import (
    Block,
    Cells,
    ColumnGrid,
    GridColumn,
    Indented,
    StyledText,
    TitleLine,
)
from cchc.screen.status_style import BAD, DULL, STATUS, TASK, WARN
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import label

UNKNOWN = Status.UNDETERMINED
NOTED_REPORTS = frozenset({"returned", "disputed", "questioned", "closed"})
"""Kinds of reports that somebody must come back to."""
FEW_LINES, MOST_TASKS, MOST_OBSTACLES, MOST_NAMES, MOST_PULLING = 6, 3, 2, 5, 3


def answer_blocks(
    view: StatusView, screen: Screen, changes: tuple[str, ...], *, is_reviewed: bool
) -> Iterator[Block]:
    """All below the head: counts, what needs action, who is waited for, the rest."""
    yield from _counts(view, screen)
    if len(changes) > 1:  # the sentence alone says that nothing changed
        yield _one_line(changes[0], WARN)
    parts = (
        ("act", [*_lines_to_act(view, screen), *_tasks_to_act(view, screen)]),
        ("silent", list(_silent(view, screen))),
        ("decide", list(_to_decide(view, screen, is_reviewed=is_reviewed))),
        ("next", list(_next(view, screen))),
        ("fine", list(_fine(view, screen))),
    )
    for code, blocks in parts:
        if blocks:
            yield TitleLine(screen.say(f"screen.answer.{code}"))
            yield from blocks
    if not parts[0][1]:
        yield StyledText(screen.say("screen.answer.nothing"))
    yield _one_line(screen.say("screen.answer.more"), DULL)


def _one_line(text: str, style: str = "") -> StyledText:
    return StyledText(text, style=style, overflow="ellipsis")


def _counts(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Commitments by what stands, then all tasks by how they stand."""
    numbers = Counter(commitment.standing for commitment in view.commitments)
    if view.commitments:
        total = screen.say("screen.total.commitments", number=len(view.commitments))
        words = [
            screen.say(
                "screen.count",
                number=numbers[status],
                word=status_words(status, screen.voice, last=screen.last),
            )
            for status in (*WORST_FIRST, *UNCOUNTED_STATUSES)
            if numbers[status]
        ]
        yield StyledText(f"{total}: {', '.join(words)}", style="bold")
    tasks = Counter(task.status for task in view.tasks)
    if view.tasks:
        total = screen.say("screen.total.tasks", number=len(view.tasks))
        words = [
            screen.say(
                "screen.count",
                number=tasks[status],
                word=screen.say(f"task.status.{status}"),
            )
            for status in TASK_ORDER
            if tasks[status]
        ]
        counted = f"{total}: {', '.join(words)}"
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
        said = screen.say("screen.answer.unknown", n=len(unknown))
        yield _one_line(f"{symbol} {said}", colour)
        for line in unknown if len(unknown) == 1 else ():
            yield Indented(_one_line(_who(line, screen), DULL), 2)
        names = "; ".join(one_line(line.indicator.name) for line in unknown)
        yield Indented(_one_line(names, DULL), 2)


def _row(left: StyledText, right: StyledText) -> Block:
    """Two texts on one line, the left one cut."""
    columns = (
        GridColumn(share=True, long="ellipsis"),
        GridColumn(right=True, long="ellipsis"),
    )
    cells: Cells = (left, right)
    return ColumnGrid(columns, (cells,))


def _figure(line: IndicatorView, screen: Screen) -> str:
    """`12,4%, cần 15%`: the figure against what is due by now; else the verdict."""
    status = line.standing_verdict.status
    word = status_words(status, screen.voice, last=screen.last)
    figure = actual_words(line, screen.voice)
    if figure == NOTHING:
        return word
    due = with_sign(line.indicator, line.shown_expected)
    capped = is_ceiling(line)
    goal = target_words(line, screen.voice) if capped or due in {"", NOTHING} else due
    code = "screen.answer.ceiling" if capped else "screen.answer.figure"
    words = screen.say(code, figure=figure, goal=goal)
    return words if screen.is_narrow else f"{words} · {word}"


def _who(line: IndicatorView, screen: Screen) -> str:
    """Who leaves it open, else the units that pull it down, the worst first."""
    if line.standing_verdict.status is UNKNOWN:
        return "; ".join(open_reasons(line, screen.units, screen.voice))
    pulling = pulling_units(line)[:MOST_PULLING]
    if not pulling:
        return ""
    words = ", ".join(_part(line, share, screen) for share in pulling)
    code = "screen.answer.pulling.most" if is_ceiling(line) else "screen.answer.pulling"
    return screen.say(code, units=words)


def _part(line: IndicatorView, share: UnitShare, screen: Screen) -> str:
    """`Phường 2 83,3%`; of what was allotted `Phường 2 1/3`."""
    name = join_names((share.unit,), screen.names)
    return f"{name} {part_of_allotment(line, share)}"


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
    who = join_names(task.waiting or task.task.doers, screen.names)
    due = screen.say("screen.task.due", day=short(task.due)) if task.due else ""
    many = len(task.waiting or task.task.doers)
    if many > 1:
        who = screen.say("screen.answer.units", n=many)
    right = due if screen.is_narrow else ", ".join(filter(None, (who, due)))
    return _row(
        name, StyledText(right, colour if task.status is TaskStatus.OVERDUE else DULL)
    )


def _silent(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Who has not sent the whole report of the period, those that are late first.

    A report that was sent back is named by itself.
    """
    owing = [u for u in view.units if is_waited_for(u) and not is_returned(u)]
    late = [unit for unit in owing if is_overdue(unit, view.as_of)]
    open_ = [unit for unit in owing if unit not in late]
    for code, units, style in (("late", late, BAD), ("open", open_, "")):
        if not units:
            continue
        names = join_names([u.unit.id for u in units[:MOST_NAMES]], screen.names)
        if len(units) > MOST_NAMES:
            n = len(units) - MOST_NAMES
            names = screen.say("screen.answer.names.more", names=names, n=n)
        due = short(min(unit.due for unit in units))
        said = screen.say(f"screen.answer.{code}", n=len(units), names=names, due=due)
        yield _one_line(said, style) if screen.is_narrow else StyledText(said, style)
    for line in unit_group_lines(view, screen, NOTED_REPORTS):
        yield _one_line(line.plain, WARN) if screen.is_narrow else line


def _to_decide(
    view: StatusView, screen: Screen, *, is_reviewed: bool
) -> Iterator[Block]:
    """Obstacles that nobody answered, the oldest first; reports to be accepted."""
    waiting = [own for own in view.obstacles if own.is_unanswered]
    for own in sorted(waiting, key=lambda o: (-o.late, -o.age))[:MOST_OBSTACLES]:
        unit = join_names((own.obstacle.unit,), screen.names)
        text = StyledText(f"! {unit}: {one_line(own.obstacle.text)}")
        state = state_words(own, screen.voice)
        yield _row(text, StyledText("" if screen.is_narrow else state, WARN))
    if (more := len(waiting) - MOST_OBSTACLES) > 0:
        yield _one_line(screen.say("screen.answer.obstacles.more", n=more), DULL)
    sent = [unit for unit in view.units if unit.report is Reporting.SUBMITTED]
    if is_reviewed and sent:
        yield _one_line(screen.say("screen.answer.accept", n=len(sent)))


def _next(view: StatusView, screen: Screen) -> Iterator[Block]:
    """The next report and the next task that are due."""
    coming = [p for p in view.periods if p.due >= view.as_of]
    if coming:
        period = label(coming[0], screen.voice)
        said = screen.say(
            "screen.answer.report", period=period, day=short(coming[0].due)
        )
        yield _one_line(said)
    tasks = sorted(
        (task for task in view.tasks if _is_coming(task, view.as_of)),
        key=lambda task: task.due or view.as_of,
    )
    for task in tasks[:MOST_OBSTACLES]:
        yield _task_row(task, screen)


def _is_coming(task: TaskView, as_of: date) -> bool:
    is_open = task.status not in ENDED_TASKS
    return is_open and task.due is not None and task.due >= as_of


def _fine(view: StatusView, screen: Screen) -> Iterator[Block]:
    """How many indicators are fine, and how many are not judged yet."""
    numbers = Counter(line.standing_verdict.status for line in every_indicator(view))
    for group, statuses in (("fine", GOOD_STATUSES), ("aside", ASIDE_STATUSES)):
        total = sum(numbers[status] for status in statuses)
        if not total:
            continue
        words = ", ".join(
            screen.say(
                "screen.count",
                number=numbers[status],
                word=status_words(status, screen.voice, last=screen.last),
            )
            for status in statuses
            if numbers[status]
        )
        yield _one_line(screen.say(f"screen.answer.{group}.of", n=total, words=words))
