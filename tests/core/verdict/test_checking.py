"""Checks judged on facts alone: what the order of reports and old plans may not do."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.check.failure import Failure
from cchc.core.facts.report import NIL, UNAVAILABLE, CellKey, CellState, Facts, Reading
from cchc.core.plan.calendar import periods
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.unit import Authority, Unit
from cchc.core.verdict.checking import failures
from cchc.text.record import replace

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
