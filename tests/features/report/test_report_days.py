"""Days in reports: when they were recorded, when they came, what they replace."""

import json

from tests.office import Run


def test_no_figure_is_recorded_before_the_one_it_replaces(run: Run) -> None:
    run("report", "add", "p1", "Q1", "ck-6b=3", day="2022-03-20")
    for words in (
        ("report", "add", "p1", "Q1", "ck-6b=9"),
        ("report", "add", "p1", "Q1", "ck-6b=9", "--reason", "gõ nhầm"),
    ):
        code, _, err = run(*words, day="2022-03-10")
        assert code == 1
        assert "P341" in err
    code, _, _ = run("report", "add", "p1", "Q1", "hs-dung-han=4/5", day="2022-03-10")
    assert code == 0
    _, shown, _ = run("report", "show", "p1", "Q1", "--as-of", "2022-03-10", "--json")
    assert [each["indicator"] for each in json.loads(shown)["cells"]] == ["hs-dung-han"]


def test_a_day_of_arrival_that_was_typed_wrong_can_be_put_right(run: Run) -> None:
    paper = ("--document", "05/BC-TP ngày 10/3/2022")
    run("report", "add", "tp", "Q1", *paper, "--received", "2022-03-17")
    code, out, _ = run("report", "add", "tp", "Q1", *paper, "--received", "2022-03-11")
    assert code == 0
    assert "Không có gì mới" not in out
    code, out, _ = run("report", "add", "tp", "Q1", *paper)
    assert "Không có gì mới" in out


def test_a_correction_by_a_hundred_is_questioned_too(run: Run) -> None:
    run("report", "add", "tckh", "Q1", "ck-1a=22.630")
    words = ("ck-1a=2.263.000", "--reason", "số mới")
    _, _, err = run("report", "add", "tckh", "Q1", *words)
    assert "P326" in err
