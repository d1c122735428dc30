"""Deadlines as a calendar file."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.features.papers.show.calendar import Deadline, calendar_text
from tests.office import Run

Event = dict[str, str]


def read_events(text: str) -> list[Event]:
    """The events of a calendar, unfolded and with their signs taken back."""
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    events: list[Event] = []
    for line in text.replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            plain = value.replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
            events[-1].setdefault(name.partition(";")[0], plain)
    return events


def calendar_of(run: Run, *words: str, day: str = "2022-03-17") -> dict[str, Event]:
    code, out, err = run(
        "export", "--kind", "calendar", "--output", "-", *words, day=day
    )
    assert code == 0, err
    return {event["UID"]: event for event in read_events(out)}


def test_reports_tasks_and_answers_have_their_day(run: Run) -> None:
    run("obstacle", "add", "p2", "Thiếu máy quét, máy in")
    run("obstacle", "assign", "1", "nv", "--due", "25/3")
    run("unit", "extend", "p1", "Q1", "--until", "23/3", "--reason", "bão")
    run("unit", "exempt", "tt", "Q1", "--reason", "thanh tra")
    events = calendar_of(run)
    answer = events["sa-dec-2022-answer-1@cchc"]
    assert (answer["DTSTART"], answer["DTEND"]) == ("20220325", "20220326")
    assert answer["DESCRIPTION"] == "Phòng Nội vụ: Thiếu máy quét, máy in"
    late = events["sa-dec-2022-report-Q1-0323@cchc"]
    assert late["DESCRIPTION"] == "Phường 1"
    others = events["sa-dec-2022-report-Q1-0318@cchc"]["DESCRIPTION"]
    assert "Phường 2" in others
    assert "Phường 1" not in others
    assert "Thanh tra" not in others
    assert events["sa-dec-2022-cutoff-Q1@cchc"]["DTSTART"] == "20220314"
    assert "sa-dec-2022-task-1.4@cchc" in events


def test_a_task_that_is_done_or_moved_is_shown_so(run: Run) -> None:
    before = calendar_of(run)["sa-dec-2022-task-1.4@cchc"]["DTSTART"]
    words = ["--until", "2022-09-30", "--reason", "chờ hướng dẫn"]
    assert run("task", "extend", "1.4", *words)[0] == 0
    after = calendar_of(run)["sa-dec-2022-task-1.4@cchc"]["DTSTART"]
    assert (before, after) == ("20220630", "20220930")


def test_of_one_period_only_its_own_days(run: Run) -> None:
    days = [event["DTSTART"] for event in calendar_of(run, "Q2").values()]
    assert days == sorted(days)
    assert all("20220315" <= day <= "20220617" for day in days)


def test_the_same_ledger_gives_the_same_file(office: Path, run: Run) -> None:
    for name in ("a.ics", "b.ics"):
        assert run("export", "--kind", "calendar", "--output", name)[0] == 0
    assert (office / "a.ics").read_bytes() == (office / "b.ics").read_bytes()
    assert run("export", "--kind", "calendar")[0] == 0
    assert (office / "lich-cchc-2022.ics").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("--format docx", "P503"),
        ("--output x.docx", "P503"),
        ("--unit p1", "P509"),
        ("--table I.1", "P509"),
        ("--issue", "P509"),
        ("--issued 1", "P509"),
    ],
)
def test_what_is_no_calendar_is_refused(words: str, code: str, run: Run) -> None:
    status, _, err = run("export", "--kind", "calendar", *words.split())
    assert (status, code in err) == (2, True)


@given(title=st.text(), text=st.text())
def test_no_text_breaks_the_file_or_its_lines(title: str, text: str) -> None:
    event = Deadline("k", date(2022, 3, 18), title, text)
    made = calendar_text([event], "p", title, datetime(2022, 3, 1))  # noqa: DTZ001
    assert all(len(line.encode(errors="replace")) <= 75 for line in made.split("\r\n"))
    assert made.count("\r\n") == made.count("\n") == made.count("\r")
    (read,) = read_events(made)
    assert read["SUMMARY"] == " ".join(title.split())
