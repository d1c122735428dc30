"""Who a plan speaks of: units and groups, who issues it and signs, who is reminded."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import chain
from re import ASCII, IGNORECASE
from typing import Annotated

from cchc.core.plan.keys import FROM, FileKey, Id, Spelling
from cchc.core.plan.period import Period
from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record, field


class Unit(Record):
    """A department, ward, commune or whatever the plan calls a unit.

    `since` and `until` are the first and the last day it exists (plan keys `from`
    and `to`); `parent` is the unit it stands under, `successor` the one that takes
    over what it had.
    """

    id: Id
    name: str
    kind: str = "unit"
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    contact: str | None = None
    since: Annotated[date | None, FROM] = None
    until: Annotated[date | None, FileKey(name="to")] = None
    successor: str | None = None

    def active_in(self, period: Period) -> bool:
        """Whether it exists at the period's cut-off, and so owes its report."""
        return self.exists_on(period.cutoff)

    def exists_on(self, day: date) -> bool:
        """Whether it has begun and has not ended."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or self.until >= day)


def expand(
    names: Iterable[str], units: Iterable[Unit], groups: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """The unit ids behind names of units, groups or kinds, each once, in plan order.

    A kind is a group too. Names that mean nothing are left out: the plan check
    has refused them before.
    """
    listed = tuple(units)
    chosen: set[str] = set()
    waiting = list(names)
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if any(unit.id == name for unit in listed):
            chosen.add(name)
        elif name in groups:
            waiting.extend(groups[name])
        else:
            chosen.update(unit.id for unit in listed if unit.kind == name)
    return tuple(unit.id for unit in listed if unit.id in chosen)


class Signer(Record):
    """Who signs a paper; what is None is left blank for the pen.

    `capacity` is in whose name, one line or several: `TM. …`, `KT. …`.
    """

    capacity: Annotated[str | tuple[str, ...] | None, Spelling.LINES] = None
    title: str | None = None
    name: str | None = None

    @property
    def capacity_lines(self) -> tuple[str, ...]:
        """In whose name the signer signs, line by line."""
        lines = (self.capacity,) if isinstance(self.capacity, str) else self.capacity
        return tuple(chain.from_iterable(line.splitlines() for line in lines or ()))

    def with_defaults(self, other: "Signer") -> "Signer":
        """Who signs, with what is not said here taken from another."""
        return Signer(
            self.capacity or other.capacity,
            self.title or other.title,
            self.name or other.name,
        )


NOBODY = Signer()


class Receiver(Record):
    """To whom the authority promises: the head of which body."""

    title: str | None = None
    name: str | None = None


class UnitPlace(StrEnum):
    """What stands before the day of a unit's paper: its name, the authority's place."""

    OWN = "own"
    AUTHORITY = "authority"


class UnitKind(Record):
    """What units of a kind are called in their papers, and who signs them.

    `body` goes before the name of the unit: `Ủy ban nhân dân`.
    """

    body: str | None = None
    symbol: str | None = None
    place: UnitPlace | None = None
    signer: Signer = NOBODY


class LegalGround(Record):
    """A text that papers rest on, from its first day to its last."""

    text: str
    since: Annotated[date | None, FROM] = None
    until: Annotated[date | None, FileKey(name="to")] = None

    def holds_on(self, day: date) -> bool:
        """Whether it was in force on a day."""
        began = self.since is None or self.since <= day
        return began and (self.until is None or day <= self.until)


class Authority(Record):
    """Who issues the plan and signs the papers.

    `symbols` are keyed by kind of paper (`report`, `letter`, …); a symbol of one
    role is keyed `report.drafts`. `heading` are the lines above its papers: None: the
    usual ones, none at all where it is empty. `whole` is what all units together are
    called.
    """

    name: str
    parent: str | None = None
    place: str | None = None
    signer: Signer = NOBODY
    symbols: Annotated[Mapping[str, str], Spelling.SYMBOLS] = field(
        default_factory=dict
    )
    recipients: Annotated[tuple[str, ...], Spelling.LIST] = ()
    heading: Annotated[tuple[str, ...] | None, FileKey(after="place")] = None
    receiver: Annotated[Receiver | None, FileKey(after="signer")] = None
    whole: Annotated[str | None, FileKey(after="name")] = None

    @property
    def superior(self) -> str | None:
        """The body that it promises to: that of the receiver, else the one above."""
        return (self.receiver.name if self.receiver else None) or self.parent


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
