"""Help pages in the reader's language, as wide as the screen.

Texts of commands and options are already words when they come here; only headings
and the notes in brackets are said here.
"""

from collections.abc import Mapping

import typer
import typer.core

from cchc.app.usage_errors import Parameter, metavar, parameters, usage_line
from cchc.text.width import columns, padded, wrapped
from cchc.words.translator import Voice

Row = tuple[str, str]

_LEFT = 30


def help_page(
    ctx: typer.Context, verbs: Mapping[str, str], voice: Voice, width: int
) -> str:
    """The whole help of a command, without a line end after it.

    `verbs` are the verbs of a family with the first line of their help.
    """
    is_root = ctx.parent is None
    shown = [each for each in parameters(ctx) if not each.hidden]
    arguments = [each for each in shown if isinstance(each, typer.core.TyperArgument)]
    options = [each for each in shown if isinstance(each, typer.core.TyperOption)]
    blocks = [
        wrapped(voice.say("help.usage", usage=usage_line(ctx, voice)), width),
        wrapped(ctx.command.help or "", width),
        _table("help.commands", list(verbs.items()), voice, width),
        _table(
            "help.arguments", [_row(each, voice) for each in arguments], voice, width
        ),
        _table(
            "help.global_options" if is_root else "help.options",
            [_row(each, voice) for each in options],
            voice,
            width,
        ),
        _examples(ctx, voice),
        [] if is_root else wrapped(voice.say("help.globals_elsewhere"), width),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if any(lines))


def _row(param: Parameter, voice: Voice) -> Row:
    notes = [
        *([voice.say("help.required")] if param.required else []),
        *_default(param, voice),
    ]
    after = f"[{'; '.join(notes)}]" if notes else ""
    return _name(param, voice), " ".join(filter(None, [param.help, after]))


def _name(param: Parameter, voice: Voice) -> str:
    if isinstance(param, typer.core.TyperArgument):
        return metavar(param, voice)
    names = ", ".join((*param.opts, *param.secondary_opts))
    if param.is_flag or param.count:
        return names
    choices = getattr(param.type, "choices", ())
    value = "|".join(str(each) for each in choices) or metavar(param, voice)
    return f"{names} {value}"


def _default(param: Parameter, voice: Voice) -> list[str]:
    default = param.default
    if default in (None, False, True, "", (), []) or callable(default):
        return []
    return [voice.say("help.default", value=getattr(default, "value", default))]


def _table(code: str, rows: list[Row], voice: Voice, width: int) -> list[str]:
    """A heading and its rows: names on the left, what they mean on the right."""
    if not rows:
        return []
    left = min(max(columns(name) for name, _ in rows), _LEFT, max(width // 2 - 4, 8))
    lines = wrapped(voice.say(code), width)
    for name, text in rows:
        lines += _entry(name, wrapped(text, max(width - left - 4, 20)), left)
    return lines


def _entry(name: str, text: list[str], left: int) -> list[str]:
    indent = " " * (left + 4)
    if columns(name) > left:
        return [f"  {name}", *(f"{indent}{each}" for each in text)]
    first = f"  {padded(name, left)}  {text[0]}".rstrip()
    return [first, *(f"{indent}{each}" for each in text[1:])]


def _examples(ctx: typer.Context, voice: Voice) -> list[str]:
    if not ctx.command.epilog:
        return []
    lines = ctx.command.epilog.splitlines()
    return [voice.say("help.examples"), *(f"  {line}" for line in lines)]
