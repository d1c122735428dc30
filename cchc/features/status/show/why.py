"""An answer to `why`: a tree of sentences to read, and `cchc.why/1`."""

from collections.abc import Iterator, Mapping
from textwrap import wrap
from types import MappingProxyType

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.why.answer import TopicKind
from cchc.core.why.explanation import Explanation
from cchc.features.status.show.indicator_json import IndicatorJson
from cchc.phrases.documents import PaperJson, RevisionJson
from cchc.screen.document import Day, JsonDocument, inline, key
from cchc.text.sanitize import inert, one_line
from cchc.words.paper import reason_words
from cchc.words.period import label
from cchc.words.translator import Voice

LEAST = 20
NO_LABELS = MappingProxyType[str, str]({})
SPOKEN = {"state": "report.task", "stands": "obstacle.stands"}
STATUSES = {"why.unit_report": "report.status", "why.task": "task.status"}


def period_labels(plan: Plan, voice: Voice) -> Mapping[str, str]:
    """What each period of a plan is called, by its id."""
    return {period.id: label(period, voice) for period in periods(plan)}


def sentence(
    reason: Explanation, voice: Voice, labels: Mapping[str, str] = NO_LABELS
) -> str:
    """The reason's own sentence; what users typed in it is inert."""
    statuses = STATUSES.get(reason.code, "indicator.status")
    blanks = {
        name: value
        if isinstance(value, int)
        else labels.get(value, value)
        if name == "period"
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
        case "reason":
            return reason_words(value, voice)
        case _:
            return one_line(value)


def tree(
    reason: Explanation, voice: Voice, width: int, labels: Mapping[str, str]
) -> str:
    """The reason with all that it rests on, drawn as a tree of so many cells."""

    def branches(reasons: tuple[Explanation, ...], indent: str) -> Iterator[str]:
        for number, below in enumerate(reasons, start=1):
            first, rest = ("└─ ", "   ") if number == len(reasons) else ("├─ ", "│  ")
            deeper = indent + rest
            hang = deeper + ("│  " if below.reasons else "   ")
            text = sentence(below, voice, labels)
            yield from _wrapped(text, indent + first, hang, width)
            yield from branches(below.reasons, deeper)

    lines = _wrapped(sentence(reason, voice, labels), "", "", width)
    return "\n".join([*lines, *branches(reason.reasons, "")])


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
        "The sentence.",
        join=lambda reason, given: sentence(reason, given["voice"], given["labels"]),
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
        join=lambda answer, given: sentence(
            answer.reason, given["voice"], given["labels"]
        ),
    )
    indicators: list[IndicatorJson] = key("Indicators that it rests on.")
    cells: list[RevisionOfCellJson] = key("Revisions that it rests on.", "revisions")
    because: list[ReasonJson] = key("The reasons.", "reason.reasons")
