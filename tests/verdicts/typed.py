"""A random year as an officer would type it: a plan file and lines of reports."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import CellState, Item, Quality, Reading
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.target import Written
from cchc.core.plan.trajectory import Profile, Trajectory
from cchc.core.plan.unit import Unit
from tests.verdicts.office import Tree
from tests.verdicts.worlds import World

Line = tuple[date, tuple[str, ...], Item | None]
"""The day, the words after `cchc`, and the row of a register that they add."""


def plan_keys(plan: Plan) -> dict[str, Tree]:
    """What one version of a random plan says beyond the skeleton."""
    (one,) = plan.indicators
    keys: dict[str, Tree] = {
        "indicators": [_indicator(one)],
        "units": [_unit(unit) for unit in plan.units],
    }
    if one.each is not None:
        keys["groups"] = {own.group: list(own.units) for own in one.each.groups}
    if isinstance(one.trajectory, Profile):
        keys["profiles"] = {
            name: [str(share) for share in shares]
            for name, shares in plan.profiles.items()
        }
    if plan.calendar.first is not None:
        keys["calendar"] = {"first": plan.calendar.first}
    return keys


def _unit(unit: Unit) -> Tree:
    dates = {"from": unit.since, "to": unit.until}
    keys: dict[str, Tree] = {"id": unit.id, "name": unit.name, "kind": unit.kind}
    keys |= {key: str(day) for key, day in dates.items() if day is not None}
    return keys if unit.successor is None else {**keys, "successor": unit.successor}


def amending(version: PlanVersion, effective: str) -> tuple[str, ...]:
    """The words after `plan apply FILE` of a later version."""
    day = f"{version.recorded_on:%d/%m/%Y}"
    paper = ("--decision", f"45/QĐ-UBND ngày {day}")
    return (*paper, "--effective", effective, "--reason", "điều chỉnh")


def _indicator(one: Indicator) -> Tree:
    keys: dict[str, Tree] = {
        "id": one.id,
        "name": one.name,
        "measure": one.measure.value,
        "unit": one.unit,
        "decimals": str(one.decimals),
        "lead": one.lead or "",
        "reporters": list(one.reporters),
        "across": one.across.value,
        "part_of_whole": str(one.part_of_whole).lower(),
        "non_negative": str(one.non_negative).lower(),
        "small_counts": str(one.small_counts).lower(),
        "window": one.window.value,
    }
    if one.of is not None:
        keys["of"] = one.of.value
    if one.amount is not None:
        cumulative = str(one.amount.cumulative).lower()
        unit = one.amount.unit or ""
        value = str(one.amount.value)
        keys["amount"] = {"value": value, "unit": unit, "cumulative": cumulative}
    if one.baseline is not None:
        base = one.grade(one.baseline.value) or str(one.baseline.value)
        keys["baseline"] = {"value": base}
    if one.scale:
        keys["scale"] = list(one.scale)
    if one.settles is not None:
        keys["settles"] = str(one.settles)
    return {**keys, **_promise(one)}


def _promise(one: Indicator) -> dict[str, Tree]:
    if one.target is None:
        return {}
    path = {} if one.trajectory is None else {"trajectory": _path(one.trajectory)}
    return {"target": _typed(one.target.spelling()), **path}


def _typed(value: Written) -> Tree:
    """A value of a target as a person types it."""
    if isinstance(value, Mapping):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_typed(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def _path(path: Trajectory) -> Tree:
    match path.spelling:
        case list() as values:
            return [str(value) for value in values]
        case None:
            return {"step": "Q4"}
        case str() as word:
            return word
        case dict() as named:
            return dict(named)


def lines(met: World) -> list[Line]:
    """All that was said, in the order of its days."""
    said: list[Line] = [*_revisions(met), *_rows(met), *_acts(met)]
    told = {words[2:4] for _, words, _ in said}
    for day, unit, quarter in met.said.sent:
        if (unit, quarter) not in told:
            words = ("report", "add", unit, quarter, "--received", str(day))
            said.append((day, words, None))
    return sorted(said, key=lambda line: line[0])


def _revisions(met: World) -> Iterator[Line]:
    for each in met.said.revisions:
        _, unit, quarter = each.cell
        day = each.stamp.recorded_at.date()
        if each.reading is None:
            words = ("report", "withdraw", unit, quarter, "x", "--reason", "gõ nhầm")
            yield day, words, None
        else:
            value = f"x={text(each.reading)}"
            words = ("report", "add", unit, quarter, value, "--reason", "correction")
            yield day, words, None


def _rows(met: World) -> Iterator[Line]:
    for day, row in met.said.rows:
        dated = "" if row.date is None else f"; {row.date}"
        words = ("report", "add", row.unit, row.period, f"x=+{row.name}{dated}")
        yield day, words, row


def _acts(met: World) -> Iterator[Line]:
    """What the office decides of a unit's report."""
    for day, unit, quarter, stands in met.said.exempted:
        lift = () if stands else ("--lift",)
        words = ("unit", "exempt", unit, quarter, "--reason", "thử", *lift)
        yield day, words, None
    for day, unit, quarter in met.said.closed:
        paper = f"12/QĐ-UBND ngày {day:%d/%m/%Y}"
        yield day, ("report", "close", unit, quarter, "--decision", paper), None


def text(told: Reading) -> str:
    """A reading as it is typed."""
    if told.state is not CellState.VALUE:
        return told.state.value
    if told.done is not None:
        return str(told.done)
    if told.answer is not None:
        return "có" if told.answer else "không"
    typed = _number(told.number or Decimal(0))
    if told.denominator is not None:
        typed = f"{typed}/{_number(told.denominator)}"
    return f"~{typed}" if told.quality is Quality.ESTIMATE else typed


def _number(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
