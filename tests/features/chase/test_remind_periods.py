"""The chase app over several periods and years."""

import json
from pathlib import Path

import pytest

from tests.features.chase.test_remind import KT, LATE, units
from tests.office import Run

SMALL = """cchc: 1
id: nam-{year}
title: Kế hoạch năm {year}
year: {year}
review: true
authority: {{name: Ủy ban nhân dân phường A}}
units: [{{id: p1, name: Khóm 1, kind: ward}}]
indicators:
  - {{id: dn, name: Doanh nghiệp mới, measure: flow, unit: dn, target: {{at_least: 8}},
     reporters: [p1]}}
"""


def test_what_is_owed_of_an_earlier_period_is_not_forgotten(run: Run) -> None:
    code, out, err = run("remind", "--check", day="2022-06-10")
    assert code == 3  # nobody is late in the second quarter yet
    assert "quá hạn 0" not in out
    assert "Quý I/2022: còn 21 đơn vị" in err
    document = json.loads(run("remind", "--json", day="2022-06-10")[1])
    assert document["period"] == "2022-Q2"
    assert [each["period"] for each in document["others"]] == ["2022-Q1"]
    assert len(document["others"][0]["units"]) == 21
    named = run("remind", "Q2", "--check", day="2022-06-10")
    assert (named[0], "Quý I" in named[2]) == (0, False)


def test_steps_that_an_earlier_period_passed_by_are_not_made_up_for(run: Run) -> None:
    sent = json.loads(run("remind", "--letters", "--json", day="2022-06-13")[1])
    assert {each["period"] for each in sent["letters"]} == {"2022-Q2"}


def test_a_due_day_put_off_into_the_next_period_keeps_its_ladder(run: Run) -> None:
    late = ("unit", "extend", "kt", "Q1", "--until", "2022-06-10")
    assert run(*late, "--reason", "chờ tỉnh", day="2022-03-17")[0] == 0
    (letter,) = [
        each
        for each in json.loads(
            run("remind", "--letters", "--json", day="2022-06-13")[1]
        )["letters"]
        if each["period"] == "2022-Q1"
    ]
    assert (letter["when"], letter["units"]) == ("T+1", ["kt"])
    assert "quý I năm 2022" in letter["text"]
    code, out, _ = run("remind", "--letters", day="2022-06-13")
    assert (code, out) == (0, "")
    assert "quý I năm 2022" in run("remind", "--again", day="2022-06-13")[1]
    assert (
        run("remind", "Q2", "--again", day="2022-06-13")[1].count("công văn T+1") == 0
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--letters", "--format", "csv"),
        ("--letters", "--check"),
        ("--again", "--json"),
        ("--again", "--format", "md"),
        ("--again", "--check"),
    ],
)
def test_texts_are_no_list(run: Run, words: tuple[str, ...]) -> None:
    code, out, err = run("remind", "Q1", *words, day=LATE)
    assert (code, "P509" in out + err) == (2, True)
    assert units(run, LATE)["nv"]["last"] is None


def test_the_overview_names_who_was_not_always_in_time(run: Run) -> None:
    run(*KT, day="2022-03-17")
    _, out, _ = run("status", "Q1", "--full", day="2022-03-22")
    told = " ".join(out.split())
    assert "đúng hạn từ đầu năm: Văn phòng HĐND và UBND 0/1, Phòng Nội vụ 0/1" in told
    assert "Phòng Kinh tế 1/1" not in told


def test_the_record_of_a_unit_goes_over_years_and_acceptance_stands_apart(
    run: Run, office: Path
) -> None:
    (office / "khac").mkdir()
    db = ("--db", "khac/cchc.db")
    for year, day in ((2022, 21), (2023, 16)):  # due on the 17th
        plan = office / "khac" / f"{year}.yaml"
        plan.write_text(SMALL.format(year=year), "utf-8")
        assert run(*db, "plan", "apply", str(plan), day=f"{year}-01-04")[0] == 0
        add = ("report", "add", "p1", f"{year}-Q1", "dn=2")
        assert run(*db, *add, day=f"{year}-03-{day}")[0] == 0
    assert run(*db, "report", "accept", "p1", "2023-Q1", day="2023-03-20")[0] == 0
    found = json.loads(run(*db, "unit", "list", "--json", day="2023-03-21")[1])
    (one,) = found["units"]
    periods = {each["period"]: each for each in one["punctuality"]["periods"]}
    assert periods["2022-Q1"]["on_time"] is False
    assert (periods["2023-Q1"]["on_time"], periods["2023-Q1"]["accepted"]) == (
        True,
        "2023-03-20",
    )
    asked = ("export", "2023-Q1", "--to", "internal", "--output", "-")
    memo = run(*db, *asked, day="2023-03-21")[1]
    assert "đúng hạn; tiếp nhận ngày 20/3/2023" in memo
