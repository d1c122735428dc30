"""Periods and days: windows in order, days inside the plan's years, units that end."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from cchc.core.check.context import KEY, CheckContext, indicators
from cchc.core.check.names import held_lines
from cchc.core.plan.calendar import lacks_year, period_names, periods, work_calendar
from cchc.core.plan.date_window import (
    DateRole,
    DateWindow,
    odd_day,
    own_days,
    plan_window,
)
from cchc.core.plan.finer import finer_rhythms, is_finer
from cchc.core.plan.period import Basis, CalendarRules, PeriodRule, Rhythm
from cchc.core.plan.plan import Indicator
from cchc.core.plan.unit import Unit
from cchc.text.day import short
from cchc.text.problem import NOWHERE, ProblemCode, Steps
from cchc.text.record import replace

USUAL_YEARS = range(2010, 2051)
MOST_YEARS = 20
"""A written-out plan of more years is a slip."""
ONE_DAY = timedelta(days=1)
Dated = tuple[date | None, Steps]


def check_calendar(context: CheckContext) -> None:
    """Note all that is wrong with periods, due dates and other days (SEMANTICS 11)."""
    plan = context.plan
    if plan.year not in USUAL_YEARS:
        context.note(ProblemCode.YEAR_ODD, ("year",), value=str(plan.year))
    _check_first(context)
    _check_periods(context)
    widest = DateWindow(date(plan.year - 1, 1, 1), date(plan.year + MOST_YEARS, 12, 31))
    # the plan's span by its calendar, whatever a slip in one period makes of it
    is_explicit = plan.calendar.basis is Basis.EXPLICIT
    as_made = replace(plan, calendar=_as_made(plan.calendar))
    made = context.periods if is_explicit else periods(as_made)
    own = plan_window(made) if made else None
    for day, path in _days(context):
        # a day more than a year away from the plan's is a slip of the pen
        is_written = is_explicit and path[0] == "calendar"
        window = widest if is_written or own is None else own
        if day is not None and not window.holds(day):
            blanks = {"day": short(day), "year": str(plan.year)}
            blanks |= {"first": short(window.first), "last": short(window.last)}
            context.note(ProblemCode.DATE_OUTSIDE, path, **blanks)
        elif day is not None and path[-1] != "date":
            _question_deadline(context, day, path)
    _check_lines(context)
    for row, unit in enumerate(plan.units):
        _check_order(context, unit.since, unit.until, ("units", row, "to"))
    _check_succession(context)


def _check_lines(context: CheckContext) -> None:
    """Days of indicators, and P298 for a task's quarter or month without its year."""
    plan, last = context.plan, context.periods[-1:]
    for path, indicator in indicators(plan):
        settles, target = indicator.settles, indicator.target
        # a figure settles after the last period was cut off, not before
        if settles is not None and last and settles < last[0].cutoff:
            days = {"day": settles.isoformat(), "cutoff": last[0].cutoff.isoformat()}
            context.note(ProblemCode.SETTLES_EARLY, (*path, "settles"), **days)
        if target is not None:
            at: Steps = (*path, "target", target.tag)
            _check_order(context, target.begins, target.deadline, at)
    years = {"first": str(plan.year), "last": str(plan.year + plan.calendar.years - 1)}
    for row, task in enumerate(plan.tasks):
        if lacks_year(task):
            context.note(ProblemCode.DUE_YEAR, ("tasks", row, "due"), **years)


def check_rhythm(context: CheckContext) -> None:
    """Note indicators reported no more often than the plan asks, and idle grounds."""
    plan, rules = context.plan, context.plan.calendar
    for row, ground in enumerate(plan.grounds):
        _check_order(context, ground.since, ground.until, ("grounds", row, "to"))
    for path, indicator in indicators(plan):
        is_own = indicator.every in {None, rules.every}
        if not is_own and not is_finer(indicator, plan):
            is_made = rules.basis is not Basis.EXPLICIT
            measure = rules.every.value if is_made else rules.basis.value
            context.note_unfit((*path, "every"), measure)


def _as_made(rules: CalendarRules) -> CalendarRules:
    """The calendar with all its periods as the basis has them."""
    return replace(rules, first=None, periods={})


def _question_deadline(context: CheckContext, day: date, path: Steps) -> None:
    """P349 for a deadline of a task or a target outside of the days the plan runs."""
    is_deadline = path[0] == "tasks" or "target" in path
    if not context.periods or not is_deadline:
        return
    settles = (indicator.settles for _, indicator in indicators(context.plan))
    own = own_days(context.periods, settles)
    odd = odd_day(day, own, DateRole.DUE, NOWHERE)
    if odd is not None:
        context.note(odd.code, path, **odd.blanks)


def _check_first(context: CheckContext) -> None:
    """The keys that cut the year fit the basis, and the first period is one of them."""
    rules = context.plan.calendar
    explicit = rules.basis is Basis.EXPLICIT
    unfit = {
        "first": explicit and rules.first is not None,
        "every": explicit and rules.every is not Rhythm.QUARTER,
        "years": explicit and rules.years > 1,
        "starts": rules.basis is not Basis.CALENDAR and rules.starts > 1,
    }
    context.note_unfit_keys(("calendar",), unfit, rules.basis.value)
    if not explicit:
        names = period_names(_as_made(rules), context.plan.year)
        path = ("calendar", "first")
        context.check_known(ProblemCode.UNKNOWN_PERIOD, path, rules.first, names)
    elif not rules.periods:
        context.note(ProblemCode.PERIOD_UNDATED, ("calendar",), text="–")


