"""Days of the ladder of reminders, around due days that are worked and that are not."""

from datetime import date

import pytest

from cchc.core.plan.calendar import WorkCalendar
from cchc.core.plan.unit import read_when
from cchc.core.verdict.debts import step_day

FRIDAY, SUNDAY = date(2022, 3, 18), date(2022, 3, 20)
WORK = WorkCalendar(frozenset({date(2022, 3, 17)}))


@pytest.mark.parametrize(
    ("due", "offset", "day"),
    [
        (FRIDAY, 0, date(2022, 3, 18)),
        (FRIDAY, -1, date(2022, 3, 16)),
        (FRIDAY, -7, date(2022, 3, 8)),
        (FRIDAY, 1, date(2022, 3, 21)),
        (FRIDAY, 3, date(2022, 3, 23)),
        (SUNDAY, 0, date(2022, 3, 18)),
        (SUNDAY, -1, date(2022, 3, 16)),
        (SUNDAY, 1, date(2022, 3, 21)),
    ],
)
def test_steps_are_counted_in_working_days(due: date, offset: int, day: date) -> None:
    assert step_day(due, offset, WORK) == day


@pytest.mark.parametrize(
    ("text", "offset"),
    [("T-7", -7), ("t", 0), ("T+3", 3), ("T − 2", -2), ("T-", None), ("7", None)],
)
def test_a_step_is_written_around_t(text: str, offset: int | None) -> None:
    assert read_when(text) == offset
