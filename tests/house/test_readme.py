"""README's two commands are the ones that are run."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTALL = "python3 -m pip install -q --upgrade --target .deps '.[test]'"


def commands() -> list[str]:
    blocks = README.split("```")[1::2]
    return [line for block in blocks for line in block.splitlines()[1:] if line]


def test_the_first_screen_shows_the_demo_and_the_tests() -> None:
    assert commands()[:2] == [
        f"{INSTALL} && PYTHONPATH=.deps python3 -m cchc demo",
        f"{INSTALL} && PYTHONPATH=.deps python3 -m pytest -q -n auto",
    ]
    first_screen = "\n".join(README.splitlines()[:25])
    assert all(each in first_screen for each in commands()[:2])


def test_the_check_of_everything_runs_the_same_tests_as_the_reader() -> None:
    check = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "grep -m 1 -- '-m pytest' README.md" in check
    assert next(line for line in README.splitlines() if "-m pytest" in line) in (
        commands()
    )


def test_links_of_the_readme_lead_somewhere() -> None:
    links = [part.split(")")[0] for part in README.split("](")[1:]]
    files = [link.split("#")[0] for link in links if not link.startswith("http")]
    missing = [each for each in files if not (ROOT / each).exists()]
    assert missing == []
