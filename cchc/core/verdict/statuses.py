"""Statuses of promises, tasks and reports, and which of them belong together.

The one place that groups them (SEMANTICS 7 and 11): screens, papers and rules take
the groups from here.
"""

from cchc.text.closed_list import StrEnum


class Status(StrEnum):
    """Computed status of an indicator or commitment, worst first (SEMANTICS 7)."""

    FAILED = "failed"
    UNREACHABLE = "unreachable"
    BEHIND = "behind"
    DONE_LATE = "done_late"
    UNDETERMINED = "undetermined"
    NO_BASELINE = "no_baseline"
    UNASSIGNED = "unassigned"
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
    RECURRING = "recurring"


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
    CLOSED = "closed"


class Tone(StrEnum):
    """What a status says at a glance, beside its symbol and its word."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    DULL = "dull"
    PLAIN = "plain"


LOST_STATUSES = (Status.FAILED, Status.UNREACHABLE)
BAD_STATUSES = (*LOST_STATUSES, Status.BEHIND)
WEAK_STATUSES = (
    Status.DONE_LATE,
    Status.UNDETERMINED,
    Status.NO_BASELINE,
    Status.WATCH,
)
"""To be watched, or not to be judged yet."""
UNCLEAR_STATUSES = (Status.UNDETERMINED, Status.NO_BASELINE)
"""In trouble for want of figures, not of work."""
TROUBLED_STATUSES = (*BAD_STATUSES, *WEAK_STATUSES)
"""What somebody must look at now."""
REACHED_STATUSES = (Status.MET, Status.EXCEEDED)
GOOD_STATUSES = (Status.ON_TRACK, *REACHED_STATUSES)
ASIDE_STATUSES = (Status.NOT_DUE, Status.AWAITED, Status.UNASSIGNED)
"""Not judged yet: they stand aside when a commitment is judged by its indicators."""
UNJUDGED_STATUSES = (Status.NOT_DUE, Status.STATISTIC)
"""Nothing was judged: what was said of an earlier period stands."""
CLOSED_STATUSES = (*REACHED_STATUSES, Status.FAILED)
"""Nothing that is reported later changes them, short of a correction."""
FIGURELESS_STATUSES = (
    *ASIDE_STATUSES,
    Status.NO_BASELINE,
    Status.NIL_YEAR,
    Status.VOID,
    Status.UNDETERMINED,
)
"""Without a figure these are told by what stands in its place."""
UNCOUNTED_STATUSES = (Status.VOID, Status.NIL_YEAR, Status.STATISTIC)
"""Outside of the order and of every count "k of n"."""
WORST_FIRST = (
    *BAD_STATUSES,
    *(Status.DONE_LATE, Status.UNDETERMINED, Status.NO_BASELINE),
    *(Status.UNASSIGNED, Status.WATCH),
    Status.AWAITED,
    Status.NOT_DUE,
    *GOOD_STATUSES,
)
"""The order of SEMANTICS 7."""

LATE_TASKS = (TaskStatus.OVERDUE, TaskStatus.DONE_LATE)
CHASED_TASKS = (TaskStatus.OVERDUE, TaskStatus.EXTENDED)
"""Those of which units are reminded: late, or given more time."""
NAMED_TASKS = (*LATE_TASKS, TaskStatus.EXTENDED)
"""Late, or given more time: a board tells each of them by name."""
DONE_TASKS = (TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE)
UNCOUNTED_TASKS = (TaskStatus.DROPPED, TaskStatus.RECURRING)
"""Apart from "k of n" of a commitment that tasks alone keep."""
TASK_ORDER = (
    *NAMED_TASKS,
    TaskStatus.DOING,
    TaskStatus.NOT_STARTED,
    TaskStatus.RECURRING,
    TaskStatus.DONE_ON_TIME,
    TaskStatus.DROPPED,
)
"""The order in which tasks are listed: what is late comes first."""

COUNTED_TASKS = (
    *(TaskStatus.DONE_ON_TIME, TaskStatus.DONE_LATE, TaskStatus.OVERDUE),
    *(TaskStatus.DOING, TaskStatus.EXTENDED, TaskStatus.RECURRING),
    *(TaskStatus.NOT_STARTED, TaskStatus.DROPPED),
)
"""What is done first, then what is late or under way, what was not begun last."""

ENDED_TASKS = (*DONE_TASKS, TaskStatus.DROPPED)
"""Nothing is left to do."""

WHOLE_REPORTS = (Reporting.SUBMITTED, Reporting.ACCEPTED)
SENT_REPORTS = (*WHOLE_REPORTS, Reporting.RETURNED)
UNFINISHED_REPORTS = (Reporting.INCOMPLETE, Reporting.RETURNED)
LATE_REPORTS = (Reporting.OVERDUE, Reporting.INCOMPLETE, Reporting.WITHDRAWN)
"""Late once the due day has passed."""
WAITING_REPORTS = (
    Reporting.OPEN,
    Reporting.DRAFT,
    Reporting.DUE_SOON,
    Reporting.DUE_TODAY,
)
UNSENT_REPORTS = (
    Reporting.NOT_OPEN,
    *WAITING_REPORTS,
    Reporting.OVERDUE,
    Reporting.WITHDRAWN,
)


def rank(status: Status) -> int:
    """Place in the order worst first; smaller is worse."""
    return WORST_FIRST.index(status)


def status_tone(status: Status) -> Tone:
    """The tone of a verdict."""
    if status in BAD_STATUSES:
        return Tone.BAD
    if status in WEAK_STATUSES:
        return Tone.WARN
    if status in GOOD_STATUSES:
        return Tone.GOOD
    return Tone.PLAIN if status is Status.STATISTIC else Tone.DULL


def task_tone(status: TaskStatus) -> Tone:
    """The tone of a task."""
    match status:
        case TaskStatus.OVERDUE:
            return Tone.BAD
        case TaskStatus.DONE_LATE | TaskStatus.EXTENDED:
            return Tone.WARN
        case TaskStatus.DONE_ON_TIME:
            return Tone.GOOD
        case TaskStatus.DOING | TaskStatus.RECURRING:
            return Tone.PLAIN
        case TaskStatus.NOT_STARTED | TaskStatus.DROPPED:
            return Tone.DULL
