"""`cchc task extend`, `drop` and `list`: what was decided of a task."""

import json
from pathlib import Path

import pytest

from cchc.main import main
from tests.features.forms.ward import Run, run
from tests.office import Enter

__all__ = ["office", "run"]

PLAN = """\
cchc: 1
id: phuong-2022
title: Kế hoạch cải cách hành chính năm 2022
year: 2022
authority: {name: Ủy ban nhân dân phường}
units:
  - {id: vp, name: Văn phòng, kind: phong}
  - {id: kt, name: Phòng Kinh tế, kind: phong}
areas: [{id: tt, name: Tuyên truyền}]
tasks:
  - {id: "1.1", area: tt, name: Kế hoạch tuyên truyền, lead: vp, due: 2022-02-28}
  - {id: "1.2", name: Rà soát văn bản, lead: kt, with: [vp], due: 2022-05-31,
     extensions: 2}
  - {id: "1.3", name: Chuyên mục, lead: vp, standing: true}
  - {id: "1.4", name: Tập huấn, each: phong, due: 2022-03-10}
"""
DAY = "2022-03-16"
PAPER = "15/TB-UBND ngày 14/3/2022"
EXTEND = ("task", "extend", "1.1", "--until", "2022-04-29", "--reason", "chờ kinh phí")


def apply_plan() -> None:
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    assert main(["--quiet", "--today", "2022-01-04", "plan", "apply"]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(apply_plan)


def task(run: Run, key: str = "1.1", day: str = DAY, *more: str) -> dict[str, object]:
    told = json.loads(run("task", "list", "Q1", "--json", *more, day=day)[1])
    found: dict[str, object] = next(row for row in told["tasks"] if row["id"] == key)
    return found


def flat(told: tuple[int, str, str]) -> str:
    return " ".join(told[1].split())


def test_a_task_is_given_more_time_once_with_what_it_rests_on(run: Run) -> None:
    assert task(run)["status"] == "overdue"
    code, out, _ = run(*EXTEND, "--document", PAPER, "--by", "Lan")
    assert code == 0
    assert "quá hạn chưa hoàn thành → được gia hạn" in out
    assert "Thời hạn: 28/02/2022 → 29/4/2022" in out
    assert "Căn cứ: Thông báo số 15/TB-UBND ngày 14/3/2022" in out
    now = task(run)
    assert (now["status"], now["due"]) == ("extended", "2022-04-29")
    assert now["extended_from"] == "2022-02-28"
    again = ("task", "extend", "1.1", "--until", "2022-05-29", "--reason", "tiếp")
    code, _, err = run(*again)
    assert code == 1
    assert "P362" in err


def test_a_decision_on_a_task_is_told_in_every_door(run: Run) -> None:
    run(*EXTEND, "--document", PAPER, "--by", "Lan")
    drop = ("task", "drop", "1.2", "--reason", "tỉnh dừng đề án")
    assert "Căn cứ: chưa ghi" in run(*drop)[1]
    words = "gia hạn từ 28/02/2022: chờ kinh phí; theo Thông báo số 15/TB-UBND"
    assert words in flat(run("task", "list", "Q1"))
    status = flat(run("status", "Q1", "--full")) or flat(run("status", "Q1"))
    assert words in status
    assert "thôi thực hiện: tỉnh dừng đề án" in status
    memo = run("export", "Q1", "--kind", "report", "--output", "-")[1]
    assert words in memo
    why = flat(run("why", "1.1", "Q1"))
    assert "Gia hạn từ 28/02/2022 đến 29/4/2022, ghi ngày 16/3/2022 (Lan)" in why
    log = flat(run("log"))
    assert "Lan gia hạn nhiệm vụ 1.1 29/4/2022 chờ kinh phí" in log
    assert "thôi thực hiện nhiệm vụ 1.2" in log
    err = run("remind", "Q1")[2]
    assert "Nhiệm vụ được gia hạn (01): 1.1 Kế hoạch tuyên truyền" in err
    board = json.loads(run("remind", "Q1", "--json")[1])
    assert [(row["id"], row["status"]) for row in board["tasks"]] == [
        ("1.4", "overdue"),
        ("1.1", "extended"),
    ]
    told = json.loads(run("status", "Q1", "--json")[1])
    (decision,) = told["tasks"][0]["decisions"]
    assert decision["document"] == {"number": "15/TB-UBND", "date": "2022-03-14"}
    assert told["counts"]["tasks"]["dropped"] == 1


def test_a_decision_is_as_old_as_its_day(run: Run) -> None:
    run(*EXTEND)
    before = task(run, "1.1", "2022-04-01", "--as-of", "2022-03-15")
    assert (before["status"], before["decisions"]) == ("overdue", [])


def test_the_later_day_judges_the_task(run: Run) -> None:
    run(*EXTEND)
    run("report", "add", "vp", "Q1", "1.1=done:2022-03-10", day="2022-03-17")
    assert task(run, day="2022-03-17")["status"] == "done_on_time"
    late = json.loads(run("task", "list", "Q2", "--json", day="2022-05-05")[1])
    assert late["tasks"][0]["id"] == "1.4"


def test_the_last_decision_is_taken_back(run: Run) -> None:
    later = ("task", "extend", "1.2", "--reason", "x", "--until")
    run(*later, "2022-06-30")
    run(*later, "2022-07-31")
    assert "P362" in run(*later, "2022-08-31")[2]
    lift = ("task", "extend", "1.2", "--lift", "--reason", "xong sớm")
    assert run(*lift)[0] == 0
    assert task(run, "1.2")["due"] == "2022-06-30"
    run("task", "drop", "1.2", "--reason", "dừng")
    assert task(run, "1.2")["status"] == "dropped"
    run("task", "drop", "1.2", "--lift", "--reason", "làm tiếp")
    assert (task(run, "1.2")["status"], task(run, "1.2")["due"]) == (
        "extended",
        "2022-06-30",
    )
    run(*lift)
    assert "P365" in run(*lift)[2]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("extend", "9.9", "--until", "2022-04-29"), "P361"),
        (("extend", "1.3", "--until", "2022-04-29"), "P363"),
        (("extend", "1.1", "--until", "2022-02-28"), "P366"),
        (("extend", "1.1", "--until", "2032-02-28"), "P346"),
        (("extend", "1.1", "--until", "2022-04-29", "--document", "1 ngày x"), "P532"),
        (("drop", "1.1", "--lift"), "P365"),
    ],
)
def test_what_cannot_be_decided_is_refused(
    run: Run, words: tuple[str, ...], code: str
) -> None:
    exit_code, _, err = run("task", *words, "--reason", "x")
    assert exit_code in {1, 2}
    assert code in err
    assert task(run)["decisions"] == []


