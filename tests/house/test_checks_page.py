"""The page on checks says what the program does: every example on it is run."""

import shlex
from collections.abc import Iterator
from pathlib import Path
from re import MULTILINE, findall, finditer

import pytest

from cchc.main import main
from cchc.sources.plan.plan_file import read_plan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "phep-kiem-tra.md").read_text("utf-8")
BLOCKS: list[str] = findall(r"^```yaml\n(.*?)^```", PAGE, MULTILINE | 16)
PLAN = BLOCKS[0]
BARE = PLAN.partition("checks:\n")[0]
Capture = pytest.CaptureFixture[str]


def wrong_rules() -> Iterator[tuple[str, str]]:
    part = PAGE.partition("## Quy tắc viết sai")[2].partition("\n## ")[0]
    for found in finditer(r"^\| `(.+)` \| (.+) \|$", part, MULTILINE):
        yield found[1], found[2]


def checked(text: str, folder: Path, capsys: Capture) -> tuple[int, str]:
    path = folder / "plan.yaml"
    path.write_text(text, "utf-8")
    code = main(["plan", "check", str(path)])
    return code, capsys.readouterr().err


@pytest.mark.parametrize("text", [PLAN, *(BARE + each for each in BLOCKS[1:])])
def test_the_plans_of_the_page_are_good(
    text: str, tmp_path: Path, capsys: Capture
) -> None:
    assert checked(text, tmp_path, capsys)[0] == 0


def test_the_page_shows_what_is_said_of_figures_that_do_not_add_up(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLAN, "utf-8")
    assert main(["plan", "apply", "plan.yaml"]) == 0
    shown = findall(r"^```console\n\$ cchc (.*?)\n(.*?)^```", PAGE, MULTILINE | 16)
    assert shown
    for command, said in shown:
        capsys.readouterr()
        code = main(["--today", "2022-03-16", *shlex.split(command)])
        told = capsys.readouterr()
        assert (code, told.out + told.err) == (1, said)


@pytest.mark.parametrize(("rule", "said"), list(wrong_rules()))
def test_of_each_wrong_rule_the_page_says_what_the_program_says(
    rule: str, said: str, tmp_path: Path, capsys: Capture
) -> None:
    line = f'checks:\n  - {{id: sai, rule: "{rule}"}}\n'
    code, err = checked(BARE + line, tmp_path, capsys)
    assert code == 1
    assert said in err
    row = (BARE + line).count("\n")
    start = line.splitlines()[1].index('"') + 2
    columns = [int(each) for each in findall(rf"plan\.yaml:{row}:(\d+):", err)]
    assert columns
    assert all(start <= each <= start + len(rule) for each in columns)


def test_every_check_the_page_speaks_of_is_in_the_plan_of_sa_dec() -> None:
    plan = read_plan(ROOT / "plans" / "sa-dec-2022.yaml").plan
    assert plan is not None
    table = PAGE.partition("## Những đồng nhất thức")[2]
    named = {name for _, cell in findall(r"^\| (.+) \| (.+) \|$", table, MULTILINE)
             for name in findall(r"`([a-z-]+)`", cell)}  # fmt: skip
    tables = {table.id for table in plan.tables}
    assert named == {each.id for each in plan.checks} | tables
