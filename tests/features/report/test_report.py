"""`cchc report` as an officer uses it, on the plan of Sa Đéc."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.office import Run

FLOWS = [
    "truc-tuyen",
    "truc-tiep",
    "bcci",
    "truoc-han",
    "dung-han",
    "tre-han",
    "tra-lai",
]
LEVELS = ["ky-truoc", "trong-han", "qua-han"]
NO_FILES = (
    *(f"ho-so.{column}=nil" for column in FLOWS),
    *(f"ho-so.{column}=0" for column in LEVELS),
)


def test_the_echo_says_old_and_new_and_what_it_does_to_the_verdict(run: Run) -> None:
    code, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2")
    assert code == 0
    assert "ck-6b  Doanh nghiệp thành lập mới: chưa có → 2 doanh nghiệp" in out
    assert "thiếu số liệu (theo 1/9 đơn vị: chậm tiến độ)" in out


def test_units_are_found_by_name_without_accents(run: Run) -> None:
    code, out, _ = run("report", "add", "phuong an hoa", "quý 1", "ck-6b=2")
    assert code == 0
    assert "Phường An Hòa" in out


def test_everything_wrong_is_told_at_once_and_nothing_is_written(run: Run) -> None:
    code, out, err = run(
        "report",
        "add",
        "p1",
        "Q1",
        "ck-6b=abc",
        "ck-9=3",
        "hs-dung-han=9/8",
        "ck-4=nil",
    )
    assert (code, out) == (1, "")
    assert [p in err for p in ("P306", "P303", "P313", "P304")] == [True] * 4
    assert "cchc plan show" in err
    _, listed, _ = run("report", "list", "Q1", "--json")
    reports = json.loads(listed)["reports"]
    assert {each["filled"] for each in reports} == {0}


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("1,234.5", "P307"),
        ("1,5", "P309"),
        ("-3", "P311"),
        ("99999999999999999999", "P310"),
        ("12 tỷ", "P316"),
        ("٣", "P306"),
        ("1e3", "P306"),
    ],
)
def test_a_count_takes_only_a_vietnamese_whole_number(
    run: Run, value: str, code: str
) -> None:
    exit_code, _, err = run("report", "add", "p1", "Q1", f"ck-6b={value}")
    assert exit_code == 1
    assert code in err


def test_money_is_read_with_its_word(run: Run) -> None:
    _, out, _ = run("report", "add", "tckh", "Q1", "ck-1a=22,63 tỷ", "ck-2=137.280")
    assert "22.630 triệu đồng (ước)" in out
    assert "137.280 triệu đồng (ước)" in out


def test_a_rate_of_the_plan_may_name_its_denominator_but_no_other(run: Run) -> None:
    assert run("report", "add", "tckh", "Q1", "ck-1a=22630/182500")[0] == 0
    code, _, err = run("report", "add", "tckh", "Q1", "ck-1b=9600/95000")
    assert code == 1
    assert "P314" in err
    assert "96.000" in err


def test_a_cumulative_figure_is_taken_apart(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, out, _ = run("report", "add", "p1", "Q2", "ck-6b==5", day="2022-06-15")
    assert code == 0
    assert "chưa có → 3 doanh nghiệp" in out
    code, _, err = run("report", "add", "p2", "Q2", "ck-6b==5", day="2022-06-15")
    assert code == 1
    assert "P321" in err


def test_a_correction_needs_a_reason_and_history_keeps_both(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, _, err = run("report", "add", "p1", "Q1", "ck-6b=3")
    assert code == 1
    assert "P325" in err
    code, out, _ = run(
        "report", "add", "p1", "Q1", "ck-6b=3", "--reason", "gõ nhầm", "--by", "Lan"
    )
    assert code == 0
    assert "2 doanh nghiệp → 3 doanh nghiệp" in out
    _, shown, _ = run("report", "show", "p1", "Q1")
    assert "lần 1, 17/3/2022" in shown
    assert "lần 2, 17/3/2022, Lan: 3 doanh nghiệp (đính chính: gõ nhầm)" in shown


def test_the_same_report_again_changes_nothing_and_says_so(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2")
    assert code == 0
    assert "Không có gì mới" in out
    _, listed, _ = run("report", "show", "p1", "Q1", "--json")
    assert len(json.loads(listed)["submissions"]) == 1


def test_withdrawing_undoes_and_what_was_there_can_still_be_shown(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, out, _ = run(
        "report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm đơn vị"
    )
    assert code == 0
    assert "2 doanh nghiệp → đã rút" in out
    _, shown, _ = run("report", "show", "p1", "Q1", "--json")
    cell = json.loads(shown)["cells"][0]
    assert cell["now"] is None
    assert [each["reading"] is None for each in cell["history"]] == [False, True]
    code, _, err = run("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nữa")
    assert code == 1
    assert "P332" in err


def test_a_rehearsal_writes_nothing(run: Run, office: Path) -> None:
    before = (office / "cchc.db").read_bytes()
    code, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2", "--dry-run")
    assert code == 0
    assert "chưa ghi" in out
    assert (office / "cchc.db").read_bytes() == before


def test_a_draft_counts_nowhere_until_it_is_sent(run: Run) -> None:
    code, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2", "--draft")
    assert code == 0
    assert "nháp" in out
    _, listed, _ = run("report", "list", "Q1", "--json")
    state = {r["unit"]: r["report"] for r in json.loads(listed)["reports"]}
    assert state["p1"] == "draft"
    _, out, _ = run("report", "add", "p1", "Q1", "hs-dung-han=412/415")
    assert "chưa có → 2 doanh nghiệp" in out
    assert "412/415 (99,28%)" in out


def test_a_figure_a_hundred_times_the_last_is_questioned(run: Run) -> None:
    run("report", "add", "p2", "Q1", "ck-6b=4")
    code, _, err = run("report", "add", "p2", "Q2", "ck-6b=400", day="2022-06-15")
    assert code == 0
    assert "P326" in err


def test_register_items_and_tasks_come_in_the_same_line(run: Run) -> None:
    code, out, _ = run(
        "report",
        "add",
        "kt",
        "Q1",
        "ck-4=+Khô cá lóc; 20/02/2022; QĐ 12/QĐ-UBND; p1",
        "ck-4=+Nem; 2022-02-21",
        "ck-6a=nil",
        "ck-3=unavailable",
    )
    assert code == 0
    assert "+ ck-4  Khô cá lóc; 20/02/2022; QĐ 12/QĐ-UBND" in out
    assert "ck-4: chưa có → 02/08 sản phẩm; đánh giá: " in out
    code, _, err = run("report", "add", "kt", "Q1", "ck-4=+khô  cá lóc")
    assert code == 1
    assert "P322" in err
    code, out, _ = run("report", "add", "vhtt", "Q1", "1.1=done:2022-03-15", "1.2=5/24")
    assert code == 0
    assert "hoàn thành 15/3/2022" in out
    code, _, err = run("report", "add", "vhtt", "Q1", "8.1=done:2022-03-15")
    assert code == 1
    assert "P328" in err


def test_a_whole_report_comes_from_a_file_or_a_pipe(run: Run, office: Path) -> None:
    report = office / "p1.yaml"
    report.write_text(
        "unit: p1\nperiod: 2022-Q1\nvalues: {ck-6b: 2, hs-dung-han: 412/415}\n"
        "received: 2022-03-09\ndocument: {number: 12/BC-UBND, date: 2022-03-07}\n"
        "narrative: {results: Tốt}\nobstacles: [{text: Thiếu người, about: ck-6b}]\n",
        encoding="utf-8",
    )
    code, out, _ = run("report", "add", "--from", str(report), "--json")
    assert code == 0
    told = json.loads(out)
    assert told["schema"] == "cchc.report/1"
    assert told["received"] == "2022-03-09"
    assert [each["indicator"] for each in told["changes"]] == ["ck-6b", "hs-dung-han"]


def test_a_file_of_several_reports_is_all_or_nothing(run: Run, office: Path) -> None:
    several = office / "bc.yaml"
    several.write_text(
        "- {unit: p1, period: Q1, values: {ck-6b: 2}}\n"
        "- {unit: p2, period: Q1, values: {ck-6b: hai}}\n",
        encoding="utf-8",
    )
    code, _, err = run("report", "add", "--from", str(several))
    assert code == 1
    assert "bc.yaml:2" in err
    with closing(sqlite3.connect(office / "cchc.db")) as db:
        assert db.execute("SELECT count(*) FROM entry").fetchone() == (0,)


def test_a_period_that_has_not_begun_takes_no_report(run: Run) -> None:
    code, _, err = run("report", "add", "p1", "Q3", "ck-6b=2")
    assert code == 1
    assert "P330" in err


def test_without_a_period_the_current_one_is_meant(run: Run) -> None:
    _, out, _ = run("report", "add", "p1", "ck-6b=2", "--json")
    assert json.loads(out)["period"] == "2022-Q1"


def test_a_paper_alone_is_a_report_of_a_unit_with_no_figures(run: Run) -> None:
    code, _, _ = run(
        "report", "add", "tp", "Q1", "--document", "05/BC-TP ngày 10/3/2022"
    )
    assert code == 0
    _, listed, _ = run("report", "list", "Q1", "--json")
    state = {r["unit"]: r for r in json.loads(listed)["reports"]}
    assert state["tp"]["report"] == "submitted"
    assert state["tp"]["document"] == {"number": "05/BC-TP", "date": "2022-03-10"}
    code, _, err = run("report", "add", "tt", "Q1")
    assert code == 1
    assert "P305" in err


def test_the_board_tells_who_has_sent_it_in_time(run: Run) -> None:
    run(
        "report",
        "add",
        "p4",
        "Q1",
        "ck-6b=1",
        "hs-dung-han=nil",
        "dvctt=nil",
        *NO_FILES,
        day="2022-03-22",
    )
    _, listed, _ = run("report", "list", "Q1", "--json", day="2022-03-22")
    state = {r["unit"]: r for r in json.loads(listed)["reports"]}
    assert (state["p4"]["report"], state["p4"]["late_days"]) == ("submitted", 2)
    assert (state["p1"]["report"], state["p1"]["late_days"]) == ("overdue", 2)
    _, before, _ = run("report", "list", "Q1", "--as-of", "2022-03-17", "--json")
    then = {r["unit"]: r for r in json.loads(before)["reports"]}
    assert then["p4"]["report"] == "due_soon"


def test_a_typed_word_without_equals_is_a_wrong_command_line(run: Run) -> None:
    code, _, err = run("report", "add", "p1", "Q1", "ck-6b")
    assert code == 2
    assert "dấu bằng" in err


def test_a_value_without_its_sign_is_told_how_to_write_it(run: Run) -> None:
    code, _, err = run("report", "add", "p1", "Q1", "ck-6b=1", "ck-6a")
    assert code == 2
    assert "Ghi MÃ=GIÁ-TRỊ" in err


def test_the_paper_the_day_and_the_note_are_read_back(run: Run) -> None:
    paper = ("--document", "12/BC-UBND ngày 07/3/2022", "--received", "2022-03-08")
    note = ("--note", "ck-6b=Có 02 hộ chuyển đổi")
    _, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2", *paper, *note)
    assert "nhận ngày 08/3/2022; văn bản 12/BC-UBND ngày 07/3/2022" in out
    _, shown, _ = run("report", "show", "p1", "Q1")
    assert "2 doanh nghiệp; ghi chú: Có 02 hộ chuyển đổi" in shown


def test_units_are_told_by_their_names(run: Run) -> None:
    _, _, err = run("report", "add", "p1", "Q1", "ck-1a=3")
    assert "Phường 1 không báo cáo chỉ tiêu ck-1a." in err
    assert "Phòng Tài chính - Kế hoạch" in err


def test_the_same_figure_again_is_no_correction_though_its_note_is_left_out(
    run: Run,
) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", "--note", "ck-6b=Có 02 hộ")
    code, out, _ = run("report", "add", "p1", "Q1", "ck-6b=2")
    assert code == 0
    assert "Không có gì mới" in out
