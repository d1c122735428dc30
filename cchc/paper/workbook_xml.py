"""The XML of a workbook's parts as bytes: where elements stand, pieces put in place."""

from collections.abc import Container, Iterable, Mapping
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from msgspec import Struct

from cchc.sources.forms.workbook_parts import refuse_dtd
from cchc.text.lazy import lazy_pattern
from cchc.text.record import field

ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The same parts give the same bytes, whenever they are written."""
STYLES = "xl/styles.xml"
_TAG = lazy_pattern(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_EMPHASIS = lazy_pattern(rb"<(?:\w+:)?[bi][ />]")
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
    end: int = 0
    close: int = 0
    is_empty: bool = False
    children: "list[Element]" = field(default_factory=list)


class _ElementFinder:
    """Notes where the elements of some names stand in the bytes of a part."""

    def __init__(self, data: bytes, names: Iterable[str]) -> None:
        self.data, self.names = data, frozenset(names)
        self.roots: list[Element] = []
        self.open: list[Element | None] = []
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = refuse_dtd
        self.parser.Parse(data, True)  # noqa: FBT003 -- it takes no keyword

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] not in self.names:
            self.open.append(None)
            return
        at = self.parser.CurrentByteIndex
        tag = _TAG.match(self.data, at)
        end = tag.end() if tag else at
        is_empty = self.data[end - 2 : end] == b"/>"
        element = Element(name, attributes, at, end, is_empty=is_empty)
        parents = [own for own in self.open if own is not None]
        (parents[-1].children if parents else self.roots).append(element)
        self.open.append(element)

    def _end(self, _: str) -> None:
        element = self.open.pop()
        if element is not None:
            element.close = element.end = element.tag_end
            if not element.is_empty:
                element.close = self.parser.CurrentByteIndex
                element.end = self.data.index(b">", element.close) + 1


def elements_of(data: bytes, names: Iterable[str]) -> list[Element]:
    """The elements of some names, without prefix, each with those of them inside.

    Raises:
        expat.ExpatError: the part is no XML, or declares a DTD.
    """
    return _ElementFinder(data, names).roots


def splice(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with pieces put in the place of others; those of one place in order."""
    pieces, at = [], 0
    for start, end, piece in sorted(splices, key=lambda own: own[:2]):
        pieces += [data[at:start], piece]
        at = max(at, end)
    return b"".join((*pieces, data[at:]))


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
        self.found = found = elements_of(data, names)
        self.cells = next(own for own in found if own.name.endswith("cellXfs"))
        self.fills = next(own for own in found if own.name.endswith("fills"))
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
        prefix = self.fills.name.removesuffix("fills")
        self.added_fills.append(
            f'<{prefix}fill><{prefix}patternFill patternType="solid">'
            f'<{prefix}fgColor rgb="FF{colour}"/></{prefix}patternFill>'
            f"</{prefix}fill>".encode()
        )
        return len(self.fills.children) + len(self.added_fills) - 1

    def add_wrapped(self) -> int:
        """The number of a style whose text wraps, in Times New Roman."""
        fonts = next(o for o in self.found if o.name.endswith("fonts"))
        plain = [
            number
            for number, font in enumerate(fonts.children)
            if b'"Times New Roman"' in (text := self.data[font.start : font.end])
            and not _EMPHASIS.search(text)
        ]
        prefix = self.fills.name.removesuffix("fills")
        number = len(self.cells.children) + len(self.added)
        font = plain[0] if plain else 0
        self.added.append(
            f'<{prefix}xf numFmtId="49" fontId="{font}" fillId="0" borderId="0" '
            f'xfId="0" applyFont="1" applyAlignment="1"><{prefix}alignment '
            f'vertical="top" wrapText="1"/></{prefix}xf>'.encode()
        )
        return number

    def content(self) -> bytes:
        """The part with what was added."""
        splices: list[Splice] = []
        for group, added in (
            (self.cells, self.added),
            (self.fills, self.added_fills),
        ):
            if added:
                count = len(group.children) + len(added)
                head = self.data[group.start : group.tag_end]
                more = lazy_pattern(r'count="\d+"').sub(
                    f'count="{count}"', head.decode()
                )
                splices.append((group.start, group.tag_end, more.encode()))
                splices.append((group.close, group.close, b"".join(added)))
        return splice(self.data, splices)
