"""Days in and out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.text.day import day_slip, long, parse_day, parse_near_day, short


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


@pytest.mark.parametrize(
    ("typed", "last", "coming"),
    [
        ("25/3", date(2022, 3, 25), date(2023, 3, 25)),
        ("25-03", date(2022, 3, 25), date(2023, 3, 25)),
        ("ngày 25 tháng 3", date(2022, 3, 25), date(2023, 3, 25)),
        ("25/12", date(2021, 12, 25), date(2022, 12, 25)),
        ("1/4", date(2022, 4, 1), date(2022, 4, 1)),
        ("29/2", date(2020, 2, 29), date(2024, 2, 29)),
        ("25/3/2021", date(2021, 3, 25), date(2021, 3, 25)),
        ("25 March", date(2022, 3, 25), date(2023, 3, 25)),
        ("Mar 25th", date(2022, 3, 25), date(2023, 3, 25)),
        ("hôm nay", date(2022, 4, 1), date(2022, 4, 1)),
        ("Hôm qua", date(2022, 3, 31), date(2022, 3, 31)),
        ("tomorrow", date(2022, 4, 2), date(2022, 4, 2)),
        ("25 Marsh", None, None),
        ("31/2", None, None),
        ("3", None, None),
    ],
)
def test_a_day_without_a_year_is_the_last_one_or_the_next(
    typed: str, last: date | None, coming: date | None
) -> None:
    today = date(2022, 4, 1)
    assert parse_near_day(typed, today) == last
    assert parse_near_day(typed, today, ahead=True) == coming


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("3/25/2022", ("swapped", {"day": "25/3/2022"})),
        ("2022-25-03", ("swapped", {"day": "25/3/2022"})),
        ("31/02/2022", ("short", {"month": "2/2022", "last": "28"})),
        ("2024-02-30", ("short", {"month": "2/2024", "last": "29"})),
        ("31/12/2022", ("short", {"month": "12/2022", "last": "31"})),
        ("13/13/2022", None),
        ("0/5/2022", None),
        ("5/0/2022", None),
        ("30/14/2022", None),
        ("31/02/2222", None),
        ("hôm kia", None),
    ],
)
def test_a_slip_of_a_day_is_named(
    text: str, slip: tuple[str, dict[str, str]] | None
) -> None:
    assert day_slip(text) == slip
