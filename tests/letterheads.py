"""The letterheads that come with the program, made anew: Word templates.

`python -m tests.letterheads templates` writes them; an office edits its copy
in Word. Form: NĐ 30/2020/NĐ-CP, Phụ lục I (DOCUMENTS 4.1, ô 1 to 7, 9b); a commitment
paper is no document of the decree and has two who sign (DOCUMENTS 4.2).
"""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Pt, Twips

from cchc.paper.letterhead import word_name
from cchc.paper.paper import Letterhead, Span
from cchc.paper.word import heading_style_xml
from cchc.paper.word_xml import (
    FONT,
    LEFT_SIDE,
    NAME_SIZE,
    WordStyle,
    package_of,
    paragraph_xml,
    rule_xml,
    run_xml,
    text_width,
)
from cchc.text.record import Record, replace
from cchc.words.translator import Lang

STYLES = frozenset(
    {"Normal", "Header", "Header Char", "Heading 1", "Heading 2", "Heading 3"}
    | {"Default Paragraph Font", "Normal Table", "No List", "Table Grid"}
)
"""The styles that stay in a letterhead."""

UNUSED = frozenset(
    {"thumbnail", "stylesWithEffects", "webSettings", "customXml", "numbering"}
)
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XMLNS = f'xmlns:w="{NAMESPACE}"'
TITLES = {
    Letterhead.REPORT: {Lang.VI: "Báo cáo", Lang.EN: "Report"},
    Letterhead.LETTER: {Lang.VI: "Công văn", Lang.EN: "Letter"},
    Letterhead.PLAN: {Lang.VI: "Kế hoạch", Lang.EN: "Plan"},
    Letterhead.PLEDGE: {Lang.VI: "Bản cam kết", Lang.EN: "Commitment"},
    Letterhead.BRIEF: {Lang.VI: "Tóm tắt", Lang.EN: "Brief"},
}
"""What each kind is called in the properties of its Word template."""

NUMBERED = frozenset({Letterhead.REPORT, Letterhead.LETTER, Letterhead.PLAN})
"""The papers that Văn thư gives a number."""

