"""What a question about one unit, or an act on it, reads of the ledger."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.world import make
from cchc.main import main

QUESTIONS = {
    "add": ("report", "add", "u5", "2022-Q4", "a1=123", "--reason", "sai"),
    "rehearse": ("report", "add", "u5", "Q4", "a1=7", "--reason", "sai", "--dry-run"),
    "withdraw": ("report", "withdraw", "u5", "2022-Q4", "a1", "--reason", "sai"),
    "return": ("report", "return", "u5", "2022-Q4", "a1=xem lại"),
    "show": ("report", "show", "u5", "2022-Q4"),
    "obstacles": ("obstacle", "list"),
}
STEPS = 50
Connect = Callable[..., sqlite3.Connection]


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Ledgers of few and of many units, everything reported in four periods."""
    root = tmp_path_factory.mktemp("worlds")
    return {units: make(units, 6, root / f"u{units}") for units in (20, 160)}


def work_of(
    words: tuple[str, ...], ledger: Path, folder: Path, patch: pytest.MonkeyPatch
) -> tuple[int, int]:
    """Statements run and steps of SQLite's machine, in fifties, for one command."""
    target = folder / "cchc.db"
    shutil.copy(ledger, target)
    counts = {"statements": 0, "steps": 0}
    connect = sqlite3.connect

    def count(what: str) -> int:
        counts[what] += 1
        return 0

    def watched(*args: str, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(lambda _: count("statements") and None)
        connection.set_progress_handler(lambda: count("steps"), STEPS)
        return connection

    with patch.context() as context:
        context.setattr(sqlite3, "connect", watched)
        asked = ["--today", "2023-02-01", "--db", str(target), *words]
        assert main(asked) == 0
    return counts["statements"], counts["steps"]


@pytest.mark.parametrize("words", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_about_one_unit_costs_the_same_among_many(
    words: tuple[str, ...],
    worlds: dict[int, Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few, many = (
        work_of(words, ledger, tmp_path, monkeypatch) for ledger in worlds.values()
    )
    assert few[0] == many[0]
    # of a figure taken back the cells of its indicator are read one by one, else
    # nothing but the rows of the plan's units
    rows = 4 * 40 if words[1] == "withdraw" else 12
    assert many[1] - few[1] <= 140 * rows // STEPS
