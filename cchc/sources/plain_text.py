"""Bytes of a file that somebody wrote → text, or what is wrong with them."""

import codecs
from itertools import islice

from cchc.text.input_text import first_refused, refused_character
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record

MOST_BYTES = 8 * 1024 * 1024
MOST_CONTROLS = 20
LINE_END = lazy_pattern("\r\n|[\n\r\x85\u2028\u2029]")
_VIETNAMESE_1258 = frozenset(b"\xcc\xd2\xde\xec\xf2\xc3\xe3\xd0\xf0\xd5\xf5\xdd\xfd")
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Origin(Record):
    """The file that a node came from; `lines` are as typed, for excerpts."""

    file: str
    lines: tuple[str, ...]

    def place(self, line: int, column: int) -> Place:
        """A place in this file with its line as excerpt; both count from 1."""
        excerpt = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        return Place(file=self.file, line=line, column=column, excerpt=excerpt)


class PlainText(Record):
    """Decoded text (without a byte order mark) or None, and what is wrong."""

    text: str | None
    origin: Origin
    problems: tuple[Problem, ...]


def plain_text(data: bytes, name: str) -> PlainText:
    """The text of a UTF-8 file, with or without a byte order mark.

    Refused: more than 8 MiB, other encodings (named where they can be guessed),
    control characters; of the last each line is told, twenty at most.
    """
    empty = Origin(name, ())
    if len(data) > MOST_BYTES:
        return PlainText(None, empty, (too_big(len(data), name),))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        return PlainText(None, empty, (_not_utf8(data, error.start, name),))
    origin = Origin(name, tuple(LINE_END.split(text)))
    controls = (
        (row, match)
        for row, line in enumerate(origin.lines, start=1)
        if (match := first_refused(line))
    )
    problems = tuple(
        refused_character(match.group(), origin.place(row, match.start() + 1))
        for row, match in islice(controls, MOST_CONTROLS)
    )
    return PlainText(None if problems else text, origin, problems)


def too_big(size: int, name: str) -> Problem:
    """P104: more bytes than a file, or the files of a folder, may have."""
    blanks = {"size": _mebibytes(size), "limit": _mebibytes(MOST_BYTES)}
    return Problem(ProblemCode.FILE_TOO_BIG, Place(file=name), blanks)


def _mebibytes(size: int) -> str:
    return str(-(-size // (1024 * 1024)))


def _not_utf8(data: bytes, start: int, name: str) -> Problem:
    line = data.count(b"\n", 0, start) + 1
    before = data[data.rfind(b"\n", 0, start) + 1 : start]
    column = len(before.decode("utf-8", "replace")) + 1
    if encoding_guess(data) == "UTF-16":
        line = column = 1
    place = Place(file=name, line=line, column=column)
    return Problem(ProblemCode.NOT_UTF8, place, {"guess": encoding_guess(data)})


def encoding_guess(data: bytes) -> str:
    """The encoding it looks like: UTF-16, Windows-1258 or Windows-1252."""
    head = data[:4096]
    if head.startswith(_UTF16_MARKS) or head.count(0) > len(head) // 5:
        return "UTF-16"
    high = [byte for byte in head if byte >= 0x80]
    marks = sum(byte in _VIETNAMESE_1258 for byte in high)
    return "Windows-1258" if marks * 5 > len(high) else "Windows-1252"
