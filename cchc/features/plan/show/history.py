"""The versions of a plan, one line for each, as text or as data."""

from collections.abc import Sequence
from datetime import date

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper
from cchc.phrases.amendment_notes import paper_words
from cchc.phrases.documents import PAPER
from cchc.screen.document import (
    COUNT,
    DAY,
    TEXT,
    Document,
    Field,
    list_of,
    nullable,
)
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
    for each in versions:
        lines.append(_headline(each, voice))
        lines += [f"  {text}" for text in each.changes]
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


HISTORY: Document[Sequence[Past]] = Document(
    "history",
    "The versions of a plan.",
    Field(
        "versions",
        list_of(
            Document[Past](
                "version",
                "One version of the plan.",
                Field("version", COUNT, "Its number, from 1.", "number"),
                Field("effective", TEXT, "Id of its first period.", "effective.id"),
                Field("decision", PAPER, "The decision that it rests on."),
                Field("reason", nullable(TEXT), "Why."),
                Field("recorded_on", DAY, "When it was applied."),
                Field("changes", list_of(TEXT), "What it changed, in sentences."),
            )
        ),
        "Each version, the first first.",
        lambda versions: versions,
    ),
    schema="cchc.plan-history/1",
    verbs=("plan show --history",),
)
