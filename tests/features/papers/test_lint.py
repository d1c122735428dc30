"""`cchc lint`: an edited report against the ledger as of the paper's own day."""

import shutil
from pathlib import Path

import pytest
from docx import Document

from cchc.main import main
from cchc.paper.edited_paper import read_paper

DAY = ("--today", "2022-12-21")
BLANK = "\u2003"
AS_OF = ("Q3", "--as-of", "2022-09-20")


@pytest.fixture(scope="module")
def paper(played_year: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("paper") / "a.md"
    db = ("--db", str(played_year / "cchc.db"))
    assert main(["export", *AS_OF, "--output", str(path), *db, *DAY]) == 0
    return path


@pytest.fixture
def year(year: Path, paper: Path) -> Path:
    """The illustrated year with a paper in it."""
    shutil.copy(paper, year)
    return year


def edit(folder: Path, *changes: tuple[str, str]) -> None:
    text = (folder / "a.md").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "a.md").write_text(text, encoding="utf-8")


def lint(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str]:
    capsys.readouterr()
    code = main(["lint", *words, *DAY, "--format", "tsv"])
    return code, capsys.readouterr().out


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    "words",
    [
        ("--lang", "vi"),
        ("--to", "internal", "--lang", "en"),
        ("--kind", "brief", "--lang", "vi"),
    ],
)
def test_a_paper_as_exported_agrees(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    made = ("export", *AS_OF, "--output", "b.docx", *words)
    assert main([*made, *DAY]) == 0
    assert lint(capsys, "b.docx") == (0, "")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("51/73 doanh nghiệp", "54/73 doanh nghiệp", ("54/73", "51/73")),
        ("(270/271 nhiệm vụ)", "(270/217 nhiệm vụ)", ("270/217", "270/271")),
        ("đạt 99,63%", "đạt 99,36%", ("99,36%", "99,63%")),
        ("đến ngày 14/9/2022", "đến ngày 15/9/2022", ("15/9/2022", "14/9/2022")),
        ("; chậm tiến độ.", "; đúng tiến độ.", ("đúng tiến độ", "chậm tiến độ")),
        ("**Phòng Y tế:**", "**Phòng Kinh tế:**", ("Phòng Kinh tế", "Phòng Y tế")),
        ("### 3. Công tác kiểm tra\n", "", ("Công tác kiểm tra",)),
    ],
)
def test_what_was_changed_is_told_with_the_right_value(
    year: Path,
    old: str,
    new: str,
    found: tuple[str, ...],
    capsys: pytest.CaptureFixture[str],
) -> None:
    edit(year, (old, new))
    code, out = lint(capsys, "a.md", *AS_OF)
    assert code == 3
    assert all(text in out for text in found), out


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (f"Số:{3 * BLANK}/BC-UBND", "Số: 45/BC-UBND"),
        (f"{2 * BLANK}tháng{2 * BLANK}năm 2022*", " 03 tháng 10 năm 2022*"),
        ("đạt 03/08 sản phẩm", "đạt 3/8 sản phẩm"),
        ("Có 21/21 đơn vị đã ký", "Toàn bộ 21/21 đơn vị đã ký"),
        ("như sau:\n", "như sau:\n\nThành phố biểu dương 05 tập thể.\n"),
    ],
)
def test_what_the_office_may_write_is_no_alarm(
    year: Path, old: str, new: str, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(year, (old, new))
    assert lint(capsys, "a.md", *AS_OF) == (0, "")


def test_a_figure_in_the_offices_own_words_is_held_against_the_ledger(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = "Đến nay, doanh nghiệp thành lập mới đã có 60/73, là cố gắng lớn."
    edit(year, ("như sau:\n", f"như sau:\n\n{own}\n"))
    code, out = lint(capsys, "a.md", *AS_OF)
    assert (code, "60/73" in out) == (3, True)


@pytest.mark.usefixtures("year")
def test_word_is_read_as_it_was_saved(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *AS_OF, "--output", "a.docx", *DAY]) == 0
    paper = Document("a.docx")
    rows = [row for table in paper.tables for row in table.rows]
    cells = [[" ".join(c.text.split()) for c in dict.fromkeys(r.cells)] for r in rows]
    paper_text = read_paper(Path("a.docx").read_bytes())
    assert paper_text is not None
    assert [list(line.cells) for line in paper_text.lines if line.cells] == [
        row for row in cells if any(row)
    ]
    row = next(p for p in paper.paragraphs if "51/73" in p.text)
    text = row.text.replace("51/73", "57/73")
    for extra in row.runs[1:]:
        extra.text = ""
    row.runs[0].text = text
    paper.save("a.docx")
    code, out = lint(capsys, "a.docx")
    assert code == 3
    assert out.count("\n") == 2
    assert "57/73" in out


@pytest.mark.parametrize("data", [b"PK\x03\x04xx", b"\xff\xfe\x00", b""])
def test_what_is_no_paper_is_refused(
    year: Path, data: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (year / "x.docx").write_bytes(data)
    assert main(["lint", "x.docx", *DAY]) == 1
    assert "P578" in capsys.readouterr().err
    assert main(["lint", "plan.yaml", *DAY]) == 1
    assert "P578" in capsys.readouterr().err
    assert main(["lint", "none.docx", *DAY]) == 1
    assert "P572" in capsys.readouterr().err


@pytest.mark.usefixtures("year")
def test_a_paper_damaged_anywhere_is_read_or_refused(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export", *AS_OF, "--output", "a.docx", *DAY]) == 0
    whole = Path("a.docx").read_bytes()
    for start in range(0, len(whole), len(whole) // 12):
        torn = whole[:start] + bytes(40) + whole[start + 40 :]
        Path("b.docx").write_bytes(torn)
        assert main(["lint", "b.docx", *DAY]) in {0, 1, 3}, start
    Path("b.docx").write_bytes(whole[: len(whole) // 2])
    assert main(["lint", "b.docx", *DAY]) == 1
    assert "P578" in capsys.readouterr().err


@pytest.mark.usefixtures("year")
def test_markdown_says_itself_of_which_period_and_day_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert lint(capsys, "a.md") == (0, "")


def test_lines_stand_under_their_headings() -> None:
    paper = read_paper(b"# A\n\n## **B**\n\n- c 1\n\n| a | b |\n|---|---|\n")
    assert paper is not None
    assert [(line.text, line.heading) for line in paper.lines] == [
        ("A", ""),
        ("B", "A"),
        ("c 1", "B"),
        ("a | b", "B"),
    ]
