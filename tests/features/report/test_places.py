"""Ranks and grades through every door: typed, shown again, listed, as JSON."""

import json
from pathlib import Path

import pytest

from cchc.main import main
from tests.office import Enter

PLAN = """\
cchc: 1
id: v
title: Kế hoạch
year: 2023
authority: {name: UBND xã Ví Dụ}
units:
  - {id: vp, name: Văn phòng, kind: k}
indicators:
  - {id: hang, name: Xếp hạng, lead: vp, measure: rank, target: {rises_by: 1},
     baseline: {value: 6, period: "2022"}}
  - {id: loai, name: Xếp loại, lead: vp, measure: grade, scale: [Yếu, Khá, Tốt],
     target: {at_least: Khá, strive: Tốt}}
"""
BASE = ("--quiet", "--no-input", "--today", "2023-03-20")
Out = pytest.CaptureFixture[str]


def report_places() -> None:
    Path("plan.yaml").write_text(PLAN, "utf-8")
    assert main(["--quiet", "--today", "2023-01-05", "plan", "apply"]) == 0
    assert main([*BASE, "report", "add", "vp", "Q1", "hang=thứ 5", "loai=khá"]) == 0


@pytest.fixture
def office(enter: Enter) -> Path:
    return enter(report_places)


def said(capsys: Out, *words: str) -> str:
    capsys.readouterr()
    assert main([*BASE, *words]) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("office")
def test_a_grade_is_its_word_wherever_it_is_read(capsys: Out) -> None:
    document = json.loads(said(capsys, "status", "Q1", "--json"))
    rank, grade = document["indicators"]
    assert (rank["actual"], rank["percent"], rank["in_period"]) == ("5", None, None)
    assert (grade["actual"], grade["shown"], grade["percent"]) == ("Khá", "Khá", None)
    assert grade["target"] == {"kind": "at_least", "value": "Khá", "strive": "Tốt"}
    listed = said(capsys, "status", "Q1", "--format", "csv").splitlines()[2]
    assert ";Khá;" in listed
    assert "Quý I/2023: Khá" in said(capsys, "why", "loai", "Q1")


@pytest.mark.parametrize("form", ["yaml", "json"])
def test_what_was_shown_is_typed_again_without_a_change(
    form: str, office: Path, capsys: Out
) -> None:
    path = office / f"r.{form}"
    path.write_text(said(capsys, "report", "show", "vp", "Q1", "--format", form))
    said(capsys, "report", "add", "vp", "Q1", "--from", str(path))
    sheet = json.loads(said(capsys, "report", "show", "vp", "Q1", "--json"))
    assert [len(cell["history"]) for cell in sheet["cells"]] == [1, 1]


@pytest.mark.parametrize("typed", ["loai=Giỏi", "loai=2", "loai=nil", "hang=0"])
@pytest.mark.usefixtures("office")
def test_what_is_no_place_is_refused(typed: str) -> None:
    assert main([*BASE, "report", "add", "vp", "Q2", typed]) == 1


@pytest.mark.usefixtures("office")
def test_a_scale_may_grow_at_its_end_and_not_change() -> None:
    later = [*BASE, "plan", "apply", "--decision", "QĐ 1 ngày 01/3/2023"]
    later += ["--effective", "Q2", "--reason", "thang mới"]
    for scale, code in (("[Yếu, Tốt]", 1), ("[Yếu, Khá, Tốt, Xuất sắc]", 0)):
        text = PLAN.replace("[Yếu, Khá, Tốt]", scale)
        text = text.replace("{at_least: Khá, strive: Tốt}", "{at_least: Tốt}")
        Path("plan.yaml").write_text(text, "utf-8")
        assert main(later) == code
