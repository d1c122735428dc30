"""A page read back: is it whole, what is in its tables, what its drawings say."""

from html.parser import HTMLParser
from re import DOTALL
from re import compile as pattern
from xml.etree.ElementTree import Element, fromstring

from msgspec import Struct

from cchc.text.record import Record, field

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})
SVG = pattern(r"<svg .*?</svg>", DOTALL)
NAMESPACE = "{http://www.w3.org/2000/svg}"
Attributes = list[tuple[str, str | None]]


class Table(Struct):
    """A table under its caption: rows of cells, each cell its pieces of text."""

    caption: str = ""
    rows: list[list[list[str]]] = field(default_factory=list)

    @property
    def texts(self) -> list[list[str]]:
        """Each cell as one text."""
        return [[" ".join(each) for each in row] for row in self.rows]

    @property
    def pieces(self) -> list[str]:
        """Every piece of text of the body."""
        return [piece for row in self.rows[1:] for cell in row for piece in cell]


class Page(HTMLParser):
    """Everything of a page that tests ask for; a tag out of place is an error."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.source = text
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: Attributes = []
        self.tables: list[Table] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.tags.add(tag)
        self.attributes += attrs
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in {"td", "th"}:
            self.tables[-1].rows[-1].append([])
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        text = data.strip()
        if not text or "style" in self.open:
            return
        self.words.append(text)
        if "caption" in self.open:
            self.tables[-1].caption += text
        elif {"td", "th"} & set(self.open):
            self.tables[-1].rows[-1][-1].append(text)

    @property
    def text(self) -> str:
        return " ".join(self.words)

    def values(self, name: str) -> list[str]:
        """The values of every attribute of a name."""
        return [value or "" for key, value in self.attributes if key == name]

    def table(self, caption: str) -> Table:
        return next(each for each in self.tables if each.caption == caption)

    @property
    def drawings(self) -> list["Drawing"]:
        return [drawing(each) for each in SVG.findall(self.source)]


def drawing(text: str) -> "Drawing":
    """The chart, if it is whole XML."""
    return Drawing(fromstring(text))  # noqa: S314 -- ours


class Drawing(Record):
    """A chart as the XML it is."""

    root: Element

    def all(self, tag: str) -> list[Element]:
        return self.root.findall(f"{NAMESPACE}{tag}")

    @property
    def title(self) -> str:
        return self.all("title")[0].text or ""

    @property
    def told(self) -> str:
        return self.all("desc")[0].text or ""

    @property
    def texts(self) -> list[str]:
        return [each.text or "" for each in self.all("text")]

    @property
    def discs(self) -> list[Element]:
        """Those of figures: all but the sign of the row beneath."""
        return [each for each in self.all("circle") if each.get("cx") != "10"]

    @property
    def squares(self) -> list[Element]:
        found = (each for each in self.all("rect") if each.get("stroke"))
        return [each for each in found if each.get("x") != "7.0"]
