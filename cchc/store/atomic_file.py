"""A finished file takes its name at once and never in another's place."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def atomic_write(path: Path, mode: int = 0o660) -> Iterator[Path]:
    """A temporary file beside `path` that takes its name when the block ends well.

    Its rights are `mode` less the umask. Raises FileExistsError, and leaves what is
    there alone, if the name is taken.
    """
    waiting = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
    os.close(os.open(waiting, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    try:
        yield waiting
        _take_name(waiting, path)
        _sync_folder(path.parent)
    finally:
        waiting.unlink(missing_ok=True)
        waiting.with_name(f"{waiting.name}-journal").unlink(missing_ok=True)


def _take_name(waiting: Path, path: Path) -> None:
    try:
        os.link(waiting, path)
    except FileExistsError:
        raise
    except OSError:  # no hard links here (FAT, some shares): hold the name, then swap
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o660))
        try:
            waiting.replace(path)
        except OSError:
            path.unlink()
            raise


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def free_name(path: Path) -> Path:
    """The path itself or, when it is taken, with the first free number in it.

    The number stands before the ending, so that the file still opens as what it is.
    """
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free
