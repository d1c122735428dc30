"""Files that somebody wrote: their bytes, their text, what is wrong with them.

A plan is a file or a folder of them: its digest, and what it was read as. Nothing here
reads YAML, so that any command can ask whether a plan has changed.
"""

import codecs
import re
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import BinaryIO

from cchc.core.plan.plan import Plan
from cchc.text.input_text import first_refused, refused_character
from cchc.text.lazy import lazy_pattern, short_sha256
from cchc.text.problem import (
    NOWHERE,
    Place,
    PlaceAt,
    Problem,
    ProblemCode,
    Refusal,
    require,
)
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
        before, guess = data[: error.start], encoding_guess(data)
        line, column = before.count(b"\n") + 1, before[before.rfind(b"\n") + 1 :]
        place = Place(name, line, len(column.decode("utf-8", "replace")) + 1)
        if guess == "UTF-16":
            place = Place(name, 1, 1)
        problem = Problem(ProblemCode.NOT_UTF8, place, {"guess": guess})
        return PlainText(None, empty, (problem,))
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
    mebibytes, limit = (str(-(-count // 2**20)) for count in (size, MOST_BYTES))
    blanks = {"size": mebibytes, "limit": limit}
    return Problem(ProblemCode.FILE_TOO_BIG, Place(file=name), blanks)


def encoding_guess(data: bytes) -> str:
    """The encoding it looks like: UTF-16, Windows-1258 or Windows-1252."""
    head = data[:4096]
    if head.startswith(_UTF16_MARKS) or head.count(0) > len(head) // 5:
        return "UTF-16"
    high = [byte for byte in head if byte >= 0x80]
    marks = sum(byte in _VIETNAMESE_1258 for byte in high)
    return "Windows-1258" if marks * 5 > len(high) else "Windows-1252"


ENDINGS = (".yaml", ".yml")
FOLDER = "plan"
"""The folder in which a plan of several files lies by habit."""

PLAN_KEYS = (
    *("cchc", "id", "title", "year", "from", "authority", "roles", "calendar"),
    *("review", "units", "groups", "areas", "profiles", "commitments", "indicators"),
    *("checks", "reminders", "scorecard", "tables", "subject", "money"),
    *("unit_kinds", "grounds"),
)
"""The keys at the top of a plan file that no report has."""

_PLAN_KEY = lazy_pattern(
    rb"^(?:\xef\xbb\xbf)?(?:\{\s*)?[\"']?(?:%s)[\"']?[ \t]*:"
    % "|".join(PLAN_KEYS).encode(),
    re.MULTILINE,
)


_REASONS: dict[type[OSError], str] = {
    IsADirectoryError: "folder",
    PermissionError: "denied",
}


class PlanRead(Record):
    """What a plan file says; `sound` is None when something in it forbids going on.

    `problems` stand in the order of the file; of a sound plan they are warnings.
    `digest` is the SHA-256 of the bytes, `name` what the file is called in messages;
    `at` finds where a part of the plan is written.
    """

    sound: Plan | None
    problems: tuple[Problem, ...]
    name: str
    digest: str = ""
    text: str = ""
    at: PlaceAt = lambda _: NOWHERE

    @property
    def plan(self) -> Plan:
        """The plan, which may be applied.

        Raises Refusal: something in it forbids that.
        """
        if self.sound is None:
            raise Refusal(self.problems)
        return self.sound


def digest_of(data: bytes) -> str:
    """The SHA-256 of the bytes, in hexadecimal."""
    return short_sha256(data).hexdigest()


def digest_of_path(path: Path) -> str | None:
    """The digest that `read_plan` would give, by bytes alone; None: no file."""
    paths = parts_of(path) if path.is_dir() else [path]
    contents = [bytes_of(path) for path in paths]
    whole = [content for content in contents if isinstance(content, bytes)]
    return digest_of_all(whole) if whole and len(whole) == len(contents) else None


def digest_of_all(contents: Sequence[bytes]) -> str:
    """One digest for the files of a plan, in their order."""
    if len(contents) == 1:
        return digest_of(contents[0])
    return digest_of("\n".join(map(digest_of, contents)).encode())


def bytes_of(
    path: Path, missing: ProblemCode = ProblemCode.FILE_MISSING, most: int = MOST_BYTES
) -> bytes | Problem:
    """The bytes of a plain file, one more than may be of a longer one.

    P102 where it cannot be read, `missing` where it is not there. A pipe or a device
    may never end: it is not opened.
    """
    place = Place(file=str(path))
    try:
        mode = path.stat().st_mode
        if not (S_ISREG(mode) or S_ISDIR(mode)):
            blanks = {"path": str(path), "slip": "device"}
            return Problem(ProblemCode.FILE_UNREADABLE, place, blanks)
        with path.open("rb") as stream:
            return stream.read(most + 1)
    except FileNotFoundError:
        return Problem(missing, place, {"path": str(path)})
    except OSError as error:
        # the system's own words are not the reader's
        slip = _REASONS.get(type(error), "system")
        blanks = {"path": str(path), "slip": slip}
        return Problem(ProblemCode.FILE_UNREADABLE, place, blanks)


def content_of(source: str) -> bytes:
    """What a named file holds, `-` is standard input; a Refusal where it cannot be."""
    if source == "-":
        return bounded_read(sys.stdin.buffer)
    return require(bytes_of(Path(source), ProblemCode.INPUT_MISSING))


def bounded_read(stream: BinaryIO) -> bytes:
    """What a stream holds, up to one byte more than a file may have (P104)."""
    return stream.read(MOST_BYTES + 1)


def parts_of(folder: Path) -> list[Path]:
    """The YAML files of a folder by name; hidden ones left out."""
    files = (path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    return sorted(path for path in files if not path.name.startswith("."))


def is_plan_file(path: Path) -> bool:
    """Whether a YAML file is a plan or a part of one, even one with mistakes in it.

    A new YAML file in the folder of a plan would be read as a part of the plan.
    Raises OSError when a file is there and cannot be read.
    """
    if path.suffix.lower() not in ENDINGS:
        return False
    if path.is_file() and _PLAN_KEY.search(path.read_bytes()):
        return True
    folder = path.parent
    is_home = folder.name.lower() == FOLDER and folder.is_dir()
    parts = (part for part in parts_of(folder) if part.is_file()) if is_home else ()
    return any(_PLAN_KEY.search(part.read_bytes()) for part in parts)
