"""Where everything stands as one short message: plain text to paste into a chat.

A thousand letters at most. Whole lines are left out, never parts of a figure, and
what is left out is counted.
"""

from collections.abc import Sequence

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.attention_items import attention_items, state_sentence
from cchc.phrases.indicator_sentences import basis_counts
from cchc.phrases.paper_head import figures_until
from cchc.phrases.reporting_phrases import missing_lines, report_count
from cchc.phrases.unit_texts import fit_lists, truncate
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.words.bodies import subject_in_short
from cchc.words.period import report_title
from cchc.words.translator import Voice

LONGEST = 1000
"""Letters of a message that is still read on a telephone."""

MOST_UNITS = 8
PARTS = ("red", "overdue", "obstacles")
_NAME, _STATE, _LINE = 100, 330, 260
_MORE = 36
"""Letters kept free in each part for how many more there are."""


def chat_message(
    view: StatusView, plan: Plan, voice: Voice, notice: str | None = None
) -> str:
    """The message: what period, how it stands, who owes a report, what is red."""
    writer = Writer(view, plan, voice)
    heading = basis_counts(
        view,
        voice,
        "chat.heading",
        subject=subject_in_short(plan, voice),
        report=report_title(view.period, voice),
        authority=truncate(plan.authority.name, _NAME),
        day=short(figures_until(view)),
    )
    message = [heading, truncate(state_sentence(writer), _STATE)]
    if notice is not None:
        message.insert(0, truncate(notice, _NAME))
    parts = _parts(writer)
    titles = [title for title, _ in parts if title]
    room = LONGEST - sum(map(_size, (*message, *titles)))
    lists = [lines for _, lines in parts]
    # room for how many more there are is kept where a part is cut, and nowhere else
    cut = 0
    while (fitting := fit_lists(lists, room - _MORE * cut, _size)) and cut < len(parts):
        needed = sum(most < len(of) for most, of in zip(fitting, lists, strict=True))
        if needed <= cut:
            break
        cut = needed
    for (title, lines), most in zip(parts, fitting, strict=True):
        message += [title] if title else []
        message += lines[:most]
        if more := len(lines) - most:
            message.append(writer.say("chat.more", number=writer.count(more)))
    return "\n".join(message) + "\n"


def _size(line: str) -> int:
    """Letters that a line takes, with its end."""
    return len(line) + 1


def _parts(writer: Writer) -> list[tuple[str, Sequence[str]]]:
    """Lines under their titles, parts that have any; reports speak for themselves."""
    missing = [truncate(line, _LINE) for line in missing_lines(writer, MOST_UNITS)]
    parts: list[tuple[str, Sequence[str]]] = [("", missing or [report_count(writer)])]
    items = attention_items(writer)
    for part in PARTS:
        if waiting := items[part]:
            title = writer.say(f"chat.{part}", number=writer.count(len(waiting)))
            lines = [
                writer.say("chat.line", text=e.short, state=e.state, units=e.units)
                for e in waiting
            ]
            parts.append((title, lines))
    return parts
