"""`cchc obstacle` as an officer uses it, from the report to the result."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from cchc.app import comparisons
from cchc.core.facts.report import Facts
from cchc.features.papers.actions import export
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, open_ledger
from tests.office import Run

REPORT = """unit: p3
period: 2022-Q1
received: 2022-03-17
values: {ck-6b: 1}
obstacles:
  - {text: Hộ kinh doanh ngại chuyển đổi, about: ck-6b, proposal: Tư vấn, to: tckh}
"""


@pytest.fixture
def raised(run: Run, office: Path) -> Run:
    (office / "p3.yaml").write_text(REPORT, "utf-8")
    assert run("report", "add", "--from", "p3.yaml")[0] == 0
    return run


def counts(run: Run, day: str) -> dict[str, int]:
    _, out, _ = run("status", "Q1", "--json", day=day)
    found: dict[str, int] = json.loads(out)["obstacles"]
    return found


def memo(run: Run, period: str, day: str) -> str:
    to = ("--to", "internal")  # what nobody has answered stays inside
    code, out, err = run("export", period, *to, "--output", "-", day=day)
    assert code == 0, err
    return out


def test_a_difficulty_goes_from_the_report_to_its_result_through_three_memos(
    raised: Run,
) -> None:
    words = "Hộ kinh doanh ngại chuyển đổi"
    assert counts(raised, "2022-03-18") == {"open": 1, "unanswered": 1}
    first = memo(raised, "Q1", "2022-03-18")
    told = first.index("chưa được trả lời, lâu nhất")
    assert told < first.index("### 1. Kết quả nổi bật")
    assert "chưa giao giải quyết; nêu cách đây 01 ngày làm việc |" in first

    given = ("obstacle", "assign", "1", "tckh", "--due", "2022-03-25")
    assert raised(*given, "--instruction", "Tham mưu ngay", day="2022-03-21")[0] == 0
    late = memo(raised, "Q1", "2022-03-30")
    assert (
        "| Phòng Tài chính - Kế hoạch | 25/3/2022 | – | quá hạn trả lời 03 ngày" in late
    )

    said = ("obstacle", "answer", "1", "Đã mở lớp", "--document", "15/UBND-NV")
    assert raised(*said, day="2022-04-01")[0] == 0
    assert counts(raised, "2022-04-01") == {"open": 1, "unanswered": 0}
    second = memo(raised, "Q2", "2022-06-20")
    assert words in second
    assert "Đã mở lớp (văn bản 15/UBND-NV)" in second
    assert "chưa được trả lời" not in second

    code, out, _ = raised("obstacle", "close", "1", "Đã tư vấn 5 hộ", day="2022-07-01")
    assert code == 0
    assert "lúc nêu" in out
    assert "Quý I/2022, ngày 17/3/2022" in out
    assert counts(raised, "2022-07-01") == {"open": 0, "unanswered": 0}
    third = memo(raised, "Q3", "2022-09-20")
    assert "đã giải quyết ngày 01/7/2022: Đã tư vấn 5 hộ; " in third
    assert words not in memo(raised, "Q4", "2022-12-20")


def test_what_an_officer_saw_is_raised_without_a_report(run: Run) -> None:
    add = ("obstacle", "add", "phuong 1", "Chậm niêm yết", "--kind", "tồn tại")
    code, out, _ = run(*add, "--about", "ck-6b", "--by", "Lan")
    assert (code, "số 1. Phường 1: Chậm niêm yết" in out) == (0, True)
    _, out, _ = run("obstacle", "list", "--json")
    (one,) = json.loads(out)["obstacles"]
    assert (one["kind"], one["by_officer"], one["about"]) == (
        "shortcoming",
        True,
        "ck-6b",
    )
    _, listed, _ = run("report", "list", "Q1", "--json")
    assert all(each["filled"] == 0 for each in json.loads(listed)["reports"])
    assert run(*add)[0] == 1  # still open under its number


def test_a_rehearsal_writes_nothing(raised: Run) -> None:
    add = ("obstacle", "add", "p1", "Thiếu máy", "--dry-run")
    assert raised(*add)[0] == 0
    assert raised("obstacle", "close", "1", "xong", "--dry-run")[0] == 0
    assert counts(raised, "2022-03-18") == {"open": 1, "unanswered": 1}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (("assign", "9", "p1"), "P391"),
        (("assign", "1", "nobody"), "P507"),
        (("assign", "1", "p1", "--due", "2022-03-01"), "P396"),
        (("add", "p1", "x", "--kind", "y"), "P395"),
        (("add", "p1", "x", "--about", "ck-99"), "P334"),
    ],
)
def test_what_cannot_be_is_refused(
    raised: Run, words: tuple[str, ...], fault: str
) -> None:
    code, out, err = raised("obstacle", *words)
    assert (code, out, fault in err) == (1, "", True)


def test_what_is_closed_is_raised_anew_and_never_opened_again(raised: Run) -> None:
    assert raised("obstacle", "close", "1", "xong")[0] == 0
    for words in (("assign", "1", "p1"), ("answer", "1", "x"), ("close", "1", "x")):
        code, _, err = raised("obstacle", *words)
        assert (code, "P392" in err) == (1, True)
    assert raised("obstacle", "add", "p3", "Hộ kinh doanh ngại chuyển đổi")[0] == 0
    assert counts(raised, "2022-03-18") == {"open": 1, "unanswered": 1}


def test_an_undone_report_leaves_its_obstacle_to_be_seen_and_closed(
    raised: Run,
) -> None:
    raised("report", "withdraw", "p3", "Q1", "--reason", "nhầm", day="2022-03-18")
    assert counts(raised, "2022-03-18") == {"open": 0, "unanswered": 0}
    assert "đơn vị đã rút báo cáo ngày 18/3/2022" in memo(raised, "Q1", "2022-03-18")
    _, _, err = raised("obstacle", "assign", "1", "p1", day="2022-03-18")
    assert "P393" in err
    assert raised("obstacle", "close", "1", "nêu nhầm", day="2022-03-18")[0] == 0


def test_why_tells_each_step_by_the_number(raised: Run) -> None:
    raised("obstacle", "assign", "1", "tckh", "--by", "Lan")
    _, out, _ = raised("why", "obstacles.1")
    assert "Phường 3 nêu trong báo cáo, ngày 17/3/2022" in out
    assert "Giao Phòng Tài chính - Kế hoạch, ngày 17/3/2022" in out
    _, out, _ = raised("why", "obstacles.open")
    assert "obstacles.1 Hộ kinh doanh ngại chuyển đổi" in out


def test_an_earlier_day_is_shown_as_it_was(raised: Run) -> None:
    raised("obstacle", "close", "1", "xong", day="2022-04-01")
    _, out, _ = raised(
        "obstacle", "list", "--as-of", "2022-03-31", "--json", day="2022-04-02"
    )
    (one,) = json.loads(out)["obstacles"]
    assert (one["state"], one["closed"]) == ("raised", None)


def test_the_memo_tells_the_verdict_before_and_after_the_closing(run: Run) -> None:
    def collected(total: str, period: str, day: str) -> None:
        assert run("report", "add", "tckh", period, f"ck-2={total}", day=day)[0] == 0

    collected("10000", "Q1", "2022-03-15")
    run("obstacle", "add", "tckh", "Nợ đọng thuế", "--about", "ck-2", day="2022-03-16")
    run("obstacle", "close", "1", "Đã thu hồi nợ", day="2022-06-13")
    collected("500000", "Q2", "2022-06-15")
    text = memo(run, "Q2", "2022-06-20")
    pair = "chỉ tiêu liên quan: lúc nêu chậm tiến độ, nay đúng tiến độ |"
    assert f"Đã thu hồi nợ; {pair}" in text
    settled = text.index("Đã giải quyết khó khăn, vướng mắc của các đơn vị:")
    assert settled < text.index("### 1. Kết quả nổi")
    assert "lúc nêu chậm tiến độ (Quý I/2022, ngày 16/3/2022), nay đúng tiến độ" in text


def test_a_memo_reads_what_was_known_on_a_day_once_and_a_status_never(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, words in enumerate(("Nợ đọng thuế", "Thiếu người thu"), start=1):
        run("obstacle", "add", "tckh", words, "--about", "ck-2", day="2022-03-16")
        run("obstacle", "close", str(number), "Đã xong", day="2022-06-13")
    days: list[date] = []
    ledgers: list[Ledger] = []

    def known(ledger: Ledger, plan: str, day: date) -> Facts:
        days.append(day)
        ledgers.append(ledger)
        return facts(ledger, plan, day)

    @contextmanager
    def counted(path: Path) -> Iterator[Ledger]:
        with open_ledger(path) as ledger:
            ledgers.append(ledger)
            yield ledger

    monkeypatch.setattr(comparisons, "facts", known)
    monkeypatch.setattr(export, "open_ledger", counted)
    text = memo(run, "Q2", "2022-06-20")
    assert text.count("chỉ tiêu liên quan: lúc nêu") == 2
    assert days == [date(2022, 3, 16)]
    assert len(ledgers) == 2
    assert ledgers[0] is ledgers[1]
    days.clear()
    assert run("status", "Q2", day="2022-06-20")[0] == 0
    assert days == []


@pytest.mark.parametrize("columns", ["40", "80"])
def test_a_list_without_room_for_a_table_is_told_in_lines(
    raised: Run, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    raised("obstacle", "add", "p1", "Thiếu máy", "--about", "ck-1a")
    raised("obstacle", "close", "2", "Đã cấp máy; " * 30)
    _, out, _ = raised("obstacle", "list", "--all", "--full")
    assert max(map(len, out.splitlines())) <= int(columns)
    told = " ".join(out.split())
    assert "! số 1 · Phường 3, 17/3/2022: Hộ kinh doanh ngại chuyển đổi" in told
    assert "✓ số 2 · Phường 1, 17/3/2022: Thiếu máy [đã giải quyết" in told
