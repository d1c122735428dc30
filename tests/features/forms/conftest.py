"""A workspace with the plan of Sa Đéc and forms that went out."""

import shutil
from pathlib import Path

import pytest

from cchc.main import main
from tests.forms import FormOffice


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> FormOffice:
    """The workspace, made once."""
    folder = tmp_path_factory.mktemp("bieu") / "van-phong"
    words = ["--quiet", "--today", "2022-03-03", "init", str(folder)]
    assert main([*words, "--example", "sa-dec-2022"]) == 0
    return FormOffice(folder)


@pytest.fixture
def app(made: FormOffice, tmp_path: Path) -> FormOffice:
    """The same workspace, afresh for each test."""
    folder = tmp_path / "van-phong"
    shutil.copytree(made.folder, folder)
    return FormOffice(folder)
