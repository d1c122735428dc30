"""What is printed beside a figure: coverage, answers, pace, older figures."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import ReportedExtent
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import Amount, Baseline, Indicator
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, MoreThan
from cchc.core.plan.trajectory import Hold, Linear, Step
from tests.core.world import DAYS, Said, changed, indicator, quarters, seen

D = Decimal
Told = Mapping[tuple[str, str], Said]
BOTH = ("u1", "u2")
FLOW = indicator(Measure.FLOW, AtLeast(D(40)))
FLOWS = indicator(Measure.FLOW, AtLeast(D(8)), units=BOTH)
RUNNING = indicator(Measure.RUNNING, AtLeast(D(40)))
LEVEL = indicator(Measure.LEVEL, AtLeast(D(80)))
RATE = indicator(Measure.RATIO, AtLeast(D(90)))
BUDGET = changed(
    indicator(Measure.RATIO, AtLeast(D(100)), Linear(), of=RatioOf.PLAN),
    amount=Amount(D(1000)),
)
STATE = indicator(Measure.RATIO, AtLeast(D(90)), of=RatioOf.LEVEL)
REGISTER = indicator(Measure.REGISTER, AtLeast(D(40)))
MAY = By(date(2022, 5, 31))
STONE = indicator(Measure.MILESTONE, MAY)
STONES = indicator(Measure.MILESTONE, MAY, units=BOTH)
YES = indicator(Measure.YES, Yes())
YESES = indicator(Measure.YES, Yes(), units=BOTH)


@pytest.mark.parametrize(
    ("one", "told", "period", "counts"),
    [
        (FLOW, quarters("u1", 1, 1), "Q2", (2, 2, ())),
        (FLOW, quarters("u1", 1), "Q2", (1, 2, ("u1",))),
        (RUNNING, quarters("u1", 1, 2), "Q2", (1, 1, ())),
        (RUNNING, quarters("u1", 1, "nil"), "Q2", (1, 1, ())),
        (RUNNING, quarters("u1", "nil", "nil"), "Q2", (1, 1, ())),
        (RUNNING, {("u1", "Q2"): "nil"}, "Q2", (1, 1, ())),
        (RUNNING, {("u1", "Q1"): 1}, "Q2", (0, 1, ("u1",))),
        (RUNNING, {("u1", "Q2"): 2}, "Q2", (1, 1, ())),
        (LEVEL, {("u1", "Q2"): 2}, "Q2", (1, 1, ())),
        (STATE, {("u1", "Q2"): "1/2"}, "Q2", (1, 1, ())),
        (RATE, {("u1", "Q2"): "1/2"}, "Q2", (1, 2, ("u1",))),
        (BUDGET, {("u1", "Q2"): 5}, "Q2", (1, 2, ("u1",))),
        (
            changed(BUDGET, amount=Amount(D(1000), cumulative=True)),
            {("u1", "Q2"): 5},
            "Q2",
            (1, 1, ()),
        ),
        (YES, {("u1", "Q2"): True}, "Q2", (1, 1, ())),
        (FLOW, quarters("u1", "unavailable"), "Q1", (1, 1, ())),
        (changed(FLOW, trajectory=Step("Q3")), {}, "Q2", (0, 0, ())),
        (changed(FLOW, trajectory=Step("Q3")), {}, "Q3", (0, 1, ("u1",))),
        (changed(FLOW, trajectory=Step("Q3")), {}, "Q4", (0, 2, ("u1",))),
    ],
)
def test_the_cells_that_enter_a_figure_are_counted(
    one: Indicator, told: Told, period: str, counts: tuple[int, int, tuple[str, ...]]
) -> None:
    met = seen(one, told, period).coverage
    assert (met.reported, met.expected, met.silent) == counts


def test_the_leading_unit_alone_is_asked_where_it_leads() -> None:
    one = changed(FLOWS, across=Across.LEAD, lead="u1")
    view = seen(one, {("u1", "Q1"): 9, ("u2", "Q1"): 5})
    assert view.actual == 9
    assert view.coverage.expected == 1
    whole = changed(FLOWS, across=Across.LEAD, lead="u9")
    assert seen(whole, {("u1", "Q1"): 9, ("u2", "Q1"): 5}).actual == 14


@pytest.mark.parametrize(
    ("one", "told", "done", "shown", "target"),
    [
        (
            STONE,
            {("u1", "Q1"): date(2022, 3, 1)},
            date(2022, 3, 1),
            "01/3/2022",
            "31/5/2022",
        ),
        (
            STONES,
            {("u1", "Q1"): date(2022, 3, 1), ("u2", "Q1"): date(2022, 3, 2)},
            date(2022, 3, 2),
            "02/3/2022",
            "31/5/2022",
        ),
        (STONES, {("u1", "Q1"): date(2022, 3, 1)}, None, "–", "31/5/2022"),
        (
            STONES,
            {("u1", "Q1"): date(2022, 3, 1), ("u2", "Q2"): "nil"},
            None,
            "–",
            "31/5/2022",
        ),
    ],
)
def test_a_thing_is_done_on_the_day_of_the_last(
    one: Indicator, told: Told, done: date | None, shown: str, target: str
) -> None:
    view = seen(one, told, "Q2")
    assert (view.done, view.answer) == (done, None)
    assert (view.shown, view.shown_target) == (shown, target)


@pytest.mark.parametrize(
    ("told", "answer", "shown"),
    [
        ({"u1": True, "u2": True}, True, "có"),
        ({"u1": True, "u2": False}, False, "không"),
        ({"u2": False}, False, "không"),
        ({"u1": True}, None, "–"),
        ({}, None, "–"),
    ],
)
def test_one_no_outweighs_every_yes(
    told: Mapping[str, bool],
    answer: bool | None,
    shown: str,
) -> None:
    view = seen(YESES, {(unit, "Q1"): said for unit, said in told.items()})
    assert view.answer is answer
    assert (view.shown, view.shown_target) == (shown, "có")


@pytest.mark.parametrize(
    ("one", "told", "period", "pace"),
    [
        (FLOW, quarters("u1", 5), "Q1", (35, 3)),
        (FLOW, quarters("u1", 10, 10), "Q2", (20, 2)),
        (FLOW, quarters("u1", 4), "Q1", None),
        (FLOW, quarters("u1", 2, 2), "Q2", (36, 2)),
        (FLOW, quarters("u1", 40), "Q1", None),
        (FLOW, quarters("u1", 10, 10, 10, 5), "Q4", None),
        (FLOWS, {("u1", "Q1"): 6}, "Q1", None),
        (changed(FLOW, unit="triệu đồng"), quarters("u1", 4), "Q1", (36, 3)),
        (changed(FLOW, decimals=1), quarters("u1", 4), "Q1", (36, 3)),
        (changed(FLOW, target=AtMost(D(40))), quarters("u1", 10), "Q1", None),
        (changed(FLOW, target=Between(D(40), D(50))), quarters("u1", 9), "Q1", None),
        (changed(FLOW, target=MoreThan(D(40))), quarters("u1", 40), "Q1", (0, 3)),
        (changed(FLOW, target=MoreThan(D(40))), quarters("u1", 41), "Q1", None),
        (changed(FLOW, trajectory=Hold()), quarters("u1", 10), "Q1", None),
        (RUNNING, quarters("u1", 10), "Q1", (30, 3)),
        (changed(REGISTER, measure=Measure.RUNNING), quarters("u1", 10), "Q1", (30, 3)),
        (BUDGET, quarters("u1", 40), "Q1", (960, 3)),
        (RATE, quarters("u1", "1/2"), "Q1", None),
        (changed(BUDGET, decimals=0), quarters("u1", 40), "Q1", (960, 3)),
        (LEVEL, quarters("u1", 50), "Q1", None),
        (changed(LEVEL, trajectory=Linear()), quarters("u1", 50), "Q1", None),
    ],
)
def test_what_every_quarter_left_must_bring(
    one: Indicator, told: Told, period: str, pace: tuple[int, int] | None
) -> None:
    found = seen(one, told, period).pace
    if pace is None:
        assert found is None
    else:
        assert found is not None
        assert found.per_period * pace[1] == pace[0]


@pytest.mark.parametrize(
    ("told", "multiple"),
    [
        (quarters("u1", 10, 10), 1),
        (quarters("u1", 1, 0), Fraction(39, 20)),
        (quarters("u1", 0, 0), 2),
        (quarters("u1", 10, 20), Fraction(1, 2)),
    ],
)
def test_what_is_left_is_told_as_a_multiple_of_what_the_path_leaves(
    told: Told, multiple: int | Fraction
) -> None:
    found = seen(FLOW, told, "Q2").pace
    assert found is not None
    assert found.multiple == multiple


@pytest.mark.parametrize(
    ("one", "told", "texts"),
    [
        (FLOW, quarters("u1", 5), ("5", "40", "10")),
        (FLOW, {}, ("–", "40", "10")),
        (changed(FLOW, unit="%"), quarters("u1", 5), ("5%", "40%", "10%")),
        (changed(FLOW, unit="%"), {}, ("–", "40%", "10%")),
        (RATE, quarters("u1", "1/2"), ("50%", "90%", "90%")),
        (
            changed(FLOW, target=None, trajectory=None),
            quarters("u1", 5),
            ("5", "–", "–"),
        ),
        (changed(FLOW, trajectory=Step()), quarters("u1", 5), ("5", "40", "–")),
    ],
)
def test_figure_target_and_what_is_due_stand_side_by_side(
    one: Indicator, told: Told, texts: tuple[str, str, str]
) -> None:
    view = seen(one, told)
    assert (view.shown, view.shown_target, view.shown_expected) == texts


@pytest.mark.parametrize(
    ("told", "day", "stale", "shown"),
    [
        (quarters("u1", 70), date(2022, 6, 1), True, "70"),
        (quarters("u1", 70, 75), DAYS["Q2"], False, "75"),
        ({}, DAYS["Q2"], False, "–"),
    ],
)
def test_an_older_figure_is_marked_as_older(
    told: Told, day: date, shown: str, *, stale: bool
) -> None:
    view = seen(LEVEL, told, "Q2", day)
    assert (view.stale, view.shown) == (stale, shown)


def test_a_register_counts_up_to_the_same_day_last_year() -> None:
    past = (D(12), D(18))
    view = seen(changed(REGISTER, previous_year=past), {("u1", "Q2"): "nil"}, "Q2")
    assert view.previous_year == 30
    running = changed(RUNNING, previous_year=past)
    assert seen(running, quarters("u1", 1, 2), "Q2").previous_year == 18


def test_a_goal_against_a_baseline_counts_the_way_made() -> None:
    risen = changed(LEVEL, baseline=Baseline(D(60)), trajectory=Linear())
    assert seen(risen, quarters("u1", 70)).percent == D(50)
    assert seen(changed(LEVEL, target=AtMost(D(5))), quarters("u1", 4)).percent is None


def test_how_much_of_each_quarter_was_heard() -> None:
    told = {("u1", "Q1"): 1, ("u2", "Q1"): 1, ("u1", "Q2"): 1}
    assert seen(FLOWS, told, "Q3").heard == (
        ReportedExtent.ALL,
        ReportedExtent.PART,
        ReportedExtent.NONE,
    )
    early = seen(FLOWS, told, "Q3", date(2022, 7, 1))
    assert early.heard == (
        ReportedExtent.ALL,
        ReportedExtent.PART,
        ReportedExtent.NOT_DUE,
    )
