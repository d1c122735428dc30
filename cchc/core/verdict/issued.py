"""Memos that were issued, and the figures that are no longer as they said.

An issued memo never changes. The next one lists every figure that was told
otherwise, with the reason and what it did to the verdict (SEMANTICS 9).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cchc.core.facts.report import CellKey, Facts, Item, Quality, Reading
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.text.record import Record

EDITION = 2
"""Of the law of verdicts; whoever makes it judge the same figures otherwise adds 1."""


class IssuedVerdicts(Record):
    """Status and rule of each indicator in a memo, by which edition of the law."""

    edition: int
    verdicts: Mapping[str, tuple[str, str]]


def issued_verdicts(view: StatusView) -> IssuedVerdicts:
    """The verdicts of a view, to be kept with the memo that is made of it."""
    return IssuedVerdicts(
        EDITION,
        {
            line.indicator.id: (line.verdict.status.value, line.verdict.rule)
            for line in every_indicator(view)
            if line.verdict.status is not Status.STATISTIC
        },
    )


class IssuedMemo(Record):
    """A memo that was sealed: of which period, by which version, knowing what.

    `number` counts the issued memos of the plan from 1. `as_of` and `last_entry`, the
    last act of writing that it knew, say what it was made of. Digests are SHA-256.
    `edition` is that of its verdicts, None where they were not kept.
    """

    number: int
    period: str
    ordinal: int
    version: int
    as_of: date
    last_entry: int
    text_sha256: str
    template_sha256: str
    file: str
    content_sha256: str
    document: Paper = NO_PAPER
    issued_on: date = date.min
    actor: str = ""
    edition: int | None = None

    @property
    def knew(self) -> tuple[date, int]:
        """What it was made of, in the order of knowledge: day, last act of writing."""
        return self.as_of, self.last_entry


class CellChange(Record):
    """A cell before and after, with the rows of its register."""

    cell: CellKey
    before: Reading | None
    after: Reading | None
    gained: tuple[Item, ...]
    lost: tuple[Item, ...]


class RestatedCell(CellChange):
    """One cell that is not as the last memo had it.

    `before` None: nothing had been reported; `after` None: it was withdrawn. `gained`
    and `lost` are rows of a register. `reason` is that of the last revision. `old` and
    `new` are the indicator in the period of that memo, by what was known then and now.
    """

    reason: str | None
    old: IndicatorView
    new: IndicatorView

    @property
    def is_turned(self) -> bool:
        """Whether its indicator is judged otherwise now, by whatever made it so."""
        return self.old.verdict.statuses != self.new.verdict.statuses


class RejudgedIndicator(Record):
    """An indicator that the law of today judges otherwise on the memo's own figures.

    `before` is the status that the memo printed, `view` what it would print now.
    """

    before: Status
    view: IndicatorView


class ChangesSinceMemo(Record):
    """The last memo issued before, and all that is told otherwise since.

    `rejudged` are the verdicts that are others only because the law is.
    """

    memo: IssuedMemo
    restated: tuple[RestatedCell, ...] = ()
    rejudged: tuple[RejudgedIndicator, ...] = ()


def last_entry(facts: Facts) -> int:
    """The last act of writing that the facts know; 0: there was none."""
    return max(facts.last_acts.values(), default=0)


def memo_before(
    memos: Iterable[IssuedMemo], ordinal: int, as_of: date, entry: int
) -> IssuedMemo | None:
    """The memo that one of this period and this knowledge is compared with.

    Of those issued by that day for the same or an earlier period, the one that knew
    most and yet less than this one: it is of an earlier day, or of the same day with an
    act of writing fewer. A memo made again from the same day is compared with what the
    first of them was compared with, whatever was issued since, and so is the same.
    """
    issued = tuple(memos)
    now = (as_of, entry)
    made_before = [
        memo.number for memo in issued if memo.ordinal == ordinal and memo.knew == now
    ]
    earlier = [
        memo
        for memo in issued
        if memo.ordinal <= ordinal and memo.issued_on <= as_of and memo.knew < now
        if not made_before or memo.number < made_before[0]
    ]
    # of two that knew the same the later is meant
    earlier.sort(key=lambda memo: memo.knew)
    return earlier[-1] if earlier else None


def changed_cells(
    old: Facts, new: Facts, periods: Iterable[str]
) -> Iterator[CellChange]:
    """The cells of these periods that say something else now, in order.

    A note, the way a number was typed, or a reviewer's mark is no other figure.
    """
    among = frozenset(periods)
    old_rows, new_rows = _rows_by_cell(old), _rows_by_cell(new)
    keys = {*old.cells, *new.cells, *old_rows, *new_rows}
    for key in sorted(key for key in keys if key[2] in among):
        before, after = old.cells.get(key), new.cells.get(key)
        had, has = old_rows.get(key, {}), new_rows.get(key, {})
        gained = tuple(row for name, row in has.items() if had.get(name) != row)
        lost = tuple(row for name, row in had.items() if has.get(name) != row)
        if gained or lost or _states_otherwise(before, after):
            yield CellChange(key, before, after, gained, lost)


def _states_otherwise(before: Reading | None, after: Reading | None) -> bool:
    """Whether two readings state other things, whatever their notes."""
    if before is None or after is None:
        return before is not after
    value, now = (
        (cell.state, cell.number, cell.denominator, cell.done, cell.answer)
        for cell in (before, after)
    )
    qualities = {before.quality, after.quality}
    return value != now or (len(qualities) > 1 and Quality.DISPUTED not in qualities)


def _rows_by_cell(facts: Facts) -> Mapping[CellKey, dict[str, Item]]:
    """The rows of every register by cell, each by its folded name."""
    rows: dict[CellKey, dict[str, Item]] = {}
    for item in facts.items:
        cell = (item.indicator, item.unit, item.period)
        rows.setdefault(cell, {})[item.key] = item
    return rows


class DatedView(Record):
    """An indicator in a period, as known on a day."""

    period: Period
    day: date
    view: IndicatorView


class ObstacleEffect(Record):
    """The verdict on the day the obstacle was written down, and a later one."""

    before: DatedView
    after: DatedView
