"""A workspace with the plan of Sa Đéc and forms that went out."""

import shutil
from pathlib import Path

import pytest

from cchc.main import main
from tests.forms import AppContext


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> AppContext:
    """The workspace, made once."""
    folder = tmp_path_factory.mktemp("bieu") / "van-phong"
    words = ["--quiet", "--today", "2022-03-03", "init", str(folder)]
    assert main([*words, "--example", "sa-dec-2022"]) == 0
    return AppContext(folder)


@pytest.fixture
def app(made: AppContext, tmp_path: Path) -> AppContext:
    """The same workspace, afresh for each test."""
    folder = tmp_path / "van-phong"
    shutil.copytree(made.folder, folder)
    return AppContext(folder)
