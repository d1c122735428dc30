"""An office whose plan declares checks, for tests of what is said of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office import Run, command_on, empty_ledger

PLAN = """\
cchc: 1
id: thu-2022
title: Kế hoạch thử
year: 2022
authority: {name: UBND thành phố Thử, place: Thử}
units:
  - {id: vp, name: Văn phòng, kind: phong}
  - {id: p1, name: Phường 1, kind: phuong}
  - {id: p2, name: Phường 2, kind: phuong, to: 2022-08-31}
indicators:
"""
FIGURES = {
    **dict.fromkeys(("cu", "tong", "dang", "qua"), "measure: level, across: sum"),
    **dict.fromkeys(("moi", "da", "tre", "so-ds"), "measure: flow"),
    **dict.fromkeys(("a", "b", "c"), "measure: level, across: sum, decimals: 2"),
    "luy-ke": "measure: running",
    "dh": "measure: ratio, of: flow",
    "ds": "measure: register",
}
ROWS = (
    f"  - {{id: {key}, name: Số {key}, unit: hồ sơ, {how}, reporters: [phuong]}}\n"
    for key, how in FIGURES.items()
)
CITY = (
    "  - {id: tong-tp, name: Toàn thành phố, unit: hồ sơ, measure: level, lead: vp}\n"
)
WHOLE = PLAN + "".join(ROWS) + CITY + "checks:\n"
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
        rules = (f"  - {{id: k{at}, {each}}}\n" for at, each in enumerate(checks, 1))
        Path("plan.yaml").write_text(WHOLE + "".join(rules), "utf-8")
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
