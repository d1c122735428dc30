"""What a new folder of work holds, and what its maker is told."""

from itertools import chain
from pathlib import Path
from shutil import copyfile

from cchc.app.context import bundled_folder
from cchc.paper.manuscript import TEMPLATES
from cchc.paper.template import ENDING, in_language, marked_copy
from cchc.sources.plan.plan_writer import schema_text
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import Record
from cchc.words.translator import Lang, run_voice, voice

PLAN = "plan.yaml"
SCHEMA = "plan.schema.json"
README = "README.md"
STARTER = "khoi-dau"
ILLUSTRATED = ".minh-hoa"


class BundledFileError(Exception):
    """What comes with the program has a fault: a bug of ours."""


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


EDITED = ("cchc plan check", "cchc plan apply", "cchc status")
EXAMPLE = ("cchc plan show", "cchc report list", "cchc status")


def quote_path(folder: Path) -> str:
    """The folder as it can be typed: in quotes when there is a blank in it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def bundled_supplies() -> Supplies:
    """The plans and templates that come with the program."""
    return Supplies(bundled_folder("plans"), bundled_folder("templates"))
