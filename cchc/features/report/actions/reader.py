"""What every part of a typed report is read with."""

from datetime import date

from cchc.core.facts.report import Facts, Report, Typed
from cchc.core.facts.succession import reporters_in
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import plan_window
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.problem import Blank, Place, Problem, ProblemCode


class Reader:
    """Reads a part of one report; what is wrong gathers in `problems`.

    `report` is the report so far: whose it is, of which period, when it came.
    """

    def __init__(
        self, plan: Plan, facts: Facts, period: Period, report: Report, today: date
    ) -> None:
        self.plan = plan
        self.facts = facts
        self.period = period
        self.report = report
        self.today = today
        self.window = plan_window(periods(plan))
        self.problems: list[Problem] = []

    def _tell(self, fault: ProblemCode, place: Place, **blanks: Blank) -> None:
        self.problems.append(Problem(fault, place, blanks))

    def _named(self, found: str | Problem) -> str | None:
        if isinstance(found, Problem):
            self.problems.append(found)
            return None
        return found

    def _is_asked(self, one: Indicator, key: Typed) -> bool:
        """Whether the unit reports this indicator; if not, who does is told."""
        asked = reporters_in(self.plan, one, self.period)
        if self.report.unit in asked:
            return True
        who: dict[str, Blank] = {"key": one.id, "unit": self.report.unit}
        names = ", ".join(asked)
        self._tell(ProblemCode.REPORT_NOT_REPORTER, key.place, reporters=names, **who)
        return False
