"""The parts of a workbook changed as bytes: all that is not named stays as it came.

Sheets are not read and written again: only the bytes of the cells named are put in
their place, so that nothing of the sender's is lost (drop-downs, pictures, formats).
"""

from collections.abc import Callable, Container, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from re import ASCII, DOTALL
from xml.parsers import expat
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from cchc.sources.forms.form_grid import address, spot_of
from cchc.sources.forms.workbook_parts import (
    WORKBOOK,
    NumberForm,
    WorkbookParts,
    refuse_dtd,
    workbook_parts,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.record import field

ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The same parts give the same bytes, whenever they are written."""
STYLES = "xl/styles.xml"
DAY_FORMAT = 14
"""The number of Excel's own format of a day, shown as each country writes it."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_TAG = lazy_pattern(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_EMPHASIS = lazy_pattern(rb"<(?:\w+:)?[bi][ />]")
_CALC = lazy_pattern(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>", ASCII)
_BEFORE_CALC = lazy_pattern(
    rb".*</((?:\w+:)?)(?:sheets|functionGroups|externalReferences|definedNames)>",
    DOTALL,
)
_REFERENCE = lazy_pattern(r"[A-Z]+[0-9]+")
_PLAIN = NumberForm()


class Percent(Decimal):
    """A number of per cent: a cell that is shown in percent holds a hundredth of it."""


CellValue = Decimal | date | str
CellAt = tuple[str, int, int]
"""Title of the sheet, row and column."""
Spot = tuple[int, int]
Splice = tuple[int, int, bytes]
"""From here to there stands this instead."""


class Element(Struct):
    """An element as it stands in a part: the bytes from `start` to `end`.

    `tag_end` is behind its first tag, `close` before its last.
    """

    name: str
    attributes: dict[str, str]
    start: int
    tag_end: int
    end: int
    close: int
    is_empty: bool = False
    children: "list[Element]" = field(default_factory=list)

    @property
    def prefix(self) -> str:
        return self.name[: self.name.find(":") + 1]

    @property
    def bare_name(self) -> str:
        return self.name.removeprefix(self.prefix)


def elements_of(data: bytes, names: Container[str]) -> list[Element]:
    """The elements of some names, without prefix, each with those of them inside.

    Raises:
        expat.ExpatError: the part is no XML, or declares a DTD.
    """
    opened = [Element("", {}, 0, 0, 0, 0)]
    parser = expat.ParserCreate()

    def start(name: str, attributes: dict[str, str]) -> None:
        element = opened[-1]
        if name.rpartition(":")[2] in names:
            at = parser.CurrentByteIndex
            tag = _TAG.match(data, at)
            end = tag.end() if tag else at
            is_empty = data[end - 2 : end] == b"/>"
            element = Element(name, attributes, at, end, end, end, is_empty)
            opened[-1].children.append(element)
        opened.append(element)

    def end(_: str) -> None:
        element = opened.pop()
        if element is not opened[-1] and not element.is_empty:
            element.close = parser.CurrentByteIndex
            element.end = data.index(b">", element.close) + 1

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.StartDoctypeDeclHandler = refuse_dtd
    parser.Parse(data, True)  # noqa: FBT003 -- it takes no keyword
    return opened[0].children


def splice(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with pieces put in the place of others; those of one place in order."""
    pieces, at = [], 0
    for start, end, piece in sorted(splices, key=lambda own: own[:2]):
        pieces += [data[at:start], piece]
        at = max(at, end)
    return b"".join((*pieces, data[at:]))


def inside(data: bytes, element: Element, splices: list[Splice]) -> list[Splice]:
    """Splices in an element; one that is empty is opened for them."""
    if not (element.is_empty and splices):
        return splices
    tag = data[element.start : element.tag_end - 2] + b">"
    made = b"".join(piece for _, _, piece in splices)
    whole = tag + made + f"</{element.name}>".encode()
    return [(element.start, element.end, whole)]


def append_to(data: bytes, name: str, piece: str) -> bytes:
    """The bytes with a piece before the end of the element of this name."""
    (whole,) = elements_of(data, (name,))
    end = (whole.close, whole.close, piece.encode())
    return splice(data, inside(data, whole, [end]))


def rewrite_archive(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The archive with some parts in the place of others, or more of them."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            content = parts.get(info.filename)
            new.writestr(info, old.read(info) if content is None else content)
        for name in sorted(parts.keys() - set(old.namelist())):
            made = ZipInfo(name, ZIP_DAY)
            made.compress_type = ZIP_DEFLATED
            new.writestr(made, parts[name])
    return out.getvalue()


class StyleBook:
    """The styles of a workbook; variants of them are added behind those there are."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        names = ("cellXfs", "xf", "fills", "fill", "fonts", "font")
        by_name = {own.bare_name: own for own in elements_of(data, names)}
        self.cells, self.fills = by_name["cellXfs"], by_name["fills"]
        self.fonts = by_name["fonts"].children if "fonts" in by_name else []
        self.made: dict[tuple[int, tuple[tuple[str, str], ...]], int] = {}
        self.added: list[bytes] = []
        self.added_fills: list[bytes] = []

    def variant(self, style: int, **changes: str) -> int:
        """The number of a style that is another one but for these attributes."""
        key = (style, tuple(sorted(changes.items())))
        if key not in self.made:
            base = self.cells.children[style]
            text = self.data[base.start : base.tag_end].decode()
            for name, value in changes.items():
                pattern = lazy_pattern(rf'\b{name}="[^"]*"')
                given = f'{name}="{value}"'
                if pattern.search(text):
                    text = pattern.sub(given, text)
                else:
                    text = text.replace(base.name, f"{base.name} {given}", 1)
            self.made[key] = len(self.cells.children) + len(self.added)
            self.added.append(text.encode() + self.data[base.tag_end : base.end])
        return self.made[key]

    def fills_of(self, colour: str) -> frozenset[int]:
        """The numbers of the fills in this colour."""
        sought = colour.encode()
        return frozenset(
            number
            for number, fill in enumerate(self.fills.children)
            if sought in self.data[fill.start : fill.end].upper()
        )

    def styles_with(self, fills: Container[int]) -> frozenset[int]:
        """The numbers of the styles of cells with one of the fills."""
        return frozenset(
            number
            for number, style in enumerate(self.cells.children)
            if int(style.attributes.get("fillId", 0)) in fills
        )

    def add_fill(self, colour: str) -> int:
        """The number of a new fill in one colour."""
        prefix = self.fills.prefix
        self.added_fills.append(
            f'<{prefix}fill><{prefix}patternFill patternType="solid">'
            f'<{prefix}fgColor rgb="FF{colour}"/></{prefix}patternFill>'
            f"</{prefix}fill>".encode()
        )
        return len(self.fills.children) + len(self.added_fills) - 1

    def add_wrapped(self) -> int:
        """The number of a style whose text wraps, in Times New Roman."""
        fonts = (self.data[own.start : own.end] for own in self.fonts)
        plain = (
            number
            for number, font in enumerate(fonts)
            if b'"Times New Roman"' in font and not _EMPHASIS.search(font)
        )
        prefix = self.fills.prefix
        self.added.append(
            f'<{prefix}xf numFmtId="49" fontId="{next(plain, 0)}" fillId="0" '
            'borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
            f'<{prefix}alignment vertical="top" wrapText="1"/></{prefix}xf>'.encode()
        )
        return len(self.cells.children) + len(self.added) - 1

    def content(self) -> bytes:
        """The part with what was added."""
        splices: list[Splice] = []
        for group, added in ((self.cells, self.added), (self.fills, self.added_fills)):
            if added:
                count = b'count="%d"' % (len(group.children) + len(added))
                head = self.data[group.start : group.tag_end]
                head = lazy_pattern(rb'count="\d+"').sub(count, head)
                splices.append((group.start, group.tag_end, head))
                splices.append((group.close, group.close, b"".join(added)))
        return splice(self.data, splices)


def patch_workbook(data: bytes, changes: Mapping[CellAt, CellValue]) -> bytes:
    """The workbook with values in some cells, their formats kept.

    What formulas came to is taken out: the next program that opens it works it out.
    """
    with ZipFile(BytesIO(data)) as archive:
        book = workbook_parts(archive)
        styles = StyleBook(archive.read(STYLES))
        by_sheet: dict[str, dict[Spot, CellValue]] = {}
        for (sheet, row, column), value in changes.items():
            by_sheet.setdefault(sheet, {})[row, column] = value
        parts: dict[str, bytes] = {}
        for title, part in book.sheets:
            sheet_data = archive.read(part)
            patch = SheetPatch(sheet_data, book, styles)
            made = patch.with_values(by_sheet.get(title, {}))
            if made != sheet_data:
                parts[part] = made
        parts[WORKBOOK] = _recalculated(archive.read(WORKBOOK))
        if styles.added:
            parts[STYLES] = styles.content()
    return rewrite_archive(data, parts)


def _recalculated(book: bytes) -> bytes:
    """The workbook's outline, which asks that all be worked out when it is opened."""
    match = _CALC.search(book)
    if match is not None:
        own = lazy_pattern(rb'\s*fullCalcOnLoad="[^"]*"').sub(b"", match[2])
        tag = b'<%scalcPr%s fullCalcOnLoad="1"%s>' % (match[1], own, match[3])
        return book[: match.start()] + tag + book[match.end() :]
    before = _BEFORE_CALC.match(book)
    if before is None:
        return book
    tag = b'<%scalcPr fullCalcOnLoad="1"/>' % before[1]
    return book[: before.end()] + tag + book[before.end() :]


Piece = Callable[[Element | None, int], bytes]
"""What stands at a cell instead, by what is there and its style."""


class SheetPatch:
    """Puts values or styles into the cells of one sheet."""

    def __init__(self, data: bytes, book: WorkbookParts, styles: StyleBook) -> None:
        self.data, self.forms, self.styles = data, book.forms, styles
        self.epoch = _EPOCH_1904 if book.is_1904 else _EPOCH
        roots = elements_of(data, ("sheetData", "row", "c", "f", "v"))
        self.sheet = next(own for own in roots if own.bare_name == "sheetData")
        self.cells = [cell for row in self.sheet.children for cell in row.children]

    def with_values(self, changes: Mapping[Spot, CellValue]) -> bytes:
        """The part with the values in it; what formulas came to is taken out."""
        pieces: dict[Spot, Piece] = {
            at: partial(self._value_cell, at, value) for at, value in changes.items()
        }
        worked_out = [
            (own.start, own.end, b"")
            for cell in self.cells
            if _at(cell) not in changes
            and any(own.bare_name == "f" for own in cell.children)
            for own in cell.children
            if own.bare_name == "v"
        ]
        return self._patched(pieces, worked_out)

    def with_styles(self, changes: Mapping[Spot, Mapping[str, str]]) -> bytes:
        """The part with attributes of the style of some cells changed."""
        pieces: dict[Spot, Piece] = {
            at: partial(self._styled_cell, at, own) for at, own in changes.items()
        }
        return self._patched(pieces, [])

    def cells_of_style(self, styles: Container[int]) -> list[Spot]:
        """The cells that have one of the styles."""
        cells = self.cells
        return [_at(c) for c in cells if int(c.attributes.get("s", 0)) in styles]

    def _patched(self, pieces: Mapping[Spot, Piece], done: list[Splice]) -> bytes:
        by_row: dict[int, dict[int, Piece]] = {}
        for (row, column), piece in sorted(pieces.items(), key=lambda own: own[0]):
            by_row.setdefault(row, {})[column] = piece
        rows = {
            int(row.attributes.get("r", number)): row
            for number, row in enumerate(self.sheet.children, start=1)
        }
        for number, cells in by_row.items():
            if number in rows:
                done += self._in_row(rows[number], cells)
            else:
                made = b"".join(piece(None, 0) for piece in cells.values())
                at = _place_of(number, rows, self.sheet)
                done.append((at, at, self._wrapped("row", f' r="{number}"', made)))
        return splice(self.data, inside(self.data, self.sheet, done))

    def _in_row(self, row: Element, cells: Mapping[int, Piece]) -> list[Splice]:
        there = {_at(cell)[1]: cell for cell in row.children}
        splices: list[Splice] = []
        for column, piece in cells.items():
            own, at = there.get(column), _place_of(column, there, row)
            start, end = (own.start, own.end) if own else (at, at)
            made = piece(own, int((own or row).attributes.get("s", 0)))
            splices.append((start, end, made))
        return inside(self.data, row, splices)

    def _wrapped(self, name: str, attributes: str, inner: bytes) -> bytes:
        tag = f"{self.sheet.prefix}{name}"
        return f"<{tag}{attributes}>".encode() + inner + f"</{tag}>".encode()

    def _styled_cell(
        self, at: Spot, changes: Mapping[str, str], own: Element | None, style: int
    ) -> bytes:
        """The cell that is there, or an empty one, in another style."""
        made = f' r="{address(*at)}" s="{self.styles.variant(style, **changes)}"'
        if own is None:
            return self._wrapped("c", made, b"")
        kept = (
            f' {name}="{value}"'
            for name, value in own.attributes.items()
            if name not in {"r", "s"}
        )
        end = "/>" if own.is_empty else ">"
        tag = f"<{own.name}{made}{''.join(kept)}{end}"
        return tag.encode() + self.data[own.tag_end : own.end]

    def _value_cell(
        self, at: Spot, value: CellValue, _own: Element | None, style: int
    ) -> bytes:
        """A cell with a value in its format; a day gets one where it has none."""
        form = self.forms[style] if style < len(self.forms) else _PLAIN
        kind = ""
        if isinstance(value, date):
            if not form.is_day:
                changes = {"numFmtId": str(DAY_FORMAT), "applyNumberFormat": "1"}
                style = self.styles.variant(style, **changes)
            value = Decimal((value - self.epoch).days)
        elif isinstance(value, Percent) and form.is_percent:
            value = value / 100
        if isinstance(value, str):
            kind = ' t="inlineStr"'
            text = self._wrapped("t", ' xml:space="preserve"', escape(value).encode())
            inner = self._wrapped("is", "", text)
        else:
            inner = self._wrapped("v", "", f"{value:f}".encode())
        shown = f' s="{style}"' if style else ""
        return self._wrapped("c", f' r="{address(*at)}"{shown}{kind}', inner)


def _at(cell: Element) -> Spot:
    reference = cell.attributes.get("r", "")
    return spot_of(reference) if _REFERENCE.fullmatch(reference) else (0, 0)


def _place_of(number: int, there: Mapping[int, Element], whole: Element) -> int:
    """Where a new row or cell goes: before the first later one, else at the end."""
    later = (there[other].start for other in sorted(there) if other > number)
    return next(later, whole.close)
