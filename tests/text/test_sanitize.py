"""Text of strangers."""

from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from cchc.text.sanitize import inert, one_line, visible_text


def test_controls_are_seen_and_not_obeyed() -> None:
    assert inert("\x1b[2J\x07") == "␛[2J␇"
    assert inert("a\x9b31m") == "a�31m"


def test_marks_that_reorder_or_hide_are_taken_out() -> None:
    assert inert("abc\u202edcb\u200b\ufeff\u2066x") == "abcdcbx"


def test_line_ends_and_tabs_stay_and_windows_lines_become_plain() -> None:
    assert inert("một\r\nhai\tba") == "một\nhai\tba"


def test_half_of_a_character_does_not_break_the_screen() -> None:
    assert inert("\udcff").encode() == "�".encode()


def test_one_line_is_one_line() -> None:
    assert one_line(" một\r\n\u2028 hai\tba ") == "một hai ba"


def test_one_line_of_any_letter_is_its_inert_text_with_blanks_made_one() -> None:
    printable = (c for c in map(chr, range(0x110000)) if c.isprintable())
    for text in (" a  b ", *(f" a{letter}b" for letter in printable)):
        assert one_line(text) == " ".join(inert(text).split()), ascii(text)


@given(st.text(st.characters()))
def test_nothing_that_steers_is_left(text: str) -> None:
    left = inert(text).replace("\n", "").replace("\t", "")
    assert not [each for each in left if category(each) in ("Cc", "Cs")]


@given(st.text(st.characters()))
def test_what_is_shown_keeps_its_columns(text: str) -> None:
    assert len(visible_text(text)) == len(text)
