"""What an answer costs as the ledger grows: CPU and memory of whole processes.

    python -m benchmarks.growth [--worlds FOLDER] [--runs N] [--only WORD]

Makes worlds of 21, 168 and 800 units and of a nation (3,321) with everything
reported in four quarters (benchmarks.world), or takes those that FOLDER holds
already as FOLDER/uUNITS. Runs every verb on each, interleaved, and prints the median
CPU as a multiple of T, the bare imports `import typer, sqlite3, json`, and the peak
of memory in MiB; below them what is promised of growth, beside its goal. Ratios
within one run can be compared; two machines cannot.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from statistics import median

from benchmarks.world import TODAY, make

ROOT = Path(__file__).parents[1]
WORLDS = {21: 40, 168: 40, 800: 60, 3321: 50}
"""Indicators by units."""
BARE = ["-c", "import typer, sqlite3, json"]
ADD = ["report", "add", "u5", "Q4", "a0=9", "--reason", "thử", "--by", "đo"]
VERBS = {
    "status --json": ["status", "Q4", "--json"],
    "status": ["status", "Q4"],
    "status --unit u5": ["status", "Q4", "--unit", "u5"],
    "why a1": ["why", "a1", "Q4"],
    "why u5": ["why", "u5", "Q4"],
    "report show u5": ["report", "show", "u5", "Q4"],
    "report list": ["report", "list", "Q4"],
    "report add": ADD,
    "report add --dry-run": [*ADD, "--dry-run"],
    "remind": ["remind", "Q4"],
    "log": ["log"],
    "plan check": ["plan", "check", "plan.yaml"],
    "db check": ["db", "check"],
    "export md": ["export", "Q4", "--output", "r.md"],
    "export docx": ["export", "Q4", "--output", "r.docx"],
    "export html": ["export", "Q4", "--output", "r.html"],
    "export xlsx": ["export", "Q4", "--output", "r.xlsx"],
}
LARGEST_PAPER = 800
"""No office writes one report of a nation's communes."""

GROWN = {"status": 1, "why a1": 1, "remind": 1, "export md": 6} | dict.fromkeys(
    ("report add", "report show u5", "status --unit u5", "log"), 0.5
)
"""How many T more a verb may cost at 168 units than at 21."""
NATION = {"status": (1.5, 60)}
"""How many T more at 3,321 units than at 21, and MiB at the peak."""
LARGE_PAPER = (6, 200)
"""Seconds of CPU and MiB of a paper of 800 units."""

Cost = tuple[float, float]
"""Seconds of CPU, MiB at the peak."""


def cost(words: list[str], folder: Path) -> Cost:
    """One whole process that must end well."""
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    environment = {**os.environ, "PYTHONPATH": where, "PYTHONHASHSEED": "0"}
    environment["CCHC_TODAY"] = TODAY
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    here = Path.cwd()
    os.chdir(folder)
    child = os.posix_spawn(
        sys.executable, [sys.executable, *words], environment, file_actions=quiet
    )
    os.chdir(here)
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{words}: {status}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure(
    worlds: Path, sizes: list[int], verbs: dict[str, list[str]], runs: int
) -> tuple[float, dict[tuple[str, int], list[Cost]]]:
    """Seconds of the bare imports, and the cost of each verb in each world."""
    bare: list[float] = []
    taken: dict[tuple[str, int], list[Cost]] = {}
    with tempfile.TemporaryDirectory() as scratch:
        for units in sizes:
            known = worlds / f"u{units}"
            if not known.exists():
                make(units, WORLDS[units], known)
            shutil.copytree(known, Path(scratch) / str(units))
        for _, (name, words) in product(range(runs), verbs.items()):
            bare.append(cost(BARE, Path(scratch))[0])
            for units in sizes:
                if not (name.startswith("export") and units > LARGEST_PAPER):
                    command = ["-m", "cchc", "--quiet", *words]
                    spent = cost(command, Path(scratch) / str(units))
                    taken.setdefault((name, units), []).append(spent)
    return median(bare), taken


def cell(rounds: list[Cost], base: float) -> str:
    """Median CPU against the bare imports, and the peak of memory."""
    if not rounds:
        return f"{'-':>20}"
    middle = median(seconds for seconds, _ in rounds) / base
    return f"{middle:>12.2f} {f'({max(size for _, size in rounds):.0f})':>7}"


def held(
    base: float, taken: dict[tuple[str, int], list[Cost]]
) -> Iterator[tuple[str, float, float]]:
    """What is promised of growth: what is measured, its figure and its goal."""

    def cpu(name: str, units: int) -> float:
        return median(seconds for seconds, _ in taken[name, units])

    for (name, units), rounds in taken.items():
        peak = max(size for _, size in rounds)
        more = (cpu(name, units) - cpu(name, 21)) / base if (name, 21) in taken else 0
        if units == 168 and name in GROWN:
            yield f"{name}: T more at 168 units", more, GROWN[name]
        if units == 3321 and name in NATION:
            yield f"{name}: T more in the nation", more, NATION[name][0]
            yield f"{name}: MiB in the nation", peak, NATION[name][1]
        if units == LARGEST_PAPER and name.startswith("export"):
            yield f"{name}: s of CPU at 800 units", cpu(name, units), LARGE_PAPER[0]
            yield f"{name}: MiB at 800 units", peak, LARGE_PAPER[1]


def main(worlds: Path, runs: int, only: str, sizes: list[int]) -> None:
    """The table: a line a verb, a column a world."""
    verbs = {name: words for name, words in VERBS.items() if only in name}
    base, taken = measure(worlds, sizes, verbs, runs)
    print(f"T = {1000 * base:.0f} ms of CPU")
    heads = (f"{f'{units} x {WORLDS[units]}':>20}" for units in sizes)
    print(f"{'x T (MiB)':<22}", *heads)
    for name in verbs:
        print(f"{name:<22}", *(cell(taken.get((name, u), []), base) for u in sizes))
    for what, figure, goal in held(base, taken):
        print(f"{what:<36} {figure:8.2f}, goal {goal}{'' if figure <= goal else ' ✗'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=Path, default=None)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--only", default="", help="verbs whose name holds this")
    parser.add_argument("--sizes", default="21,168,800,3321")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        main(
            asked.worlds or Path(made),
            asked.runs,
            asked.only,
            [int(size) for size in asked.sizes.split(",")],
        )
