"""Days in and out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.text.day import long, parse_day, short


@pytest.mark.parametrize(
    ("day", "in_short", "in_words"),
    [
        (date(2022, 3, 3), "03/3/2022", "ngày 03 tháng 3 năm 2022"),
        (date(2022, 1, 5), "05/01/2022", "ngày 05 tháng 01 năm 2022"),
        (date(2022, 2, 28), "28/02/2022", "ngày 28 tháng 02 năm 2022"),
        (date(2022, 9, 30), "30/9/2022", "ngày 30 tháng 9 năm 2022"),
        (date(2022, 12, 10), "10/12/2022", "ngày 10 tháng 12 năm 2022"),
    ],
)
def test_zeros_stand_where_the_decree_wants_them(
    day: date, in_short: str, in_words: str
) -> None:
    assert short(day) == in_short
    assert long(day) == in_words


@pytest.mark.parametrize(
    "text",
    [
        "2022-03-03",
        "03/03/2022",
        "3/3/2022",
        "03/3/2022",
        "03-03-2022",
        "03.03.2022",
        " ngày 03 tháng 3 năm 2022 ",
        "3 tháng 3 năm 2022",
        "3 March 2022",
        "3rd Mar 2022",
        "March 3, 2022",
    ],
)
def test_a_day_is_read_in_every_common_form(text: str) -> None:
    assert parse_day(text) == date(2022, 3, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hôm nay",
        "31/02/2022",
        "2022-13-01",
        "03/03/22",
        "3/3",
        "٣/٣/٢٠٢٢",
        "1/2-2022",
        "31 April 2022",
        "3 Marsh 2022",
        "March 2022",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert parse_day(text) is None


@given(st.dates())
def test_every_day_printed_is_read_back(day: date) -> None:
    for text in (day.isoformat(), long(day)):
        if day.year >= 1000:
            assert parse_day(text) == day
