"""The chairman's page: what is red, who answers for it, what decision is asked.

One page of A4, however bad the period is: what does not fit is counted, and the
report has it (DOCUMENTS 0). Figures and sentences are those of the report.
"""

from collections.abc import Sequence
from math import ceil

from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.core.verdict.status import StatusView
from cchc.features.papers.show.appendix import roman
from cchc.features.papers.show.attention_items import (
    Matter,
    obstacle_matters,
    overdue_matters,
    red_matters,
    watched_words,
)
from cchc.features.papers.show.summary_sentences import (
    next_lines,
    reporting_lines,
    state_sentence,
)
from cchc.paper.manuscript import Plain
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.memo_head import above, authority, own_number, period
from cchc.phrases.truncation import fitting
from cchc.phrases.unit_head import unit_authority
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
    room = ROOM - (NOTICE if notice else 0)
    texts, groups = _fitted(room, writer)
    return {
        "notice": None if notice is None else one_line(notice),
        "authority": authority(writer)
        if drafter is None
        else unit_authority(drafter, plan, voice, "report", SYMBOL),
        "leader": _leader(writer),
        "period": period(writer),
        "plan": above(writer),
        "paper": own_number(paper, writer, SYMBOL),
        **{key: list(lines) for key, lines in texts.items()},
        "groups": groups,
    }


Texts = dict[str, list[str]]
Part = tuple[str, list[Matter]]


def _fitted(room: int, writer: Writer) -> tuple[Texts, list[Plain]]:
    """Paragraphs and table for one page; less is said around a table that is tight.

    What has to be decided goes before what is only to be watched or is to come.
    """
    parts, full = _parts(writer), _texts(writer)
    tight = {**full, "state": full["state"][:2]}
    choices = (full, tight, {**tight, "next": full["next"][:1]})
    tried = [(texts, _shown(room, texts, parts)) for texts in choices]
    texts, shown = next((each for each in tried if all(each[1])), tried[-1])
    return texts, _groups(parts, shown, writer)


def _shown(room: int, texts: Texts, parts: Sequence[Part]) -> tuple[int, ...]:
    """How many rows of each part the paragraphs leave room for."""
    left = room - sum(map(_height, texts.values())) - sum(ROW) * len(parts)
    return fitting([each for _, each in parts], left, _row_height)


def _texts(writer: Writer) -> Texts:
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


def _row_height(matter: Matter) -> int:
    """About how much of the page a row of the table takes."""
    cells = (matter.text, matter.state, matter.units, matter.ask)
    lines = max(ceil(len(e) / w) for e, w in zip(cells, ACROSS, strict=True))
    return ROW[0] * lines + ROW[1]


def _leader(writer: Writer) -> Plain:
    """Whom the page is for: the head of the authority, as the plan calls the office."""
    one = writer.plan.authority
    title = one_line(one.signer.title or "")
    return {
        "title": title or writer.say("brief.leader"),
        "address": f"{title} {one_line(one.name)}".strip(),
    }


def _parts(writer: Writer) -> list[Part]:
    """What waits for a decision, part by part, those that have something."""
    parts = {
        "obstacles": obstacle_matters(writer),
        "red": red_matters(writer),
        "overdue": overdue_matters(writer),
    }
    return [(code, found) for code, found in parts.items() if found]


def _groups(parts: Sequence[Part], shown: Sequence[int], writer: Writer) -> list[Plain]:
    """The parts of the table, numbered I, II, III."""
    return [
        {"mark": roman(place), **_group(code, found, shown[place - 1], writer)}
        for place, (code, found) in enumerate(parts, start=1)
    ]


def _group(
    code: str, found: Sequence[Matter], most: int, writer: Writer
) -> dict[str, Plain]:
    """One part of the table: how many there are, those that fit, how many more."""
    name = writer.say(f"brief.{code}", number=writer.count(len(found)))
    if most < len(found):
        more = writer.count(len(found) - most)
        name = writer.say("brief.more", name=name, number=more)
    rows = enumerate(found[:most], start=1)
    return {"name": name, "rows": [_row(number, each) for number, each in rows]}


def _row(number: int, matter: Matter) -> dict[str, Plain]:
    return {
        "no": str(number),
        "text": matter.text,
        "state": matter.state,
        "units": matter.units,
        "ask": matter.ask,
    }


def _watched(writer: Writer) -> list[str]:
    """Figures that are not red but not well, the first by name."""
    found = watched_words(writer)
    if not found:
        return []
    names = "; ".join(found[:MOST_WATCHED])
    number = writer.count(len(found))
    if len(found) > MOST_WATCHED:
        more = writer.count(len(found) - MOST_WATCHED)
        names = writer.say("brief.watched.more", names=names, number=more)
    return [writer.say("brief.watched", number=number, names=names)]
