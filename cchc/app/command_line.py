"""The command line: global options wherever they stand, and what is wrong with it."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from re import Match, sub
from typing import Annotated, NamedTuple, cast

import typer
import typer.core

from cchc.app.console import write_text
from cchc.text.compare import nearest
from cchc.text.problem_codes import ProblemCode
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

TyperParameter = typer.core.TyperArgument | typer.core.TyperOption


class UsageError(typer.TyperException):
    """A command line that is refused; its sentence and cure are under `code`."""

    exit_code = 2

    def __init__(
        self, code: ProblemCode, ctx: typer.Context | None = None, **blanks: str
    ) -> None:
        super().__init__(code)
        self.code = code
        self.ctx = ctx
        self.blanks = blanks


class UsageAdvice(NamedTuple):
    """One sentence and one cure about a refused command line."""

    code: ProblemCode
    sentence: str
    cure: str


def usage_advice(trouble: typer.TyperException, voice: Voice) -> UsageAdvice:
    """What is wrong with a command line, by the code of its kind."""
    code, typed = _kind(trouble, voice)
    blanks = {name: one_line(text) for name, text in typed.items()}
    ctx = error_context(trouble)
    blanks["command"] = ctx.command_path if ctx is not None else "cchc"
    cures = (cure for blank, cure in _CURES.items() if blanks.get(blank))
    sentence = voice.say(f"problem.{code}", **blanks)
    cure = voice.say(next(cures, f"problem.{code}.hint"), **blanks)
    return UsageAdvice(code, sentence, cure)


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


def parameters(ctx: typer.Context) -> list[TyperParameter]:
    """The arguments and options of a command, its help option too."""
    return [
        param
        for param in ctx.command.get_params(ctx)
        if isinstance(param, typer.core.TyperArgument | typer.core.TyperOption)
    ]


# The code of each kind of trouble, and what fills its sentence and its cure.

Kind = tuple[ProblemCode, dict[str, str]]
_CURES = {"guess": "misuse.nearest", "usage": "misuse.usage", "known": "misuse.choices"}
"""The cure that goes before that of a code, where its blank is filled."""


def _kind(trouble: typer.TyperException, voice: Voice) -> Kind:
    match trouble, type(trouble).__name__:
        case UsageError(), _:
            return trouble.code, trouble.blanks
        case _, "NoSuchOption":
            return _unknown_option(trouble)
        case _, "MissingParameter":
            return _missing(trouble, voice)
        case _, "BadOptionUsage":
            return _option_value(trouble)
        case _, "BadParameter":
            return _bad_value(trouble, voice)
        case _:
            return ProblemCode.LINE_UNREADABLE, {}


def _unknown_option(trouble: typer.TyperException) -> Kind:
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
    guess = nearest(name, known) or ""
    return ProblemCode.OPTION_UNKNOWN, {"option": name, "guess": guess}


def _missing(trouble: typer.TyperException, voice: Voice) -> Kind:
    missing = getattr(trouble, "param", None)
    ctx = error_context(trouble)
    usage = "" if ctx is None else usage_line(ctx, voice)
    if isinstance(missing, typer.core.TyperOption):
        return ProblemCode.OPTION_MISSING, {"option": missing.opts[0], "usage": usage}
    is_argument = isinstance(missing, typer.core.TyperArgument)
    name = metavar(missing, voice) if is_argument else ""
    return ProblemCode.ARGUMENT_MISSING, {"name": name, "usage": usage}


def _option_value(trouble: typer.TyperException) -> Kind:
    name = str(getattr(trouble, "option_name", ""))
    ctx = error_context(trouble)
    is_flag = any(
        isinstance(option, typer.core.TyperOption) and option.is_flag
        for option in (parameters(ctx) if ctx is not None else ())
        if name in option.opts
    )
    code = ProblemCode.VALUE_NEEDLESS if is_flag else ProblemCode.VALUE_MISSING
    return code, {"option": name}


def _bad_value(trouble: typer.TyperException, voice: Voice) -> Kind:
    param = getattr(trouble, "param", None)
    name = "?"
    if isinstance(param, typer.core.TyperOption):
        name = param.opts[0]
    elif isinstance(param, typer.core.TyperArgument):
        name = metavar(param, voice)
    choices = ", ".join(map(str, getattr(getattr(param, "type", None), "choices", ())))
    return ProblemCode.VALUE_UNUSABLE, {"name": name, "known": choices}


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


VALUES = ("--db", "--lang", "--today")
FLAGS = {name: name for name in ("--no-input", "--no-pager", "--quiet", "--debug")} | {
    "-q": "--quiet"
}
"""Each flag as it may be typed, and its name."""


class CommandLine(NamedTuple):
    """Global options as typed, and all other words in their order."""

    values: dict[str, str]
    flags: frozenset[str]
    rest: tuple[str, ...]
    trouble: UsageError | None

    @property
    def asks_json(self) -> bool:
        """Whether the answer is for a program, a refusal too."""
        words = self.rest[: self.rest.index("--")] if "--" in self.rest else self.rest
        pairs = {*words, *map("=".join, pairwise(words))}
        return not pairs.isdisjoint({"--json", "--format=json"})


def extract_global_options(words: Sequence[str]) -> CommandLine:
    """Global options removed from the words, wherever they stood, and the rest.

    `--opt value` and `--opt=value`; the last one wins; nothing after `--` is an
    option. A missing value is kept in `trouble` until the language is known.
    """
    values: dict[str, str] = {}
    flags: set[str] = set()
    rest: list[str] = []
    trouble: UsageError | None = None
    waiting = list(reversed(words))
    while waiting:
        word = waiting.pop()
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *reversed(waiting)]
            break
        if word in FLAGS:
            flags.add(FLAGS[word])
        elif name in VALUES and (equals or waiting):
            values[name] = value if equals else waiting.pop()
        elif name in VALUES:
            trouble = UsageError(ProblemCode.VALUE_MISSING, option=name)
        else:
            rest.append(word)
    return CommandLine(values, frozenset(flags), tuple(rest), trouble)


def _show_version(ctx: typer.Context, is_asked: bool) -> None:
    if is_asked and not ctx.resilient_parsing:
        from cchc.app.version import version_line

        write_text(sys.stdout, version_line(ctx.obj.voice))
        raise typer.Exit


def declare_global_options(
    _db: Annotated[
        str | None, typer.Option("--db", metavar="FILE", help="help.global.db")
    ] = None,
    _lang: Annotated[
        str | None, typer.Option("--lang", metavar="vi|en", help="help.global.lang")
    ] = None,
    _today: Annotated[
        str | None, typer.Option("--today", metavar="DATE", help="help.global.today")
    ] = None,
    _no_input: Annotated[
        bool, typer.Option("--no-input", help="help.global.no_input")
    ] = False,
    _no_pager: Annotated[
        bool, typer.Option("--no-pager", help="help.global.no_pager")
    ] = False,
    _quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="help.global.quiet")
    ] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="help.global.debug")] = False,
    _is_version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            is_eager=True,
            callback=_show_version,
            help="help.global.version",
        ),
    ] = False,
) -> None:
    """Declares the global options for help and completion; they were read before."""
