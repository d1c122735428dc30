"""Periods and days: windows that follow one another, days inside the plan's years."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from cchc.core.check.context import KEY, Ground, Steps, indicators
from cchc.core.check.succession import succession
from cchc.core.plan.calendar import QUARTERS, work_calendar
from cchc.core.plan.period import Basis, PeriodRule
from cchc.text.problem import Problem, ProblemCode

USUAL_YEARS = range(2010, 2051)
Dated = tuple[date | None, Steps]


def calendar(ground: Ground) -> Iterator[Problem]:
    """All that is wrong with periods, due dates and other days (SEMANTICS 11)."""
    plan = ground.plan
    if plan.year not in USUAL_YEARS:
        yield ground.problem(ProblemCode.YEAR_ODD, ("year",), value=str(plan.year))
    yield from _first(ground)
    for name, rule in plan.calendar.periods.items():
        yield from _period(ground, name, rule, ("calendar", "periods", name))
    yield from _windows(ground)
    yield from _outside(ground)
    yield from _settled(ground)
    for row, unit in enumerate(plan.units):
        path: Steps = ("units", row, "to")
        yield from _backwards(ground, unit.since, unit.until, path)
    yield from succession(ground)


def _first(ground: Ground) -> Iterator[Problem]:
    rules = ground.plan.calendar
    explicit = rules.basis is Basis.EXPLICIT
    path: Steps = ("calendar", "first")
    if rules.first is not None and explicit:
        at = (*path, KEY)
        yield ground.problem(ProblemCode.KEY_UNFIT, at, key="first", measure="explicit")
    elif rules.first is not None and rules.first not in QUARTERS:
        text = rules.first
        yield ground.problem(
            ProblemCode.UNKNOWN_PERIOD, path, text=text, known=QUARTERS
        )
    if explicit and not rules.periods:
        yield ground.problem(ProblemCode.PERIOD_UNDATED, ("calendar",), text="–")


def _period(
    ground: Ground, name: str, rule: PeriodRule, path: Steps
) -> Iterator[Problem]:
    rules = ground.plan.calendar
    known = (
        QUARTERS[QUARTERS.index(rules.first) :] if rules.first in QUARTERS else QUARTERS
    )
    if rules.basis is Basis.EXPLICIT:
        if rule.start is None or rule.cutoff is None:
            yield ground.problem(ProblemCode.PERIOD_UNDATED, path, text=name)
    elif name not in known:
        at = (*path, KEY)
        yield ground.problem(ProblemCode.UNKNOWN_PERIOD, at, text=name, known=known)
    yield from _backwards(ground, rule.start, rule.cutoff, (*path, "cutoff"))
    yield from _dues(ground, rule, (*path, "due"))


def _dues(ground: Ground, rule: PeriodRule, path: Steps) -> Iterator[Problem]:
    working = work_calendar(ground.plan.calendar)
    dated: list[Dated] = [(rule.due, path)]
    dated += [(day, (*path, kind)) for kind, day in rule.dues.items()]
    for day, at in dated:
        if day is not None and not working.is_working(day):
            yield ground.problem(ProblemCode.DUE_ON_DAY_OFF, at, day=day.isoformat())
    known = tuple(sorted(ground.kinds))
    for kind in rule.dues:
        if kind not in known:
            at = (*path, kind, KEY)
            yield ground.problem(
                ProblemCode.UNKNOWN_GROUP_OR_UNIT, at, text=kind, known=known
            )


def _backwards(
    ground: Ground, first: date | None, last: date | None, path: Steps
) -> Iterator[Problem]:
    if first is not None and last is not None and last < first:
        blanks = {"first": first.isoformat(), "last": last.isoformat()}
        yield ground.problem(ProblemCode.DATES_BACKWARDS, path, **blanks)


def _windows(ground: Ground) -> Iterator[Problem]:
    made = ground.periods
    for before, after in pairwise(made):
        if after.start <= before.cutoff:
            path: Steps = ("calendar", "periods", after.name)
            blanks = {
                "text": after.name,
                "start": after.start.isoformat(),
                "before": before.name,
                "cutoff": before.cutoff.isoformat(),
            }
            yield ground.problem(ProblemCode.PERIODS_OVERLAP, path, **blanks)


def _days(ground: Ground) -> Iterator[Dated]:
    plan = ground.plan
    for name, rule in plan.calendar.periods.items():
        path: Steps = ("calendar", "periods", name)
        yield rule.start, (*path, "from")
        yield rule.cutoff, (*path, "cutoff")
        yield rule.due, (*path, "due")
        for kind, day in rule.dues.items():
            yield day, (*path, "due", kind)
    for row, day in enumerate(plan.calendar.days_off):
        yield day, ("calendar", "days_off", row)
    for row, day in enumerate(plan.calendar.made_up):
        yield day, ("calendar", "made_up", row)
    for row, task in enumerate(plan.tasks):
        yield task.due, ("tasks", row, "due")
    for path, each in indicators(plan):
        yield each.settles, (*path, "settles")
        if each.target is not None:
            yield each.target.deadline, (*path, "target", each.target.tag)


def _outside(ground: Ground) -> Iterator[Problem]:
    """A day more than a year away from the plan's is a slip of the pen."""
    year = ground.plan.year
    for day, path in _days(ground):
        if day is not None and not year - 1 <= day.year <= year + 1:
            blanks = {"day": day.isoformat(), "year": str(year)}
            yield ground.problem(ProblemCode.DATE_OUTSIDE, path, **blanks)


def _settled(ground: Ground) -> Iterator[Problem]:
    if not ground.periods:
        return
    cutoff = ground.periods[-1].cutoff
    for path, each in indicators(ground.plan):
        if each.settles is not None and each.settles < cutoff:
            at = (*path, "settles")
            blanks = {"day": each.settles.isoformat(), "cutoff": cutoff.isoformat()}
            yield ground.problem(ProblemCode.SETTLES_EARLY, at, **blanks)
