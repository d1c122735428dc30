"""The versions of a plan, one line for each, as text or as data."""

import json
from collections.abc import Sequence
from datetime import date

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Paper
from cchc.phrases.amendment_notes import paper_words
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice

SCHEMA = "cchc.plan-history/1"


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


def history_json(versions: Sequence[Past]) -> str:
    """The versions as `cchc.plan-history/1`; days are ISO."""
    listed = [
        {
            "version": each.number,
            "effective": each.effective.id,
            "decision": {
                "number": each.decision.number,
                "date": each.decision.date.isoformat() if each.decision.date else None,
            },
            "reason": each.reason,
            "recorded_on": each.recorded_on.isoformat(),
            "changes": list(each.changes),
        }
        for each in versions
    ]
    document = {"schema": SCHEMA, "versions": listed}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
