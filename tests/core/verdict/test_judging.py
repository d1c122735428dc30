"""What the rules look at: what is settled, begun, open, closed, asked of by now."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Closing, ClosingKind, Relief, ReliefKind, ReminderBook
from cchc.core.facts.report import Quality
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Hold, Step
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import Status
from cchc.text.record import replace
from tests.core.world import (
    DAYS,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
    seen,
    whole_view,
)

D = Decimal
BOTH = ("u1", "u2")
Told = dict[tuple[str, str], Said]
MAY, JUNE = date(2022, 5, 10), date(2022, 6, 10)
STONE = indicator(Measure.MILESTONE, By(date(2022, 5, 31)))
STONES = indicator(Measure.MILESTONE, By(date(2022, 5, 31)), units=BOTH)
YES = changed(indicator(Measure.YES, Yes()), trajectory=None)
FLOW = indicator(Measure.FLOW, AtLeast(D(40)))
FLOWS = indicator(Measure.FLOW, AtLeast(D(40)), units=BOTH)
SINCE = date(2022, 3, 14)
LOST, FAILED, OPEN = (Status.UNREACHABLE, "S2"), (Status.FAILED, "S4"), Status.NOT_DUE


@pytest.mark.parametrize(
    ("line", "told", "period", "verdict"),
    [
        # what is lost of a milestone no silence of others undoes, only a correction
        (STONES, {("u1", "Q2"): "nil"}, "Q2", LOST),
        (STONES, {("u1", "Q2"): "nil"}, "Q3", LOST),
        (STONES, {("u1", "Q2"): "nil"}, "Q4", FAILED),
        (STONE, {("u1", "Q2"): "nil"}, "Q3", LOST),
        (STONES, {("u2", "Q2"): "nil", ("u1", "Q4"): MAY}, "Q4", FAILED),
        (STONES, {("u1", "Q2"): JUNE, ("u2", "Q2"): JUNE}, "Q4",
         (Status.DONE_LATE, "S4")),
        (STONES, {("u1", "Q2"): JUNE}, "Q3", (Status.UNDETERMINED, "S9")),
        (STONES, {("u1", "Q1"): "nil"}, "Q2", (Status.UNDETERMINED, "S9")),
        (STONES, {("u1", "Q2"): "nil", ("u1", "Q3"): MAY, ("u2", "Q3"): MAY}, "Q3",
         (Status.MET, "S3")),
        # a yes that becomes a no is a no
        (YES, quarters("u1", True), "Q2", (Status.MET, "S3")),
        (YES, quarters("u1", True, False), "Q2", (OPEN, "S4a")),
        # a yes is asked for as its path says
        (changed(YES, trajectory=Hold()), quarters("u1", False), "Q1",
         (Status.BEHIND, "S8")),
        (changed(YES, trajectory=Step("Q2")), quarters("u1", False), "Q1",
         (OPEN, "S4a")),
        (changed(YES, trajectory=Step("Q2")), quarters("u1", False, False), "Q2",
         (Status.BEHIND, "S8")),
        # nothing is asked of a milestone before its first day
        (changed(STONE, target=By(date(2022, 5, 31), SINCE)), quarters("u1", "nil"),
         "Q1", (Status.ON_TRACK, "S5")),
        (changed(STONE, target=By(date(2022, 5, 31), date(2022, 3, 15))),
         quarters("u1", "nil"), "Q1", (OPEN, "S1")),
    ],
)  # fmt: skip
def test_the_verdict_goes_by_what_was_settled_and_is_asked_by_now(
    line: Indicator, told: Told, period: str, verdict: tuple[Status, str]
) -> None:
    found = seen(line, told, period).verdict
    assert (found.status, found.rule) == verdict


def judged(
    line: Indicator, told: Told, period: str, day: date, *units: str, close: bool
) -> IndicatorView:
    """The view when the reports of some units were closed, or the units freed."""
    facts = facts_of(told, day)
    if close:
        ends = (Closing(u, period, ClosingKind.CLOSE, "1", None, day) for u in units)
        facts = replace(facts, closings=tuple(ends))
    else:
        free = (
            Relief(u, period, ReliefKind.EXEMPT, None, day, "bão", "Lan", day)
            for u in units
        )
        book = ReminderBook({(own.unit, own.period): (own,) for own in free})
        facts = replace(facts, chase=book)
    return every_indicator(whole_view(plan_of(line), facts, period))[0]


@pytest.mark.parametrize(
    ("day", "status"),
    [(date(2022, 6, 14), OPEN), (date(2022, 6, 15), Status.BEHIND)],
)
def test_a_period_that_nobody_owes_is_open_until_its_days_have_passed(
    day: date, status: Status
) -> None:
    view = judged(FLOW, quarters("u1", 5), "Q2", day, "u1", close=False)
    assert view.verdict.status is status


RUNNING = indicator(Measure.RUNNING, AtLeast(D(40)), units=BOTH)
LEVELS = indicator(Measure.LEVEL, AtLeast(D(40)))


@pytest.mark.parametrize(
    ("line", "told", "figure", "gap"),
    [
        (FLOWS, {("u1", "Q1"): 5, ("u2", "Q1"): 4, ("u2", "Q2"): 3}, 12, ()),
        (RUNNING, {("u1", "Q1"): 5, ("u2", "Q1"): 4, ("u2", "Q2"): 7}, 12, ()),
        (LEVELS, {("u1", "Q1"): 50}, None, ()),
    ],
)
def test_a_closed_report_adds_nothing_and_leaves_no_gap(
    line: Indicator, told: Told, figure: int | None, gap: tuple[str, ...]
) -> None:
    view = judged(line, told, "Q2", DAYS["Q2"], "u1", close=True)
    assert (view.actual, view.coverage.unknown) == (figure, gap)


def test_a_year_in_which_one_unit_is_asked_is_no_nil_year() -> None:
    facts = facts_of({}, DAYS["Q4"])
    free = {
        ("u2", name): (
            Relief("u2", name, ReliefKind.EXEMPT, None, day, "bão", "Lan", day),
        )
        for name, day in DAYS.items()
    }
    facts = replace(facts, chase=ReminderBook(free))
    view = every_indicator(whole_view(plan_of(FLOWS), facts, "Q4"))[0]
    assert view.verdict.status is Status.UNDETERMINED


def test_the_figure_without_estimates_is_there_where_it_differs() -> None:
    told: Told = {("u1", "Q1"): 5}
    for line, quality, figure in (
        (FLOW, Quality.FINAL, None),
        (FLOW, Quality.ESTIMATE, (None,)),
        (YES, Quality.ESTIMATE, None),
    ):
        said = told if line is FLOW else quarters("u1", True)
        facts = facts_of(said, DAYS["Q1"])
        cells = {at: replace(own, quality=quality) for at, own in facts.cells.items()}
        facts = replace(facts, cells=cells)
        judgement = every_indicator(whole_view(plan_of(line), facts, "Q1"))[0].judgement
        assert judgement is not None
        firm = judgement.case.firm
        assert (None if firm is None else (firm.known,)) == figure
