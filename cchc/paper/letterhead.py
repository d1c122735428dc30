"""A Word letterhead with its blanks filled in: XML in, XML out, no other library.

Word cuts words into runs as they were typed, so a blank `{{ … }}` may be scattered
over several; here it is gathered before Jinja reads the part. A blank that begins with
`{%p`, `{{p`, `{%tr`, `{%tc` or `{%r` stands for the whole paragraph, table row, cell
or run around it.
"""

from collections.abc import Mapping
from re import DOTALL, Match
from xml.etree.ElementTree import fromstring

from jinja2 import Environment

from cchc.paper.word_reach import W
from cchc.text.lazy import lazy_pattern

DOCUMENT = "word/document.xml"
PARAGRAPH = ("<w:p ", "<w:p>")
MARGINS = ("word/header", "word/footer", "word/footnotes")

_PARAGRAPH = lazy_pattern(r"<w:p[ >](?:(?!<w:p[ >]).)*?</w:p>", DOTALL)
_WORDS = lazy_pattern(r"(<w:t(?: [^>]*)?>)([^<]*)</w:t>")
_PARAGRAPH_START = lazy_pattern(r"(<w:p[ >])")
_BLANK = lazy_pattern(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_WHOLE = lazy_pattern(r"(\{[{%#])(p|tr|tc|r) ([^}]*\}+)")
_LOOSE = lazy_pattern(r"\s+/>")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&amp;": "&"} | {
    **dict.fromkeys("“”", '"'),
    **dict.fromkeys("‘’", "'"),
}
"""What Word writes for the signs of a blank: entities, quotation marks that curl."""
_SIGN = lazy_pattern("|".join(_ESCAPED))
_KEPT = '<w:t xml:space="preserve">'
_NOTHING = '<w:t xml:space="preserve"/>'
_BREAKS = {"\n": f"</w:t><w:br/>{_KEPT}", "\t": f"</w:t><w:tab/>{_KEPT}"}


def is_letterhead(parts: Mapping[str, bytes]) -> bool:
    """Whether a package is a Word document; ParseError where a part is no XML."""
    return "[Content_Types].xml" in parts and (
        fromstring(parts.get(DOCUMENT, b"<none/>")).tag == f"{W}document"  # noqa: S314  # expat ends bombs
    )


def fill_letterhead(
    parts: Mapping[str, bytes], names: Mapping[str, object], environment: Environment
) -> dict[str, bytes]:
    """The parts of a letterhead with their blanks filled in.

    Jinja gets each part with a line for each paragraph: the number of a line tells
    where it is wrong. ParseError where a filled part is no XML.
    """
    filled = dict(parts)
    for name, part in parts.items():
        if name == DOCUMENT or name.startswith(MARGINS):
            source = blanks_gathered(part.decode("utf-8-sig"))
            template = environment.from_string(_PARAGRAPH_START.sub(r"\n\1", source))
            text = template.render(names).replace("\n<w:p", "<w:p")
            filled[name] = _WORDS.sub(_with_breaks, text).encode()
            fromstring(filled[name])  # noqa: S314  # what was filled in is escaped
    return filled


def blanks_gathered(xml: str) -> str:
    """XML of a part in which each blank stands in one piece, as Jinja reads it."""
    text = _PARAGRAPH.sub(_gather, _LOOSE.sub("/>", xml))
    while (blank := _WHOLE.search(text)) is not None:
        text = _without_surroundings(text, blank)
    return text


def _gather(paragraph: Match[str]) -> str:
    """A paragraph in which each blank stands where it begins."""
    pieces = list(_WORDS.finditer(paragraph[0]))
    line = "".join(piece[2] for piece in pieces)
    if "{" not in line:
        return paragraph[0]
    moved = [""] * len(pieces)
    owners = [n for n, piece in enumerate(pieces) for _ in piece[2]]
    blanks = {blank.start(): blank for blank in _BLANK.finditer(line)}
    at = 0
    while at < len(line):
        blank = blanks.get(at)
        words = _SIGN.sub(_sign, blank[0]) if blank else line[at]
        moved[owners[at]] += words
        at = blank.end() if blank else at + 1
    in_turn = iter(moved)
    return _WORDS.sub(lambda _: f"{_KEPT}{next(in_turn)}</w:t>", paragraph[0])


def _sign(escaped: Match[str]) -> str:
    return _ESCAPED[escaped[0]]


def _without_surroundings(text: str, blank: Match[str]) -> str:
    """The blank in place of the paragraph, row, cell or run that holds it."""
    tag, (start, end) = f"w:{blank[2]}", blank.span()
    opening = max(text.rfind(f"<{tag}{sign}", 0, start) for sign in " >")
    closing = text.find(f"</{tag}>", opening)
    if opening >= 0 and closing > start:
        start, end = opening, closing + len(f"</{tag}>")
    return f"{text[:start]}{blank[1]} {blank[3]}{text[end:]}"


def _with_breaks(words: Match[str]) -> str:
    """Words in which a line end or tab of what was filled in is one in Word too."""
    text = words[2]
    for sign, xml in _BREAKS.items():
        text = text.replace(sign, xml)
    return f"{words[1]}{text}</w:t>" if text else _NOTHING
