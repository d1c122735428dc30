"""What a ledger holds (`db info`), and whether it still says it (`db check`)."""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from sqlite3 import Connection

from cchc.core.plan.plan import Plan
from cchc.store.backup import own_backups
from cchc.store.codes import PLAN_PARTS, plan_parts
from cchc.store.ledger import Ledger, read_transaction
from cchc.store.papers import OpenPaper, open_papers
from cchc.store.rows import digest
from cchc.store.schema.ddl import VERSION, declarations
from cchc.store.schema.plan_document import from_json, to_json
from cchc.store.seal.chain import unsealed_places
from cchc.store.seal.code import SealedAct, act_of_code, newest_act
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class Defect(StrEnum):
    """What can be wrong with a ledger."""

    PAGES = "pages"
    REFERENCE = "reference"
    SCHEMA = "schema"
    CHAIN = "chain"
    CELL = "cell"
    PLAN = "plan"
    PLAN_TABLE = "plan_table"
    ISSUED = "issued"
    SIGNED = "signed"
    DRAFT = "draft"
    SEAL = "seal"
    CODE = "code"


class LedgerDefect(Record):
    """One defect, where it is (a table, a view, a row), and how many of its kind."""

    defect: Defect
    where: str
    count: int = 1


Look = Callable[[Connection], Iterable[LedgerDefect]]
Watch = Callable[[tuple[Look, ...]], Iterable[Look]]
"""Gives the looks back one by one, and may tell how far they are."""


def find_defects(ledger: Ledger, watch: Watch = iter) -> tuple[LedgerDefect, ...]:
    """All that is wrong with an open ledger; empty: it is as it was written.

    Pages and references as SQLite checks them, tables, triggers and views against a
    file made afresh, the log against itself, the current cells against the log, the
    plans and the tables of their parts against their own documents, issued memos,
    signed texts and drafts against their digests, every row against the seal.
    """
    looks: tuple[Look, ...] = (
        *(_pages, _references, _schema, _steps, _chain, _cells, _plans),
        *(_issued, _signing_defects, _drafts, _seal),
    )
    defects: list[LedgerDefect] = []
    with read_transaction(ledger) as connection:
        for look in watch(looks):
            try:
                defects.extend(look(connection))
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                defects.append(LedgerDefect(Defect.PAGES, str(error)))
    return tuple(dict.fromkeys(defects))


class LedgerProof(Record):
    """What is wrong with a ledger, and the act after which it printed a seal code.

    `open_papers` stand in the register and were not handed out; `wrong_verdicts` are
    kept ones that are not what is judged for their day.
    """

    defects: tuple[LedgerDefect, ...]
    sealed: SealedAct | None = None
    open_papers: tuple[OpenPaper, ...] = ()
    wrong_verdicts: int = 0


def prove(ledger: Ledger, code: str | None, watch: Watch = iter) -> LedgerProof:
    """All that is wrong with an open ledger; a code that it never printed too."""
    with read_transaction(ledger) as connection:
        defects = find_defects(ledger, watch)
        sealed = None if code is None else act_of_code(connection, code)
        papers: tuple[OpenPaper, ...] = ()
        with suppress(sqlite3.DatabaseError):  # a defect tells it
            papers = open_papers(ledger)
    if code is not None and sealed is None:
        defects = (*defects, LedgerDefect(Defect.CODE, code))
    return LedgerProof(defects, sealed, papers)


def _pages(connection: Connection) -> Iterator[LedgerDefect]:
    for (line,) in connection.execute("PRAGMA integrity_check"):
        if line != "ok":
            yield LedgerDefect(Defect.PAGES, str(line))


def _references(connection: Connection) -> Iterator[LedgerDefect]:
    query = 'SELECT "table", count(*) FROM pragma_foreign_key_check GROUP BY 1'
    for table, count in connection.execute(query):
        yield LedgerDefect(Defect.REFERENCE, table, count)


def _schema(connection: Connection) -> Iterator[LedgerDefect]:
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


STEP_NAMES = [f"version_{number}" for number in range(1, VERSION + 1)]
STEP_COLUMNS = ["id", "migration_set", "name", "applied_at"]


def _steps(connection: Connection) -> Iterator[LedgerDefect]:
    """The table of sqlite-utils: its columns, and each step once and in its order."""
    rows = connection.execute("SELECT * FROM _sqlite_migrations ORDER BY id")
    columns = [column[0] for column in rows.description]
    steps = rows.fetchall()
    as_ours = [(number, "cchc", name) for number, name in enumerate(STEP_NAMES, 1)]
    if columns != STEP_COLUMNS or [step[:3] for step in steps] != as_ours:
        yield LedgerDefect(Defect.SCHEMA, "_sqlite_migrations")
        return
    try:
        years = [datetime.fromisoformat(str(moment)).year for *_, moment in steps]
    except ValueError:
        years = []
    if min(years, default=0) <= 2000:
        yield LedgerDefect(Defect.SCHEMA, "_sqlite_migrations.applied_at")


