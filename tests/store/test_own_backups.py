"""Copies that the program makes by itself: when, and the last ten of them."""

import json
import os
import sqlite3
from contextlib import closing
from contextvars import copy_context
from datetime import date
from pathlib import Path

import pytest

from cchc.main import main
from cchc.store.backup import (
    MOST,
    back_up_before,
    back_up_before_batch,
    keep_last_backups,
    own_backups,
)
from cchc.store.ledger import create_ledger
from cchc.text.printed_marks import ENGLISH, PRINTED
from tests.workspace import change

DAY = date(2022, 3, 17)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "cchc.db"
    create_ledger(path)
    path.chmod(0o640)
    return path


def test_the_last_ten_are_kept_whatever_they_were_made_for(ledger: Path) -> None:
    others = [ledger.with_name(n) for n in ("cchc.sao-luu.db", "cchc.db.truoc-het")]
    for other in others:
        other.write_bytes(ledger.read_bytes())
    acts = (("restore",), ("plan", "2"), ("import", "2022-03-17"), ("version", "4"))
    made, run = [], copy_context()
    run.run(PRINTED.set, ENGLISH)
    for number in range(13):
        words = (ledger, *acts[number % 4])
        made.append(
            run.run(back_up_before, *words) if number % 3 else back_up_before(*words)
        )
        os.utime(made[-1], (number, number))
    assert own_backups(ledger) == made[-MOST:]
    assert {path for path in made if path.exists()} == set(made[-MOST:])
    assert all(path.exists() for path in others)
    assert made[-1].stat().st_mode & 0o777 == 0o640


def test_a_copy_that_is_damaged_is_never_taken_away(ledger: Path) -> None:
    first = back_up_before(ledger, "restore")
    first.write_bytes(first.read_bytes()[:5000])
    os.utime(first, (0, 0))
    for _ in range(MOST + 1):
        back_up_before(ledger, "plan", "2")
    keep_last_backups(ledger)
    assert first.exists()
    assert len(own_backups(ledger)) == MOST + 1


def test_the_first_batch_of_a_day_has_one_copy(ledger: Path, tmp_path: Path) -> None:
    made = back_up_before_batch(ledger, DAY)
    assert made == tmp_path / "cchc.db.truoc-nhap-2022-03-17"
    assert back_up_before_batch(ledger, DAY) is None
    assert back_up_before_batch(ledger, date(2022, 3, 18)) is not None
    assert back_up_before_batch(tmp_path / "khong-co.db", DAY) is None


def test_a_changed_plan_is_backed_up_and_told(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(office / "plan.yaml", "{at_least: 73}", "{at_least: 72}")
    change(office / "plan.yaml", "[15, 34, 53, 73]", "[15, 34, 53, 72]")
    change(office / "plan.yaml", "p1: 12, p2: 14", "p1: 11, p2: 14")
    grounds = ["--decision", "45/QĐ-UBND ngày 02/3/2022", "--effective", "Q1"]
    words = ["--today", "2022-03-03", "plan", "apply", *grounds]
    apply = [*words, "--reason", "tỉnh giao lại"]
    assert own_backups(Path("cchc.db")) == []
    assert main([*apply, "--dry-run"]) == 0
    assert own_backups(Path("cchc.db")) == []
    assert main(apply) == 0
    copy = office / "cchc.db.truoc-ke-hoach-2"
    assert "cchc.db.truoc-ke-hoach-2" in capsys.readouterr().err
    with closing(sqlite3.connect(copy)) as connection:
        count = "SELECT count(*) FROM plan_version"
        assert connection.execute(count).fetchone() == (1,)


def test_the_first_batch_is_backed_up_told_and_listed(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--today", "2022-03-17", "report", "form", "p1", "Q1"]) == 0
    batch = ["--today", "2022-03-17", "report", "import", "bieu-mau"]
    main([*batch, "--dry-run"])
    assert own_backups(office / "cchc.db") == []
    capsys.readouterr()
    main(batch)
    assert "truoc-nhap-2022-03-17" in capsys.readouterr().err
    assert main(["db", "info", "--json"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)["backups"] == ["cchc.db.truoc-nhap-2022-03-17"]
    assert "1 bản tự sao lưu" in said.err
