"""`cchc db`: the file that holds everything."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import Format, FormatName, Json, Output, choose_format

if TYPE_CHECKING:
    from cchc.screen.table import Table
    from cchc.store.check import Found, Summary

UNSOUND = 4


def run_info(
    ctx: typer.Context,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from decimal import Decimal

    from cchc.features.office.actions.db import info
    from cchc.features.office.show.db_json import PlansJson
    from cchc.screen.table import drawn
    from cchc.text.number_format import vietnamese

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
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
    if form is Format.JSON:
        text = PlansJson.as_json(found.plans)
    else:
        text = drawn(_plans(app, found), form, app.width, colour=app.colour)
    app.deliver(text, output)


def _plans(app: AppContext, found: "Summary") -> "Table":
    from cchc.screen.table import Column, Table

    columns = (
        Column("plan", app.voice.say("db.column.plan"), whole=True),
        Column("year", app.voice.say("db.column.year"), right=True),
        Column("title", app.voice.say("db.column.title")),
        Column("versions", app.voice.say("db.column.versions"), right=True),
        Column("reports", app.voice.say("db.column.reports"), right=True),
        Column("figures", app.voice.say("db.column.figures"), right=True),
        Column("last", app.voice.say("db.column.last"), whole=True),
    )
    rows = tuple(
        (
            *(each.id, each.year, each.title, each.versions),
            *(each.reports, each.figures, each.last),
        )
        for each in found.plans
    )
    return Table("", columns, rows)


def run_check(
    ctx: typer.Context,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.features.office.actions.db import check
    from cchc.features.office.show.db_json import DefectsJson
    from cchc.screen.table import drawn

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = check(app.database)
    if found or form is not Format.TABLE or output is not None:
        if form is Format.JSON:
            text = DefectsJson.as_json(found, voice=app.voice)
        else:
            text = drawn(_defects(app, found), form, app.width, colour=app.colour)
        app.deliver(text, output)
    if found:
        app.remark("db.unsound", n=len(found))
        raise typer.Exit(UNSOUND)
    app.remark("db.sound", file=str(app.database))


def _defects(app: AppContext, found: tuple["Found", ...]) -> "Table":
    from cchc.screen.table import Column, Table

    columns = (
        Column("defect", app.voice.say("db.column.defect")),
        Column("where", app.voice.say("db.column.where")),
        Column("count", app.voice.say("db.column.count"), right=True),
    )
    rows = tuple(
        (app.voice.say(f"db.defect.{each.defect}"), each.where, each.count)
        for each in found
    )
    return Table("", columns, rows)


def run_backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="help.db.backup.file")
    ] = None,
) -> None:
    from cchc.app.delivery import is_there, protected_files
    from cchc.features.office.actions.db import backup
    from cchc.text.problem import Place
    from cchc.text.record import replace

    app = ctx.ensure_object(AppContext)
    if target is not None and not is_there(target):
        refused = protected_files([target])
        if refused:
            app.refuse(replace(each, place=Place(argument="FILE")) for each in refused)
    made = backup(app.database, target, app.today)
    app.remark("db.backed_up", file=str(made))


def run_restore(
    ctx: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="help.db.restore.file")
    ],
) -> None:
    from cchc.features.office.actions.db import restore

    app = ctx.ensure_object(AppContext)
    kept = restore(app.database, source)
    app.remark("db.restored", file=str(app.database), source=str(source))
    if kept is not None:
        app.remark("db.kept", file=str(kept))
