"""plan show and plan diff: the plan in force, and the file against it."""

import json
from datetime import date
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.facts.amendment import version_in_force
from cchc.core.plan.calendar import periods
from cchc.core.plan.changes import PlanChange, plan_changes
from cchc.core.plan.plan import PlanVersion
from cchc.features.plan.actions.check import Checked
from cchc.store.ledger import opened
from cchc.store.plan_codec import to_json
from cchc.store.plans import versions
from cchc.text.problem import Place, Problem, ProblemCode, Refusal, require
from cchc.text.record import Record


class Compared(Record):
    """How a plan file differs from the latest version applied."""

    version: PlanVersion
    changes: tuple[PlanChange, ...]
    warnings: tuple[Problem, ...]


def applied_versions(database: Path, today: date) -> tuple[PlanVersion, ...]:
    """All versions of the plan that a day belongs to, the first first.

    P244 when there is none.
    """
    with opened(database) as ledger:
        return require(plan_in_question(ledger, None, today))


def plan_in_force(database: Path, today: date) -> PlanVersion:
    """The version that governs the period of this day (SEMANTICS 10)."""
    done = applied_versions(database, today)
    ahead = [each.ordinal for each in periods(done[-1].plan) if each.cutoff >= today]
    now = min(ahead, default=len(periods(done[-1].plan)))
    return version_in_force(done, now, today)


def plan_json(version: PlanVersion) -> str:
    """The plan of a version as the document `cchc.plan/1`."""
    return json.dumps(to_json(version.plan), ensure_ascii=False, indent=2)


def compare_plan(checked: Checked, database: Path) -> Compared:
    """The file against the latest version applied of the same plan."""
    with opened(database) as ledger:
        done = versions(ledger, checked.plan.id)
    if not done:
        raise Refusal((Problem(ProblemCode.PLAN_NONE, Place(file=str(database))),))
    found = plan_changes(done[-1].plan, checked.plan)
    return Compared(done[-1], found, checked.warnings)
