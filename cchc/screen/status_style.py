"""The symbol and colour beside a status word; the word alone carries the meaning."""

from cchc.core.verdict.view import Status, TaskStatus

Mark = tuple[str, str]
"""A symbol one cell wide, and a colour of the sixteen every terminal has."""

GOOD, WARN, BAD, DULL, PLAIN = "green", "yellow", "red", "bright_black", "default"

STATUS: dict[Status, Mark] = {
    Status.FAILED: ("✗", BAD),
    Status.UNREACHABLE: ("⊘", BAD),
    Status.BEHIND: ("▼", BAD),
    Status.DONE_LATE: ("◐", WARN),
    Status.UNDETERMINED: ("?", WARN),
    Status.NO_BASELINE: ("!", WARN),
    Status.WATCH: ("▲", WARN),
    Status.AWAITED: ("…", DULL),
    Status.NOT_DUE: ("○", DULL),
    Status.ON_TRACK: ("●", GOOD),
    Status.MET: ("✓", GOOD),
    Status.EXCEEDED: ("★", GOOD),
    Status.VOID: ("–", DULL),
    Status.NIL_YEAR: ("∅", DULL),
    Status.STATISTIC: ("#", PLAIN),
}

TASK: dict[TaskStatus, Mark] = {
    TaskStatus.OVERDUE: ("✗", BAD),
    TaskStatus.DONE_LATE: ("◐", WARN),
    TaskStatus.EXTENDED: ("»", WARN),
    TaskStatus.DOING: ("▶", PLAIN),
    TaskStatus.NOT_STARTED: ("○", DULL),
    TaskStatus.STANDING: ("∞", PLAIN),
    TaskStatus.DONE_ON_TIME: ("✓", GOOD),
    TaskStatus.DROPPED: ("–", DULL),
}
"""In the order in which tasks are listed: what is late comes first."""
