"""Due days of tasks in words: `Quý IV`, `tháng 3`, `thường xuyên`."""

from datetime import date

import pytest

from cchc.core.plan.calendar import ALL_YEAR, read_span, span_end
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml

PLAN = """\
cchc: 1
id: a
title: Kế hoạch
year: 2022
authority: {name: UBND phường}
units: [{id: vp, name: Văn phòng}]
tasks:
  - {id: "1", name: Một, lead: vp, due: Quý IV}
  - {id: "2", name: Hai, lead: vp, due: tháng 3}
  - {id: "3", name: Ba, lead: vp, due: thường xuyên}
"""


@pytest.mark.parametrize(
    ("text", "span", "last"),
    [
        ("Quý IV", "Q4", date(2022, 12, 31)),
        ("quý 1", "Q1", date(2022, 3, 31)),
        ("Q2", "Q2", date(2022, 6, 30)),
        ("quy iii/2023", "2023-Q3", date(2023, 9, 30)),
        ("Quý II năm 2022", "2022-Q2", date(2022, 6, 30)),
        ("quarter 3", "Q3", date(2022, 9, 30)),
        ("tháng 3", "M03", date(2022, 3, 31)),
        ("Tháng 02", "M02", date(2022, 2, 28)),
        ("tháng 12/2022", "2022-M12", date(2022, 12, 31)),
        ("T7", "M07", date(2022, 7, 31)),
        ("February 2024", "2024-M02", date(2024, 2, 29)),
        ("june", "M06", date(2022, 6, 30)),
    ],
)
def test_a_quarter_or_a_month_ends_on_its_last_day(
    text: str, span: str, last: date
) -> None:
    assert read_span(text) == span
    plan = read_plan(None, PLAN.encode()).plan
    assert plan is not None
    assert span_end(span, plan) == last


def test_a_quarter_of_a_fiscal_year_ends_with_it() -> None:
    fiscal = PLAN.replace("units:", "calendar: {basis: calendar, starts: 4}\nunits:")
    plan = read_plan(None, fiscal.encode()).plan
    assert plan is not None
    assert [task.due for task in plan.tasks[:2]] == [date(2023, 3, 31)] * 2
    assert read_plan(None, plan_yaml(plan, "", {}).encode()).plan == plan


@pytest.mark.parametrize(
    ("due", "last"),
    [
        ("tháng 3", date(2023, 3, 31)),
        ("tháng 9", date(2022, 9, 30)),
        ("Quý II", date(2023, 6, 30)),
        ("Quý IV", date(2022, 12, 31)),
        ("tháng 3/2022", date(2022, 3, 31)),
    ],
)
def test_of_periods_written_out_it_is_the_first_within_the_plan(
    due: str, last: date
) -> None:
    days = (
        "{A: {from: 2022-07-01, cutoff: 2022-12-31},"
        " B: {from: 2023-01-01, cutoff: 2023-06-30}}"
    )
    calendar = f"calendar: {{basis: explicit, due_after: 3, periods: {days}}}\nunits:"
    text = PLAN.replace("units:", calendar).replace("tháng 3", due)
    plan = read_plan(None, text.encode()).plan
    assert plan is not None
    assert plan.tasks[1].due == last


@pytest.mark.parametrize(
    "text", ["", "quý V", "tháng 13", "tháng 0", "2022-03-31", "cuối năm", "IV", "3"]
)
def test_other_words_are_no_due_day(text: str) -> None:
    assert read_span(text) is None


def test_a_task_may_recur() -> None:
    assert read_span("Thường xuyên") == ALL_YEAR


def test_a_plan_with_such_days_is_written_so_that_it_is_read_again() -> None:
    plan = read_plan(None, PLAN.encode()).plan
    assert plan is not None
    assert [task.due_in for task in plan.tasks] == ["2022-Q4", "2022-M03", None]
    assert plan.tasks[2].standing
    assert read_plan(None, plan_yaml(plan, "", {}).encode()).plan == plan
