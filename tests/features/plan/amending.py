"""A small plan that is amended in mid-year, by the commands as typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from cchc.main import main
from tests.office import Enter
from tests.record.scenes.amending import PLAN

HALVES = """\
calendar:
  basis: explicit
  periods:
    H1: {from: 2021-12-15, cutoff: 2022-06-14}
    H2: {from: 2022-06-15, cutoff: 2022-12-14}
areas:"""
Out = pytest.CaptureFixture[str]


def apply_plan() -> None:
    Path("plan.yaml").write_text(PLAN, "utf-8")
    typed("plan apply", "2022-01-05")


@pytest.fixture
def app(enter: Enter) -> Path:
    """The folder with the plan applied, as the place one works in."""
    return enter(apply_plan)


def typed(command: str, today: str, *more: str) -> None:
    assert main([*command.split(), *more, "--today", today, "--no-input"]) == 0


def report(today: str, unit: str, period: str, *values: str) -> None:
    typed(f"report add {unit} {period}", today, *values)


def change(app: Path, *pairs: tuple[str, str]) -> None:
    path = app / "plan.yaml"
    text = path.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, "utf-8")


def amend(today: str = "2022-07-01", since: str = "Q3", *more: str) -> int:
    grounds = ("--decision", "45/QĐ-UBND ngày 01/7/2022", "--effective", since)
    reason = ("--reason", "Điều chỉnh theo tỉnh giao", "--today", today)
    return main(["plan", "apply", *grounds, *reason, *more])


def status(capsys: Out, period: str, as_of: str) -> dict[str, Any]:
    capsys.readouterr()
    day = ["--as-of", as_of, "--today", "2023-07-01"]
    assert main(["status", period, "--json", *day]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def line(view: dict[str, Any], key: str) -> dict[str, Any]:
    signed = [each for one in view["commitments"] for each in one["indicators"]]
    found: dict[str, Any] = next(
        e for e in [*signed, *view["indicators"]] if e["id"] == key
    )
    return found


def whole_year(*products: int) -> None:
    days = ("2022-03-15", "2022-06-15", "2022-09-15", "2022-12-15")
    for number, (day, count) in enumerate(zip(days, products, strict=True), start=1):
        report(day, "a", f"Q{number}", f"sp={count}", "gn=250", "dn=3", "cn=10")
