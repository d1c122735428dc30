"""A report that was sent back is overdue again after some working days."""

from datetime import date

import pytest

from cchc.core.plan.period import CalendarRules
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Authority, Unit
from tests.verdicts.clock import after_return, answer_due

AUTHORITY = Authority("Ủy ban nhân dân thành phố")
RULES = CalendarRules(days_off=(date(2022, 4, 11),), made_up=(date(2022, 4, 16),))
PLAN = Plan("thu", "Kế hoạch thử", 2022, AUTHORITY, (Unit("a", "Phường A"),))


@pytest.mark.parametrize(
    ("calendar", "returned", "due"),
    [
        (PLAN.calendar, date(2022, 3, 16), date(2022, 3, 21)),
        (PLAN.calendar, date(2022, 3, 14), date(2022, 3, 17)),
        (RULES, date(2022, 4, 8), date(2022, 4, 14)),
        (RULES, date(2022, 4, 14), date(2022, 4, 18)),
    ],
)
def test_it_has_three_working_days(
    calendar: CalendarRules, returned: date, due: date
) -> None:
    plan = Plan("thu", "Kế hoạch thử", 2022, AUTHORITY, PLAN.units, calendar=calendar)
    assert answer_due(plan, returned) == due
    assert after_return(plan, returned, due) == "returned"
    assert after_return(plan, returned, due.replace(day=due.day + 1)) == "overdue"
