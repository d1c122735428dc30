"""The form of a paper, read back from the Word file (NĐ 30/2020, Phụ lục I)."""

from datetime import date
from io import BytesIO
from re import findall
from zipfile import ZipFile

import pytest
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from cchc.core.plan.plan import Paper as Number
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView
from cchc.paper.letterhead import WordTemplate, word_name
from cchc.paper.markdown_reader import read_paper
from cchc.paper.paper import Heading, Letterhead, PaperTable, plain_text
from cchc.paper.word import render_word
from cchc.paper.word_body import body_xml, keep_headings, parted_after
from cchc.paper.word_table import without_idle_columns
from cchc.paper.word_xml import package_of
from cchc.phrases.grammar import Addressee
from cchc.text.problem import Problem
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice
from tests.features.papers.papers import (
    SHIPPED,
    Draft,
    cells_in_word,
    cells_of,
    drafted,
    opened,
    shipped,
    word_bytes,
)
from tests.letterheads import letterhead

HEAD, SIGNATURE = 0, 1


@pytest.fixture
def draft(view: StatusView, plan: Plan, vi: Voice) -> Draft:
    return drafted(view, plan, vi, reader=Addressee.SUPERIOR)


@pytest.fixture
def word(draft: Draft, vi: Voice) -> Opened:
    return opened(word_bytes(draft, vi))


def said(paragraph: Paragraph) -> str:
    return paragraph.text.replace("\u00a0", " ")


def sizes(paragraph: Paragraph) -> set[float]:
    return {run.font.size.pt for run in paragraph.runs if run.font.size is not None}


def paragraph(word: Opened, start: str) -> Paragraph:
    return next(each for each in word.paragraphs if each.text.startswith(start))


def cell(word: Opened, table: int, row: int, column: int) -> list[Paragraph]:
    return list(word.tables[table].cell(row, column).paragraphs)


def test_the_page_is_a4_with_the_margins_of_the_decree(word: Opened) -> None:
    page = word.sections[0]
    assert (page.page_width, page.page_height) == (7560310, 10692130)  # A4 in twips
    lengths = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    top, bottom, left, right = (round(each / Mm(1)) for each in lengths if each)
    assert (top, bottom, left, right) == (20, 20, 30, 15)
    assert page.orientation is WD_ORIENT.PORTRAIT


def test_all_type_is_times_new_roman(word: Opened) -> None:
    fonts = word.element.body.iter(qn("w:rFonts"))
    assert {each.get(qn("w:ascii")) for each in fonts} == {"Times New Roman"}


def test_the_nation_is_on_the_right_and_the_authority_on_the_left(
    word: Opened,
) -> None:
    nation, motto, rule = cell(word, HEAD, 0, 1)
    assert nation.text == "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert motto.text == "Độc lập - Tự do - Hạnh phúc"
    assert sizes(nation) == {12}
    assert sizes(motto) == {13}
    assert all(run.bold for each in (nation, motto) for run in each.runs)
    assert rule._p.find(f".//{qn('w:pBdr')}/{qn('w:top')}") is not None
    left = cell(word, HEAD, 0, 0)
    assert [each.text for each in left] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH ĐỒNG THÁP",
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ SA ĐÉC",
        "",
    ]
    assert [any(run.bold for run in each.runs) for each in left[:4]] == [
        False,
        False,
        True,
        True,
    ]


def test_number_and_day_are_left_to_the_clerk(word: Opened) -> None:
    assert said(cell(word, HEAD, 1, 0)[0]) == "Số:       /BC-UBND"
    day = cell(word, HEAD, 1, 1)[0]
    assert said(day) == "Sa Đéc, ngày      tháng      năm 2022"
    assert all(run.italic for run in day.runs)


