"""All that was known at the end of a day (SEMANTICS 9), in one unchanging picture.

What was withdrawn counts as never said, from the day it was withdrawn on: an undone
report is no submission any more, an undone figure fills its cell no more.
"""

import sqlite3
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from cchc.core.facts.report import (
    Facts,
    Item,
    Narrative,
    ReportedEvidence,
    Revision,
    Stamp,
    Submission,
    TaskNote,
)
from cchc.core.plan.plan import Paper
from cchc.store.cells import (
    LAST,
    LedgerCells,
    cells_of_unit,
    cells_on,
    day_after,
    is_current,
)
from cchc.store.codes import Codes, invert, read_codes
from cchc.store.figures import READING, WITHDRAWN, day_of, reading_of
from cchc.store.ledger import Ledger, read_transaction
from cchc.store.obstacles import raised_obstacles
from cchc.store.reliefs_reminders import read_chase
from cchc.store.report_parts import (
    evidence,
    items,
    narratives,
    obstacles,
    task_notes,
)
from cchc.store.reviews import reviews
from cchc.store.signings import signings
from cchc.text.record import Record, replace


class KnownActs(Record):
    """What was written by a day: all of it, and what of it still stands.

    `standing` are the submissions, by entry, without those withdrawn as a whole;
    `last` is the last act of each unit in each period, withdrawals too.
    """

    as_of: date
    seen: frozenset[int]
    standing: Mapping[int, Submission]
    last: Mapping[tuple[str, str], int]


def known_acts(
    connection: sqlite3.Connection, known: Codes, as_of: date, upto: int = LAST
) -> KnownActs:
    """The acts by the end of the day, and up to the one numbered `upto`."""
    rows = connection.execute(
        "SELECT id, unit_id, period_id, kind, whole, received, recorded_at,"
        " document_number, document_date, actor FROM entry"
        " WHERE plan_id = ? AND recorded_at < ? AND id <= ? ORDER BY id",
        (known.plan, day_after(as_of), upto),
    ).fetchall()
    gone = {(unit, period): row for row, unit, period, _, whole, *_ in rows if whole}
    units, periods = invert(known.units), invert(known.periods)
    standing = {
        row: Submission(
            id=row,
            unit=units[unit],
            period=periods[period],
            received=date.fromisoformat(received),
            recorded_on=datetime.fromisoformat(recorded).date(),
            document=Paper(number, day_of(day)),
            actor=actor,
        )
        for row, unit, period, kind, _, received, recorded, number, day, actor in rows
        if kind != "withdrawal" and row > gone.get((unit, period), 0)
    }
    last = {(units[unit], periods[period]): row for row, unit, period, *_ in rows}
    return KnownActs(as_of, frozenset(row for row, *_ in rows), standing, last)


OF_PLAN = "entry.plan_id = ?"
Where = tuple[str, int]
"""A condition on `entry`, and what fills its blank."""


def facts(ledger: Ledger, plan_id: str, as_of: date, upto: int | None = None) -> Facts:
    """Figures, items, notes and submissions known at the end of the as-of day.

    Read from the current values when nothing was recorded later, else from the log.
    Drafts are of today: an earlier day has none. With `upto`, acts of writing after
    that one are not known either. Raises KeyError if there is no such plan.
    """
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id)
        current = upto is None and is_current(connection, known.plan, as_of)
        last = LAST if upto is None else upto
        return facts_of(connection, known, as_of, current=current, upto=last)


def facts_for(ledger: Ledger, plan_id: str, as_of: date, unit: str) -> Facts:
    """What the report of one unit is judged by; costs what one unit costs.

    Its own figures, notes and words, and the register rows of all units. The
    submissions do not tell which cells they filled.
    """
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id)
        acts = known_acts(connection, known, as_of)
        mine = ("entry.unit_id = ?", known.units.get(unit, 0))
        return Facts(
            as_of=as_of,
            cells=cells_of_unit(connection, known, unit, as_of),
            items=tuple(row for _, row in _items(connection, known.plan, acts)),
            tasks=_last_notes(connection, mine, acts),
            submissions=tuple(acts.standing.values()),
            obstacles=tuple(
                obstacle
                for entry, obstacle in obstacles(connection, *mine)
                if entry in acts.standing
            ),
            narratives=_last_words(connection, mine, acts),
            evidence=_evidence(connection, mine, acts),
            reviews=tuple(reviews(connection, known, as_of)),
            last_acts=acts.last,
        )


def facts_of(
    connection: sqlite3.Connection,
    known: Codes,
    as_of: date,
    *,
    current: bool,
    upto: int = LAST,
) -> Facts:
    """The facts by one of the two ways; `current` holds when nothing came later."""
    acts = known_acts(connection, known, as_of, upto)
    standing, plan = acts.standing, known.plan
    kept_items = _items(connection, plan, acts)
    return Facts(
        as_of=as_of,
        cells=LedgerCells(connection, known).everything()
        if current
        else cells_on(connection, known, as_of, upto),
        items=tuple(item for _, item in kept_items),
        tasks=_last_notes(connection, (OF_PLAN, plan), acts),
        submissions=_filled(connection, known, acts, kept_items),
        obstacles=tuple(
            obstacle
            for entry, obstacle in obstacles(connection, OF_PLAN, plan)
            if entry in standing
        ),
        raised=raised_obstacles(connection, plan, as_of),
        narratives=_last_words(connection, (OF_PLAN, plan), acts),
        evidence=_evidence(connection, (OF_PLAN, plan), acts),
        drafts=_drafts(connection, plan) if current else frozenset(),
        reviews=tuple(reviews(connection, known, as_of)),
        last_acts=acts.last,
        chase=read_chase(connection, plan, as_of),
        signings=signings(connection, plan, as_of),
    )


