"""Difficulties and shortcomings: raised, assigned, answered, closed.

What was done about one is only ever added to. Its state is worked out of that, as of
a day, and stored nowhere; it leaves the papers by being closed and in no other way.
"""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.calendar import WorkCalendar
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class ObstacleKind(StrEnum):
    """A difficulty to be removed, or a shortcoming to be put right."""

    DIFFICULTY = "difficulty"
    SHORTCOMING = "shortcoming"


class ObstacleStep(StrEnum):
    """What is done about an obstacle."""

    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"


class ObstacleState(StrEnum):
    """How an obstacle stands, in the order in which it is printed.

    `withdrawn`: the report that raised it was taken back; it stays to be seen until
    somebody closes it.
    """

    ASSIGNED = "assigned"
    RAISED = "raised"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


UNANSWERED = frozenset({ObstacleState.RAISED, ObstacleState.ASSIGNED})
OPEN = UNANSWERED | {ObstacleState.ANSWERED}


class Obstacle(Record):
    """What stands in a unit's way; `about` is an indicator or task id."""

    id: int
    unit: str
    period: str
    text: str
    raised: date
    about: str | None = None
    cause: str | None = None
    proposal: str | None = None
    to: str | None = None
    kind: ObstacleKind = ObstacleKind.DIFFICULTY


class ObstacleEvent(Record):
    """One thing done about the obstacle of that number, on the day it was recorded.

    `text` is the leader's instruction, the answer, or the result; `unit` and `due`
    are of an assignment, `document` is of an answer.
    """

    obstacle: int
    step: ObstacleStep
    day: date
    actor: str
    text: str | None = None
    unit: str | None = None
    due: date | None = None
    document: str | None = None


class RaisedObstacle(Record):
    """An obstacle with all that was done about it up to a day, in order.

    `withdrawn` is the day the report that raised it was taken back; `by_officer`
    says that it came with no report.
    """

    obstacle: Obstacle
    recorded: date
    actor: str
    by_officer: bool = False
    withdrawn: date | None = None
    events: tuple[ObstacleEvent, ...] = ()


class ObstacleView(Record):
    """An obstacle as of a day.

    `age` is in working days, from the day it was raised to the day, or to the day it
    was closed; `late` is by how many its answer is overdue, 0 when it is not. The
    last assignment, answer and closing stand beside each other.
    """

    obstacle: Obstacle
    state: ObstacleState
    age: int
    late: int = 0
    assigned: ObstacleEvent | None = None
    answered: ObstacleEvent | None = None
    closed: ObstacleEvent | None = None
    withdrawn: date | None = None
    recorded: date | None = None
    by_officer: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer or a result; a withdrawn one does not."""
        return self.state in OPEN

    @property
    def is_unanswered(self) -> bool:
        return self.state in UNANSWERED


def obstacle_view(
    raised: RaisedObstacle, as_of: date, working: WorkCalendar
) -> ObstacleView:
    """How an obstacle stands at the end of a day, by what was known then."""
    known = [event for event in raised.events if event.day <= as_of]
    gone = raised.withdrawn is not None and raised.withdrawn <= as_of
    # by the last thing done; an answer that is assigned anew is no answer
    last = known[-1].step if known else None
    state = ObstacleState(last.value) if last else ObstacleState.RAISED
    if gone and last is not ObstacleStep.CLOSED:
        state = ObstacleState.WITHDRAWN
    assigned = _last(known, ObstacleStep.ASSIGNED)
    closed = _last(known, ObstacleStep.CLOSED)
    due = None if assigned is None else assigned.due
    is_assigned = state is ObstacleState.ASSIGNED and due is not None
    ended = as_of if closed is None else closed.day
    return ObstacleView(
        obstacle=raised.obstacle,
        state=state,
        age=working.between(raised.obstacle.raised, ended),
        late=working.between(due, as_of) if is_assigned and due else 0,
        assigned=assigned,
        answered=_last(known, ObstacleStep.ANSWERED),
        closed=closed,
        withdrawn=raised.withdrawn if gone else None,
        recorded=raised.recorded,
        by_officer=raised.by_officer,
    )


def _last(events: list[ObstacleEvent], step: ObstacleStep) -> ObstacleEvent | None:
    return next((event for event in reversed(events) if event.step is step), None)


def obstacle_views(
    raised: Iterable[RaisedObstacle], as_of: date, working: WorkCalendar
) -> tuple[ObstacleView, ...]:
    """All that were raised by the day: the unanswered first, what is late before."""
    known = (own for own in raised if own.recorded <= as_of)
    views = [obstacle_view(own, as_of, working) for own in known]
    states = list(ObstacleState)

    def urgency(view: ObstacleView) -> tuple[int, int, date, int]:
        """Unanswered first, by how late; then by state; then the oldest."""
        order = 0 if view.is_unanswered else states.index(view.state)
        return order, -view.late, view.obstacle.raised, view.obstacle.id

    return tuple(sorted(views, key=urgency))


def concerned(view: ObstacleView) -> frozenset[str]:
    """Who has to do with it: the unit, the addressee, the unit it was given to."""
    given = None if view.assigned is None else view.assigned.unit
    return frozenset(filter(None, (view.obstacle.unit, view.obstacle.to, given)))


def standing_obstacles(views: Iterable[ObstacleView]) -> tuple[ObstacleView, ...]:
    """Those that every paper of the day holds: all that nobody has closed."""
    return tuple(view for view in views if view.closed is None)


def settled_obstacles(
    views: Iterable[ObstacleView], since: date
) -> tuple[ObstacleView, ...]:
    """Those closed on the day `since` or later: the next paper tells the result."""
    closed = ((view, view.closed) for view in views)
    return tuple(view for view, event in closed if event and event.day >= since)
