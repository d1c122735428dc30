"""Ctrl-C at any moment ends in 130 without a traceback; a bug leaves a silent log."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.main import main

ROOT = Path(__file__).parents[2]
IN_IMPORTS = """
import os, signal, sys
class Interrupting:
    def find_spec(self, name, path=None, target=None):
        if name == sys.argv[1]:
            os.kill(os.getpid(), signal.SIGINT)
        return None
sys.meta_path.insert(0, Interrupting())
sys.argv = ["cchc", "status"]
from cchc.__main__ import run
run()
"""

LATER = """
import signal, sys
signal.signal(signal.SIGALRM, lambda *_: signal.raise_signal(signal.SIGINT))
delay = float(sys.argv.pop())
sys.argv = ["cchc", "demo", sys.argv[1]]
from cchc.__main__ import run
signal.setitimer(signal.ITIMER_REAL, delay)
run()
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    around = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}
    return subprocess.run(
        [sys.executable, *words],
        env=around,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    "module",
    ["cchc.main", "typer", "cchc.app.context", "cchc.app.options", "sqlite3"],
)
def test_ctrl_c_while_something_is_loaded_leaves_no_traceback(module: str) -> None:
    probe = IN_IMPORTS.replace("sys.argv[1]", repr(module))
    done = run("-c", probe)
    assert done.returncode == 130
    assert "Traceback" not in done.stderr
    assert done.stderr in {"", "Đã dừng theo yêu cầu.\n"}


IN_A_CALLBACK = """
import sys, signal
class Dying:
    def __del__(self):
        signal.raise_signal(signal.SIGINT)
import cchc.main
def busy(words):
    import time
    Dying()
    time.sleep(1)
    return 0
cchc.main.main = busy
from cchc.__main__ import run
run()
"""


def test_ctrl_c_that_comes_in_a_callback_is_not_lost() -> None:
    done = run("-c", IN_A_CALLBACK)
    assert (done.returncode, done.stderr) == (130, "")


@pytest.mark.parametrize("milliseconds", [5, 20, 45, 80, 130, 250])
def test_ctrl_c_at_any_moment_leaves_no_traceback(
    tmp_path: Path, milliseconds: int
) -> None:
    done = run("-c", LATER, str(tmp_path / "w"), str(milliseconds / 1000))
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr


def test_the_log_of_a_bug_says_where_and_no_word_of_a_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    words_of_a_unit = "Phường 1 báo cáo 7391846"

    def broken(*_: object, **__: object) -> None:
        try:
            dict[str, int]()[words_of_a_unit]
        except KeyError as error:
            raise ValueError(words_of_a_unit) from error

    monkeypatch.setattr("cchc.features.status.cli.commands.read_status", broken)
    assert main(["status", "Q1", "--unit", words_of_a_unit]) == 70
    told = capsys.readouterr().err
    (log,) = tmp_path.glob("cchc-*.log")
    assert str(log) in told
    assert words_of_a_unit not in told
    text = log.read_text("utf-8")
    assert "Phường" not in text
    assert "7391846" not in text
    lines = text.splitlines()
    assert re.match(r"cchc \S+ \(Python 3\.\d+\.\d+, SQLite 3\.", lines[0])
    assert lines[1].startswith("system: ")
    assert lines[2] == "verb: status"
    assert "builtins.ValueError" in lines
    assert "builtins.KeyError" in lines
    assert any("cchc/main.py:" in line for line in lines)
