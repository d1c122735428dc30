"""The context of a run: user, day of work, language, database and screen.

Made once in each run; the only place that reads the clock and the environment.
"""

import os
import sys
from collections.abc import Generator, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from cchc.app.command_line import CommandLine
from cchc.app.console import (
    Thing,
    fit_encoding,
    has_colour,
    is_terminal,
    screen_height,
    screen_width,
    with_progress,
    write_bytes,
    write_text,
)
from cchc.words.translator import Lang, Voice, voice

if TYPE_CHECKING:  # what a run needs only where it goes wrong, or writes
    from cchc.app.delivery import FileWriter
    from cchc.core.facts.report import Stamp
    from cchc.paper.manuscript import TemplateFolders
    from cchc.text.number import NumberMarks
    from cchc.text.problem import Problem

DATABASE, CONFIG = "cchc.db", "cchc.toml"
BYTE_ORDER_MARK = "\ufeff"
FOUND_SOMETHING = 3
"""The exit code of `--check` when there is something to see to."""


class AppContext:
    """What every command knows of the run it is part of.

    `db` is the database as given (`--db`, CCHC_DB), None when it is to be looked
    for. `now` is the machine's clock, `today` the day of work (`--today`). `name` is
    who works here, where that is settled; `papers` the folder of papers. `has_pager`:
    somebody sits at a terminal and may be shown long texts in a pager.
    """

    def __init__(
        self,
        voice: Voice,
        today: date,
        now: datetime,
        db: Path | None = None,
        *,
        interactive: bool = False,
        quiet: bool = False,
        debug: bool = False,
        width: int = 80,
        colour: bool = False,
        asks_json: bool = False,
        name: str | None = None,
        papers: Path = Path(),
        has_pager: bool = False,
    ) -> None:
        self.voice, self.today, self.now, self.db = voice, today, now, db
        self.interactive, self.quiet, self.debug = interactive, quiet, debug
        self.width, self.colour, self.asks_json = width, colour, asks_json
        self.name, self.papers, self.has_pager = name, papers, has_pager

    @cached_property
    def database(self) -> Path:
        """The database: as given, else the nearest `cchc.db` upward, else here."""
        return self.db or nearest_upward(DATABASE) or Path.cwd() / DATABASE

    @cached_property
    def actor(self) -> str:
        """The name that is settled, else the user's at the system; `?` for none."""
        if self.name is not None:
            return self.name
        from getpass import getuser

        from cchc.text.input_text import LONGEST_LINE, read_text

        try:
            name = read_text(getuser(), longest=LONGEST_LINE, lines=False)
        except (OSError, KeyError, ImportError):
            return "?"
        return name.strip() if isinstance(name, str) and name.strip() else "?"

    def stamp(self, source: str, by: str | None = None) -> "Stamp":
        """Who writes and when, with which command; `by` is the option `--by`.

        Recorded on the day of work, at the machine's time of day.
        """
        from cchc.core.facts.report import Stamp

        recorded = datetime.combine(self.today, self.now.timetz())
        return Stamp(recorded, self.now, by or self.actor, source)

    def day(
        self,
        text: str | None,
        option: str = "--as-of",
        *,
        ahead: bool = False,
        of_plan: bool = False,
    ) -> date:
        """The day typed for an option, today when there is none; P502 if unreadable.

        Without a year it is the last such day, or `ahead` the next one. P346 for a day
        of another century, unless it is one `of_plan`, which knows its window.
        """
        if text is None:
            return self.today
        from cchc.text.day import is_of_our_time, parse_near_day

        day = parse_near_day(text, self.today, ahead=ahead)
        if day is None or not (of_plan or is_of_our_time(day)):
            from cchc.app.refusals import unusable_day

            self.refuse([unusable_day(day, text, option)])
        return day

    def optional_day(
        self,
        text: str | None,
        option: str,
        *,
        ahead: bool = False,
        of_plan: bool = False,
    ) -> date | None:
        """The day typed for an option, None when none is; P502 if unreadable."""
        how = {"ahead": ahead, "of_plan": of_plan}
        return None if text is None else self.day(text, option, **how)

    @property
    def templates(self) -> "TemplateFolders":
        """Where templates are: the office's own beside its database, and ours."""
        from cchc.paper.manuscript import TemplateFolders

        return TemplateFolders(self.database, bundled_folder("templates"))

    @property
    def number_marks(self) -> "NumberMarks":
        """How numbers that are typed are read: by the language of the run."""
        from cchc.text.number import ENGLISH, VIETNAMESE

        return ENGLISH if self.voice.lang is Lang.EN else VIETNAMESE

    @cached_property
    def writer(self) -> "FileWriter":
        """The one writer of files, which knows what of this office must stay."""
        from cchc.app.delivery import FileWriter

        return FileWriter(self.database)

    def sweep(self, *folders: Path) -> None:
        """Remove from folders what killed runs left of files, and say so."""
        from cchc.store.disk.atomic_file import sweep_leftovers

        for folder in dict.fromkeys(folders):
            for path in sweep_leftovers(folder):
                self.remark("output.swept", path=str(path))

    def tell_backup(self, copy: Path | None) -> None:
        """Say where a copy is that was made before an act; None: none was."""
        if copy is not None:
            self.remark("db.backed_up_before", file=str(copy))

    def tell_share(self) -> None:
        """Say it where the ledger lies on a share: told where it is made or shown."""
        from cchc.store.disk.ledger_lock import is_on_share

        if is_on_share(self.database):
            self.remark("db.share")

    def out(self, text: str) -> None:
        """Data, to standard output, with a line end after it."""
        write_text(sys.stdout, text)

    def err(self, text: str) -> None:
        """Remarks about the data, to standard error."""
        write_text(sys.stderr, text)

    def ask(self, prompt: str) -> str | None:
        """One line typed after a prompt, as texts are read; None when no more comes.

        Prompts go to standard error. What cannot be taken is told and asked again.
        """
        from cchc.text.input_text import read_text

        while True:
            write_text(sys.stderr, prompt, end="")
            line = sys.stdin.buffer.readline()
            if not line:
                return None
            text = read_text(line.decode(sys.stdin.encoding, "surrogateescape"))
            if isinstance(text, str):
                return text.strip()
            self.warn([text])

    @property
    def is_piped(self) -> bool:
        """Whether what is printed goes on to a program; COLUMNS asks for a screen."""
        return not (is_terminal(sys.stdout) or os.environ.get("COLUMNS"))

    @property
    def editor(self) -> str:
        """The command of the user's editor: VISUAL, EDITOR, else the system's own."""
        usual = "notepad" if os.name == "nt" else "vi"
        return os.environ.get("VISUAL") or os.environ.get("EDITOR") or usual

    def remark(self, code: str, /, **blanks: object) -> None:
        """A sentence by its code, to standard error; not with `--quiet`."""
        if not self.quiet:
            self.err(self.voice.say(code, **blanks))

    def with_progress(
        self, things: Iterable[Thing], total: int, code: str
    ) -> Generator[Thing, None, None]:
        """The same things; with a bar where somebody waits at a terminal for many."""
        return with_progress(things, total, self.voice.say(code), quiet=self.quiet)

    def warn(self, problems: "Iterable[Problem]") -> None:
        """Write problems to standard error and go on."""
        if listed := tuple(problems):
            from cchc.screen.problems import problems_text

            self.err(problems_text(listed, self.voice))

    def refuse(
        self, problems: "Iterable[Problem]", *, as_json: bool = False
    ) -> NoReturn:
        """Write all problems and end the run with the exit code they call for.

        As JSON (`cchc.problems/1`) they are data and go to standard output.
        """
        from cchc.app.refusals import WRITTEN_NOT_SHOWN, exit_code
        from cchc.store.disk.commits import has_committed

        listed = tuple(problems)
        if as_json or self.asks_json:
            from cchc.screen.problems import problems_json

            self.out(problems_json(listed, self.voice))
        else:
            self.warn(listed)
        if has_committed():
            self.err(self.voice.say("end.written"))
            raise typer.Exit(WRITTEN_NOT_SHOWN)
        raise typer.Exit(exit_code(listed))

    def deliver(
        self,
        content: str | bytes,
        output: Path | None = None,
        *,
        rows: int | None = None,
    ) -> None:
        """Data to standard output, or to a UTF-8 file, whole or not at all.

        Refuses a file that cannot be written (P504) or must stay (P525).
        """
        if output is None or str(output) == "-":
            self._print(content)
            return
        written = self.writer.write(content, output).words(self.voice, rows)
        self.remark("output.written", file=written)

    def _print(self, content: str | bytes) -> None:
        """Data to standard output; what is marked as UTF-8 keeps to it in a pipe."""
        if isinstance(content, str) and content.startswith(BYTE_ORDER_MARK):
            content = content[1:] if is_terminal(sys.stdout) else content.encode()
        if isinstance(content, bytes):
            write_bytes(sys.stdout, content)
        elif not (self.has_pager and self._show_in_pager(content)):
            self.out(content)

    def _show_in_pager(self, text: str) -> bool:
        """Whether a text that is longer than the terminal was shown in a pager."""
        if not 0 < screen_height(os.environ) < text.count("\n") + 2:
            return False
        from cchc.screen.pager import show_in_pager

        text = fit_encoding(f"{text}\n", sys.stdout.encoding)
        return show_in_pager(text, sys.stdout.encoding, os.environ)


