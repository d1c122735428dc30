"""What the seal notices, and what it costs: `python -m benchmarks.seal`.

Flips of single bits of a demo's ledger, changes by hand to every column of every sealed
table, the newest act cut off, the chain made anew; then the proof of a year of many
units beside reading its rows and SQLite's own check, and the price of one report.
"""

import sqlite3
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.world import make
from cchc.main import main as cchc
from cchc.store.check import Defect, find_defects
from cchc.store.disk.connection import LedgerError
from cchc.store.ledger import open_ledger
from cchc.store.schema.ddl import SEALED
from cchc.store.seal.chain import last_rows, seal_act, unsealed_places
from cchc.store.seal.code import act_of_code, newest_act

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def content(path: Path) -> object:
    """All that a ledger says: its schema and every row; None where it cannot say it."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            schema = connection.execute("SELECT * FROM sqlite_master").fetchall()
            names = [name for (name,) in connection.execute(TABLES)]
            rows = [
                connection.execute(f"SELECT * FROM {name}").fetchall() for name in names
            ]
            return [[row[:3] + row[4:] for row in schema], rows]
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def defects(path: Path) -> set[Defect]:
    """What `db check` finds; a file that cannot be opened has damaged pages."""
    try:
        with open_ledger(path) as ledger:
            return {found.defect for found in find_defects(ledger)}
    except (LedgerError, sqlite3.Error):
        return {Defect.PAGES}


def flips(path: Path, count: int) -> Iterator[str]:
    """Single bits turned over, anywhere in the file."""
    whole, random = path.read_bytes(), Random(7)
    before, seen, alone, changed = content(path), 0, 0, 0
    missed: Counter[int] = Counter()
    work = path.with_name("flipped.db")
    for _ in range(count):
        bit = random.randrange(len(whole) * 8)
        bad = bytearray(whole)
        bad[bit // 8] ^= 1 << bit % 8
        work.write_bytes(bad)
        if content(work) == before:
            continue
        changed += 1
        found = defects(work)
        seen += bool(found)
        alone += Defect.PAGES in found
        if not found:
            missed[bit // 8] += 1
    yield f"bit flips: {count}, of which {changed} change what is said"
    share = 100 * seen / max(changed, 1)
    yield f"  noticed: {seen} ({share:.1f}%); by SQLite alone: {alone}"
    if missed:
        yield f"  missed at bytes {sorted(missed)}"


ANOTHER = (
    "CASE typeof({0}) WHEN 'integer' THEN {0} + 1000 WHEN 'blob' THEN x'00'"
    " WHEN 'text' THEN {0} || 'x' ELSE 1 END"
)


def loosened(path: Path) -> sqlite3.Connection:
    """The ledger in memory without its triggers: somebody with time."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(path.read_bytes())
    triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    for (name,) in connection.execute(triggers).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = ON")
    return connection


def changes(connection: sqlite3.Connection) -> Iterator[str]:
    """Statements that alter a book: each column, a row less, moved, a row more."""
    for table, columns in SEALED.items():
        (last,) = connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        if last is None:
            continue
        every = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        for column in every if columns == "*" else columns.split(", "):
            other = ANOTHER.format(column)
            yield f"UPDATE {table} SET {column} = {other} WHERE id = {last}"
        yield f"DELETE FROM {table} WHERE id = {last}"
        yield f"UPDATE {table} SET id = -id WHERE id = {last}"
        others = ", ".join(every[1:])
        more = f"SELECT {last + 1}, {others} FROM {table} WHERE id = {last}"
        yield f"INSERT OR IGNORE INTO {table} {more}"


def tampering(path: Path) -> Iterator[str]:
    """Changes by hand, the triggers dropped first."""
    with closing(loosened(path)) as connection:
        tried = noticed = 0
        for change in list(changes(connection)):
            connection.execute("BEGIN")
            if connection.execute(change).rowcount > 0:
                tried += 1
                is_seen = next(unsealed_places(connection), None) is not None
                noticed += is_seen
                if not is_seen:
                    yield f"  missed: {change}"
            connection.execute("ROLLBACK")
        yield f"changes by hand: {tried}, noticed: {noticed}"
        yield from made_over(connection)


