"""Refused options of every command, and the exit code that problems call for.

Loaded when something is refused: most runs start without it.
"""

from collections.abc import Iterable
from datetime import date

from cchc.app.command_line import UsageAdvice
from cchc.text.day import FIRST_DAY, LAST_DAY, short
from cchc.text.input_text import LONGEST_LINE, read_text
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.words.translator import Lang, Voice

_COMMAND_LINE = frozenset(
    {
        ProblemCode.PERIOD_UNREADABLE,
        ProblemCode.AS_OF_UNREADABLE,
        ProblemCode.FORMAT_UNKNOWN,
        ProblemCode.OUTPUT_PROTECTED,
        ProblemCode.OUTPUT_FOLDER,
        ProblemCode.OUTPUT_FILE,
        ProblemCode.OUTPUT_UNPRINTABLE,
        ProblemCode.OUTPUT_UNWRITABLE,
        ProblemCode.LANG_UNKNOWN,
        ProblemCode.OPTION_CLASH,
        ProblemCode.TERM_UNKNOWN,
        ProblemCode.SEAL_CODE,
        ProblemCode.VALUE_EMPTY,
        ProblemCode.PAPER_UNREADABLE,
        ProblemCode.CONTROL_CHARACTER,
        ProblemCode.TEXT_TOO_LONG,
    }
)


WRITTEN_NOT_SHOWN = 5
"""The exit code of an act that is stored, when its answer or paper got lost."""


def exit_code(problems: Iterable[Problem]) -> int:
    """4 for the database, 2 when only the command line is wrong, else 1 (DESIGN 2)."""
    faults = [problem for problem in problems if not problem.is_warning]
    if any(problem.code.value.startswith("P4") for problem in faults):
        return 4
    is_typed = (p.code in _COMMAND_LINE and p.place.file is None for p in faults)
    return 2 if faults and all(is_typed) else 1


def misuse_json(advice: UsageAdvice, voice: Voice) -> str:
    """A command line that was refused, as the document `cchc.problems/1`."""
    from cchc.screen.problems import problems_json
    from cchc.words.problem import ProblemText

    text = ProblemText(
        advice.code.value, "error", advice.sentence, advice.cure, Place()
    )
    return problems_json([text], voice)


def unusable_day(day: date | None, text: str, option: str) -> Problem:
    """P502: the text typed for an option is no day; P346: the day cannot be meant."""
    at = Place(argument=option)
    if day is None:
        return Problem(ProblemCode.AS_OF_UNREADABLE, at, {"text": text})
    ends = {"first": short(FIRST_DAY), "last": short(LAST_DAY)}
    blanks: dict[str, Blank] = {"slip": "option", "day": short(day), "option": option}
    return Problem(ProblemCode.DATE_IMPOSSIBLE, at, blanks | ends)


def unknown_language(text: str) -> Problem:
    """P506: the program does not speak it."""
    blanks: dict[str, str | tuple[str, ...]] = {"text": text, "known": tuple(Lang)}
    return Problem(ProblemCode.LANG_UNKNOWN, Place(argument="--lang"), blanks)


def unusable_setting(name: str, word: str) -> Problem | None:
    """Why a global option or its variable cannot be taken (P127, P146, P531)."""
    at = Place(argument=name)
    text = read_text(word, at, LONGEST_LINE, lines=False)
    if isinstance(text, Problem):
        return text
    return None if text.strip() else Problem(ProblemCode.VALUE_EMPTY, at)
