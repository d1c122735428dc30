"""Charts: what is not known is not drawn, and every kind of target has its picture."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Baseline, Indicator
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import Hold, Points, Step
from cchc.features.papers.show.dashboard.chart import Chart, chart_of
from cchc.features.papers.show.dashboard.drawing import chart_cards, drawing_of
from cchc.paper.html import render_html
from cchc.phrases.writer import Writer
from cchc.text.record import replace
from cchc.words.translator import Lang, voice
from tests.core.world import (
    DAYS,
    Said,
    facts_of,
    indicator,
    plan_of,
    quarters,
    whole_view,
)
from tests.paper.pages import Drawing, drawing

T = Decimal
FLOW, LEVEL = Measure.FLOW, Measure.LEVEL


def clerk_of(one: Indicator, *said: Said, period: str = "Q2") -> Writer:
    """The view of one indicator of which one unit told so much."""
    told = quarters("u1", *said)
    told = {key: value for key, value in told.items() if value != "silent"}
    plan = plan_of(one)
    view = whole_view(plan, facts_of(told, DAYS[period]), period)
    return Writer(view, plan, voice(Lang.VI))


def chart(one: Indicator, *said: Said, period: str = "Q2") -> tuple[Chart, Drawing]:
    writer = clerk_of(one, *said, period=period)
    made = chart_of(writer.view.indicators[0], writer)
    assert made is not None
    say, view = writer.say, drawing_of(made, writer)
    return made, drawing(render_html("chart.svg.j2", chart=view, key="c", say=say))


def row(*values: int | None) -> list[Fraction | None]:
    return [None if each is None else Fraction(each) for each in values]


def points(drawing: Drawing, colour: str) -> list[str]:
    """The lines of a colour, each as its points."""
    found = drawing.all("polyline")
    return [e.get("points", "") for e in found if e.get("stroke") == colour]


BLUE, GREY = "#0b4f8a", "#5a6270"


def test_what_was_done_is_drawn_up_to_the_period_and_what_is_due_for_the_year() -> None:
    made, seen = chart(indicator(FLOW, AtLeast(T(40))), 9, 12)
    assert list(made.due) == row(10, 20, 30, 40)
    assert list(made.done) == row(9, 21, None, None)
    assert len(seen.discs) == 2
    assert len(seen.squares) == 4
    assert [len(each.split()) for each in points(seen, GREY)] == [4]
    assert [len(each.split()) for each in points(seen, BLUE)] == [2]


def test_a_silent_quarter_is_a_gap_and_no_nought() -> None:
    one = indicator(LEVEL, AtLeast(T(50)))
    made, seen = chart(one, 48, "silent", 52, period="Q3")
    assert list(made.done) == row(48, None, 52, None)
    assert len(seen.discs) == 2
    assert points(seen, BLUE) == []
    told = [each.text for each in seen.all("text") if each.get("fill") == BLUE]
    assert told == ["Thực hiện", "48", "–", "52"]


def test_a_sum_does_not_speak_for_the_quarter_that_nobody_reported() -> None:
    one = indicator(FLOW, AtLeast(T(40)))
    made, seen = chart(one, 9, "silent", 12, period="Q3")
    assert list(made.done) == row(9, None, 21, None)
    assert [each.get("fill") for each in seen.discs] == [BLUE, "#ffffff"]
    assert points(seen, BLUE) == []


def test_before_anybody_reports_the_quarter_is_empty() -> None:
    writer = clerk_of(indicator(FLOW, AtLeast(T(40))), 9)
    early = whole_view(writer.plan, facts_of({("u1", "Q1"): 9}, date(2022, 5, 2)), "Q2")
    made = chart_of(early.indicators[0], Writer(early, writer.plan, writer.voice))
    assert made is not None
    assert list(made.done) == row(9, None, None, None)


def test_nought_is_drawn_because_it_was_told() -> None:
    made, seen = chart(indicator(FLOW, AtLeast(T(40))), 0, 0)
    assert list(made.done[:2]) == row(0, 0)
    assert [each.get("cy") for each in seen.discs] == ["94.0", "94.0"]


def test_a_year_without_a_figure_has_no_disc() -> None:
    _, seen = chart(indicator(FLOW, AtLeast(T(40))))
    assert seen.discs == []
    assert len(seen.squares) == 4


def test_a_figure_that_lacks_units_is_a_ring() -> None:
    one = indicator(FLOW, AtLeast(T(40)), units=("u1", "u2"))
    _, seen = chart(one, 9)
    assert seen.discs[-1].get("fill") == "#ffffff"


def test_where_less_is_better_it_says_what_is_allowed() -> None:
    _, seen = chart(indicator(FLOW, AtMost(T(8))), 2, 1)
    assert "Cho phép" in seen.texts
    assert "≤ 8" in seen.texts
    assert "cho phép 4, thực hiện 3" in seen.told


def test_no_case_at_all_may_be_the_target() -> None:
    _, seen = chart(indicator(FLOW, AtMost(T(0))), 0, 1)
    assert "≤ 0" not in seen.texts


def test_a_range_is_a_band_with_both_ends_named() -> None:
    _, seen = chart(indicator(LEVEL, Between(T(60), T(66))), 62, 67)
    assert [e for e in seen.all("rect") if e.get("fill") == "#dcebdd"]
    assert {"60", "66"} <= set(seen.texts)
    assert seen.squares == []


@pytest.mark.parametrize("measure", [Measure.RANK, LEVEL])
def test_a_rank_has_no_path(measure: Measure) -> None:
    made, seen = chart(indicator(measure, RankAtMost(T(20))), 18, 25)
    assert list(made.done[:2]) == row(18, 25)
    assert len(seen.discs) == 2
    assert seen.squares == []
    assert "Cần đạt" not in seen.texts
    assert "≤ 20" in seen.texts


def test_a_rank_has_the_path_that_is_declared() -> None:
    one = indicator(Measure.RANK, RankAtMost(T(20)), Step("Q4"))
    made, seen = chart(one, 18, 25)
    assert list(made.due) == row(None, None, None, 20)
    assert len(seen.squares) == 1


def test_before_a_step_nothing_is_due() -> None:
    one = indicator(FLOW, AtLeast(T(40)), Step("Q4"))
    made, seen = chart(one, 9, 12)
    assert list(made.due) == row(None, None, None, 40)
    assert len(seen.squares) == 1
    assert points(seen, GREY) == []


def test_a_held_rate_is_seen_from_near_and_never_as_its_target() -> None:
    one = indicator(Measure.RATIO, AtLeast(T(100)))
    made, seen = chart(one, "86/86", "96/97")
    low, high = made.scale
    assert low > 90
    assert high > 100
    assert "99,45%" in seen.texts
    first, second = (Fraction(each.get("cy", "0")) for each in seen.discs)
    assert second > first + 20


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (indicator(Measure.MILESTONE, By(date(2022, 6, 30))), "theo ngày"),
        (indicator(Measure.YES, Yes()), "có hoặc không"),
        (indicator(LEVEL, MoreThan(None)), "Chưa có số liệu kỳ gốc"),
    ],
)
def test_what_has_no_scale_is_told_in_words(one: Indicator, why: str) -> None:
    writer = clerk_of(one)
    assert chart_of(writer.view.indicators[0], writer) is None
    cards = chart_cards(writer)
    told = render_html("charts.html.j2", cards=cards, say=writer.say)
    assert why in told
    assert "<svg" not in told


BASE = Baseline(T(70))
RATE = indicator(Measure.RATIO, AtLeast(T(98)))
SUM = indicator(FLOW, AtLeast(T(40)))
BORNE: tuple[tuple[Measure, Target], ...] = (
    (FLOW, AtLeast(T(40))),
    (FLOW, MoreThan(T(40))),
    (FLOW, AtMost(T(40))),
    (FLOW, Exactly(T(40), T(2))),
    (FLOW, Exactly(T(4))),
    (FLOW, Between(T(30), T(40))),
    (Measure.RUNNING, AtLeast(T(123456789))),
    (LEVEL, MoreThan(None)),
    (LEVEL, IncreaseBy(T(5))),
    (LEVEL, IncreaseBy(T(5), Scale.PERCENT)),
    (LEVEL, RankAtMost(T(20))),
    (LEVEL, Between(T(60), T(66))),
)


def everyone() -> Iterator[Indicator]:
    for measure, target in BORNE:
        yield replace(indicator(measure, target), baseline=BASE)
    yield RATE
    yield replace(RATE, of=RatioOf.LEVEL)
    yield replace(SUM, trajectory=Points((T(1), T(1), T(1), T(40))))
    yield replace(SUM, trajectory=Hold(), decimals=2)


def crowded(drawing: Drawing) -> list[tuple[str, str]]:
    """Labels that stand on each other, at six tenths of a letter's height a letter."""
    boxes = []
    for each in drawing.all("text"):
        text, size = each.text or "", Fraction(each.get("font-size", "11"))
        wide = len(text) * size * Fraction(54, 100)
        x, y = Fraction(each.get("x", "0")), Fraction(each.get("y", "0"))
        shift = {"middle": wide / 2, "end": wide}.get(each.get("text-anchor", ""), 0)
        boxes.append((text, x - shift, x - shift + wide, y))
    return [
        (one[0], two[0])
        for one, two in combinations(boxes, 2)
        if abs(one[3] - two[3]) < 9 and one[1] < two[2] and two[1] < one[2]
    ]


@settings(deadline=None, max_examples=60)
@given(
    st.sampled_from([*everyone()]),
    st.lists(st.integers(0, 10**9) | st.just("silent"), max_size=4),
    st.sampled_from(["Q1", "Q2", "Q3", "Q4"]),
)
def test_any_year_can_be_drawn_inside_its_frame_with_labels_apart(
    one: Indicator, said: list[Said], period: str
) -> None:
    if one.measure is Measure.RATIO:
        said = [f"{e}/{10**9}" if isinstance(e, int) else e for e in said]
    made, seen = chart(one, *said, period=period)
    root = seen.root
    width, height = (Fraction(root.get(key, "0")) for key in ("width", "height"))
    assert len(seen.discs) == sum(each is not None for each in made.done)
    for each in seen.discs:
        assert 0 < Fraction(each.get("cx", "0")) < width
        assert 0 < Fraction(each.get("cy", "0")) < height
    assert crowded(seen) == []
    assert all(Fraction(each.get("x", "0")) >= 0 for each in seen.all("text"))
