"""Problems put into words."""

import pytest

from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, Voice


@pytest.mark.parametrize("lang", list(Lang))
def test_a_problem_names_its_place_and_the_nearest_name(lang: Lang) -> None:
    at = Place(
        file="a\x1b.yaml", line=3, column=5, excerpt="x:\t\u200b1", argument="--format"
    )
    blanks: dict[str, Blank] = {"text": "tabel", "known": ("table", "json", "csv")}
    told = describe_problem(
        Problem(ProblemCode.FORMAT_UNKNOWN, at, blanks), Voice(lang)
    )
    assert (told.code, told.severity) == ("P503", "error")
    assert "tabel" in told.message
    assert "“table”" in told.hint
    assert (told.place.file, told.place.line, told.place.column) == ("a␛.yaml", 3, 5)
    assert told.place.excerpt == "x:\t�1"
    assert told.place.argument == "--format"


def test_without_a_near_name_the_cure_stands_alone() -> None:
    blanks: dict[str, Blank] = {"text": "??", "known": ("table", "json")}
    told = describe_problem(
        Problem(ProblemCode.FORMAT_UNKNOWN, blanks=blanks), Voice(Lang.EN)
    )
    assert "Did you mean" not in told.hint
    assert "table, json" in told.hint


def test_what_somebody_typed_cannot_steer_the_screen_or_the_sentence() -> None:
    blanks: dict[str, Blank] = {"text": "\x1b[2J{known}", "known": ("table",)}
    told = describe_problem(
        Problem(ProblemCode.FORMAT_UNKNOWN, blanks=blanks), Voice(Lang.VI)
    )
    assert "␛[2J{known}" in told.message
