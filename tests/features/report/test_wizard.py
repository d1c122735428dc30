"""`cchc report add` at a real terminal, question by question."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest

from cchc.main import main
from tests.app.terminal import CTRL_C, CTRL_D, Step, session
from tests.features.forms.ward import DAY, Run, office, run

__all__ = ["office", "run"]

TODAY = ("--today", DAY)
WORDS: tuple[Step, ...] = (("Kết quả nổi bật", ">"),)
END: tuple[Step, ...] = (
    *WORDS,
    *(("nhận báo cáo", ""), ("Số văn bản", ""), ("Ngày văn bản", "")),
)


def asked(
    office: Path, *steps: Step, words: tuple[str, ...] = ("vp", "Q1")
) -> tuple[int, str]:
    return session(("report", "add", *words, *TODAY), steps, office)


def figures(run: Run, unit: str = "vp") -> dict[str, str]:
    shown = json.loads(run("report", "show", unit, "Q1", "--json")[1])
    return {each["indicator"]: each["now"]["value"] for each in shown["cells"]}


def draft_state(run: Run, unit: str = "vp") -> str:
    listed = json.loads(run("report", "list", "Q1", "--json")[1])
    states: dict[str, str] = {e["unit"]: e["report"] for e in listed["reports"]}
    return states[unit]


def test_a_whole_report_is_asked_summed_up_and_written(office: Path, run: Run) -> None:
    code, screen = asked(
        office,
        ("bảng):", "van phong"),
        ("Enter: Quý I/2022", ""),
        ("Kế hoạch 5; đến kỳ này phải đạt 1", "2"),
        ("moc = ", "10/3/2022"),
        ("Minh chứng", "QĐ 12/QĐ-UBND"),
        ("1.1 = ", "3"),
        ("chưa ghi ngày hoàn thành", b""),
        ("1.1 = ", "31/2/2022"),
        ("Tháng 2/2022 chỉ có 28 ngày", b""),
        ("1.1 = ", "đang"),
        ("Kết quả nổi bật", "Mở một lớp tập huấn"),
        ("Tồn tại", "-"),
        ("khách quan", "Mưa lũ"),
        ("chủ quan", "Thiếu người"),
        ("kỳ tới", ""),
        ("Kiến nghị, đề xuất", "không có"),
        ("Khó khăn, vướng mắc (", "Máy quét hỏng"),
        ("Về chỉ tiêu", "dn"),
        ("Nguyên nhân (", ""),
        ("Kiến nghị (", "Cấp máy mới"),
        ("Khó khăn, vướng mắc (", ""),
        ("nhận báo cáo (Enter: 16/3/2022)", "15/3/2022"),
        ("Số văn bản", "12/BC-UBND"),
        ("Ngày văn bản", "14/3/2022"),
        ("thiếu số liệu → đúng tiến độ", b""),
        ("Ghi báo cáo này?", "có"),
        words=(),
    )
    assert code == 0, screen
    assert "Đã ghi báo cáo Quý I/2022 của Văn phòng." in screen
    shown = json.loads(run("report", "show", "vp", "Q1", "--json")[1])
    assert figures(run)["dn"] == "2"
    assert shown["received"] == "2022-03-15"
    assert shown["document"] == {"number": "12/BC-UBND", "date": "2022-03-14"}
    assert shown["tasks"][0]["state"] == "doing"
    assert shown["narrative"] == {
        "results": "Mở một lớp tập huấn",
        "causes": "Khách quan: Mưa lũ\nChủ quan: Thiếu người",
    }
    (raised,) = shown["obstacles"]
    assert (raised["text"], raised["about"]) == ("Máy quét hỏng", "dn")
    assert raised["proposal"] == "Cấp máy mới"
    assert shown["evidence"][0]["text"] == "QĐ 12/QĐ-UBND"


def test_ctrl_c_loses_nothing_and_the_next_run_goes_on(office: Path, run: Run) -> None:
    code, screen = asked(office, ("dn = ", "3"), ("moc = ", CTRL_C))
    assert code == 130
    assert "Đã lưu nháp" in screen
    assert draft_state(run) == "draft"
    assert figures(run) == {}
    code, screen = asked(
        office,
        ("bản nháp đang làm dở", b""),
        ("Đã trả lời (nháp): 3", ""),
        ("moc = ", ">"),
        *END,
        ("Ghi báo cáo này?", "có"),
    )
    assert code == 0, screen
    assert figures(run) == {"dn": "3"}
    assert draft_state(run) == "incomplete"


def test_the_end_of_input_keeps_the_draft(office: Path, run: Run) -> None:
    code, screen = asked(office, ("dn = ", "3"), ("moc = ", CTRL_D))
    assert code == 1
    assert "Đã lưu nháp" in screen
    assert draft_state(run) == "draft"


def test_a_wrong_answer_is_told_at_once_and_asked_again(office: Path) -> None:
    _, screen = asked(office, ("dn = ", "1,234.5"), ("P307", b""), ("dn = ", CTRL_C))
    assert "Chưa ghi gì" in screen


def test_one_may_go_back_ask_for_help_and_erase(office: Path, run: Run) -> None:
    code, screen = asked(
        office,
        ("dn = ", "?"),
        ("Số phát sinh trong kỳ", b""),
        ("dn = ", "4"),
        ("moc = ", "<"),
        ("Đã trả lời (nháp): 4", b""),
        ("dn = ", "-"),
        ("Đã xóa", b""),
        ("dn = ", "5"),
        ("moc = ", ">"),
        *END,
        ("Ghi báo cáo này?", "có"),
    )
    assert code == 0, screen
    assert figures(run) == {"dn": "5"}


def test_a_register_is_asked_row_by_row(office: Path, run: Run) -> None:
    code, screen = asked(
        office,
        ("dn = ", "nil"),
        ("sp = ", "Khô cá lóc; 20/02/2022; QĐ 12"),
        ("sp = ", "khô cá lóc"),
        ("P322", b""),
        ("sp = ", "Nem; 21/02/2022"),
        ("sp = ", ""),
        *END,
        ("Ghi báo cáo này?", "có"),
        words=("kt", "Q1"),
    )
    assert code == 0, screen
    shown = json.loads(run("report", "show", "kt", "Q1", "--json")[1])
    assert [each["name"] for each in shown["items"]] == ["Khô cá lóc", "Nem"]


def test_names_in_any_form_of_unicode_are_the_same(office: Path, run: Run) -> None:
    code, screen = asked(
        office,
        ("bảng):", normalize("NFD", "Phòng Kinh tế")),
        ("Enter: Quý I/2022", normalize("NFD", "quý I")),
        ("dn = ", normalize("NFD", "không phát sinh")),
        ("sp = ", normalize("NFD", "Khô cá lóc")),
        ("sp = ", ""),
        *END,
        ("Ghi báo cáo này?", normalize("NFD", "có")),
        words=(),
    )
    assert code == 0, screen
    shown = json.loads(run("report", "show", "kt", "Q1", "--json")[1])
    assert shown["items"][0]["name"] == normalize("NFC", "Khô cá lóc")


def test_no_at_the_end_writes_nothing_and_keeps_the_draft(
    office: Path, run: Run
) -> None:
    steps = (("dn = ", "3"), ("moc = ", ">"), *END, ("Ghi báo cáo này?", "không"))
    code, _ = asked(office, *steps)
    assert code == 1
    assert draft_state(run) == "draft"
    assert figures(run) == {}


def test_a_correction_asks_why(office: Path, run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3")
    code, screen = asked(
        office,
        ("Đã ghi: 3 doanh nghiệp", b""),
        ("dn = ", "4"),
        ("moc = ", ">"),
        *END,
        ("Lý do", "đếm lại"),
        ("Ghi báo cáo này?", "có"),
    )
    assert code == 0, screen
    assert "đính chính: đếm lại" in run("report", "show", "vp", "Q1")[1]


def test_a_rehearsal_keeps_not_even_a_draft(office: Path) -> None:
    before = (office / "cchc.db").read_bytes()
    steps = (("dn = ", "3"), ("moc = ", ">"), *END)
    code, screen = asked(office, *steps, words=("vp", "Q1", "--dry-run"))
    assert code == 0, screen
    assert "chưa ghi" in screen
    assert (office / "cchc.db").read_bytes() == before


def test_forty_columns_are_enough_for_every_question(office: Path) -> None:
    _, screen = session(
        ("report", "add", "kt", "Q1", *TODAY),
        (("dn = ", ""), ("sp = ", CTRL_C)),
        office,
        COLUMNS="40",
    )
    assert max(len(line) for line in screen.splitlines()) <= 40


def test_arrow_keys_do_not_get_into_a_name(office: Path) -> None:
    _, screen = asked(
        office,
        ("dn = ", "1"),
        ("sp = ", b"Kh\x1b[D\n"),
        ("P127", b""),
        ("sp = ", CTRL_C),
        words=("kt", "Q1"),
    )
    assert "[2/2] sp" in screen


@pytest.mark.parametrize("flag", [(), ("--no-input",)])
def test_without_a_terminal_nothing_is_asked(run: Run, flag: tuple[str, ...]) -> None:
    code, out, err = run("report", "add", *flag)
    assert (code, out) == (2, "")
    assert "Chưa nêu đơn vị" in err


def test_no_input_at_a_terminal_asks_nothing(office: Path) -> None:
    code, screen = session(("report", "add", "--no-input", *TODAY), (), office)
    assert code == 2
    assert "Chưa nêu đơn vị" in screen
    assert main(["--quiet", "report", "add", "--no-input"]) == 2
