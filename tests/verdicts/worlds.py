"""Random plans, each with a year of reports and a day to ask on."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import CalendarRules
from cchc.core.plan.plan import (
    Amount,
    Authority,
    Baseline,
    Indicator,
    Plan,
)
from cchc.core.plan.targets.at_least import AtLeast
from cchc.core.plan.targets.at_most import AtMost
from cchc.core.plan.targets.between import Between
from cchc.core.plan.targets.by import By
from cchc.core.plan.targets.exactly import Exactly
from cchc.core.plan.targets.increase_by import IncreaseBy
from cchc.core.plan.targets.more_than import MoreThan
from cchc.core.plan.targets.rank_at_most import RankAtMost
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.targets.yes import Yes
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.core.plan.unit import Unit
from cchc.text.record import Record, replace
from tests.verdicts.asking import Said, quarters_of
from tests.verdicts.histories import history

NAMES = ("a", "b", "c", "d")
DEFAULT_ACROSS = {
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.LEVEL: Across.LEAD,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}
HELD = (Measure.RATIO, Measure.LEVEL)


class World(Record):
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
