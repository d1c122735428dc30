"""What must hold of every plan and every report, whatever they say."""

import json
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from random import Random
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Across, Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import (
    StatusView,
    every_indicator,
    reporting_in,
    status_view,
)
from cchc.core.verdict.unit_reports import ReportingView
from cchc.features.status.show.status_json import status_json
from cchc.text.number_format import percent, together
from cchc.text.record import Record, as_dict, replace
from tests.strategies import exact_numbers
from tests.verdicts.histories import facts_of
from tests.verdicts.promises import YEARS, dice_of
from tests.verdicts.worlds import World, replanned, with_one, world
from tests.verdicts.yardstick import goal

seeds = st.integers(min_value=0, max_value=2**48)
many = settings(max_examples=1000, deadline=None, derandomize=True, database=None)
some = settings(max_examples=YEARS, deadline=None, derandomize=True, database=None)
exact = exact_numbers(-200, 200, 10**8)

ANSWERED = (Measure.MILESTONE, Measure.YES)
T = TypeVar("T")


def whole_view(met: World, facts: Facts) -> StatusView:
    return status_view(met.versions, periods(met.plan)[met.at - 1], facts)


def seen(met: World) -> IndicatorView:
    facts = facts_of(met.plan, met.said, met.as_of)
    return every_indicator(whole_view(met, facts))[0]


@some
@given(seeds)
def test_a_whole_is_the_pool_or_the_sum_of_its_units(seed: int) -> None:
    met = world(dice_of(seed))
    if any(unit.until for unit in met.plan.units):
        return  # what an heir reports is of no one unit
    met = replace(met, versions=met.versions[:1])
    met = replace(met, as_of=periods(met.plan)[met.at - 1].due + timedelta(days=9))
    one = met.one
    if one.across not in (Across.SUM, Across.POOL) or one.measure is Measure.REGISTER:
        return
    parts = [seen(alone(met, unit)) for unit in one.reporters]
    parent = seen(met)
    tops = [each.numerator for each in parts if each.numerator is not None]
    bottoms = [each.denominator for each in parts if each.denominator is not None]
    if one.amount is not None:
        bottoms = bottoms[:1]
    if one.measure is Measure.RATIO:
        assert parent.numerator == (sum(tops) if tops else None)
        assert not tops or parent.denominator == sum(bottoms)
        return
    known = [each.actual for each in parts if each.actual is not None]
    assert parent.actual == (sum(known) if known else None)


def alone(met: World, unit: str) -> World:
    return with_one(met, replace(met.one, reporters=(unit,), lead=unit))


@some
@given(seeds)
def test_units_and_reports_in_any_order_give_the_same(seed: int) -> None:
    dice = dice_of(seed)
    met = world(dice)
    met = replace(met, versions=met.versions[:1])
    units = shuffled(dice, met.plan.units)
    one = replace(met.one, reporters=shuffled(dice, met.one.reporters))
    other = replanned(met, replace(met.plan, units=units, indicators=(one,)))
    said = replace(
        met.said,
        revisions=shuffled(dice, met.said.revisions),
        rows=shuffled(dice, met.said.rows),
        sent=shuffled(dice, met.said.sent),
    )
    first, second = seen(met), seen(replace(other, said=said))
    assert first.verdict == second.verdict
    assert set(first.coverage.silent) == set(second.coverage.silent)
    same = ("actual", "numerator", "denominator", "in_period", "percent", "shown")
    for name in (*same, "expected", "quality", "done", "answer", "pace", "trend"):
        assert getattr(first, name) == getattr(second, name), name


def shuffled(dice: Random, things: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dice.sample(things, len(things)))


@some
@given(seeds)
def test_what_is_printed_side_by_side_is_ordered_as_it_is(seed: int) -> None:
    view = seen(world(dice_of(seed)))
    low, high = goal(view.indicator)
    end = low if low is not None else high
    worded = (Measure.MILESTONE, Measure.YES, Measure.GRADE)
    if view.actual is None or view.indicator.measure in worded:
        return
    if end is not None and view.shown_target != "–":
        assert order(view.shown, view.shown_target) == sign(view.actual - end)
    if view.expected is not None:
        due = order(view.shown, view.shown_expected)
        assert due == sign(view.actual - view.expected)


@many
@given(exact, exact, st.integers(min_value=0, max_value=6))
def test_a_figure_is_never_printed_across_its_target(
    one: Fraction, other: Fraction, decimals: int
) -> None:
    first, second = together(one, (other,), decimals)
    assert order(first, second) == sign(one - other)


@many
@given(exact)
def test_a_percentage_never_crosses_a_hundred(part: Fraction) -> None:
    assert sign(Fraction(percent(part)) - 100) == sign(part - 100)
    near = 100 + part / 10**6
    assert sign(Fraction(percent(near)) - 100) == sign(near - 100)


def sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def order(one: str, other: str) -> int:
    """How two printed figures compare; `<100` is a little less than 100."""
    left, right = number(one), number(other)
    if left == right and one[0] in "<>":
        return -1 if one[0] == "<" else 1
    return sign(left - right)


def number(text: str) -> Fraction:
    bare = text.strip("<>%").replace(".", "").replace(",", ".")
    return Fraction(bare)


@some
@given(seeds)
def test_who_owes_a_report_is_the_same_with_and_without_figures(seed: int) -> None:
    met = world(dice_of(seed))
    facts = facts_of(met.plan, met.said, met.as_of)
    whole = whole_view(met, facts)
    bare = reporting_in(met.versions, periods(met.plan)[met.at - 1], facts)
    same = (whole.period, whole.as_of, whole.units, whole.reports)
    assert bare == ReportingView(*same)


@some
@given(seeds)
def test_no_number_in_json_is_a_float(seed: int) -> None:
    met = world(dice_of(seed))
    text = status_json(whole_view(met, facts_of(met.plan, met.said, met.as_of)))
    document = json.loads(text, parse_float=refused)
    leaves = [leaf for leaf in walk(document) if isinstance(leaf, str)]
    assert not any("e-" in leaf.lower() and leaf[0].isdigit() for leaf in leaves)
    assert not any(leaf.startswith(("Fraction", "Decimal")) for leaf in leaves)


@some
@given(seeds)
def test_no_value_of_a_view_is_a_float(seed: int) -> None:
    met = world(dice_of(seed))
    leaves = list(walk(whole_view(met, facts_of(met.plan, met.said, met.as_of))))
    assert len(leaves) > 50
    assert not any(isinstance(leaf, float) for leaf in leaves)


def refused(text: str) -> None:
    raise AssertionError(f"a float in JSON: {text}")


def walk(value: object) -> Iterator[object]:
    if isinstance(value, Record):
        yield from walk(as_dict(value))
    elif isinstance(value, dict):
        for each in value.values():
            yield from walk(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from walk(each)
    else:
        yield value
