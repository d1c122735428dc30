"""Marks in the file that came: red cells, comments, a sheet in front; old ones go.

Only the parts that a mark stands in are changed, so that nothing of the sender's is
lost (drop-downs, pictures, comments of his own).
"""

from collections.abc import Iterable, Mapping
from io import BytesIO
from posixpath import basename, dirname, relpath
from re import DOTALL
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from cchc.paper.workbook_patch import (
    STYLES,
    SheetPatch,
    Splice,
    Spot,
    StyleBook,
    append_to,
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
from cchc.text.form_marks import MARKED
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
_ROW, _COLUMN = (
    lazy_pattern(rb"<x:%b>\s*(\d+)\s*</x:" % name) for name in (b"Row", b"Column")
)
_LOCAL = lazy_pattern(rb'localSheetId="(\d+)"')
_TAB = lazy_pattern(rb'\s(?:activeTab|firstSheet)="\d+"')
_FOOT = lazy_pattern(rb"(?s)<headerFooter.*?</headerFooter>")
_SELECTED = lazy_pattern(rb'\stabSelected="(?:1|true)"')
SheetMarks = Mapping[Spot, str]
"""What is said of cells, by their row and column."""


class FrontSheet(Record):
    """The sheet in front: a title, then rows of texts; the first one is their head."""

    name: str
    title: str
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


def mark_workbook(
    data: bytes, marks: Mapping[str, SheetMarks], front: FrontSheet, answers: str
) -> bytes:
    """The workbook with red cells and comments, a sheet in front, and its answers.

    Raises:
        Exception: a part is not as it must be; then nothing can be marked.
    """
    with ZipFile(BytesIO(data)) as archive:
        marker = _Marker(archive)
        marker.mark(marks, front)
        marker.keep_answers(answers)
        return rewrite_archive(data, marker.parts)


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

    def mark(self, marks: Mapping[str, SheetMarks], front: FrontSheet) -> None:
        """Mark the cells of each sheet, and put the sheet in front."""
        fills = [*self.styles.fills_of(INPUT)] or [self.styles.add_fill(INPUT)]
        red = str(min(self.red, default=None) or self.styles.add_fill(RED))
        for title, part in self.book.sheets:
            if title != front.name:
                self._mark_sheet(part, marks.get(title, {}), red, str(fills[0]))
        self._put_in_front(front, dict(self.book.sheets).get(front.name))
        if self.styles.added or self.styles.added_fills:
            self.parts[STYLES] = self.styles.content()

    def read(self, part: str, empty: str = "") -> bytes:
        """A part as it is by now; what is `empty` where there is none."""
        is_there = part in self.names or part in self.parts
        if empty and not is_there:
            return empty.encode()
        return self.parts.get(part) or self.archive.read(part)

    def _mark_sheet(self, part: str, marks: SheetMarks, red: str, plain: str) -> None:
        data = _SELECTED.sub(b"", self.read(part))
        patch = SheetPatch(data, self.book, self.styles)
        changes = {
            at: {"fillId": plain, "applyFill": "1"}
            for at in patch.cells_of_style(self.red_styles)
        }
        changes |= {at: {"fillId": red, "applyFill": "1"} for at in marks}
        self.parts[part] = patch.with_styles(changes)
        self._put_comments(part, marks)

    def _put_comments(self, part: str, marks: SheetMarks) -> None:
        """Our comments of before go; each mark gets one, and a box to be shown in."""
        links = f"{dirname(part)}/_rels/{basename(part)}.rels"
        linked: dict[str, str] = {}
        if links in self.names or links in self.parts:
            found = links_of(self.archive, links, f"/{dirname(part)}").values()
            linked = {kind: target for target, kind in found}
        if not marks and "comments" not in linked:
            return
        number = basename(part).removesuffix(".xml").removeprefix("sheet")
        comments = linked.get("comments") or f"xl/comments-cchc-{number}.xml"
        drawing = linked.get("vmlDrawing") or f"xl/drawings/vml-cchc-{number}.vml"
        empty = f'<comments xmlns="{self.sheets}">{_NO_COMMENTS}</comments>'
        text = self.read(comments) if "comments" in linked else empty.encode()
        self.parts[comments], gone = _commented(text, marks)
        shapes = self.read(drawing) if "vmlDrawing" in linked else _NO_SHAPES
        self.parts[drawing] = _with_shapes(shapes, marks, gone)
        if "comments" not in linked:
            self._link(links, part, "comments", comments)
            self._override(comments, f"{_SHEET_TYPE}.comments+xml")
        if "vmlDrawing" not in linked:
            own = self._link(links, part, "vmlDrawing", drawing)
            self.parts[_TYPES] = _with_drawings(self.read(_TYPES))
            self.parts[part] = _with_drawing(self.parts[part], own, self.office)

    def _link(self, links: str, part: str, kind: str, target: str) -> str:
        """Add a link to a part; its id."""
        data = self.read(links, f'<Relationships xmlns="{_PACKAGE}"></Relationships>')
        own = f"cchc{data.count(b'<Relationship ') + 1}"
        path = relpath(target, dirname(part) or ".")
        made = (
            f'<Relationship Id="{own}" Type="{self.office}/relationships/{kind}" '
            f'Target="{path}"/>'
        )
        self.parts[links] = append_to(data, "Relationships", made)
        return own

    def _override(self, part: str, kind: str) -> None:
        data = self.read(_TYPES)
        if f'PartName="/{part}"'.encode() not in data:
            made = f'<Override PartName="/{part}" ContentType="{kind}"/>'
            self.parts[_TYPES] = append_to(data, "Types", made)

    def _put_in_front(self, front: FrontSheet, old: str | None) -> None:
        """The sheet before all others; one of this name is written anew."""
        part = old or "xl/worksheets/sheet-cchc.xml"
        # heads and feet of another sheet: unit, period, code of the form
        others = (self.read(other) for _, other in self.book.sheets if other != part)
        foot = next((m[0] for m in map(_FOOT.search, others) if m), b"")
        sheet = _front_part(front, self.styles.add_wrapped(), self.sheets)
        self.parts[part] = sheet.replace(b"</worksheet>", foot + b"</worksheet>")
        book = _TAB.sub(b"", self.read(WORKBOOK))
        if old is None:
            own = self._link(_BOOK_LINKS, WORKBOOK, "worksheet", part)
            self._override(part, f"{_SHEET_TYPE}.worksheet+xml")
            book = _LOCAL.sub(lambda m: b'localSheetId="%d"' % (int(m[1]) + 1), book)
            (sheets,) = elements_of(book, ("sheets", "sheet"))
            ids = [int(own.attributes["sheetId"]) for own in sheets.children]
            names = f'xmlns:cchc="{self.office}/relationships" cchc:id="{own}"'
            title = f'name={quoteattr(front.name)} sheetId="{max(ids) + 1}"'
            made = f"<{sheets.prefix}sheet {title} {names}/>"
            at = sheets.tag_end
            book = book[:at] + made.encode() + book[at:]
        self.parts[WORKBOOK] = book

    def keep_answers(self, answers: str) -> None:
        """The property of the document that has the answers, in the place of one."""
        types = f'xmlns="{_OFFICE}/custom-properties"'
        values = f'xmlns:vt="{_OFFICE}/docPropsVTypes"'
        data = self.read(_CUSTOM, f"<Properties {types} {values}></Properties>")
        linked = elements_of(data, ("property",))
        gone = [own for own in linked if own.attributes.get("name") == MARKED]
        last = max((int(own.attributes.get("pid", 1)) for own in linked), default=1)
        data = splice(data, [(own.start, own.end, b"") for own in gone])
        made = (
            f'<property {types} fmtid="{_FORMAT}" pid="{last + 1}" name="{MARKED}">'
            f"<vt:lpwstr {values}>{escape(answers)}</vt:lpwstr></property>"
        )
        self.parts[_CUSTOM] = append_to(data, "Properties", made)
        if _CUSTOM not in self.names:
            self._link(_ROOT_LINKS, "", "custom-properties", _CUSTOM)
            self._override(_CUSTOM, f"{_DOCUMENT_TYPE}.custom-properties+xml")


def _commented(data: bytes, marks: SheetMarks) -> tuple[bytes, list[str]]:
    """The comments with ours anew, and the addresses where ours stood or stand."""
    linked = elements_of(data, ("authors", "author", "commentList", "comment"))
    authors, listed = (own for own in linked if own.name.endswith(("authors", "List")))
    prefix = authors.prefix
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


def _with_shapes(data: bytes, marks: SheetMarks, gone: Iterable[str]) -> bytes:
    """The boxes of the comments, those of comments that are gone taken out."""
    lost = set(gone)

    def keep(shape: bytes) -> bytes:
        row, column = _ROW.search(shape), _COLUMN.search(shape)
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


def _with_drawings(types: bytes) -> bytes:
    """The types of all parts, with that of the drawings of comments."""
    if b'Extension="vml"' in types:
        return types
    kind = f"{_DOCUMENT_TYPE}.vmlDrawing"
    made = f'<Default Extension="vml" ContentType="{kind}"/>'.encode()
    at = types.index(b"<Override") if b"<Override" in types else len(types)
    return splice(types, [(at, at, made)])


def _with_drawing(data: bytes, link: str, office: str) -> bytes:
    """The sheet with the drawing of its comments' boxes, where it must stand."""
    (sheet,) = elements_of(data, ("worksheet", *_BEHIND_DRAWING))
    names = f'xmlns:cchc="{office}/relationships" cchc:id="{link}"'
    made = f"<{sheet.prefix}legacyDrawing {names}/>".encode()
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
