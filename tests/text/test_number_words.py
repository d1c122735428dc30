"""Numbers in Vietnamese words."""

import pytest

from cchc.text.number_words import DIGITS, WORDS, number_in_words

PLAIN = [word for word in DIGITS if word not in {"mốt", "tư", "lăm", "nhăm", "bẩy"}]


def spell(number: int) -> str:
    """A number under a million as an official writes it in words."""
    if number >= 1000:
        rest = number % 1000
        low = "" if not rest else spell(rest)
        if rest and rest < 100:
            low = f"không trăm {'linh ' if rest < 10 else ''}{low}"
        return f"{spell(number // 1000)} nghìn {low}".rstrip()
    if number >= 100:
        rest = number % 100
        low = "" if not rest else f"{'linh ' if rest < 10 else ''}{spell(rest)}"
        return f"{PLAIN[number // 100]} trăm {low}".rstrip()
    if number < 10:
        return PLAIN[number]
    ten = "mười" if number < 20 else f"{PLAIN[number // 10]} mươi"
    last = {0: "", 5: "lăm"}.get(number % 10, PLAIN[number % 10])
    if number > 20 and number % 10 == 1:
        last = "mốt"
    return f"{ten} {last}".rstrip()


def test_every_number_in_words_is_read_back() -> None:
    for number in (*range(1200), *range(1200, 10**6, 997)):
        words = spell(number)
        assert number_in_words(words) == number, words
        assert WORDS.fullmatch(words), words


@pytest.mark.parametrize("text", ["", "mươi", "hai ba", "trăm năm mươi", "linh", "đạt"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert number_in_words(text) is None
