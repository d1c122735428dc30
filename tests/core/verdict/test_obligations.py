"""What a unit owes in a period, and what of it counts once its report is closed."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import (
    NO_CHASE,
    Closing,
    ClosingKind,
    Opinion,
    Relief,
    ReliefKind,
    ReminderBook,
    Review,
)
from cchc.core.facts.report import Facts, Reading, Submission
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Rhythm
from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.kinds import By
from cchc.core.plan.targets.line import AtLeast
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.obligations import ReportObligation, completed_by, owed_reports
from cchc.text.record import replace
from tests.core.verdict.test_duty import WORK, owed, sent
from tests.core.world import DAYS, changed, indicator, plan_of, reading

DAY = DAYS["Q1"]
BOTH = ("u1", "u2")
FLOW = indicator(Measure.FLOW, AtLeast(Decimal(8)), units=BOTH)
STONE = changed(indicator(Measure.MILESTONE, By(date(2022, 5, 31)), units=BOTH), id="s")
MONTHLY = changed(FLOW, id="m", every=Rhythm.MONTH)
CLOSED = Closing("u1", "Q1", ClosingKind.CLOSE, "1", None, DAY)
SAID_NOTHING = {("x", "u1", "Q1"): reading("unavailable")}


def obligations(plan: Plan, facts: Facts, period: str) -> dict[str, ReportObligation]:
    among = periods(plan)
    judged_in = next(own for own in among if own.name == period)
    cells = cells_in(plan, among, facts, upto=judged_in)
    return {own.unit.id: own for own in owed_reports(plan, judged_in, facts, cells)}


@pytest.mark.parametrize(
    ("cells", "closings", "unpublished"),
    [
        (SAID_NOTHING, (CLOSED,), {"x"}),
        (SAID_NOTHING, (), set()),
        ({}, (CLOSED,), set()),
        ({("x", "u1", "Q1"): reading(3)}, (CLOSED,), set()),
    ],
)
def test_what_was_not_published_counts_as_filled_once_it_is_closed(
    cells: dict[tuple[str, str, str], Reading],
    closings: tuple[Closing, ...],
    unpublished: set[str],
) -> None:
    facts = Facts(DAY, cells, closings=closings)
    mine = obligations(plan_of(FLOW), facts, "Q1")["u1"]
    assert mine.unpublished == unpublished
    assert mine.closed == (CLOSED if closings else None)
    act = Submission(1, "u1", "Q1", DAY, DAY, filled=None)
    is_whole = unpublished or mine.filled
    assert completed_by(replace(mine, sent=(act,))) == (DAY if is_whole else None)


def test_a_milestone_that_is_done_and_monthly_figures_are_not_owed() -> None:
    plan = plan_of(FLOW, STONE, MONTHLY)
    done = {("s", "u1", "Q1"): reading(date(2022, 3, 1))}
    second = obligations(plan, Facts(DAYS["Q2"], done), "Q2")
    assert {key: second[key].cells for key in ("u1", "u2", "u3")} == {
        "u1": {"x"},
        "u2": {"x", "s"},
        "u3": set(),
    }


def test_units_that_are_not_there_owe_nothing_and_reliefs_are_told() -> None:
    plan = plan_of(FLOW)
    changes: dict[str, dict[str, object]] = {
        "u1": {"until": date(2022, 3, 1)},
        "u2": {"since": date(2022, 3, 1)},
    }
    units = [replace(u, **changes.get(u.id, {})) for u in plan.units]  # type: ignore[arg-type]
    free = Relief("u2", "Q1", ReliefKind.EXEMPT, None, DAY, "bão", "Lan", DAY)
    facts = Facts(DAY, chase=ReminderBook().with_relief(free))
    first = obligations(replace(plan, units=tuple(units)), facts, "Q1")
    assert ("u1" in first, "u2" in first) == (False, True)
    assert (first["u2"].relief, first["u3"].relief) == (free, None)
    assert (first["u2"].last_act, NO_CHASE.reminders) == (0, {})


def test_a_report_that_came_whole_at_once_was_whole_that_day() -> None:
    both = owed().cells
    whole = Submission(1, "p1", "Q1", date(2022, 3, 16), DAY, filled=both)
    mine = replace(owed(whole), cells=both)
    assert completed_by(mine) == date(2022, 3, 16)


def test_lateness_ends_when_the_report_is_closed() -> None:
    later = date(2022, 6, 1)
    assert owed().late_until(later) == later
    assert replace(owed(), closed=CLOSED).late_until(later) == DAY


BACK = Review(1, "p1", "Q1", Opinion.RETURNED, 1, date(2022, 3, 17))
EXEMPT = Relief("p1", "Q1", ReliefKind.EXEMPT, None, DAY, "bão", "Lan", DAY)


@pytest.mark.parametrize(
    ("review", "relief", "is_sent", "day"),
    [
        (BACK, None, True, date(2022, 3, 22)),
        (BACK, None, False, None),
        (BACK, EXEMPT, True, None),
        (None, None, True, None),
    ],
)
def test_a_report_sent_back_is_to_come_again_by_a_day(
    review: Review | None, relief: Relief | None, day: date | None, *, is_sent: bool
) -> None:
    acts = (sent(1, 16, "dvctt"),) if is_sent else ()
    mine = replace(owed(*acts), review=review, relief=relief)
    assert mine.mend_by(WORK) == day
