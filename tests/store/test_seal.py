"""The seal: what was altered by hand is told, and what was made over, by the code."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.store.check import Defect, find_defects
from cchc.store.ledger import Ledger, open_ledger, write_transaction
from cchc.store.reports import save_draft, withdraw, write_report
from cchc.store.schema.ddl import SEALED
from cchc.store.seal.chain import last_rows, seal_act, unsealed_places
from cchc.store.seal.code import (
    LETTERS,
    act_of_code,
    code_for_paper,
    code_of,
    newest_act,
    read_code,
)
from cchc.text.problem import Place, Problem
from tests.store.test_append_only import BY_HAND
from tests.store.test_check import by_hand
from tests.store.world import APRIL, EVERYTHING, MARCH, PLAN, returned, stamped, told

MAY = date(2022, 5, 4)


@pytest.fixture
def book(path: Path) -> Path:
    """A ledger with a row in every table, each of them sealed."""
    with open_ledger(path, write=True) as ledger:
        returned(ledger, write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH)))
        told(ledger, 15, APRIL, reason="correction")
        withdraw(ledger, PLAN.id, "p1", "Q1", "hs", "nhầm", stamped(APRIL))
        save_draft(ledger, PLAN.id, "p2", "Q1", "dở dang")
        with write_transaction(ledger) as connection:
            for row in (*BY_HAND, *MORE_BY_HAND):
                connection.execute(row)
    return path


STAMP = "'Lan', 'thử', '2022-04-02T09:00:00', '2022-04-02T09:00:00'"
NULLS = ", ".join([*["NULL"] * 10, "0", "NULL", "NULL"])
MORE_BY_HAND = tuple(
    f"INSERT INTO {row}"
    for row in (
        f"obstacle_event SELECT 1, 1, 'answered', NULL, NULL, 'a', 'b', {STAMP}",
        f"relief SELECT 1, 1, 3, 1, 'extend', '2022-03-22', '2022-03-18', 'a', {STAMP}",
        f"dispatch SELECT 1, 1, 1, 'T', 'head', 'letter', 'a', {STAMP}",
        "reminder SELECT 1, 1, 2, 1, 'T', 'head', 'letter', '2022-03-18', ''",
        f"signing SELECT 1, 1, 2, 'plan', 1, '2022-04-01', {NULLS}, {STAMP}",
    )
)


def defects(path: Path) -> set[Defect]:
    with open_ledger(path) as ledger:
        return {found.defect for found in find_defects(ledger)}


def code(path: Path) -> str:
    with open_ledger(path) as ledger:
        act = newest_act(ledger.connection)
    assert act is not None
    return act.code


def knows(path: Path, printed: str) -> bool:
    with open_ledger(path) as ledger:
        return act_of_code(ledger.connection, printed) is not None


def test_a_book_as_it_was_written_is_what_was_sealed(book: Path) -> None:
    with open_ledger(book) as ledger:
        for table in SEALED:
            query = f"SELECT count(*) FROM {table}"
            assert ledger.connection.execute(query).fetchone()[0], table
    assert defects(book) <= {Defect.ISSUED}  # what was put in by hand has no digest


@pytest.fixture
def loose(book: Path) -> Iterator[sqlite3.Connection]:
    """The book in memory, without its triggers: somebody with time."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(book.read_bytes())
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for (name,) in connection.execute(triggers).fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA ignore_check_constraints = ON")
        yield connection


ANOTHER_VALUE = (
    "CASE typeof({0}) WHEN 'integer' THEN {0} + 1000 WHEN 'blob' THEN x'00'"
    " WHEN 'text' THEN {0} || 'x' ELSE 1 END"
)


def test_any_field_of_any_table_that_is_changed_is_told(
    loose: sqlite3.Connection,
) -> None:
    assert list(unsealed_places(loose)) == []
    tried, missed = 0, []
    for table, columns in SEALED.items():
        row = loose.execute(f"SELECT {columns} FROM {table}")
        for column in (name for name, *_ in row.description):
            loose.execute("BEGIN")
            loose.execute(
                f"UPDATE {table} SET {column} = {ANOTHER_VALUE.format(column)}"
                f" WHERE id = (SELECT max(id) FROM {table})"
            )
            tried += 1
            if not list(unsealed_places(loose)):
                missed.append((table, column))
            loose.execute("ROLLBACK")
    assert missed == []
    assert tried > 200


def test_any_row_taken_away_moved_or_added_is_told(loose: sqlite3.Connection) -> None:
    for table in SEALED:
        columns = [row[1] for row in loose.execute(f"PRAGMA table_info({table})")]
        others = ", ".join(columns[1:])
        for change in (
            f"DELETE FROM {table} WHERE id = 1",
            f"UPDATE {table} SET id = -id WHERE id = 1",
            f"INSERT OR IGNORE INTO {table} SELECT 999, {others} FROM {table}",
        ):
            loose.execute("BEGIN")
            if loose.execute(change).rowcount:  # else its own index keeps it single
                assert list(unsealed_places(loose)), change
            loose.execute("ROLLBACK")


