"""The shape of a file → the plan of core, every default filled (SEMANTICS 4 to 6)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from cchc.core.plan.period import Basis, CalendarRules, PeriodRule
from cchc.core.plan.plan import (
    NO_PAPER,
    NOBODY,
    Across,
    Amount,
    Area,
    Authority,
    Baseline,
    CheckRule,
    Commitment,
    Count,
    Descent,
    Indicator,
    Measure,
    Paper,
    Plan,
    RatioOf,
    Signer,
    Task,
    Window,
)
from cchc.core.plan.reminder import Channel, ReminderStep
from cchc.core.plan.target import By, IncreaseBy, MoreThan, RankAtMost, Target, Yes
from cchc.core.plan.trajectory import Hold, Linear, Step, Trajectory
from cchc.core.plan.unit import Unit, expand
from cchc.sources.plan import plan_model as shape
from cchc.text.record import replace

ACROSS = {
    Measure.FLOW: Across.SUM,
    Measure.RUNNING: Across.SUM,
    Measure.LEVEL: Across.LEAD,
    Measure.RATIO: Across.POOL,
    Measure.REGISTER: Across.DISTINCT,
    Measure.MILESTONE: Across.ALL_OF,
    Measure.YES: Across.ALL_OF,
}
_PACELESS = (By, Yes, RankAtMost)
_UNNAMED = "?"
T = TypeVar("T")


def built(file: shape.PlanShape) -> Plan:
    """The plan as written: names of groups are not yet unit ids."""
    return Plan(
        id=file.id or _UNNAMED,
        title=file.title or _UNNAMED,
        year=file.year or 2000,
        authority=_authority(file.authority),
        units=tuple(_unit(each) for each in file.units),
        document=_paper(file.document),
        roles={role: name for role, name in file.roles.items() if name},
        calendar=_calendar(file.calendar),
        review=bool(file.review),
        groups=file.groups,
        areas=tuple(
            Area(each.id or _UNNAMED, each.name or _UNNAMED, each.report_section)
            for each in file.areas
        ),
        profiles=file.profiles,
        commitments=tuple(_commitment(each) for each in file.commitments),
        indicators=tuple(_indicator(each) for each in file.indicators),
        tasks=tuple(_task(each) for each in file.tasks),
        checks=tuple(_check(each) for each in file.checks),
        reminders=tuple(_reminder(each) for each in file.reminders),
        origin=_descent(file.origin),
    )


def settled(plan: Plan) -> Plan:
    """The plan with names of groups and kinds turned into unit ids."""
    return replace(
        plan,
        commitments=tuple(
            replace(one, indicators=_reported(plan, one.indicators))
            for one in plan.commitments
        ),
        indicators=_reported(plan, plan.indicators),
        tasks=tuple(
            replace(task, helpers=_ids(plan, task.helpers), each=_ids(plan, task.each))
            for task in plan.tasks
        ),
    )


def _reported(plan: Plan, among: Iterable[Indicator]) -> tuple[Indicator, ...]:
    return tuple(replace(each, reporters=_ids(plan, each.reporters)) for each in among)


def _ids(plan: Plan, names: tuple[str, ...]) -> tuple[str, ...]:
    return expand(names, plan.units, plan.groups)


def _or(value: T | None, default: T) -> T:
    return default if value is None else value


def _paper(file: shape.PaperShape | None) -> Paper:
    return NO_PAPER if file is None else Paper(file.number, file.date)


def _descent(file: shape.DescentShape | None) -> Descent | None:
    if file is None:
        return None
    return Descent(file.plan or _UNNAMED, file.unit or _UNNAMED)


def _authority(file: shape.AuthorityShape) -> Authority:
    signer = file.signer
    return Authority(
        name=file.name or _UNNAMED,
        parent=file.parent,
        place=file.place,
        signer=NOBODY
        if signer is None
        else Signer(signer.capacity, signer.title, signer.name),
        symbols=file.symbols,
        recipients=file.recipients,
    )


def _calendar(file: shape.CalendarShape | None) -> CalendarRules:
    if file is None:
        return CalendarRules()
    return CalendarRules(
        basis=_or(file.basis, Basis.ND09),
        due_after=_or(file.due_after, 3),
        opens=_or(file.opens, 10),
        first=file.first,
        periods={name: _period(each) for name, each in file.periods.items()},
        days_off=file.days_off,
        made_up=file.made_up,
    )


def _period(file: shape.PeriodShape) -> PeriodRule:
    due, dues = file.due
    return PeriodRule(file.start, file.cutoff, due, dues, file.title)


def _unit(file: shape.UnitShape) -> Unit:
    return Unit(
        id=file.id or _UNNAMED,
        name=file.name or _UNNAMED,
        kind=_or(file.kind, "unit"),
        parent=file.parent,
        aliases=file.aliases,
        contact=file.contact,
        since=file.since,
        until=file.until,
        successor=file.successor,
    )


def _commitment(file: shape.CommitmentShape) -> Commitment:
    indicators = tuple(_indicator(each) for each in file.indicators)
    return Commitment(
        file.id or _UNNAMED,
        file.name or _UNNAMED,
        indicators,
        file.text,
        file.origin,
    )


def _indicator(file: shape.IndicatorShape) -> Indicator:
    measure = _or(file.measure, Measure.FLOW)
    rate = measure is Measure.RATIO
    whole = rate and file.of in (RatioOf.FLOW, RatioOf.LEVEL)
    path = default_trajectory(measure, file.of, file.target)
    return Indicator(
        id=file.id or _UNNAMED,
        name=file.name or _UNNAMED,
        measure=measure,
        of=file.of,
        unit=_or(file.unit, ""),
        decimals=_or(file.decimals, 2 if rate else 0),
        amount=_amount(file.amount),
        baseline=_baseline(file.baseline),
        target=file.target,
        trajectory=_or(file.trajectory, path),
        lead=file.lead,
        reporters=file.reporters or ((file.lead,) if file.lead else ()),
        across=_or(file.across, ACROSS[measure]),
        allot={name: _or(part, Decimal(0)) for name, part in file.allot.items()},
        previous_year=file.previous_year,
        window=_or(file.window, Window.PERIOD),
        settles=file.settles,
        part_of_whole=_or(file.part_of_whole, whole),
        non_negative=_or(file.non_negative, True),  # noqa: FBT003
        area=file.area,
        small_counts=_or(file.small_counts, True),  # noqa: FBT003
        text=file.text,
        source=file.source,
        origin=file.origin,
    )


def default_trajectory(
    measure: Measure, of: RatioOf | None, target: Target | None
) -> Trajectory | None:
    """The trajectory of SEMANTICS 6 where the plan names none.

    None for what has no pace, and for a ratio of the plan, which must declare one.
    """
    if target is None or isinstance(target, _PACELESS):
        return None
    if measure in (Measure.MILESTONE, Measure.YES) or of is RatioOf.PLAN:
        return None
    if isinstance(target, IncreaseBy) or target == MoreThan(None):
        return Step()
    if measure in (Measure.RATIO, Measure.LEVEL):
        return Hold()
    return Linear()


def _amount(file: shape.AmountShape | None) -> Amount | None:
    if file is None:
        return None
    value = _or(file.value, Decimal(0))
    decimals = _or(file.decimals, 0)
    return Amount(value, file.unit, decimals, file.source, bool(file.cumulative))


def _baseline(file: shape.BaselineShape | None) -> Baseline | None:
    if file is None:
        return None
    return Baseline(_or(file.value, Decimal(0)), file.period, file.source)


def _task(file: shape.TaskShape) -> Task:
    count = file.count
    return Task(
        id=file.id or _UNNAMED,
        name=file.name or _UNNAMED,
        area=file.area,
        output=file.output,
        lead=file.lead,
        helpers=file.helpers,
        each=file.each,
        due=file.due,
        standing=bool(file.standing),
        count=None
        if count is None
        else Count(_or(count.target, Decimal(0)), _or(count.unit, "")),
        supports=file.supports,
        extensions=_or(file.extensions, 1),
        origin=file.origin,
    )


def _check(file: shape.CheckShape) -> CheckRule:
    severity = _or(file.severity, shape.Severity.ERROR)
    name, rule = file.id or _UNNAMED, file.rule or _UNNAMED
    missing = None if file.missing is None else file.missing.value
    return CheckRule(name, rule, severity.value, missing)


def _reminder(file: shape.ReminderShape) -> ReminderStep:
    by = _or(file.by, Channel.CHAT)
    return ReminderStep(_or(file.when, 0), file.to or _UNNAMED, by, file.template)
