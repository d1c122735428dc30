"""The parts of an .xlsx file: an archive of XML, read by a parser that obeys no DTD.

Both kinds of OOXML, transitional and Strict, are read alike; nothing is run, fetched
or computed.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache, partial
from posixpath import join, normpath
from re import IGNORECASE
from xml.parsers import expat
from zipfile import ZipFile

from cchc.text.lazy import lazy_pattern
from cchc.text.record import Record

COMMENTS_BY = "cchc"
"""Who writes the comments on a marked copy."""
MOST_ELEMENTS = 1_000_000
"""Cells of a sheet, or entries of any other part: no form has that many."""
WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_STYLES = "xl/styles.xml"
_PROPERTIES = "docProps/custom.xml"
_CORE = "docProps/core.xml"
_OF_WORKBOOK = frozenset({"sheet", "workbookPr", "definedName"})
_OF_STYLES = frozenset({"numFmt", "cellStyleXfs", "cellXfs", "xf"})
_BEHIND_STYLES = frozenset({"cellStyles", "dxfs"})
_CHUNK = 1 << 14
_HIDDEN_PART = lazy_pattern(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DAY_LETTER = lazy_pattern(r"(?<![_\\])[dmhys]", IGNORECASE)
_SPAN = lazy_pattern(r"\[(?:hh?|mm?|ss?)\]", IGNORECASE)
_BUILT_IN = {9: "%", 10: "%", **dict.fromkeys((*range(14, 23), 45, 47), "d")} | {
    46: "[h]"
}
"""What the formats show that no workbook spells: percent, days, spans of time."""


class TooManyElementsError(ValueError):
    """A part holds more than anybody types."""


class EnoughReadError(Exception):
    """A reader of a part needs nothing that is behind."""


class NumberForm(Record):
    """How a number is shown: in percent, as a day, as a span of time."""

    is_percent: bool = False
    is_day: bool = False
    is_span: bool = False


class WorkbookParts(Record):
    """What a workbook says of itself outside its sheets.

    `sheets` are titles with their parts, `strings` the part of the texts that sheets
    share, `forms` the formats by the number that a cell gives, `properties` those that
    the writer of the document made up, `names` what the book's defined names stand for;
    `saved_by` and `saved_at` as the program wrote them that saved it last.
    """

    sheets: tuple[tuple[str, str], ...]
    strings: str | None
    forms: tuple[NumberForm, ...]
    properties: Mapping[str, str]
    names: Mapping[str, str]
    is_1904: bool
    saved_by: str = ""
    saved_at: str = ""


def workbook_parts(archive: ZipFile) -> WorkbookParts:
    """The outline of a workbook.

    Raises:
        KeyError: a part that must be there is not.
        expat.ExpatError: a part is not XML, or declares a DTD.
        TooManyElementsError: a part is larger than any form's.
    """
    parts, links = frozenset(archive.namelist()), links_of(archive)
    sheets: list[tuple[str, str]] = []
    names: dict[str, str] = {}
    is_1904 = False
    for tag, found, text in _elements(archive, WORKBOOK, _OF_WORKBOOK):
        if tag == "sheet":
            link = next(found[name] for name in found if name.endswith(":id"))
            part, kind = links[link]
            if part in parts and kind != "chartsheet":
                sheets.append((found.get("name", ""), part))
        elif tag == "workbookPr":
            is_1904 = found.get("date1904") in {"1", "true"}
        elif "localSheetId" not in found:
            names[found.get("name", "")] = text
    strings = (part for part, kind in links.values() if kind == "sharedStrings")
    custom = (
        _elements(archive, _PROPERTIES, {"property"}) if _PROPERTIES in parts else []
    )
    saved: dict[str, str] = {}
    with suppress(expat.ExpatError, KeyError):  # it says nothing of what was filled in
        tags = {"lastModifiedBy", "modified"}
        saved = {tag: text for tag, _, text in _elements(archive, _CORE, tags)}
    return WorkbookParts(
        sheets=tuple(sheets),
        strings=next(strings, None),
        forms=_forms(archive.read(_STYLES)) if _STYLES in parts else (),
        properties={found.get("name", ""): text for _, found, text in custom},
        names=names,
        is_1904=is_1904,
        saved_by=saved.get("lastModifiedBy", ""),
        saved_at=saved.get("modified", ""),
    )


class ElementReader:
    """Takes the elements of some names in a part, up to a last, without their prefix.

    Each comes with the text behind its start, up to the next end; `count` are those
    that a reader counts.
    """

    def __init__(self, names: Collection[str] = (), last: Collection[str] = ()) -> None:
        self.names, self.last, self.count = names, last, 0
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self.at_hand: tuple[str, dict[str, str]] | None = None
        self.texts: list[str] = []
        self.is_open = False
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start_root
        self.parser.CharacterDataHandler = self.hear
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = refuse_dtd

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        """All elements of a part have the prefix of its first, mostly none."""
        prefix = name[: name.find(":") + 1]

        def start(longer: str, own: dict[str, str]) -> None:
            self.start(longer.removeprefix(prefix), own)

        self.parser.StartElementHandler = start if prefix else self.start
        self.parser.StartElementHandler(name, attributes)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """What to do where an element starts."""
        if name in self.names:
            self.flush()
            self.at_hand, self.is_open = (name, attributes), True
        elif name in self.last:
            raise EnoughReadError

    def hear(self, text: str) -> None:
        """What to do with a piece of text."""
        if self.is_open:
            self.texts.append(text)

    def end(self, _: str) -> None:
        """What to do where an element ends."""
        self.is_open = False

    def flush(self) -> None:
        """Take the element at hand, now that all of its text is there."""
        if self.at_hand is not None:
            (name, attributes), self.at_hand = self.at_hand, None
            text = "".join(self.texts)
            self.texts.clear()
            self.take(name, attributes, text)

    def take(self, name: str, attributes: dict[str, str], text: str) -> None:
        """What to do with an element and its text."""
        self.count += 1
        self.elements.append((name, attributes, text.strip()))

    def finish(self) -> None:
        """What to do at the end."""
        self.flush()

    def read(self, archive: ZipFile, part: str) -> None:
        """Read a part piece by piece, until its reader has had enough.

        Behind that it is unpacked still, since its checksum counts all of it.
        """
        with archive.open(part) as stream:
            self.read_pieces(iter(partial(stream.read, _CHUNK), b""))
            while stream.read(_CHUNK):
                pass

    def read_pieces(self, pieces: Iterable[bytes | str]) -> None:
        """Read the pieces of a part, as `read` does."""
        with suppress(EnoughReadError):
            for piece in pieces:
                self.parser.Parse(piece)
                if self.count > MOST_ELEMENTS:
                    raise TooManyElementsError
            self.parser.Parse(b"", True)  # noqa: FBT003 -- it takes no keyword
        self.finish()


def refuse_dtd(*_: object) -> None:
    """Give up at a document type: no workbook has one."""
    raise expat.ExpatError("a workbook declares no document type")


def _elements(
    archive: ZipFile, part: str, names: Collection[str]
) -> list[tuple[str, dict[str, str], str]]:
    """Name, attributes and text of some elements of a part."""
    reader = ElementReader(names)
    reader.read(archive, part)
    return reader.elements


def links_of(
    archive: ZipFile, part: str = _LINKS, base: str = "/xl"
) -> Mapping[str, tuple[str, str]]:
    """Part and kind of all that a part links to, by the id of the link."""
    return {
        link["Id"]: (
            normpath(join(base, link["Target"])).lstrip("/"),
            link["Type"].rpartition("/")[2],
        )
        for _, link, _ in _elements(archive, part, {"Relationship"})
    }


SheetLinks = Collection[tuple[str, str]]
"""Part and kind of all that a sheet links to."""


def links_of_sheet(archive: ZipFile, sheet: str) -> SheetLinks:
    """What a sheet links to; nothing for most."""
    folder, _, name = sheet.rpartition("/")
    links = f"{folder}/_rels/{name}.rels"
    if links not in archive.NameToInfo:
        return ()
    return links_of(archive, links, f"/{folder}").values()


def comments_of(archive: ZipFile, links: SheetLinks) -> Iterator[tuple[str, str]]:
    """Address and text of each comment on the cells of a sheet; ours are left out.

    Of a conversation Excel keeps a copy for older programs, which is left out too.
    """
    for part, kind in links:
        if kind == "comments":
            authors = _elements(archive, part, {"author"})
            ours = {
                str(number)
                for number, (_, _, author) in enumerate(authors)
                if author == COMMENTS_BY or author.startswith("tc=")
            }
            yield from _addressed(archive, part, "comment", "t", ours)
        elif kind == "threadedComment":
            yield from _addressed(archive, part, kind, "text")


def _addressed(
    archive: ZipFile, part: str, whole: str, piece: str, ours: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """Reference and text of each comment, but those of the authors that are ours."""
    comments: list[tuple[dict[str, str], list[str]]] = []
    for tag, own, text in _elements(archive, part, {whole, piece}):
        if tag == whole:
            comments.append((own, []))
        elif comments:
            comments[-1][1].append(text)
    for own, texts in comments:
        if own.get("authorId", "0") not in ours:
            yield own.get("ref", ""), " ".join(texts)


class _ShapeReader(ElementReader):
    """Takes elements whatever their prefix: a shape's text is `a:t` in an `xdr:sp`."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        super().start(name.rpartition(":")[2], attributes)


