"""Random plans, each with a year of reports and a day to ask on.

Units begin, end and merge in mid-year; some are exempt from a period, some reports are
closed; some plans are amended, some of those long after the period they govern.
"""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from cchc.core.plan.measure import PLACED, Across, FigureWindow, Measure, RatioOf
from cchc.core.plan.period import CalendarRules
from cchc.core.plan.plan import Amount, Baseline, Indicator, Paper, Plan, PlanVersion
from cchc.core.plan.targets.change import DecreaseBy, IncreaseBy, RankAtMost, RisesBy
from cchc.core.plan.targets.kinds import AssignedLater, By, Each, GroupTarget, Yes
from cchc.core.plan.targets.line import (
    AtLeast,
    AtMost,
    Between,
    Exactly,
    LessThan,
    MoreThan,
)
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import (
    Dated,
    DatedPoint,
    Hold,
    Linear,
    Points,
    Profile,
    Step,
    Trajectory,
)
from cchc.core.plan.unit import Authority, Unit
from cchc.text.record import Record, replace
from tests.verdicts.asking import Quarter, Question, Said, quarters_of
from tests.verdicts.histories import history
from tests.verdicts.yardstick import is_relative

NAMES = ("a", "b", "c", "d")
DEFAULT_ACROSS = {
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.LEVEL: Across.LEAD,
    Measure.RANK: Across.LEAD,
    Measure.GRADE: Across.LEAD,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}
NEVER_NEGATIVE = PLACED | {Measure.REGISTER}
SCALE = ("Yếu", "Trung bình", "Khá", "Tốt")
DAYS = (-40, -9, -5, 0, 0, 1, 1, 1, 1, 1, 2, 2, 5, 40, 100)
OFTEN = (Measure.FLOW, Measure.RUNNING, Measure.LEVEL, *(Measure.RATIO,) * 3)
MEASURES = (*Measure, *OFTEN)
HELD = (Measure.RATIO, Measure.LEVEL)
MEASURED_IN = ("việc", "việc", "hộ", "triệu đồng", "triệu USD", "nghìn €")


class World(Record):
    """One plan of one indicator x, all that was said of it, and a day to ask on."""

    versions: tuple[PlanVersion, ...]
    said: Said
    at: int
    as_of: date

    @property
    def plan(self) -> Plan:
        """The plan as it was first promised."""
        return self.versions[0].plan

    @property
    def one(self) -> Indicator:
        return self.plan.indicators[0]


def question(met: World) -> Question:
    return Question(met.versions, met.one.id, met.at, met.as_of, met.said)


def replanned(met: World, plan: Plan) -> World:
    """The world with another plan as its first version."""
    first = replace(met.versions[0], plan=plan)
    return replace(met, versions=(first, *met.versions[1:]))


def with_one(met: World, one: Indicator) -> World:
    """The world with another indicator in the first version of its plan."""
    return replanned(met, replace(met.plan, indicators=(one,)))


def world(dice: Random) -> World:
    plan = random_plan(dice)
    versions = (first_version(plan), *_amendments(dice, plan))
    said = history(dice, plan, dice.random() < 0.6)
    quarters = quarters_of(plan)
    at = dice.randint(1, len(quarters))
    return World(versions, said, at, random_day(dice, quarters[at - 1]))


def random_day(dice: Random, now: Quarter) -> date:
    day = dice.choice([now.cutoff, now.due, now.due, now.due + timedelta(days=30)])
    return day + timedelta(days=dice.choice(DAYS))


def first_version(plan: Plan) -> PlanVersion:
    return PlanVersion(1, plan, 1, date(plan.year, 1, 5), "0" * 64)


def _amendments(dice: Random, plan: Plan) -> list[PlanVersion]:
    """At times another target, decided before or long after the period it governs."""
    quarters = quarters_of(plan)
    if dice.random() < 0.85 or len(quarters) == 1:
        return []
    effective = dice.randint(2, len(quarters))
    decided = quarters[effective - 1].cutoff
    decided += timedelta(days=dice.choice([-60, -30, 1, 30, 90]))
    one = plan.indicators[0]
    one = replace(one, target=_target(dice, one))
    if is_relative(one) and one.baseline is None:
        return []
    one = replace(one, trajectory=_path(dice, one, plan))
    if isinstance(plan.indicators[0].target, Each):
        one = of_each(dice, one)
    changed = replace(plan, indicators=(one,))
    paper = Paper("45/QĐ-UBND", decided)
    return [PlanVersion(2, changed, effective, decided, "1" * 64, paper, "điều chỉnh")]


