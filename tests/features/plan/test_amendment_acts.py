"""A plan changed in mid-year by a decision, through the commands as typed."""

import json
from pathlib import Path

from cchc.main import main
from tests.features.plan.amending import (
    Out,
    amend,
    app,
    change,
    line,
    report,
    status,
    typed,
    whole_year,
)
from tests.record.scenes.amending import PLAN

__all__ = ["app"]


def test_each_period_is_judged_by_its_version_and_the_year_by_both(
    app: Path, capsys: Out
) -> None:
    report("2022-03-15", "a", "Q1", "sp=2")
    report("2022-06-15", "a", "Q2", "sp=2")
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2")
    report("2022-12-15", "a", "Q4", "sp=3")
    half, third, year = (
        status(capsys, each, "2023-03-01") for each in ("Q2", "Q3", "Q4")
    )
    assert (half["plan_version"], third["plan_version"]) == (1, 2)
    assert line(half, "sp")["target"] == {"kind": "at_least", "value": "8"}
    assert line(half, "sp")["status"] == "on_track"
    assert line(half, "sp")["original"] is line(half, "sp")["decision"] is None
    assert line(third, "sp")["expected"] == "7"
    assert line(third, "sp")["original"] is None
    one = line(year, "sp")
    assert (one["target"]["value"], one["status"], one["percent"]) == (
        "10",
        "failed",
        "90.00",
    )
    assert one["original"] == {
        "target": {"kind": "at_least", "value": "8"},
        "actual": "9",
        "percent": "112.50",
        "status": "exceeded",
        "rule": "S3",
        "known": None,
    }
    assert one["decision"] == {"number": "45/QĐ-UBND", "date": "2022-07-01"}
    assert year["commitments"][0]["original"]["of"] == 2


def test_the_screen_and_the_memo_show_both_yardsticks_and_the_decision(
    app: Path, capsys: Out
) -> None:
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend() == 0
    whole_year(2, 2, 2, 3)
    capsys.readouterr()
    day = ("--as-of", "2023-03-01")
    typed("status Q4 --full", "2023-03-01", *day)
    screen = " ".join(capsys.readouterr().out.split())
    decided = (
        "chỉ tiêu điều chỉnh theo Quyết định số 45/QĐ-UBND ngày 01/7/2022"
        " (trước đó: ít nhất 8 sản phẩm)"
    )
    first = "so với chỉ tiêu ban đầu 8 sản phẩm: 112,5%, vượt"
    assert decided in screen
    assert first in screen
    typed("export Q4 --output nam.md", "2023-03-01", *day)
    memo = Path("nam.md").read_text("utf-8")
    sentences = [e for e in memo.splitlines() if e[:1] == "-" and first in e]
    assert sentences
    assert all(decided in each for each in sentences)
    (row,) = (e for e in memo.splitlines() if e.startswith("|") and first in e)
    assert "Sản phẩm OCOP" in row


def test_a_line_withdrawn_is_listed_as_void_and_counts_nowhere(
    app: Path, capsys: Out
) -> None:
    report("2022-03-15", "a", "Q1", "sp=2", "gn=300")
    change(
        app, (PLAN[PLAN.index("      - {id: sp") : PLAN.index("      - {id: gn")], "")
    )
    assert amend() == 0
    assert line(status(capsys, "Q2", "2023-03-01"), "sp")["status"] != "void"
    third = status(capsys, "Q3", "2023-03-01")
    assert (line(third, "sp")["status"], line(third, "sp")["rule"]) == ("void", "S0")
    assert line(third, "sp")["actual"] == "2"
    assert third["commitments"][0]["of"] == 1
    assert [e["id"] for e in third["commitments"][0]["indicators"]] == ["sp", "gn"]
    year = status(capsys, "Q4", "2023-03-01")
    assert line(year, "sp")["original"]["status"] == "undetermined"
    assert year["commitments"][0]["original"]["of"] == 2
    assert main(["why", "sp", "Q3", "--today", "2023-03-01"]) == 0
    assert "45/QĐ-UBND" in capsys.readouterr().out


def test_a_task_withdrawn_is_dropped(app: Path, capsys: Out) -> None:
    change(app, (PLAN[PLAN.index("tasks:") :], ""))
    assert amend() == 0
    (task,) = status(capsys, "Q3", "2023-03-01")["tasks"]
    assert task["status"] == "dropped"
    assert status(capsys, "Q2", "2023-03-01")["tasks"][0]["status"] == "not_started"


EVERYBODY: dict[str, list[str]] = {
    "silent": [],
    "unpublished": [],
    "stale": [],
    "closed": [],
}


