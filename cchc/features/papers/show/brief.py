"""The chairman's page: what is red, who answers for it, what decision is asked.

One page of A4, however bad the period is: what does not fit is counted, and the
report has it (DOCUMENTS 0). Figures and sentences are those of the report.
"""

from collections.abc import Sequence
from math import ceil

from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.attention_items import (
    AttentionItem,
    attention_items,
    watched_words,
)
from cchc.features.papers.show.summary_sentences import next_lines, state_sentence
from cchc.features.papers.show.tables import roman
from cchc.paper.manuscript import Plain
from cchc.phrases.paper_head import (
    authority_head,
    own_number,
    period_head,
    plan_head,
    unit_head,
)
from cchc.phrases.reporting_phrases import reporting_lines
from cchc.phrases.unit_texts import fit_lists
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

ROOM = 1210
"""Tenths of a millimetre that a page of A4 leaves below the head of the table."""

NOTICE = 40
"""What a line at the top takes of it, such as that figures are illustrative."""

TEXT = (57, 21, 78)
"""A line of text, what stands under a paragraph, letters in a line."""

ROW = (49, 8)
"""A line of the table, and what a row takes beside its lines."""

ACROSS = (32, 10, 13, 17)
"""Letters in a line of each column: what, how it stands, who, the decision."""

MOST_WATCHED = 2
SYMBOL = "report.drafts"
"""The plan's key for the symbol of papers of the unit that drafts."""


Paragraphs = dict[str, list[str]]
Part = tuple[str, list[AttentionItem]]


def brief_content(
    view: StatusView,
    plan: Plan,
    voice: Voice,
    notice: str | None = None,
    paper: Paper = NO_PAPER,
) -> dict[str, Plain]:
    """What the template may print, cut to what one page holds."""
    writer = Writer(view, plan, voice)
    drafter = plan.unit(plan.roles.get("drafts", ""))
    head = authority_head(writer)
    if drafter is not None:
        head = unit_head(drafter, plan, voice, "report", SYMBOL)
    paragraphs, groups = _fit_page(ROOM - (NOTICE if notice else 0), writer)
    return {
        "notice": None if notice is None else one_line(notice),
        "authority": head,
        "leader": _leader(writer),
        "period": period_head(writer),
        "plan": plan_head(writer),
        "paper": own_number(paper, writer, SYMBOL),
        **{key: list(lines) for key, lines in paragraphs.items()},
        "groups": groups,
    }


def _fit_page(room: int, writer: Writer) -> tuple[Paragraphs, list[Plain]]:
    """Paragraphs and table for one page; less is said around a table that is tight.

    What has to be decided goes before what is only to be watched or is to come.
    """
    parts = [(code, items) for code, items in attention_items(writer).items() if items]
    full = _paragraphs(writer)
    tight = {**full, "state": full["state"][:2]}
    choices = (full, tight, {**tight, "next": full["next"][:1]})
    tried = [(texts, _fitting_rows(room, texts, parts)) for texts in choices]
    texts, fitting = next((choice for choice in tried if all(choice[1])), tried[-1])
    groups: list[Plain] = [
        {"mark": roman(place), **_group(code, items, most, writer)}
        for place, ((code, items), most) in enumerate(
            zip(parts, fitting, strict=True), start=1
        )
    ]
    return texts, groups


def _fitting_rows(
    room: int, texts: Paragraphs, parts: Sequence[Part]
) -> tuple[int, ...]:
    """How many rows of each part the paragraphs leave room for."""
    left = room - sum(map(_height, texts.values())) - sum(ROW) * len(parts)
    return fit_lists([items for _, items in parts], left, _row_height)


def _paragraphs(writer: Writer) -> Paragraphs:
    """The paragraphs around the table, each of a few sentences."""
    numbers = writer.view.reports
    basis = writer.say(
        f"brief.basis.{writer.view.basis}",
        submitted=numbers.submitted,
        expected=numbers.expected,
    )
    return {
        "state": [basis, state_sentence(writer), *_watched(writer)],
        "reporting": reporting_lines(writer),
        "next": next_lines(writer),
    }


def _height(sentences: Sequence[str]) -> int:
    """About how much of the page a paragraph takes."""
    line, under, letters = TEXT
    return under + line * ceil(len(" ".join(sentences)) / letters)


def _row_height(item: AttentionItem) -> int:
    """About how much of the page a row of the table takes."""
    cells = (item.text, item.state, item.units, item.ask)
    lines = max(ceil(len(e) / w) for e, w in zip(cells, ACROSS, strict=True))
    return ROW[0] * lines + ROW[1]


def _leader(writer: Writer) -> Plain:
    """Whom the page is for: the head of the authority, as the plan calls the office."""
    authority = writer.plan.authority
    title = one_line(authority.signer.title or "")
    return {
        "title": title or writer.say("brief.leader"),
        "address": f"{title} {one_line(authority.name)}".strip(),
    }


def _group(
    code: str, items: Sequence[AttentionItem], most: int, writer: Writer
) -> dict[str, Plain]:
    """One part of the table: how many there are, those that fit, how many more."""
    name = writer.say(f"brief.{code}", number=writer.count(len(items)))
    if more := len(items) - most:
        name = writer.say("brief.more", name=name, number=writer.count(more))
    rows: list[Plain] = [
        {
            "no": str(number),
            "text": item.text,
            "state": item.state,
            "units": item.units,
            "ask": item.ask,
        }
        for number, item in enumerate(items[:most], start=1)
    ]
    return {"name": name, "rows": rows}


def _watched(writer: Writer) -> list[str]:
    """Figures that are not red but not well, the first by name."""
    watched = watched_words(writer)
    if not watched:
        return []
    names = "; ".join(watched[:MOST_WATCHED])
    number = writer.count(len(watched))
    if len(watched) > MOST_WATCHED:
        more = writer.count(len(watched) - MOST_WATCHED)
        names = writer.say("brief.watched.more", names=names, number=more)
    return [writer.say("brief.watched", number=number, names=names)]
