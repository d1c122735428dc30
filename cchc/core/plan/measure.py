"""What is measured, and how the figures of several units make one (SEMANTICS 3, 4)."""

from cchc.text.closed_list import StrEnum


class Measure(StrEnum):
    """What the figure of one period is (SEMANTICS 3)."""

    FLOW = "flow"
    RUNNING = "running"
    LEVEL = "level"
    RANK = "rank"
    GRADE = "grade"
    RATIO = "ratio"
    REGISTER = "register"
    MILESTONE = "milestone"
    YES = "yes"


TOTALS = frozenset({Measure.FLOW, Measure.RUNNING, Measure.REGISTER})
"""Figures that add up over the year."""
ANSWERED = frozenset({Measure.MILESTONE, Measure.YES})
"""Answered by a day or a word; the others have a figure."""
PLACED = frozenset({Measure.RANK, Measure.GRADE})
"""A place in an order, of which no arithmetic is made: neither sums nor a pace."""
STATE_MEASURES = frozenset({Measure.LEVEL, *PLACED})
"""What holds at the cut-off: no two periods add up."""
NEVER_NIL = STATE_MEASURES | {Measure.YES}
"""What is never nothing: `nil` is refused (SEMANTICS 1)."""


class RatioOf(StrEnum):
    """What a ratio's numerator and denominator are."""

    FLOW = "flow"
    LEVEL = "level"
    PLAN = "plan"


class Across(StrEnum):
    """How the figures of several units make one (SEMANTICS 4)."""

    SUM = "sum"
    POOL = "pool"
    DISTINCT = "distinct"
    LEAD = "lead"
    ALL_OF = "all_of"


class FigureWindow(StrEnum):
    """Which days a figure covers: the reporting period's or the calendar's."""

    PERIOD = "period"
    CALENDAR = "calendar"
