"""A new folder of work: filled beside, then moved in whole, or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfile, copytree, ignore_patterns, rmtree
from tempfile import TemporaryDirectory

from cchc.paper.template import ENDING, in_language
from cchc.store.errors import LedgerTrouble
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record
from cchc.words.translator import Lang, voice

PLAN = "plan.yaml"
SCHEMA = "plan.schema.json"
DATABASE = "cchc.db"
TEMPLATES = "templates"
STARTER = "khoi-dau"
ILLUSTRATED = ".minh-hoa"


class BundledFileError(Exception):
    """What comes with the program has a fault: a bug of ours."""


@contextmanager
def bundled_files_only() -> Iterator[None]:
    """A block that reads only what comes with the program.

    Raises:
        BundledFileError: something was refused, unless the disk or the database did.
    """
    try:
        yield
    except LedgerTrouble:
        raise
    except Refusal as refusal:
        raise BundledFileError(*refusal.problems) from refusal


class Supplies(Record):
    """The folders of plans and of templates that come with the program."""

    plans: Path
    templates: Path

    def examples(self) -> tuple[str, ...]:
        """Names of the plans that can be taken as an example."""
        return tuple(sorted(each.stem for each in self.plans.glob("*.yaml")))

    def example(self, name: str) -> Path:
        """The plan file of an example."""
        return self.plans / f"{name}.yaml"

    def year(self, name: str) -> tuple[Path, ...]:
        """The report files of an example's illustrated year, in their order."""
        return tuple(sorted((self.plans / f"{name}{ILLUSTRATED}").glob("*.yaml")))

    def starter(self) -> Path:
        """The plan with comments that a new workspace begins with."""
        return self.plans / STARTER / PLAN


def in_the_way(folder: Path) -> Problem | None:
    """Why nothing can be put there: only a new or an empty folder will do."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return None
    place = Place(argument=str(folder))
    return Problem(ProblemCode.FOLDER_NOT_EMPTY, place, {"text": str(folder)})


@contextmanager
def filled(folder: Path) -> Iterator[Path]:
    """A folder to fill in; what is in it moves to `folder` when all went well.

    When something goes wrong, nothing is left behind.

    Raises:
        Refusal: no right to write there, no room, the name is a file's (P504).
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".cchc-", dir=folder) as stage:
            yield Path(stage)
            for each in sorted(Path(stage).iterdir()):
                each.rename(folder / each.name)
    except BaseException as trouble:
        if made:
            rmtree(folder, ignore_errors=True)
        if isinstance(trouble, OSError):
            place, blanks = Place(argument=str(folder)), {"text": str(folder)}
            problem = Problem(ProblemCode.OUTPUT_UNWRITABLE, place, blanks)
            raise Refusal((problem,)) from trouble
        raise


def lay_out(stage: Path, supplies: Supplies, plan_text: str) -> None:
    """The plan, its schema for editors, and the templates that an office may edit.

    A template that serves both languages is written out in each of them, its sentences
    in full: an official changes words, not codes.
    """
    (stage / PLAN).write_text(plan_text, encoding="utf-8", newline="\n")
    copyfile(supplies.plans / SCHEMA, stage / SCHEMA)
    copytree(
        supplies.templates, stage / TEMPLATES, ignore=ignore_patterns(f"*{ENDING}")
    )
    for shared in sorted(supplies.templates.glob(f"*{ENDING}")):
        text = shared.read_text(encoding="utf-8")
        for lang in Lang:
            name = f"{shared.name.removesuffix(ENDING)}.{lang}{ENDING}"
            whole = in_language(text, voice(lang))
            (stage / TEMPLATES / name).write_text(whole, "utf-8", newline="\n")
