"""How a form looks: formats, widths, heights."""

from collections.abc import Iterable, Mapping

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from cchc.core.verdict.form import Kind

Paint = Mapping[str, Format]
OPEN = "#FFF8DC"
SHADE = "#E8EEF4"
LINE = 16

WIDTHS: Mapping[Kind, Mapping[str, int]] = {
    Kind.VALUE: {
        "no": 5,
        "title": 38,
        "unit": 11,
        "plan": 16,
        "due": 15,
        "last": 15,
        "year_ago": 15,
        "value": 21,
        "whole": 19,
        "state": 17,
        "note": 24,
    },
    Kind.ITEM: {"no": 5, "name": 62, "date": 18, "document": 38, "owner": 34},
    Kind.TASK: {
        "no": 6,
        "title": 40,
        "output": 16,
        "by": 13,
        "said": 18,
        "state": 19,
        "done": 15,
        "count": 13,
        "result": 34,
        "document": 20,
    },
    Kind.PAPER: {"title": 38, "text": 110},
    Kind.WORDS: {"title": 38, "text": 110},
    Kind.OBSTACLE: {
        "no": 5,
        "text": 44,
        "about": 34,
        "cause": 30,
        "proposal": 34,
        "to": 22,
    },
}
"""Widths in characters; a sheet with several tables has those of its first."""

HEIGHT: Mapping[Kind, int] = {
    Kind.VALUE: 34,
    Kind.ITEM: 22,
    Kind.TASK: 34,
    Kind.PAPER: 22,
    Kind.WORDS: 72,
    Kind.OBSTACLE: 48,
}
"""The least height of a row to fill in, in points."""

BASE = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
BOXED = {**BASE, "border": 1, "border_color": "#7F7F7F", "text_wrap": True}
INPUT = {**BOXED, "locked": False, "bg_color": OPEN}
STYLES: Mapping[str, Mapping[str, object]] = {
    "unit": {**BASE, "bold": True, "align": "center"},
    "headline": {**BASE, "bold": True, "align": "center", "font_size": 14},
    "centre": {**BASE, "align": "center", "italic": True},
    "guide": {**BASE, "text_wrap": True},
    "title": {**BASE, "bold": True},
    "remark": {**BASE, "text_wrap": True, "italic": True},
    "mark": {"font_size": 8, "font_color": "#999999"},
    "head": {**BOXED, "bold": True, "align": "center", "bg_color": SHADE},
    "text": BOXED,
    "fixed": {**BOXED, "align": "center"},
    "closed": {**BOXED, "bg_color": "#E5E5E5"},
    "open": {**INPUT, "num_format": "@", "align": "left"},
    "words": {**INPUT, "num_format": "@", "align": "left", "valign": "top"},
    "choice": {**INPUT, "align": "center"},
    "day": {**INPUT, "num_format": "@", "align": "center"},
    "whole": {**INPUT, "num_format": "#,##0", "align": "right"},
    "decimal": {**INPUT, "num_format": "#,##0.######", "align": "right"},
}


def painted(book: Workbook) -> Paint:
    """The formats of a workbook by name."""
    return {name: book.add_format(dict(how)) for name, how in STYLES.items()}


def tall(texts: Iterable[tuple[str, int]]) -> int:
    """The height in points that the longest of the texts needs at its width."""
    return LINE * max((_lines(text, width) for text, width in texts), default=1) + 2


def _lines(text: str, width: int) -> int:
    return sum(-(-len(part) // max(width, 1)) or 1 for part in text.split("\n"))
