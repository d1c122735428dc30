"""Verdicts kept for other programs: what an act touches is judged again, no more."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from cchc.core.plan.calendar import periods
from cchc.core.verdict.status import every_line, status_view
from cchc.features.office.actions.refresh import refresh_all
from cchc.main import main
from cchc.store.facts import facts
from cchc.store.judged import read_verdicts
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from tests.fire.world import ACTS, BASE, DAY, act, split
from tests.forms import WARD, fill
from tests.office import Run

JUDGED = "SELECT * FROM judged ORDER BY indicator_id, period_id"
UNTOUCHED = {
    *("init", "remind", "export", "db backup", "db restore", "sign add"),
    *("note add", "note withdraw", "obstacle assign", "obstacle answer"),
    *("obstacle close", "task drop", "report add --draft", "db refresh"),
}
"""Acts that say nothing of a figure or a report, and those that are no acts."""
TOUCHING = sorted(n for n in ACTS.keys() - UNTOUCHED if not n.startswith("upgrade"))


def rows(folder: Path, query: str = JUDGED) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(folder / "cchc.db")) as connection:
        return connection.execute(query).fetchall()


def run_line(words: tuple[str, ...], day: str) -> None:
    assert main(["--quiet", "--no-input", "--today", day, *words]) == 0


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office in the middle of a quarter, whose verdicts are kept."""
    folder = tmp_path_factory.mktemp("kept") / "base"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for line in (*BASE, "db refresh"):
            run_line(split(line), DAY)
    for form in (folder / "form").iterdir():
        fill(form, WARD)
    return folder


MORE = {
    "one figure withdrawn": act("report withdraw p1 Q1 ck-6b --reason nhầm"),
    "a sole reporter exempt": act(
        "unit exempt tckh Q1 --reason thanh_tra", day="2022-03-28"
    ),
    "a sole reporter closed": act(
        "report close tckh Q1 --reason không_còn", day="2022-03-28"
    ),
    "a figure in dispute": act("report return p1 Q1 ck-6b=sai"),
    "an item": act("report add kt Q1 ck-4=+Khô_cá;1/3/2022;5/QĐ-UBND"),
    "an item of the next period": act("report add kt Q2 ck-4=+Bánh;1/3/2022;6/QĐ-UBND"),
}


