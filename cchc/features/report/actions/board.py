"""`cchc report list`, `show` and `evidence`: who has sent what, and what proves it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.amendment import with_history
from cchc.core.facts.report import Facts, TypedText
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.missing_evidence import unproven_results
from cchc.core.verdict.unit_reports import unit_views
from cchc.features.report.show.answers import (
    Board,
    EvidenceList,
    EvidencePiece,
    ReportSheet,
)
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.proofs import evidence_condition
from cchc.store.reports import facts, revisions
from cchc.store.reviews import review_acts
from cchc.text.problem import Place, Problem, ProblemCode, refuse, require
from cchc.text.record import Record


class ReportGround(Record, dict=True):
    """What a question about reports stands on: the plan in force and what is known."""

    plan: Plan
    period: Period
    facts: Facts

    @cached_property
    def cells(self) -> Mapping[str, Cells]:
        return cells_in(self.plan, periods(self.plan), self.facts)

    def find_unit(
        self, text: str, code: ProblemCode = ProblemCode.REPORT_UNKNOWN_UNIT
    ) -> Unit | Problem:
        """The unit of the plan that somebody typed."""
        typed = TypedText(text, Place(argument=text))
        unit_id = find_by_name(typed, unit_names(self.plan), code)
        if isinstance(unit_id, Problem):
            return unit_id
        return next(unit for unit in self.plan.units if unit.id == unit_id)


def report_ground(ledger: Ledger, period: str | None, as_of: date) -> ReportGround:
    """The plan in force, the period and what was known; refused without them."""
    versions = require(plan_in_question(ledger, period, as_of))
    named = require(period_in_question(versions, period, as_of))
    version = in_force(versions, named, as_of)
    known = facts(ledger, version.plan.id, as_of)
    return ReportGround(version.plan, named, with_history(known, versions, version))


def board(db: Path, period: str | None, *, as_of: date) -> Board:
    """Who has sent the period's report and who has not, as of a day."""
    with open_ledger(db) as ledger:
        ground = report_ground(ledger, period, as_of)
    views = unit_views(ground.plan, ground.period, ground.facts, ground.cells)
    return Board(ground.plan, ground.period, as_of, views)


def sheet(db: Path, unit: str, period: str | None, *, as_of: date) -> ReportSheet:
    """One unit's report with its history, as of a day."""
    with open_ledger(db) as ledger:
        ground = report_ground(ledger, period, as_of)
        member = require(ground.find_unit(unit, ProblemCode.UNIT_UNKNOWN))
        name, plan = ground.period.name, ground.plan
        past = revisions(ledger, plan.id, unit=member.id, period=name, as_of=as_of)
        done = review_acts(ledger, plan.id, member.id, name, as_of)
    views = unit_views(plan, ground.period, ground.facts, ground.cells)
    view = next((view for view in views if view.unit.id == member.id), None)
    if view is None:
        known = tuple(view.unit.id for view in views)
        refuse(ProblemCode.UNIT_UNKNOWN, Place(argument=unit), text=unit, known=known)
    bare = unproven_results(plan, ground.facts, name)
    return ReportSheet(
        plan=plan,
        period=ground.period,
        as_of=as_of,
        unit=member,
        report=view,
        facts=ground.facts,
        revisions=past,
        acts=done,
        unproven=tuple(result for result in bare if result.unit == member.id),
    )


def evidence_list(db: Path, period: str | None, *, as_of: date) -> EvidenceList:
    """What proves the results of a period, each file compared with its SHA-256."""
    with open_ledger(db) as ledger:
        ground = report_ground(ledger, period, as_of)
    name, folder = ground.period.name, db.absolute().parent
    pieces = tuple(
        EvidencePiece(
            given.unit, given.evidence, evidence_condition(given.evidence, folder)
        )
        for given in ground.facts.evidence
        if given.period == name
    )
    bare = unproven_results(ground.plan, ground.facts, name)
    return EvidenceList(ground.plan, ground.period, as_of, pieces, bare)
