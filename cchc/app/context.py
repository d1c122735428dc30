"""The app: who sits at it, on which day, in which language, before which screen.

Made once in each run; the only place that reads the clock and the environment.
"""

import os
import sys
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import typer
from msgspec import Struct

from cchc.app.global_options import CommandLine
from cchc.text.day import parse_day
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.translator import Lang, Voice, voice

if TYPE_CHECKING:
    from cchc.core.facts.report import Stamp
    from cchc.paper.manuscript import TemplateFolders

DATABASE = "cchc.db"
FOUND_SOMETHING = 3
"""The exit code of `--check` when there is something to see to."""

_COMMAND_LINE = frozenset(
    {
        ProblemCode.PERIOD_UNREADABLE,
        ProblemCode.AS_OF_UNREADABLE,
        ProblemCode.FORMAT_UNKNOWN,
        ProblemCode.OUTPUT_PROTECTED,
        ProblemCode.OUTPUT_UNWRITABLE,
        ProblemCode.LANG_UNKNOWN,
        ProblemCode.OPTION_CLASH,
    }
)


class AppContext(Struct, frozen=True, dict=True):
    """What every command may know of the world around it.

    `db` is the database as given (`--db`, CCHC_DB), None when it is to be looked
    for. `now` is the machine's clock, `today` the day of work (`--today`).
    """

    voice: Voice
    today: date
    now: datetime
    db: Path | None = None
    interactive: bool = False
    quiet: bool = False
    debug: bool = False
    width: int = 80
    colour: bool = False

    @cached_property
    def database(self) -> Path:
        """The database to use: as given, else the nearest `cchc.db` upward.

        Where there is none, `cchc.db` here: opening it says what to do.
        """
        if self.db is not None:
            return self.db
        here = Path.cwd()
        near = (folder / DATABASE for folder in (here, *here.parents))
        return next((each for each in near if each.exists()), here / DATABASE)

    @cached_property
    def actor(self) -> str:
        """The name of the user at the operating system; `?` when it has none."""
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return "?"

    def stamp(self, source: str, by: str | None = None) -> "Stamp":
        """Who writes now, and through which door; `by` is the option `--by`.

        Recorded on the day of work, at the machine's time of day.
        """
        from cchc.core.facts.report import Stamp

        recorded = datetime.combine(self.today, self.now.timetz())
        return Stamp(recorded, self.now, by or self.actor, source)

    def day(self, text: str | None, option: str = "--as-of") -> date:
        """The day typed for an option, today when there is none; P502 if unreadable."""
        if text is None:
            return self.today
        day = parse_day(text)
        if day is None:
            self.refuse([_no_day(text, option)])
        return day

    def optional_day(self, text: str | None, option: str) -> date | None:
        """The day typed for an option, None when none is; P502 if unreadable."""
        return None if text is None else self.day(text, option)

    @property
    def templates(self) -> "TemplateFolders":
        """Where templates are: the office's own beside its database, and ours."""
        from cchc.app.bundled_files import bundled_folder
        from cchc.paper.manuscript import TemplateFolders

        return TemplateFolders(self.database, bundled_folder("templates"))

    def out(self, text: str) -> None:
        """Data, to standard output, with a line end after it."""
        write_text(sys.stdout, text)

    def err(self, text: str) -> None:
        """What is said about the data, to standard error."""
        write_text(sys.stderr, text)

    def ask(self, prompt: str) -> str | None:
        """One line typed after a prompt, in Unicode NFC; None when no more comes.

        Prompts go to standard error. Bytes that are no text become `�`.
        """
        from cchc.text.compare import nfc

        write_text(sys.stderr, prompt, end="")
        line = sys.stdin.buffer.readline()
        if not line:
            return None
        return nfc(line.decode(sys.stdin.encoding, "replace")).strip()

    @property
    def editor(self) -> str:
        """The command of the user's editor: VISUAL, EDITOR, else the system's own."""
        own = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        return own or ("notepad" if os.name == "nt" else "vi")

    def remark(self, code: str, /, **blanks: object) -> None:
        """A sentence by its code, to standard error; not with `--quiet`."""
        if not self.quiet:
            self.err(self.voice.say(code, **blanks))

    def warn(self, problems: Iterable[Problem]) -> None:
        """Tell problems that forbid nothing, to standard error."""
        from cchc.screen.problems import problems_text

        self.err(problems_text(problems, self.voice))

    def refuse(self, problems: Iterable[Problem], *, as_json: bool = False) -> NoReturn:
        """Tell all problems and end the run with the code they call for.

        As JSON (`cchc.problems/1`) they are data and go to standard output.
        """
        listed = tuple(problems)
        if as_json:
            from cchc.screen.problems import problems_json

            self.out(problems_json(listed, self.voice))
        else:
            self.warn(listed)
        raise typer.Exit(exit_code(listed))

    def deliver(self, content: str | bytes, output: Path | None = None) -> None:
        """Data to standard output, or to a UTF-8 file, whole or not at all.

        P504 where it cannot be written, P525 where something must stay.
        """
        if output is None or str(output) == "-":
            if isinstance(content, bytes):
                write_bytes(sys.stdout, content)
            else:
                self.out(content)
            return
        from cchc.app.delivery import write_file

        trouble = write_file(content, output)
        if trouble is not None:
            self.refuse([trouble])


