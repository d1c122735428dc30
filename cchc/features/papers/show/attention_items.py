"""What waits for the head of the authority, and the whole in a few sentences.

Unanswered obstacles, figures that are behind or lost, tasks overdue; the chairman's
page and the message for chat say them in the same words as the report.
"""

from collections import Counter
from collections.abc import Sequence

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import LOST_STATUSES, REACHED_STATUSES, Status
from cchc.core.verdict.task import TaskView
from cchc.phrases.figure_phrases import (
    NOTHING,
    fraction_words,
    status_words,
    with_sign,
)
from cchc.phrases.pace_phrases import pace_words
from cchc.phrases.task_phrases import progress_words
from cchc.phrases.unit_texts import truncate
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import report_title

LONGEST = 90
"""Letters of what a unit wrote or a plan calls a thing; the report has it whole."""

SHORT = 70
MOST_TASKS = 2


class AttentionItem(Record):
    """One row: what, how it stands, who answers for it, the decision asked for.

    `short` is what in a few words, with the figure but without the story.
    """

    text: str
    short: str
    state: str
    units: str
    ask: str


def attention_items(writer: Writer) -> dict[str, list[AttentionItem]]:
    """What waits for a decision, by part: those that have nothing are empty."""
    digest = writer.digest
    return {
        "obstacles": [_obstacle_item(view, writer) for view in digest.unanswered],
        "red": [_figure_item(view, writer) for view in digest.red],
        "overdue": [_task_item(view, writer) for view in digest.oldest_overdue],
    }


def _obstacle_item(view: ObstacleView, writer: Writer) -> AttentionItem:
    """What a unit raised and nobody has answered; asked is its own proposal.

    Without one it is asked that somebody answer, or be charged with it.
    """
    obstacle, given = view.obstacle, view.assigned
    unit = (given.unit if given else None) or obstacle.to
    raiser, day = writer.units((obstacle.unit,)), short(obstacle.raised)
    raised = writer.say("matter.raised", unit=raiser, day=day)
    code = "matter.answer.late" if view.late else "matter.unanswered"
    if obstacle.proposal:
        ask = truncate(obstacle.proposal, LONGEST)
    else:
        ask = writer.say("matter.ask.answer" if given else "matter.ask.assign")
    return AttentionItem(
        text=f"{truncate(obstacle.text, LONGEST)} ({raised})",
        short=truncate(obstacle.text, SHORT),
        state=writer.say(code, number=writer.count(view.late or view.age)),
        units=writer.units((unit,)) if unit else writer.say("matter.unassigned"),
        ask=ask,
    )


def _figure_item(view: IndicatorView, writer: Writer) -> AttentionItem:
    """A figure lost or behind, with its cause where a unit named one.

    Asked is the pace that is left to make; an account of what is lost.
    """
    indicator, pace = view.indicator, view.pace
    text = figure = _figure_in_brief(view, writer)
    obstacles = (waiting.obstacle for waiting in writer.digest.open_obstacles)
    causes = (
        obstacle.cause
        for obstacle in obstacles
        if obstacle.about == indicator.id and obstacle.cause
    )
    if cause := next(causes, None):
        because = writer.say("matter.cause", cause=truncate(cause, LONGEST))
        text = f"{figure}; {because}"
    ask = writer.say("matter.ask.behind")
    if view.standing_verdict.status in LOST_STATUSES:
        ask = writer.say("matter.ask.lost")
    elif pace is not None:
        unit = "" if indicator.unit in {"", "%"} else f" {one_line(indicator.unit)}"
        words = pace_words(indicator, pace)
        ask = writer.say("matter.ask.pace", pace=f"{words}{unit}")
    units = (indicator.lead,) if indicator.lead else indicator.reporters
    return AttentionItem(
        text=text,
        short=figure,
        state=writer.verdict(view),
        units=writer.some_units(units),
        ask=ask,
    )


