"""Number and day of a paper in one line."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.typed import TypedText, paper_line, read_paper, split_paper
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.text.day import long, short
from cchc.text.problem import Place, Problem, ProblemCode

DAY = date(2022, 3, 7)
SPELLINGS = [
    "{} ngày 07/3/2022",
    "{} ngày 7 tháng 3 năm 2022",
    "{}, ngày 7-3-2022",
    "{} ký ngày 07.03.2022",
    "{}, 2022-03-07",
    "{}; 2022-03-07",
    "{} 2022-03-07",
    "{} (07/3/2022)",
    "{} ngay 7/3/2022",
    "Số: {} ngày 07/3/2022",
    "số {}, 07/3/2022",
    "No. {} of 7 March 2022",
    "{} dated March 7, 2022",
    "{} of 7th Mar 2022",
    "Number {}, 2022-03-07",
    "  {}\n ngày   07/3/2022 ",
]
NUMBERS = ["12/BC-UBND", "QĐ 12/QĐ-UBND", "12-CV/ĐU", "05/2022/NQ-HĐND", "1234"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_number_and_day_are_read_in_every_common_form(
    spelling: str, number: str
) -> None:
    assert read_paper(spelling.format(number)) == Paper(number, DAY)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_may_stand_alone(number: str) -> None:
    assert read_paper(f" Số {number} ") == Paper(number, None)


def test_a_day_may_stand_alone() -> None:
    for text in ("ngày 07/3/2022", "2022-03-07", "07/3/2022", "7 March 2022"):
        assert read_paper(text) == Paper(None, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "12/BC-UBND ngày 31/02/2022",
        "12/BC-UBND, 2022-13-07",
        "12/BC-UBND ngày 07/3",
        "12/BC-UBND ngày",
        "12/BC-UBND, 07/3/22",
        "12/BC-UBND 07/3/22",
        "12/BC-UBND ngày 07/3/2022 ngày 08/3/2022",
        "12/BC-UBND, chưa có ngày",
        "12/BC-UBND, 13/BC-UBND",
        "12/BC-UBND dated yesterday",
        "BC-UBND",
        "BC-UBND ngày 07/3/2022",
        "ngày mai",
        "báo cáo",
        "-",
        "",
    ],
)
def test_what_is_neither_is_refused(text: str) -> None:
    at = Place(argument="--document")
    problem = Problem(ProblemCode.PAPER_UNREADABLE, at, {"text": text})
    assert read_paper(text, at) == problem


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)), st.sampled_from(NUMBERS))
def test_what_is_printed_is_read_back(day: date, number: str) -> None:
    for words in (f"ngày {short(day)}", long(day), f", {day}", f"of {day:%d %B %Y}"):
        assert read_paper(f"{number} {words}") == Paper(number, day)


@pytest.mark.parametrize(
    ("paper", "line", "parts"),
    [
        (Paper("12/BC", DAY), "12/BC ngày 07/3/2022", ("12/BC", "2022-03-07")),
        (Paper("12/BC", None), "12/BC", ("12/BC", None)),
        (Paper(None, DAY), "ngày 07/3/2022", (None, "2022-03-07")),
    ],
)
def test_a_line_is_split_where_it_was_typed(
    paper: Paper, line: str, parts: tuple[str | None, ...]
) -> None:
    assert paper_line(paper) == line
    at = Place(argument="--document")
    assert split_paper(TypedText(line, at)) == tuple(
        TypedText(part, at) if part else None for part in parts
    )
    assert isinstance(split_paper(TypedText("báo cáo")), Problem)
    assert paper_line(NO_PAPER) is None
