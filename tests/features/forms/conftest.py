"""A workspace with the plan of Sa Đéc and forms that went out."""

import shutil
from pathlib import Path

import pytest

from tests.forms import FormOffice
from tests.office import Enter, sa_dec


@pytest.fixture(scope="session")
def made(made_folder: Enter) -> FormOffice:
    """The workspace, made once."""
    return FormOffice(made_folder(sa_dec))


@pytest.fixture
def app(made: FormOffice, tmp_path: Path) -> FormOffice:
    """The same workspace, afresh for each test."""
    return FormOffice(shutil.copytree(made.folder, tmp_path / "van-phong"))
