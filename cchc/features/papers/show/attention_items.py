"""What waits for the head of the authority: who answers for it, what is asked.

Unanswered obstacles, figures that are behind or lost, tasks overdue; the chairman's
page and the message for chat say them in the same words as the report.
"""

from collections.abc import Iterable

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    LOST_STATUSES,
    WEAK_STATUSES,
    Status,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.phrases.figure_phrases import (
    NOTHING,
    pace_words,
    signed,
    verdict_words,
)
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.truncation import clipped
from cchc.phrases.unit_filters import progress_words
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import one_line

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
    return _by_status(view, BAD_STATUSES)


def amber_figures(view: StatusView) -> list[IndicatorView]:
    """Figures to be watched, or that cannot be judged yet."""
    return _by_status(view, WEAK_STATUSES)


def _by_status(view: StatusView, among: tuple[Status, ...]) -> list[IndicatorView]:
    found = [e for e in every_indicator(view) if e.verdict.status in among]
    return sorted(found, key=lambda each: among.index(each.verdict.status))


def overdue_tasks(view: StatusView) -> list[TaskView]:
    """Tasks overdue at the judgement date, the oldest first."""
    found = (e for e in view.tasks if e.status is TaskStatus.OVERDUE and e.due)
    return sorted(found, key=lambda each: str(each.due))


def some_units(ids: Iterable[str], writer: Writer, most: int = MOST_UNITS) -> str:
    """Names of units; of a long list the first and how many more."""
    known = tuple(ids)
    if len(known) <= most + 1:
        return writer.units(known) or NOTHING
    more = writer.count(len(known) - most)
    return writer.say(
        "matter.units.more", units=writer.units(known[:most]), number=more
    )


def obstacle_matters(writer: Writer) -> list[Matter]:
    """What units raised and nobody has answered, the overdue answers first."""
    found = (each for each in writer.view.obstacles if each.is_unanswered)
    return [_obstacle(each, writer) for each in found]


def _obstacle(view: ObstacleView, writer: Writer) -> Matter:
    one, given = view.obstacle, view.assigned
    who = (given.unit if given else None) or one.to
    raised = writer.say(
        "matter.raised", unit=writer.units((one.unit,)), day=short(one.raised)
    )
    return Matter(
        f"{clipped(one.text, LONGEST)} ({raised})",
        clipped(one.text, SHORT),
        _obstacle_state(view, writer),
        writer.units((who,)) if who else writer.say("matter.unassigned"),
        _obstacle_ask(view, writer),
    )


def _obstacle_state(view: ObstacleView, writer: Writer) -> str:
    if view.late:
        return writer.say("matter.answer.late", number=writer.count(view.late))
    return writer.say("matter.unanswered", number=writer.count(view.age))


def _obstacle_ask(view: ObstacleView, writer: Writer) -> str:
    """The unit's own proposal; without one, that somebody be charged with it."""
    if view.obstacle.proposal:
        return clipped(view.obstacle.proposal, LONGEST)
    given = view.assigned is not None
    return writer.say("matter.ask.answer" if given else "matter.ask.assign")


def red_matters(writer: Writer) -> list[Matter]:
    """Figures lost or behind, each with its cause where a unit named one."""
    return [_figure(each, writer) for each in red_figures(writer.view)]


def _figure(view: IndicatorView, writer: Writer) -> Matter:
    one = view.indicator
    short = text = _short_figure(view, writer)
    cause = next(
        (
            each.obstacle.cause
            for each in writer.view.obstacles
            if each.is_open and each.obstacle.about == one.id and each.obstacle.cause
        ),
        None,
    )
    if cause:
        said = writer.say("matter.cause", cause=clipped(cause, LONGEST))
        text = f"{text}; {said}"
    units = (one.lead,) if one.lead else one.reporters
    verdict = verdict_words(view, writer.voice, last=writer.last)
    return Matter(
        text,
        short,
        verdict,
        some_units(units, writer),
        _figure_ask(view, writer),
    )


def _short_figure(view: IndicatorView, writer: Writer) -> str:
    """`Tỷ lệ giải ngân 12,4% (ước; 22.630/182.500 triệu đồng), cần đạt 15%`."""
    one = view.indicator
    due = signed(one, view.shown_expected)
    goal = due if due not in {"", NOTHING} else signed(one, view.shown_target)
    name = clipped(one.name, SHORT)
    figure = _figure_words(view, writer)
    return writer.say("matter.figure", name=name, figure=figure, goal=goal)


def _figure_words(view: IndicatorView, writer: Writer) -> str:
    """The figure with its unit; of a rate n/d; whether it is an estimate."""
    one = view.indicator
    said = signed(one, view.shown) or NOTHING
    unit = "" if one.unit == "%" else one_line(one.unit)
    more = []
    if view.quality is not Quality.FINAL:
        more.append(writer.say(f"quality.{view.quality}"))
    if view.numerator is not None and view.denominator is not None:
        of = one_line(one.amount.unit or "") if one.amount else ""
        rate = f"{vietnamese(view.numerator)}/{vietnamese(view.denominator)}"
        more.append(f"{rate} {of}".strip())
    told = f"{said} {unit}".strip()
    return f"{told} ({'; '.join(more)})" if more else told


def _figure_ask(view: IndicatorView, writer: Writer) -> str:
    """The pace that is left to make; an account of what is lost."""
    if view.verdict.status in LOST_STATUSES:
        return writer.say("matter.ask.lost")
    if view.pace is None:
        return writer.say("matter.ask.behind")
    one = view.indicator
    unit = "" if one.unit in {"", "%"} else f" {one_line(one.unit)}"
    pace = f"{pace_words(one, view.pace, writer.voice)}{unit}"
    return writer.say("matter.ask.pace", pace=pace)


def overdue_matters(writer: Writer) -> list[Matter]:
    """Tasks overdue, each with those who have not done it."""
    return [_task(each, writer) for each in overdue_tasks(writer.view)]


def _task(view: TaskView, writer: Writer) -> Matter:
    text = clipped(view.task.name, LONGEST)
    if progress := progress_words(view):
        text = writer.say("matter.task.progress", name=text, progress=progress)
    due = short(view.due) if view.due else NOTHING
    return Matter(
        text,
        clipped(view.task.name, SHORT),
        writer.say("matter.task.due", day=due),
        some_units(view.waiting or view.task.doers, writer),
        writer.say("matter.ask.task"),
    )


def watched_words(writer: Writer) -> list[str]:
    """Figures to be watched or not to be judged yet, each by name and verdict."""
    return [
        writer.say(
            "matter.named",
            name=clipped(each.indicator.name, LONGEST),
            verdict=verdict_words(each, writer.voice, last=writer.last),
        )
        for each in amber_figures(writer.view)
    ]
