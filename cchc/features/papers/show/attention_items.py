"""What waits for the head of the authority, and the whole in a few sentences.

Unanswered obstacles, figures that are behind or lost, tasks overdue; the chairman's
page and the message for chat say them in the same words as the report.
"""

from collections import Counter
from collections.abc import Sequence

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.measure import ANSWERED
from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.target import Manner
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import LOST_STATUSES, Status
from cchc.core.verdict.task import TaskView
from cchc.phrases.figure_phrases import target_words, value_with_unit, with_sign
from cchc.phrases.grammar import done_words
from cchc.phrases.indicator_sentences import basis_counts, head_counts, left_words
from cchc.phrases.paper_head import figures_until
from cchc.phrases.reporting_phrases import missing_lines, report_count
from cchc.phrases.task_phrases import progress_words
from cchc.phrases.troubled import is_ceiling, pulling_units
from cchc.phrases.unit_texts import fit_lists, truncate
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record
from cchc.words.bodies import subject_in_short
from cchc.words.period import report_title
from cchc.words.prose import NOTHING, working_days
from cchc.words.translator import Voice

LONGEST = 90
"""Letters of what a unit wrote or a plan calls a thing; the report has it whole."""

SHORT = 70
MOST_TASKS = 2
MOST_PULLING = 3
DAYS_TO_ACT = 5
"""Working days that are proposed for what the head of the authority decides."""


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
        "obstacles": [_obstacle_item(v, writer) for v in waiting_obstacles(writer)],
        "red": [_figure_item(view, writer) for view in digest.red],
        "overdue": [_task_item(view, writer) for view in digest.oldest_overdue],
    }


def waiting_obstacles(writer: Writer) -> list[ObstacleView]:
    """What nobody has answered: overdue answers, then the oldest, first."""
    unanswered = writer.digest.unanswered
    return sorted(unanswered, key=lambda view: (-view.late, -view.age))


def act_by(writer: Writer) -> str:
    """The day that is proposed: so many working days from the day of the paper."""
    working = work_calendar(writer.plan.calendar)
    return short(working.after(writer.view.as_of, DAYS_TO_ACT))


def _obstacle_item(view: ObstacleView, writer: Writer) -> AttentionItem:
    """What a unit raised and nobody has answered; asked is its own proposal.

    Without one it is asked that somebody answer, or be charged with it.
    """
    obstacle, given = view.obstacle, view.assigned
    unit = (given.unit if given else None) or obstacle.to
    raised = writer.say("matter.raised", unit=writer.units_said((obstacle.unit,)))
    code = "matter.answer.late" if view.late else "matter.unanswered"
    if obstacle.proposal:
        ask = truncate(obstacle.proposal, LONGEST)
    else:
        ask = writer.say("matter.ask.answer" if given else "matter.ask.assign")
    return AttentionItem(
        text=f"{truncate(obstacle.text, LONGEST)} ({raised})",
        short=truncate(obstacle.text, SHORT),
        state=writer.say(code, age=working_days(view.late or view.age, writer.voice)),
        units=writer.units((unit,)) if unit else writer.say("matter.unassigned"),
        ask=ask,
    )


def _figure_item(view: IndicatorView, writer: Writer) -> AttentionItem:
    """A figure lost or behind, the units that pull it down, why by one that reports it.

    Asked is the pace that is left to make; an account of what is lost.
    """
    indicator = view.indicator
    text = figure = _figure_in_brief(view, writer)
    carried = {*indicator.reporters, indicator.lead}
    causes = (
        raised.obstacle.cause
        for raised in writer.digest.open_obstacles
        # one that waits for an answer stands in the page by itself, with its cause
        if raised.obstacle.cause and not raised.is_unanswered
        if raised.obstacle.about == indicator.id and raised.obstacle.unit in carried
    )
    if pulling := pulling_words(view, writer):
        text = f"{text}; {pulling}"
    if cause := next(causes, None):
        because = writer.say("matter.cause", cause=truncate(cause, LONGEST))
        text = f"{text}; {because}"
    ask = writer.say("matter.ask.behind")
    if view.standing_verdict.status in LOST_STATUSES:
        ask = writer.say("matter.ask.lost")
    elif left := left_words(view, writer.voice):
        ask = left[:1].upper() + left[1:]
    lead = (indicator.lead,) if indicator.lead else indicator.reporters
    state, units = writer.verdict(view), writer.some_units(lead)
    return AttentionItem(text, figure, state, units, ask)


