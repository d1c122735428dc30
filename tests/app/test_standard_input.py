"""`-` wherever a file is read."""

from pathlib import Path

import pytest

from tests.app.forked import run_program
from tests.office import Run


def piped(folder: Path, data: bytes, *words: str) -> tuple[int, str]:
    """A run that reads data from standard input: its exit code, all it said."""
    ended = run_program(*words, folder=folder, given=data, CCHC_TODAY="2022-03-17")
    return ended.code, ended.text


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("plan check -", 0),
        ("plan apply -", 0),
        ("plan diff -", 0),
        ("plan cascade ck-6b --plan -", 0),
        ("sign add p1 commitment --date 3/3 --file - --copy-evidence", 0),
    ],
)
def test_a_plan_or_a_scan_is_read_from_standard_input(
    words: str, code: int, office: Path
) -> None:
    plan = (office / "plan.yaml").read_bytes()
    assert piped(office, plan, *words.split())[0] == code


def test_a_form_is_read_from_standard_input(office: Path, run: Run) -> None:
    assert run("report", "form", "p1", "Q1", "--output", "forms")[0] == 0
    (form,) = (office / "forms").iterdir()
    code, told = piped(office, form.read_bytes(), "report", "import", "-")
    assert (code, "P726" in told) == (1, True)
    assert "stdin.xlsx" in told
    assert "/stdin.xlsx" not in told
    collect = ["report", "collect", "-", "--dry-run"]
    assert "stdin.xlsx" in piped(office, form.read_bytes(), *collect)[1]
    carry = ["report", "form", "--from", "-", "--output", "b"]
    assert piped(office, form.read_bytes(), *carry)[0] == 0
    assert [path.name for path in (office / "b").iterdir()] == [form.name]
    binding = "bind try - --binding none.yaml"
    assert "P572" in piped(office, form.read_bytes(), *binding.split())[1]
    assert (
        sorted(path.name for path in office.iterdir() if "can-sua" in path.name) == []
    )


def test_weights_and_edited_papers_are_read_from_standard_input(
    office: Path, run: Run
) -> None:
    weights = b"p1=2\np2=1\n"
    words = "plan cascade ck-6b --among p1,p2 --split weight --weights -"
    code, told = piped(office, weights, *words.split())
    assert code == 0, told
    assert run("export", "Q1", "--output", "a.md")[0] == 0
    paper = (office / "a.md").read_bytes()
    assert piped(office, paper, "lint", "-", "Q1")[0] in {0, 3}


def test_a_ledger_is_restored_from_standard_input(office: Path) -> None:
    kept = (office / "cchc.db").read_bytes()
    assert piped(office, kept, "db", "restore", "-")[0] == 0
    assert piped(office, b"no ledger", "db", "restore", "-")[0] == 4
