"""Who owes what on which day, and which steps of the ladder are to be carried out."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest

from cchc.core.facts.acts import Closing, ClosingKind, Relief, ReliefKind
from cchc.core.facts.report import Facts, Submission
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel, Reminder, ReminderStep, when_text
from cchc.core.verdict.debts import Debt, debts, unpublished_figures, waiting_reports
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView
from cchc.text.record import replace
from tests.core.world import WARDS, indicator, plan_of, reading

MONDAY = date(2022, 3, 14)
DUE = date(2022, 3, 16)
LADDER = tuple(
    ReminderStep(offset, "clerk", by)
    for offset, by in (
        (-2, Channel.CHAT),
        (0, Channel.CHAT),
        (1, Channel.CHAT),
        (1, Channel.LETTER),
        (3, Channel.LETTER),
    )
)
FIRST = indicator(Measure.FLOW, None)
PLAN = replace(
    plan_of(FIRST, replace(FIRST, id="y")), reminders=LADDER, units=WARDS[:3]
)
VIEW = UnitView(WARDS[0], Reporting.OPEN, None, 0, DUE, None, None, ("x", "y"))


def sent(*steps: ReminderStep, due: date = DUE) -> tuple[Reminder, ...]:
    """Reminders that carried out these steps."""
    return tuple(
        Reminder(1, "u1", "Q1", step.when, step.to, step.by, due, MONDAY, "Lan")
        for step in steps
    )


def debt_on(
    day: date, view: UnitView = VIEW, plan: Plan = PLAN, since: date = date.min
) -> Debt:
    (debt,) = debts(plan, [view], day, since)
    return debt


def steps(ladder: Iterable[ReminderStep]) -> list[str]:
    return [f"{step.when} {step.by}" for step in ladder]


@pytest.mark.parametrize(
    ("report", "owes"),
    [
        (Reporting.NOT_OPEN, False),
        (Reporting.OPEN, True),
        (Reporting.DRAFT, True),
        (Reporting.INCOMPLETE, True),
        (Reporting.OVERDUE, True),
        (Reporting.RETURNED, True),
        (Reporting.WITHDRAWN, True),
        (Reporting.SUBMITTED, False),
        (Reporting.ACCEPTED, False),
        (Reporting.EXEMPT, False),
    ],
)
def test_who_is_on_the_board(report: Reporting, owes: bool) -> None:
    assert bool(debts(PLAN, [replace(VIEW, report=report)], DUE)) == owes


@pytest.mark.parametrize(
    ("days", "ready", "ahead", "left"),
    [
        (-1, [], "T-2", 3),
        (0, ["T-2 chat"], "T", 2),
        (1, ["T-2 chat"], "T", 1),
        (2, ["T chat"], "T+1", 0),
        (3, ["T+1 chat", "T+1 letter"], "T+3", 0),
        (4, ["T+1 chat", "T+1 letter"], "T+3", 0),
        (7, ["T+3 letter"], None, 0),
        (30, ["T+3 letter"], None, 0),
    ],
)
def test_the_steps_of_the_latest_day_reached_are_ready(
    days: int, ready: list[str], ahead: str | None, left: int
) -> None:
    debt = debt_on(MONDAY + timedelta(days))
    assert steps(debt.ready) == ready
    assert debt.left == left
    assert (None if debt.next is None else debt.next[1].when) == ahead
    assert debt.next is None or debt.next[0] > MONDAY + timedelta(days)


@pytest.mark.parametrize(
    ("reminded", "ready"),
    [
        ((), ["T+1 chat", "T+1 letter"]),
        (sent(LADDER[2]), ["T+1 letter"]),
        (sent(LADDER[2], LADDER[3]), []),
        # a later due day starts the ladder anew
        (sent(LADDER[2], due=MONDAY), ["T+1 chat", "T+1 letter"]),
    ],
)
def test_a_step_is_carried_out_once(
    reminded: tuple[Reminder, ...], ready: list[str]
) -> None:
    debt = debt_on(DUE + timedelta(1), replace(VIEW, reminded=reminded))
    assert steps(debt.ready) == ready
    assert debt.last == (reminded[-1] if reminded else None)


def test_nobody_is_reminded_of_a_report_that_was_sent_back() -> None:
    returned = replace(VIEW, report=Reporting.RETURNED, is_returned=True)
    assert debt_on(DUE, returned).ready == ()
    assert debt_on(DUE, returned).next == (DUE + timedelta(1), LADDER[2])


def test_a_report_sent_back_that_is_late_again_goes_on_with_the_ladder() -> None:
    late = replace(VIEW, report=Reporting.OVERDUE, is_returned=True)
    ready = debt_on(DUE + timedelta(1), late).ready
    assert steps(ready) == ["T+1 chat", "T+1 letter"]
    marked = debt_on(DUE + timedelta(1), replace(late, disputed=("y",))).disputed
    assert [indicator.id for indicator in marked] == ["y"]


@pytest.mark.parametrize(
    ("granted", "since", "ready"),
    [
        (None, DUE, ["T chat"]),
        (None, DUE + timedelta(1), []),
        (DUE, date.min, ["T chat"]),
        (DUE + timedelta(1), date.min, []),
        (MONDAY, DUE + timedelta(1), []),
    ],
)
def test_steps_before_a_day_or_before_an_extension_are_past(
    granted: date | None, since: date, ready: list[str]
) -> None:
    view = VIEW
    if granted is not None:
        act = ("u1", "Q1", ReliefKind.EXTEND, DUE, MONDAY, "bão", "Lan", granted)
        view = replace(VIEW, relief=Relief(*act))
    assert steps(debt_on(DUE, view, since=since).ready) == ready


@pytest.mark.parametrize(
    ("report", "missing", "days", "is_late"),
    [
        (Reporting.OPEN, ("x", "y"), 0, False),
        (Reporting.OVERDUE, ("x", "y"), 1, True),
        (Reporting.INCOMPLETE, ("y",), 1, True),
        (Reporting.RETURNED, (), 1, False),
    ],
)
def test_what_is_missing_and_whether_it_is_late(
    report: Reporting, missing: tuple[str, ...], days: int, is_late: bool
) -> None:
    view = replace(VIEW, report=report, missing=missing)
    debt = debt_on(DUE + timedelta(days), view)
    assert debt.is_late is is_late
    assert tuple(line.id for line in debt.missing) == missing


def test_the_longest_late_stand_first_then_the_nearest_due_day() -> None:
    late = Reporting.OVERDUE
    views = [
        VIEW,
        replace(VIEW, unit=WARDS[1], due=MONDAY),
        replace(VIEW, unit=WARDS[2], report=late, late_days=1, due=date(2022, 3, 11)),
        replace(VIEW, unit=WARDS[3], report=late, late_days=4, due=date(2022, 3, 8)),
    ]
    board = debts(PLAN, views, MONDAY)
    assert [debt.view.unit.id for debt in board] == ["u4", "u3", "u2", "u1"]


def test_of_two_steps_of_a_day_the_earlier_one_comes_first() -> None:
    weekend = date(2022, 3, 20)  # what falls on a Sunday is said on the Friday before
    ladder = tuple(ReminderStep(offset, "clerk", Channel.CHAT) for offset in (1, 0, -1))
    debt = debt_on(
        date(2022, 3, 16),
        replace(VIEW, due=weekend),
        replace(PLAN, reminders=ladder),
    )
    assert debt.next is not None
    assert (debt.next[0], when_text(debt.next[1].offset)) == (date(2022, 3, 17), "T-1")


PAID = Submission(1, "u1", "Q1", MONDAY, date(2022, 3, 15))


def test_whole_reports_wait_the_oldest_first_where_reports_are_reviewed() -> None:
    first = replace(VIEW, report=Reporting.SUBMITTED, last=PAID)
    older = replace(PAID, recorded_on=date(2022, 3, 11))
    second = replace(first, unit=WARDS[1], last=older)
    views = [
        *(first, second),
        replace(first, report=Reporting.ACCEPTED),
        replace(first, report=Reporting.INCOMPLETE),
        # what a plan asks nothing of is whole, and nobody waits for it
        replace(first, last=None),
    ]
    waiting = waiting_reports(replace(PLAN, review=True), views, date(2022, 3, 17))
    assert [(own.view, own.since.day, own.age) for own in waiting] == [
        *((second, 11, 4), (first, 15, 2)),
    ]
    assert waiting_reports(PLAN, views, date(2022, 3, 17)) == ()


LINE = indicator(Measure.FLOW, None, units=("u1", "u2", "u3"))
EARLY = replace(LINE, id="y", settles=date(2022, 6, 30))
OPEN = replace(plan_of(LINE, EARLY), units=WARDS[:3])
LAST_DUE = periods(OPEN)[-1].due
CLOSED = Closing("u3", "Q1", ClosingKind.CLOSE, "1", None, MONDAY)


@pytest.mark.parametrize(
    ("as_of", "quarter", "found"),
    [
        (date(2022, 6, 30), 1, []),
        (date(2022, 7, 4), 1, [("y", "u1", 2)]),
        (date(2022, 7, 4), 2, []),
        (LAST_DUE, 1, [("y", "u1", None)]),
        (LAST_DUE + timedelta(1), 1, [("x", "u1", None), ("y", "u1", None)]),
    ],
)
def test_a_figure_unpublished_is_owed_once_its_line_has_settled(
    as_of: date, quarter: int, found: list[tuple[str, str, int | None]]
) -> None:
    open_ones = {
        (key, unit, "Q1"): reading("unavailable")
        for key in ("x", "y")
        # whoever is no unit of the plan, and a report that is closed, owe nothing
        for unit in ("u1", "u3", "u12")
    }
    known = {("x", "u2", "Q1"): reading(5), ("y", "u2", "Q1"): reading("nil")}
    facts = Facts(as_of, {**open_ones, **known}, closings=(CLOSED,))
    unpublished = unpublished_figures(OPEN, periods(OPEN)[quarter - 1], facts)
    assert [(own.indicator.id, own.unit.id) for own in unpublished] == [
        own[:2] for own in found
    ]
    assert [own.settles for own in unpublished] == [
        EARLY.settles if own.indicator.id == "y" else LAST_DUE for own in unpublished
    ]
    for own, (_, _, age) in zip(unpublished, found, strict=True):
        assert age is None or own.age == age
