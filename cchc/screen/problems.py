"""Problems on a screen, or as the document `cchc.problems/1`; plain text, no paint.

plan.yaml:14:11: P115 “73 DN” không phải là số.
14 |     target: {at_least: 73 DN}
|                        ^
Chỉ ghi con số; …
"""

import json
from collections.abc import Iterable

from cchc.text.problem import Problem, in_order
from cchc.text.width import columns
from cchc.words.problem import Told, tell
from cchc.words.translator import Voice

SCHEMA = "cchc.problems/1"
_WIDEST = 100
_BEFORE = 60


def problems_text(problems: Iterable[Problem], voice: Voice) -> str:
    """All problems in the order of their files, each with its line and its cure."""
    told = [tell(each, voice) for each in in_order(problems)]
    return "\n".join(problem_text(each, voice) for each in told)


def problem_text(told: Told, voice: Voice) -> str:
    """One problem: place, code, what is wrong; the line and a caret; the cure."""
    where = _where(told)
    head = f"{where}: " if where else ""
    word = voice.say("problem.warning") + " " if told.severity == "warning" else ""
    lines = [f"{head}{told.code} {word}{told.message}", *_excerpt(told)]
    lines += [f"    {told.hint}"] if told.hint else []
    return "\n".join(lines)


def _where(told: Told) -> str:
    if told.sheet is not None or told.cell is not None:
        parts = [told.file, told.sheet, told.cell]
        return " ".join(each for each in parts if each)
    if told.file is None:
        return told.argument or ""
    return ":".join(str(each) for each in (told.file, told.line, told.column) if each)


def _excerpt(told: Told) -> list[str]:
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


def problems_json(problems: Iterable[Problem], voice: Voice) -> str:
    """The document `cchc.problems/1`: code, severity, message, hint and place of each.

    Keys of the place: file, line, column, sheet, cell, argument; null when unknown.
    """
    listed = [problem_fields(tell(each, voice)) for each in in_order(problems)]
    document = {"schema": SCHEMA, "problems": listed}
    return json.dumps(document, ensure_ascii=False, indent=2)


def problem_fields(told: Told) -> dict[str, str | int | None]:
    """One problem as JSON."""
    names = ("code", "severity", "message", "hint", "file", "line", "column")
    more = ("sheet", "cell", "argument", "excerpt")
    return {name: getattr(told, name) for name in (*names, *more)}
