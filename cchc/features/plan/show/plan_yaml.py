"""A plan written in the plan language, such that reading it gives the plan back.

What is as by default is left out. Text is quoted wherever a bare word could be read
as something else.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from cchc.core.plan.period import Basis, CalendarRules, PeriodRule
from cchc.core.plan.plan import (
    NO_PAPER,
    Across,
    Indicator,
    Measure,
    Paper,
    Plan,
    RatioOf,
    Task,
    Window,
)
from cchc.core.plan.unit import Unit
from cchc.features.plan.show.parts import (
    Tree,
    amount,
    baseline,
    flow,
    given,
    number,
    path,
    target,
    word,
)
from cchc.text.sanitize import inert

_ACROSS = {
    Measure.LEVEL: Across.LEAD,
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}


def plan_yaml(plan: Plan, heading: str, notes: Mapping[str, str]) -> str:
    """The plan as a file; `notes` are remarks before lines, by id."""
    lines = [*_remark(heading, ""), *_block(_head(plan), "")]
    for one in plan.commitments:
        if one is plan.commitments[0]:
            lines += ["", "commitments:"]
        keys: dict[str, Tree] = {"id": word(one.id), "name": word(one.name)}
        keys |= given(text=word(one.text), origin=word(one.origin))
        lines += _row(keys, "  ")
        lines.append("    indicators:")
        for each in one.indicators:
            lines += _remark(notes.get(each.id), "      ")
            lines += _row(_indicator(each), "      ")
    lines += _rows("indicators", plan.indicators, notes)
    if plan.tasks:
        lines += ["", "tasks:"]
    for task in plan.tasks:
        lines += _remark(notes.get(task.id), "  ")
        lines.append(f"  - {flow(_task(task))}")
    return "\n".join(lines) + "\n"


def _rows(
    key: str, among: tuple[Indicator, ...], notes: Mapping[str, str]
) -> Iterator[str]:
    if among:
        yield from ("", f"{key}:")
    for each in among:
        yield from _remark(notes.get(each.id), "  ")
        yield from _row(_indicator(each), "  ")


def allot_line(allot: Mapping[str, Decimal]) -> str:
    """`allot: {p1: 12, p2: 14}`, ready to be put under an indicator."""
    parts: dict[str, Tree] = {unit: number(part) for unit, part in allot.items()}
    return f"allot: {flow(parts)}"


def _remark(text: str | None, indent: str) -> list[str]:
    return [f"{indent}# {each}".rstrip() for each in inert(text or "").splitlines()]


def _row(keys: dict[str, Tree], indent: str) -> list[str]:
    """One entry of a list, a key a line."""
    lines = _block(keys, f"{indent}  ")
    return [f"{indent}- {lines[0].strip()}", *lines[1:]]


def _block(keys: Mapping[str, Tree], indent: str) -> list[str]:
    return [
        f"{indent}{key}: {flow(value)}" for key, value in keys.items() if value != {}
    ]


def _head(plan: Plan) -> dict[str, Tree]:
    origin = plan.origin
    head: dict[str, Tree] = {
        "cchc": "1",
        "id": word(plan.id),
        "title": word(plan.title),
        "year": str(plan.year),
    }
    if origin is not None:
        head["from"] = {"plan": word(origin.plan), "unit": word(origin.unit)}
    head["document"] = _paper(plan.document)
    above = plan.authority
    names = given(name=word(above.name), parent=word(above.parent))
    head["authority"] = names
    head["calendar"] = _calendar(plan.calendar)
    head["units"] = [_unit(each) for each in plan.units]
    head |= given(
        areas=[
            given(
                id=word(each.id),
                name=word(each.name),
                report_section=word(each.report_section),
            )
            for each in plan.areas
        ],
        profiles={
            name: [f'"{number(each)}"' for each in shares]
            for name, shares in plan.profiles.items()
        },
    )
    return head


def _paper(paper: Paper) -> Tree:
    if paper == NO_PAPER:
        return {"number": None, "date": None}
    day = None if paper.date is None else paper.date.isoformat()
    return {"number": word(paper.number), "date": day}


def _calendar(rules: CalendarRules) -> Tree:
    keys: dict[str, Tree] = {"basis": rules.basis.value}
    if rules.due_after != 3:
        keys["due_after"] = str(rules.due_after)
    if rules.opens != 10:
        keys["opens"] = str(rules.opens)
    keys |= given(
        first=word(rules.first),
        periods={name: _period(rule) for name, rule in rules.periods.items()},
        days_off=[day.isoformat() for day in rules.days_off],
        made_up=[day.isoformat() for day in rules.made_up],
    )
    return {} if keys == {"basis": Basis.ND09.value} else keys


def _period(rule: PeriodRule) -> Tree:
    days = {"from": rule.start, "cutoff": rule.cutoff, "due": rule.due}
    told: dict[str, Tree] = {k: v.isoformat() for k, v in days.items() if v is not None}
    return told | given(title=word(rule.title))


def _unit(unit: Unit) -> Tree:
    return given(
        id=word(unit.id),
        name=word(unit.name),
        kind=None if unit.kind == "unit" else word(unit.kind),
        aliases=[word(each) for each in unit.aliases],
        contact=word(unit.contact),
        since=None if unit.since is None else unit.since.isoformat(),
        until=None if unit.until is None else unit.until.isoformat(),
    )


def _indicator(each: Indicator) -> dict[str, Tree]:
    rate = each.measure is Measure.RATIO
    whole = rate and each.of is not RatioOf.PLAN
    usual = 2 if rate else 0
    across = _ACROSS.get(each.measure, Across.SUM)
    keys = given(id=word(each.id), origin=word(each.origin), name=word(each.name))
    keys |= given(area=word(each.area), measure=each.measure.value)
    keys |= given(
        of=None if each.of is None else each.of.value,
        unit=word(each.unit) if each.unit else None,
        decimals=None if each.decimals == usual else str(each.decimals),
        amount=amount(each),
        baseline=baseline(each),
        target=None if each.target is None else target(each.target),
        trajectory=path(each.trajectory),
        lead=word(each.lead),
        reporters=[word(unit) for unit in each.reporters],
        across=None if each.across is across else each.across.value,
        allot={unit: number(part) for unit, part in each.allot.items()},
        previous_year=[None if v is None else number(v) for v in each.previous_year],
        window=None if each.window is Window.PERIOD else each.window.value,
        settles=None if each.settles is None else each.settles.isoformat(),
        part_of_whole=None
        if each.part_of_whole is whole
        else _flag(each.part_of_whole),
        non_negative=None if each.non_negative else "false",
        small_counts=None if each.small_counts else "false",
        text=word(each.text),
        source=word(each.source),
    )
    return keys


def _flag(answer: bool) -> str:  # noqa: FBT001  # a value like any
    return "true" if answer else "false"


def _task(task: Task) -> dict[str, Tree]:
    count = task.count
    return given(
        id=word(task.id),
        origin=word(task.origin),
        area=word(task.area),
        name=word(task.name),
        output=word(task.output),
        lead=word(task.lead),
        **{"with": [word(each) for each in task.helpers]},
        each=[word(each) for each in task.each],
        due=None if task.due is None else task.due.isoformat(),
        standing="true" if task.standing else None,
        count=None
        if count is None
        else given(
            target=number(count.target), unit=word(count.unit) if count.unit else None
        ),
        supports=word(task.supports),
        extensions=None if task.extensions == 1 else str(task.extensions),
    )
