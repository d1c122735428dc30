"""Where everything stands as one short message: plain text to paste into a chat.

A thousand letters at most. Whole lines are left out, never parts of a figure, and
what is left out is counted.
"""

from collections.abc import Sequence

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.attention_items import (
    Matter,
    obstacle_matters,
    overdue_matters,
    red_matters,
)
from cchc.features.papers.show.summary_sentences import missing_lines, state_sentence
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.truncation import clipped, fitting
from cchc.text.day import short
from cchc.words.period import report_title
from cchc.words.translator import Voice

LONGEST = 1000
"""Letters of a message that is still read on a telephone."""

MOST_UNITS = 8
_NAME, _STATE, _LINE = 100, 330, 260
_MORE = 36
"""Letters kept free in each part for how many more there are."""


def chat(view: StatusView, plan: Plan, voice: Voice, notice: str | None = None) -> str:
    """The message: what period, how it stands, who owes a report, what is red."""
    writer = Writer(view, plan, voice)
    head = [
        *([] if notice is None else [clipped(notice, _NAME)]),
        _heading(writer),
        clipped(state_sentence(writer), _STATE),
    ]
    missing = [clipped(each, _LINE) for each in missing_lines(writer, MOST_UNITS)]
    parts = {
        "missing": missing or [_all_in(writer)],
        "red": _lines(red_matters(writer), writer),
        "overdue": _lines(overdue_matters(writer), writer),
        "obstacles": _lines(obstacle_matters(writer), writer),
    }
    titled = {key: _title(key, found, writer) for key, found in parts.items() if found}
    fixed = sum(len(each) + 1 for each in (*head, *filter(None, titled.values())))
    room = LONGEST - fixed - _MORE * len(titled)
    shown = fitting([parts[key] for key in titled], room, lambda each: len(each) + 1)
    lines = list(head)
    for (key, title), most in zip(titled.items(), shown, strict=True):
        lines += [title] if title else []
        lines += _cut(parts[key], most, writer)
    return "\n".join(lines) + "\n"


def _heading(writer: Writer) -> str:
    """Of what period, by whom, as of when, on how many units it rests."""
    view = writer.view
    return writer.say(
        f"chat.heading.{view.basis}",
        report=report_title(view.period, writer.voice),
        authority=clipped(writer.plan.authority.name, _NAME),
        day=short(view.as_of),
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )


def _all_in(writer: Writer) -> str:
    """What is said where nobody owes a report."""
    numbers = writer.view.reports
    if not numbers.expected:
        return writer.say("memo.none.reports")
    return writer.say(
        "memo.reports",
        submitted=numbers.submitted,
        expected=numbers.expected,
        on_time=writer.count(numbers.on_time),
    )


def _title(key: str, found: Sequence[str], writer: Writer) -> str:
    """The line above a part; reports speak for themselves."""
    if key == "missing":
        return ""
    return writer.say(f"chat.{key}", number=writer.count(len(found)))


def _lines(matters: Sequence[Matter], writer: Writer) -> list[str]:
    return [
        writer.say("chat.line", text=e.short, state=e.state, units=e.units)
        for e in matters
    ]


def _cut(found: Sequence[str], most: int, writer: Writer) -> list[str]:
    """The lines that fit, then how many do not."""
    more = len(found) - most
    if not more:
        return list(found)
    return [*found[:most], writer.say("chat.more", number=writer.count(more))]
