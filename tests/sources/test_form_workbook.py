"""Workbooks as other programs write them: what a cell says, and what is refused."""

from io import BytesIO
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from cchc.sources.forms.form_grid import LAST_ROW, CellKind, OpenedFile, moved_formula
from cchc.sources.forms.form_workbook import read_workbook
from cchc.sources.forms.workbook_parts import MOST_ELEMENTS, number_form
from cchc.text.problem import Problem, ProblemCode

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STYLES = """<numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts>
<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="170"/><xf numFmtId="46"/>
</cellXfs><cellStyles/><dxfs><dxf><numFmt numFmtId="0" formatCode="d"/></dxf></dxfs>"""
LINKS = (("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml"))


def package(parts: dict[str, str | bytes]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def parts_of(
    sheet: str, strings: str = "", *, main: str = MAIN, settings: str = ""
) -> dict[str, str | bytes]:
    """A workbook of one sheet, around the XML of what stands in it."""
    links = "".join(
        f'<Relationship Id="r{kind}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for kind, target in (("worksheet", "/xl/worksheets/a.xml"), *LINKS)
    )
    return {
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:q="{OFFICE}">{settings}'
        '<sheets><sheet name="Số liệu" sheetId="1" q:id="rworksheet"/></sheets>'
        "</workbook>",
        "xl/_rels/workbook.xml.rels": f"<Relationships>{links}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{main}">{STYLES}</styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/a.xml": f'<worksheet xmlns="{main}">{sheet}</worksheet>',
    }


def opened(sheet: str, strings: str = "", **kinds: str) -> OpenedFile:
    return read(parts_of(sheet, strings, **kinds))


def read(parts: dict[str, str | bytes]) -> OpenedFile:
    file = read_workbook(package(parts), "x.xlsx")
    assert isinstance(file, OpenedFile)
    return file


def said(file: OpenedFile) -> dict[str, str]:
    """The texts of the only sheet, by their cells."""
    return {
        cell.place.cell or "": cell.text
        for cells in file.grids[0].rows.values()
        for cell in cells.values()
    }


def rows(*cells: str) -> str:
    return f'<sheetData><row r="1">{"".join(cells)}</row></sheetData>'


def code_of(parts: dict[str, str | bytes]) -> ProblemCode | None:
    """The code of the problem for which a workbook is not read."""
    file = read_workbook(package(parts), "x.xlsx")
    return file.code if isinstance(file, Problem) else None


@pytest.mark.parametrize("main", [MAIN, STRICT])
@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ('<c r="A1" t="s"><v>0</v></c>', "hai ba"),
        ('<c r="A1" t="s"><v>1</v></c>', "Họ tên"),
        ('<c r="A1" t="inlineStr"><is><t> một </t></is></c>', "một"),
        ('<c r="A1" t="str"><v>một</v></c>', "một"),
        ('<c r="A1"><v>12.50</v></c>', "12,5"),
        ('<c r="A1"><v>33.299999999999997</v></c>', "33,3"),
        ('<c r="A1"><v>1E+3</v></c>', "1000"),
        ('<c r="A1" s="1"><v>0.985</v></c>', "98,5%"),
        ('<c r="A1" s="2"><v>44663</v></c>', "2022-04-12"),
        ('<c r="A1" s="2"><v>44663.5</v></c>', "2022-04-12 12:00:00"),
        ('<c r="A1" s="2"><v>0.25</v></c>', "06:00:00"),
        ('<c r="A1" s="2"><v>59</v></c>', "1900-02-28"),
        ('<c r="A1" s="2"><v>99999999</v></c>', "#VALUE!"),
        ('<c r="A1" s="3"><v>1.5</v></c>', "1 day, 12:00:00"),
        ('<c r="A1" s="9"><v>7</v></c>', "7"),
        ('<c r="A1" t="d"><v>2022-04-12T00:00:00Z</v></c>', "2022-04-12"),
        ('<c r="A1" t="b"><v>0</v></c>', "FALSE"),
        ('<c r="A1" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "=1+1"),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(main: str, cell: str, text: str) -> None:
    runs = "<si><r><t>hai</t></r>\n <r><rPr/><t xml:space='preserve'> ba</t></r></si>"
    spoken = "<si><t>Họ tên</t><rPh><t>ho</t></rPh><phoneticPr/></si>"
    file = opened(rows(cell), runs + spoken, main=main)
    assert said(file) == {"A1": text}


ODD_CELLS = (
    '<c r="C1" s="1"/>',
    '<c r="C1" s="1" t="n"></c>',
    "<c/>",
    "<c><v>5</v></c>",
    '<c s="1" r="C1"><v>1</v></c>',
    '<c r="A1" t="s"><v>0</v></c>',
    '<c r="B1" t="s"><v>1</v></c>',
    '<c r="B1" t="s"><v/></c>',
    '<c r="B1" t="s"><v>9</v></c>',
    '<c r="D1" t="inlineStr"><is><t xml:space="preserve"> &#7843;&amp; </t></is></c>',
    '<c r="D1" t="inlineStr"><is><t>a&nbsp;</t></is></c>',
    '<c r="D1" t="inlineStr"><is><r><t>a</t></r> <r><t>b</t></r></is></c>',
    '<c r="D1" t="inlineStr"><v>7</v></c>',
    '<c r="D1"><is><t>7</t></is></c>',
    '<c r="E1" s="2"><v>44663</v></c>',
    '<c r="E1"><v>1 > 0</v></c>',
    '<c r="E1"><v> </v></c>',
    '<c r="E1" t="str"><v>a\r\nb\x01</v></c>',
    '<c r="E1" t="str"><v>a\r\nb</v></c>',
    '<c r="E1" t="str"><v><![CDATA[<c r="F1"><v>1</v></c>]]></v></c>',
    '<c r="F1"><f>A1&gt;1 </f><v>2</v></c>',
    '<c r="F1"><f aca="false">A1</f></c>',
    '<c r="F1"><f></f><v>2</v></c>',
    '<c r="F1"><f t="shared" ref="F1:G1" si="0">C1</f><v/></c>',
    '<c r="G1"><f t="shared" si="0"/><v>1</v></c>',
    '<c r="ZZ1"><v>1</v></c>',
    '<c r="A1"><v>1</v></c ><!-- <c r="B1"><v>1</v></c> -->',
    '</row><row r="3"/><row ht="2">',
    '</row ><row r="4" spans="1:2"><c r="A4"><v>4</v></c>',
    "</row><row>",
    '</row><row r="3001" x14ac:dyDescent="0.2">',
    '<x:c r="A1"><x:v>1</x:v></x:c>',
    "<c",
    "</row>",
)


def test_rows_read_by_their_pattern_say_what_the_parser_says() -> None:
    """A comment in front makes the parser read all of them."""
    draw = Random(1)  # noqa: S311
    strings = "<si><t>x005F_&#273;</t></si><si><t xml:space='preserve'>b</t></si>"
    for number in range(1, 200):
        sheet = rows(*draw.choices(ODD_CELLS, k=draw.randrange(1, 7)))
        first, second = (
            read_workbook(package(parts_of(sign + sheet, sign + strings)), "x.xlsx")
            for sign in ("", "<!---->")
        )
        assert first == second, (number, sheet)


def test_days_are_counted_from_1904_where_the_book_says_so() -> None:
    settings = '<workbookPr date1904="1"/>'
    file = opened(rows('<c r="A1" s="2"><v>43201</v></c>'), settings=settings)
    assert said(file) == {"A1": "2022-04-12"}


def test_cells_without_a_reference_stand_one_behind_the_other() -> None:
    cells = ("<c/>", "<c><v>2</v></c>", '<c r="F1"><v>6</v></c>', "<c><v>7</v></c>")
    assert said(opened(rows(*cells))) == {"B1": "2", "F1": "6", "G1": "7"}


def test_rows_without_a_number_stand_one_below_the_other() -> None:
    row = "<row><c><v>1</v></c></row>"
    assert said(opened(f"<sheetData>{row}{row}</sheetData>")) == {"A1": "1", "A2": "1"}


def test_names_with_a_prefix_are_the_same_names() -> None:
    parts = parts_of("")
    parts["xl/worksheets/a.xml"] = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2">'
        '<x:c r="C2"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert said(read(parts)) == {"C2": "5"}


@pytest.mark.parametrize(
    ("strings", "encoding"),
    [
        ("<sst><si><t>Số</t></si></sst>", "utf-16"),
        ("<sst><si><t>Số</t></si></sst>", "utf-8-sig"),
        ('<x:sst xmlns:x="a"><x:si><x:t>Số</x:t></x:si></x:sst>', "utf-8"),
    ],
)
def test_shared_texts_are_read_however_they_are_written(
    strings: str, encoding: str
) -> None:
    parts = parts_of(rows('<c r="A1" t="s"><v>0</v></c>'))
    parts["xl/sharedStrings.xml"] = strings.encode(encoding)
    assert said(read(parts)) == {"A1": "Số"}


def test_a_formula_that_cells_share_is_told_as_it_stands_in_each() -> None:
    cells = (
        '<c r="A1"><f t="shared" ref="A1:B1" si="0">C1*$C$1</f><v>1</v></c>',
        '<c r="B1"><f t="shared" si="0"/><v>1</v></c>',
    )
    assert said(opened(rows(*cells))) == {"A1": "=C1*$C$1", "B1": "=D1*$C$1"}


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+LOG10(B$2)", "=C5+LOG10(D$2)"),
        ("='A1'!A1&\"A1\"", "='A1'!C5&\"A1\""),
        ("=SUM($A$1:B3)", "=SUM($A$1:D7)"),
        ("=tong_A1+AB12", "=tong_A1+AD16"),
    ],
)
def test_a_formula_moves_as_a_spreadsheet_copies_it(formula: str, moved: str) -> None:
    assert moved_formula(formula, 4, 2) == moved


