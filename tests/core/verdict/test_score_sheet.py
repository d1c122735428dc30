"""The score sheet at its edges: open years, answers, headings, weights, columns."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.acts import Closing, ClosingKind
from cchc.core.facts.report import Quality
from cchc.core.facts.score import NO_POINTS, ComputedPoints, PointSpan
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Commitment, Criterion, Indicator, Task
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost
from cchc.core.verdict.aggregate import UNBOUNDED, Interval
from cchc.core.verdict.score_sheet import ScoreRow, interval_of_year, score_sheet
from cchc.text.record import replace
from tests.core.verdict.test_scores import (
    APPRAISED,
    BY_X,
    EVERY,
    FLOW,
    MONEY,
    PUBLISHED,
    RATE,
    SAID_BY_FOUR,
    SELF,
    STEPPED,
    TYPED,
    row,
    score,
    sheet_of,
)
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

D, F = Decimal, Fraction
Told = Mapping[tuple[str, str], Said]
BOTH = ("u1", "u2")
ZERO, ALL = F(0), F(100)
SHARE = changed(RATE, of=RatioOf.LEVEL)
LEVEL = indicator(Measure.LEVEL, AtLeast(D(5)))


@pytest.mark.parametrize(
    ("line", "told", "interval"),
    [
        # of cases lost and won a rate keeps both; of a state neither
        (RATE, quarters("u1", "9/10"), Interval(ZERO, ALL, lo_open=True, hi_open=True)),
        (RATE, quarters("u1", "9/9"), Interval(ZERO, ALL, lo_open=True)),
        (RATE, quarters("u1", "1/1"), Interval(ZERO, ALL, lo_open=True)),
        (RATE, quarters("u1", "0/1"), Interval(ZERO, ALL, hi_open=True)),
        (RATE, quarters("u1", "0/0"), Interval(ZERO, ALL)),
        (RATE, quarters("u1", "unavailable"), Interval(ZERO, ALL)),
        (SHARE, quarters("u1", "9/10"), Interval(ZERO, ALL)),
        (changed(RATE, part_of_whole=False), quarters("u1", "9/10"),
         Interval(ZERO, None)),
        (MONEY, quarters("u1", 400), Interval(F(40), None)),
        (FLOW, quarters("u1", 60), Interval(F(60), None)),
        (LEVEL, quarters("u1", 4), Interval(ZERO, None)),
        (changed(LEVEL, non_negative=False), quarters("u1", 4), UNBOUNDED),
    ],
)  # fmt: skip
def test_the_year_may_still_bring_what_its_kind_allows(
    line: Indicator, told: Told, interval: Interval
) -> None:
    judgement = seen(line, told).judgement
    assert judgement is not None
    assert interval_of_year(judgement.case) == interval


STONES = indicator(Measure.MILESTONE, By(date(2022, 5, 31)), units=BOTH)
STONE = indicator(Measure.MILESTONE, By(date(2022, 5, 31)))
YESES = indicator(Measure.YES, Yes(), units=BOTH)
LATER = {"2022-05-31": D(2), "2022-06-30": D(1)}
MAY, JUNE = date(2022, 5, 31), date(2022, 6, 10)


@pytest.mark.parametrize(
    ("line", "keys", "told", "period", "span", "so_far"),
    [
        # the last day of all counts; whoever has done it has
        (STONES, {"scores": LATER}, {("u1", "Q2"): JUNE, ("u2", "Q2"): MAY}, "Q2",
         (1, 1), 1),
        (STONES, {"scores": LATER}, {("u1", "Q2"): JUNE}, "Q2", (0, 1), None),
        (STONES, {"scores": LATER}, {("u1", "Q2"): MAY, ("u2", "Q2"): "nil"}, "Q2",
         (0, 2), 0),
        (STONES, {}, {}, "Q1", (0, 2), None),
        # not done is nothing once the last day that is worth any has passed
        (STONE, {}, {("u1", "Q2"): "nil"}, "Q2", (0, 0), 0),
        (STONE, {}, {("u1", "Q1"): "nil"}, "Q1", (0, 2), 0),
        (STONE, {"scores": LATER}, {("u1", "Q2"): "nil"}, "Q2", (0, 2), 0),
        (STONE, {"scores": LATER}, {("u1", "Q4"): "nil"}, "Q4", (0, 0), 0),
        (STONE, {"scores": {"2022-05-30": D(2)}}, {("u1", "Q2"): "nil"}, "Q2",
         (0, 0), 0),
        (STONES, {}, {("u1", "Q4"): MAY}, "Q4", (0, 2), None),
        (STONES, {"scores": LATER}, {("u1", "Q4"): "nil"}, "Q4", (0, 0), 0),
        (YESES, {}, {("u1", "Q4"): True, ("u2", "Q4"): True}, "Q4", (2, 2), 2),
        (YESES, {}, {("u1", "Q4"): True}, "Q4", (0, 2), None),
        (YESES, {}, {("u1", "Q1"): True, ("u2", "Q1"): True}, "Q1", (0, 2), 2),
        (YESES, {}, {("u1", "Q1"): True, ("u2", "Q1"): False}, "Q1", (0, 2), 0),
        # of every unit: what is short, is there yet, or was never asked
        (EVERY, {"scores": {"75": D(1), "100": D(2)}}, SAID_BY_FOUR, "Q4", (1, 1), 1),
        (EVERY, {}, {("u1", "Q1"): 10}, "Q1", (0, 2), 0),
        (EVERY, {}, {("u1", "Q1"): 1}, "Q1", (0, 2), 0),
        (EVERY, {}, {}, "Q1", (0, 2), None),
        (EVERY, {"scores": {"1": D(1), "75": D(2)}}, {}, "Q1", (0, 2), None),
    ],
)  # fmt: skip
def test_points_of_answers_and_of_every_unit(
    line: Indicator,
    keys: dict[str, object],
    told: Told,
    period: str,
    span: tuple[int, int],
    so_far: int | None,
) -> None:
    (found,) = sheet_of(line, row(**{**BY_X, **keys}), told, period).rows
    known = None if so_far is None else F(so_far)
    assert found.computed is not None
    assert found.computed.span == PointSpan(*map(F, span))
    assert found.computed.so_far == known


def test_what_has_no_target_or_no_judge_may_earn_anything() -> None:
    bare = indicator(Measure.FLOW, None)
    (found,) = sheet_of(bare, row(**STEPPED), quarters("u1", 5), "Q1").rows
    assert found.computed is not None
    assert found.computed.span == PointSpan(F(0), F(2))
    (found,) = sheet_of(bare, row(**BY_X), quarters("u1", 5), "Q1").rows
    assert found.computed == ComputedPoints(PointSpan(F(0), F(2)))
    unpriced = Criterion("1", "Tiêu chí", scored_by="x")
    assert sheet_of(bare, unpriced, {}, "Q1").rows[0].computed == ComputedPoints(
        NO_POINTS
    )


@pytest.mark.parametrize(("is_closed", "most"), [(False, 2), (True, 0)])
def test_a_rate_that_nobody_reported_and_nobody_owes_earns_nothing(
    *, is_closed: bool, most: int
) -> None:
    plan, day = replace(plan_of(RATE), scorecard=(row(**STEPPED),)), DAYS["Q4"]
    acts = (Closing("u1", n, ClosingKind.CLOSE, "1", None, day) for n in DAYS)
    facts = replace(facts_of({}, day), closings=tuple(acts) if is_closed else ())
    (found,) = score_sheet(plan, whole_view(plan, facts, "Q4"), ()).rows
    assert found.computed is not None
    assert found.computed.span == PointSpan(F(0), F(most))


def test_weights_outside_of_commitments_stand_by_themselves() -> None:
    plan = plan_of(weight_of(FLOW, 30))
    view = whole_view(plan, facts_of(quarters("u1", 80), DAYS["Q1"]), "Q1")
    (found,) = score_sheet(plan, view, ()).rows
    assert found.standard == 30
    assert found.score_span == PointSpan(F(30), F(30))


def test_the_last_that_was_said_of_a_loss_stands() -> None:
    said = (
        score(SELF, "2", owner="u2", remedy="bù", evidence="1/BC", cause="ít người"),
        score(APPRAISED, "1.5", reason="thiếu"),
    )
    own = replace(TYPED, owner="u1")
    (found,) = sheet_of(RATE, own, {}, "Q4", said).rows
    words = (found.owner, found.remedy, found.evidence, found.cause)
    assert words == ("u2", "bù", "1/BC", "thiếu")
    (bare,) = sheet_of(RATE, own, {}, "Q4", said[1:]).rows
    assert (bare.owner, bare.remedy, bare.evidence) == ("u1", None, None)


def test_headings_hold_what_stands_below_them() -> None:
    card = (
        Criterion("1", "Mục", D(9)),
        Criterion("1.1", "A", D(2), is_typed=True),
        Criterion("2", "Mục"),
        Criterion("2.1", "Mục", D(7)),
        Criterion("2.1.1", "B", D(4), is_typed=True),
        Criterion("2.2", "C", is_typed=True),
    )
    plan = replace(plan_of(), scorecard=card)
    view = whole_view(plan, facts_of({}, DAYS["Q4"]), "Q4")
    first = replace(score(SELF, "1"), criterion="1.1")
    sheet = score_sheet(plan, view, (first,))
    one, leaf, two, *_ = sheet.rows
    assert [own.standard for own in sheet.rows] == [2, 2, 4, 4, 4, 0]
    assert [own.criterion.id for own in sheet.below(one)] == ["1.1"]
    assert sheet.below(leaf) == (leaf,)
    assert [sheet.standard(heading) for heading in (None, one, two)] == [6, 2, 4]
    counts = [sheet.count_typed(SELF, heading) for heading in (None, one, two)]
    assert (counts, sheet.count_typed(PUBLISHED)) == ([1, 1, 0], 0)


BY_MAY = Task("t", "Việc", lead="u1", due=MAY)
LAST_DUE = periods(plan_of())[-1].due


@pytest.mark.parametrize(
    ("task", "period", "day", "span"),
    [
        (BY_MAY, "Q1", DAYS["Q1"], (0, 2)),
        (BY_MAY, "Q1", DAYS["Q4"], (0, 2)),
        (BY_MAY, "Q4", LAST_DUE, (0, 2)),
        (BY_MAY, "Q4", LAST_DUE + timedelta(days=1), (0, 0)),
        (Task("t", "Việc", lead="u1", standing=True), "Q4", DAYS["Q4"], (0, 2)),
    ],
)
def test_a_task_is_worth_something_until_the_year_is_over(
    task: Task, period: str, day: date, span: tuple[int, int]
) -> None:
    plan = replace(plan_of(RATE), tasks=(task,), scorecard=(row(each_done="t"),))
    view = whole_view(plan, facts_of({}, day), period)
    assert score_sheet(plan, view, ()).score_span() == PointSpan(*map(F, span))


def weighed(
    *lines: Indicator, weight: int | None = None, scored: str | None = None
) -> list[tuple[str, float, PointSpan | None]]:
    """Id, standard points and span of each row of a commitment of these lines."""
    signed = Commitment(
        "ck", "Cam kết", lines, weight=None if weight is None else D(weight)
    )
    card = (row(scored_by=scored),) if scored else ()
    plan = replace(plan_of(), commitments=(signed,), scorecard=card)
    facts = facts_of(quarters("u1", 1, 1, 1, 1), DAYS["Q4"])
    cells = {
        (key, unit, name): own
        for (_, unit, name), own in facts.cells.items()
        for key in ("x", "y")
    }
    view = whole_view(plan, replace(facts, cells=cells), "Q4")
    rows: tuple[ScoreRow, ...] = score_sheet(plan, view, ()).rows
    return [
        (
            own.criterion.id,
            float(own.standard),
            own.computed.span if own.computed else None,
        )
        for own in rows
    ]


KEPT = replace(indicator(Measure.FLOW, AtLeast(D(4))), id="y")
LOST = replace(KEPT, target=AtMost(D(3)))
LOST_X = replace(LOST, id="x")


def span(low: int, high: int) -> PointSpan:
    return PointSpan(F(low), F(high))


def weight_of(line: Indicator, weight: int) -> Indicator:
    return changed(line, weight=D(weight))


@pytest.mark.parametrize(
    ("lines", "weight", "scored", "rows"),
    [
        # a commitment as a whole: all or nothing; of one line by that line
        ((KEPT, replace(KEPT, id="x")), 10, None, [("ck", 10, span(10, 10))]),
        ((LOST, replace(KEPT, id="x")), 10, None, [("ck", 10, span(0, 0))]),
        ((KEPT,), 10, None, [("ck", 10, span(10, 10))]),
        ((LOST,), 10, None, [("ck", 10, span(0, 0))]),
        ((), 10, None, [("ck", 10, span(0, 10))]),
        # weights below a weighted one are parts of it, else they stand by themselves
        ((weight_of(KEPT, 30), weight_of(LOST_X, 10)), 20, None,
         [("y", 15, span(15, 15)), ("x", 5, span(0, 0))]),
        ((weight_of(KEPT, 30), weight_of(LOST_X, 10)), None, None,
         [("y", 30, span(30, 30)), ("x", 10, span(0, 0))]),
        ((KEPT, LOST_X), None, None, []),
        # what a criterion is scored by has its weight there
        ((weight_of(KEPT, 30),), 20, "y", [("1", 2, span(2, 2))]),
        ((weight_of(KEPT, 30), weight_of(FLOW, 10)), None, "x",
         [("1", 2, PointSpan(F(8, 73), F(8, 73))), ("y", 30, span(30, 30))]),
    ],
)  # fmt: skip
def test_weights_of_a_commitment(
    lines: tuple[Indicator, ...],
    weight: int | None,
    scored: str | None,
    rows: list[tuple[str, float, PointSpan | None]],
) -> None:
    assert weighed(*lines, weight=weight, scored=scored) == rows


def test_a_figure_that_is_an_estimate_says_so() -> None:
    for quality in Quality:
        plan = replace(plan_of(FLOW), scorecard=(row(**BY_X),))
        facts = facts_of(quarters("u1", 5), DAYS["Q1"])
        cells = {at: replace(own, quality=quality) for at, own in facts.cells.items()}
        view = whole_view(plan, replace(facts, cells=cells), "Q1")
        (found,) = score_sheet(plan, view, ()).rows
        assert found.computed is not None
        assert found.computed.is_estimate is (quality is not Quality.FINAL)
