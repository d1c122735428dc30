"""Length, repetition, balance of the illustrated year's reports (DOCUMENTS 1)."""

import re
from collections import Counter
from pathlib import Path

import pytest

from cchc.paper.manuscript import count_pages

PAPERS = ("1-quy-1", "2-sau-thang", "3-quy-3", "4-ca-nam", "5-ca-nam-sau-bo-sung")
FIGURE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?/\d{1,3}(?:\.\d{3})+|\d{3,}/\d{3,}")


@pytest.fixture(params=PAPERS)
def report(request: pytest.FixtureRequest, played_year: Path) -> str:
    name = f"{request.param}-minh-hoa.md"
    return (played_year / "bao-cao" / name).read_text(encoding="utf-8")


def test_a_report_is_six_to_eight_pages_and_its_tables(report: str) -> None:
    body, _, _ = report.partition("\n# Phụ lục I\n")
    assert 4 <= count_pages(body) <= 8
    assert count_pages(report) <= 12


def test_a_figure_stands_at_most_twice(report: str) -> None:
    told = Counter(FIGURE.findall(report.replace("triệu đồng", "")))
    assert told
    assert {figure: n for figure, n in told.items() if n > 2} == {}


def test_no_appendix_is_empty(report: str) -> None:
    for appendix in report.split("\n# Phụ lục ")[1:]:
        rows = [line for line in appendix.splitlines() if line.startswith("|")]
        assert len(rows) > 2


def test_the_lines_of_table_d_add_up_to_the_whole(report: str) -> None:
    table = report.partition("| Trả lại hoặc công dân rút |")[2].partition("\n\n")[0]
    lines = [
        [int(cell.strip(" *").replace(".", "")) for cell in line.split("|")[3:-1]]
        for line in table.splitlines()[2:]
    ]
    *parts, whole = lines
    assert [sum(column) for column in zip(*parts, strict=True)] == whole
    opening, received, settled, returned, left = (
        *(whole[1], sum(whole[2:5])),
        *(whole[5], whole[9], whole[10]),
    )
    assert opening + received == settled + returned + left
