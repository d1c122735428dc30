"""`export --kind pack` and `--kind all`; conclusions that come back from a meeting."""

import json
import re
from pathlib import Path

import pytest
from docx import Document

from cchc.main import main
from cchc.store.ledger import open_ledger
from cchc.store.reviews import obstacles_of
from cchc.text.day import parse_day

DAY = ("--today", "2022-06-24")
PACK = ("export", "Q2", "--kind", "pack", *DAY)


def conclude(
    capsys: pytest.CaptureFixture[str], text: str, *words: str
) -> tuple[int, str, str]:
    Path("kl.yaml").write_text(text, encoding="utf-8")
    capsys.readouterr()
    code = main(["obstacle", "assign", "--from", "kl.yaml", *DAY, *words])
    return code, *capsys.readouterr()


def assignments(folder: Path) -> list[tuple[int, str | None, str | None]]:
    day = parse_day("2022-06-24")
    assert day is not None
    with open_ledger(folder / "cchc.db") as ledger:
        raised = obstacles_of(ledger, "sa-dec-2022", day)
    return [
        (event.obstacle, event.unit, event.text)
        for matter in raised
        for event in matter.events
        if event.step == "assigned"
    ]


def filled(text: str, number: int, unit: str, due: str, said: str) -> str:
    """The file as a secretary fills it in."""
    blank = f"- number: {number}\n    unit:\n    due:\n    instruction:"
    assert blank in text
    own = (
        f"- number: {number}\n    unit: {unit}\n    due: {due}\n    instruction: {said}"
    )
    return text.replace(blank, own)


