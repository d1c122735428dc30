"""A unit's plan as a paper: its part of the plan above, ready to be completed."""

from cchc.core.cascade.unit_plan import Duty, LineRole, TaskDuty, UnitPlan
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value
from cchc.core.plan.plan import Indicator, Plan
from cchc.paper.manuscript import Plain
from cchc.phrases.paper_head import unit_head
from cchc.text.day import long, short
from cchc.text.number_format import format_figure
from cchc.text.sanitize import inert, one_line
from cchc.words.bodies import body_name, name_in_sentence
from cchc.words.period import label, report_title, task_due_text
from cchc.words.target_words import target_words
from cchc.words.translator import Voice

NOTHING = "–"
SYMBOL = "unit-plan"
"""The plan's key for the symbol of plans of units."""


def unit_plan_content(made: UnitPlan, above: Plan, voice: Voice) -> dict[str, Plain]:
    """Everything the template may use."""
    duties = {duty.part.id: duty for duty in made.duties}
    plan, name = made.plan, one_line(made.unit.name)

    def rows(indicators: tuple[Indicator, ...]) -> list[Plain]:
        return [_row(plan, duties[indicator.id], voice) for indicator in indicators]

    commitments: list[Plain] = [
        {
            "name": one_line(commitment.name),
            "text": inert(commitment.text or ""),
            "above": commitment.origin or "",
            "rows": rows(commitment.indicators),
        }
        for commitment in plan.commitments
    ]
    head = unit_head(made.unit, above, voice, "plan", SYMBOL, (above.authority.name,))
    numbered = enumerate(made.tasks, start=1)
    return {
        "authority": head,
        "paper": {"number": "", "date": "", "year": str(above.year)},
        "unit": {
            "id": made.unit.id,
            "name": name,
            "said": name_in_sentence(name),
            "issuer": body_name(made.unit, above, voice),
            "capitals": name.upper(),
        },
        "plan": {
            "title": one_line(plan.title),
            "subject": _subject(plan.title, voice),
            "year": above.year,
        },
        "above": _above(above),
        "commitments": commitments,
        "indicators": rows(plan.indicators),
        "tasks": [_task(row, duty, above, voice) for row, duty in numbered],
        "periods": _periods(made, voice),
    }


def _subject(title: str, voice: Voice) -> str:
    """What the plan is about: its title without the kind of paper, said above it."""
    kind, title = voice.say("cascade.paper.kind"), one_line(title)
    rest = title.removeprefix(f"{kind} ")
    return title if rest in {title, ""} else rest[0].upper() + rest[1:]


def _above(above: Plan) -> dict[str, Plain]:
    name, day = one_line(above.authority.name), above.document.date
    return {
        "name": name,
        "capitals": name.upper(),
        "title": one_line(above.title),
        "id": above.id,
        "number": one_line(above.document.number or ""),
        "date": "" if day is None else long(day),
    }


def _periods(made: UnitPlan, voice: Voice) -> list[Plain]:
    return [
        {
            "title": report_title(period, voice),
            "label": label(period, voice),
            "due": short(period.due_for(made.unit.kind)),
        }
        for period in periods(made.plan)
    ]


def _row(plan: Plan, duty: Duty, voice: Voice) -> dict[str, Plain]:
    """A line with its target and what should be true by the end of each period."""
    part, made, target = duty.part, periods(plan), NOTHING
    if part.target is not None:
        target = target_words(part.target, voice)
        if part.unit == "%" and not part.target.names_baseline:
            target += "%"
    points = [expected_value(part, plan, period, made) for period in made]
    return {
        "name": one_line(part.name),
        "unit": one_line(part.unit),
        "target": target,
        "path": [
            NOTHING if point is None else format_figure(point.value, part.decimals)
            for point in points
        ],
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "above": duty.above.id,
    }


def _task(row: int, duty: TaskDuty, above: Plan, voice: Voice) -> dict[str, Plain]:
    """A task; `with` are the one that leads, or all that help."""
    task, lead = duty.part, duty.above.lead
    due = task_due_text(task, voice) or NOTHING
    if task.standing:
        due = voice.say("task.status.recurring")
    others = ", ".join(
        one_line(above.unit_name(key))
        for key in (*duty.above.each, *duty.above.helpers)
    )
    if duty.role is LineRole.SAME:
        others = ""
    elif duty.role is LineRole.HELPS and lead is not None:
        others = voice.say(
            "cascade.paper.with_lead", unit=one_line(above.unit_name(lead))
        )
    return {
        "no": row,
        "name": one_line(duty.above.name),
        "output": one_line(task.output or ""),
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "with": others,
        "due": due,
        "above": duty.above.id,
    }