def test_what_would_stand_outside_the_sheet_is_told_as_lost() -> None:
    assert moved_formula("=A1", -1, 0) == "=#REF!"


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("0.0%", "percent"),
        ("0;-0%", "percent"),
        ("[$-42A]d/m/yyyy;@", "day"),
        ("[h]:mm", "day span"),
        ('0 "hồ sơ"', ""),
        ("[Red]0", ""),
        ("0_d", ""),
        ("General", ""),
    ],
)
def test_a_format_says_what_a_number_is(code: str, shown: str) -> None:
    form = number_form(code)
    flags = {"percent": form.is_percent, "day": form.is_day, "span": form.is_span}
    assert [name for name, is_so in flags.items() if is_so] == shown.split()


def test_merged_boxes_and_checks_behind_them_do_no_harm() -> None:
    merged = '<mergeCells><mergeCell ref="B2:C3"/><mergeCell ref="D4"/></mergeCells>'
    checks = "<dataValidations><dataValidation><formula1>9</formula1>"
    end = "</dataValidation></dataValidations>"
    file = opened(rows("<c><v>1</v></c>") + merged + checks + end)
    assert said(file) == {"A1": "1"}
    assert file.grids[0].merged == ((2, 2, 3, 3), (4, 4, 4, 4))


def test_what_stands_far_below_is_told_and_not_kept() -> None:
    far = f'<row r="{LAST_ROW + 1}"><c r="B{LAST_ROW + 1}"><v>1</v></c><c/></row>'
    file = opened(f'<sheetData>{far}<row r="4000"><c r="A4000"/></row></sheetData>')
    assert file.grids[0].stray == f"B{LAST_ROW + 1}"
    assert file.grids[0].rows == {}


