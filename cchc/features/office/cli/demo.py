"""`cchc demo`: the illustrated year, and the status as it is at its end."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import argument
from cchc.features.office.actions.demo import demo
from cchc.features.office.cli.init import (
    STARTED,
    bundled_supplies,
    tell_entry,
    tell_next_commands,
)
from cchc.features.status.show.status import StatusFocus, status_screen
from cchc.words.translator import file_name

WHOLE = ("init.has.readme", "init.has.memos", "init.has.reports", *STARTED)


def commands_to_try() -> tuple[str, ...]:
    """What to type next, each on a line of its own."""
    return (
        "cchc status",
        "cchc status Q2 --as-of 2022-06-24",
        "cchc report list Q1",
        "cchc report show p2 Q1",
        f"cchc export Q4 --output {file_name('demo.year')}.md",
    )


def run_demo(
    app: AppContext,
    folder: Annotated[Path, argument("DIR", "help.demo.dir")] = Path("cchc-demo"),
) -> None:
    commands = commands_to_try()
    app.remark("demo.started", folder=str(folder))
    played = demo(
        folder,
        supplies=bundled_supplies(),
        readme=lambda title: app.voice.say(
            "demo.readme", title=title, commands="\n".join(commands)
        ),
        stamp=app.stamp("demo"),
    )
    notice = app.voice.say("status.illustrative")
    focus = StatusFocus(notice=notice, is_full=False)
    screen = status_screen(
        played.view, app.voice, app.width, colour=app.colour, focus=focus
    )
    app.out(screen.rstrip("\n"))
    app.remark("demo.notice")
    counts = {"units": played.units, "memos": played.memos}
    app.remark("demo.done", n=played.reports, **counts)
    app.remark("demo.where", folder=str(folder))
    for code in WHOLE:
        tell_entry(app, app.voice.say(code))
    tell_entry(app, app.voice.say("init.has.database", title=played.view.plan_title))
    tell_next_commands(app, folder, commands)
