"""A terminal before a command: what is shown, and somebody who types."""

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Callable, Iterable
from typing import NoReturn

CTRL_C, CTRL_D = b"\x03", b"\x04"
PATIENCE = 15
ROWS, COLUMNS = 24, 80
Step = tuple[str, str | bytes]


def watch_command(
    become: Callable[[], NoReturn], steps: Iterable[Step]
) -> tuple[int, bytes]:
    """Exit code and screen of one command; a step waits for words, then types."""
    pid, screen = pty.fork()
    if pid == 0:
        size = struct.pack("HHHH", ROWS, COLUMNS, 0, 0)
        fcntl.ioctl(0, termios.TIOCSWINSZ, size)
        become()
    shown = Shown(screen)
    for awaited, typed in steps:
        if not shown.until(awaited):
            shown.data += f"\n(never shown: {awaited})\n".encode()
            shown.wrote(CTRL_C)
            break
        raw = typed if isinstance(typed, bytes) else f"{typed}\n".encode()
        shown.wrote(raw)
    shown.rest()
    _, status = os.waitpid(pid, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), shown.data


class Shown:
    """All that was shown so far; waits for words after those waited for before."""

    def __init__(self, screen: int) -> None:
        self.screen, self.data, self.at, self.last = screen, b"", 0, b""

    def wrote(self, raw: bytes) -> None:
        self.last = raw
        os.write(self.screen, raw)

    def until(self, awaited: str) -> bool:
        """Read until the words are there; False when they never come."""
        end = time.monotonic() + PATIENCE
        while (found := self.data.find(awaited.encode(), self.at)) < 0:
            if not self._more(end - time.monotonic()):
                return False
        self.at = found + len(awaited.encode())
        return True

    def rest(self) -> None:
        """Read until the command ends; type again what stops it if it was missed."""
        patience = 2.0 if self.last == CTRL_C else float(PATIENCE)
        while True:
            more = self._more(patience)
            if more is None:
                return
            if not more:
                self.wrote(CTRL_C)

    def _more(self, seconds: float) -> bool | None:
        """Whether more was shown in that time; None: the command has ended."""
        ready, _, _ = select.select([self.screen], [], [], max(seconds, 0))
        if not ready:
            return False
        try:
            read = os.read(self.screen, 65536)
        except OSError:
            return None
        self.data += read
        return True if read else None