def test_a_task_that_is_over_is_left_alone(run: Run) -> None:
    run("report", "add", "vp", "Q1", "1.1=done:2022-02-20")
    for words in (EXTEND, ("task", "drop", "1.1", "--reason", "x")):
        assert "P364" in run(*words)[2]


@pytest.mark.parametrize(
    "words",
    [
        ("extend", "1.1", "--reason", "x"),
        ("extend", "1.1", "--reason", "x", "--lift", "--until", "2022-04-29"),
        ("extend", "1.1", "--until", "2022-04-29"),
    ],
)
def test_a_slip_on_the_command_line_writes_nothing(
    run: Run, words: tuple[str, ...]
) -> None:
    assert run("task", *words)[0] in {1, 2}
    assert task(run)["decisions"] == []


def test_a_rehearsal_decides_nothing(run: Run) -> None:
    code, out, _ = run(*EXTEND, "--dry-run", "--json")
    assert code == 0
    assert json.loads(out)["after"]["status"] == "extended"
    assert task(run)["status"] == "overdue"


def test_tasks_are_listed_by_unit_area_and_what_is_open(run: Run, office: Path) -> None:
    def ids(*words: str) -> list[str]:
        told = json.loads(run("task", "list", "Q1", "--json", *words)[1])
        return [row["id"] for row in told["tasks"]]

    assert ids() == ["1.1", "1.4", "1.2", "1.3"]
    assert ids("--unit", "kt") == ["1.4", "1.2"]
    assert ids("--area", "tt") == ["1.1"]
    run("task", "drop", "1.2", "--reason", "dừng")
    assert ids("--open", "--unit", "Phòng Kinh tế") == ["1.4"]
    assert "P507" in run("task", "list", "--unit", "zz")[2]
    nothing = run("task", "list", "--area", "tt", "--unit", "kt")
    assert nothing[1] == ""
    assert "Không có nhiệm vụ" in nothing[2]
    for form in ("csv", "md", "tsv", "xlsx", "html"):
        assert run("task", "list", "Q1", "--output", f"nv.{form}")[0] == 0
        assert (office / f"nv.{form}").stat().st_size
    assert "1.1;Kế hoạch tuyên truyền;" in (office / "nv.csv").read_text("utf-8-sig")


