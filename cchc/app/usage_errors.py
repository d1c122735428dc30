"""What is wrong with a command line, in the reader's words, and the cure.

The command-line library speaks English; here only its kinds of trouble and their
public attributes are read, never its sentences.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from re import Match, sub
from typing import cast

import typer
import typer.core

from cchc.text.compare import nearest
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

Parameter = typer.core.TyperArgument | typer.core.TyperOption


class UsageError(typer.TyperException):
    """A command line that is refused; its sentence is under `code`."""

    exit_code = 2

    def __init__(
        self, code: str, ctx: typer.Context | None = None, **blanks: str
    ) -> None:
        super().__init__(code)
        self.code = code
        self.ctx = ctx
        self.blanks = blanks


def usage_advice(trouble: typer.TyperException, voice: Voice) -> str:
    """One sentence and one cure about a refused command line."""
    match trouble, type(trouble).__name__:
        case UsageError(), _:
            sentence, cure = _own_error(trouble, voice)
        case _, "NoSuchOption":
            sentence, cure = _unknown_option(trouble, voice)
        case _, "MissingParameter":
            sentence, cure = _missing(trouble, voice)
        case _, "BadOptionUsage":
            sentence, cure = _option_value(trouble, voice), ""
        case _, "BadParameter":
            sentence, cure = _bad_value(trouble, voice)
        case _:
            sentence, cure = voice.say("misuse.other"), ""
    ctx = error_context(trouble)
    path = ctx.command_path if ctx is not None else "cchc"
    return f"{sentence} {cure or voice.say('misuse.see_help', command=path)}"


def error_context(trouble: typer.TyperException) -> typer.Context | None:
    """Where on the command line the trouble came up."""
    ctx = getattr(trouble, "ctx", None)  # the class itself is private
    return None if ctx is None else cast("typer.Context", ctx)


@contextmanager
def locate_usage_errors(ctx: typer.Context) -> Iterator[None]:
    """Give troubles that do not know where they came up their place."""
    try:
        yield
    except typer.TyperException as trouble:
        if error_context(trouble) is None:
            vars(trouble)["ctx"] = ctx
        raise


def parameters(ctx: typer.Context) -> list[Parameter]:
    """The arguments and options of a command, its help option too."""
    return [
        param
        for param in ctx.command.get_params(ctx)
        if isinstance(param, typer.core.TyperArgument | typer.core.TyperOption)
    ]


# Sentence and cure of each kind of trouble; without a cure, the help is named.


def _own_error(trouble: UsageError, voice: Voice) -> tuple[str, str]:
    blanks = {name: one_line(text) for name, text in trouble.blanks.items()}
    sentence, cure = voice.say(trouble.code, **blanks), f"{trouble.code}.cure"
    if guess := blanks.get("guess"):
        return sentence, voice.say("problem.nearest", name=guess)
    return sentence, voice.say(cure, **blanks) if voice.knows(cure) else ""


def _unknown_option(trouble: typer.TyperException, voice: Voice) -> tuple[str, str]:
    name = str(getattr(trouble, "option_name", ""))
    ctx = error_context(trouble)
    levels = () if ctx is None else (ctx, cast("typer.Context", ctx.find_root()))
    known = [
        option_name
        for level in levels
        for option in parameters(level)
        if isinstance(option, typer.core.TyperOption) and not option.hidden
        for option_name in (*option.opts, *option.secondary_opts)
        if option_name.startswith("-")
    ]
    sentence = voice.say("misuse.no_option", option=one_line(name))
    guess = nearest(name, known)
    return sentence, "" if guess is None else voice.say("problem.nearest", name=guess)


def _missing(trouble: typer.TyperException, voice: Voice) -> tuple[str, str]:
    missing = getattr(trouble, "param", None)
    if isinstance(missing, typer.core.TyperOption):
        sentence = voice.say("misuse.missing_option", option=missing.opts[0])
    else:
        is_argument = isinstance(missing, typer.core.TyperArgument)
        name = metavar(missing, voice) if is_argument else ""
        sentence = voice.say("misuse.missing_argument", name=name)
    ctx = error_context(trouble)
    usage = "" if ctx is None else usage_line(ctx, voice)
    return sentence, voice.say("misuse.usage", usage=usage) if usage else ""


def _option_value(trouble: typer.TyperException, voice: Voice) -> str:
    name = str(getattr(trouble, "option_name", ""))
    ctx = error_context(trouble)
    is_flag = any(
        isinstance(option, typer.core.TyperOption) and option.is_flag
        for option in (parameters(ctx) if ctx is not None else ())
        if name in option.opts
    )
    code = "misuse.value_needless" if is_flag else "misuse.value_missing"
    return voice.say(code, option=one_line(name))


def _bad_value(trouble: typer.TyperException, voice: Voice) -> tuple[str, str]:
    param = getattr(trouble, "param", None)
    name = "?"
    if isinstance(param, typer.core.TyperOption):
        name = param.opts[0]
    elif isinstance(param, typer.core.TyperArgument):
        name = metavar(param, voice)
    choices = ", ".join(map(str, getattr(getattr(param, "type", None), "choices", ())))
    cure = voice.say("misuse.choices", known=choices) if choices else ""
    return voice.say("misuse.bad_value", name=name), cure


def metavar(param: object, voice: Voice) -> str:
    """What stands for a value in help and advice: `ĐƠN_VỊ`, `NGÀY`.

    Words in capitals of the parameter's own metavar, else its name, are looked up
    under `metavar.…`; brackets and dots around them are left to the usage line.
    """
    own = getattr(param, "metavar", None)
    name = own or (getattr(param, "name", None) or "").upper()
    bare = name.removesuffix("...").removeprefix("[").removesuffix("]")

    def translate(capitals: Match[str]) -> str:
        code = f"metavar.{capitals[0].lower()}"
        return voice.say(code) if voice.knows(code) else capitals[0]

    return sub("[A-Z_]+", translate, bare)


def usage_line(ctx: typer.Context, voice: Voice) -> str:
    """How to type a command: `cchc report add ĐƠN_VỊ KỲ [KHÓA=GIÁ_TRỊ]...`."""
    options, arguments = [], []
    for param in parameters(ctx):
        name = metavar(param, voice)
        if param.hidden:
            continue
        if isinstance(param, typer.core.TyperArgument):
            name = name if param.required else f"[{name}]"
            arguments.append(name if param.nargs == 1 else f"{name}...")
        elif param.required:
            options.append(f"{param.opts[0]} {name}")
    pieces = [ctx.command_path, *options, *arguments]
    if isinstance(ctx.command, typer.core.TyperGroup):
        pieces.append(voice.say("usage.command"))
    return " ".join((*pieces, voice.say("usage.options")))
