"""What fits on a page or in a message: whole lines, and how many more there are."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from cchc.text.sanitize import one_line

Each = TypeVar("Each")


def clipped(text: str, letters: int) -> str:
    """The text on one line; a longer one ends after a whole word, with `…`."""
    line = one_line(text[: letters * 8])
    if len(line) <= letters and len(text) <= letters * 8:
        return line
    head = line[: letters - 1]
    whole, space, _ = head.rpartition(" ")
    return f"{(whole if space and len(whole) > letters // 2 else head).rstrip()}…"


def fitting(
    lists: Sequence[Sequence[Each]], room: int, size: Callable[[Each], int]
) -> tuple[int, ...]:
    """How many of each list fit into the room, taken in turns from the first on.

    Every list gives its first, then its second, and so on; a list whose next does
    not fit gives no more. What comes first in a list is never left out for what
    comes later in another.
    """
    taken = [0] * len(lists)
    waiting = [row for row, each in enumerate(lists) if each]
    while waiting:
        for row in tuple(waiting):
            needed = size(lists[row][taken[row]])
            if needed > room:
                waiting.remove(row)
                continue
            room -= needed
            taken[row] += 1
            if taken[row] == len(lists[row]):
                waiting.remove(row)
    return tuple(taken)
