"""The reference of all commands, written from the commands themselves."""

from collections.abc import Iterator

import typer
import typer.core

from cchc.app.context import AppContext
from cchc.app.help import help_page
from cchc.app.typer_classes import Command, Group

WIDTH = 88


def command_reference(tree: Group, app: AppContext) -> str:
    """A Markdown page with the help of every command, in the order of the help."""
    words = app.voice.say
    head = f"# {words('reference.title')}\n\n{words('reference.intro')}\n"
    parts = [
        f"\n## {path}\n\n```text\n{help_page(ctx, app.voice, WIDTH)}\n```\n"
        for path, ctx in walk_commands(tree, app)
    ]
    return head + "".join(parts)


def walk_commands(tree: Group, app: AppContext) -> Iterator[tuple[str, typer.Context]]:
    """Every command with its words on the command line, families first."""
    waiting: list[tuple[Command | Group, str, object]] = [(tree, "cchc", None)]
    while waiting:
        command, name, parent = waiting.pop(0)
        ctx = typer.Context(command, parent=parent, info_name=name, obj=app)  # type: ignore[arg-type]
        yield ctx.command_path, ctx
        if isinstance(command, Group):
            below = [
                (each, each.name or "", ctx)
                for each in command.commands.values()
                if isinstance(each, Command | Group) and not each.hidden
            ]
            waiting = [*below, *waiting]
