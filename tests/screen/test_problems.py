"""Problems on a screen and as data."""

import json

import pytest

from cchc.screen.problems import problems_json, problems_text
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.translator import Lang, voice

VI = voice(Lang.VI)


def shown(excerpt: str, column: int) -> tuple[str, str]:
    place = Place(file="a.yaml", line=7, column=column, excerpt=excerpt)
    text = problems_text([Problem(ProblemCode.EMPTY_TEXT, place)], VI)
    _, line, caret, _ = text.splitlines()
    return line, caret


@pytest.mark.parametrize(
    ("excerpt", "column", "before"),
    [
        ("đơn vị: x", 9, 8),
        ("\tx", 2, 1),
        ("ma\u0323: x", 6, 4),
        ("表: x", 4, 4),
        ("\x1b[31mx", 6, 5),
    ],
)
def test_the_caret_stands_under_the_fault(
    excerpt: str, column: int, before: int
) -> None:
    line, caret = shown(excerpt, column)
    assert caret == "     | " + " " * before + "^"
    assert "\x1b" not in line


def test_a_long_line_is_cut_around_the_fault() -> None:
    line, caret = shown("a" * 500 + "X" + "b" * 500, 501)
    assert len(line) < 120
    assert line[caret.index("^")] == "X"


def test_problems_stand_in_the_order_of_the_file() -> None:
    problems = [
        Problem(ProblemCode.EMPTY_TEXT, Place(file="a", line=line, column=1))
        for line in (9, 1, 5)
    ]
    text = problems_text(problems, VI)
    places = [each.split(" ")[0] for each in text.splitlines() if each[0] == "a"]
    assert places == ["a:1:1:", "a:5:1:", "a:9:1:"]


def test_a_place_may_be_a_cell_or_an_option() -> None:
    cell = Problem(
        ProblemCode.EMPTY_TEXT, Place(file="b.xlsx", sheet="Quý I", cell="C7")
    )
    option = Problem(ProblemCode.EMPTY_TEXT, Place(argument="--reason"))
    text = problems_text([cell, option], VI)
    assert "b.xlsx Quý I C7: P126" in text
    assert "--reason: P126" in text


def test_problems_are_data_too() -> None:
    place = Place(file="a.yaml", line=2, column=3, excerpt="x: ")
    warning = Problem(ProblemCode.UNUSED, place, {"text": "g"})
    document = json.loads(problems_json([warning], voice(Lang.EN)))
    assert document["schema"] == "cchc.problems/1"
    (told,) = document["problems"]
    assert (told["code"], told["severity"]) == ("P229", "warning")
    assert (told["file"], told["line"], told["column"]) == ("a.yaml", 2, 3)
    assert (told["sheet"], told["cell"]) == (None, None)
