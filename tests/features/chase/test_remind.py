"""The chase app as an officer types it."""

import json
import sqlite3
from pathlib import Path

import pytest

from tests.office import Run

KT = ("report", "add", "kt", "Q1", "ck-3=unavailable", "ck-4=nil", "ck-6a=nil")
DUE, LATE = "2022-03-18", "2022-03-21"


def units(run: Run, day: str, *more: str) -> dict[str, dict[str, object]]:
    code, out, _ = run("remind", "Q1", "--json", *more, day=day)
    assert code == 0
    document = json.loads(out)
    assert document["schema"] == "cchc.remind/1"
    return {each["unit"]: each for each in document["units"]}


def test_the_board_names_who_owes_what_and_how_long(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", day="2022-03-16")
    board = units(run, "2022-03-16")
    assert len(board) == 21
    assert board["nv"]["days_left"] == 2
    missing = board["p1"]["missing"]
    assert isinstance(missing, list)
    assert "ck-6b" not in {each["id"] for each in missing}
    assert {
        "id": "dvctt",
        "name": "Hồ sơ nộp qua dịch vụ công trực tuyến mức độ 3, 4",
    } in missing
    assert units(run, "2022-03-23")["nv"]["late_days"] == 3


def test_a_unit_that_has_reported_is_on_no_board_and_in_no_letter(run: Run) -> None:
    run(*KT, day="2022-03-17")
    assert "kt" not in units(run, LATE)
    _, out, _ = run("remind", "Q1", "--letters", day=LATE)
    assert "Phòng Tư pháp" in out
    assert "Phòng Kinh tế" not in out


def test_a_board_with_somebody_overdue_ends_with_code_3(run: Run) -> None:
    assert run("remind", "Q1", "--check", day=DUE)[0] == 0
    assert run("remind", "Q1", "--check", day=LATE)[0] == 3


def test_what_was_sent_is_not_sent_twice(run: Run) -> None:
    first = run("remind", "Q1", "--letters", day=LATE)
    assert "V/v đôn đốc báo cáo" in first[1]
    code, out, told = run("remind", "Q1", "--letters", day=LATE)
    assert (code, out) == (0, "")
    assert "không đơn vị nào đến lượt nhắc" in told
    last = units(run, LATE)["nv"]["last"]
    assert last == {
        "on": LATE,
        "when": "T+1",
        "to": "head",
        "by": "letter",
        "actor": last["actor"] if isinstance(last, dict) else "",
    }


def test_a_rehearsal_records_nothing(run: Run) -> None:
    shown = run("remind", "Q1", "--letters", "--dry-run", day=LATE)[1]
    assert shown
    assert units(run, LATE)["nv"]["last"] is None
    assert run("remind", "Q1", "--letters", day=LATE)[1] == shown


def test_a_rehearsal_names_the_files_and_writes_none(run: Run, office: Path) -> None:
    words = ("remind", "Q1", "--letters", "-o", "don-doc")
    code, out, told = run(*words, "--dry-run", day=LATE)
    assert (code, out) == (0, "")
    assert not (office / "don-doc").exists()
    written = run(*words, day=LATE)[2].replace("Đã ghi don-doc", "Sẽ ghi don-doc")
    assert told
    assert written.startswith(told)


def test_what_was_sent_can_be_printed_again_as_it_was(run: Run) -> None:
    sent = run("remind", "Q1", "--letters", day=LATE)[1]
    run(*KT, day=LATE)
    assert run("remind", "Q1", "--again", day=LATE)[1] == sent
    assert "chưa ghi sổ" in run("remind", "Q1", "--again", day="2022-03-22")[2]


def test_texts_go_into_a_folder_and_overwrite_nothing(run: Run, office: Path) -> None:
    run("remind", "Q1", "--letters", "-o", "don-doc", day=DUE)
    names = sorted(each.name for each in (office / "don-doc").iterdir())
    assert len(names) == 21
    assert names[0] == "2022-03-18-gddt-T-head.txt"
    run("remind", "Q1", "--again", "-o", "don-doc", day=DUE)
    assert len(list((office / "don-doc").iterdir())) == 42


def test_what_cannot_be_written_is_not_recorded(run: Run, office: Path) -> None:
    (office / "don-doc").write_text("một tệp")
    code, _, err = run("remind", "Q1", "--letters", "-o", "don-doc", day=DUE)
    assert code != 0
    assert "don-doc" in err
    assert units(run, DUE)["nv"]["last"] is None


def test_a_letter_lists_only_what_a_unit_still_owes(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", day=DUE)
    _, out, _ = run("remind", "Q1", "--letters", day=LATE)
    whole, part = (each for each in out.splitlines() if "; hạn gửi ngày" in each)
    assert ", Phòng Tư pháp, " in whole
    assert "chưa gửi báo cáo; hạn gửi ngày 18/3/2022, quá hạn 01 ngày" in whole
    body = "Ủy ban nhân dân Phường 1"
    assert part.startswith(f"- {body} đã gửi báo cáo nhưng còn thiếu 12 chỉ tiêu: ")
    assert "Doanh nghiệp thành lập mới" not in part


def test_a_day_of_the_past_is_only_rehearsed(run: Run) -> None:
    asked = ("remind", "Q1", "--letters", "--as-of", DUE)
    assert run(*asked, day=LATE)[0] == 2
    assert "Kính gửi" in run(*asked, "--dry-run", day=LATE)[1]


def test_an_extension_moves_the_due_day_and_keeps_both(run: Run) -> None:
    code, out, _ = run(
        *("unit", "extend", "kt", "Q1", "--until", "23/3/2022"),
        *("--reason", "chờ số liệu của tỉnh"),
        day="2022-03-17",
    )
    assert code == 0
    assert "18/3/2022 → 23/3/2022" in out
    debt = units(run, LATE)["kt"]
    assert (debt["due"], debt["late"]) == ("2022-03-23", False)
    assert isinstance(debt["relief"], dict)
    assert debt["relief"]["due_by_plan"] == "2022-03-18"
    run(*KT, day="2022-03-23")
    status = json.loads(run("status", "Q1", "--json", day="2022-03-24")[1])
    (kt,) = [each for each in status["units"] if each["id"] == "kt"]
    assert (kt["on_time"], kt["punctuality"]) == (True, {"on_time": 1, "of": 1})


def test_an_exempt_unit_owes_nothing_until_that_is_taken_back(run: Run) -> None:
    asked = ("unit", "exempt", "vp", "Q1", "--reason", "báo cáo riêng")
    assert run(*asked)[0] == 0
    assert "vp" not in units(run, LATE)
    counts = json.loads(run("status", "Q1", "--json", day=LATE)[1])["counts"]
    assert counts["reports"]["expected"] == 20
    assert "P343" in run(*asked)[2]
    assert run(*asked[:-1], "nhầm", "--lift")[0] == 0
    assert "vp" in units(run, LATE)


def test_reliefs_are_seen_only_from_their_day_on(run: Run) -> None:
    run("unit", "exempt", "vp", "Q1", "--reason", "báo cáo riêng", day="2022-03-17")
    assert "vp" in units(run, LATE, "--as-of", "2022-03-16")
    assert "vp" not in units(run, LATE, "--as-of", "2022-03-17")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("extend", "kt", "Q1", "--until", "2022-03-18", "--reason", "x"), "P342"),
        (("exempt", "kt", "Q1", "--lift", "--reason", "x"), "P343"),
        (("exempt", "phong kho", "Q1", "--reason", "x"), "P301"),
    ],
)
def test_what_cannot_be_granted_is_refused(
    run: Run, words: tuple[str, ...], code: str
) -> None:
    status, _, err = run("unit", *words)
    assert status == 1
    assert code in err


