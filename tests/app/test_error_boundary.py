"""How a run ends when nobody listens, or nobody can."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.main import main

CCHC = [sys.executable, "-m", "cchc"]
FULL = Path("/dev/full")


def test_a_reader_that_goes_away_ends_the_run_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*CCHC, "--help"], stdout=writer, stderr=subprocess.PIPE, check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="only where a full device is")
def test_a_full_disk_behind_the_output_is_told() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run(
            [*CCHC, "--help"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 1
    assert "ổ đĩa đầy" in done.stderr.decode()


@pytest.mark.skipif(not FULL.exists(), reason="only where a full device is")
def test_an_error_nobody_can_hear_keeps_its_exit_code() -> None:
    with FULL.open("wb") as full:
        done = subprocess.run([*CCHC, "--oops"], stderr=full, check=False)
    assert done.returncode == 2


def test_letters_that_are_no_letters_are_shown_as_such() -> None:
    done = subprocess.run([*CCHC, b"\xff"], capture_output=True, check=False)
    assert done.returncode == 2
    assert "“�”" in done.stderr.decode()


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["report", "list"],
        ["report", "show", "p1"],
        ["report", "add", "p1", "Q1", "a=1"],
        ["report", "withdraw", "p1", "Q1", "--reason", "nhầm"],
        ["why", "ck-1"],
        ["plan", "show"],
        ["db", "info"],
        ["db", "check"],
    ],
)
def test_a_missing_database_is_told_as_data_where_data_was_asked_for(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main([*words, "--json", "--db", str(tmp_path / "none.db")])
    document = json.loads(capsys.readouterr().out)
    assert code == 4
    assert document["schema"] == "cchc.problems/1"
    assert [each["code"] for each in document["problems"]] == ["P401"]
