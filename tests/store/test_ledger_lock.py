"""One process at a time at a ledger, by a file beside it."""

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from cchc.store.check import find_defects
from cchc.store.disk.connection import LOCK_ENDING, is_journal
from cchc.store.facts import revisions
from cchc.store.ledger import open_ledger
from cchc.text.problem import ProblemCode
from tests.store.trouble import trouble
from tests.store.world import PLAN

HERE = Path(__file__).parent
HOST = os.uname().nodename


def lock_of(path: Path) -> Path:
    return path.with_name(f"{path.name}{LOCK_ENDING}")


def put_lock(path: Path, host: str, process: int | str, age: float = 0) -> Path:
    lock = lock_of(path)
    lock.write_text(f"{host}\n{process}\n08:00:00 16/03/2022\n", "utf-8")
    os.utime(lock, (time.time() - age,) * 2)
    return lock


def dead_process() -> int:
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


@pytest.mark.parametrize("write", [False, True])
def test_the_lock_stands_round_every_open_and_says_whose_it_is(
    path: Path, write: bool
) -> None:
    lock = lock_of(path)
    with open_ledger(path, write=write), open_ledger(path):
        host, process, _, _ = lock.read_text("utf-8").splitlines()
        assert (host, int(process)) == (HOST, os.getpid())
    assert sorted(path.parent.iterdir()) == [path]


def test_a_link_to_a_ledger_has_the_lock_of_the_ledger(path: Path) -> None:
    other = path.with_name("lien-ket.db")
    other.symlink_to(path)
    with open_ledger(other):
        assert lock_of(path).exists()
        assert not lock_of(other).exists()


def test_the_name_of_the_lock_is_kept_free(path: Path) -> None:
    assert is_journal(lock_of(path))


def test_a_lock_whose_process_has_ended_is_taken_over_at_once(path: Path) -> None:
    for process in (dead_process(), os.getpid(), 2**31 - 1, 10**30):
        lock = put_lock(path, HOST, process)
        with open_ledger(path, write=True, patience=0.5):
            assert int(lock.read_text("utf-8").splitlines()[1]) == os.getpid()
        assert not lock.exists()


def test_a_lock_that_was_copied_with_its_folder_is_nobodys(
    path: Path, tmp_path: Path
) -> None:
    """An officer copies the folder while a command is at work."""
    lock = lock_of(path)
    with open_ledger(path):
        text = lock.read_text("utf-8").replace(str(os.getpid()), str(os.getppid()))
        copied = tmp_path / "ban-sao" / path.name
        copied.parent.mkdir()
        shutil.copy(path, copied)
        lock_of(copied).write_text(text, "utf-8")
    since = time.monotonic()
    with open_ledger(copied, write=True):
        assert time.monotonic() - since < 1


def test_a_process_that_nobody_has_asked_for_its_end_has_ended(path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    time.sleep(0.5)
    put_lock(path, HOST, child.pid)
    with open_ledger(path, patience=0.5):
        pass
    child.wait()


@pytest.mark.parametrize("write", [False, True])
def test_who_holds_the_ledger_is_told(path: Path, write: bool) -> None:
    for host, process in ((HOST, os.getppid()), ("may-khac", 1), ("may-khac", "?")):
        lock = put_lock(path, host, process)
        before = lock.read_bytes()
        with trouble(ProblemCode.DB_HELD), open_ledger(path, write=write, patience=0.1):
            pass
        assert lock.read_bytes() == before


def test_a_lock_of_another_machine_is_left_behind_after_an_hour(path: Path) -> None:
    lock = put_lock(path, "may-khac", 1, age=3500)
    with trouble(ProblemCode.DB_HELD), open_ledger(path, patience=0.1):
        pass
    put_lock(path, "may-khac", 1, age=3700)
    with open_ledger(path, patience=0.5):
        assert HOST in lock.read_text("utf-8")


def test_a_lock_that_nobody_signed_is_left_behind_after_seconds(path: Path) -> None:
    lock = lock_of(path)
    lock.touch()
    with trouble(ProblemCode.DB_HELD), open_ledger(path, patience=0.1):
        pass
    os.utime(lock, (time.time() - 20,) * 2)
    with open_ledger(path, patience=0.5):
        pass


def test_a_killed_take_over_stops_nobody(path: Path) -> None:
    lock = put_lock(path, HOST, dead_process())
    guard = lock.with_name(f"{lock.name}.take")
    guard.touch()
    with trouble(ProblemCode.DB_HELD), open_ledger(path, patience=0.1):
        pass
    os.utime(guard, (time.time() - 20,) * 2)
    with open_ledger(path, patience=0.5):
        pass
    assert sorted(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("error", [PermissionError(13, "no"), OSError(30, "read-only")])
def test_where_no_lock_can_be_made_a_reader_goes_on_without(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    def refuses(*_: object) -> int:
        raise error

    monkeypatch.setattr("cchc.store.disk.ledger_lock.os.open", refuses)
    with open_ledger(path):
        assert not lock_of(path).exists()
    with trouble(ProblemCode.DB_READ_ONLY), open_ledger(path, write=True):
        pass


@pytest.fixture(scope="session")
def shim(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A library with which byte-range locks are granted to everybody."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or not sys.platform.startswith("linux"):
        pytest.skip("no compiler here: locks that lie cannot be imitated")
    made = tmp_path_factory.mktemp("shim") / "lying.so"
    source = str(HERE / "lying_locks.c")
    flags = ["-shared", "-fPIC", "-D_GNU_SOURCE", "-o", str(made), source, "-ldl"]
    subprocess.run([compiler, *flags], check=True)
    return str(made)


def start(path: Path, shim: str, name: str, number: str) -> subprocess.Popen[str]:
    words = ["-m", "tests.store.lock_writer", str(path), name, number]
    return subprocess.Popen(
        [sys.executable, *words],
        env={**os.environ, "LD_PRELOAD": shim},
        cwd=HERE.parents[1],
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_locks_of_the_library_lie(path: Path, shim: str) -> None:
    begin = (
        "import sqlite3, sys; sqlite3.connect(sys.argv[1], isolation_level=None,"
        " timeout=0).execute('BEGIN IMMEDIATE')"
    )
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for preload, code in (("", 1), (shim, 0)):
            done = subprocess.run(
                [sys.executable, "-c", begin, str(path)],
                env={**os.environ, "LD_PRELOAD": preload},
                capture_output=True,
                check=False,
            )
            assert done.returncode == code


REPORTS = int(os.environ.get("CCHC_LOCK_REPORTS", "48"))


@pytest.mark.parametrize("writers", [2, 4, 8])
def test_no_report_is_lost_where_locks_lie(path: Path, shim: str, writers: int) -> None:
    killed = start(path, shim, "killed", "killed")
    killed.communicate()
    names = [f"w{number}" for number in range(writers)]
    each = str(REPORTS // writers)
    children = [start(path, shim, name, each) for name in names]
    reader = start(path, shim, "reader", str(REPORTS))
    told = [child.communicate()[0].splitlines() for child in children]
    reader.communicate()
    assert [child.returncode for child in (*children, reader)] == [0] * (writers + 1)
    with open_ledger(path) as ledger:
        assert find_defects(ledger) == ()
        log = revisions(ledger, PLAN.id, indicator="dn")
    kept = [f"{one.stamp.actor} {one.reading and one.reading.number}" for one in log]
    assert sorted(kept) == sorted(line for lines in told for line in lines)
    assert len(kept) == REPORTS // writers * writers
