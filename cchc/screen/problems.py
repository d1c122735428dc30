"""Problems on a screen, or as the document `cchc.problems/1`; plain text, no paint.

from typing import Literal
plan.yaml:14:11: P115 “73 DN” không phải là số.
14 |     target: {at_least: 73 DN}
|                        ^
Chỉ ghi con số; …
"""

from collections.abc import Iterable
from typing import Literal

from cchc.screen.document import JsonDocument, key
from cchc.text.problem import Problem, in_order
from cchc.text.width import columns
from cchc.words.problem import ProblemText, describe_problem
from cchc.words.translator import Voice

_WIDEST = 100
_BEFORE = 60


def problems_text(problems: Iterable[Problem], voice: Voice) -> str:
    """All problems in the order of their files, each with its line and its cure."""
    told = [describe_problem(each, voice) for each in in_order(problems)]
    return "\n".join(problem_text(each, voice) for each in told)


def problem_text(told: ProblemText, voice: Voice) -> str:
    """One problem: place, code, what is wrong; the line and a caret; the cure."""
    where = _where(told)
    head = f"{where}: " if where else ""
    word = voice.say("problem.warning") + " " if told.severity == "warning" else ""
    lines = [f"{head}{told.code} {word}{told.message}", *_excerpt(told)]
    lines += [f"    {told.hint}"] if told.hint else []
    return "\n".join(lines)


def _where(told: ProblemText) -> str:
    if told.sheet is not None or told.cell is not None:
        parts = [told.file, told.sheet, told.cell]
        return " ".join(each for each in parts if each)
    if told.file is None:
        return told.argument or ""
    return ":".join(str(each) for each in (told.file, told.line, told.column) if each)


def _excerpt(told: ProblemText) -> list[str]:
    if told.excerpt is None or told.line is None or told.column is None:
        return []
    text, column = told.excerpt.replace("\t", " "), told.column - 1
    cut = max(0, column - _BEFORE) if len(text) > _WIDEST else 0
    shown = ("…" if cut else "") + text[cut:][:_WIDEST]
    shown += "…" if len(text) - cut > _WIDEST else ""
    before = ("…" if cut else "") + text[cut:column]
    number = f"{told.line:>4}"
    gap = " " * len(number)
    return [f"{number} | {shown}", f"{gap} | {' ' * columns(before)}^"]


class ProblemJson(JsonDocument):
    """One thing that is wrong, where, and its cure; places count from 1."""

    code: str = key("Its code: `cchc explain` tells of it.")
    severity: Literal["error", "warning"] = key("A warning forbids nothing.")
    message: str = key("What is wrong.")
    hint: str = key("The cure.")
    file: str | None = key("The file it is in.")
    line: int | None = key("The line.")
    column: int | None = key("The column.")
    sheet: str | None = key("The sheet of a workbook.")
    cell: str | None = key("The cell of a sheet: `B7`.")
    argument: str | None = key("What was typed on the command line.")
    excerpt: str | None = key("The line as it was written.")


def tell_all(problems: Iterable[Problem], voice: Voice) -> list[ProblemText]:
    """The problems in words, in the order of their files."""
    return [describe_problem(problem, voice) for problem in in_order(problems)]


class ProblemsJson(
    JsonDocument,
    schema="cchc.problems/1",
    verbs=("plan check", "any verb that refuses"),
):
    """Why something was refused, or what was found in a plan."""

    problems: list[ProblemJson] = key(
        "Each problem, in the order of the files.",
        join=lambda problems, given: tell_all(problems, given["voice"]),
    )


def problems_json(problems: Iterable[Problem], voice: Voice) -> str:
    """The document `cchc.problems/1`."""
    return ProblemsJson.as_json(problems, voice=voice)
