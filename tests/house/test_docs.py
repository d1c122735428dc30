"""Every `cchc …` line in a code block of the docs works as printed."""

from collections.abc import Iterator
from pathlib import Path
from re import MULTILINE, findall
from shlex import split

import pytest

from cchc.cli.main import main

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "huong-dan.md")


def lines_of(page: Path) -> Iterator[list[str]]:
    """The words of each `cchc` and `cd` line of the page's code blocks, in order."""
    text = page.read_text(encoding="utf-8")
    for block in findall(r"^```(?:console|sh|bash)\n(.*?)^```", text, MULTILINE | 16):
        for line in block.splitlines():
            words = split(line.removeprefix("$ "), comments=True)
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
        code = main(words[1:])
        said = capsys.readouterr()
        assert code == 0, f"{' '.join(words)}\n{said.err}\n{said.out}"
        typed += 1
    return typed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_of_a_page_can_be_typed_as_they_stand(
    page: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert typed_in_order(page, monkeypatch, capsys) > 3


def test_what_the_demo_says_to_try_next_can_be_typed(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["demo", str(tmp_path / "year")]) == 0
    monkeypatch.chdir(tmp_path / "year")
    assert typed_in_order(Path("DOC-TRUOC.md"), monkeypatch, capsys) > 3
