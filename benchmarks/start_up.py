"""How long the daily commands take, as whole processes, against the bare imports.

    python -m benchmarks.start_up [RUNS]

Makes the illustrated year in a temporary folder, then runs every command in turn,
several rounds, and prints medians with their ratio to `python -c "import typer"`.
Ratios within one run can be compared; milliseconds of two machines cannot.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parents[1]
COMMANDS = {
    "import typer": ["-c", "import typer"],
    "import typer, sqlite3, json": ["-c", "import typer, sqlite3, json"],
    "cchc --version": ["-m", "cchc", "--version"],
    "cchc --help": ["-m", "cchc", "--help"],
    "cchc status --json": ["-m", "cchc", "status", "--json"],
    "cchc status": ["-m", "cchc", "status"],
    "cchc why ck-6": ["-m", "cchc", "why", "ck-6", "Q2"],
    "cchc report list": ["-m", "cchc", "report", "list", "Q4", "--json"],
    "cchc report add (rehearsal)": [
        *("-m", "cchc", "report", "add", "p1", "Q4", "ck-6b=9"),
        *("--reason", "thử", "--dry-run"),
    ],
    "cchc export": ["-m", "cchc", "export", "Q4", "--output", os.devnull],
    "cchc plan check": ["-m", "cchc", "plan", "check"],
}


def seconds(words: list[str], folder: Path) -> float:
    """Wall time of one whole process that must end well."""
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": where}
    begun = perf_counter()
    subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return perf_counter() - begun


def main(runs: int) -> None:
    """Interleave the commands, one warm-up round first; print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        year = Path(folder) / "nam"
        seconds(["-m", "cchc", "demo", str(year)], Path(folder))
        taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
        for turn in range(runs + 1):
            for name, words in COMMANDS.items():
                spent = seconds(words, year)
                if turn:
                    taken[name].append(spent)
    base = median(taken["import typer"])
    for name, rounds in taken.items():
        middle = median(rounds)
        print(f"{name:32} {1000 * middle:7.0f} ms  {middle / base:5.2f}x")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
