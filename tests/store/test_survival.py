"""What is left when writers are killed, or write at the same time."""

import os
import resource
import signal
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cchc.core.facts.report import Facts
from cchc.store.check import find_defects
from cchc.store.facts import facts, revisions
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.plans import versions
from cchc.store.reports import withdraw, write_report
from tests.store.world import (
    APRIL,
    EVERYTHING,
    MARCH,
    PLAN,
    put_plan,
    report,
    stamped,
    told,
    value,
)


def in_child(work: Callable[[], object]) -> int:
    """Do the work in a process of its own; how it ended, as `waitpid` says."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1]


def killed_at(connection: sqlite3.Connection, statement: int) -> None:
    """From now on the process dies as its n-th statement begins."""
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    connection.set_trace_callback(count)


def write(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))


def correct(ledger: Ledger) -> None:
    told(ledger, 3, MARCH, unit="p2")
    told(ledger, 4, MARCH, unit="p2", reason="correction")


def undo(ledger: Ledger) -> None:
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(MARCH))


def seen(path: Path) -> Facts:
    with open_ledger(path) as ledger:
        assert find_defects(ledger) == ()
        return facts(ledger, PLAN.id, APRIL)


@pytest.mark.parametrize("statement", [*range(0, 60, 5), 3, 61, 62, 63])
def test_a_report_whose_writer_is_killed_is_there_or_not(
    path: Path, statement: int
) -> None:
    def work() -> None:
        with open_ledger(path, write=True) as ledger:
            killed_at(ledger.connection, statement)
            write(ledger)

    ended = in_child(work)
    known = seen(path)
    assert ended in (0, signal.SIGKILL)
    assert len(known.submissions) == len(known.cells) / 7 == (1 if ended == 0 else 0)


def test_what_a_killed_writer_left_beside_the_ledger_goes_with_the_next_report(
    path: Path,
) -> None:
    def work() -> None:
        with open_ledger(path, write=True) as ledger:
            killed_at(ledger.connection, 30)
            write(ledger)

    in_child(work)
    assert path.with_name("cchc.db-journal").exists()
    with open_ledger(path, write=True) as ledger:
        write(ledger)
    assert [each.name for each in path.parent.iterdir()] == ["cchc.db"]


def test_a_report_that_was_acknowledged_survives_its_writer(path: Path) -> None:
    def work() -> None:
        with open_ledger(path, write=True) as ledger:
            write(ledger)
            os.kill(os.getpid(), signal.SIGKILL)

    assert in_child(work) == signal.SIGKILL
    assert len(seen(path).cells) == 7


@pytest.mark.parametrize("whole_pages", [0, 1, 2, 3, 5, 8, 12])
def test_a_writer_killed_in_the_middle_of_its_pages_leaves_nothing(
    path: Path, whole_pages: int
) -> None:
    """The kernel kills it as the file grows: some pages are new, some are old."""
    size = path.stat().st_size + 4096 * whole_pages + 1000

    def work() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with open_ledger(path, write=True) as ledger:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            for day in range(1, 29):
                told(ledger, day, date(2022, 3, day), reason="x" * 9_000)

    assert in_child(work) == signal.SIGXFSZ
    assert path.with_name("cchc.db-journal").exists()
    known = seen(path)
    kept = len(known.submissions)
    assert [each.received for each in known.submissions] == [MARCH] * kept
    if kept:
        assert known.cells["dn", "p1", "Q1"] == value(kept)


def test_writers_at_the_same_time_lose_nothing(path: Path) -> None:
    def work(actor: str) -> None:
        for number in range(8):
            with open_ledger(path, write=True) as ledger:
                write_report(
                    ledger,
                    PLAN.id,
                    report(unit="p2", readings={"dn": value(number), "tien": value(1)}),
                    stamped(MARCH, actor),
                )

    actors = ("Lan", "Minh", "Hoa", "Tú")
    children = []
    for actor in actors:
        child = os.fork()
        if child == 0:
            code = 1
            try:
                work(actor)
                code = 0
            finally:
                os._exit(code)
        children.append(child)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 4
    assert len(seen(path).submissions) == 32
    with open_ledger(path) as ledger:
        log = revisions(ledger, PLAN.id, indicator="dn")
    assert [each.sequence for each in log] == list(range(1, 33))
    assert [each.supersedes for each in log] == [None, *(each.id for each in log[:-1])]
    for actor in actors:
        mine = [each.reading for each in log if each.stamp.actor == actor]
        assert mine == [value(number) for number in range(8)]


@pytest.mark.parametrize("act", [correct, undo, put_plan])
def test_every_act_is_whole_or_not_there(
    path: Path, act: Callable[[Ledger], object]
) -> None:
    with open_ledger(path, write=True) as ledger:
        write(ledger)
    for statement in (2, 9, 14):
        before = seen(path)

        def work(statement: int = statement) -> None:
            with open_ledger(path, write=True) as ledger:
                killed_at(ledger.connection, statement)
                act(ledger)

        assert in_child(work) == signal.SIGKILL
        after = seen(path)
        if act is not correct:
            assert after == before
        with open_ledger(path) as ledger:
            assert len(versions(ledger, PLAN.id)) == 1