def _items(
    connection: sqlite3.Connection, plan: int, acts: KnownActs
) -> list[tuple[int, Item]]:
    """The items that stand, each with its act of writing."""
    rows = [row for row in items(connection, OF_PLAN, plan) if row[0] in acts.seen]
    gone = {withdrawn for _, (_, withdrawn), _ in rows}
    return [
        (entry, item)
        for entry, (row, withdrawn), item in rows
        if entry in acts.standing and withdrawn is None and row not in gone
    ]


def _filled(
    connection: sqlite3.Connection,
    known: Codes,
    acts: KnownActs,
    kept: list[tuple[int, Item]],
) -> tuple[Submission, ...]:
    """The submissions, with the indicators that each gave and nobody withdrew."""
    filled: dict[int, set[str]] = {entry: set() for entry in acts.standing}
    by: dict[tuple[int, int, int], list[int]] = {}
    names = invert(known.indicators)
    rows = connection.execute(
        "SELECT entry_id, indicator_id, revision.unit_id, revision.period_id, state"
        " FROM revision JOIN entry ON entry.id = entry_id"
        " WHERE plan_id = ? ORDER BY revision.id",
        (known.plan,),
    )
    for entry, *cell, state in rows:
        if entry not in acts.seen:
            continue
        fillers = by.setdefault((cell[0], cell[1], cell[2]), [])
        if state == WITHDRAWN:
            fillers.clear()
        else:
            fillers.append(entry)
    for (indicator, _, _), fillers in by.items():
        for entry in fillers:
            filled[entry].add(names[indicator])
    for entry, item in kept:
        filled[entry].add(item.indicator)
    return tuple(
        replace(report, filled=frozenset(filled[entry]))
        for entry, report in acts.standing.items()
    )


def _last_notes(
    connection: sqlite3.Connection, where: Where, acts: KnownActs
) -> tuple[TaskNote, ...]:
    last = {
        (note.task, note.unit, note.period): note
        for entry, note in task_notes(connection, *where)
        if entry in acts.standing
    }
    return tuple(last.values())


def _last_words(
    connection: sqlite3.Connection, where: Where, acts: KnownActs
) -> tuple[Narrative, ...]:
    last = {
        (text.unit, text.period, text.section): text
        for entry, text in narratives(connection, *where)
        if entry in acts.standing
    }
    return tuple(last.values())


def _evidence(
    connection: sqlite3.Connection, where: Where, acts: KnownActs
) -> tuple[ReportedEvidence, ...]:
    return tuple(
        ReportedEvidence(unit, period, proof)
        for entry, unit, period, proof in evidence(connection, *where)
        if entry in acts.standing
    )


def _drafts(connection: sqlite3.Connection, plan: int) -> frozenset[tuple[str, str]]:
    rows = connection.execute(
        "SELECT unit.code, period.name FROM draft JOIN unit ON unit.id = unit_id"
        " JOIN period ON period.id = period_id WHERE unit.plan_id = ?",
        (plan,),
    )
    return frozenset(rows.fetchall())


REVISIONS = (
    "SELECT revision.id, entry.id, indicator.code, unit.code, period.name,"  # noqa: S608
    " sequence, supersedes, entry.received, entry.reason, document_number,"
    " document_date, entry.recorded_at, entry.machine_at, entry.actor,"
    f" entry.source, {READING} FROM revision"
    " JOIN entry ON entry.id = entry_id"
    " JOIN plan ON plan.id = entry.plan_id"
    " JOIN unit ON unit.id = revision.unit_id"
    " JOIN indicator ON indicator.id = indicator_id"
    " JOIN period ON period.id = revision.period_id"
)


def revisions(  # noqa: PLR0913  # one for each thing asked
    ledger: Ledger,
    plan_id: str,
    *,
    unit: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    after: int | None = None,
) -> tuple[Revision, ...]:
    """Revisions in the order they were written; those recorded later left out.

    `after` leaves out those of acts up to that one.

    A name that the plan does not have matches nothing.
    """
    asked = {
        "plan.code": plan_id,
        "unit.code": unit,
        "indicator.code": indicator,
        "period.name": period,
    }
    named = {key: value for key, value in asked.items() if value is not None}
    conditions = [f"{column} = ?" for column in named]
    if as_of is not None:
        conditions.append("substr(recorded_at, 1, 10) <= ?")
    if after is not None:
        conditions.append("entry.id > ?")
    bounds = [bound for bound in (as_of and str(as_of), after) if bound is not None]
    rows = ledger.connection.execute(
        f"{REVISIONS} WHERE {' AND '.join(conditions)} ORDER BY revision.id",
        (*named.values(), *bounds),
    )
    return tuple(_revision(row) for row in rows)


def _revision(row: tuple[Any, ...]) -> Revision:
    identity, entry, *cell, sequence, supersedes = row[:7]
    received, reason, number, day, recorded, machine, actor, source = row[7:15]
    return Revision(
        id=identity,
        entry=entry,
        cell=(cell[0], cell[1], cell[2]),
        sequence=sequence,
        reading=reading_of(*row[15:]),
        stamp=Stamp(
            recorded_at=datetime.fromisoformat(recorded),
            machine_at=datetime.fromisoformat(machine),
            actor=actor,
            source=source,
        ),
        received=date.fromisoformat(received),
        reason=reason,
        supersedes=supersedes,
        document=Paper(number, day_of(day)),
    )
