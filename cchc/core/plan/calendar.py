"""Days and periods: windows, cut-offs, due dates, working days (SEMANTICS 11)."""

from collections.abc import Iterable
from datetime import date, timedelta

from cchc.core.plan.period import Basis, CalendarRules, Period, PeriodRule, Rhythm
from cchc.core.plan.plan import Plan, Task
from cchc.text.compare import fold
from cchc.text.period_name import SpanKind, read_period_name
from cchc.text.record import Record, replace

ONE_DAY = timedelta(days=1)
YEAR_AND_MONTH = 400
"""A plan of more days than these has several years."""
NO_RULE = PeriodRule()


class WorkCalendar(Record):
    """Which days are worked: not weekends nor days off, but make-up days are."""

    days_off: frozenset[date] = frozenset()
    made_up: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        if day in self.made_up:
            return True
        return day.weekday() < 5 and day not in self.days_off

    def after(self, day: date, count: int) -> date:
        """The day that is `count` working days later; 0 gives the day itself."""
        while count > 0:
            day += ONE_DAY
            count -= self.is_working(day)
        return day

    def on_or_before(self, day: date) -> date:
        """The day itself if it is worked, else the last worked day before it."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def before(self, day: date, count: int) -> date:
        """The day that is `count` working days earlier; 0 gives the day itself."""
        while count > 0:
            day = self.on_or_before(day - ONE_DAY)
            count -= 1
        return day

    def between(self, first: date, last: date) -> int:
        """Working days after `first` up to `last`; 0 when `last` is not later."""
        if last <= first:
            return 0
        weeks, rest = divmod((last - first).days, 7)
        weekday = first.weekday()
        count = 5 * weeks + sum((weekday + n) % 7 < 5 for n in range(1, rest + 1))
        for day in self.days_off | self.made_up:
            if first < day <= last:
                count += self.is_working(day) - (day.weekday() < 5)
        return count


def work_calendar(rules: CalendarRules) -> WorkCalendar:
    """The working days a plan declares."""
    return WorkCalendar(frozenset(rules.days_off), frozenset(rules.made_up))


def month_start(year: int, month: int) -> date:
    """The first day of a month; months past December belong to the years after."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def calendar_span(year: int, first: int, months: int) -> tuple[date, date]:
    """First and last day of some months of the calendar, counted on past December."""
    return month_start(year, first), month_start(year, first + months) - ONE_DAY


def nd09_span(year: int, first: int, months: int) -> tuple[date, date]:
    """The same by NĐ 09/2019/NĐ-CP: a month goes from the 15th before to the 14th."""
    shift = timedelta(days=14)
    start, end = calendar_span(year, first - 1, months)
    return start + shift, end + shift


def first_month(rules: CalendarRules) -> int:
    """The month with which a year of the plan begins."""
    return rules.starts if rules.basis is Basis.CALENDAR else 1


def period_names(rules: CalendarRules, year: int) -> tuple[str, ...]:
    """The names of the periods that the calendar makes, in order.

    Of a plan of several years each under its own year: `2023-Q1`.
    """
    kind, count = rules.every.kind, 12 // rules.every.months
    digits = 2 if rules.every is Rhythm.MONTH else 1
    own = [f"{kind}{n:0{digits}}" for n in range(1, count + 1)]
    own = ["Y"] if rules.every is Rhythm.YEAR else own
    years = range(year, year + rules.years)
    names = [f"{n}-{name}" for n in years for name in own] if rules.years > 1 else own
    return tuple(names[names.index(rules.first) :] if rules.first in names else names)


def _windows(plan: Plan) -> Iterable[tuple[str, date, date]]:
    """Name, first day and cut-off of each period that has both, in order."""
    rules = plan.calendar
    if rules.basis is Basis.EXPLICIT:
        dated = (
            (name, rule.start, rule.cutoff) for name, rule in rules.periods.items()
        )
        whole = [(n, s, c) for n, s, c in dated if s is not None and c is not None]
        return sorted(whole, key=_by_start)
    shape = nd09_span if rules.basis is Basis.ND09 else calendar_span
    months, cut = rules.every.months, []
    for name in period_names(rules, plan.year):
        stated, _, own = name.rpartition("-")
        first = first_month(rules) + (int(own[1:] or 1) - 1) * months
        start, cutoff = shape(int(stated or plan.year), first, months)
        rule = rules.periods.get(name, NO_RULE)
        cut.append((name, rule.start or start, rule.cutoff or cutoff))
    return cut


