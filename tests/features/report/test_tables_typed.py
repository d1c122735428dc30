"""A table typed, or written as YAML: refused with its sum where it does not balance."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cchc.main import main
from tests.record.scenes.checks import PLAN

TABLE = """\
  - {id: khac, name: Số khác, measure: flow, unit: việc, reporters: [phuong]}
tables:
  - {id: hs, name: Hồ sơ, unit: hồ sơ, reporters: [phuong], opening: dau,
     in: [mang, giay], out: [som, tre], closing: [con]}
"""
BALANCED = {"dau": 40, "mang": 30, "giay": 10, "som": 20, "tre": 5, "con": 55}
Run = Callable[..., tuple[int, str]]
Door = Callable[[Run, dict[str, int], str], tuple[int, str]]


@pytest.fixture
def run(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    def typed(*words: str, day: str = "2022-03-16") -> tuple[int, str]:
        capsys.readouterr()
        code = main(["--today", day, *words])
        told = capsys.readouterr()
        return code, told.out + told.err

    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN + TABLE, "utf-8")
    assert typed("plan", "apply", "plan.yaml")[0] == 0
    return typed


def by_line(run: Run, row: dict[str, int], period: str) -> tuple[int, str]:
    pairs = (f"hs.{column}={number}" for column, number in row.items())
    return run("report", "add", "p1", period, *pairs)


def by_flat_yaml(run: Run, row: dict[str, int], period: str) -> tuple[int, str]:
    values = ", ".join(f"hs.{column}: {number}" for column, number in row.items())
    return by_file(run, f"{{{values}}}", period)


def by_yaml(run: Run, row: dict[str, int], period: str) -> tuple[int, str]:
    values = ", ".join(f"{column}: {number}" for column, number in row.items())
    return by_file(run, f"{{hs: {{{values}}}}}", period)


def by_file(run: Run, values: str, period: str) -> tuple[int, str]:
    text = f"unit: p1\nperiod: 2022-{period}\nvalues: {values}\n"
    Path("r.yaml").write_text(text, "utf-8")
    return run("report", "add", "--from", "r.yaml")


@pytest.mark.parametrize("door", [by_line, by_flat_yaml, by_yaml])
def test_a_table_that_does_not_balance_is_refused_at_every_door(
    run: Run, door: Door
) -> None:
    code, told = door(run, {**BALANCED, "con": 56}, "Q1")
    assert (code, told.count("P351")) == (1, 1)
    assert "phép kiểm tra hs (Hồ sơ) không đúng: 40 + 30 + 10 = 20 + 5 + 56;" in told
    assert "hs.dau = 40; hs.mang = 30; hs.giay = 10; hs.som = 20" in told
    assert door(run, BALANCED, "Q1")[0] == 0


def test_a_quarter_opens_with_what_the_one_before_it_left(run: Run) -> None:
    assert by_line(run, BALANCED, "Q1")[0] == 0
    words = (f"hs.{key}={n + (key in {'dau', 'con'})}" for key, n in BALANCED.items())
    code, told = run("report", "add", "p1", "Q2", *words, day="2022-06-16")
    assert (code, "hs[prev] (Hồ sơ) không đúng: 41 = 55" in told) == (1, True)


@pytest.mark.parametrize(
    ("period", "day", "opening", "owed"),
    [("Q1", "2022-03-16", ["hs.dau=40"], 7), ("Q2", "2022-06-16", [], 6)],
)
def test_what_a_later_quarter_opens_with_is_not_waited_for(
    run: Run, period: str, day: str, opening: list[str], owed: int
) -> None:
    if period == "Q2":
        assert by_line(run, BALANCED, "Q1")[0] == 0
    assert sent(run, period, day, ["khac=1"]) == ("incomplete", 1, owed)
    left = 55 if period == "Q1" else 70
    rest = ("hs.mang=30", "hs.giay=10", "hs.som=20", "hs.tre=5", f"hs.con={left}")
    assert sent(run, period, day, [*opening, *rest]) == ("submitted", owed, owed)


def sent(run: Run, period: str, day: str, pairs: list[str]) -> tuple[str, int, int]:
    """How the report stands after one more part of it."""
    code, told = run("report", "add", "p1", period, *pairs, day=day)
    assert code == 0, told
    listed = run("report", "list", period, "--json", day=day)[1]
    rows = {row["unit"]: row for row in json.loads(listed)["reports"]}
    return rows["p1"]["report"], rows["p1"]["filled"], rows["p1"]["expected"]


def test_the_year_of_a_column_is_told_from_its_quarters(run: Run) -> None:
    for period, day in (("Q1", "2022-03-16"), ("Q2", "2022-06-16")):
        row = BALANCED if period == "Q1" else {**BALANCED, "dau": 55, "con": 70}
        pairs = (f"hs.{column}={number}" for column, number in row.items())
        assert run("report", "add", "p1", period, *pairs, day=day)[0] == 0
    for column, number, words in (
        ("dau", 40, "cộng số đầu kỳ thứ nhất"),
        ("mang", 60, "cộng số phát sinh"),
        ("con", 70, "cộng số cuối kỳ"),
    ):
        told = run("why", f"hs.{column}", "Q2", day="2022-06-20")[1]
        assert f"{number} = {words}" in told
