"""What forms cost, out and in, beside the bare libraries on the very same cells.

    python -m benchmarks.forms [UNITS...]

Makes a plan of 40 indicators for 21 and for 168 units, the forms of a quarter, fills
all of them in and takes them in. Prints CPU of whole processes, per form beyond the
start (one form that was taken before), their peak of memory, their calls of the disk
where strace is installed; then ratios: reading to calamine (where it is installed),
writing to the same calls of xlsxwriter with nothing of ours between them. Behind each
figure stands its goal.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from inspect import isfunction
from io import BytesIO
from pathlib import Path
from time import process_time
from typing import Any

from openpyxl import load_workbook
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from cchc.features.forms.actions.form import asked_forms
from cchc.features.forms.show.form import form_workbook
from cchc.features.forms.show.tables import FormTables
from cchc.sources.forms.form_file import read_form
from cchc.sources.forms.form_workbook import read_workbook
from cchc.words.translator import Lang, voice

ROOT = Path(__file__).parents[1]
FLOWS, RATES = 30, 10
TODAY = "2022-03-17"
ROUNDS = 5
Call = tuple[object, str, tuple[object, ...], dict[str, object], object]
WRITTEN = (Workbook, Worksheet, Format)


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


MEASURE = """import os, sys
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
print(status, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""
"""A small process between: the peak of a child begins with that of its parent."""
FIRST = 15
"""Milliseconds that a form may cost beyond the start where it was never seen."""
ACTS = (
    ("rehearsed", FIRST, "import", "--dry-run"),
    ("taken in", FIRST, "import"),
    ("in again", 2, "import"),
    ("collected", FIRST, "collect"),
    ("collected again", 2, "collect"),
)
DISK_CALLS = ("fsync", "fdatasync", "openat", "stat", "newfstatat", "access")


def output_of(folder: Path, *command: str) -> str:
    """What a process prints that has the program's folder and a ledger."""
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    own = {"PYTHONPATH": where, "CCHC_DB": str(folder / "cchc.db"), "CCHC_TODAY": TODAY}
    done = subprocess.run(
        command, capture_output=True, env={**os.environ, **own}, text=True, check=False
    )
    return done.stdout + done.stderr


def run(folder: Path, *words: str) -> tuple[float, float]:
    """One whole process that must end well: its seconds of CPU, MiB at its peak."""
    command = [sys.executable, "-m", "cchc", "--quiet", *words]
    printed = output_of(folder, sys.executable, "-c", MEASURE, *command)
    status, seconds, peak = printed.split()[-3:]
    if status != "0":
        raise SystemExit(f"{words}: {printed}")
    return float(seconds), int(peak) / 1024


def tell_calls(folder: Path, name: str, *words: str) -> None:
    """Print how often a process asks the disk, where strace is installed."""
    if shutil.which("strace") is None:
        return
    command = ["-m", "cchc", "--quiet", "report", *words]
    traced = ["strace", "-f", "-c", "-e", f"trace={','.join(DISK_CALLS)}"]
    printed = output_of(folder, *traced, sys.executable, *command)
    rows = (line.split() for line in printed.splitlines())
    counts = [f"{row[-1]} {row[3]}" for row in rows if row and row[-1] in DISK_CALLS]
    print(f"      {name}: {', '.join(counts)}")


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
                page.cell(row, 9).value, page.cell(row, 10).value = 392, 400
        book.save(path)


def cost(act: Callable[[], object], forms: int) -> float:
    """Milliseconds of CPU for each form, in the best of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        begun = process_time()
        act()
        taken.append(process_time() - begun)
    return 1000 * min(taken) / forms


def compare_reading(units: int, files: list[bytes]) -> None:
    """Print what a form costs to read, beside calamine that only lists its cells."""

    def read_all(read: Callable[[bytes, str], object]) -> Callable[[], object]:
        return lambda: [read(data, "x.xlsx") for data in files]

    ours = cost(read_all(read_workbook), len(files))
    whole = cost(read_all(read_form), len(files))
    line = f"{units:>5} cells {ours:.2f} ms/form, as a report {whole:.2f}"
    try:
        calamine = import_module("python_calamine")
    except ImportError:
        print(f"{line} (calamine is not installed)")
        return

    def list_cells(data: bytes, _: str) -> None:
        book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        for number in range(len(book.sheet_names)):
            book.get_sheet_by_index(number).to_python()

    bare = cost(read_all(list_cells), len(files))
    ratio = f"x {ours / bare:.2f} (goal 3.0), x {whole / bare:.2f}"
    print(f"{line}; calamine {bare:.2f}: {ratio}")


def compare_writing(units: int, database: Path) -> None:
    """Print what a form costs to write, beside the calls of xlsxwriter alone."""

    def write_all() -> list[bytes]:
        tables = FormTables(voice(Lang.VI))
        with asked_forms(database, ("Q1",), today=date.fromisoformat(TODAY)) as traced:
            return [form_workbook(form, tables) for _, form in traced.forms()]

    calls: list[Call] = []
    with recorded(calls):
        made = write_all()
    if replay(calls) != made:
        raise SystemExit("the bare calls do not make the same files")
    ours, bare = cost(write_all, units), cost(lambda: replay(calls), units)
    ratio = f"x {ours / bare:.2f} (goal 1.3)"
    print(f"{units:>5} written {ours:.2f} ms/form, bare {bare:.2f}: {ratio}")


@contextmanager
def recorded(calls: list[Call]) -> Iterator[None]:
    """Keep every call of xlsxwriter that comes from outside of it."""
    depth: list[str] = []

    def watched(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(self: object, *given: object, **named: object) -> object:
            depth.append(name)
            try:
                result = real(self, *given, **named)
            finally:
                depth.pop()
            if not depth:
                calls.append((self, name, given, named, result))
            return result

        return call

    kept = [
        (owner, name, real)
        for owner in (Workbook, Worksheet)
        for name, real in vars(owner).items()
        if isfunction(real) and (name == "__init__" or not name.startswith("_"))
    ]
    for owner, name, real in kept:
        setattr(owner, name, watched(name, real))
    try:
        yield
    finally:
        for owner, name, real in kept:
            setattr(owner, name, real)


def replay(calls: list[Call]) -> list[bytes]:
    """The files that the same calls make."""
    made: dict[int, Any] = {}
    files: list[BytesIO] = []
    new_book: Any = Workbook
    for target, name, given, named, result in calls:
        if name == "__init__":
            files.append(BytesIO())
            made[id(target)] = new_book(files[-1], *given[1:], **named)
            continue
        same = [_again(own, made) for own in given]
        again = getattr(made[id(target)], name)(*same, **named)
        if isinstance(result, WRITTEN):
            made[id(result)] = again
    return [file.getvalue() for file in files]


def _again(given: object, made: dict[int, Any]) -> object:
    """What was given to a call, with what was made meanwhile in its place."""
    if isinstance(given, dict):  # a rule has its format in it
        return {key: _again(value, made) for key, value in given.items()}
    return made[id(given)] if isinstance(given, WRITTEN) else given


def bench(units: int, folder: Path) -> None:
    plan, ledger, clean = folder / "plan.yaml", folder / "cchc.db", folder / "sach.db"
    plan.write_text(plan_text(units), encoding="utf-8")
    run(folder, "plan", "apply", str(plan))
    shutil.copy(ledger, clean)
    forms = folder / "bieu-mau"
    run(folder, "report", "form", "Q1", "-o", str(forms))
    fill(forms)
    taken: list[tuple[str, int, float, float]] = []
    for name, goal, *words in ACTS:
        if goal == FIRST:
            shutil.copy(clean, ledger)
        taken.append((name, goal, *run(folder, "report", *words, str(forms))))
    first_form = str(next(forms.iterdir()))
    start, _ = run(folder, "report", "import", first_form)
    for name, goal, seconds, peak in taken:
        per_form = f"{1000 * (seconds - start) / units:6.2f} ms/form (goal {goal})"
        print(f"{units:>5} {name:<16}{seconds:7.2f} s {per_form} {peak:5.0f} MiB")
    tell_calls(folder, "report add", "add", "u1", "Q1", "a0=140", "--reason", "thử")
    tell_calls(folder, "collect again", "collect", str(forms))
    compare_reading(units, [path.read_bytes() for path in sorted(forms.iterdir())[:21]])
    compare_writing(units, clean)


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [21, 168]:
        with tempfile.TemporaryDirectory() as made_folder:
            bench(size, Path(made_folder))
