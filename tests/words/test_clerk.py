"""What a unit reads of its own faults: no command, no option, no id, no code."""

from collections.abc import Iterator
from re import search

import pytest

from cchc.text.problem import Blank, Problem, ProblemCode
from cchc.words.problem import describe_for_clerk, describe_problem
from cchc.words.translator import Lang, voice
from tests.words.test_catalogues import book, everything

NAMES = {"ck-6b": "“Doanh nghiệp mới”", "hs-tong": "“Tổng số hồ sơ”"}
OF_PROGRAM = (
    r"`|--|\bcchc\b|\bnil\b|\bunavailable\b|\bP\d{3}\b|ck-6b|hs-tong"
    r"|\b(?:yes|done|doing|correction|[a-z]+_[a-z]+)\b"
)
OF_OFFICER = r"(?i)hỏi lại đơn vị|(?<!hoặc )xin đơn vị|đề nghị đơn vị|nhận lại"
OF_FORMS = [code for code in ProblemCode if code.value[1] in "37"]


SENTENCES = everything(book(Lang.VI))


def problems_with_blanks(code: ProblemCode) -> Iterator[Problem]:
    """A fault with something in each of its blanks, once for each of its slips."""
    stem = f"problem.{code.value}."
    slips = {name.removeprefix(stem) for name in SENTENCES if name.startswith(stem)}
    for slip in sorted(slips - {"hint", "clerk"}) or [""]:
        blanks: dict[str, Blank] = {"key": "ck-6b", "keys": ("ck-6b", "hs-tong")}
        blanks |= {"slip": slip} if slip else {}
        while True:
            problem = Problem(code, blanks=blanks)
            try:
                describe_for_clerk(problem, voice(Lang.VI), NAMES)
            except KeyError as missing:
                blanks[str(missing.args[0])] = 3
            else:
                yield problem
                break


@pytest.mark.parametrize("code", OF_FORMS)
def test_nothing_of_the_program_leaves_the_office(code: ProblemCode) -> None:
    for problem in problems_with_blanks(code):
        text = describe_for_clerk(problem, voice(Lang.VI), NAMES)
        assert text.hint
        assert not search(OF_PROGRAM, text.hint), text.hint
        assert "““" not in text.message
        assert not search(OF_OFFICER, text.hint), text.hint
        assert not search(r"ck-6b|hs-tong", text.message)


def test_the_officer_reads_commands_and_the_clerk_does_not() -> None:
    problem = Problem(ProblemCode.FORM_ROW_LOST, blanks={"keys": ("ck-6b",)})
    officer = describe_problem(problem, voice(Lang.VI))
    clerk = describe_for_clerk(problem, voice(Lang.VI), NAMES)
    assert "cchc report form" in officer.hint
    assert "cchc" not in clerk.hint
    assert "Doanh nghiệp mới" in clerk.message
