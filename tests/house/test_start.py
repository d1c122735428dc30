"""What is loaded before a command runs."""

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

HEAVY = {
    *("yaml", "pydantic", "jinja2", "rich", "sqlite_utils", "sqlite3", "markdown_it"),
    *("docx", "docxtpl", "openpyxl", "xlsxwriter", "babel", "click", "difflib"),
}
PROBE = """
import sys
from cchc.main import main
code = main(sys.argv[1:])
rooms = (name for name in sys.modules if name.startswith("cchc.features"))
print(*{name.partition(".")[0] for name in sys.modules}, *rooms, file=sys.stderr)
sys.exit(code)
"""


def loaded(*words: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *words],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines()[-1].split())


MODULES = """
import sys
from cchc.main import main
code = main(sys.argv[1:])
print(*sys.modules, file=sys.stderr)
sys.exit(code)
"""
FRAME = {
    *("cchc", "cchc.main", "cchc.app", "cchc.text", "cchc.text.compare"),
    *("cchc.text.problem_codes", "cchc.text.printed_marks", "cchc.text.sanitize"),
    "cchc.text.closed_list",
    *("cchc.words", "cchc.words.translator"),
    *("cchc.app.command_tree", "cchc.app.console", "cchc.app.context"),
    *("cchc.app.command_line", "cchc.app.command_line", "cchc.app.verbs"),
}
"""All of ours that a run loads before it knows its verb."""
VERSION = {
    *("cchc.app.version", "cchc.store", "cchc.store.names"),
    *("cchc.store.schema", "cchc.store.schema.ddl"),
}
"""What the version of everything is asked of."""
OWN = """
import sys
from cchc.main import main
main(sys.argv[1:])
print(*(n for n in sys.modules if n.partition(".")[0] in {"cchc", "msgspec"}))
"""


@pytest.mark.parametrize(
    ("words", "more"), [(["--version"], VERSION), (["no-such-verb"], set())]
)
def test_the_frame_is_all_that_is_loaded_before_a_verb_is_known(
    words: list[str], more: set[str]
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OWN, *words],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert set(done.stdout.splitlines()[-1].split()) <= FRAME | more


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["plan", "--help"]])
def test_only_the_frame_is_loaded_before_a_command_runs(words: list[str]) -> None:
    modules = loaded(*words)
    assert modules & (HEAVY - {"difflib", "sqlite3"}) == set()
    assert ("sqlite3" in modules) == (words == ["--version"])
    assert [name for name in modules if name.startswith("cchc.features")] == []


@pytest.mark.parametrize("words", [["status", "--help"], ["report", "add", "--help"]])
def test_the_help_of_a_verb_loads_its_capability_alone(words: list[str]) -> None:
    modules = loaded(*words)
    assert modules & (HEAVY - {"difflib", "sqlite3"}) == set()
    rooms = {n.split(".")[2] for n in modules if n.startswith("cchc.features.")}
    assert rooms == {words[0]}


BARE = "import typer, sqlite3, decimal, fractions, unicodedata"
"""What no verb that reads the ledger can do without."""
ALWAYS = {"csv", "contextvars", "gc", "msgspec", "typer"}
WHO = {"getpass", "pwd", "termios"}
YAML = {"yaml", "base64", "cython_runtime", "hashlib"}
JINJA = {"encodings", "jinja2", "markupsafe", "pickle", "string", "hashlib"}
ADD = ("report", "add", "p1", "Q1", "ck-6b=9", "--dry-run")
ALLOWED: dict[tuple[str, ...], tuple[int, set[str]]] = {
    ("status", "Q1", "--json"): (121, {"hashlib"}),
    ("status", "Q1"): (154, {"hashlib"}),
    ("why", "ck-6", "Q1"): (124, set()),
    ADD: (129, WHO),
    ("report", "list", "Q1"): (124, set()),
    ("report", "show", "p1", "Q1"): (139, {"json"}),
    ("remind", "Q1"): (120, set()),
    ("log",): (88, set()),
    ("obstacle", "list"): (129, set()),
    ("task", "list"): (126, set()),
    ("unit", "list"): (119, set()),
    ("db", "info"): (114, {"json"}),
    ("db", "check"): (114, {"hashlib", "json"}),
    ("plan", "show"): (105, {"hashlib"}),
    ("plan", "check"): (104, YAML),
    ("plan", "apply", "--dry-run"): (121, YAML | WHO),
    ("explain", "P101"): (40, set()),
    ("export", "Q1", "--output", "r.md"): (175, JINJA | {"json"}),
}
"""Modules of ours, and packages of others beside those, that a verb may load."""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("start") / "office"
    run = [sys.executable, "-m", "cchc", "init", str(home), "--example", "sa-dec-2022"]
    subprocess.run(run, check=True, capture_output=True)
    return home


@pytest.mark.parametrize("words", ALLOWED, ids=" ".join)
def test_a_verb_loads_what_it_needs_and_no_more(
    words: tuple[str, ...], office: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", MODULES, *words, "--today", "2022-03-22"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    modules = set(done.stderr.splitlines()[-1].split()) - modules_of(BARE)
    own = {name for name in modules if name.partition(".")[0] == "cchc"}
    most, allowed = ALLOWED[words]
    others = {name.partition(".")[0] for name in modules - own}
    assert {name for name in others if name[0] != "_"} <= ALWAYS | allowed
    assert "msgspec.inspect" not in modules  # see cchc.text.record
    assert len(own) <= most


def test_the_version_is_said_without_looking_for_near_names() -> None:
    assert "difflib" not in loaded("--version") - modules_of("import typer")


@cache
def modules_of(imports: str) -> frozenset[str]:
    probe = f"{imports}, sys; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    return frozenset(done.stdout.split())


def test_no_pattern_is_compiled_before_it_is_used() -> None:
    compiled = re.compile(r"^[A-Z_]+ = (?:re\.compile|compile|pattern)\(", re.MULTILINE)
    rooms = (Path(__file__).parents[2] / "cchc").rglob("*.py")
    assert [path for path in rooms if compiled.search(path.read_text("utf-8"))] == []
