"""Nothing open disappears: it leaves the papers by being closed and no other way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleState,
    ObstacleStep,
    RaisedObstacle,
    concerned,
    obstacle_views,
    settled_obstacles,
    standing_obstacles,
)
from cchc.core.plan.calendar import WorkCalendar

START = date(2022, 1, 3)
WORKING = WorkCalendar()
DAYS = st.integers(0, 120)


@st.composite
def histories(draw: st.DrawFn) -> tuple[RaisedObstacle, ...]:
    """Obstacles with random things done about each, in the order of days."""
    found = []
    for number in range(1, draw(st.integers(0, 6)) + 1):
        days = sorted(draw(st.lists(DAYS, min_size=1, max_size=6)))
        first, *later = (START + timedelta(each) for each in days)
        events = []
        for day in later:
            step = draw(st.sampled_from(ObstacleStep))
            due = draw(st.none() | st.just(day + timedelta(5)))
            assigned = step is ObstacleStep.ASSIGNED
            events.append(
                ObstacleEvent(
                    number, step, day, "Lan", "x", due=due if assigned else None
                )
            )
            if step is ObstacleStep.CLOSED:
                break
        gone = draw(st.none() | st.just(first + timedelta(draw(DAYS))))
        one = Obstacle(number, "p1", "Q1", "x", first)
        found.append(RaisedObstacle(one, first, "Lan", False, gone, tuple(events)))
    return tuple(found)


@given(histories(), DAYS)
def test_every_obstacle_raised_and_not_closed_by_the_day_is_in_the_papers_of_the_day(
    raised: tuple[RaisedObstacle, ...], days: int
) -> None:
    day = START + timedelta(days)
    views = obstacle_views(raised, day, WORKING)
    standing = {each.obstacle.id for each in standing_obstacles(views)}
    owed = {
        each.obstacle.id
        for each in raised
        if each.recorded <= day
        and not any(e.step is ObstacleStep.CLOSED and e.day <= day for e in each.events)
    }
    assert standing == owed


@given(histories(), DAYS, DAYS)
def test_between_two_papers_an_obstacle_leaves_only_by_being_closed(
    raised: tuple[RaisedObstacle, ...], one: int, other: int
) -> None:
    first, second = (START + timedelta(each) for each in sorted((one, other)))
    before = standing_obstacles(obstacle_views(raised, first, WORKING))
    later = obstacle_views(raised, second, WORKING)
    kept = {each.obstacle.id for each in standing_obstacles(later)}
    told = {each.obstacle.id for each in settled_obstacles(later, first)}
    assert {each.obstacle.id for each in before} <= kept | told


@given(histories(), DAYS)
def test_the_unanswered_stand_first_and_only_they_can_be_late(
    raised: tuple[RaisedObstacle, ...], days: int
) -> None:
    views = obstacle_views(raised, START + timedelta(days), WORKING)
    asked = [each.is_unanswered for each in views]
    assert asked == sorted(asked, reverse=True)
    assert all(each.is_unanswered for each in views if each.late)


def test_an_answer_that_is_given_to_another_unit_is_no_answer_any_more() -> None:
    one = Obstacle(1, "p1", "Q1", "x", START)
    done = (
        ObstacleEvent(1, ObstacleStep.ANSWERED, START, "Lan", "x"),
        ObstacleEvent(1, ObstacleStep.ASSIGNED, START, "Lan", unit="nv"),
    )
    (view,) = obstacle_views(
        (RaisedObstacle(one, START, "Lan", events=done),), START, WORKING
    )
    assert view.is_unanswered


ASSIGNED, ANSWERED, CLOSED = ObstacleStep
MONDAY, TUESDAY, WEDNESDAY = (START + timedelta(days) for days in range(3))


def acts(*steps: tuple[ObstacleStep, date]) -> tuple[ObstacleEvent, ...]:
    """What was done: an assignment is to `nv`, by the Tuesday."""
    return tuple(
        ObstacleEvent(1, step, day, "Lan", "x", "nv", TUESDAY)
        if step is ASSIGNED
        else ObstacleEvent(1, step, day, "Lan", "x")
        for step, day in steps
    )


@pytest.mark.parametrize(
    ("events", "gone", "as_of", "state", "late", "is_open"),
    [
        ((), None, MONDAY, "raised", 0, True),
        (acts((ASSIGNED, MONDAY)), None, MONDAY, "assigned", 0, True),
        (acts((ASSIGNED, MONDAY)), None, TUESDAY, "assigned", 0, True),
        (acts((ASSIGNED, MONDAY)), None, WEDNESDAY, "assigned", 1, True),
        (acts((ASSIGNED, TUESDAY)), None, MONDAY, "raised", 0, True),
        (
            acts((ASSIGNED, MONDAY), (ANSWERED, TUESDAY)),
            *(None, WEDNESDAY, "answered", 0, True),
        ),
        (
            acts((ANSWERED, MONDAY), (ASSIGNED, TUESDAY)),
            *(None, WEDNESDAY, "assigned", 1, True),
        ),
        (acts((CLOSED, TUESDAY)), None, WEDNESDAY, "closed", 0, False),
        (
            acts((ASSIGNED, MONDAY), (CLOSED, TUESDAY)),
            *(MONDAY, WEDNESDAY, "closed", 0, False),
        ),
        ((), TUESDAY, MONDAY, "raised", 0, True),
        ((), TUESDAY, TUESDAY, "withdrawn", 0, False),
        (acts((ASSIGNED, MONDAY)), TUESDAY, WEDNESDAY, "withdrawn", 0, False),
        (acts((CLOSED, TUESDAY)), MONDAY, WEDNESDAY, "closed", 0, False),
    ],
)
def test_how_an_obstacle_stands_day_by_day(
    events: tuple[ObstacleEvent, ...],
    gone: date | None,
    as_of: date,
    state: str,
    late: int,
    is_open: bool,
) -> None:
    obstacle = Obstacle(1, "p1", "Q1", "x", MONDAY)
    raised = RaisedObstacle(obstacle, MONDAY, "Lan", False, gone, events)
    (view,) = obstacle_views([raised], as_of, WORKING)
    assert (view.state.value, view.late, view.is_open) == (state, late, is_open)
    assert view.withdrawn == (gone if gone and gone <= as_of else None)
    ended = TUESDAY if state == "closed" else as_of
    assert view.age == (ended - MONDAY).days


def test_an_assignment_without_a_day_is_never_late() -> None:
    assigned = ObstacleEvent(1, ASSIGNED, MONDAY, "Lan", unit="nv")
    obstacle = Obstacle(1, "p1", "Q1", "x", MONDAY)
    raised = RaisedObstacle(obstacle, MONDAY, "Lan", events=(assigned,))
    (view,) = obstacle_views([raised], START + timedelta(90), WORKING)
    assert (view.state, view.late) == (ObstacleState.ASSIGNED, 0)


def test_the_latest_first_then_the_oldest_the_closed_last() -> None:
    histories = {
        1: (TUESDAY, acts((CLOSED, TUESDAY))),
        2: (MONDAY, acts((ANSWERED, TUESDAY))),
        3: (TUESDAY, ()),
        4: (MONDAY, ()),
        5: (MONDAY, ()),
        6: (TUESDAY, acts((ASSIGNED, TUESDAY))),
    }
    raised = [
        RaisedObstacle(Obstacle(number, "p1", "Q1", "x", day), day, "Lan", events=done)
        for number, (day, done) in histories.items()
    ]
    views = obstacle_views(raised, WEDNESDAY, WORKING)
    assert [view.obstacle.id for view in views] == [6, 4, 5, 3, 2, 1]


def test_unit_addressee_and_who_it_was_given_to_are_concerned() -> None:
    plain, directed = (
        Obstacle(number, "p1", "Q1", "x", MONDAY, to=to)
        for number, to in ((1, None), (2, "tckh"))
    )
    views = obstacle_views(
        [
            RaisedObstacle(plain, MONDAY, "Lan"),
            RaisedObstacle(directed, MONDAY, "Lan", events=acts((ASSIGNED, MONDAY))),
        ],
        MONDAY,
        WORKING,
    )
    assert {view.obstacle.id: concerned(view) for view in views} == {
        1: {"p1"},
        2: {"p1", "tckh", "nv"},
    }


def test_what_was_closed_since_a_day_is_told_once() -> None:
    obstacle = Obstacle(1, "p1", "Q1", "x", MONDAY)
    closed = RaisedObstacle(obstacle, MONDAY, "Lan", events=acts((CLOSED, TUESDAY)))
    views = obstacle_views([closed], WEDNESDAY, WORKING)
    assert settled_obstacles(views, TUESDAY) == views
    assert settled_obstacles(views, WEDNESDAY) == ()
    assert standing_obstacles(views) == ()