def random_plan(dice: Random) -> Plan:
    first = dice.choice([None] * 6 + ["Q3", "Q2"])
    plan = Plan(
        id="thu-2022",
        title="Kế hoạch thử",
        year=2022,
        authority=Authority("Ủy ban nhân dân thành phố"),
        units=_units(dice),
        calendar=CalendarRules(first=first),
    )
    count = len(quarters_of(plan))
    shares = sorted(Decimal(dice.randint(0, 100)) / 100 for _ in range(count - 1))
    plan = replace(plan, profiles={"pf": (*shares, Decimal(1))})
    return replace(plan, indicators=(indicator(dice, plan),))


def _units(dice: Random) -> tuple[Unit, ...]:
    """Four wards; at times one begins, or one ends, with or without a successor."""
    units = [Unit(name, f"Phường {name}", "ward") for name in NAMES]
    if dice.random() < 0.15:
        day = date(2022, dice.choice([3, 5, 8, 11]), dice.randint(1, 28))
        which = dice.randint(0, 3)
        units[which] = replace(units[which], since=day)
    if dice.random() < 0.15:
        day = date(2022, dice.choice([3, 4, 7, 10]), dice.randint(1, 28))
        which, heir = dice.sample(range(4), 2)
        other = NAMES[heir] if dice.random() < 0.7 else None
        if units[which].since is None:
            units[which] = replace(units[which], until=day, successor=other)
    return tuple(units)


def indicator(dice: Random, plan: Plan, name: str = "x") -> Indicator:
    measure = dice.choice(MEASURES)
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
        id=name,
        name="Chỉ tiêu",
        measure=measure,
        of=of,
        unit="%" if of else dice.choice(MEASURED_IN),
        decimals=dice.choice([0, 1, 2]) if measure in HELD else dice.choice([0, 0, 1]),
        amount=Amount(amount, "triệu đồng", 0, None, cumulative=dice.random() < 0.5)
        if of is RatioOf.PLAN
        else None,
        lead=dice.choice(reporters),
        reporters=reporters,
        across=across,
        settles=dice.choice([None, None, date(2022, 12, 31), date(2023, 1, 31)]),
        part_of_whole=whole and dice.random() < 0.85,
        non_negative=measure in NEVER_NEGATIVE or dice.random() < 0.9,
        small_counts=dice.random() < 0.9,
        window=dice.choice([FigureWindow.PERIOD] * 9 + [FigureWindow.CALENDAR]),
    )
    if measure in NEVER_NEGATIVE:
        one = replace(one, decimals=0)
    if measure is Measure.GRADE:
        one = replace(one, scale=SCALE)
    one = replace(one, target=_target(dice, one))
    relative = is_relative(one)
    if dice.random() < (0.9 if relative else 0.2):
        most = len(one.scale) or 60
        least = 9 if measure is Measure.RANK else 1
        base = dice.randint(min(least, most), most)
        one = replace(one, baseline=Baseline(Decimal(base)))
    one = replace(one, trajectory=_path(dice, one, plan))
    return of_each(dice, one) if dice.random() < OFTEN_EACH else one


OFTEN_EACH = 0.2


def of_each(dice: Random, one: Indicator) -> Indicator:
    """The same asked of every reporter, or of a share of them; at times in two groups.

    The groups share their path, so that only one that follows the target will do.
    """
    if one.target is None or one.of is RatioOf.PLAN:
        return one
    names, first = one.reporters, one.target
    groups = [GroupTarget("nhom-1", first, names)]
    follows = one.trajectory is None or isinstance(one.trajectory, Hold | Linear | Step)
    if len(names) > 1 and follows and not is_relative(one) and dice.random() < 0.4:
        cut = dice.randint(1, len(names) - 1)
        other = _target(dice, one)
        is_alike = other is not None and type(other) is type(first)
        second = other if is_alike and not _is_named(other) else first
        groups = [
            GroupTarget("nhom-1", first, names[:cut]),
            GroupTarget("nhom-2", second or first, names[cut:]),
        ]
    least = Decimal(dice.choice([100, 100, 80, 50, 34]))
    return replace(one, target=Each(tuple(groups), least))


