"""Problems on a screen, or as the document `cchc.problems/1`; plain text, no paint.

plan.yaml:14:11: P115 “73 DN” không phải là số.
14 |     target: {at_least: 73 DN}
|                        ^
Chỉ ghi con số; …
"""

from collections.abc import Iterable
from typing import Literal

from cchc.screen.document import JsonDocument, key
from cchc.text.problem import Place, Problem, in_order
from cchc.text.width import columns
from cchc.words.problem import ProblemText, describe_problem
from cchc.words.translator import Voice

_WIDEST = 100
_BEFORE = 60


def problems_text(problems: Iterable[Problem], voice: Voice) -> str:
    """All problems in the order of their files, each with its line and its cure."""
    return "\n".join(
        problem_text(describe_problem(p, voice), voice) for p in in_order(problems)
    )


def problem_text(problem: ProblemText, voice: Voice) -> str:
    """One problem: place, code, what is wrong; the line and a caret; the cure."""
    at = problem.place
    where: list[str | int | None] = [at.argument]
    mark = ":"
    if at.sheet is not None or at.cell is not None:
        where, mark = [at.file, at.sheet, at.cell], " "
    elif at.file is not None:
        where = [at.file, at.line, at.column]
    place = mark.join(str(part) for part in where if part)
    head = f"{place}: " if place else ""
    is_warning = problem.severity == "warning"
    word = voice.say("problem.warning") + " " if is_warning else ""
    lines = [f"{head}{problem.code} {word}{problem.message}", *_excerpt(at)]
    lines += [f"    {problem.hint}"] if problem.hint else []
    return "\n".join(lines)


def _excerpt(at: Place) -> list[str]:
    if at.excerpt is None or at.line is None or at.column is None:
        return []
    text, column = at.excerpt.replace("\t", " "), at.column - 1
    cut = max(0, column - _BEFORE) if len(text) > _WIDEST else 0
    shown = ("…" if cut else "") + text[cut:][:_WIDEST]
    shown += "…" if len(text) - cut > _WIDEST else ""
    before = ("…" if cut else "") + text[cut:column]
    number = f"{at.line:>4}"
    gap = " " * len(number)
    return [f"{number} | {shown}", f"{gap} | {' ' * columns(before)}^"]


class ProblemJson(JsonDocument):
    """One thing that is wrong, where, and its cure; places count from 1."""

    code: str = key("Its code: `cchc explain` tells of it.")
    severity: Literal["error", "warning"] = key("A warning forbids nothing.")
    message: str = key("What is wrong.")
    hint: str = key("The cure.")
    file: str | None = key("The file it is in.", "place.file")
    line: int | None = key("The line.", "place.line")
    column: int | None = key("The column.", "place.column")
    sheet: str | None = key("The sheet of a workbook.", "place.sheet")
    cell: str | None = key("The cell of a sheet: `B7`.", "place.cell")
    argument: str | None = key("What was typed on the command line.", "place.argument")
    excerpt: str | None = key("The line as it was written.", "place.excerpt")


def tell_all(
    problems: Iterable[Problem | ProblemText], voice: Voice
) -> list[ProblemText]:
    """The problems in words, in the order of their files; what is in words first."""
    listed = tuple(problems)
    texts = [problem for problem in listed if isinstance(problem, ProblemText)]
    others = [problem for problem in listed if isinstance(problem, Problem)]
    return [*texts, *(describe_problem(p, voice) for p in in_order(others))]


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


def problems_json(problems: Iterable[Problem | ProblemText], voice: Voice) -> str:
    """The document `cchc.problems/1`."""
    return ProblemsJson.as_json(problems, voice=voice)
