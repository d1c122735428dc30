"""The clock of a report that was sent back (SEMANTICS 11)."""

from datetime import date, timedelta

from cchc.core.plan.plan import Plan

USUAL_DAYS = 3


def answer_due(plan: Plan, returned: date) -> date:
    """The last day on which a report that was sent back is not overdue again."""
    day, left = returned, getattr(plan.calendar, "return_after", USUAL_DAYS)
    while left:
        day += timedelta(days=1)
        worked = day.weekday() < 5 and day not in plan.calendar.days_off
        left -= worked or day in plan.calendar.made_up
    return day


def after_return(plan: Plan, returned: date, as_of: date) -> str:
    """How a report stands that was sent back and not sent again since."""
    return "overdue" if as_of > answer_due(plan, returned) else "returned"