def test_a_line_added_is_not_owed_before_it_was_there(app: Path, capsys: Out) -> None:
    new = (
        "  - {id: moi, name: Mô hình, measure: flow, unit: mô hình,"
        " target: {at_least: 4}, reporters: [b]}\ntasks:"
    )
    change(app, ("tasks:", new))
    assert amend() == 0
    report("2022-09-15", "b", "Q3", "moi=3", "dn=1", "cn=5")
    third = line(status(capsys, "Q3", "2022-09-20"), "moi")
    assert third["coverage"] == {"reported": 1, "expected": 1, **EVERYBODY}
    assert (third["actual"], third["status"]) == ("3", "on_track")
    ids = [e["id"] for e in status(capsys, "Q2", "2022-09-20")["indicators"]]
    assert "moi" not in ids
    year = line(status(capsys, "Q4", "2023-03-01"), "moi")
    assert year["original"] is None
    assert year["decision"]["number"] == "45/QĐ-UBND"


def test_a_reporter_added_owes_nothing_for_the_periods_before(
    app: Path, capsys: Out
) -> None:
    report("2022-03-15", "a", "Q1", "sp=2")
    report("2022-06-15", "a", "Q2", "sp=2")
    change(
        app,
        (
            "lead: a, reporters: [a]}\n      - {id: gn",
            "lead: a, reporters: [a, b]}\n      - {id: gn",
        ),
    )
    assert amend() == 0
    report("2022-09-15", "a", "Q3", "sp=2")
    seen = line(status(capsys, "Q3", "2022-10-01"), "sp")
    assert seen["coverage"] == {
        "reported": 3,
        "expected": 4,
        **EVERYBODY,
        "silent": ["b"],
    }


def test_a_whole_that_grows_in_mid_year_leaves_the_first_half_as_it_was(
    app: Path, capsys: Out
) -> None:
    change(app, ("value: 1000", "value: 1250"))
    whole_year(2, 2, 2, 2)
    assert amend("2022-12-20") == 0
    assert line(status(capsys, "Q2", "2023-03-01"), "gn")["actual"] == "50"
    year = line(status(capsys, "Q4", "2023-03-01"), "gn")
    assert (year["actual"], year["denominator"], year["status"]) == (
        "80",
        "1250",
        "failed",
    )
    assert (year["original"]["actual"], year["original"]["status"]) == ("100", "met")


def test_the_title_of_a_later_period_may_be_put_right(app: Path) -> None:
    change(
        app,
        ("areas:", "calendar: {periods: {Q3: {title: chín tháng năm 2022}}}\nareas:"),
    )
    assert amend() == 0
    typed("export Q3 --output q3.md", "2022-09-20")
    assert "chín tháng năm 2022" in Path("q3.md").read_text("utf-8").casefold()


def test_what_was_known_before_the_amendment_stays_to_be_seen(
    app: Path, capsys: Out
) -> None:
    whole_year(2, 2, 2, 3)
    before = status(capsys, "Q4", "2022-12-18")
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend("2022-12-20") == 0
    assert status(capsys, "Q4", "2022-12-18") == before
    assert status(capsys, "Q4", "2022-12-20")["plan_version"] == 2


def test_the_versions_tell_their_history(app: Path, capsys: Out) -> None:
    change(app, ("at_least: 8", "at_least: 10"))
    assert amend() == 0
    change(
        app, ("due: 2022-10-31", "due: 2022-11-30"), ("lead: a, due", "lead: b, due")
    )
    assert amend("2022-07-05") == 0
    capsys.readouterr()
    typed("plan diff --from 1 --to 2", "2022-07-06")
    assert capsys.readouterr().out.splitlines() == [
        (
            "Chỉ tiêu sp (Sản phẩm OCOP): 8 → 10 sản phẩm, từ Quý III/2022,"
            " theo Quyết định số 45/QĐ-UBND ngày 01/7/2022."
        )
    ]
    typed("plan diff --from 1 --json", "2022-07-06")
    found = json.loads(capsys.readouterr().out)["changes"]
    assert [(e["version"], e["field"], e["effective"]) for e in found] == [
        ("2", "target", "2022-Q3"),
        ("3", "lead", "2022-Q3"),
        ("3", "due", "2022-Q3"),
    ]
    typed("plan show --history", "2022-07-06")
    out = capsys.readouterr().out
    assert "Phiên bản 1" in out
    assert "theo Quyết định số 45/QĐ-UBND ngày 01/7/2022" in out
    typed("plan show --history --json", "2022-07-06")
    past = json.loads(capsys.readouterr().out)
    assert [len(e["changes"]) for e in past["versions"]] == [0, 1, 2]
    assert main(["plan", "diff", "--from", "9"]) == 1
    assert "P254" in capsys.readouterr().err
