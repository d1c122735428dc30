from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copytree

import pytest

from cchc.main import main

Run = Callable[..., tuple[int, str, str]]
Make = Callable[[], object]
Enter = Callable[[Make], Path]
DAY = "2022-03-17"
SETTINGS = ("CCHC_DB", "CCHC_LANG", "CCHC_TODAY")


@pytest.fixture(scope="session")
def made_folder(tmp_path_factory: pytest.TempPathFactory) -> Enter:
    """Gives the folder in which a function did its work, once in this process."""

    @cache
    def made(make: Make) -> Path:
        folder = tmp_path_factory.mktemp("made")
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(StringIO()),
            redirect_stderr(StringIO()),
        ):
            patch.chdir(folder)
            for name in SETTINGS:
                patch.delenv(name, raising=False)
            make()
        return folder

    return made


@pytest.fixture
def enter(made_folder: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Enter:
    """Makes the test's own folder a copy of what a function makes, and works there."""

    def entered(make: Make) -> Path:
        monkeypatch.chdir(tmp_path)
        for name in SETTINGS:
            monkeypatch.delenv(name, raising=False)
        return copytree(made_folder(make), tmp_path, symlinks=True, dirs_exist_ok=True)

    return entered


def sa_dec() -> None:
    """A workspace with the plan of Sa Đéc applied."""
    words = ["init", ".", "--example", "sa-dec-2022"]
    assert main(["--quiet", "--today", "2022-03-03", *words]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    """A workspace with the plan of Sa Đéc applied."""
    return enter(sa_dec)


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a day; gives exit code, output, what was said."""
    assert office.exists()
    return command_on(DAY, capsys)


def command_on(today: str, capsys: pytest.CaptureFixture[str]) -> Run:
    """What runs a command today, or on a day that is given."""

    def command(*words: str, day: str = today) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--today", day, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command
