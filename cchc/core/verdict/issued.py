"""Memos that were issued, and the figures that are no longer as they said.

An issued memo never changes. The next one lists every figure that was told
otherwise, with the reason and what it did to the verdict (SEMANTICS 9).
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cchc.core.facts.report import CellKey, Facts, Item, Reading
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Status
from cchc.text.record import Record


class Issued(Record):
    """A memo that was sealed: of which period, by which version, knowing what.

    `number` counts the issued memos of the plan from 1. `as_of` and `last_entry`, the
    last act of writing that it knew, say what it was made of. Digests are SHA-256.
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


class Restated(Record):
    """One cell that is not as the last memo had it.

    `before` None: nothing had been reported; `after` None: it was withdrawn. `gained`
    and `lost` are rows of a register. `reason` is that of the last revision. `old` and
    `new` are the indicator in the period of that memo, by what was known then and now.
    """

    cell: CellKey
    before: Reading | None
    after: Reading | None
    gained: tuple[Item, ...]
    lost: tuple[Item, ...]
    reason: str | None
    old: IndicatorView
    new: IndicatorView

    @property
    def is_turned(self) -> bool:
        """Whether its indicator is judged otherwise now, by whatever made it so."""
        return _told(self.old) != _told(self.new)


def _told(view: IndicatorView) -> tuple[Status, Status | None]:
    """The verdict, and that of the reported part where figures are missing."""
    known = view.verdict.known
    return view.verdict.status, None if known is None else known[0]


class Since(Record):
    """The last memo issued before, and all that is told otherwise since."""

    memo: Issued
    restated: tuple[Restated, ...] = ()


def last_entry(facts: Facts) -> int:
    """The last act of writing that the facts know; 0: there was none."""
    return max(facts.last_acts.values(), default=0)


def memo_before(
    memos: Iterable[Issued], ordinal: int, as_of: date, entry: int
) -> Issued | None:
    """The memo that one of this period and this knowledge is compared with.

    Of those issued by that day for the same or an earlier period, the one that knew
    most and yet less than this one: it is of an earlier day, or of the same day with an
    act of writing fewer. A memo made again from the same day is compared with what the
    first of them was compared with, whatever was issued since, and so is the same.
    """
    listed = tuple(memos)
    now = (as_of, entry)
    again = [e.number for e in listed if (e.ordinal, *_knew(e)) == (ordinal, *now)]
    found = [
        each
        for each in listed
        if each.ordinal <= ordinal and each.issued_on <= as_of and _knew(each) < now
        if not again or each.number < again[0]
    ]
    best: Issued | None = None
    for each in found:
        if best is None or _knew(best) <= _knew(each):
            best = each
    return best


def _knew(one: Issued) -> tuple[date, int]:
    return one.as_of, one.last_entry


class CellChange(Record):
    """A cell before and after, with the rows of its register."""

    cell: CellKey
    before: Reading | None
    after: Reading | None
    gained: tuple[Item, ...] = ()
    lost: tuple[Item, ...] = ()


def changed_cells(
    old: Facts, new: Facts, periods: Iterable[str]
) -> Iterator[CellChange]:
    """The cells of these periods that say something else now, in order.

    A note, or the way a number was typed, is no other figure.
    """
    among = frozenset(periods)
    rows, later = _rows(old), _rows(new)
    keys = {*old.cells, *new.cells, *rows, *later}
    for key in sorted(each for each in keys if each[2] in among):
        before, after = old.cells.get(key), new.cells.get(key)
        had, has = rows.get(key, {}), later.get(key, {})
        gained = tuple(has[each] for each in has if had.get(each) != has[each])
        lost = tuple(had[each] for each in had if has.get(each) != had[each])
        if gained or lost or _said(before) != _said(after):
            yield CellChange(key, before, after, gained, lost)


def _said(reading: Reading | None) -> tuple[object, ...] | None:
    if reading is None:
        return None
    one = reading
    value = (one.number, one.denominator, one.done, one.answer)
    return (one.state, *value, one.quality)


def _rows(facts: Facts) -> Mapping[CellKey, dict[str, Item]]:
    """The rows of every register by cell, each by its folded name."""
    found: dict[CellKey, dict[str, Item]] = {}
    for each in facts.items:
        found.setdefault((each.indicator, each.unit, each.period), {})[each.key] = each
    return found


class DatedView(Record):
    """An indicator in a period, as known on a day."""

    period: Period
    day: date
    view: IndicatorView


class ObstacleEffect(Record):
    """The verdict on the day the obstacle was written down, and a later one."""

    before: DatedView
    after: DatedView
