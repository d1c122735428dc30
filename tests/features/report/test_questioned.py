"""A figure of the wrong size is asked about, or waits until somebody confirms it."""

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.app.terminal import Step, session
from tests.forms import FormOffice, fill
from tests.office import Run

ADD = ("report", "add")
SLIP = (*ADD, "p1", "Q1", "ck-6b=300")  # its part of the path is 2,47
CONFIRM = (*ADD, "p1", "Q1", "--confirm")
LATER = "2022-03-25"
END = "2022-06-20"


def cells(run: Run, unit: str = "p1", period: str = "Q1") -> dict[str, str]:
    code, out, err = run("report", "show", unit, period, "--json", day=END)
    assert code == 0, err
    return {
        cell["indicator"]: cell["now"]["value"]
        for cell in json.loads(out)["cells"]
        if cell["now"]
    }


def waiting(run: Run, period: str = "Q1") -> dict[str, list[str]]:
    """What waits, by unit, as every place that an officer looks at tells it."""
    _, out, _ = run("report", "list", period, "--json", day=END)
    found = {own["unit"]: own["waiting"] for own in json.loads(out)["reports"]}
    _, out, _ = run("status", period, "--json", day=END)
    assert {own["id"]: own["waiting"] for own in json.loads(out)["units"]} == found
    found = {unit: keys for unit, keys in found.items() if keys}
    for verb in ("list", "status"):
        words = ("status",) if verb == "status" else ("report", "list")
        _, out, beside = run(*words, period, day=END)
        out += beside  # a pipe has the rows alone
        assert ("Chờ xác nhận" in out) is bool(found)
        assert all(key in out for keys in found.values() for key in keys)
    for unit, keys in found.items():
        _, out, _ = run("report", "show", unit, period, "--json", day=END)
        assert [own["indicator"] for own in json.loads(out)["questioned"]] == keys
        _, out, _ = run("report", "show", unit, period, day=END)
        assert "Chờ xác nhận" in out
    return found


def test_what_arrived_waits_on_an_earlier_day_of_a_ledger_that_went_on(
    run: Run,
) -> None:
    """A draft has no history, but the day on which it arrived."""
    assert run(*SLIP, day="2022-03-16")[0] == 0
    assert run(*ADD, "p2", "Q1", "ck-6b=2", day=END)[0] == 0
    for day, is_told in (("2022-03-15", False), ("2022-03-16", True), (END, True)):
        for words in (("report", "list", "Q1"), ("status", "Q1")):
            _, out, beside = run(*words, day=day)
            assert ("ck-6b" in out + beside) is is_told


@pytest.mark.parametrize(
    ("before", "typed", "told"),
    [
        ((), "p1 Q1 ck-6b=300", "lớn gấp 121 lần mức lộ trình"),
        ((), "tckh Q1 ck-1a=226", "chỉ bằng một phần 121 mức lộ trình"),
        (("p1 Q1 ck-6b=2",), "p1 Q2 ck-6b=400", "lớn gấp 200 lần số kỳ trước (2)"),
        (
            ("p1 Q1 ho-so.trong-han=12.000",),
            "p1 Q2 ho-so.trong-han=12",
            "phần 1.000 số kỳ trước (12.000)",
        ),
        (
            tuple(f"p{number} Q1 ho-so.trong-han=1.20{number}" for number in (2, 3, 4)),
            "p1 Q1 ho-so.trong-han=12",
            "phần 100 mức giữa của các đơn vị khác (1.203)",
        ),
        (
            tuple(f"p{number} Q1 ho-so.trong-han=1{number}" for number in (2, 3, 4)),
            "p1 Q1 ho-so.trong-han=1.350",
            "lớn gấp 103 lần mức giữa của các đơn vị khác (13)",
        ),
    ],
)
def test_nobody_there_the_figure_waits_and_counts_nowhere(
    run: Run, before: tuple[str, ...], typed: str, told: str
) -> None:
    for line in before:
        assert run(*ADD, *line.split(), day="2022-03-16")[0] == 0
    unit, period, value = typed.split()
    day = "2022-06-16" if period == "Q2" else "2022-03-16"
    code, out, err = run(*ADD, *typed.split(), day=day)
    key, _, text = value.partition("=")
    assert code == 0
    assert "P326" in err
    assert told in err
    assert f"{key}  " in out
    assert re.search(rf"{re.escape(text)} .* chờ xác nhận", out)
    assert f"report add {unit} 2022-{period} --confirm" in out
    assert key not in cells(run, unit, period)
    if period == "Q1":
        assert waiting(run) == {unit: [key]}
    assert run(*ADD, unit, period, "--confirm", day=day)[0] == 0
    assert cells(run, unit, period)[key] == text.replace(".", "")
    assert waiting(run) == {}


