"""`cchc obstacle`: what stands in a unit's way, from its raising to its end."""

from datetime import date
from functools import partial
from pathlib import Path

from cchc.app.comparisons import obstacle_effect
from cchc.app.name_lookup import find_typed, indicator_names, task_names, unit_names
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleKind,
    ObstacleState,
    ObstacleStep,
    ObstacleView,
    RaisedObstacle,
    concerned,
    obstacle_view,
    obstacle_views,
)
from cchc.core.facts.report import Stamp
from cchc.core.facts.typed import paper_line
from cchc.core.plan.calendar import periods, work_calendar
from cchc.core.plan.date_window import (
    DateRole,
    deadline_doubts,
    paper_problem,
    plan_window,
    window_problem,
)
from cchc.core.plan.plan import NO_PAPER, Paper, Plan
from cchc.features.obstacles.show import Docket, ObstacleAct
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, open_for_act, open_ledger
from cchc.store.plans import versions
from cchc.store.reviews import obstacles_of, plan_of_obstacle, put_event, raise_obstacle
from cchc.text.compare import fold
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    refuse,
    require,
    require_all,
)
from cchc.text.record import Record, replace

UNNUMBERED = 0
KINDS = {
    ObstacleKind.DIFFICULTY.value: ("khó khăn", "vướng mắc", "khó khăn, vướng mắc"),
    ObstacleKind.SHORTCOMING.value: ("tồn tại", "hạn chế", "tồn tại, hạn chế"),
}
"""What people call each kind."""


class ObstacleRequest(Record):
    """An obstacle as an officer types it; nothing is judged yet."""

    unit: str
    text: str
    about: str | None = None
    cause: str | None = None
    proposal: str | None = None
    to: str | None = None
    kind: str | None = None
    period: str | None = None


class StepRequest(Record):
    """What is to be done about the obstacle of a number, as typed."""

    number: int
    step: ObstacleStep
    text: str | None = None
    unit: str | None = None
    due: date | None = None
    paper: Paper = NO_PAPER


def docket(
    db: Path, *, as_of: date, unit: str | None = None, closed: bool = False
) -> Docket:
    """The obstacles known on the day; of one unit when it is named."""
    with open_ledger(db) as ledger:
        held, period = plan_and_period(ledger, None, as_of)
        plan = in_force(held, period, as_of).plan
        raised = obstacles_of(ledger, plan.id, as_of)
    key = require(find_typed(unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN))
    listed = (
        view
        for view in obstacle_views(raised, as_of, work_calendar(plan.calendar))
        if closed or view.closed is None
        if key is None or key in concerned(view)
    )
    return Docket(plan, as_of, tuple(listed))


def raise_one(
    db: Path, request: ObstacleRequest, *, stamp: Stamp, dry_run: bool
) -> ObstacleAct:
    """Write down what an officer saw; the same words twice are refused (P397)."""
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, period = plan_and_period(ledger, request.period, today)
        plan = in_force(held, period, today).plan
        obstacle = _parse_obstacle(plan, period.name, request, today)
        working = work_calendar(plan.calendar)
        for view in obstacle_views(
            obstacles_of(ledger, plan.id, today), today, working
        ):
            other = view.obstacle
            is_same = fold(other.text) == fold(obstacle.text)
            if view.is_open and is_same and other.unit == obstacle.unit:
                refuse(ProblemCode.OBSTACLE_TWICE, number=other.id)
        if not dry_run:
            number = raise_obstacle(ledger, plan.id, obstacle, stamp)
            obstacle = replace(obstacle, id=number)
        raised = RaisedObstacle(obstacle, today, stamp.actor, by_officer=True)
        return ObstacleAct(plan, None, obstacle_view(raised, today, working))