def build_context(
    line: CommandLine, environ: Mapping[str, str]
) -> "tuple[AppContext, Problem | None]":
    """The app for a command line, and what is wrong with a day or a language."""
    settings, wrong = read_settings(line.values, environ)
    words, trouble = chosen_language(settings)
    now = datetime.now(tz=UTC).astimezone().replace(microsecond=0)  # noqa: TID251  # the one clock
    typed = settings.get("--today")
    today: date | None = now.date()
    if typed is not None:
        from cchc.text.day import is_of_our_time, parse_day

        today = parse_day(typed)
        if today is None or not is_of_our_time(today):
            from cchc.app.refusals import unusable_day

            trouble = trouble or unusable_day(today, typed, "--today")
    is_watched, is_asked = is_terminal(sys.stdout), "--no-input" not in line.flags
    app = AppContext(
        voice=words,
        today=today or now.date(),
        now=now,
        db=Path(settings["--db"]) if "--db" in settings else None,
        interactive=is_terminal(sys.stdin) and is_watched and is_asked,
        quiet="--quiet" in line.flags,
        debug="--debug" in line.flags,
        width=screen_width(environ),
        colour=has_colour(environ, settings.get("colour", "auto")),
        asks_json=line.asks_json,
        name=settings.get("by"),
        papers=Path(settings.get("papers", "")),
        has_pager=is_watched and is_asked and "--no-pager" not in line.flags,
    )
    return app, wrong or trouble