def _counted(
    connection: Connection, defect: Defect, where: str, query: str
) -> Iterator[LedgerDefect]:
    """The rows that a query counts, as one defect; none where it counts none."""
    (count,) = connection.execute(query).fetchone()
    if count:
        yield LedgerDefect(defect, where, count)


OUT_OF_CHAIN = """
SELECT count(*) FROM revision
LEFT JOIN revision AS before ON before.id = revision.supersedes
WHERE CASE WHEN revision.sequence = 1 THEN revision.supersedes IS NOT NULL
  ELSE before.sequence IS NOT revision.sequence - 1
    OR before.indicator_id <> revision.indicator_id
    OR before.unit_id <> revision.unit_id
    OR before.period_id <> revision.period_id END
"""
"""Revisions that do not follow the one before them in their cell."""


def _chain(connection: Connection) -> Iterator[LedgerDefect]:
    return _counted(connection, Defect.CHAIN, "revision", OUT_OF_CHAIN)


WRONG_CELLS = """
SELECT (
  SELECT count(*) FROM cell LEFT JOIN revision ON revision.id = cell.revision_id
  WHERE revision.indicator_id IS NOT cell.indicator_id
    OR revision.period_id IS NOT cell.period_id
    OR revision.unit_id IS NOT cell.unit_id
    OR revision.sequence IS NOT cell.sequence OR revision.state IS NOT cell.state
    OR revision.quality IS NOT cell.quality OR revision.scale IS NOT cell.scale
    OR revision.value IS NOT cell.value
    OR revision.denominator IS NOT cell.denominator
    OR EXISTS (
      SELECT 1 FROM revision AS later WHERE later.indicator_id = cell.indicator_id
        AND later.unit_id = cell.unit_id AND later.period_id = cell.period_id
        AND later.sequence > cell.sequence)
) + (
  SELECT count(*) FROM revision WHERE sequence = 1 AND NOT EXISTS (
    SELECT 1 FROM cell WHERE indicator_id = revision.indicator_id
      AND period_id = revision.period_id AND unit_id = revision.unit_id)
)
"""
"""Current values that are not the latest of the log, and those that are lost."""
LATEST = (
    "(SELECT *, max(sequence) FROM revision GROUP BY indicator_id, unit_id, period_id)"
)


def _cells(connection: Connection) -> Iterator[LedgerDefect]:
    """Current values that are not those of the log, and totals that are not its.

    The totals are held against the cells where these are as the log has them.
    """
    wrong = tuple(_counted(connection, Defect.CELL, "cell", WRONG_CELLS))
    yield from wrong
    for table, afresh in totals_afresh(LATEST if wrong else "cell").items():
        kept = f"SELECT * FROM {table}"
        differing = (
            f"SELECT count(*) FROM (SELECT * FROM ({afresh} EXCEPT {kept})"
            f" UNION ALL SELECT * FROM ({kept} EXCEPT {afresh}))"
        )
        yield from _counted(connection, Defect.CELL, table, differing)


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
        table: f"SELECT {keys}, {columns} FROM {source}"
        f" WHERE state <> 'withdrawn' GROUP BY {keys}"
        for table, (keys, columns) in groups.items()
    }


def _plans(connection: Connection) -> Iterator[LedgerDefect]:
    """Plan versions whose document cannot be read back exactly, tables that differ.

    The tables hold of every part what the latest version that names it says.
    """
    rows = connection.execute(
        "SELECT plan_id, code, number, content FROM plan_version"
        " JOIN plan ON plan.id = plan_id ORDER BY plan_id, number"
    )
    afresh: dict[str, dict[tuple[object, ...], tuple[object, ...]]] = {
        table: {} for table in ("plan", *PLAN_PARTS)
    }
    for row, code, number, content in rows.fetchall():
        plan = _read_exactly(content)
        if plan is None:
            yield LedgerDefect(Defect.PLAN, f"{code} {number}")
            return
        afresh["plan"][row,] = (plan.id, plan.year, plan.title)
        for table in PLAN_PARTS:
            for name, *columns in plan_parts(plan, table):
                afresh[table][row, name] = (number, *columns)
    for table, parts in afresh.items():
        named, key = "id, code, year, title", 1
        if table != "plan":
            name, *others = PLAN_PARTS[table]
            named, key = ", ".join(("plan_id", name, "named_in", *others)), 2
        rows = connection.execute(f"SELECT {named} FROM {table}")
        here = {part[:key]: part[key:] for part in rows}
        wrong = {part for part, _ in here.items() ^ parts.items()}
        if wrong:
            names = ", ".join(sorted({str(part[-1]) for part in wrong})[:MOST_NAMED])
            yield LedgerDefect(Defect.PLAN_TABLE, f"{table}: {names}", len(wrong))


