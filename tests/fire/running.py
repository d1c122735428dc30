"""Commands as processes whose every change to the disk is counted, killed or failed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from cchc.text.record import Record

ROOT = Path(__file__).parents[2]
CLOCK = "1768446000"
"""The machine's time of every command: what is written is the same in each run."""

Words = tuple[str, ...]


class CommandEnd(Record):
    """How a command ended: its exit code (less than 0: a signal), what it said."""

    code: int
    said: str


def has_compiler() -> bool:
    return sys.platform == "linux" and shutil.which("cc") is not None


@cache
def shim() -> Path:
    """The library that stands before the calls of every command, compiled once."""
    library = Path(mkdtemp(prefix="cchc-fire-")) / "shim.so"
    source = Path(__file__).with_name("shim.c")
    command = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    subprocess.run(command, check=True)
    return library


def run(
    words: Iterable[str],
    folder: Path,
    *,
    day: str,
    kill: int | None = None,
    fail: tuple[int, int] | None = None,
    log: Path | None = None,
) -> CommandEnd:
    """One command in a folder; killed before a call, or one call fails so."""
    extra = {"FIRE_ROOT": str(folder.resolve()), "LD_PRELOAD": str(shim())}
    if kill is not None:
        extra["FIRE_KILL"] = str(kill)
    if fail is not None:
        extra |= {"FIRE_FAIL": str(fail[0]), "FIRE_ERRNO": str(fail[1])}
    if log is not None:
        extra["FIRE_LOG"] = str(log)
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "tests.record.clock", CLOCK, "cchc"]
    done = subprocess.run(
        [*command, "--today", day, "--no-input", *words],
        cwd=folder,
        env={**kept, **extra, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )
    return CommandEnd(done.returncode, (done.stdout + done.stderr).decode())