def test_the_rest_of_the_report_is_written_at_once(run: Run) -> None:
    code, out, _ = run(*SLIP, "hs-dung-han=412/415", "--received", "2022-03-15")
    assert code == 0
    assert "chưa có → 412/415" in out
    assert list(cells(run)) == ["hs-dung-han"]
    assert waiting(run) == {"p1": ["ck-6b"]}


def test_the_day_of_arrival_is_kept(run: Run) -> None:
    run(*SLIP, "--received", "2022-03-15", "--document", "12/BC-UBND ngày 14/3/2022")
    code, out, err = run(*CONFIRM, day=LATER)
    assert code == 0, err
    assert "P326" not in err
    assert "nhận ngày 15/3/2022; văn bản 12/BC-UBND" in out
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=END)[1])
    sent = shown["submissions"][-1]
    assert (sent["received"], sent["recorded"]) == ("2022-03-15", LATER)


def test_a_report_of_one_figure_is_a_draft_until_it_is_confirmed_and_in_time_then(
    run: Run,
) -> None:
    def state() -> tuple[str, bool | None]:
        _, out, _ = run("report", "list", "Q1", "--json", day="2022-03-18")
        own = next(r for r in json.loads(out)["reports"] if r["unit"] == "tckh")
        return own["report"], own["on_time"]

    words = ("ck-1b=30.000", "ck-2=100.000", "ck-1a=226")
    code, out, _ = run(*ADD, "tckh", "Q1", words[2], day="2022-03-16")
    assert code == 0
    assert "Chưa vào số liệu" in out
    assert state() == ("draft", None)
    run(*ADD, "tckh", "Q1", *words[:2], day="2022-03-16")
    assert state()[0] == "incomplete"
    run(*ADD, "tckh", "Q1", "--confirm", day=LATER)
    _, out, _ = run("report", "list", "Q1", "--json", day=LATER)
    own = next(r for r in json.loads(out)["reports"] if r["unit"] == "tckh")
    assert "ck-1a" not in own["missing"]
    assert own["received"] == "2022-03-16"


def test_a_correction_that_waits_leaves_the_figure_that_counts(run: Run) -> None:
    run(*ADD, "p1", "Q1", "ck-6b=2")
    code, _, _ = run(*SLIP, "--reason", "gõ nhầm")
    assert code == 0
    assert cells(run) == {"ck-6b": "2"}
    assert waiting(run) == {"p1": ["ck-6b"]}
    code, out, err = run(*CONFIRM, day=LATER)
    assert code == 0, err
    assert "2 doanh nghiệp → 300 doanh nghiệp" in out


def test_the_right_figure_takes_the_place_of_the_one_that_waits(run: Run) -> None:
    run(*SLIP)
    assert run(*ADD, "p1", "Q1", "ck-6b=3")[0] == 0
    assert cells(run) == {"ck-6b": "3"}
    assert waiting(run) == {}
    code, _, err = run(*CONFIRM)
    assert (code, "P348" in err) == (1, True)


def test_typed_again_with_confirm_it_counts_with_its_first_day(run: Run) -> None:
    run(*SLIP, "ho-so.trong-han=1", day="2022-03-16")
    code, _, err = run(*SLIP, "--confirm", day=LATER)
    assert code == 0
    assert "P326" not in err
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=LATER)[1])
    assert shown["submissions"][-1]["received"] == "2022-03-16"
    assert cells(run)["ck-6b"] == "300"


def test_what_is_not_typed_again_goes_on_waiting(run: Run) -> None:
    run(*ADD, "tckh", "Q1", "ck-1a=226", "ck-1b=12")
    assert waiting(run) == {"tckh": ["ck-1a", "ck-1b"]}
    assert run(*ADD, "tckh", "Q1", "ck-1b=12", "--confirm")[0] == 0
    assert waiting(run) == {"tckh": ["ck-1a"]}
    assert run(*ADD, "tckh", "Q1", "ck-2=100.000")[0] == 0
    assert waiting(run) == {"tckh": ["ck-1a"]}
    assert cells(run, "tckh") == {"ck-1b": "12", "ck-2": "100000"}