def test_a_number_and_day_that_are_known_are_written_as_the_decree_writes_them(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    draft = drafted(view, plan, vi, Number("5", date(2022, 6, 9)))
    word = opened(word_bytes(draft, vi))
    assert said(cell(word, HEAD, 1, 0)[0]) == "Số: 05/BC-UBND"
    assert said(cell(word, HEAD, 1, 1)[0]) == "Sa Đéc, ngày 09 tháng 6 năm 2022"
    assert "Báo cáo số 05/BC-UBND ngày 09 tháng 6 năm 2022" in draft.text


def test_kind_subject_and_addressee_stand_in_the_middle(word: Opened) -> None:
    kind = paragraph(word, "BÁO CÁO")
    subject = paragraph(word, "Kết quả công tác cải cách hành chính")
    to = paragraph(word, "Kính gửi: ")
    for each in (kind, subject, to):
        assert each.alignment is WD_ALIGN_PARAGRAPH.CENTER
        assert sizes(each) == {14}
    assert all(run.bold for each in (kind, subject) for run in each.runs)
    assert subject._p.getnext().find(f".//{qn('w:pBdr')}") is not None


def test_what_it_rests_on_is_in_italics(word: Opened) -> None:
    assert all(run.italic for run in paragraph(word, "Thực hiện Kế hoạch").runs)


def test_text_is_justified_with_the_first_line_moved_in(word: Opened) -> None:
    text = paragraph(word, "Ủy ban nhân dân thành phố Sa Đéc báo cáo")
    form = text.paragraph_format
    assert form.alignment is WD_ALIGN_PARAGRAPH.JUSTIFY
    assert form.first_line_indent == 720 * 635  # twips: 1,27 cm
    assert form.space_after == Pt(6)
    assert sizes(text) == {14}


def test_headings_are_bold_and_stay_with_what_follows(word: Opened) -> None:
    for start in ("I. CÔNG TÁC", "1. Kế hoạch"):
        heading = paragraph(word, start)
        assert heading.paragraph_format.keep_with_next
        assert all(run.bold for run in heading.runs)


def test_the_signature_stays_with_the_last_sentence(word: Opened) -> None:
    last = paragraph(word, "Trên đây là báo cáo")
    assert last.text.endswith("./.")
    assert last.paragraph_format.keep_with_next
    table = word.tables[SIGNATURE]
    assert len(table.rows) == 1
    assert table._tbl.tr_lst[0].find(f".//{qn('w:cantSplit')}") is not None
    right = cell(word, SIGNATURE, 0, 1)
    assert [each.text for each in right if each.text] == [
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn Hon",
    ]
    assert all(each.paragraph_format.keep_with_next for each in right[:-1])


def test_recipients_are_level_with_the_signature_in_eleven_points(
    word: Opened,
) -> None:
    label, *lines = cell(word, SIGNATURE, 0, 0)
    assert label.text == "Nơi nhận:"
    assert sizes(label) == {12}
    assert all(run.bold and run.italic for run in label.runs)
    assert lines[0].text == "- Như trên;"
    assert lines[-1].text.startswith("- Lưu:")
    assert {size for each in lines for size in sizes(each)} == {11}


def test_pages_are_numbered_in_the_middle_of_the_head_but_not_the_first(
    word: Opened,
) -> None:
    page = word.sections[0]
    field = page.header.paragraphs[0]
    assert field._p.find(qn("w:fldSimple")).get(qn("w:instr")).strip() == "PAGE"
    assert field.alignment is WD_ALIGN_PARAGRAPH.CENTER
    assert page.different_first_page_header_footer
    assert "".join(each.text for each in page.first_page_header.paragraphs) == ""


def test_wide_appendices_lie_and_count_their_pages_anew(
    word: Opened, draft: Draft
) -> None:
    first, *others = word.sections
    assert len(others) == len(draft.paper.appendices) == 2
    for page, one in zip(others, draft.paper.appendices, strict=True):
        columns = max((each.columns for each in one.grids), default=0)
        lies = columns > 7
        assert (page.orientation is WD_ORIENT.LANDSCAPE) is lies, one.name
        assert (page.page_width == first.page_height) is lies
        number = page._sectPr.find(qn("w:pgNumType"))
        assert number.get(qn("w:start")) == "1"
        assert page.header.is_linked_to_previous
    assert any(each.orientation is WD_ORIENT.LANDSCAPE for each in others)


def test_every_table_repeats_its_head_and_keeps_its_rows_whole(
    word: Opened,
) -> None:
    for table in word.tables[2:]:
        head, *rows = table._tbl.tr_lst
        assert head.find(f".//{qn('w:tblHeader')}") is not None
        assert all(e.find(f".//{qn('w:cantSplit')}") is not None for e in (head, *rows))


def test_columns_are_as_wide_as_the_page_and_no_number_column_breaks(
    word: Opened,
) -> None:
    grids = (table._tbl.tblGrid.gridCol_lst for table in word.tables[2:])
    rooms = [[each.w or 0 for each in columns] for columns in grids]
    for columns in rooms:
        assert sum(columns) // 635 in (9355, 14287)
        assert min(columns) > Mm(7)


def test_every_cell_says_what_the_markdown_says(word: Opened, draft: Draft) -> None:
    sheets = draft.paper.sheets
    assert len(word.tables) == len(sheets) + 2
    for number, sheet in enumerate(sheets, start=2):
        shown = without_idle_columns(sheet.grid)
        assert cells_in_word(word, number) == cells_of(shown), sheet.key


def test_every_paragraph_of_the_memo_is_in_the_word_file(
    word: Opened, draft: Draft
) -> None:
    told = [each.text for each in word.paragraphs]
    annexes = (block for each in draft.paper.appendices for block in each.blocks)
    for block in (*draft.paper.body, *annexes):
        if not isinstance(block, PaperTable):
            assert any(plain_text(block.spans) in each for each in told)


def test_the_same_memo_is_the_same_file(draft: Draft, vi: Voice) -> None:
    made = word_bytes(draft, vi)
    assert made == word_bytes(draft, vi)
    with ZipFile(BytesIO(made)) as package:
        assert {each.date_time[0] for each in package.infolist()} == {1980}


def test_english_papers_have_their_own_letterhead(
    view: StatusView, plan: Plan, en: Voice
) -> None:
    word = opened(word_bytes(drafted(view, plan, en, reader=Addressee.SUPERIOR), en))
    assert cell(word, HEAD, 0, 1)[0].text == "SOCIALIST REPUBLIC OF VIET NAM"
    assert paragraph(word, "To: ").alignment is WD_ALIGN_PARAGRAPH.CENTER


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("kind", list(Letterhead))
def test_the_letterhead_that_is_shipped_is_the_one_that_is_made(
    kind: Letterhead, lang: Lang
) -> None:
    assert (SHIPPED / word_name(kind, lang)).read_bytes() == letterhead(kind, lang)


STYLES = "word/styles.xml"
PAINTED = (
    '<w:style w:type="paragraph" w:styleId="u{n}"><w:name w:val="heading {n}"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    '<w:rPr><w:color w:val="2F5496"/><w:sz w:val="32"/></w:rPr></w:style>'
)


def letterhead_of_elsewhere(voice: Voice) -> WordTemplate:
    """A letterhead of a Word that calls, paints and numbers its headings otherwise.

    The third style of headings is gone, and its words are said to be English.
    """
    template = shipped(voice)
    with ZipFile(BytesIO(template.data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    styles = parts[STYLES].decode()
    before, _, rest = styles.partition('<w:style w:type="paragraph" w:styleId="Head')
    after = rest[rest.rindex("</w:style>") + len("</w:style>") :]
    painted = "".join(PAINTED.format(n=n) for n in (1, 2))
    parts[STYLES] = f"{before}{painted}{after}".encode()
    document = parts["word/document.xml"].decode()
    assert "</w:rPr>" in document
    english = '<w:lang w:val="en-US"/></w:rPr>'
    parts["word/document.xml"] = document.replace("</w:rPr>", english).encode()
    return replace(template, data=package_of(parts.items()))


@pytest.mark.parametrize("is_own", [True, False], ids=["shipped", "of-elsewhere"])
def test_headings_are_headings_for_whoever_reads_the_file(
    draft: Draft, vi: Voice, *, is_own: bool
) -> None:
    template = shipped(vi) if is_own else letterhead_of_elsewhere(vi)
    made = render_word(draft.paper, draft.content, template)
    assert isinstance(made, bytes)
    word = opened(made)
    blocks = [*draft.paper.body]
    blocks += [block for part in draft.paper.appendices for block in part.blocks]
    headings = [
        (f"heading {block.level}", plain_text(block.spans))
        for block in blocks
        if isinstance(block, Heading)
    ]
    styled = [
        (str(line.style and line.style.name).lower(), line.text)
        for line in word.paragraphs
    ]
    assert [pair for pair in styled if pair[0].startswith("head")] == headings
    assert {level for level, _ in headings} == {"heading 1", "heading 2", "heading 3"}
    for line in word.paragraphs:
        if (style := line.style) is None or not str(style.name).startswith("Head"):
            continue
        assert sizes(line) == {14}
        assert all(run.bold for run in line.runs)
        colours = line._p.iter(qn("w:color"))
        assert {colour.get(qn("w:val")) for colour in colours} == {"auto"}
        numbers = line._p.iter(qn("w:numId"))
        assert [number.get(qn("w:val")) for number in numbers] == ["0"]


@pytest.mark.parametrize("lang", Lang)
def test_every_word_is_in_the_language_of_the_paper(
    view: StatusView, plan: Plan, lang: Lang
) -> None:
    voice = Voice(lang)
    draft, template = drafted(view, plan, voice), letterhead_of_elsewhere(voice)
    made = render_word(draft.paper, draft.content, template, lang=lang)
    assert isinstance(made, bytes)
    expected = {Lang.VI: "vi-VN", Lang.EN: "en-GB"}[lang]
    word = opened(made)
    header = word.sections[0].header._element
    for run in (*word.element.body.iter(qn("w:r")), *header.iter(qn("w:r"))):
        tags = [tag.get(qn("w:val")) for tag in run.iter(qn("w:lang"))]
        assert tags == [expected], run.xml
    styles = word.styles.element
    assert {tag.get(qn("w:val")) for tag in styles.iter(qn("w:lang"))} == {expected}


def test_the_file_says_what_it_is_and_whose(word: Opened) -> None:
    about = "ết quả công tác cải cách hành chính 6 tháng đầu năm 2022"
    properties = word.core_properties
    assert properties.title == f"Báo cáo k{about}"
    assert properties.subject == f"K{about}"
    assert properties.author == "Ủy ban nhân dân thành phố Sa Đéc"
    assert properties.language == "vi-VN"


def test_a_line_above_a_table_or_a_list_stays_with_it() -> None:
    text = (
        "# BÁO CÁO\n\nSố liệu như sau:\n\n- một\n\nXem bảng.\n\n|A|B|\n|---|---|\n|1|2|"
    )
    paper = read_paper(f"{text}\n\nHết.\n\nKết thúc.\n", "t.md")
    assert not isinstance(paper, Problem)
    kept = ("Số liệu như sau:", "Xem bảng.")
    xml = list(body_xml(paper, 9000, "Kính gửi:"))
    for block in xml:
        if any(word in block for word in (*kept, "một")):
            assert ("keepNext" in block) == any(word in block for word in kept)


KEPT, LOOSE = (f"<w:p><w:pPr>{keep}</w:pPr></w:p>" for keep in ("<w:keepNext/>", ""))


@pytest.mark.parametrize("before", range(12))
@pytest.mark.parametrize("chain", [1, 2, 3])
def test_no_heading_is_the_last_that_libreoffice_puts_on_a_page(
    before: int, chain: int
) -> None:
    pieces = [LOOSE] * before + [KEPT] * chain + [LOOSE] * 9
    text = "".join(keep_headings(pieces, "<w:tbl><w:p/></w:tbl>", 5))
    units = ["<table>", *findall("<w:p>.*?</w:p>", text)]
    assert KEPT not in units[4::5]
    assert text.count(KEPT) == chain
    assert text.count(LOOSE) == before + 9


def test_a_short_paper_is_left_as_it_is(draft: Draft) -> None:
    assert "".join(keep_headings([KEPT, LOOSE] * 9, "", 0)) == (KEPT + LOOSE) * 9
    assert parted_after(replace(draft.paper, body=(), appendices=()), "") == 0
    assert 20 <= parted_after(draft.paper, "") <= 50
