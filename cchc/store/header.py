"""What the first hundred bytes of a file say, read with plain file calls.

SQLite is asked only after the file is known to be ours: opening another file with
it, even to read, may roll back a journal that somebody is using.
"""

import os
import stat
from pathlib import Path

from cchc.store.errors import told_of_files, trouble
from cchc.store.schema import APPLICATION_ID, VERSION
from cchc.text.problem import ProblemCode
from cchc.text.record import Record

MAGIC = b"SQLite format 3\x00"
LENGTH = 100


class Header(Record):
    """`version` is the schema of the file, `user_version`."""

    application: int
    version: int


def header_of(path: Path) -> Header:
    """The header of a ledger that this program can use.

    Raises:
        LedgerTrouble: missing, a directory, empty, not ours, damaged, newer.
    """
    with told_of_files(path):
        head = _first_bytes(path)
    if not head:
        raise trouble(ProblemCode.DB_EMPTY, path)
    if not head.startswith(MAGIC):
        raise trouble(ProblemCode.DB_NOT_OURS, path)
    if len(head) < LENGTH:
        raise trouble(ProblemCode.DB_DAMAGED, path)
    header = Header(_number(head, 68), _number(head, 60))
    if header.application != APPLICATION_ID:
        raise trouble(ProblemCode.DB_NOT_OURS, path)
    if header.version > VERSION:
        raise trouble(ProblemCode.DB_NEWER, path, found=header.version, ours=VERSION)
    if header.version < 1:
        raise trouble(ProblemCode.DB_DAMAGED, path)
    return header


def _first_bytes(path: Path) -> bytes:
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise trouble(ProblemCode.DB_DIRECTORY, path)
    if not stat.S_ISREG(mode):
        raise trouble(ProblemCode.DB_NOT_OURS, path)
    if not os.access(path, os.R_OK):
        raise trouble(ProblemCode.DB_UNREADABLE, path)
    with path.open("rb") as stream:
        return stream.read(LENGTH)


def _number(head: bytes, at: int) -> int:
    return int.from_bytes(head[at : at + 4], "big")
