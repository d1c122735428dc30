"""A form as CSV: `;`, `,` or tab between, in any of the encodings Excel writes."""

import csv
import io
import re

from cchc.sources.forms.form_grid import (
    LAST_COLUMN,
    LAST_ROW,
    MOST_BYTES,
    Cell,
    CellKind,
    Grid,
    OpenedFile,
    address,
    tidy_text,
)
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode

SEPARATORS = (";", ",", "\t")
FORMULA_SIGNS = ("=", "+", "-", "@")
HEAD = lazy_pattern(r'^"?#[a-z](?::[^";,\t\n]+)?"?([;,\t])', re.MULTILINE)
BOMS = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


def read_csv(data: bytes, name: str) -> OpenedFile | Problem:
    """The rows of a CSV file as one grid; P704, P705 or P725 when it is none."""
    place = Place(file=name)
    if len(data) > MOST_BYTES:
        blanks = {"most": MOST_BYTES // 1_000_000}
        return Problem(ProblemCode.FORM_TOO_BIG, place, blanks)
    text = _decoded(data)
    if text is None:
        return Problem(ProblemCode.FORM_ENCODING, place, {"text": name})
    head = HEAD.search(text)
    separator = head.group(1) if head else max(SEPARATORS, key=text.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: dict[int, dict[int, Cell]] = {}
    stray = None
    try:
        for number, words in enumerate(lines, start=1):
            if number > LAST_ROW or len(words) > LAST_COLUMN:
                stray = address(number, len(words))
                break
            rows[number] = _cells(words, number, name)
    except csv.Error:
        return Problem(ProblemCode.FORM_DAMAGED, place, {"text": name})
    return OpenedFile((Grid(name, None, rows, stray=stray),))


def _decoded(data: bytes) -> str | None:
    """UTF-8 or UTF-16 by their first bytes, else UTF-8, else Windows Vietnamese."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return _as(data, encoding)
    if b"\x00" in data:
        return None
    return _as(data, "utf-8") or _as(data, "cp1258")


def _as(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _cells(words: list[str], row: int, name: str) -> dict[int, Cell]:
    cells: dict[int, Cell] = {}
    for column, word in enumerate(words, start=1):
        text = tidy_text(word)
        if text[:1] == "'" and text[1:2] in FORMULA_SIGNS:
            text = text[1:]  # it kept the text from being taken for a formula
        if text:
            cells[column] = Cell(text, CellKind.TEXT, name, None, row, column)
    return cells
