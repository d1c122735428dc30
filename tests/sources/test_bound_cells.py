"""What a binding cannot say or find is told with its place, never guessed."""

import pytest

from cchc.core.facts.typed import TypedText
from cchc.sources.forms.binding_file import read_binding
from cchc.sources.forms.bound_cells import BoundGrid, find_bound_cells
from cchc.sources.forms.form_grid import Cell, CellKind, Grid
from cchc.text.compare import fold
from cchc.text.problem import Problem, ProblemCode

BINDING = """\
bind: 1
tables:
  - sheet: Biểu 02
    units: {column: B, rows: 7-10, names: {An Hòa (cũ): pah}}
    figures:
      x: {numerator: [Đã giải quyết, Đúng hạn], denominator: [Đã giải quyết, Tổng]}
      y: Doanh nghiệp
"""
ROWS = {
    5: {2: "Đơn vị", 3: "Đã giải quyết", 5: "Trực tuyến", 7: "Doanh nghiệp"},
    6: {3: "Tổng", 4: "Đúng hạn", 5: "Tổng", 6: "Đúng hạn"},
    7: {2: "1. Phường 1", 3: "415", 4: "412", 7: "2"},
    8: {2: "Phường 2", 3: "417", 4: "413"},
    9: {2: "An Hòa (cũ)", 7: "4"},
    10: {2: "Tổng cộng", 3: "832"},
}
UNITS = {"phuong 1": "p1", "phuong 2": "p2", "pah": "pah"}


def grid(rows: dict[int, dict[int, str]]) -> Grid:
    return Grid(
        "b.xlsx",
        "Biểu 02",
        {
            row: {
                column: Cell(text, CellKind.TEXT, "b.xlsx", "Biểu 02", row, column)
                for column, text in cells.items()
            }
            for row, cells in rows.items()
        },
    )


def find_unit(typed: TypedText) -> str | Problem:
    unknown = Problem(ProblemCode.UNIT_UNKNOWN, typed.place, {"text": typed.text})
    return UNITS.get(fold(typed.text)) or unknown


def bound(text: str, rows: dict[int, dict[int, str]] = ROWS) -> BoundGrid:
    binding = read_binding(text.encode(), "b.yaml")
    return find_bound_cells((grid(rows),), binding, binding.tables, find_unit)


def test_heads_names_and_totals_are_understood() -> None:
    found = bound(BINDING)
    assert found.problems == []
    assert {(c.unit, c.face.value): c.cell for c in found.cells if c.held} == {
        ("p1", "numerator"): "D7",
        ("p1", "denominator"): "C7",
        ("p1", "value"): "G7",
        ("p2", "numerator"): "D8",
        ("p2", "denominator"): "C8",
        ("pah", "value"): "G9",
    }


SLIPS = {
    "a lost sheet": ("sheet: Biểu 02", "sheet: Biểu 3", "P744"),
    "a lost head": ("y: Doanh nghiệp", "y: Doanh nghiệp cũ", "P745"),
    "a head under another one": ("y: Doanh", "y: [Đơn vị, Tổng] #", "P745"),
    "a head that stands twice": ("[Đã giải quyết, Tổng]", "Tổng", "P746"),
    "a name in two rows": ("{An Hòa (cũ): pah}", "{An Hòa (cũ): Phường 1}", "P747"),
    "a row of no unit": ("{An Hòa (cũ): pah}", "{An Hoà: pah}", "P748"),
    "no units": ("column: B", "column: C", "P749"),
    "no place": ("rows: 7-10", "rows: bảy", "P742"),
    "half a span": ("rows: 7-10", "rows: 7-D", "P742"),
    "no axis": ("column: B, ", "", "P743"),
    "an unknown key": ("sheet:", "shete:", "P112"),
    "another edition": ("bind: 1", "bind: 2", "P117"),
    "no figures": ("figures:", "units:", "P108"),
    "a wrong name": ("pah}", "pxx}", "P507"),
    "no number": ("y: Doanh nghiệp", "y: {value: G, times: 0}", "P115"),
    "no cell of the office": ("{column: B, rows", "office #", "P742"),
}


@pytest.mark.parametrize(("old", "new", "code"), SLIPS.values(), ids=SLIPS)
def test_what_is_wrong_is_told_with_its_place(old: str, new: str, code: str) -> None:
    assert old in BINDING
    told = bound(BINDING.replace(old, new)).problems
    assert code in {problem.code.value for problem in told}, told
    assert all(problem.place.line for problem in told)
