"""`cchc init`: a new folder of work, moved in whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree

from cchc.app.context import DATABASE
from cchc.app.which_plan import check_plan
from cchc.core.facts.report import Stamp
from cchc.features.office.show.init import (
    PLAN,
    BundledFileError,
    Supplies,
    Workspace,
    occupied_folder,
    write_workspace_files,
)
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.show.apply import Grounds
from cchc.store.disk.atomic_file import draft_folder, sync_path, sync_tree
from cchc.store.disk.commits import forget_commits
from cchc.store.disk.connection import LedgerError
from cchc.text.problem import Blank, Place, Problem, ProblemCode, Refusal, refuse_if_any
from cchc.words.translator import run_voice


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


STARTED = ("init.has.plan", "init.has.schema", "init.has.templates")
