"""`cchc status`: where every promise stands, whole or for one unit or area."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from cchc.app.comparisons import obstacle_effects, since_issued
from cchc.app.name_lookup import find_typed, unit_names
from cchc.app.which_plan import (
    in_force,
    period_in_question,
    plan_changed,
    plan_in_question,
)
from cchc.core.facts.obstacle import concerned
from cchc.core.facts.report import Facts
from cchc.core.facts.succession import refusal_of_ended
from cchc.core.plan.plan import PlanVersion
from cchc.core.verdict.indicator import IndicatorView, unit_view
from cchc.core.verdict.issued import ChangesSinceMemo, ObstacleEffect
from cchc.core.verdict.status import (
    CommitmentView,
    StatusView,
    every_indicator,
    every_line,
    status_view,
)
from cchc.core.verdict.statuses import BAD_STATUSES
from cchc.core.verdict.unit_reports import report_counts
from cchc.core.verdict.verdict import commitment_status
from cchc.phrases.troubled import MOST_LINES, is_shared, troubled_lines
from cchc.store.facts import facts, facts_when_asked
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.text.compare import fold
from cchc.text.problem import Place, Problem, ProblemCode, require, require_all
from cchc.text.record import Record, field, replace

if TYPE_CHECKING:
    from cchc.core.facts.acts import Note
    from cchc.core.facts.score import Score

ILLUSTRATIVE = ("minh hoa", "illustrative figures")
"""Words in the title of a plan whose figures are invented, as of `cchc demo`."""


class StatusQuestion(Record):
    """What is asked: a period as typed, a day, perhaps one unit or area as typed.

    `in_short`: on one screen, with the units that pull a figure down; `as_data`:
    without the points typed, which only screens tell.
    """

    period: str | None
    as_of: date
    unit: str | None = None
    area: str | None = None
    in_short: bool = False
    as_data: bool = False


class StatusAnswer(Record):
    """The answer: the view, the version that judged it, and what narrowed it.

    `unit` and `area` are ids. `changed` says that the plan file was changed since
    it was applied (P240). `facts` are what it was judged on. `since` is what the last
    issued memo said otherwise, `effects` what the obstacles settled changed, by their
    numbers, where that was asked for; `seal` the code for a paper of it, `notes` what
    the office wrote for its report, `scores` the points that were typed.
    """

    view: StatusView
    version: PlanVersion
    unit: str | None = None
    area: str | None = None
    changed: Problem | None = None
    facts: Facts | None = None
    since: ChangesSinceMemo | None = None
    effects: Mapping[int, ObstacleEffect] = field(default_factory=dict)
    seal: str | None = None
    notes: "tuple[Note, ...]" = ()
    scores: "tuple[Score, ...]" = ()

    @property
    def is_illustrative(self) -> bool:
        """Whether the plan's title says that its figures are invented."""
        title = fold(self.version.plan.title)
        return any(mark in title for mark in ILLUSTRATIVE)

    @property
    def is_troubled(self) -> bool:
        """Reports overdue, verdicts behind or worse, sums that do not hold, changes."""
        statuses = (line.standing_verdict.status for line in every_indicator(self.view))
        return (
            self.view.reports.overdue > 0
            or self.changed is not None
            or bool(self.view.sum_failures)
            or any(status in BAD_STATUSES for status in statuses)
        )


FactsReader = Callable[[Ledger, str, date], Facts]


def read_status(db: Path, question: StatusQuestion) -> StatusAnswer:
    """Where everything stands in the period, as of the day.

    The plan is that of the year the period names, else the latest begun by the
    day; without a period it is the latest one that is due or soon will be
    (SEMANTICS 11). Refuses unknown periods, units and areas all at once.
    """
    with open_ledger(db) as ledger, read_transaction(ledger):
        status = status_in(ledger, db, question, read_facts=facts_when_asked)
        lines = every_line(status.view)
        if status.unit is None:
            troubled = troubled_lines(status.view) if question.in_short else []
            lines = tuple(filter(is_shared, troubled[:MOST_LINES]))
        for line in lines:
            line.parts.shares  # noqa: B018  # worked out while the ledger is open
        if question.as_data or not status.version.plan.scorecard:
            return status
        from cchc.store.registers import scores_of  # noqa: PLC0415

        plan = status.version.plan.id
        return replace(status, scores=scores_of(ledger, plan, question.as_of))


