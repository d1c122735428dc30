"""Another office's workbook, read and filled by a binding; the page's own example."""

import json
import re
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from tests.forms import FormOffice

PAGE = (Path(__file__).parents[3] / "docs" / "lien-ket.md").read_text("utf-8")
READ, FILL = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
ROWS = re.findall(r"^\| (\d+) \|(.*)\|$", PAGE, re.MULTILINE)


def bieu(folder: Path) -> Path:
    """The workbook that the page shows; formulas as Excel leaves them."""
    path = folder / "bieu-02.xlsx"
    book = Workbook(path)
    page = book.add_worksheet("Biểu 02")
    green = book.add_format({"bg_color": "#DDFFDD", "num_format": "#,##0"})
    for number, line in ROWS:
        for column, text in enumerate(map(str.strip, line.split("|"))):
            at = (int(number) - 1, column)
            if text.startswith("="):
                shown = {"=D7/C7*100": 99.28}.get(text, 7)
                page.write_formula(*at, text, None, shown)
            elif text.isdigit():
                page.write_number(*at, int(text), green)
            elif text:
                page.write_string(*at, text)
    summary = book.add_worksheet("Tổng hợp")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    percent = book.add_format({"num_format": "0.00%"})
    summary.write_blank("E4", None, percent)
    summary.write_blank("C6", None, day)
    summary.write_formula("F5", "=C5/E5", None, 3)
    book.close()
    return path


def bind(app: FormOffice, verb: str, binding: str, *words: str) -> tuple[int, str, str]:
    file, path = app.folder / "bieu-02.xlsx", app.folder / "lien-ket.yaml"
    if not file.exists():
        bieu(app.folder)
    path.write_text(binding, encoding="utf-8")
    return app.run("bind", verb, str(file), "--binding", str(path), *words)


def test_the_page_shows_a_binding_that_reads_its_workbook(app: FormOffice) -> None:
    code, out, err = bind(app, "try", READ, "--json")
    assert code == 0, err
    found = {
        (cell["unit"], cell["indicator"], cell["face"]): (cell["cell"], cell["text"])
        for cell in json.loads(out)["cells"]
    }
    assert found["p1", "hs-dung-han", "numerator"] == ("D7", "412")
    assert found["p2", "hs-dung-han", "denominator"] == ("C8", "417")
    assert found["pah", "ck-6b", "value"] == ("F9", "4")
    assert len(found) == 9


def test_who_has_no_row_in_the_workbook_is_named(app: FormOffice) -> None:
    told = bind(app, "try", READ)[2]
    assert "Chưa có hàng trong sổ tính cho " in told
    missing = told.rpartition("Chưa có hàng")[2]
    assert "Phường 4" in missing
    assert "Phường 1" not in missing
    assert "Chưa có hàng" not in bind(app, "try", READ, "--unit", "p1")[2]


def test_what_is_read_is_judged_and_written_by_unit(app: FormOffice) -> None:
    path = bieu(app.folder)
    book = load_workbook(path)
    book["Biểu 02"]["D8"] = "41O"
    book.save(path)
    before = app.run("report", "list", "Q1", "--json")[1]
    assert bind(app, "read", READ, "--dry-run")[0] == 1
    assert app.run("report", "list", "Q1", "--json")[1] == before
    code, out, _ = bind(app, "read", READ, "--json")
    files = json.loads(out)["files"]
    assert code == 1
    assert [file["outcome"] for file in files] == ["accepted", "refused", "accepted"]
    assert [p["cell"] for p in files[1]["problems"]] == ["D8"]
    sheet = json.loads(app.run("report", "show", "p1", "Q1", "--json")[1])
    text = json.dumps(sheet, ensure_ascii=False)
    assert '"412"' in text
    assert '"415"' in text
    assert [
        file["outcome"]
        for file in json.loads(bind(app, "read", READ, "--json")[1])["files"]
    ] == ["unchanged", "refused", "unchanged"]


def test_a_copy_is_filled_and_keeps_what_it_had(app: FormOffice) -> None:
    assert bind(app, "read", READ)[0] == 0
    code, out, err = bind(app, "fill", FILL, "--output", str(app.folder / "tinh.xlsx"))
    assert code == 0, err
    page = load_workbook(app.folder / "tinh.xlsx")["Tổng hợp"]
    assert (page["C4"].value, page["D4"].value) == (412 + 413 + 414, 415 + 417 + 419)
    assert page["E4"].value == pytest.approx(1239 / 1251, abs=1e-7)
    assert (page["E4"].number_format, page["C5"].value) == ("0.00%", 9)
    assert (page["D5"].value, page["E5"].value) == (9, 73)
    assert page["F5"].value == "=C5/E5"
    held = load_workbook(app.folder / "tinh.xlsx", data_only=True)["Tổng hợp"]
    assert held["F5"].value is None  # worked out again by whoever opens it
    files = (app.folder / name for name in ("bieu-02.xlsx", "tinh.xlsx"))
    old, new = ({n: z.read(n) for n in z.namelist()} for z in map(ZipFile, files))
    same = {name for name in old if old[name] == new[name]}
    assert list(old) == list(new)
    assert {"xl/styles.xml", "xl/sharedStrings.xml"} <= same
    assert "C4" in out


def test_days_and_formulas_are_kept_as_they_are(app: FormOffice) -> None:
    app.run("report", "add", "nv", "Q1", "ck-8=15/3/2022")
    binding = READ.split("    period_at")[0] + (
        "    units: office\n    figures:\n      ck-6b: D10\n"
    )
    _, _, err = bind(app, "fill", binding)
    assert "P752" in err
    assert "=SUM(D7:D9)" in err


def test_units_may_stand_in_columns_or_have_a_sheet_each(app: FormOffice) -> None:
    book = Workbook(app.folder / "bieu-02.xlsx")
    for name, number in (("Phường 1", 3), ("Phường 2", 4)):
        page = book.add_worksheet(name)
        page.write_string("A2", "Doanh nghiệp thành lập mới (nghìn)")
        page.write_number("B2", number / 1000)
    page = book.add_worksheet("Ngang")
    for column, name in enumerate(("Nội dung", "P.1", "P.2", "Cộng")):
        page.write_string(0, column, name)
    page.write_row(1, 0, ["Doanh nghiệp", 5, 6, 11])
    book.close()
    sheets = """\
bind: 1
tables:
  - units: sheets
    figures: {ck-6b: {value: B2, times: 1000}}
"""
    across = """\
bind: 1
tables:
  - {sheet: Ngang, units: {row: 1}, figures: {ck-6b: Doanh nghiệp}}
"""
    for binding, first, second in ((sheets, "3", "4"), (across, "5", "6")):
        words = ("--json", "--reason", "biểu mới")
        code, out, err = bind(app, "read", binding, *words)
        assert code == 0, (out, err)
        for unit, value in (("p1", first), ("p2", second)):
            shown = app.run("report", "show", unit, "Q1")[1]
            assert f"{value} doanh nghiệp" in shown


def test_a_copy_never_takes_the_place_of_its_source(app: FormOffice) -> None:
    bieu(app.folder)
    words = ("--output", str(app.folder / "bieu-02.xlsx"))
    before = (app.folder / "bieu-02.xlsx").read_bytes()
    assert bind(app, "fill", FILL, *words)[0] == 1
    assert (app.folder / "bieu-02.xlsx").read_bytes() == before
