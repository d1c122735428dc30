"""The one door for words from outside."""

from unicodedata import category, is_normalized

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.text.input_text import LONGEST_LINE, read_text
from cchc.text.problem import Place, Problem, ProblemCode


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Phường 1", "Phường 1"),
        ("Phươ\u0300ng", "Phường"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\tb", "a b"),
        ("\u200bke\u00adt\u202e qua\u2066\ufeff", "ket qua"),
        ("\u3164\u115f\uffa0\u034f", ""),
        ("\U000e0041a", "a"),
        ("", ""),
        ("12\u00a0345", "12\u00a0345"),
    ],
)
def test_what_is_unseen_is_left_out(text: str, read: str) -> None:
    assert read_text(text) == read


@pytest.mark.parametrize(
    ("text", "slip", "code"),
    [
        ("a\x1b[31m", "control", "U+001B"),
        ("a\x00", "control", "U+0000"),
        ("\x7f", "control", "U+007F"),
        ("\x85", "control", "U+0085"),
        ("\x9b", "control", "U+009B"),
        ("\x0b", "control", "U+000B"),
        ("\uffff", "control", "U+FFFF"),
        ("a\udcff", "byte", "0xFF"),
        ("a\ud800", "half", "U+D800"),
        ("\udfff", "half", "U+DFFF"),
    ],
)
def test_what_steers_a_screen_or_is_no_text_is_refused(
    text: str, slip: str, code: str
) -> None:
    at = Place(argument="--note")
    blanks = {"slip": slip, "code": code}
    assert read_text(text, at) == Problem(ProblemCode.CONTROL_CHARACTER, at, blanks)


def test_a_line_has_no_line_end_and_is_not_too_long() -> None:
    for text in ("a\nb", "a\r\nb", "a\u2029b"):
        problem = read_text(text, lines=False)
        assert isinstance(problem, Problem)
    long = read_text("a" * (LONGEST_LINE + 1), longest=LONGEST_LINE)
    assert isinstance(long, Problem)
    assert long.code is ProblemCode.TEXT_TOO_LONG
    assert read_text("a" * LONGEST_LINE, longest=LONGEST_LINE) == "a" * LONGEST_LINE


@given(st.text(st.characters(codec=None)))
def test_whatever_is_taken_is_clean_and_is_taken_as_it_is_again(text: str) -> None:
    read = read_text(text)
    if isinstance(read, Problem):
        return
    assert is_normalized("NFC", read)
    assert {category(letter) for letter in read if letter != "\n"}.isdisjoint(
        {"Cc", "Cf", "Cs", "Zl", "Zp"}
    )
    assert read.encode("utf-8").decode("utf-8") == read
    assert read_text(read) == read