def handle(
    db: Path, request: StepRequest, *, stamp: Stamp, dry_run: bool
) -> ObstacleAct:
    """Assign, answer or close the obstacle of a number.

    Refuses when there is none (P391), when it is closed already (P392: it is raised
    anew, never opened again), or when its report was taken back and it is not to be
    closed (P393).
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        return handle_in(ledger, request, stamp, dry_run=dry_run)


def handle_in(
    ledger: Ledger, request: StepRequest, stamp: Stamp, *, dry_run: bool
) -> ObstacleAct:
    """The same in a ledger that is open."""
    today = stamp.recorded_at.date()
    plan_id = plan_of_obstacle(ledger, request.number)
    known = () if plan_id is None else obstacles_of(ledger, plan_id, today)
    raised = next((own for own in known if own.obstacle.id == request.number), None)
    if plan_id is None or raised is None:
        number, at = request.number, Place(argument=str(request.number))
        refuse(ProblemCode.OBSTACLE_NONE, at, number=number)
    held = versions(ledger, plan_id)
    plan = held[-1].plan
    working = work_calendar(plan.calendar)
    before = obstacle_view(raised, today, working)
    require(paper_problem(request.paper, plan))
    event = _parse_event(request, before, plan, stamp)
    if _is_given_already(event, before):
        return ObstacleAct(plan, before, before)
    if not dry_run:
        put_event(ledger, plan_id, event, stamp)
    effect = None
    if request.step is ObstacleStep.CLOSED:
        known_on = partial(facts, ledger, plan_id)
        effect = obstacle_effect(held, raised, known_on, known_on(today))
    handled = replace(raised, events=(*raised.events, event))
    after = obstacle_view(handled, today, working)
    doubts = deadline_doubts(request.due, plan, DateRole.ANSWER)
    return ObstacleAct(plan, before, after, effect, doubts)


def _is_given_already(event: ObstacleEvent, before: ObstacleView) -> bool:
    """Whether the obstacle waits for an answer to just this assignment."""
    given = before.assigned
    if given is None or before.state is not ObstacleState.ASSIGNED:
        return False
    return replace(event, day=given.day, actor=given.actor) == given


def _find_unit(text: str | None, plan: Plan) -> str | Problem | None:
    """The id of the unit somebody means, or what is wrong."""
    return find_typed(text, unit_names(plan), ProblemCode.UNIT_UNKNOWN)


def _words(text: str | None) -> str | None:
    """What was typed, in NFC; nothing where only blanks were."""
    return (text or "").strip() or None


def _required_words(text: str | None) -> str | Problem:
    """What was typed, in NFC; P394 where only blanks were."""
    return _words(text) or Problem(ProblemCode.OBSTACLE_WORDLESS, Place(argument=text))


def _parse_obstacle(
    plan: Plan, period: str, request: ObstacleRequest, today: date
) -> Obstacle:
    """The obstacle that was typed; refuses all that is wrong with it."""
    names = {**indicator_names(plan), **task_names(plan)}
    unit, kind, key, text = require_all(
        find_typed(request.unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN),
        find_typed(request.kind, KINDS, ProblemCode.OBSTACLE_KIND, "--kind"),
        find_typed(request.about, names, ProblemCode.ABOUT_UNKNOWN, "--about"),
        _required_words(request.text),
    )
    to = _words(request.to)
    addressee = _find_unit(request.to, plan) if to else None
    return Obstacle(
        id=UNNUMBERED,
        unit=unit,
        period=period,
        text=text,
        raised=today,
        about=key,
        cause=_words(request.cause),
        proposal=_words(request.proposal),
        # a unit of the plan by its id; any other authority as it was written
        to=to if isinstance(addressee, Problem) else addressee,
        kind=ObstacleKind(kind) if kind else ObstacleKind.DIFFICULTY,
    )


def _parse_event(
    request: StepRequest, before: ObstacleView, plan: Plan, stamp: Stamp
) -> ObstacleEvent:
    """What was typed as one thing done; refuses all that is wrong with it."""
    today = stamp.recorded_at.date()
    is_optional = request.step is ObstacleStep.ASSIGNED
    _, _, unit, text = require_all(
        _state_problem(request, before),
        _due_problem(request.due, plan, today),
        _find_unit(request.unit, plan),
        _words(request.text) if is_optional else _required_words(request.text),
    )
    paper, number = paper_line(request.paper), request.number
    return ObstacleEvent(
        *(number, request.step, today, stamp.actor), text, unit, request.due, paper
    )


def _state_problem(request: StepRequest, before: ObstacleView) -> Problem | None:
    at = Place(argument=str(request.number))
    blanks: dict[str, Blank] = {"number": request.number}
    if before.closed is not None:
        return Problem(ProblemCode.OBSTACLE_CLOSED, at, blanks)
    if before.withdrawn is not None and request.step is not ObstacleStep.CLOSED:
        return Problem(ProblemCode.OBSTACLE_WITHDRAWN, at, blanks)
    return None


def _due_problem(due: date | None, plan: Plan, today: date) -> Problem | None:
    """A due day that has passed (P396), or that lies outside the plan (P346)."""
    if due is None:
        return None
    place = Place(argument="--due")
    if due < today:
        return Problem(ProblemCode.OBSTACLE_DUE_PAST, place)
    return window_problem(due, plan_window(periods(plan)), DateRole.ANSWER, place)
