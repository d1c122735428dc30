"""`cchc plan cascade`: shares and proposals, as they are typed."""

import json
from pathlib import Path

import pytest

from cchc.main import main
from tests.record.scenes.downward import LAST_YEAR
from tests.workspace import PLAN, change, seated

ALLOT = (
    "allot: {p1: 12, p2: 14, p3: 6, p4: 5, pah: 9, ptqd: 9, xtkd: 6, xtqt: 4, xtpd: 8}"
)
Out = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return seated(tmp_path, monkeypatch)


def allot(out: str) -> str:
    return next(line for line in out.splitlines() if line.startswith("allot:"))


def test_with_no_option_every_target_shows_sum_slack_and_who_has_none(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "cascade", "--format", "csv"]) == 0
    rows = [line.split(";") for line in capsys.readouterr().out.splitlines()]
    found = {row[0]: row for row in rows}
    assert found["ck-6b"][2:6] == [
        "chia cho các đơn vị",
        "ít nhất 73 doanh nghiệp",
        "73",
        "0",
    ]
    assert "Phường 3, Phường 4" in ",".join(found["ck-4"])
    assert found["hs-dung-han"][2] == "cùng một mức"
    assert found["ck-3"][2] == "một đơn vị chủ trì"
    assert sorted(each.name for each in app.iterdir()) == ["plan.yaml"]


