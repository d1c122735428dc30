"""Numbers as people write them: read with the same digits and groups, or refused."""

import re
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cchc.text.number import (
    CELL,
    DATA,
    ENGLISH,
    GROUP_SPACES,
    PLAN,
    VIETNAMESE,
    NumberMarks,
    decimals_of,
    read_money,
    read_number,
    respell,
)
from cchc.text.number_format import vietnamese
from cchc.text.problem import Problem, ProblemCode

SPACES = "[" + GROUP_SPACES + "]"
SWAPPED = str.maketrans(".,", ",.")
FAULT = ProblemCode
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
EITHER_WAY = [(VIETNAMESE, str), (ENGLISH, lambda text: text.translate(SWAPPED))]
"""The marks of a language, and how a Vietnamese spelling is written by them."""


def code_of(read: Decimal | Problem) -> ProblemCode:
    assert isinstance(read, Problem), read
    return read.code


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@pytest.mark.parametrize("text", [*TWO_NUMBERS, *TWO_MARKS, *TORN, *SPACED])
def test_what_is_not_one_number_is_refused(
    text: str, marks: NumberMarks, in_language: type[str]
) -> None:
    own = in_language(text)
    assert isinstance(read_number(own, marks, 0), Problem)
    assert isinstance(read_number(own, marks, 2), Problem)
    assert isinstance(read_money(f"{own} tỷ", "triệu đồng", marks, 1), Problem)


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@pytest.mark.parametrize(("text", "value"), READ.items())
def test_one_mark_that_groups_three_digits_is_read(
    text: str, value: int, marks: NumberMarks, in_language: type[str]
) -> None:
    assert read_number(in_language(text), marks, 0) == value


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@pytest.mark.parametrize(
    ("text", "value"),
    [("1.234,5", "1234.5"), ("1 234,50", "1234.50"), ("0,5", "0.5"), ("7,25", "7.25")],
)
def test_the_decimal_mark_is_that_of_the_language(
    text: str, value: str, marks: NumberMarks, in_language: type[str]
) -> None:
    assert read_number(in_language(text), marks, 2) == Decimal(value)


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@pytest.mark.parametrize(
    ("text", "decimals", "small", "large"),
    [
        ("1.234", 3, "1,234", "1234"),
        ("-1.234", 4, "-1,234", "-1234"),
        ("10.000", 3, "10", "10000"),
        ("1,234", 0, "1,234", "1234"),
        ("12,500", 1, "12,5", "12500"),
        ("10,000", 0, "10", "10000"),
        ("10,000", 3, "10", "10000"),
    ],
)
def test_what_has_two_readings_is_refused_with_both_in_mirror_image(
    text: str,
    decimals: int,
    small: str,
    large: str,
    marks: NumberMarks,
    in_language: type[str],
) -> None:
    read = read_number(in_language(text), marks, decimals)
    assert code_of(read) is FAULT.NUMBER_AMBIGUOUS
    assert isinstance(read, Problem)
    readings = (read.blanks["small"], read.blanks["large"])
    assert readings == (in_language(small), in_language(large))


@pytest.mark.parametrize(
    ("text", "marks", "decimals", "value"),
    [
        ("1.234", VIETNAMESE, 2, "1234"),
        ("1,234", VIETNAMESE, 3, "1.234"),
        ("0,125", VIETNAMESE, 3, "0.125"),
        ("1,234", ENGLISH, 2, "1234"),
        ("1.234", ENGLISH, 3, "1.234"),
        ("1.234", DATA, 3, "1.234"),
        ("10.000", DATA, 0, "10"),
        ("12,125", CELL, 3, "12.125"),
        ("1.234", PLAN, 3, "1.234"),
        ("10.500", PLAN, 1, "10.5"),
    ],
)
def test_what_has_one_reading_is_taken(
    text: str, marks: NumberMarks, decimals: int, value: str
) -> None:
    assert read_number(text, marks, decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "marks", "code", "blanks"),
    [
        ("1,234.5", VIETNAMESE, FAULT.NUMBER_OTHER_WAY, {"plain": "1234,5"}),
        ("1.234,5", ENGLISH, FAULT.NUMBER_OTHER_WAY, {"plain": "1234.5"}),
        ("7.5", VIETNAMESE, FAULT.NUMBER_OTHER_WAY, {"plain": "7,5"}),
        ("7,5", ENGLISH, FAULT.NUMBER_OTHER_WAY, {"plain": "7.5"}),
        ("14 15", VIETNAMESE, FAULT.NUMBER_SPACED, {"joined": "1415"}),
        ("14 15", VIETNAMESE, FAULT.NUMBER_SPACED, {"apart": "14 · 15"}),
        ("1.234 567", VIETNAMESE, FAULT.NUMBER_SPACED, {"joined": "1234567"}),
        ("-1 2", ENGLISH, FAULT.NUMBER_SPACED, {"joined": "-12"}),
        ("1 2,5", VIETNAMESE, FAULT.NUMBER_SPACED, {"joined": "12,5"}),
        ("1,234", DATA, FAULT.NUMBER_UNREADABLE, {"slip": "data"}),
        ("x", ENGLISH, FAULT.NUMBER_UNREADABLE, {"slip": "en"}),
        ("12,125", CELL, FAULT.NUMBER_DIGITS, {"decimals": 0}),
    ],
)
def test_a_refusal_names_how_it_may_have_been_meant(
    text: str, marks: NumberMarks, code: ProblemCode, blanks: dict[str, object]
) -> None:
    read = read_number(text, marks, 0)
    assert code_of(read) is code
    assert isinstance(read, Problem)
    assert {**read.blanks, **blanks} == read.blanks


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12,5 tỷ", 12500),
        ("12,5 billion", 12500),
        ("1,5 million", Decimal("1.5")),
        ("1 250 triệu", 1250),
        ("1.250 triệu đồng", 1250),
        ("1.250.000 nghìn", 1250),
        ("1250 tỷ", 1_250_000),
        ("1,125 tỷ", 1125),
    ],
)
def test_money_has_the_same_groups(
    text: str, value: int, marks: NumberMarks, in_language: type[str]
) -> None:
    assert read_money(in_language(text), "triệu đồng", marks, 1) == value


