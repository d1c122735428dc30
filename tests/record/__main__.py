"""Record every output of the program, or compare two records.

`python -m tests.record FOLDER` plays many worlds in a temporary folder by the command
line alone and writes for every command a text with what came out. `--quick` runs a
share of them. `python -m tests.record --compare BEFORE AFTER` prints every difference
and ends with 1 when there is any.
"""

import argparse
import fcntl
import multiprocessing
import os
import shutil
import sys
import time
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir

from tests.record import scenes
from tests.record.clock import START, stop_clock
from tests.record.comparing import QUICK, differences
from tests.record.masking import Mask
from tests.record.running import Program, load_late_imports, load_program
from tests.record.world import ENVIRON, World, copy_world

LINES = 40
PROCESSES = 2


@dataclass(frozen=True, slots=True)
class Session:
    """A recording: where it goes, where it works, with which program."""

    target: Path
    place: Path
    program: Program
    mask: Mask
    quick: bool

    def world(self, name: str) -> World:
        """A new, empty place of work; the year's own for scenes that begin there."""
        folder, record = self.place / name, self.target / name
        record.mkdir(parents=True)
        if name in scenes.AFTER_THE_YEAR:
            copy_world(self.place / scenes.YEAR / "nam", folder)
        else:
            folder.mkdir()
        return World(name, folder, record, self.program, self.mask, self.quick)

    def play(self, name: str) -> tuple[str, int, float]:
        """Play one scene; how many commands it ran and how long it took."""
        began = time.monotonic()
        world = self.world(name)
        try:
            scenes.ALL[name](world)
        except (LookupError, OSError, ValueError):
            trace = self.mask.text(traceback.format_exc())
            (world.record / "BROKEN.txt").write_text(trace, "utf-8")
            _write_err(f"{name} could not be played to its end:\n{trace}")
        world.close()
        return name, world.runs, time.monotonic() - began


def main() -> int:
    """Do what the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m tests.record", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", help="where the record goes")
    parser.add_argument("--quick", action="store_true", help="run a share of it")
    parser.add_argument("--plain", action="store_true", help="no fork: new processes")
    parser.add_argument("--only", action="append", help="only the scene of this name")
    parser.add_argument("--processes", type=int, default=PROCESSES)
    parser.add_argument("--compare", type=Path, nargs=2, metavar=("BEFORE", "AFTER"))
    parser.add_argument("--lines", type=int, default=LINES, help="lines of each file")
    asked = parser.parse_args()
    if asked.compare:
        before, after = asked.compare
        return _compare(before, after, asked.lines)
    if asked.folder is None:
        parser.error("name the folder of the record")
    if asked.folder.exists() and any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty")
    return _record(asked)


def _compare(before: Path, after: Path, lines: int) -> int:
    count = 0
    for line in differences(before, after, lines):
        count += line.startswith(("differs: ", "only "))
        _write_out(line)
    _write_out(f"{count} differences")
    return int(count > 0)


def _record(asked: argparse.Namespace) -> int:
    began = time.monotonic()
    os.environ.clear()
    os.environ.update(ENVIRON)
    time.tzset()
    stop_clock(START)
    program = load_program(plain=asked.plain)
    target: Path = asked.folder.resolve()
    target.mkdir(parents=True, exist_ok=True)
    if asked.quick:
        (target / QUICK).write_text("")
    with _free_folder() as place:
        session = Session(target, place, program, Mask(place), asked.quick)
        if not asked.plain:
            load_late_imports(program, ENVIRON)
        _write_err(f"loaded in {time.monotonic() - began:.1f} s")
        runs = sum(_play_scenes(session, asked.only, asked.processes))
    _write_out(f"{runs} commands in {time.monotonic() - began:.0f} s: {target}")
    return 0


def _play_scenes(
    session: Session, only: list[str] | None, processes: int
) -> Iterator[int]:
    """Play the year first, then the other scenes side by side."""
    names = [name for name in scenes.ALL if not only or name in only]
    if session.quick:
        names = [name for name in names if name not in scenes.SLOW]
    if scenes.YEAR in names or set(names) & scenes.AFTER_THE_YEAR:
        yield _note_scene(*session.play(scenes.YEAR))
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(processes, context) as pool:
        rest = [name for name in names if name != scenes.YEAR]
        for done in as_completed(pool.submit(session.play, name) for name in rest):
            yield _note_scene(*done.result())


def _note_scene(name: str, runs: int, seconds: float) -> int:
    _write_err(f"{name}: {runs} commands in {seconds:.1f} s")
    return runs


@contextmanager
def _free_folder() -> Iterator[Path]:
    """A free folder to work in; its name is as long as that of any other."""
    for number in range(10):
        place = Path(gettempdir()) / f"cchc-record-{number}"
        with place.with_suffix(".lock").open("w", encoding="utf-8") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                continue
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir()
            try:
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
            return
    raise SystemExit("too many recordings at once")


def _write_out(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _write_err(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
