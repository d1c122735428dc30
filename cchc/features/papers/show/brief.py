"""The chairman's page: what is red, who answers for it, what decision is asked.

One page of A4, however bad the period is: what does not fit is counted, and the
report has it (DOCUMENTS 0). Figures and sentences are those of the report.
"""

from collections.abc import Sequence
from math import ceil

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.attention_items import (
    LONGEST,
    AttentionItem,
    attention_items,
    next_lines,
    state_sentence,
)
from cchc.features.papers.show.memo import ALONE, PaperSurroundings
from cchc.features.papers.show.tables import roman
from cchc.paper.manuscript import Plain
from cchc.phrases.indicator_sentences import basis_counts
from cchc.phrases.paper_head import authority_head, paper_head, unit_head
from cchc.phrases.reporting_phrases import reporting_lines
from cchc.phrases.unit_texts import fit_lists, truncate
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.bodies import head_title
from cchc.words.translator import Voice

ROOM = 1210
"""Tenths of a millimetre that a page of A4 leaves below the head of the table."""

NOTICE = 40
"""What a line at the top takes of it, such as that figures are illustrative."""

TEXT = (57, 21, 78)
"""A line of text, what stands under a paragraph, letters in a line."""

ROW = (49, 8)
"""A line of the table, and what a row takes beside its lines."""

ACROSS = {"text": 32, "state": 10, "units": 13, "ask": 17}
"""Letters in a line of each column: what, how it stands, who, the decision."""

MOST_WATCHED = 2
SYMBOL = "report.drafts"
"""The plan's key for the symbol of papers of the unit that drafts."""

Paragraphs = dict[str, list[str]]


def brief_content(
    view: StatusView, plan: Plan, voice: Voice, around: PaperSurroundings = ALONE
) -> dict[str, Plain]:
    """What the template may print, cut to what one page holds."""
    writer = Writer(view, plan, voice)
    drafter = plan.unit(plan.roles.get("drafts", ""))
    head = authority_head(writer)
    if drafter is not None:
        head = unit_head(drafter, plan, voice, "report", SYMBOL)
    leader = one_line(head_title(plan, voice) or "")
    address = f"{leader} {one_line(plan.authority.name)}".strip()
    room = ROOM - (NOTICE if around.notice else 0)
    paragraphs, groups = _fit_page(room, writer)
    return {
        "notice": around.notice_line,
        "authority": head,
        "leader": {"title": leader or voice.say("brief.leader"), "address": address},
        **paper_head(writer, around.paper, SYMBOL),
        **paragraphs,
        "groups": groups,
    }


def _fit_page(room: int, writer: Writer) -> tuple[Paragraphs, list[Plain]]:
    """Paragraphs and table for one page; less is said around a table that is tight.

    What has to be decided goes before what is only to be watched or is to come.
    """
    parts = {code: items for code, items in attention_items(writer).items() if items}
    paragraphs = full = _paragraphs(writer)
    fitting: tuple[int, ...] = ()
    tight = {**full, "state": full["state"][:2]}
    for paragraphs in (full, tight, {**tight, "next": full["next"][:1]}):
        left = room - sum(map(_height, paragraphs.values())) - sum(ROW) * len(parts)
        fitting = fit_lists(list(parts.values()), left, _row_height)
        if all(fitting):
            break
    groups: list[Plain] = []
    for (code, items), most in zip(parts.items(), fitting, strict=True):
        name = writer.say(f"brief.{code}", number=writer.count(len(items)))
        if more := len(items) - most:
            name = writer.say("brief.more", name=name, number=writer.count(more))
        rows = [
            {"no": str(number), **{key: getattr(item, key) for key in ACROSS}}
            for number, item in enumerate(items[:most], start=1)
        ]
        groups.append({"mark": roman(len(groups) + 1), "name": name, "rows": rows})
    return paragraphs, groups


def _paragraphs(writer: Writer) -> Paragraphs:
    """The paragraphs around the table, each of a few sentences."""
    basis = basis_counts(writer.view, writer.voice, "brief.basis")
    state = [basis, state_sentence(writer)]
    watched = writer.digest.amber  # not red but not well, the first by name
    if watched:
        names = "; ".join(
            writer.say(
                "matter.named",
                name=truncate(view.indicator.name, LONGEST),
                verdict=writer.verdict(view),
            )
            for view in watched[:MOST_WATCHED]
        )
        if len(watched) > MOST_WATCHED:
            more = writer.count(len(watched) - MOST_WATCHED)
            names = writer.say("brief.watched.more", names=names, number=more)
        number = writer.count(len(watched))
        state.append(writer.say("brief.watched", number=number, names=names))
    return {
        "state": state,
        "reporting": reporting_lines(writer),
        "next": next_lines(writer),
    }


def _height(sentences: Sequence[str]) -> int:
    """About how much of the page a paragraph takes."""
    line, under, letters = TEXT
    return under + line * ceil(len(" ".join(sentences)) / letters)


def _row_height(item: AttentionItem) -> int:
    """About how much of the page a row of the table takes."""
    lines = max(ceil(len(getattr(item, key)) / ACROSS[key]) for key in ACROSS)
    return ROW[0] * lines + ROW[1]