@pytest.mark.parametrize(
    "part", ["xl/worksheets/a.xml", "xl/sharedStrings.xml", "xl/workbook.xml"]
)
def test_a_part_that_declares_entities_is_refused(part: str) -> None:
    parts = parts_of(rows("<c><v>1</v></c>"))
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    parts[part] = bomb + str(parts[part])
    assert code_of(parts) is ProblemCode.FORM_DAMAGED


@pytest.mark.parametrize(
    "sheet",
    [
        rows("<c><v>hai</v></c>"),
        rows('<c t="s"><v>7</v></c>'),
        rows('<c r="12"><v>1</v></c>'),
        '<sheetData><row r="a"/></sheetData>',
        "<sheetData><row>",
        "<sheetData></row>",
    ],
)
def test_a_sheet_that_no_program_writes_is_refused(sheet: str) -> None:
    assert code_of(parts_of(sheet)) is ProblemCode.FORM_DAMAGED


def test_a_part_that_is_missing_is_refused() -> None:
    parts = parts_of("")
    del parts["xl/_rels/workbook.xml.rels"]
    assert code_of(parts) is ProblemCode.FORM_DAMAGED


def test_a_sheet_of_millions_of_cells_is_refused_soon() -> None:
    cells = f"<row>{'<c/>' * 20}</row>" * (MOST_ELEMENTS // 20 + 1)
    parts = parts_of(f"<sheetData>{cells}</sheetData>")
    assert code_of(parts) is ProblemCode.FORM_TOO_BIG


def test_elements_inside_elements_cost_no_stack() -> None:
    deep = "<a>" * 200_000 + "</a>" * 200_000
    file = opened(f"{deep}{rows('<c><v>1</v></c>')}")
    assert said(file) == {"A1": "1"}


def test_a_kind_that_has_to_be_told_is_told() -> None:
    cells = ('<c t="b"><v>1</v></c>', '<c t="e"><v>#REF!</v></c>', "<c><f/></c>")
    found = opened(rows(*cells)).grids[0].rows[1]
    kinds = [CellKind.FLAG, CellKind.ERROR, CellKind.FORMULA]
    assert [cell.kind for cell in found.values()] == kinds
