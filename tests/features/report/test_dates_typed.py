"""Dates that cannot be true are refused at every door, with the window they missed."""

import json
from pathlib import Path

import pytest

from cchc.main import main
from tests.app.terminal import session
from tests.forms import WARD, FormOffice, fill
from tests.office import Enter, Run, sa_dec
from tests.workspace import change

PLAN_FIRST, PLAN_LAST = "14/12/2020", "20/12/2023"
MILESTONE = """
indicators:
  - {id: moc, name: Bộ phận một cửa, measure: milestone, target: {by: 2022-06-30},
     lead: p1}
  - {id: mon, name: Sản phẩm, measure: register, unit: sản phẩm,
     target: {at_least: 1}, lead: p1}
"""


def promise() -> None:
    """A plan with a milestone, a register and a task of Phường 1."""
    sa_dec()
    plan = Path("plan.yaml")
    change(plan, "\nindicators:\n", MILESTONE)
    task = '\ntasks:\n  - {id: "9.9", name: Niêm yết, lead: p1, due: 2022-03-31}\n'
    change(plan, "\ntasks:\n", task)
    words = ["--decision", "45/QĐ-UBND ngày 05/3/2022", "--effective", "Q1"]
    apply = ["--today", "2022-03-05", "plan", "apply", *words, "--reason", "bổ sung"]
    assert main(apply) == 0


@pytest.fixture
def promised(run: Run, enter: Enter) -> Run:
    """A plan with a milestone, a register and a task of Phường 1."""
    enter(promise)
    return run


ODD = ("2016-09-01", "01/9/2016", "2019-12-31", "2012-03-16", "1922-03-10")
DOORS = {
    "received": ("--received", "{}", "ck-6b=2"),
    "document": ("--document", "12/BC-UBND ngày {}", "ck-6b=2"),
    "milestone": ("moc={}",),
    "item": ("mon=+Khô cá lóc; {}; QĐ 12/QĐ-UBND",),
    "task": ("9.9=done:{}",),
}
SAID = {
    "received": "Ngày nhận báo cáo",
    "document": "Ngày của văn bản",
    "milestone": "Ngày hoàn thành chỉ tiêu",
    "item": "Ngày của mục",
    "task": "Ngày hoàn thành nhiệm vụ",
}


@pytest.mark.parametrize("day", ODD)
@pytest.mark.parametrize("door", DOORS)
def test_a_day_of_another_year_on_the_command_line(
    promised: Run, door: str, day: str
) -> None:
    words = [each.format(day) for each in DOORS[door]]
    code, out, err = promised("report", "add", "p1", "Q1", *words)
    assert (code, out) == (1, "")
    assert "P346" in err
    assert SAID[door] in err
    ends = ("15/12/2021", "17/3/2022") if door == "received" else ("14/12/2020",)
    assert all(end in err for end in ends)


@pytest.mark.parametrize("door", DOORS)
def test_a_day_ahead_on_the_command_line(promised: Run, door: str) -> None:
    words = [each.format("2023-03-16") for each in DOORS[door]]
    code, _, err = promised("report", "add", "p1", "Q1", *words)
    assert (code, "P346" in err) == (1, False)
    assert "P318" in err or "P502" in err
    assert "17/3/2022" in err or door == "document"


@pytest.mark.parametrize("day", ["2022-01-20", "10/3/2022", "2022-03-17"])
@pytest.mark.parametrize("door", DOORS)
def test_a_day_that_can_be_true(promised: Run, door: str, day: str) -> None:
    words = [each.format(day) for each in DOORS[door]]
    code, _, err = promised("report", "add", "p1", "Q1", *words)
    assert code == 0, err


def test_a_product_of_the_year_before_is_taken(promised: Run) -> None:
    words = ["mon=+Khô cá lóc; 2021-12-15; QĐ 12/QĐ-UBND", "moc=2021-12-15"]
    code, _, err = promised("report", "add", "p1", "Q1", *words)
    assert (code, "P349" in err) == (0, False)


