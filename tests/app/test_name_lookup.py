from cchc.app.name_lookup import find_by_name
from cchc.core.facts.report import TypedText
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, voice

WARDS = {
    "ptqd": ("Phường Tân Quy Đông",),
    "xtqt": ("Xã Tân Quy Tây",),
    "pah": ("Phường An Hòa",),
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


def test_part_of_one_name_is_suggested_but_never_taken() -> None:
    found = asked("an hoa")
    assert isinstance(found, Problem)
    assert found.code is ProblemCode.REPORT_UNKNOWN_UNIT
    assert "“Phường An Hòa”" in describe_problem(found, voice(Lang.VI)).hint


def test_a_whole_name_is_found_with_or_without_accents() -> None:
    assert asked("phuong tan quy dong") == "ptqd"
    assert asked("Xã Tân Quy Tây") == "xtqt"
