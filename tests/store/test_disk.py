import os
import resource
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from cchc.store.check import find_defects
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, create_ledger, open_ledger
from cchc.text.problem import ProblemCode
from tests.store.trouble import trouble
from tests.store.world import MARCH, PLAN, put_plan, told


@pytest.fixture
def shared() -> Iterator[Path]:
    """A ledger in a folder that everybody may enter."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        create_ledger(folder / "cchc.db")
        with open_ledger(folder / "cchc.db", write=True) as ledger:
            put_plan(ledger)
        (folder / "cchc.db").chmod(0o644)
        yield folder / "cchc.db"


@contextmanager
def powerless() -> Iterator[None]:
    """Root may do everything: become nobody for a moment."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_read_only_file_can_be_read_and_is_not_written(shared: Path) -> None:
    shared.chmod(0o444)
    with powerless():
        with open_ledger(shared) as ledger:
            assert facts(ledger, PLAN.id, MARCH).cells == {}
        with trouble(ProblemCode.DB_READ_ONLY), open_ledger(shared, write=True):
            pass


def test_a_read_only_folder_is_not_written(shared: Path) -> None:
    shared.chmod(0o666)
    shared.parent.chmod(0o555)
    with powerless():
        with trouble(ProblemCode.DB_READ_ONLY), open_ledger(shared, write=True):
            pass
        with trouble(ProblemCode.DB_READ_ONLY):
            create_ledger(shared.with_name("another.db"))
    shared.parent.chmod(0o755)


def test_a_file_that_nobody_may_read_is_told(shared: Path) -> None:
    shared.chmod(0o000)
    with powerless(), trouble(ProblemCode.DB_UNREADABLE), open_ledger(shared):
        pass


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_stops_a_report_whole(path: Path) -> None:
    size = path.stat().st_size
    for room in (0, 300, 600, 4_000, 8_000, 20_000, size - 4096, size - 1, size + 100):
        with (
            trouble(ProblemCode.DISK_FULL),
            open_ledger(path, write=True) as ledger,
            disk_of(room),
        ):
            told(ledger, 14, reason="x" * 20_000)
        with open_ledger(path) as ledger:
            assert facts(ledger, PLAN.id, MARCH).submissions == ()
            assert find_defects(ledger) == ()


def test_a_full_disk_leaves_no_half_ledger(tmp_path: Path) -> None:
    for room in (0, 5_000, 50_000):
        with trouble(ProblemCode.DISK_FULL), disk_of(room):
            create_ledger(tmp_path / "cchc.db")
    assert list(tmp_path.iterdir()) == []


class Failing:
    """A connection whose COMMIT ends in an error, before or after it is done."""

    def __init__(self, real: sqlite3.Connection, *, stored: bool) -> None:
        self._real = real
        self._stored = stored

    def execute(self, sql: str, *blanks: object) -> sqlite3.Cursor:
        if sql != "COMMIT":
            return self._real.execute(sql, *blanks)  # type: ignore[arg-type]
        if self._stored:
            self._real.execute("COMMIT")
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR_DIR_FSYNC
        raise error

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)


def failing(ledger: Ledger, *, stored: bool) -> None:
    ledger.connection = Failing(ledger.connection, stored=stored)  # type: ignore[assignment]


def test_an_error_after_the_report_is_stored_is_no_refusal(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        failing(ledger, stored=True)
        told(ledger, 14)
        assert facts(ledger, PLAN.id, MARCH).cells
        told(ledger, 15, reason="correction")


def test_an_error_before_the_report_is_stored_is_told(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        told(ledger, 14)
    with trouble(ProblemCode.DISK_FULL), open_ledger(path, write=True) as ledger:
        failing(ledger, stored=False)
        told(ledger, 15)
    with open_ledger(path) as ledger:
        assert len(facts(ledger, PLAN.id, MARCH).submissions) == 1


def test_where_a_disk_fails_while_the_name_is_taken_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", refuse)
    with trouble(ProblemCode.DISK_FULL):
        create_ledger(tmp_path / "cchc.db")
    assert list(tmp_path.iterdir()) == []