def test_it_can_be_taken_back(run: Run) -> None:
    run(*SLIP, "ho-so.trong-han=1.000")
    words = ("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "gõ nhầm")
    code, out, err = run(*words)
    assert code == 0, err
    assert "“300”" in out
    assert waiting(run) == {}
    assert cells(run) == {"ho-so.trong-han": "1000"}
    code, _, err = run(*words)
    assert (code, "P332" in err) == (1, True)
    run(*SLIP)
    assert run("report", "withdraw", "p1", "Q1", "--reason", "gửi nhầm")[0] == 0
    assert (waiting(run), cells(run)) == ({}, {})


def test_confirmed_at_once_nothing_waits(run: Run) -> None:
    code, out, err = run(*SLIP, "--confirm")
    assert (code, "P326" in err) == (0, False)
    assert "chưa có → 300 doanh nghiệp" in out
    assert waiting(run) == {}


def test_a_rehearsal_keeps_nothing(run: Run) -> None:
    code, out, _ = run(*SLIP, "--dry-run")
    assert code == 0
    assert "chờ xác nhận" in out
    assert waiting(run) == {}


def test_notes_and_proofs_wait_with_their_figure(run: Run, office: Path) -> None:
    (office / "qd.pdf").write_bytes(b"qd")
    proof = ("--note", "ck-6b=tăng đột biến", "--evidence", "ck-6b=qd.pdf")
    assert run(*SLIP, *proof, "ho-so.trong-han=1.000")[0] == 0
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=END)[1])
    assert shown["evidence"] == []
    assert run(*CONFIRM)[0] == 0
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=END)[1])
    notes = {own["indicator"]: own["now"]["note"] for own in shown["cells"]}
    assert notes["ck-6b"] == "tăng đột biến"
    assert [own["about"] for own in shown["evidence"]] == ["ck-6b"]


def test_json_and_the_ledger_tell_what_waits(run: Run, office: Path) -> None:
    _, out, _ = run(*SLIP, "--json")
    document = json.loads(out)
    wanted = {"indicator": "ck-6b", "typed": "300", "received": "2022-03-17"}
    assert document["waiting"] == [wanted]
    assert (document["entry"], document["changes"]) == (None, [])
    with sqlite3.connect(office / "cchc.db") as book:
        (text,) = book.execute("SELECT text FROM draft").fetchone()
    assert json.loads(text)["waiting"]["values"] == {"ck-6b": "300"}


def test_in_english(run: Run) -> None:
    code, out, err = run("--lang", "en", *SLIP)
    assert code == 0
    assert "121 times what the trajectory asks" in err
    assert "waiting to be confirmed" in out
    assert "waiting to be confirmed" in run("--lang", "en", "status", "Q1")[1].lower()


REPORT = "unit: p1\nperiod: 2022-Q1\nvalues: {ck-6b: 300, ho-so.trong-han: 1000}\n"


@pytest.mark.parametrize("steps", [(), (("", ""),)])
def test_a_file_is_never_asked_about(
    run: Run, office: Path, steps: tuple[Step, ...]
) -> None:
    """Not even at a terminal."""
    (office / "bao-cao.yaml").write_text(REPORT, "utf-8")
    words = (*ADD, "--from", "bao-cao.yaml", "--today", "2022-03-16")
    code = session(words, (), office)[0] if steps else run(*words)[0]
    assert code == 0
    assert waiting(run) == {"p1": ["ck-6b"]}
    assert run(*words, "--confirm")[0] == 0
    assert cells(run) == {"ck-6b": "300", "ho-so.trong-han": "1000"}


@pytest.mark.parametrize(("answer", "code"), [("y", 0), ("c", 0), ("n", 1), ("", 1)])
def test_at_a_terminal_it_is_asked(
    run: Run, office: Path, answer: str, code: int
) -> None:
    words = (*SLIP, "--today", "2022-03-16")
    found, screen = session(words, (("?", answer),), office)
    assert found == code, screen
    assert "P326" in screen
    assert waiting(run) == {}
    assert cells(run) == ({"ck-6b": "300"} if code == 0 else {})


