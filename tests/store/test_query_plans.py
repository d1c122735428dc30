"""No daily verb reads all of the log: every query of it has a way in."""

import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from shlex import split

import pytest

from cchc.main import main
from tests.json_examples import inside

DAILY = (
    "report add p1 Q4 ck-6b=3 --reason sửa",
    "report withdraw p1 Q4 ck-6b --reason nhầm",
    "report show p2 Q1",
    "report list Q2",
    "report evidence Q2",
    "status",
    "status Q2 --as-of 2022-06-24",
    "status --unit p1",
    "why ck-6b Q2",
    "remind Q4",
    "log",
    "log --unit p1",
    "unit list Q4",
    "obstacle list",
    "sign list",
    "export Q2 --output -",
)
LARGE = ("revision", "cell", "entry", "unit_total", "report_total")
Connect = Callable[..., sqlite3.Connection]


def queries_of(command: str, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Every query that a verb asks, with its blanks filled."""
    asked: set[str] = set()
    connect = sqlite3.connect

    def watched(*args: str, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*args, **options)  # type: ignore[call-overload]
        connection.set_trace_callback(asked.add)
        return connection

    with (
        monkeypatch.context() as patch,
        redirect_stdout(StringIO()),
        redirect_stderr(StringIO()) as said,
    ):
        patch.setattr(sqlite3, "connect", watched)
        code = main(split(command))
    assert code == 0, said.getvalue()
    return asked


def scans(path: Path, query: str) -> list[str]:
    """The large tables that a query reads from one end to the other."""
    aliases = re.findall(rf"\b(?:{'|'.join(LARGE)}) AS (\w+)", query)
    with closing(sqlite3.connect(path)) as connection:
        steps = connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchall()
    return [
        step
        for *_, step in steps
        if (found := re.match(r"SCAN (\w+)", step)) and found[1] in {*LARGE, *aliases}
    ]


@pytest.fixture(scope="module")
def year(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("daily") / "year"
    shutil.copytree(played_year, folder)
    return folder


@pytest.mark.parametrize("command", DAILY)
def test_a_daily_verb_scans_no_table_of_figures(
    year: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(year):
        asked = queries_of(command, monkeypatch)
        begun = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
        mine = [query for query in asked if query.lstrip().startswith(begun)]
        assert len(mine) > 3
        found = {query: scans(Path("cchc.db"), query) for query in mine}
    assert {query: steps for query, steps in found.items() if steps} == {}


def test_parts_of_reports_are_found_by_the_numbers_of_acts(
    year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with inside(year), closing(sqlite3.connect("cchc.db")) as connection:
        asked = queries_of("status", monkeypatch)
        for part in ("item", "task_note", "obstacle", "evidence"):
            own = re.compile(rf"SELECT entry\.id, .* FROM {part} ")
            begun = [
                connection.execute(f"EXPLAIN QUERY PLAN {query}").fetchone()[-1]
                for query in filter(own.match, asked)
            ]
            by_number = f"{part}_of_entry (entry_id>? AND entry_id<?)"
            assert f"SEARCH {part} USING INDEX {by_number}" in begun
