"""A report that comes a second time: what of it is there already."""

from datetime import date

from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    Facts,
    Item,
    ReportedEvidence,
    TypedItem,
    TypedReport,
    TypedText,
)
from cchc.text.compare import name_key, nfc
from cchc.text.day import parse_day
from cchc.text.record import replace


def without_known(
    typed: TypedReport, known: Facts, at: tuple[str, str], *, copies: bool = False
) -> TypedReport:
    """Without the rows, obstacles and proofs that the report of a unit already has.

    A form, or a document of the program, that comes again still holds them; of
    `copies` alone nothing else is looked at.
    """
    if copies and not typed.is_copy:
        return typed
    rows = {
        (row.indicator, row.key, row.date, row.document)
        for row in known.rows_of(Item, *at)
    }
    raised = {obstacle.text for obstacle in known.rows_of(Obstacle, *at)}
    given = [own.evidence for own in known.rows_of(ReportedEvidence, *at)]
    proofs = {(own.about, text) for own in given for text in (own.text, own.as_sent)}
    return replace(
        typed,
        items=tuple(pair for pair in typed.items if _row_key(*pair) not in rows),
        obstacles=tuple(
            obstacle
            for obstacle in typed.obstacles
            if nfc(obstacle.text.text).strip() not in raised
        ),
        evidence=tuple(
            (key, proof)
            for key, proof in typed.evidence
            if (key.text, proof.text) not in proofs
        ),
    )


def _row_key(
    key: TypedText, item: TypedItem
) -> tuple[str, str, date | None, str | None]:
    """By which two rows of a register are one."""
    day = parse_day(item.date.text) if item.date else None
    document = nfc(item.document.text).strip() if item.document else ""
    return key.text, name_key(nfc(item.name.text)), day, document or None
