from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.report import Report
from cchc.store.facts import facts
from cchc.store.ledger import Ledger
from cchc.store.reports import write_report
from cchc.store.rows import LARGEST, number_of, scale_numbers
from cchc.text.problem import ProblemCode
from tests.refusals import problems_of
from tests.store.world import MARCH, PLAN, report, stamped, value


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 18), st.integers(0, 18))
def test_what_fits_comes_back_exactly(whole: int, places: int, decimals: int) -> None:
    number = Decimal(f"{whole}E-{places}")
    found = scale_numbers(decimals, [number])
    if found is not None:
        assert found.scale >= decimals
        assert number_of(found.values[0], found.scale) == number


@given(st.integers(-LARGEST, LARGEST), st.integers(0, 18))
def test_every_figure_of_64_bits_fits_at_its_own_digits(
    whole: int, places: int
) -> None:
    assert scale_numbers(0, [Decimal(f"{whole}E-{places}")]) is not None


@given(st.decimals(allow_nan=True, allow_infinity=True), st.integers(0, 18))
def test_no_number_is_stored_as_another_or_ends_in_a_crash(
    number: Decimal, decimals: int
) -> None:
    found = scale_numbers(decimals, [number])
    assert found is None or number_of(found.values[0], found.scale) == number


def test_trailing_zeros_are_no_digits() -> None:
    assert str(number_of(140, 1)) == "14"
    assert str(number_of(1405, 2)) == "14.05"
    assert str(number_of(100, 0)) == "100"
    assert str(number_of(0, 3)) == "0"


@pytest.mark.parametrize("sign", [1, -1])
def test_the_largest_figure_is_kept_to_the_last_digit(
    ledger: Ledger, sign: int
) -> None:
    most = sign * Decimal(LARGEST).scaleb(-2)
    write_report(
        ledger, PLAN.id, report(readings={"tien": value(str(most))}), stamped(MARCH)
    )
    assert facts(ledger, PLAN.id, MARCH).cells["tien", "p1", "Q1"].number == most


@pytest.mark.parametrize(
    "told",
    [
        report(readings={"dn": value(1), "tien": value("92233720368547758.08")}),
        report(readings={"dn": value(1), "tien": value("1E+400")}),
        report(readings={"dn": value(1), "hs": value(1, denominator=Decimal(2**63))}),
    ],
)
def test_a_figure_too_big_is_refused_and_nothing_is_written(
    ledger: Ledger, told: Report
) -> None:
    problems = problems_of(lambda: write_report(ledger, PLAN.id, told, stamped(MARCH)))
    assert [each.code for each in problems] == [ProblemCode.NUMBER_TOO_BIG]
    assert facts(ledger, PLAN.id, MARCH).cells == {}
