"""A real terminal before the program: what is shown, and somebody who types."""

import os
import select
import sys
from collections.abc import Iterable
from pathlib import Path
from signal import SIGKILL
from time import monotonic

import pytest

from tests.app.forked import become_program

ROOT = Path(__file__).parents[2]
HERE = os.pathsep.join([str(ROOT), *sys.path])
CTRL_C, CTRL_D = b"\x03", b"\x04"
PATIENCE = 60
SOON = 3
Step = tuple[str, str | bytes]


def fork_terminal() -> tuple[int, int]:
    """A child at a terminal of its own; the test is skipped where there can be none."""
    try:
        import pty

        return pty.fork()
    except (ImportError, OSError) as error:
        pytest.skip(f"no pseudo-terminal here: {error}")


def session(
    words: Iterable[str], steps: Iterable[Step], folder: Path, **environ: str
) -> tuple[int, str]:
    """Exit code and screen of one command; each step waits for words, then types."""
    pid, screen = fork_terminal()
    if pid == 0:  # pragma: no cover -- the program takes its place
        around = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": HERE, **environ}
        become_program(words, folder, around)
    seen = Seen(screen)
    try:
        last = _typed(steps, seen)
        while not seen.ends(SOON if last == CTRL_C else PATIENCE):
            assert last == CTRL_C, f"never ended:\n{seen.text()}"
            os.write(screen, CTRL_C)  # one that comes just before a read is not seen
    except BaseException:
        os.kill(pid, SIGKILL)
        raise
    finally:
        _, status = os.waitpid(pid, 0)
        os.close(screen)
    return os.waitstatus_to_exitcode(status), seen.text()


def _typed(steps: Iterable[Step], seen: "Seen") -> bytes:
    """Type each step when its words are there; what was typed last."""
    raw = b""
    for awaited, typed in steps:
        seen.until(awaited)
        raw = typed if isinstance(typed, bytes) else f"{typed}\n".encode()
        os.write(seen.screen, raw)
    return raw


class Seen:
    """All that was shown so far; waits for words after those waited for before."""

    def __init__(self, screen: int) -> None:
        self.screen, self.shown, self.at = screen, b"", 0

    def text(self) -> str:
        return self.shown.decode("utf-8", "replace").replace("\r\n", "\n")

    def until(self, awaited: str) -> None:
        """Read until the words are there."""
        end = monotonic() + PATIENCE
        while not self._has(awaited.encode()):
            left = end - monotonic()
            known = left > 0 and self._more(left)
            assert known, f"never shown: {awaited}\n{self.text()}"

    def ends(self, seconds: float) -> bool:
        """Read until the program ends; whether it does while something is shown."""
        while (more := self._more(seconds)) is True:
            pass
        return more is None

    def _has(self, words: bytes) -> bool:
        found = self.shown.find(words, self.at)
        if found < 0:
            return False
        self.at = found + len(words)
        return True

    def _more(self, seconds: float) -> bool | None:
        """Whether more was shown in that time; None: the program has ended."""
        ready, _, _ = select.select([self.screen], [], [], seconds)
        if not ready:
            return False
        try:
            read = os.read(self.screen, 65536)
        except OSError:  # the other side is closed
            return None
        self.shown += read
        return True if read else None
