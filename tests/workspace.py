"""A app with the plan of the example before it."""

from pathlib import Path

import pytest

PLAN = (Path(__file__).parents[1] / "plans" / "sa-dec-2022.yaml").read_text("utf-8")


def seated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, made the place of work in March 2022, with the plan in it."""
    monkeypatch.chdir(folder)
    monkeypatch.setenv("CCHC_TODAY", "2022-03-21")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("CCHC_DB", raising=False)
    monkeypatch.delenv("CCHC_LANG", raising=False)
    (folder / "plan.yaml").write_text(PLAN, "utf-8")
    return folder


def change(path: Path, old: str, new: str) -> None:
    """The text of a file with the first of something changed."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
