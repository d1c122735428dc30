"""The rules of a plan on plans made by hand; places are the paths themselves."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.check.context import cycles
from cchc.core.check.plan_checks import check
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Basis, CalendarRules, PeriodRule
from cchc.core.plan.plan import Amount, Area, Baseline, Indicator, Plan, Task
from cchc.core.plan.targets.change import IncreaseBy
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step
from cchc.core.plan.unit import Authority, Unit
from cchc.text.problem import Place, Steps
from cchc.text.record import replace

FIRMS = Indicator(
    id="dn",
    name="Doanh nghiệp",
    measure=Measure.FLOW,
    unit="doanh nghiệp",
    target=AtLeast(Decimal(10)),
    trajectory=Linear(),
    reporters=("ward",),
)
PLAN = Plan(
    id="t",
    title="T",
    year=2022,
    authority=Authority("UBND"),
    units=(Unit("nv", "Nội vụ", "office"), Unit("p1", "Phường 1", "ward")),
    indicators=(FIRMS,),
)


def at(path: Steps) -> Place:
    return Place(file=".".join(str(step) for step in path))


def told(plan: Plan) -> list[tuple[str, str]]:
    return [(each.code.name, each.place.file or "") for each in check(plan, at)]


def numbers(*values: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(value) for value in values)


def with_one(indicator: Indicator) -> Plan:
    return replace(PLAN, indicators=(indicator,))


def test_an_empty_id_is_nobodys_successor() -> None:
    nameless = Unit("", "Phường 2", "ward")
    assert told(replace(PLAN, units=(*PLAN.units, nameless))) == []


def test_a_right_plan_has_no_problem() -> None:
    assert told(PLAN) == []


def test_an_id_may_not_serve_an_indicator_and_a_task() -> None:
    plan = replace(PLAN, tasks=(Task("DN", "Khác", lead="nv"),))
    assert told(plan) == [("DUPLICATE_ID", "tasks.0.id")]


def test_a_group_may_not_be_called_like_a_unit_or_a_kind() -> None:
    plan = replace(PLAN, groups={"p1": ("nv",), "ward": ("p1",)})
    names = [name for name, _ in told(plan)]
    assert names.count("DUPLICATE_ID") == 2


def test_every_name_must_mean_something() -> None:
    lost = replace(
        FIRMS, lead="x", reporters=("ward", "y"), area="z", allot={"w": Decimal(10)}
    )
    task = Task("1", "T", lead="a", helpers=("b",), each=("c",), supports="d")
    unit = Unit("p2", "Phường 2", "ward", parent="e", successor="f")
    plan = replace(
        PLAN,
        units=(*PLAN.units, unit),
        indicators=(lost,),
        tasks=(task,),
        roles={"drafts": "g"},
        groups={"h": ("i",)},
    )
    places = {place for name, place in told(plan) if name.startswith("UNKNOWN")}
    assert places == {
        *("indicators.0.lead", "indicators.0.reporters.1", "indicators.0.area"),
        *("indicators.0.allot.w.:key", "tasks.0.lead", "tasks.0.with.0"),
        *("tasks.0.each.0", "tasks.0.supports", "units.2.parent", "units.2.successor"),
        *("roles.drafts", "groups.h.0"),
    }


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"target": Between(Decimal(9), Decimal(2))}, "TARGET_IMPOSSIBLE"),
        ({"target": AtLeast(Decimal(-1))}, "TARGET_IMPOSSIBLE"),
        ({"target": Exactly(Decimal(1), Decimal(-1))}, "TARGET_IMPOSSIBLE"),
        ({"target": AtLeast(Decimal("1.5"))}, "FRACTION_UNFIT"),
        ({"target": MoreThan(None), "trajectory": Step()}, "BASELINE_MISSING"),
        ({"target": IncreaseBy(Decimal(1)), "trajectory": Step()}, "BASELINE_MISSING"),
        ({"unit": ""}, "UNIT_MISSING"),
        ({"reporters": ()}, "NO_REPORTER"),
        ({"across": Across.POOL}, "KEY_UNFIT"),
        ({"of": RatioOf.FLOW}, "KEY_UNFIT"),
        ({"amount": Amount(Decimal(5)), "of": RatioOf.FLOW}, "KEY_UNFIT"),
        ({"trajectory": Points(numbers(1, 2, 10))}, "TRAJECTORY_LENGTH"),
        ({"trajectory": Points(numbers(1, 5, 4, 10))}, "TRAJECTORY_FALLS"),
        ({"trajectory": Points(numbers(1, 2, 3, 4))}, "TRAJECTORY_MISSES"),
        ({"trajectory": Profile("x")}, "UNKNOWN_PROFILE"),
        ({"trajectory": Step("Q9")}, "UNKNOWN_PERIOD"),
        ({"allot": {"p1": Decimal(9)}}, "ALLOT_SHORT"),
        ({"allot": {"nv": Decimal(10)}}, "ALLOT_UNFIT"),
        ({"previous_year": numbers(1, 2)}, "PREVIOUS_LENGTH"),
        ({"settles": date(2022, 12, 13)}, "SETTLES_EARLY"),
        ({"settles": date(2032, 12, 13)}, "DATE_OUTSIDE"),
    ],
)
def test_each_fault_of_an_indicator_is_found(
    change: dict[str, object], fault: str
) -> None:
    changed = replace(FIRMS, **change)  # type: ignore[arg-type]  # any field
    assert fault in [name for name, _ in told(with_one(changed))]


def test_a_rate_of_a_whole_stays_within_the_whole() -> None:
    rate = replace(
        FIRMS,
        measure=Measure.RATIO,
        of=RatioOf.FLOW,
        unit="%",
        across=Across.POOL,
        part_of_whole=True,
        trajectory=Hold(),
    )
    assert told(with_one(replace(rate, target=AtLeast(Decimal(100))))) == []
    for target in (AtLeast(Decimal("100.01")), MoreThan(Decimal(100))):
        names = [name for name, _ in told(with_one(replace(rate, target=target)))]
        assert names == ["TARGET_IMPOSSIBLE"]


def test_money_against_a_plan_must_say_its_trajectory() -> None:
    money = replace(
        FIRMS,
        measure=Measure.RATIO,
        of=RatioOf.PLAN,
        unit="%",
        across=Across.POOL,
        amount=Amount(Decimal(500)),
        trajectory=None,
        target=AtLeast(Decimal(100)),
    )
    assert told(with_one(money)) == [("TRAJECTORY_MISSING", "indicators.0")]
    assert told(with_one(replace(money, trajectory=Linear()))) == []


def test_a_poverty_rate_may_come_down() -> None:
    poor = replace(
        FIRMS,
        measure=Measure.LEVEL,
        across=Across.SUM,
        target=AtMost(Decimal(2)),
        baseline=Baseline(Decimal(6)),
        trajectory=Points(numbers(5, 4, 3, 2)),
    )
    assert told(with_one(poor)) == []
    rising = replace(poor, trajectory=Points(numbers(5, 6, 3, 2)))
    assert told(with_one(rising)) == [("TRAJECTORY_FALLS", "indicators.0.trajectory.1")]


def test_an_allowance_is_not_given_out_twice() -> None:
    cases = replace(FIRMS, target=AtMost(Decimal(5)), allot={"p1": Decimal(6)})
    assert told(with_one(cases)) == [("ALLOT_OVER", "indicators.0.allot")]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        (CalendarRules(first="Q3"), []),
        (CalendarRules(first="Q7"), [("UNKNOWN_PERIOD", "calendar.first")]),
        (
            CalendarRules(periods={"Q5": PeriodRule()}),
            [("UNKNOWN_PERIOD", "calendar.periods.Q5.:key")],
        ),
        (
            CalendarRules(basis=Basis.EXPLICIT),
            [("PERIOD_UNDATED", "calendar")],
        ),
        (
            CalendarRules(periods={"Q2": PeriodRule(start=date(2022, 3, 1))}),
            [("PERIODS_OVERLAP", "calendar.periods.Q2")],
        ),
        (
            CalendarRules(periods={"Q1": PeriodRule(due=date(2022, 3, 19))}),
            [("DUE_ON_DAY_OFF", "calendar.periods.Q1.due")],
        ),
        (
            CalendarRules(
                periods={"Q1": PeriodRule(due=date(2022, 3, 19))},
                made_up=(date(2022, 3, 19),),
            ),
            [],
        ),
        (
            CalendarRules(periods={"Q1": PeriodRule(dues={"x": date(2022, 3, 18)})}),
            [("UNKNOWN_GROUP_OR_UNIT", "calendar.periods.Q1.due.x.:key")],
        ),
    ],
)
def test_the_calendar_must_hang_together(
    rules: CalendarRules, expected: list[tuple[str, str]]
) -> None:
    assert told(replace(PLAN, calendar=rules)) == expected


def test_what_nobody_speaks_of_is_a_warning_only() -> None:
    plan = replace(
        PLAN,
        areas=(Area("a", "A"),),
        groups={"g": ("p1",)},
        profiles={"p": (Decimal("0.1"), Decimal("0.2"), Decimal("0.3"), Decimal(1))},
        roles={"drafts": "nv", "watches": "nv"},
    )
    problems = check(plan, at)
    assert {each.place.file for each in problems} == {
        *("areas.0.id", "groups.g.:key", "profiles.p.:key", "roles.watches.:key"),
    }
    assert all(each.is_warning for each in problems)


@pytest.mark.parametrize(
    ("rule", "faults"),
    [
        ("dn >= 0", []),
        ("dn = dn + 2 * dn", []),
        ("dn", ["CHECK_UNREADABLE"]),
        ("dn = = dn", ["CHECK_UNREADABLE"]),
        ("dn = hs", ["UNKNOWN_INDICATOR"]),
        ("dn = dn = dn", ["CHECK_UNREADABLE"]),
    ],
)
def test_arithmetic_is_read_before_it_is_needed(rule: str, faults: list[str]) -> None:
    plan = replace(PLAN, checks=(CheckRule("c", rule),))
    assert [name for name, _ in told(plan)] == faults


@given(
    st.dictionaries(
        st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3)
    )
)
def test_a_ring_is_found_exactly_where_there_is_one(
    below: dict[str, list[str]],
) -> None:
    found = list(cycles(below))
    for ring in found:
        assert ring[0] == ring[-1]
        assert all(b in below[a] for a, b in pairwise(ring))
    left = dict(below)
    while bare := [k for k, names in left.items() if not any(n in left for n in names)]:
        for key in bare:
            del left[key]
    assert bool(found) is bool(left)