def test_on_a_screen_statistics_are_left_out(
    capsys: Out, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    assert main(["plan", "cascade"]) == 0
    out = capsys.readouterr().out
    assert "ck-6b" in out
    assert "9 đơn vị" in out
    assert "7 đơn vị; không giao: Phường 3, Phường 4" in out
    assert "bcci" not in out


def test_what_is_shared_today_is_shown_for_one_indicator(capsys: Out) -> None:
    assert main(["plan", "cascade", "doanh nghiep thanh lap moi"]) == 0
    said = capsys.readouterr()
    assert "Tổng giao 73 doanh nghiệp, đúng bằng chỉ tiêu 73." in said.out
    assert allot(said.out) == ALLOT.replace("xtqt: 4, xtpd: 8", "xtqt: 4, xtpd: 8")
    assert "đề xuất" not in said.err


def test_a_proposal_can_be_pasted_into_the_plan(app: Path, capsys: Out) -> None:
    assert main(["plan", "cascade", "ck-6b", "--split", "equal"]) == 0
    said = capsys.readouterr()
    line = allot(said.out)
    assert line.startswith("allot: {p1: 9, p2: 8, p3: 8,")
    assert "chưa ghi vào đâu" in said.err
    assert (app / "plan.yaml").read_text("utf-8") == PLAN
    change(app / "plan.yaml", ALLOT, line)
    assert main(["plan", "check"]) == 0


def test_weights_may_stand_in_a_file_under_names_without_accents(
    app: Path, capsys: Out
) -> None:
    text = "# số hộ kinh doanh\nPhuong 1: 300\np2 = 100\nxtkd; 100  # ước\n"
    (app / "trong-so.txt").write_text(text, "utf-8")
    assert main(["plan", "cascade", "ck-6b", "--weights", "trong-so.txt"]) == 0
    line = allot(capsys.readouterr().out)
    assert line.startswith("allot: {p1: 44, p2: 15, p3: 0,")
    assert "xtkd: 14" in line


def test_by_hand_with_something_to_spare(capsys: Out) -> None:
    words = ["plan", "cascade", "ck-6b", "--hand", "p2=20", "--buffer", "3"]
    assert main(words) == 0
    out = capsys.readouterr().out
    assert "p2: 20" in allot(out)
    assert "Tổng giao 76 doanh nghiệp, chỉ tiêu 73: cao hơn chỉ tiêu 3." in out


def test_a_register_of_one_reporter_is_shared_among_a_group(capsys: Out) -> None:
    assert main(["plan", "cascade", "ck-6a", "--split", "equal"]) == 0
    assert allot(capsys.readouterr().out) == "allot: {kt: 3}"
    assert main(["plan", "cascade", "ck-6a", "--among", "xa-phuong"]) == 0
    assert allot(capsys.readouterr().out).startswith(
        "allot: {p1: 1, p2: 1, p3: 1, p4: 0"
    )


def test_a_rate_is_not_shared(capsys: Out) -> None:
    assert main(["plan", "cascade", "hs-dung-han", "--split", "equal"]) == 1
    assert "P268" in capsys.readouterr().err


def test_everything_typed_wrongly_is_told_at_once(capsys: Out) -> None:
    words = ["plan", "cascade", "ck-6b", "--weights", "p9=1,p2=x", "--hand", "nv=-1"]
    assert main(words) == 1
    err = capsys.readouterr().err
    assert err.count("P270") == 2
    assert err.count("P269") == 2


def test_the_proposal_is_had_as_json_with_numbers_as_text(capsys: Out) -> None:
    assert main(["plan", "cascade", "ck-6b", "--buffer", "1", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["schema"] == "cchc.cascade/1"
    (line,) = document["indicators"]
    assert (line["sum"], line["whole"], line["slack"]) == ("74", "73", "1")
    assert line["parts"][0] == {
        "unit": "p1",
        "name": "Phường 1",
        "held": "12",
        "value": "9",
    }


def test_last_years_figures_come_from_last_years_database(
    app: Path, capsys: Out
) -> None:
    (app / "cu").mkdir()
    (app / "cu" / "plan.yaml").write_text(LAST_YEAR, "utf-8")
    old = ["--db", "cu/nam-truoc.db", "--today", "2021-12-20"]
    assert main(["plan", "apply", "cu/plan.yaml", *old]) == 0
    for unit, value in (("p1", 10), ("p2", 30), ("cu", 50)):
        assert main(["report", "add", unit, "Q1", f"ck-6b={value}", *old]) == 0
    capsys.readouterr()
    words = ["plan", "cascade", "ck-6b", "--last-year", "cu/nam-truoc.db"]
    assert main(words) == 0
    assert allot(capsys.readouterr().out).startswith("allot: {p1: 18, p2: 55, p3: 0")


def test_without_last_years_figures_the_cure_is_told(capsys: Out) -> None:
    assert main(["plan", "cascade", "ck-6b", "--split", "last-year"]) == 1
    err = capsys.readouterr().err
    assert "P273" in err
    assert "--last-year p1=10,p2=12" in err
    assert main(["plan", "cascade", "ck-6b", "--last-year", "p1=10,p2=30"]) == 0


def test_the_plan_in_force_is_shared_where_there_is_no_file(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "apply"]) == 0
    (app / "plan.yaml").unlink()
    assert main(["plan", "cascade", "ck-6b"]) == 0
    said = capsys.readouterr()
    assert "cchc.db" in said.err
    assert allot(said.out) == ALLOT


def test_a_unit_that_ends_before_the_year_does_is_left_out_and_named(
    app: Path, capsys: Out
) -> None:
    change(
        app / "plan.yaml",
        "name: Phường 4, kind: ward,",
        "name: Phường 4, kind: ward, to: 2022-08-01, successor: p3,",
    )
    assert main(["plan", "cascade", "ck-6b", "--split", "equal"]) == 0
    said = capsys.readouterr()
    assert "p4" not in allot(said.out)
    assert "thôi hoạt động trước cuối năm: Phường 4" in said.err
    assert "Tổng giao 73 doanh nghiệp, đúng bằng chỉ tiêu 73." in said.out


def test_figures_by_hand_are_those_of_one_indicator(capsys: Out) -> None:
    assert main(["plan", "cascade", "--hand", "p2=20"]) == 2
    assert "đúng một chỉ tiêu" in capsys.readouterr().err


def test_an_amendment_that_changes_the_plan_above_is_told_in_words(
    app: Path, capsys: Out
) -> None:
    assert main(["plan", "cascade", "--unit", "p2", "--output", "p2.yaml"]) == 0
    assert main(["plan", "apply", "p2.yaml", "--db", "p2.db"]) == 0
    change(app / "p2.yaml", "{plan: sa-dec-2022, unit: p2}", "{plan: khac, unit: p2}")
    capsys.readouterr()
    assert main(["plan", "diff", "p2.yaml", "--db", "p2.db"]) == 0
    out = capsys.readouterr().out
    assert "sa-dec-2022, p2" in out
    assert "khac, p2" in out
