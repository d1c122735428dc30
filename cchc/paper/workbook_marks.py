"""Marks in the file that came: red cells, comments, a sheet in front; old ones go.

Only the parts that a mark stands in are changed, so that nothing of the sender's is
lost (drop-downs, pictures, comments of his own).
"""

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from posixpath import basename, dirname, relpath
from re import DOTALL
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from cchc.paper.workbook_patch import SheetPatch
from cchc.paper.workbook_xml import (
    STYLES,
    Splice,
    StyleBook,
    elements_of,
    rewrite_archive,
    splice,
)
from cchc.sources.forms.form_grid import address
from cchc.sources.forms.workbook_parts import (
    COMMENTS_BY,
    WORKBOOK,
    WorkbookParts,
    links_of,
    workbook_parts,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record

RED, INPUT = "FFB3B3", "FFF8DC"
_TYPES, _BOOK_LINKS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_CUSTOM, _ROOT_LINKS = "docProps/custom.xml", "_rels/.rels"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument"
_STRICT_SHEETS = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_DOCUMENT_TYPE = "application/vnd.openxmlformats-officedocument"
_SHEET_TYPE = f"{_DOCUMENT_TYPE}.spreadsheetml"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_BEHIND_DRAWING = (
    *("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls"),
    *("webPublishItems", "tableParts", "extLst"),
)
_SHAPE = lazy_pattern(rb"<v:shape\b.*?</v:shape>", DOTALL)
_LOCAL = lazy_pattern(rb'localSheetId="(\d+)"')
_TAB = lazy_pattern(rb'\s(?:activeTab|firstSheet)="\d+"')
_FOOT = lazy_pattern(rb"(?s)<headerFooter.*?</headerFooter>")
_SELECTED = lazy_pattern(rb'\stabSelected="(?:1|true)"')

Marks = Mapping[str, Mapping[tuple[int, int], str]]
"""What is said of cells, by the title of their sheet, row and column."""


class FrontSheet(Record):
    """The sheet in front: a title, then rows of texts; the first one is their head."""

    name: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def mark_workbook(
    data: bytes, marks: Marks, front: FrontSheet, properties: Mapping[str, str]
) -> bytes:
    """The workbook with red cells and comments, a sheet in front, and properties.

    Raises:
        Exception: a part is not as it must be; then nothing can be marked.
    """
    with ZipFile(BytesIO(data)) as archive:
        return _Marker(archive).mark(data, marks, front, properties)


class _Marker:
    """Changes the parts of one workbook; `parts` are those that differ by now."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.names = frozenset(archive.namelist())
        self.parts: dict[str, bytes] = {}
        self.book: WorkbookParts = workbook_parts(archive)
        self.styles = StyleBook(archive.read(STYLES))
        is_strict = _STRICT_SHEETS.encode() in archive.read(WORKBOOK)
        self.office = _STRICT_OFFICE if is_strict else _OFFICE
        self.sheets = _STRICT_SHEETS if is_strict else _SHEETS
        self.red = self.styles.fills_of(RED)
        self.red_styles = self.styles.styles_with(self.red)

    def mark(
        self,
        data: bytes,
        marks: Marks,
        front: FrontSheet,
        properties: Mapping[str, str],
    ) -> bytes:
        old = dict(self.book.sheets)
        fills = [*self.styles.fills_of(INPUT)] or [self.styles.add_fill(INPUT)]
        red = str(min(self.red, default=None) or self.styles.add_fill(RED))
        for title, part in self.book.sheets:
            if title != front.name:
                self._mark_sheet(part, marks.get(title, {}), red, str(fills[0]))
        self._put_in_front(front, old.get(front.name))
        self._set_properties(properties)
        if self.styles.added or self.styles.added_fills:
            self.parts[STYLES] = self.styles.content()
        return rewrite_archive(data, self.parts)

    def read(self, part: str) -> bytes:
        """A part as it is by now."""
        return self.parts.get(part) or self.archive.read(part)

    def _mark_sheet(
        self, part: str, marks: Mapping[tuple[int, int], str], red: str, plain: str
    ) -> None:
        data = _SELECTED.sub(b"", self.read(part))
        patch = SheetPatch(data, self.book.forms, self.styles)
        changes = {
            at: {"fillId": plain, "applyFill": "1"}
            for at in patch.cells_of_style(self.red_styles)
        }
        changes |= {at: {"fillId": red, "applyFill": "1"} for at in marks}
        self.parts[part] = patch.with_styles(changes)
        self._put_comments(part, marks)

    def _put_comments(self, part: str, marks: Mapping[tuple[int, int], str]) -> None:
        """Our comments of before go; each mark gets one, and a box to be shown in."""
        links = f"{dirname(part)}/_rels/{basename(part)}.rels"
        linked = self._links(links, dirname(part))
        comments = linked.get("comments")
        if not marks and comments is None:
            return
        number = basename(part).removesuffix(".xml").removeprefix("sheet")
        made = comments or f"xl/comments-cchc-{number}.xml"
        drawing = linked.get("vmlDrawing") or f"xl/drawings/vml-cchc-{number}.vml"
        empty = f'<comments xmlns="{self.sheets}">{_NO_COMMENTS}</comments>'.encode()
        text = self.read(made) if comments else empty
        self.parts[made], gone = _commented(text, marks)
        shapes = self.read(drawing) if "vmlDrawing" in linked else _NO_SHAPES
        self.parts[drawing] = _with_shapes(shapes, marks, gone)
        if comments is None:
            self._link(links, part, "comments", made)
            self._override(made, f"{_SHEET_TYPE}.comments+xml")
        if "vmlDrawing" not in linked:
            own = self._link(links, part, "vmlDrawing", drawing)
            self._default(
                "vml", "application/vnd.openxmlformats-officedocument.vmlDrawing"
            )
            self.parts[part] = _with_drawing(self.parts[part], own, self.office)

    def _links(self, links: str, base: str) -> dict[str, str]:
        """The parts that a part links to, by their kind."""
        if links not in self.names and links not in self.parts:
            return {}
        found = links_of(self.archive, links, f"/{base}")
        return {kind: part for part, kind in found.values()}

    def _link(self, links: str, part: str, kind: str, target: str) -> str:
        """Add a link to a part; its id."""
        empty = f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        is_there = links in self.names or links in self.parts
        data = self.read(links) if is_there else empty
        own = f"cchc{data.count(b'<Relationship ') + 1}"
        path = relpath(target, dirname(part) or ".")
        made = (
            f'<Relationship Id="{own}" Type="{self.office}/relationships/{kind}" '
            f'Target="{path}"/>'
        )
        self.parts[links] = _before_end(data, b"Relationships", made.encode())
        return own

    def _override(self, part: str, kind: str) -> None:
        data = self.read(_TYPES)
        if f'PartName="/{part}"'.encode() not in data:
            made = f'<Override PartName="/{part}" ContentType="{kind}"/>'
            self.parts[_TYPES] = _before_end(data, b"Types", made.encode())

    def _default(self, ending: str, kind: str) -> None:
        data = self.read(_TYPES)
        if f'Extension="{ending}"'.encode() not in data:
            made = f'<Default Extension="{ending}" ContentType="{kind}"/>'.encode()
            at = data.index(b"<Override") if b"<Override" in data else len(data)
            self.parts[_TYPES] = data[:at] + made + data[at:]

    def _put_in_front(self, front: FrontSheet, old: str | None) -> None:
        """The sheet before all others; one of this name is written anew."""
        part = old or "xl/worksheets/sheet-cchc.xml"
        foot = next(self._feet_beside(part), b"")
        sheet = _front_part(front, self.styles.add_wrapped(), self.sheets)
        self.parts[part] = sheet.replace(b"</worksheet>", foot + b"</worksheet>")
        book = _TAB.sub(b"", self.read(WORKBOOK))
        if old is None:
            own = self._link(_BOOK_LINKS, WORKBOOK, "worksheet", part)
            self._override(part, f"{_SHEET_TYPE}.worksheet+xml")
            book = _LOCAL.sub(lambda m: b'localSheetId="%d"' % (int(m[1]) + 1), book)
            (sheets,) = elements_of(book, ("sheets", "sheet"))
            ids = [int(own.attributes["sheetId"]) for own in sheets.children]
            prefix = sheets.name.removesuffix("sheets")
            made = (
                f'<{prefix}sheet name={quoteattr(front.name)} sheetId="{max(ids) + 1}" '
                f'xmlns:cchc="{self.office}/relationships" cchc:id="{own}"/>'
            )
            at = sheets.tag_end
            book = book[:at] + made.encode() + book[at:]
        self.parts[WORKBOOK] = book

    def _feet_beside(self, front: str) -> Iterator[bytes]:
        """Heads and feet of the other sheets: unit, period, code of the form."""
        for _, part in self.book.sheets:
            if part != front and (found := _FOOT.search(self.read(part))):
                yield found[0]

    def _set_properties(self, properties: Mapping[str, str]) -> None:
        """Properties of the document by their names, in the place of older ones."""
        is_there = _CUSTOM in self.names
        types = f'xmlns="{_OFFICE}/custom-properties"'
        values = f'xmlns:vt="{_OFFICE}/docPropsVTypes"'
        empty = f"<Properties {types} {values}></Properties>".encode()
        data = self.read(_CUSTOM) if is_there else empty
        found = elements_of(data, ("property",))
        gone = [own for own in found if own.attributes.get("name") in properties]
        last = max((int(own.attributes.get("pid", 1)) for own in found), default=1)
        data = splice(data, [(own.start, own.end, b"") for own in gone])
        made = "".join(
            f'<property {types} fmtid="{_FORMAT}" pid="{last + number}" '
            f"name={quoteattr(name)}>"
            f"<vt:lpwstr {values}>{escape(value)}</vt:lpwstr>"
            "</property>"
            for number, (name, value) in enumerate(properties.items(), start=1)
        )
        self.parts[_CUSTOM] = _before_end(data, b"Properties", made.encode())
        if not is_there:
            self._link(_ROOT_LINKS, "", "custom-properties", _CUSTOM)
            self._override(_CUSTOM, f"{_DOCUMENT_TYPE}.custom-properties+xml")


def _before_end(data: bytes, tag: bytes, piece: bytes) -> bytes:
    """The bytes with a piece before the last end of an element, opened if need be."""
    at = data.rfind(b"</" + tag)
    if at < 0:
        at = data.rfind(b"</", 0, data.rfind(b":" + tag + b">"))
    if at < 0:  # <Types .../>: nothing is in it yet
        end = data.rindex(b"/>")
        return data[:end] + b">" + piece + b"</" + tag + b">"
    return data[:at] + piece + data[at:]


def _commented(
    data: bytes, marks: Mapping[tuple[int, int], str]
) -> tuple[bytes, list[str]]:
    """The comments with ours anew, and the addresses where ours stood or stand."""
    found = elements_of(data, ("authors", "author", "commentList", "comment"))
    authors, listed = (own for own in found if own.name.endswith(("authors", "List")))
    prefix = authors.name.removesuffix("authors")
    names = [data[own.tag_end : own.close].decode() for own in authors.children]
    splices: list[Splice] = []
    number = names.index(COMMENTS_BY) if COMMENTS_BY in names else len(names)
    if number == len(names):
        author = f"<{prefix}author>{COMMENTS_BY}</{prefix}author>".encode()
        splices.append((authors.close, authors.close, author))
    addresses = {address(*at): text for at, text in marks.items()}
    gone = [
        own
        for own in listed.children
        if own.attributes.get("authorId") == str(number)
        or own.attributes.get("ref") in addresses
    ]
    splices += [(own.start, own.end, b"") for own in gone]
    made = "".join(
        f'<{prefix}comment ref="{at}" authorId="{number}"><{prefix}text><{prefix}t '
        f'xml:space="preserve">{escape(text)}</{prefix}t></{prefix}text></{prefix}comment>'
        for at, text in addresses.items()
    )
    splices.append((listed.close, listed.close, made.encode()))
    return splice(data, splices), [own.attributes.get("ref", "") for own in gone]


_NO_COMMENTS = "<authors></authors><commentList></commentList>"
_NO_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    b'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def _with_shapes(
    data: bytes, marks: Mapping[tuple[int, int], str], gone: Iterable[str]
) -> bytes:
    """The boxes of the comments, those of comments that are gone taken out."""
    lost = set(gone)

    def keep(shape: bytes) -> bytes:
        row, column = (
            lazy_pattern(rb"<x:%s>\s*(\d+)\s*</x:%s>" % (name, name)).search(shape)
            for name in (b"Row", b"Column")
        )
        if row is None or column is None:
            return shape
        at = address(int(row[1]) + 1, int(column[1]) + 1)
        return b"" if at in lost else shape

    data = _SHAPE.sub(lambda match: keep(match[0]), data)
    made = "".join(
        f'<v:shape id="_x0000_s{9000 + number}" type="#_x0000_t202" style="position:'
        'absolute;width:240pt;height:90pt;visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" '
        'obscured="t"/><v:path o:connecttype="none"/><x:ClientData ObjectType="Note">'
        "<x:MoveWithCells/><x:SizeWithCells/>"
        f"<x:Anchor>{column}, 15, {row}, 2, {column + 3}, 15, {row + 4}, 4</x:Anchor>"
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row>"
        f"<x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
        for number, (row, column) in enumerate(sorted(marks), start=1)
    )
    at = data.rindex(b"</")
    return data[:at] + made.encode() + data[at:]


def _with_drawing(data: bytes, link: str, office: str) -> bytes:
    """The sheet with the drawing of its comments' boxes, where it must stand."""
    (sheet,) = (o for o in elements_of(data, ("worksheet", *_BEHIND_DRAWING)))
    prefix = sheet.name.removesuffix("worksheet")
    made = (
        f'<{prefix}legacyDrawing xmlns:cchc="{office}/relationships" cchc:id="{link}"/>'
    ).encode()
    at = next((own.start for own in sheet.children), sheet.close)
    return data[:at] + made + data[at:]


def _front_part(front: FrontSheet, style: int, namespace: str) -> bytes:
    """The sheet in front as a part: texts only, wide enough to be read and printed."""
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, width in enumerate(front.widths, start=1)
    )
    rows = [(1, (front.title,)), *enumerate(front.rows, start=3)]
    body = "".join(
        f'<row r="{number}" ht="{_height(texts, front.widths)}" customHeight="1">'
        + "".join(
            f'<c r="{address(number, column)}" s="{style}" t="inlineStr"><is>'
            f'<t xml:space="preserve">{escape(text)}</t></is></c>'
            for column, text in enumerate(texts, start=1)
        )
        + "</row>"
        for number, texts in rows
    )
    last = address(1, len(front.widths))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<worksheet xmlns="{namespace}"><sheetPr><pageSetUpPr fitToPage="1"/>'
        "</sheetPr>"
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{body}</sheetData>"
        f'<mergeCells count="1"><mergeCell ref="A1:{last}"/></mergeCells>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    ).encode()


def _height(texts: tuple[str, ...], widths: tuple[int, ...]) -> int:
    """Points that the longest of the texts needs; a title has the whole width."""
    if len(texts) == 1:
        widths = (sum(widths),)
    lines = (
        sum(-(-len(line) // width) or 1 for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return 17 * max(lines) + 4
