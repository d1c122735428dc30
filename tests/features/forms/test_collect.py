"""What arrives as it really comes: every file has a line, nothing is judged twice."""

import json
import os
import re
import shutil
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.forms import WARD, Answers, FormOffice, fill, spot

LATER: Answers = {**WARD, "v:hs-dung-han": {"value": 450, "whole": 455}}
WRONG: Answers = {**WARD, "v:ck-6b": {"value": "=1+1"}}


@pytest.fixture
def box(app: FormOffice) -> Path:
    """The folder into which everything is thrown."""
    folder = app.folder / "thu"
    folder.mkdir()
    return folder


def collect(
    app: FormOffice, box: Path, *words: str, day: str = "2022-03-17"
) -> tuple[int, dict[str, object]]:
    """The exit code and the document of one collection."""
    code, out, err = app.run("report", "collect", str(box), "--json", *words, day=day)
    assert "Traceback" not in err
    return code, json.loads(out)


def outcomes(document: Mapping[str, object]) -> dict[str, str]:
    files = document["files"]
    assert isinstance(files, list)
    return {Path(file["file"]).name: file["outcome"] for file in files}


def shown(app: FormOffice, unit: str) -> str:
    return app.run("report", "show", unit, "Q1", day="2022-03-20")[1]


def saved(form: Path, at: str) -> Path:
    """The form as if it had been saved at this moment."""
    book = load_workbook(form)
    book.save(form)
    content = form.read_bytes()
    with zipfile.ZipFile(form) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    core = parts["docProps/core.xml"].decode()
    core = re.sub(r"(<dcterms:modified[^>]*>)[^<]*", rf"\g<1>{at}", core)
    parts["docProps/core.xml"] = core.encode()
    assert content
    with zipfile.ZipFile(form, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return form


def test_every_kind_of_file_has_a_line(app: FormOffice, box: Path) -> None:
    (box / "con" / "chau").mkdir(parents=True)
    (box / "bao cao.pdf").write_bytes(b"%PDF-1.4")
    (box / "con" / "anh.jpg").write_bytes(b"\xff\xd8\xff")
    (box / "con" / "chau" / "Phuong 2.docx").write_bytes(b"PK\x03\x04 docx")
    (box / "tep.rar").write_bytes(b"Rar!")
    (box / "hong.zip").write_bytes(b"PK\x03\x04 hong")
    (box / "la").write_bytes(b"x")
    (box / "khac.xlsx").write_bytes(b"PK\x03\x04")
    for passed_over in ("~$khoa.xlsx", ".an", "Thumbs.db", "desktop.ini"):
        (box / passed_over).write_bytes(b"x")
    code, document = collect(app, box)
    assert code == 1
    assert set(outcomes(document).values()) == {"unread"}
    assert len(outcomes(document)) == 7
    units = {Path(f["file"]).name: f["unit"] for f in document["files"]}  # type: ignore[attr-defined]
    assert units["Phuong 2.docx"] == "p2"
    assert units["bao cao.pdf"] is None
    with zipfile.ZipFile(box / "gui.zip", "w") as archive:
        archive.writestr("con/ban.xlsx", b"khong phai")
    page = app.run("report", "collect", str(box), "--dry-run")[1]
    assert "\n  gui.zip › ban.xlsx: P701 “ban.xlsx”" in page


def test_archives_and_mails_are_opened(app: FormOffice, box: Path) -> None:
    form = fill(app.form("p1"), WARD)
    mail = EmailMessage()
    mail["Date"] = "Wed, 16 Mar 2022 09:00:00 +0700"
    mail.set_content("Kính gửi Phòng Nội vụ")
    mail.add_attachment(
        form.read_bytes(),
        maintype="application",
        subtype="octet-stream",
        filename="Báo cáo P1.xlsx",
    )
    (box / "thu.eml").write_bytes(bytes(mail))
    with zipfile.ZipFile(box / "hai.zip", "w") as archive:
        archive.write(fill(app.form("p2"), WARD), "../thư mục/Phường 2.xlsx")
    (box / os.fsdecode(b"v\xe0o.zip")).write_bytes((box / "hai.zip").read_bytes())
    (box / "hai.zip").unlink()
    code, document = collect(app, box, day="2022-03-18")
    assert code == 0
    assert set(outcomes(document).values()) == {"accepted"}
    assert "nhận 16/3/2022" in shown(app, "p1")
    assert "nhận 18/3/2022" in shown(app, "p2")


def test_versions_wait_until_one_is_chosen(app: FormOffice, box: Path) -> None:
    first = saved(fill(app.form("p1"), LATER, box / "z.xlsx"), "2022-03-15T08:00:00Z")
    second = saved(fill(app.form("p1"), WARD, box / "a.xlsx"), "2022-03-16T08:00:00Z")
    code, document = collect(app, box)
    assert code == 1
    assert outcomes(document) == {"a.xlsx": "version", "z.xlsx": "version"}
    versions = document["versions"][0]  # type: ignore[index]
    assert Path(versions["proposed"]) == second
    assert list(versions["differences"].values()) == [["450/455", "412/415"]]
    assert "412/415" not in shown(app, "p1")
    assert collect(app, box, "--newest")[0] == 0
    assert "412/415" in shown(app, "p1")
    assert outcomes(collect(app, box)[1])[first.name] == "superseded"


def test_the_older_version_can_be_chosen(app: FormOffice, box: Path) -> None:
    saved(fill(app.form("p1"), LATER, box / "z.xlsx"), "2022-03-15T08:00:00Z")
    saved(fill(app.form("p1"), WARD, box / "a.xlsx"), "2022-03-16T08:00:00Z")
    assert collect(app, box, "--take", "z.xlsx")[0] == 0
    assert "450/455" in shown(app, "p1")
    assert collect(app, box) == collect(app, box)
    assert collect(app, box)[0] == 0


def test_a_version_to_take_is_one_of_those_that_lie_there(
    app: FormOffice, box: Path
) -> None:
    for folder, answers in (("sáng", LATER), ("chiều", WARD)):
        (box / folder).mkdir()
        fill(app.form("p1"), answers, box / folder / "a.xlsx")
    refusals = {"b.xlsx": "P572", "a.xlsx": "P340"}
    for name, problem in refusals.items():
        code, document = collect(app, box, "--newest", "--take", name)
        assert (code, document["problems"][0]["code"]) == (1, problem)  # type: ignore[index]
    assert collect(app, box, "--take", "sáng/a.xlsx")[0] == 0
    assert "450/455" in shown(app, "p1")
    assert collect(app, box, "--take", "sáng/a.xlsx")[0] == 0


def test_versions_are_not_taken_by_an_import_either(app: FormOffice, box: Path) -> None:
    fill(app.form("p1"), LATER, box / "z.xlsx")
    fill(app.form("p1"), WARD, box / "a.xlsx")
    code, _, err = app.take(box)
    assert (code, "nhiều bản 2" in err) == (1, True)
    assert "412/415" not in shown(app, "p1")


def test_the_same_form_twice_is_taken_once(app: FormOffice, box: Path) -> None:
    form = fill(app.form("p1"), WARD, box / "a.xlsx")
    shutil.copy(form, box / "a (1).xlsx")
    saved(fill(form, {}, box / "b.xlsx"), "2022-03-16T08:00:00Z")
    code, document = collect(app, box)
    assert code == 0
    assert sorted(outcomes(document).values()).count("superseded") == 2


def test_one_copy_goes_back_and_goes_away_when_it_is_mended(
    app: FormOffice, box: Path
) -> None:
    fill(app.form("p1"), WRONG, box / "p1.xlsx")
    copy = box / "can-sua" / "bc-2022-Q1-p1-can-sua.xlsx"
    for _ in range(3):
        assert collect(app, box)[0] == 1
        assert [*copy.parent.iterdir()] == [copy]
    book = load_workbook(copy)
    spot(book, "v:ck-6b", "value").value = 2
    book.save(box / "p1 da sua.xlsx")
    code, document = collect(app, box, day="2022-03-18")
    assert code == 0
    assert outcomes(document)["p1 da sua.xlsx"] == "accepted"
    assert outcomes(document)["p1.xlsx"] == "superseded"
    assert not copy.exists()
    assert collect(app, box, day="2022-03-19")[0] == 0
    assert "2 doanh nghiệp" in shown(app, "p1")


def test_every_untouched_copy_goes_away_when_the_report_is_mended(
    app: FormOffice, box: Path
) -> None:
    fill(app.form("p1"), WRONG, box / "p1.xlsx")
    collect(app, box)
    first = box / "can-sua" / "bc-2022-Q1-p1-can-sua.xlsx"
    second, third = (first.with_stem(f"{first.stem}-{number}") for number in (2, 3))
    shutil.copy(first, second)
    shutil.copy(first, third)
    fill(second, {"v:ck-6b": {"value": 2}})
    fill(app.form("p1"), WARD, box / "p1 da sua.xlsx")
    assert collect(app, box, day="2022-03-18")[0] == 0
    assert [*first.parent.iterdir()] == [second]


def test_who_is_silent_and_who_is_incomplete_is_told_by_name(
    app: FormOffice, box: Path
) -> None:
    fill(app.form("p1"), WARD, box / "p1.xlsx")
    (box / "Phường 2.pdf").write_bytes(b"%PDF-1.4")
    code, out, _ = app.run("report", "collect", str(box))
    assert code == 1
    silent = out.partition("Chưa gửi gì")[2].partition("\n\n")[0]
    assert "Phường 3" in silent
    assert "Phường 1" not in silent
    assert "Phường 2" not in silent
    assert "Phường 1: còn thiếu 10 chỉ tiêu" in out
    assert "Phường 2 (Phường 2.pdf): bản quét" in out


def test_a_rehearsal_writes_nothing(app: FormOffice, box: Path) -> None:
    fill(app.form("p1"), WARD, box / "p1.xlsx")
    fill(app.form("p2"), WRONG, box / "p2.xlsx")
    before = (app.folder / "cchc.db").read_bytes()
    assert outcomes(collect(app, box, "--dry-run")[1])["p1.xlsx"] == "accepted"
    assert (app.folder / "cchc.db").read_bytes() == before
    assert not (box / "can-sua").exists()


def test_each_unit_whose_file_came_has_a_receipt_for_chat(
    app: FormOffice, box: Path
) -> None:
    fill(
        app.form("p1"), {**WARD, "v:dvctt": {"value": 97, "whole": 100}}, box / "1.xlsx"
    )
    fill(app.form("p2"), WRONG, box / "2.xlsx")
    for name, answers in (("3.xlsx", WARD), ("3b.xlsx", LATER)):
        fill(app.form("p3"), answers, box / name)
    (box / "Phường 4.jpg").write_bytes(b"\xff\xd8\xff")
    fill(app.form("pah"), WARD, box / "Phường An Hòa.xlsx")
    fill(app.form("ptqd"), WARD, box / "Xã Tân Quy Tây.xlsx")
    words = ("report", "collect", str(box), "--receipts")
    rehearsed = app.run(*words, "--dry-run")[1]
    assert not re.search("đã nhận|đính kèm|lúc", rehearsed, re.IGNORECASE)
    assert rehearsed.count("xem trước, ") == 6
    code, out, _ = app.run(*words)
    texts = dict(text.split(": ", 1) for text in out.rstrip().split("\n\n"))
    assert (code, len(texts)) == (1, 6)
    hour = r"lúc \d\d:\d\d ngày 17/3/2022"
    assert re.match(rf"đã nhận báo cáo Quý I/2022 {hour}\.", texts["Phường 1"])
    assert "Còn thiếu số liệu: " in texts["Phường 1"]
    assert "đề nghị kiểm tra lại: " in texts["Phường 1"]
    assert re.match(rf"đã nhận tệp “2.xlsx” {hour}, chưa ghi được", texts["Phường 2"])
    assert re.search("Đề nghị sửa: ô [A-Z]+[0-9]+, trang “Số liệu”", texts["Phường 2"])
    assert "“bc-2022-Q1-p2-can-sua.xlsx” gửi kèm" in texts["Phường 2"]
    assert "2 tệp khác nhau" in texts["Phường 3"]
    assert "không có số liệu đọc được" in texts["Phường 4"]
    assert "báo cáo" not in texts["Phường 2"] + texts["Phường 4"]
    assert not re.search(r"--|`|cchc|P\d{3}", out)


def test_a_file_that_cannot_be_read_is_told_with_its_cure_and_no_path(
    app: FormOffice, box: Path
) -> None:
    with zipfile.ZipFile(box / "Phường 1.xlsm", "w") as book:
        for part in ("xl/workbook.xml", "[Content_Types].xml", "xl/vbaProject.bin"):
            book.writestr(part, "<a/>")
    (box / "Phường 2.xlsx").write_bytes(b"PK\x03\x04 cut off")
    (box / "Phường 3.dat").write_bytes(bytes.fromhex("789f3e22") + bytes(90))
    words = ("report", "collect", str(box))
    page, receipts = (app.run(*words, *more)[1] for more in ((), ("--receipts",)))
    for said in (page, receipts):
        assert "“Phường 1.xlsm” có macro. Không mở tệp có macro." in said
        assert "“Phường 2.xlsx” bị hỏng, không đọc được. Mở tệp, lưu lại" in said
        assert str(box) not in said
    assert "Phường 3 (Phường 3.dat): tệp nén hoặc thư (.msg, winmail.dat)" in page
    assert "xin đơn vị" not in receipts


def test_a_form_of_another_period_is_no_receipt_of_this_one(
    app: FormOffice, box: Path
) -> None:
    fill(app.form("p1"), WARD, box / "1.xlsx")
    fill(app.form("p2", "2022-Q2"), WARD, box / "2.xlsx")
    words = ("report", "collect", str(box), "--period", "Q1")
    page, receipts = (app.run(*words, *more)[1] for more in ((), ("--receipts",)))
    assert "Phường 2 (2.xlsx): Quý II/2022" in page
    assert "Phường 2" in page.partition("Chưa gửi gì")[2].partition("\n\n")[0]
    assert "Phường 2: đã nhận báo cáo Quý II/2022" in receipts
    assert "Còn thiếu" not in receipts.partition("Phường 2")[2]


def test_what_is_to_be_looked_at_is_told_once(app: FormOffice, box: Path) -> None:
    for unit in ("p1", "p2", "p3", "p4", "pah"):
        form = fill(app.form(unit), WARD, box / f"{unit}.xlsx")
        book = load_workbook(form)
        book["Số liệu"]["G14"] = "xem lại"
        book.save(form)
    out = app.run("report", "collect", str(box))[1]
    assert out.count("“xem lại” ghi ngoài ô nhập") == 1
    assert "và 2 chỗ khác" in out


def test_an_interrupted_collection_goes_on_where_it_was(
    app: FormOffice, box: Path
) -> None:
    fill(app.form("p1"), WARD, box / "p1.xlsx")
    assert collect(app, box)[0] == 0
    fill(app.form("p2"), WARD, box / "p2.xlsx")
    document = collect(app, box)[1]
    assert outcomes(document) == {"p1.xlsx": "unchanged", "p2.xlsx": "accepted"}


@pytest.mark.parametrize("more", [(), ("--json",), ("--dry-run",)])
def test_a_folder_that_is_not_there_is_refused_and_nothing_is_written(
    app: FormOffice, more: tuple[str, ...]
) -> None:
    before = sorted(path.name for path in app.folder.iterdir())
    code, out, err = app.run("report", "collect", str(app.folder / "khong-co"), *more)
    assert (code, "P572" in out + err) == (1, True)
    assert sorted(path.name for path in app.folder.iterdir()) == before


def test_the_workspace_itself_holds_nothing_that_was_sent(app: FormOffice) -> None:
    for words in (
        ("report", "form", "p1", "Q1", "-o", str(app.folder / "bieu-mau")),
        ("export", "Q1", "--output", str(app.folder / "bao-cao-cchc-quy-I.docx")),
        ("remind", "Q1", "--letters", "--output", str(app.folder / "thu")),
    ):
        code, _, err = app.run(*words)
        assert code == 0, err
    scan = app.folder / "den" / "phuong-2.pdf"
    scan.parent.mkdir()
    scan.write_bytes(b"%PDF-1.7")
    _, out, _ = app.run("report", "collect", str(app.folder), "--json", "--dry-run")
    names = {Path(file["file"]).name for file in json.loads(out)["files"]}
    assert names == {"bc-2022-Q1-p1.xlsx", "phuong-2.pdf"}


def test_a_doubtful_figure_waits_on_the_page_until_it_is_confirmed(
    app: FormOffice, box: Path
) -> None:
    doubtful = {**WARD, "v:dvctt": {"value": 97, "whole": 100}}
    shutil.copy(fill(app.form("p1"), doubtful), box)
    for _ in "12":
        code, document = collect(app, box)
        assert (code, document["waiting"]) == (1, {"p1": ["dvctt"]})
    page = app.run("report", "collect", str(box))[1]
    assert "Chờ xác nhận, chưa tính (1)" in page
    code, document = collect(app, box, "--confirm")
    assert (code, document["waiting"]) == (0, {})


def test_a_second_form_of_a_unit_is_told_nothing_of_its_own_print(
    app: FormOffice, box: Path
) -> None:
    shutil.copy(fill(app.form("p1"), WARD), box)
    assert collect(app, box)[0] == 0
    again = fill(app.form("p1"), {**WARD, "d:reason": {"text": "sửa"}, **LATER})
    shutil.copy(again, box / "lan 2.xlsx")
    _, document = collect(app, box, "--newest", "--reason", "sửa")
    files = document["files"]
    assert isinstance(files, list)
    assert not [p for f in files for p in f["problems"] if p["code"] == "P732"]
