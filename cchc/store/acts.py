"""Acts of writing known by a day, and what each report filled."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from functools import cache
from sqlite3 import Connection
from typing import TypeVar

from msgspec import json

from cchc.core.facts.acts import At
from cchc.core.facts.report import Item, Submission
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.store.cells import LAST
from cchc.store.codes import OF_PLAN, Codes, Where, invert
from cchc.store.rows import WITHDRAWN, day_after, day_of
from cchc.text.record import Record, replace

PartT = TypeVar("PartT")


class FactsBounds(Record):
    """Of which plan or unit what was known on a day, up to which act of writing.

    Unless it is asked `at_once`, figures are read when they are asked for, and what an
    act filled that is alone on its report is left to its cells.
    """

    codes: Codes
    as_of: date
    where: Where
    upto: int = LAST
    at_once: bool = True
    with_words: bool = True


class KnownActs(Record):
    """What was written by a day: all of it, and what of it still stands.

    `standing` are the submissions, by entry, without those withdrawn as a whole;
    `last` is the last act of each unit in each period, withdrawals too; `only` are
    those that are all that was ever done to their report.
    """

    seen: AbstractSet[int]
    standing: dict[int, Submission]
    last: Mapping[At, int]
    only: frozenset[int]

    def still(self, parts: Iterable[tuple[int, PartT]]) -> Iterator[PartT]:
        """Those of the parts, each with its act, of which the act still stands."""
        return (part for entry, part in parts if entry in self.standing)

    def parts_of(self, where: Where) -> Where:
        """The condition for what came with these acts.

        The parts of a whole plan are found by the numbers of its acts: most acts have
        none of a kind.
        """
        condition, blank = where
        if condition != OF_PLAN:
            return where
        first, last = min(self.seen, default=1), max(self.seen, default=0)
        return f"+{condition} AND entry_id BETWEEN {first} AND {last}", blank


ACTS = (
    "SELECT id, unit_id, period_id, kind, whole, received, recorded_at,"
    " document_number, document_date, actor FROM entry"
)


def known_acts(connection: Connection, bounds: FactsBounds) -> KnownActs:
    """The acts by the end of the day, and up to the one numbered `upto`."""
    known, (condition, blank) = bounds.codes, bounds.where
    filled = frozenset[str]() if bounds.at_once else None  # until it is read
    query = f"{ACTS} WHERE {condition} AND +recorded_at < ? AND id <= ? ORDER BY id"
    rows = connection.execute(query, (blank, day_after(bounds.as_of), bounds.upto))
    units, periods = invert(known.units), invert(known.periods)
    parse_day = cache(date.fromisoformat)
    seen: set[int] = set()
    standing: dict[int, Submission] = {}
    last, gone = dict[At, int](), dict[At, int]()
    several: set[At] = set()
    for row, unit, period, kind, whole, received, recorded, number, day, actor in rows:
        seen.add(row)
        at = of, name = units[unit], periods[period]
        if at in last:
            several.add(at)
        last[at] = row
        if whole:
            gone[at] = row
        if kind != "withdrawal":
            paper = Paper(number, day_of(day)) if number or day else NO_PAPER
            came, noted = parse_day(received), parse_day(recorded[:10])
            standing[row] = Submission(row, of, name, came, noted, paper, filled, actor)
    for row, act in list(standing.items()) if gone else ():
        if row < gone.get((act.unit, act.period), 0):
            del standing[row]
    only = frozenset([row for at, row in last.items() if at not in several])
    return KnownActs(seen, standing, last, only)


def filled_submissions(
    connection: Connection,
    bounds: FactsBounds,
    acts: KnownActs,
    kept: list[tuple[int, Item]],
) -> tuple[Submission, ...]:
    """The submissions, with the indicators that each gave and nobody withdrew.

    Where it stands as None, of acts that are alone on their report, it is not read.
    """
    filling = frozenset(
        entry
        for entry, report in acts.standing.items()
        if report.filled is not None or entry not in acts.only
    )
    filled: dict[int, set[str]] = {entry: set() for entry in filling}
    names = invert(bounds.codes.indicators)
    for entry, indicator in _last_fillers(connection, bounds.where, acts, filling):
        filled[entry].add(names[indicator])
    for entry, item in kept:
        if entry in filling:
            filled[entry].add(item.indicator)
    return tuple(
        replace(report, filled=frozenset(filled[entry])) if entry in filling else report
        for entry, report in acts.standing.items()
    )


def _last_fillers(
    connection: Connection, where: Where, acts: KnownActs, filling: frozenset[int]
) -> Iterator[tuple[int, int]]:
    """The acts that gave a figure, and the indicator, since it was last withdrawn."""
    if not (filling or acts.seen - acts.only):
        return
    condition, blank = where
    blanks: tuple[int | str, ...] = (blank,)
    if len(filling) < len(acts.standing):
        condition += " AND entry.id IN (SELECT value FROM json_each(?))"
        blanks = (blank, json.encode(sorted(acts.seen - acts.only)).decode())
    rows = connection.execute(
        "SELECT entry_id, indicator_id, revision.unit_id, revision.period_id, state"
        " FROM entry JOIN revision ON revision.entry_id = entry.id"
        f" WHERE {condition} ORDER BY revision.id",
        blanks,
    )
    by: dict[tuple[int, int, int], list[int]] = {}
    for entry, indicator, unit, period, state in rows:
        if entry not in acts.seen:
            continue
        fillers = by.setdefault((indicator, unit, period), [])
        if state == WITHDRAWN:
            fillers.clear()
        else:
            fillers.append(entry)
    for (indicator, _, _), fillers in by.items():
        yield from ((entry, indicator) for entry in fillers)
