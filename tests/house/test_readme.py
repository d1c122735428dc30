"""README's two commands are the ones that are run, in both languages."""

import json
from pathlib import Path
from re import findall

import pytest

from tests.pictures import HASHES, hashes

ROOT = Path(__file__).parents[2]
PAGES = {"README.md": "", "README.en.md": " --lang en"}
INSTALL = "python3 -m pip install -q --upgrade --target .deps '.[test]'"


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> Path:
    return ROOT / str(request.param)


def commands(page: Path) -> list[str]:
    blocks = page.read_text(encoding="utf-8").split("```")[1::2]
    return [line for block in blocks for line in block.splitlines()[1:] if line]


def test_the_first_screen_shows_the_demo_and_the_tests(page: Path) -> None:
    assert commands(page)[:2] == [
        f"{INSTALL} && PYTHONPATH=.deps python3 -m cchc demo{PAGES[page.name]}",
        f"{INSTALL} && PYTHONPATH=.deps python3 -m pytest -q -n auto",
    ]
    first_screen = "\n".join(page.read_text(encoding="utf-8").splitlines()[:25])
    assert all(command in first_screen for command in commands(page)[:2])


def test_the_check_of_everything_runs_the_same_tests_as_the_reader() -> None:
    check = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "grep -m 1 -- '-m pytest' README.md" in check
    readme = ROOT / "README.md"
    lines = readme.read_text(encoding="utf-8").splitlines()
    assert next(line for line in lines if "-m pytest" in line) in commands(readme)


def test_links_of_the_readme_lead_somewhere(page: Path) -> None:
    links = findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8"))
    files = [link for link in links if not link.startswith("http")]
    assert [file for file in files if not (ROOT / file).exists()] == []
    assert len(files) > 5


def test_the_pictures_show_what_the_program_prints(played_year: Path) -> None:
    """`just docs` draws them anew."""
    assert json.loads(HASHES.read_text(encoding="utf-8")) == hashes(played_year)