def test_told_not_to_ask_a_terminal_is_a_batch(run: Run, office: Path) -> None:
    code, screen = session((*SLIP, "--no-input", "--today", "2022-03-16"), (), office)
    assert code == 0, screen
    assert waiting(run) == {"p1": ["ck-6b"]}


@pytest.fixture
def forms(office: Path) -> FormOffice:
    return FormOffice(office)


def test_a_form_with_a_slip_is_taken_in_and_the_slip_waits(
    run: Run, forms: FormOffice
) -> None:
    answers = {"v:ck-6b": {"value": 300}, "b:ho-so": {"trong-han": 1000}}
    form = fill(forms.form("p1"), answers)
    code, _, err = forms.take(form)
    assert code == 0
    assert "P326" in err
    assert cells(run) == {"ho-so.trong-han": "1000"}
    assert waiting(run) == {"p1": ["ck-6b"]}
    code, out, _ = forms.run("report", "import", str(form), "--json", day=LATER)
    assert json.loads(out)["files"][0]["outcome"] == "unchanged"
    words = ("report", "import", str(form), "--confirm", "--json")
    code, out, err = forms.run(*words, day=LATER)
    assert code == 0, err
    assert json.loads(out)["files"][0]["outcome"] == "accepted"
    assert cells(run) == {"ck-6b": "300", "ho-so.trong-han": "1000"}
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=LATER)[1])
    assert {own["received"] for own in shown["submissions"]} == {"2022-03-17"}
    code, out, _ = forms.run(*words, day=LATER)
    assert json.loads(out)["files"][0]["outcome"] == "unchanged"


@pytest.mark.parametrize("confirm", [(), ("--confirm",)])
def test_many_forms_tell_by_name_what_waits(
    run: Run, forms: FormOffice, confirm: tuple[str, ...]
) -> None:
    for unit, value in (("p1", 300), ("p2", 3), ("p3", 900)):
        fill(forms.form(unit), {"v:ck-6b": {"value": value}})
    words = ("report", "import", str(forms.forms), "--json", *confirm)
    code, out, _ = forms.run(*words)
    assert code == 0
    files = {own["unit"]: own["waiting"] for own in json.loads(out)["files"]}
    held = [] if confirm else ["ck-6b"]
    assert files == {"p1": held, "p2": [], "p3": held}
    assert waiting(run) == ({} if confirm else {"p1": held, "p3": held})
    if not confirm:
        _, out, _ = forms.run(*words[:-1], "--dry-run")
        assert re.search(r"chờ xác nhận: +│.*\n.*ck-6b", out)
        assert forms.run(*words, "--confirm")[0] == 0
        assert waiting(run) == {}
        assert cells(run, "p3") == {"ck-6b": "900"}


def test_a_folder_that_is_collected_waits_and_is_confirmed_at_that_door(
    run: Run, forms: FormOffice
) -> None:
    for unit, value in (("p1", 300), ("p2", 3)):
        fill(forms.form(unit), {"v:ck-6b": {"value": value}})
    packet = "{unit: p3, period: 2022-Q1, values: {ck-6b: 900}}"
    (forms.forms / "p3.yaml").write_text(packet, "utf-8")
    words = ("report", "collect", str(forms.forms))
    code, out, _ = forms.run(*words)
    assert code == 1, out  # something is open
    assert waiting(run) == {"p1": ["ck-6b"], "p3": ["ck-6b"]}
    assert forms.run(*words, day=LATER)[0] == 1
    assert waiting(run) == {"p1": ["ck-6b"], "p3": ["ck-6b"]}
    assert forms.run(*words, "--confirm", day=LATER)[0] == 0
    assert waiting(run) == {}
    assert [cells(run, unit)["ck-6b"] for unit in ("p1", "p2", "p3")] == [
        *("300", "3", "900")
    ]
    shown = json.loads(run("report", "show", "p1", "Q1", "--json", day=LATER)[1])
    assert {own["received"] for own in shown["submissions"]} == {"2022-03-17"}


def test_what_a_correction_is_measured_by_is_the_figure_that_stands(run: Run) -> None:
    assert run(*ADD, "p1", "Q1", "ck-6b=2", day="2022-03-16")[0] == 0
    words = ("p1", "Q1", "ck-6b=10.000", "--reason", "đếm thiếu")
    _, out, err = run(*ADD, *words, day="2022-03-17")
    assert "lớn gấp 5.000 lần số đang ghi (2)" in out + err
