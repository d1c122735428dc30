"""A unit's plan as a paper: its part of the plan above, ready to be completed."""

from cchc.core.cascade.unit_plan import Duty, Role, TaskDuty, UnitPlan
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected
from cchc.core.plan.plan import Indicator, Plan
from cchc.paper.manuscript import Plain
from cchc.phrases.paper_head import issuer, unit_head
from cchc.text.day import long, short
from cchc.text.number_format import printed
from cchc.text.place_name import in_sentence
from cchc.text.sanitize import inert, one_line
from cchc.words.period import label, report_title
from cchc.words.target_words import target_words
from cchc.words.translator import Voice

NOTHING = "–"
SYMBOL = "unit-plan"
"""The plan's key for the symbol of plans of units."""


def unit_plan_content(made: UnitPlan, above: Plan, voice: Voice) -> dict[str, Plain]:
    """Everything the template may use."""
    duties = {duty.part.id: duty for duty in made.duties}
    tasks: list[Plain] = [
        _task(row, each, above, voice) for row, each in enumerate(made.tasks, start=1)
    ]
    commitments: list[Plain] = [
        {
            "name": one_line(one.name),
            "text": inert(one.text or ""),
            "above": one.origin or "",
            "rows": [
                _row(made.plan, duties[indicator.id], voice)
                for indicator in one.indicators
            ],
        }
        for one in made.plan.commitments
    ]
    others: list[Plain] = [
        _row(made.plan, duties[indicator.id], voice)
        for indicator in made.plan.indicators
    ]
    return {
        "authority": unit_head(
            made.unit, above, voice, "plan", SYMBOL, (above.authority.name,)
        ),
        "paper": {"number": "", "date": "", "year": str(above.year)},
        "unit": _unit(made, voice),
        "plan": {
            "title": one_line(made.plan.title),
            "subject": _subject(made.plan.title, voice),
            "year": above.year,
        },
        "above": _above(above),
        "commitments": commitments,
        "indicators": others,
        "tasks": tasks,
        "periods": _periods(made, voice),
    }


def _subject(title: str, voice: Voice) -> str:
    """What the plan is about: its title without the kind of paper, said above it."""
    kind, said = voice.say("cascade.paper.kind"), one_line(title)
    rest = said.removeprefix(f"{kind} ")
    return said if rest in {said, ""} else rest[0].upper() + rest[1:]


def _unit(made: UnitPlan, voice: Voice) -> dict[str, Plain]:
    name = one_line(made.unit.name)
    return {
        "id": made.unit.id,
        "name": name,
        "said": in_sentence(name),
        "issuer": issuer(made.unit, voice),
        "capitals": name.upper(),
    }


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
    kind = made.unit.kind
    return [
        {
            "title": report_title(period, voice),
            "label": label(period, voice),
            "due": short(period.due_for(kind)),
        }
        for period in periods(made.plan)
    ]


def _row(plan: Plan, duty: Duty, voice: Voice) -> dict[str, Plain]:
    part = duty.part
    return {
        "name": one_line(part.name),
        "unit": one_line(part.unit),
        "target": _target(part, voice),
        "path": [_point(plan, part, row) for row in range(len(periods(plan)))],
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "above": duty.above.id,
    }


def _target(part: Indicator, voice: Voice) -> str:
    if part.target is None:
        return NOTHING
    told = target_words(part.target, voice)
    is_rate = part.unit == "%" and not part.target.names_baseline
    return f"{told}%" if is_rate else told


def _point(plan: Plan, part: Indicator, row: int) -> str:
    """What should be true by the end of a period, as printed."""
    made = periods(plan)
    point = expected(part, plan, made[row], made)
    return NOTHING if point is None else printed(point.value, part.decimals)


def _task(row: int, duty: TaskDuty, above: Plan, voice: Voice) -> dict[str, Plain]:
    task = duty.part
    due = NOTHING if task.due is None else short(task.due)
    if task.standing:
        due = voice.say("task.status.standing")
    return {
        "no": row,
        "name": one_line(duty.above.name),
        "output": one_line(task.output or ""),
        "role": voice.say(f"cascade.paper.{duty.role}"),
        "with": _others(duty, above, voice),
        "due": due,
        "above": duty.above.id,
    }


def _others(duty: TaskDuty, above: Plan, voice: Voice) -> str:
    """Whom the unit works with: the one that leads, or all that help."""
    lead = duty.above.lead
    if duty.role is Role.HELPS and lead is not None:
        return voice.say("cascade.paper.with_lead", unit=_name(above, lead))
    if duty.role is Role.SAME:
        return ""
    others = (*duty.above.each, *duty.above.helpers)
    return ", ".join(_name(above, key) for key in others)


def _name(plan: Plan, key: str) -> str:
    unit = plan.unit(key)
    return key if unit is None else one_line(unit.name)
