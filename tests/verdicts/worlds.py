"""Random plans and random histories of reports, from a seed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from cchc.core.period import CalendarRules
from cchc.core.plan import (
    Across,
    Amount,
    Authority,
    Baseline,
    Indicator,
    Measure,
    Plan,
    RatioOf,
)
from cchc.core.report import (
    NIL,
    UNAVAILABLE,
    CellKey,
    CellState,
    Facts,
    Item,
    Quality,
    Reading,
    Revision,
    Stamp,
    Submission,
)
from cchc.core.target import (
    AtLeast,
    AtMost,
    Between,
    By,
    Exactly,
    IncreaseBy,
    MoreThan,
    RankAtMost,
    Scale,
    Target,
    Yes,
)
from cchc.core.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.core.unit import Unit
from tests.verdicts.figures import Said, quarters_of

NAMES = ("a", "b", "c", "d")
DEFAULT_ACROSS = {
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.LEVEL: Across.LEAD,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}
HELD = (Measure.RATIO, Measure.LEVEL)


@dataclass(frozen=True, slots=True)
class World:
    """One plan of one indicator x, all that was said of it, and a day to ask on."""

    plan: Plan
    said: Said
    at: int
    as_of: date

    @property
    def one(self) -> Indicator:
        return self.plan.indicators[0]


def world(dice: Random) -> World:
    plan = _plan(dice)
    said = history(dice, plan, dice.random() < 0.6)
    quarters = quarters_of(plan)
    at = dice.randint(1, len(quarters))
    now = quarters[at - 1]
    day = dice.choice([now.cutoff, now.due, now.due, now.due + timedelta(days=30)])
    day += timedelta(days=dice.choice([-5, 0, 1, 1, 1, 2, 40, 100]))
    return World(plan, said, at, day)


def _plan(dice: Random) -> Plan:
    units = (Unit(name, f"Phường {name}", "ward") for name in NAMES)
    first = dice.choice([None] * 6 + ["Q3", "Q2"])
    plan = Plan(
        id="thu-2022",
        title="Kế hoạch thử",
        year=2022,
        authority=Authority("Ủy ban nhân dân thành phố"),
        units=tuple(units),
        calendar=CalendarRules(first=first),
    )
    count = len(quarters_of(plan))
    shares = sorted(Decimal(dice.randint(0, 100)) / 100 for _ in range(count - 1))
    plan = replace(plan, profiles={"pf": (*shares, Decimal(1))})
    return replace(plan, indicators=(_indicator(dice, plan),))


def _indicator(dice: Random, plan: Plan) -> Indicator:
    measure = dice.choice(list(Measure))
    of = dice.choice(list(RatioOf)) if measure is Measure.RATIO else None
    reporters = tuple(sorted(dice.sample(NAMES, dice.choice([1, 1, 2, 3]))))
    across = DEFAULT_ACROSS.get(measure, Across.SUM)
    if dice.random() < 0.15:
        across = Across.LEAD
    elif measure in (Measure.LEVEL, Measure.REGISTER) and dice.random() < 0.3:
        across = Across.SUM
    whole = of in (RatioOf.FLOW, RatioOf.LEVEL)
    amount = Decimal(dice.choice([50, 200, 1000]))
    one = Indicator(
        id="x",
        name="Chỉ tiêu",
        measure=measure,
        of=of,
        unit="%" if of else dice.choice(["việc", "việc", "hộ", "triệu đồng"]),
        decimals=dice.choice([0, 1, 2]) if measure in HELD else dice.choice([0, 0, 1]),
        amount=Amount(amount, "triệu đồng", 0, None, cumulative=dice.random() < 0.5)
        if of is RatioOf.PLAN
        else None,
        lead=dice.choice(reporters),
        reporters=reporters,
        across=across,
        settles=dice.choice([None, None, date(2022, 12, 31), date(2023, 1, 31)]),
        part_of_whole=whole and dice.random() < 0.85,
        non_negative=measure is Measure.REGISTER or dice.random() < 0.9,
        small_counts=dice.random() < 0.9,
    )
    if measure is Measure.REGISTER:
        one = replace(one, decimals=0)
    one = replace(one, target=_target(dice, one))
    relative = isinstance(one.target, IncreaseBy) or one.target == MoreThan(None)
    if dice.random() < (0.9 if relative else 0.2):
        one = replace(one, baseline=Baseline(Decimal(dice.randint(1, 60))))
    return replace(one, trajectory=_path(dice, one, plan))


def _target(dice: Random, one: Indicator) -> Target | None:
    if one.measure is Measure.MILESTONE:
        return By(date(2022, dice.randint(1, 12), dice.randint(1, 28)))
    if one.measure is Measure.YES:
        return Yes()
    most = 100 if one.of else dice.choice([8, 40, 120, 400])
    end = Decimal(dice.choice([most, most, dice.randint(2, most)]))
    wide = Decimal(dice.randint(0, 3))
    kinds: list[Target | None] = [
        *(AtLeast(end),) * 5,
        *(AtMost(Decimal(dice.randint(0, int(end)))),) * 2,
        MoreThan(end if not one.part_of_whole else Decimal(dice.randint(1, 99))),
        MoreThan(None),
        Exactly(end, wide),
        Between(end - dice.randint(0, int(end) - 1), end),
        IncreaseBy(Decimal(dice.randint(1, 10)), dice.choice(list(Scale))),
    ]
    if dice.random() < 0.02:
        return None
    if one.measure is Measure.LEVEL:
        kinds.append(RankAtMost(Decimal(dice.randint(1, 9))))
    return dice.choice(kinds)


def _path(dice: Random, one: Indicator, plan: Plan) -> Trajectory | None:
    target, quarters = one.target, quarters_of(plan)
    if target is None or isinstance(target, By | Yes | RankAtMost):
        return None
    relative = isinstance(target, IncreaseBy) or target == MoreThan(None)
    default: Trajectory = Hold() if one.measure in HELD else Linear()
    if one.of is RatioOf.PLAN:
        default = Profile("pf")
    if relative:
        default = Step()
    paths: list[Trajectory] = [default] * 4
    if not isinstance(target, Between | Exactly):
        paths += [Linear(), Hold(), Step(), Step(dice.choice(quarters).name)]
        if not relative and not one.baseline:
            paths.append(Profile("pf"))
    if isinstance(target, AtLeast) and one.baseline is None:
        points = sorted(
            Decimal(dice.randint(0, int(target.value))) for _ in quarters[1:]
        )
        paths += [Points((*points, target.value))] * 2
    return dice.choice(paths)


def history(dice: Random, plan: Plan, whole: bool) -> Said:
    """What units said over the year; `whole`: hardly anything is missing."""
    one = plan.indicators[0]
    quiet = 0.97 if dice.random() < 0.03 else 0.1
    revisions: list[Revision] = []
    rows: list[tuple[date, Item]] = []
    sent: list[tuple[date, str, str]] = []
    for unit in one.reporters:
        for number, quarter in enumerate(quarters_of(plan), start=1):
            if dice.random() < (0.03 if whole else 0.22):
                continue
            day = quarter.cutoff + timedelta(days=dice.choice([-4, 1, 2, 3, 9, 30]))
            sent.append((day, unit, quarter.name))
            cell = ("x", unit, quarter.name)
            if one.measure is Measure.REGISTER and dice.random() < 0.8:
                rows += _rows(dice, cell, day)
                continue
            told = _reading(dice, one, number, quarter.cutoff, quiet)
            revisions.append(_revision(len(revisions) + 1, cell, 1, told, day))
            later = day
            for sequence in (2, 3):
                if dice.random() < 0.12:
                    later += timedelta(days=dice.randint(0, 60))
                    again = _reading(dice, one, number, quarter.cutoff, quiet)
                    kept = None if dice.random() < 0.3 else again
                    made = _revision(len(revisions) + 1, cell, sequence, kept, later)
                    revisions.append(made)
    return Said(tuple(revisions), tuple(rows), tuple(sent))


def _rows(dice: Random, cell: CellKey, day: date) -> list[tuple[date, Item]]:
    made = []
    for _ in range(dice.choice([0, 1, 2, 4])):
        name = f"san pham {dice.randint(1, 12)}"
        dated = dice.choice([None, day, day - timedelta(days=dice.randint(1, 60))])
        made.append((day, Item(*cell, name, name, dated)))
    return made


def _revision(
    row: int, cell: CellKey, sequence: int, told: Reading | None, day: date
) -> Revision:
    at = datetime.combine(day, time(9))
    return Revision(row, row, cell, sequence, told, Stamp(at, at, "Lan", "thử"), day)


def _reading(
    dice: Random, one: Indicator, number: int, cutoff: date, quiet: float
) -> Reading:
    luck = dice.random()
    if luck < quiet:
        return NIL
    if luck < quiet + 0.08 or one.measure is Measure.REGISTER:
        return UNAVAILABLE if luck < 0.6 else NIL
    rough = Quality.ESTIMATE if dice.random() < 0.1 else Quality.FINAL
    return replace(_value(dice, one, number, cutoff), quality=rough)


def _value(dice: Random, one: Indicator, number: int, cutoff: date) -> Reading:
    if one.measure is Measure.MILESTONE:
        done = cutoff + timedelta(days=dice.randint(-90, 5))
        return Reading(CellState.VALUE, done=done)
    if one.measure is Measure.YES:
        return Reading(CellState.VALUE, answer=dice.random() < 0.6)
    size = _size(one)
    if one.measure is Measure.RATIO and one.of is not RatioOf.PLAN:
        bottom = dice.choice([1, 5, 20, 200])
        near = round(bottom * (size + dice.randint(-6, 3)) / 100)
        top = max(0, min(bottom, dice.choice([bottom, near, near])))
        if not one.part_of_whole and dice.random() < 0.2:
            top += bottom
        return Reading(
            CellState.VALUE, number=Decimal(top), denominator=Decimal(bottom)
        )
    if one.of is RatioOf.PLAN and one.amount is not None:
        size = size * int(one.amount.value) // 100
    cumulative = one.amount is not None and one.amount.cumulative
    stands = one.measure in (Measure.RUNNING, Measure.LEVEL) or cumulative
    if stands:
        size *= 4 if one.measure is Measure.LEVEL else number
    units = len(one.reporters) if one.across is not Across.LEAD else 1
    near = size // (4 * units)
    amount = max(0, near + dice.randint(-3, 3))
    if not one.non_negative and dice.random() < 0.2:
        amount = -amount
    value = Decimal(amount)
    if one.decimals and one.of is None:
        value += Decimal(dice.randint(0, 9)) / 10
    return Reading(CellState.VALUE, number=value)


def _size(one: Indicator) -> int:
    """About where the target lies."""
    start = 0 if one.baseline is None else int(one.baseline.value)
    match one.target:
        case AtLeast(value) | AtMost(value) | Exactly(value) | RankAtMost(value):
            return int(value)
        case MoreThan(value):
            return start if value is None else int(value)
        case Between(lower, upper):
            return int(lower + upper) // 2
        case IncreaseBy(value):
            return start + int(value)
        case _:
            return 20


def facts_of(said: Said, as_of: date) -> Facts:
    """What was known at the end of a day."""
    cells: dict[CellKey, Reading | None] = {}
    for each in sorted(said.revisions, key=lambda one: one.sequence):
        if each.stamp.recorded_at.date() <= as_of:
            cells[each.cell] = each.reading
    return Facts(
        as_of,
        cells={key: told for key, told in cells.items() if told is not None},
        items=tuple(row for day, row in said.rows if day <= as_of),
        submissions=tuple(
            Submission(n, unit, period, day, day, filled=frozenset({"x"}))
            for n, (day, unit, period) in enumerate(said.sent, start=1)
            if day <= as_of
        ),
    )
