"""One command line after another, in a process of its own that loads nothing anew.

The program is imported once; for every command the process is forked, its streams
are turned to files or to a terminal, and the program's own entry point is called.
"""

import gc
import io
import os
import pkgutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import traceback
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NoReturn

from tests.record.clock import START, stop_clock
from tests.record.masking import ROOT
from tests.record.terminal import Step, watch_command

LONGEST = 120
"""Seconds after which a command is stopped."""
Entry = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Call:
    """A command line, where it is typed and what is typed after it."""

    words: tuple[str, ...]
    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)
    given: bytes | None = None
    terminal: bool = False
    steps: tuple[Step, ...] = ()
    clock: int = START


@dataclass(frozen=True, slots=True)
class Outcome:
    """The exit code, and what came out; a terminal shows both streams as one."""

    code: int
    out: bytes
    err: bytes


@dataclass(frozen=True, slots=True)
class Program:
    """The program under record: its entry point, and its name for `python -m`."""

    entry: Entry
    package: str
    plain: bool = False

    def run(self, call: Call) -> Outcome:
        """Run one command line to its end."""
        if call.terminal:
            code, shown = watch_command(lambda: _become_command(call, self), call.steps)
            return Outcome(code, shown, b"")
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as err,
        ):
            given.write(call.given or b"")
            given.seek(0)
            code = self._run_forked(call, (given, out, err))
            out.seek(0)
            err.seek(0)
            return Outcome(code, out.read(), err.read())

    def apart(self, call: Call, out: BinaryIO) -> Outcome:
        """Run one command line as a new process that writes to a stream of ours."""
        done = subprocess.run(
            self.command(call),
            cwd=call.folder,
            env={**call.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.PIPE,
            check=False,
        )
        return Outcome(done.returncode, b"", done.stderr)

    def command(self, call: Call) -> list[str]:
        """What is run by a shell to have the same, but for the clock."""
        clock = ("-m", "tests.record.clock", str(call.clock), self.package)
        return [sys.executable, *clock, *call.words]

    def _run_forked(
        self, call: Call, streams: tuple[BinaryIO, BinaryIO, BinaryIO]
    ) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            for number, stream in enumerate(streams):
                os.dup2(stream.fileno(), number)
            _become_command(call, self)
        _, status = os.waitpid(pid, 0)
        return os.waitstatus_to_exitcode(status)


def load_program(*, plain: bool = False) -> Program:
    """The program of this folder, found by what `pyproject.toml` says of it."""
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    place, _, name = scripts["scripts"]["cchc"].partition(":")
    package = place.partition(".")[0]
    sys.path.insert(0, str(ROOT))
    entry: Entry = getattr(import_module(place), name)
    if not plain:
        top = import_module(package)
        for module in pkgutil.walk_packages(top.__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                with suppress(ImportError):
                    import_module(module.name)
    return Program(entry, package, plain)


def load_late_imports(program: Program, environ: Mapping[str, str]) -> None:
    """Load now whatever a few commands load while they run."""
    with tempfile.TemporaryDirectory(prefix="cchc-warm-") as made:
        folder, learned = Path(made), Path(made) / "learned"
        around = {**environ, "CCHC_RECORD_LEARNED": str(learned)}
        for line in (
            "init w --example sa-dec-2022",
            "report form p1 Q1 --db w/cchc.db",
            "report import bieu-mau --db w/cchc.db",
            "export Q1 --format docx --db w/cchc.db",
            "export Q1 --format html --db w/cchc.db",
            "export Q1 --format xlsx --db w/cchc.db",
            "plan diff w/plan.yaml --db w/cchc.db",
            "plan cascade --unit p2 --db w/cchc.db",
            "stauts",
        ):
            words = ("--today", "2022-03-10", *line.split())
            program.run(Call(words, folder, around))
        names = learned.read_text("utf-8").split() if learned.exists() else []
    for name in dict.fromkeys(names):
        if name not in sys.modules:
            with suppress(Exception):
                import_module(name)
    gc.collect()
    gc.freeze()


def _become_command(call: Call, program: Program) -> NoReturn:
    """Be the command: never comes back."""
    code = 70
    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        os.chdir(call.folder)
        os.environ.clear()
        os.environ.update(call.environ)
        time.tzset()
        signal.alarm(LONGEST)
        if program.plain:
            around = {**call.environ, "PYTHONPATH": str(ROOT)}
            os.execve(sys.executable, program.command(call), around)  # noqa: S606
        stop_clock(call.clock)
        code = _call_entry(call, program)
    except BaseException:  # noqa: BLE001  # a process that was forked ends here
        traceback.print_exc()
    finally:
        os._exit(code)


def _call_entry(call: Call, program: Program) -> int:
    sys.stdin, sys.stdout = _open_stream(0), _open_stream(1)
    sys.stderr = _open_stream(2)
    sys.argv = [str(ROOT / program.package / "__main__.py"), *call.words]
    code = 0
    try:
        program.entry()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    with suppress(OSError):
        sys.stdout.flush()
        sys.stderr.flush()
    learned = call.environ.get("CCHC_RECORD_LEARNED")
    if learned:
        with Path(learned).open("a", encoding="utf-8") as note:
            note.write("\n".join([*sys.modules, ""]))
    return code


def _open_stream(number: int) -> io.TextIOWrapper:
    """The text stream that Python itself would open over a file descriptor."""
    raw = os.fdopen(number, "rb" if number == 0 else "wb", closefd=False)
    errors = "backslashreplace" if number == 2 else "surrogateescape"
    by_line = number == 2 or os.isatty(number)
    return io.TextIOWrapper(raw, "utf-8", errors, line_buffering=by_line)
