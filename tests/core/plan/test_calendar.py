"""Working days between two days, against counting them one by one."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.plan.calendar import WorkCalendar

DAYS = st.dates(date(2021, 12, 1), date(2022, 3, 31))
MARKED = st.frozensets(DAYS, max_size=12)


@given(DAYS, DAYS, MARKED, MARKED)
def test_working_days_between_two_days_are_those_counted(
    first: date, last: date, days_off: frozenset[date], made_up: frozenset[date]
) -> None:
    calendar = WorkCalendar(days_off, made_up)
    days = [first + timedelta(n) for n in range(1, (last - first).days + 1)]
    assert calendar.between(first, last) == sum(map(calendar.is_working, days))
