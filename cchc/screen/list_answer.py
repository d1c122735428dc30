"""A list as an answer: whose and how many at the top, worst first, one line each."""

from collections.abc import Iterable, Iterator

from cchc.screen.layout import (
    NARROW,
    Block,
    ColumnGrid,
    GridColumn,
    StyledText,
    paint,
)
from cchc.screen.status_style import BAD, DULL, GOOD, PLAIN, WARN, Mark
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.text.width import columns
from cchc.words.translator import Voice

MOST = 20
"""So many lines are told; all with `--full`."""
WORST: Mark = ("✗", BAD)
NOTED: Mark = ("▲", WARN)
FINE: Mark = ("✓", GOOD)
OPEN: Mark = ("○", PLAIN)


class ListLine(Record):
    """What it is and how it stands; up to the first comma where there is no room."""

    mark: Mark
    text: str
    state: str = ""


class ListAnswer(Record):
    """The head, the counts in a sentence, each line worst first, the rest in a line.

    The head: whose it is, then which list of which time.
    """

    head: tuple[str, str]
    counts: str
    lines: tuple[ListLine, ...] = ()
    rest: str = ""


def list_head(office: str, code: str, voice: Voice, **blanks: str) -> tuple[str, str]:
    """`Ủy ban nhân dân …` · `Đôn đốc báo cáo Quý I/2022 · tính đến 22/3/2022`."""
    return one_line(office), voice.say(code, **blanks)


def join_counts(counts: Iterable[tuple[int, str]], voice: Voice) -> str:
    """`6 đang thực hiện, 13 chưa thực hiện`: what there is none of is left out."""
    words = (
        voice.say("screen.count", number=number, word=word)
        for number, word in counts
        if number
    )
    return ", ".join(words)


def draw_list(answer: ListAnswer, voice: Voice, width: int, *, colour: bool) -> str:
    """The answer on a screen; entries are cut to one line."""
    return "\n".join(paint(_list_blocks(answer, voice, width), width, colour=colour))


def _list_blocks(answer: ListAnswer, voice: Voice, width: int) -> Iterator[Block]:
    whole = " · ".join(answer.head)
    for head in (whole,) if columns(whole) <= width else answer.head:
        yield StyledText(head, "bold", "ellipsis")
    yield StyledText(answer.counts[:1].upper() + answer.counts[1:])
    ends = (
        GridColumn(share=True, long="ellipsis"),
        GridColumn(right=True, long="ellipsis", most=width * 2 // 3),
    )
    for line in answer.lines[:MOST]:
        symbol, style = line.mark
        text = StyledText(f"{symbol} ", style).append(line.text)
        state = line.state.partition(", ")[0] if width < NARROW else line.state
        yield ColumnGrid(ends, ((text, StyledText(state, style)),))
    if (more := len(answer.lines) - MOST) > 0:
        yield StyledText(voice.say("list.more", n=more), DULL, "ellipsis")
    if answer.rest:
        yield StyledText(answer.rest, overflow="ellipsis")
    if answer.rest or answer.lines:
        yield StyledText(voice.say("list.full"), DULL, "ellipsis")
