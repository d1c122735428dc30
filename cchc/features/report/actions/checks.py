"""The plan's checks, judged when a report is added and again before a memo."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from cchc.core.facts.report import Facts, Reading, Report
from cchc.core.facts.totals import book_of
from cchc.core.plan.calendar import periods
from cchc.core.plan.check_rule import CheckRule, Formula, figure_in
from cchc.core.plan.indicator import PartsCover
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.rule_text import is_of_city, parse_rule
from cchc.core.verdict.cells import REPORTED, cells_in
from cchc.core.verdict.checking import failures, failures_in, judged_rules
from cchc.core.verdict.level_checks import sum_failures
from cchc.text.number_format import vietnamese
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.checking import failure_problem

Places = Mapping[str, Place]
"""Where the key of each indicator was typed."""


class RulesAbout(Record):
    """Those checks of a plan that read a figure of some indicators.

    `reads_others`: one of them reads figures of other units.
    """

    rules: tuple[CheckRule, ...]
    reads_others: bool


def rules_about(plan: Plan, keys: Collection[str], unit: str) -> RulesAbout:
    """The checks that a unit's report of some indicators must keep.

    What a unit that takes over opens with is what the ended ones left.
    """
    ids = frozenset(indicator.id for indicator in plan.all_indicators)
    read = ((rule, parse_rule(rule.rule, ids)) for rule in plan.all_checks)
    about = [
        (rule, formula)
        for rule, formula in read
        if isinstance(formula, Formula)
        and any(figure_in(operand).key in keys for operand in formula.operands)
    ]
    takes_over = any(member.successor == unit for member in plan.units)
    are_summed = any(is_of_city(formula) for _, formula in about)
    return RulesAbout(
        tuple(rule for rule, _ in about), are_summed or (takes_over and bool(about))
    )


def report_checks(
    plan: Plan,
    after: Facts,
    report: Report,
    places: tuple[Places, Place],
    *,
    rules: tuple[CheckRule, ...],
    draft: bool,
) -> Iterator[Problem]:
    """What no longer adds up once a report is in; `after` are the facts with it.

    Only checks that read a cell of the report are told. One of severity `error`
    refuses where this unit can mend it in this very report; where another unit or a
    later period must follow, it warns, or neither could ever be corrected. In a draft
    everything only warns.
    `places` are where each figure was typed, and where the unit was.
    """
    if not rules:
        return
    yield from () if draft else _missing_wholes(plan, after, report, places)
    among = periods(plan)
    first = next(period for period in among if period.name == report.period)
    own = {(key, report.unit, report.period) for key in report.changed_keys}
    later = among[first.ordinal - 1 :]
    for failure in failures(plan, after, among, later, report.unit, rules):
        if own.isdisjoint(used.cell for used in failure.used):
            continue
        is_own = failure.owners == {report.unit}
        is_own = is_own and failure.period.name == report.period
        if is_own or not failure.gaps:
            refuses = failure.is_error and is_own and not draft
            # where the first figure of the check was typed; else where the unit was
            cells = (used.cell for used in failure.used)
            keys = (key for key, *at in cells if at == [report.unit, report.period])
            place = next((places[0][k] for k in keys if k in places[0]), places[1])
            yield failure_problem(failure, plan, refuses=refuses, place=place)


def _missing_wholes(
    plan: Plan, after: Facts, report: Report, places: tuple[Places, Place]
) -> Iterator[Problem]:
    """P360: all parts of a figure are there, and not the figure that they make."""
    book = book_of(after.cells).of_unit(report.unit, report.period)
    at = {key: cell for (key, _), cell in book.items() if cell.state in REPORTED}
    for line in plan.declared_indicators:
        if line.id in at or line.parts_cover is PartsCover.PARTLY:
            continue
        for dimension, parts in line.parts.items():
            keys = [f"{line.id}.{part.id}" for part in parts]
            if any(key not in at for key in keys):
                continue
            place = next((places[0][k] for k in keys if k in places[0]), places[1])
            blanks: dict[str, Blank] = {
                "key": line.id,
                "dimension": dimension,
                "parts": " + ".join(keys),
                "sum": _sum_text([at[key] for key in keys], line.measure),
            }
            yield Problem(ProblemCode.PARTS_WITHOUT_WHOLE, place, blanks)


def _sum_text(parts: Sequence[Reading], measure: Measure) -> str:
    """What the parts come to: `520`, of a rate `412/415`."""
    nought = Decimal(0)
    top = vietnamese(sum((part.number or nought for part in parts), nought))
    if measure is not Measure.RATIO:
        return top
    bottom = sum((part.denominator or nought for part in parts), nought)
    return f"{top}/{vietnamese(bottom)}"


def memo_checks(plan: Plan, known: Facts, period: Period) -> tuple[Problem, ...]:
    """What does not add up before a memo: it must not go out with such figures.

    Errors of this period and of all before it, since its totals rest on them;
    warnings of this period alone, and of sums from the first period to this one.
    """
    if not plan.all_checks:
        return ()
    among = periods(plan)
    cells = cells_in(plan, among, known, upto=period)
    broken = failures_in(plan, cells, judged_rules(plan), among[: period.ordinal])
    single = (
        failure_problem(failure, plan, refuses=failure.is_error)
        for failure in broken
        if failure.is_error or failure.period.name == period.name
    )
    sums: dict[str, Problem] = {}  # a rule is told once: of the whole, else of a unit
    for of_units in (False, True):
        for failure in sum_failures(plan, cells, period, of_units=of_units):
            if failure.rule.id not in sums:
                sums[failure.rule.id] = failure_problem(failure, plan, refuses=False)
    return (*single, *sums.values())
