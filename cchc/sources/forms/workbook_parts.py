"""The parts of an .xlsx file: an archive of XML, read by a parser that obeys no DTD.

Both kinds of OOXML, transitional and Strict, are read alike; nothing is run, fetched
or computed.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from posixpath import join, normpath
from re import IGNORECASE
from re import compile as pattern
from xml.parsers import expat
from zipfile import ZipFile

from cchc.text.record import Record

MOST_ELEMENTS = 1_000_000
"""Cells of a sheet, or entries of any other part: no form has that many."""
WORKBOOK = "xl/workbook.xml"
_STYLES = "xl/styles.xml"
_PROPERTIES = "docProps/custom.xml"
_CHUNK = 1 << 18
_HIDDEN_PART = pattern(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')
_DAY_LETTER = pattern(r"(?<![_\\])[dmhys]", IGNORECASE)
_SPAN = pattern(r"\[(?:hh?|mm?|ss?)\]", IGNORECASE)
_BUILT_IN = {9: "%", 10: "%", **dict.fromkeys((*range(14, 23), 45, 47), "d")} | {
    46: "[h]"
}
"""What the formats show that no workbook spells: percent, days, spans of time."""

StartHandler = Callable[[str, dict[str, str]], object]


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
    the writer of the document made up, `names` what the book's defined names stand for.
    """

    sheets: tuple[tuple[str, str], ...]
    strings: str | None
    forms: tuple[NumberForm, ...]
    properties: Mapping[str, str]
    names: Mapping[str, str]
    is_1904: bool


def workbook_parts(archive: ZipFile) -> WorkbookParts:
    """The outline of a workbook.

    Raises:
        KeyError: a part that must be there is not.
        expat.ExpatError: a part is not XML, or declares a DTD.
        TooManyElementsError: a part is larger than any form's.
    """
    parts = frozenset(archive.namelist())
    links, book = _links(archive), list(_elements(archive, WORKBOOK))
    sheets = (
        (attributes.get("name", ""), links[_id_of(attributes)])
        for tag, attributes, _ in book
        if tag == "sheet"
    )
    strings = (part for part, kind in links.values() if kind == "sharedStrings")
    settings = next((found for tag, found, _ in book if tag == "workbookPr"), {})
    return WorkbookParts(
        sheets=tuple(
            (title, part)
            for title, (part, kind) in sheets
            if part in parts and kind != "chartsheet"
        ),
        strings=next(strings, None),
        forms=tuple(_forms(archive)) if _STYLES in parts else (),
        properties=_properties(archive) if _PROPERTIES in parts else {},
        names={
            attributes.get("name", ""): text
            for tag, attributes, text in book
            if tag == "definedName" and "localSheetId" not in attributes
        },
        is_1904=settings.get("date1904") in {"1", "true"},
    )


def parse_part(archive: ZipFile, part: str, parser: expat.XMLParserType) -> None:
    """Feed a part to a parser, piece by piece, until its reader has had enough.

    Behind that it is unpacked still, since its checksum counts all of it.
    """
    with archive.open(part) as stream:
        with suppress(EnoughReadError):
            while piece := stream.read(_CHUNK):
                parser.Parse(piece)
            parser.Parse(b"", True)  # noqa: FBT003 -- it takes no keyword
        while stream.read(_CHUNK):
            pass


def new_parser(start: StartHandler) -> expat.XMLParserType:
    """A parser that tells the starts of elements and refuses any DTD."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _refuse_dtd
    return parser


def _refuse_dtd(*_: object) -> None:
    raise expat.ExpatError("a workbook declares no document type")


Element = tuple[str, dict[str, str], str]
"""Name without its namespace, attributes, the text directly behind its start."""


def _elements(archive: ZipFile, part: str, last: str = "") -> Iterator[Element]:
    """The elements of a small part in the order of their starts, up to a `last`."""
    starts: list[tuple[str, dict[str, str], list[str]]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        tag = name[name.rfind(":") + 1 :]
        if tag == last:
            raise EnoughReadError
        if len(starts) >= MOST_ELEMENTS:
            raise TooManyElementsError
        starts.append((tag, attributes, []))

    def text_behind(text: str) -> None:
        starts[-1][2].append(text)

    parser = new_parser(start)
    parser.CharacterDataHandler = text_behind
    parse_part(archive, part, parser)
    return ((tag, attributes, "".join(texts)) for tag, attributes, texts in starts)


def _id_of(attributes: Mapping[str, str]) -> str:
    """The id of the link of a sheet, whatever its namespace is called."""
    return next(text for name, text in attributes.items() if name.endswith(":id"))


def _links(archive: ZipFile) -> Mapping[str, tuple[str, str]]:
    """Part and kind of all that the workbook links to, by the id of the link."""
    return {
        link["Id"]: (
            normpath(join("/xl", link["Target"])).lstrip("/"),
            link["Type"].rpartition("/")[2],
        )
        for tag, link, _ in _elements(archive, "xl/_rels/workbook.xml.rels")
        if tag == "Relationship"
    }


def _properties(archive: ZipFile) -> Mapping[str, str]:
    """The text of each property that the writer of the document made up."""
    texts: dict[str, str] = {}
    name = ""
    for tag, attributes, text in _elements(archive, _PROPERTIES):
        if tag == "property":
            name = attributes.get("name", "")
        else:
            texts[name] = text
    return texts


def _forms(archive: ZipFile) -> Iterator[NumberForm]:
    """The format of each style of cells, by its number."""
    spelled: dict[int, str] = {}
    known: dict[int, NumberForm] = {}
    group = ""
    for tag, attributes, _ in _elements(archive, _STYLES, last="cellStyles"):
        if tag == "numFmt" and group != "dxfs":
            spelled[int(attributes["numFmtId"])] = attributes["formatCode"]
        elif tag == "xf" and group == "cellXfs":
            number = int(attributes.get("numFmtId", 0))
            if number not in known:
                code = spelled.get(number) or _BUILT_IN.get(number, "")
                known[number] = number_form(code)
            yield known[number]
        elif tag in {"cellStyleXfs", "cellXfs", "dxfs"}:
            group = tag


def number_form(code: str) -> NumberForm:
    """What a format such as `0,0%` or `[$-42A]dd/mm/yyyy;@` shows of a number."""
    first = code.partition(";")[0]
    return NumberForm(
        is_percent="%" in code,
        is_day=_DAY_LETTER.search(_HIDDEN_PART.sub("", first)) is not None,
        is_span=_SPAN.search(first) is not None,
    )
