"""Units that end, merge or begin in mid-year, through the commands as typed."""

from pathlib import Path

import pytest

from cchc.main import main
from tests.features.plan.amending import (
    Out,
    amend,
    apply_plan,
    change,
    line,
    report,
    status,
    typed,
)
from tests.office import Enter

MERGED = (
    "- {id: b, name: Phường B}",
    "- {id: b, name: Phường B, to: 2022-07-31, successor: a}",
)
ENDED = ("- {id: b, name: Phường B}", "- {id: b, name: Phường B, to: 2022-07-31}")


def report_two_quarters() -> None:
    """Two quarters in which all three wards reported."""
    apply_plan()
    for day, period in (("2022-03-15", "Q1"), ("2022-06-15", "Q2")):
        report(day, "a", period, "sp=2", "gn=250", "dn=3", "cn=100")
        report(day, "b", period, "dn=2", "cn=40")
        report(day, "c", period, "dn=1")


@pytest.fixture
def app(enter: Enter) -> Path:
    return enter(report_two_quarters)


def test_a_unit_that_ended_owes_nothing_and_what_it_did_still_counts(
    app: Path, capsys: Out
) -> None:
    change(app, MERGED)
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=4", "cn=150")
    report("2022-09-15", "c", "Q3", "dn=1")
    half, third = status(capsys, "Q2", "2022-10-01"), status(capsys, "Q3", "2022-10-01")
    assert [e["id"] for e in half["units"]] == ["a", "b", "c"]
    assert [e["id"] for e in third["units"]] == ["a", "c"]
    assert third["counts"]["reports"] == {
        "expected": 2,
        "submitted": 2,
        "on_time": 2,
        "overdue": 0,
    }
    firms = line(third, "dn")
    assert (firms["actual"], firms["known"]) == ("17", None)
    assert not any(firms["coverage"][key] for key in ("silent", "unpublished", "stale"))
    assert (firms["coverage"]["reported"], firms["coverage"]["expected"]) == (8, 8)


def test_the_level_of_an_ended_unit_is_no_part_of_the_sum(
    app: Path, capsys: Out
) -> None:
    change(app, MERGED)
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "cn=150")
    assert line(status(capsys, "Q2", "2022-10-01"), "cn")["actual"] == "140"
    workers = line(status(capsys, "Q3", "2022-10-01"), "cn")
    assert (workers["actual"], workers["coverage"]["expected"]) == ("150", 1)


def test_the_allotment_passes_and_the_scope_is_said_to_be_another(app: Path) -> None:
    change(app, MERGED)
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=4", "cn=150")
    typed("export Q3 --output q3.md", "2022-10-01")
    memo = Path("q3.md").read_text("utf-8")
    (row,) = (e for e in memo.splitlines() if "không cùng phạm vi" in e and "22" in e)
    cells = [each.strip() for each in row.strip("|").split("|")]
    assert cells[0] == (
        "Phường A (gồm Phường B, từ sau 31/7/2022; không cùng phạm vi với các kỳ trước)"
    )
    assert cells[1:4] == ["22", "4", "14"]
    assert not any(e.startswith("| Phường B ") for e in memo.splitlines())


def test_the_amended_plan_may_allot_otherwise(app: Path) -> None:
    change(app, MERGED, ("allot: {a: 12, b: 10, c: 4}", "allot: {a: 15, c: 11}"))
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=4", "cn=150")
    typed("export Q3 --output q3.md", "2022-10-01")
    memo = Path("q3.md").read_text("utf-8")
    (row,) = (
        e
        for e in memo.splitlines()
        if e.startswith("| Phường A (gồm Phường B") and "| 15 |" in e
    )
    assert "| 14 |" in row


def test_who_takes_over_reports_what_was_the_others(app: Path, capsys: Out) -> None:
    new = "- {id: c, name: Phường C}\n  - {id: m, name: Phường M, from: 2022-08-01}"
    old, ended = MERGED
    change(app, (old, ended.replace("successor: a", "successor: m")))
    change(app, ("- {id: c, name: Phường C}", new))
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=3", "cn=100")
    report("2022-09-15", "c", "Q3", "dn=1")
    third = status(capsys, "Q3", "2022-10-01")
    assert line(third, "dn")["coverage"]["silent"] == ["m"]
    report("2022-10-02", "m", "Q3", "dn=5", "cn=60")
    third = status(capsys, "Q3", "2022-10-02")
    assert (line(third, "dn")["actual"], line(third, "cn")["actual"]) == ("21", "160")
    assert line(third, "dn")["coverage"]["silent"] == []
    assert [e["id"] for e in third["units"]] == ["a", "c", "m"]
    assert main(["report", "add", "m", "Q2", "dn=1", "--today", "2022-10-02"]) == 1
    assert "m" not in [e["id"] for e in status(capsys, "Q2", "2022-10-02")["units"]]


def test_a_unit_that_is_gone_is_told_who_took_over(app: Path, capsys: Out) -> None:
    change(app, MERGED)
    assert amend() == 0
    capsys.readouterr()
    assert main(["report", "add", "b", "Q4", "dn=1", "--today", "2022-12-15"]) == 1
    said = capsys.readouterr().err
    assert "P339" in said
    assert "a" in said.split("P339")[1]


def test_a_unit_that_ends_alone_leaves_nobody_in_its_place(
    app: Path, capsys: Out
) -> None:
    change(app, ENDED)
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=4", "cn=150")
    report("2022-09-15", "c", "Q3", "dn=1")
    third = status(capsys, "Q3", "2022-10-01")
    assert (line(third, "dn")["actual"], line(third, "cn")["actual"]) == ("17", "150")
    assert line(third, "dn")["coverage"]["silent"] == []


def test_a_task_passes_with_the_unit_that_had_it(app: Path, capsys: Out) -> None:
    change(app, ("lead: a, due: 2022-10-31", "lead: b, due: 2022-10-31"), MERGED)
    assert amend() == 0
    report(
        "2022-09-15", "a", "Q3", "sp=2", "gn=250", "dn=4", "cn=150", "1=done:2022-09-01"
    )
    (task,) = status(capsys, "Q3", "2022-10-01")["tasks"]
    assert (task["status"], task["done"]) == ("done_on_time", "2022-09-01")