def drawings_of(archive: ZipFile, links: SheetLinks) -> Iterator[tuple[int, int, str]]:
    """Row, column and text of each shape on a sheet; of a picture the text is empty."""
    tags = {"col", "row", "t", "pic", "from", "sp"}
    for part in (part for part, kind in links if kind == "drawing"):
        spot, is_start, shapes = [1, 1], False, list[tuple[int, int, list[str]]]()
        reader = _ShapeReader(tags)
        reader.read(archive, part)
        for tag, _, text in reader.elements:
            if tag in {"from", "sp", "pic"}:
                is_start = tag == "from"
                shapes += [] if is_start else [(spot[0], spot[1], [])]
            elif tag == "t" and shapes:
                shapes[-1][2].append(text)
            elif is_start and text.isdigit():
                spot[tag == "col"] = int(text) + 1
                is_start = tag != "row"
        yield from ((row, column, " ".join(texts)) for row, column, texts in shapes)


@lru_cache(maxsize=16)
def _forms(styles: bytes) -> tuple[NumberForm, ...]:
    """The format of each style of cells, by its number; forms of a batch share them."""
    reader = ElementReader(_OF_STYLES, _BEHIND_STYLES)
    reader.read_pieces((styles,))
    forms: list[NumberForm] = []
    spelled: dict[int, str] = {}
    group = ""
    for name, attributes, _ in reader.elements:
        if name == "numFmt":
            spelled[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif name != "xf":
            group = name
        elif group == "cellXfs":
            number = int(attributes.get("numFmtId", 0))
            forms.append(number_form(spelled.get(number) or _BUILT_IN.get(number, "")))
    return tuple(forms)


@lru_cache(maxsize=256)
def number_form(code: str) -> NumberForm:
    """What a format such as `0,0%` or `[$-42A]dd/mm/yyyy;@` shows of a number."""
    first = code.partition(";")[0]
    return NumberForm(
        is_percent="%" in code,
        is_day=_DAY_LETTER.search(_HIDDEN_PART.sub("", first)) is not None,
        is_span=_SPAN.search(first) is not None,
    )
