"""What units that became one had said a year before, added up as one figure."""

from datetime import date

import pytest

from cchc.core.facts.report import NIL, UNAVAILABLE, Facts, Quality, Reading
from cchc.core.plan.calendar import periods
from cchc.core.verdict.board import YearBoard
from cchc.core.verdict.cells import cells_in
from cchc.text.record import replace
from tests.core.verdict.test_year_boards import (
    ALONE,
    FLOW,
    HEIR,
    NOW,
    cells_by_key,
    past_board,
)
from tests.core.world import Said, plan_of


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("nil", "nil", NIL),
        ("unavailable", 4, UNAVAILABLE),
        (4, "unavailable", UNAVAILABLE),
    ],
)
def test_what_one_of_them_did_not_publish_is_not_counted_as_nothing(
    first: Said, second: Said, whole: Reading
) -> None:
    board = past_board(FLOW, {"u1 Q2": first, "u2 Q2": second})
    assert board.reading(FLOW, "u2", ALONE, NOW) == whole


@pytest.mark.parametrize("rough", ["u1", "u2"])
def test_a_figure_of_several_is_as_firm_as_the_least_firm_of_them(rough: str) -> None:
    cells = cells_by_key({"u1 Q2": 3, "u2 Q2": 4})
    at = ("x", rough, "Q2")
    cells[at] = replace(cells[at], quality=Quality.ESTIMATE)
    plan = replace(plan_of(FLOW), units=HEIR)
    in_order = periods(plan)
    known = Facts(date(2023, 3, 1), cells)
    board = YearBoard(in_order[1], plan, cells_in(plan, in_order, known))
    reading = board.reading(FLOW, "u2", ALONE, NOW)
    assert reading is not None
    assert reading.number == 7
    assert reading.quality is Quality.ESTIMATE
