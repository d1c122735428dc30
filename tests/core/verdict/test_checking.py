"""Checks judged on facts alone: what the order of reports and old plans may not do."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.check.failure import Failure
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
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Amount, Indicator, Plan
from cchc.core.plan.unit import Authority, Unit
from cchc.core.verdict.checking import failures
from cchc.text.record import replace
from tests.core.world import Said, reading

NAMES = ("Q1", "Q2", "Q3", "Q4")
UNITS = ("u1", "u2", "u3")
AFTER = date(2023, 3, 1)


def plan_with(*rules: str, missing: str | None = None) -> Plan:
    kinds = {
        "x": Measure.FLOW,
        "y": Measure.FLOW,
        "done": Measure.MILESTONE,
        "list": Measure.REGISTER,
    }
    indicators = [
        Indicator(key, key, measure=kind, reporters=UNITS, across=Across.SUM)
        for key, kind in kinds.items()
    ]
    whole = Indicator("z", "z", measure=Measure.FLOW, lead="city", reporters=("city",))
    return Plan(
        id="thu-2022",
        title="Kế hoạch thử",
        year=2022,
        authority=Authority("Ủy ban nhân dân"),
        units=tuple(Unit(each, each) for each in ("city", *UNITS)),
        indicators=(*indicators, whole),
        checks=tuple(
            CheckRule(f"k{at}", rule, missing=missing) for at, rule in enumerate(rules)
        ),
    )


def judged(plan: Plan, cells: dict[CellKey, Reading]) -> tuple[Failure, ...]:
    facts = Facts(AFTER, cells=cells)
    among = periods(plan)
    return failures(plan, facts, among, among)


def said(value: int | None) -> Reading:
    """A number, or not published for None."""
    if value is None:
        return UNAVAILABLE
    return Reading(CellState.VALUE, number=Decimal(value)) if value else NIL


@pytest.mark.parametrize(
    "rule",
    [
        "x != y",
        "nobody = x",
        "done = 1",
        "list = 1",
        "x = y[Q9]",
        "x =",
        "?",
        "x[year] = x = y",
    ],
)
def test_a_rule_of_a_plan_applied_long_ago_that_means_nothing_is_passed_over(
    rule: str,
) -> None:
    cells: dict[CellKey, Reading] = {("x", "u1", "Q1"): said(3)}
    assert judged(plan_with(rule), cells) == ()


def test_an_old_plan_may_hold_any_word_for_missing() -> None:
    plan = plan_with("x = y", missing="Thiếu số thì hỏi lại")
    assert judged(plan, {("x", "u1", "Q1"): said(3)}) == ()


VALUES = st.one_of(st.none(), st.integers(0, 4), st.just("silent"))
TABLE = st.lists(VALUES, min_size=28, max_size=28)
KEYS = [
    *((key, unit, when) for key in ("x", "y") for unit in UNITS for when in NAMES),
    *(("z", "city", when) for when in NAMES),
]


def cells_of(table: list[int | str | None]) -> dict[CellKey, Reading]:
    pairs = zip(KEYS, table, strict=True)
    return {key: said(v) for key, v in pairs if not isinstance(v, str)}


def number(cells: dict[CellKey, Reading], key: CellKey) -> Fraction | None:
    """What a cell counts, by hand: None where it is not known."""
    reading = cells.get(key)
    if reading is None or reading.state is CellState.UNAVAILABLE:
        return None
    return Fraction(reading.number or 0)


def wrong_by_hand(cells: dict[CellKey, Reading], missing: str) -> set[tuple[str, ...]]:
    """Where `x = y[prev]` and `z >= sum(x)` do not hold, worked out the long way."""

    def known(keys: list[CellKey]) -> list[Fraction] | str | None:
        found = [number(cells, each) for each in keys]
        if None not in found:
            return [each for each in found if each is not None]
        if missing == "skip" or all(each is None for each in found):
            return None
        return "gap" if missing == "fail" else [each or Fraction(0) for each in found]

    wrong: set[tuple[str, ...]] = set()
    for unit, (before, now) in ((u, pair) for u in UNITS for pair in pairwise(NAMES)):
        found = known([("x", unit, now), ("y", unit, before)])
        if found == "gap" or (isinstance(found, list) and found[0] != found[1]):
            wrong.add(("k0", unit, now))
    for now in NAMES:
        found = known([("z", "city", now), *(("x", unit, now) for unit in UNITS)])
        if found == "gap" or (isinstance(found, list) and found[0] < sum(found[1:])):
            wrong.add(("k1", "", now))
    return wrong


@settings(max_examples=250, deadline=None)
@given(TABLE, st.sampled_from(["skip", "zero", "fail"]))
def test_exactly_what_is_wrong_by_hand_is_told(
    table: list[int | str | None], missing: str
) -> None:
    cells = cells_of(table)
    found = judged(plan_with("x = y[prev]", "z >= sum(x)", missing=missing), cells)
    told = {(each.rule.id, each.unit or "", each.period.name) for each in found}
    assert told == wrong_by_hand(cells, missing)


@settings(max_examples=200, deadline=None)
@given(TABLE, st.permutations(range(len(KEYS))))
def test_units_and_reports_in_any_order_give_the_same(
    table: list[int | str | None], order: list[int]
) -> None:
    cells = cells_of(table)
    rules = "x = y[prev]", "z >= sum(x)", "x[year] <= y[year] + 2"
    plan = plan_with(*rules)
    other = {KEYS[at]: cells[KEYS[at]] for at in order if KEYS[at] in cells}
    turned = replace(plan, units=plan.units[::-1])

    def told(found: tuple[Failure, ...]) -> set[tuple[str, ...]]:
        sums = ((e, (e.left, e.right)) for e in found)
        return {
            (e.rule.id, e.unit or "", e.period.name, *map(str, pair))
            for e, pair in sums
        }

    assert told(judged(plan, cells)) == told(judged(turned, other))


def test_the_owners_of_a_rule_of_the_city_are_those_who_say_the_whole() -> None:
    cells: dict[CellKey, Reading] = {("x", unit, "Q1"): said(1) for unit in UNITS}
    cells["z", "city", "Q1"] = said(1)
    (found,) = judged(plan_with("z = sum(x)"), cells)
    assert found.owners == {"city"}
    assert (found.left, found.right) == (Fraction(1), Fraction(3))


LINES = {
    "x": Measure.FLOW,
    "few": Measure.FLOW,
    "s": Measure.LEVEL,
    "r": Measure.RATIO,
    "p": Measure.RATIO,
    "t": Measure.RUNNING,
    "list": Measure.REGISTER,
}
OLD = Unit("old", "old", until=date(2022, 7, 31), successor="u1")
NEW = Unit("new", "new", since=date(2022, 5, 1))
Sides = tuple[str, str, int, int]
"""What is told of a rule: the unit, the period, what left and right come to."""


def plan_of_lines(*rules: str, missing: str | None = None) -> Plan:
    """Lines of every measure; `few` is asked of two units, one ends and one begins."""
    own = (*UNITS, OLD.id, NEW.id)
    lines = [
        Indicator(
            key,
            key,
            measure=kind,
            of={"r": RatioOf.FLOW, "p": RatioOf.PLAN}.get(key),
            amount=Amount(Decimal(200)) if key == "p" else None,
            reporters=("u2", OLD.id) if key == "few" else own,
        )
        for key, kind in LINES.items()
    ]
    members = (*(Unit(key, key) for key in UNITS), OLD, NEW)
    plan = plan_with(*rules, missing=missing)
    return replace(plan, units=members, indicators=tuple(lines))


def cells_said(**said: dict[str, Said]) -> dict[CellKey, Reading]:
    """Cells by the line's id and `unit period`."""
    return {
        (key, *at.split()): reading(value)  # type: ignore[misc]
        for key, by_cell in said.items()
        for at, value in by_cell.items()
    }


