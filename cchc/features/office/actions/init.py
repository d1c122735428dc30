"""`cchc init`: a folder with a plan, its schema, templates, maybe a database."""

from pathlib import Path

from cchc.app.which_plan import check_plan
from cchc.core.facts.report import Stamp
from cchc.features.office.actions.workspace import (
    DATABASE,
    PLAN,
    Supplies,
    bundled_files_only,
    filled,
    in_the_way,
    lay_out,
)
from cchc.text.problem import Place, Problem, ProblemCode, Refusal
from cchc.text.record import Record


class Workspace(Record):
    """What `init` made; `title` is the plan's when it went into the database."""

    folder: Path
    title: str | None


def init(
    folder: Path, *, example: str | None, year: int, supplies: Supplies, stamp: Stamp
) -> Workspace:
    """A new workspace: with an example, its plan is applied; else one to be edited.

    Args:
        folder: new or empty; what is there is never overwritten (P505).
        example: name of a shipped plan (P338 when there is none such).
        year: the year that the plan to be edited begins with.
        supplies: what comes with the program.
        stamp: who applies the example.
    """
    found = [each for each in (in_the_way(folder), _unknown(example, supplies)) if each]
    if found:
        raise Refusal(tuple(found))
    with filled(folder) as stage, bundled_files_only():
        if example is None:
            text = supplies.starter().read_text(encoding="utf-8")
            lay_out(stage, supplies, text.replace("2026", str(year)))
            return Workspace(folder, None)
        lay_out(stage, supplies, supplies.example(example).read_text(encoding="utf-8"))
        return Workspace(folder, apply_first(stage, stamp))


def apply_first(stage: Path, stamp: Stamp) -> str:
    """Put the plan file of a new folder into its new database; its title."""
    from cchc.features.plan.actions.apply import Grounds, apply_plan  # noqa: PLC0415

    checked, database = check_plan(stage / PLAN), stage / DATABASE
    return apply_plan(checked, database, Grounds(), stamp, dry_run=False).plan.title


def _unknown(example: str | None, supplies: Supplies) -> Problem | None:
    known = supplies.examples()
    if example is None or example in known:
        return None
    place = Place(argument="--example")
    return Problem(
        ProblemCode.EXAMPLE_UNKNOWN, place, {"text": example, "known": known}
    )