def test_the_pack_goes_out_and_its_conclusions_come_back(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*PACK, "--output", "hop", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["files"]
    kinds = ["brief", "internal", "tables", "matters", "conclusions"]
    assert [file["kind"] for file in listed] == kinds
    assert {file["path"] for file in listed} == {p.name for p in Path("hop").iterdir()}
    (yaml,) = Path("hop").glob("*.yaml")
    text = yaml.read_text("utf-8")
    numbers = [int(n) for n in re.findall(r"number: (\d+)", text)]
    (paper,) = Path("hop").glob("phieu-trinh*.docx")
    matters = [row.cells[1].text for row in Document(str(paper)).tables[1].rows]
    assert len([row for row in matters if " nêu)" in row]) == len(numbers) == 5

    assert conclude(capsys, text)[0] == 1  # nothing was decided
    text = filled(text, 3, "Văn phòng", "2022-07-08", "Góp ý trong 02 ngày")
    text = text.replace("document:", "document: 15/TB-UBND ngày 24/6/2022", 1)
    code, out, _ = conclude(capsys, text, "--dry-run", "--json")
    rehearsed = json.loads(out)
    assert (code, rehearsed["undecided"], assignments(year)) == (0, 4, [])
    code, out, _ = conclude(capsys, text)
    assert (code, "Đã ghi 1 kết luận; 4 nội dung chưa có kết luận." in out) == (0, True)
    said = "Góp ý trong 02 ngày (15/TB-UBND ngày 24/6/2022)"
    assert assignments(year) == [(3, "vp", said)]
    code, out, _ = conclude(capsys, text)  # given in a second time
    is_told = "đã giao như vậy ngày" in out and "Đã ghi 0 kết luận; 4 nội" in out
    assert (code, is_told) == (0, True)
    assert assignments(year) == [(3, "vp", said)]


def test_a_conclusion_without_words_is_done_by_its_paper(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = "{document: 16/TB-UBND, obstacles: [{number: 4, unit: nv, due: 2022-07-08}]}"
    code, out, _ = conclude(capsys, bare)
    assert (code, "thực hiện theo văn bản 16/TB-UBND" in out) == (0, True)
    assert assignments(year) == [(4, "nv", "thực hiện theo văn bản 16/TB-UBND")]


def test_all_that_is_wrong_with_conclusions_is_told_and_nothing_written(
    year: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = """obstacles:
  - {number: 1, unit: Không có, due: 2022-07-08}
  - {number: 2, unit: nv, due: 2022-01-01}
  - {number: 2, unit: nv}
  - {number: 99, unit: nv}
  - {number: 3, unit: nv, duee: x}
  - {number: 4, unit: nv, instruction: "làm ngay"}
tasks:
  - {id: "1.4", until: 2022-06-01, reason: muộn}
  - {id: "9.9", drop: có, reason: thôi}
  - {id: "8.4", until: 2022-12-20}
"""
    code, _, errors = conclude(capsys, text)
    told = re.findall(r"kl\.yaml:(\d+):\d+: (P\d+)", errors)
    wanted = {("2", "P507"), ("3", "P396"), ("4", "P333"), ("5", "P391")}
    wanted |= {("6", "P112"), ("9", "P366"), ("10", "P361"), ("11", "P113")}
    assert (code, set(told), assignments(year)) == (1, wanted, [])


@pytest.mark.usefixtures("year")
def test_a_task_gets_time_by_a_conclusion(capsys: pytest.CaptureFixture[str]) -> None:
    text = 'tasks: [{id: "1.4", until: 2022-07-15, reason: chờ tập huấn}]'
    code, out, _ = conclude(capsys, text)
    assert code == 0
    assert "gia hạn từ 30/6/2022" in out
    assert main(["task", "list", "Q2", "--json", *DAY]) == 0
    tasks = json.loads(capsys.readouterr().out)["tasks"]
    assert next(t["due"] for t in tasks if t["id"] == "1.4") == "2022-07-15"


@pytest.mark.usefixtures("year")
def test_every_paper_of_the_period_under_names_of_an_office(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ("export", "Q2", "--kind", "all", "--format", "md", *DAY)
    assert main([*words, "--output", "kỳ"]) == 0
    names = {str(p.relative_to("kỳ")) for p in Path("kỳ").rglob("*") if p.is_file()}
    stem = "bao-cao-cchc-6-thang-2022"
    assert {f"{stem}.md", f"{stem}-noi-bo.md", f"tom-tat-{stem}.md"} < names
    assert {f"{stem}.xlsx", f"{stem}.html", f"tin-nhan-{stem}.txt"} < names
    assert len([name for name in names if name.startswith("don-vi/")]) == 21
    edited = Path("kỳ") / f"{stem}.md"
    edited.write_text("của cơ quan", "utf-8")
    capsys.readouterr()
    assert main([*words, "--output", "kỳ"]) == 1
    assert "P511" in capsys.readouterr().err
    assert edited.read_text("utf-8") == "của cơ quan"


@pytest.mark.usefixtures("year")
def test_the_pack_as_one_word_file_with_its_conclusions_beside_it() -> None:
    assert main([*PACK, "--output", "hop.docx"]) == 0
    assert Path("hop.yaml").exists()
    heads = [
        paragraph.text
        for paragraph in Document("hop.docx").paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert heads[:3] == ["BÁO CÁO TÓM TẮT", "PHIẾU TRÌNH", "BÁO CÁO"]
    Path("hop.yaml").write_text("obstacles: []", "utf-8")
    assert main([*PACK, "--output", "hop.docx"]) == 1


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "all", "--output", "a.docx"),
        ("--kind", "pack", "--output", "a.pdf"),
        ("--kind", "pack", "--format", "csv"),
        ("--kind", "pack", "--to", "superior"),
        ("--kind", "all", "--unit", "p1"),
        ("--kind", "all", "--issue"),
        ("--kind", "pack", "--format", "md", "--output", "a.docx"),
    ],
)
def test_what_no_folder_can_be_is_refused(year: Path, words: tuple[str, ...]) -> None:
    before = {path.name for path in year.iterdir()}
    assert main(["export", "Q2", *words, *DAY]) in {1, 2}
    assert {path.name for path in year.iterdir()} == before
