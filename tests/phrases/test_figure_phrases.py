"""A figure on paper never says something else than the verdict beside it."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given

from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.change import RankAtMost
from cchc.core.plan.targets.kinds import AssignedLater
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Target
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.indicator import typed_figure
from cchc.core.verdict.status import StatusView
from cchc.phrases.figure_phrases import (
    change_words,
    previous_words,
    target_words,
    value_words,
)
from cchc.phrases.indicator_sentences import indicator_sentence
from cchc.phrases.writer import Writer
from cchc.text.record import replace
from cchc.words.translator import Voice
from tests.features.papers.year import DDCI, FIRMS, ON_TIME
from tests.strategies import exact_numbers


def sign(one: Fraction | Decimal, other: Fraction | Decimal) -> int:
    left, right = Fraction(one), Fraction(other)
    return (left > right) - (left < right)


@given(exact_numbers(90, 110, 10**9))
@example(Fraction(36100, 362))
@example(Fraction(9996, 100))
@example(Fraction(99_999_999_999, 10**9))
@example(Fraction(100_000_000_001, 10**9))
def test_a_printed_rate_stands_where_the_exact_one_does(value: Fraction) -> None:
    text = value_words(ON_TIME, value)
    assert text.endswith("%")
    if text[0] in "<>":
        assert text[0] == "<>"[value > 100]
    else:
        printed = Decimal(text[:-1].replace(",", "."))
        assert sign(printed, Decimal(100)) == sign(value, Fraction(100))


def test_a_rate_just_under_its_target_is_not_printed_as_reached() -> None:
    assert value_words(ON_TIME, Fraction(9999, 100)) == "99,99%"
    assert value_words(ON_TIME, Fraction(99999, 1000)) == "99,999%"
    assert value_words(ON_TIME, Fraction(100)) == "100%"
    assert value_words(DDCI, Fraction(654201, 10000)) == "65,4201"
    assert value_words(FIRMS, None) == "–"


def test_rates_differ_by_points_and_counts_by_number_and_percent(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    writer = Writer(view, plan, vi)
    firms, rate = view.commitments[2].indicators[1], view.commitments[3].indicators[0]
    assert change_words(rate, vi) == "+0,95 điểm phần trăm"
    assert change_words(firms, vi) is None  # Phường 4 is silent
    firms = replace(firms, coverage=Coverage(3, 3))
    assert change_words(firms, vi) == "-2 (15,38%)"
    assert previous_words(rate, vi) == "98,5%"
    close = replace(rate, previous=typed_figure(Decimal("99.4535"), 2021))
    assert change_words(close, vi) == "+0,0001 điểm phần trăm"
    same = replace(firms, previous=typed_figure(Decimal(11), 2021))
    assert "bằng cùng kỳ năm trước" in indicator_sentence(same, writer)
    assert change_words(replace(firms, previous=None), vi) is None


def test_a_stale_figure_says_that_it_is(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    text = indicator_sentence(view.indicators[0], Writer(view, plan, vi))
    assert "kỳ này chưa có số liệu, số liệu gần nhất: đạt 99" in text


def test_counts_under_ten_have_a_zero_in_prose_only(
    view: StatusView, plan: Plan, vi: Voice, en: Voice
) -> None:
    startups = view.commitments[2].indicators[0]
    assert "đạt 03/03 dự án" in indicator_sentence(startups, Writer(view, plan, vi))
    assert ": 3/3 dự án" in indicator_sentence(startups, Writer(view, plan, en))


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (AtLeast(Decimal(20)), "20"),
        (AtMost(Decimal(20)), "≤ 20"),
        (RankAtMost(Decimal(20)), "≤ 20"),
        (MoreThan(Decimal(20)), "> 20"),
        (Exactly(Decimal(20)), "20"),
        (Exactly(Decimal(20), Decimal("0.5")), "20 ± 0,5"),
        (Between(Decimal(18), Decimal("20.5")), "18 – 20,5"),
        (AtLeast(Decimal(20), Decimal(25)), "20 (phấn đấu 25)"),
        (AssignedLater("chờ tỉnh giao"), "chờ tỉnh giao"),
        (None, "–"),
    ],
)
def test_a_target_says_how_it_is_compared(
    view: StatusView, vi: Voice, target: Target | None, words: str
) -> None:
    one = view.commitments[2].indicators[1]
    shown = "–" if target is None else "20"
    asked = replace(
        one, indicator=replace(one.indicator, target=target), shown_target=shown
    )
    assert target_words(asked, vi) == words
