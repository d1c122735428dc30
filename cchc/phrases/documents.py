"""JSON of the facts that several answers hold: figures, papers, evidence, verdicts."""

from operator import itemgetter
from typing import Any

from cchc.core.cascade.sign_book import SignBook, SignState, Slot
from cchc.core.facts.report import CellState, Item, Quality, Reading, Revision
from cchc.core.facts.review import Evidence
from cchc.core.facts.signing import SignedPaper
from cchc.core.plan.plan import Paper
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.unit_reports import ReportCounts
from cchc.screen.document import (
    COUNT,
    DAY,
    DECIMAL,
    FLAG,
    MOMENT,
    TEXT,
    Document,
    Field,
    choice,
    list_of,
    nullable,
)

READING: Document[Reading] = Document(
    "reading",
    "What a unit said of one indicator.",
    Field("state", choice(CellState), "Whether there is a figure, and if not why."),
    Field("value", nullable(DECIMAL), "The figure; a ratio's numerator.", "number"),
    Field("denominator", nullable(DECIMAL), "A ratio's denominator."),
    Field("done", nullable(DAY), "The day a milestone was reached."),
    Field("answer", nullable(FLAG), "The answer to yes or no."),
    Field("quality", choice(Quality), "Final, or an estimate."),
    Field("note", nullable(TEXT), "The unit's own words."),
)
PAPER: Document[Paper] = Document(
    "paper",
    "Number and date of a paper.",
    Field("number", nullable(TEXT), "Number and symbol as written on it."),
    Field("date", nullable(DAY), "Its date."),
)
VERDICT: Document[IndicatorView] = Document(
    "verdict",
    "An indicator's figure and verdict.",
    Field("shown", TEXT, "The figure as it is printed."),
    Field("status", choice(Status), "The verdict.", "verdict.status"),
    Field("rule", TEXT, "The rule that gave it.", "verdict.rule"),
)
EFFECT: Document[tuple[IndicatorView, IndicatorView]] = Document(
    "effect",
    "An indicator before and after.",
    Field("indicator", TEXT, "Id of the indicator.", lambda pair: pair[1].indicator.id),
    Field("before", VERDICT, "As it was.", itemgetter(0)),
    Field("after", VERDICT, "As it is now.", itemgetter(1)),
)
ITEM: Document[Item] = Document(
    "item",
    "One row of a register.",
    Field("indicator", TEXT, "Id of the indicator that counts it."),
    Field("name", TEXT, "What it is called."),
    Field("date", nullable(DAY), "Its day."),
    Field("document", nullable(TEXT), "The paper that proves it."),
    Field("unit", TEXT, "Id of the unit whose it is.", lambda i: i.owner or i.unit),
)
EVIDENCE: Document[Evidence] = Document(
    "evidence",
    "One piece of evidence.",
    Field("about", TEXT, "Id of the indicator or task."),
    Field("text", TEXT, "The paper, link or file as it was given."),
    Field("sha256", nullable(TEXT), "SHA-256 of the file."),
    Field("size", nullable(COUNT), "Bytes of the file."),
    Field("file", nullable(TEXT), "The copy, from the folder of the database."),
)
STAMP = (
    Field[Any]("recorded_at", MOMENT, "When it was recorded.", "stamp.recorded_at"),
    Field[Any]("machine_at", MOMENT, "The machine's clock then.", "stamp.machine_at"),
    Field[Any]("actor", TEXT, "Who recorded it.", "stamp.actor"),
    Field[Any]("source", TEXT, "The verb or file it came by.", "stamp.source"),
)
REVISION: Document[Revision] = Document(
    "revision",
    "One revision of a figure.",
    Field("revision", COUNT, "Number of the revision.", "id"),
    Field("sequence", COUNT, "Its place among those of the figure, from 1."),
    Field("reading", nullable(READING), "What was said; null: withdrawn."),
    *STAMP,
    Field("reason", nullable(TEXT), "Why it was changed."),
    Field("supersedes", nullable(COUNT), "Number of the revision it replaces."),
)


def _units(slots: tuple[Slot, ...], state: SignState) -> list[str]:
    return [slot.unit.id for slot in slots if slot.unit and slot.state is state]


SIGN_COUNTS: Document[tuple[Slot, ...]] = Document(
    "sign_counts",
    "How many units signed a paper; the authority's own is no unit's.",
    Field("expected", COUNT, "Units that owe it.", len),
    Field(
        "signed",
        COUNT,
        "Units that signed it.",
        lambda slots: sum(bool(slot.signed) for slot in slots),
    ),
    Field(
        "missing",
        list_of(TEXT),
        "Ids of units that have not.",
        lambda slots: _units(slots, SignState.MISSING),
    ),
    Field(
        "amended",
        list_of(TEXT),
        "Ids of units that must sign again: the plan was amended.",
        lambda slots: _units(slots, SignState.AMENDED),
    ),
)


def slots_by_paper(book: SignBook) -> dict[str, tuple[Slot, ...]]:
    """The units' slots of each paper, for `map_of(SIGN_COUNTS)`."""
    return {paper.value: book.of(paper) for paper in SignedPaper}


REPORT_COUNTS: Document[ReportCounts] = Document(
    "report_counts",
    "How many units' reports came.",
    Field("expected", COUNT, "Units that owe one."),
    Field("submitted", COUNT, "Those that sent it."),
    Field("on_time", COUNT, "Those that sent it in time."),
    Field("overdue", COUNT, "Those that are late and silent."),
)
