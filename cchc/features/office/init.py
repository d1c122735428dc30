"""`cchc init`: a new folder of work, moved in whole or not at all."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from shlex import quote
from shutil import copyfile, rmtree, which
from typing import Annotated

import typer

from cchc.app.context import DATABASE, AppContext, bundled_folder
from cchc.app.options import argument, option
from cchc.app.which_plan import check_plan
from cchc.core.facts.report import Stamp
from cchc.features.plan.apply import Grounds, apply_plan
from cchc.paper.manuscript import TEMPLATES
from cchc.paper.template import ENDING, in_language, marked_copy
from cchc.sources.plan.plan_writer import schema_text
from cchc.store.disk.atomic_file import draft_folder, sync_path, sync_tree
from cchc.store.disk.commits import forget_commits
from cchc.store.disk.connection import LedgerError
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal, refuse_if_any
from cchc.text.record import Record
from cchc.words.translator import Lang, run_voice, voice

PLAN = "plan.yaml"
SCHEMA = "plan.schema.json"
README = "README.md"
STARTER = "khoi-dau"
ILLUSTRATED = ".minh-hoa"


class BundledFileError(Exception):
    """What comes with the program has a fault: a bug of ours."""


@contextmanager
def bundled_files_only() -> Iterator[None]:
    """A block that reads only what comes with the program.

    What is refused is a BundledFileError, unless the disk or the database does it.
    """
    try:
        yield
    except LedgerError:
        raise
    except Refusal as refusal:
        raise BundledFileError(*refusal.problems) from refusal


class Supplies(Record):
    """The folders of plans and of templates that come with the program."""

    plans: Path
    templates: Path

    def examples(self) -> tuple[str, ...]:
        """Names of the plans that can be taken as an example."""
        return tuple(sorted(path.stem for path in self.plans.glob("*.yaml")))

    def example(self, name: str) -> Path:
        """The plan file of an example."""
        return self.plans / f"{name}.yaml"

    def year(self, name: str) -> tuple[Path, ...]:
        """The report files of an example's illustrated year, in their order."""
        return tuple(sorted((self.plans / f"{name}{ILLUSTRATED}").glob("*.yaml")))

    def starter(self, lang: Lang) -> Path:
        """The plan with comments that a new workspace begins with."""
        own = self.plans / STARTER / f"plan.{lang}.yaml"
        return own if own.exists() else self.plans / STARTER / PLAN


def occupied_folder(folder: Path) -> Problem | None:
    """P505 where something is in the folder: only a new or an empty one will do."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    place = Place(argument=str(folder))
    return Problem(ProblemCode.FOLDER_NOT_EMPTY, place, {"text": str(folder)})


@contextmanager
def filled_folder(folder: Path) -> Iterator[Path]:
    """A folder to fill in; what is in it moves to `folder` when all went well.

    When something goes wrong, nothing is left behind. Refused without the right to
    write there, or room, and where the name is a file's (P504).
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with draft_folder(folder) as stage:
            yield stage
            sync_tree(stage)
            for path in sorted(stage.iterdir()):
                path.rename(folder / path.name)
        for parent in (folder, folder.parent):
            sync_path(parent)
    except BaseException as error:
        forget_commits()
        if made:
            rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            place, blanks = Place(argument=str(folder)), {"text": str(folder)}
            problem = Problem(ProblemCode.OUTPUT_UNWRITABLE, place, blanks)
            raise Refusal((problem,)) from error
        raise


def write_workspace_files(stage: Path, supplies: Supplies, plan_text: str) -> None:
    """The plan, its schema for editors, and the templates that an office may edit.

    A template that serves both languages is written out in each of them, its sentences
    in full: an official changes words, not codes. All may be edited, also where the
    program itself is installed read-only.
    """
    (stage / PLAN).write_text(plan_text, encoding="utf-8", newline="\n")
    speech = run_voice()
    (stage / SCHEMA).write_text(schema_text(speech), "utf-8", newline="\n")
    (stage / TEMPLATES).mkdir()
    as_they_are = supplies.templates.glob("*.docx"), supplies.templates.glob("*.yaml")
    for shared in sorted(chain(*as_they_are)):
        copyfile(shared, stage / TEMPLATES / shared.name)
    own = supplies.templates / f"README.{speech.lang}.md"
    readme = own if own.exists() else supplies.templates / README
    copyfile(readme, stage / TEMPLATES / README)
    for shared in sorted(supplies.templates.glob(f"*{ENDING}")):
        text = shared.read_text(encoding="utf-8")
        for lang in Lang:
            name = f"{shared.name.removesuffix(ENDING)}.{lang}{ENDING}"
            whole = marked_copy(in_language(text, voice(lang)))
            (stage / TEMPLATES / name).write_text(whole, "utf-8", newline="\n")


