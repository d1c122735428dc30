"""The plan's checks, judged when a report is added and again before a memo."""

from collections.abc import Iterator

from cchc.app.name_lookup import find_by_name, indicator_names
from cchc.core.facts.report import Facts, Report, TypedReport
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.verdict.checking import Failure, failures
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.checking import failure_problem


def report_checks(
    plan: Plan, after: Facts, report: Report, typed: TypedReport, *, draft: bool
) -> tuple[Problem, ...]:
    """What no longer adds up once a report is in; `after` are the facts with it.

    Only checks that read a cell of the report are told. One of severity `error`
    refuses where this unit can mend it in this very report; where another unit or a
    later period must follow, it warns, or neither could ever be corrected. In a draft
    everything only warns.
    """
    if not plan.checks:
        return ()
    among = periods(plan)
    first = next(each for each in among if each.name == report.period)
    keys = {*report.readings, *(row.indicator for row in report.added)}
    touched = {(key, report.unit, report.period) for key in keys}
    told = []
    for each in failures(
        plan, after, among, among[first.ordinal - 1 :], unit=report.unit
    ):
        if touched.isdisjoint(used.cell for used in each.used):
            continue
        own = each.owners == {report.unit} and each.period.name == report.period
        if own or not each.gaps:
            refuses = each.is_error and own and not draft
            place = _place(each, plan, report, typed)
            told.append(failure_problem(each, plan, refuses=refuses, place=place))
    return tuple(told)


def _place(failure: Failure, plan: Plan, report: Report, typed: TypedReport) -> Place:
    """Where the first figure of the check was typed; else where the unit was."""
    names = indicator_names(plan)
    typed_at = {
        found: key.place
        for key, _ in typed.values
        if isinstance(
            found := find_by_name(key, names, ProblemCode.REPORT_UNKNOWN_KEY), str
        )
    }
    mine = (
        key
        for key, *cell in (used.cell for used in failure.used)
        if cell == [report.unit, report.period] and key in typed_at
    )
    return typed_at.get(next(mine, ""), typed.unit.place)


def memo_checks(plan: Plan, known: Facts, period: Period) -> tuple[Problem, ...]:
    """What does not add up before a memo: it must not go out with such figures.

    Errors of this period and of all before it, since its totals rest on them;
    warnings of this period alone.
    """
    among = periods(plan)
    found = failures(plan, known, among, among[: period.ordinal])
    return tuple(_before_memo(found, plan, period))


def _before_memo(
    found: tuple[Failure, ...], plan: Plan, period: Period
) -> Iterator[Problem]:
    for each in found:
        if each.is_error or each.period.name == period.name:
            yield failure_problem(each, plan, refuses=each.is_error)
