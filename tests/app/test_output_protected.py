"""No `--output` of any verb lands on the ledger, its journal, a plan or a database."""

import os
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from re import findall
from shutil import copyfile

import pytest

from cchc.app.command_tree import command_tree
from cchc.core.plan.plan import Plan
from cchc.main import main
from cchc.sources.file_bytes import PLAN_KEYS
from cchc.sources.plan.plan_fields import group_of
from cchc.sources.report_file import KEYS as REPORT_KEYS
from tests.docs import app, walk_commands
from tests.forms import make_bound
from tests.office import Enter, sa_dec
from tests.workspace import change

VERBS = {
    "status": "status Q1",
    "why": "why ck-6b Q1",
    "remind": "remind Q1",
    "log": "log",
    "search": "search doanh nghiep",
    "export": "export Q1",
    "plan show": "plan show",
    "plan diff": "plan diff",
    "plan cascade": "plan cascade ck-6b",
    "plan next-year": "plan next-year",
    "plan schema": "plan schema",
    "report list": "report list Q1",
    "report show": "report show p1 Q1",
    "report evidence": "report evidence --check",
    "task list": "task list Q1",
    "score list": "score list",
    "score show": "score show 1.2",
    "unit list": "unit list",
    "obstacle list": "obstacle list",
    "sign list": "sign list",
    "note list": "note list Q1",
    "sign paper": "sign paper --unit p1",
    "lint": "lint phat-hanh.md Q1",
    "db info": "db info",
    "db check": "db check",
    "bind try": "bind try bieu.xlsx --binding bieu.yaml --period Q1",
    "bind fill": "bind fill bieu.xlsx --binding bieu.yaml --period Q1",
}
FOLDERS = ["report form p1 Q1", "remind Q1 --letters", "export Q1 --kind unit"]
MORE = [
    "export Q1 --issue",
    "export Q1 --format csv",
    "export Q1 --kind chat",
    "status Q1 --json",
    "log --format tsv",
]
VICTIMS = (
    *("cchc.db", "cchc.db-journal", "cchc.db-wal", "cchc.db-shm", "plan.yaml"),
    *("plan/units.yml", "plan/moi.yaml", "khac.sqlite", "bang.md", "link.md"),
    *("cung-tep.txt", "sub/../cchc.db", "vong/cchc.db", "so-khac-journal.md"),
    *("ke-hoach-cu.YAML", "templates/memo.vi.md.j2", "templates/moi.md", "templates"),
    *("plan-la.md", "mau-la.txt", "link-mau.csv", "phat-hanh.md", "minh-chung.txt"),
    *("link-moi.md", "link-phat-hanh.txt"),
)


def fill_with_what_must_stay() -> None:
    """A report, an issued paper, a changed plan, a file of every other kind."""
    sa_dec()
    make_bound(Path())
    Path("minh-chung.txt").write_text("Quyết định 12", "utf-8")
    words = ["report", "add", "p1", "Q1", "ck-6b=2"]
    proof = ["--evidence", "ck-6b=minh-chung.txt"]
    assert main(["--quiet", "--today", "2022-03-03", *words, *proof]) == 0
    issue = ["--today", "2022-03-16", "export", "Q1", "--issue", "--quiet"]
    assert main([*issue, "--output", "phat-hanh.md"]) == 0
    change(Path("plan.yaml"), "nghiệp thành lập mới", "nghiệp mới lập")
    for folder in ("plan", "sub"):
        Path(folder).mkdir()
    Path("plan", "units.yml").write_text("units:\n  - {id: a}\n", "utf-8")
    with closing(sqlite3.connect("khac.sqlite")) as other:
        other.execute("CREATE TABLE so_tay (chu)")
    copyfile("khac.sqlite", "bang.md")
    magic = bytes.fromhex("d9d505f920a163d7")
    Path("so-khac-journal.md").write_bytes(magic + b"\x00" * 24)
    Path("ke-hoach-cu.YAML").write_text("# hỏng\ncchc: 1\n\ttitle: x\n", "utf-8")


