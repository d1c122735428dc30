"""A text longer than the terminal is shown in a pager; nothing else ever is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.screen.pager import pager_command
from tests.app.terminal import CTRL_C, HERE, session

SHORT, LONG = {"LINES": "12"}, {"LINES": "9999"}
UNTIL_Q = """#!/bin/sh
echo "PAGER READS"
read line
cat >got
echo "PAGER ENDS"
"""


@pytest.fixture
def pager(tmp_path: Path) -> str:
    program = tmp_path / "own-pager"
    program.write_text(UNTIL_Q)
    program.chmod(0o755)
    return str(program)


def shown(tmp_path: Path, pager: str, *words: str, **environ: str) -> str:
    around = {"CCHC_PAGER": pager, **SHORT, **environ}
    code, screen = session([*words], [], tmp_path, **around)
    assert code == 0
    return screen


def test_what_is_longer_than_the_terminal_is_shown_in_the_pager(
    tmp_path: Path, pager: str
) -> None:
    assert "PAGER READS" in shown(tmp_path, pager, "plan", "schema")
    rest = (tmp_path / "got").read_text("utf-8")
    assert "Kế hoạch theo dõi cam kết" in rest
    assert "PAGER" not in shown(tmp_path, pager, "plan", "schema", **LONG)
    for option in ("--no-pager", "--no-input"):
        assert "PAGER" not in shown(tmp_path, pager, "plan", "schema", option)
    assert "PAGER" not in shown(tmp_path, pager, "plan", "schema", TERM="dumb")
    for off in ("", "cat", "no-such-pager"):
        assert '"description"' in shown(tmp_path, off, "plan", "schema")


def test_a_pager_that_is_left_early_or_interrupted_ends_quietly(tmp_path: Path) -> None:
    assert "Traceback" not in shown(tmp_path, "true", "plan", "schema")
    waiting = "sh -c 'echo READY; trap \"exit 0\" INT; sleep 30 & wait'"
    code, screen = session(
        ["plan", "schema"], [("READY", CTRL_C)], tmp_path, CCHC_PAGER=waiting, **SHORT
    )
    assert code == 0
    assert "Traceback" not in screen


def test_what_is_piped_is_never_paged(tmp_path: Path, pager: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cchc", "plan", "schema"],
        env={**os.environ, "PYTHONPATH": HERE, "CCHC_PAGER": pager, **SHORT},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "PAGER" not in done.stdout


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({"CCHC_PAGER": "most -w", "PAGER": "less"}, ["most", "-w"]),
        ({"PAGER": "less -S"}, ["less", "-S"]),
        ({"CCHC_PAGER": "", "PAGER": "less"}, []),
        ({"PAGER": "cat"}, []),
        ({"PAGER": "less '"}, []),
    ],
)
def test_the_pager_is_ours_then_everybodys(
    environ: dict[str, str], command: list[str]
) -> None:
    assert pager_command(environ) == command


def test_without_less_there_is_no_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cchc.screen.pager.which", lambda _: None)
    assert pager_command({}) == []
