"""What a start of each verb costs: instructions of whole processes, as multiples of T.

    python -m benchmarks.start_up [--only WORD] [--runs N]

T is `python -c "import typer, sqlite3, json"`, what no verb can do without. Makes the
illustrated year in a temporary folder and runs every verb on it. Where valgrind is
installed, instructions are counted, in millions: they repeat within 0.1%. Elsewhere
the CPU of N rounds is taken; only its ratio can be compared, and only within one run.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.growth import cost

ROOT = Path(__file__).parents[1]
BARE = ["-c", "import typer, sqlite3, json"]
ADD = ["report", "add", "p1", "Q4", "ck-6b=9", "--reason", "thử", "--dry-run"]
TODAY = ["--today", "2023-01-06"]
VERBS: dict[str, tuple[list[str], float]] = {
    "--version": (["--version"], 1.15),
    "--help": (["--help"], 1.25),
    "TAB on a verb": (["__complete", "bash", "cchc report a"], 1.15),
    "status --json": (["status", "--json"], 2.0),
    "report add": (ADD, 2.0),
    "report show": (["report", "show", "p1", "Q4"], 2.0),
    "why": (["why", "ck-6", "Q2"], 2.0),
    "log": (["log"], 2.0),
    "report list": (["report", "list", "Q4"], 2.2),
    "remind": (["remind"], 2.2),
    "status": (["status"], 2.3),
    "plan check": (["plan", "check"], 3.2),
    "plan apply": (["plan", "apply"], 3.2),
    "db check": (["db", "check"], 3.0),
    "export md": (["export", "Q4", "--output", "r.md"], 4.5),
    "export docx": (["export", "Q4", "--output", "r.docx"], 7.0),
    "export html": (["export", "Q4", "--output", "r.html"], 5.5),
    "export xlsx": (["export", "Q4", "--output", "r.xlsx"], 5.5),
}
"""Words of each verb, and how many T it may cost."""


def instructions(words: list[str], folder: Path) -> float:
    """Millions of instructions of one process, counted by valgrind."""
    tool = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
    run = subprocess.run(
        [*tool, sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0"},
        check=True,
        capture_output=True,
        text=True,
    )
    collected = re.search(r"Collected : (\d+)", run.stderr)
    if collected is None:
        raise SystemExit(run.stderr)
    return int(collected[1]) / 1e6


def milliseconds(runs: int) -> Callable[[list[str], Path], float]:
    """A measure: the median CPU of several rounds, in milliseconds."""
    return lambda words, folder: (
        1000 * median(cost(words, folder)[0] for _ in range(runs))
    )


def main(only: str, runs: int) -> None:
    """The table: a line a verb."""
    is_counted = shutil.which("valgrind") is not None
    measure = instructions if is_counted else milliseconds(runs)
    with tempfile.TemporaryDirectory() as folder:
        year = Path(folder) / "nam"
        cost(["-m", "cchc", "demo", str(year)], Path(folder))
        bare = measure(BARE, year)
        print(f"T = {bare:.0f} {'M instructions' if is_counted else 'ms of CPU'}")
        for name, (words, goal) in VERBS.items():
            if only in name:
                settled = ["--quiet", *TODAY] if words[0].isalpha() else []
                command = ["-m", "cchc", *words, *settled]
                cost(command, year)  # what is compiled once is compiled now
                spent = measure(command, year)
                print(f"{name:14} {spent:7.0f} {spent / bare:6.2f} T, goal {goal}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="verbs whose name holds this")
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    main(asked.only, asked.runs)