def swap(connection: sqlite3.Connection) -> None:
    """Two reports change places."""
    for was, now in ((1, 99), (2, 1), (99, 2)):
        connection.execute("UPDATE entry SET id = ? WHERE id = ?", (now, was))


def drop_seal(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM seal WHERE id = 3")


def drop_newest_seals(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM seal WHERE id > 3")


def by_another_program(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO narrative (entry_id, section, text) VALUES (1, 'causes', 'a')"
    )


@pytest.mark.parametrize(
    "change", [swap, drop_seal, drop_newest_seals, by_another_program]
)
def test_other_ways_to_alter_the_book_are_told(
    book: Path, change: Callable[[sqlite3.Connection], None]
) -> None:
    with by_hand(book) as connection:
        change(connection)
    assert Defect.SEAL in defects(book)


def test_an_act_that_was_changed_is_told_once(book: Path) -> None:
    with by_hand(book) as connection:
        connection.execute("UPDATE narrative SET text = 'a' WHERE id = 1")
    with open_ledger(book) as ledger:
        (defect,) = (d for d in find_defects(ledger) if d.defect is Defect.SEAL)
    assert defect.where.startswith("2 (2022-03-09): entry, revision")


def cut_newest(connection: sqlite3.Connection) -> None:
    """The newest act is taken away, with its seal."""
    number, rows = connection.execute(
        "SELECT id, rows FROM seal ORDER BY id DESC LIMIT 1"
    ).fetchone()
    for table, (first, _) in json.loads(rows).items():
        connection.execute(f"DELETE FROM {table} WHERE id >= ?", (first,))
    connection.execute("DELETE FROM seal WHERE id = ?", (number,))


def make_over(connection: sqlite3.Connection) -> None:
    """A figure is changed and the whole chain is made anew."""
    connection.execute("UPDATE narrative SET text = 'Rất tốt' WHERE id = 1")
    connection.execute("DELETE FROM seal")
    seal_act(connection, dict.fromkeys(SEALED, 0))


@pytest.mark.parametrize("change", [cut_newest, make_over])
def test_a_book_made_over_is_known_by_the_code_on_an_old_paper(
    path: Path, change: Callable[[sqlite3.Connection], None]
) -> None:
    with open_ledger(path, write=True) as ledger:
        write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    printed = code(path)
    assert knows(path, printed)
    with by_hand(path) as connection:
        change(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(
            "DELETE FROM cell WHERE revision_id NOT IN (SELECT id FROM revision)"
        )
        for table in ("period_total", "unit_total", "report_total"):
            connection.execute(
                f"DELETE FROM {table} WHERE NOT EXISTS (SELECT 1 FROM cell)"
            )
    assert defects(path) == set()
    assert not knows(path, printed)


def test_a_paper_of_a_day_has_the_same_code_after_its_issue(ledger: Ledger) -> None:
    told(ledger, 14, MARCH)

    def head(day: date) -> str:
        code = code_for_paper(ledger.connection, day)
        assert code is not None
        return code

    march = head(MARCH)
    with write_transaction(ledger) as connection:
        connection.execute(BY_HAND[0].replace("2022-04-02", "2022-03-09"))
        connection.execute(BY_HAND[3].replace("2022-04-02", "2022-03-09"))
    assert head(MARCH) == march
    assert head(APRIL) != march  # the issue itself is sealed for every later paper
    april = head(APRIL)
    save_draft(ledger, PLAN.id, "p1", "Q1", "dở dang")
    assert head(APRIL) == april
    told(ledger, 15, MAY, reason="correction")
    assert (head(MARCH), head(APRIL)) == (march, april)
    assert head(MAY) not in {march, april}
    told(ledger, 16, MARCH, reason="correction")
    assert head(MARCH) != march


@given(st.binary(min_size=32, max_size=32), st.data())
def test_a_code_is_read_as_people_type_it_and_slips_are_told(
    digest: bytes, data: st.DataObject
) -> None:
    printed, place = code_of(digest), Place(argument="--seal")
    assert read_code(printed.lower().replace("-", " "), place) == printed
    assert read_code(printed.replace("0", "o").replace("1", "l"), place) == printed
    bare = printed.replace("-", "")
    at = data.draw(st.integers(0, 15))
    letter = data.draw(st.sampled_from(LETTERS.replace(bare[at], "")))
    slip = bare[:at] + letter + bare[at + 1 :]
    assert isinstance(read_code(slip, place), Problem)
    assert isinstance(read_code(bare[:at] + bare[at + 1 :], place), Problem)


WORDS = [("a|bc", "d"), ("a", "|bcd"), ("ab", "cd"), ("abc", "d"), ("1", "2")]


def test_fields_do_not_run_into_one_another(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
        codes = set()
        for about, text in WORDS:
            with suppress(InterruptedError), write_transaction(ledger) as connection:
                before = last_rows(connection)
                row = "INSERT INTO evidence (entry_id, about, text) VALUES (1, ?, ?)"
                connection.execute(row, (about, text))
                seal_act(connection, before)
                codes.add(newest_act(connection))
                raise InterruptedError
    assert len(codes) == len(WORDS)
