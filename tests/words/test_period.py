"""Periods in and out."""

from datetime import date

import pytest

from cchc.core.plan.period import Period
from cchc.words.period import label, read_period, report_title
from cchc.words.translator import Lang, Voice


def period(
    name: str, ordinal: int, *, last: bool = False, title: str | None = None
) -> Period:
    day = date(2022, 3 * ordinal, 14)
    return Period(2022, name, ordinal, day, day, day, {}, title, last)


YEAR = (period("Q1", 1), period("Q2", 2), period("Q3", 3), period("Q4", 4, last=True))
NAMED = (
    period("dot-1", 1, title="Đợt 1 năm 2022"),
    period("dot-2", 2, last=True, title="Tổng kết"),
)
VI, EN = Voice(Lang.VI), Voice(Lang.EN)


@pytest.mark.parametrize(
    "text",
    [
        *("Q1", "q1", "1", "I", "i", "quý 1", "quy1", "Quy I", "2022-Q1", "Quý I/2022"),
        *("quý I năm 2022", "Q1/2022", "Q1 2022", "2022 q1", "quý 1-2022", "2022-1"),
    ],
)
def test_the_first_quarter_is_understood_however_it_is_typed(text: str) -> None:
    assert read_period(text, YEAR) == YEAR[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("II", "Q2"), ("6 tháng", "Q2"), ("6 tháng đầu năm", "Q2")),
        *(("6 tháng đầu năm 2022", "Q2"), ("6 thang/2022", "Q2"), ("h1", "Q2")),
        *(("III", "Q3"), ("IV", "Q4"), ("năm", "Q4"), ("cả năm", "Q4")),
        *(("9 tháng", "Q3"), ("9 tháng đầu năm 2022", "Q3"), ("9t", "Q3")),
        *(("3 tháng", "Q1"), ("12 tháng", "Q4"), ("2022Q3", "Q3"), ("2022q2", "Q2")),
        *(("quí 1", "Q1"), ("quý ba", "Q3"), ("quý tư", "Q4"), ("quý nhất", "Q1")),
        *(("Q-1", "Q1"), ("q1.2022", "Q1"), ("Q32022", "Q3"), ("quý III/22", "Q3")),
        *(("sáu tháng", "Q2"), ("chín tháng đầu năm 2022", "Q3"), ("9th/2022", "Q3")),
        *(
            ("first quarter", "Q1"),
            ("3rd quarter of 2022", "Q3"),
            ("quarter two", "Q2"),
        ),
        *(("first nine months", "Q3"), ("six months", "Q2"), ("full year", "Q4")),
        *(("nam2022", "Q4"), ("Q1/22", "Q1"), ("6T-22", "Q2")),
        *(("nam 2022", "Q4"), ("2022", "Q4"), ("year", "Q4")),
    ],
)
def test_other_periods_are_understood_too(text: str, name: str) -> None:
    found = read_period(text, YEAR)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q5",
        "0",
        "V",
        "IIII",
        "2021-Q1",
        "Quý I/2023",
        "năm 2021",
        "8 tháng",
        "2023Q1",
        "quý",
        "Q11",
        "Q1/21",
        "quý sáu",
        "tư",
        "1/22",
        "Q12",
    ],
)
def test_what_names_no_period_is_never_guessed(text: str) -> None:
    assert read_period(text, YEAR) is None


def test_a_plan_that_starts_in_july_has_no_first_quarter() -> None:
    assert read_period("1", YEAR[2:]) is None
    assert read_period("6 tháng", YEAR[2:]) is None
    assert read_period("quý 3", YEAR[2:]) == YEAR[2]


@pytest.mark.parametrize("text", ["dot-1", "DOT-1", "2022-dot-1", "đợt 1 năm 2022"])
def test_periods_with_names_of_their_own_are_found_by_them(text: str) -> None:
    assert read_period(text, NAMED) == NAMED[0]


def test_the_year_means_the_last_period_of_any_plan() -> None:
    assert read_period("năm", NAMED) == NAMED[1]


def test_prose_names_periods_in_roman() -> None:
    assert [label(each, VI) for each in YEAR[:2]] == ["Quý I/2022", "Quý II/2022"]
    assert label(YEAR[3], EN) == "Quarter IV of 2022"
    assert label(NAMED[1], VI) == "Tổng kết"


def test_reports_are_titled_as_the_decree_has_it() -> None:
    assert [report_title(each, VI) for each in YEAR] == [
        "quý I năm 2022",
        "6 tháng đầu năm 2022",
        "quý III năm 2022",
        "năm 2022",
    ]
    assert report_title(NAMED[0], VI) == "Đợt 1 năm 2022"


def test_every_label_and_id_is_read_back() -> None:
    for each in (*YEAR, *NAMED):
        assert read_period(label(each, VI), (*YEAR, *NAMED)) == each
        assert read_period(each.id, (*YEAR, *NAMED)) == each
