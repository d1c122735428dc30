"""Commands that speak the reader's language: help, completion and refusals.

Texts of commands and options are codes where they are declared. `dressed` turns a
Typer application into a tree of our own commands in which they are words.
"""

from typing import Protocol

import typer
import typer.core
import typer.main

from cchc.app.context import AppContext
from cchc.app.help import help_page
from cchc.app.shell import localised
from cchc.app.usage_errors import UsageError, locate_usage_errors
from cchc.text.compare import nearest
from cchc.words.translator import Voice


class Paper(Protocol):
    """Something to write a help page on."""

    def write(self, string: str) -> None: ...


class Command(typer.core.TyperCommand):
    """A verb."""

    def get_help_option(self, ctx: typer.Context):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        return _named(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: typer.Context, formatter: Paper) -> None:  # type: ignore[override]  # typer's own types are private
        formatter.write(_page(ctx))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        allowed, ctx.allow_extra_args = ctx.allow_extra_args, True
        with locate_usage_errors(ctx):
            left = super().parse_args(ctx, args)
        if left and not allowed and not ctx.resilient_parsing:
            raise UsageError("misuse.extra", ctx, text=" ".join(left))
        return left


class Group(typer.core.TyperGroup):
    """A family of verbs; the program itself is one."""

    def get_help_option(self, ctx: typer.Context):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        return _named(super().get_help_option(ctx), ctx)

    def format_help(self, ctx: typer.Context, formatter: Paper) -> None:  # type: ignore[override]
        formatter.write(_page(ctx))

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        if not args and not ctx.resilient_parsing:
            args = ["--help"]
        with locate_usage_errors(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: typer.Context, args: list[str]):  # type: ignore[no-untyped-def,override]  # noqa: ANN201
        name = args[0]
        if name not in self.commands and not name.startswith("-"):
            guess = nearest(name, self.commands) or ""
            raise UsageError("misuse.no_command", ctx, text=name, guess=guess)
        return super().resolve_command(ctx, args)


def dressed(app: typer.Typer, voice: Voice) -> Group:
    """The command tree of an application, every text in it in one language."""
    _dress(app)
    tree = typer.main.get_command(app)
    if not isinstance(tree, Group):
        raise TypeError(tree)
    localised(tree.params)
    _translate(tree, voice)
    return tree


def _page(ctx: typer.Context) -> str:
    app = ctx.find_object(AppContext)
    if app is None:
        raise TypeError(ctx)
    return help_page(ctx, app.voice, min(app.width, 100)) + "\n"


def _named(
    option: typer.core.TyperOption | None, ctx: typer.Context
) -> typer.core.TyperOption | None:
    app = ctx.find_object(AppContext)
    if option is not None and app is not None:
        option.help = app.voice.say("help.help")
        option.callback = _show_help  # type: ignore[assignment]  # private types
    return option


def _show_help(ctx: typer.Context, _param: object, asked: object) -> None:
    """Print the page ourselves: the library writes UTF-8 even to an ASCII console."""
    app = ctx.find_object(AppContext)
    if asked and app is not None and not ctx.resilient_parsing:
        app.out(ctx.get_help())
        raise typer.Exit


def _dress(app: typer.Typer) -> None:
    app.info.cls = Group
    for verb in app.registered_commands:
        verb.cls = Command
    for family in app.registered_groups:
        family.cls = Group
        if family.typer_instance is not None:
            _dress(family.typer_instance)


def _translate(command: typer.core.TyperCommand | Group, voice: Voice) -> None:
    code = command.help or ""
    if voice.knows(code):
        command.help = voice.say(code)
        command.short_help = command.help.split("\n", 1)[0]
    if voice.knows(f"{code}.examples"):
        command.epilog = voice.say(f"{code}.examples")
    for param in command.params:
        if isinstance(param, typer.core.TyperArgument | typer.core.TyperOption):
            param.help = _said(param.help, voice)
    if isinstance(command, Group):
        for each in command.commands.values():
            if isinstance(each, Command | Group):
                _translate(each, voice)


def _said(code: str | None, voice: Voice) -> str | None:
    return voice.say(code) if code and voice.knows(code) else code