def told_sides(found: tuple[Failure, ...]) -> list[Sides]:
    return [
        (e.unit or "", e.period.name, int(e.left), int(e.right))
        for e in found
        if e.left == int(e.left) and e.right == int(e.right)
    ]


READ: dict[str, tuple[dict[str, dict[str, Said]], list[Sides]]] = {
    "r >= 50": (
        {"r": {"u1 Q1": "1/4", "u2 Q1": "1/2", "u3 Q1": "nil", "u1 Q2": "0/5"}},
        [("u1", "Q1", 25, 50), ("u1", "Q2", 0, 50)],
    ),
    "r.numerator >= 2": ({"r": {"u1 Q1": "1/4"}}, [("u1", "Q1", 1, 2)]),
    "r.denominator >= 5": ({"r": {"u1 Q1": "1/4"}}, [("u1", "Q1", 4, 5)]),
    "r[year] >= 50": (
        {"r": {"u1 Q1": "1/4", "u1 Q2": "3/4", "u1 Q3": "1/12"}},
        [("u1", "Q1", 25, 50), ("u1", "Q3", 25, 50)],
    ),
    "p >= 50": ({"p": {"u1 Q1": 90, "u2 Q1": 100}}, [("u1", "Q1", 45, 50)]),
    # the amount of the plan is one for the year (3)
    "p[year] >= 50": (
        {"p": {"u1 Q1": 40, "u1 Q2": 60, "u1 Q3": "nil"}},
        [("u1", "Q1", 20, 50)],
    ),
    "x >= p[prev]": (
        {"p": {"u1 Q1": 90}, "x": {"u1 Q1": 1, "u1 Q2": 40}},
        [("u1", "Q2", 40, 45)],
    ),
    # nothing new to a running total leaves it where it was (1)
    "t >= x[year]": (
        {
            "t": {"u1 Q1": 5, "u1 Q2": "nil", "u1 Q3": "nil", "u2 Q1": "nil"},
            "x": {"u1 Q1": 5, "u1 Q2": 1, "u1 Q3": "nil", "u2 Q1": 1},
        },
        [("u2", "Q1", 0, 1), ("u1", "Q2", 5, 6), ("u1", "Q3", 5, 6)],
    ),
    # whoever begins in the year has a running total of nothing
    "t >= x": (
        {"t": {"new Q2": "nil", "u1 Q2": "nil"}, "x": {"new Q2": 2, "u1 Q2": 2}},
        [("new", "Q2", 0, 2)],
    ),
    # a total is not added up: the rule means nothing
    "t[year] >= 100": ({"t": {"u1 Q1": 5}}, []),
    "x >= x[Q2]": (
        {"x": {"u1 Q1": 9, "u1 Q2": 5, "u1 Q3": 4, "u1 Q4": 5, "u2 Q1": 1}},
        [("u1", "Q3", 4, 5)],
    ),
    "x >= x[prev]": (
        {"x": {"u1 Q1": 3, "u1 Q2": 2, "old Q2": 9, "u1 Q3": 1, "u1 Q4": 1}},
        [("u1", "Q2", 2, 3), ("u1", "Q3", 1, 2)],
    ),
    # a unit goes on from the last state of those that ended, once
    "s >= s[prev]": (
        {"s": {"u1 Q2": 3, "old Q2": 4, "u1 Q3": 5, "old Q3": 9, "u1 Q4": 4}},
        [("u1", "Q3", 5, 7), ("u1", "Q4", 4, 5)],
    ),
    "s >= s[Q2]": (
        {"s": {"u1 Q2": 3, "old Q2": 4, "u1 Q3": 2, "u1 Q4": 5}},
        [("u1", "Q3", 2, 3)],
    ),
}


