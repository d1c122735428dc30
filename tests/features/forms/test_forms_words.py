"""The words of clerks: what they write for nothing, done, estimated."""

import unicodedata

import pytest
from openpyxl import load_workbook

from cchc.core.plan.measure import STATE_MEASURES, Measure
from cchc.core.plan.plan import Indicator
from cchc.features.forms.show.cells import InputCells
from cchc.features.forms.show.form_model import FigureAsk
from cchc.text.compare import means_nothing
from cchc.words.translator import Lang, voice
from tests.forms import Answers, FormOffice, fill

NOTHING = ("Không", "không có.", "KHÔNG CÓ", "ko", "Ko có", "KPS", "-", "–", "//", "…")
SOMETHING = (
    "Không có kho lưu trữ",
    "Chưa có người phụ trách",
    "0",
    "k",
    "-5",
    "Khô cá",
)


@pytest.mark.parametrize("text", NOTHING)
def test_words_that_mean_nothing(text: str) -> None:
    assert means_nothing(text)


@pytest.mark.parametrize("text", SOMETHING)
def test_words_that_mean_something(text: str) -> None:
    assert not means_nothing(text)


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_no_thing_of_a_register_and_no_obstacle(
    app: FormOffice, text: str
) -> None:
    answers = {
        "i:ck-4": {"name": text},
        "o:1": {"text": text, "cause": "-"},
        "n:proposals": {"text": text},
        "n:results": {"text": "Đã mở một lớp tập huấn"},
    }
    code, _, err = app.take(fill(app.form("kt"), answers))
    assert code == 0, err
    shown = app.run("report", "show", "kt", "Q1")[1]
    assert "không phát sinh" in shown
    assert "Đã mở một lớp tập huấn" in shown
    assert app.run("obstacle", "list")[1].count("kt") == 0
    assert f"  {text}" not in shown.replace("không phát sinh", "")


def test_nothing_beside_a_thing_is_the_thing(app: FormOffice) -> None:
    form = app.form("kt")
    fill(form, {"i:ck-4": {"name": "Khô cá lóc"}})
    book = load_workbook(form)
    book["Danh mục"]["C10"] = "Không có"
    book.save(form)
    assert app.take(form)[0] == 0
    shown = app.run("report", "show", "kt", "Q1")[1]
    assert "Khô cá lóc" in shown
    assert "Không có" not in shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("-", "không phát sinh"), ("Không có", "không phát sinh"), ("KPS", "không phát")],
)
def test_nothing_in_a_box_for_a_figure_is_no_case(
    app: FormOffice, typed: str, shown: str
) -> None:
    assert app.take(fill(app.form("p1"), {"v:ck-6b": {"value": typed}}))[0] == 0
    assert shown in app.run("report", "show", "p1", "Q1")[1]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Đã hoàn thành", "hoàn thành 10/3/2022"),
        ("đã xong.", "hoàn thành 10/3/2022"),
        ("xong", "hoàn thành 10/3/2022"),
    ],
)
def test_a_task_is_done_in_the_clerks_words(
    app: FormOffice, typed: str, shown: str
) -> None:
    form = fill(app.form("p1"), {"t:3.5": {"state": typed, "done": "10/3/2022"}})
    assert app.take(form)[0] == 0
    assert shown in app.run("report", "show", "p1", "Q1")[1]


def test_other_programs_marks_and_days_are_read_as_they_are_seen(
    app: FormOffice,
) -> None:
    answers: Answers = {
        "v:ck-6b": {"value": "2 doanh nghiệp"},
        "v:hs-dung-han": {"value": "412_x000B_", "whole": "\u00a0415 hồ sơ"},
        "t:3.5": {"state": "Ðã hoàn thành", "done": 44630},
        "n:results": {"text": unicodedata.normalize("NFD", "Mở lớp_x000B_tập huấn")},
    }
    code, _, err = app.take(fill(app.form("p1"), answers))
    assert code == 0, err
    shown = app.run("report", "show", "p1", "Q1")[1]
    for said in ("2 doanh nghiệp", "412/415", "hoàn thành 10/3/2022", "tập huấn"):
        assert said in shown
    assert "_x000B_" not in shown


def test_text_for_an_old_font_is_told_and_taken_only_when_asked(
    app: FormOffice,
) -> None:
    old = {"n:results": {"text": "Thaønh laäp toå hoã trôï noäp hoà sô"}}
    form = fill(app.form("p1"), {"v:ck-6b": {"value": 2}, **old})
    code, _, err = app.take(form)
    assert (code, "P753" in err) == (1, True)
    assert "“Thành lập tổ hỗ trợ nộp hồ sơ”" in err
    code, _, err = app.take(form, "--convert")
    assert (code, "P754" in err) == (0, True)
    shown = app.run("report", "show", "p1", "Q1")[1]
    assert "Thành lập tổ hỗ trợ nộp hồ sơ" in shown


def test_a_form_in_english_is_english_and_reads_english_numbers(
    app: FormOffice,
) -> None:
    app.make("--lang", "en", "p1", "Q1")
    form = app.forms / "form-2022-Q1-p1.xlsx"
    book = load_workbook(form)
    assert "Figures" in book.sheetnames
    fill(form, {"v:hs-dung-han": {"value": "1,250", "whole": "1,250"}})
    assert app.codes(form) == []  # its own signing lines are nobody's answer
    app.take(form)
    assert "1.250/1.250" in app.run("report", "show", "p1", "Q1")[1]


def test_of_a_state_nothing_is_not_offered() -> None:
    ask = InputCells(voice(Lang.VI))
    heads = dict.fromkeys(("value", "whole", "state", "note"), "")
    for measure in Measure:
        line = Indicator(id=measure, name="a", measure=measure)
        cells = ask.figures(line, FigureAsk.LEVEL, ("state",), heads)
        check = cells["state"].check
        assert check is not None
        offered = "không phát sinh" in str(check["source"])
        assert offered is (measure not in {*STATE_MEASURES, Measure.YES})
