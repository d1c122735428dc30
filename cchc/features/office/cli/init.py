"""`cchc init`: a folder to begin with, and what to type next."""

import os
import sys
from pathlib import Path
from shlex import quote
from shutil import which
from typing import Annotated

import typer

from cchc.app.context import DATABASE, AppContext
from cchc.app.options import argument, option
from cchc.features.office.actions.init import STARTED, init
from cchc.features.office.show.init import EDITED, EXAMPLE, bundled_supplies, quote_path


def run_init(
    app: AppContext,
    folder: Annotated[Path, argument("DIR", "help.init.dir")] = Path(),
    example: Annotated[
        str | None, option("--example", "help.init.example", "NAME")
    ] = None,
) -> None:
    made = init(
        folder,
        example=example,
        year=app.today.year,
        supplies=bundled_supplies(),
        stamp=app.stamp("init"),
    )
    named = folder if folder.name else folder.resolve()
    app.remark("init.done", folder=str(named))
    for code in STARTED:
        tell_entry(app, app.voice.say(code))
    if made.title is not None:
        tell_entry(app, app.voice.say("init.has.database", title=made.title))
    tell_next_commands(app, folder, EDITED if made.title is None else EXAMPLE)


def tell_next_commands(
    app: AppContext, folder: Path, commands: tuple[str, ...]
) -> None:
    """What to type next, each on a line of its own."""
    app.remark("init.next")
    enter = () if folder == Path() else (f"cd {quote_path(folder)}",)
    is_module = Path(sys.argv[0]).parts[-2:] == ("cchc", "__main__.py")
    naming = naming_commands() if is_module and which("cchc") is None else ()
    is_below = not (folder / DATABASE).exists() and any(
        (above / DATABASE).exists() for above in folder.resolve().parents
    )
    own = f" --db {DATABASE}" if is_below else ""  # else the nearest ledger upward
    for command in (*naming, *enter, *(f"{command}{own}" for command in commands)):
        tell_entry(app, command)


def naming_commands() -> tuple[str, ...]:
    """What makes `cchc` a command of this window where it is not installed."""
    parts = typer.__file__, sys.modules["cchc"].__file__  # the libraries, the program
    roots = dict.fromkeys(Path(str(part)).absolute().parents[1] for part in parts)
    path = os.pathsep.join(map(str, roots))
    python = Path(sys.executable)
    known = which(python.name)
    is_known = known is not None and Path(known).samefile(python)
    word = python.name if is_known else quote_path(python)
    if os.name == "nt":
        return f'set "PYTHONPATH={path}"', f"doskey cchc={word} -m cchc $*"
    call = f"PYTHONPATH={quote(path)} {word} -m cchc"
    plain = not set('"$`\\') & set(call)
    return (f'alias cchc="{call}"' if plain else f"alias cchc={quote(call)}",)


def tell_entry(app: AppContext, text: str) -> None:
    """A line under what was said."""
    if not app.quiet:
        app.err(f"  {text}")
