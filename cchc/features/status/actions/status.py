"""`cchc status`: where every promise stands, whole or for one unit or area."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from cchc.app.comparisons import obstacle_effects, since_issued
from cchc.app.name_lookup import Names, find_by_name, unit_names
from cchc.app.which_plan import (
    in_force,
    period_in_question,
    plan_changed,
    plan_in_question,
)
from cchc.core.facts.obstacle import ObstacleView, concerned
from cchc.core.facts.report import Facts, Typed
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import ObstacleEffect, Since
from cchc.core.verdict.status import (
    CommitmentView,
    StatusView,
    every_indicator,
    status_view,
)
from cchc.core.verdict.statuses import BAD_STATUSES
from cchc.core.verdict.unit_reports import report_counts
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.store.reports import facts
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, require, require_all
from cchc.text.record import Record, field, replace

ILLUSTRATIVE = "minh hoa"
"""Words in the title of a plan whose figures are invented, as of `cchc demo`."""


class Question(Record):
    """What is asked: a period as typed, a day, perhaps one unit or area as typed."""

    period: str | None
    as_of: date
    unit: str | None = None
    area: str | None = None


class Standing(Record):
    """The answer: the view, the version that judged it, and what narrowed it.

    `unit` and `area` are ids. `changed` says that the plan file was changed since
    it was applied (P240). `facts` are what it was judged on. `since` is what the last
    issued memo said otherwise, `effects` what the obstacles settled changed, by their
    numbers, where that was asked for.
    """

    view: StatusView
    version: PlanVersion
    unit: str | None = None
    area: str | None = None
    changed: Problem | None = None
    facts: Facts | None = None
    since: Since | None = None
    effects: Mapping[int, ObstacleEffect] = field(default_factory=dict)

    @property
    def is_illustrative(self) -> bool:
        """Whether the plan's title says that its figures are invented."""
        return ILLUSTRATIVE in fold(self.version.plan.title)

    @property
    def is_troubled(self) -> bool:
        """Reports overdue, verdicts behind or worse, or plan changes pending."""
        view = self.view
        judged = [each.verdict.status for each in every_indicator(view)]
        overdue = view.reports.overdue > 0
        return (
            overdue
            or self.changed is not None
            or any(status in BAD_STATUSES for status in judged)
        )


def standing(db: Path, asked: Question) -> Standing:
    """Where everything stands in the period, as of the day.

    The plan is that of the year the period names, else the latest begun by the
    day; without a period it is the latest one that is due or soon will be
    (SEMANTICS 11). Refuses unknown periods, units and areas all at once.
    """
    with open_ledger(db) as ledger, read_transaction(ledger):
        return _standing(ledger, db, asked, told=False)


def standing_in(ledger: Ledger, db: Path, asked: Question) -> Standing:
    """The same for a memo, out of a ledger that is open; `db` is its file.

    With what the obstacles that were settled changed: a memo alone tells it.
    """
    return _standing(ledger, db, asked, told=True)


def _standing(ledger: Ledger, db: Path, asked: Question, *, told: bool) -> Standing:
    versions = require(plan_in_question(ledger, asked.period, asked.as_of))
    plan = versions[-1].plan
    period, unit, area = require_all(
        period_in_question(versions, asked.period, asked.as_of),
        _found(asked.unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN),
        _found(asked.area, _area_names(plan), ProblemCode.AREA_UNKNOWN),
    )
    known = facts(ledger, plan.id, asked.as_of)
    view = status_view(versions, period, known)
    since = since_issued(ledger, versions, view.period, known)
    return Standing(
        narrowed(view, unit, area),
        in_force(versions, period, asked.as_of),
        unit,
        area,
        plan_changed(db, versions[-1]),
        known,
        concerning(since, unit, area),
        obstacle_effects(ledger, versions, view, known) if told else {},
    )


def concerning(since: Since | None, unit: str | None, area: str | None) -> Since | None:
    """What was restated of a unit; memos tell of no area alone."""
    if since is None or area is not None:
        return None
    if unit is None:
        return since
    mine = tuple(each for each in since.restated if each.cell[1] == unit)
    return replace(since, restated=mine)


def _found(text: str | None, among: Names, fault: ProblemCode) -> str | Problem | None:
    if text is None:
        return None
    return find_by_name(Typed(text, Place(argument=text)), among, fault)


def _area_names(plan: Plan) -> Names:
    return {each.id: (each.name,) for each in plan.areas}


def narrowed(view: StatusView, unit: str | None, area: str | None) -> StatusView:
    """The view with only what concerns a unit, an area, or both.

    Verdicts stay those of the whole authority; shares are the unit's own.
    Commitments belong to no area: an area shows none.
    """
    if unit is not None:
        view = _of_unit(view, unit)
    return view if area is None else _of_area(view, area)


def _of_unit(view: StatusView, unit: str) -> StatusView:
    signed = (_mine(each, unit) for each in view.commitments)
    units = tuple(each for each in view.units if each.unit.id == unit)
    obstacles = _of_concern(view.obstacles, unit)
    return replace(
        view,
        commitments=tuple(each for each in signed if each.indicators),
        indicators=_carried(view.indicators, unit),
        tasks=tuple(
            each
            for each in view.tasks
            if unit in {*each.task.doers, *each.task.helpers, each.task.lead}
        ),
        units=units,
        reports=report_counts(units, view.as_of),
        obstacles=obstacles,
        unanswered=sum(each.is_unanswered for each in obstacles),
        settled=_of_concern(view.settled, unit),
        narratives=tuple(each for each in view.narratives if each.unit == unit),
        signing=None if view.signing is None else view.signing.only(unit),
    )


def _of_concern(views: tuple[ObstacleView, ...], unit: str) -> tuple[ObstacleView, ...]:
    """Those that the unit raised, that were directed to it or given to it."""
    return tuple(each for each in views if unit in concerned(each))


def _mine(one: CommitmentView, unit: str) -> CommitmentView:
    return replace(one, indicators=_carried(one.indicators, unit))


def _carried(views: tuple[IndicatorView, ...], unit: str) -> tuple[IndicatorView, ...]:
    """Indicators that the unit reports or leads, with its own share alone."""
    return tuple(
        replace(each, shares=tuple(s for s in each.shares if s.unit == unit))
        for each in views
        if unit in {*each.indicator.reporters, each.indicator.lead}
    )


def _of_area(view: StatusView, area: str) -> StatusView:
    tasks = tuple(each for each in view.tasks if each.task.area == area)
    figures = tuple(e for e in view.indicators if e.indicator.area == area)
    known = {e.task.id for e in tasks} | {e.indicator.id for e in figures}
    obstacles = tuple(e for e in view.obstacles if e.obstacle.about in known)
    return replace(
        view,
        areas=tuple(each for each in view.areas if each.id == area),
        commitments=(),
        indicators=figures,
        tasks=tasks,
        obstacles=obstacles,
        unanswered=sum(each.is_unanswered for each in obstacles),
        settled=tuple(e for e in view.settled if e.obstacle.about in known),
    )
