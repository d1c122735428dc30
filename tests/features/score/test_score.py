"""`cchc score add`, `list` and `show`, and every door that tells of the sheet."""

import json
import sqlite3
from pathlib import Path

import pytest

from cchc.main import main
from tests.features.forms.ward import Run, run
from tests.office import Enter

__all__ = ["office", "run"]

PLAN = """\
cchc: 1
id: phuong-2022
title: Kế hoạch cải cách hành chính năm 2022
year: 2022
authority: {name: Ủy ban nhân dân phường}
units:
  - {id: vp, name: Văn phòng, kind: phong}
  - {id: kt, name: Phòng Kinh tế, kind: phong}
indicators:
  - {id: dn, name: Doanh nghiệp mới, measure: flow, unit: doanh nghiệp, lead: kt,
     target: {at_least: 10}}
tasks:
  - {id: "1.1", name: Kế hoạch tuyên truyền, lead: vp, due: 2022-02-28}
scorecard:
  - {id: "1", name: Chỉ đạo}
  - {id: "1.1", name: Ban hành kế hoạch, points: 1, owner: vp, self: true}
  - {id: "1.2", name: Báo cáo đúng hạn, points: 1.5, owner: vp, self: true}
  - {id: "2", name: Doanh nghiệp, points: 2, owner: kt, from: dn,
     scores: {10: 2, 5: 1}}
"""
DAY = "2022-03-18"


