"""The tree of commands: verbs loaded when chosen, all in the reader's language.

Names, help and completion of verbs come from the static list in `cchc.app.verbs`;
the module of a verb is imported when the verb is looked up. Texts of options are
codes where they are declared and become words here.
"""

from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module

import typer
import typer.core
from typer.main import get_params_convertors_ctx_param_name_from_function as params_of

from cchc.app.command_line import (
    UsageError,
    declare_global_options,
    locate_usage_errors,
)
from cchc.app.context import AppContext
from cchc.app.verbs import VERBS, Verbs, find_verb
from cchc.text.compare import nearest
from cchc.text.problem_codes import ProblemCode
from cchc.words.translator import Voice

HELP_WORDS = frozenset({"--help", "-h"})
HELP_NAMES = {"help_option_names": ["--help", "-h"]}
EVERY = "cchc.help.every"
"""Under this a context keeps that seldom used options are wanted in the help too."""


class Command(typer.core.TyperCommand):
    """A verb; `convertors` make of what is typed what its `call` takes, by name."""

    call: Callable[..., object]
    convertors: Mapping[str, Callable[[object], object]]

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        """The function of the verb, called with the context and what was typed."""
        values = dict(ctx.params)
        for name, convert in self.convertors.items():
            values[name] = convert(values[name])
        return ctx.invoke(self.call, ctx, **values)

    def get_help_option(self, ctx: typer.Context):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        return _own_help_option(super().get_help_option(ctx), ctx)

    def make_parser(self, ctx: typer.Context):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        """The library's parser, whose words pass the one door for texts."""
        from cchc.app.options import read_words

        parser = super().make_parser(ctx)
        split_words = parser.parse_args

        def parse_args(args: list[str]):  # type: ignore[no-untyped-def]  # noqa: ANN202
            typed, *rest = split_words(args)
            return typed if ctx.resilient_parsing else read_words(ctx, typed), *rest

        parser.parse_args = parse_args  # type: ignore[method-assign]
        return parser

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        if "--all" in args and not HELP_WORDS.isdisjoint(args):
            ctx.meta[EVERY] = True
            args = [word for word in args if word in HELP_WORDS]
        with locate_usage_errors(ctx):
            left = super().parse_args(ctx, args)
        if left and not allowed and not ctx.resilient_parsing:
            raise UsageError(ProblemCode.ARGUMENT_EXTRA, ctx, text=" ".join(left))
        return left


class Group(typer.core.TyperGroup):
    """A family of verbs; the program itself is one.

    `entries` are its verbs and families by name; `voice` the language of their help.
    """

    entries: Verbs
    voice: Voice
    prefix: str = ""

    def list_commands(self, _ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(self.entries)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        entry = self.entries.get(cmd_name)
        if entry is not None and cmd_name not in self.commands:
            code = self._help_code(cmd_name)
            if isinstance(entry, str):
                command: Command | Group = load_verb(cmd_name, entry, code, self.voice)
            else:
                group = Group(
                    name=cmd_name,
                    rich_markup_mode=None,
                    help=code,
                    context_settings=HELP_NAMES,
                )
                command = _populate(group, entry, self.voice, f"{cmd_name}.")
            self.add_command(command, cmd_name)
        return super().get_command(ctx, cmd_name)

    def short_helps(self) -> dict[str, str]:
        """The first line of the help of each verb, by its name; nothing is loaded."""
        helps = {name: self.voice.say(self._help_code(name)) for name in self.entries}
        return {name: text.split("\n", 1)[0] for name, text in helps.items()}

    def get_help_option(self, ctx: typer.Context):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        return _own_help_option(super().get_help_option(ctx), ctx)

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if not args and not ctx.resilient_parsing:
            args = ["--help"]
        with locate_usage_errors(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        found = find_verb(args, self.entries)
        if found is None and not args[0].startswith("-"):
            guess = nearest(args[0], self.entries) or ""
            raise UsageError(
                ProblemCode.COMMAND_UNKNOWN, ctx, text=args[0], guess=guess
            )
        name, count = found or (args[0], 1)
        return super().resolve_command(ctx, [name, *args[count:]])

    def _help_code(self, name: str) -> str:
        return f"help.{self.prefix}{name}"


@cache
def command_tree(voice: Voice) -> Group:
    """All commands, with their texts in one language; `undo` and `help` use it too."""
    return tree_of(VERBS, voice)


def tree_of(verbs: Verbs, voice: Voice) -> Group:
    """These verbs and families as commands."""
    params, _, _ = params_of(declare_global_options)
    tree = Group(
        name="cchc",
        params=list(params),
        help="help.cchc",
        context_settings=HELP_NAMES,
        rich_markup_mode=None,
    )
    return _populate(tree, verbs, voice)


def load_verb(name: str, run: str, help_code: str, voice: Voice) -> Command:
    """The command of a verb; its capability is imported now."""
    from cchc.app.options import command_function

    module, _, function = run.partition(":")
    call = command_function(getattr(import_module(f"cchc.features.{module}"), function))
    params, convertors, _ = params_of(call)
    command = Command(
        name,
        params=list(params),
        help=help_code,
        context_settings=HELP_NAMES,
        rich_markup_mode=None,
    )
    command.call, command.convertors = call, convertors
    _translate(command, voice)
    return command


def _populate(group: Group, verbs: Verbs, voice: Voice, prefix: str = "") -> Group:
    group.entries, group.voice, group.prefix = verbs, voice, prefix
    _translate(group, voice)
    return group


def page_of(
    ctx: typer.Context, voice: Voice, width: int, *, every: bool = False
) -> str:
    """The help of the command of a context; `every`: with all of its options."""
    from cchc.app.help import help_page

    command = ctx.command
    verbs = command.short_helps() if isinstance(command, Group) else {}
    return help_page(ctx, verbs, voice, width, every=every)


def _own_help_option(
    option: typer.core.TyperOption | None, ctx: typer.Context
) -> typer.core.TyperOption | None:
    app = ctx.find_object(AppContext)
    if option is not None:
        option.opts = list(HELP_NAMES["help_option_names"])  # the library's is a set
    if option is not None and app is not None:
        option.help = app.voice.say("help.show_help")
        option.callback = _show_help  # type: ignore[assignment]  # private types
    return option


def _show_help(ctx: typer.Context, _param: object, is_asked: object) -> None:
    """Print the page ourselves: the library writes UTF-8 even to an ASCII console."""
    app = ctx.find_object(AppContext)
    if is_asked and app is not None and not ctx.resilient_parsing:
        width, every = min(app.width, 100), EVERY in ctx.meta
        app.deliver(page_of(ctx, app.voice, width, every=every))
        raise typer.Exit


def _translate(command: Command | Group, voice: Voice) -> None:
    code = command.help or ""
    if voice.knows(code):
        command.help = voice.say(code)
        command.short_help = command.help.split("\n", 1)[0]
    if voice.knows(f"{code}.examples"):
        command.epilog = voice.say(f"{code}.examples")
    for param in command.params:
        if isinstance(param, typer.core.TyperArgument | typer.core.TyperOption):
            known = param.help and voice.knows(param.help)
            param.help = voice.say(param.help) if param.help and known else param.help
