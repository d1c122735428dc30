"""What is wrong with a command line, in the reader's words, and the cure.

The command-line library speaks English; here only its kinds of trouble and their
public attributes are read, never its sentences.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from re import compile as pattern
from typing import cast

import typer
import typer.core

from cchc.text.compare import nearest
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

_CAPITALS = pattern("[A-Z_]+")

Parameter = typer.core.TyperArgument | typer.core.TyperOption


class UsageError(typer.TyperException):
    """A command line that cannot be meant; its sentence is under `code`."""

    exit_code = 2

    def __init__(
        self, code: str, ctx: typer.Context | None = None, **blanks: str
    ) -> None:
        super().__init__(code)
        self.code = code
        self.ctx = ctx
        self.blanks = blanks


class Advice(Record):
    """One sentence and one cure."""

    sentence: str
    cure: str


def usage_advice(trouble: typer.TyperException, voice: Voice) -> Advice:
    """What to tell the person at the keyboard about a refused command line."""
    match trouble, type(trouble).__name__:
        case UsageError(), _:
            return _own(trouble, voice)
        case _, "NoSuchOption":
            return _no_option(trouble, voice)
        case _, "MissingParameter":
            return _missing(trouble, voice)
        case _, "BadOptionUsage":
            return _option_value(trouble, voice)
        case _, "BadParameter":
            return _bad_value(trouble, voice)
        case _:
            return Advice(voice.say("misuse.other"), _see_help(trouble, voice))


def require_text(option: str, text: str) -> None:
    """Refuse an option that was given nothing but blanks."""
    if not text.strip():
        raise UsageError("misuse.value_missing", option=option)


def error_context(trouble: typer.TyperException) -> typer.Context | None:
    """Where on the command line the trouble came up."""
    found = getattr(trouble, "ctx", None)  # the class itself is private
    return None if found is None else cast("typer.Context", found)


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
        each
        for each in ctx.command.get_params(ctx)
        if isinstance(each, typer.core.TyperArgument | typer.core.TyperOption)
    ]


def _own(trouble: UsageError, voice: Voice) -> Advice:
    blanks = {name: one_line(text) for name, text in trouble.blanks.items()}
    sentence = voice.say(trouble.code, **blanks)
    guess = trouble.blanks.get("guess")
    if guess:
        return Advice(sentence, voice.say("problem.nearest", name=one_line(guess)))
    cure = f"{trouble.code}.cure"
    if voice.knows(cure):
        return Advice(sentence, voice.say(cure, **blanks))
    return Advice(sentence, _see_help(trouble, voice))


def _no_option(trouble: typer.TyperException, voice: Voice) -> Advice:
    name = str(getattr(trouble, "option_name", ""))
    sentence = voice.say("misuse.no_option", option=one_line(name))
    guess = nearest(name, _known_options(error_context(trouble)))
    if guess is None:
        return Advice(sentence, _see_help(trouble, voice))
    return Advice(sentence, voice.say("problem.nearest", name=guess))


def _known_options(ctx: typer.Context | None) -> list[str]:
    if ctx is None:
        return []
    return [
        name
        for level in (ctx, cast("typer.Context", ctx.find_root()))
        for option in parameters(level)
        if isinstance(option, typer.core.TyperOption) and not option.hidden
        for name in (*option.opts, *option.secondary_opts)
        if name.startswith("-")
    ]


def _missing(trouble: typer.TyperException, voice: Voice) -> Advice:
    missing = getattr(trouble, "param", None)
    if isinstance(missing, typer.core.TyperOption):
        sentence = voice.say("misuse.missing_option", option=missing.opts[0])
    else:
        name = metavar(missing, voice) if _is_argument(missing) else ""
        sentence = voice.say("misuse.missing_argument", name=name)
    ctx = error_context(trouble)
    if ctx is None:
        return Advice(sentence, _see_help(trouble, voice))
    return Advice(sentence, voice.say("misuse.usage", usage=usage_line(ctx, voice)))


def _is_argument(param: object) -> bool:
    return isinstance(param, typer.core.TyperArgument)


def _option_value(trouble: typer.TyperException, voice: Voice) -> Advice:
    name = str(getattr(trouble, "option_name", ""))
    ctx = error_context(trouble)
    options = parameters(ctx) if ctx is not None else []
    needless = any(
        isinstance(each, typer.core.TyperOption) and each.is_flag
        for each in options
        if name in each.opts
    )
    code = "misuse.value_needless" if needless else "misuse.value_missing"
    return Advice(voice.say(code, option=one_line(name)), _see_help(trouble, voice))


def _bad_value(trouble: typer.TyperException, voice: Voice) -> Advice:
    param = getattr(trouble, "param", None)
    if isinstance(param, typer.core.TyperOption):
        name = param.opts[0]
    else:
        name = metavar(param, voice) if _is_argument(param) else "?"
    choices = getattr(getattr(param, "type", None), "choices", ())
    sentence = voice.say("misuse.bad_value", name=name)
    if choices:
        known = ", ".join(str(each) for each in choices)
        return Advice(sentence, voice.say("misuse.choices", known=known))
    return Advice(sentence, _see_help(trouble, voice))


def _see_help(trouble: typer.TyperException, voice: Voice) -> str:
    ctx = error_context(trouble)
    path = ctx.command_path if ctx is not None else "cchc"
    return voice.say("misuse.see_help", command=path)


def metavar(param: object, voice: Voice) -> str:
    """What stands for a value in help and advice: `ĐƠN_VỊ`, `NGÀY`.

    Words in capitals of the parameter's own metavar, else its name, are looked up
    under `metavar.…`; brackets and dots around them are left to the usage line.
    """
    own = getattr(param, "metavar", None) or getattr(param, "name", None) or ""
    name = own if getattr(param, "metavar", None) else own.upper()
    bare = name.removesuffix("...").removeprefix("[").removesuffix("]")
    return _CAPITALS.sub(lambda found: _translated(found.group(), voice), bare)


def _translated(name: str, voice: Voice) -> str:
    code = f"metavar.{name.lower()}"
    return voice.say(code) if voice.knows(code) else name


def usage_line(ctx: typer.Context, voice: Voice) -> str:
    """How to type a command: `cchc report add ĐƠN_VỊ KỲ [KHÓA=GIÁ_TRỊ]...`."""
    pieces = [ctx.command_path]
    shown = [each for each in parameters(ctx) if not each.hidden]
    pieces += [
        f"{each.opts[0]} {metavar(each, voice)}"
        for each in shown
        if isinstance(each, typer.core.TyperOption) and each.required
    ]
    for each in shown:
        if isinstance(each, typer.core.TyperArgument):
            name = metavar(each, voice)
            name = name if each.required else f"[{name}]"
            pieces.append(name if each.nargs == 1 else f"{name}...")
    if isinstance(ctx.command, typer.core.TyperGroup):
        pieces.append(voice.say("usage.command"))
    pieces.append(voice.say("usage.options"))
    return " ".join(pieces)