def report_firms() -> None:
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    assert main(["--quiet", "--today", "2022-01-04", "plan", "apply"]) == 0
    words = ["report", "add", "kt", "Q1", "dn=6"]
    assert main(["--quiet", "--today", "2022-03-16", *words]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(report_firms)


def listed(run: Run, *more: str) -> dict[str, dict[str, object]]:
    told = json.loads(run("score", "list", "--json", *more, day=DAY)[1])
    assert told["schema"] == "cchc.score/1"
    rows = {row["id"]: row for row in told["criteria"]}
    return rows | {"sums": told["sums"]}


def test_points_are_typed_corrected_and_taken_back_and_nothing_is_lost(
    run: Run, office: Path
) -> None:
    code, out, err = run("score", "add", "1.1", "1", day=DAY)
    assert (code, "P589" in err) == (0, True)
    assert "điểm: chưa chấm → 1 (điểm chuẩn 1)" in out
    assert "tổng điểm tự chấm: 1–4,5 → 2–4,5 (điểm chuẩn 4,5)" in out
    # other points need a reason; one below the standard says why
    code, _, err = run("score", "add", "1.1", "0,5", day=DAY)
    assert (code, "P585" in err) == (1, True)
    why = ("--reason", "đếm lại", "--remedy", "nhắc trước 3 ngày")
    code, out, _ = run("score", "add", "1.1", "0,5", *why, "--owner", "kt", day=DAY)
    assert code == 0
    assert "1 → 0,5" in out
    assert "trừ 0,5 điểm (Phòng Kinh tế); nguyên nhân: đếm lại" in out
    run("score", "add", "1.1", "--withdraw", "--reason", "nhầm", day=DAY)
    row = listed(run)["1.1"]
    assert (row["self"], row["lost"]) == (None, {"low": "0", "high": "1"})
    _, out, _ = run("score", "show", "1.1", "--json", day=DAY)
    typed = json.loads(out)["typed"]
    assert [one["score"]["points"] for one in typed] == ["1", "0.5", None]
    rows = sqlite3.connect(office / "cchc.db").execute("SELECT kind, points FROM score")
    assert rows.fetchall() == [("set", "1"), ("set", "0.5"), ("withdraw", None)]
    assert run("db", "check", day=DAY)[0] == 0


def test_three_columns_stay_three_and_figures_fill_none_in_silence(run: Run) -> None:
    run("score", "add", "1.2", "1,5", "--evidence", "BC 9/BC-UBND", day=DAY)
    paper = ("--document", "30/TB-SNV ngày 10/3/2022", "--cause", "một kỳ trễ")
    run("score", "add", "1.2", "1", "--appraised", *paper, day=DAY)
    rows = listed(run)
    scored = rows["1.2"]
    columns = [scored[stage] for stage in ("self", "appraised", "published")]
    points = [one and one["points"] for one in columns]  # type: ignore[index]
    assert points == ["1.5", "1", None]
    assert scored["lost"] == {"low": "0.5", "high": "0.5"}
    assert scored["cause"] == "một kỳ trễ"
    # six of ten: one point for good, the second still to come
    figured = rows["2"]
    assert figured["self"] is None
    assert figured["computed"] == {
        "points": None,
        "span": {"low": "1", "high": "2"},
        "so_far": "1",
        "estimate": False,
    }
    assert rows["1"]["standard"] == "2.5"
    assert rows["sums"]["lost"] == {"low": "0.5", "high": "2.5"}
    lost = listed(run, "--lost")
    assert [*lost] == ["1.2", "sums"]
    assert [*listed(run, "--unit", "kt")] == ["2", "sums"]


REFUSED = {
    ("9", "1"): "P583",
    ("1", "1"): "P586",
    ("1.1", "2"): "P584",
    ("1.1", "một"): "P306",
    ("1.1", "0.5"): "P307",
    ("1.1",): "P587",
    ("1.1", "0"): "P585",
    ("1.1", "--withdraw", "--reason", "x"): "P587",
    ("1.1", "1", "--withdraw"): "P509",
    ("1.1", "1", "--appraised", "--published"): "P509",
    ("1.1", "1", "--owner", "zz"): "P507",
    ("1.1", "1", "--evidence", "khong-co.pdf"): "P331",
    ("1.1", "1", "--document", "1/TB ngày 01/01/1990"): "P346",
}


def test_what_cannot_be_is_refused_and_nothing_is_written(
    run: Run, office: Path
) -> None:
    for words, code in REFUSED.items():
        done, _, err = run("score", "add", *words, day=DAY)
        assert (done in {1, 2}, code in err) == (True, True), words
    connection = sqlite3.connect(office / "cchc.db")
    assert connection.execute("SELECT count(*) FROM score").fetchone() == (0,)


def test_a_rehearsal_writes_nothing_and_english_reads_its_own_numbers(
    run: Run, office: Path
) -> None:
    run("score", "add", "1.2", "0,5", "--cause", "trễ", "--dry-run", day=DAY)
    words = ["score", "add", "1.2", "0.5", "--cause", "late"]
    assert main(["--lang", "en", "--today", DAY, *words]) == 0
    connection = sqlite3.connect(office / "cchc.db")
    assert connection.execute("SELECT points FROM score").fetchall() == [("0.5",)]


def test_the_past_is_as_it_was_and_the_log_undo_search_and_why_know_it(
    run: Run,
) -> None:
    run("score", "add", "1.2", "1", "--cause", "biên bản thiếu", "--by", "lan", day=DAY)
    assert listed(run, "--as-of", "2022-03-17")["1.2"]["self"] is None
    assert "tự chấm 1" in run("log", day=DAY)[1]
    assert "biên bản thiếu" in run("search", "biên bản thiếu", day=DAY)[1]
    _, out, _ = run("why", "1.2", day=DAY)
    assert "Tự chấm 1 điểm" in out
    # a task has that id too: it is told, with the way to the criterion
    _, out, _ = run("why", "scores.1.1", day=DAY)
    assert "Ban hành kế hoạch: 0–1/1 điểm" in out
    _, out, _ = run("why", "dn", day=DAY)
    assert "Dùng để chấm tiêu chí 2 Doanh nghiệp: 1–2/2 điểm" in " ".join(out.split())
    _, out, _ = run("why", "2", day=DAY)
    assert "Từ 10 trở lên: 2 điểm" in out
    run("undo", "--by", "lan", day=DAY)
    assert listed(run)["1.2"]["self"] is None
    assert "Điểm chỉ số: " in run("status", day=DAY)[1]


def test_figures_become_the_own_score_only_when_that_is_said(run: Run) -> None:
    assert "P587" in run("score", "add", "2", day=DAY)[2]
    run("report", "add", "kt", "Q2", "dn=9", day="2022-06-16")
    code, out, _ = run("score", "add", "2", day="2022-06-16")
    assert (code, "điểm: 2 → 2" in out) == (0, True)
    _, _, err = run("score", "add", "2", "1", "--reason", "trừ trùng", day="2022-06-17")
    assert "P590" in err


def test_the_paper_and_the_report_print_table_h(run: Run, office: Path) -> None:
    run("score", "add", "1.2", "1", "--cause", "một kỳ trễ", day=DAY)
    for kind in (("score",), ("report", "--to", "internal")):
        name = f"{kind[0]}.md"
        words = ("export", "Q1", "--kind", *kind, "--output", name)
        assert run(*words, day=DAY)[0] == 0
        text = (office / name).read_text(encoding="utf-8")
        assert "| 1.2 | Báo cáo đúng hạn | 1,5 | 1 | – | 0,5 |" in text
        assert "|  | **Tổng điểm** | **4,5** |" in text
    assert "trừ 0,5 điểm (Văn phòng)" in (office / "score.md").read_text("utf-8")


def test_a_plan_without_a_score_sheet_says_how_to_get_one(
    run: Run, office: Path
) -> None:
    bare = PLAN[: PLAN.index("scorecard:")].replace("phuong-2022", "phuong-2023")
    bare = bare.replace("2022-02-28", "2023-02-28").replace("year: 2022", "year: 2023")
    (office / "plan.yaml").write_text(bare, encoding="utf-8")
    assert run("plan", "apply", day="2023-01-04")[0] == 0
    for words in (("score", "list"), ("export", "--kind", "score")):
        code, _, err = run(*words, day="2023-06-18")
        assert (code, "P588" in err) == (1, True)
    assert "Điểm chỉ số" not in run("status", day="2023-06-18")[1]
