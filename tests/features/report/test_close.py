"""`cchc report close`: the office stops waiting for a unit's report."""

import json

import pytest

from tests.features.forms.ward import Run, office, run

__all__ = ["office", "run"]

LATE = "2022-03-21"
PAPER = "15/TB-UBND ngày 21/3/2022"
CLOSE = ("report", "close", "vp", "Q1", "--decision", PAPER)


def state(run: Run, day: str, unit: str = "vp") -> dict[str, object]:
    _, listed, _ = run("report", "list", "Q1", "--json", day=day)
    rows = {row["unit"]: row for row in json.loads(listed)["reports"]}
    found: dict[str, object] = rows[unit]
    return found


def test_a_closed_report_is_waited_for_no_longer(run: Run) -> None:
    run("report", "add", "kt", "Q1", "dn=1", "sp=nil", day="2022-03-15")
    code, out, _ = run(*CLOSE, "--reason", "hỏng máy", "--by", "Lan", day=LATE)
    assert code == 0
    assert "quá hạn chưa gửi, trễ 02 ngày làm việc → đã đóng" in out
    assert "Không có báo cáo 2 chỉ tiêu: dn, moc" in out
    told = state(run, "2022-04-20")
    assert (told["report"], told["closed"]) == ("closed", LATE)
    assert (told["on_time"], told["late_days"]) == (False, 2)
    board = json.loads(run("remind", "Q1", "--json", day="2022-04-20")[1])
    assert board["units"] == []
    assert board["counts"]["overdue"] == 0
    _, rows, counts = run("report", "list", "Q1", day="2022-04-20")
    assert "Phải gửi 2, đã gửi 1, đúng hạn 1, quá hạn 0" in counts
    assert "Văn phòng\tđã đóng" in rows


def test_a_closed_report_is_told_in_every_door(run: Run) -> None:
    run(*CLOSE, "--reason", "hỏng máy", "--by", "Lan", day=LATE)
    day = "2022-03-22"
    assert f"Đã đóng, không chờ báo cáo: Văn phòng ({PAPER})" in " ".join(
        run("status", "Q1", day=day)[1].split()
    )
    shown = run("report", "show", "vp", "Q1", day=day)[1]
    assert f"đóng, không chờ nữa ({PAPER}: hỏng máy)" in shown
    why = " ".join(run("why", "vp", "Q1", day=day)[1].split())
    assert "Đóng ngày 21/3/2022 (Lan), không chờ nữa" in why
    assert "Lan\tđóng báo cáo\tVăn phòng" in run("log", day=day)[1]
    words = ("export", "Q1", "--kind", "report", "--to", "internal", "--output", "-")
    memo = run(*words, day=day)[1]
    assert "đã đóng, số liệu không gồm các đơn vị này: Văn phòng" in memo
    document = json.loads(run("status", "Q1", "--json", day=day)[1])
    assert document["units"][0]["closed"] == LATE
    before = run("status", "Q1", "--json", "--as-of", "2022-03-20", day=day)[1]
    assert json.loads(before)["units"][0]["report"] == "overdue"


def test_a_later_report_is_taken_in_and_stays_late(run: Run) -> None:
    run(*CLOSE, day=LATE)
    run("report", "add", "vp", "Q1", "dn=3", "moc=không", day="2022-03-30")
    told = state(run, "2022-03-30")
    assert (told["report"], told["on_time"]) == ("submitted", False)


def test_closing_is_taken_back(run: Run) -> None:
    run(*CLOSE, day=LATE)
    lift = ("report", "close", "vp", "Q1", "--lift", "--reason", "đơn vị đã tìm thấy")
    code, out, _ = run(*lift, "--json", day="2022-03-22")
    assert code == 0
    told = json.loads(out)
    assert (told["before"], told["report"]) == ("closed", "overdue")
    assert told["closing"]["kind"] == "lift"
    assert state(run, "2022-03-22")["closed"] is None
    assert "P390" in run(*lift, day="2022-03-23")[2]
    assert run(*CLOSE, day="2022-03-23")[0] == 0


def test_a_rehearsal_closes_nothing(run: Run) -> None:
    assert run(*CLOSE, "--dry-run", day=LATE)[0] == 0
    assert state(run, LATE)["report"] == "overdue"


def test_a_report_that_was_sent_back_can_be_closed(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không", day="2022-03-15")
    run("report", "return", "vp", "Q1", "dn=xem lại", day="2022-03-16")
    assert "P378" in run(*CLOSE, day="2022-03-21")[2]
    assert run(*CLOSE, day="2022-03-22")[0] == 0
    assert state(run, "2022-03-25")["report"] == "closed"


@pytest.mark.parametrize(
    ("day", "code"),
    [("2022-03-17", "P378"), (LATE, None)],
)
def test_nobody_stops_waiting_before_the_due_day(
    run: Run, day: str, code: str | None
) -> None:
    assert (code or "") in run(*CLOSE, day=day)[2]
    assert state(run, day)["closed"] == (None if code else day)


def test_what_needs_no_closing_is_refused(run: Run) -> None:
    assert run("report", "close", "vp", "Q1", day=LATE)[0] == 2
    run("report", "add", "vp", "Q1", "dn=3", "moc=không", day="2022-03-15")
    assert "P379" in run(*CLOSE, day=LATE)[2]
    run(*CLOSE[:2], "kt", *CLOSE[3:], day=LATE)
    assert "P380" in run(*CLOSE[:2], "kt", *CLOSE[3:], day=LATE)[2]
    run("unit", "exempt", "kt", "Q2", "--reason", "sáp nhập", day=LATE)
    refused = run("report", "close", "kt", "Q2", "--reason", "x", day="2022-07-01")
    assert "P345" in refused[2]


def test_an_unpublished_figure_ends_to_be_waited_for(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=unavailable", "moc=không", day="2022-03-15")
    code, out, _ = run(*CLOSE, "--json", day=LATE)
    assert code == 0
    assert json.loads(out)["cells"] == ["dn"]