class Workspace(Record):
    """What `init` made; `title` is the plan's when it went into the database."""

    folder: Path
    title: str | None


def init(
    folder: Path, *, example: str | None, year: int, supplies: Supplies, stamp: Stamp
) -> Workspace:
    """A new workspace: with an example, its plan is applied; else one to be edited."""
    known, occupied = supplies.examples(), occupied_folder(folder)
    problems = [] if occupied is None else [occupied]
    if example is not None and example not in known:
        blanks: dict[str, Blank] = {"text": example, "known": known}
        place = Place(argument="--example")
        problems.append(Problem(ProblemCode.EXAMPLE_UNKNOWN, place, blanks))
    refuse_if_any(problems)
    with filled_folder(folder) as stage, bundled_files_only():
        if example is None:
            text = supplies.starter(run_voice().lang).read_text(encoding="utf-8")
            write_workspace_files(stage, supplies, text.replace("2026", str(year)))
            return Workspace(folder, None)
        text = supplies.example(example).read_text(encoding="utf-8")
        write_workspace_files(stage, supplies, text)
        return Workspace(folder, apply_first(stage, stamp))


def apply_first(stage: Path, stamp: Stamp) -> str:
    """Put the plan file of a new folder into its new database; its title."""
    checked, database = check_plan(stage / PLAN), stage / DATABASE
    return apply_plan(checked, database, Grounds(), stamp, dry_run=False).plan.title


EDITED = ("cchc plan check", "cchc plan apply", "cchc status")
EXAMPLE = ("cchc plan show", "cchc report list", "cchc status")
STARTED = ("init.has.plan", "init.has.schema", "init.has.templates")


def run_init(
    app: AppContext,
    folder: Annotated[Path, argument("DIR", "help.init.dir")] = Path(),
    example: Annotated[
        str | None, option("--example", "help.init.example", "NAME")
    ] = None,
) -> None:
    made = init(
        folder,
        example=example,
        year=app.today.year,
        supplies=bundled_supplies(),
        stamp=app.stamp("init"),
    )
    named = folder if folder.name else folder.resolve()
    app.remark("init.done", folder=str(named))
    for code in STARTED:
        tell_entry(app, app.voice.say(code))
    if made.title is not None:
        tell_entry(app, app.voice.say("init.has.database", title=made.title))
    tell_next_commands(app, folder, EDITED if made.title is None else EXAMPLE)


def tell_next_commands(
    app: AppContext, folder: Path, commands: tuple[str, ...]
) -> None:
    """What to type next, each on a line of its own."""
    app.remark("init.next")
    enter = () if folder == Path() else (f"cd {quote_path(folder)}",)
    is_module = Path(sys.argv[0]).parts[-2:] == ("cchc", "__main__.py")
    naming = naming_commands() if is_module and which("cchc") is None else ()
    is_below = not (folder / DATABASE).exists() and any(
        (above / DATABASE).exists() for above in folder.resolve().parents
    )
    own = f" --db {DATABASE}" if is_below else ""  # else the nearest ledger upward
    for command in (*naming, *enter, *(f"{command}{own}" for command in commands)):
        tell_entry(app, command)


def naming_commands() -> tuple[str, ...]:
    """What makes `cchc` a command of this window where it is not installed."""
    parts = typer.__file__, sys.modules["cchc"].__file__  # the libraries, the program
    roots = dict.fromkeys(Path(str(part)).absolute().parents[1] for part in parts)
    path = os.pathsep.join(map(str, roots))
    python = Path(sys.executable)
    known = which(python.name)
    is_known = known is not None and Path(known).samefile(python)
    word = python.name if is_known else quote_path(python)
    if os.name == "nt":
        return f'set "PYTHONPATH={path}"', f"doskey cchc={word} -m cchc $*"
    call = f"PYTHONPATH={quote(path)} {word} -m cchc"
    plain = not set('"$`\\') & set(call)
    return (f'alias cchc="{call}"' if plain else f"alias cchc={quote(call)}",)


def quote_path(folder: Path) -> str:
    """The folder as it can be typed: in quotes when there is a blank in it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def tell_entry(app: AppContext, text: str) -> None:
    """A line under what was said."""
    if not app.quiet:
        app.err(f"  {text}")


def bundled_supplies() -> Supplies:
    """The plans and templates that come with the program."""
    return Supplies(bundled_folder("plans"), bundled_folder("templates"))
