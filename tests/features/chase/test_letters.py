"""Letters as they are handed over: the words, and Word to be signed."""

import json
from io import BytesIO
from pathlib import Path

from docx import Document

from cchc.features.chase.show.letter import letter_head
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import PaperParts
from tests.office import Run
from tests.workspace import change

LATE = "2022-03-21"
NAME = "2022-03-21-cong-van-T+1-head"
SENT = ("remind", "Q1", "--letters", "-o", "don-doc")


def said(data: bytes) -> list[str]:
    """Every paragraph of a Word file in order, those of tables too."""
    body = Document(BytesIO(data)).element.body
    lines = (
        "".join(t.text or "" for t in p.xpath(".//w:t")) for p in body.xpath(".//w:p")
    )
    return [line for line in lines if line.strip()]


def test_a_letter_comes_as_word_and_as_words(run: Run, office: Path) -> None:
    _, _, err = run(*SENT, day=LATE)
    names = sorted(each.name for each in (office / "don-doc").iterdir())
    assert names == [f"{NAME}.docx", f"{NAME}.md"]
    assert f"{NAME}.docx" in err
    text = (office / "don-doc" / f"{NAME}.md").read_text("utf-8")
    lines = said((office / "don-doc" / f"{NAME}.docx").read_bytes())
    assert "V/v đôn đốc báo cáo công tác cải cách hành chính quý I năm 2022" in lines
    assert "Số: \u00a0\u00a0\u00a0\u00a0\u00a0\u00a0/UBND-NV" in lines
    at = lines.index("Kính gửi:")
    assert lines[at + 1 : at + 3] == ["- Văn phòng HĐND và UBND;", "- Phòng Nội vụ;"]
    told = [
        row for row in text.splitlines() if row.startswith(("Thực hiện", "Đề nghị"))
    ]
    assert told
    assert set(told) <= set(lines)
    assert lines[-1] == text.splitlines()[-1]
    assert lines[-1].startswith("Mã niêm phong: ")
    assert lines[-5:-1] == [
        "- Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Hon",
    ]


def test_a_letter_printed_again_is_the_letter_that_was_sent(
    run: Run, office: Path
) -> None:
    run(*SENT, day=LATE)
    figures = ("ck-3=unavailable", "ck-4=nil", "ck-6a=nil")
    assert run("report", "add", "kt", "Q1", *figures, day=LATE)[0] == 0
    template = office / "templates" / "letter.vi.md.j2"
    change(template, "**{{ authority.signer }}**", "**Người khác**")
    assert run("remind", "Q1", "--again", "-o", "lai", day=LATE)[0] == 0
    for ending in ("docx", "md"):
        again = (office / "lai" / f"{NAME}.{ending}").read_bytes()
        assert again == (office / "don-doc" / f"{NAME}.{ending}").read_bytes()


def test_a_letter_that_word_cannot_show_is_not_sent(run: Run, office: Path) -> None:
    template = office / "templates" / "letter.vi.md.j2"
    whole = template.read_text("utf-8")
    template.write_text(
        whole.replace("Thực hiện {% if", "```\nx\n```\n\n{% if"), "utf-8"
    )
    code, _, err = run(*SENT, day=LATE)
    assert code == 1
    assert "P605" in err
    assert "letter.vi.md.j2" in err
    assert list((office / "don-doc").iterdir()) == []
    template.write_text(whole, "utf-8")
    assert run(*SENT, day=LATE)[0] == 0  # it was not recorded as sent


def test_a_letterhead_of_the_office_is_used(run: Run, office: Path) -> None:
    own = office / "templates" / "cong-van.docx"
    document = Document(str(own))
    document.add_paragraph("Trụ sở: 530A, đường Nguyễn Sinh Sắc")
    document.save(str(own))
    run(*SENT, day=LATE)
    assert said((office / "don-doc" / f"{NAME}.docx").read_bytes())[-2].startswith(
        "Trụ"
    )
    own.write_bytes(b"no Word")
    code, _, err = run("remind", "Q1", "--again", "-o", "lai", day=LATE)
    assert (code, "P606" in err) == (1, True)
    assert list((office / "lai").iterdir()) == []


def test_data_names_all_files_of_a_text(run: Run) -> None:
    _, out, _ = run(*SENT, "--json", day=LATE)
    (letter,) = json.loads(out)["letters"]
    assert letter["file"].endswith(f"{NAME}.docx")
    assert [each.rsplit(".", 1)[1] for each in letter["files"]] == ["docx", "md"]
    _, out, _ = run("remind", "Q1", "--letters", "--json", day=LATE)
    assert json.loads(out)["letters"] == []


def test_units_that_owe_the_same_stand_in_one_line(run: Run) -> None:
    run("unit", "extend", "kt", "Q1", "--until", "21/3/2022", "--reason", "chờ tỉnh")
    _, out, _ = run("remind", "Q1", "--letters", day="2022-03-23")
    rows = [row for row in out.splitlines() if " chưa gửi báo cáo; hạn" in row]
    others, alone = sorted(rows, key=lambda row: "gia hạn" in row)
    assert "trong đó Phòng Kinh tế chưa gửi báo cáo; hạn gửi ngày 21/3/2022" in alone
    assert not others.startswith("- "), "a debt alone is a sentence, no list of one"
    assert ", Phòng Tư pháp, " in others
    assert "Phòng Kinh tế" not in others


def test_one_unit_is_spoken_to_as_one(run: Run, office: Path) -> None:
    others = [each for each in unit_ids(run) if each != "kt"]
    for unit in others:
        run("unit", "exempt", unit, "Q1", "--reason", "báo cáo riêng", day="2022-03-18")
    run(*SENT, day=LATE)
    lines = said((office / "don-doc" / f"{NAME}.docx").read_bytes())
    assert "Kính gửi: Phòng Kinh tế." in lines
    assert any(each.startswith("Đề nghị Thủ trưởng đơn vị trực tiếp") for each in lines)
    assert not any("các đơn vị nêu trên" in each for each in lines)


def unit_ids(run: Run) -> list[str]:
    return [
        each["unit"] for each in json.loads(run("remind", "Q1", "--json")[1])["units"]
    ]


def test_a_letter_without_head_or_signature_leaves_blanks() -> None:
    paper = read_paper("Kính gửi: Phường 1.\n\nĐề nghị gửi báo cáo./.\n", "x")
    assert isinstance(paper, PaperParts)
    head = letter_head(paper)
    assert head["subject"] == ""
    assert head["authority"] == {
        **dict.fromkeys(("parent_capitals", "capitals", "symbol", "place"), ""),
        **dict.fromkeys(("capacity", "title", "signer", "nation", "motto"), ""),
        "signs": [],
        "recipients": [],
    }
