"""What is no workbook of Excel, and what another program made of a form."""

import shutil
import subprocess
import unicodedata
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from openpyxl import Workbook

from cchc.sources.forms.other_workbook import (
    COMMENT_OF_XLS,
    OLD_EXCEL,
    CommentReader,
    comments_of,
)
from tests.forms import WARD, FormOffice, fill

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not on this machine"
)


def shown(app: FormOffice) -> str:
    return app.run("report", "show", "p1", "Q1")[1]


def test_old_and_locked_files_and_other_formats_are_refused_by_their_first_bytes(
    app: FormOffice, tmp_path: Path
) -> None:
    old = tmp_path / "cu.xlsx"
    old.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    odd = tmp_path / "anh.xlsx"
    odd.write_bytes(b"\x89PNG\r\n")
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes(app.form("p1").read_bytes()[:3000])
    codes = [code for code, _ in app.codes(old, odd, cut)]
    old_format = "P705" if find_spec("python_calamine") else "P702"
    assert codes == [old_format, "P701", "P705"]


def test_macros_are_refused(app: FormOffice, tmp_path: Path) -> None:
    form = tmp_path / "macro.xlsm"
    form.write_bytes(app.form("p1").read_bytes())
    with zipfile.ZipFile(form, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert [code for code, _ in app.codes(form)] == ["P703"]


def test_a_small_file_that_unpacks_to_a_big_one_is_not_unpacked(
    app: FormOffice, tmp_path: Path
) -> None:
    form = tmp_path / "bom.xlsx"
    form.write_bytes(app.form("p1").read_bytes())
    with zipfile.ZipFile(form, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b" " * 40_000_000)
    assert form.stat().st_size < 200_000
    assert [code for code, _ in app.codes(form)] == ["P704"]


def test_a_workbook_of_somebody_else_is_refused(
    app: FormOffice, tmp_path: Path
) -> None:
    book = Workbook()
    book.worksheets[0]["A1"].value = "Danh sách"
    book.save(tmp_path / "khac.xlsx")
    assert [c for c, _ in app.codes(tmp_path / "khac.xlsx")] == ["P706"]


def test_a_form_saved_as_strict_open_xml_is_read_too(
    app: FormOffice, tmp_path: Path
) -> None:
    form = tmp_path / "strict.xlsx"
    strict = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
    }
    with (
        zipfile.ZipFile(fill(app.form("p1"), WARD)) as old,
        zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name)
            for transitional, other in strict.items():
                text = text.replace(transitional, other)
            new.writestr(name, text)
    code, _, err = app.take(form)
    assert code == 0, err
    assert "412/415" in shown(app)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_plain_table_with_ids_works_too(
    app: FormOffice, encoding: str, separator: str
) -> None:
    rows = [
        "cchc.form/1|||p1|2022-Q1|",
        separator.join(("#v", "Số báo cáo", "Mẫu số", "Tình trạng số liệu")),
        separator.join(("v:ck-6b", "2", "", "ước")),
        separator.join(("hs-dung-han", "412", "415", "")),
    ]
    rows[3] = rows[3].replace("hs-dung-han", "v:hs-dung-han")
    form = app.folder / "bang.csv"
    form.write_bytes("\r\n".join(rows).encode(encoding))
    code, _, err = app.take(form)
    assert code == 0, err
    assert "2 doanh nghiệp (ước)" in shown(app)
    assert "412/415" in shown(app)


def test_the_csv_form_comes_back_in_the_encoding_of_windows(app: FormOffice) -> None:
    words = ("report", "form", "p1", "Q1", "--format", "csv")
    assert app.run(*words, "-o", str(app.forms))[0] == 0
    form = app.forms / "bc-2022-Q1-p1.csv"
    text = form.read_bytes().decode("utf-8-sig")
    line = next(each for each in text.splitlines() if each.startswith("v:ck-6b"))
    parts = line.split(";")
    parts[8] = "2"
    text = text.replace(line, ";".join(parts)).replace("≥ ", "").replace("–", "-")
    form.write_bytes(_windows(text))
    code, _, err = app.take(form)
    assert code == 0, err
    assert "2 doanh nghiệp" in shown(app)


def _windows(text: str) -> bytes:
    """As Vietnamese Windows writes it: letter with its hat, then the tone."""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        bare = unicodedata.normalize("NFD", letter)
        tones = [m for m in bare[1:] if m in "\u0300\u0301\u0303\u0309\u0323"]
        rest = [m for m in bare if m not in tones]
        out.append(unicodedata.normalize("NFC", "".join(rest)) + "".join(tones))
    return "".join(out).encode("cp1258")


@needs_office
def test_a_form_saved_again_by_libreoffice_reads_the_same(
    app: FormOffice, tmp_path: Path
) -> None:
    form = fill(app.form("p1"), WARD)
    home = f"-env:UserInstallation=file://{tmp_path}/ho-so"
    words = [str(SOFFICE), home, "--headless", "--convert-to", "xlsx", "--outdir"]
    subprocess.run(
        [*words, str(tmp_path), str(form)], check=True, capture_output=True, timeout=120
    )
    code, _, err = app.take(tmp_path / form.name)
    assert code == 0, err
    told = shown(app)
    for said in ("2 doanh nghiệp", "412/415", "12/BC-UBND", "ngại chuyển đổi"):
        assert said in told


def test_comments_of_an_open_document_are_read_with_their_cells() -> None:
    def comment(author: str, *lines: str) -> str:
        texts = "".join(f"<text:p>{line}</text:p>" for line in lines)
        who = f"<dc:creator>{author}</dc:creator><dc:date>2022-03-15</dc:date>"
        return f"<office:annotation>{who}{texts}</office:annotation>"

    cell, row = "<table:table-cell", "<table:table-row"
    xml = (
        '<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"'
        f' xmlns:dc="d"><table:table table:name="A">{row}'
        f' table:number-rows-repeated="3">{cell}/></table:table-row>{row}>{cell}'
        f' table:number-columns-repeated="2"/>{cell}>{comment("Hoa", "chưa gồm", "xã")}'
        f"<text:p>12</text:p></table:table-cell>{cell}>{comment('cchc', 'sai')}"
        "</table:table-cell></table:table-row></table:table></office:document-content>"
    )
    reader = CommentReader()
    reader.read_pieces((xml,))
    found = [(*spot, "".join(text)) for *spot, _, text in reader.comments]
    assert found == [("A", 4, 3, "chưa gồm xã"), ("A", 4, 4, "sai")]


def test_comments_of_an_old_workbook_are_never_lost_in_silence() -> None:
    plain = OLD_EXCEL + bytes(600)
    assert comments_of(plain, "a.xls") == []
    assert comments_of(plain + COMMENT_OF_XLS, "a.xls") is None  # P760 tells of them
    assert comments_of(b"PK broken", "a.ods") is None
