"""What waits for the head of the authority: who answers for it, what is asked.

Unanswered obstacles, figures that are behind or lost, tasks overdue; the chairman's
page and the message for chat say them in the same words as the report.
"""

from collections.abc import Iterable

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import (
    IndicatorView,
    Status,
    StatusView,
    TaskStatus,
    TaskView,
)
from cchc.phrases.figure_phrases import (
    NOTHING,
    pace_words,
    signed,
    verdict_words,
)
from cchc.phrases.indicator_sentences import Clerk
from cchc.phrases.truncation import clipped
from cchc.phrases.unit_filters import progress_words
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line

RED = (Status.FAILED, Status.UNREACHABLE, Status.BEHIND)
LOST = (Status.FAILED, Status.UNREACHABLE)
AMBER = (Status.DONE_LATE, Status.UNDETERMINED, Status.NO_BASELINE, Status.WATCH)
LONGEST = 90
"""Letters of what a unit wrote or a plan calls a thing; the report has it whole."""

SHORT = 70
MOST_UNITS = 3


class Matter(Record):
    """One row: what, how it stands, who answers for it, the decision asked for.

    `short` is what in a few words, with the figure but without the story.
    """

    text: str
    short: str
    state: str
    units: str
    ask: str


def red_figures(view: StatusView) -> list[IndicatorView]:
    """Figures that are lost or behind, the worst first."""
    return _by_status(view, RED)


def amber_figures(view: StatusView) -> list[IndicatorView]:
    """Figures to be watched, or that cannot be judged yet."""
    return _by_status(view, AMBER)


def _by_status(view: StatusView, among: tuple[Status, ...]) -> list[IndicatorView]:
    found = [e for e in every_indicator(view) if e.verdict.status in among]
    return sorted(found, key=lambda each: among.index(each.verdict.status))


def overdue_tasks(view: StatusView) -> list[TaskView]:
    """Tasks overdue at the judgement date, the oldest first."""
    found = (e for e in view.tasks if e.status is TaskStatus.OVERDUE and e.due)
    return sorted(found, key=lambda each: str(each.due))


def some_units(ids: Iterable[str], clerk: Clerk, most: int = MOST_UNITS) -> str:
    """Names of units; of a long list the first and how many more."""
    known = tuple(ids)
    if len(known) <= most + 1:
        return clerk.units(known) or NOTHING
    more = clerk.count(len(known) - most)
    return clerk.voice.say(
        "matter.units.more", units=clerk.units(known[:most]), number=more
    )


def obstacle_matters(clerk: Clerk) -> list[Matter]:
    """What units raised and nobody has answered, the overdue answers first."""
    found = (each for each in clerk.view.obstacles if each.is_unanswered)
    return [_obstacle(each, clerk) for each in found]


def _obstacle(view: ObstacleView, clerk: Clerk) -> Matter:
    one, given = view.obstacle, view.assigned
    who = (given.unit if given else None) or one.to
    raised = clerk.voice.say(
        "matter.raised", unit=clerk.units((one.unit,)), day=short(one.raised)
    )
    return Matter(
        f"{clipped(one.text, LONGEST)} ({raised})",
        clipped(one.text, SHORT),
        _obstacle_state(view, clerk),
        clerk.units((who,)) if who else clerk.voice.say("matter.unassigned"),
        _obstacle_ask(view, clerk),
    )


def _obstacle_state(view: ObstacleView, clerk: Clerk) -> str:
    if view.late:
        return clerk.voice.say("matter.answer.late", number=clerk.count(view.late))
    return clerk.voice.say("matter.unanswered", number=clerk.count(view.age))


def _obstacle_ask(view: ObstacleView, clerk: Clerk) -> str:
    """The unit's own proposal; without one, that somebody be charged with it."""
    if view.obstacle.proposal:
        return clipped(view.obstacle.proposal, LONGEST)
    given = view.assigned is not None
    return clerk.voice.say("matter.ask.answer" if given else "matter.ask.assign")