def pulling_words(view: IndicatorView, writer: Writer) -> str:
    """`thấp nhất: Phường 4 83,3%, Phường 2 90%`: who pulls a pooled figure down."""
    shares = pulling_units(view)[:MOST_PULLING]
    if not shares or view.each is not None:  # its own sentence names them
        return ""
    parts = [(writer.units_said((share.unit,)), share.to_date) for share in shares]
    indicator, voice = view.indicator, writer.voice
    units = ", ".join(
        f"{name} ({value_with_unit(indicator, done, voice)})" for name, done in parts
    )
    code = "matter.pulled.most" if is_ceiling(view) else "matter.pulled"
    return writer.say(code, units=units)


def _figure_in_brief(view: IndicatorView, writer: Writer) -> str:
    """`Tỷ lệ giải ngân: thực hiện 22.630/182.500 triệu đồng …, cần đạt 15%`."""
    indicator, name = view.indicator, truncate(view.indicator.name, SHORT)
    figure = done_words(view, writer.voice)
    if not figure:
        return name
    due = with_sign(indicator, view.shown_expected)
    is_whole = due in {"", NOTHING} or is_ceiling(view)
    goal = target_words(view, writer.voice) if is_whole else due
    target = indicator.target
    is_none = target is not None and target.manner is Manner.NONE
    is_bare = is_none or goal == NOTHING or indicator.measure in ANSWERED
    code = f"matter.figure{'.bare' if is_bare else ''}"
    return writer.say(code, name=name, figure=figure, goal=goal)


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
    """`Trong 08 nội dung cam kết: 04 nội dung đúng tiến độ; …; 2/28 nhiệm vụ …`.

    In mid-year "đạt" is of what is final; without commitments of the indicators.
    """
    signed = [commitment.standing for commitment in writer.digest.commitments]
    statuses: Sequence[Status] = signed or writer.digest.judged
    code = "none" if not statuses else "commitments" if signed else "indicators"
    counts = head_counts(Counter(statuses), writer)
    number = writer.count(len(statuses))
    parts = [writer.say(f"overall.{code}", of=number, parts="; ".join(counts))]
    late, tasks = len(writer.digest.overdue_tasks), len(writer.view.tasks)
    code = "tasks.none" if not tasks else "tasks" if late else "tasks.good"
    blanks = {"late": writer.count(late), "of": writer.count(tasks)}
    parts.append(writer.say(f"overall.{code}", **blanks))
    return writer.say("overall", said=". ".join(part for part in parts if part))


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


LONGEST_MESSAGE = 1000
"""Letters of a message that is still read on a telephone."""

MOST_UNITS = 8
PARTS = ("red", "overdue", "obstacles")
_NAME, _STATE, _LINE = 100, 330, 260
_MORE = 36
"""Letters kept free in each part for how many more there are."""


def chat_message(
    view: StatusView, plan: Plan, voice: Voice, notice: str | None = None
) -> str:
    """The message: what period, how it stands, who owes a report, what is red."""
    writer = Writer(view, plan, voice)
    heading = basis_counts(
        view,
        voice,
        "chat.heading",
        subject=subject_in_short(plan, voice),
        report=report_title(view.period, voice),
        authority=truncate(plan.authority.name, _NAME),
        day=short(figures_until(view)),
    )
    message = [heading, truncate(state_sentence(writer), _STATE)]
    if notice is not None:
        message.insert(0, truncate(notice, _NAME))
    parts = _parts(writer)
    titles = [title for title, _ in parts if title]
    room = LONGEST_MESSAGE - sum(map(_size, (*message, *titles)))
    lists = [lines for _, lines in parts]
    # room for how many more there are is kept where a part is cut, and nowhere else
    cut = 0
    while (fitting := fit_lists(lists, room - _MORE * cut, _size)) and cut < len(parts):
        needed = sum(most < len(of) for most, of in zip(fitting, lists, strict=True))
        if needed <= cut:
            break
        cut = needed
    for (title, lines), most in zip(parts, fitting, strict=True):
        message += [title] if title else []
        message += lines[:most]
        if more := len(lines) - most:
            message.append(writer.say("chat.more", number=writer.count(more)))
    return "\n".join(message) + "\n"


def _size(line: str) -> int:
    """Letters that a line takes, with its end."""
    return len(line) + 1


def _parts(writer: Writer) -> list[tuple[str, Sequence[str]]]:
    """Lines under their titles, parts that have any; reports speak for themselves."""
    missing = [truncate(line, _LINE) for line in missing_lines(writer, MOST_UNITS)]
    parts: list[tuple[str, Sequence[str]]] = [("", missing or [report_count(writer)])]
    items = attention_items(writer)
    for part in PARTS:
        if waiting := items[part]:
            title = writer.say(f"chat.{part}", number=writer.count(len(waiting)))
            lines = [
                writer.say("chat.line", text=e.short, state=e.state, units=e.units)
                for e in waiting
            ]
            parts.append((title, lines))
    return parts
