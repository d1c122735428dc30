"""`cchc demo`: the illustrated year, and the status as it is at its end."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import argument
from cchc.features.office.actions.demo import WHOLE, demo
from cchc.features.office.cli.init import tell_entry, tell_next_commands
from cchc.features.office.show.demo import TO_TRY
from cchc.features.office.show.init import bundled_supplies
from cchc.features.status.show.status import StatusFocus, status_screen
from cchc.words.translator import file_name


def run_demo(
    app: AppContext,
    folder: Annotated[Path, argument("DIR", "help.demo.dir")] = Path("cchc-demo"),
) -> None:
    commands = (*TO_TRY, f"cchc export Q4 --output {file_name('demo.year')}.md")
    app.remark("demo.started", folder=str(folder))
    listed = "\n".join(commands)
    played = demo(
        folder,
        supplies=bundled_supplies(),
        readme=lambda title: app.voice.say("demo.readme", title=title, commands=listed),
        stamp=app.stamp("demo"),
    )
    notice = app.voice.say("status.illustrative")
    focus, colour = StatusFocus(notice=notice, is_full=False), app.colour
    at = (played.view, app.voice, app.width)
    screen = status_screen(*at, colour=colour, focus=focus)
    app.out(screen.rstrip("\n"))
    app.remark("demo.notice")
    counts = {"units": played.units, "memos": played.memos}
    app.remark("demo.done", n=played.reports, **counts)
    app.remark("demo.where", folder=str(folder))
    for code in WHOLE:
        tell_entry(app, app.voice.say(code))
    tell_entry(app, app.voice.say("init.has.database", title=played.view.plan_title))
    tell_next_commands(app, folder, commands)
