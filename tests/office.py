from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.main import main

Run = Callable[..., tuple[int, str, str]]
DAY = "2022-03-17"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with the plan of Sa Đéc applied."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCHC_LANG", raising=False)
    code = main(
        ["--quiet", "--today", "2022-03-03", "init", ".", "--example", "sa-dec-2022"]
    )
    assert code == 0
    return tmp_path


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
