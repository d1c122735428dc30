"""The ladder of reminders: which word goes to whom, by what way, on which day."""

from collections.abc import Iterable
from datetime import date
from re import ASCII, IGNORECASE
from typing import Annotated

from cchc.core.plan.keys import FileKey, Id, Spelling
from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record

_WHEN = lazy_pattern(r"T(?:([+\-−])([0-9]{1,3}))?", ASCII | IGNORECASE)


class Channel(StrEnum):
    """By what way a reminder goes."""

    CHAT = "chat"
    LETTER = "letter"


class ReminderStep(Record):
    """One step of the ladder, `offset` working days after a unit's due day.

    `to` is a word of the office for who is addressed (`clerk`, `head`); `template`
    is the name of the office's own template of the letter.
    """

    offset: Annotated[int, Spelling.REMINDER_DAY, FileKey(name="when")]
    to: Id
    by: Channel
    template: Id | None = None

    @property
    def when(self) -> str:
        """As written in a plan: `T-7`, `T`, `T+1`."""
        return when_text(self.offset)

    def __str__(self) -> str:
        return " ".join(self.key)

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same step: when, to whom, by what way."""
        return self.when, self.to, self.by.value


def when_text(offset: int) -> str:
    """The step's day as written in a plan: `T-7`, `T`, `T+1`."""
    return f"T{offset:+d}" if offset else "T"


def read_when(text: str) -> int | None:
    """The offset of `T-7`, `T`, `T+3`, in working days; None: it is no such word."""
    match = _WHEN.fullmatch(text.strip().replace(" ", ""))
    if match is None:
        return None
    sign, count = str(match.group(1) or ""), str(match.group(2) or "0")
    return int(count) if sign == "+" else -int(count)


class Reminder(Record):
    """A reminder that was sent to one unit, as the ledger keeps it.

    `due` is the unit's due day at that time, `owed` the indicators that it lacked;
    `dispatch` names the text, which may have gone to several units.
    """

    dispatch: int
    unit: str
    period: str
    when: str
    to: str
    by: Channel
    due: date
    sent_on: date
    actor: str
    owed: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        """The step that it carried out."""
        return self.when, self.to, self.by.value


def without_sent(
    steps: Iterable[ReminderStep], sent: Iterable[Reminder], due: date
) -> tuple[ReminderStep, ...]:
    """The steps not carried out for this due day; a later one begins anew."""
    done = {reminder.key for reminder in sent if reminder.due == due}
    return tuple(step for step in steps if step.key not in done)
