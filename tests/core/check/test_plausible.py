"""Figures of the wrong size: what is questioned, and that honest years never are."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from cchc.core.check.plausible import (
    Measured,
    SizeDoubt,
    Yardstick,
    due_of_unit,
    median_size,
    percent_doubt,
    size_doubt,
    size_of,
)
from cchc.core.facts.report import CellKey, Reading
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Baseline, Indicator
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.plan.trajectory import Hold, Linear, Points, Step
from tests.core.world import Said, changed, indicator, plan_of, reading
from tests.verdicts.worlds import World, world

D = Decimal
FLOW = indicator(Measure.FLOW, None)
LEVEL = changed(indicator(Measure.LEVEL, None), decimals=1)
RATE = indicator(Measure.RATIO, None)
LAST, PATH, PEERS = Yardstick.LAST, Yardstick.PATH, Yardstick.PEERS
CASES = 3000


def doubt(
    one: Indicator, new: Said, *measured: tuple[Yardstick, float | str | None]
) -> SizeDoubt | None:
    sizes = (
        (stick, None if usual is None else Fraction(str(usual)))
        for stick, usual in measured
    )
    return size_doubt(one, reading(new), iter(sizes))


@pytest.mark.parametrize(
    ("one", "new", "measured", "slip"),
    [
        (FLOW, 1000, [(LAST, 10)], "above.last"),
        (FLOW, 999, [(LAST, 10)], None),
        (FLOW, 10, [(LAST, 1000)], "below.last"),
        (FLOW, 11, [(LAST, 1000)], None),
        (LEVEL, "0.9", [(LAST, 90)], "below.last"),
        (FLOW, 12500, [(PATH, 125)], "above.path"),
        (FLOW, 12, [(LAST, None), (PATH, 12500)], "below.path"),
        (FLOW, 12, [(PEERS, 1200)], "below.peers"),
        (FLOW, 1200, [(PEERS, 12)], "above.peers"),
        # one yardstick that is near speaks for a figure
        (FLOW, 1000, [(LAST, 10), (PATH, 900)], None),
        (FLOW, 1000, [(LAST, 10), (PATH, 99)], "above.last"),
        (FLOW, 1000, [(LAST, 10), (PATH, None), (PEERS, 1200)], None),
        # what cannot be measured is not questioned
        (FLOW, 0, [(LAST, 1000)], None),
        (FLOW, 1000, [(LAST, 0), (PATH, None)], None),
        (FLOW, "nil", [(LAST, 1000)], None),
        (FLOW, 5, [(PATH, "0.02")], None),
        (changed(FLOW, non_negative=False), -1, [(LAST, 500)], "below.last"),
        # of a rate the cases are looked at, and few cases may grow by themselves
        (RATE, "1/200", [(LAST, 1)], None),
        (RATE, "97/100", [(LAST, 12000)], "below.last"),
        (RATE, "400/41500", [(LAST, 415)], "above.last"),
    ],
)
def test_a_factor_of_a_hundred_either_way_is_questioned(
    one: Indicator,
    new: Said,
    measured: list[tuple[Yardstick, float | str | None]],
    slip: str | None,
) -> None:
    found = doubt(one, new, *measured)
    assert (found and found.slip) == slip


@pytest.mark.parametrize(
    ("new", "before", "slip"),
    [
        ("97/415", None, "above.percent"),
        ("97/100", None, "below.percent"),
        ("97/100", "80/90", None),
        ("97/100", "800/900", "below.percent"),
        ("97/100", "9/12", "below.percent"),
        ("38/1080", None, None),
        ("412/415", None, None),
        ("97/99", None, None),
    ],
)
def test_a_percentage_in_a_box_for_cases_is_questioned(
    new: str, before: str | None, slip: str | None
) -> None:
    rate = changed(RATE, target=AtLeast(D(98)))
    earlier = None if before is None else reading(before)
    seen = percent_doubt(rate, reading(new), earlier)
    assert (seen and seen.slip) == slip


def test_the_doubt_says_how_many_times() -> None:
    found = doubt(FLOW, 12, (LAST, 12500))
    assert found is not None
    assert (found.times, found.usual) == (1041, Fraction(12500))


def test_nothing_more_is_measured_once_something_is_near() -> None:
    def measured() -> Iterator[Measured]:
        yield LAST, Fraction(10)
        raise AssertionError

    assert size_doubt(FLOW, reading(12), measured()) is None


@pytest.mark.parametrize(
    ("given", "median"),
    [((), None), ((5, 7), None), ((5, 900, 7), 7), ((0, "nil", 5, 6), None)],
)
def test_three_peers_make_a_median(given: tuple[Said, ...], median: int | None) -> None:
    assert median_size(FLOW, map(reading, given)) == median


TOTALS = (Measure.FLOW, Measure.RUNNING)
PLAN = plan_of(FLOW)
YEAR = periods(PLAN)
MANY = indicator(Measure.FLOW, AtLeast(D(80)), Linear(), ("u1", "u2"))
MONEY = changed(
    indicator(Measure.RATIO, AtLeast(D(90)), Linear(), of=RatioOf.PLAN),
    amount=Amount(D(1000)),
)


@pytest.mark.parametrize(
    ("one", "at", "due"),
    [
        (MANY, 0, 10),
        (MANY, 3, 10),
        (changed(MANY, allot={"u1": D(60), "u2": D(20)}), 1, 15),
        (changed(MANY, allot={"u2": D(20)}), 1, None),
        (changed(MANY, measure=Measure.RUNNING), 1, 20),
        (changed(MANY, trajectory=Points((D(0), D(0), D(8), D(80)))), 1, None),
        (changed(MANY, trajectory=Points((D(0), D(0), D(8), D(80)))), 3, 36),
        (changed(MANY, trajectory=Step("Q3")), 1, None),
        (changed(MANY, trajectory=Step("Q3")), 2, 40),
        (changed(MANY, target=AtMost(D(80))), 1, None),
        (changed(MANY, target=None), 1, None),
        (changed(MANY, baseline=Baseline(D(40))), 1, 10),
        (MONEY, 1, 225),
        (changed(MONEY, amount=Amount(D(1000), cumulative=True)), 1, 450),
        (indicator(Measure.LEVEL, AtLeast(D(90))), 1, 90),
        (indicator(Measure.RATIO, AtLeast(D(90))), 1, None),
    ],
)
def test_what_the_path_asks_of_one_unit_in_one_period(
    one: Indicator, at: int, due: int | None
) -> None:
    found = due_of_unit(one, PLAN, "u1", YEAR, at)
    assert found == due or (due is None and not found)


def told(met: World) -> Iterator[SizeDoubt | None]:
    """Every figure of a random year, each judged by what was known before it.

    A path that asks a total for the whole of it at once says nothing of a first part.
    """
    one, among = met.one, periods(met.plan)
    is_at_once = one.measure in TOTALS and isinstance(one.trajectory, Hold)
    names = [period.name for period in among]
    known: dict[CellKey, Reading] = {}
    for revision in met.said.revisions:
        key, unit, name = revision.cell
        new, at = revision.reading, names.index(name)
        if new is None:
            known.pop(revision.cell, None)
            continue
        earlier = (known.get((key, unit, names[before])) for before in range(at))
        sizes = [size for own in earlier if (size := size_of(one, own)) is not None]
        others = [
            own
            for (_, peer, when), own in known.items()
            if when == name and peer != unit
        ]
        measured = (
            (LAST, sizes[-1] if sizes else None),
            (LAST, size_of(one, known.get(revision.cell))),
            (PATH, None if is_at_once else due_of_unit(one, met.plan, unit, among, at)),
            (PEERS, median_size(one, others)),
        )
        yield size_doubt(one, new, iter(measured))
        known[revision.cell] = new


def test_random_plausible_years_are_never_questioned() -> None:
    dice = Random(12)  # noqa: S311
    figures = [found for _ in range(CASES) for found in told(world(dice))]
    assert len(figures) > 3 * CASES
    assert [found for found in figures if found is not None] == []
