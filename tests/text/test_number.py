"""Numbers as people write them: read with the same digits and groups, or refused."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc.text.number import (
    ENGLISH,
    GROUP_SPACES,
    VIETNAMESE,
    NumberMarks,
    read_money,
    read_vietnamese,
)
from cchc.text.number_format import vietnamese
from cchc.text.problem import ProblemCode

SPACES = "[" + GROUP_SPACES + "]"
TWO_NUMBERS = (
    *("14 15", "9 5", "12 3456", "1 2 3", "1234 567", "1 23", "12 34 567"),
    *("1  234", "1\t234", "1\n234", "14\n150", "1 234 56", "1 234567"),
    *("14\u00a015", "9\u202f5", "12\u20093456"),
)
TWO_MARKS = ("1.234 567", "1 234.567", "1.234\u00a0567", "1.234.567 890")
TORN = ("1.23", "12.34.567", "1.2345", ".123", "1.", "0.123", "012.345", "0 123")
SPACED = ("- 5", "1234 ,5", "1234, 5", "1 234 ,5", "1, 234")
READ = {
    "14": 14,
    "05": 5,
    "-3": -3,
    "−3": -3,
    "1.234": 1234,
    "12.500": 12500,
    "1.234.567": 1234567,
    "1 234": 1234,
    "12\u00a0500": 12500,
    "12\u202f500": 12500,
    "1 234 567": 1234567,
    " 12 500 ": 12500,
}


@pytest.mark.parametrize("text", [*TWO_NUMBERS, *TWO_MARKS, *TORN, *SPACED])
def test_what_is_not_one_number_is_refused(text: str) -> None:
    assert isinstance(read_vietnamese(text, 0), ProblemCode)
    assert isinstance(read_vietnamese(text, 2), ProblemCode)
    assert isinstance(read_money(f"{text} tỷ", "triệu đồng", 1), ProblemCode)


@pytest.mark.parametrize(("text", "value"), READ.items())
def test_one_mark_that_groups_three_digits_is_read(text: str, value: int) -> None:
    assert read_vietnamese(text, 0) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", "1234.5"), ("1 234,50", "1234.50"), ("0,5", "0.5"), ("7,25", "7.25")],
)
def test_a_comma_is_the_decimal_mark(text: str, value: str) -> None:
    assert read_vietnamese(text, 2) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12,5 tỷ", 12500), ("1 250 triệu", 1250), ("1.250 triệu đồng", 1250)],
)
def test_money_has_the_same_groups(text: str, value: int) -> None:
    assert read_money(text, "triệu đồng", 1) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,234", "1234"),
        ("1,234.5", "1234.5"),
        ("1 234.5", "1234.5"),
        ("12\u00a0500", "12500"),
        ("0.5", "0.5"),
    ],
)
def test_english_has_its_own_mark(text: str, value: str) -> None:
    assert ENGLISH.matches(text)
    assert ENGLISH.value(text) == Decimal(value)


@pytest.mark.parametrize(
    "text", ["14 15", "9 5", "12 3456", "1,234 567", "1.234.5", "12,34", "0,123"]
)
def test_english_refuses_the_same_kinds(text: str) -> None:
    assert not ENGLISH.matches(text)


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """Digits and marks as people and their keyboards put them together."""
    mark = st.sampled_from(["", "", ".", ",", " ", "\u00a0", "\u202f", "  ", "\n", "-"])
    parts = draw(st.lists(st.tuples(st.integers(0, 99999), mark), max_size=5))
    sign = draw(st.sampled_from(["", "", "-", "−"]))
    return sign + "".join(f"{number}{after}" for number, after in parts)


def printed_in(marks: NumberMarks, value: Decimal) -> str:
    text = vietnamese(value)
    if marks == VIETNAMESE:
        return text
    return text.translate(str.maketrans(".,", ",."))


def as_printed(marks: NumberMarks, text: str) -> str:
    """The text with one sign for minus and groups; idle noughts left out."""
    plain = re.sub(SPACES, marks.group, text.strip().replace("−", "-"))
    whole, mark, fraction = plain.partition(marks.decimal)
    fraction = fraction.rstrip("0") if mark else ""
    whole = re.sub(r"^(-?)0+(?=[0-9])", r"\1", whole)
    if whole == "-0" and not fraction:
        whole = "0"
    return whole + (marks.decimal + fraction if fraction else "")


@pytest.mark.parametrize("marks", [VIETNAMESE, ENGLISH])
@settings(max_examples=600, deadline=None)
@given(text=spellings())
@example(text="14 15")
@example(text="1.234 567")
@example(text="1 234 567,80")
@example(text="0.123")
def test_what_is_read_is_printed_with_the_same_digits_in_the_same_groups(
    marks: NumberMarks, text: str
) -> None:
    bare = text.strip().replace("−", "-")
    if not marks.matches(bare):
        return
    back, typed = printed_in(marks, marks.value(bare)), as_printed(marks, text)
    has_groups = marks.group in typed
    assert typed == (back if has_groups else back.replace(marks.group, ""))


@settings(max_examples=600, deadline=None)
@given(text=spellings(), decimals=st.integers(0, 4))
def test_the_reader_of_reports_keeps_that_law(text: str, decimals: int) -> None:
    value = read_vietnamese(text, decimals)
    if isinstance(value, ProblemCode):
        return
    back, typed = vietnamese(value), as_printed(VIETNAMESE, text)
    assert typed == (back if "." in typed else back.replace(".", ""))


@settings(max_examples=300, deadline=None)
@given(
    value=st.decimals(
        allow_nan=False,
        allow_infinity=False,
        places=2,
        min_value=-(10**9),
        max_value=10**9,
    )
)
def test_what_is_printed_is_read_back(value: Decimal) -> None:
    assert read_vietnamese(vietnamese(value), 2) == value
    for space in GROUP_SPACES:
        assert read_vietnamese(vietnamese(value).replace(".", space), 2) == value
