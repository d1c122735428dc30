"""`cchc report accept`, `return`, `evidence`: what becomes of a report sent."""

import json
from pathlib import Path

import pytest

from tests.features.forms.ward import DAY, PLAN, Run, office, run

__all__ = ["office", "run"]


def state(run: Run, unit: str = "vp", day: str = DAY) -> dict[str, object]:
    _, listed, _ = run("report", "list", "Q1", "--json", day=day)
    found = {each["unit"]: each for each in json.loads(listed)["reports"]}
    one: dict[str, object] = found[unit]
    return one


def test_a_report_goes_from_sent_to_returned_to_accepted(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    assert state(run)["report"] == "submitted"
    code, out, _ = run(
        *("report", "return", "vp", "Q1", "dn=đếm cả hộ kinh doanh"),
        *("--reason", "số chưa khớp", "--by", "Lan"),
    )
    assert code == 0
    assert "dn  Doanh nghiệp mới: đếm cả hộ kinh doanh" in out
    assert "đã gửi, đúng hạn → bị trả lại, đúng hạn" in out
    assert state(run)["report"] == "returned"
    assert run("report", "add", "vp", "Q1", "dn=2", day="2022-03-22")[0] == 0
    assert state(run, day="2022-03-22")["report"] == "submitted"
    assert run("report", "accept", "vp", "Q1", day="2022-03-23")[0] == 0
    now = state(run, day="2022-03-23")
    assert (now["report"], now["accepted"]) == ("accepted", "2022-03-23")
    assert (now["on_time"], now["late_days"]) == (True, 0)
    _, shown, _ = run("report", "show", "vp", "Q1", day="2022-03-23")
    life = [line.strip() for line in shown.partition("Quá trình\n")[2].splitlines()]
    assert [line.partition(": ")[2].partition(",")[0] for line in life] == [
        "gửi báo cáo",
        "trả lại (số chưa khớp)",
        "đếm cả hộ kinh doanh",
        "gửi bổ sung",
        "tiếp nhận",
    ]
    assert "lần 2, 22/3/2022" in shown
    assert "theo ý kiến thẩm định" in shown


def test_a_past_day_is_as_it_was_that_day(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "accept", "vp", "Q1", day="2022-03-18")
    _, listed, _ = run("report", "list", "Q1", "--as-of", "2022-03-17", "--json")
    assert json.loads(listed)["reports"][0]["accepted"] is None


def test_figures_are_provisional_until_every_report_is_accepted(run: Run) -> None:
    def basis() -> object:
        return json.loads(run("status", "Q1", "--json", day="2022-03-22")[1])["basis"]

    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "add", "kt", "Q1", "dn=1", "sp=nil")
    run("report", "add", "kt", "Q1", "dn=1", "--document", "2/BC")
    run("report", "accept", "vp", "Q1")
    assert basis() == "provisional"
    assert run("report", "accept", "kt", "Q1")[0] == 0
    assert basis() == "complete"
    run("report", "add", "kt", "Q1", "dn=2", "--reason", "đếm lại")
    assert basis() == "provisional"


def test_a_correction_after_acceptance_is_reviewed_again(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "accept", "vp", "Q1")
    run("report", "withdraw", "vp", "Q1", "dn", "--reason", "nhầm")
    assert state(run)["report"] == "incomplete"
    run("report", "add", "vp", "Q1", "dn=4")
    assert state(run)["report"] == "submitted"


def test_what_was_taken_back_whole_is_shown_as_withdrawn(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "withdraw", "vp", "Q1", "--reason", "nhầm đơn vị")
    assert state(run)["report"] == "withdrawn"
    late = json.loads(run("status", "Q1", "--json", day="2022-03-25")[1])
    assert late["counts"]["reports"]["overdue"] == 2
    _, shown, _ = run("report", "show", "vp", "Q1")
    assert "rút cả báo cáo" in shown


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("accept", "kt"), "P372"),
        (("accept", "vp"), "P373"),
        (("return", "kt"), "P372"),
    ],
)
def test_a_review_that_makes_no_sense_is_refused(
    run: Run, words: tuple[str, str], code: str
) -> None:
    run("report", "add", "vp", "Q1", "dn=3")
    verb, unit = words
    reason = ("--reason", "xem lại") if verb == "return" else ()
    exit_code, _, err = run("report", verb, unit, "Q1", *reason)
    assert exit_code == 1
    assert code in err


