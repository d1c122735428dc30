"""Nothing open disappears: it leaves the papers by being closed and no other way."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleStep,
    RaisedObstacle,
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
