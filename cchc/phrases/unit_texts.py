"""What units wrote, set into papers: as sentences, by section, cut to fit."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from cchc.core.facts.report import Narrative, Section
from cchc.paper.manuscript import Plain
from cchc.phrases.writer import Writer
from cchc.text.sanitize import inert, one_line

ENDS = (".", "!", "?", "…", ":", ")", "”", '"')
Item = TypeVar("Item")


def end_sentence(text: str) -> str:
    """The text with one full stop, whatever mark it ended with."""
    return text.rstrip(" .;,") + "."


def narratives(writer: Writer) -> dict[str, Plain]:
    """The units' own words by part of the report, each under its unit's name.

    Returns:
        By section: unit and lines, units in the order of the plan.
    """
    order = {unit.id: place for place, unit in enumerate(writer.plan.units)}
    written = sorted(
        (narrative for narrative in writer.view.narratives if narrative.text.strip()),
        key=lambda narrative: order.get(narrative.unit, len(order)),
    )
    return {
        section.value: [
            _narrative(narrative, writer)
            for narrative in written
            if narrative.section is section
        ]
        for section in Section
    }


def _narrative(narrative: Narrative, writer: Writer) -> Plain:
    """The lines of a text without the empty ones; the last ends as a sentence."""
    lines = [line.strip() for line in inert(narrative.text).split("\n")]
    *others, last = [line for line in lines if line]
    ending = last if last.endswith(ENDS) else end_sentence(last)
    return {"unit": writer.units((narrative.unit,)), "lines": [*others, ending]}


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
    waiting = [row for row, items in enumerate(lists) if items]
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
