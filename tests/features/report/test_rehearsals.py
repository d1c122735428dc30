"""A rehearsal tells what would happen; it writes nothing and nobody waits for it."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.office import Run

WITHDRAWN = ("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm")
ACTS = {
    "add": ("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "sửa"),
    "draft": ("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "sửa", "--draft"),
    "withdraw": WITHDRAWN,
    "withdraw all": (*WITHDRAWN[:4], *WITHDRAWN[5:]),
    "return": ("report", "return", "p1", "Q1", "ck-6b=xem lại"),
}
TWO = "unit: p1\nperiod: Q1\nvalues: {ck-6b: 3}\nreason: sửa\n---\n"
TWO += "unit: p1\nperiod: Q1\nvalues: {ck-6b: 4}\nreason: sửa\n"


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_a_rehearsal_foretells_while_somebody_writes(
    act: tuple[str, ...], run: Run, office: Path
) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    ledger = office / "cchc.db"
    before = ledger.read_bytes()
    with closing(sqlite3.connect(ledger)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out, _ = run(*act, "--dry-run")
    assert code == 0
    assert "chưa" in out
    assert ledger.read_bytes() == before


def test_of_several_rehearsed_the_later_see_the_earlier(run: Run, office: Path) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    file, ledger = office / "hai.yaml", office / "cchc.db"
    file.write_text(TWO, encoding="utf-8")
    before = ledger.read_bytes()
    with closing(sqlite3.connect(ledger)) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out, _ = run("report", "add", "--from", str(file), "--dry-run")
    assert code == 0
    assert "2 doanh nghiệp → 3 doanh nghiệp" in out
    assert "3 doanh nghiệp → 4 doanh nghiệp" in out
    assert ledger.read_bytes() == before


def test_a_figure_too_big_for_the_ledger_is_refused_in_a_rehearsal(run: Run) -> None:
    for way in ((), ("--dry-run",)):
        huge = "ck-6b=9999999999999999999"
        code, _, err = run("report", "add", "p1", "Q1", huge, *way)
        assert code == 1
        assert "P310" in err
