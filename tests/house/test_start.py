"""What is loaded before a command runs."""

import subprocess
import sys
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


FRAME = {
    *("cchc", "cchc.main", "cchc.app", "cchc.text", "cchc.text.compare"),
    *("cchc.text.problem_codes", "cchc.text.sanitize", "cchc.words"),
    *("cchc.words.translator",),
    *("cchc.app.command_tree", "cchc.app.console", "cchc.app.context"),
    *("cchc.app.global_options", "cchc.app.usage_errors", "cchc.app.verbs"),
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


def test_status_for_a_program_needs_none_of_the_heavy_rooms(tmp_path: Path) -> None:
    home = tmp_path / "office"
    run = [sys.executable, "-m", "cchc", "init", str(home), "--example", "sa-dec-2022"]
    subprocess.run(run, check=True, capture_output=True)
    database = str(home / "cchc.db")
    for verb in (["status", "Q1", "--json"], ["log"], ["db", "check"]):
        modules = loaded(*verb, "--db", database, "--today", "2022-03-22")
        assert modules & (HEAVY - {"difflib", "sqlite3"}) == set(), verb


def test_the_version_is_said_without_looking_for_near_names() -> None:
    assert "difflib" not in loaded("--version") - typer_alone()


def typer_alone() -> set[str]:
    probe = "import sys, typer; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())
