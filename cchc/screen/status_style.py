"""The symbol and colour beside a status word; the word alone carries the meaning."""

from cchc.core.verdict.statuses import (
    Status,
    TaskStatus,
    Tone,
    status_tone,
    task_tone,
)

Mark = tuple[str, str]
"""A symbol one cell wide, and a colour of the sixteen every terminal has."""

GOOD, WARN, BAD, DULL, PLAIN = "green", "yellow", "red", "dim", "default"
COLOURS = {
    Tone.GOOD: GOOD,
    Tone.WARN: WARN,
    Tone.BAD: BAD,
    Tone.DULL: DULL,
    Tone.PLAIN: PLAIN,
}
_STATUS = {
    Status.FAILED: "✗",
    Status.UNREACHABLE: "⊘",
    Status.BEHIND: "▼",
    Status.DONE_LATE: "◐",
    Status.UNDETERMINED: "?",
    Status.NO_BASELINE: "!",
    Status.UNASSIGNED: "~",
    Status.WATCH: "▲",
    Status.AWAITED: "…",
    Status.NOT_DUE: "○",
    Status.ON_TRACK: "●",
    Status.MET: "✓",
    Status.EXCEEDED: "★",
    Status.VOID: "–",
    Status.NIL_YEAR: "∅",
    Status.STATISTIC: "#",
}
_TASK = {
    TaskStatus.OVERDUE: "✗",
    TaskStatus.DONE_LATE: "◐",
    TaskStatus.EXTENDED: "»",
    TaskStatus.DOING: "▶",
    TaskStatus.NOT_STARTED: "○",
    TaskStatus.RECURRING: "∞",
    TaskStatus.DONE_ON_TIME: "✓",
    TaskStatus.DROPPED: "–",
}
STATUS: dict[Status, Mark] = {
    status: (symbol, COLOURS[status_tone(status)]) for status, symbol in _STATUS.items()
}
TASK: dict[TaskStatus, Mark] = {
    status: (symbol, COLOURS[task_tone(status)]) for status, symbol in _TASK.items()
}
