"""A unit's own report: its part of the plan, its tasks, its words, its punctuality.

Every line names the line of the plan above that it is a part of, and stands beside
the figure of the whole authority; the form is that of the authority's own report.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc.core.cascade.unit_plan import LineRole, role_in, task_role
from cchc.core.facts.deadlines import NO_RECORD
from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.measure import ANSWERED, Measure, RatioOf
from cchc.core.plan.plan import Plan, Task
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare, carriers
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.features.papers.show.memo import ALONE, PaperSurroundings, unproven_lines
from cchc.features.papers.show.tables import (
    figure_verdict,
    letter,
    plain_row,
    plain_rows,
    task_rows,
)
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    estimate_words,
    fraction_words,
    in_brackets,
    percent_words,
    target_words,
    value_words,
)
from cchc.phrases.grammar import result_words
from cchc.phrases.indicator_sentences import indicator_sentence, quality_sentences
from cchc.phrases.obstacles import (
    answer_due_words,
    asked_words,
    obstacle_rows,
    raised_words,
)
from cchc.phrases.paper_head import paper_head, unit_head
from cchc.phrases.reading_phrases import reading_words
from cchc.phrases.reporting_phrases import report_state
from cchc.phrases.share_phrases import NO_SHARE, ShareRow, part_with_unit, share_row
from cchc.phrases.task_phrases import task_counts, task_sentence
from cchc.phrases.unit_texts import join_sentence, narratives
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.bodies import body_name, name_in_sentence
from cchc.words.translator import Voice

SYMBOL = "unit-report"
"""The plan's key for the symbol of reports of units."""


def unit_report_content(
    view: StatusView,
    plan: Plan,
    unit: Unit,
    voice: Voice,
    around: PaperSurroundings = ALONE,
) -> dict[str, Plain]:
    """What the template may print.

    `view` is narrowed to the unit; verdicts stay those of the whole authority.
    """
    writer = Writer(view, plan, voice)
    return {
        "notice": around.notice_line,
        "authority": unit_head(unit, plan, voice, "report", SYMBOL),
        **_unit_and_above(unit, writer),
        **paper_head(writer, around.paper, SYMBOL),
        "basis": _basis(writer),
        "reporting": _reporting(writer),
        "task_counts": task_counts(view.tasks, writer),
        "tasks": _tasks(unit, writer),
        "commitments": _commitments(unit, writer),
        "indicators": _figures(view.indicators, unit, writer),
        "overdue": _own_tasks(writer.digest.oldest_overdue, unit, writer),
        "due": _own_tasks(writer.digest.next_tasks, unit, writer),
        "settle": _to_settle(unit, writer),
        "proposals": _own_proposals(unit, writer),
        "words": narratives(writer),
        "unproven": unproven_lines(writer),
        "tables": _tables(unit, writer),
    }


def _unit_and_above(unit: Unit, writer: Writer) -> dict[str, Plain]:
    """Who speaks; to whom, and through which unit, where another one consolidates."""
    name, plan = one_line(unit.name), writer.plan
    drafter = plan.unit(plan.roles.get("drafts", ""))
    is_other = drafter is not None and drafter.id != unit.id
    return {
        "unit": {
            "id": unit.id,
            "name": name,
            "said": name_in_sentence(name),
            "issuer": body_name(unit, plan, writer.voice),
            "kind": one_line(unit.kind),
        },
        "above": {
            "name": one_line(plan.authority.name),
            "through": one_line(drafter.name) if drafter and is_other else "",
        },
    }


def _basis(writer: Writer) -> list[str]:
    """What the figures lack: those not known yet, and those that are estimates.

    In the unit's own voice: its paper cites no other report of its own.
    """
    lines = []
    for view in writer.view.units:
        if view.last is None:
            lines.append(writer.say("unit.paper.basis.none", due=short(view.due)))
        elif view.missing:
            number = writer.count(len(view.missing))
            lines.append(writer.say("unit.paper.basis.part", number=number))
    qualities = {
        part.quality
        for view in every_indicator(writer.view)
        for part in (view.shares or ((view,) if _is_carried_alone(view) else ()))
    }
    return lines + quality_sentences(qualities, writer)


def _reporting(writer: Writer) -> list[str]:
    """In time or by how much late; how often over the year; how often reminded."""
    lines = []
    for view in writer.view.units:
        word = report_state(view, writer.voice)
        if view.on_time:
            word = writer.say("memo.on_time")
        elif view.late_days:
            word = writer.say("unit.paper.late", days=writer.count(view.late_days))
        lines.append(writer.say("unit.paper.due", day=short(view.due), word=word))
        record = writer.view.records.get(view.unit.id, NO_RECORD)
        if record.of:
            blanks = {"on_time": record.on_time, "of": record.of}
            lines.append(writer.say("unit.paper.record", **blanks))
        if view.reminded:
            times = writer.count(len(view.reminded))
            lines.append(writer.say("unit.paper.reminded", times=times))
    return lines


