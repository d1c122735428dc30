"""One process at a time at a ledger, also on a share whose own locks do nothing.

A file beside the ledger, made exclusively, stands round every open, of readers too:
SQLite rolls back the journal of a writer whose lock it cannot see. The file says who
holds it; one that a killed process left behind is taken over.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cchc.store.disk.atomic_file import machine_name
from cchc.store.disk.connection import (
    LOCK_ENDING,
    LedgerError,
    disk_errors,
    ledger_error,
)
from cchc.text.problem import ProblemCode

LEFT_BEHIND = 3600.0
"""Seconds after which no command can still be at work: the lock was left behind."""
UNSIGNED = 10.0
"""Seconds after which a lock that does not say whose it is was left behind."""
PAUSES = (0.002, 0.02)
"""Seconds between two looks at a lock of others: at first, at most."""
_held: dict[str, int] = {}
"""Locks of this process, and how often each is held."""
MOUNTS = Path("/proc/self/mountinfo")
SHARED_KINDS = ("cifs", "smb", "nfs", "9p", "afs", "ceph", "davfs", "fuse.", "vboxsf")
SYNC_FOLDERS = (
    *("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud"),
)


@contextmanager
def ledger_lock(path: Path, *, write: bool, patience: float) -> Iterator[None]:
    """The ledger for this process alone; taken again by itself it is the same lock.

    A reader goes on without where no file can be made: on a read-only share, in a
    folder of others. Raises LedgerError: somebody holds it longer than the patience
    (P415), or no file can be made and the ledger is to be written.
    """
    file = f"{os.path.realpath(path)}{LOCK_ENDING}"
    if not (_held.get(file) or _wait_for(file, path, write=write, patience=patience)):
        yield
        return
    _held[file] = _held.get(file, 0) + 1
    since = time.monotonic()
    try:
        yield
    finally:
        _held[file] -= 1
        # later than that it may have been taken over, and be the lock of others
        if not _held[file] and time.monotonic() - since < LEFT_BEHIND:
            _remove(file)


def _wait_for(file: str, path: Path, *, write: bool, patience: float) -> bool:
    """Whether the lock was made, in the end; False where no file can be made."""
    end, pause = time.monotonic() + patience, PAUSES[0]
    while True:
        try:
            if _make(file, path):
                return True
        except (LedgerError, OSError):
            if write:
                raise
            return False
        _remove_left_behind(file)
        if time.monotonic() >= end:
            host, process, since = (_owner(file) or ["?"] * 3)[:3]
            blanks = {"host": host, "process": process, "since": since}
            raise ledger_error(ProblemCode.DB_HELD, path, lock=file, **blanks)
        time.sleep(pause)
        pause = min(2 * pause, PAUSES[1])


def _make(file: str, path: Path) -> bool:
    """Make the lock of a ledger; False where there is one."""
    with disk_errors(path):
        try:
            handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
        except FileExistsError:
            return False
        except PermissionError:
            if os.name == "nt" and os.path.lexists(file):
                return False  # it is just being removed
            raise
        try:
            since = time.strftime("%H:%M:%S %d/%m/%Y")
            node = os.fstat(handle).st_ino
            os.write(
                handle, f"{machine_name()}\n{os.getpid()}\n{since}\n{node}\n".encode()
            )
        except BaseException:
            os.close(handle)
            _remove(file)
            raise
        os.close(handle)
        return True


def _owner(file: str) -> list[str] | None:
    """Machine, process and time of a lock; None where it does not say or is gone.

    The process is 0 where the file is a copy: the folder was copied while the lock
    was held, and nobody holds the copy.
    """
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:  # noqa: PTH123
            lines, node = (
                stream.read(1000).splitlines(),
                os.fstat(stream.fileno()).st_ino,
            )
    except OSError:
        return None
    if len(lines) < 3 or not lines[1].isdecimal():
        return None
    is_copy = node and lines[3:] and lines[3] not in {str(node), "0"}
    return [lines[0], "0", lines[2]] if is_copy else lines


def _remove_left_behind(file: str) -> None:
    """Remove a lock whose process has ended, under a lock of its own.

    Without that, two who saw the same dead lock could remove each other's new one.
    """
    if not _looks_left_behind(file, time.time()):
        return
    guard = f"{file}.take"
    try:
        handle = os.open(guard, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666)
    except OSError:
        if _age(guard, time.time()) > UNSIGNED:
            _remove(guard)
        return
    try:
        # by the clock of the disk: that of this machine may be wrong
        if _looks_left_behind(file, os.fstat(handle).st_mtime):
            _remove(file)
    finally:
        os.close(handle)
        _remove(guard)


def _looks_left_behind(file: str, now: float) -> bool:
    owner, age = _owner(file), _age(file, now)
    if owner is None:
        return age > UNSIGNED
    is_ours = owner[0] == machine_name() and not _is_alive(int(owner[1]))
    return is_ours or age > LEFT_BEHIND


def _age(file: str, now: float) -> float:
    try:
        return now - os.stat(file).st_mtime  # noqa: PTH116
    except OSError:
        return 0.0


def _remove(file: str) -> None:
    for pause in (0.01, 0.1, 0.5):
        try:
            os.unlink(file)  # noqa: PTH108
        except FileNotFoundError:
            return
        except OSError:  # Windows: somebody may be looking at it
            time.sleep(pause)
        else:
            return


def _is_alive(process: int) -> bool:
    """Whether a process of this machine is still at work; our own is not waited for."""
    if process in {os.getpid(), 0}:
        return False
    if os.name == "nt":
        return _is_alive_on_windows(process)
    try:
        os.kill(process, 0)
        with open(f"/proc/{process}/stat", "rb") as stream:  # noqa: PTH123
            return b") Z " not in stream.read()  # ended, and nobody has asked how
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True


def _is_alive_on_windows(process: int) -> bool:
    from ctypes import windll  # type: ignore[attr-defined]  # noqa: PLC0415

    may_wait, still_at_work, denied = 0x0010_0000, 0x102, 5
    kernel = windll.kernel32
    handle = kernel.OpenProcess(may_wait, 0, process)
    if not handle:
        return bool(kernel.GetLastError() == denied)
    try:
        return bool(kernel.WaitForSingleObject(handle, 0) == still_at_work)
    finally:
        kernel.CloseHandle(handle)


def is_on_share(path: Path) -> bool:
    """Whether a file is on a network drive or in a folder that is kept in step."""
    whole = os.path.realpath(path)
    folders = Path(whole).parent.parts
    if any(folder.lower().startswith(SYNC_FOLDERS) for folder in folders):
        return True
    if whole.startswith(("\\\\", "//")):
        return True
    return _mounted_kind(whole).startswith(SHARED_KINDS)


def _mounted_kind(whole: str) -> str:
    """The kind of file system that a path is on; empty where the system tells none."""
    try:
        lines = MOUNTS.read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    mount = ("", "")
    for line in lines:
        left, _, right = line.partition(" - ")
        point = left.split(" ")[4].replace("\\040", " ")
        is_above = f"{whole}/".startswith(f"{point.rstrip('/')}/")
        if is_above and len(point) >= len(mount[0]):
            mount = (point, right.split(" ")[0])
    return mount[1]
