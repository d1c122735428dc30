"""What a ledger holds (`db info`), and whether it still says it (`db check`)."""

import json
import sqlite3
from collections.abc import Iterator
from enum import StrEnum

from cchc.store.ledger import Ledger, read_transaction
from cchc.store.rows import digest
from cchc.store.schema.ddl import VERSION, declarations
from cchc.store.schema.plan_document import from_json, to_json
from cchc.text.record import Record


class Defect(StrEnum):
    """What can be wrong with a ledger."""

    PAGES = "pages"
    REFERENCE = "reference"
    SCHEMA = "schema"
    CHAIN = "chain"
    CELL = "cell"
    PLAN = "plan"
    ISSUED = "issued"
    SIGNED = "signed"


class LedgerDefect(Record):
    """One defect, where it is (a table, a view, a row), and how many of its kind."""

    defect: Defect
    where: str
    count: int = 1


def find_defects(ledger: Ledger) -> tuple[LedgerDefect, ...]:
    """All that is wrong with an open ledger; empty: it is as it was written.

    Pages and references as SQLite checks them, tables, triggers and views against a
    file made afresh, the log against itself, the current cells against the log, the
    plans against their own documents, issued memos and signed texts against their
    digests.
    """
    looks = (
        *(_pages, _references, _schema, _chain, _cells, _plans),
        *(_issued, _signing_defects),
    )
    found: list[LedgerDefect] = []
    with read_transaction(ledger) as connection:
        for look in looks:
            try:
                found.extend(look(connection))
            except sqlite3.DatabaseError as error:
                found.append(LedgerDefect(Defect.PAGES, str(error)))
    return tuple(dict.fromkeys(found))


