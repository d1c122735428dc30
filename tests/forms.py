"""A clerk at a form: fills it in as people do, by what is printed on it."""

import io
import json
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from xlsxwriter import Workbook as NewWorkbook

from cchc.main import main
from cchc.text.form_marks import TableKind
from cchc.text.record import Record
from cchc.words.form import column_of

Answers = Mapping[str, Mapping[str, object]]
DAY = "2022-03-17"
MADE: dict[tuple[bytes, str, str, str | None], bytes] = {}
"""Forms that were made in this process: by ledger, unit, period and language."""
FILLED: dict[tuple[bytes, str], bytes] = {}
"""Forms that were filled in: by the form and the answers."""


class FormOffice(Record):
    """A folder with a ledger, forms that went out and forms that came back."""

    folder: Path

    @property
    def forms(self) -> Path:
        return self.folder / "bieu-mau"

    def run(self, *words: str, day: str = DAY) -> tuple[int, str, str]:
        """One command as typed: exit code, output, what was said."""
        out, err = io.StringIO(), io.StringIO()
        base = ["--db", str(self.folder / "cchc.db"), "--no-input", "--today", day]
        with redirect_stdout(out), redirect_stderr(err):
            code = main([*base, *words])
        return code, out.getvalue(), err.getvalue()

    def make(self, *words: str) -> None:
        """Send forms out."""
        code, _, err = self.run("report", "form", *words, "-o", str(self.forms))
        assert code == 0, err

    def form(self, unit: str, period: str = "2022-Q1") -> Path:
        """A unit's form, made when there is none yet: of one ledger the same file."""
        path = self.forms / f"bc-{period}-{unit}.xlsx"
        if path.exists():
            return path
        key = (
            digest(self.folder / "cchc.db"),
            unit,
            period,
            os.environ.get("CCHC_LANG"),
        )
        if key in MADE:
            self.forms.mkdir(exist_ok=True)
            path.write_bytes(MADE[key])
        else:
            self.make(unit, period)
            MADE[key] = path.read_bytes()
        return path

    def take(self, *paths: Path | str, day: str = DAY) -> tuple[int, str, str]:
        """Take forms in."""
        return self.run("report", "import", *map(str, paths), day=day)

    def codes(self, *paths: Path | str, day: str = DAY) -> list[tuple[str, str]]:
        """Code and cell of all that is said of a file."""
        words = ("report", "import", "--json", "--no-copies", *map(str, paths))
        _, out, _ = self.run(*words, day=day)
        return [
            (each["code"], each["cell"] or "")
            for file in json.loads(out)["files"]
            for each in file["problems"]
        ]


def fill(path: Path, answers: Answers, target: Path | None = None) -> Path:
    """Write answers into a form: `{mark: {column: value}}`, as a spreadsheet does."""
    key, filled = (digest(path), repr(answers)), target or path
    if key in FILLED:
        filled.write_bytes(FILLED[key])
        return filled
    book = load_workbook(path)
    for mark, inputs in answers.items():
        for column, value in inputs.items():
            spot(book, mark, column).value = value  # type: ignore[assignment]
    book.save(filled)
    FILLED[key] = filled.read_bytes()
    return filled


def digest(path: Path) -> bytes:
    return sha256(path.read_bytes()).digest()


def spot(book: Workbook, mark: str, column: str, nth: int = 0) -> Cell:
    """The cell of a row and a column, found as a person finds it: by the head."""
    kind = TableKind(mark[0])
    for page in book.worksheets:
        rows = [r for r in range(1, page.max_row + 1) if page.cell(r, 1).value == mark]
        if rows:
            row = rows[nth]
            return cell(page, row, _column(page, kind, row, column))
    raise LookupError(mark)


def _column(page: Worksheet, kind: TableKind, row: int, name: str) -> int:
    """The nearest head above the row that names the column."""
    for above in range(row, 0, -1):
        if str(page.cell(above, 1).value or "").startswith(f"#{kind}"):
            for column in range(1, page.max_column + 1):
                text = str(page.cell(above, column).value or "")
                is_stock = kind is TableKind.STOCK  # its columns are known by their ids
                if (text if is_stock else column_of(kind, text)) == name:
                    return column
    raise LookupError(name)


def cell(page: Worksheet, row: int, column: int) -> Cell:
    found = page.cell(row, column)
    assert isinstance(found, Cell)
    return found


WARD: Answers = {
    "v:ck-6b": {"value": 2},
    "v:hs-dung-han": {"value": 412, "whole": 415},
    "v:dvctt": {"value": 260, "whole": 1080},
    "n:results": {"text": "Thành lập tổ hỗ trợ nộp hồ sơ trực tuyến"},
    "o:1": {"text": "Hộ kinh doanh ngại chuyển đổi", "proposal": "Tập huấn"},
    "d:number": {"text": "12/BC-UBND"},
    "d:date": {"text": "15/3/2022"},
}
"""The report of a ward for the first quarter."""


def make_bound(folder: Path) -> None:
    """Another office's workbook with two units, and its binding."""
    book = NewWorkbook(folder / "bieu.xlsx")
    page = book.add_worksheet("Biểu")
    for row, unit in enumerate(("p4", "pah")):
        page.write_row(row, 0, [unit, row + 1])
    book.close()
    binding = "bind: 1\ntables: [{units: {column: A}, figures: {ck-6b: B}}]\n"
    (folder / "bieu.yaml").write_text(binding, "utf-8")
