"""Which checks of a plan are asked of sums over periods, and what the sums come to."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Closing, ClosingKind
from cchc.core.facts.report import CellKey, Facts, Item
from cchc.core.plan.calendar import periods
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator, Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.level_checks import sum_failures
from cchc.text.record import replace
from tests.core.world import YEAR_END, Said, plan_of, reading, whole_view

TWO = ("u1", "u2")
CITY = "thanh-pho"
MEMBERS = (Unit(CITY, "Thành phố"), Unit("u1", "A"), Unit("u2", "B"))
OLD = Unit("u2", "B", until=date(2022, 4, 30), successor="u1")


def line(
    key: str, measure: Measure, across: Across = Across.SUM, of: RatioOf | None = None
) -> Indicator:
    reporting = {"few": ("u1",), "z": (CITY,)}.get(key, TWO)
    amount = Amount(Decimal(50)) if of is RatioOf.PLAN else None
    return Indicator(
        key,
        key,
        measure,
        of,
        amount=amount,
        reporters=reporting,
        lead="u1",
        across=across,
    )


LINES = (
    *(line(key, Measure.FLOW) for key in ("x", "y", "few", "z")),
    line("s", Measure.LEVEL),
    line("led", Measure.LEVEL, Across.LEAD),
    line("r", Measure.RATIO, Across.POOL, RatioOf.FLOW),
    line("rs", Measure.RATIO, Across.POOL, RatioOf.LEVEL),
    line("p", Measure.RATIO, Across.POOL, RatioOf.PLAN),
    line("t", Measure.RUNNING),
    line("list", Measure.REGISTER, Across.DISTINCT),
)
SAID: dict[str, tuple[Said, Said, Said, Said]] = {
    # of u1 in two quarters, then of u2
    "x": (1, 2, 3, 4),
    "y": (1, 1, 1, "nil"),
    "s": (5, 6, 7, 8),
    "led": (5, 6, 7, 8),
    "r": ("1/4", "1/5", "2/6", "1/7"),
    "rs": ("1/4", "1/5", "2/6", "1/7"),
    "p": (1, 1, 1, 1),
    "t": (1, 2, 3, 4),
    "list": ("nil", "nil", "nil", "nil"),
}
AT = (("u1", "Q1"), ("u1", "Q2"), ("u2", "Q1"), ("u2", "Q2"))
CELLS = {
    **{
        (key, *at): reading(value)
        for key, values in SAID.items()
        for at, value in zip(AT, values, strict=True)
    },
    **{("few", "u1", quarter): reading(9) for quarter in ("Q1", "Q2")},
    **{("z", CITY, quarter): reading(90) for quarter in ("Q1", "Q2")},
}
ROWS = tuple(Item("list", *at, name=f"{at}", key=f"{at}") for at in AT)
FACTS = Facts(YEAR_END, CELLS, ROWS)


def plan_with(*rules: str, members: tuple[Unit, ...] = MEMBERS) -> Plan:
    checks = tuple(CheckRule(f"k{at}", rule) for at, rule in enumerate(rules))
    return replace(plan_of(*LINES), units=members, checks=checks)


Told = list[tuple[str | None, int, int]]
"""The unit, or the whole for None, and what left and right come to."""


def told(
    plan: Plan, facts: Facts = FACTS, quarter: int = 2, *, of_units: bool = False
) -> Told:
    among = periods(plan)
    failures = sum_failures(
        plan, cells_in(plan, among, facts), among[quarter - 1], of_units=of_units
    )
    assert all((e.since, e.period) == (among[0], among[quarter - 1]) for e in failures)
    assert all(e.used == e.gaps == () for e in failures)
    return [(e.unit, int(e.left), int(e.right)) for e in failures]


LIFTED: dict[str, Told] = {
    "x = y": [(None, 10, 3), ("u1", 3, 2), ("u2", 7, 1)],
    "x <= y": [(None, 10, 3), ("u1", 3, 2), ("u2", 7, 1)],
    "y >= x": [(None, 3, 10), ("u1", 2, 3), ("u2", 1, 7)],
    "x <= 2 * y": [(None, 10, 6), ("u2", 7, 2)],
    "y * 2 >= x - y": [(None, 6, 7), ("u2", 2, 6)],
    "x + y <= x": [(None, 13, 10), ("u1", 5, 3), ("u2", 8, 7)],
    "x = s": [(None, 10, 14), ("u1", 3, 6), ("u2", 7, 8)],
    "r.numerator = y": [(None, 5, 3), ("u2", 3, 1)],
    "r.denominator <= x": [(None, 22, 10), ("u1", 9, 3), ("u2", 13, 7)],
    "rs.numerator = y": [(None, 2, 3), ("u1", 1, 2)],
    "rs.denominator <= x": [(None, 12, 10), ("u1", 5, 3)],
}


@pytest.mark.parametrize("rule", LIFTED)
def test_a_rule_of_figures_that_the_same_units_add_up_is_asked_of_sums(
    rule: str,
) -> None:
    plan = plan_with(rule)
    both = [*told(plan), *told(plan, of_units=True)]
    assert both == LIFTED[rule]
    assert told(plan, quarter=1) == []


@pytest.mark.parametrize("rule", LIFTED)
def test_the_figures_of_lines_that_were_judged_give_the_same(rule: str) -> None:
    view = whole_view(plan_with(rule), FACTS, "Q2")
    failures = [(e.unit, int(e.left), int(e.right)) for e in view.sum_failures]
    assert failures == [row for row in LIFTED[rule] if row[0] is None]
    assert {e.owners for e in view.sum_failures} == {frozenset(TWO)}
    assert whole_view(plan_with(rule), FACTS, "Q1").sum_failures == ()


@pytest.mark.parametrize("rule", LIFTED)
def test_the_figure_of_the_whole_is_not_taken_for_that_of_a_unit(rule: str) -> None:
    plan = plan_with(rule)
    among = periods(plan)
    lines = {e.indicator.id: e for e in whole_view(plan, FACTS, "Q2").indicators}
    cells = cells_in(plan, among, FACTS)
    failures = sum_failures(plan, cells, among[1], lines, of_units=True)
    both = [(e.unit, int(e.left), int(e.right)) for e in failures]
    assert both == [row for row in LIFTED[rule] if row[0] is not None]


@pytest.mark.parametrize(
    "rule",
    [
        # what is true of parts need not be true of their sums
        *("x < y", "y > x", "x = y + 1", "x = 5", "x * y <= x", "x * (y + 1) <= x"),
        "x <= 2 * (y + 1)",
        # another period, or more than one
        *("x = y[prev]", "x = y[Q1]", "x = y[year]", "x[year] = y"),
        # whatever is a sum of units already, or of other units
        *("z = sum(x)", "few = x", "z <= few"),
        # a figure that does not add up
        *("x = led", "x = t", "x = count(list)", "x = r", "x = p", "x = p.numerator"),
    ],
)
def test_other_rules_are_not_asked_of_sums(rule: str) -> None:
    plan = plan_with(rule)
    assert [*told(plan), *told(plan, of_units=True)] == []


def test_rules_that_read_the_same_figures_are_judged_each() -> None:
    plan = plan_with("x = y", "x <= y + y", "y <= x", "y = s")
    assert told(plan) == [(None, 10, 3), (None, 10, 6), (None, 3, 14)]


def without(*keys: CellKey, **changes: Said) -> Facts:
    """The facts without some cells; by `unit_quarter` some of x otherwise."""
    cells = {key: cell for key, cell in CELLS.items() if key not in keys}
    for at, value in changes.items():
        unit, _, quarter = at.partition("_")
        cells["x", unit, quarter] = reading(value)
    return replace(FACTS, cells=cells)


CLOSED = Closing("u2", "Q1", ClosingKind.CLOSE, "1", None, YEAR_END)
UNASKED = frozenset({("x", "u2", "Q2"), ("y", "u2", "Q2")})
OF_X = (("x", "u2", "Q1"), ("y", "u2", "Q1"))
LATER = (("x", "u2", "Q2"), ("y", "u2", "Q2"))
GAPS: dict[str, tuple[str, Facts, int, Told]] = {
    "missing": ("x = y", without(OF_X[0]), 2, [("u1", 3, 2)]),
    "not published": ("x = y", without(u2_Q2="unavailable"), 2, [("u1", 3, 2)]),
    "closed": (
        "x = y",
        replace(without(*OF_X), closings=(CLOSED,)),
        2,
        [("u1", 3, 2)],
    ),
    # nobody knows what a unit did while it was not asked
    "a hole": (
        "x = y",
        replace(
            without(*LATER),
            excused=UNASKED,
            cells={
                **without(*LATER).cells,
                **{(k, u, "Q3"): reading(1) for k in ("x", "y") for u in TWO},
            },
        ),
        3,
        [("u1", 4, 3)],
    ),
    # before a unit was ever asked there is nothing to know
    "asked later": (
        "x = y",
        replace(
            without(*OF_X),
            excused=frozenset((key, "u2", "Q1") for key in ("x", "y")),
        ),
        2,
        [(None, 7, 2), ("u1", 3, 2), ("u2", 4, 0)],
    ),
    # a state of now does not rest on those before
    "a state missing before": (
        "s = s * 2",
        without(("s", "u2", "Q1")),
        2,
        [(None, 14, 28), ("u1", 6, 12), ("u2", 8, 16)],
    ),
    "a state missing now": (
        "s = s * 2",
        without(("s", "u2", "Q2")),
        2,
        [("u1", 6, 12)],
    ),
}


@pytest.mark.parametrize("name", GAPS)
def test_a_sum_is_judged_only_where_all_that_enters_it_was_reported(name: str) -> None:
    rule, facts, quarter, wrong = GAPS[name]
    plan = plan_with(rule)
    both = [
        *told(plan, facts, quarter),
        *told(plan, facts, quarter, of_units=True),
    ]
    assert both == wrong


def test_a_unit_that_ended_leaves_no_hole_and_its_heir_goes_on_with_its_sums() -> None:
    plan = plan_with("x = y", members=(*MEMBERS[:2], OLD))
    facts = without(*LATER)
    assert told(plan, facts) == [(None, 6, 3)]
    assert told(plan, facts, of_units=True) == [("u1", 6, 3), ("u2", 3, 1)]