def _by_start(window: tuple[str, date, date]) -> date:
    return window[1]


_LATEST: list[tuple[Plan, tuple[Period, ...]]] = []
MOST_KEPT = 4


def periods(plan: Plan) -> tuple[Period, ...]:
    """The plan's periods in order; those of the plans asked for last are kept."""
    for held, made in _LATEST:
        if held is plan:
            return made
    made = _periods(plan)
    _LATEST[:] = [(plan, made), *_LATEST[: MOST_KEPT - 1]]
    return made


def _periods(plan: Plan) -> tuple[Period, ...]:
    rules = plan.calendar
    working = work_calendar(rules)
    windows = tuple(_windows(plan))
    whole = _said_years(plan, windows[0][1], windows[-1][2]) if windows else ""
    is_long = bool(windows) and (windows[-1][2] - windows[0][1]).days > YEAR_AND_MONTH
    made = []
    for ordinal, (name, start, cutoff) in enumerate(windows, start=1):
        rule = rules.periods.get(name, NO_RULE)
        year = int(name[:4]) if rules.years > 1 else plan.year
        own = replace(plan, year=year)
        made.append(
            Period(
                year=year,
                name=name,
                ordinal=ordinal,
                start=start,
                cutoff=cutoff,
                due=rule.due or working.after(cutoff, rules.due_after),
                dues=rule.dues,
                title=rule.title,
                is_last=ordinal == len(windows),
                years=_said_years(own, start, cutoff) if is_long else whole,
                span=whole if is_long else "",
            )
        )
    return tuple(made)


def _said_years(plan: Plan, start: date, cutoff: date) -> str:
    """The years of some periods of a plan as people say them: `2025–2026`.

    Of a written-out period they are those in which most of it lies: one of the year
    may well begin in December before, as those of NĐ 09 do.
    """
    rules, first, last = plan.calendar, plan.year, plan.year
    if rules.basis is Basis.EXPLICIT:
        shift = timedelta(days=min(45, 2 * (cutoff - start).days // 3))
        first, last = (start + shift).year, (cutoff - shift).year
    elif (cutoff - start).days > YEAR_AND_MONTH:
        last += rules.years - 1
    if first_month(rules) > 1:
        last += 1
    return f"{first}–{last}" if first < last else str(first)


def ripe_periods(
    among: tuple[Period, ...], today: date, opens: int
) -> tuple[Period, ...]:
    """Those whose cut-off or due date has passed or is at most `opens` days ahead."""
    return tuple(period for period in among if ripe_on(period, opens) <= today)


def ripe_on(period: Period, opens: int) -> date:
    """The day from which on a command may mean the period without naming it."""
    return min(period.cutoff, period.due) - timedelta(days=opens)


def default_period(among: tuple[Period, ...], today: date, opens: int) -> Period:
    """The period meant when none is named: the latest ripe one, else the first."""
    return (among[:1] + ripe_periods(among, today, opens))[-1]


def running_period(among: tuple[Period, ...], day: date) -> Period:
    """The period in whose report a day falls; the last one after the year."""
    return next((period for period in among if period.cutoff >= day), among[-1])


LATE_IN_MONTH = 12
"""A period that begins on this day of a month or later is not of that month."""


def window_days(period: Period, *, by_calendar: bool) -> tuple[date, date]:
    """The first and the last day that a figure of this period covers.

    With `window: calendar` those of the calendar months that the period goes by,
    whatever the cut-off of the report: of 15/12 to 14/3 the first quarter. A figure
    recorded before their end is an estimate.
    """
    if not by_calendar:
        return period.start, period.cutoff
    start, end = period.start, period.cutoff
    begun = month_start(start.year, start.month + (start.day >= LATE_IN_MONTH))
    return begun, month_start(end.year, end.month + 1) - ONE_DAY


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
    year, part = str(due.year), f"M{number:02}" if kind == "M" else f"Q{number}"
    if kind == "Q" and first_month(plan.calendar) > 1:
        begins = int(years[:4] or plan.year)
        year = f"{begins}–{begins + 1}"
    return replace(task, due_in=f"{year}-{part}", due=due)
