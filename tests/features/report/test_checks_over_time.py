"""Checks over periods and lists, and what they do where figures are missing."""

import pytest

from tests.features.report.checked_office import DAYS, Office, add, office

__all__ = ["office"]


def test_a_unit_that_has_ended_is_not_waited_for(office: Office) -> None:
    run = office("rule: tong-tp = sum(tong), missing: fail")
    assert add(run, "p1", "Q3", "tong=10") == (0, "")
    assert add(run, "vp", "Q3", "tong-tp=9")[0] == 1
    assert add(run, "vp", "Q3", "tong-tp=10") == (0, "")


def test_by_default_a_check_waits_for_all_of_its_figures(office: Office) -> None:
    run = office("rule: tong = cu + moi")
    assert add(run, "p1", "Q1", "tong=10", "cu=99") == (0, "")
    assert add(run, "p1", "Q1", "moi=unavailable") == (0, "")
    assert run("export", "Q1", "--output", "-")[0] == 0
    code, err = add(run, "p1", "Q1", "moi=nil", "--reason", "late_report")
    assert code == 1
    assert "10 = 99 + 0;" in err


@pytest.mark.parametrize("said", [(), ("moi=unavailable",)])
def test_missing_may_count_as_nothing(office: Office, said: tuple[str, ...]) -> None:
    run = office("rule: tong = cu + moi, missing: zero")
    code, err = add(run, "p1", "Q1", "tong=10", "cu=9", *said)
    assert code == 1
    assert "10 = 9 + 0; vế trái 10, vế phải 9, chênh lệch 1." in err
    assert add(run, "p1", "Q1", "tong=9", "cu=9", *said) == (0, "")


@pytest.mark.parametrize("said", [(), ("moi=unavailable",)])
def test_missing_may_be_refused(office: Office, said: tuple[str, ...]) -> None:
    run = office("rule: tong = cu + moi, missing: fail")
    code, err = add(run, "p1", "Q1", "tong=10", "cu=10", *said)
    assert code == 1
    assert "P353 Phường 1, kỳ 2022-Q1: phép kiểm tra k1 thiếu số liệu: moi." in err
    assert add(run, "p1", "Q1", "tong=10", "cu=10", "moi=nil") == (0, "")


def test_missing_may_be_a_warning(office: Office) -> None:
    run = office("rule: tong = cu + moi, missing: fail, severity: warning")
    code, err = add(run, "p1", "Q1", "tong=10")
    assert code == 0
    assert "P354 (lưu ý) Phường 1" in err
    assert "thiếu số liệu: cu; moi." in err
    code, _, err = run("export", "Q1", "--output", "-")
    assert (code, err.count("P354")) == (0, 1)


@pytest.mark.parametrize("missing", ["skip", "zero", "fail"])
def test_a_unit_that_said_nothing_is_told_silent_not_wrong(
    office: Office, missing: str
) -> None:
    run = office(f"rule: tong >= 1, missing: {missing}")
    code, _, err = run("export", "Q1", "--output", "-", day="2022-03-30")
    assert code == 0
    assert "P35" not in err


def test_what_was_in_hand_is_what_is_carried_over(office: Office) -> None:
    run = office('rule: "cu = dang[prev]"')
    assert add(run, "p1", "Q1", "cu=3", "dang=44") == (0, "")
    code, err = add(run, "p1", "Q2", "cu=40")
    assert code == 1
    assert "40 = 44; vế trái 40, vế phải 44, chênh lệch 4." in err
    assert "Các số: cu = 40; dang (2022-Q1) = 44." in err
    assert add(run, "p1", "Q2", "cu=44") == (0, "")


def test_a_correction_goes_in_and_says_what_must_follow(office: Office) -> None:
    run = office('rule: "cu = dang[prev]"')
    add(run, "p1", "Q1", "dang=44")
    add(run, "p1", "Q2", "cu=44")
    late = DAYS["Q2"]
    code, err = add(run, "p1", "Q1", "dang=43", "--reason", "đếm lại", day=late)
    assert code == 0
    assert "P355 (lưu ý) Phường 1, kỳ 2022-Q2" in err
    assert run("export", "Q1", "--output", "-", day=late)[0] == 0
    assert run("export", "Q2", "--output", "-", day=late)[0] == 1
    assert run("export", "Q3", "--output", "-", day=DAYS["Q3"])[0] == 1
    assert add(run, "p1", "Q2", "cu=43", "--reason", "theo quý I") == (0, "")
    assert run("export", "Q3", "--output", "-", day=DAYS["Q3"])[0] == 0


def test_a_running_total_is_the_sum_of_the_year(office: Office) -> None:
    run = office('rule: "luy-ke = moi[year]"', 'rule: "luy-ke >= luy-ke[Q1]"')
    assert add(run, "p1", "Q1", "moi=5", "luy-ke=5") == (0, "")
    assert add(run, "p1", "Q2", "moi=nil", "luy-ke=nil") == (0, "")
    code, err = add(run, "p1", "Q3", "moi=7", "luy-ke=13")
    assert code == 1
    assert "13 = 12; vế trái 13, vế phải 12" in err
    assert add(run, "p1", "Q3", "moi=7", "luy-ke=12") == (0, "")


def test_a_list_has_as_many_rows_as_were_counted(office: Office) -> None:
    run = office("rule: so-ds = count(ds)")
    rows = ("ds=+Trà sen; 01/3/2022; QĐ 1", "ds=+Khô cá; 02/3/2022; QĐ 2")
    code, err = add(run, "p1", "Q1", "so-ds=3", *rows)
    assert code == 1
    assert "Các số: so-ds = 3; count(ds) = 2." in err
    assert add(run, "p1", "Q1", "so-ds=2", *rows) == (0, "")
    assert add(run, "p2", "Q1", "so-ds=1", "ds=nil")[0] == 1
    assert add(run, "p2", "Q1", "so-ds=0", "ds=nil") == (0, "")


def test_a_report_that_comes_early_is_judged_as_it_comes(office: Office) -> None:
    run = office("rule: tong = cu + moi, missing: fail")
    code, err = add(run, "p1", "Q1", "tong=10", "cu=10", day="2022-03-10")
    assert code == 1
    assert "thiếu số liệu: moi." in err
    assert add(run, "p2", "Q1", "a=1", day="2022-03-10") == (0, "")
