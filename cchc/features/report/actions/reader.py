"""What every part of a typed report is read with."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TypeVar

from cchc.app.name_lookup import (
    Names,
    find_by_name,
    indicator_names,
    task_names,
    unit_names,
)
from cchc.core.facts.report import Facts, Report
from cchc.core.facts.succession import reporters_in
from cchc.core.facts.typed import TypedText, read_paper
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import (
    DateRole,
    odd_day,
    own_days,
    plan_window,
    window_problem,
)
from cchc.core.plan.finer import finer_plan, is_finer
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Paper, Plan
from cchc.text.day import parse_near_day, short
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record

T = TypeVar("T")


class ReportAddress(Record):
    """Of which unit and which period a report is, by the plan that judges it.

    A problem stands where the words name none.
    """

    plan: Plan
    unit: str | Problem
    period: Period | Problem


class Reader:
    """Reads one report by what is known; what is wrong gathers in `problems`."""

    def __init__(
        self, plan: Plan, facts: Facts, today: date, problems: list[Problem]
    ) -> None:
        self.plan = plan
        self.facts = facts
        self.today = today
        self.problems = problems
        self.periods = periods(plan)
        self.window = plan_window(self.periods)
        settles = (line.settles for line in plan.all_indicators)
        self.own_days = own_days(self.periods, settles)

    @cached_property
    def indicator_names(self) -> Names:
        return indicator_names(self.plan)

    @cached_property
    def task_names(self) -> Names:
        return task_names(self.plan)

    @cached_property
    def unit_names(self) -> Names:
        return unit_names(self.plan)

    def note(self, code: ProblemCode, place: Place, **blanks: Blank) -> None:
        self.problems.append(Problem(code, place, blanks))

    def value_of(self, read: T | Problem) -> T | None:
        """What was read; None where it is a problem, which is noted."""
        if isinstance(read, Problem):
            self.problems.append(read)
            return None
        return read

    def find(
        self,
        typed: TypedText,
        names: Names,
        code: ProblemCode = ProblemCode.REPORT_UNKNOWN_KEY,
    ) -> str | None:
        """The id that a word means; None where it means none, which is noted."""
        return self.value_of(find_by_name(typed, names, code))

    def readable_day(self, typed: TypedText) -> date | None:
        """The day typed; one ahead is noted (P318), one unreadable is None (P317)."""
        day = parse_near_day(typed.text, self.today)
        if day is None:
            self.note(ProblemCode.DATE_UNREADABLE, typed.place, text=typed.text)
        elif day > self.today:
            today = short(self.today)
            self.note(
                ProblemCode.DATE_FUTURE, typed.place, text=typed.text, today=today
            )
        return day

    def day_in_plan(self, typed: TypedText | None, role: DateRole) -> date | None:
        """A day of the plan's window that is not in the future; None when noted."""
        if typed is None or not typed.text.strip():
            return None
        day = self.readable_day(typed)
        if day is None or day > self.today:
            return None
        outside = window_problem(day, self.window, role, typed.place)
        return day if outside is None else self.value_of(outside)

    def question_day(
        self, day: date | None, role: DateRole, place: Place, **blanks: Blank
    ) -> None:
        """Note P349 for a day that is not one of the plan's own."""
        odd = None if day is None else odd_day(day, self.own_days, role, place)
        if odd is not None:
            self.note(odd.code, place, **odd.blanks, **blanks)

    def paper_in_time(self, typed: TypedText | None, role: DateRole) -> None:
        """Note a day that cannot be true of a paper named by number and day."""
        paper = read_paper(typed.text) if typed is not None else None
        if typed is not None and isinstance(paper, Paper) and paper.date is not None:
            outside = window_problem(paper.date, self.window, role, typed.place)
            self.problems += () if outside is None else (outside,)


class PartReader(Reader):
    """Reads a part of a report whose unit, period and day of receipt are known.

    `places` is where the key of each indicator was typed.
    """

    def __init__(self, head: Reader, period: Period, report: Report) -> None:
        super().__init__(head.plan, head.facts, head.today, head.problems)
        self.period = period
        self.report = report
        self.places: dict[str, Place] = {}

    def is_reporter(self, indicator: Indicator, key: TypedText) -> bool:
        """Whether the unit reports it in this period; if not, who or when is noted."""
        unit, period = self.report.unit, self.period
        if indicator.every is not None and is_finer(indicator, self.plan):
            made = periods(finer_plan(self.plan, indicator.every))
            inside = [p.id for p in made if period.start <= p.start <= period.cutoff]
            blanks = {"key": indicator.id, "periods": ", ".join(inside)}
            self.note(ProblemCode.PERIOD_FINER, key.place, **blanks)
            return False
        if unit in indicator.reporters:
            return True
        reporters = reporters_in(self.plan, indicator, self.period)
        if unit in reporters:
            return True
        self.note(
            ProblemCode.REPORT_NOT_REPORTER,
            key.place,
            reporters=", ".join(reporters),
            key=indicator.id,
            unit=unit,
        )
        return False


def text_of(typed: TypedText | None) -> str | None:
    """What was typed; None where only blanks were."""
    text = typed.text.strip() if typed is not None else ""
    return text or None


Places = Mapping[str, Place]
"""Where the key of each indicator was typed."""
