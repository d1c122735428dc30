"""`cchc init` and `cchc demo`: a folder to begin with."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext, bundled_folder
from cchc.core.verdict.status import StatusView
from cchc.features.office.actions.demo import demo
from cchc.features.office.actions.init import init
from cchc.features.office.actions.workspace import Supplies

EDITED = ("cchc plan check", "cchc plan apply", "cchc status")
EXAMPLE = ("cchc plan show", "cchc report list", "cchc status")
PLAYED = (
    "cchc status",
    "cchc status Q2 --as-of 2022-06-24",
    "cchc report list Q1",
    "cchc report show p2 Q1",
    "cchc export Q4 --output nam-2022.md",
)
STARTED = ("init.has.plan", "init.has.schema", "init.has.templates")
WHOLE = ("init.has.readme", "init.has.memos", "init.has.reports", *STARTED)


def run_init(
    app: AppContext,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="help.init.dir")
    ] = Path(),
    example: Annotated[
        str | None,
        typer.Option("--example", metavar="NAME", help="help.init.example"),
    ] = None,
) -> None:
    made = init(
        folder,
        example=example,
        year=app.today.year,
        supplies=_supplies(),
        stamp=app.stamp("init"),
    )
    named = folder if folder.name else folder.resolve()
    app.remark("init.done", folder=str(named))
    for each in STARTED:
        _entry(app, app.voice.say(each))
    if made.title is not None:
        _entry(app, app.voice.say("init.has.database", title=made.title))
    _advise(app, folder, EDITED if made.title is None else EXAMPLE)


def run_demo(
    app: AppContext,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="help.demo.dir")] = Path(
        "cchc-demo"
    ),
) -> None:
    app.remark("demo.started", folder=str(folder))
    played = demo(
        folder,
        supplies=_supplies(),
        readme=lambda title: app.voice.say(
            "demo.readme", title=title, commands="\n".join(PLAYED)
        ),
        stamp=app.stamp("demo"),
    )
    app.out(_screen(app, played.view))
    app.remark("demo.notice")
    counts = {"units": played.units, "memos": played.memos}
    app.remark("demo.done", n=played.reports, **counts)
    app.remark("demo.where", folder=str(folder))
    for each in WHOLE:
        _entry(app, app.voice.say(each))
    _entry(app, app.voice.say("init.has.database", title=played.view.plan_title))
    _advise(app, folder, PLAYED)


def _screen(app: AppContext, view: "StatusView") -> str:
    """The status as `cchc status` prints it, with what its figures are on top."""
    from cchc.features.status.show.status import StatusFocus, status_screen

    focus = StatusFocus(notice=app.voice.say("status.illustrative"))
    screen = status_screen(view, app.voice, app.width, colour=app.colour, focus=focus)
    return screen.rstrip("\n")


def _advise(app: AppContext, folder: Path, commands: tuple[str, ...]) -> None:
    """What to type next, each on a line of its own."""
    app.remark("init.next")
    enter = () if folder == Path() else (f"cd {quoted(folder)}",)
    for each in (*enter, *commands):
        _entry(app, each)
    if Path(sys.argv[0]).parts[-2:] == ("cchc", "__main__.py"):
        app.remark("init.not_installed")
        _entry(app, module_call())


def module_call() -> str:
    """What to type for `cchc` where it is not installed as a command."""
    roots = dict.fromkeys(Path(str(each)).absolute().parents[1] for each in _parts())
    path = os.pathsep.join(quoted(each) for each in roots)
    return f"PYTHONPATH={path} {Path(sys.executable).name} -m cchc"


def _parts() -> tuple[str | None, ...]:
    """Where the libraries are, and where the program is."""
    return typer.__file__, sys.modules["cchc"].__file__


def quoted(folder: Path) -> str:
    """The folder as it can be typed: in quotes when there is a blank in it."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _entry(app: AppContext, text: str) -> None:
    if not app.quiet:
        app.err(f"  {text}")


def _supplies() -> "Supplies":
    return Supplies(
        Path(str(bundled_folder("plans"))), Path(str(bundled_folder("templates")))
    )
