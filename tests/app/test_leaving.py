"""A run ends at once, with what was to be done at its end (decision 15)."""

import subprocess
import sys
from pathlib import Path

import pytest

AT_END = """
import atexit, sys
from pathlib import Path
from cchc.main import leave
atexit.register(Path(sys.argv[1]).write_text, "done")
print("đã in")
print("đã nói", file=sys.stderr)
leave(3)
"""


def run(*words: str) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.run(
        [sys.executable, *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_both_streams_and_what_was_registered_are_finished(tmp_path: Path) -> None:
    done = run("-c", AT_END, str(tmp_path / "mark"))
    assert (done.returncode, done.stdout, done.stderr) == (3, "đã in\n", "đã nói\n")
    assert (tmp_path / "mark").read_text() == "done"


@pytest.mark.parametrize(
    ("words", "code"), [(("--version",), 0), (("stauts",), 2), (("status",), 4)]
)
def test_a_run_leaves_with_its_code(
    words: tuple[str, ...], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("-m", "cchc", *words)
    assert done.returncode == code
    assert (done.stdout if code == 0 else done.stderr) != ""
