"""How long forms take, out and in, and how much memory, as whole processes.

    python -m benchmarks.forms [RUNS]

Makes a plan of 40 indicators for 21 and for 1,000 units, the forms of a quarter,
fills all of them in and takes them in; prints medians and the peak of memory.
1,000 units are done once, since each unit is a run by itself.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from openpyxl import load_workbook

ROOT = Path(__file__).parents[1]
FLOWS, RATES = 30, 10


def plan_text(units: int) -> str:
    """A plan in which every unit reports everything."""
    lines = ["cchc: 1", "id: nhieu-2022", "title: Kế hoạch thử", "year: 2022"]
    lines += ["authority: {name: Ủy ban nhân dân tỉnh}", "units:"]
    lines += [f"  - {{id: u{i}, name: Xã {i}, kind: commune}}" for i in range(units)]
    common = "lead: u0, reporters: [commune]"
    lines += ["indicators:"]
    lines += [
        f"  - {{id: a{i}, name: Số liệu thứ {i} của kế hoạch cải cách hành chính,"
        f" measure: flow, unit: hồ sơ, target: {{at_least: 100000}}, {common}}}"
        for i in range(FLOWS)
    ]
    lines += [
        f"  - {{id: r{i}, name: Tỷ lệ thứ {i} đúng hạn, measure: ratio, of: flow,"
        f" unit: '%', target: {{at_least: 98}}, {common}}}"
        for i in range(RATES)
    ]
    return "\n".join(lines) + "\n"


def timed(folder: Path, *words: str) -> tuple[float, float]:
    """Seconds and MiB of one whole process that must end well."""
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    begun = perf_counter()
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "cchc", "--quiet", "--today", "2022-03-17", *words],
        {**os.environ, "PYTHONPATH": where, "CCHC_DB": str(folder / "cchc.db")},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{words}: {status}")
    return perf_counter() - begun, used.ru_maxrss / 1024


def fill(folder: Path) -> None:
    """Every figure of every form, as a spreadsheet saves it."""
    for path in sorted(folder.glob("*.xlsx")):
        book = load_workbook(path)
        page = book.worksheets[0]
        for row in range(1, page.max_row + 1):
            mark = str(page.cell(row, 1).value or "")
            if mark.startswith("v:a"):
                page.cell(row, 9).value = 100 + row
            if mark.startswith("v:r"):
                page.cell(row, 9).value, page.cell(row, 10).value = 98, 100
        book.save(path)


def measured(
    name: str, runs: int, once: Callable[[int], tuple[float, float]], units: int
) -> None:
    taken = [once(run) for run in range(runs)]
    seconds = median(each for each, _ in taken)
    peak = max(each for _, each in taken)
    each = 1000 * seconds / units
    print(f"{name:<32}{seconds:8.2f} s {each:8.1f} ms/form {peak:7.0f} MiB")


def bench(units: int, runs: int, folder: Path) -> None:
    plan = folder / "plan.yaml"
    plan.write_text(plan_text(units), encoding="utf-8")
    timed(folder, "plan", "apply", str(plan))
    clean, ledger = folder / "sach.db", folder / "cchc.db"
    shutil.copy(ledger, clean)

    def out(run: int) -> tuple[float, float]:
        return timed(folder, "report", "form", "Q1", "-o", str(folder / f"ra{run}"))

    measured(f"{units} forms out", runs, out, units)
    forms = folder / "ra0"
    fill(forms)

    def taken_in(_: int) -> tuple[float, float]:
        shutil.copy(clean, ledger)
        return timed(folder, "report", "import", str(forms))

    def again(_: int) -> tuple[float, float]:
        return timed(folder, "report", "import", str(forms))

    measured(f"{units} forms in", runs, taken_in, units)
    measured(f"{units} forms in, the second time", runs, again, units)


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    for size, times in ((21, many), (1000, 1)):
        with tempfile.TemporaryDirectory() as made:
            bench(size, times, Path(made))
