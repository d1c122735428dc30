"""The law of points (SEMANTICS 14): examples, and a second opinion that must agree."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from cchc.core.facts.report import Quality
from cchc.core.facts.score import (
    PointSpan,
    PointsRule,
    Score,
    ScoreStage,
    Threshold,
    points_rule,
)
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Amount,
    Baseline,
    Commitment,
    Criterion,
    Indicator,
    Plan,
    PointsBetween,
    Task,
)
from cchc.core.plan.targets.change import DecreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Each, GroupTarget, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between
from cchc.core.verdict.aggregate import Interval
from cchc.core.verdict.score_sheet import ScoreSheet, points_over, score_sheet
from cchc.text.record import replace
from tests.core.world import (
    DAYS,
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
    whole_view,
)

D, F = Decimal, Fraction
STEPS = {"98": D(2), "95": D(1), "90": D("0.5")}
RATE = indicator(Measure.RATIO, AtLeast(D(98)))
FLOW = indicator(Measure.FLOW, AtLeast(D(73)))
CEILING = indicator(Measure.FLOW, AtMost(D(5)))
RANK = indicator(Measure.RANK, RankAtMost(D(4)))
DONE = indicator(Measure.MILESTONE, By(date(2022, 3, 31)))
YES = indicator(Measure.YES, Yes())
RANGE = indicator(Measure.LEVEL, Between(D(2), D(5)))
FALL = changed(
    indicator(Measure.FLOW, DecreaseBy(D(10))), baseline=Baseline(D(100), "2021")
)
MONEY = changed(
    indicator(Measure.RATIO, AtLeast(D(100)), of=RatioOf.PLAN),
    amount=Amount(D(1000), "triệu đồng"),
)
GRADE = changed(indicator(Measure.GRADE, AtLeast(D(3))), scale=("Yếu", "Khá", "Tốt"))
EVERY = changed(
    indicator(Measure.FLOW, None, units=("u1", "u2", "u3", "u4")),
    target=Each(
        (GroupTarget("ward", AtLeast(D(10)), units=("u1", "u2", "u3", "u4")),), D(75)
    ),
)
SAID_BY_FOUR = {(f"u{n}", "Q4"): n * 5 for n in (1, 2, 3, 4)}  # 5, 10, 15, 20


def row(**keys: object) -> Criterion:
    return Criterion("1", "Tiêu chí", D(2), **keys)  # type: ignore[arg-type]


def sheet_of(
    line: Indicator,
    criterion: Criterion,
    said: Mapping[tuple[str, str], Said],
    period: str = "Q4",
    scores: tuple[Score, ...] = (),
) -> ScoreSheet:
    plan = replace(plan_of(line), scorecard=(criterion,))
    view = whole_view(plan, facts_of(said, DAYS[period]), period)
    return score_sheet(plan, view, scores)


BY_X: dict[str, object] = {"scored_by": "x"}
STEPPED = {**BY_X, "scores": STEPS}
LINED = {**STEPPED, "between": PointsBetween.LINEAR}
COUNTED = {**BY_X, "scores": {"73": D(2), "50": D(1)}}
CAPPED = {**BY_X, "scores": {"0": D(2), "5": D(1)}}
GRADED = {**BY_X, "scores": {"Tốt": D(2), "khá": D(1)}}
CASES: tuple[
    tuple[Indicator, dict[str, object], Mapping[tuple[str, str], Said], str, str], ...
] = (
    # the best level reached, below the last 0; known once the year has settled
    (RATE, STEPPED, quarters("u1", "98/100", "nil", "nil", "nil"), "Q4", "2"),
    (RATE, STEPPED, quarters("u1", "979/1000", "nil", "nil", "nil"), "Q4", "1"),
    (RATE, STEPPED, quarters("u1", "899/1000", "nil", "nil", "nil"), "Q4", "0"),
    (RATE, LINED, quarters("u1", "965/1000", "nil", "nil", "nil"), "Q4", "1.5"),
    (RATE, LINED, quarters("u1", "91/100", "nil", "nil", "nil"), "Q4", "0.6"),
    # before that a rate may still become anything
    (RATE, STEPPED, quarters("u1", "98/100"), "Q1", "0..2"),
    # one silent unit: nobody knows; nothing all year: not to be scored by figures
    (RATE, STEPPED, quarters("u1", "98/100", "nil", "nil"), "Q4", "0..2"),
    (RATE, STEPPED, quarters("u1", "nil", "nil", "nil", "nil"), "Q4", "0..2"),
    # a total only grows: what it has earned it keeps
    (FLOW, COUNTED, quarters("u1", 60), "Q1", "1..2"),
    (FLOW, COUNTED, quarters("u1", 80), "Q1", "2"),
    (FLOW, BY_X, quarters("u1", 30, 0, 0, "36.5"), "Q4", "133/73"),
    (FLOW, BY_X, quarters("u1", 30, 0, 0, 50), "Q4", "2"),
    # less is better: what was used up is gone
    (CEILING, CAPPED, quarters("u1", 1), "Q1", "0..1"),
    (CEILING, CAPPED, quarters("u1", 6), "Q1", "0"),
    (CEILING, BY_X, quarters("u1", 1, 1, 1, 1), "Q4", "2"),
    (FALL, BY_X, quarters("u1", 95, 0, 0, 0), "Q4", "1"),
    (RANK, {**BY_X, "scores": {"1": D(2), "4": D(1)}}, {("u1", "Q4"): 3}, "Q4", "1"),
    (RANGE, BY_X, {("u1", "Q4"): 3}, "Q4", "2"),
    (RANGE, BY_X, {("u1", "Q4"): 6}, "Q4", "0"),
    (MONEY, BY_X, quarters("u1", 400, 100, 100, 150), "Q4", "1.5"),
    (MONEY, BY_X, quarters("u1", 400), "Q1", "0.8..2"),
    (GRADE, GRADED, {("u1", "Q4"): 2}, "Q4", "1"),
    # days and answers
    (DONE, BY_X, {("u1", "Q1"): date(2022, 3, 31)}, "Q2", "2"),
    (DONE, BY_X, {("u1", "Q2"): date(2022, 4, 1)}, "Q2", "0"),
    (DONE, {**BY_X, "scores": {"2022-02-28": D(2), "2022-03-31": D(1)}},
     {("u1", "Q1"): date(2022, 3, 1)}, "Q1", "1"),
    (YES, BY_X, {("u1", "Q4"): True}, "Q4", "2"),
    (YES, BY_X, {("u1", "Q4"): False}, "Q4", "0"),
    (YES, BY_X, {("u1", "Q1"): True}, "Q1", "0..2"),
    # every unit: by the percentage of those that reach it
    (EVERY, BY_X, SAID_BY_FOUR, "Q4", "2"),
    (EVERY, {**BY_X, "scores": {"100": D(2), "75": D(1)}},
     {(u, f"Q{q}"): 5 for u, q in product(("u1", "u2", "u3", "u4"), range(1, 5))},
     "Q4", "2"),
)  # fmt: skip


@pytest.mark.parametrize(("line", "keys", "said", "period", "points"), CASES)
def test_points_follow_from_figures(
    line: Indicator,
    keys: dict[str, object],
    said: Mapping[tuple[str, str], Said],
    period: str,
    points: str,
) -> None:
    (found,) = sheet_of(line, row(**keys), said, period).rows
    low, _, high = points.partition("..")
    assert found.computed is not None
    assert found.computed.span == PointSpan(F(low), F(high or low))
    assert found.loss == PointSpan(2 - F(high or low), 2 - F(low))


def test_an_estimate_earns_nothing_before_the_year_is_over() -> None:
    plan = replace(plan_of(FLOW), scorecard=(row(**BY_X),))
    facts = facts_of(quarters("u1", 80), DAYS["Q1"])
    cells = {k: replace(c, quality=Quality.ESTIMATE) for k, c in facts.cells.items()}
    sheet = score_sheet(plan, whole_view(plan, replace(facts, cells=cells), "Q1"), ())
    computed = sheet.rows[0].computed
    assert computed is not None
    assert (computed.span, computed.so_far, computed.is_estimate) == (
        PointSpan(F(0), F(2)), F(2), True,
    )  # fmt: skip


def naive_points(rule: PointsRule, figure: Fraction) -> Fraction:
    """Each two neighbours by themselves, worst to best, and nothing else."""
    sign = -1 if rule.less_is_better else 1
    steps = sorted(
        ((sign * t.at, t.points) for t in rule.thresholds), key=lambda s: s[0]
    )
    at, points = sign * figure, F(0)
    for (low, few), (high, more) in zip(steps, [*steps[1:], (None, None)], strict=True):
        if at >= low:
            points = few
            if rule.is_linear and high is not None and more is not None and at < high:
                points = (few * (high - at) + more * (at - low)) / (high - low)
    return points


def test_a_second_opinion_agrees_and_no_figure_lies_outside_of_the_span() -> None:
    dice = Random(14)  # noqa: S311
    for _ in range(400):
        levels = sorted(dice.sample(range(101), dice.randint(1, 4)))
        less = dice.random() < 0.5
        points = sorted(dice.sample(range(1, 9), len(levels)))
        ordered = levels[::-1] if less else levels
        steps = tuple(
            Threshold(F(at), F(p, 2)) for at, p in zip(ordered, points, strict=True)
        )
        rule = PointsRule(steps, less, is_linear=dice.random() < 0.5)
        lo, hi = sorted((F(dice.randint(0, 200), 2), F(dice.randint(0, 200), 2)))
        opened = {"lo_open": dice.random() < 0.5, "hi_open": dice.random() < 0.5}
        span = points_over(rule, Interval(lo, hi, **(opened if lo < hi else {})))
        inside = [lo + (hi - lo) * F(n, 40) for n in range(1, 40)]
        found = [naive_points(rule, figure) for figure in inside]
        assert found == [rule.points_at(figure) for figure in inside]
        assert span.low <= min(found) <= max(found) <= span.high
        ends = {naive_points(rule, lo), naive_points(rule, hi), *found}
        assert {span.low, span.high} <= ends | {rule.points_at(x) for x in rule.lines}


def test_what_is_still_reported_never_leaves_the_span() -> None:
    dice = Random(41)  # noqa: S311
    lines = (RATE, FLOW, CEILING, MONEY, FALL)
    for line in lines * 4:
        keys = {**BY_X, "scores": STEPS} if line is RATE else BY_X
        criterion = row(**keys)
        year: list[Said] = [
            f"{dice.randint(80, 100)}/100" if line is RATE else dice.randint(0, 40)
            for _ in range(4)
        ]
        spans = []
        for count, period in enumerate(DAYS, start=1):
            sheet = sheet_of(line, criterion, quarters("u1", *year[:count]), period)
            computed = sheet.rows[0].computed
            assert computed is not None
            spans.append(computed.span)
        last = spans[-1].final_points
        assert last is not None
        assert all(span.low <= last <= span.high for span in spans)


SELF, APPRAISED, PUBLISHED = ScoreStage
TYPED = row(is_typed=True)


def score(stage: ScoreStage, points: str | None, **keys: object) -> Score:
    return Score("1", stage, None if points is None else D(points), **keys)  # type: ignore[arg-type]


def test_three_columns_stay_three_and_the_last_word_counts() -> None:
    scores = (
        score(SELF, "2"),
        score(APPRAISED, "1.5", cause="thiếu 2 biên bản"),
        score(SELF, "1.75", reason="thiếu"),
    )
    sheet = sheet_of(RATE, TYPED, {}, "Q4", scores)
    (found,) = sheet.rows
    assert [found.typed_points(stage) for stage in ScoreStage] == [
        F("1.75"),
        F("1.5"),
        None,
    ]
    assert (found.score_span.final_points, found.loss.final_points, found.cause) == (
        F("1.5"), F("0.5"), "thiếu 2 biên bản",
    )  # fmt: skip
    assert sheet.span(PUBLISHED) == PointSpan(F(0), F(2))


def test_a_column_taken_back_is_empty_and_figures_fill_no_column() -> None:
    scores = (score(SELF, "1"), score(SELF, None, reason="nhầm"))
    assert sheet_of(RATE, TYPED, {}, "Q4", scores).rows[0].typed == {}
    said = quarters("u1", "98/100", "nil", "nil", "nil")
    (found,) = sheet_of(RATE, row(**STEPPED), said).rows
    assert (found.typed, found.span(SELF).final_points) == ({}, F(2))
    assert found.span(APPRAISED) == PointSpan(F(0), F(2))
    # a typed score stands beside what figures say, and wins
    (found,) = sheet_of(RATE, row(**STEPPED), said, "Q4", (score(SELF, "1"),)).rows
    assert found.computed is not None
    assert (found.span(SELF).final_points, found.computed.span.final_points) == (
        F(1),
        F(2),
    )


def test_headings_add_up_and_unknown_makes_the_total_an_interval() -> None:
    card = (
        Criterion("1", "Mục"),
        Criterion("1.1", "A", D(2), scored_by="x", scores=STEPS),
        Criterion("1.2", "B", D("0.5"), is_typed=True),
        Criterion("1.2.1", "C", D(1), is_typed=True),
    )
    card = (*card[:2], replace(card[2], is_typed=False, points=None), card[3])
    plan = replace(plan_of(RATE), scorecard=card)
    said = quarters("u1", "96/100", "nil", "nil", "nil")
    view = whole_view(plan, facts_of(said, DAYS["Q4"]), "Q4")
    sheet = score_sheet(plan, view, ())
    assert [(r.depth, r.is_heading, r.standard) for r in sheet.rows] == [
        (0, True, F(3)), (1, False, F(2)), (1, True, F(1)), (2, False, F(1)),
    ]  # fmt: skip
    assert sheet.span(SELF, sheet.rows[0]) == PointSpan(F(1), F(2))
    assert sheet.loss() == PointSpan(F(1), F(2))


def test_weights_are_a_sheet_of_one_level_that_criteria_override() -> None:
    plan = plan_of()
    lines = (
        replace(changed(FLOW, weight=D(60)), id="x"),
        replace(changed(CEILING, weight=D(40)), id="y"),
    )
    signed = Commitment("ck", "Cam kết", lines, weight=D(20))
    plan = replace(plan, commitments=(signed,))
    said = quarters("u1", 30, 0, 0, "6.5")  # 36,5 of 73: half
    view = whole_view(plan, facts_of(said, DAYS["Q4"]), "Q4")
    first, second = score_sheet(plan, view, ()).rows
    assert (first.standard, first.computed and first.computed.span.final_points) == (
        F(12),
        F(6),
    )
    assert second.standard == 8
    own = replace(plan, scorecard=(row(scored_by="x"),))
    assert [r.criterion.id for r in score_sheet(own, view, ()).rows] == ["1", "y"]


def test_a_task_that_each_must_do_is_scored_by_how_many_did() -> None:
    task = Task("t", "Việc", each=("u1", "u2"), due=date(2022, 3, 31))
    plan: Plan = replace(plan_of(RATE), tasks=(task,), scorecard=(row(each_done="t"),))
    view = whole_view(plan, facts_of({}, DAYS["Q1"]), "Q1")
    assert score_sheet(plan, view, ()).score_span() == PointSpan(F(0), F(2))
    view = whole_view(plan, facts_of({}, DAYS["Q4"]), "Q4")
    assert score_sheet(plan, view, ()).score_span().final_points == 0


def test_without_a_target_nothing_can_be_computed() -> None:
    bare = indicator(Measure.FLOW, None)
    assert points_rule(row(**BY_X), bare) is None
