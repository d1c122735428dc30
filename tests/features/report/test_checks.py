"""Checks of a plan as an officer meets them: at `report add` and at `export`."""

import json
from pathlib import Path

import pytest

from cchc.core.facts.report import Facts
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.features.papers.actions import export
from cchc.features.report.actions.checks import memo_checks
from cchc.text.problem import Problem
from tests.features.report.checked_office import Office, add, office

__all__ = ["office"]


def test_the_published_figures_of_hoi_an_are_refused_with_both_sides(
    office: Office,
) -> None:
    run = office(
        'rule: "tong = moi + cu"',
        'rule: "da = dh.numerator + tre"',
        "rule: tong = da + dang",
    )
    figures = (
        *("moi=10.133", "cu=612", "tong=10.455", "dh=9143/9986"),
        *("tre=743", "da=9986", "dang=844"),
    )
    code, err = add(run, "p1", "Q1", *figures)
    assert code == 1
    assert err.count("P351") == 3
    assert (
        "Phường 1, kỳ 2022-Q1: phép kiểm tra k1 không đúng: 10.455 = 10.133 + 612; "
        "vế trái 10.455, vế phải 10.745, chênh lệch 290."
    ) in err
    assert "9.986 = 9.143 + 743; vế trái 9.986, vế phải 9.886, chênh lệch 100." in err
    assert "10.455 = 9.986 + 844; vế trái 10.455, vế phải 10.830, chênh lệch 375" in err
    assert "Các số: tong = 10.455; moi = 10.133; cu = 612." in err
    _, listed, _ = run("report", "list", "Q1", "--json")
    assert {each["filled"] for each in json.loads(listed)["reports"]} == {0}


def test_the_figures_of_my_tho_are_asked_about_not_guessed(office: Office) -> None:
    run = office(
        "rule: tong = cu + moi",
        "rule: tong = da + dang",
        "rule: tong = da + dang + qua, severity: warning",
    )
    code, err = add(
        run,
        *("p1", "Q1", "cu=63.273", "moi=53.110", "tong=116.383"),
        *("da=116.008", "dang=375", "qua=27"),
    )
    assert code == 0
    assert err.count("P35") == 1
    assert "P352 (lưu ý)" in err
    assert "116.383 = 116.008 + 375 + 27" in err
    assert "chênh lệch 27." in err


def test_what_adds_up_exactly_is_let_by_without_a_word(office: Office) -> None:
    run = office("rule: c = a + b")
    assert add(run, "p1", "Q1", "a=43,26", "b=39,95", "c=83,21") == (0, "")
    assert "chênh lệch 0,01." in add(run, "p2", "Q1", "a=43,26", "b=39,95", "c=83,2")[1]


@pytest.mark.parametrize("kind", ["report", "brief", "unit", "chat"])
def test_a_warning_writes_and_speaks_again_before_each_paper(
    office: Office, kind: str
) -> None:
    run = office("rule: qua <= 0.1 * dang, severity: warning")
    code, err = add(run, "p1", "Q1", "qua=3", "dang=20")
    assert code == 0
    assert "P352" in err
    assert "3 <= 0,1 × 20; vế trái 3, vế phải 2, chênh lệch 1." in err
    whose = ("--unit", "p2") if kind == "unit" else ()
    code, out, err = run("export", "Q1", "--kind", kind, *whose, "--output", "-")
    assert code == 0
    assert err.count("P352") == 1
    assert out.strip()


