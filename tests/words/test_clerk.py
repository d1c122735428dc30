"""What a unit reads of its own faults: no command, no option, no id, no code."""

from re import search

import pytest

from cchc.text.problem import Blank, Problem, ProblemCode
from cchc.words.problem import (
    ProblemText,
    describe_for_clerk,
    describe_problem,
)
from cchc.words.translator import Lang, voice

NAMES = {"ck-6b": "“Doanh nghiệp mới”", "hs-tong": "“Tổng số hồ sơ”"}
OF_PROGRAM = r"`|--|\bcchc\b|\bnil\b|\bunavailable\b|\bP\d{3}\b|ck-6b|hs-tong|\byes\b"
OF_FORMS = [code for code in ProblemCode if code.value[1] in "37"]


def told(code: ProblemCode) -> ProblemText:
    """The fault as a clerk reads it, with something in each of its blanks."""
    blanks: dict[str, Blank] = {"key": "ck-6b", "keys": ("ck-6b", "hs-tong")}
    while True:
        problem = Problem(code, blanks=blanks)
        try:
            return describe_for_clerk(problem, voice(Lang.VI), NAMES)
        except KeyError as missing:
            blanks[str(missing.args[0])] = 3


@pytest.mark.parametrize("code", OF_FORMS)
def test_nothing_of_the_program_leaves_the_office(code: ProblemCode) -> None:
    text = told(code)
    assert text.hint
    assert not search(OF_PROGRAM, text.hint), text.hint
    assert not search(r"ck-6b|hs-tong", text.message)


def test_the_officer_reads_commands_and_the_clerk_does_not() -> None:
    problem = Problem(ProblemCode.FORM_ROW_LOST, blanks={"keys": ("ck-6b",)})
    officer = describe_problem(problem, voice(Lang.VI))
    clerk = describe_for_clerk(problem, voice(Lang.VI), NAMES)
    assert "cchc report form" in officer.hint
    assert "cchc" not in clerk.hint
    assert "Doanh nghiệp mới" in clerk.message
