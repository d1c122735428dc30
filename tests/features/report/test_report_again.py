"""Reports sent twice, kept open, taken back: nothing is counted twice or lost."""

import json
from pathlib import Path

import pytest

from tests.office import Run


def test_a_register_is_not_empty_but_unknown_once_its_report_is_withdrawn(
    run: Run,
) -> None:
    run("report", "add", "kt", "Q1", "ck-4=+Khô cá lóc; 2022-02-20")
    _, out, _ = run("report", "withdraw", "kt", "Q1", "--reason", "nhầm", "--json")
    (effect, *_) = json.loads(out)["effects"]
    _, status, _ = run("status", "Q1", "--json")
    signed = json.loads(status)["commitments"]
    now = next(e for one in signed for e in one["indicators"] if e["id"] == "ck-4")
    assert effect["indicator"] == "ck-4"
    assert effect["before"]["shown"] == "1"
    assert effect["after"] == {key: now[key] for key in ("shown", "status", "rule")}


@pytest.mark.parametrize(
    ("reason", "kept"),
    [("nhầm", "correction: nhầm"), ("reviewer: sai", "reviewer: sai")],
)
def test_the_reason_of_a_withdrawal_is_kept_like_that_of_a_correction(
    run: Run, reason: str, kept: str
) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    run("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", reason)
    _, shown, _ = run("report", "show", "p1", "Q1", "--json")
    assert json.loads(shown)["cells"][0]["history"][-1]["reason"] == kept


def test_an_empty_reason_is_none(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2")
    code, _, err = run("report", "withdraw", "p1", "Q1", "--reason", " ")
    assert (code, "--reason" in err) == (2, True)


@pytest.mark.parametrize(("name", "fault"), [("none.yaml", "P572"), (".", "P102")])
def test_a_file_of_reports_that_cannot_be_read_is_told(
    run: Run, name: str, fault: str
) -> None:
    code, out, _ = run("report", "add", "--from", name, "--json")
    assert (code, json.loads(out)["problems"][0]["code"]) == (1, fault)


WHOLE_REPORT = """
unit: kt
period: Q1
document: 12/BC-KT ngày 07/3/2022
items: {ck-4: [{name: Khô cá lóc, date: 2022-02-20, document: QĐ 12}]}
obstacles: [{text: Thiếu người, about: ck-4}]
evidence: {ck-4: QĐ 12/QĐ-UBND}
"""


def test_a_file_kept_open_may_be_kept_again_and_then_sent(
    run: Run, office: Path
) -> None:
    (office / "kt.yaml").write_text(WHOLE_REPORT, encoding="utf-8")
    for more in (("--draft",), ("--draft",), ()):
        assert run("report", "add", "--from", "kt.yaml", *more)[0] == 0
    _, shown, _ = run("report", "show", "kt", "Q1", "--json")
    sheet = json.loads(shown)
    assert [each["name"] for each in sheet["items"]] == ["Khô cá lóc"]
    assert [each["text"] for each in sheet["obstacles"]] == ["Thiếu người"]


def test_the_same_file_again_changes_nothing(run: Run, office: Path) -> None:
    (office / "kt.yaml").write_text(WHOLE_REPORT, encoding="utf-8")
    run("report", "add", "--from", "kt.yaml")
    code, out, _ = run("report", "add", "--from", "kt.yaml", "--json", day="2022-03-21")
    assert (code, json.loads(out)["unchanged"]) == (0, True)
    _, shown, _ = run("report", "show", "kt", "Q1", "--json")
    assert len(json.loads(shown)["submissions"]) == 1


def test_a_paper_in_one_line_has_its_number_and_its_day(run: Run, office: Path) -> None:
    (office / "kt.yaml").write_text(WHOLE_REPORT, encoding="utf-8")
    _, out, _ = run("report", "add", "--from", "kt.yaml", "--json")
    paper = {"number": "12/BC-KT", "date": "2022-03-07"}
    assert json.loads(out)["document"] == paper
