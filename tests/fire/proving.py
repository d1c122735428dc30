"""What is left of an office when a command was killed, failed, or the power went.

The ledger is as before the act or as after it; what was acknowledged is there, what was
refused is not; a paper is whole or not there, and never without its act.
"""

import contextlib
import errno
import io
import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from random import Random
from shutil import copytree, rmtree

from cchc.main import main
from cchc.store.check import find_defects
from cchc.store.disk.connection import (
    LedgerError,
    connect_recovered,
    is_database,
    read_version,
)
from cchc.store.ledger import open_ledger
from cchc.store.schema.ddl import VERSION
from cchc.text.record import Record
from tests.fire.disk import Disk, read_log
from tests.fire.running import run
from tests.fire.world import ACTS, make_scene

KILLED = -9
WRITTEN, REFUSED = {0, 5}, {1, 2, 4}
State = Mapping[str, str]


class Finding(Record):
    """What did not hold: at which call, under what."""

    trial: str
    call: int
    what: str


class Trial(Record):
    """An act, the office before it, and what is there before and after it."""

    name: str
    scene: Path
    before: State
    after: State
    calls: int
    log: Path

    @property
    def new_files(self) -> set[str]:
        """The files that the act hands out."""
        return set(self.after) - set(self.before)


def is_leftover(path: Path) -> bool:
    """Journals, lock files, hidden files and folders: swept by the next command."""
    is_hidden = any(part.startswith(".") for part in path.parts)
    return is_hidden or path.name.endswith(("-journal", "-lock"))


def read_state(folder: Path) -> State:
    """Every file of an office by what it holds; of a ledger its rows count.

    Raises:
        LedgerError, sqlite3.Error: a ledger that cannot be read.
        AssertionError: one that is not as it was written.
    """
    return {
        str(path.relative_to(folder)): ledger_digest(path)
        if is_database(path)
        else sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_leftover(path.relative_to(folder))
    }


def ledger_digest(path: Path) -> str:
    """The rows of a ledger of any version, once what a killed writer left is undone.

    Without what was really handed out: it is written after the act, in one of its own.
    """
    with closing(connect_recovered(path, write=True)) as connection:
        dump = "".join(
            line
            for line in connection.iterdump()
            if not line.startswith(('INSERT INTO "handed_out"', 'INSERT INTO "seal"'))
        )
        version = read_version(connection, path)
    if version == VERSION:
        with open_ledger(path) as ledger:
            assert find_defects(ledger) == (), path.name
    return sha256(dump.encode()).hexdigest()


def make_trial(name: str, base: Path, place: Path) -> Trial:
    """The act done once, in peace."""
    scene = make_scene(name, base, place / "scene")
    work, log = copy_of(scene), place / "log"
    before = read_state(work)
    act = ACTS[name]
    done = run(act.words, work, day=act.day, log=log)
    assert done.code == 0, f"{name}: {done.said}"
    return Trial(name, scene, before, read_state(work), len(read_log(log)), log)


def copy_of(scene: Path) -> Path:
    """The office to work in: always the same folder, so that paths are the same."""
    work = scene.with_name("work")
    rmtree(work, ignore_errors=True)
    copytree(scene, work)
    return work


def odd_files(trial: Trial, state: State) -> Iterator[str]:
    """Files that are neither as before nor as after; copies of the ledger may be."""
    copies = set(trial.before.values()) | set(trial.after.values())
    for name in state.keys() | trial.before.keys():
        allowed = {trial.before.get(name), trial.after.get(name)}
        if state.get(name) not in allowed and state.get(name) not in copies:
            yield f"{name} is neither as before nor as after"


def stage(trial: Trial, state: State) -> str:
    """Whether the ledger is as `before` the act or as `after` it."""
    ledger = next((n for n in sorted(trial.after) if n.endswith("cchc.db")), "cchc.db")
    if trial.name == "init":
        ledger = "khac/cchc.db"
    if state.get(ledger) == trial.after.get(ledger):
        return "after"
    return "before" if state.get(ledger) == trial.before.get(ledger) else "odd"


def look(trial: Trial, work: Path, *, code: int | None) -> Iterator[str]:
    """What does not hold in an office; `code`: how the command ended, if it did."""
    try:
        state = read_state(work)
    except (LedgerError, sqlite3.Error, AssertionError) as error:
        yield f"the ledger cannot be read: {error!r}"
        return
    yield from odd_files(trial, state)
    found = stage(trial, state)
    is_act = trial.before.get("cchc.db") != trial.after.get("cchc.db")
    if not is_act:
        return
    if code in WRITTEN and found != "after":
        yield f"exit {code}, and the ledger is as {found}"
    if code in REFUSED and found != "before":
        yield f"exit {code}, and the ledger is as {found}"
    papers = {name for name in trial.new_files if name in state and ".db" not in name}
    if papers and found != "after":
        yield f"{min(papers)} stands there without its act"


def next_command(work: Path) -> Iterator[str]:
    """What the next command says when it does not go well."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        code = main(
            ["--db", str(work / "cchc.db"), "--today", "2022-03-21", "status", "Q1"]
        )
    if code != 0:
        yield f"the next command ends with {code}: {said.getvalue()[-200:]}"


def chosen(calls: int, most: int | None) -> list[int]:
    """Which calls are tried: all, or so many of them spread evenly."""
    if most is None or calls <= most:
        return list(range(calls))
    return sorted({round(at * (calls - 1) / (most - 1)) for at in range(most)})


def try_kills(trial: Trial, most: int | None) -> Iterator[Finding | None]:
    """Kill the command before each of its calls."""
    act = ACTS[trial.name]
    for call in chosen(trial.calls, most):
        work = copy_of(trial.scene)
        done = run(act.words, work, day=act.day, kill=call)
        wrong = [*look(trial, work, code=None if done.code == KILLED else done.code)]
        if not wrong:
            wrong = [*next_command(work)]
        yield Finding("kill", call, wrong[0]) if wrong else None


def try_failures(trial: Trial, most: int | None) -> Iterator[Finding | None]:
    """Let each call fail once: the disk is full, or it does not answer."""
    act = ACTS[trial.name]
    for number in (errno.ENOSPC, errno.EIO):
        for call in chosen(trial.calls, most):
            work = copy_of(trial.scene)
            done = run(act.words, work, day=act.day, fail=(call, number))
            wrong = [*look(trial, work, code=done.code)]
            if done.code not in WRITTEN | REFUSED or "Traceback" in done.said:
                wrong.append(f"exit {done.code}: {done.said[-200:]}")
            name = errno.errorcode[number]
            yield Finding(name, call, wrong[0]) if wrong else None


def try_power_losses(trial: Trial, most: int | None) -> Iterator[Finding | None]:
    """Let the power go after each call; what was acknowledged must be there."""
    random, steps = Random(trial.name), read_log(trial.log)  # noqa: S311
    disk = Disk(copy_of(trial.scene))
    tried = set(chosen(len(steps) + 1, most)) | {len(steps)}
    for call in range(len(steps) + 1):
        if call in tried:
            is_done = call == len(steps)
            for image in disk.images(random):
                work = write_image(trial.scene, image)
                wrong = [*look(trial, work, code=0 if is_done else None)]
                yield Finding("power", call, wrong[0]) if wrong else None
        if call < len(steps):
            disk.do(steps[call])


def write_image(scene: Path, image: Mapping[str, bytes]) -> Path:
    """The office as a power loss left it."""
    work = scene.with_name("work")
    rmtree(work, ignore_errors=True)
    work.mkdir()
    for path, content in image.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
        os.utime(path, (0, 0))  # to start again takes longer than to wait for a lock
    return work
