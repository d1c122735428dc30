"""Several units in one workbook; workbooks of other kinds."""

import json
import re
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from cchc.sources.forms.other_workbook import is_other_workbook, read_other_workbook
from cchc.text.problem import Problem
from tests.forms import WARD, FormOffice, fill


def outcomes(app: FormOffice, *words: str) -> list[tuple[str, str]]:
    _, out, _ = app.run("report", *words, "--json")
    return [(file["unit"], file["outcome"]) for file in json.loads(out)["files"]]


def put_together(app: FormOffice, *units: str) -> Path:
    """The sheets of several forms in one workbook, as a ward's office collects them."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for unit in units:
        own = load_workbook(fill(app.form(unit), WARD))
        for page in own.worksheets:
            copy = book.create_sheet(f"{page.title} {unit}"[:31])
            for row in page.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        copy[cell.coordinate].value = cell.value
    path = app.folder / "gop.xlsx"
    book.save(path)
    return path


def test_each_unit_in_one_workbook_is_taken_by_itself(app: FormOffice) -> None:
    path = put_together(app, "p1", "p2", "p3")
    book = load_workbook(path)
    page = next(own for own in book.worksheets if own.title == "Số liệu p2")
    (row,) = [cell.row for cell in page["A"] if cell.value == "v:ck-6b"]
    page.cell(row, 9).value = "2O"
    book.save(path)
    first = [("p1", "accepted"), ("p2", "refused"), ("p3", "accepted")]
    assert outcomes(app, "import", str(path), "--no-copies") == first
    page.cell(row, 9).value = 2
    book.save(path)
    again = [("p1", "unchanged"), ("p2", "accepted"), ("p3", "unchanged")]
    assert outcomes(app, "collect", str(path), "--no-copies") == again


def open_cell(value: object) -> str:
    """A cell of an .ods sheet: a number, a text, or nothing for a formula."""
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    if value is None or str(value).startswith("=IF"):
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}>{text}</table:table-cell>"


def as_open_document(source: Path, target: Path) -> Path:
    """The texts and numbers of a form as an .ods workbook."""
    tables = ""
    for page in load_workbook(source).worksheets:
        rows = "".join(
            f"<table:table-row>{''.join(map(open_cell, row))}</table:table-row>"
            for row in page.iter_rows(values_only=True)
        )
        tables += f'<table:table table:name="{page.title}">{rows}</table:table>'
    base = "urn:oasis:names:tc:opendocument:xmlns"
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{name}="{base}:{name}:1.0"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f"{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<m:manifest xmlns:m="{base}:manifest:1.0"/>'
    with ZipFile(target, "w") as archive:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
    return target


def test_a_form_saved_as_open_document_is_read_alike(app: FormOffice) -> None:
    pytest.importorskip("python_calamine")
    form = fill(app.form("p1"), WARD)
    other = as_open_document(form, app.folder / "p1.ods")
    assert outcomes(app, "import", str(other), "--no-copies") == [("p1", "accepted")]
    assert outcomes(app, "import", str(form), "--no-copies") == [("p1", "unchanged")]


def test_what_breaks_the_other_reader_breaks_nothing_else() -> None:
    for data in (
        bytes.fromhex("D0CF11E0A1B11AE1") + b"x" * 600,
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument."
        b"spreadsheet" + b"x" * 99,
    ):
        assert is_other_workbook(data)
        read = read_other_workbook(data, "a.xls")
        assert isinstance(read, Problem)
        assert re.fullmatch("P70[25]", read.code.value)
