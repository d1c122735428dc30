"""`cchc obstacle`: what stands in a unit's way, from its raising to its end."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from cchc.app.comparisons import obstacle_effect
from cchc.app.which_plan import in_force, period_in_question, plan_in_question
from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleStep,
    ObstacleView,
    Raised,
    concerned,
    obstacle_view,
    obstacle_views,
)
from cchc.core.facts.report import Facts, Stamp
from cchc.core.plan.calendar import periods, work_calendar
from cchc.core.plan.date_window import DateRole, plan_window, window_problem
from cchc.core.plan.plan import Plan
from cchc.features.obstacles.actions.parse import (
    UNNUMBERED,
    Wish,
    meant,
    plain,
    unit_named,
    words_of,
)
from cchc.features.obstacles.show.answers import ObstacleAct, ObstacleList
from cchc.store.ledger import Ledger, opened, writing
from cchc.store.obstacles import plan_of_obstacle, put_event, raise_obstacle
from cchc.store.plans import versions
from cchc.store.reports import facts
from cchc.text.compare import fold
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    Refusal,
    require,
)
from cchc.text.record import Record, replace


class Deed(Record):
    """What is to be done about the obstacle of a number, as typed."""

    number: int
    step: ObstacleStep
    text: str | None = None
    unit: str | None = None
    due: date | None = None
    document: str | None = None


def docket(
    db: Path, *, as_of: date, unit: str | None = None, closed: bool = False
) -> ObstacleList:
    """The obstacles known on the day; of one unit when it is named."""
    with opened(db) as ledger:
        plan = require(_plan(ledger, None, as_of))
        known = facts(ledger, plan.id, as_of)
    who = require(None if unit is None else unit_named(unit, plan))
    views = obstacle_views(known.raised, as_of, work_calendar(plan.calendar))
    kept = (e for e in views if closed or e.closed is None)
    mine = tuple(e for e in kept if who is None or who in concerned(e))
    return ObstacleList(plan, as_of, mine)


def _plan(ledger: Ledger, period: str | None, day: date) -> Plan | Problem:
    found = plan_in_question(ledger, period, day)
    if isinstance(found, Problem):
        return found
    asked = period_in_question(found, period, day)
    return asked if isinstance(asked, Problem) else in_force(found, asked, day).plan


def raise_one(
    db: Path, wish: Wish, *, stamp: Stamp, today: date, dry_run: bool = False
) -> ObstacleAct:
    """Write down what an officer saw; it comes with no report of the unit.

    The same words about the same unit while they are still open are refused (P397).
    """

    def act(ledger: Ledger) -> ObstacleAct:
        plan = require(_plan(ledger, wish.period, today))
        one = meant(ledger, plan, wish, today)
        twice = _twice(one, facts(ledger, plan.id, today), today, plan)
        if twice is not None:
            raise Refusal((twice,))
        number = UNNUMBERED
        if not dry_run:
            number = raise_obstacle(ledger, plan.id, one, stamp)
        raised = Raised(_numbered(one, number), today, stamp.actor, by_officer=True)
        working = work_calendar(plan.calendar)
        return ObstacleAct(plan, None, obstacle_view(raised, today, working))

    return _acted(db, act, dry_run=dry_run)


def _acted(
    db: Path, act: Callable[[Ledger], ObstacleAct], *, dry_run: bool
) -> ObstacleAct:
    """Judged and written in one act, so that nobody writes in between."""
    with opened(db, write=not dry_run) as ledger:
        if dry_run:
            return act(ledger)
        with writing(ledger):
            return act(ledger)


def _numbered(one: Obstacle, number: int) -> Obstacle:
    return replace(one, id=number)


def _twice(one: Obstacle, known: Facts, today: date, plan: Plan) -> Problem | None:
    working = work_calendar(plan.calendar)
    for each in obstacle_views(known.raised, today, working):
        other = each.obstacle
        same = (other.unit, fold(other.text)) == (one.unit, fold(one.text))
        if same and each.is_open:
            return Problem(ProblemCode.OBSTACLE_TWICE, blanks={"number": other.id})
    return None


def handle(
    db: Path, deed: Deed, *, stamp: Stamp, today: date, dry_run: bool = False
) -> ObstacleAct:
    """Assign, answer or close the obstacle of a number.

    Refuses when there is none (P391), when it is closed already (P392: it is raised
    anew, never opened again), or when its report was taken back and it is not to be
    closed (P393).
    """

    def act(ledger: Ledger) -> ObstacleAct:
        plan_id = plan_of_obstacle(ledger, deed.number)
        if plan_id is None:
            raise Refusal((_none(deed.number),))
        all_versions = versions(ledger, plan_id)
        plan, known = all_versions[-1].plan, facts(ledger, plan_id, today)
        raised = next((e for e in known.raised if e.obstacle.id == deed.number), None)
        if raised is None:
            raise Refusal((_none(deed.number),))
        working = work_calendar(plan.calendar)
        before = obstacle_view(raised, today, working)
        event = _event(deed, before, plan, stamp, today)
        if not dry_run:
            put_event(ledger, plan_id, event, stamp)
        after = obstacle_view(_with(raised, event), today, working)
        told = None
        if deed.step is ObstacleStep.CLOSED:
            told = obstacle_effect(
                all_versions, raised, partial(facts, ledger, plan_id), known
            )
        return ObstacleAct(plan, before, after, told)

    return _acted(db, act, dry_run=dry_run)


def _none(number: int) -> Problem:
    return Problem(
        ProblemCode.OBSTACLE_NONE, Place(argument=str(number)), {"number": number}
    )


def _with(raised: Raised, event: ObstacleEvent) -> Raised:
    return replace(raised, events=(*raised.events, event))


def _event(
    deed: Deed, before: ObstacleView, plan: Plan, stamp: Stamp, today: date
) -> ObstacleEvent:
    """What was typed as one thing done, or all that is wrong with it."""
    unit = None if deed.unit is None else unit_named(deed.unit, plan)
    text = (
        plain(deed.text) if deed.step is ObstacleStep.ASSIGNED else words_of(deed.text)
    )
    slips = [*_barred(deed, before), *_misdated(deed, plan, today)]
    slips += [each for each in (unit, text) if isinstance(each, Problem)]
    if slips or isinstance(unit, Problem) or isinstance(text, Problem):
        raise Refusal(tuple(slips))
    paper = plain(deed.document)
    done = (deed.number, deed.step, today, stamp.actor)
    return ObstacleEvent(*done, text, unit, deed.due, paper)


def _barred(deed: Deed, before: ObstacleView) -> list[Problem]:
    blanks: dict[str, Blank] = {"number": deed.number}
    at = Place(argument=str(deed.number))
    if before.closed is not None:
        return [Problem(ProblemCode.OBSTACLE_CLOSED, at, blanks)]
    if before.withdrawn is not None and deed.step is not ObstacleStep.CLOSED:
        return [Problem(ProblemCode.OBSTACLE_WITHDRAWN, at, blanks)]
    return []


def _misdated(deed: Deed, plan: Plan, today: date) -> list[Problem]:
    """A due day that has passed (P396), or that lies outside the plan (P346)."""
    if deed.due is None:
        return []
    place = Place(argument="--due")
    if deed.due < today:
        return [Problem(ProblemCode.OBSTACLE_DUE_PAST, place)]
    window = plan_window(periods(plan))
    odd = window_problem(deed.due, window, DateRole.ANSWER, place)
    return [] if odd is None else [odd]
