"""Due days of tasks as plans write them: in a quarter, in a month, all the year."""

from datetime import date
from re import ASCII, fullmatch

from cchc.core.plan.calendar import calendar_quarter
from cchc.core.plan.plan import Plan, Task
from cchc.text.compare import fold
from cchc.text.record import replace

ROMAN = ("I", "II", "III", "IV")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
ALL_YEAR = "all-year"
"""What stands for `thường xuyên`: the task recurs, it has no due day."""

_YEAR = r"(?: ?[-/]? ?(?:nam )?(\d{4}))?"
_QUARTER = rf"(?:quy|quarter|q) ?([1-4]|i{{1,3}}|iv){_YEAR}"
_MONTH = rf"(?:thang|month|m|t) ?(0?[1-9]|1[0-2]){_YEAR}"
_NAMED_MONTH = rf"({'|'.join(MONTHS)}){_YEAR}"
_ALL_YEAR = frozenset({"thuong xuyen", "all year", "recurring"})


def read_span(text: str) -> str | None:
    """`Quý IV`, `tháng 3/2022` as data: `Q4`, `2022-M03`; None: it is no such word."""
    plain = fold(text)
    if plain in _ALL_YEAR:
        return ALL_YEAR
    romans = {roman.casefold(): number for number, roman in enumerate(ROMAN, start=1)}
    names = {name: number for number, name in enumerate(MONTHS, start=1)}
    for pattern, form in (
        (_QUARTER, "Q{}"),
        (_MONTH, "M{:02}"),
        (_NAMED_MONTH, "M{:02}"),
    ):
        if match := fullmatch(pattern, plain, ASCII):
            word, year = str(match.group(1)), match.group(2)
            number = romans.get(word) or names.get(word) or int(word)
            span = form.format(number)
            return f"{year}-{span}" if year else span
    return None


def span_parts(span: str, year: int) -> tuple[int, str, int]:
    """Year, `Q` or `M`, and which of them; the year given where the span has none."""
    stated, _, part = span.rpartition("-")
    return int(stated or year), part[0], int(part[1:])


def span_end(span: str, year: int) -> date:
    """The last day of the span in the calendar, never a report's cut-off (DESIGN 3)."""
    year, kind, number = span_parts(span, year)
    if kind == "Q":
        return calendar_quarter(year, number)[1]
    quarter_end = calendar_quarter(year, (number + 2) // 3)[1]
    if quarter_end.month == number:
        return quarter_end
    return date.fromordinal(date(year, number + 1, 1).toordinal() - 1)


def with_due_days(plan: Plan) -> Plan:
    """The plan with the due day of every task that names a quarter or a month."""
    return replace(plan, tasks=tuple(_with_due_day(task, plan) for task in plan.tasks))


def _with_due_day(task: Task, plan: Plan) -> Task:
    if task.due_in is None:
        return task
    if task.due_in == ALL_YEAR:
        return replace(task, due_in=None, standing=True)
    year, kind, number = span_parts(task.due_in, plan.year)
    span = f"{year}-{kind}{number:02}" if kind == "M" else f"{year}-{kind}{number}"
    return replace(task, due_in=span, due=span_end(span, plan.year))