EDGE = {
    "moc": ("moc=2021-12-14", "Ngày hoàn thành chỉ tiêu", True),
    "mon": (
        "mon=+Khô cá lóc; 2021-06-30; QĐ 12/QĐ-UBND",
        "Ngày của mục trong danh mục",
        True,
    ),
    "9.9": ("9.9=done:2021-12-14", "Ngày hoàn thành nhiệm vụ", False),
}


@pytest.mark.parametrize("key", EDGE)
def test_a_day_before_the_plan_s_own_is_questioned_and_a_figure_waits(
    promised: Run, key: str
) -> None:
    typed, said, waits = EDGE[key]
    add = ("report", "add", "p1", "Q1")
    code, out, err = promised(*add, typed)
    assert code == 0
    assert f"P349 (lưu ý) {said} là" in err
    assert "15/12/2021" in err
    assert ("chờ xác nhận" in out) is waits
    shown = json.loads(promised("report", "show", "p1", "Q1", "--json")[1])
    assert (shown["waiting"] == [key]) is waits
    assert (not shown["items"] and not shown["cells"]) is waits or key == "9.9"
    code, out, err = promised(*add, "--confirm", day="2022-03-25")
    assert code == (0 if waits else 1)
    shown = promised("report", "show", "p1", "Q1", "--json", day="2022-03-25")[1]
    document = json.loads(shown)
    assert document["waiting"] == []
    assert document["received"] == "2022-03-17"
    found = {row["indicator"] for row in (*document["items"], *document["cells"])}
    assert (key in found) is waits


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("n", 1)])
@pytest.mark.parametrize("key", EDGE)
def test_at_a_terminal_an_odd_day_is_asked_about(
    promised: Run, office: Path, key: str, answer: str, code: int
) -> None:
    words = ("report", "add", "p1", "Q1", EDGE[key][0], "--today", "2022-03-17")
    found, screen = session(words, (("?", answer),), office)
    assert (found, "P349" in screen) == (code, True)
    shown = json.loads(promised("report", "show", "p1", "Q1", "--json")[1])
    assert (shown["received"] is not None) is (code == 0)


@pytest.mark.parametrize(
    "words",
    [
        "unit extend p1 Q1 --until 2023-07-03 --reason bận",
        "task extend 9.9 --until 2023-07-03 --reason bận",
        "obstacle assign 1 nv --due 2023-07-03",
    ],
)
def test_a_deadline_moved_out_of_the_plan_is_questioned(
    promised: Run, office: Path, words: str
) -> None:
    promised("obstacle", "add", "p1", "Thiếu máy")
    line = words.split()
    code, screen = session((*line, "--today", "2022-03-17"), (("?", "n"),), office)
    assert (code, "P349" in screen) == (1, True), screen
    code, _, err = promised(*line)
    assert (code, "P349" in err) == (0, True)


@pytest.mark.parametrize(
    "keys",
    [
        "received: {}",
        "document: {{number: 12/BC-UBND, date: {}}}",
        "values: {{moc: {}}}",
        "items: {{mon: [{{name: Khô cá lóc, date: {}}}]}}",
        'tasks: {{"9.9": {{state: done, done: {}}}}}',
    ],
)
def test_a_day_of_another_year_in_a_report_file(
    promised: Run, office: Path, keys: str
) -> None:
    more = "" if keys.startswith("values") else "values: {ck-6b: 2}\n"
    text = f"unit: p1\nperiod: 2022-Q1\n{more}{keys.format('2016-09-01')}\n"
    (office / "bao-cao.yaml").write_text(text, "utf-8")
    code, _, err = promised("report", "add", "--from", "bao-cao.yaml")
    assert (code, "P346" in err, "01/9/2016" in err) == (1, True, True)
    assert "bao-cao.yaml:" in err


