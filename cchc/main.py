"""The door of the program."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from cchc import __version__
from cchc.app.command_tree import Group, command_tree
from cchc.app.console import make_console_safe, write_text
from cchc.app.context import build_context
from cchc.app.error_boundary import run_guarded
from cchc.app.global_options import extract_global_options
from cchc.words.translator import Voice


def run() -> None:
    """Run the command line of this process and leave with its exit code."""
    make_console_safe()
    sys.exit(main(sys.argv[1:]))


def main(words: Sequence[str]) -> int:
    """Run one command line (without the program's name); its exit code, DESIGN 2."""
    line = extract_global_options(words)
    ready = build_context(line, os.environ)
    trouble, app = ready if isinstance(ready, tuple) else (None, ready)

    def work() -> object:
        if trouble is not None:
            app.refuse([trouble])
        if line.trouble is not None:
            raise line.trouble
        return tree(app.voice).main(
            args=list(line.rest) or ["--help"],
            prog_name="cchc",
            standalone_mode=False,
            obj=app,
        )

    return run_guarded(work, app)


def tree(voice: Voice) -> Group:
    """All commands, with their texts in one language."""
    return command_tree(_global_options, voice)


def _version(ctx: typer.Context, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        write_text(sys.stdout, f"cchc {__version__}")
        raise typer.Exit


def _global_options(
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
    _quiet: Annotated[bool, typer.Option("--quiet", help="help.global.quiet")] = False,
    _debug: Annotated[bool, typer.Option("--debug", help="help.global.debug")] = False,
    _show_version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_version, help="help.global.version"
        ),
    ] = False,
) -> None:
    """Declared for help and completion; they were read before, wherever they stood."""
