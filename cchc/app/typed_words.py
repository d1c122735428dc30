"""What stood on the command line, before anything is made of it: no empty value.

One place for every argument and option of every verb: they are read by their
declarations, between the words typed and the values that a verb gets.
"""

from collections.abc import Mapping

import typer

from cchc.app.context import AppContext
from cchc.app.usage_errors import Parameter, metavar, parameters
from cchc.text.input_text import LONGEST_LINE, LONGEST_TEXT, read_text
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import replace
from cchc.words.translator import Voice

LONGEST_PATH = 4_096
_TEXTS = ("TEXT", "VALUE")
"""Metavars end like this where several lines may be typed."""


def read_words(ctx: typer.Context, typed: Mapping[str, object]) -> dict[str, object]:
    """What was typed for each parameter, in NFC; paths as they were typed.

    Refuses all at once (exit 2) what is blank (P531) and what no text may hold
    (P127, P146).
    """
    app, read, problems = ctx.ensure_object(AppContext), dict(typed), list[Problem]()
    for param in parameters(ctx):
        words = typed.get(param.name or "")
        several = isinstance(words, list | tuple)
        each = words if isinstance(words, list | tuple) else [words]
        values = [
            read_word(word, param, app.voice) if isinstance(word, str) else word
            for word in each
        ]
        problems += [value for value in values if isinstance(value, Problem)]
        if param.name in read and each:
            read[str(param.name)] = values if several else values[0]
    if problems:
        app.refuse(problems, as_json=wants_json(typed))
    return read


def read_word(word: str, param: Parameter, voice: Voice) -> str | Problem:
    """One word typed for a parameter, or why it cannot be taken."""
    is_path = getattr(param.type, "name", "") in {"path", "file", "directory"}
    is_text = (param.metavar or "").rstrip(".]").endswith(_TEXTS)
    longest = LONGEST_PATH if is_path else LONGEST_TEXT if is_text else LONGEST_LINE
    text = read_text(word, longest=longest, lines=is_text)
    if isinstance(text, str) and text.strip():
        return word if is_path else text
    is_option = isinstance(param, typer.core.TyperOption)
    at = Place(argument=param.opts[0] if is_option else metavar(param, voice))
    if isinstance(text, Problem):
        return replace(text, place=at)
    return Problem(ProblemCode.VALUE_EMPTY, at)


def wants_json(values: Mapping[str, object]) -> bool:
    """Whether the parameters of a verb ask for JSON, by `--json` or `--format`."""
    return bool(values.get("as_json")) or (
        str(values.get("format_name")).lower() == "json"
    )
