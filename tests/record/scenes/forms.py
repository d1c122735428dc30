"""Forms sent out, filled in by units, and taken back: rightly and wrongly."""
# ruff: noqa: PLR0915  # a scene is as long as what is typed in it

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.record.scenes.acts import BY, begin_office
from tests.record.world import World

Answers = Mapping[str, Mapping[str, object]]
COLUMNS = {
    "value": ("Số báo cáo",),
    "whole": ("Mẫu số",),
    "state": ("Tình trạng",),
    "text": ("Đơn vị ghi", "Khó khăn"),
    "result": ("Kết quả",),
    "name": ("Tên gọi",),
    "date": ("Ngày",),
    "proposal": ("Kiến nghị",),
    "cause": ("Nguyên nhân",),
}
WARD: Answers = {
    "v:ck-6b": {"value": 2},
    "v:hs-dung-han": {"value": 412, "whole": 415},
    "v:dvctt": {"value": 260, "whole": 1080},
    "n:results": {"text": "Thành lập tổ hỗ trợ nộp hồ sơ trực tuyến"},
    "o:1": {"text": "Hộ kinh doanh ngại chuyển đổi", "proposal": "Tập huấn"},
    "d:number": {"text": "12/BC-UBND"},
    "d:date": {"text": "15/3/2022"},
    "t:1.4": {"state": "đang thực hiện", "result": "Đã mở 02 lớp"},
}
WRONG: dict[str, Answers] = {
    "formula": {"v:ck-6b": {"value": "=SUM(1,2)"}},
    "truth": {"v:ck-6b": {"value": True}},
    "date": {"v:ck-6b": {"value": date(2022, 4, 12)}},
    "error": {"v:ck-6b": {"value": "#N/A"}},
    "long": {"v:ck-6b": {"value": 12345678901234567}},
    "letter": {"v:ck-6b": {"value": "1O"}},
    "english": {"v:ck-6b": {"value": "1,234.5"}},
    "part": {"v:ck-6b": {"value": 2.5}},
    "minus": {"v:ck-6b": {"value": -1}},
    "both": {"v:ck-6b": {"value": 3, "state": "không phát sinh"}},
    "guess": {"v:ck-6b": {"state": "ước"}},
    "state": {"v:ck-6b": {"value": 3, "state": "tạm"}},
    "task": {"t:1.4": {"state": "xong xuôi"}},
    "done": {"t:1.4": {"result": "đã xong"}},
    "cause": {"o:1": {"cause": "thiếu người"}},
    "percent": {"v:hs-dung-han": {"value": "98,5%"}},
    "over": {"v:hs-dung-han": {"value": 416, "whole": 415}},
    "empty": {},
}


def fill_form(form: Path, answers: Answers, target: Path) -> None:
    """Write answers into a form, as a spreadsheet does; with fixed dates inside."""
    book = load_workbook(form)
    for mark, inputs in answers.items():
        page, row = _find_row(book, mark)
        for column, value in inputs.items():
            spot = page.cell(row, _find_column(page, row, mark, column))
            spot.value = value  # type: ignore[assignment]
    save_workbook(book, target)


def save_workbook(book: Workbook, target: Path) -> None:
    """Save a workbook that is the same whenever it is saved."""
    book.properties.modified = book.properties.created = datetime(2022, 3, 15)  # noqa: DTZ001
    made = target.with_name(f"{target.name}.tmp")
    book.save(made)
    with ZipFile(made) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (2022, 3, 15, 0, 0, 0)), old.read(name))
    made.unlink()


def _find_row(book: Workbook, mark: str) -> tuple[Worksheet, int]:
    for page in book.worksheets:
        for row in range(1, page.max_row + 1):
            if page.cell(row, 1).value == mark:
                return page, row
    raise LookupError(mark)


def _find_column(page: Worksheet, row: int, mark: str, name: str) -> int:
    """The column under the nearest head above that names it."""
    for above in range(row, 0, -1):
        if str(page.cell(above, 1).value or "").startswith(f"#{mark[0]}"):
            heads = [
                (column, str(page.cell(above, column).value or ""))
                for column in range(2, page.max_column + 1)
            ]
            for start in COLUMNS[name]:
                for column, head in heads:
                    if head.startswith(start):
                        return column
            raise LookupError(f"{mark} {name}: {heads}")
    raise LookupError(mark)


