"""Pages of a Word paper: the text upright, wide appendices lying, numbers anew.

The page is that of the template, so that an office's own margins hold everywhere.
"""

from collections.abc import Sequence
from re import DOTALL
from re import compile as pattern

from cchc.paper.paper import Appendix
from cchc.paper.word_xml import joined
from cchc.text.record import Record, replace

WIDE = 7
"""More columns than this lie down."""

_SIZE = pattern(r"<w:pgSz\b[^>]*/>")
_MARGINS = pattern(r"<w:pgMar\b[^>]*/>")
_NUMBERING = pattern(r"<w:pgNumType\b[^>]*/>")
_NOT_AGAIN = pattern(r"<w:(?:header|footer)Reference\b[^>]*/>|<w:type\b[^>]*/>")
_LAST = pattern(
    r"<w:sectPr\b[^>]*>((?:(?!<w:sectPr\b).)*)</w:sectPr>\s*</w:body>", DOTALL
)
_LENGTH = pattern(r'w:(w|h|left|right)="(\d+)"')


class Page(Record):
    """A page in twips, as `inner` says it in the template's last section."""

    inner: str
    width: int
    height: int
    sides: int
    lies: bool = False

    @classmethod
    def found_in(cls, xml: str) -> "Page | None":
        """The page of a document; None where it has none."""
        last = _LAST.search(xml, max(xml.rfind("<w:sectPr"), 0))
        size = None if last is None else _SIZE.search(last[1])
        margins = None if last is None else _MARGINS.search(last[1])
        if last is None or size is None or margins is None:
            return None
        known = dict(_LENGTH.findall(size[0] + margins[0]))
        if not {"w", "h", "left", "right"} <= known.keys():
            return None
        sides = int(known["left"]) + int(known["right"])
        return cls(last[1], int(known["w"]), int(known["h"]), sides)

    @property
    def room(self) -> int:
        """How wide its text is."""
        return (self.height if self.lies else self.width) - self.sides

    def turned_for(self, one: Appendix) -> "Page":
        """The page for an appendix: lying when one of its tables is wide."""
        columns = max((each.columns for each in one.grids), default=0)
        return replace(self, lies=columns > WIDE)

    def section(self) -> str:
        """`w:sectPr` of an appendix: headers as before, pages from 1 again."""
        said = _NUMBERING.sub("", _NOT_AGAIN.sub("", self.inner))
        if self.lies:
            said = _SIZE.sub(
                f'<w:pgSz w:w="{self.height}" w:h="{self.width}" '
                'w:orient="landscape"/>',
                said,
            )
        margins = _MARGINS.search(said)
        anew = f'{margins[0] if margins else ""}<w:pgNumType w:start="1"/>'
        return f"<w:sectPr>{_MARGINS.sub(anew, said)}</w:sectPr>"


def sectioned(after: str, page: Page, appendices: Sequence[tuple[str, Page]]) -> str:
    """What follows the text, with each appendix in a section of its own."""
    if not appendices:
        return after
    head, _, _ = after.rpartition("<w:sectPr")
    sections = [f"<w:sectPr>{page.inner}</w:sectPr>"]
    parts = [head]
    for said, turned in appendices:
        parts += [_ended(sections[-1]), said]
        sections.append(turned.section())
    return joined(parts) + _ended("") + sections[-1] + "</w:body></w:document>"


def _ended(section: str) -> str:
    """The smallest of paragraphs, to end a section with."""
    return (
        '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
        f'w:lineRule="exact"/>{section}</w:pPr></w:p>'
    )
