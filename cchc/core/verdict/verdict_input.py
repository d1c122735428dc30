"""All that the ladder of verdicts looks at (SEMANTICS 7)."""

from cchc.core.plan.expected import Expectation
from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.goal import Goal
from cchc.core.verdict.aggregate import Total
from cchc.core.verdict.view import Status
from cchc.core.verdict.yes_no import Answers
from cchc.text.record import Record

Rung = tuple[Status, str]
"""A status and the id of the rule that gives it."""


class Case(Record):
    """All that the ladder looks at, for one indicator in one period.

    `unopened`: no cell of the period has a value and none is due yet. `reported`:
    some cell that enters the figure holds a value, a stated nothing or a stated
    'not published'. `valued`: one holds a value or a stated nothing. `fin`: the
    year's figure has settled.
    """

    indicator: Indicator
    total: Total
    answers: Answers | None
    goal: Goal | None
    expectation: Expectation | None
    is_last: bool
    fin: bool
    unopened: bool
    reported: bool
    valued: bool
    awaited: bool
    unknown: bool
    date_passed: bool = False
