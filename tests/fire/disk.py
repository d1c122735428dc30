"""A disk as a model: what may be left of it when the power goes.

Only what was synced is sure, names by the sync of their folder (strict POSIX). Of the
rest all, nothing or some is left, a block half old and half new.
"""

import struct
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from random import Random

from cchc.text.record import Record

SECTOR = 512


class DiskCall(StrEnum):
    """What a call does to the disk, as the shim notes it."""

    CREATE = "c"
    TRUNCATE = "t"
    WRITE = "w"
    SYNC = "s"
    UNLINK = "u"
    RENAME = "r"
    LINK = "l"
    MKDIR = "m"


class DiskStep(Record):
    """One call that was done: on which path, onto which other, where, with what."""

    call: DiskCall
    path: str
    other: str
    offset: int
    data: bytes


def read_log(log: Path) -> list[DiskStep]:
    """The steps that the shim noted."""
    content, at = log.read_bytes(), 0
    steps = []
    while at < len(content):
        call, *sizes, offset = struct.unpack_from("=cIIIq", content, at)
        at += struct.calcsize("=cIIIq")
        parts = []
        for size in sizes:
            parts.append(content[at : at + size])
            at += size
        path, other, data = parts
        names = (path.decode(), other.decode())
        steps.append(DiskStep(DiskCall(call.decode()), *names, offset, data))
    return steps


class StoredFile:
    """A file: what is sure of it, and what was written since it was synced."""

    def __init__(self, content: bytes = b"") -> None:
        self.sure = bytearray(content)
        self.waiting: list[tuple[int, bytes | None]] = []

    def sync(self) -> None:
        for offset, data in self.waiting:
            put(self.sure, offset, data)
        self.waiting = []

    def left(self, keep: float, random: Random) -> bytes:
        """What a power loss leaves, where so much of what waits has landed."""
        content = bytearray(self.sure)
        for offset, data in self.waiting:
            if data is None:
                if random.random() < keep:
                    put(content, offset, None)
                continue
            for at in range(0, len(data), SECTOR):
                if random.random() < keep:
                    put(content, offset + at, data[at : at + SECTOR])
        return bytes(content)


def put(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write into a file; without data it is cut to the length."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset : offset + len(data)] = data


class Disk:
    """Files by name: those that are sure, and those that a program sees."""

    def __init__(self, folder: Path) -> None:
        files = {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
        self.seen = {path: StoredFile(content) for path, content in files.items()}
        self.sure = dict(self.seen)
        self.renamed: list[tuple[str, Mapping[str, StoredFile | None]]] = []

    def do(self, step: DiskStep) -> None:
        """Do one call."""
        file = self.seen.get(step.path, StoredFile())
        match step.call:
            case DiskCall.WRITE:
                file.waiting.append((step.offset, step.data))
            case DiskCall.TRUNCATE:
                file.waiting.append((step.offset, None))
            case DiskCall.SYNC:
                file.sync()
                self.sync_path(step.path)
            case DiskCall.MKDIR:  # folders are made as their files need them
                pass
            case DiskCall.CREATE | DiskCall.LINK:
                self._name(step.path, {step.other or step.path: file})
            case _:
                self._name(step.path, self._moved(step))

    def _moved(self, step: DiskStep) -> Mapping[str, StoredFile | None]:
        """The names that a file or a whole folder loses, and those that it gets."""
        inside = f"{step.path}/"
        names: dict[str, StoredFile | None] = {}
        for path, file in self.seen.items():
            if path == step.path or path.startswith(inside):
                names[path] = None
                if step.call is DiskCall.RENAME:
                    names[step.other + path.removeprefix(step.path)] = file
        return names

    def _name(self, path: str, names: Mapping[str, StoredFile | None]) -> None:
        apply(self.seen, names)
        self.renamed.append((str(Path(path).parent), names))

    def sync_path(self, folder: str) -> None:
        for _, names in (named for named in self.renamed if named[0] == folder):
            apply(self.sure, names)
        self.renamed = [named for named in self.renamed if named[0] != folder]

    def images(self, random: Random) -> Iterator[dict[str, bytes]]:
        """What a power loss may leave now: nothing, all or some of what is not sure."""
        for kept_names, kept_blocks in (
            (0, 0.0),
            (1, 1.0),
            (1, 0.0),
            (0, 1.0),
            (2, 0.5),
        ):
            names = dict(self.sure)
            landed = len(self.renamed) if kept_names == 1 else 0
            if kept_names > 1:
                landed = random.randint(0, len(self.renamed))
            for _, changed in self.renamed[:landed]:
                apply(names, changed)
            yield {path: file.left(kept_blocks, random) for path, file in names.items()}


def apply(files: dict[str, StoredFile], names: Mapping[str, StoredFile | None]) -> None:
    """Give names to files, or take them away."""
    for path, file in names.items():
        if file is None:
            files.pop(path, None)
        else:
            files[path] = file
