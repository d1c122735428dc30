"""The versions of a plan, one line for each, as text or as data."""

from collections.abc import Sequence
from datetime import date

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper
from cchc.phrases.amendment_notes import paper_words
from cchc.phrases.documents import PaperJson
from cchc.screen.document import Day, JsonDocument, key
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice


class Past(Record):
    """One version: first period, decision, reason, day of record, what it changed.

    `changes` are sentences.
    """

    number: int
    effective: Period
    decision: Paper
    reason: str | None
    recorded_on: date
    changes: tuple[str, ...] = ()


def history_text(versions: Sequence[Past], voice: Voice) -> str:
    """A line for each version, its changes beneath."""
    lines: list[str] = []
    for version in versions:
        lines.append(_headline(version, voice))
        lines += [f"  {text}" for text in version.changes]
    return "\n".join(lines) + "\n"


def _headline(one: Past, voice: Voice) -> str:
    day = short(one.recorded_on)
    if one.number == 1:
        return voice.say("amendment.history.first", day=day)
    return voice.say(
        "amendment.history.later",
        n=len(one.changes),
        number=one.number,
        period=label(one.effective, voice),
        paper=paper_words(one.decision, voice),
        day=day,
        reason=one_line(one.reason or "–"),
    )


class VersionJson(JsonDocument):
    """One version of the plan."""

    version: int = key("Its number, from 1.", "number")
    effective: str = key("Id of its first period.", "effective.id")
    decision: PaperJson = key("The decision that it rests on.")
    reason: str | None = key("Why.")
    recorded_on: Day = key("When it was applied.")
    changes: list[str] = key("What it changed, in sentences.")


class HistoryJson(
    JsonDocument, schema="cchc.plan-history/1", verbs=("plan show --history",)
):
    """The versions of a plan."""

    versions: list[VersionJson] = key(
        "Each version, the first first.", lambda versions: versions
    )
