"""A reason as a tree to read, and as `cchc.why/1`."""

from collections.abc import Iterator
from textwrap import wrap

from cchc.core.why.explanation import Explanation, Said
from cchc.phrases.reading_phrases import reason_words
from cchc.text.sanitize import inert, one_line
from cchc.words.period import ROMAN
from cchc.words.translator import Voice

LEAST = 20
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
SPOKEN = {"state": "report.task", "stands": "obstacle.stands"}
STATES = {
    "why.unit_report": "report.status",
    "why.task": "task.status",
}


def sentence(reason: Explanation, voice: Voice) -> str:
    """The reason's own sentence; what users typed in it is inert."""
    return voice.say(
        reason.code, **{k: _blank(k, v, reason, voice) for k, v in reason.says.items()}
    )


def _blank(name: str, value: Said, reason: Explanation, voice: Voice) -> Said:
    """A blank as people read it: statuses, periods and reasons in words."""
    if isinstance(value, int):
        return value
    match name:
        case "status" | "known" if value:
            return voice.say(f"{STATES.get(reason.code, 'indicator.status')}.{value}")
        case "state" | "stands":
            return voice.say(f"{SPOKEN[name]}.{value}")
        case "period":
            return _period(value, voice)
        case "reason":
            return reason_words(value, voice)
        case _:
            return one_line(value)


def _period(text: str, voice: Voice) -> str:
    """`Quý I/2022` for `2022-Q1`; a period with a name of its own as it is."""
    year, _, name = text.partition("-")
    if name in QUARTERS:
        return voice.say(
            "period.quarter", quarter=ROMAN[QUARTERS.index(name)], year=year
        )
    return one_line(text)


def tree(reason: Explanation, voice: Voice, width: int) -> str:
    """The reason with all that it rests on, drawn as a tree of so many cells."""
    lines = list(_folded(sentence(reason, voice), "", "", width))
    lines += _branches(reason.because, "", voice, width)
    return "\n".join(lines)


def _branches(
    reasons: tuple[Explanation, ...], indent: str, voice: Voice, width: int
) -> Iterator[str]:
    for number, each in enumerate(reasons, start=1):
        last = number == len(reasons)
        first, rest = ("└─ ", "   ") if last else ("├─ ", "│  ")
        text = sentence(each, voice)
        below = indent + rest
        hang = below + ("│  " if each.because else "   ")
        yield from _folded(text, indent + first, hang, width)
        yield from _branches(each.because, below, voice, width)


def _folded(text: str, first: str, rest: str, width: int) -> Iterator[str]:
    room = max(width, len(rest) + LEAST)
    yield from wrap(
        inert(text).replace("\n", " "),
        width=room,
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    ) or [first]