def _tasks(unit: Unit, writer: Writer) -> list[Plain]:
    """Each task of the unit in one sentence, with its line of the plan above."""
    views = writer.view.tasks
    return [
        {
            "label": letter(number) if len(views) > 1 else "",
            "above": view.task.id,
            "role": _role(view.task, unit, writer),
            "text": task_sentence(view, writer),
        }
        for number, view in enumerate(views, start=1)
    ]


def _role(line: IndicatorView | Task | None, unit: Unit, writer: Writer) -> str:
    """What the unit has to do with a line, in the words of its plan."""
    if isinstance(line, IndicatorView):
        role: LineRole | None = role_in(line.indicator, unit.id) or LineRole.REPORTS
    else:
        role = None if line is None else task_role(line, unit.id)
    return "" if role is None else writer.say(f"cascade.paper.{role}")


def _own_tasks(views: Iterable[TaskView], unit: Unit, writer: Writer) -> list[str]:
    """Those of the tasks that the unit itself answers for."""
    return [task_sentence(view, writer) for view in views if unit.id in view.task.doers]


def _commitments(unit: Unit, writer: Writer) -> list[Plain]:
    """The commitments that the unit has a part in, with its part alone."""
    return [
        {
            "label": letter(number),
            "name": one_line(view.commitment.name),
            "above": view.commitment.id,
            "indicators": [
                *_figures(view.indicators, unit, writer),
                *(_kept_by(task, unit, writer) for task in view.tasks),
            ],
        }
        for number, view in enumerate(writer.view.commitments, start=1)
    ]


def _kept_by(view: TaskView, unit: Unit, writer: Writer) -> Plain:
    """A task by which a commitment without indicators is kept."""
    is_own = unit.id in view.task.doers
    role, text = _role(view.task, unit, writer), task_sentence(view, writer)
    return {"above": view.task.id, "role": role, "text": text, "own": is_own}


def _figures(views: Iterable[IndicatorView], unit: Unit, writer: Writer) -> list[Plain]:
    """Sentences of figures that were promised or reported, each with its line above."""
    return [
        {
            "above": view.indicator.id,
            "role": _role(view, unit, writer),
            "text": _unit_sentence(view, unit, writer),
            "own": own_share(view, unit.id) is not None,
        }
        for view in views
        if view.verdict.status is not Status.STATISTIC
    ]


def own_share(view: IndicatorView, unit: str) -> UnitShare | None:
    """The unit's part; None where one unit carries the whole, or it has no part."""
    return next((share for share in view.shares if share.unit == unit), None)


def _is_carried_alone(view: IndicatorView) -> bool:
    """Whether the one unit that is spoken of carries the whole by itself."""
    return carriers(view.indicator) == {view.parts.unit}


def _unit_sentence(view: IndicatorView, unit: Unit, writer: Writer) -> str:
    """What the unit did of an indicator, then how the whole authority stands."""
    share = own_share(view, unit.id)
    if share is None and _is_carried_alone(view):
        return indicator_sentence(view, writer)
    whole = [] if view.actual is None else [result_words(view, writer.voice)]
    whole.append(writer.verdict(view))
    state = writer.say("unit.paper.whole", said="; ".join(whole))
    own: Iterable[str] = ()
    if share is not None:
        is_answer = view.indicator.measure in ANSWERED
        own = (_own_answer if is_answer else _own_parts)(view, share, writer)
    parts = "; ".join((*own, state))
    name = one_line(view.indicator.name)
    return writer.say("memo.indicator", name=name, said=parts)


def _own_answer(view: IndicatorView, share: UnitShare, writer: Writer) -> Iterator[str]:
    """The day on which the unit did it, its yes or no; else why there is none."""
    value = writer.say(f"cell.state.{share.state}")
    if share.state is CellState.VALUE:
        value = reading_words(share.reading, view.indicator, writer.voice)
    yield writer.say("unit.paper.answer", value=value)


