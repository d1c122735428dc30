"""`cchc log` as an officer reads it."""

import json
import re
from contextlib import closing
from pathlib import Path
from sqlite3 import connect

import pytest

from cchc.store import log
from tests.office import Run


def rows(run: Run, *words: str) -> list[dict[str, object]]:
    code, out, _ = run("log", *words, "--json")
    document = json.loads(out)
    assert (code, document["schema"]) == (0, "cchc.log/1")
    found: list[dict[str, object]] = document["rows"]
    return found


def test_each_thing_written_is_one_line_and_can_be_picked_out(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", "--by", "Lan")
    run("report", "add", "p1", "Q1", "ck-6b=3", "--reason", "đếm sót", day="2022-03-18")
    run("report", "withdraw", "p1", "Q1", "ck-6b", "--reason", "nhầm", day="2022-03-19")
    run("obstacle", "add", "p2", "Thiếu người", day="2022-03-20")
    run("obstacle", "assign", "1", "nv", day="2022-03-21")
    verbs = [each["verb"] for each in rows(run)]
    assert sorted(map(str, verbs)) == [
        *("apply", "assigned", "correction", "raised", "report", "supplement"),
        "withdrawal",
    ]
    assert [e["actor"] for e in rows(run, "--verb", "report")] == ["Lan"]
    assert [e["verb"] for e in rows(run, "--since", "2022-03-20")] == [
        "raised",
        "assigned",
    ]
    assert {e["unit"] for e in rows(run, "--unit", "phuong 1")} == {"p1"}
    assert len(rows(run, "--indicator", "ck-6b")) == 4
    assert all(each["other_day"] for each in rows(run))
    _, out, _ = run("log", "--format", "csv")
    assert "nêu vướng mắc;Phường 2;Quý I/2022" in out
    assert "(máy ghi ngày" in out


def test_what_the_desk_that_reminds_did_is_told_too(run: Run) -> None:
    run("unit", "extend", "kt", "Q1", "--until", "23/3/2022", "--reason", "chờ tỉnh")
    run("unit", "exempt", "vp", "Q1", "--reason", "báo cáo riêng")
    run("unit", "exempt", "vp", "Q1", "--lift", "--reason", "nhầm")
    run("remind", "Q1", "--letters", day="2022-03-21")
    (later,) = rows(run, "--verb", "extend")
    assert (later["unit"], later["due"], later["text"]) == (
        "kt",
        "2022-03-23",
        "chờ tỉnh",
    )
    assert [e["verb"] for e in rows(run, "--unit", "vp")] == [
        "exempt",
        "lift",
        "reminded",
    ]
    sent = rows(run, "--verb", "nhắc")
    assert len(sent) == 21
    mine = next(each for each in sent if each["unit"] == "nv")
    assert (mine["text"], mine["due"]) == ("T+1 letter head", "2022-03-18")
    assert mine["about"] == ["ck-8a"]
    _, out, _ = run("log", "--verb", "reminded", "--unit", "nv")
    assert "công văn (T+1) cho lãnh đạo đơn vị" in " ".join(out.split())


def test_a_screen_tells_the_latest_first_and_says_when_there_is_more(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(1, 29):
        run("obstacle", "add", "p2", f"việc {day}", day=f"2022-03-{day:02}")
    every = [str(day) for day in range(28, 0, -1)]
    _, out, err = run("log", day="2022-03-31")  # a pipe gets all, a row each
    assert re.findall(r"việc (\d+)\n", out) == every
    assert "29 việc, từ 01/3/2022 đến 28/3/2022." in err
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = run("log", day="2022-03-31")
    told = re.findall(r"việc (\d+)", out)
    assert (code, told, err) == (0, every[:20], "")
    assert "20 việc mới nhất, từ 09/3/2022 đến 28/3/2022" in out
    assert "--full" in out
    _, out, err = run("log", "--full", day="2022-03-31")
    assert re.findall(r"việc (\d+)", out) == every
    run("log", "--output", str(tmp_path / "log.txt"), day="2022-03-31")
    assert "việc 1" in (tmp_path / "log.txt").read_text("utf-8")
    assert next(row["text"] for row in rows(run, "--verb", "raised")) == "việc 1"


def test_words_evidence_items_and_remarks_have_their_lines(
    run: Run, office: Path
) -> None:
    plan = office / "plan.yaml"
    text = plan.read_text("utf-8").replace("review: false", "review: true")
    plan.write_text(text, "utf-8")
    (office / "khac").mkdir()
    db = ("--db", "khac/cchc.db")
    assert run(*db, "plan", "apply", "plan.yaml", day="2022-03-03")[0] == 0
    add = ("report", "add", "kt", "Q1", "ck-3=unavailable", "ck-6a=nil")
    paper = ("--evidence", "ck-4=QĐ 12/QĐ-UBND")
    assert run(*db, *add, "ck-4=+Khô cá; 2022-02-20; QĐ 1", *paper)[0] == 0
    undo = ("report", "withdraw", "kt", "Q1", "ck-4", "--reason", "nhầm")
    assert run(*db, *undo)[0] == 0
    back = ("report", "return", "kt", "Q1", "ck-3=ghi rõ", "--reason", "thiếu")
    assert run(*db, *back)[0] == 0
    told = rows(run, *db)
    verbs = [each["verb"] for each in told]
    assert {"item", "item_withdrawn", "evidence", "returned", "noted"} <= set(verbs)
    (note,) = [each for each in told if each["verb"] == "noted"]
    assert (note["about"], note["text"]) == (["ck-3"], "ghi rõ")


def test_an_obstacle_is_told_by_its_number_with_the_day_an_answer_is_due(
    run: Run,
) -> None:
    run("obstacle", "add", "p2", "Thiếu người", "--about", "ck-6b")
    run("obstacle", "assign", "1", "nv", "--due", "2022-03-30")
    run("obstacle", "answer", "1", "Đã cử", "--document", "15/UBND-NV")
    steps = rows(run, "--indicator", "ck-6b")
    assert [(e["verb"], e["obstacle"], e["due"], e["text"]) for e in steps] == [
        ("raised", 1, None, "Thiếu người"),
        ("assigned", 1, "2022-03-30", None),
        ("answered", 1, None, "Đã cử (15/UBND-NV)"),
    ]


@pytest.mark.parametrize(
    ("option", "text", "fault"),
    [
        ("--unit", "nobody", "P507"),
        ("--indicator", "ck-99", "P334"),
        ("--verb", "dance", "P518"),
    ],
)
def test_what_nobody_knows_is_no_empty_list(
    run: Run, option: str, text: str, fault: str
) -> None:
    code, out, err = run("log", option, text)
    assert (code, out, fault in err) == (1, "", True)


@pytest.mark.parametrize("columns", ["40", "80"])
def test_the_journal_fits_the_screen(
    run: Run, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("remind", "Q1", "--letters", day="2022-03-21")
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = run("log", "--full")
    assert code == 0
    assert max(map(len, out.splitlines())) <= int(columns)
    assert out.count("21/3/2022") == 1  # a day is said once, over all its lines
    assert "và 10 mã khác" in " ".join(out.split())


def test_nothing_to_tell_is_said(run: Run) -> None:
    assert run("log", "--unit", "p1")[1:] == (
        "",
        "Không có việc nào như vậy trong nhật ký.\n",
    )


def test_what_was_signed_is_told_in_words_and_kept_as_data(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run("sign", "add", "p1", "commitment", "--date", "03/3/2022")
    more = ("--date", "04/3/2022", "--reason", "ghi nhầm ngày")
    run("sign", "add", "p1", "commitment", *more)
    _, out, _ = run("log", "--unit", "p1", "--full")
    said = " ".join(out.split())
    assert "Phường 1 · bản cam kết · ngày 03/3/2022 · phiên bản 1 của kế hoạch" in said
    assert "· ngày 04/3/2022 · phiên bản 1 của kế hoạch · ghi nhầm ngày" in said
    assert "commitment" not in out
    found = rows(run, "--unit", "p1")
    assert [(e["paper"], e["version"], e["day"], e["about"]) for e in found] == [
        ("commitment", 1, "2022-03-03", []),
        ("commitment", 1, "2022-03-04", []),
    ]
    assert [each["text"] for each in found] == [None, "ghi nhầm ngày"]


EXCUSED = frozenset(
    {
        *("plan", "unit", "indicator", "period", "task"),  # come with plan_version
        *("cell", "draft"),  # a copy of revisions; no part of the record
        *("period_total", "unit_total", "report_total"),  # sums of revisions
        "judged",  # worked out of what other rows say
        *("seal", "draft_change"),  # marks of what other rows say
        *("cause", "issued_verdicts"),  # come with a report, with an issued paper
        "handed_out",  # which files were made; what is issued and signed has lines
        *("arrival", "score"),  # nothing is written there yet
    }
)


def test_every_table_that_keeps_an_act_has_its_lines(office: Path) -> None:
    assert office.exists()
    with closing(connect(office / "cchc.db")) as ledger:
        found = ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        tables = {name for (name,) in found if not name.startswith("_")}
    read = set(re.findall(r"[a-z_]+", " ".join(log.LINES)))
    assert tables - EXCUSED - read == set()
