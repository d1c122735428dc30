"""Days and periods: windows, cut-offs, due dates, working days (SEMANTICS 11)."""

from collections.abc import Iterable
from datetime import date, timedelta

from cchc.core.plan.period import Basis, CalendarRules, Period, PeriodRule
from cchc.core.plan.plan import Plan
from cchc.text.record import Record

ONE_DAY = timedelta(days=1)
QUARTERS = ("Q1", "Q2", "Q3", "Q4")
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
        weeks, rest = divmod(max((last - first).days, 0), 7)
        weekday = first.weekday()
        count = 5 * weeks + sum((weekday + n) % 7 < 5 for n in range(1, rest + 1))
        for day in self.days_off | self.made_up:
            if first < day <= last:
                count += self.is_working(day) - (day.weekday() < 5)
        return count


def work_calendar(rules: CalendarRules) -> WorkCalendar:
    """The working days a plan declares."""
    return WorkCalendar(frozenset(rules.days_off), frozenset(rules.made_up))


def calendar_quarter(year: int, quarter: int) -> tuple[date, date]:
    """First and last day of a quarter of the calendar year."""
    first = date(year, 3 * quarter - 2, 1)
    following = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return first, following - ONE_DAY


def nd09_quarter(year: int, quarter: int) -> tuple[date, date]:
    """Window of a quarter by NĐ 09/2019/NĐ-CP: Q1 is 15/12 to 14/3."""
    start = date(year - 1, 12, 15) if quarter == 1 else date(year, 3 * quarter - 3, 15)
    return start, date(year, 3 * quarter, 14)


def _windows(plan: Plan) -> Iterable[tuple[str, date, date]]:
    """Name, first day and cut-off of each period that has both, in order."""
    rules = plan.calendar
    if rules.basis is Basis.EXPLICIT:
        dated = (
            (name, rule.start, rule.cutoff) for name, rule in rules.periods.items()
        )
        whole = [(n, s, c) for n, s, c in dated if s is not None and c is not None]
        return sorted(whole, key=_by_start)
    shape = nd09_quarter if rules.basis is Basis.ND09 else calendar_quarter
    names = QUARTERS[QUARTERS.index(rules.first) :] if rules.first else QUARTERS
    cut = []
    for name in names:
        start, cutoff = shape(plan.year, int(name[1]))
        rule = rules.periods.get(name, NO_RULE)
        cut.append((name, rule.start or start, rule.cutoff or cutoff))
    return cut


def _by_start(window: tuple[str, date, date]) -> date:
    return window[1]


def periods(plan: Plan) -> tuple[Period, ...]:
    """The plan's periods in order, each with its window and due dates."""
    rules = plan.calendar
    working = work_calendar(rules)
    windows = tuple(_windows(plan))
    made = []
    for ordinal, (name, start, cutoff) in enumerate(windows, start=1):
        rule = rules.periods.get(name, NO_RULE)
        made.append(
            Period(
                year=plan.year,
                name=name,
                ordinal=ordinal,
                start=start,
                cutoff=cutoff,
                due=rule.due or working.after(cutoff, rules.due_after),
                dues=rule.dues,
                title=rule.title,
                is_last=ordinal == len(windows),
            )
        )
    return tuple(made)


def ripe_periods(
    among: tuple[Period, ...], today: date, opens: int
) -> tuple[Period, ...]:
    """Those whose cut-off or due date has passed or is at most `opens` days ahead."""
    return tuple(period for period in among if ripe_on(period, opens) <= today)


def ripe_on(period: Period, opens: int) -> date:
    """The day from which on a command may mean the period without naming it."""
    return min(period.cutoff, period.due) - timedelta(days=opens)


def default_period(among: tuple[Period, ...], today: date, opens: int) -> Period:
    """The period a command means when none is named: the latest ripe one.

    Before any is ripe, the first of the plan.
    """
    ripe = ripe_periods(among, today, opens)
    return ripe[-1] if ripe else among[0]


def running_period(among: tuple[Period, ...], day: date) -> Period:
    """The period in whose report a day falls; the last one after the year."""
    return next((period for period in among if period.cutoff >= day), among[-1])


def window_end(period: Period, *, by_calendar: bool) -> date:
    """The last day that a figure of this period covers.

    With `window: calendar` that is the end of the calendar quarter, whatever the
    cut-off of the report; a figure recorded before it is an estimate.
    """
    if by_calendar and period.quarter is not None:
        return calendar_quarter(period.year, period.quarter)[1]
    return period.cutoff
