"""What forms cost, out and in, beside the bare libraries on the very same cells.

    python -m benchmarks.forms [UNITS...]

Makes a plan of 40 indicators for 21 and for 168 units, the forms of a quarter, fills
all of them in and takes them in. Prints CPU of whole processes, start-up included, and
their peak of memory; then ratios: reading to calamine (where it is installed), writing
to the same calls of xlsxwriter with nothing of ours between them.
"""

import os
import shutil
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


def run(folder: Path, units: int, name: str, *words: str) -> None:
    """Run one whole process that must end well; print its CPU and its peak."""
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    child = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "cchc", "--quiet", "--today", TODAY, *words],
        {**os.environ, "PYTHONPATH": where, "CCHC_DB": str(folder / "cchc.db")},
        file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{words}: {status}")
    seconds, peak = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    each = 1000 * seconds / units
    print(f"{units:>5} {name:<24}{seconds:8.2f} s {each:8.1f} ms/form {peak:6.0f} MiB")


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
    print(f"{line}; calamine {bare:.2f}: x {ours / bare:.2f}, x {whole / bare:.2f}")


def compare_writing(units: int, database: Path) -> None:
    """Print what a form costs to write, beside the calls of xlsxwriter alone."""

    def write_all() -> list[bytes]:
        tables = FormTables(voice(Lang.VI))
        with asked_forms(database, ("Q1",), today=date.fromisoformat(TODAY)) as asked:
            return [form_workbook(form, tables) for _, form in asked.forms()]

    calls: list[Call] = []
    with recorded(calls):
        made = write_all()
    if replay(calls) != made:
        raise SystemExit("the bare calls do not make the same files")
    ours, bare = cost(write_all, units), cost(lambda: replay(calls), units)
    print(
        f"{units:>5} written {ours:.2f} ms/form, bare {bare:.2f}: x {ours / bare:.2f}"
    )


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
    run(folder, units, "plan applied", "plan", "apply", str(plan))
    shutil.copy(ledger, clean)
    forms = folder / "bieu-mau"
    run(folder, units, "forms out", "report", "form", "Q1", "-o", str(forms))
    fill(forms)
    run(folder, units, "rehearsed", "report", "import", str(forms), "--dry-run")
    run(folder, units, "forms in", "report", "import", str(forms))
    run(folder, units, "in again", "report", "import", str(forms))
    compare_reading(units, [path.read_bytes() for path in sorted(forms.iterdir())[:21]])
    compare_writing(units, clean)


if __name__ == "__main__":
    for size in [int(word) for word in sys.argv[1:]] or [21, 168]:
        with tempfile.TemporaryDirectory() as made_folder:
            bench(size, Path(made_folder))
