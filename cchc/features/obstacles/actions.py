"""`cchc obstacle`: what stands in a unit's way, from its raising to its end."""

from collections.abc import Iterable
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
from cchc.core.facts.typed_paper import paper_line
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
from cchc.store.books.obstacles import (
    obstacles_of,
    plan_of_obstacle,
    put_event,
    raise_obstacle,
)
from cchc.store.ledger import Ledger, open_for_act, open_ledger
from cchc.store.plans import versions
from cchc.store.reports import facts
from cchc.text.compare import fold
from cchc.text.problem import (
    Blank,
    Place,
    Problem,
    ProblemCode,
    refuse,
    refuse_if_any,
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
    views = obstacle_views(raised, as_of, work_calendar(plan.calendar))
    return Docket(
        plan,
        as_of,
        tuple(
            view
            for view in views
            if (closed or view.closed is None)
            and (key is None or key in concerned(view))
        ),
    )


def raise_one(
    db: Path, request: ObstacleRequest, *, stamp: Stamp, today: date, dry_run: bool
) -> ObstacleAct:
    """Write down what an officer saw; it comes with no report of the unit.

    The same words about the same unit while they are still open are refused (P397).
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, period = plan_and_period(ledger, request.period, today)
        plan = in_force(held, period, today).plan
        obstacle = _parse_obstacle(plan, period.name, request, today)
        working = work_calendar(plan.calendar)
        known = obstacles_of(ledger, plan.id, today)
        _refuse_twice(obstacle, obstacle_views(known, today, working))
        if not dry_run:
            number = raise_obstacle(ledger, plan.id, obstacle, stamp)
            obstacle = replace(obstacle, id=number)
        raised = RaisedObstacle(obstacle, today, stamp.actor, by_officer=True)
        view = obstacle_view(raised, today, working)
        return ObstacleAct(plan, None, view)


def handle(
    db: Path, request: StepRequest, *, stamp: Stamp, today: date, dry_run: bool
) -> ObstacleAct:
    """Assign, answer or close the obstacle of a number.

    Refuses when there is none (P391), when it is closed already (P392: it is raised
    anew, never opened again), or when its report was taken back and it is not to be
    closed (P393).
    """
    with open_for_act(db, dry_run=dry_run) as ledger:
        return handle_in(ledger, request, stamp, today, dry_run=dry_run)


def handle_in(
    ledger: Ledger, request: StepRequest, stamp: Stamp, today: date, *, dry_run: bool
) -> ObstacleAct:
    """The same in a ledger that is open."""
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
    event = _parse_event(request, before, plan, stamp, today)
    if _is_given_already(event, before):
        return ObstacleAct(plan, before, before)
    if not dry_run:
        put_event(ledger, plan_id, event, stamp)
    handled = replace(raised, events=(*raised.events, event))
    effect = None
    if request.step is ObstacleStep.CLOSED:
        known_on = partial(facts, ledger, plan_id)
        effect = obstacle_effect(held, raised, known_on, known_on(today))
    after = obstacle_view(handled, today, working)
    doubts = deadline_doubts(request.due, plan, DateRole.ANSWER)
    return ObstacleAct(plan, before, after, effect, doubts)


def _is_given_already(event: ObstacleEvent, before: ObstacleView) -> bool:
    """Whether the obstacle waits for an answer to just this assignment."""
    given = before.assigned
    if given is None or before.state is not ObstacleState.ASSIGNED:
        return False
    return replace(event, day=given.day, actor=given.actor) == given


def _find_unit(text: str, plan: Plan) -> str | Problem:
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
        _find_unit(request.unit, plan),
        find_typed(request.kind, KINDS, ProblemCode.OBSTACLE_KIND, "--kind"),
        find_typed(request.about, names, ProblemCode.ABOUT_UNKNOWN, "--about"),
        _required_words(request.text),
    )
    return Obstacle(
        id=UNNUMBERED,
        unit=unit,
        period=period,
        text=text,
        raised=today,
        about=key,
        cause=_words(request.cause),
        proposal=_words(request.proposal),
        to=_addressee(request.to, plan),
        kind=ObstacleKind(kind) if kind else ObstacleKind.DIFFICULTY,
    )


def _addressee(text: str | None, plan: Plan) -> str | None:
    """A unit of the plan by its id; any other authority as it was written."""
    if text is None or _words(text) is None:
        return None
    unit = _find_unit(text, plan)
    return _words(text) if isinstance(unit, Problem) else unit


def _refuse_twice(obstacle: Obstacle, known: Iterable[ObstacleView]) -> None:
    """P397 where the same words about the same unit are open already."""
    for view in known:
        other = view.obstacle
        is_same = (other.unit, fold(other.text)) == (obstacle.unit, fold(obstacle.text))
        if is_same and view.is_open:
            refuse(ProblemCode.OBSTACLE_TWICE, number=other.id)


def _parse_event(
    request: StepRequest, before: ObstacleView, plan: Plan, stamp: Stamp, today: date
) -> ObstacleEvent:
    """What was typed as one thing done; refuses all that is wrong with it."""
    unit = None if request.unit is None else _find_unit(request.unit, plan)
    is_optional = request.step is ObstacleStep.ASSIGNED
    text = _words(request.text) if is_optional else _required_words(request.text)
    problems = [_state_problem(request, before), _due_problem(request, plan, today)]
    problems += [value for value in (unit, text) if isinstance(value, Problem)]
    refuse_if_any(problem for problem in problems if problem is not None)
    return ObstacleEvent(
        request.number,
        request.step,
        today,
        stamp.actor,
        require(text),
        require(unit),
        request.due,
        paper_line(request.paper),
    )


def _state_problem(request: StepRequest, before: ObstacleView) -> Problem | None:
    at = Place(argument=str(request.number))
    blanks: dict[str, Blank] = {"number": request.number}
    if before.closed is not None:
        return Problem(ProblemCode.OBSTACLE_CLOSED, at, blanks)
    if before.withdrawn is not None and request.step is not ObstacleStep.CLOSED:
        return Problem(ProblemCode.OBSTACLE_WITHDRAWN, at, blanks)
    return None


def _due_problem(request: StepRequest, plan: Plan, today: date) -> Problem | None:
    """A due day that has passed (P396), or that lies outside the plan (P346)."""
    if request.due is None:
        return None
    place = Place(argument="--due")
    if request.due < today:
        return Problem(ProblemCode.OBSTACLE_DUE_PAST, place)
    window = plan_window(periods(plan))
    return window_problem(request.due, window, DateRole.ANSWER, place)