SETTINGS = {"--lang": "CCHC_LANG", "--db": "CCHC_DB", "--today": "CCHC_TODAY"}
"""Global options, and the variables that stand for them."""


def read_settings(
    typed: Mapping[str, str], environ: Mapping[str, str]
) -> "tuple[dict[str, str], Problem | None]":
    """Global options as typed, else as their variables say, else as is settled.

    What is wrong comes second; an empty one is refused (P531), never the default.
    """
    settings = dict[str, str]()
    for option, variable in SETTINGS.items():
        name = option if option in typed else variable
        word = typed.get(option, environ.get(variable))
        if word is None:
            continue
        if not (word.isascii() and word.isprintable() and word.strip()):
            from cchc.app.refusals import unusable_setting

            if (problem := unusable_setting(name, word)) is not None:
                return settings, problem
        settings[option] = word
    if files := config_files(settings.get("--db"), environ):
        from cchc.app.config import read_config

        settled, problem = read_config(files)
        if "lang" in settled:
            settings.setdefault("--lang", settled.pop("lang"))
        return {**settled, **settings}, problem
    return settings, None


def config_files(db: str | None, environ: Mapping[str, str]) -> list[Path]:
    """The files that settle something, that beside the ledger first."""
    near = nearest_upward(CONFIG) if db is None else Path(db).parent / CONFIG
    home = environ.get("XDG_CONFIG_HOME") or environ.get("APPDATA")
    own = Path(home or os.path.expanduser("~/.config"), "cchc", CONFIG)  # noqa: PTH111
    return [file for file in (near, own) if file and os.access(file, os.F_OK)]


def nearest_upward(name: str) -> Path | None:
    """The file of a name in this folder or in the nearest one above."""
    try:
        here = Path.cwd()
    except OSError:  # gone, or not to be read
        return None
    near = (folder / name for folder in (here, *here.parents))
    return next((path for path in near if os.access(path, os.F_OK)), None)


def chosen_language(settings: Mapping[str, str]) -> "tuple[Voice, Problem | None]":
    """The voice asked for, else Vietnamese; P506 if unknown."""
    typed = settings.get("--lang", Lang.VI)
    if typed.lower() in set(Lang):
        return voice(Lang(typed.lower())), None
    from cchc.app.refusals import unknown_language

    return voice(Lang.VI), unknown_language(typed)


def bundled_folder(kind: str) -> Path:
    """The folder `plans` or `templates` that comes with the program.

    A wheel carries it inside the package; a checkout has it beside.
    """
    package = Path(__file__).parents[1]
    inside = package / "_shipped" / kind
    return inside if inside.is_dir() else package.parent / kind