def test_who_has_reported_cannot_be_exempt(run: Run) -> None:
    run(*KT, day="2022-03-17")
    assert "P344" in run("unit", "exempt", "kt", "Q1", "--reason", "x")[2]


def test_a_rehearsed_relief_is_not_kept(run: Run) -> None:
    assert run("unit", "exempt", "vp", "Q1", "--reason", "x", "--dry-run")[0] == 0
    assert "vp" in units(run, LATE)


def test_the_record_of_a_unit_counts_periods_and_reminders(run: Run) -> None:
    run(*KT, day=DUE)
    run("remind", "Q1", "--letters", day=LATE)
    rows = json.loads(run("unit", "list", "Q1", "--json", day=LATE)[1])["units"]
    marks = {each["unit"]: each["punctuality"] for each in rows}
    assert (marks["kt"]["on_time"], marks["kt"]["of"]) == (1, 1)
    assert (marks["nv"]["on_time"], marks["nv"]["of"]) == (0, 1)
    assert (marks["kt"]["reminders"], marks["nv"]["reminders"]) == (0, 1)


def test_why_tells_the_due_day_the_extension_and_the_reminders(run: Run) -> None:
    until = ("--until", "2022-03-22", "--reason", "chờ tỉnh công bố")
    run("unit", "extend", "nv", "Q1", *until, day="2022-03-16")
    run("remind", "Q1", "--letters", day="2022-03-22")
    _, out, _ = run("why", "nv", "Q1", day="2022-03-22")
    said = " ".join(out.split())
    assert "gia hạn đến 22/3/2022 (hạn theo kế hoạch 18/3/2022)" in said
    assert "chờ tỉnh công bố" in said
    assert "đã nhắc 1 lần" in said