def test_a_report_is_accepted_once(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "accept", "vp", "Q1")
    exit_code, _, err = run("report", "accept", "vp", "Q1")
    assert exit_code == 1
    assert "P374" in err


def report_without_review(office: Path, run: Run) -> None:
    """A ledger begun anew, with a plan that asks for no review and one report."""
    (office / "cchc.db").unlink()
    plan = PLAN.format(review="false")
    (office / "plan.yaml").write_text(plan, encoding="utf-8")
    run("plan", "apply", day="2022-01-04")
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")


def test_a_plan_without_review_accepts_nothing_but_may_return(
    office: Path, run: Run
) -> None:
    report_without_review(office, run)
    code, _, err = run("report", "accept", "vp", "Q1")
    assert code == 1
    assert "P371" in err
    assert run("report", "return", "vp", "Q1", "dn=xem lại")[0] == 0
    assert state(run)["report"] == "returned"
    assert "Tiếp nhận" not in run("report", "list", "Q1")[1]


def test_a_return_says_why(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3")
    assert run("report", "return", "vp", "Q1")[0] == 2
    assert run("report", "return", "vp", "Q1", "dn=")[0] == 2
    code, _, err = run("report", "return", "vp", "Q1", "xx=sai")
    assert code == 1
    assert "P303" in err


def test_a_rehearsed_review_writes_nothing(office: Path, run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    before = (office / "cchc.db").read_bytes()
    code, out, _ = run("report", "accept", "vp", "Q1", "--dry-run", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["before"], told["report"]) == ("submitted", "accepted")
    assert told["dry_run"] is True
    assert (office / "cchc.db").read_bytes() == before


def words_of(told: tuple[int, str, str]) -> str:
    """What a command said, on one line."""
    return " ".join(told[1].split())


def figure(run: Run, day: str) -> tuple[object, object]:
    """The figure of `dn` and its quality, as status tells them."""
    told = json.loads(run("status", "Q1", "--json", day=day)[1])["indicators"][0]
    return told["actual"], told["quality"]


@pytest.fixture
def marked(run: Run) -> Run:
    """Both units have reported; one report was sent back with a figure marked."""
    run("report", "add", "vp", "Q1", "dn=3", "moc=không")
    run("report", "add", "kt", "Q1", "dn=1", "sp=nil")
    words = ("report", "return", "vp", "Q1", "dn=đếm cả hộ kinh doanh", "1.1=thiếu")
    code, out, _ = run(*words, "--by", "Lan")
    assert code == 0
    assert "Hạn gửi lại: 21/3/2022" in out
    assert "(đang đối chiếu), lộ trình 02" in out
    return run


def test_a_figure_that_a_reviewer_marked_is_in_dispute(marked: Run) -> None:
    run = marked
    assert figure(run, DAY) == ("4", "disputed")
    told = state(run)
    assert (told["due"], told["returned"]) == ("2022-03-21", DAY)
    assert told["disputed"] == ["dn"]
    assert "cần làm rõ: Doanh nghiệp mới" in words_of(run("status", "Q1"))
    why = run("why", "dn", "Q1")[1]
    assert "3 (đang đối chiếu)" in why
    assert "Đề nghị làm rõ ngày 16/3/2022 (Lan): đếm cả hộ kinh doanh" in why
    shown = run("report", "show", "vp", "Q1")[1]
    assert "Hạn 21/3/2022 (trả lại ngày 16/3/2022)" in shown
    memo = run("export", "Q1", "--kind", "report", "--output", "-")[1]
    assert "Số liệu ghi (đang đối chiếu)" in memo


def test_the_mark_is_gone_with_the_next_figure(marked: Run) -> None:
    run = marked
    run("report", "add", "vp", "Q1", "1.1=doing", day="2022-03-17")
    assert state(run, day="2022-03-17")["report"] == "submitted"
    assert state(run, day="2022-03-17")["disputed"] == ["dn"]
    assert "Còn số liệu đang đối chiếu" in run("status", "Q1", day="2022-03-17")[1]
    assert run("report", "add", "vp", "Q1", "dn=3", day="2022-03-18")[0] == 0
    assert figure(run, "2022-03-18") == ("4", "final")
    assert state(run, day="2022-03-18")["disputed"] == []
    as_of = run("status", "Q1", "--json", "--as-of", "2022-03-17", day="2022-04-01")[1]
    assert json.loads(as_of)["indicators"][0]["quality"] == "disputed"


def test_who_accepts_takes_the_mark_away(marked: Run) -> None:
    run = marked
    code, out, _ = run("report", "accept", "vp", "Q1", "--json", day="2022-03-17")
    assert code == 0
    (effect,) = json.loads(out)["effects"]
    assert effect["indicator"] == "dn"
    assert figure(run, "2022-03-17") == ("4", "final")
    again = ("report", "return", "vp", "Q1", "moc=ngày nào")
    run(*again, day="2022-03-18")
    assert state(run, day="2022-03-18")["disputed"] == ["moc"]


def test_a_report_sent_back_is_late_again_and_reminded(marked: Run) -> None:
    run = marked
    board = json.loads(run("remind", "Q1", "--json", day="2022-03-22")[1])
    (debt,) = board["units"]
    assert (debt["unit"], debt["report"], debt["late_days"]) == ("vp", "overdue", 1)
    assert debt["returned"] == DAY
    assert [row["id"] for row in debt["disputed"]] == ["dn"]
    told = run("remind", "Q1", day="2022-03-22")
    assert "cần làm rõ: Doanh nghiệp mới" in words_of(told)
    assert "bị trả lại, quá hạn gửi lại" in run("why", "vp", "Q1", day="2022-03-22")[1]
    status = words_of(run("status", "Q1", day="2022-03-22"))
    assert "quá hạn gửi lại 1 ngày" in status
    assert "Quá hạn chưa gửi" not in status


def test_a_return_is_taken_back_by_accepting_where_nobody_reviews(
    office: Path, run: Run
) -> None:
    report_without_review(office, run)
    run("report", "return", "vp", "Q1", "dn=xem lại")
    assert run("report", "accept", "vp", "Q1")[0] == 0
    assert state(run)["returned"] is None
    assert "P371" in run("report", "accept", "vp", "Q1")[2]


def test_a_report_that_waits_for_the_office_is_told_with_its_age(run: Run) -> None:
    run("report", "add", "vp", "Q1", "dn=3", "moc=không", day="2022-03-15")
    err = run("remind", "Q1", day="2022-03-18")[2]
    assert "Báo cáo chờ cơ quan tiếp nhận (01): Văn phòng (đã 03 ngày làm việc)" in err
    told = json.loads(run("remind", "Q1", "--json", day="2022-03-18")[1])
    assert told["reviews"] == [{"unit": "vp", "since": "2022-03-15", "age": 3}]
    run("report", "accept", "vp", "Q1", day="2022-03-18")
    told = json.loads(run("remind", "Q1", "--json", day="2022-03-18")[1])
    assert told["reviews"] == []


def test_a_figure_unpublished_after_its_day_is_told_and_closing_offered(
    run: Run,
) -> None:
    run("report", "add", "vp", "Q4", "dn=unavailable", "moc=không", day="2022-12-15")
    assert "report close" not in run("remind", "Q4", day="2022-12-19")[2]
    err = " ".join(run("remind", "Q4", day="2023-01-05")[2].split())
    assert "Văn phòng: Doanh nghiệp mới vẫn chưa công bố, quá ngày chốt" in err
    assert "cchc report close vp 2022-Q4 --reason …" in err
    (row,) = json.loads(run("remind", "Q4", "--json", day="2023-01-05")[1])[
        "unpublished"
    ]
    assert (row["unit"], row["indicator"]) == ("vp", "dn")
    close = ("report", "close", "vp", "Q4", "--reason", "không chờ", "--json")
    assert json.loads(run(*close, day="2023-01-05")[1])["cells"] == ["dn"]
    told = json.loads(run("remind", "Q4", "--json", day="2023-01-05")[1])
    assert told["unpublished"] == []
