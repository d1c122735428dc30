"""Where everything stands as one short message: plain text to paste into a chat.

A thousand letters at most. Whole lines are left out, never parts of a figure, and
what is left out is counted.
"""

from collections.abc import Sequence

from cchc.core.plan.plan import Plan
from cchc.core.verdict.view import StatusView
from cchc.features.papers.show.attention_items import (
    Matter,
    obstacle_matters,
    overdue_matters,
    red_matters,
)
from cchc.features.papers.show.summary_sentences import missing_lines, state_sentence
from cchc.phrases.indicator_sentences import Clerk
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
    clerk = Clerk(view, plan, voice)
    head = [
        *([] if notice is None else [clipped(notice, _NAME)]),
        _heading(clerk),
        clipped(state_sentence(clerk), _STATE),
    ]
    missing = [clipped(each, _LINE) for each in missing_lines(clerk, MOST_UNITS)]
    parts = {
        "missing": missing or [_all_in(clerk)],
        "red": _lines(red_matters(clerk), clerk),
        "overdue": _lines(overdue_matters(clerk), clerk),
        "obstacles": _lines(obstacle_matters(clerk), clerk),
    }
    titled = {key: _title(key, found, clerk) for key, found in parts.items() if found}
    fixed = sum(len(each) + 1 for each in (*head, *filter(None, titled.values())))
    room = LONGEST - fixed - _MORE * len(titled)
    shown = fitting([parts[key] for key in titled], room, lambda each: len(each) + 1)
    lines = list(head)
    for (key, title), most in zip(titled.items(), shown, strict=True):
        lines += [title] if title else []
        lines += _cut(parts[key], most, clerk)
    return "\n".join(lines) + "\n"


def _heading(clerk: Clerk) -> str:
    """Of what period, by whom, as of when, on how many units it rests."""
    view = clerk.view
    return clerk.voice.say(
        f"chat.heading.{view.basis}",
        report=report_title(view.period, clerk.voice),
        authority=clipped(clerk.plan.authority.name, _NAME),
        day=short(view.as_of),
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )


def _all_in(clerk: Clerk) -> str:
    """What is said where nobody owes a report."""
    numbers = clerk.view.reports
    if not numbers.expected:
        return clerk.say("none.reports")
    return clerk.say(
        "reports",
        submitted=numbers.submitted,
        expected=numbers.expected,
        on_time=clerk.count(numbers.on_time),
    )


def _title(key: str, found: Sequence[str], clerk: Clerk) -> str:
    """The line above a part; reports speak for themselves."""
    if key == "missing":
        return ""
    return clerk.voice.say(f"chat.{key}", number=clerk.count(len(found)))


def _lines(matters: Sequence[Matter], clerk: Clerk) -> list[str]:
    return [
        clerk.voice.say("chat.line", text=e.short, state=e.state, units=e.units)
        for e in matters
    ]


def _cut(found: Sequence[str], most: int, clerk: Clerk) -> list[str]:
    """The lines that fit, then how many do not."""
    more = len(found) - most
    if not more:
        return list(found)
    return [*found[:most], clerk.voice.say("chat.more", number=clerk.count(more))]
