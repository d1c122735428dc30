"""The letterheads that come with the program, made anew: Word templates.

`python -m cchc.render.letterhead templates` writes them; an office edits its copy
in Word. Form: NĐ 30/2020/NĐ-CP, Phụ lục I (DOCUMENTS 4.1, ô 1 to 7, 9b).
"""

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Made
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from cchc.render.paper import Span
from cchc.render.word import LEFT_SIDE, LETTERHEAD, NAME
from cchc.render.word_width import width
from cchc.render.word_xml import FONT, Style, joined, paragraph, rule, run
from cchc.words.voice import Lang

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PAGE = (11906, 16838)
MARGINS = {"top": 1134, "bottom": 1134, "left": 1701, "right": 850}
ROOM = PAGE[0] - MARGINS["left"] - MARGINS["right"]
RIGHT_SIDE = ROOM - LEFT_SIDE
SIGNATURE = (4395, ROOM - 4395)
BLANK = "\u00a0" * 6
ROOM_TO_SIGN = 4
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_DAY = datetime(2022, 1, 1, tzinfo=UTC)
_LINE = Style("center", 0, 0, 0, NAME)


@dataclass(frozen=True, slots=True)
class Wording:
    """The fixed words of a letterhead."""

    nation: str
    motto: str
    number: str
    day: str
    copies: str
    above: str
    title: str


WORDS = {
    Lang.VI: Wording(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ",
        f"ngày{BLANK}tháng{BLANK}năm {{{{ period.year }}}}",
        "Nơi nhận:",
        "Như trên",
        "Báo cáo",
    ),
    Lang.EN: Wording(
        "SOCIALIST REPUBLIC OF VIET NAM",
        "Independence - Freedom - Happiness",
        "No.: ",
        f"day{BLANK}month{BLANK}year {{{{ period.year }}}}",
        "Recipients:",
        "",
        "Report",
    ),
}


def letterhead(lang: Lang) -> bytes:
    """The Word template in a language; the same bytes each time."""
    words = WORDS[lang]
    document = Document()
    _without_picture(document)
    _page(document)
    _properties(document, words)
    blocks = _top(words) + _one("{{p body }}", _LINE) + _bottom(words)
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
    said = paragraph((), _LINE).replace(
        "</w:p>", f'<w:fldSimple w:instr=" PAGE ">{number}</w:fldSimple></w:p>'
    )
    old = header.paragraphs[0]._p  # noqa: SLF001  # python-docx gives XML no other way
    old.addnext(parse_xml(said.replace("<w:p>", f'<w:p xmlns:w="{NAMESPACE}">', 1)))
    old.getparent().remove(old)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)


def _properties(document: Made, words: Wording) -> None:
    known = document.core_properties
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.title, known.subject = words.title, ""
    known.created = known.modified = _DAY
    known.revision = 1


def _top(words: Wording) -> str:
    """Ô 1 to 4: the nation on the right, the authority on the left."""
    bold = replace(_LINE, bold=True)
    motto = replace(bold, size=26)
    side = (RIGHT_SIDE - width(words.motto, 26, bold=True)) // 2
    third = LEFT_SIDE // 3
    left = (
        _each("authority.parent_lines", "{{ one }}", _LINE)
        + _each("authority.lines", "{{ one }}", bold)
        + rule(third, third)
    )
    right = _one(words.nation, bold) + _one(words.motto, motto) + rule(side, side)
    symbol = "{{ paper.number }}{% else %}" + BLANK + "/{{ authority.symbol }}"
    number = words.number + "{% if paper.number %}" + symbol + "{% endif %}"
    day = (
        "{% if authority.place %}{{ authority.place }}, {% endif %}"
        "{% if paper.date %}{{ paper.date }}{% else %}" + words.day + "{% endif %}"
    )
    numbered = replace(_LINE, size=26)
    dated = paragraph((Span(day, italic=True),), numbered)
    sides = (LEFT_SIDE, RIGHT_SIDE)
    rows = _row(sides, (left, right)) + _row(sides, (_one(number, numbered), dated))
    return _pair(sides, rows) + _one("", replace(_LINE, size=8))


def _bottom(words: Wording) -> str:
    """Ô 7 and 9b, one row that no page parts, kept with the text before it."""
    small = Style("left", 0, 0, 0, 22, keep_next=True)
    strong = Style("center", 0, 0, 0, 28, bold=True, keep_next=True)
    label = Span(words.copies, bold=True, italic=True)
    one = "- {{ one }}{% if loop.last %}.{% else %};{% endif %}"
    left = (
        paragraph((label,), replace(small, size=24))
        + _above(words, small)
        + _each("authority.recipients", one, small)
    )
    right = (
        _when("authority.capacity", "{{ authority.capacity }}", strong)
        + _when("authority.title", "{{ authority.title }}", strong)
        + _one("", strong) * ROOM_TO_SIGN
        + _one("{{ authority.signer }}", replace(strong, keep_next=False))
    )
    gap = _one("", Style("left", 0, 0, 0, 12, keep_next=True))
    return gap + _pair(SIGNATURE, _row(SIGNATURE, (left, right)))


def _above(words: Wording, style: Style) -> str:
    """`Như trên`: whom the paper goes to, unless the office lists it itself."""
    if not words.above:
        return ""
    known = f"authority.parent and '{words.above}' not in authority.recipients"
    end = "{% if authority.recipients %};{% else %}.{% endif %}"
    return _when(known, f"- {words.above}{end}", style)


def _one(text: str, style: Style) -> str:
    return paragraph((Span(text),) if text else (), style)


def _each(name: str, text: str, style: Style) -> str:
    start = _one(f"{{%p for one in {name} %}}", style)
    return start + _one(text, style) + _one("{%p endfor %}", style)


def _when(name: str, text: str, style: Style) -> str:
    start = _one(f"{{%p if {name} %}}", style)
    return start + _one(text, style) + _one("{%p endif %}", style)


def _pair(sides: tuple[int, int], rows: str) -> str:
    """Two columns without lines."""
    cols = joined(f'<w:gridCol w:w="{each}"/>' for each in sides)
    none = joined(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(sides)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{none}</w:tblCellMar></w:tblPr>"
        f"<w:tblGrid>{cols}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(sides: tuple[int, int], cells: tuple[str, str]) -> str:
    made = joined(
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/></w:tcPr>{said}</w:tc>'
        for wide, said in zip(sides, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{made}</w:tr>"


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
    """Write the templates of all languages into the folder."""
    for lang, name in LETTERHEAD.items():
        (folder / name).write_bytes(letterhead(lang))


if __name__ == "__main__":
    write_letterheads(Path(sys.argv[1]))