@pytest.mark.parametrize("rule", READ)
def test_a_rule_reads_what_its_figures_name(rule: str) -> None:
    said, wrong = READ[rule]
    assert told_sides(judged(plan_of_lines(rule), cells_said(**said))) == wrong


def test_a_list_counts_each_thing_of_the_unit_in_the_period_once() -> None:
    names = [("u1", "Q1", "a"), ("u1", "Q1", "a"), ("u1", "Q1", "b")]
    names += [("u1", "Q2", "c"), ("u2", "Q1", "d"), ("u2", "Q1", "e")]
    items = tuple(Item("list", unit, at, name, name) for unit, at, name in names)
    cells = cells_said(
        list={"u3 Q1": "nil"}, x=dict.fromkeys(("u1 Q1", "u1 Q2", "u2 Q1", "u3 Q1"), 2)
    )
    plan = plan_of_lines("count(list) = x")
    found = failures(plan, Facts(AFTER, cells, items), periods(plan), periods(plan))
    assert told_sides(found) == [("u3", "Q1", 0, 2), ("u1", "Q2", 1, 2)]


def test_a_rate_that_is_not_published_counts_as_nothing_where_the_plan_says_so() -> (
    None
):
    cells = cells_said(r={"u1 Q1": "unavailable", "u2 Q1": "9/10"}, x={"u1 Q1": 5})
    plan = plan_of_lines("r >= x", missing="zero")
    assert told_sides(judged(plan, cells)) == [("u1", "Q1", 0, 5)]
    # also where a part of it alone is not there
    cells = cells_said(r={"u1 Q1": "1/4"}, x={"u1 Q2": 10})
    plan = plan_of_lines("r[year] >= x", missing="zero")
    assert told_sides(judged(plan, cells)) == [("u1", "Q2", 0, 10)]


