"""A report that answers a return: why its figures change was said with the return."""

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.core.facts.report import Facts, Typed, TypedReport
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.text.problem import ProblemCode
from cchc.text.record import replace
from cchc.words.period import read_period

REVIEWER = "reviewer"


def answering(typed: TypedReport, plan: Plan, facts: Facts) -> TypedReport:
    """The report with the reason `reviewer` where it answers a return without one."""
    if typed.reason is not None and typed.reason.text.strip():
        return typed
    unit = find_by_name(typed.unit, unit_names(plan), ProblemCode.REPORT_UNKNOWN_UNIT)
    period = read_period(typed.period.text, periods(plan))
    if not isinstance(unit, str) or period is None:
        return typed
    if not facts.must_answer(unit, period.name):
        return typed
    return replace(typed, reason=Typed(REVIEWER, typed.unit.place))