@pytest.mark.parametrize("text", ["1.250 tỷ", "12,000 tỷ", "1,250 nghìn"])
def test_money_in_a_larger_word_may_be_a_fraction_of_it(text: str) -> None:
    read = read_money(text, "triệu đồng", VIETNAMESE, 0)
    assert code_of(read) is FAULT.NUMBER_AMBIGUOUS


@st.composite
def spellings(draw: st.DrawFn) -> str:
    """Digits and marks as people and their keyboards put them together."""
    mark = st.sampled_from(["", "", ".", ",", " ", "\u00a0", "\u202f", "  ", "\n", "-"])
    parts = draw(st.lists(st.tuples(st.integers(0, 99999), mark), max_size=5))
    sign = draw(st.sampled_from(["", "", "-", "−"]))
    return sign + "".join(f"{number}{after}" for number, after in parts)


def printed_in(marks: NumberMarks, value: Decimal) -> str:
    text = vietnamese(value)
    return text.translate(SWAPPED) if marks.decimal == "." else text


def as_printed(marks: NumberMarks, text: str) -> str:
    """The text with one sign for minus and groups; idle noughts left out."""
    plain = re.sub(SPACES, marks.group, text.strip().replace("−", "-"))
    whole, mark, fraction = plain.partition(marks.decimal)
    fraction = fraction.rstrip("0") if mark else ""
    whole = re.sub(r"^(-?)0+(?=[0-9])", r"\1", whole)
    if whole == "-0" and not fraction:
        whole = "0"
    return whole + (marks.decimal + fraction if fraction else "")


ALL_MARKS = [VIETNAMESE, ENGLISH, PLAN, DATA]


@pytest.mark.parametrize("marks", ALL_MARKS)
@settings(max_examples=250, deadline=None)
@given(text=spellings(), decimals=st.integers(0, 4))
@example(text="14 15", decimals=0)
@example(text="1.234 567", decimals=0)
@example(text="1 234 567,80", decimals=2)
@example(text="0.123", decimals=3)
@example(text="10,000", decimals=0)
@example(text="1,234", decimals=2)
def test_what_is_read_is_printed_with_the_same_digits_in_the_same_groups(
    marks: NumberMarks, text: str, decimals: int
) -> None:
    value = read_number(text, marks, decimals)
    if isinstance(value, Problem):
        return
    assert decimals_of(value) <= decimals
    back, typed = printed_in(marks, value), as_printed(marks, text)
    mark = "," if marks.decimal == "." else "."
    assert typed == (back if marks.group and mark in typed else back.replace(mark, ""))


LONE_MARK = r"-?[1-9][0-9]{0,2}[.,]([0-9]{3}|000)"


@pytest.mark.parametrize(("marks", "in_language"), EITHER_WAY)
@settings(max_examples=250, deadline=None)
@given(
    text=st.one_of(spellings(), st.from_regex(LONE_MARK, fullmatch=True)),
    decimals=st.integers(0, 4),
)
def test_what_can_be_read_twice_is_refused_and_the_refusal_names_both(
    text: str, decimals: int, marks: NumberMarks, in_language: type[str]
) -> None:
    """A mark with three digits after it: thousands, or a fraction that has them."""
    bare = text.replace("−", "-").strip()
    read = read_number(in_language(text), marks, decimals)
    if not re.fullmatch(LONE_MARK, bare, re.ASCII):
        assert isinstance(read, Decimal) or read.code is not FAULT.NUMBER_AMBIGUOUS
        return
    both = {Decimal(re.sub(r"[.,]", mark, bare)) for mark in ("", ".")}
    is_fraction = decimals >= 3 and not bare.endswith("000")
    if isinstance(read, Decimal):
        own = "." if "," in bare else ""
        assert read == Decimal(re.sub(r"[.,]", own, bare))
        assert is_fraction if own else decimals < 3
        return
    assert read.code is FAULT.NUMBER_AMBIGUOUS
    small, large = (str(read.blanks[name]) for name in ("small", "large"))
    assert {marks.parse(small), marks.parse(large)} == both
    assert read_number(large, marks, decimals) in both


@pytest.mark.parametrize("marks", [VIETNAMESE, ENGLISH])
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
def test_what_is_printed_is_read_back(marks: NumberMarks, value: Decimal) -> None:
    text = printed_in(marks, value)
    assert read_number(text, marks, 2) == value
    for space in GROUP_SPACES:
        assert read_number(text.replace(marks.group, space), marks, 2) == value
    assert read_number(marks.spell(value), marks, 2) == value
    for other in (VIETNAMESE, ENGLISH, DATA):
        back = read_number(respell(f"~{text}", marks, other)[1:], other, 2)
        assert back == value


@pytest.mark.parametrize(
    "text", ["done:2022-06-20", "done:05/06/2022", "20.6.2022", "nil", "7/9", "0/0"]
)
def test_days_and_words_keep_their_spelling(text: str) -> None:
    for marks in (VIETNAMESE, ENGLISH, DATA):
        assert respell(text, marks, VIETNAMESE) == text
