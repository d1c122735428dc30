from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cchc.app.context import AppContext
from cchc.app.name_lookup import find_by_name, unit_then_period
from cchc.core.facts.typed import TypedText
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.period import looks_like_period
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, voice
from tests.office import Run

WARDS = {
    "ptqd": ("Phường Tân Quy Đông",),
    "xtqt": ("Xã Tân Quy Tây",),
    "p-1": ("Phường 1",),
    "pah": ("Phường An Hòa",),
    "tckh": ("Phòng Tài chính - Kế hoạch",),
    "vp": ("Văn phòng HĐND và UBND",),
}


def asked(text: str) -> str | Problem:
    return find_by_name(
        TypedText(text, Place(argument=text)), WARDS, ProblemCode.REPORT_UNKNOWN_UNIT
    )


def test_part_of_several_names_is_told_with_all_of_them() -> None:
    found = asked("tan quy")
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.NAME_OF_SEVERAL
    message = describe_problem(found, voice(Lang.VI)).message
    assert "Phường Tân Quy Đông, Xã Tân Quy Tây" in message
    assert "An Hòa" not in message


@pytest.mark.parametrize(
    ("typed", "unit"),
    [
        ("UBND phường 1", "p-1"),
        ("ubnd phuong 1", "p-1"),
        ("Ủy ban nhân dân Phường 1", "p-1"),
        ("P.1", "p-1"),
        ("p. 1", "p-1"),
        ("p1", "p-1"),
        ("phuong1", "p-1"),
        ("Phường-1", "p-1"),
        ("P.An Hòa", "pah"),
        ("x. tân quy tây", "xtqt"),
        ("UBND xã Tân Quy Tây", "xtqt"),
        ("UBND xã Tân Quy Tây, thành phố Sa Đéc", "xtqt"),
        ("Xã TQT", "xtqt"),
        ("phường 01", "p-1"),
        ("ward 1", "p-1"),
        ("P. Tài chính - Kế hoạch", "tckh"),
        ("P.TC-KH", "tckh"),
        ("phòng TCKH", "tckh"),
        ("VP HĐND&UBND", "vp"),
    ],
)
def test_a_unit_is_found_as_people_write_it(typed: str, unit: str) -> None:
    assert asked(typed) == unit


@pytest.mark.parametrize(
    "typed",
    ["UBND", "P.", "P.11", "P.T", "p.", "phường TCKH", "phuong 11", "x.1", "..."],
)
def test_what_names_no_unit_is_not_taken_for_one(typed: str) -> None:
    assert isinstance(asked(typed), Problem)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("p1", "Q1"),
        ("Q1", "p1"),
        ("quý 2", "UBND phường 1"),
        ("9 tháng", "p1"),
        ("p1", "không phải kỳ"),
        ("1", "2"),
        ("p1", "Q9"),
    ],
)
def test_unit_and_period_may_come_in_either_order(
    first: str, second: str, office: Path
) -> None:
    assert office.exists()
    app = AppContext(voice(Lang.VI), date(2022, 3, 1), datetime.now(tz=UTC))  # noqa: TID251
    is_swapped = looks_like_period(first) and not looks_like_period(second)
    pair = (second, first) if is_swapped else (first, second)
    assert unit_then_period(app, first, second) == pair


@pytest.mark.parametrize(
    "words",
    [
        "report add {} ck-6b=2",
        "report show {}",
        "report withdraw {} --reason x",
        "report accept {}",
        "report return {} --reason x",
        "unit exempt {} --reason x",
        "unit extend {} --until 25/3 --reason x",
        "report form {} --output forms",
    ],
)
def test_every_verb_takes_unit_and_period_in_either_order(words: str, run: Run) -> None:
    dry = [] if words.startswith(("report show", "report form")) else ["--dry-run"]
    one = run(*words.format("p1 Q1").split(), *dry)
    other = run(*words.format("Q1 p1").split(), *dry)
    assert one[0] == other[0]
    if "form" not in words:  # the second form tells that it replaced the first
        assert one == other


def test_part_of_one_name_is_suggested_but_never_taken() -> None:
    found = asked("an hoa")
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.REPORT_UNKNOWN_UNIT
    assert "“Phường An Hòa”" in describe_problem(found, voice(Lang.VI)).hint


def test_a_whole_name_is_found_with_or_without_accents() -> None:
    assert asked("phuong tan quy dong") == "ptqd"
    assert asked("Xã Tân Quy Tây") == "xtqt"
