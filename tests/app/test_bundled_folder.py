"""Plans and templates are found wherever the program stands."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from cchc.app.context import bundled_folder

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["plans", "templates"])
def test_a_checkout_has_them_beside_the_program(kind: str) -> None:
    assert bundled_folder(kind) == ROOT / kind
    assert list(bundled_folder(kind).iterdir())


def test_a_wheel_carries_them_inside_the_package(tmp_path: Path) -> None:
    package = copytree(ROOT / "cchc", tmp_path / "cchc")
    for kind in ("plans", "templates"):
        copytree(ROOT / kind, package / "_shipped" / kind)
    where = "from cchc.app.context import bundled_folder"
    probe = f"{where}; print(bundled_folder('plans'))"
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(package / "_shipped" / "plans")
