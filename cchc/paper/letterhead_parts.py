"""The blocks of a letterhead, in the XML of Word: above the text and below it.

Form: NĐ 30/2020/NĐ-CP, Phụ lục I (DOCUMENTS 4.1, ô 1 to 7, 9b); a commitment paper
is no document of the decree and has two who sign (DOCUMENTS 4.2).
"""

from cchc.paper.paper import Letterhead, Span
from cchc.paper.word import LEFT_SIDE, NAME
from cchc.paper.word_width import width
from cchc.paper.word_xml import Style, joined, paragraph, rule
from cchc.text.record import Record, replace
from cchc.words.translator import Lang

PAGE = (11906, 16838)
MARGINS = {"top": 1134, "bottom": 1134, "left": 1701, "right": 850}
ROOM = PAGE[0] - MARGINS["left"] - MARGINS["right"]
RIGHT_SIDE = ROOM - LEFT_SIDE
SIDES = (LEFT_SIDE, RIGHT_SIDE)
SIGNATURE = (4395, ROOM - 4395)
HALVES = (ROOM // 2, ROOM - ROOM // 2)
BLANK = "\u00a0" * 6
ROOM_TO_SIGN = 4
PARTIES = ("left", "right")
LINE = Style("center", 0, 0, 0, NAME)
_BOLD = replace(LINE, bold=True)
_STRONG = Style("center", 0, 0, 0, 28, bold=True, keep_next=True)
_SMALL = Style("left", 0, 0, 0, 22, keep_next=True)
NUMBERED = frozenset({Letterhead.REPORT, Letterhead.LETTER, Letterhead.PLAN})
"""The papers that Văn thư gives a number."""


class Wording(Record):
    """The fixed words of a letterhead."""

    nation: str
    motto: str
    number: str
    day: str
    subject: str
    copies: str
    above: str


WORDS = {
    Lang.VI: Wording(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: ",
        f"ngày{BLANK}tháng{BLANK}năm {{{{ paper.year }}}}",
        "V/v",
        "Nơi nhận:",
        "Như trên",
    ),
    Lang.EN: Wording(
        "SOCIALIST REPUBLIC OF VIET NAM",
        "Independence - Freedom - Happiness",
        "No.: ",
        f"day{BLANK}month{BLANK}year {{{{ paper.year }}}}",
        "Re:",
        "Recipients:",
        "",
    ),
}


def top(kind: Letterhead, words: Wording) -> str:
    """What stands above the text: the nation, who issues the paper, number, day."""
    if kind is Letterhead.PLEDGE:
        side = (ROOM - width(words.motto, 26, bold=True)) // 2
        dated = paragraph(_day(words), replace(LINE, size=26, align="right", before=60))
        return _nation(words, side) + dated
    nation = _nation(words, (RIGHT_SIDE - width(words.motto, 26, bold=True)) // 2)
    row = _numbered(words) if kind in NUMBERED else one("", LINE)
    if kind is Letterhead.LETTER:
        subject = f"{words.subject} {{{{ subject }}}}"
        row += one(subject, replace(LINE, before=120))
    dated = paragraph(_day(words), replace(LINE, size=26))
    rows = _row(SIDES, (_names(), nation)) + _row(SIDES, (row, dated))
    return _pair(SIDES, rows) + one("", replace(LINE, size=8))


def _nation(words: Wording, side: int) -> str:
    """Ô 1: the nation and its motto, a rule as long as that under it."""
    motto = one(words.motto, replace(_BOLD, size=26))
    return one(words.nation, _BOLD) + motto + rule(side, side)


def _names() -> str:
    """Ô 2: the authority above, the one that issues, a rule of a third."""
    third = LEFT_SIDE // 3
    above = _each("authority.parent_lines", "{{ one }}", LINE)
    return above + _each("authority.lines", "{{ one }}", _BOLD) + rule(third, third)


def _numbered(words: Wording) -> str:
    """Ô 3: the number, blank for Văn thư while it is not known."""
    symbol = "{{ paper.number }}{% else %}" + BLANK + "/{{ authority.symbol }}"
    number = words.number + "{% if paper.number %}" + symbol + "{% endif %}"
    return one(number, replace(LINE, size=26))


def _day(words: Wording) -> tuple[Span, ...]:
    """Ô 4: place and day, blank while it is not known."""
    day = (
        "{% if authority.place %}{{ authority.place }}, {% endif %}"
        "{% if paper.date %}{{ paper.date }}{% else %}" + words.day + "{% endif %}"
    )
    return (Span(day, italic=True),)


def bottom(kind: Letterhead, words: Wording) -> str:
    """What stands below the text, one row that no page parts, kept with it."""
    gap = one("", replace(_SMALL, size=12))
    if kind is Letterhead.PLEDGE:
        return gap + _pair(HALVES, _offices() + _hands())
    left = _recipients(kind, words) if kind in NUMBERED else one("", _SMALL)
    return gap + _pair(SIGNATURE, _row(SIGNATURE, (left, _signer(kind))))


def _offices() -> str:
    """By what office each of the two signs a commitment."""
    left, right = (
        _each(f"parties.{side}.lines", "{{ one }}", _STRONG) for side in PARTIES
    )
    return _row(HALVES, (left, right))


def _hands() -> str:
    """Room for the two hands, the names below it, level with each other."""
    room = one("", _STRONG) * ROOM_TO_SIGN
    last = replace(_STRONG, keep_next=False)
    left, right = (
        room + one(f"{{{{ parties.{side}.name }}}}", last) for side in PARTIES
    )
    return _row(HALVES, (left, right))


def _signer(kind: Letterhead) -> str:
    """Ô 7: in whose name, by what office, who; a brief has to fit on one page."""
    room = ROOM_TO_SIGN - (kind is Letterhead.BRIEF)
    return (
        _when("authority.capacity", "{{ authority.capacity }}", _STRONG)
        + _when("authority.title", "{{ authority.title }}", _STRONG)
        + one("", _STRONG) * room
        + one("{{ authority.signer }}", replace(_STRONG, keep_next=False))
    )


def _recipients(kind: Letterhead, words: Wording) -> str:
    """Ô 9b: who gets it."""
    label = Span(words.copies, bold=True, italic=True)
    line = "- {{ one }}{% if loop.last %}.{% else %};{% endif %}"
    above = _above(words) if kind is Letterhead.REPORT else ""
    listed = _each("authority.recipients", line, _SMALL)
    return paragraph((label,), replace(_SMALL, size=24)) + above + listed


def _above(words: Wording) -> str:
    """`Như trên`: whom a report goes to, unless the office lists it itself."""
    if not words.above:
        return ""
    known = f"authority.parent and '{words.above}' not in authority.recipients"
    end = "{% if authority.recipients %};{% else %}.{% endif %}"
    return _when(known, f"- {words.above}{end}", _SMALL)


def one(text: str, style: Style) -> str:
    """One paragraph of plain words."""
    return paragraph((Span(text),) if text else (), style)


def _each(name: str, text: str, style: Style) -> str:
    start = one(f"{{%p for one in {name} %}}", style)
    return start + one(text, style) + one("{%p endfor %}", style)


def _when(name: str, text: str, style: Style) -> str:
    start = one(f"{{%p if {name} %}}", style)
    return start + one(text, style) + one("{%p endif %}", style)


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
