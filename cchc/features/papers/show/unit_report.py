"""A unit's own report: its part of the plan, its tasks, its words, its punctuality.

Every line names the line of the plan above that it is a part of, and stands beside
the figure of the whole authority; the form is that of the authority's own report.
"""

from collections.abc import Iterable, Iterator

from cchc.core.cascade.unit_plan import task_role
from cchc.core.facts.report import Quality
from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.plan.plan import NO_PAPER, Paper, Plan, Task
from cchc.core.plan.unit import Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.papers.show.appendix import letter, task_rows
from cchc.features.papers.show.attention_items import overdue_tasks
from cchc.features.papers.show.duties import (
    falling_due,
    task_counts,
    task_sentence,
    unproven,
)
from cchc.features.papers.show.unit_figures import (
    own_share,
    role_words,
    unit_rows,
    unit_sentence,
)
from cchc.features.papers.show.unit_proposals import own_proposals, to_settle
from cchc.paper.manuscript import Plain
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.memo_head import above, own_number, period
from cchc.phrases.narratives import own_words
from cchc.phrases.obstacles import obstacle_rows
from cchc.phrases.unit_head import issuer, unit_authority
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
        "authority": unit_authority(unit, plan, voice, "report", SYMBOL),
        "unit": _unit(unit, voice),
        "above": _above(unit, writer),
        "period": period(writer),
        "plan": above(writer),
        "paper": own_number(paper, writer, SYMBOL),
        "basis": list(_basis(writer)),
        "reporting": list(_reporting(writer)),
        "task_counts": task_counts(view.tasks, writer) if view.tasks else "",
        "tasks": _tasks(unit, writer),
        "commitments": _commitments(unit, writer),
        "indicators": _figures(view.indicators, unit, writer),
        "overdue": _own(overdue_tasks(view), unit, writer),
        "due": _own(falling_due(view), unit, writer),
        "settle": list(to_settle(unit, writer)),
        "proposals": list(own_proposals(unit, writer)),
        "words": own_words(writer),
        "unproven": list(unproven(writer)),
        "tables": _tables(unit, writer),
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


def _basis(writer: Writer) -> list[str]:
    """What the figures lack: those not known yet, and those that are estimates."""
    said = [line for each in writer.view.units for line in _lacking(each, writer)]
    figures = every_indicator(writer.view)
    firm = [e.quality for one in figures for e in (one.shares or (one,))]
    if any(each is not Quality.FINAL for each in firm):
        said.append(writer.say("memo.basis.estimate"))
    return said


def _lacking(one: UnitView, writer: Writer) -> Iterator[str]:
    """In the unit's own voice: its paper cites no other report of its own."""
    if one.last is None:
        yield writer.say("unit.paper.basis.none", due=short(one.due))
    elif one.missing:
        number = writer.count(len(one.missing))
        yield writer.say("unit.paper.basis.part", number=number)


def _reporting(writer: Writer) -> list[str]:
    """In time or by how much late; how often over the year; how often reminded."""
    said = []
    for one in writer.view.units:
        word = writer.say(f"report.status.{one.report}")
        if one.on_time:
            word = writer.say("memo.on_time")
        elif one.late_days:
            days = writer.count(one.late_days)
            word = writer.say("unit.paper.late", days=days)
        said.append(writer.say("unit.paper.due", day=short(one.due), word=word))
        record = writer.view.records.get(one.unit.id, NO_RECORD)
        if record.of:
            blanks = {"on_time": record.on_time, "of": record.of}
            said.append(writer.say("unit.paper.record", **blanks))
        if one.reminded:
            times = writer.count(len(one.reminded))
            said.append(writer.say("unit.paper.reminded", times=times))
    return said


def _tasks(unit: Unit, writer: Writer) -> list[Plain]:
    """Each task of the unit in one sentence, with its line of the plan above."""
    listed = writer.view.tasks
    return [
        {
            "label": letter(row) if len(listed) > 1 else "",
            "above": each.task.id,
            "role": _role(each.task, unit, writer),
            "text": task_sentence(each, writer),
        }
        for row, each in enumerate(listed, start=1)
    ]


def _role(task: Task | None, unit: Unit, writer: Writer) -> str:
    role = None if task is None else task_role(task, unit.id)
    return "" if role is None else writer.say(f"cascade.paper.{role}")


def _own(found: Iterable[TaskView], unit: Unit, writer: Writer) -> list[Plain]:
    """Those of the tasks that the unit itself answers for."""
    return [task_sentence(e, writer) for e in found if unit.id in e.task.doers]


def _commitments(unit: Unit, writer: Writer) -> list[Plain]:
    """The commitments that the unit has a part in, with its part alone."""
    return [
        {
            "label": letter(row),
            "name": one_line(each.commitment.name),
            "above": each.commitment.id,
            "indicators": _figures(each.indicators, unit, writer),
        }
        for row, each in enumerate(writer.view.commitments, start=1)
    ]


def _figures(views: Iterable[IndicatorView], unit: Unit, writer: Writer) -> list[Plain]:
    """Sentences of figures that were promised or reported, each with its line above."""
    return [
        {
            "above": each.indicator.id,
            "role": role_words(each, unit.id, writer),
            "text": unit_sentence(each, unit.id, writer),
            "own": own_share(each, unit.id) is not None,
        }
        for each in views
        if each.verdict.status is not Status.STATISTIC
    ]


def _tables(unit: Unit, writer: Writer) -> Plain:
    figures = unit_rows(tuple(every_indicator(writer.view)), unit.id, writer)
    return {
        "figures": [dict(each) for each in figures],
        "tasks": _task_table(unit, writer),
        "obstacles": [dict(each) for each in obstacle_rows(writer)],
    }


def _task_table(unit: Unit, writer: Writer) -> list[Plain]:
    """Table B with what the unit has to do with each task."""
    known = {each.task.id: each.task for each in writer.view.tasks}
    return [
        {**row, "role": _role(known.get(row["above"]), unit, writer)}
        for row in task_rows(writer)
    ]
