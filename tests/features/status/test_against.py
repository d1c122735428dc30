"""`status --against`: what turned since another year, the worst first."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.line import AtLeast
from cchc.core.verdict.status import StatusView
from cchc.features.status.show.against import (
    AgainstYear,
    Turn,
    against_screen,
    against_table,
    year_pairs,
)
from cchc.text.record import replace
from cchc.words.translator import Lang, voice
from tests.core.world import Said, changed, facts_of, indicator, plan_of, whole_view

RATE = indicator(Measure.RATIO, AtLeast(Decimal(98)), of=RatioOf.FLOW)
FINE, WEAK, BAD = "100/100", "97/100", "50/100"


def view_of(said: dict[str, Said], period: str = "Q2", key: str = "x") -> StatusView:
    plan: Plan = plan_of(changed(RATE, id=key))
    before = ("Q1", "Q2", "Q3")[: int(period[1]) - 1]
    nothing: dict[str, Said] = dict.fromkeys(before, "nil")
    cells = {("u1", name): value for name, value in {**nothing, **said}.items()}
    day = date(2022, 12, 20) if period == "Q4" else date(2022, 6, 25)
    facts = facts_of(cells, day)
    if key != "x":
        renamed = {(key, *at[1:]): cell for at, cell in facts.cells.items()}
        facts = replace(facts, cells=renamed)
    return whole_view(plan, facts, period)


@pytest.mark.parametrize(
    ("now", "then", "turn"),
    [
        (BAD, FINE, Turn.WORSE),
        (WEAK, FINE, Turn.WORSE),
        (FINE, BAD, Turn.BETTER),
        (FINE, "99/100", Turn.SAME),
        ("unavailable", FINE, Turn.OPEN),
        (FINE, "unavailable", Turn.OPEN),
    ],
)
def test_verdicts_that_stand_are_compared(now: Said, then: Said, turn: Turn) -> None:
    pairs = year_pairs(view_of({"Q2": now}), view_of({"Q2": then}))
    assert [pair.turn for pair in pairs] == [turn]


def test_a_year_that_is_not_closed_is_not_worse_than_one_that_is() -> None:
    closed = view_of({"Q4": FINE}, "Q4")
    cells: dict[tuple[str, str], Said] = {("u1", f"Q{n}"): FINE for n in range(1, 5)}
    over = whole_view(plan_of(RATE), facts_of(cells, date(2023, 3, 1)), "Q4")
    assert [pair.turn for pair in year_pairs(closed, over)] == [Turn.SAME]


def test_new_and_gone_lines_are_told_and_the_screen_says_all() -> None:
    now, then = view_of({"Q2": BAD}), view_of({"Q2": FINE}, key="y")
    pairs = year_pairs(now, then)
    assert {pair.turn for pair in pairs} == {Turn.NEW, Turn.GONE}
    against = AgainstYear(2021, then, (*pairs, *year_pairs(now, view_of({"Q2": FINE}))))
    for lang in Lang:
        for width in (40, 90):
            text = against_screen(now, against, voice(lang), width, colour=False)
            assert max(map(len, text.splitlines())) <= width
            assert len(text.splitlines()) <= 29
    assert len(against_table(now, against, voice(Lang.VI)).rows) == 3
