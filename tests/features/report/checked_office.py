"""An office whose plan declares checks, for tests of what is said of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office import Run, command_on, empty_ledger
from tests.record.scenes.checks import plan_text

DAYS = {"Q1": "2022-03-17", "Q2": "2022-06-17", "Q3": "2022-09-16"}
Office = Callable[..., Run]


@pytest.fixture
def office(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Office:
    """Makes an office whose plan has these checks; gives what runs a command."""
    run = command_on(DAYS["Q1"], capsys)

    def opened(*checks: str) -> Run:
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("CCHC_LANG", raising=False)
        Path("plan.yaml").write_text(plan_text(*checks), "utf-8")
        Path("cchc.db").write_bytes(empty_ledger())
        code, out, err = run("plan", "apply", "plan.yaml")
        assert code == 0, out + err
        return run

    return opened


def add(
    run: Run, unit: str, period: str, *values: str, day: str | None = None
) -> tuple[int, str]:
    """Exit code of a report, and what was said beside the data."""
    when = day or DAYS[period]
    code, _, err = run("report", "add", unit, period, *values, day=when)
    return code, err
