"""Width on a screen."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from cchc.text.width import columns, pad_to_width, wrapped


def test_marks_of_either_normal_form_fill_no_cell() -> None:
    assert columns("Phường An Hòa") == 13
    assert columns(normalize("NFD", "Phường An Hòa")) == 13
    assert columns("漢字") == 4
    assert pad_to_width("Hòa", 5) == "Hòa  "


def test_words_are_kept_whole_and_line_ends_stay() -> None:
    assert wrapped("một hai ba\nbốn", 7) == ["một hai", "ba", "bốn"]
    assert wrapped("nghiêng-nghiêng a", 5) == ["nghiêng-nghiêng", "a"]
    assert wrapped("", 10) == [""]


@given(st.text("aă â\n", max_size=60), st.integers(1, 30))
def test_no_line_is_wider_unless_it_is_one_word(text: str, width: int) -> None:
    for line in wrapped(text, width):
        assert columns(line) <= width or " " not in line
