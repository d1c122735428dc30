"""Comparing Vietnamese text; what people typed is never changed.

Tones may stand in two places (`hòa`, `hoà`) and marks may be left out (`sa dec`):
both find the same thing.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache
from re import IGNORECASE, Match, findall, fullmatch, sub
from typing import TypeVar
from unicodedata import category, normalize

_OPEN = r"(?<!q)(?:(o)([àáảãạèéẻẽẹ])|(u)([ỳýỷỹỵ]))(?![^\W\d_])"
_LONGEST_WORD, _MOST_KEPT, _LONGEST_KEPT = 80, 8192, 1000
Typed = TypeVar("Typed", str, bytes)
_NOTHING = (
    r"(?:khong|ko|(?:chua|k|o)(?= (?:co|ps|phat)\b))(?: co)?"
    r"(?:(?:,| va| hay| hoac)? (?:phat sinh|ps|gi|nao|kho khan|vuong mac|kien nghi"
    r"|de xuat|y kien|ton tai|han che|nguyen nhan|truong hop))*|kps|nil|none|n/a"
)
"""`không`, `ko có`, `k ps`, `không có kiến nghị, đề xuất gì`, folded."""
BLANK_MARKS = " -–—/.…_"
"""With what a box is struck out."""


def nfc(text: str) -> str:
    """The text with each letter and its marks as one character."""
    return normalize("NFC", text)


def keep_short(read: Callable[[Typed], str]) -> Callable[[Typed], str]:
    """Keep what short texts are read as: names are met over and over."""
    kept = lru_cache(_MOST_KEPT)(read)
    return lambda text: kept(text) if len(text) <= _LONGEST_KEPT else read(text)


@keep_short
def fold(text: str) -> str:
    """The text for finding: no accents, no case, đ as d, blanks as one space."""
    letters = normalize("NFKD", text.casefold())
    bare = "".join(letter for letter in letters if category(letter) != "Mn")
    return " ".join(bare.replace("đ", "d").replace("ð", "d").split())


def means_nothing(text: str) -> bool:
    """Whether people say so that there is nothing: `Không có.`, `KPS`, `-`, `//`."""
    if len(text) > _LONGEST_WORD or text.isdigit():
        return False
    is_blank, words = not text.strip(BLANK_MARKS), fold(text).strip(" .")
    return is_blank or fullmatch(_NOTHING, words) is not None


def initials(words: str) -> str:
    """`dn` for `doanh nghiep`; nothing for one word, which is not shortened so."""
    letters = "".join(word[0] for word in words.split())
    return letters if len(letters) > 1 else ""


def old_tone(text: str) -> str:
    """The text in NFC with the tone of open oa, oe, uy on their first letter.

    `hoà` becomes `hòa`, `thuỷ` `thủy`; `Hoàn`, `hoài`, `quý` stay.
    """
    return sub(_OPEN, _moved, nfc(text), flags=IGNORECASE)


def name_key(text: str) -> str:
    """By which two spellings are one name: case, blanks and tone placement aside.

    Accents count here: `Khô cá lóc` is not `Kho ca loc`.
    """
    return " ".join(old_tone(text).casefold().split())


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The one of `known` that the text very likely means, accents aside, or None.

    The same words; else the shortest name that holds them; else the only one that
    begins so; else the nearest by slips of the hand (a letter more, less, other, two
    swapped): one slip for each four letters. Other digits are another thing.
    """
    by_fold: dict[str, str] = {}
    for name in known:
        by_fold.setdefault(fold(name), name)
    wanted = fold(text[:_LONGEST_WORD])
    if wanted in by_fold or not wanted:
        return by_fold.get(wanted)
    holding = [name for name in by_fold if f" {wanted} " in f" {name} "]
    begun = [name for name in by_fold if name.startswith(wanted)]
    if not holding and len(begun) == 1 and len(wanted.lstrip("-")) > 2:
        holding = begun
    near = sorted(holding, key=len)[:1] or _by_slips(wanted, by_fold)
    return by_fold[near[0]] if near else None


def _by_slips(wanted: str, names: Iterable[str]) -> list[str]:
    """The name with the fewest slips, if they are few enough."""
    most = min(len(wanted.lstrip("-")) // 4, 4) or len(wanted.lstrip("-")) // 3
    digits = findall("[0-9]", wanted)
    found = [
        (slips, name)
        for name in names
        if abs(len(name) - len(wanted)) <= most and findall("[0-9]", name) == digits
        if (slips := count_slips(wanted, name)) <= most
    ]
    return [name for _, name in sorted(found, key=lambda pair: pair[0])[:1]]


def count_slips(first: str, second: str) -> int:
    """How many letters were added, left out, changed or swapped with the next."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, letter in enumerate(first, start=1):
        earlier, before, row = before, row, [i]
        for j, other in enumerate(second, start=1):
            slips = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != other))
            if i > 1 < j and (letter, first[i - 2]) == (second[j - 2], other):
                slips = min(slips, earlier[j - 2] + 1)
            row.append(slips)
    return row[-1]


def _moved(found: Match[str]) -> str:
    first, second = (part for part in found.groups() if part is not None)
    bare = normalize("NFD", second)
    return normalize("NFC", first + bare[1]) + bare[0]
