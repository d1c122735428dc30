"""Completion of the shell, told in the reader's language."""

from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO

import typer
import typer.completion
import typer.core

from cchc.app.context import AppContext


def localised(params: Iterable[object]) -> None:
    """Give the two completion options help and answers of our own."""
    for param in params:
        if not isinstance(param, typer.core.TyperOption):
            continue
        if param.name == "install_completion":
            param.help = "help.global.install_completion"
            param.callback = _install  # type: ignore[assignment]  # private types
        if param.name == "show_completion":
            param.help = "help.global.show_completion"


def _install(ctx: typer.Context, _param: object, value: object) -> object:
    """Install it for the shell in use, or for the one named."""
    app = ctx.find_object(AppContext)
    if not value or ctx.resilient_parsing or app is None:
        return value
    chatter = StringIO()
    try:
        with redirect_stdout(chatter), redirect_stderr(chatter):
            shell, path = typer.completion.install(  # type: ignore[attr-defined]
                shell=value if isinstance(value, str) else None
            )
    except typer.Exit:
        app.err(app.voice.say("completion.unknown_shell"))
        raise
    app.out(app.voice.say("completion.installed", shell=shell, path=path))
    raise typer.Exit
