"""Help pages in the reader's language, as wide as the screen.

Texts of commands and options are already words when they come here; only headings
and the notes in brackets are said here.
"""

from collections.abc import Mapping

import typer
import typer.core

from cchc.app.command_line import TyperParameter, metavar, parameters, usage_line
from cchc.text.width import columns, pad_to_width, wrapped
from cchc.words.translator import Voice

Row = tuple[str, str]

EXIT_CODES = (0, 1, 2, 3, 4, 5, 70, 130)
"""The numbers with which a run ends (DESIGN 2)."""
_LEFT = 30
_MOST = 12


def help_page(
    ctx: typer.Context,
    verbs: Mapping[str, str],
    voice: Voice,
    width: int,
    *,
    every: bool,
) -> str:
    """The help of a command, without a line end after it.

    `verbs` are the verbs of a family with the first line of their help. Not more
    than twelve options are told of, the last ones only named, unless `every` is.
    """
    is_root = ctx.parent is None
    arguments: list[Row] = []
    options: list[Row] = []
    for param in parameters(ctx):
        is_argument = isinstance(param, typer.core.TyperArgument)
        if not param.hidden:
            (arguments if is_argument else options).append(_row(param, voice))
    *options, own = options
    many = [] if every else options[_MOST - 1 :]
    options = [*options[: len(options) - len(many)], own]
    names = ", ".join(name.split(" ")[0].rstrip(",") for name, _ in many)
    others = voice.say("help.others", names=names, verb=ctx.command_path)
    option_code = "help.global_options" if is_root else "help.options"
    codes = [(str(code), voice.say(f"end.code.{code}")) for code in EXIT_CODES]
    examples = [f"  {line}" for line in (ctx.command.epilog or "").splitlines()]
    blocks = [
        wrapped(voice.say("help.usage", usage=usage_line(ctx, voice)), width),
        wrapped(ctx.command.help or "", width),
        _table("help.commands", list(verbs.items()), voice, width),
        _table("help.arguments", arguments, voice, width),
        _table(option_code, options, voice, width),
        wrapped(others, width) if many else [],
        [voice.say("help.examples"), *examples] if examples else [],
        _table("help.exit_codes", codes if is_root else [], voice, width),
        [] if is_root else wrapped(voice.say("help.globals_elsewhere"), width),
    ]
    return "\n\n".join("\n".join(lines) for lines in blocks if any(lines))


def _row(param: TyperParameter, voice: Voice) -> Row:
    """How a parameter is typed, and what it means with its notes in brackets."""
    notes = [voice.say("help.required")] if param.required else []
    default = param.default
    if default not in (None, False, True, "", (), []) and not callable(default):
        value = getattr(default, "value", default)
        notes.append(voice.say("help.default", value=value))
    after = f"[{'; '.join(notes)}]" if notes else ""
    return _name(param, voice), " ".join(filter(None, [param.help, after]))


def _name(param: TyperParameter, voice: Voice) -> str:
    if isinstance(param, typer.core.TyperArgument):
        return metavar(param, voice).replace("]... [", " ")
    names = ", ".join((*param.opts, *param.secondary_opts))
    if param.is_flag or param.count:
        return names
    choices = getattr(param.type, "choices", ())
    return f"{names} {'|'.join(map(str, choices)) or metavar(param, voice)}"


def _table(code: str, rows: list[Row], voice: Voice, width: int) -> list[str]:
    """A heading and its rows: names on the left, what they mean on the right."""
    if not rows:
        return []
    left = min(max(columns(name) for name, _ in rows), _LEFT, max(width // 2 - 4, 8))
    lines = wrapped(voice.say(code), width)
    for name, text in rows:
        first, *others = wrapped(text, max(width - left - 4, 20))
        if columns(name) > left:
            lines += [f"  {name}", f"{' ' * (left + 4)}{first}"]
        else:
            lines.append(f"  {pad_to_width(name, left)}  {first}".rstrip())
        lines += [f"{' ' * (left + 4)}{line}" for line in others]
    return lines