def exchange_forms(world: World) -> None:
    """Forms of some units, and what came back of them."""
    begin_office(world)
    form = ("report", "form")
    world.act(*form, "p1", "p2", "kt", "vp", "vhtt", "Q1")
    world.act(*form, "p1", "Q1")
    world.act(*form, "p1", "Q1", "--format", "csv", "-o", "csv")
    world.read(*form, "-o", "tat-ca", lang="en")
    for line in ("nobody Q1", "p1 Q7", "p1 Q1 --format pdf", "p1 Q1 -o plan.yaml"):
        world.both(*form, *line.split())
    (world.folder / "ve").mkdir()
    sent = world.folder / "bieu-mau"
    fill_form(sent / "bc-2022-Q1-p1.xlsx", WARD, world.folder / "ve" / "p1.xlsx")
    fill_form(sent / "bc-2022-Q1-p2.xlsx", WARD, world.folder / "ve" / "p2.xlsx")
    take = ("report", "import")
    world.both(*take, "ve", "--dry-run")
    world.read(*take, "ve/p1.xlsx", "--dry-run", "--json")
    world.act(*take, "ve/p1.xlsx", *BY)
    world.act(*take, "ve", *BY, "--received", "2022-03-16")
    world.act(*take, "ve", *BY, "--json")
    more = {**WARD, "v:ck-6b": {"value": 3}}
    fill_form(sent / "bc-2022-Q1-p1.xlsx", more, world.folder / "ve" / "p1-sua.xlsx")
    world.act(*take, "ve/p1-sua.xlsx", *BY)
    world.act(*take, "ve/p1-sua.xlsx", *BY, "--reason", "đếm lại", lang="en")
    plain = "cchc.form/1|||p3|2022-Q1|\n#v;Số báo cáo;Mẫu số;Tình trạng số liệu\n"
    world.write("p3.csv", plain + "v:ck-6b;2;;ước\nv:hs-dung-han;412;415;\n")
    world.act(*take, "p3.csv", *BY)
    row = {"i:ck-4": {"name": "Khô cá lóc", "date": "20/02/2022"}}
    fill_form(sent / "bc-2022-Q1-kt.xlsx", row, world.folder / "kt.xlsx")
    world.act(*take, "kt.xlsx", *BY, "--json", lang="en")
    for line in ("report list Q1", "report show p1 Q1", "report show kt Q1", "log"):
        world.glance(*line.split())
        world.read(*line.split(), "--json")
    world.act(*form, "p1", "kt", "vhtt", "Q2", "-o", "q2", day="2022-06-15")
    world.act(*form, "p1", "Q2", "-o", "q2-en", day="2022-06-15", lang="en")


def take_damaged_forms(world: World) -> None:
    """Forms that come back wrong, damaged, or are none."""
    begin_office(world)
    world.act("report", "form", "p1", "Q1")
    form = world.folder / "bieu-mau" / "bc-2022-Q1-p1.xlsx"
    (world.folder / "ve").mkdir()
    for name, answers in WRONG.items():
        fill_form(form, {**WARD, **answers}, world.folder / "ve" / f"{name}.xlsx")
        refuse_form(world, f"ve/{name}.xlsx")
    fill_form(form, {}, world.folder / "ve" / "blank.xlsx")
    refuse_form(world, "ve/blank.xlsx")
    for name, change in (
        ("no-ids", _delete_ids),
        ("no-row", _delete_row_id),
        ("head", _overwrite_head),
    ):
        book = load_workbook(world.folder / "ve" / "empty.xlsx")
        change(book)
        save_workbook(book, world.folder / "ve" / f"{name}.xlsx")
        refuse_form(world, f"ve/{name}.xlsx")
    other = Workbook()
    other.worksheets[0]["A1"].value = "Danh sách"
    save_workbook(other, world.write("khac.xlsx", b""))
    world.write("cu.xlsx", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600)
    world.write("anh.xlsx", b"\x89PNG\r\n")
    world.write("cut.xlsx", form.read_bytes()[:3000])
    world.write("la.csv", "a;b\n1;2\n")
    plain = "cchc.form/1|||p1|2022-Q9|\n#v;Số báo cáo\nv:ck-6b;2\n"
    world.write("ky.csv", plain)
    for name in ("khac.xlsx", "cu.xlsx", "anh.xlsx", "cut.xlsx", "la.csv", "ky.csv"):
        refuse_form(world, name)
    refuse_form(world, "khong-co.xlsx")
    refuse_form(world, "plan.yaml")
    world.act("report", "import", "ve", *BY, lang="en")
    world.read("report", "list", "Q1")


def refuse_form(world: World, path: str) -> None:
    """Take a form in, in every way of telling what is wrong with it."""
    take = ("report", "import", path)
    world.both(*take, "--no-copies", "--dry-run")
    world.read(*take, "--no-copies", "--json", "--dry-run")
    world.read(*take, "--dry-run", columns=40)
    world.read(*take, *BY)


def _delete_ids(book: Workbook) -> None:
    for page in book.worksheets[:-1]:
        page.delete_cols(1)


def _delete_row_id(book: Workbook) -> None:
    page, row = _find_row(book, "v:ck-6b")
    page.cell(row, 1).value = None


def _overwrite_head(book: Workbook) -> None:
    page, row = _find_row(book, "v:ck-6b")
    column = _find_column(page, row, "v:ck-6b", "state")
    above = max(at for at in range(1, row) if page.cell(at, 1).value == "#v")
    page.cell(above, column).value = "abc"
