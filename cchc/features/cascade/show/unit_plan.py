"""A unit's plan as a paper: its part of the plan above, ready to be completed."""

from collections.abc import Sequence

from cchc.core.cascade.unit_plan import Duty, LineRole, TaskDuty, UnitPlan
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value
from cchc.core.plan.plan import Commitment, Indicator, Plan
from cchc.paper.manuscript import Plain
from cchc.phrases.figure_phrases import in_one_row
from cchc.phrases.paper_head import plan_blanks, report_days, unit_blanks, unit_head
from cchc.phrases.promise_words import promised_level
from cchc.text.number_format import format_figure
from cchc.text.sanitize import inert, one_line
from cchc.words.bodies import unit_head_title
from cchc.words.period import task_due_text
from cchc.words.prose import NOTHING, day_words
from cchc.words.translator import Voice

SYMBOL = "unit-plan"
"""The plan's key for the symbol of plans of units."""


def unit_plan_content(
    made: UnitPlan, above: Plan, voice: Voice, *, with_assisted: bool = False
) -> dict[str, Plain]:
    """Everything the template may use.

    `own_tasks` are those that the unit leads or does, and those in which it only
    assists where they are asked for; figures that it only reports are no part of its
    plan.
    """
    plan = made.plan
    own = [
        duty for duty in made.tasks if with_assisted or duty.role is not LineRole.HELPS
    ]
    signed = tuple(line for held in plan.commitments for line in held.indicators)
    head = unit_head(made.unit, above, voice, "plan", SYMBOL, (above.authority.name,))
    day = above.document.date or periods(above)[0].start
    kind, title = voice.say("cascade.paper.kind"), one_line(plan.title)
    rest = title.removeprefix(f"{kind} ")
    return {
        "authority": head,
        "paper": {"number": "", "date": "", "year": str(above.year)},
        "unit": {
            **unit_blanks(made.unit, above, voice),
            "capitals": one_line(made.unit.name).upper(),
            "head": unit_head_title(made.unit, above, voice),
        },
        "plan": {
            **plan_blanks(above, voice, day),
            "title": title,
            "subject": title if rest in {title, ""} else rest[0].upper() + rest[1:],
            "year": above.year,
        },
        "above": _above(above, voice),
        "commitments": [_commitment(made, line, voice) for line in plan.commitments],
        "signed": _rows(made, signed, voice),
        "indicators": _rows(made, plan.indicators, voice),
        "tasks": _tasks(made.tasks, above, voice),
        "own_tasks": _tasks(own, above, voice),
        "periods": report_days(periods(plan), made.unit, voice),
    }


def _commitment(made: UnitPlan, commitment: Commitment, voice: Voice) -> Plain:
    return {
        "name": one_line(commitment.name),
        "text": inert(commitment.text or ""),
        "above": commitment.origin or "",
        "rows": _rows(made, commitment.indicators, voice),
    }


def _rows(
    made: UnitPlan, indicators: tuple[Indicator, ...], voice: Voice
) -> list[Plain]:
    """The lines that it answers for, without those that it only reports."""
    duties = {duty.part.id: duty for duty in made.duties}
    held = [duties[indicator.id] for indicator in indicators]
    own = (duty for duty in held if duty.role is not LineRole.REPORTS)
    return [_row(made.plan, duty, voice) for duty in own]


def _above(above: Plan, voice: Voice) -> dict[str, Plain]:
    name, day = one_line(above.authority.name), above.document.date
    return {
        "name": name,
        "capitals": name.upper(),
        "title": one_line(above.title),
        "id": above.id,
        "number": one_line(above.document.number or ""),
        "date": "" if day is None else day_words(day, voice),
    }


def _row(plan: Plan, duty: Duty, voice: Voice) -> dict[str, Plain]:
    """A line with its target and what should be true by the end of each period."""
    part, made = duty.part, periods(plan)
    points = [expected_value(part, plan, period, made) for period in made]
    values = [None if point is None else point.value for point in points]
    path = [NOTHING if n is None else format_figure(n, part.decimals) for n in values]
    level = promised_level(part, voice, with_unit=False)
    target, *path = in_one_row((level, *path), (None, *values))
    return {
        "name": one_line(part.name),
        "unit": one_line(part.unit),
        "target": target,
        "path": [*path],
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "above": duty.above.id,
    }


def _tasks(duties: Sequence[TaskDuty], above: Plan, voice: Voice) -> list[Plain]:
    return [_task(row, duty, above, voice) for row, duty in enumerate(duties, start=1)]


def _task(row: int, duty: TaskDuty, above: Plan, voice: Voice) -> dict[str, Plain]:
    """A task; `with` are the one that leads, or all that help."""
    task, lead = duty.part, duty.above.lead
    due = task_due_text(task, voice) or NOTHING
    if task.standing:
        due = voice.say("task.status.recurring")
    helping = (*duty.above.each, *duty.above.helpers)
    others = ", ".join(one_line(above.unit_name(key)) for key in helping)
    if duty.role is LineRole.SAME:
        others = ""
    elif duty.role is LineRole.HELPS and lead is not None:
        unit = one_line(above.unit_name(lead))
        others = voice.say("cascade.paper.with_lead", unit=unit)
    return {
        "no": row,
        "name": one_line(duty.above.name),
        "output": one_line(task.output or ""),
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "with": others,
        "due": due,
        "above": duty.above.id,
    }
