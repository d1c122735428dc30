"""Periods finer than the plan's own: a monthly figure in a plan of quarters.

`every: month` of an indicator (SEMANTICS 11): a `FinerPlan` is the plan as it asks by
the month, with periods of its own; what was reported in them rolls up into the plan's
(`cchc.core.facts.derived`), and E stays the plan's.
"""

from fractions import Fraction
from re import findall

from cchc.core.plan.calendar import periods
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.period import Basis, Period, Rhythm
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.target import Goal
from cchc.core.plan.trajectory import PlanYear, Step, Trajectory
from cchc.text.record import replace


class FinerPlan(Plan):
    """A plan as it asks more often than its own periods: by the month, the quarter.

    A unit that is asked of nothing in it owes it no report.
    """


class PathOfPlan(Trajectory):
    """E of the plan's last period that has ended; before that nothing is expected."""

    path: Trajectory
    periods: tuple[Period, ...]

    tag = "of_plan"

    def due_by(self, goal: Goal, year: PlanYear) -> Fraction | None:
        """E of the plan's own period, never between two of them."""
        ended = [p for p in self.periods if p.cutoff <= year.period.cutoff]
        if not ended:
            return None
        return self.path.due_by(goal, PlanYear(year.profiles, self.periods, ended[-1]))


def finer_rhythms(plan: Plan) -> tuple[Rhythm, ...]:
    """The rhythms of indicators that are reported more often than the plan asks."""
    rules = plan.calendar
    if isinstance(plan, FinerPlan) or rules.basis is Basis.EXPLICIT:
        return ()
    asked = {line.every for line in plan.all_indicators if line.every is not None}
    return tuple(r for r in Rhythm if r in asked and r.months < rules.every.months)


def is_finer(indicator: Indicator, plan: Plan) -> bool:
    """Whether its figures come in finer periods than those of this plan."""
    return indicator.every in finer_rhythms(plan) if indicator.every else False


def finer_plan(plan: Plan, rhythm: Rhythm) -> FinerPlan:
    """The plan as it asks by a rhythm: its indicators, in periods of their own."""
    own, rules = periods(plan), plan.calendar
    calendar = replace(rules, every=rhythm, first=None)
    made = periods(replace(plan, calendar=calendar))
    first = next(p.name for p in made if p.start >= own[0].start)
    lines = tuple(
        replace(line, every=None, trajectory=_finer_path(line.trajectory, own, made))
        for line in plan.declared_indicators
        if line.every is rhythm
    )
    others = {line.id for line in plan.declared_indicators} - {x.id for x in lines}

    def is_kept(check: CheckRule) -> bool:
        """Whether the rule speaks of no other indicator, nor of a side of one."""
        words: list[str] = findall(r"[\w.-]+", check.rule)
        keys = {*words, *(word.rpartition(".")[0] for word in words)}
        return others.isdisjoint(keys)

    return FinerPlan(
        id=plan.id,
        title=plan.title,
        year=plan.year,
        authority=plan.authority,
        units=plan.units,
        document=plan.document,
        roles=plan.roles,
        calendar=replace(calendar, first=first),
        review=plan.review,
        groups=plan.groups,
        areas=plan.areas,
        profiles=plan.profiles,
        indicators=lines,
        checks=tuple(filter(is_kept, plan.checks)),
        reminders=plan.reminders,
        subject=plan.subject,
        money=plan.money,
        unit_kinds=plan.unit_kinds,
        grounds=plan.grounds,
    )


def _finer_path(
    path: Trajectory | None, own: tuple[Period, ...], made: tuple[Period, ...]
) -> Trajectory | None:
    if path is None or path.is_held:
        return path
    if not isinstance(path, Step):
        return PathOfPlan(path, own)
    at = own[path.first_ordinal(own) - 1].cutoff
    return Step(next(p.name for p in made if p.cutoff >= at))


def all_periods(plan: Plan) -> tuple[Period, ...]:
    """The plan's own periods, then those of its finer rhythms."""
    finer = (periods(finer_plan(plan, rhythm)) for rhythm in finer_rhythms(plan))
    return (*periods(plan), *(period for made in finer for period in made))


def finer_versions(
    versions: tuple[PlanVersion, ...], rhythm: Rhythm
) -> tuple[PlanVersion, ...]:
    """The versions as they ask by a rhythm, each in force from the same day."""
    made = []
    for version in versions:
        if rhythm in finer_rhythms(version.plan):
            start = periods(version.plan)[version.effective - 1].start
            plan = finer_plan(version.plan, rhythm)
            first = next((p.ordinal for p in periods(plan) if p.start >= start), 1)
            made.append(replace(version, plan=plan, effective=first))
    return tuple(made)
