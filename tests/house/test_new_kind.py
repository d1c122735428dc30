"""A new kind of target is one file and one entry in the list; mypy names the rest."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.new_kind import (
    FILE,
    JUDGING,
    KIND,
    LIST,
    PLAN,
    PLAY,
    SENTENCES,
)

HOUSE = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program in a folder of its own, with the new kind in its list."""
    left_out = shutil.ignore_patterns("__pycache__", "*.docx")
    shutil.copytree(HOUSE / "cchc", tmp_path / "cchc", ignore=left_out)
    shutil.copy(HOUSE / "pyproject.toml", tmp_path)
    kinds = tmp_path / LIST
    before = "from cchc.core.plan.targets.line"
    text = kinds.read_text("utf-8")
    text = text.replace(
        before,
        f"from cchc.core.plan.targets.sink_by import SinkBy\n{before}",
        1,
    ).replace("        IncreaseBy,\n", "        IncreaseBy,\n        SinkBy,\n", 1)
    kinds.write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    places = {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        check=False,
    )


def test_mypy_names_each_face_that_a_new_kind_leaves_out(copy: Path) -> None:
    (copy / FILE).write_text(KIND, "utf-8")
    checked = run(copy, "-m", "mypy", "--cache-dir", "cache", "cchc/core/plan/targets")
    wanted = 'Cannot instantiate abstract class "SinkBy" with abstract attributes'
    assert checked.returncode == 1, checked.stderr
    assert f'{wanted} "direction", "goal" and "manner"' in checked.stdout
    assert FILE in checked.stdout


def test_a_new_kind_is_read_judged_explained_and_printed(copy: Path) -> None:
    (copy / FILE).write_text(KIND + JUDGING, "utf-8")
    for lang in ("vi", "en"):
        for name, (code, text) in SENTENCES.items():
            path = copy / "cchc" / "words" / "catalogue" / lang / name
            with path.open("a", encoding="utf-8") as book:
                book.write(f'\nmsgid "{code}"\nmsgstr "{text}"\n')
    built = run(copy, "-m", "cchc.words.build")
    assert built.returncode == 0, built.stderr
    (copy / "plan.yaml").write_text(PLAN, "utf-8")
    played = run(copy, "-c", PLAY)
    assert played.returncode == 0, played.stderr
    told = json.loads(played.stdout)
    assert "Complaints: down by 5" in told["shown"]
    row = told["status"]["commitments"][0]["indicators"][0]
    assert row["target"] == {"kind": "sink_by", "value": "5"}
    assert row["status"] == "exceeded"
    assert row["percent"] == "120.00"
    assert "Target: down by 5" in told["why"]


def test_no_match_of_the_core_has_a_wildcard() -> None:
    """mypy names an arm that is missing only where no `case _` swallows it."""
    wild = [
        f"{path.relative_to(HOUSE)}:{case.pattern.lineno}"
        for path in (HOUSE / "cchc" / "core").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Match)
        for case in node.cases
        if isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
    ]
    assert not wild