def test_a_rule_of_one_unit_is_judged_as_among_all() -> None:
    """Not either, of an heir, what was asked of the unit that ended alone."""
    cells = cells_said(
        x={"u1 Q3": 2, "u2 Q3": 2, "old Q1": 2}, few={"u1 Q3": 3, "u2 Q3": 3}
    )
    plan = plan_of_lines("x = few", "x = 1", missing="zero")
    facts, among = Facts(AFTER, cells), periods(plan)
    whole = failures(plan, facts, among, among)
    wrong = {(e.rule.id, e.unit, e.period.name) for e in whole}
    assert wrong >= {("k0", "u2", "Q3"), ("k1", "u1", "Q3"), ("k0", "old", "Q1")}
    assert ("k0", "u1", "Q3") not in wrong
    for unit in plan.members:
        own = failures(plan, facts, among, among, unit)
        assert own == tuple(e for e in whole if e.unit == unit)
    (second,) = (e for e in whole if (e.rule.id, e.unit) == ("k1", "u1"))
    assert failures(plan, facts, among, among[2:3], "u1", plan.checks[1:]) == (second,)


@pytest.mark.parametrize(
    ("as_of", "is_sent", "wrong"),
    [
        # one gap may still be filled in time, the other may not
        (date(2022, 6, 5), False, []),
        (date(2022, 6, 5), True, [("u2", "Q2", 2, 0)]),
        (AFTER, False, [("u2", "Q2", 2, 0)]),
    ],
)
def test_what_may_still_come_is_waited_for_unless_the_report_came_without_it(
    as_of: date,
    is_sent: bool,
    wrong: list[Sides],
) -> None:
    plan = plan_of_lines("x = x[prev] + few", missing="zero")
    sent = (Submission(1, "u2", "Q2", as_of, as_of),) if is_sent else ()
    facts = Facts(as_of, cells_said(x={"u2 Q2": 2}), submissions=sent)
    among = periods(plan)
    assert told_sides(failures(plan, facts, among, among[1:2])) == wrong
