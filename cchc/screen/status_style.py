"""Marks on a screen: symbol and colour beside a status word, bars and sparklines.

The word alone carries the meaning; all is told without colour too.
"""

from collections.abc import Sequence
from fractions import Fraction

from cchc.core.verdict.statuses import Status, TaskStatus, Tone, status_tone, task_tone

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

FULL, TRACK, MARKER, GAP = "█", "░", "┃", "·"
PARTS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
STEPS = "▁▂▃▄▅▆▇█"


def bar(done: Fraction | None, due: Fraction | None, width: int) -> str:
    """How far along, in eighths of a cell, with `┃` at what is due by now.

    `done` and `due` are parts of the whole, 1 being the target. Rounded down, so
    that only what has arrived looks full; more than the whole fills the bar.
    """
    share = min(max(done or Fraction(0), Fraction(0)), Fraction(1))
    eighths = int(share * width * 8)
    if share and not eighths:
        eighths = 1
    drawn = FULL * (eighths // 8) + PARTS[eighths % 8]
    cells = list(drawn.ljust(width, TRACK))
    if due is not None and due > 0:
        # the cell that ends at, or holds, what is due
        cells[min(-int(-due * width // 1), width) - 1] = MARKER
    return "".join(cells)


def spark(points: Sequence[Fraction | None], top: Fraction | None) -> str:
    """One step for each period, measured from 0 to the target or the highest.

    A period without a figure is `·`, never a low step.
    """
    known = [point for point in points if point is not None]
    height = max([*known, top or Fraction(0)], default=Fraction(0))
    drawn = ""
    for point in points:
        if point is None:
            drawn += GAP
        elif height <= 0 or point <= 0:
            drawn += STEPS[0]
        else:
            drawn += STEPS[min(int(point * len(STEPS) / height), len(STEPS) - 1)]
    return drawn