PAGE = (11906, 16838)
MARGINS = {"top": 1134, "bottom": 1134, "left": 1701, "right": 850}
ROOM = PAGE[0] - MARGINS["left"] - MARGINS["right"]
SIDES = (LEFT_SIDE, ROOM - LEFT_SIDE)
SIGNATURE = (4395, ROOM - 4395)
HALVES = (ROOM // 2, ROOM - ROOM // 2)
BLANK = "\u00a0" * 6
LINES_TO_SIGN = 4
LINE = WordStyle("center", 0, 0, 0, NAME_SIZE)
_MOTTO = replace(LINE, size=26, bold=True)
_STRONG = WordStyle("center", 0, 0, 0, 28, bold=True, keep_next=True)
_SIGNER = replace(_STRONG, keep_next=False)
_SMALL = WordStyle("left", 0, 0, 0, 22, keep_next=True)
_DAY = datetime(2022, 1, 1, tzinfo=UTC)


class Wording(Record):
    """The fixed words of a letterhead."""

    motto: str
    number: str
    day: str
    subject: str
    copies: str
    above: str


WORDS = {
    Lang.VI: Wording(
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ",
        f"ngày{BLANK}tháng{BLANK}năm {{{{ paper.year }}}}",
        "V/v",
        "Nơi nhận:",
        "Như trên",
    ),
    Lang.EN: Wording(
        "Independence - Freedom - Happiness",
        "No.: ",
        f"……{BLANK}………… {{{{ paper.year }}}}",
        "Re:",
        "Recipients:",
        "",
    ),
}


def letterhead(kind: Letterhead, lang: Lang) -> bytes:
    """The Word template of a kind of paper in a language; always the same bytes."""
    wording = WORDS[lang]
    document = Document()
    _set_page(document)
    _set_styles(document)
    if kind is Letterhead.REPORT:  # long: in single lines (ô 6)
        spacing = document.styles.element.find(
            f".//{qn('w:pPrDefault')}//{qn('w:spacing')}"
        )
        spacing.set(qn("w:line"), "240")
    _set_properties(document, TITLES[kind][lang])
    blocks = _top(kind, wording) + _line("{{p body }}", LINE) + _bottom(kind, wording)
    body = document.element.body
    for block in list(parse_xml(f"<w:body {XMLNS}>{blocks}</w:body>")):
        body.insert(len(body) - 1, block)
    out = BytesIO()
    document.save(out)
    with ZipFile(out) as package:
        return package_of((name, package.read(name)) for name in package.namelist())


def _set_page(document: WordDocument) -> None:
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
    number = run_xml(Span("2"), 28)
    paragraph = paragraph_xml((), LINE).replace(
        "</w:p>", f'<w:fldSimple w:instr=" PAGE ">{number}</w:fldSimple></w:p>'
    )
    xml = paragraph.replace("<w:p>", f"<w:p {XMLNS}>", 1)
    old = header.paragraphs[0]._p  # python-docx gives XML no other way
    old.addnext(parse_xml(xml))
    old.getparent().remove(old)


def _set_styles(document: WordDocument) -> None:
    """Times New Roman 14, headings that look like those of the text, and no others.

    What the library brings along besides is 50 times as large as the letterhead.
    """
    root = document.styles.element
    for style in [style for style in document.styles if style.name not in STYLES]:
        root.remove(style.element)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    for level in (1, 2, 3):
        root.replace(
            document.styles[f"Heading {level}"].element,
            parse_xml(heading_style_xml(level).replace(" ", f" {XMLNS} ", 1)),
        )


def _set_properties(document: WordDocument, title: str) -> None:
    """A title and a fixed day; the library's picture and lists that nobody uses go."""
    for relations in (document.part.package.rels, document.part.rels):
        kinds = {key: rel.reltype.rpartition("/")[2] for key, rel in relations.items()}
        for key in [key for key, kind in kinds.items() if kind in UNUSED]:
            del relations[key]
    properties = document.core_properties
    properties.author = properties.last_modified_by = ""
    properties.comments = properties.keywords = ""
    properties.title, properties.subject = title, ""
    properties.created = properties.modified = _DAY
    properties.revision = 1


def _top(kind: Letterhead, wording: Wording) -> str:
    """What stands above the text: the nation, who issues the paper, number, day."""
    if kind is Letterhead.PLEDGE:
        right = replace(LINE, size=26, align="right", before=60)
        return _nation(wording, ROOM) + paragraph_xml(_day(wording), right)
    number = _number(wording) if kind in NUMBERED else _line("", LINE)
    if kind is Letterhead.LETTER:
        subject = f"{wording.subject} {{{{ subject }}}}"
        number += _line(subject, replace(LINE, before=120))
    dated = paragraph_xml(_day(wording), replace(LINE, size=26))
    rows = ((_names(), _nation(wording, SIDES[1])), (number, dated))
    return _sides_xml(SIDES, *rows) + _line("", replace(LINE, size=8))


def _nation(wording: Wording, room: int) -> str:
    """Ô 1: the nation and its motto, a rule as long as that under it, or none of it."""
    side = (room - text_width(wording.motto, _MOTTO.size, bold=True)) // 2
    bold = replace(LINE, bold=True)
    rule = rule_xml(side, side)
    return (
        _line("{%p if authority.nation %}", LINE)
        + _line("{{ authority.nation }}", bold)
        + _when("authority.motto", "{{ authority.motto }}", _MOTTO, rule)
        + _line("{%p else %}", LINE)
        + _line("", LINE)
        + _line("{%p endif %}", LINE)
    )


def _names() -> str:
    """Ô 2: the authority above, the one that issues, a rule of a third."""
    third = LEFT_SIDE // 3
    above = _for_each("authority.parent_lines", "{{ one }}", LINE)
    own = _for_each("authority.lines", "{{ one }}", replace(LINE, bold=True))
    return above + own + rule_xml(third, third)


def _number(wording: Wording) -> str:
    """Ô 3: the number, blank for Văn thư while it is not known."""
    symbol = "{{ paper.number }}{% else %}" + BLANK + "/{{ authority.symbol }}"
    number = wording.number + "{% if paper.number %}" + symbol + "{% endif %}"
    return _line(number, replace(LINE, size=26))


def _day(wording: Wording) -> tuple[Span, ...]:
    """Ô 4: place and day, blank while it is not known."""
    day = (
        "{% if authority.place %}{{ authority.place }}, {% endif %}"
        "{% if paper.date %}{{ paper.date }}{% else %}" + wording.day + "{% endif %}"
    )
    return (Span(day, italic=True),)


def _bottom(kind: Letterhead, wording: Wording) -> str:
    """What stands below the text, one row that no page parts, kept with it."""
    gap = _line("", replace(_SMALL, size=12))
    if kind is Letterhead.PLEDGE:
        room = _line("", _STRONG) * LINES_TO_SIGN
        offices = [
            _for_each(f"parties.{side}.lines", "{{ one }}", _STRONG)
            for side in ("left", "right")
        ]
        names = [
            room + _line(f"{{{{ parties.{side}.name }}}}", _SIGNER)
            for side in ("left", "right")
        ]
        return gap + _sides_xml(HALVES, offices, names)
    left = _recipients(kind, wording) if kind in NUMBERED else _line("", _SMALL)
    return gap + _sides_xml(SIGNATURE, (left, _signer(kind)))


def _signer(kind: Letterhead) -> str:
    """Ô 7: in whose name, by what office, who; a brief has to fit on one page."""
    lines = LINES_TO_SIGN - 2 * (kind is Letterhead.BRIEF)
    return (
        _for_each("authority.signs", "{{ one }}", _STRONG)
        + _line("", _STRONG) * lines
        + _line("{{ authority.signer }}", _SIGNER)
    )


def _recipients(kind: Letterhead, wording: Wording) -> str:
    """Ô 9b: who gets it; a report those it goes to, unless the office lists them."""
    label = Span(wording.copies, bold=True, italic=True)
    recipients = paragraph_xml((label,), replace(_SMALL, size=24))
    if kind is Letterhead.REPORT and wording.above:
        is_needed = (
            f"authority.parent and '{wording.above}' not in authority.recipients"
        )
        end = "{% if authority.recipients %};{% else %}.{% endif %}"
        recipients += _when(is_needed, f"- {wording.above}{end}", _SMALL)
    line = "- {{ one }}{% if loop.last %}.{% else %};{% endif %}"
    recipients += _for_each("authority.recipients", line, _SMALL)
    if kind is Letterhead.LETTER:  # ô 12
        recipients += _when(
            "contact is defined and contact",
            "{{ contact }}",
            replace(_SMALL, before=60),
        )
    return recipients


def _line(text: str, style: WordStyle) -> str:
    """One paragraph of plain words."""
    return paragraph_xml((Span(text),) if text else (), style)


def _for_each(name: str, text: str, style: WordStyle) -> str:
    lines = (f"{{%p for one in {name} %}}", text, "{%p endfor %}")
    return "".join(_line(line, style) for line in lines)


def _when(condition: str, text: str, style: WordStyle, below: str = "") -> str:
    first = _line(f"{{%p if {condition} %}}", style) + _line(text, style)
    return first + below + _line("{%p endif %}", style)


def _sides_xml(widths: tuple[int, int], *rows: Sequence[str]) -> str:
    """Two columns without lines."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(_row_xml(widths, row) for row in rows)}</w:tbl>"
    )


def _row_xml(widths: tuple[int, int], cells: Sequence[str]) -> str:
    inner = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{inner}</w:tr>"


def write_letterheads(folder: Path) -> None:
    """Write the templates of all kinds in all languages into the folder."""
    for kind in Letterhead:
        for lang in Lang:
            (folder / word_name(kind, lang)).write_bytes(letterhead(kind, lang))


if __name__ == "__main__":
    write_letterheads(Path(sys.argv[1]))
