"""Cells of a workbook changed in the file that came: all else stays byte for byte.

Sheets are not read and written again: only the bytes of the cells named are put in
their place, so that nothing of the sender's is lost (drop-downs, pictures, formats).
"""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from io import BytesIO
from re import ASCII
from xml.sax.saxutils import escape
from zipfile import ZipFile

from cchc.paper.workbook_xml import (
    STYLES,
    Element,
    Splice,
    StyleBook,
    elements_of,
    rewrite_archive,
    splice,
)
from cchc.sources.forms.form_grid import address, column_number
from cchc.sources.forms.workbook_parts import (
    WORKBOOK,
    NumberForm,
    workbook_parts,
)
from cchc.text.lazy import lazy_pattern

DAY_FORMAT = 14
"""The number of Excel's own format of a day, shown as each country writes it."""
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
_CALC = lazy_pattern(rb"<((?:\w+:)?)calcPr\b([^>]*?)(/?)>", ASCII)
_BEFORE_CALC = lazy_pattern(
    rb".*</(?:\w+:)?(?:sheets|functionGroups|externalReferences|definedNames)>", 16
)
_REFERENCE = lazy_pattern(r"([A-Z]+)([0-9]+)")
_PLAIN = NumberForm()


class Percent(Decimal):
    """A number of per cent: a cell that is shown in percent holds a hundredth of it."""


CellValue = Decimal | date | str
CellAt = tuple[str, int, int]
"""Title of the sheet, row and column."""


def patch_workbook(data: bytes, changes: Mapping[CellAt, CellValue]) -> bytes:
    """The workbook with values in some cells, their formats kept.

    What formulas came to is taken out: the next program that opens it works it out.
    """
    with ZipFile(BytesIO(data)) as archive:
        book = workbook_parts(archive)
        styles = StyleBook(archive.read(STYLES))
        by_sheet: dict[str, dict[tuple[int, int], CellValue]] = {}
        for (sheet, row, column), value in changes.items():
            by_sheet.setdefault(sheet, {})[row, column] = value
        parts: dict[str, bytes] = {}
        for title, part in book.sheets:
            sheet_data = archive.read(part)
            patch = SheetPatch(sheet_data, book.forms, styles, is_1904=book.is_1904)
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
    closing = before.group().rpartition(b"</")[2]
    prefix = closing.rpartition(b":")[0] + b":" if b":" in closing else b""
    tag = b'<%scalcPr fullCalcOnLoad="1"/>' % prefix
    return book[: before.end()] + tag + book[before.end() :]


Piece = Callable[[Element | None, int], bytes]
"""What stands at a cell instead, by what is there and its style."""


class SheetPatch:
    """Puts values or styles into the cells of one sheet."""

    def __init__(
        self,
        data: bytes,
        forms: tuple[NumberForm, ...],
        styles: StyleBook,
        *,
        is_1904: bool = False,
    ) -> None:
        self.data, self.forms, self.styles = data, forms, styles
        self.epoch = _EPOCH_1904 if is_1904 else _EPOCH
        roots = elements_of(data, ("sheetData", "row", "c", "f", "v"))
        self.sheet = next(own for own in roots if own.name.endswith("sheetData"))
        self.prefix = self.sheet.name.removesuffix("sheetData")

    def with_values(self, changes: Mapping[tuple[int, int], CellValue]) -> bytes:
        """The part with the values in it; what formulas came to is taken out."""
        pieces: dict[tuple[int, int], Piece] = {
            at: partial(self._value_cell, at, value) for at, value in changes.items()
        }
        return self._patched(pieces, self._emptied_formulas(changes))

    def with_styles(
        self, changes: Mapping[tuple[int, int], Mapping[str, str]]
    ) -> bytes:
        """The part with attributes of the style of some cells changed."""
        pieces: dict[tuple[int, int], Piece] = {
            at: partial(self._styled_cell, at, own) for at, own in changes.items()
        }
        return self._patched(pieces)

    def cells_of_style(self, styles: Container[int]) -> Iterator[tuple[int, int]]:
        """The cells that have one of the styles."""
        for row in self.sheet.children:
            for cell in row.children:
                if int(cell.attributes.get("s", 0)) in styles:
                    yield _at(cell)

    def _patched(
        self, pieces: Mapping[tuple[int, int], Piece], splices: Iterable[Splice] = ()
    ) -> bytes:
        done = list(splices)
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
                later = (rows[own].start for own in sorted(rows) if own > number)
                at = next(later, self.sheet.close)
                new_row = self._wrapped("row", f' r="{number}"', made)
                done.append((at, at, new_row))
        return self._opened(self.sheet, done)

    def _emptied_formulas(
        self, changes: Mapping[tuple[int, int], CellValue]
    ) -> Iterator[Splice]:
        """What formulas came to, taken out."""
        for row in self.sheet.children:
            for cell in row.children:
                names = {own.name.removeprefix(self.prefix) for own in cell.children}
                if "f" in names and _at(cell) not in changes:
                    yield from (
                        (own.start, own.end, b"")
                        for own in cell.children
                        if own.name == f"{self.prefix}v"
                    )

    def _in_row(self, row: Element, cells: Mapping[int, Piece]) -> list[Splice]:
        there = {_at(cell)[1]: cell for cell in row.children}
        splices: list[Splice] = []
        for column, piece in cells.items():
            own = there.get(column)
            styled = row if own is None else own
            made = piece(own, int(styled.attributes.get("s", 0)))
            if own is not None:
                splices.append((own.start, own.end, made))
                continue
            later = (there[other].start for other in sorted(there) if other > column)
            at = next(later, row.close)
            splices.append((at, at, made))
        if row.is_empty:
            made = b"".join(piece for _, _, piece in splices)
            tag = self.data[row.start : row.tag_end - 2] + b">"
            close = f"</{row.name}>".encode()
            return [(row.start, row.end, tag + made + close)]
        return splices

    def _opened(self, sheet: Element, splices: list[Splice]) -> bytes:
        if not (sheet.is_empty and splices):
            return splice(self.data, splices)
        made = b"".join(piece for _, _, piece in splices)
        tag = self.data[sheet.start : sheet.tag_end - 2] + b">"
        close = f"</{sheet.name}>".encode()
        return splice(self.data, [(sheet.start, sheet.end, tag + made + close)])

    def _wrapped(self, name: str, attributes: str, inner: bytes) -> bytes:
        tag = f"{self.prefix}{name}"
        return f"<{tag}{attributes}>".encode() + inner + f"</{tag}>".encode()

    def _styled_cell(
        self,
        at: tuple[int, int],
        changes: Mapping[str, str],
        own: Element | None,
        style: int,
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
        self,
        at: tuple[int, int],
        value: CellValue,
        _own: Element | None,
        style: int,
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
            tag = f"{self.prefix}t"
            text = f'<{tag} xml:space="preserve">{escape(value)}</{tag}>'
            inner = self._wrapped("is", "", text.encode())
        else:
            inner = self._wrapped("v", "", f"{value:f}".encode())
        shown = f' s="{style}"' if style else ""
        return self._wrapped("c", f' r="{address(*at)}"{shown}{kind}', inner)


def _at(cell: Element) -> tuple[int, int]:
    match = _REFERENCE.fullmatch(cell.attributes.get("r", ""))
    return (int(match[2]), column_number(match[1])) if match else (0, 0)
