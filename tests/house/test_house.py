"""What every file of the house keeps to."""

import ast
from pathlib import Path

from tests.syntax import PROGRAM, ROOT, nodes

TESTS = sorted((ROOT / "tests").rglob("*.py"))
FIGURES = {"core", "store", "features", "phrases", "paper", "screen", "text"}
DISK = {f"store/disk/{name}.py" for name in ("atomic_file", "ledger_lock")}
READERS = {"app/context.py", "main.py", *DISK}
PRINTERS = {"app/context.py", "app/delivery.py"}
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime", "time_ns", "monotonic"}
# How the work is organised is nobody's business here.
WORK = tuple(each.replace("+", "") for each in ("issue+ #", "sub+agent", "/+work/"))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room(path: Path) -> str:
    return path.relative_to(ROOT / "cchc").parts[0]


def line(path: Path, node: ast.AST) -> str:
    lines = path.read_text(encoding="utf-8").splitlines()
    return lines[getattr(node, "lineno", 1) - 1]


def is_float(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, float)
        case ast.Name(id=named):
            return named == "float"
        case _:
            return False


def place(path: Path, node: ast.AST) -> str:
    return f"{name(path)}:{getattr(node, 'lineno', 0)}"


def test_a_file_has_at_most_400_lines() -> None:
    lines = {
        name(path): len(path.read_text(encoding="utf-8").splitlines())
        for path in PROGRAM + TESTS
    }
    assert {each: count for each, count in lines.items() if count > 400} == {}


def test_a_function_has_at_most_40_lines() -> None:
    long = [
        (place(path, each), (each.end_lineno or 0) - each.lineno + 1)
        for path in PROGRAM
        for each in nodes(path)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
        and (each.end_lineno or 0) - each.lineno >= 40
    ]
    assert long == []


def test_only_the_desk_prints() -> None:
    printing = [
        place(path, each)
        for path in PROGRAM
        if path.relative_to(ROOT / "cchc").as_posix() not in PRINTERS
        for each in nodes(path)
        if isinstance(each, ast.Call) and _prints(each.func)
    ]
    assert printing == []


def test_no_figure_is_ever_a_float() -> None:
    floats = [  # seconds of patience are no figure
        place(path, each)
        for path in PROGRAM
        if room(path) in FIGURES and path.name != "ledger_lock.py"
        for each in nodes(path)
        if is_float(each) and "patience" not in line(path, each).lower()
    ]
    assert floats == []


def test_only_the_desk_reads_the_clock_and_the_environment() -> None:
    reading = [
        place(path, each)
        for path in PROGRAM
        if path.relative_to(ROOT / "cchc").as_posix() not in READERS
        for each in nodes(path)
        if isinstance(each, ast.Attribute)
        and (each.attr in CLOCKS or each.attr in {"environ", "getenv"})
        and isinstance(each.value, ast.Name)
        and each.value.id in {"datetime", "date", "time", "os"}
    ]
    assert reading == []


def test_the_project_speaks_of_itself_alone() -> None:
    folders = ("cchc", "tests", "docs", "plans", "templates", "benchmarks", ".ci")
    inside = [each for folder in folders for each in (ROOT / folder).rglob("*")]
    tracked = [*ROOT.glob("*.*"), *inside]
    told = [
        f"{name(path)}: {word}"
        for path in tracked
        if path.is_file() and path.suffix in {".py", ".md", ".yaml", ".toml", ".po"}
        for word in WORK
        if word in path.read_text(encoding="utf-8", errors="replace")
    ]
    assert told == []


def _prints(called: ast.expr) -> bool:
    """`print`, or the `echo` of a library; a console that draws into a string may."""
    match called:
        case ast.Name(id=said):
            return said == "print"
        case ast.Attribute(attr=said):
            return said in {"echo", "secho"}
        case _:
            return False