def _is_named(target: Target | None) -> bool:
    return target is not None and target.names_baseline


def _target(dice: Random, one: Indicator) -> Target | None:
    if dice.random() < 0.02:
        return AssignedLater("chờ tỉnh giao")
    if one.measure is Measure.MILESTONE:
        day = date(2022, dice.randint(1, 12), dice.randint(1, 28))
        first = day - timedelta(days=dice.randint(1, 200))
        return By(day, first if dice.random() < 0.3 else None)
    if one.measure is Measure.YES:
        return Yes()
    if one.measure in PLACED:
        return _place(dice, one)
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
        IncreaseBy(*_change(dice)),
        *(AtLeast(end, end + dice.randint(1, 20)), AtLeast(None)),
        *(LessThan(end), LessThan(None), DecreaseBy(*_change(dice))),
    ]
    if dice.random() < 0.02:
        return None
    if one.measure is Measure.LEVEL:
        kinds.append(RankAtMost(Decimal(dice.randint(1, 9))))
    return dice.choice(kinds)


def _change(dice: Random) -> tuple[Decimal, Scale, Decimal | None]:
    """So much more or less, in what, and at times a second level."""
    step = Decimal(dice.randint(1, 10))
    second = step + dice.randint(1, 5) if dice.random() < 0.3 else None
    return step, dice.choice(list(Scale)), second


def _place(dice: Random, one: Indicator) -> Target:
    """A rank or a grade, with or without a second level, or by the baseline."""
    if one.measure is Measure.GRADE:
        place = dice.randint(1, len(SCALE) - 1)
        word, best = SCALE[place - 1], SCALE[-1]
        return dice.choice(
            [
                AtLeast(Decimal(place), None, (word,)),
                AtLeast(Decimal(place), Decimal(len(SCALE)), (word, best)),
                *(AtLeast(None), MoreThan(None)),
                MoreThan(Decimal(place), None, (word,)),
            ]
        )
    place = dice.randint(2, 9)
    return dice.choice(
        [
            *(RankAtMost(Decimal(place)), RankAtMost(None)),
            RankAtMost(Decimal(place), Decimal(1)),
            RisesBy(Decimal(dice.randint(1, 3))),
            RisesBy(Decimal(1), strive=Decimal(dice.randint(2, 5))),
        ]
    )


def _path(dice: Random, one: Indicator, plan: Plan) -> Trajectory | None:
    target, quarters = one.target, quarters_of(plan)
    if target is None or isinstance(target, By | AssignedLater):
        return None
    if isinstance(target, Yes | RankAtMost) or one.measure in PLACED:
        step = Step(dice.choice(quarters).name)
        return dice.choice([None, None, None, Hold(), step])
    relative = is_relative(one)
    default: Trajectory = Hold() if one.measure in HELD else Linear()
    if one.of is RatioOf.PLAN:
        default = Profile("pf")
    if relative and (one.measure in HELD and one.of is not RatioOf.PLAN):
        default = Step()
    paths: list[Trajectory] = [default] * 4
    if not isinstance(target, Between | Exactly):
        paths += [Linear(), Hold(), Step(), Step(dice.choice(quarters).name)]
        if not relative and not one.baseline:
            paths.append(Profile("pf"))
    if isinstance(target, AtLeast) and target.value and one.baseline is None:
        end = target.value
        points = sorted(Decimal(dice.randint(0, int(end))) for _ in quarters[1:])
        paths += [Points((*points, end))] * 2
        paths.append(_dated(dice, (*points, end), quarters))
    return dice.choice(paths)


def _dated(
    dice: Random, values: tuple[Decimal, ...], quarters: tuple[Quarter, ...]
) -> Trajectory:
    """The same points on days before the cut-offs, from some quarter on."""
    first = dice.randint(0, len(quarters) - 1)
    days = [quarter.cutoff - timedelta(days=5) for quarter in quarters]
    points = [DatedPoint(*pair) for pair in zip(days, values, strict=True)]
    return Dated(tuple(points[first:]))
