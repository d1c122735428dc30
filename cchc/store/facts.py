"""All that was known at the end of a day (SEMANTICS 9), in one unchanging picture.

What was withdrawn counts as never said, from the day it was withdrawn on: an undone
report is no submission any more, an undone figure fills its cell no more.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import partial
from sqlite3 import Connection
from typing import Any

from cchc.core.facts.report import (
    CellKey,
    EarlierYear,
    Facts,
    Item,
    Reading,
    Revision,
    Stamp,
)
from cchc.core.facts.totals import in_dispute
from cchc.core.plan.plan import Paper
from cchc.store.acts import FactsBounds, KnownActs, filled_submissions, known_acts
from cchc.store.cells import LAST, LedgerCells, cells_on, disputed_cells, is_current
from cchc.store.codes import OF_LISTED, OF_PLAN, OF_UNIT, read_codes
from cchc.store.decisions import closings, read_chase, signings, task_acts
from cchc.store.ledger import Ledger, read_transaction
from cchc.store.report_parts import evidence, items, narratives, obstacles, task_notes
from cchc.store.reviews import raised_obstacles, reviews
from cchc.store.rows import READING, day_after, day_of, reading_of
from cchc.text.record import replace


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
        bounds = FactsBounds(known, as_of, (OF_PLAN, known.plan), last)
        return facts_of(connection, bounds, current=current)


def facts_when_asked(
    ledger: Ledger, plan_id: str, as_of: date, *, with_words: bool = False
) -> Facts:
    """The same, with figures of today read when they are asked for.

    They are asked inside the `read_transaction` in which this was called, as are those
    of the plans of earlier years. What units wrote in their own words only papers
    print: it is there `with_words` alone.
    """
    connection = ledger.connection
    known = read_codes(connection, plan_id)
    current = is_current(connection, known.plan, as_of)
    bounds = FactsBounds(
        *(known, as_of, (OF_PLAN, known.plan)), at_once=False, with_words=with_words
    )
    facts_then = facts_of(connection, bounds, current=current)
    return replace(facts_then, earlier=earlier_years(ledger, known.plan))


def earlier_years(ledger: Ledger, plan: int) -> tuple[EarlierYear, ...]:
    """The ledger's plans of earlier years, the latest first.

    Each is read when it is asked for: its figures by their totals wherever nothing
    was recorded later.
    """
    rows = ledger.connection.execute(
        "SELECT code, year FROM plan WHERE year < (SELECT year FROM plan WHERE id = ?)"
        " ORDER BY year DESC, id DESC",
        (plan,),
    ).fetchall()
    if not rows:
        return ()
    from cchc.store.plans import versions  # noqa: PLC0415  # few ledgers have several

    return tuple(
        EarlierYear(
            year, partial(versions, ledger, code), partial(figures_then, ledger, code)
        )
        for code, year in rows
    )


def figures_then(
    ledger: Ledger,
    plan_id: str,
    as_of: date,
    indicators: Collection[str] | None,
    upto: int = LAST,
) -> Facts:
    """What indicators were judged on, at the end of a day and of an act; None: all."""
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id)
        whole = (OF_PLAN, known.plan)
        rows = [
            row
            for row in items(connection, *whole)
            if indicators is None or row[2].indicator in indicators
        ]
        listed: list[tuple[int, Item]] = []
        if rows:
            listing = (OF_LISTED, known.plan)
            acts = known_acts(connection, FactsBounds(known, as_of, listing, upto))
            listed = _standing_items(rows, acts)
        cells: Mapping[CellKey, Reading] = LedgerCells(connection, known)
        if upto < LAST or not is_current(connection, known.plan, as_of):
            cells = cells_on(connection, known, as_of, upto, indicators=indicators)
        marked = disputed_cells(connection, whole, as_of)
        return Facts(
            as_of=as_of,
            cells=in_dispute(cells, marked),
            items=tuple(item for _, item in listed),
            chase=read_chase(connection, known.plan, as_of),
            disputed=marked,
            closings=closings(connection, whole, as_of),
        )


def facts_of_unit(
    ledger: Ledger, plan_id: str, as_of: date, unit: str, *, others: bool = False
) -> Facts:
    """All that is known of one unit at the end of a day; costs what it has said.

    No other unit's figures are read. Reliefs are those of all units; with `others`
    so are register rows and submissions. Raises KeyError if there is no such plan.
    """
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, None if others else [unit])
        mine = (OF_UNIT, known.units.get(unit, 0))
        current = is_current(connection, known.plan, as_of)
        of_unit = _facts_but_figures(connection, FactsBounds(known, as_of, mine))
        book = LedgerCells(connection, known)
        cells = (
            book.everything_of(unit)
            if current
            else cells_on(connection, known, as_of, unit=unit)
        )
        of_unit = replace(
            of_unit,
            cells=in_dispute(cells, of_unit.disputed),
            drafts=_drafts(connection, "unit.id = ?", mine[1], as_of, current=current),
            chase=read_chase(connection, known.plan, as_of, unit=mine[1]),
            earlier=earlier_years(ledger, known.plan),
        )
        if not others:
            return of_unit
        whole = (OF_PLAN, known.plan)
        acts = known_acts(connection, FactsBounds(known, as_of, whole))
        rows = _standing_items(items(connection, *acts.parts_of(whole)), acts)
        sent = acts.standing | {own.id: own for own in of_unit.submissions}
        return replace(
            of_unit,
            items=tuple(row for _, row in rows),
            submissions=tuple(sent.values()),
        )


def _facts_but_figures(connection: Connection, bounds: FactsBounds) -> Facts:
    """What reports say beside their figures, and what became of each report."""
    known, as_of, where = bounds.codes, bounds.as_of, bounds.where
    acts = known_acts(connection, bounds)
    parts = acts.parts_of(where)
    kept_items = _standing_items(items(connection, *parts), acts)
    last_notes = {
        (note.task, note.unit, note.period): note
        for note in acts.still(task_notes(connection, *parts))
    }
    last_words = {
        (words.unit, words.period, words.section): words
        for words in acts.still(
            narratives(connection, *parts) if bounds.with_words else ()
        )
    }
    return Facts(
        as_of=as_of,
        items=tuple(item for _, item in kept_items),
        tasks=tuple(last_notes.values()),
        submissions=filled_submissions(connection, bounds, acts, kept_items),
        obstacles=tuple(acts.still(obstacles(connection, *parts))),
        narratives=tuple(last_words.values()),
        evidence=tuple(acts.still(evidence(connection, *parts))),
        reviews=reviews(connection, where, as_of),
        last_acts=acts.last,
        disputed=disputed_cells(connection, where, as_of),
        closings=closings(connection, where, as_of),
        task_acts=task_acts(connection, known.plan, as_of),
    )


def facts_of(connection: Connection, bounds: FactsBounds, *, current: bool) -> Facts:
    """The facts by one of the two ways; `current` holds when nothing came later."""
    known, as_of, plan = bounds.codes, bounds.as_of, bounds.codes.plan
    other_facts = _facts_but_figures(connection, bounds)
    cells: Mapping[CellKey, Reading]
    if current:
        book = LedgerCells(connection, known)
        cells = book.everything() if bounds.at_once else book
    else:
        cells = cells_on(connection, known, as_of, bounds.upto)
    return replace(
        other_facts,
        cells=in_dispute(cells, other_facts.disputed),
        raised=raised_obstacles(connection, plan, as_of),
        drafts=_drafts(connection, "unit.plan_id = ?", plan, as_of, current=current),
        chase=read_chase(connection, plan, as_of),
        signings=signings(connection, plan, as_of),
    )


def _standing_items(
    known: Iterable[tuple[int, tuple[int, int | None], Item]], acts: KnownActs
) -> list[tuple[int, Item]]:
    """The items that stand, each with its act of writing."""
    rows = [row for row in known if row[0] in acts.seen]
    gone = {withdrawn for _, (_, withdrawn), _ in rows}
    return [
        (entry, item)
        for entry, (row, withdrawn), item in rows
        if entry in acts.standing and withdrawn is None and row not in gone
    ]


def _drafts(
    connection: Connection, where: str, of: int, as_of: date, *, current: bool
) -> dict[tuple[str, str], tuple[str, ...]]:
    """The open drafts, each with the indicators of which a figure waits there.

    A draft has no history: of an earlier day only what arrived by then waits.
    """
    waiting = " UNION ALL ".join(
        f"SELECT key FROM json_each(draft.text, '$.waiting.{part}')"
        for part in ("values", "items")
    )
    rows = connection.execute(
        "SELECT unit.code, period.name, iif(json_valid(draft.text),"
        f" (SELECT group_concat(key, ' ') FROM ({waiting})), NULL)"
        " FROM draft JOIN unit ON unit.id = unit_id"
        f" JOIN period ON period.id = period_id WHERE {where} AND (? OR"
        " iif(json_valid(draft.text),"
        " json_extract(draft.text, '$.waiting.received') <= ?, 0))",
        (of, current, as_of.isoformat()),
    )
    return {(unit, period): tuple((keys or "").split()) for unit, period, keys in rows}


REVISIONS = (
    "SELECT revision.id, entry.id, indicator.code, unit.code, period.name,"
    " sequence, supersedes, entry.received, entry.reason, document_number,"
    " document_date, entry.recorded_at, entry.machine_at, entry.actor,"
    f" entry.source, {READING} FROM revision"
    " JOIN entry ON entry.id = entry_id"
    " JOIN unit ON unit.id = revision.unit_id"
    " JOIN indicator ON indicator.id = indicator_id"
    " JOIN period ON period.id = revision.period_id"
)


def revisions(  # one for each thing asked
    ledger: Ledger,
    plan_id: str,
    *,
    unit: str | None = None,
    indicator: str | None = None,
    period: str | None = None,
    as_of: date | None = None,
) -> tuple[Revision, ...]:
    """Revisions in the order they were written; those recorded later left out.

    A name that the plan does not have matches nothing.
    """
    with read_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, [] if unit is None else [unit])
        bounds = {
            "entry.plan_id = ?": known.plan,
            "entry.unit_id = ?": unit and known.units.get(unit, 0),
            "entry.period_id = ?": period and known.periods.get(period, 0),
            "indicator_id = ?": indicator and known.indicators.get(indicator, 0),
            "+recorded_at < ?": as_of and day_after(as_of),
        }
        given = {key: bound for key, bound in bounds.items() if bound is not None}
        rows = connection.execute(
            f"{REVISIONS} WHERE {' AND '.join(given)} ORDER BY revision.id",
            tuple(given.values()),
        )
        return tuple(_revision(row) for row in rows)


def _revision(row: tuple[Any, ...]) -> Revision:
    identity, entry, indicator, unit, period, sequence, supersedes = row[:7]
    received, reason, number, day, recorded, machine, actor, source = row[7:15]
    moments = datetime.fromisoformat(recorded), datetime.fromisoformat(machine)
    return Revision(
        id=identity,
        entry=entry,
        cell=(indicator, unit, period),
        sequence=sequence,
        reading=reading_of(row[15:]),
        stamp=Stamp(*moments, actor, source),
        received=date.fromisoformat(received),
        reason=reason,
        supersedes=supersedes,
        document=Paper(number, day_of(day)),
    )