def build_context(
    line: CommandLine, environ: Mapping[str, str]
) -> AppContext | tuple[Problem, AppContext]:
    """The app for a command line; with a problem when a day or language is wrong."""
    words, trouble = chosen_language(line, environ)
    now = datetime.now(tz=UTC).astimezone().replace(microsecond=0)  # noqa: TID251  # the one clock
    typed = line.values.get("--today") or environ.get("CCHC_TODAY") or None
    today = parse_day(typed) if typed else now.date()
    if today is None and typed is not None:
        trouble = trouble or _no_day(typed, "--today")
    db = line.values.get("--db") or environ.get("CCHC_DB")
    app = AppContext(
        voice=words,
        today=today or now.date(),
        now=now,
        db=Path(db) if db else None,
        interactive=_is_terminal(sys.stdin)
        and _is_terminal(sys.stdout)
        and "--no-input" not in line.flags,
        quiet="--quiet" in line.flags,
        debug="--debug" in line.flags,
        width=_width(environ),
        colour=_colour(environ),
    )
    return app if trouble is None else (trouble, app)


def chosen_language(
    line: CommandLine, environ: Mapping[str, str]
) -> tuple[Voice, Problem | None]:
    """The voice asked for (`--lang`, CCHC_LANG, else Vietnamese); P506 if unknown."""
    asked = line.values.get("--lang") or environ.get("CCHC_LANG") or Lang.VI
    if asked.lower() in set(Lang):
        return voice(Lang(asked.lower())), None
    blanks: dict[str, str | tuple[str, ...]] = {"text": asked, "known": tuple(Lang)}
    at = Place(argument="--lang")
    return voice(Lang.VI), Problem(ProblemCode.LANG_UNKNOWN, at, blanks)


def exit_code(problems: Iterable[Problem]) -> int:
    """4 for the database, 2 when only the command line is wrong, else 1 (DESIGN 2)."""
    faults = {each.code for each in problems if not each.is_warning}
    if any(fault.value.startswith("P4") for fault in faults):
        return 4
    return 2 if faults and faults <= _COMMAND_LINE else 1


class OutputError(Exception):
    """Standard output takes no more: a full disk, most often."""


def write_text(stream: TextIO | None, text: str, *, end: str = "\n") -> None:
    """Write text and a line end; a reader that has gone away ends the run quietly.

    What cannot be said on standard error is dropped; OutputError if standard output
    fails for another reason than a reader gone.
    """
    if stream is None or not text:
        return
    try:
        stream.write(text if text.endswith("\n") else text + end)
        stream.flush()
    except OSError as failure:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(failure, BrokenPipeError) and stream is sys.stdout:
            raise typer.Exit(0) from None
        if stream is sys.stdout:
            raise OutputError from failure


def write_bytes(stream: TextIO, data: bytes) -> None:
    """Write data that is no text, such as a Word file, as it stands.

    OutputError if it cannot be written; a reader gone away ends the run quietly.
    """
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except OSError as failure:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        if isinstance(failure, BrokenPipeError):
            raise typer.Exit(0) from None
        raise OutputError from failure


def _no_day(text: str, option: str) -> Problem:
    at = Place(argument=option)
    return Problem(ProblemCode.AS_OF_UNREADABLE, at, {"text": text})


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _width(environ: Mapping[str, str]) -> int:
    asked = environ.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and 0 < int(asked) < 10_000:
        return int(asked)
    if not _is_terminal(sys.stdout):
        return 80
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or 80
    except OSError:
        return 80


def _colour(environ: Mapping[str, str]) -> bool:
    plain = environ.get("NO_COLOR") or environ.get("TERM") == "dumb"
    return _is_terminal(sys.stdout) and not plain
