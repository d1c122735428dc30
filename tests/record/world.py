"""A folder in which commands are typed, and the record of what came of them."""

import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from re import sub
from unicodedata import normalize
from zlib import crc32

from tests.record.clock import START
from tests.record.ledger import dump_database
from tests.record.masking import Mask
from tests.record.running import Call, Outcome, Program
from tests.record.terminal import Step

ENVIRON = {
    "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
    "LOGNAME": "can-bo",
    "NO_COLOR": "1",
    "PATH": "/usr/bin:/bin",
    "PYTHONDONTWRITEBYTECODE": "1",
    "TERM": "xterm-256color",
    "TZ": "UTC",
    "USER": "can-bo",
}
DAY = "2022-06-24"
SHARE = 20
"""In a quick record, of so many commands that only read, one is run."""
KINDS = {b"PK\x03\x04": ".zip", b"<!doctype html": ".html", b"<!DOCTYPE html": ".html"}
_KEPT_OUT = (".db", ".db-wal", ".db-shm", ".db-journal")
Seen = dict[str, tuple[int, int]]
Kept = dict[str, tuple[tuple[int, int], bytes]]


@dataclass(slots=True)
class World:
    """A place of work by its name, and the folder of its record."""

    name: str
    folder: Path
    record: Path
    program: Program
    mask: Mask
    quick: bool = False
    day: str = DAY
    runs: int = 0
    acts: int = 0
    names: dict[str, int] = field(default_factory=dict)
    kept: Kept = field(default_factory=dict)

    def read(self, *words: str, **how: object) -> None:
        """Run and record a command, then put all files back as they were."""
        name = self._run_name(words, how)
        if self.quick and crc32(name.encode()) % SHARE:
            return
        self._keep()
        self._run_and_record(name, words, how)
        self._restore()

    def act(self, *words: str, **how: object) -> Outcome:
        """Run what changes something; all of it stays for the next."""
        self.acts += 1
        return self._run_and_record(self._run_name(words, how), words, how)

    def looks(self, *words: str, **how: object) -> None:
        """Run the same in both languages and on screens of three widths."""
        for lang in ("vi", "en"):
            for columns in (40, 80, 120):
                self.read(*words, **{**how, "lang": lang, "columns": columns})

    def glance(self, *words: str, **how: object) -> None:
        """Run the same on three screens: usual, narrow, and wide in English."""
        for lang, columns in (("vi", 80), ("vi", 40), ("en", 120)):
            self.read(*words, **{**how, "lang": lang, "columns": columns})

    def both(self, *words: str, **how: object) -> None:
        """Run the same in both languages."""
        for lang in ("vi", "en"):
            self.read(*words, **{**how, "lang": lang})

    def write(self, path: str, text: str | bytes) -> Path:
        """A file for the commands to come."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return target

    def change(self, path: str, *pairs: tuple[str, str]) -> None:
        """Other words in a text file; words that are not there are an error."""
        text = (self.folder / path).read_text("utf-8")
        for old, new in pairs:
            if old not in text:
                raise LookupError(old)
            text = text.replace(old, new)
        self.write(path, text)

    def close(self) -> None:
        """Record what every database of this world holds at the end."""
        for path in sorted(self.folder.rglob("*.db")):
            shown = str(path.relative_to(self.folder)).replace("/", "_")
            text = self.mask.text(dump_database(path))
            (self.record / f"{shown}.ledger.txt").write_text(text, "utf-8")

    def _keep(self) -> None:
        """Remember what is in every file, to put it back."""
        states = self._file_states()
        self.kept = {
            path: self.kept[path]
            if path in self.kept and self.kept[path][0] == state
            else (state, (self.folder / path).read_bytes())
            for path, state in states.items()
        }

    def _restore(self) -> None:
        """Remove what is new, and write again what is not as it was kept."""
        states = self._file_states()
        for path in states.keys() - self.kept.keys():
            (self.folder / path).unlink()
        for path, (state, data) in self.kept.items():
            if states.get(path) != state:
                self.write(path, data)

    def _run_and_record(
        self, name: str, words: tuple[str, ...], how: Mapping[str, object]
    ) -> Outcome:
        self.runs += 1
        call = self._make_call(words, how)
        before = self._file_states()
        outcome = self._run(call, how)
        text = "\n".join(self._record_lines(name, call, outcome, before, how)) + "\n"
        path = self.record / f"{name}.txt"
        path.write_text(self.mask.text(text), "utf-8", "surrogateescape")
        return outcome

    def _run(self, call: Call, how: Mapping[str, object]) -> Outcome:
        if how.get("full"):
            with Path("/dev/full").open("wb") as full:
                return self.program.apart(call, full)
        if how.get("apart"):
            with tempfile.TemporaryFile() as out:
                outcome = self.program.apart(call, out)
                out.seek(0)
                return Outcome(outcome.code, out.read(), outcome.err)
        return self.program.run(call)

    def _make_call(self, words: tuple[str, ...], how: Mapping[str, object]) -> Call:
        given, around, steps = how.get("given"), how.get("environ"), how.get("steps")
        environ = {**ENVIRON, "COLUMNS": str(how.get("columns", 80))}
        environ["HOME"] = str(self.folder / "home")
        if isinstance(around, dict):
            environ |= around
        if how.get("colour"):
            del environ["NO_COLOR"]
        typed = ["--today", str(how.get("day", self.day))] if how.get("day", 1) else []
        if how.get("lang", "vi") != "vi":
            typed += ["--lang", str(how["lang"])]
        return Call(
            (*typed, *words),
            self.folder / str(how.get("at", ".")),
            environ,
            given.encode() if isinstance(given, str) else None,
            bool(how.get("terminal") or how.get("colour") or steps),
            steps if isinstance(steps, tuple) else (),
            START + self.acts,
        )

    def _record_lines(
        self,
        name: str,
        call: Call,
        outcome: Outcome,
        before: Seen,
        how: Mapping[str, object],
    ) -> Iterator[str]:
        """The lines of a record; files that were written are copied beside it."""
        yield f"$ cchc {shlex.join(call.words)}"
        around = {k: v for k, v in call.environ.items() if ENVIRON.get(k) != v}
        around.pop("HOME")
        yield f"with {' '.join(f'{k}={v}' for k, v in sorted(around.items()))}"
        if call.given is not None:
            yield f"given {call.given!r}"
        for awaited, typed in call.steps:
            yield f"after {awaited!r} typed {typed!r}"
        yield f"exit code: {outcome.code}"
        yield from self._file_lines(name, before)
        form = how.get("form") or next(
            (kind for mark, kind in KINDS.items() if outcome.out.startswith(mark)), None
        )
        yield "-- standard output"
        if form and outcome.out:
            (self.record / f"{name}.out{form}").write_bytes(self._masked(outcome.out))
            yield f"(see {name}.out{form})"
        else:
            yield _visible(outcome.out)
        yield "-- standard error"
        yield _visible(outcome.err)

    def _file_lines(self, name: str, before: Seen) -> Iterator[str]:
        after = self._file_states()
        for path in sorted(before.keys() - after.keys()):
            yield f"removed: {path}"
        for path in sorted(after):
            if after[path] == before.get(path):
                continue
            if path.endswith(_KEPT_OUT):
                yield f"{'changed' if path in before else 'made'}: {path}"
                continue
            yield f"written: {path}"
            target = self.record / f"{name}.files" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(self._masked((self.folder / path).read_bytes()))

    def _masked(self, data: bytes) -> bytes:
        return self.mask.data(data)

    def _file_states(self) -> Seen:
        """Every file of the place of work, with its size and the time of writing."""
        found = {}
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118  # many files, often
                state = os.lstat(path)
                if os.path.isfile(path):  # noqa: PTH113
                    shown = os.path.relpath(path, self.folder)
                    found[shown] = (state.st_size, state.st_mtime_ns)
        return found

    def _run_name(self, words: tuple[str, ...], how: Mapping[str, object]) -> str:
        """A name for a run: its words, and how they were typed; never used twice."""
        named = how.get("name")
        typed = str(named) if named else _slug(" ".join(words)) or "cchc"
        marks = [typed]
        if how.get("lang", "vi") != "vi":
            marks.append(str(how["lang"]))
        if "columns" in how:
            marks.append(str(how["columns"]))
        if how.get("colour"):
            marks.append("colour")
        if isinstance(how.get("day"), str):
            marks.append(str(how["day"]))
        name = ".".join(marks)
        self.names[name] = count = self.names.get(name, 0) + 1
        return name if count == 1 else f"{name}.no{count}"


def copy_world(folder: Path, target: Path) -> None:
    """A world begun where another ended."""
    shutil.copytree(folder, target, symlinks=True)


def _visible(data: bytes) -> str:
    """What was shown, with signs that steer a screen made visible."""
    text = data.decode("utf-8", "backslashreplace")
    return text.replace("\r\n", "\n").replace("\x1b", "\\x1b").replace("\x00", "\\x00")


def _slug(text: str) -> str:
    """A text as part of the name of a file; long ones end in a number of their own."""
    bare = normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain = bare.encode("ascii", "ignore").decode()
    name = sub(r"[^A-Za-z0-9.=_+-]+", "_", plain).strip("_.")
    if len(name) <= 90 and plain.isprintable():
        return name
    return f"{name[:80]}.{crc32(text.encode('utf-8', 'surrogateescape')):08x}"


Steps = tuple[Step, ...]
