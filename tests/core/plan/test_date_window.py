"""In which days a date can be true."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.plan.date_window import (
    DateRole,
    DateWindow,
    plan_window,
    received_window,
    signing_window,
    window_problem,
)
from cchc.core.plan.period import Period
from cchc.text.problem import NOWHERE, ProblemCode

Q1 = Period(
    2022, "Q1", 1, date(2021, 12, 15), date(2022, 3, 14), date(2022, 3, 17), dues={}
)
Q2 = Period(
    *(2022, "Q2", 2, date(2022, 3, 15), date(2022, 6, 14), date(2022, 6, 17)),
    dues={"ward": date(2022, 6, 20)},
    is_last=True,
)
DAY = timedelta(days=1)


def test_a_plan_s_dates_lie_within_a_year_of_its_days() -> None:
    window = plan_window((Q1, Q2))
    assert window.first == date(2020, 12, 14)
    assert window.last == date(2023, 6, 21)


def test_a_report_comes_from_the_first_day_of_its_period_to_today() -> None:
    window = received_window(Q2, date(2022, 6, 18))
    assert window == DateWindow(date(2022, 3, 15), date(2022, 6, 18))


def test_papers_are_signed_from_a_quarter_before_the_year_to_the_last_due_day() -> None:
    assert signing_window((Q1, Q2), "ward").last == date(2022, 6, 20)
    assert signing_window((Q1, Q2), "").last == date(2022, 6, 17)


@pytest.mark.parametrize("role", list(DateRole))
@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_a_day_outside_is_told_with_both_ends(role: DateRole, day: date) -> None:
    window = plan_window((Q1, Q2))
    told = window_problem(day, window, role, NOWHERE)
    assert (told is None) == (window.first <= day <= window.last)
    if told is not None:
        assert told.code is ProblemCode.DATE_IMPOSSIBLE
        assert told.blanks["first"] == "14/12/2020"
        assert told.blanks["last"] == "21/6/2023"


def test_both_ends_of_a_window_belong_to_it() -> None:
    window = plan_window((Q1, Q2))
    assert window.holds(window.first)
    assert window.holds(window.last)
    assert not window.holds(window.first - DAY)
    assert not window.holds(window.last + DAY)