MOST_NAMED = 5
"""Parts of a plan that a defect names."""


def _issued(connection: Connection) -> Iterator[LedgerDefect]:
    """Issued memos that are no longer what was sealed."""
    rows = connection.execute(
        "SELECT code, number, text, text_sha256, content, content_sha256 FROM issued"
        " JOIN plan ON plan.id = plan_id ORDER BY issued.id"
    )
    for code, number, text, of_text, content, of_content in rows:
        if (digest(text.encode()), digest(content)) != (of_text, of_content):
            yield LedgerDefect(Defect.ISSUED, f"{code} {number}")


def _signing_defects(connection: Connection) -> Iterator[LedgerDefect]:
    """Signed texts that their SHA-256 does not fit, signings out of their order."""
    rows = connection.execute("SELECT text, sha256 FROM signing WHERE text IS NOT NULL")
    changed = sum(digest(text.encode()) != made for text, made in rows)
    if changed:
        yield LedgerDefect(Defect.SIGNED, "signing", changed)
    yield from _counted(connection, Defect.CHAIN, "signing", OUT_OF_ORDER)


OUT_OF_ORDER = """
SELECT count(*) FROM signing AS one LEFT JOIN signing AS before ON before.id = (
  SELECT max(id) FROM signing WHERE plan_id = one.plan_id AND unit_id IS one.unit_id
    AND paper = one.paper AND version = one.version AND id < one.id)
WHERE one.supersedes IS NOT CASE before.withdrawn WHEN 0 THEN before.id END
"""


def _drafts(connection: Connection) -> Iterator[LedgerDefect]:
    """Drafts that are not as they were kept: changed, added or taken away."""
    kept = connection.execute(
        "SELECT unit_id, period_id, sha256 FROM draft_change WHERE sha256 IS NOT NULL"
        " AND id IN (SELECT max(id) FROM draft_change GROUP BY unit_id, period_id)"
    ).fetchall()
    drafts = connection.execute("SELECT unit_id, period_id, text FROM draft")
    here = {(*at, digest(text.encode())) for *at, text in drafts}
    wrong = {row[:2] for row in here.symmetric_difference(kept)}
    if wrong:
        yield LedgerDefect(Defect.DRAFT, "draft", len(wrong))


def _seal(connection: Connection) -> Iterator[LedgerDefect]:
    """Rows that are not what was sealed, or never were."""
    for where, count in unsealed_places(connection):
        yield LedgerDefect(Defect.SEAL, where, count)


def still_says(now: object, stored: object) -> bool:
    """Whether what was stored is still said; keys that came since are as by default."""
    if isinstance(now, dict) and isinstance(stored, dict):
        return all(key in now and still_says(now[key], stored[key]) for key in stored)
    if isinstance(now, list) and isinstance(stored, list):
        return len(now) == len(stored) and all(map(still_says, now, stored))
    return now == stored


def _read_exactly(content: str) -> Plan | None:
    """The plan of a document; None where it is not what it says when written again."""
    try:
        document = json.loads(content)
        plan = from_json(document)
        return plan if still_says(to_json(plan), document) else None
    except (ValueError, KeyError, TypeError, ArithmeticError, AttributeError):
        return None


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
    """A ledger: the version of its schema, of SQLite, its bytes, its plans.

    `sealed` is its newest act of writing, None where nothing is written; `backups` are
    the names of the copies that were made by themselves, the oldest first.
    """

    version: int
    sqlite: str
    size: int
    plans: tuple[PlanSummary, ...]
    sealed: SealedAct | None
    backups: tuple[str, ...] = ()


def ledger_summary(ledger: Ledger) -> LedgerSummary:
    """What the ledger holds now, the latest year first."""
    with read_transaction(ledger) as connection:
        rows = connection.execute("""
            SELECT code, year, title,
              (SELECT count(*) FROM plan_version WHERE plan_id = plan.id),
              (SELECT count(*) FROM standing_entry WHERE plan_id = plan.id),
              (SELECT count(*) FROM cell
               JOIN indicator ON indicator.id = indicator_id
               WHERE plan_id = plan.id AND state <> 'withdrawn'),
              (SELECT max(substr(recorded_at, 1, 10)) FROM entry
               WHERE plan_id = plan.id)
            FROM plan ORDER BY year DESC, id DESC
            """).fetchall()
        sealed = newest_act(connection)
    return LedgerSummary(
        version=VERSION,
        sqlite=sqlite3.sqlite_version,
        size=ledger.path.stat().st_size,
        plans=tuple(PlanSummary(*row) for row in rows),
        sealed=sealed,
        backups=tuple(file.name for file in own_backups(ledger.path)),
    )
