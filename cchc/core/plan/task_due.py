"""Due days of tasks as plans write them: in a quarter, in a month, all the year."""

from datetime import date

from cchc.core.plan.calendar import ONE_DAY, first_month, month_start
from cchc.core.plan.period import Basis
from cchc.core.plan.plan import Plan, Task
from cchc.text.compare import fold
from cchc.text.period_name import SpanKind, read_period_name
from cchc.text.record import replace

ALL_YEAR = "all-year"
"""What stands for `thường xuyên`: the task recurs, it has no due day."""

_ALL_YEAR = frozenset({"thuong xuyen", "all year", "recurring"})


def read_span(text: str) -> str | None:
    """`Quý IV`, `tháng 3/2022` as data: `Q4`, `2022-M03`; None: it is no such word."""
    if fold(text) in _ALL_YEAR:
        return ALL_YEAR
    name = read_period_name(text)
    if name is None or name.kind not in {SpanKind.QUARTER, SpanKind.MONTH}:
        return None
    is_month = name.kind is SpanKind.MONTH
    span = f"M{name.number:02}" if is_month else f"Q{name.number}"
    return f"{name.year}-{span}" if name.year else span


def span_parts(span: str) -> tuple[str, str, int]:
    """Years as said, `Q` or `M`, and which of them; no years where it has none."""
    years, _, part = span.rpartition("-")
    return years, part[0], int(part[1:])


def lacks_year(task: Task) -> bool:
    """Whether a quarter or a month could be that of any year of the plan."""
    return task.due_in is not None and not span_parts(task.due_in)[0]


def span_end(span: str, plan: Plan) -> date:
    """The last day of the span in the calendar, never a report's cut-off (DESIGN 3).

    Of the fiscal year where the plan's begins with another month than January; where
    all periods are written out, the first within the plan.
    """
    years, kind, number = span_parts(span)
    year, starts = int(years[:4] or plan.year), first_month(plan.calendar)
    if kind == "M" and not years and number < starts:
        year += 1
    month = starts + 3 * number if kind == "Q" else number + 1
    end = month_start(year, month) - ONE_DAY
    if years or plan.calendar.basis is not Basis.EXPLICIT:
        return end
    begins = min(
        (r.start for r in plan.calendar.periods.values() if r.start), default=end
    )
    return end if end >= begins else month_start(year + 1, month) - ONE_DAY


def with_due_days(plan: Plan) -> Plan:
    """The plan with the due day of every task that names a quarter or a month.

    Of a plan of several years the year must be named: a task without it has no day.
    """
    return replace(plan, tasks=tuple(_with_due_day(task, plan) for task in plan.tasks))


def _with_due_day(task: Task, plan: Plan) -> Task:
    if task.due_in is None:
        return task
    if task.due_in == ALL_YEAR:
        return replace(task, due_in=None, standing=True)
    years, kind, number = span_parts(task.due_in)
    if not years and plan.calendar.years > 1:
        return task
    due = span_end(task.due_in, plan)
    if kind == "M":
        span = f"{due.year}-M{number:02}"
    else:
        is_fiscal = first_month(plan.calendar) > 1
        year = int(years[:4] or plan.year) if is_fiscal else due.year
        span = f"{year}–{year + 1}-Q{number}" if is_fiscal else f"{year}-Q{number}"
    return replace(task, due_in=span, due=due)
