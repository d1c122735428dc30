"""A unit's own report: its part of the plan, its tasks, its words, its punctuality.

Every line names the line of the plan above that it is a part of, and stands beside
the figure of the whole authority; the form is that of the authority's own report.
"""

from collections.abc import Iterable

from cchc.core.cascade.unit_plan import task_role
from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.report import Quality
from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.plan.plan import NO_PAPER, Paper, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.features.papers.show.memo import unproven_lines
from cchc.features.papers.show.tables import letter, plain_row, plain_rows, task_rows
from cchc.features.papers.show.unit_figures import (
    own_share,
    role_words,
    unit_rows,
    unit_sentence,
)
from cchc.paper.manuscript import Plain
from cchc.phrases.obstacles import (
    answer_due_words,
    asked_words,
    obstacle_rows,
    raised_words,
)
from cchc.phrases.paper_head import (
    issuer,
    own_number,
    period_head,
    plan_head,
    unit_head,
)
from cchc.phrases.task_phrases import task_counts, task_sentence
from cchc.phrases.unit_texts import end_sentence, narratives
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.place_name import in_sentence
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

SYMBOL = "unit-report"
"""The plan's key for the symbol of reports of units."""


def unit_report_content(
    view: StatusView,
    plan: Plan,
    unit: Unit,
    voice: Voice,
    notice: str | None = None,
    paper: Paper = NO_PAPER,
) -> dict[str, Plain]:
    """What the template may print.

    `view` is narrowed to the unit; verdicts stay those of the whole authority.
    """
    writer = Writer(view, plan, voice)
    return {
        "notice": None if notice is None else one_line(notice),
        "authority": unit_head(unit, plan, voice, "report", SYMBOL),
        "unit": _unit(unit, voice),
        "above": _above(unit, writer),
        "period": period_head(writer),
        "plan": plan_head(writer),
        "paper": own_number(paper, writer, SYMBOL),
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
        "unproven": list(unproven_lines(writer)),
        "tables": {
            "figures": plain_rows(unit_rows(every_indicator(view), unit.id, writer)),
            "tasks": _task_table(unit, writer),
            "obstacles": plain_rows(obstacle_rows(writer)),
        },
    }


def _unit(unit: Unit, voice: Voice) -> Plain:
    """Its name as it stands alone and in a sentence, and who issues its papers."""
    name = one_line(unit.name)
    return {
        "id": unit.id,
        "name": name,
        "said": in_sentence(name),
        "issuer": issuer(unit, voice),
        "kind": one_line(unit.kind),
    }


def _above(unit: Unit, writer: Writer) -> Plain:
    """To whom it is sent, and through which unit, where another one consolidates."""
    drafter = writer.plan.unit(writer.plan.roles.get("drafts", ""))
    other = drafter is not None and drafter.id != unit.id
    return {
        "name": one_line(writer.plan.authority.name),
        "through": one_line(drafter.name) if drafter is not None and other else "",
    }


def _basis(writer: Writer) -> list[Plain]:
    """What the figures lack: those not known yet, and those that are estimates.

    In the unit's own voice: its paper cites no other report of its own.
    """
    lines: list[Plain] = []
    for view in writer.view.units:
        if view.last is None:
            lines.append(writer.say("unit.paper.basis.none", due=short(view.due)))
        elif view.missing:
            number = writer.count(len(view.missing))
            lines.append(writer.say("unit.paper.basis.part", number=number))
    figures = every_indicator(writer.view)
    qualities = (e.quality for view in figures for e in (view.shares or (view,)))
    if any(quality is not Quality.FINAL for quality in qualities):
        lines.append(writer.say("memo.basis.estimate"))
    return lines


def _reporting(writer: Writer) -> list[Plain]:
    """In time or by how much late; how often over the year; how often reminded."""
    lines: list[Plain] = []
    for view in writer.view.units:
        word = writer.say(f"report.status.{view.report}")
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
    tasks = writer.view.tasks
    return [
        {
            "label": letter(number) if len(tasks) > 1 else "",
            "above": task.task.id,
            "role": _role(task.task, unit, writer),
            "text": task_sentence(task, writer),
        }
        for number, task in enumerate(tasks, start=1)
    ]


def _role(task: Task | None, unit: Unit, writer: Writer) -> str:
    role = None if task is None else task_role(task, unit.id)
    return "" if role is None else writer.say(f"cascade.paper.{role}")


def _own_tasks(tasks: Iterable[TaskView], unit: Unit, writer: Writer) -> list[Plain]:
    """Those of the tasks that the unit itself answers for."""
    return [task_sentence(task, writer) for task in tasks if unit.id in task.task.doers]


def _commitments(unit: Unit, writer: Writer) -> list[Plain]:
    """The commitments that the unit has a part in, with its part alone."""
    return [
        {
            "label": letter(number),
            "name": one_line(commitment.commitment.name),
            "above": commitment.commitment.id,
            "indicators": _figures(commitment.indicators, unit, writer),
        }
        for number, commitment in enumerate(writer.view.commitments, start=1)
    ]


def _figures(views: Iterable[IndicatorView], unit: Unit, writer: Writer) -> list[Plain]:
    """Sentences of figures that were promised or reported, each with its line above."""
    return [
        {
            "above": view.indicator.id,
            "role": role_words(view, unit.id, writer),
            "text": unit_sentence(view, unit.id, writer),
            "own": own_share(view, unit.id) is not None,
        }
        for view in views
        if view.verdict.status is not Status.STATISTIC
    ]


def _task_table(unit: Unit, writer: Writer) -> list[Plain]:
    """Table B with what the unit has to do with each task."""
    known = {task.task.id: task.task for task in writer.view.tasks}
    return [
        {**plain_row(row), "role": _role(known.get(row.above), unit, writer)}
        for row in task_rows(writer)
    ]


def _own_proposals(unit: Unit, writer: Writer) -> list[Plain]:
    """What the unit itself raises and proposes, of all that is still open.

    Its proposals are its own alone; what was given or directed to it is its work.
    """
    return [
        end_sentence(
            "; ".join((one_line(view.obstacle.text), *asked_words(view, writer)))
        )
        for view in writer.digest.open_obstacles
        if view.obstacle.unit == unit.id
    ]


def _to_settle(unit: Unit, writer: Writer) -> list[Plain]:
    """What others raised and nobody has answered, given or directed to the unit.

    With what is proposed, and by what day it is to be answered.
    """
    lines: list[Plain] = []
    for view in writer.digest.unanswered:
        if not _waits_for(unit, view):
            continue
        parts = [raised_words(view, writer)]
        if proposal := one_line(view.obstacle.proposal or ""):
            parts.append(writer.say("memo.obstacle.proposal", text=proposal))
        if view.assigned is not None and view.assigned.due:
            parts.append(
                writer.say("unit.paper.settle.due", day=answer_due_words(view))
            )
        lines.append(end_sentence("; ".join(parts)))
    return lines


def _waits_for(unit: Unit, view: ObstacleView) -> bool:
    """Whether it is another unit's and this one's to settle; who was given it wins."""
    given = None if view.assigned is None else view.assigned.unit
    obstacle = view.obstacle
    return obstacle.unit != unit.id and (given or obstacle.to) == unit.id
