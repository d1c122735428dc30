"""Every `cchc …` line in a code block of the docs works as printed."""

from collections.abc import Iterator
from pathlib import Path
from re import DOTALL, MULTILINE
from re import compile as pattern
from shlex import split

import pytest

from cchc.main import main
from tests.office import Enter, english_demo, vietnamese_demo

ROOT = Path(__file__).parents[2]
PAGES = (
    *(ROOT / "README.md", ROOT / "README.en.md"),
    *(ROOT / "docs" / "huong-dan.md", ROOT / "docs" / "guide.md"),
)


BLOCKS = pattern(r"^```(\w+)\n(.*?)^```", MULTILINE | DOTALL)
FILE = pattern(r"# (\S+\.yaml)\n")
UNINSTALLED = "PYTHONPATH=.deps python3 -m "
"""How a page runs the program before it is a command."""


def lines_of(page: Path) -> Iterator[list[str]]:
    """The words of each `cchc` and `cd` line of the page's code blocks, in order.

    A block of YAML that begins with its file name is written to that file first.
    """
    for kind, block in BLOCKS.findall(page.read_text(encoding="utf-8")):
        if kind == "yaml" and (named := FILE.match(block)):
            Path(named[1]).write_text(block, encoding="utf-8")
        if kind not in ("console", "sh", "bash"):
            continue
        for line in block.splitlines():
            typed = line.partition(UNINSTALLED)[2] or line.removeprefix("$ ")
            words = split(typed, comments=True)
            if words[:1] in (["cchc"], ["cd"]):
                yield words


def typed_in_order(
    page: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> int:
    """How many commands of the page were typed; each of them must be done."""
    typed = 0
    for words in lines_of(page):
        if words[0] == "cd":
            monkeypatch.chdir(words[1])
            continue
        if words[1:] in (["demo"], ["demo", "--lang", "en"]):  # done before
            typed += 1
            continue
        code = main(words[1:])
        said = capsys.readouterr()
        assert code == 0, f"{' '.join(words)}\n{said.err}\n{said.out}"
        typed += 1
    return typed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_can_be_typed_as_they_stand(
    page: Path,
    enter: Enter,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    enter(english_demo if page.name == "README.en.md" else vietnamese_demo)
    assert typed_in_order(page, monkeypatch, capsys) > 3


def test_what_the_demo_says_to_try_next_can_be_typed(
    enter: Enter, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(enter(vietnamese_demo) / "cchc-demo")
    assert typed_in_order(Path("DOC-TRUOC.md"), monkeypatch, capsys) > 3


def test_the_files_that_pages_name_are_there() -> None:
    own = pattern(
        r"\b(?:tests|cchc|benchmarks|templates|plans)/[\w/.-]+\.(?:py|j2|sql)"
    )
    pages = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))
    named = {file for p in pages for file in own.findall(p.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert {f for f in named if not (ROOT / f).exists()} == {"templates/NAME.md.j2"}