@pytest.fixture
def office(enter: Enter) -> Path:
    """An office with a report, and with every kind of file that must stay."""
    folder = enter(fill_with_what_must_stay)
    name_in_other_ways(folder)
    return folder


def name_in_other_ways(folder: Path) -> None:
    (folder / "link.md").symlink_to("cchc.db")
    os.link("cchc.db", "cung-tep.txt")
    (folder / "vong").symlink_to(folder)
    os.link("plan.yaml", "plan-la.md")
    os.link("templates/letter.vi.md.j2", "mau-la.txt")
    (folder / "link-mau.csv").symlink_to("templates/memo.vi.md.j2")
    (folder / "link-moi.md").symlink_to("plan/chua-co.yaml")
    (folder / "link-phat-hanh.txt").symlink_to("phat-hanh.md")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def refused_everywhere(command: str) -> Iterator[str]:
    """The victims that were not refused with P525 and exit code 2."""
    for victim in VICTIMS:
        words = [*command.split(), "--output", victim]
        if main(["--today", "2022-03-17", *words]) != 2:
            yield victim


def verbs_with_output() -> set[str]:
    here = app()
    return {
        path.removeprefix("cchc ")
        for path, ctx in walk_commands(command_tree(here.voice), here)
        if any("--output" in param.opts for param in ctx.command.params)
    }


def test_every_verb_that_writes_a_file_is_tried_here() -> None:
    assert verbs_with_output() == {*VERBS, "report form"}


