"""Texts that people wrote, set into papers: as lines and sentences, cut to fit."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cchc.text.sanitize import inert, one_line

ENDS = (".", "!", "?", "…", ":", ")", "”", '"')
Item = TypeVar("Item")


def end_sentence(text: str) -> str:
    """The text with one full stop, whatever mark it ended with."""
    return text.rstrip(" .;,") + "."


def text_lines(text: str) -> list[str]:
    """The lines of a text, each safe to print; the last ends as a sentence."""
    lines = [line.strip() for line in inert(text).split("\n")]
    *others, last = [line for line in lines if line] or [""]
    ending = last if last.endswith(ENDS) else end_sentence(last)
    return [*others, ending] if last else []


def inside_sentence(text: str) -> str:
    """The text in the middle of a sentence: its first letter small, unless a name.

    `Kiến nghị tỉnh` begins small, `UBND tỉnh`, `Sở Nội vụ` as they are written.
    """
    first, _, rest = text.partition(" ")
    is_name = first[1:2].isupper() or (rest[:1].isupper() and not rest[:2].isupper())
    return text if is_name else f"{text[:1].lower()}{text[1:]}"


def join_sentence(parts: Iterable[str]) -> str:
    """The parts as one sentence, semicolons between them."""
    return end_sentence("; ".join(parts))


def truncate(text: str, letters: int) -> str:
    """The text on one line; a longer one ends after a whole word, with `…`."""
    line = one_line(text[: letters * 8])
    if len(line) <= letters and len(text) <= letters * 8:
        return line
    head = line[: letters - 1]
    whole, space, _ = head.rpartition(" ")
    return f"{(whole if space and len(whole) > letters // 2 else head).rstrip()}…"


def fit_lists(
    lists: Sequence[Sequence[Item]], room: int, size: Callable[[Item], int]
) -> tuple[int, ...]:
    """How many of each list fit into the room, taken in turns from the first on.

    Every list gives its first, then its second, and so on; a list whose next does
    not fit gives no more. What comes first in a list is never left out for what
    comes later in another.
    """
    taken = [0] * len(lists)
    waiting = [place for place, items in enumerate(lists) if items]
    while waiting:
        for place in tuple(waiting):
            needed = size(lists[place][taken[place]])
            fits = needed <= room
            if fits:
                room -= needed
                taken[place] += 1
            if not fits or taken[place] == len(lists[place]):
                waiting.remove(place)
    return tuple(taken)