def _figure_in_brief(view: IndicatorView, writer: Writer) -> str:
    """`Tỷ lệ giải ngân 12,4% (ước; 22.630/182.500 triệu đồng), cần đạt 15%`."""
    indicator = view.indicator
    due = with_sign(indicator, view.shown_expected)
    goal = due if due not in {"", NOTHING} else with_sign(indicator, view.shown_target)
    unit = "" if indicator.unit == "%" else one_line(indicator.unit)
    figure = f"{with_sign(indicator, view.shown) or NOTHING} {unit}".strip()
    more = []
    if view.quality is not Quality.FINAL:
        more.append(writer.say(f"quality.{view.quality}"))
    if rate := fraction_words(view.numerator, view.denominator):
        of = one_line(indicator.amount.unit or "") if indicator.amount else ""
        more.append(f"{rate} {of}".strip())
    if more:
        figure = f"{figure} ({'; '.join(more)})"
    name = truncate(indicator.name, SHORT)
    return writer.say("matter.figure", name=name, figure=figure, goal=goal)


def _task_item(view: TaskView, writer: Writer) -> AttentionItem:
    """A task overdue, with those who have not done it."""
    text = truncate(view.task.name, LONGEST)
    if progress := progress_words(view):
        text = writer.say("matter.task.progress", name=text, progress=progress)
    due = short(view.due) if view.due else NOTHING
    return AttentionItem(
        text=text,
        short=truncate(view.task.name, SHORT),
        state=writer.say("matter.task.due", day=due),
        units=writer.some_units(view.waiting or view.task.doers),
        ask=writer.say("matter.ask.task"),
    )


def state_sentence(writer: Writer) -> str:
    """`Có 4/8 nội dung cam kết đạt hoặc vượt; 01 không thể đạt; 2/28 nhiệm vụ …`.

    How many stand how is told the worst first; those kept are told before.
    """
    signed = [commitment.standing for commitment in writer.digest.commitments]
    statuses: Sequence[Status] = signed or writer.digest.judged
    numbers, of = Counter(statuses), len(statuses)
    met = sum(numbers[status] for status in REACHED_STATUSES)
    code = "none" if not of else "commitments" if signed else "indicators"
    parts = [writer.say(f"overall.{code}", met=met, of=of)]
    others = []
    for status in Status:
        if numbers[status] and status not in REACHED_STATUSES:
            word = status_words(status, writer.voice, last=writer.last)
            number = writer.count(numbers[status])
            others.append(writer.say("overall.part", number=number, word=word))
    late, tasks = len(writer.digest.overdue_tasks), len(writer.view.tasks)
    code = "tasks.none" if not tasks else "tasks" if late else "tasks.good"
    counts = {"late": writer.count(late), "of": writer.count(tasks)}
    parts += [", ".join(others), writer.say(f"overall.{code}", **counts)]
    return writer.say("overall", said="; ".join(part for part in parts if part))


def next_lines(writer: Writer) -> list[str]:
    """The next report with its due day, and the tasks that fall due by then.

    Nothing is owed after the last period of the plan.
    """
    lines, period = [], writer.digest.next_period
    if period is not None:
        days = sorted({period.due_for(view.unit.kind) for view in writer.view.units})
        due = ", ".join(map(short, days or [period.due]))
        title = report_title(period, writer.voice)
        lines.append(writer.say("overall.next.report", report=title, due=due))
    tasks = sorted(writer.digest.next_tasks, key=lambda view: str(view.due))
    names = []
    for view in tasks[:MOST_TASKS]:
        name, day = truncate(view.task.name, SHORT), short(view.due) if view.due else ""
        names.append(writer.say("overall.next.task", name=name, day=day))
    if tasks:
        code = "overall.next.tasks" + (".all" if len(tasks) <= MOST_TASKS else "")
        blanks = {"number": writer.count(len(tasks)), "names": "; ".join(names)}
        lines.append(writer.say(code, **blanks))
    return lines or [writer.say("overall.next.none")]