def made_over(connection: sqlite3.Connection) -> Iterator[str]:
    """What the file itself cannot tell, and the code on a paper can."""
    printed = newest_act(connection)
    assert printed is not None
    ways: dict[str, Callable[[], object]] = {
        "the newest act cut off": lambda: connection.execute(
            "DELETE FROM seal WHERE id = ?", (printed.number,)
        ),
        "the chain made anew": lambda: (
            connection.execute("UPDATE entry SET received = '2022-03-01' WHERE id = 1"),
            connection.execute("DELETE FROM seal"),
            seal_act(connection, dict.fromkeys(SEALED, 0)),
        ),
    }
    for name, way in ways.items():
        connection.execute("BEGIN")
        way()
        is_known = act_of_code(connection, printed.code) is not None
        connection.execute("ROLLBACK")
        told = "goes unnoticed" if is_known else "told by the code of an older paper"
        yield f"{name}: {told}"


def seconds(work: Callable[[], object], runs: int = 3) -> float:
    """The least time of several runs."""
    times = []
    for _ in range(runs):
        begun = perf_counter()
        work()
        times.append(perf_counter() - begun)
    return min(times)


def proof(path: Path) -> Iterator[str]:
    """The chain proved, beside what else reads the whole file."""
    with closing(sqlite3.connect(path)) as connection:
        (figures,) = connection.execute("SELECT count(*) FROM revision").fetchone()
        (acts,) = connection.execute("SELECT count(*) FROM seal").fetchone()

        def read() -> None:
            for table in SEALED:
                connection.execute(f"SELECT * FROM {table}").fetchall()

        reading = seconds(read)
        proving = seconds(lambda: list(unsealed_places(connection)))
        checking = seconds(
            lambda: connection.execute("PRAGMA integrity_check").fetchall(), 1
        )
    yield f"{figures:,} figures in {acts:,} acts, {path.stat().st_size / 1e6:.0f} MB"
    yield f"  reading all rows {reading:.2f} s, proving the chain {proving:.2f} s:"
    yield f"  {proving / reading:.2f} times; SQLite's own check {checking:.2f} s"


WORDS = "INSERT INTO narrative (entry_id, section, text) VALUES (1, 'next', 'a')"


def price(path: Path) -> Iterator[str]:
    """What sealing adds to one report of ten figures, warm and at the first time."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        times = []
        connection.execute("SELECT max(id) FROM seal").fetchone()  # reads the schema
        for _ in range(200):
            connection.execute("BEGIN")
            begun = perf_counter()
            before = last_rows(connection)
            between = perf_counter()
            connection.execute(WORDS)
            middle = perf_counter()
            seal_act(connection, before)
            times.append(perf_counter() - middle + between - begun)
            connection.execute("ROLLBACK")
    first, usual = times[0] * 1e3, median(times) * 1e3
    yield f"sealing one act: {first:.2f} ms the first time, then {usual:.2f} ms"


def main() -> None:
    """Print every figure."""
    parser = ArgumentParser(prog="benchmarks.seal", description=__doc__)
    parser.add_argument("--flips", type=int, default=500)
    parser.add_argument("--units", type=int, default=300)
    parser.add_argument("--indicators", type=int, default=50)
    wanted = parser.parse_args()
    with TemporaryDirectory() as name:
        folder = Path(name)
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            cchc(["demo", str(folder / "demo")])
        ledger = folder / "demo" / "cchc.db"
        year = make(wanted.units, wanted.indicators, folder / "year")
        for lines in (
            *(proof(year), price(year)),
            *(tampering(ledger), flips(ledger, wanted.flips)),
        ):
            for line in lines:
                print(line, flush=True)


if __name__ == "__main__":
    main()