def test_a_day_of_another_year_in_a_form(promised: Run, office: Path) -> None:
    app = FormOffice(office)
    dated = {"d:date": {"text": "15/3/2012"}}
    assert [c for c, _ in app.codes(fill(app.form("p1"), {**WARD, **dated}))] == [
        "P346"
    ]
    done = {"t:9.9": {"state": "đã hoàn thành", "done": "2016-03-01"}}
    assert [c for c, _ in app.codes(fill(app.form("p1"), {**WARD, **done}))] != []
    form = fill(app.form("p1"), WARD)
    code, _, err = app.run("report", "import", str(form), "--received", "2016-03-16")
    assert (code, "P346" in err) == (1, True)
    assert promised("report", "show", "p1", "Q1")[0] == 0


def test_a_report_that_came_before_its_period_is_never_on_time(run: Run) -> None:
    words = ["report", "add", "p1", "Q3", "ck-6b=2", "--received"]
    for day in ("2016-09-01", "2022-06-14"):
        code, _, err = run(*words, day, day="2022-09-16")
        assert (code, "P346" in err) == (1, True)
    code, _, _ = run(*words, "2022-06-15", day="2022-09-16")
    assert code == 0
    _, out, _ = run("report", "list", "Q3", "--json", day="2022-09-16")
    sent = [each for each in json.loads(out)["reports"] if each["unit"] == "p1"]
    assert len(sent) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("unit extend p1 Q1 --until 2202-03-25 --reason bận", "P346 Hạn nộp mới"),
        ("unit extend p1 Q1 --until 2032-03-25 --reason bận", PLAN_LAST),
        ("sign paper --unit p1 --date 2012-03-03", "P346 Ngày ký"),
        ("sign add p1 commitment --date 2012-03-03", "P384"),
        ("export Q1 --document 12/BC-UBND|ngày|10/3/2012 --output -", PLAN_FIRST),
        ("export Q1 --kind brief --document 1/BC|ngày|10/3/2042 --output -", "P346"),
        ("export Q1 --unit p1 --document 1/BC|ngày|10/3/2042 --output -", "P346"),
        ("export Q1 --issue --document 1/BC-UBND|ngày|18/3/2202", "P346"),
    ],
)
def test_a_day_of_another_year_at_the_other_verbs(
    run: Run, words: str, told: str
) -> None:
    line = [each.replace("|", " ") for each in words.split()]
    code, out, err = run(*line)
    assert (code, out) == (1, "")
    assert told in err
    assert run("export", "Q1", "--issued", "1", "--output", "-")[0] != 0


def test_a_decision_of_another_year(run: Run, office: Path) -> None:
    change(office / "plan.yaml", "nghiệp thành lập mới", "nghiệp mới lập")
    words = ["--decision", "45/QĐ-UBND ngày 01/3/2012", "--effective", "Q1"]
    code, _, err = run("plan", "apply", *words, "--reason", "sửa tên")
    assert code == 1
    assert "P346 Ngày của quyết định không thể là 01/3/2012" in err


def test_a_day_for_an_answer_in_another_year(run: Run) -> None:
    code, _, err = run("obstacle", "add", "p1", "Thiếu máy")
    assert code == 0, err
    code, _, err = run("obstacle", "assign", "1", "nv", "--due", "2202-03-30")
    assert (code, "P346 Hạn trả lời" in err) == (1, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due: 2022-03-03", "due: 2202-03-03"),
        ("settles: 2023-01-31", "settles: 2032-01-31"),
        ("\ndocument: {number: null, date: null}", "\ndocument: {date: 2012-03-01}"),
    ],
)
def test_a_day_of_another_year_in_the_plan(
    run: Run, office: Path, old: str, new: str
) -> None:
    change(office / "plan.yaml", old, new)
    code, _, err = run("plan", "check")
    assert code == 1
    assert "P226" in err
    assert f"từ {PLAN_FIRST} đến {PLAN_LAST}" in err
