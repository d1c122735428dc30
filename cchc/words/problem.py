"""A problem put into words: what is wrong, where, and the cure."""

from collections.abc import Mapping

from cchc.text.compare import nearest
from cchc.text.day import day_slip
from cchc.text.lazy import lazy_pattern
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line, visible_text
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice

_IDS = frozenset({"key", "keys", "cells"})
"""Blanks that hold ids of a plan."""
_OF_PROGRAM = lazy_pattern(
    r"`|--|_|\+Tên|\b(?:cchc|nil|unavailable|yes|no|done|doing|correction|commitment)\b"
)
"""What only whoever sits at the program understands."""
NO_DAYS = (
    *(ProblemCode.NOT_A_DATE, ProblemCode.DATE_UNREADABLE),
    ProblemCode.AS_OF_UNREADABLE,
)
MOST_NAMES = 40
"""How many names that would have been right are listed."""


class ProblemText(Record):
    """A problem as a person or a program reads it; `severity`: error or warning.

    All text is safe to print, that of its place too.
    """

    code: str
    severity: str
    message: str
    hint: str
    place: Place


def describe_problem(problem: Problem, voice: Voice) -> ProblemText:
    """The problem's sentence and cure in the voice's language.

    When the blanks `known` and `text` are both there, the hint begins with the
    name nearest to what was written. A blank `slip` is a code: it is filled with the
    sentence `problem.CODE.SLIP`.
    """
    code = problem.code.value
    at = problem.place
    blanks = {name: _blank_text(blank) for name, blank in problem.blanks.items()}
    if "slip" in blanks:
        blanks["slip"] = voice.say(f"problem.{code}.{blanks['slip']}", **blanks)
    return ProblemText(
        code=code,
        severity="warning" if problem.is_warning else "error",
        message=voice.say(f"problem.{code}", **blanks),
        hint=_hint(problem, voice, blanks),
        place=replace(
            at,
            file=None if at.file is None else one_line(at.file),
            sheet=None if at.sheet is None else one_line(at.sheet),
            argument=None if at.argument is None else _argument(at.argument, voice),
            excerpt=None if at.excerpt is None else visible_text(at.excerpt),
        ),
    )


def _argument(text: str, voice: Voice) -> str:
    """What was typed; FILE and its like as the help of this language has them."""
    code = f"metavar.{text.lower()}"
    return voice.say(code) if text.isupper() and voice.knows(code) else one_line(text)


def describe_for_clerk(
    problem: Problem, voice: Voice, names: Mapping[str, str]
) -> ProblemText:
    """The same to whoever filled in a form: no command, no option, no id.

    `names` are what the form prints for ids. The cure is `problem.CODE.clerk` where
    there is one, else the hint if it holds nothing of the program, else to look at the
    place again.
    """
    problem = with_base_name(problem)
    blanks = {
        name: _named(blank, names) if name in _IDS else blank
        for name, blank in problem.blanks.items()
    }
    text = describe_problem(replace(problem, blanks=blanks), voice)
    code, hint = f"problem.{text.code}.clerk", text.hint
    if voice.knows(code):
        texts = {name: _blank_text(blank) for name, blank in blanks.items()}
        hint = voice.say(code, **texts)
    elif _OF_PROGRAM.search(hint):
        hint = voice.say("problem.clerk")
    message = text.message.replace("““", "“").replace("””", "”")  # of names in quotes
    return replace(text, message=message, hint=hint)


def with_base_name(problem: Problem) -> Problem:
    """The problem with its file named without the folders that it lies in here."""
    file = problem.place.file
    name = (file or "").replace("\\", "/").rpartition("/")[2].rpartition(" › ")[2]
    blanks = {
        key: name if file and blank == file else blank
        for key, blank in problem.blanks.items()
    }
    return replace(problem, blanks=blanks)


def _named(blank: Blank, names: Mapping[str, str]) -> Blank:
    """Ids by the names that people know."""
    if isinstance(blank, tuple):
        return tuple(names.get(key, key) for key in blank)
    return names.get(blank, blank) if isinstance(blank, str) else blank


def _blank_text(blank: Blank) -> str | int:
    match blank:
        case int():
            return blank
        case str():
            return one_line(blank)
        case tuple():
            more = ("…",) if len(blank) > MOST_NAMES else ()
            names = (one_line(name) for name in blank[:MOST_NAMES])
            return ", ".join((*names, *more)) or NOTHING


def _hint(problem: Problem, voice: Voice, blanks: dict[str, str | int]) -> str:
    """The cure; before it the known name that is nearest to what was written."""
    cure = voice.say(f"problem.{problem.code.value}.hint", **blanks)
    if problem.code in NO_DAYS and (slip := day_slip(str(problem.blanks["text"]))):
        return voice.say(f"problem.day.{slip[0]}", **slip[1]) + " " + cure
    text, known = problem.blanks.get("text"), problem.blanks.get("known")
    guess = None
    if isinstance(text, str) and isinstance(known, tuple):
        guess = nearest(text, known)
    if guess is None:
        return cure
    return voice.say("problem.nearest", name=one_line(guess)) + " " + cure
