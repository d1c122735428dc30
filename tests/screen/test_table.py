"""Lists in every form."""

import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.screen.table import (
    Cell,
    Column,
    Table,
    as_csv,
    as_md,
    as_table,
    as_tsv,
)
from cchc.text.width import columns

WRITTEN = st.text("aăâđêôơưỷ1.|[]\\\n\t ", max_size=60)
COLUMNS = (Column("unit", "Đơn vị"), Column("late_days", "Trễ (ngày)", right=True))


def read_rows(text: str) -> list[list[str]]:
    lines = StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.reader(lines, delimiter=";"))


def table(*rows: tuple[Cell, ...]) -> Table:
    return Table("Kỷ luật báo cáo", COLUMNS, rows)


def test_csv_has_headings_and_reads_back() -> None:
    text = as_csv(table(('Phường 1; "mới"', 3), ("Phường 2", None)))
    assert text.startswith("\ufeff")
    assert text.endswith("Phường 2;\r\n")
    assert read_rows(text) == [
        ["Đơn vị", "Trễ (ngày)"],
        ['Phường 1; "mới"', "3"],
        ["Phường 2", ""],
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+cmd",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "-",
        "\u200b=1",
        "\u00a0=1",
    ],
)
def test_no_cell_of_a_csv_or_tsv_can_start_a_formula(cell: str) -> None:
    assert read_rows(as_csv(table((cell, 1))))[1][0].startswith("'")
    line = as_tsv(table((cell, 1))).splitlines()[1]
    assert line.startswith("'")


@pytest.mark.parametrize("cell", ["-5", "+1.234,5", "−0,5", "-12%", "1234.5"])
def test_numbers_stay_numbers(cell: str) -> None:
    assert read_rows(as_csv(table((cell, 1))))[1][0] == cell


def test_a_cell_with_tabs_and_line_ends_stays_one_cell_of_a_tsv() -> None:
    assert as_tsv(table(("a\tb\nc", 1))) == "Đơn vị\tTrễ (ngày)\na b c\t1\n"


def test_text_in_a_markdown_table_is_only_text() -> None:
    text = as_md(table(("**a** | <b> [x](y) `z`", 1)))
    assert text.splitlines()[1] == "| --- | ---: |"
    assert text.splitlines()[2] == (r"| \*\*a\*\* \| \<b\> \[x\](y) \`z\` | 1 |")


@given(st.lists(st.tuples(WRITTEN, st.integers()), max_size=4), st.integers(24, 120))
def test_a_drawn_table_never_outgrows_the_screen(
    rows: list[tuple[str, int]], width: int
) -> None:
    drawn = as_table(table(*rows), width)
    assert max(columns(line) for line in drawn.splitlines()) <= width


def test_numbers_stand_to_the_right_and_markup_is_not_obeyed() -> None:
    drawn = as_table(table(("[red]Phường 1[/red]", 3), ("\x1b[31mx", 12)), 60)
    assert "[red]Phường 1[/red]" in drawn
    assert "\x1b" not in drawn
    assert any(line.rstrip("│ ").endswith(" 3") for line in drawn.splitlines())


def test_colour_is_used_only_when_asked_for() -> None:
    assert "\x1b[" in as_table(table(("Phường 1", 3)), 60, colour=True)
    assert "\x1b[" not in as_table(table(("Phường 1", 3)), 60)


def test_a_table_too_wide_for_the_screen_becomes_blocks_of_whole_words() -> None:
    columns = tuple(
        Column(key, heading)
        for key, heading in (
            ("name", "Đơn vị"),
            ("report", "Tình trạng"),
            ("received", "Ngày gửi"),
            ("late", "Đúng hạn"),
        )
    )
    rows = (("Phường Tân Quy Đông", "quá hạn chưa gửi", "–", "trễ 02 ngày"),)
    text = as_table(Table("Báo cáo", columns, rows), 30)
    assert text.splitlines() == [
        "Báo cáo",
        "Phường Tân Quy Đông",
        "  Tình trạng: quá hạn chưa gửi",
        "  Đúng hạn: trễ 02 ngày",
    ]
    assert "│" in as_table(Table("Báo cáo", columns, rows), 80)


def test_a_block_is_headed_by_what_its_row_is_called_and_packs_the_rest() -> None:
    columns = (
        Column("unit", "Mã", lead=True),
        Column("name", "Đơn vị", lead=True),
        Column("due", "Hạn", whole=True),
        Column("late", "Trễ", whole=True),
        Column("missing", "Còn thiếu"),
    )
    row = ("p1", "Phường 1", "18/3/2022", "3", "Doanh nghiệp thành lập mới " * 3)
    found = as_table(Table("", columns, (row,)), 34).splitlines()
    assert found[:2] == ["p1 · Phường 1", "  Hạn: 18/3/2022 · Trễ: 3"]
    assert max(map(len, found)) <= 34
    assert " ".join(" ".join(found[2:]).split()).endswith("Doanh nghiệp thành lập mới")
