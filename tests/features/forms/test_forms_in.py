"""A quarter from forms: made, filled in as a clerk would, taken in."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import load_workbook

from cchc.features.forms.actions import import_forms
from cchc.store import ledger
from cchc.store.reports import imported_source
from tests.forms import WARD, Answers, FormOffice, fill, spot


def test_a_form_that_comes_back_fills_the_ledger(app: FormOffice) -> None:
    code, out, err = app.take(fill(app.form("p1"), WARD))
    assert (code, "Đã ghi báo cáo Quý I/2022 của Phường 1." in out) == (0, True), err
    _, shown, _ = app.run("report", "show", "p1", "Q1")
    assert "2 doanh nghiệp" in shown
    assert "412/415" in shown
    assert "12/BC-UBND ngày 15/3/2022" in shown
    assert "Hộ kinh doanh ngại chuyển đổi" in shown


def test_the_same_file_twice_changes_nothing_and_says_so(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    app.take(form)
    code, out, err = app.take(form)
    assert code == 0
    assert "tệp này đã nhận" in out
    assert "không đổi 1" in err
    assert app.run("report", "show", "p1", "Q1")[1].count("ngại chuyển đổi") == 1


def test_a_form_saved_again_with_the_same_answers_changes_nothing(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    app.take(form)
    fill(form, {}, form.with_name("luu-lai.xlsx"))
    assert form.read_bytes() != form.with_name("luu-lai.xlsx").read_bytes()
    code, out, _ = app.take(form.with_name("luu-lai.xlsx"))
    assert (code, "không có gì mới" in out or "Không có gì mới" in out) == (0, True)
    assert app.run("report", "show", "p1", "Q1")[1].count("ngại chuyển đổi") == 1


def test_register_rows_that_are_known_are_not_added_again(app: FormOffice) -> None:
    rows = {"name": "Khô cá lóc", "date": "20/02/2022", "document": "QĐ 12/QĐ-UBND"}
    form = fill(app.form("kt"), {"i:ck-4": rows})
    assert app.take(form)[0] == 0
    again = fill(form, {"n:results": {"text": "Thêm lời"}}, form.with_name("2.xlsx"))
    code, _, err = app.take(again)
    assert code == 0, err
    assert app.run("report", "show", "kt", "Q1")[1].count("Khô cá lóc") == 1


def test_a_batch_goes_on_past_a_bad_file_and_ends_with_1(app: FormOffice) -> None:
    fill(app.form("p1"), WARD)
    fill(app.form("p2"), {**WARD, "v:ck-6b": {"value": "=1+1"}})
    fill(app.form("p3"), WARD)
    code, out, err = app.take(app.forms)
    assert code == 1
    assert [out.count(word) for word in ("đã nhận", "từ chối")] == [2, 1]
    assert "Nhận 2, không đổi 0, từ chối 1" in err
    assert "chưa có" not in app.run("report", "show", "p3", "Q1")[1]


def test_a_refused_file_writes_nothing_at_all(app: FormOffice) -> None:
    app.take(fill(app.form("p2"), {**WARD, "v:ck-6b": {"value": "=1+1"}}))
    assert "0/13" in app.run("report", "show", "p2", "Q1")[1]


def test_a_refused_form_goes_back_with_its_faults_marked(app: FormOffice) -> None:
    form = fill(app.form("p2"), {**WARD, "v:ck-6b": {"value": "=1+1"}})
    app.take(form)
    back = form.with_name("bc-2022-Q1-p2-can-sua.xlsx")
    book = load_workbook(back)
    assert book.worksheets[0].title == "Cần sửa"
    said = [cell.value for row in book.worksheets[0].iter_rows() for cell in row]
    assert "Thay công thức bằng con số kết quả." in said
    cell = spot(book, "v:ck-6b", "value")
    assert cell.comment is not None
    assert "công thức" in cell.comment.text


def test_a_marked_copy_waits_until_the_unit_has_mended_it(app: FormOffice) -> None:
    form = fill(app.form("p2"), {**WARD, "v:ck-6b": {"value": "=1+1"}})
    app.take(form)
    back = form.with_name("bc-2022-Q1-p2-can-sua.xlsx")
    code, out, _ = app.take(back)
    assert (code, "chờ đơn vị sửa" in out) == (0, True)
    fill(back, {"v:ck-6b": {"value": 2}})
    assert app.take(back)[0] == 0
    assert "2 doanh nghiệp" in app.run("report", "show", "p2", "Q1")[1]


def test_no_copy_is_written_twice_or_over_another_file(app: FormOffice) -> None:
    form = fill(app.form("p2"), {**WARD, "v:ck-6b": {"value": "=1+1"}})
    taken = form.with_name("bc-2022-Q1-p2-can-sua.xlsx")
    taken.write_text("của người khác", encoding="utf-8")
    app.take(form)
    app.take(form)
    assert taken.read_text(encoding="utf-8") == "của người khác"
    copies = sorted(each.name for each in app.forms.glob("*can-sua*"))
    assert copies == ["bc-2022-Q1-p2-can-sua-2.xlsx", "bc-2022-Q1-p2-can-sua.xlsx"]


def test_a_rehearsal_tells_old_and_new_and_writes_nothing(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    code, out, _ = app.run("report", "import", "--dry-run", str(form))
    assert code == 0
    assert "chưa có → 2 doanh nghiệp" in out
    assert "Tính chung:" in out
    assert "0/13" in app.run("report", "show", "p1", "Q1")[1]


def test_a_rehearsal_of_a_folder_is_one_table_and_one_line_a_warning(
    app: FormOffice,
) -> None:
    folder = app.folder / "den"
    folder.mkdir()
    for unit in ("p1", "p2", "p3"):
        book = load_workbook(fill(app.form(unit), WARD))
        book["Số liệu"]["G14"] = book["Số liệu"]["G15"] = "xem lại"
        book.save(folder / f"{unit}.xlsx")
    fill(app.form("p4"), {"v:ck-6b": {"value": "=1+1"}}, folder / "p4.xlsx")
    code, out, err = app.run("report", "import", str(folder), "--dry-run")
    assert (code, out.count("╭")) == (1, 1)
    assert [out.count(word) for word in ("sẽ nhận", "từ chối", "đã nhận")] == [3, 1, 0]
    assert err.count("P732") == 2
    assert "Còn 5 lưu ý P732 như vậy trong 3 tệp" in err
    assert "Sẽ nhận 3, không đổi 0, từ chối 1" in err


def test_a_rehearsal_waits_for_nobody_and_sees_the_forms_before(
    app: FormOffice,
) -> None:
    fill(app.form("p1"), WARD)
    fill(app.form("p2"), WARD)
    with closing(sqlite3.connect(app.folder / "cchc.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        code, out, _ = app.run("report", "import", "--dry-run", str(app.forms))
        other.execute("ROLLBACK")
    assert code == 0
    assert out.count("3 số mới, 0 số khác trước") == 2
    assert out.count("\n") < 10  # one table, whatever the number of forms


def test_a_folder_is_written_by_one_commit(
    app: FormOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    commits: list[object] = []
    for unit in ("p1", "p2", "p3"):
        fill(app.form(unit), WARD)
    monkeypatch.setattr(ledger, "_commit", once_more(commits, ledger._commit))
    assert app.take(app.forms)[0] == 0
    assert len(commits) == 1
    assert app.take(app.forms)[0] == 0
    assert len(commits) == 1


@pytest.mark.parametrize(("at_once", "kept"), [(1, 2), (200, 0)])
def test_an_interrupted_import_keeps_the_transactions_that_ended(
    app: FormOffice, monkeypatch: pytest.MonkeyPatch, at_once: int, kept: int
) -> None:
    for unit in ("p1", "p2", "p3"):
        fill(app.form(unit), WARD)

    def stop_at_the_third(name: str, digest: str) -> str:
        if "p3" in name:
            raise KeyboardInterrupt
        return imported_source(name, digest)

    monkeypatch.setattr(import_forms, "AT_ONCE", at_once)
    monkeypatch.setattr(import_forms, "imported_source", stop_at_the_third)
    assert app.take(app.forms)[0] == 130
    told = [app.run("report", "show", unit, "Q1")[1] for unit in ("p1", "p2", "p3")]
    assert sum("412/415" in report for report in told) == kept


def once_more(
    calls: list[object], act: Callable[[ledger.Ledger], None]
) -> Callable[[ledger.Ledger], None]:
    def counted(opened: ledger.Ledger) -> None:
        calls.append(opened)
        act(opened)

    return counted


def test_a_corrected_form_needs_a_reason_and_takes_it_from_the_form(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    app.take(form)
    fill(form, {"v:ck-6b": {"value": 3}})
    assert ("P325", "I14") in app.codes(form)
    fill(form, {"d:reason": {"text": "đếm thiếu"}})
    assert app.take(form)[0] == 0
    assert (
        "3 doanh nghiệp (đính chính: đếm thiếu)"
        in app.run("report", "show", "p1", "Q1")[1]
    )


def test_the_states_of_a_figure_come_from_the_list(app: FormOffice) -> None:
    answers: Answers = {
        "v:ck-6b": {"value": 2, "state": "ước"},
        "v:hs-dung-han": {"state": "Không phát sinh"},
        "v:dvctt": {"state": "chưa công bố"},
    }
    app.take(fill(app.form("p1"), answers))
    shown = app.run("report", "show", "p1", "Q1")[1]
    for said in ("2 doanh nghiệp (ước)", "không phát sinh", "chưa công bố"):
        assert said in shown


def test_tasks_come_in_with_their_day(app: FormOffice) -> None:
    answers = {"t:1.3": {"state": "hoàn thành", "done": "03/3/2022", "count": 21}}
    code, _, err = app.take(fill(app.form("nv"), answers))
    assert code == 0, err
    assert "hoàn thành 03/3/2022 21" in app.run("report", "show", "nv", "Q1")[1]


def test_the_units_own_words_reach_the_memo(app: FormOffice) -> None:
    app.take(fill(app.form("p1"), WARD))
    memo = app.folder / "bao-cao.md"
    words = ("export", "Q1", "--to", "internal", "--output", str(memo))
    assert app.run(*words)[0] == 0
    text = memo.read_text(encoding="utf-8")
    assert "Hộ kinh doanh ngại chuyển đổi" in text
    assert "Thành lập tổ hỗ trợ nộp hồ sơ trực tuyến" in text
    assert "Phường 1" in text


def test_what_became_of_each_file_is_data_too(app: FormOffice) -> None:
    fill(app.form("p1"), WARD)
    fill(app.form("p2"), {"v:ck-6b": {"value": True}})
    code, out, _ = app.run("report", "import", "--json", str(app.forms))
    told = json.loads(out)
    assert (code, told["schema"]) == (1, "cchc.import/1")
    assert told["counts"]["accepted"] == 1
    refused = next(each for each in told["files"] if each["outcome"] == "refused")
    assert refused["problems"][0]["code"] == "P716"
    assert refused["problems"][0]["sheet"] == "Số liệu"


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"at_least: 73": "at_least: 74", "53, 73]": "53, 74]"}, []),
        ({"truoc-han: Trước hạn": "truoc-han: Trả sớm"}, ["P708"]),
    ],
)
def test_a_form_of_an_earlier_version_is_taken_row_by_row(
    app: FormOffice, changes: dict[str, str], codes: list[str]
) -> None:
    answers: Answers = {"v:ck-6b": {"value": 2}, "b:ho-so": {"truoc-han": 31}}
    form = fill(app.form("p1", "2022-Q3"), answers)
    plan = app.folder / "plan.yaml"
    text = plan.read_text(encoding="utf-8").replace("{p1: 12,", "{p1: 13,")
    text = text.replace("at_least: 73", "at_least: 74").replace("53, 73]", "53, 74]")
    for old, new in changes.items():
        text = text.replace(old, new)
    plan.write_text(text, encoding="utf-8")
    words = ("--decision", "9/QĐ ngày 01/7/2022", "--effective", "Q3", "--reason", "x")
    code, _, err = app.run("plan", "apply", str(plan), *words, day="2022-07-02")
    assert code == 0, err
    assert [code for code, _ in app.codes(form, day="2022-09-15")] == codes
    told = app.run("report", "show", "p1", "Q3", day="2022-09-15")[1]
    assert "2 doanh nghiệp" in told
    assert ("31 hồ sơ" in told) == (not codes)


def test_a_folder_without_forms_is_told(app: FormOffice, tmp_path: Path) -> None:
    (tmp_path / "rong").mkdir()
    code, _, err = app.take(tmp_path / "rong")
    assert (code, "P724" in err) == (1, True)


def test_forms_that_units_may_have_filled_are_never_overwritten(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    before = form.read_bytes()
    code, _, err = app.run("report", "form", "p1", "Q1", "-o", str(app.forms))
    assert (code, "P511" in err) == (1, True)
    assert form.read_bytes() == before


def test_the_same_form_is_the_same_file(app: FormOffice, tmp_path: Path) -> None:
    for name in ("a", "b"):
        app.run("report", "form", "Q1", "-o", str(tmp_path / name))
    first = sorted((tmp_path / "a").iterdir())
    assert len(first) == 21
    for each in first:
        assert each.read_bytes() == (tmp_path / "b" / each.name).read_bytes()


def test_a_form_whose_report_was_withdrawn_may_come_in_again(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    app.take(form)
    app.run("report", "withdraw", "p1", "Q1", "--reason", "gửi nhầm")
    code, _, err = app.take(form)
    assert (code, "Nhận 1" in err) == (0, True)


def test_a_form_that_was_taken_in_does_not_undo_a_later_correction(
    app: FormOffice,
) -> None:
    form = fill(app.form("p1"), WARD)
    app.take(form)
    app.run("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "đếm thiếu")
    assert app.take(form)[0] == 0
    assert "lần 3" not in app.run("report", "show", "p1", "Q1")[1]


def test_a_figure_emptied_in_a_second_form_is_asked_about(app: FormOffice) -> None:
    form = fill(app.form("p1"), WARD)
    assert app.take(form)[0] == 0
    again = fill(form, {"v:ck-6b": {"value": None}}, form.with_name("lan 2.xlsx"))
    assert [code for code, _ in app.codes(again)] == ["P759"]
    out = app.take(again)[1]
    assert "Không có gì mới" not in out
    assert "2 doanh nghiệp" in app.run("report", "show", "p1", "Q1")[1]