def test_a_plan_names_the_quarter_or_month_of_a_task(run: Run, office: Path) -> None:
    """Its last day in the calendar, never a report's cut-off; printed as written."""
    plan = PLAN.replace("due: 2022-02-28", "due: Quý I").replace(
        "standing: true", "due: thường xuyên"
    )
    (office / "plan.yaml").write_text(
        plan.replace("due: 2022-03-10", "due: tháng 2"), encoding="utf-8"
    )
    more = ("--decision", "1/QĐ ngày 05/01/2022", "--reason", "sửa hạn")
    amended = ("plan", "apply", *more, "--effective", "Q1")
    assert run(*amended, day="2022-01-06")[0] == 0
    assert task(run)["due"] == "2022-03-31"
    assert task(run)["status"] == "not_started"
    assert task(run, "1.3")["status"] == "recurring"
    assert task(run, "1.4")["due"] == "2022-02-28"
    listed = flat(run("task", "list", "Q1", "--format", "md"))
    assert "Quý I/2022" in listed
    assert "tháng 2/2022" in listed
    assert "Quarter I of 2022" in flat(run("--lang", "en", "task", "list", "Q1"))
    shown = run("plan", "show")[1]
    assert "Kế hoạch tuyên truyền (Văn phòng; Quý I/2022)" in shown
    run("task", "extend", "1.1", "--until", "2022-04-15", "--reason", "chờ")
    assert "15/4/2022" in flat(run("task", "list", "Q1", "--format", "md"))


KEPT = """\
cchc: 1
id: phuong-2022
title: Kế hoạch
year: 2022
authority: {name: Ủy ban nhân dân phường}
units: [{id: vp, name: Văn phòng}]
commitments: [{id: ck-1, name: Hoàn thành đề án chợ}]
tasks:
  - {id: "1.1", name: Lập đề án, lead: vp, due: 2022-02-28, supports: ck-1}
  - {id: "1.2", name: Trình duyệt, lead: vp, due: Quý III, supports: ck-1}
  - {id: "1.3", name: Giao ban, lead: vp, standing: true, supports: ck-1}
"""


def test_a_commitment_is_kept_by_its_tasks_alone(run: Run, office: Path) -> None:
    """SEMANTICS 7: the worst of its tasks; dropped and recurring ones apart."""
    (office / "cchc.db").unlink()
    plan = office / "plan.yaml"
    plan.write_text(KEPT.replace("supports: ck-1", "area: null"), encoding="utf-8")
    assert "P211" in run("plan", "check")[2]
    plan.write_text(KEPT, encoding="utf-8")
    assert run("plan", "apply", day="2022-01-04")[0] == 0

    def kept(period: str, day: str) -> tuple[object, ...]:
        told = json.loads(run("status", period, "--json", day=day)[1])
        (signed,) = told["commitments"]
        assert signed["tasks"] == ["1.1", "1.2", "1.3"]
        return signed["status"], signed["met"], signed["of"]

    assert kept("Q1", "2022-02-20") == ("on_track", 0, 2)
    assert kept("Q1", "2022-03-10") == ("behind", 0, 2)
    run("report", "add", "vp", "Q1", "1.1=done:2022-02-25", day="2022-03-15")
    assert kept("Q1", "2022-03-16") == ("on_track", 1, 2)
    assert kept("Q4", "2023-01-05") == ("failed", 1, 2)
    words = flat(run("status", "Q1", "--full", day="2022-03-16"))
    assert "đúng tiến độ, xong 1/2 nhiệm vụ" in words
    why = flat(run("why", "ck-1", "Q1", day="2022-03-16"))
    assert "xong 1/2 nhiệm vụ" in why
    memo = run("export", "Q1", "--kind", "report", "--output", "-", day="2022-03-16")
    assert "đúng tiến độ (1/2 nhiệm vụ hoàn thành)" in memo[1]
    assert "thực hiện bằng nhiệm vụ 1.1, 1.2, 1.3" in memo[1]
    run("task", "drop", "1.2", "--reason", "dừng", day="2022-03-17")
    assert kept("Q1", "2022-03-17") == ("met", 1, 1)
