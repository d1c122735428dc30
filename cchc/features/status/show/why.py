"""An answer to `why`: a tree of sentences to read, and `cchc.why/1`."""

from collections.abc import Iterator
from textwrap import wrap

from cchc.core.plan.task_due import ROMAN
from cchc.core.why.answer import TopicKind
from cchc.core.why.explanation import Explanation
from cchc.features.status.show.indicator_json import IndicatorJson
from cchc.phrases.documents import PaperJson, RevisionJson
from cchc.phrases.reading_phrases import reason_words
from cchc.screen.document import Day, JsonDocument, inline, key
from cchc.text.sanitize import inert, one_line
from cchc.words.translator import Voice

LEAST = 20
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
SPOKEN = {"state": "report.task", "stands": "obstacle.stands"}
STATUSES = {"why.unit_report": "report.status", "why.task": "task.status"}


def sentence(reason: Explanation, voice: Voice) -> str:
    """The reason's own sentence; what users typed in it is inert."""
    statuses = STATUSES.get(reason.code, "indicator.status")
    blanks = {
        name: value
        if isinstance(value, int)
        else _blank_words(name, value, statuses, voice)
        for name, value in reason.blanks.items()
    }
    return voice.say(reason.code, **blanks)


def _blank_words(name: str, value: str, statuses: str, voice: Voice) -> str:
    """A blank as people read it: statuses, periods and reasons in words."""
    match name:
        case "status" | "known" if value:
            return voice.say(f"{statuses}.{value}")
        case "state" | "stands":
            return voice.say(f"{SPOKEN[name]}.{value}")
        case "period":
            return _period_words(value, voice)
        case "reason":
            return reason_words(value, voice)
        case _:
            return one_line(value)


def _period_words(text: str, voice: Voice) -> str:
    """`Quý I/2022` for `2022-Q1`; a period with a name of its own as it is."""
    year, _, name = text.partition("-")
    if name not in QUARTERS:
        return one_line(text)
    return voice.say("period.quarter", quarter=ROMAN[QUARTERS.index(name)], year=year)


def tree(reason: Explanation, voice: Voice, width: int) -> str:
    """The reason with all that it rests on, drawn as a tree of so many cells."""
    lines = [*_wrapped(sentence(reason, voice), "", "", width)]
    return "\n".join([*lines, *_branches(reason.reasons, "", voice, width)])


def _branches(
    reasons: tuple[Explanation, ...], indent: str, voice: Voice, width: int
) -> Iterator[str]:
    for number, reason in enumerate(reasons, start=1):
        first, rest = ("└─ ", "   ") if number == len(reasons) else ("├─ ", "│  ")
        below = indent + rest
        hang = below + ("│  " if reason.reasons else "   ")
        yield from _wrapped(sentence(reason, voice), indent + first, hang, width)
        yield from _branches(reason.reasons, below, voice, width)


def _wrapped(text: str, first: str, rest: str, width: int) -> list[str]:
    """The lines of a text; one that is empty still has its branch."""
    lines = wrap(
        inert(text).replace("\n", " "),
        width=max(width, len(rest) + LEAST),
        initial_indent=first,
        subsequent_indent=rest,
        break_on_hyphens=False,
    )
    return lines or [first]


class ReasonJson(JsonDocument):
    """A reason and those that it rests on."""

    code: str = key("Code of the sentence.")
    text: str = key(
        "The sentence.", join=lambda reason, given: sentence(reason, given["voice"])
    )
    says: dict[str, str | int] = key("What fills the sentence's blanks.", "blanks")
    because: list["ReasonJson"] = key("The reasons below it.", "reasons")


class WhatJson(JsonDocument):
    """What was asked about."""

    kind: TopicKind = key("What it is.")
    id: str = key("Its id.")


class RevisionOfCellJson(JsonDocument):
    """A revision with the cell that it is of."""

    indicator: str = key("Id of the indicator.", lambda r: r.cell[0])
    unit: str = key("Id of the unit.", lambda r: r.cell[1])
    period: str = key("Name of the period.", lambda r: r.cell[2])
    _revision = inline(RevisionJson)
    document: PaperJson = key("The paper it came on.")
    received: Day = key("When the report came.")


class WhyJson(JsonDocument, schema="cchc.why/1", verbs=("why",)):
    """What a figure or verdict rests on."""

    plan: str = key("Id of the plan.", "version.plan.id")
    plan_version: int = key("The version in force.", "version.number")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    what: WhatJson = key("What was asked about.", "asked")
    sentence: str = key(
        "The answer in one sentence.",
        join=lambda answer, given: sentence(answer.reason, given["voice"]),
    )
    indicators: list[IndicatorJson] = key("Indicators that it rests on.")
    cells: list[RevisionOfCellJson] = key("Revisions that it rests on.", "revisions")
    because: list[ReasonJson] = key("The reasons.", "reason.reasons")
