"""The last act of the day taken back."""

import json

import pytest

from tests.office import Run
from tests.store.test_disk import disk_of

LATE = "2022-03-28"


def stands(run: Run, *words: str) -> object:
    code, out, err = run(*words, "--json", day=LATE)
    assert code == 0, err
    return json.loads(out.replace('"withdrawn"', '"overdue"'))  # it says why it is owed


@pytest.mark.parametrize(
    ("act", "shown"),
    [
        ("report add p1 Q1 ck-6b=2 hs-dung-han=4/5", "status Q1"),
        ("unit exempt tt Q1 --reason x", "unit list Q1"),
        ("unit extend tt Q1 --until 30/3 --reason x", "unit list Q1"),
        ("report close p2 Q1 --reason x", "report list Q1"),
        ("task extend 1.4 --until 2022-09-30 --reason x", "task list Q1"),
        ("task drop 1.4 --reason x", "task list Q1"),
        ("sign add p1 commitment --date 3/3", "sign list"),
    ],
)
def test_what_stood_before_stands_again(act: str, shown: str, run: Run) -> None:
    before = stands(run, *shown.split())
    assert run(*act.split(), day=LATE)[0] == 0
    done = stands(run, *shown.split())
    assert done != before
    assert run("undo", "--dry-run", day=LATE)[0] == 0
    assert stands(run, *shown.split()) == done
    code, _, err = run("undo", "--reason", "nhầm đơn vị", day=LATE)
    assert code == 0, err
    assert stands(run, *shown.split()) == before
    reasons = json.dumps(stands(run, "log"), ensure_ascii=False)
    assert "nhầm đơn vị" in reasons


def test_the_act_of_another_day_or_person_is_left_alone(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", day="2022-03-27")
    code, _, err = run("undo", day=LATE)
    assert (code, "P581" in err) == (1, True)
    run("report", "add", "p2", "Q1", "ck-6b=2", "--by", "B", day=LATE)
    assert "P581" in run("undo", day=LATE)[2]
    assert run("undo", "--by", "B", day=LATE)[0] == 0


@pytest.mark.parametrize(
    ("first", "act"),
    [
        ("ck-6b=2 hs-dung-han=4/5", "ck-6b=3"),
        ("ck-6b=2 hs-dung-han=~4/5", "ck-6b=nil hs-dung-han=5/6"),
        ("ck-6b=nil", "ck-6b=3"),
        ("ck-6b=2", "hs-dung-han=4/5"),
    ],
)
def test_a_figure_that_was_replaced_stands_again(
    first: str, act: str, run: Run
) -> None:
    run(*f"report add p1 Q1 {first}".split(), day="2022-03-10")
    before = stands(run, "status", "Q1")
    code, _, err = run(*f"report add p1 Q1 {act} --reason x".split(), day=LATE)
    assert code == 0, err
    assert stands(run, "status", "Q1") != before
    code, _, err = run("undo", day=LATE)
    assert code == 0, err
    assert stands(run, "status", "Q1") == before


def test_words_that_were_replaced_stand_again(run: Run) -> None:
    note = ("note", "add", "IV", "Q1", "--text")
    before = stands(run, "note", "list", "Q1")
    run(*note, "Lời thứ nhất", day=LATE)
    assert run("undo", day=LATE)[0] == 0
    assert stands(run, "note", "list", "Q1") == before
    run(*note, "Lời thứ hai", day=LATE)
    run(*note, "Lời thứ ba", day=LATE)
    assert run("undo", day=LATE)[0] == 0
    assert "Lời thứ hai" in json.dumps(
        stands(run, "note", "list", "Q1"), ensure_ascii=False
    )


@pytest.mark.parametrize(
    "acts",
    [
        ["obstacle add p1 x"],
        ["unit exempt tt Q1 --reason x", "unit extend tt Q1 --until 30/3 --reason y"],
    ],
)
def test_what_one_command_cannot_put_right_is_refused(
    acts: list[str], run: Run
) -> None:
    for act in acts:
        assert run(*act.split(), day=LATE)[0] == 0
    code, _, err = run("undo", day=LATE)
    assert (code, "P582" in err) == (1, True)


def test_what_was_taken_back_is_not_taken_back_again(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=2", day=LATE)
    assert run("undo", day=LATE)[0] == 0
    assert "P582" in run("undo", day=LATE)[2]


def test_what_the_disk_does_not_take_is_no_success(run: Run) -> None:
    assert run("report", "add", "p1", "Q1", "ck-6b=2", day=LATE)[0] == 0
    with disk_of(20_000):
        code, _, err = run("undo", day=LATE)
    assert (code, "P408" in err) == (4, True)
