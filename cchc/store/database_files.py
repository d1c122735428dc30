"""Which files are a SQLite database or belong to one; nothing may be put over them."""

from pathlib import Path

from cchc.store.header import MAGIC

JOURNAL_ENDINGS = ("-journal", "-wal", "-shm")
_JOURNAL_MAGICS = (
    bytes.fromhex("d9d505f920a163d7"),
    bytes.fromhex("377f0682"),
    bytes.fromhex("377f0683"),
)


def is_database(path: Path) -> bool:
    """Whether the file begins as every SQLite database does; links are followed.

    Raises OSError when the file is there and cannot be read.
    """
    return _first_bytes(path).startswith(MAGIC)


def is_journal(path: Path) -> bool:
    """Whether the file is a journal of SQLite, or its name is that of one.

    SQLite reads whatever has the name of a database with `-journal`, `-wal` or `-shm`
    behind it, so the name is kept free even while there is no such file.
    """
    if _first_bytes(path).startswith(_JOURNAL_MAGICS):
        return True
    name = path.name
    ending = next((end for end in JOURNAL_ENDINGS if name.lower().endswith(end)), "")
    owner = path.with_name(name[: -len(ending)]) if ending and name != ending else None
    return owner is not None and is_database(owner)


def _first_bytes(path: Path) -> bytes:
    if not path.is_file():
        return b""
    with path.open("rb") as stream:
        return stream.read(len(MAGIC))
