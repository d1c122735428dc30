"""The program as a process of its own, forked: what tests loaded is loaded already."""

import atexit
import io
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from signal import SIGINT, default_int_handler, signal
from tempfile import TemporaryFile
from typing import BinaryIO, NamedTuple, NoReturn

from cchc.__main__ import run


class Ended(NamedTuple):
    """How a run ended: its exit code and what it wrote to its two streams."""

    code: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return (self.out + self.err).decode()


def run_program(
    *words: str,
    folder: Path,
    given: bytes = b"",
    out: BinaryIO | None = None,
    first: Callable[[], object] | None = None,
    **environ: str,
) -> Ended:
    """Run `python -m cchc` with data piped in; `first` is done in its process."""
    with TemporaryFile() as written, TemporaryFile() as err:
        source, pipe = os.pipe()
        pid = os.fork()
        if pid == 0:  # pragma: no cover -- the program takes its place
            os.close(pipe)
            streams = (source, (out or written).fileno(), err.fileno())
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
            become_program(words, folder, environ, first)
        os.close(source)
        with suppress(BrokenPipeError), os.fdopen(pipe, "wb") as to_program:
            to_program.write(given)
        _, status = os.waitpid(pid, 0)
        written.seek(0)
        err.seek(0)
        return Ended(os.waitstatus_to_exitcode(status), written.read(), err.read())


def become_program(
    words: Iterable[str],
    folder: Path,
    environ: Mapping[str, str],
    first: Callable[[], object] | None = None,
) -> NoReturn:  # pragma: no cover -- in a process that nobody measures
    """Be the program, in a process just forked: never comes back."""
    try:
        os.chdir(folder)
        os.environ.update(environ)
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            stream = open_stream(number)
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)
        atexit._clear()  # the ends of the tests are not its own
        warnings.simplefilter("ignore")
        sys.unraisablehook = sys.__unraisablehook__
        signal(SIGINT, default_int_handler)  # a run in the background may ignore it
        sys.argv = ["cchc", *words]
        if first is not None:
            first()
        run()
    except BaseException:  # noqa: BLE001  # a process that was forked ends here
        traceback.print_exc()
    finally:
        os._exit(70)


def open_stream(number: int) -> io.TextIOWrapper:
    """The text stream that Python opens over a descriptor as it starts."""
    raw = os.fdopen(number, "rb" if number == 0 else "wb", closefd=False)
    errors = "backslashreplace" if number == 2 else "strict"
    by_line = number == 2 or os.isatty(number)
    return io.TextIOWrapper(raw, "utf-8", errors, line_buffering=by_line)
