"""Words of the ledger found again; the paper just written."""

import json
from pathlib import Path

import pytest

from tests.office import Run


def found(run: Run, *words: str) -> list[dict[str, str]]:
    code, out, _ = run("search", *words, "--json", day="2022-12-30")
    assert code == 0
    rows: list[dict[str, str]] = json.loads(out)["rows"]
    return rows


def write_everything(run: Run) -> None:
    report = ["report", "add", "p1", "Q1", "ck-6b=2"]
    run(*report, "--note", "ck-6b=theo Sở Kế hoạch và Đầu tư")
    run("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "đếm thiếu Cơ sở Hoàng Anh")
    run("obstacle", "add", "p2", "Thiếu máy quét", "--proposal", "mua thêm máy")
    run("obstacle", "answer", "1", "Đã bố trí kinh phí")
    run("unit", "exempt", "tt", "Q1", "--reason", "đang thanh tra đột xuất")


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("Sở Kế hoạch", {"note"}),
        ("so ke hoach", {"note"}),
        ("hoàng anh", {"reason"}),
        ("máy quét", {"obstacle"}),
        ("mua them may", {"obstacle"}),
        ("bố trí kinh phí", {"answer"}),
        ("đột xuất", {"relief"}),
        ("áy quét", set()),
        ("không có ở đâu", set()),
        ("%", set()),
    ],
)
def test_words_are_found_wherever_they_were_written(
    words: str, kinds: set[str], run: Run
) -> None:
    write_everything(run)
    assert {row["kind"] for row in found(run, words)} == kinds


def test_a_hit_says_where_and_shows_its_words(run: Run) -> None:
    write_everything(run)
    (hit,) = found(run, "máy quét")
    assert (hit["unit"], hit["about"]) == ("Phường 2", "1")
    assert hit["text"].startswith("Thiếu máy quét")
    assert "Phường 2" in run("search", "máy", "quét")[1]
    assert "Không thấy" in run("search", "máy bay")[2]


def test_papers_are_searched_line_by_line(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    run("export", "Q1", "--issue", day="2022-04-01")
    hits = found(run, "Doanh nghiệp thành lập mới")
    assert {hit["kind"] for hit in hits} == {"memo"}
    assert all("\n" not in hit["text"] for hit in hits)


def test_the_paper_just_written_is_opened(office: Path, run: Run) -> None:
    (office / "DOC.md").unlink(missing_ok=True)
    run("export", "Q1", "--output", "q1.docx")
    run("export", "Q1", "--kind", "brief", "--output", "sau.docx")
    code, out, _ = run("open")
    assert (code, Path(out.strip()).name) == (0, "sau.docx")
    assert run("open", "q1.docx")[1].strip() == "q1.docx"
    code, _, err = run("open", "none.docx")
    assert (code, "P572" in err) == (1, True)


def test_what_is_found_is_called_by_name(run: Run) -> None:
    write_everything(run)
    _, out, _ = run("search", "sở kế hoạch", "--format", "tsv", day="2022-12-30")
    assert "Quý I\tck-6b Doanh nghiệp thành lập mới" in out
    assert "Q1" not in out