def status_in(
    ledger: Ledger,
    db: Path,
    question: StatusQuestion,
    *,
    with_effects: bool = False,
    with_years: bool = False,
    read_facts: FactsReader = facts,
) -> StatusAnswer:
    """The same out of a ledger that is open; `db` is its file.

    `with_effects`: with what the obstacles that were settled changed, `with_years` with
    every year's figures. Who asks for figures of a closed ledger reads all `facts`.
    """
    versions = require(plan_in_question(ledger, question.period, question.as_of))
    plan = versions[-1].plan
    areas = {area.id: (area.name,) for area in plan.areas}
    period, unit, area = require_all(
        period_in_question(versions, question.period, question.as_of),
        find_typed(question.unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN),
        find_typed(question.area, areas, ProblemCode.AREA_UNKNOWN),
    )
    now = in_force(versions, period, question.as_of)
    if unit is not None:
        at = Place(argument=question.unit)
        require(refusal_of_ended(now.plan, unit, period, at))
    known = read_facts(ledger, plan.id, question.as_of)
    view = status_view(versions, period, known, with_years=with_years)
    since = since_issued(ledger, versions, view, known)
    return StatusAnswer(
        narrow_view(view, unit, area),
        now,
        unit,
        area,
        plan_changed(db, versions[-1]),
        known,
        concerning(since, unit, area),
        obstacle_effects(ledger, versions, view, known) if with_effects else {},
    )


def concerning(
    since: ChangesSinceMemo | None, unit: str | None, area: str | None
) -> ChangesSinceMemo | None:
    """What was restated of a unit; memos tell of no area alone."""
    if since is None or area is not None:
        return None
    if unit is None:
        return since
    restated = tuple(change for change in since.restated if change.cell[1] == unit)
    return replace(since, restated=restated, rejudged=())


def narrow_view(view: StatusView, unit: str | None, area: str | None) -> StatusView:
    """The view with only what concerns a unit, an area, or both.

    Verdicts stay those of the whole authority; shares are the unit's own.
    Commitments belong to no area: an area shows none.
    """
    if unit is not None:
        view = _of_unit(view, unit)
    return view if area is None else _of_area(view, area)


def _of_unit(view: StatusView, unit: str) -> StatusView:
    """What the unit reports, leads, does, raised or was asked to answer."""
    carried = (_carried(signed, unit) for signed in view.commitments)
    units = tuple(row for row in view.units if row.unit.id == unit)
    obstacles = tuple(o for o in view.obstacles if unit in concerned(o))
    return replace(
        view,
        commitments=tuple(s for s in carried if s.indicators or s.tasks),
        indicators=_lines_of_unit(view.indicators, unit),
        tasks=tuple(
            task
            for task in view.tasks
            if unit in {*task.task.doers, *task.task.helpers, task.task.lead}
        ),
        units=units,
        reports=report_counts(units, view.as_of),
        obstacles=obstacles,
        unanswered=sum(obstacle.is_unanswered for obstacle in obstacles),
        settled=tuple(o for o in view.settled if unit in concerned(o)),
        narratives=tuple(text for text in view.narratives if text.unit == unit),
        signing=None if view.signing is None else view.signing.only(unit),
    )


def _carried(signed: CommitmentView, unit: str) -> CommitmentView:
    """A commitment as one unit carries it.

    Where it is held to one by itself, it stands by the unit's own verdicts (5).
    """
    lines = _lines_of_unit(signed.indicators, unit)
    tasks = tuple(task for task in signed.tasks if unit in task.task.doers)
    carried = replace(signed, indicators=lines, tasks=tasks)
    if not any(line.each and unit in line.each.units for line in signed.indicators):
        return carried
    standings = tuple(line.standing_verdict.status for line in lines)
    status, _, _ = commitment_status(tuple(line.verdict.status for line in lines))
    standing, met, of = commitment_status(standings)
    return replace(carried, status=status, standing=standing, met=met, of=of)


def _lines_of_unit(
    views: tuple[IndicatorView, ...], unit: str
) -> tuple[IndicatorView, ...]:
    """Indicators that the unit reports or leads, with its own share alone.

    What every unit promises is told with the unit's own figure and verdict (5).
    """
    lines = []
    for view in views:
        below = _lines_of_unit(view.children, unit)
        if view.each is not None and unit in view.each.units:
            own = unit_view(view.each, unit, view.parts.past)
            lines.append(replace(own, children=below))
        elif unit in {*view.indicator.reporters, view.indicator.lead}:
            parts = replace(view.parts, unit=unit)
            lines.append(replace(view, parts=parts, children=below))
    return tuple(lines)


def _of_area(view: StatusView, area: str) -> StatusView:
    tasks = tuple(task for task in view.tasks if task.task.area == area)
    lines = tuple(line for line in view.indicators if line.indicator.area == area)
    ids = {task.task.id for task in tasks} | {line.indicator.id for line in lines}
    obstacles = tuple(o for o in view.obstacles if o.obstacle.about in ids)
    return replace(
        view,
        areas=tuple(known for known in view.areas if known.id == area),
        commitments=(),
        indicators=lines,
        tasks=tasks,
        obstacles=obstacles,
        unanswered=sum(obstacle.is_unanswered for obstacle in obstacles),
        settled=tuple(o for o in view.settled if o.obstacle.about in ids),
    )
