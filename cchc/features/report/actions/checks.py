"""The plan's checks, judged when a report is added and again before a memo."""

from collections.abc import Collection, Iterator
from itertools import chain

from cchc.core.check.rules import is_of_city
from cchc.core.facts.report import Facts, Report
from cchc.core.plan.calendar import periods
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.formula import Formula, figure_in, operands
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.rule_text import parse_rule
from cchc.core.verdict.checking import Failure, failures
from cchc.features.report.actions.reader import Places
from cchc.text.problem import Place, Problem
from cchc.text.record import replace
from cchc.words.checking import failure_problem


def with_rules_about(plan: Plan, keys: Collection[str]) -> Plan:
    """The plan with those of its checks that read a figure of some indicators."""
    about = (
        rule for rule, formula in _formulas(plan) if not _keys(formula).isdisjoint(keys)
    )
    return replace(plan, checks=tuple(about))


def keys_over_units(plan: Plan) -> frozenset[str]:
    """The ids whose figures the plan's checks add up over units."""
    summed = (_keys(formula) for _, formula in _formulas(plan) if is_of_city(formula))
    return frozenset(chain.from_iterable(summed))


def _formulas(plan: Plan) -> Iterator[tuple[CheckRule, Formula]]:
    ids = frozenset(indicator.id for indicator in plan.all_indicators)
    for rule in plan.checks:
        formula = parse_rule(rule.rule, ids)
        if isinstance(formula, Formula):
            yield rule, formula


def _keys(formula: Formula) -> frozenset[str]:
    return frozenset(figure_in(operand).key for operand in operands(formula))


def report_checks(
    plan: Plan,
    after: Facts,
    report: Report,
    places: tuple[Places, Place],
    *,
    draft: bool,
) -> Iterator[Problem]:
    """What no longer adds up once a report is in; `after` are the facts with it.

    Only checks that read a cell of the report are told. One of severity `error`
    refuses where this unit can mend it in this very report; where another unit or a
    later period must follow, it warns, or neither could ever be corrected. In a draft
    everything only warns.
    `places` are where each figure was typed, and where the unit was.
    """
    if not plan.checks:
        return
    among = periods(plan)
    first = next(period for period in among if period.name == report.period)
    own = {(key, report.unit, report.period) for key in report.changed_keys}
    later = among[first.ordinal - 1 :]
    for failure in failures(plan, after, among, later, unit=report.unit):
        if own.isdisjoint(used.cell for used in failure.used):
            continue
        is_own = failure.owners == {report.unit}
        is_own = is_own and failure.period.name == report.period
        if is_own or not failure.gaps:
            refuses = failure.is_error and is_own and not draft
            place = _place(failure, report, *places)
            yield failure_problem(failure, plan, refuses=refuses, place=place)


def _place(failure: Failure, report: Report, typed_at: Places, unit_at: Place) -> Place:
    """Where the first figure of the check was typed; else where the unit was."""
    mine = (
        key
        for key, *at in (used.cell for used in failure.used)
        if at == [report.unit, report.period] and key in typed_at
    )
    return typed_at.get(next(mine, ""), unit_at)


def memo_checks(plan: Plan, known: Facts, period: Period) -> tuple[Problem, ...]:
    """What does not add up before a memo: it must not go out with such figures.

    Errors of this period and of all before it, since its totals rest on them;
    warnings of this period alone.
    """
    among = periods(plan)
    return tuple(
        failure_problem(failure, plan, refuses=failure.is_error)
        for failure in failures(plan, known, among, among[: period.ordinal])
        if failure.is_error or failure.period.name == period.name
    )