def _check_periods(context: CheckContext) -> None:
    """Each period of the calendar's own, then that none begins before the last ends."""
    rules, year = context.plan.calendar, context.plan.year
    finer = (replace(rules, every=rhythm) for rhythm in finer_rhythms(context.plan))
    cut = (rules, *map(_as_made, finer))
    known = [name for own in cut for name in period_names(own, year)]
    for name, rule in rules.periods.items():
        path: Steps = ("calendar", "periods", name)
        if rules.basis is not Basis.EXPLICIT:
            code, at = ProblemCode.UNKNOWN_PERIOD, (*path, KEY)
            context.check_known(code, at, name, known)
        elif rule.start is None or rule.cutoff is None:
            context.note(ProblemCode.PERIOD_UNDATED, path, text=name)
        _check_order(context, rule.start, rule.cutoff, (*path, "cutoff"))
        _check_dues(context, rule, (*path, "due"))
    for before, after in pairwise(context.periods):
        if after.start <= before.cutoff:
            days = {
                "start": after.start.isoformat(),
                "cutoff": before.cutoff.isoformat(),
            }
            names = {"text": after.name, "before": before.name}
            at = ("calendar", "periods", after.name)
            context.note(ProblemCode.PERIODS_OVERLAP, at, **names, **days)


def _check_dues(context: CheckContext, rule: PeriodRule, path: Steps) -> None:
    working = work_calendar(context.plan.calendar)
    dated: list[Dated] = [(rule.due, path)]
    dated += [(day, (*path, kind)) for kind, day in rule.dues.items()]
    for day, at in dated:
        if day is not None and not working.is_working(day):
            context.note(ProblemCode.DUE_ON_DAY_OFF, at, day=day.isoformat())
    code = ProblemCode.UNKNOWN_GROUP_OR_UNIT
    for kind in rule.dues:
        context.check_known(code, (*path, kind, KEY), kind, context.kinds)


def _check_order(
    context: CheckContext, first: date | None, last: date | None, path: Steps
) -> None:
    if first is not None and last is not None and last < first:
        blanks = {"first": first.isoformat(), "last": last.isoformat()}
        context.note(ProblemCode.DATES_BACKWARDS, path, **blanks)


def _days(context: CheckContext) -> Iterator[Dated]:
    """Every day that the plan names, with its path."""
    plan = context.plan
    yield plan.document.date, ("document", "date")
    for name, rule in plan.calendar.periods.items():
        path: Steps = ("calendar", "periods", name)
        yield rule.start, (*path, "from")
        yield rule.cutoff, (*path, "cutoff")
        yield rule.due, (*path, "due")
        yield from ((day, (*path, "due", kind)) for kind, day in rule.dues.items())
    for key in ("days_off", "made_up"):
        days = plan.calendar.days_off if key == "days_off" else plan.calendar.made_up
        yield from ((day, ("calendar", key, row)) for row, day in enumerate(days))
    yield from ((t.due, ("tasks", row, "due")) for row, t in enumerate(plan.tasks))
    for path, indicator in indicators(plan):
        yield from _indicator_days(path, indicator)


def _indicator_days(path: Steps, indicator: Indicator) -> Iterator[Dated]:
    yield indicator.settles, (*path, "settles")
    for at, line in held_lines(path, indicator):
        if line.target is not None:
            yield line.target.deadline, (*at, line.target.tag)
            yield line.target.begins, (*at, "from")
    for day in indicator.trajectory.days if indicator.trajectory else ():
        yield day, (*path, "trajectory", day.isoformat(), KEY)


def _check_succession(context: CheckContext) -> None:
    """Ends and successors of units: a successor must be there to take over."""
    members = context.plan.members
    for row, unit in enumerate(context.plan.units):
        heir = members.get(unit.successor) if unit.successor else None
        if heir is None:
            continue
        path: Steps = ("units", row, "successor")
        if unit.until is None:
            context.note(ProblemCode.SUCCESSOR_EARLY, path, text=unit.id)
        elif not heir.exists_on(unit.until + ONE_DAY):
            day = (unit.until + ONE_DAY).isoformat()
            context.note(ProblemCode.SUCCESSOR_IDLE, path, text=heir.id, day=day)
    for path, indicator in indicators(context.plan):
        units = [u for u in context.plan.expand(indicator.reporters) if u in members]
        for period in context.periods if units else ():
            if all(_is_gone(members, unit, period.cutoff) for unit in units):
                code, at = ProblemCode.REPORTERS_ENDED, (*path, "reporters")
                context.note(code, at, text=indicator.id, period=period.id)
                break


def _is_gone(members: Mapping[str, Unit], name: str, day: date) -> bool:
    """Whether the unit has ended by a day and nobody came after it."""
    seen: set[str] = set()
    unit = members.get(name)
    while unit is not None and unit.id not in seen:
        if unit.until is None or unit.until >= day:
            return False
        seen.add(unit.id)
        unit = members.get(unit.successor) if unit.successor else None
    return True
