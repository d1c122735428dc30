"""An answer costs what it shows: rows read and work done as the ledger grows.

Two worlds with everything reported, one of 21 units and one of 168. What each verb
reads (rows that SQLite hands over) and does (calls of our own functions) is counted
exactly, and what one more unit may add is held.
"""

import contextlib
import io
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from benchmarks.world import TODAY, make
from cchc.main import main
from cchc.text.record import Record

SMALL, LARGE, LINES = 21, 168, 10
ADD = ("report", "add", "u5", "Q4", "a0=9", "--reason", "thử", "--by", "đo")

LIMITS: Mapping[tuple[str, ...], tuple[float, float]] = {
    ("status", "Q4", "--json"): (5, 76),
    ("status", "Q4"): (5, 68),
    ("status", "Q4", "--unit", "u5"): (5, 50),
    ("why", "a1", "Q4"): (13, 625),
    ("why", "u5", "Q4"): (5, 48),
    ("report", "show", "u5", "Q4"): (0, 0),
    ("report", "list", "Q4"): (5, 36),
    (*ADD, "--dry-run"): (1, 5),
    ADD: (1, 3),
    ("remind", "Q4"): (5, 40),
    ("log",): (4, 16),
    ("unit", "list"): (10, 80),
    ("obstacle", "list"): (0, 0),
    ("db", "check"): (50, 45),  # it proves every row, and reads the plan again
    ("export", "Q4", "--output", "r.md"): (45, 2100),
}
"""Rows and calls that one more unit may cost, by verb."""


class Work(Record):
    rows: int
    calls: int


class CountedConnection(sqlite3.Connection):
    """Counts every row that anybody fetches."""

    rows = 0

    def __init__(self, *words: Any, **options: Any) -> None:  # noqa: ANN401  # as it comes
        super().__init__(*words, **options)
        self.row_factory = self.count_row

    def count_row(self, _: sqlite3.Cursor, row: tuple[Any, ...]) -> tuple[Any, ...]:
        CountedConnection.rows += 1
        return row


@contextlib.contextmanager
def counted_calls() -> Iterator[list[int]]:
    calls = [0]
    ours = str(Path(sys.modules["cchc"].__path__[0]))

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(ours):
            calls[0] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def work(words: tuple[str, ...], ledger: Path) -> Work:
    CountedConnection.rows = 0
    said = io.StringIO()
    with (
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
        counted_calls() as calls,
    ):
        code = main(["--db", str(ledger), *words])
    assert code == 0, said.getvalue()
    return Work(CountedConnection.rows, calls[0])


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    base = tmp_path_factory.mktemp("worlds")
    return {units: make(units, LINES, base / str(units)) for units in (SMALL, LARGE)}


@pytest.mark.parametrize("words", LIMITS, ids=" ".join)
def test_one_more_unit_adds_no_more_than(
    words: tuple[str, ...], worlds: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3,
        "connect",
        lambda *at, **how: connect(*at, **{"factory": CountedConnection, **how}),
    )
    monkeypatch.setenv("CCHC_TODAY", TODAY)
    monkeypatch.setenv("COLUMNS", "80")  # a screen: a pipe gets every row
    monkeypatch.chdir(worlds[SMALL].parent)
    for units in (SMALL, LARGE):  # what is made once, of each plan too, is made now
        work(words, worlds[units])
    small, large = (work(words, worlds[units]) for units in (SMALL, LARGE))
    more = LARGE - SMALL
    rows, calls = LIMITS[words]
    assert (large.rows - small.rows) / more <= rows, (small, large)
    assert (large.calls - small.calls) / more <= calls, (small, large)