def red_matters(clerk: Clerk) -> list[Matter]:
    """Figures lost or behind, each with its cause where a unit named one."""
    return [_figure(each, clerk) for each in red_figures(clerk.view)]


def _figure(view: IndicatorView, clerk: Clerk) -> Matter:
    one = view.indicator
    short = text = _short_figure(view, clerk)
    cause = next(
        (
            each.obstacle.cause
            for each in clerk.view.obstacles
            if each.is_open and each.obstacle.about == one.id and each.obstacle.cause
        ),
        None,
    )
    if cause:
        said = clerk.voice.say("matter.cause", cause=clipped(cause, LONGEST))
        text = f"{text}; {said}"
    units = (one.lead,) if one.lead else one.reporters
    verdict = verdict_words(view, clerk.voice, last=clerk.last)
    return Matter(
        text,
        short,
        verdict,
        some_units(units, clerk),
        _figure_ask(view, clerk),
    )


def _short_figure(view: IndicatorView, clerk: Clerk) -> str:
    """`Tỷ lệ giải ngân 12,4% (ước; 22.630/182.500 triệu đồng), cần đạt 15%`."""
    one = view.indicator
    due = signed(one, view.shown_expected)
    goal = due if due not in {"", NOTHING} else signed(one, view.shown_target)
    name = clipped(one.name, SHORT)
    figure = _figure_words(view, clerk)
    return clerk.voice.say("matter.figure", name=name, figure=figure, goal=goal)


def _figure_words(view: IndicatorView, clerk: Clerk) -> str:
    """The figure with its unit; of a rate n/d; whether it is an estimate."""
    one = view.indicator
    said = signed(one, view.shown) or NOTHING
    unit = "" if one.unit == "%" else one_line(one.unit)
    more = []
    if view.quality is not Quality.FINAL:
        more.append(clerk.voice.say(f"quality.{view.quality}"))
    if view.numerator is not None and view.denominator is not None:
        of = one_line(one.amount.unit or "") if one.amount else ""
        rate = f"{vietnamese(view.numerator)}/{vietnamese(view.denominator)}"
        more.append(f"{rate} {of}".strip())
    told = f"{said} {unit}".strip()
    return f"{told} ({'; '.join(more)})" if more else told


def _figure_ask(view: IndicatorView, clerk: Clerk) -> str:
    """The pace that is left to make; an account of what is lost."""
    if view.verdict.status in LOST:
        return clerk.voice.say("matter.ask.lost")
    if view.pace is None:
        return clerk.voice.say("matter.ask.behind")
    one = view.indicator
    unit = "" if one.unit in {"", "%"} else f" {one_line(one.unit)}"
    pace = f"{pace_words(one, view.pace, clerk.voice)}{unit}"
    return clerk.voice.say("matter.ask.pace", pace=pace)


def overdue_matters(clerk: Clerk) -> list[Matter]:
    """Tasks overdue, each with those who have not done it."""
    return [_task(each, clerk) for each in overdue_tasks(clerk.view)]


def _task(view: TaskView, clerk: Clerk) -> Matter:
    text = clipped(view.task.name, LONGEST)
    if progress := progress_words(view):
        text = clerk.voice.say("matter.task.progress", name=text, progress=progress)
    due = short(view.due) if view.due else NOTHING
    return Matter(
        text,
        clipped(view.task.name, SHORT),
        clerk.voice.say("matter.task.due", day=due),
        some_units(view.waiting or view.task.doers, clerk),
        clerk.voice.say("matter.ask.task"),
    )


def watched_words(clerk: Clerk) -> list[str]:
    """Figures to be watched or not to be judged yet, each by name and verdict."""
    return [
        clerk.voice.say(
            "matter.named",
            name=clipped(each.indicator.name, LONGEST),
            verdict=verdict_words(each, clerk.voice, last=clerk.last),
        )
        for each in amber_figures(clerk.view)
    ]