@pytest.mark.parametrize("name", [*TOUCHING, *MORE])
def test_after_every_act_the_kept_rows_are_those_of_a_full_refresh(
    name: str, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, folder = {**ACTS, **MORE}[name], tmp_path / "scene"
    copytree(base, folder)
    monkeypatch.chdir(folder)
    if done.prepare is not None:
        done.prepare(folder)
    if done.day != DAY:
        run_line(("db", "refresh"), done.day)
    for words in (*done.before, done.words):
        run_line(words, done.day)
    assert len(rows(folder)) == len(rows(base))
    day = date.fromisoformat(done.day)
    assert refresh_all(folder / "cchc.db", day, dry_run=True).changed == 0


def test_what_is_kept_is_what_the_status_shows(base: Path) -> None:
    day = date.fromisoformat(DAY)
    with open_ledger(base / "cchc.db") as ledger:
        held, known = versions(ledger, "sa-dec-2022"), facts(ledger, "sa-dec-2022", day)
        kept = read_verdicts(ledger, "sa-dec-2022")
    first = periods(held[-1].plan)[0]
    views = every_line(status_view(held, first, known))
    assert {(v.indicator.id, "Q1") for v in views} < kept.keys()
    for view in views:
        row = kept[view.indicator.id, "Q1"]
        assert (row.status, row.rule) == (view.verdict.status, view.verdict.rule)
        standing = view.standing_verdict
        assert (row.standing, row.standing_rule) == (standing.status, standing.rule)


def test_a_verdict_is_kept_only_once_it_was_asked_for(office: Path, run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    assert rows(office) == []
    assert (office / "templates" / "datasette.yaml").is_file()
    assert "25 chỉ tiêu trong 2 kỳ" in run("db", "refresh")[2]
    assert {row[2] for row in rows(office)} == {"2022-03-17"}
    assert "0 dòng" in run("db", "refresh")[2]
    run("db", "refresh", "--off")
    run("report", "add", "p2", "Q1", "ck-6b=2")
    assert rows(office) == []


def test_an_act_moves_what_it_touches_and_reading_moves_nothing(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(base, tmp_path / "scene")
    monkeypatch.chdir(tmp_path / "scene")
    for line in ("status Q1", "why ck-6 Q1", "db check", "report add p3 Q1 --dry-run"):
        main(["--quiet", "--today", "2022-03-22", *line.split()])
    assert rows(Path()) == rows(base)
    run_line(split("report add p3 Q1 ck-6b=1 --received 2022-03-22"), "2022-03-22")
    day = (
        "SELECT DISTINCT ma_chi_tieu FROM v_danh_gia WHERE ngay_danh_gia > '2022-03-21'"
    )
    assert rows(Path(), day) == [("ck-6b",)]


def test_what_a_killed_run_left_is_shown_to_nobody_and_judged_by_the_next(
    base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copytree(base, tmp_path / "scene")
    monkeypatch.chdir(tmp_path / "scene")
    with monkeypatch.context() as patch:
        patch.setattr("cchc.main.refresh_touched_verdicts", lambda _: None)
        run_line(split("report add p3 Q1 ck-6b=1"), DAY)
    seen = "SELECT * FROM v_danh_gia WHERE ma_chi_tieu = 'ck-6b'"
    assert rows(Path(), seen) == []
    run_line(split("report add p3 Q1 hs-dung-han=4/5"), DAY)
    assert len(rows(Path(), seen)) == 2
    today = date.fromisoformat(DAY)
    assert refresh_all(Path("cchc.db"), today, dry_run=True).changed == 0


def test_a_row_changed_by_hand_is_told_with_its_cure(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copytree(base, tmp_path / "scene")
    ledger = tmp_path / "scene" / "cchc.db"
    with closing(sqlite3.connect(ledger)) as other:
        other.execute("UPDATE judged SET word = 'vượt' WHERE word <> 'vượt'")
        other.commit()
    assert main(["--db", str(ledger), "db", "check"]) == 3
    assert "`cchc db refresh`" in capsys.readouterr().err


KINDS = """
cchc: 1
id: thu
title: Thử
year: 2025
calendar: {basis: calendar}
authority: {name: Ủy ban nhân dân xã A}
units: [{id: a, name: Ban A, kind: ban}, {id: b, name: Ban B, kind: ban}]
groups: {ab: [a, b]}
areas: [{id: l, name: Lĩnh vực}]
indicators:
  - {id: g, name: Xếp loại, area: l, measure: grade, scale: [Yếu, Khá, Tốt],
     target: {at_least: Khá}, lead: a}
  - {id: e, name: Đúng hạn, area: l, measure: ratio, of: flow, unit: "%",
     target: {at_least: 90, each: ab}, reporters: [ab]}
  - {id: y, name: Có sổ, area: l, measure: "yes", target: {yes: true}, lead: a}
  - {id: m, name: Mốc, area: l, measure: milestone, target: {by: 2025-09-30}, lead: a}
  - {id: p, name: Giải ngân, area: l, measure: ratio, of: plan, unit: "%",
     amount: {value: 100, unit: triệu đồng}, target: {at_least: 100},
     trajectory: linear, lead: a}
"""
SHOWN = """
SELECT ma_chi_tieu, luy_ke, don_vi_tinh, tu_so, mau_so, ket_qua FROM v_danh_gia
WHERE ma_ky = '2025-Q1' ORDER BY ma_chi_tieu
"""


def test_a_result_that_is_no_number_is_told_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(KINDS, "utf-8")
    for line in (
        *("plan apply", "db refresh", "report add b Q1 e=7/10"),
        "report add a Q1 g=Khá e=9/10 y=yes m=20/3/2025 p=30",
    ):
        run_line(split(line), "2025-04-02")
    assert rows(Path(), SHOWN) == [
        ("e", None, "%", 1, 2, "1/2 đơn vị"),
        ("g", None, None, None, None, "Khá"),
        ("m", None, None, None, None, "2025-03-20"),
        ("p", 30, "%", 30, 100, None),
        ("y", None, None, None, None, "có"),
    ]
    entered = "SELECT don_vi_nhap FROM v_chi_tieu WHERE ma_chi_tieu = 'p'"
    assert rows(Path(), entered) == [("triệu đồng",)]
