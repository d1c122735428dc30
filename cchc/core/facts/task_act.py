"""What the office decided of a task: given more time, dropped, or that taken back."""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class TaskActKind(StrEnum):
    """What was decided; `lift` takes back the last decision that stands."""

    EXTEND = "extend"
    DROP = "drop"
    LIFT = "lift"


class TaskAct(Record):
    """One decision on a task, with its reason and the paper it rests on.

    `until` is the later due day of an extension; `due` the day that stood before, so
    that both are kept.
    """

    task: str
    kind: TaskActKind
    due: date | None
    until: date | None
    reason: str
    recorded_on: date
    actor: str = ""
    document: Paper = NO_PAPER


def standing_acts(acts: Iterable[TaskAct]) -> tuple[TaskAct, ...]:
    """The decisions on one task that nobody took back, oldest first."""
    kept: list[TaskAct] = []
    for act in acts:
        if act.kind is not TaskActKind.LIFT:
            kept.append(act)
        elif kept:
            kept.pop()
    return tuple(kept)


def extensions_of(acts: Iterable[TaskAct]) -> tuple[TaskAct, ...]:
    """The extensions among them."""
    return tuple(act for act in acts if act.kind is TaskActKind.EXTEND)


def granted_day(acts: Iterable[TaskAct], task: str) -> date | None:
    """The latest day that was granted for a task and not taken back."""
    standing = standing_acts(act for act in acts if act.task == task)
    days = (act.until for act in extensions_of(standing))
    return max((day for day in days if day is not None), default=None)
