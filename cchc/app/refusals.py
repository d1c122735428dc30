"""Refused options of every command, and the exit code that problems call for.

Loaded when something is refused: most runs start without it.
"""

from collections.abc import Iterable

from cchc.text.problem import Place, Problem, ProblemCode
from cchc.words.translator import Lang

_COMMAND_LINE = frozenset(
    {
        ProblemCode.PERIOD_UNREADABLE,
        ProblemCode.AS_OF_UNREADABLE,
        ProblemCode.FORMAT_UNKNOWN,
        ProblemCode.OUTPUT_PROTECTED,
        ProblemCode.OUTPUT_UNWRITABLE,
        ProblemCode.LANG_UNKNOWN,
        ProblemCode.OPTION_CLASH,
        ProblemCode.SEAL_CODE,
    }
)


def exit_code(problems: Iterable[Problem]) -> int:
    """4 for the database, 2 when only the command line is wrong, else 1 (DESIGN 2)."""
    codes = {problem.code for problem in problems if not problem.is_warning}
    if any(code.value.startswith("P4") for code in codes):
        return 4
    return 2 if codes and codes <= _COMMAND_LINE else 1


def unreadable_day(text: str, option: str) -> Problem:
    """P502: the text typed for an option is no day."""
    return Problem(ProblemCode.AS_OF_UNREADABLE, Place(argument=option), {"text": text})


def unknown_language(text: str) -> Problem:
    """P506: the program does not speak it."""
    blanks: dict[str, str | tuple[str, ...]] = {"text": text, "known": tuple(Lang)}
    return Problem(ProblemCode.LANG_UNKNOWN, Place(argument="--lang"), blanks)
