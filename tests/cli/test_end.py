"""How a run ends when nobody listens, or nobody can."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
