"""Who has sent what, and what proves it."""

from datetime import date
from pathlib import Path

from cchc.core.facts.derived import unproven_results
from cchc.core.plan.calendar import periods
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.unit_reports import unit_views, view_of_unit
from cchc.features.report.actions.ground import report_ground
from cchc.features.report.show.answers import (
    Board,
    EvidenceList,
    EvidencePiece,
    ReportSheet,
    WaitingFigure,
)
from cchc.store.facts import revisions
from cchc.store.ledger import open_ledger, read_transaction
from cchc.store.proofs import evidence_condition
from cchc.store.reviews import review_acts
from cchc.text.closed_list import StrEnum
from cchc.text.problem import Place, ProblemCode, refuse, require


def board(db: Path, period: str | None, *, as_of: date) -> Board:
    """Who has sent the period's report and who has not, as of a day."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        ground = report_ground(ledger, period, as_of)
        plan, known = ground.plan, ground.facts_when_asked()
        cells = cells_in(plan, periods(plan), known, upto=ground.period)
        views = unit_views(plan, ground.period, known, cells)
    return Board(plan, ground.period, as_of, views)


def sheet(db: Path, unit: str, period: str | None, *, as_of: date) -> ReportSheet:
    """One unit's report with its history, as of a day; no other unit's is read."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        ground = report_ground(ledger, period, as_of)
        member = require(ground.find_unit(unit, ProblemCode.UNIT_UNKNOWN))
        name, plan = ground.period.name, ground.plan
        known = ground.facts_of_unit(member.id)
        past = revisions(ledger, plan.id, unit=member.id, period=name, as_of=as_of)
        done = review_acts(ledger, plan.id, member.id, name, as_of)
        waiting = tuple[WaitingFigure, ...]()
        if (member.id, name) in known.drafts:
            from cchc.features.report.actions import draft  # noqa: PLC0415 -- is rare

            aside = draft.ReportAside(ledger, plan.id, member.id, name)
            waiting = draft.waiting_figures(aside.waiting, plan, as_of)
    view = view_of_unit(plan, ground.period, known, member.id)
    if view is None:
        ids = tuple(own.id for own in plan.units if own.active_in(ground.period))
        refuse(ProblemCode.UNIT_UNKNOWN, Place(argument=unit), text=unit, known=ids)
    return ReportSheet(
        plan=plan,
        period=ground.period,
        as_of=as_of,
        unit=member,
        report=view,
        facts=known,
        revisions=past,
        acts=done,
        unproven=unproven_results(plan, known, name),
        waiting=waiting,
    )


def evidence_list(db: Path, period: str | None, *, as_of: date) -> EvidenceList:
    """What proves the results of a period, each file compared with its SHA-256."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        ground = report_ground(ledger, period, as_of)
        known, name = ground.facts_when_asked(), ground.period.name
        bare = unproven_results(ground.plan, known, name)
    folder = db.absolute().parent
    pieces = tuple(
        EvidencePiece(
            given.unit, given.evidence, evidence_condition(given.evidence, folder)
        )
        for given in known.evidence
        if given.period == name
    )
    return EvidenceList(ground.plan, ground.period, as_of, pieces, bare)


class ReportForm(StrEnum):
    """How a report is given out; two of them can be typed in again."""

    TEXT = "txt"
    JSON = "json"
    YAML = "yaml"
