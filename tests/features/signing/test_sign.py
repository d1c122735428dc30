"""The book of signed papers, from the meeting in March to the annexes of July."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.office import Run
from tests.workspace import change

SIGNED = ("sign", "add", "p1", "commitment", "--date", "03/3/2022")
ISSUED = ("sign", "add", "Phường 1", "kế hoạch", "--document")
JULY = "2022-07-05"


Document = dict[str, Any]


def book(run: Run, *words: str, day: str = "2022-03-17") -> Document:
    code, out, _ = run("sign", "list", "--json", *words, day=day)
    assert code == 0
    document: Document = json.loads(out)
    return document


def paper(run: Run, unit: str | None, kind: str, day: str = "2022-03-17") -> Document:
    papers: list[Document] = book(run, day=day)["papers"]
    return next(e for e in papers if (e["unit"], e["paper"]) == (unit, kind))


def amended(office: Path, run: Run) -> None:
    """The province asks for more in July: two products more, for Phường 1 and 2."""
    change(office / "plan.yaml", "target: {at_least: 8}", "target: {at_least: 10}")
    change(office / "plan.yaml", "[0, 0, 3, 8]", "[0, 0, 3, 10]")
    change(office / "plan.yaml", "{p1: 1, p2: 2, p3: 0", "{p1: 2, p2: 3, p3: 0")
    words = ("--decision", "45/QĐ-UBND ngày 01/7/2022", "--effective", "Q3")
    code, _, err = run("plan", "apply", *words, "--reason", "giao thêm", day=JULY)
    assert code == 0, err


def test_the_meeting_of_march_is_one_command(run: Run) -> None:
    code, out, err = run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    assert code == 0
    assert len(out.splitlines()) == 21
    assert "Có 21/21 đơn vị đã ký bản cam kết." in err
    assert book(run)["counts"]["commitment"] == {
        "expected": 21,
        "signed": 21,
        "missing": [],
        "amended": [],
    }


def test_who_has_not_signed_is_named(run: Run) -> None:
    code, _, err = run("sign", "add", "xa-phuong, nv", "bản cam kết")
    assert code == 0
    assert "Có 10/21 đơn vị đã ký bản cam kết; chưa ký: Văn phòng HĐND và UBND" in err
    assert "Phường 1" not in err
    code, out, _ = run("sign", "list", "--missing", "--check")
    assert code == 3
    assert "Phòng Y tế" in out
    assert "chưa ký" in out


def test_when_everything_is_signed_nothing_is_left_to_say(run: Run) -> None:
    run("sign", "add", "all", "commitment")
    run("sign", "add", "all", "plan")
    run("sign", "add", "UBND thành phố Sa Đéc", "commitment")
    code, _, err = run("sign", "list", "--missing", "--check")
    assert code == 0
    assert "không còn văn bản nào phải ký" in err


def test_the_authority_signs_with_its_superior(run: Run) -> None:
    code, out, _ = run("sign", "add", "cơ quan", "cam ket", "--date", "2022-03-03")
    assert code == 0
    assert "Nguyễn Văn Hon" in out
    (act,) = paper(run, None, "commitment")["signed"]
    assert act["counterparty"] == "Chủ tịch Ủy ban nhân dân tỉnh Đồng Tháp"
    assert (act["day"], act["version"]) == ("2022-03-03", 1)


def test_a_plan_has_its_number_and_date(run: Run) -> None:
    code, out, _ = run(*ISSUED, "12/KH-UBND ngày 07/3/2022")
    assert code == 0
    assert "12/KH-UBND, 07/3/2022" in out
    (act,) = paper(run, "p1", "plan")["signed"]
    assert (act["number"], act["day"]) == ("12/KH-UBND", "2022-03-07")
    assert act["sha256"] is None


def test_the_same_twice_is_refused_and_another_day_needs_a_reason(run: Run) -> None:
    assert run(*SIGNED)[0] == 0
    code, _, err = run(*SIGNED)
    assert code == 1
    assert "P381 Phường 1: bản cam kết đã ghi ngày 03/3/2022" in err
    code, _, err = run(*SIGNED[:-1], "04/3/2022")
    assert code == 1
    assert "P382" in err
    code, out, _ = run(*SIGNED[:-1], "04/3/2022", "--reason", "ghi nhầm ngày")
    assert code == 0
    assert "03/3/2022 → 04/3/2022 (lý do: ghi nhầm ngày)" in out
    (act,) = paper(run, "p1", "commitment")["signed"]
    assert (act["day"], act["reason"]) == ("2022-03-04", "ghi nhầm ngày")


def test_what_is_only_more_needs_no_reason(run: Run) -> None:
    run(*SIGNED)
    code, out, _ = run(*SIGNED[:4], "--signer", "Nguyễn Văn A", "--title", "Chủ tịch")
    assert code == 0
    assert "03/3/2022 → 03/3/2022, Nguyễn Văn A, Chủ tịch" in out


def test_what_was_recorded_by_mistake_is_taken_back_and_stays_in_the_log(
    run: Run,
) -> None:
    run(*SIGNED, "--by", "Lan")
    code, _, err = run(*SIGNED[:4], "--withdraw")
    assert (code, "P382" in err) == (1, True)
    code, out, _ = run(*SIGNED[:4], "--withdraw", "--reason", "ghi nhầm đơn vị")
    assert code == 0
    assert "Đã hủy: Phường 1" in out
    assert paper(run, "p1", "commitment")["state"] == "missing"
    _, out, _ = run("log", "--json")
    rows = [(e["verb"], e["unit"]) for e in json.loads(out)["rows"]][-2:]
    assert rows == [("signed", "p1"), ("unsigned", "p1")]
    assert run(*SIGNED[:4], "--withdraw", "--reason", "nữa")[0] == 1
    assert run(*SIGNED)[0] == 0


def test_in_a_batch_what_stands_is_left_as_it_is(run: Run) -> None:
    run(*SIGNED)
    code, out, err = run("sign", "add", "all", "commitment", "--date", "05/3/2022")
    assert code == 0
    assert len(out.splitlines()) == 20
    assert "giữ nguyên: Phường 1" in err
    (act,) = paper(run, "p1", "commitment")["signed"]
    assert act["day"] == "2022-03-03"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("p1", "commitment", "--date", "18/3/2022"), 1, "P386 Ngày ký 18/3/2022 chưa"),
        (("p1", "commitment", "--date", "03/3/2021"), 1, "P384 Ngày 03/3/2021 nằm"),
        (("p1", "commitment", "--date", "30/2/2022"), 2, "P502"),
        (("Phươg 1", "commitment"), 1, "“Phường 1”"),
        (("p1", "giấy khen"), 1, "P387 Không có văn bản nào tên là “giấy khen”"),
        (("p1", "commitment", "--plan-version", "3"), 1, "P254"),
        (("p1", "commitment", "--reason", "sửa"), 1, "P383"),
        (("p1", "commitment", "--file", "khong-co.pdf"), 1, "P331"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(
    run: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    found, out, err = run("sign", "add", *words)
    assert (found, out) == (code, "")
    assert said in err
    assert book(run)["counts"]["commitment"]["signed"] == 0


def test_a_plan_may_be_issued_before_the_year_it_is_for(run: Run) -> None:
    assert run(*ISSUED, "50/KH-UBND ngày 20/12/2021")[0] == 0


def test_a_rehearsal_writes_nothing(run: Run) -> None:
    code, out, err = run(*SIGNED, "--dry-run")
    assert code == 0
    assert "Phường 1" in out
    assert "chưa ghi gì" in err
    assert paper(run, "p1", "commitment")["state"] == "missing"


def test_the_scan_is_kept_with_its_hash_and_copied_if_asked(
    run: Run, office: Path
) -> None:
    (office / "ký.pdf").write_bytes(b"%PDF")
    made = sha256(b"%PDF").hexdigest()
    code, _, err = run(*SIGNED, "--file", "ký.pdf", "--copy-evidence")
    assert code == 0, err
    (act,) = paper(run, "p1", "commitment")["signed"]
    assert act["scan"]["sha256"] == made
    assert (office / act["scan"]["file"]).read_bytes() == b"%PDF"
    assert act["scan"]["file"] == f"minh-chung/{made[:16]}-ky.pdf"


def test_the_text_that_was_signed_is_kept_by_its_hash(run: Run) -> None:
    words = ("sign", "paper", "--unit", "p1", "--format", "md", "--output", "-")
    _, text, err = run(*words)
    made = sha256(text.encode()).hexdigest()
    assert made[:16] in err
    run(*SIGNED)
    (act,) = paper(run, "p1", "commitment")["signed"]
    assert act["sha256"] == made


def test_an_amendment_asks_those_it_concerns_for_an_annex(
    run: Run, office: Path
) -> None:
    run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    run(*ISSUED, "12/KH-UBND ngày 07/3/2022")
    amended(office, run)
    _, out, err = run("sign", "list", day=JULY)
    assert "cần phụ lục" in out
    late = "Phòng Kinh tế, Phường 1, Phường 2"
    said = f"Còn 03 đơn vị phải ký phụ lục cam kết theo kế hoạch đã điều chỉnh: {late}."
    assert said in err
    assert "điều chỉnh kế hoạch của mình theo kế hoạch đã điều chỉnh: Phường 1." in err
    assert book(run, day=JULY)["counts"]["commitment"]["amended"] == ["kt", "p1", "p2"]
    code, out, _ = run("sign", "add", "p1", "commitment", day=JULY)
    assert code == 0
    assert "theo phiên bản 2 của kế hoạch" in out
    both = paper(run, "p1", "commitment", JULY)
    assert [each["version"] for each in both["signed"]] == [1, 2]
    assert both["state"] == "signed"
    assert book(run, day="2022-03-17")["counts"]["commitment"]["amended"] == []


def test_a_version_decided_later_was_not_signed_before(run: Run, office: Path) -> None:
    amended(office, run)
    words = ("sign", "add", "p1", "commitment", "--date", "03/3/2022")
    code, _, err = run(*words, "--plan-version", "2", day=JULY)
    assert code == 1
    assert "P385 Bản kế hoạch số 2 có quyết định ngày 01/7/2022" in err
    code, out, _ = run(*words, day=JULY)
    assert (code, "theo phiên bản 1 của kế hoạch" in out) == (0, True)


def test_a_unit_whose_part_did_not_change_has_nothing_to_sign_again(
    run: Run, office: Path
) -> None:
    run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    amended(office, run)
    words = ("sign", "add", "yt", "commitment", "--date", "03/3/2022")
    code, _, err = run(*words, day=JULY)
    assert (code, "P381" in err) == (1, True)


def test_status_and_the_memo_say_it_once_something_was_recorded(run: Run) -> None:
    _, before, _ = run("status", "--json")
    assert json.loads(before)["signing"] is None
    run("sign", "add", "nv, p1", "commitment")
    _, out, _ = run("status", "--json")
    assert json.loads(out)["signing"]["commitment"]["signed"] == 2
    _, out, _ = run("status", "--full")
    assert "Có 02/21 đơn vị đã ký bản cam kết; chưa ký: Văn phòng" in out
    assert "ban hành kế hoạch; chưa" not in out
    _, out, _ = run("status", "--unit", "p2")
    assert "Bản cam kết: chưa ký" in out
    part = planning(run, "internal")
    assert "Có 02/21 đơn vị đã ký bản cam kết; chưa ký: Văn phòng" in part
    part = planning(run, "superior")
    assert "Có 02/21 đơn vị đã ký bản cam kết.\n" in part
    assert "chưa ký" not in part


def planning(run: Run, reader: str) -> str:
    """Section I.1 of the memo of Q1 to a reader."""
    _, out, _ = run("export", "Q1", "--to", reader, "--output", "-")
    return out.split("## I.")[1].split("### 2.")[0]


def test_an_earlier_day_does_not_know_what_was_recorded_later(run: Run) -> None:
    run(*SIGNED, day="2022-03-17")
    assert book(run, "--as-of", "2022-03-16")["counts"]["commitment"]["signed"] == 0
    assert book(run, "--as-of", "17/3/2022")["counts"]["commitment"]["signed"] == 1


def test_names_of_strangers_do_no_harm(run: Run) -> None:
    assert run(*SIGNED, "--signer", "A\x1b[31m")[0] == 2
    hostile = "=1+1 [31m | {{ plan }} \u202e**A**"
    code, out, _ = run(*SIGNED, "--signer", hostile)
    assert code == 0
    assert "\x1b" not in out
    assert "\u202e" not in out
    _, table, _ = run("sign", "list", "--unit", "p1")
    assert "\x1b" not in table
    _, sheet, _ = run("sign", "list", "--unit", "p1", "--format", "csv")
    assert "\n=1" not in sheet.replace(";", "\n")
    _, md, _ = run("sign", "list", "--unit", "p1", "--format", "md")
    assert "\\|" in md


def test_on_a_narrow_screen_it_still_fits(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("sign", "add", "all", "commitment", "--date", "03/3/2022")
    monkeypatch.setenv("COLUMNS", "40")
    answer, whole = run("sign", "list")[1], run("sign", "list", "--full")[1]
    for text in (answer, whole):
        assert max(len(line) for line in text.splitlines()) <= 40
    assert "03/3/2022" in whole


def test_the_plan_of_another_year_is_named(run: Run) -> None:
    code, _, err = run("sign", "list", "--year", "2023")
    assert (code, "P244" in err) == (1, True)
    assert run("sign", "list", "--year", "2022")[0] == 0
