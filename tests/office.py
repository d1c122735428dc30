from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from cchc.main import main

Run = Callable[..., tuple[int, str, str]]
DAY = "2022-03-17"


@pytest.fixture(scope="session")
def made_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the plan of Sa Đéc applied, for `office` to copy."""
    home = tmp_path_factory.mktemp("made") / "office"
    words = ["init", str(home), "--example", "sa-dec-2022"]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("CCHC_LANG", raising=False)
        assert main(["--quiet", "--today", "2022-03-03", *words]) == 0
    return home


@pytest.fixture
def office(made_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the plan of Sa Đéc applied."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_LANG", raising=False)
    return copytree(made_office, tmp_path, dirs_exist_ok=True)


@pytest.fixture
def run(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs one command on a day; gives exit code, output, what was said."""
    assert office.exists()

    def command(*words: str, day: str = DAY) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--today", day, *words])
        told = capsys.readouterr()
        return code, told.out, told.err

    return command