def _pages(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield LedgerDefect(Defect.PAGES, str(line))


def _references(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    broken: dict[str, int] = {}
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        broken[table] = broken.get(table, 0) + 1
    for table, count in broken.items():
        yield LedgerDefect(Defect.REFERENCE, table, count)


def _schema(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Triggers, tables and views that are missing, changed or not ours.

    The table in which sqlite-utils keeps its steps has only to be there: how it looks
    is an affair of that library.
    """
    rows = connection.execute(
        "SELECT name, CASE name WHEN ?1 THEN '' ELSE"
        " type || ' ' || tbl_name || ' ' || sql END FROM sqlite_master"
        " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        " AND (tbl_name <> ?1 OR type <> 'index')",
        ("_sqlite_migrations",),
    )
    here, afresh = dict(rows.fetchall()), {"_sqlite_migrations": ""} | declarations()
    for name in sorted({name for name, _ in here.items() ^ afresh.items()}):
        yield LedgerDefect(Defect.SCHEMA, name)


def _chain(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Revisions that do not follow the one before them in their cell."""
    (count,) = connection.execute("""
        SELECT count(*) FROM revision
        LEFT JOIN revision AS before ON before.id = revision.supersedes
        WHERE CASE WHEN revision.sequence = 1 THEN revision.supersedes IS NOT NULL
          ELSE before.sequence IS NOT revision.sequence - 1
            OR before.indicator_id <> revision.indicator_id
            OR before.unit_id <> revision.unit_id
            OR before.period_id <> revision.period_id END
        """).fetchone()
    if count:
        yield LedgerDefect(Defect.CHAIN, "revision", count)


WRONG_CELLS = """
SELECT count(*) FROM cell LEFT JOIN revision ON revision.id = cell.revision_id
WHERE revision.indicator_id IS NOT cell.indicator_id
  OR revision.period_id IS NOT cell.period_id OR revision.unit_id IS NOT cell.unit_id
  OR revision.sequence IS NOT cell.sequence OR revision.state IS NOT cell.state
  OR revision.quality IS NOT cell.quality OR revision.scale IS NOT cell.scale
  OR revision.value IS NOT cell.value OR revision.denominator IS NOT cell.denominator
  OR EXISTS (
    SELECT 1 FROM revision AS later WHERE later.indicator_id = cell.indicator_id
      AND later.unit_id = cell.unit_id AND later.period_id = cell.period_id
      AND later.sequence > cell.sequence)
"""
CELLS_LOST = """
SELECT count(*) FROM revision WHERE sequence = 1 AND NOT EXISTS (
  SELECT 1 FROM cell WHERE indicator_id = revision.indicator_id
    AND period_id = revision.period_id AND unit_id = revision.unit_id)
"""
LATEST = (
    "(SELECT *, max(sequence) FROM revision GROUP BY indicator_id, unit_id, period_id)"
)


def _cells(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Current values that are not the latest of the log, and totals that are not its.

    The totals are held against the cells where these are as the log has them.
    """
    wrong, lost = (
        connection.execute(query).fetchone()[0] for query in (WRONG_CELLS, CELLS_LOST)
    )
    if wrong + lost:
        yield LedgerDefect(Defect.CELL, "cell", wrong + lost)
    for table, afresh in totals_afresh(LATEST if wrong + lost else "cell").items():
        kept = f"SELECT * FROM {table}"  # noqa: S608
        (count,) = connection.execute(
            f"SELECT count(*) FROM (SELECT * FROM ({afresh} EXCEPT {kept})"  # noqa: S608
            f" UNION ALL SELECT * FROM ({kept} EXCEPT {afresh}))"
        ).fetchone()
        if count:
            yield LedgerDefect(Defect.CELL, table, count)


def totals_afresh(source: str) -> dict[str, str]:
    """The query of each table of totals as it would be made anew out of cells."""
    sums = (
        "count(*), coalesce(sum(value >> 32), 0), coalesce(sum(value & 0xffffffff), 0),"
        " coalesce(sum(denominator >> 32), 0),"
        " coalesce(sum(denominator & 0xffffffff), 0)"
    )
    groups = {
        "period_total": ("indicator_id, period_id, state, quality, scale", sums),
        "unit_total": ("unit_id, indicator_id, state, quality, scale", sums),
        "report_total": ("unit_id, period_id, state", "count(*)"),
    }
    return {
        table: f"SELECT {keys}, {columns} FROM {source}"  # noqa: S608
        f" WHERE state <> 'withdrawn' GROUP BY {keys}"
        for table, (keys, columns) in groups.items()
    }


def _plans(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Plan versions whose document cannot be read back exactly."""
    rows = connection.execute(
        "SELECT code, number, content FROM plan_version"
        " JOIN plan ON plan.id = plan_id ORDER BY plan_version.id"
    )
    for code, number, content in rows:
        if not _readable(content):
            yield LedgerDefect(Defect.PLAN, f"{code} {number}")


def _issued(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Issued memos that are no longer what was sealed."""
    rows = connection.execute(
        "SELECT code, number, text, text_sha256, content, content_sha256 FROM issued"
        " JOIN plan ON plan.id = plan_id ORDER BY issued.id"
    )
    for code, number, text, of_text, content, of_content in rows:
        if (digest(text.encode()), digest(content)) != (of_text, of_content):
            yield LedgerDefect(Defect.ISSUED, f"{code} {number}")


def _signing_defects(connection: sqlite3.Connection) -> Iterator[LedgerDefect]:
    """Signed texts that their SHA-256 does not fit, signings out of their order."""
    rows = connection.execute("SELECT text, sha256 FROM signing WHERE text IS NOT NULL")
    changed = sum(digest(text.encode()) != made for text, made in rows)
    if changed:
        yield LedgerDefect(Defect.SIGNED, "signing", changed)
    (odd,) = connection.execute(OUT_OF_ORDER).fetchone()
    if odd:
        yield LedgerDefect(Defect.CHAIN, "signing", odd)


OUT_OF_ORDER = """
SELECT count(*) FROM signing AS one LEFT JOIN signing AS before ON before.id = (
  SELECT max(id) FROM signing WHERE plan_id = one.plan_id AND unit_id IS one.unit_id
    AND paper = one.paper AND version = one.version AND id < one.id)
WHERE one.supersedes IS NOT CASE before.withdrawn WHEN 0 THEN before.id END
"""


def _readable(content: str) -> bool:
    try:
        document = json.loads(content)
        return bool(to_json(from_json(document)) == document)
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
        return False


class PlanSummary(Record):
    """One plan: its versions, the reports that stand, the current figures.

    `last` is the day of the last act of writing, ISO, None when there was none.
    """

    id: str
    year: int
    title: str
    versions: int
    reports: int
    figures: int
    last: str | None


class LedgerSummary(Record):
    """A ledger: the version of its schema, of SQLite, its bytes, its plans."""

    version: int
    sqlite: str
    size: int
    plans: tuple[PlanSummary, ...]


def ledger_summary(ledger: Ledger) -> LedgerSummary:
    """What the ledger holds now, the latest year first."""
    with read_transaction(ledger) as connection:
        rows = connection.execute("""
            SELECT code, year, title,
              (SELECT count(*) FROM plan_version WHERE plan_id = plan.id),
              (SELECT count(*) FROM v_lan_ghi WHERE plan_id = plan.id),
              (SELECT count(*) FROM cell
               JOIN indicator ON indicator.id = indicator_id
               WHERE plan_id = plan.id AND state <> 'withdrawn'),
              (SELECT max(substr(recorded_at, 1, 10)) FROM entry
               WHERE plan_id = plan.id)
            FROM plan ORDER BY year DESC, id DESC
            """).fetchall()
    return LedgerSummary(
        version=VERSION,
        sqlite=sqlite3.sqlite_version,
        size=ledger.path.stat().st_size,
        plans=tuple(PlanSummary(*row) for row in rows),
    )
