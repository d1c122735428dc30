"""A real terminal before the program: what is shown, and somebody who types."""

import os
import pty
import select
import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).parents[2]
HERE = os.pathsep.join([str(ROOT), *sys.path])
CTRL_C, CTRL_D = b"\x03", b"\x04"
PATIENCE = 30
Step = tuple[str, str | bytes]


def session(
    words: Iterable[str], steps: Iterable[Step], folder: Path, **environ: str
) -> tuple[int, str]:
    """Exit code and screen of one command; each step waits for words, then types."""
    pid, screen = pty.fork()
    if pid == 0:  # pragma: no cover -- the program takes its place
        os.chdir(folder)
        around = {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONPATH": HERE, **environ}
        command = [sys.executable, "-m", "cchc", *words]
        os.execve(sys.executable, command, {**os.environ, **around})  # noqa: S606
    seen = Seen(screen)
    for awaited, typed in steps:
        seen.until(awaited)
        raw = typed if isinstance(typed, bytes) else f"{typed}\n".encode()
        os.write(screen, raw)
    seen.until(None)
    _, status = os.waitpid(pid, 0)
    os.close(screen)
    return os.waitstatus_to_exitcode(status), seen.text()


class Seen:
    """All that was shown so far; waits for words after those waited for before."""

    def __init__(self, screen: int) -> None:
        self.screen, self.shown, self.at = screen, b"", 0

    def text(self) -> str:
        return self.shown.decode("utf-8", "replace").replace("\r\n", "\n")

    def until(self, awaited: str | None) -> None:
        """Read until the words are there; None: until the program ends."""
        end = monotonic() + PATIENCE
        while monotonic() < end:
            if awaited is not None and self._has(awaited.encode()):
                return
            if not self._more():
                break
        assert awaited is None, f"never shown: {awaited}\n{self.text()}"

    def _has(self, words: bytes) -> bool:
        found = self.shown.find(words, self.at)
        if found < 0:
            return False
        self.at = found + len(words)
        return True

    def _more(self) -> bool:
        ready, _, _ = select.select([self.screen], [], [], PATIENCE)
        if not ready:
            return False
        try:
            read = os.read(self.screen, 65536)
        except OSError:  # the other side is closed
            return False
        self.shown += read
        return bool(read)
