"""What is said of a promise while something is silent, not due or not published."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Relief, ReliefKind, ReminderBook
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, MoreThan
from cchc.core.plan.trajectory import Step
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict import commitment_status
from cchc.core.verdict.verdict_rules import Verdict
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
Told = Mapping[tuple[str, str], Said]
BOTH = ("u1", "u2")
BEFORE_SETTLING = date(2022, 12, 16)
FLOW = indicator(Measure.FLOW, AtLeast(D(40)))
FLOWS = indicator(Measure.FLOW, AtLeast(D(8)), units=BOTH)
RUNNING = indicator(Measure.RUNNING, AtLeast(D(40)))
LEVEL = indicator(Measure.LEVEL, AtLeast(D(80)))
RATE = indicator(Measure.RATIO, AtLeast(D(90)))
RATES = indicator(Measure.RATIO, AtLeast(D(90)), units=BOTH)
STATE = indicator(Measure.RATIO, AtLeast(D(90)), of=RatioOf.LEVEL)
REGISTER = indicator(Measure.REGISTER, AtLeast(D(40)))
MAY = By(date(2022, 5, 31))
STONE = indicator(Measure.MILESTONE, MAY)
STONES = indicator(Measure.MILESTONE, MAY, units=BOTH)
YES = indicator(Measure.YES, Yes())
KEPT = (Status.MET, "S3")


@pytest.mark.parametrize(
    ("one", "told", "period", "verdict"),
    [
        # what is not published
        (LEVEL, quarters("u1", "unavailable"), "Q1", (Status.AWAITED, "S2a")),
        (YES, quarters("u1", "unavailable"), "Q1", (Status.AWAITED, "S2a")),
        (LEVEL, {("u1", "Q4"): "unavailable"}, "Q4", (Status.AWAITED, "S2a")),
        (RUNNING, quarters("u1", 10, "unavailable"), "Q2", (Status.AWAITED, "S2a")),
        (RUNNING, quarters("u1", 39, "unavailable"), "Q2", (Status.AWAITED, "S2a")),
        (
            changed(RUNNING, target=AtMost(D(5))),
            quarters("u1", 6, "unavailable"),
            "Q2",
            (Status.UNREACHABLE, "S2"),
        ),
        (
            FLOWS,
            {("u1", "Q1"): "unavailable", ("u2", "Q1"): 1},
            "Q1",
            (Status.AWAITED, "S2a"),
        ),
        # nothing occurred yet
        (RATE, quarters("u1", "nil"), "Q1", (Status.NOT_DUE, "S1")),
        (RATES, {("u1", "Q1"): "nil"}, "Q1", (Status.UNDETERMINED, "S9")),
        (STATE, quarters("u1", "50/100", "nil"), "Q2", (Status.NOT_DUE, "S1")),
        (FLOW, quarters("u1", "nil"), "Q1", (Status.BEHIND, "S8")),
        # nothing to judge by
        (
            indicator(Measure.FLOW, None),
            quarters("u1", 5),
            "Q1",
            (Status.STATISTIC, ""),
        ),
        (
            indicator(Measure.LEVEL, MoreThan(None), Step()),
            quarters("u1", 5),
            "Q1",
            (Status.NO_BASELINE, "S1b"),
        ),
        # nothing is due yet
        (changed(FLOW, target=AtLeast(D(3))), {}, "Q1", (Status.NOT_DUE, "S1")),
        (changed(FLOW, target=AtLeast(D(4))), {}, "Q1", (Status.UNDETERMINED, "S9")),
        (changed(FLOW, target=AtMost(D(0))), {}, "Q1", (Status.UNDETERMINED, "S9")),
        # a day to be done by
        (STONE, {("u1", "Q2"): date(2022, 5, 31)}, "Q2", KEPT),
        (STONE, {("u1", "Q2"): date(2022, 6, 1)}, "Q2", (Status.DONE_LATE, "S4")),
        (STONE, {("u1", "Q2"): date(2022, 6, 14)}, "Q2", (Status.DONE_LATE, "S4")),
        (STONE, {("u1", "Q2"): date(2022, 6, 15)}, "Q2", (Status.UNREACHABLE, "S2")),
        (
            STONES,
            {("u1", "Q1"): date(2022, 3, 1), ("u2", "Q2"): date(2022, 6, 1)},
            "Q2",
            (Status.DONE_LATE, "S4"),
        ),
        (
            STONES,
            {("u1", "Q1"): date(2022, 3, 1), ("u2", "Q1"): date(2022, 5, 1)},
            "Q2",
            KEPT,
        ),
        (STONE, quarters("u1", date(2022, 3, 1), "nil"), "Q2", KEPT),
        (STONE, quarters("u1", "nil", date(2022, 5, 1)), "Q2", KEPT),
        (STONE, {("u1", "Q1"): "nil"}, "Q2", (Status.UNDETERMINED, "S9")),
        (YES, {}, "Q1", (Status.NOT_DUE, "S4a")),
        (YES, quarters("u1", True), "Q2", KEPT),
        (YES, quarters("u1", False), "Q2", (Status.NOT_DUE, "S4a")),
        (YES, quarters("u1", True), "Q4", KEPT),
        (YES, quarters("u1", False), "Q4", (Status.UNDETERMINED, "S9")),
        (YES, quarters("u1", False, True), "Q2", KEPT),
        (YES, {("u1", "Q4"): False}, "Q4", (Status.FAILED, "S4")),
    ],
)
def test_the_verdict_while_something_is_open(
    one: Indicator, told: Told, period: str, verdict: tuple[Status, str]
) -> None:
    found = seen(one, told, period).verdict
    assert (found.status, found.rule) == verdict


@pytest.mark.parametrize(
    ("one", "told", "period", "known"),
    [
        (FLOWS, {("u1", "Q1"): 1}, "Q1", (Status.WATCH, "S6")),
        (FLOWS, {}, "Q1", None),
        (RATES, {("u1", "Q1"): "nil"}, "Q1", (Status.NOT_DUE, "S1")),
        (
            RATES,
            {("u1", f"Q{n}"): "nil" for n in range(1, 5)},
            "Q4",
            (Status.NIL_YEAR, "S1c"),
        ),
        (STONES, {("u1", "Q1"): date(2022, 3, 1)}, "Q2", KEPT),
        (STONES, {}, "Q2", None),
    ],
)
def test_what_is_said_of_the_part_that_is_known(
    one: Indicator, told: Told, period: str, known: tuple[Status, str] | None
) -> None:
    verdict = seen(one, told, period).verdict
    assert verdict.status is Status.UNDETERMINED
    assert verdict.known == (None if known is None else Verdict(*known))


@pytest.mark.parametrize(
    ("target", "measure", "told", "status"),
    [
        (By(date(2022, 12, 31)), Measure.MILESTONE, "nil", Status.ON_TRACK),
        (By(BEFORE_SETTLING), Measure.MILESTONE, "nil", Status.ON_TRACK),
        (By(date(2022, 12, 15)), Measure.MILESTONE, "nil", Status.UNREACHABLE),
        (Yes(), Measure.YES, False, Status.BEHIND),
    ],
)
def test_the_last_quarter_before_it_settles(
    target: By | Yes, measure: Measure, told: Said, status: Status
) -> None:
    said = {("u1", "Q4"): told}
    view = seen(indicator(measure, target), said, "Q4", BEFORE_SETTLING)
    assert view.verdict.status is status


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(2022, 3, 14), Status.NOT_DUE),
        (date(2022, 3, 15), Status.UNDETERMINED),
    ],
)
def test_silence_begins_the_day_after_the_cut_off(day: date, status: Status) -> None:
    assert seen(FLOW, {}, "Q1", day).verdict.status is status


def test_one_unit_that_came_early_makes_the_others_awaited() -> None:
    view = seen(FLOWS, {("u1", "Q1"): 1}, "Q1", date(2022, 3, 10))
    assert view.verdict.status is Status.UNDETERMINED
    assert (view.coverage.silent, view.coverage.unknown) == ((), ("u2",))


def test_the_year_settles_the_day_after_its_last_day() -> None:
    one = changed(FLOW, settles=date(2022, 12, 31))
    said = quarters("u1", 1, 1, 1, 1)
    days = (date(2022, 12, 31), date(2023, 1, 1))
    found = [seen(one, said, "Q4", day).verdict.status for day in days]
    assert found == [Status.BEHIND, Status.FAILED]


def exempted(one: Indicator, told: Told, unit: str, period: str) -> IndicatorView:
    """The view of a period from which one unit was freed."""
    due = DAYS[period]
    free = Relief(unit, period, ReliefKind.EXEMPT, None, due, "bão", "Lan", due)
    facts = replace(facts_of(told, due), chase=ReminderBook().with_relief(free))
    return every_indicator(whole_view(plan_of(one), facts, period))[0]


def test_nobody_who_is_asked_leaves_nothing_to_judge() -> None:
    view = exempted(STONE, {}, "u1", "Q1")
    assert (view.verdict.status, view.verdict.rule) == (Status.NOT_DUE, "S1")
    assert (view.coverage.expected, view.coverage.units) == (0, 0)
    assert view.cells == ()


def test_a_question_that_nobody_is_asked_has_no_answer() -> None:
    view = exempted(YES, {}, "u1", "Q1")
    assert (view.answer, view.shown) == (None, "–")


def test_only_the_cell_that_is_excused_leaves_no_gap() -> None:
    for key, expected in (("x", 0), ("y", 1)):
        facts = replace(
            facts_of({}, DAYS["Q1"]), excused=frozenset({(key, "u1", "Q1")})
        )
        view = every_indicator(whole_view(plan_of(FLOW), facts, "Q1"))[0]
        assert view.coverage.expected == expected


def test_a_reporter_that_is_no_unit_of_the_plan_owes_nothing() -> None:
    view = seen(changed(FLOWS, reporters=("u1", "ghost")), {("u1", "Q1"): 1})
    assert (view.coverage.expected, view.coverage.unknown) == (1, ())


def test_a_unit_that_is_freed_leaves_no_gap() -> None:
    view = exempted(FLOWS, {("u1", "Q1"): 1}, "u2", "Q1")
    assert view.verdict.status is Status.WATCH
    assert (view.coverage.expected, view.coverage.silent) == (1, ())


def test_the_verdict_is_tried_from_the_lowest_figure_to_the_highest() -> None:
    judgement = seen(FLOWS, {("u1", "Q1"): 1}).judgement
    assert judgement is not None
    figures = [met.figure for met in judgement.climbs]
    assert len(figures) == 2
    assert 1 == figures[0] < figures[1]


@pytest.mark.parametrize(
    ("one", "told", "ends"),
    [
        (FLOW, quarters("u1", 5), 1),
        (FLOW, {}, 2),
        (LEVEL, {}, 2),
        (indicator(Measure.LEVEL, MoreThan(None), Step()), quarters("u1", 5), 0),
        (changed(FLOW, target=None), quarters("u1", 5), 0),
    ],
)
def test_a_figure_is_tried_once_where_it_is_known_and_can_be_judged(
    one: Indicator, told: Told, ends: int
) -> None:
    judgement = seen(one, told).judgement
    assert judgement is not None
    assert len(judgement.climbs) == ends


@pytest.mark.parametrize(
    ("statuses", "found"),
    [
        ((), (Status.VOID, 0, 0)),
        ((Status.NIL_YEAR,), (Status.NIL_YEAR, 0, 0)),
        ((Status.STATISTIC, Status.VOID), (Status.STATISTIC, 0, 0)),
        ((Status.MET, Status.MET), (Status.MET, 2, 2)),
        ((Status.MET, Status.EXCEEDED), (Status.EXCEEDED, 2, 2)),
        ((Status.EXCEEDED, Status.BEHIND), (Status.BEHIND, 1, 2)),
        ((Status.FAILED, Status.MET, Status.VOID), (Status.FAILED, 1, 2)),
        ((Status.WATCH, Status.BEHIND, Status.NIL_YEAR), (Status.BEHIND, 0, 2)),
    ],
)
def test_a_commitment_is_as_good_as_its_worst_line(
    statuses: tuple[Status, ...], found: tuple[Status, int, int]
) -> None:
    assert commitment_status(statuses) == found
