import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cchc.main import main
from tests.office import Enter, english_demo, said_by_demo, vietnamese_demo
from tests.words.test_catalogues import VIETNAMESE

Capture = pytest.CaptureFixture[str]
pytestmark = pytest.mark.usefixtures("afresh")


def test_a_demo_ends_well_and_says_that_its_figures_are_invented(
    made_folder: Enter,
) -> None:
    out, err = said_by_demo(made_folder(vietnamese_demo))
    assert "(số liệu minh họa)" in out.splitlines()[0]
    assert "Số liệu minh họa" in out
    assert "SỐ LIỆU MINH HỌA" in err
    assert "90 báo cáo của 21 đơn vị" in err


def test_a_second_demo_is_refused_and_nothing_is_touched(
    tmp_path: Path, capsys: Capture
) -> None:
    folder = tmp_path / "year"
    folder.mkdir()
    (folder / "thu.txt").write_text("của tôi", encoding="utf-8")
    assert main(["demo", str(folder)]) == 1
    said = capsys.readouterr()
    assert (said.out, "không ghi đè" in said.err) == ("", True)
    assert [each.name for each in folder.iterdir()] == ["thu.txt"]


def test_an_english_reader_is_told_in_english(made_folder: Enter) -> None:
    folder = made_folder(english_demo)
    out, err = said_by_demo(folder)
    assert "Illustrative figures" in out
    assert "90 reports from 21 units" in err
    year = folder / "cchc-demo"
    assert "Illustrative figures." in (year / "READ-FIRST.md").read_text("utf-8")
    assert {path.name for path in year.iterdir() if path.is_dir()} == {
        *("reports", "templates", "unit-reports"),
    }
    memos = [path.name for path in sorted((year / "reports").glob("*.md"))]
    assert memos[0] == "1-quarter-1-illustrative.md"
    assert "REPORT" in (year / "reports" / memos[0]).read_text("utf-8")


def test_an_english_workspace_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CCHC_LANG", "en")
    assert main(["init"]) == 0
    for name in ("plan.yaml", "templates/README.md"):
        text = (tmp_path / name).read_text("utf-8")
        assert not VIETNAMESE & set(text.lower()), name
    assert "Plan of commitments" in (tmp_path / "plan.schema.json").read_text("utf-8")
    assert main(["plan", "apply"]) == 0
    assert main(["export", "--kind", "unit"]) == 0
    assert main(["db", "backup"]) == 0
    names = {path.name for path in tmp_path.iterdir()} - {"templates"}
    assert {name.partition("-")[0] for name in names} == {
        *("plan.yaml", "plan.schema.json", "cchc.db", "report", "cchc.backup"),
    }


def test_after_init_the_next_commands_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "van phong"]) == 0
    lines = [each.strip() for each in capsys.readouterr().err.splitlines()]
    after = lines[lines.index("Tiếp theo:") + 1 :]
    assert after[:3] == ['cd "van phong"', "cchc plan check", "cchc plan apply"]


def test_init_here_needs_no_step_into_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert (tmp_path / "plan.yaml").exists()
    said = capsys.readouterr().err
    assert "cd " not in said
    assert f"“{tmp_path}”" in said


def test_a_misspelt_example_is_refused_with_the_nearest_name(
    tmp_path: Path, capsys: Capture
) -> None:
    assert main(["init", str(tmp_path / "a"), "--example", "sa-dec-2023"]) == 1
    said = capsys.readouterr().err
    assert "“sa-dec-2023”" in said
    assert "sa-dec-2022" in said
    assert not (tmp_path / "a").exists()


def test_quiet_says_nothing_when_all_went_well(tmp_path: Path, capsys: Capture) -> None:
    assert main(["init", str(tmp_path / "a"), "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


def test_a_program_that_reads_the_demo_is_told_too(
    played_year: Path, capsys: Capture
) -> None:
    db = str(played_year / "cchc.db")
    assert main(["status", "Q1", "--json", "--db", db]) == 0
    assert "(số liệu minh họa)" in json.loads(capsys.readouterr().out)["plan_title"]


def test_where_no_command_is_installed_the_lines_to_type_work_as_printed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "Cải cách “2022”"
    begun = run([sys.executable, "-m", "cchc", "init", str(folder)], tmp_path)
    lines = [line.strip() for line in begun.stderr.splitlines()]
    start = next(n for n, line in enumerate(lines) if line.startswith("alias cchc="))
    typed = [line for line in lines[start:] if line != "cchc status"]
    assert [line.split()[0] for line in typed] == ["alias", "cd", "cchc", "cchc"]
    ended = run(["sh", "-e"], tmp_path, "\n".join(typed))
    assert ended.returncode == 0, ended.stderr


def test_a_workspace_inside_another_gets_a_ledger_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", ".", "--example", "sa-dec-2022", "--quiet"]) == 0
    assert main(["init", "office"]) == 0
    lines = [line.split() for line in capsys.readouterr().err.splitlines()]
    monkeypatch.chdir("office")
    for words in (line[1:] for line in lines if line[:1] == ["cchc"]):
        assert main(words) == 0
    assert (tmp_path / "office" / "cchc.db").exists()


def run(
    words: list[str], cwd: Path, typed: str = ""
) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(each for each in sys.path if each)
    env = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", "PATH": os.defpath}
    return subprocess.run(
        words,
        input=typed,
        cwd=cwd,
        env=env,
        text=True,
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
