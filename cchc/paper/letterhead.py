"""The letterheads that come with the program, made anew: Word templates.

`python -m cchc.paper.letterhead templates` writes them; an office edits its copy
in Word. Form: NĐ 30/2020/NĐ-CP, Phụ lục I (DOCUMENTS 4.1, ô 1 to 7, 9b).
"""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Made
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from cchc.paper.letterhead_parts import (
    LINE,
    MARGINS,
    PAGE,
    WORDS,
    bottom,
    one,
    top,
)
from cchc.paper.paper import Letterhead, Span
from cchc.paper.word import word_name
from cchc.paper.word_xml import FONT, paragraph, run
from cchc.words.translator import Lang

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLES = {
    Letterhead.REPORT: {Lang.VI: "Báo cáo", Lang.EN: "Report"},
    Letterhead.LETTER: {Lang.VI: "Công văn", Lang.EN: "Letter"},
    Letterhead.PLAN: {Lang.VI: "Kế hoạch", Lang.EN: "Plan"},
    Letterhead.PLEDGE: {Lang.VI: "Bản cam kết", Lang.EN: "Commitment"},
    Letterhead.BRIEF: {Lang.VI: "Tóm tắt", Lang.EN: "Brief"},
}
"""What each kind is called in the properties of its Word template."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_DAY = datetime(2022, 1, 1, tzinfo=UTC)


def letterhead(kind: Letterhead, lang: Lang) -> bytes:
    """The Word template of a kind of paper in a language; always the same bytes."""
    words = WORDS[lang]
    document = Document()
    _without_picture(document)
    _page(document)
    _properties(document, TITLES[kind][lang])
    blocks = top(kind, words) + one("{{p body }}", LINE) + bottom(kind, words)
    body = document.element.body
    for each in list(parse_xml(f'<w:body xmlns:w="{NAMESPACE}">{blocks}</w:body>')):
        body.insert(len(body) - 1, each)
    out = BytesIO()
    document.save(out)
    return _dated(out.getvalue())


def _without_picture(document: Made) -> None:
    """The library's own picture of its first page is no picture of ours."""
    known = document.part.package.rels
    for key in [each for each, rel in known.items() if "thumbnail" in rel.reltype]:
        del known[key]


def _page(document: Made) -> None:
    """A4, margins, the number of the page in the top margin but not on the first."""
    section = document.sections[0]
    section.page_width, section.page_height = map(Twips, PAGE)
    section.top_margin = Twips(MARGINS["top"])
    section.bottom_margin = Twips(MARGINS["bottom"])
    section.left_margin = Twips(MARGINS["left"])
    section.right_margin = Twips(MARGINS["right"])
    section.header_distance = section.footer_distance = Twips(567)
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    header = section.header
    header.is_linked_to_previous = False
    number = run(Span("2"), 28)
    said = paragraph((), LINE).replace(
        "</w:p>", f'<w:fldSimple w:instr=" PAGE ">{number}</w:fldSimple></w:p>'
    )
    old = header.paragraphs[0]._p  # noqa: SLF001  # python-docx gives XML no other way
    old.addnext(parse_xml(said.replace("<w:p>", f'<w:p xmlns:w="{NAMESPACE}">', 1)))
    old.getparent().remove(old)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _properties(document: Made, title: str) -> None:
    known = document.core_properties
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.title, known.subject = title, ""
    known.created = known.modified = _DAY
    known.revision = 1


def _dated(data: bytes) -> bytes:
    """The same package with the day of its parts fixed."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as package, ZipFile(out, "w") as made:
        for each in package.infolist():
            entry = ZipInfo(each.filename, _FIRST_DAY)
            entry.external_attr = 0o600 << 16
            entry.create_system = 3
            made.writestr(entry, package.read(each), ZIP_DEFLATED)
    return out.getvalue()


def write_letterheads(folder: Path) -> None:
    """Write the templates of all kinds in all languages into the folder."""
    for kind in Letterhead:
        for lang in Lang:
            (folder / word_name(kind, lang)).write_bytes(letterhead(kind, lang))


if __name__ == "__main__":
    write_letterheads(Path(sys.argv[1]))