def test_the_checks_are_judged_once_for_the_papers_of_all_units(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = office("rule: qua <= 0.1 * dang, severity: warning")
    judged: list[Period] = []

    def counted(plan: Plan, known: Facts, period: Period) -> tuple[Problem, ...]:
        judged.append(period)
        return memo_checks(plan, known, period)

    monkeypatch.setattr(export, "memo_checks", counted)
    code, _, err = run("export", "Q1", "--kind", "unit", "--output", "don-vi")
    assert code == 0, err
    assert len(list(Path("don-vi").iterdir())) == 3
    assert len(judged) == 1


def test_a_memo_is_not_written_from_figures_that_do_not_add_up(office: Office) -> None:
    run = office('rule: "tong-tp = sum(tong, phuong)"')
    assert add(run, "p1", "Q1", "tong=10") == (0, "")
    assert add(run, "vp", "Q1", "tong-tp=15") == (0, "")
    code, err = add(run, "p2", "Q1", "tong=6")
    assert code == 0
    assert "P355" in err
    code, out, err = run("export", "Q1", "--output", "bao-cao.md")
    assert (code, out) == (1, "")
    assert "P351 UBND thành phố Thử, kỳ 2022-Q1" in err
    assert "tong-tp (Văn phòng) = 15; tong (Phường 1) = 10; tong (Phường 2) = 6" in err
    assert not Path("bao-cao.md").exists()
    assert add(run, "vp", "Q1", "tong-tp=16", "--reason", "cộng sót") == (0, "")
    assert run("export", "Q1", "--output", "bao-cao.md")[0] == 0
    assert Path("bao-cao.md").exists()


def test_whoever_reports_the_citys_total_is_refused_a_wrong_one(office: Office) -> None:
    run = office("rule: tong-tp = sum(tong)")
    add(run, "p1", "Q1", "tong=10")
    add(run, "p2", "Q1", "tong=6")
    code, err = add(run, "vp", "Q1", "tong-tp=15")
    assert code == 1
    assert "tong-tp=15: P351" in err
    assert add(run, "vp", "Q1", "tong-tp=16") == (0, "")


def test_a_rate_is_compared_exactly_and_nothing_is_said_of_no_case(
    office: Office,
) -> None:
    run = office("rule: dh >= 66.67, severity: warning")
    _, err = add(run, "p1", "Q1", "dh=2/3")
    assert "≈ 66,666667 >= 66,67" in err
    assert add(run, "p2", "Q1", "dh=nil") == (0, "")


def test_two_rates_that_look_alike_are_shown_apart(office: Office) -> None:
    run = office("rule: dh = 66.666667, severity: warning")
    _, err = add(run, "p1", "Q1", "dh=2/3")
    sides = "vế trái 200/3, vế phải 66666667/1000000, chênh lệch 1/3000000."
    assert sides in err


def test_a_draft_is_warned_and_refused_only_when_sent(office: Office) -> None:
    run = office("rule: tong = cu + moi")
    wrong = ("tong=10", "cu=1", "moi=1")
    code, err = add(run, "p1", "Q1", *wrong, "--draft")
    assert code == 0
    assert "P355" in err
    assert add(run, "p1", "Q1")[0] == 1
    assert add(run, "p1", "Q1", "moi=9") == (0, "")


def test_a_rehearsal_refuses_what_would_be_refused(office: Office) -> None:
    run = office("rule: tong = moi")
    assert add(run, "p1", "Q1", "tong=10", "moi=1", "--dry-run")[0] == 1


def test_a_file_of_reports_is_told_the_line_and_taken_whole_or_not(
    office: Office,
) -> None:
    run = office("rule: tong = moi")
    Path("quy-1.yaml").write_text(
        "- {unit: p1, period: Q1, values: {tong: 3, moi: 3}}\n"
        "- {unit: p2, period: Q1, values: {moi: 3, tong: 4}}\n",
        "utf-8",
    )
    code, _, err = run("report", "add", "--from", "quy-1.yaml")
    assert code == 1
    assert "quy-1.yaml:2:" in err
    _, listed, _ = run("report", "list", "Q1", "--json")
    assert {each["filled"] for each in json.loads(listed)["reports"]} == {0}


def test_other_programs_get_the_failure_as_a_problem(office: Office) -> None:
    run = office("rule: tong = moi")
    code, out, _ = run("report", "add", "p1", "Q1", "tong=4", "moi=3", "--json")
    told = json.loads(out)
    assert (code, told["schema"]) == (1, "cchc.problems/1")
    assert [each["code"] for each in told["problems"]] == ["P351"]


def test_english_is_told_in_english(office: Office) -> None:
    run = office("rule: tong = moi")
    words = ("--lang", "en", "report", "add", "p1", "Q1", "tong=4", "moi=3")
    assert (
        "the check k1 does not hold: 4 = 3; left side 4, right side 3" in run(*words)[2]
    )


def test_a_report_that_touches_none_of_a_checks_figures_hears_nothing_of_it(
    office: Office,
) -> None:
    run = office("rule: qua <= dang, severity: warning")
    add(run, "p1", "Q1", "qua=3", "dang=2")
    assert add(run, "p1", "Q1", "moi=5") == (0, "")
