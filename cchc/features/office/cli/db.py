"""`cchc db`: the file that holds everything."""

from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.delivery import is_there, protected_files
from cchc.app.options import (
    Format,
    ListOptions,
)
from cchc.features.office.actions.db import backup, check, info, restore
from cchc.features.office.show.db import DEFECTS, PLANS, DefectsJson, PlansJson
from cchc.screen.table import drawn
from cchc.text.number_format import vietnamese
from cchc.text.problem import Place
from cchc.text.record import replace

UNSOUND = 4


def run_info(
    app: AppContext,
    *,
    out: ListOptions,
) -> None:
    found = info(app.database)
    app.remark(
        "db.file",
        file=str(app.database),
        size=vietnamese(Decimal(found.size)),
        version=found.version,
        sqlite=found.sqlite,
    )
    if not found.plans:
        app.remark("db.no_plan")
    if out.format is Format.JSON:
        text = PlansJson.as_json(found.plans)
    else:
        table = PLANS.table("", found.plans, app.voice)
        text = drawn(table, out.format, app.width, colour=app.colour)
    app.deliver(text, out.output)


def run_check(
    app: AppContext,
    *,
    out: ListOptions,
) -> None:
    found = check(app.database)
    if found or out.format is not Format.TABLE or out.output is not None:
        if out.format is Format.JSON:
            text = DefectsJson.as_json(found, voice=app.voice)
        else:
            table = DEFECTS.table("", found, app.voice)
            text = drawn(table, out.format, app.width, colour=app.colour)
        app.deliver(text, out.output)
    if found:
        app.remark("db.unsound", n=len(found))
        raise typer.Exit(UNSOUND)
    app.remark("db.sound", file=str(app.database))


def run_backup(
    app: AppContext,
    target: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="help.db.backup.file")
    ] = None,
) -> None:
    if target is not None and not is_there(target):
        refused = protected_files([target])
        if refused:
            app.refuse(replace(each, place=Place(argument="FILE")) for each in refused)
    made = backup(app.database, target, app.today)
    app.remark("db.backed_up", file=str(made))


def run_restore(
    app: AppContext,
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="help.db.restore.file")
    ],
) -> None:
    kept = restore(app.database, source)
    app.remark("db.restored", file=str(app.database), source=str(source))
    if kept is not None:
        app.remark("db.kept", file=str(kept))
