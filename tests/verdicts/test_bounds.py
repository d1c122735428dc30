"""What it would take: the bound, against every number of things one by one."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import CellState, Reading
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.line import AtLeast, AtMost, MoreThan
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Linear
from cchc.core.plan.unit import Authority, Unit
from cchc.text.record import replace
from tests.verdicts.asking import Question, Said
from tests.verdicts.bounds import Bound, bound
from tests.verdicts.histories import revision
from tests.verdicts.oracle import opinion
from tests.verdicts.worlds import first_version

UNITS = ("a", "b", "c")
RATE = Indicator(
    id="x",
    name="Chỉ tiêu",
    measure=Measure.RATIO,
    of=RatioOf.FLOW,
    unit="%",
    decimals=2,
    reporters=UNITS,
    lead="a",
    across=Across.POOL,
    part_of_whole=True,
    trajectory=Hold(),
)
COUNT = Indicator(
    id="x",
    name="Chỉ tiêu",
    measure=Measure.FLOW,
    unit="việc",
    reporters=UNITS,
    lead="a",
    trajectory=Linear(),
)


def asked_of(one: Indicator, **told: str) -> Question:
    """The first quarter, when some units have told their figure."""
    units = tuple(Unit(name, f"Phường {name}") for name in UNITS)
    authority = Authority("Ủy ban nhân dân thành phố")
    plan = Plan("thu-2022", "Kế hoạch thử", 2022, authority, units, indicators=(one,))
    day = date(2022, 3, 16)
    kept = []
    for number, (unit, text) in enumerate(told.items(), start=1):
        top, _, bottom = text.partition("/")
        value = Reading(
            CellState.VALUE, Decimal(top), Decimal(bottom) if bottom else None
        )
        kept.append(revision(number, ("x", unit, "Q1"), 1, value, day))
    return Question(
        (first_version(plan),), "x", 1, date(2022, 3, 25), Said(tuple(kept))
    )


def test_a_rate_falls_below_its_line_only_with_so_many_things_not_done() -> None:
    one = replace(RATE, target=AtLeast(Decimal(98)))
    found = bound(asked_of(one, a="24058/24058"))
    assert found == Bound("misses", Fraction(98), Fraction(491), "not_done", ("b", "c"))


@pytest.mark.parametrize(
    ("target", "told", "turns", "things"),
    [
        (AtLeast(Decimal(98)), "100/101", "misses", "not_done"),
        (AtLeast(Decimal(98)), "49/50", "misses", "not_done"),
        (AtLeast(Decimal(98)), "90/101", "reaches", "done"),
        (MoreThan(Decimal(75)), "3/4", "reaches", "done"),
        (MoreThan(Decimal(75)), "4/5", "misses", "not_done"),
        (AtMost(Decimal(5)), "1/100", "misses", "done"),
        (AtMost(Decimal(5)), "9/100", "reaches", "not_done"),
    ],
)
def test_the_bound_of_a_rate_is_the_first_number_that_turns_it(
    target: Target, told: str, turns: str, things: str
) -> None:
    one = replace(RATE, target=target)
    found = bound(asked_of(one, a=told))
    assert found is not None
    assert (found.turns, found.things) == (turns, things)
    done, of = (int(word) for word in told.split("/"))

    def fine(count: int) -> bool:
        top = done + (count if things == "done" else 0)
        return is_fine(one, Fraction(100 * top, of + count))

    first = next(n for n in range(5000) if fine(n) == (turns == "reaches"))
    assert found.count == first


@pytest.mark.parametrize("target", [AtLeast(Decimal(40)), MoreThan(Decimal(40))])
@pytest.mark.parametrize("told", ["3", "7", "9"])
def test_the_bound_of_a_count_puts_it_on_track(target: Target, told: str) -> None:
    one = replace(COUNT, target=target)
    found = bound(asked_of(one, a=told))
    assert found is not None
    assert found.turns == "reaches"
    filled = [asked_of(one, a=told, b=str(n), c="0") for n in range(20)]
    first = next(
        n for n, each in enumerate(filled) if opinion(each).status == "on_track"
    )
    assert found.count == first


def test_an_allowance_is_broken_by_the_first_thing_beyond_it() -> None:
    one = replace(COUNT, target=AtMost(Decimal(0)))
    found = bound(asked_of(one, a="0"))
    assert found == Bound("misses", Fraction(0), Fraction(1), None, ("b", "c"))


def test_what_is_decided_has_no_bound() -> None:
    one = replace(COUNT, target=AtLeast(Decimal(8)))
    assert bound(asked_of(one, a="9")) is None


def is_fine(one: Indicator, a: Fraction) -> bool:
    assert isinstance(one.target, AtLeast | MoreThan | AtMost)
    value = one.target.value
    assert value is not None
    match one.target:
        case AtLeast():
            return a >= value
        case MoreThan():
            return a > value
        case AtMost():
            return a <= value
        case _:
            raise AssertionError(one.target)
