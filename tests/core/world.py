"""A small world to judge in: a plan of one indicator and what units said of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from cchc.core.facts.report import (
    NIL,
    UNAVAILABLE,
    CellKey,
    CellState,
    Facts,
    Item,
    Reading,
    Submission,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import PLACED, Across, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Linear, Trajectory
from cchc.core.plan.unit import Authority, Unit
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator, status_view
from cchc.text.record import replace

WARDS = tuple(Unit(f"u{n}", f"Phường {n}", "ward") for n in range(1, 13))
AFTER_Q1 = date(2022, 3, 25)
AFTER_Q2 = date(2022, 6, 25)
AFTER_Q3 = date(2022, 9, 25)
YEAR_END = date(2023, 3, 1)
DAYS = {"Q1": AFTER_Q1, "Q2": AFTER_Q2, "Q3": AFTER_Q3, "Q4": YEAR_END}

Said = int | str | date | bool


def reading(said: Said) -> Reading:
    """`14`, `412/415`, `nil`, `unavailable`, `~14`, a day, yes or no."""
    match said:
        case bool():
            return Reading(CellState.VALUE, answer=said)
        case date():
            return Reading(CellState.VALUE, done=said)
        case "nil":
            return NIL
        case "unavailable":
            return UNAVAILABLE
        case str() if "/" in said:
            top, bottom = said.split("/")
            return Reading(
                CellState.VALUE, number=Decimal(top), denominator=Decimal(bottom)
            )
        case _:
            return Reading(CellState.VALUE, number=Decimal(said))


def indicator(
    measure: Measure,
    target: Target | None,
    trajectory: Trajectory | None = None,
    units: tuple[str, ...] = ("u1",),
    of: RatioOf | None = None,
) -> Indicator:
    """An indicator with the defaults that a plan file would give it."""
    across = {
        Measure.RATIO: Across.POOL,
        Measure.REGISTER: Across.DISTINCT,
        Measure.LEVEL: Across.LEAD,
        Measure.MILESTONE: Across.ALL_OF,
        Measure.YES: Across.ALL_OF,
    }.get(measure, Across.SUM)
    rate = measure is Measure.RATIO
    held = rate or measure is Measure.LEVEL
    has_pace = measure not in PLACED and (target is None or not target.is_rank)
    usual = (Hold() if held else Linear()) if has_pace else None
    return Indicator(
        id="x",
        name="Chỉ tiêu",
        measure=measure,
        of=of or (RatioOf.FLOW if rate else None),
        decimals=2 if rate else 0,
        target=target,
        trajectory=trajectory or usual,
        lead=units[0],
        reporters=units,
        across=across,
        part_of_whole=rate and of is not RatioOf.PLAN,
    )


def plan_of(*indicators: Indicator) -> Plan:
    """A plan of these indicators, with twelve wards and the periods of NĐ 09."""
    return Plan(
        id="thu-2022",
        title="Kế hoạch thử",
        year=2022,
        authority=Authority("Ủy ban nhân dân thành phố"),
        units=WARDS,
        indicators=indicators,
    )


def facts_of(
    said: Mapping[tuple[str, str], Said],
    as_of: date,
    items: tuple[Item, ...] = (),
) -> Facts:
    """What units said of the indicator x, by (unit, period)."""
    cells: dict[CellKey, Reading] = {
        ("x", unit, period): reading(value) for (unit, period), value in said.items()
    }
    sent = {
        **dict.fromkeys(said),
        **{(i.unit, i.period): None for i in items},
    }
    submissions = tuple(
        Submission(n, unit, period, as_of, as_of, filled=frozenset({"x"}))
        for n, (unit, period) in enumerate(sent, start=1)
    )
    return Facts(as_of, cells=cells, items=items, submissions=submissions)


def seen(
    one: Indicator,
    said: Mapping[tuple[str, str], Said],
    period: str = "Q1",
    as_of: date | None = None,
    items: tuple[Item, ...] = (),
) -> IndicatorView:
    """The view of the indicator in a period, some days after its due date."""
    facts = facts_of(said, as_of or DAYS[period], items)
    return every_indicator(whole_view(plan_of(one), facts, period))[0]


def whole_view(plan: Plan, facts: Facts, period: str) -> StatusView:
    """The status of a plan that was never amended."""
    version = PlanVersion(1, plan, 1, plan_day(plan), "0" * 64)
    asked = next(each for each in periods(plan) if each.name == period)
    return status_view((version,), asked, facts)


def plan_day(plan: Plan) -> date:
    """The day the plan was applied."""
    return date(plan.year, 1, 5)


def quarters(unit: str, *said: Said) -> dict[tuple[str, str], Said]:
    """What one unit said from Q1 on."""
    return {(unit, f"Q{n}"): value for n, value in enumerate(said, start=1)}


def changed(one: Indicator, **changes: object) -> Indicator:
    """The same indicator with other keys."""
    return replace(one, **changes)  # type: ignore[arg-type]