def _own_parts(view: IndicatorView, share: UnitShare, writer: Writer) -> Iterator[str]:
    """What the unit said of the period, its figure to date, its share, what is left."""
    indicator, voice, say = view.indicator, writer.voice, writer.say
    if share.state is not CellState.VALUE and not share.in_period:
        now = say(f"cell.state.{share.state}")
    else:
        value = share.to_date if share.in_period is None else share.in_period
        quality = Quality.FINAL if share.reading is None else share.reading.quality
        now = estimate_words(part_with_unit(indicator, value, voice), quality, voice)
        now += in_brackets(share.in_rate)
    yield say("unit.paper.now", value=now)
    if share.to_date is not None:
        done = part_with_unit(indicator, share.to_date, voice)
        rate = fraction_words(share.numerator, share.denominator)
        of = say("unit.paper.rate", rate=rate) if rate else ""
        value_to_date = estimate_words(done, share.quality, voice)
        yield say("memo.part.actual", value=value_to_date) + of
    if share.allotted is not None:
        allotted = part_with_unit(indicator, Fraction(share.allotted), voice)
        yield say("unit.paper.allotted", value=allotted)
        if share.percent is not None and indicator.measure is not Measure.RATIO:
            yield say("unit.paper.percent", percent=percent_words(share.percent))
    if share.left:
        left = part_with_unit(indicator, share.left, voice)
        yield say("unit.paper.left", value=left)


def _own_proposals(unit: Unit, writer: Writer) -> list[str]:
    """What the unit itself raises and proposes, of all that is still open.

    Its proposals are its own alone; what was given or directed to it is its work.
    """
    return [
        join_sentence((one_line(view.obstacle.text), *asked_words(view, writer)))
        for view in writer.digest.open_obstacles
        if view.obstacle.unit == unit.id
    ]


def _to_settle(unit: Unit, writer: Writer) -> list[str]:
    """What others raised and nobody has answered, given or directed to the unit.

    With what is proposed, and by what day it is to be answered.
    """
    lines = []
    for view in writer.digest.unanswered:
        obstacle, given = view.obstacle, view.assigned
        solver = (given.unit if given else None) or obstacle.to  # who was given it wins
        if unit.id == solver != obstacle.unit:
            parts = [raised_words(view, writer)]
            if proposal := one_line(obstacle.proposal or ""):
                parts.append(writer.say("memo.obstacle.proposal", text=proposal))
            if given is not None and given.due:
                due = answer_due_words(view)
                parts.append(writer.say("unit.paper.settle.due", day=due))
            lines.append(join_sentence(parts))
    return lines


class UnitFigureRow(Record):
    """A row of a unit's appendix: its own part, then the whole authority's figure."""

    no: str
    indicator: str
    above: str
    unit: str
    role: str
    whole_target: str
    whole: str
    verdict: str
    allotted: str
    in_period: str
    to_date: str
    rate: str
    percent: str
    left: str


def _tables(unit: Unit, writer: Writer) -> Plain:
    """Figures, tasks with what the unit has to do with each, obstacles."""
    tasks = {view.task.id: view.task for view in writer.view.tasks}
    figures = enumerate(every_indicator(writer.view), start=1)
    return {
        "figures": plain_rows(_figure_row(i, e, unit, writer) for i, e in figures),
        "tasks": [
            {**plain_row(row), "role": _role(tasks.get(row.above), unit, writer)}
            for row in task_rows(writer)
        ],
        "obstacles": plain_rows(obstacle_rows(writer)),
    }


def _figure_row(
    number: int, view: IndicatorView, unit: Unit, writer: Writer
) -> UnitFigureRow:
    """A figure of the unit in the columns of the appendix.

    Where one unit carries the whole, its figure is the authority's; what it only
    leads is no part of its own.
    """
    indicator, voice, share = view.indicator, writer.voice, own_share(view, unit.id)
    whole, target = actual_words(view, voice), target_words(view)
    cells, rate = NO_SHARE, NOTHING
    if share is not None:
        cells = share_row("", indicator, share, voice)
        rate = fraction_words(share.numerator, share.denominator) or NOTHING
        is_same = role_in(indicator, unit.id) is LineRole.SAME
        if is_same and indicator.of is not RatioOf.PLAN:
            cells = replace(cells, allotted=target)
    elif _is_carried_alone(view):
        in_period = value_words(indicator, view.in_period)
        percent = percent_words(view.percent)
        cells = ShareRow("", target, in_period, whole, percent, NOTHING)
        rate = fraction_words(view.numerator, view.denominator) or NOTHING
    return UnitFigureRow(
        no=str(number),
        indicator=one_line(indicator.name),
        above=indicator.id,
        unit=one_line(indicator.unit) or NOTHING,
        role=_role(view, unit, writer),
        whole_target=target,
        whole=whole,
        verdict=figure_verdict(view, writer),
        allotted=cells.allotted,
        in_period=cells.in_period,
        to_date=cells.to_date,
        rate=rate,
        percent=cells.percent,
        left=cells.left,
    )