@pytest.mark.parametrize("command", [*VERBS.values(), *MORE])
def test_a_file_that_must_stay_is_refused_as_a_target(
    office: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    before = contents(office)
    assert list(refused_everywhere(command)) == []
    assert contents(office) == before
    told = "".join(capsys.readouterr())
    refusals = {"P525", "P503", "P509", "P542"}  # an ending may be refused first
    codes = Counter(code for code in findall(r"\bP\d{3}\b", told) if code in refusals)
    assert codes.total() == len(VICTIMS)
    # a plan is YAML alone: other endings are refused before
    assert codes["P525"] >= (5 if "next-year" in command else len(VICTIMS) - 4)
    assert "cơ sở dữ liệu" in told or "next-year" in command
    assert "tệp kế hoạch" in told


@pytest.mark.parametrize("command", FOLDERS)
@pytest.mark.parametrize(
    "target",
    [
        *("cchc.db", "cchc.db-journal", "cchc.db-wal", "cchc.db-lock", "templates"),
        *("templates/moi", "phat-hanh.md", "moi.docx", "minh-chung.txt"),
    ],
)
def test_no_folder_takes_such_a_name(
    office: Path, capsys: pytest.CaptureFixture[str], command: str, target: str
) -> None:
    """A folder named as the journal would shut the ledger."""
    before = contents(office)
    assert main(["--today", "2022-03-17", *command.split(), "--output", target]) == 2
    assert contents(office) == before
    told = capsys.readouterr().err
    assert any(code in told for code in ("P525", "P542", "P509", "P503"))
    assert (office / target).is_dir() == (target == "templates")


def test_a_unit_plan_never_becomes_a_part_of_the_plan(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(office)
    for target in ("plan/p2.yaml", "plan", "cchc.db", "plan.yaml"):
        code = main(["plan", "cascade", "--unit", "p2", "--output", target])
        assert code in {1, 2}, target
    assert contents(office) == before
    assert "P525" in capsys.readouterr().err


def test_a_unit_plan_may_be_written_again(office: Path) -> None:
    words = ["plan", "cascade", "--unit", "p2", "--output"]
    for _ in range(2):
        assert main([*words, "ke-hoach-p2.yaml"]) == 0
        assert main([*words, "ke-hoach"]) == 0
    assert (office / "ke-hoach-p2.yaml").exists()


def test_a_report_that_was_refused_a_file_was_not_issued(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today = ["--today", "2022-03-17"]
    assert main([*today, "export", "Q1", "--issue", "--output", "cchc.db"]) == 2
    capsys.readouterr()
    assert main([*today, "export", "Q1", "--issued", "2", "--output", "-"]) != 0
    assert "P522" in capsys.readouterr().err
    assert contents(office)["cchc.db"].startswith(b"SQLite format 3\x00")


def test_a_folder_whose_files_would_land_on_the_ledger_is_left_alone(
    office: Path,
) -> None:
    """Several files into a folder: none is written where one may not be."""
    today = ["--today", "2022-03-17", "export", "Q1", "--format", "csv"]
    assert main([*today, "--output", "ra"]) == 0
    first, second, *_ = sorted((office / "ra").iterdir())
    second.unlink()
    os.link(office / "cchc.db", second)
    first.unlink()
    before = contents(office)
    assert main([*today, "--output", "ra"]) == 2
    assert contents(office) == before


@pytest.mark.parametrize("letters", [[], ["--letters"]])
def test_forms_and_letters_go_beside_what_is_in_a_folder(
    office: Path, letters: list[str]
) -> None:
    before = contents(office)
    words = ["remind", "Q1", "--letters"] if letters else ["report", "form", "p1", "Q1"]
    assert main(["--today", "2022-03-17", *words, "--output", "."]) == 0
    after = contents(office)
    del before["cchc.db"], before["cung-tep.txt"], before["link.md"]
    assert before.items() <= after.items()
    assert after["cchc.db"].startswith(b"SQLite format 3\x00")


@pytest.mark.parametrize("target", ["cchc.db-journal", "cchc.db-WAL", "plan/sao.yaml"])
def test_a_backup_takes_no_name_that_means_something_else(
    office: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    before = contents(office)
    assert main(["db", "backup", target]) == 2
    assert "P525" in capsys.readouterr().err
    assert contents(office) == before


@pytest.mark.parametrize("target", ["a.docx", "a.pdf", "a.csv", "a.json"])
def test_a_backup_takes_no_ending_that_lies(
    office: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    before = contents(office)
    assert main(["db", "backup", target]) == 2
    assert "P503" in capsys.readouterr().err
    assert contents(office) == before


@pytest.mark.parametrize("target", ["cchc.db", "plan.yaml", "khac.sqlite", "link.md"])
def test_a_backup_keeps_its_own_rule_for_a_name_that_is_taken(
    office: Path, capsys: pytest.CaptureFixture[str], target: str
) -> None:
    before = contents(office)
    assert main(["db", "backup", target]) == 4
    assert "P411" in capsys.readouterr().err
    assert contents(office) == before
    assert main(["db", "backup", "sao-luu.db"]) == 0


@pytest.mark.parametrize(
    "target", ["tinh-hinh.md", "bao-cao.csv", "ghi-chu.txt", "cchc.db.txt"]
)
def test_what_is_no_plan_and_no_database_is_written_over_as_before(
    office: Path, target: str
) -> None:
    (office / target).write_text("unit: p1\nperiod: Q1\ntasks: {}\n", "utf-8")
    assert main(["--today", "2022-03-17", "status", "Q1", "--output", target]) == 0
    assert "unit: p1" not in (office / target).read_text("utf-8")


def test_the_refusal_is_said_in_english_too(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "en", "status", "Q1", "--output", "cchc.db"]) == 2
    assert "is not overwritten: it is a database" in capsys.readouterr().err
    assert office.exists()


def test_the_keys_that_tell_a_plan_are_those_of_its_shape() -> None:
    """`tasks` stands in reports too: such a part is known by its folder."""
    assert set(PLAN_KEYS) | {"tasks", "document"} >= set(group_of(Plan).names)
    assert not set(PLAN_KEYS) & set(REPORT_KEYS)