def test_table_f_of_the_memo_counts_reminders(run: Run) -> None:
    run("remind", "Q1", "--letters", day=LATE)
    run("export", "Q1", "--to", "internal", "--output", "bc.md", day=LATE)
    text = Path("bc.md").read_text("utf-8")
    (row,) = [e for e in text.splitlines() if "| Phòng Nội vụ | 18/3/2022" in e]
    assert row.endswith("| 1 | 0/1 |")


def test_nobody_writes_while_letters_are_checked_and_handed_over(office: Path) -> None:
    """Between the last look at who owes and the letter nothing can be reported."""
    from datetime import UTC, date, datetime

    from cchc.core.facts.report import Stamp
    from cchc.features.chase.actions.letters import send
    from cchc.features.chase.show.letters import Sent
    from cchc.paper.manuscript import TemplateFolders
    from cchc.words.translator import Lang, voice

    tried: list[str] = []

    def land(_sent: Sent) -> None:
        other = sqlite3.connect(office / "cchc.db", timeout=0, isolation_level=None)
        try:
            other.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            tried.append(str(error))
        finally:
            other.close()

    at = datetime(2022, 3, 21, 8, tzinfo=UTC)
    shipped = Path(__file__).parents[3] / "templates"
    folders = TemplateFolders(office / "cchc.db", shipped)
    stamp = Stamp(at, at, "canbo", "test")
    day = date(2022, 3, 21)
    send(folders, "Q1", voice(Lang.VI), land, stamp=stamp, as_of=day)
    assert tried == ["database is locked"]


def test_a_figure_that_waits_is_told_wherever_the_unit_is(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", day="2022-03-16")
    run("report", "add", "p1", "Q1", "ck-6b=900", "--reason", "nhầm", day="2022-03-17")
    said = "Chờ xác nhận, chưa vào số liệu: Phường 1 (ck-6b Doanh nghiệp thành lập mới)"
    for verb in (("remind",), ("unit", "list"), ("report", "list"), ("status",)):
        _, out, err = run(*verb, "Q1", day="2022-03-18")
        assert said in out + err, verb
    _, out, _ = run("why", "ck-6b", "Q1", day="2022-03-18")
    assert "Chờ xác nhận, chưa vào số liệu: Phường 1 (Quý I/2022)" in out
