"""What a person is shown: one value for the screen, the JSON, the papers.

Figures are exact Fractions or Decimals; `shown` texts are Vietnamese in every
language and never contradict the verdict beside them (SEMANTICS 12).
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from cchc.core.cascade.sign_book import SignBook
from cchc.core.facts.amendment import Amended
from cchc.core.facts.obstacle import ObstacleView
from cchc.core.facts.reliefs import Relief
from cchc.core.facts.report import (
    CellState,
    Narrative,
    Quality,
    Reading,
    Submission,
)
from cchc.core.facts.reporting_record import ReportingRecord
from cchc.core.facts.review import Evidence, Review
from cchc.core.facts.unit_cell import Heard, UnitCell
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Area, Commitment, Indicator, Task
from cchc.core.plan.reminder import Reminder
from cchc.core.plan.unit import Unit
from cchc.core.verdict.missing_evidence import Unproven
from cchc.text.record import Record, field


class Status(StrEnum):
    """Computed status of an indicator or commitment, worst first (SEMANTICS 7)."""

    FAILED = "failed"
    UNREACHABLE = "unreachable"
    BEHIND = "behind"
    DONE_LATE = "done_late"
    UNDETERMINED = "undetermined"
    NO_BASELINE = "no_baseline"
    WATCH = "watch"
    AWAITED = "awaited"
    NOT_DUE = "not_due"
    ON_TRACK = "on_track"
    MET = "met"
    EXCEEDED = "exceeded"
    VOID = "void"
    NIL_YEAR = "nil_year"
    STATISTIC = "statistic"


class TaskStatus(StrEnum):
    """How a task stands at the judgement date."""

    NOT_STARTED = "not_started"
    DOING = "doing"
    DONE_ON_TIME = "done_on_time"
    DONE_LATE = "done_late"
    OVERDUE = "overdue"
    EXTENDED = "extended"
    DROPPED = "dropped"
    STANDING = "standing"


class Reporting(StrEnum):
    """Reporting status of a unit in a period (SEMANTICS 11)."""

    NOT_OPEN = "not_open"
    OPEN = "open"
    DRAFT = "draft"
    INCOMPLETE = "incomplete"
    DUE_SOON = "due_soon"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    EXEMPT = "exempt"


class FigureBasis(StrEnum):
    """How firm the figures of a view are."""

    PROVISIONAL = "provisional"
    COMPLETE = "complete"
    SETTLED = "settled"


class Verdict(Record):
    """A status and the rule that gave it; `known` is on the reported part alone."""

    status: Status
    rule: str
    known: tuple[Status, str] | None = None


class Coverage(Record):
    """Cells that enter the figure; units by id, once each.

    `silent` have not reported what was due; `unknown` are all whose cells leave the
    figure open: the silent, those not due yet, those whose figure is not published.
    `units` counts those with a cell that enters, reported or not.
    """

    reported: int
    expected: int
    silent: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    units: int = 0


class Pace(Record):
    """What is needed in each period left; `multiple` of the pace so far, or None."""

    per_period: Fraction
    multiple: Fraction | None


class UnitShare(Record):
    """One unit's part of an indicator: table E.

    Figures are in the indicator's unit, percentages for a ratio; `left` is what of
    the allotment is still to do, never below 0. `took_over` are the ended units
    whose part it is as well: not the same scope as before. For a ratio `numerator`
    and `denominator` are exact and of the year to date, as is `quality`; `in_rate`
    is n and d of the period alone.
    """

    unit: str
    allotted: Decimal | None
    state: CellState
    reading: Reading | None
    in_period: Fraction | None
    to_date: Fraction | None
    percent: Decimal | None
    left: Fraction | None
    took_over: tuple[str, ...] = ()
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    quality: Quality = Quality.FINAL
    in_rate: tuple[Decimal, Decimal] | None = None


class IndicatorView(Record):
    """One indicator in one period.

    `actual`, `in_period`, `expected`, `previous_year` and the points of `trend`
    are in the indicator's unit; for a ratio they are percentages, and `numerator`
    and `denominator` are exact. `trend` has one entry for each period of the plan
    up to this one, None where nothing is known. `stale`: the figure shown is an
    earlier period's. `percent` is percent of the target, 2 decimals. `cells` are
    those of the units that report it in this period; `heard` goes with `trend`.
    `in_rate` is n and d of the period alone, for the rate of a flow.
    """

    indicator: Indicator
    verdict: Verdict
    actual: Fraction | None
    numerator: Decimal | None
    denominator: Decimal | None
    in_period: Fraction | None
    expected: Fraction | None
    percent: Decimal | None
    shown: str
    shown_target: str
    shown_expected: str
    quality: Quality
    stale: bool
    coverage: Coverage
    previous_year: Decimal | None
    pace: Pace | None
    trend: tuple[Fraction | None, ...]
    shares: tuple[UnitShare, ...]
    done: date | None = None
    answer: bool | None = None
    cells: tuple[UnitCell, ...] = ()
    heard: tuple[Heard, ...] = ()
    in_rate: tuple[Decimal, Decimal] | None = None


class CommitmentView(Record):
    """`met` of `of` indicators are met or exceeded; void ones are outside both."""

    commitment: Commitment
    status: Status
    met: int
    of: int
    indicators: tuple[IndicatorView, ...]


class TaskView(Record):
    """`count` of `of`: what was made, or how many of the units of `each` did it.

    `waiting` are unit ids of `each` that have not done it.
    """

    task: Task
    status: TaskStatus
    due: date | None
    done: date | None
    count: Decimal | None
    of: Decimal | None
    result: str | None
    document: str | None
    waiting: tuple[str, ...] = ()


class UnitView(Record):
    """A unit's report of the period.

    `late_days` are working days, 0 when on time or not yet late; `on_time` is None
    while it can still be either. `missing` are indicator ids still empty. `review`
    is the last word of whoever reviews, `accepted` the day it was accepted as it is.
    `due` is the later day where one was granted: `relief` has both.
    """

    unit: Unit
    report: Reporting
    on_time: bool | None
    late_days: int
    due: date
    first: Submission | None
    last: Submission | None
    missing: tuple[str, ...] = ()
    review: Review | None = None
    accepted: date | None = None
    relief: Relief | None = None
    reminded: tuple[Reminder, ...] = ()


class ReportCounts(Record):
    expected: int
    submitted: int
    on_time: int
    overdue: int


class Original(Record):
    """The second line of the year: what stands otherwise by the first version.

    Indicators and commitments by id, only those that the first version promised
    otherwise; `indicator` and `target` are as it had them (SEMANTICS 10).
    """

    indicators: Mapping[str, IndicatorView]
    commitments: Mapping[str, CommitmentView]


class StatusView(Record):
    """Where every promise stands in one period, as of one day.

    `indicators` are those of areas. `original` is the second line of the year,
    None before its end and where nothing was amended; `amended` has the decision
    behind each line that is not as first promised, and the line before it.
    `obstacles` are all that nobody has closed, the unanswered first (their number is
    `unanswered`); `settled` are those closed since the period began.
    `records` are those of the units over the year up to the period. `signing` is the
    book of signed papers, None while nothing was ever recorded in it.
    """

    plan: str
    plan_title: str
    plan_year: int
    plan_version: int
    period: Period
    periods: tuple[Period, ...]
    as_of: date
    basis: FigureBasis
    areas: tuple[Area, ...]
    commitments: tuple[CommitmentView, ...]
    indicators: tuple[IndicatorView, ...]
    tasks: tuple[TaskView, ...]
    units: tuple[UnitView, ...]
    reports: ReportCounts
    obstacles: tuple[ObstacleView, ...]
    unanswered: int
    narratives: tuple[Narrative, ...] = ()
    evidence: tuple[tuple[str, str, str, Evidence], ...] = ()
    unproven: tuple[Unproven, ...] = ()
    original: Original | None = None
    amended: Mapping[str, Amended] = field(default_factory=dict)
    settled: tuple[ObstacleView, ...] = ()
    records: Mapping[str, ReportingRecord] = field(default_factory=dict)
    signing: SignBook | None = None
