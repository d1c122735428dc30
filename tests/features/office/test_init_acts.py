from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest

from cchc.core.facts.report import Stamp
from cchc.features.office.actions.init import init
from cchc.features.office.show.init import Supplies, Workspace
from cchc.sources.plan.plan_file import read_plan
from cchc.store.ledger import open_ledger
from cchc.store.plans import versions
from cchc.text.problem import ProblemCode, Refusal
from tests.refusals import problems_of

ROOT = Path(__file__).parents[3]
SUPPLIES = Supplies(ROOT / "plans", ROOT / "templates")
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
STAMP = Stamp(NOW, NOW, "clerk", "init")


def begin(folder: Path, example: str | None = None) -> Workspace:
    return init(folder, example=example, year=2027, supplies=SUPPLIES, stamp=STAMP)


def test_a_new_workspace_has_a_plan_of_this_year_to_edit_and_no_database(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "van phong"
    assert begin(folder) == Workspace(folder, None)
    assert {each.name for each in folder.iterdir()} == {
        *("plan.yaml", "plan.schema.json", "templates"),
    }
    read = read_plan(folder / "plan.yaml")
    assert read.problems == ()
    assert read.plan is not None
    assert read.plan.year == 2027


@pytest.mark.parametrize("example", SUPPLIES.examples())
def test_an_example_stands_in_the_database_at_once(
    tmp_path: Path, example: str
) -> None:
    made = begin(tmp_path, example)
    assert isinstance(made, Workspace)
    with open_ledger(tmp_path / "cchc.db") as ledger:
        (version,) = versions(ledger, example)
    assert version.plan.title == made.title
    assert version.source == "plan.yaml"
    assert version.digest == read_plan(tmp_path / "plan.yaml").digest


def test_what_is_in_a_folder_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("mine", encoding="utf-8")
    problems = problems_of(lambda: begin(tmp_path, "sa-dec-2022"))
    assert [each.code for each in problems] == [ProblemCode.FOLDER_NOT_EMPTY]
    assert (tmp_path / "plan.yaml").read_text(encoding="utf-8") == "mine"


def test_an_example_nobody_knows_is_told_with_those_there_are(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: begin(tmp_path / "new", "sa-dec"))
    assert problem.code is ProblemCode.EXAMPLE_UNKNOWN
    assert problem.blanks["known"] == (
        *("benh-vien-2026", "giai-doan-2021-2025", "open-data-2025"),
        *("phuong-sa-dec-2026", "sa-dec-2022"),
    )
    assert not (tmp_path / "new").exists()


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(Refusal) as trouble:
        begin(tmp_path / "file" / "below")
    assert trouble.value.problems[0].code is ProblemCode.OUTPUT_UNWRITABLE


def test_what_comes_from_a_read_only_program_may_be_edited(tmp_path: Path) -> None:
    shipped = Supplies(tmp_path / "plans", tmp_path / "templates")
    copytree(SUPPLIES.plans, shipped.plans)
    copytree(SUPPLIES.templates, shipped.templates)
    parts = [shipped.plans, *shipped.plans.rglob("*"), shipped.templates]
    parts += shipped.templates.iterdir()
    modes = {path: 0o555 if path.is_dir() else 0o444 for path in parts}
    for path, mode in modes.items():
        path.chmod(mode)
    folder = tmp_path / "office"
    init(folder, example=None, year=2027, supplies=shipped, stamp=STAMP)
    assert [p for p in folder.rglob("*") if not p.stat().st_mode & 0o200] == []
    for path in filter(Path.is_dir, parts):  # so that all can go
        path.chmod(0o755)
