"""Whole numbers written in Vietnamese words: `bảy mươi ba` is 73."""

from cchc.text.lazy import lazy_pattern

_NAMES = ("không", "một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy")
DIGITS = {
    name: digit
    for digit, names in enumerate((*_NAMES, "tám", "chín"))
    for name in names.split()
}
PLACES = {"mươi": 10, "trăm": 100}
SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
FILLERS = frozenset({"linh", "lẻ"})
_WORD = "|".join((*DIGITS, *PLACES, *SCALES, *FILLERS, "mười"))
WORDS = lazy_pattern(rf"(?i)\b(?:{_WORD})(?:[ -](?:{_WORD}))*\b")
"""A run of words that may be a number."""


def number_in_words(text: str) -> int | None:
    """The number that words say, `hai trăm linh năm` 205; None where they say none."""
    total = group = 0
    digit: int | None = None
    for word in text.lower().replace("-", " ").split():
        if word in DIGITS and digit is None:
            digit = DIGITS[word]
        elif word == "mười" and digit is None:
            group += 10
        elif word in PLACES and digit is not None:
            group, digit = group + digit * PLACES[word], None
        elif word in SCALES and (group or digit):
            total, group, digit = total + (group + (digit or 0)) * SCALES[word], 0, None
        elif word not in FILLERS:
            return None
    return None if digit is None and not group + total else total + group + (digit or 0)
