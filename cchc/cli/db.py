"""`cchc db`: the file that holds everything."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.cli.desk import Desk
from cchc.cli.options import Format, FormatName, Json, Output, chosen

if TYPE_CHECKING:
    from cchc.render.table import Table
    from cchc.store.check import Found
    from cchc.store.summary import Summary

UNSOUND = 4


def register(app: typer.Typer) -> None:
    """Add the family of commands."""
    family = typer.Typer(help="help.db", rich_markup_mode=None)
    family.command("info", help="help.db.info")(_info)
    family.command("check", help="help.db.check")(_check)
    family.command("backup", help="help.db.backup")(_backup)
    family.command("restore", help="help.db.restore")(_restore)
    app.add_typer(family, name="db")


def _info(
    ctx: typer.Context,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.actions.db import info

    desk = ctx.ensure_object(Desk)
    found = info(desk.database)
    desk.remark(
        "db.file",
        file=str(desk.database),
        size=str(found.size),
        version=found.version,
        sqlite=found.sqlite,
    )
    if not found.plans:
        desk.remark("db.no_plan")
    table = _plans(desk, found)
    _deliver(desk, table, "cchc.db/1", as_json, format_name, output)


def _plans(desk: Desk, found: "Summary") -> "Table":
    from cchc.render.table import Column, Table

    columns = (
        Column("plan", desk.voice.say("db.column.plan"), whole=True),
        Column("year", desk.voice.say("db.column.year"), right=True),
        Column("title", desk.voice.say("db.column.title")),
        Column("versions", desk.voice.say("db.column.versions"), right=True),
        Column("reports", desk.voice.say("db.column.reports"), right=True),
        Column("figures", desk.voice.say("db.column.figures"), right=True),
        Column("last", desk.voice.say("db.column.last"), whole=True),
    )
    rows = tuple(
        (
            *(each.id, each.year, each.title, each.versions),
            *(each.reports, each.figures, each.last),
        )
        for each in found.plans
    )
    return Table("", columns, rows)


def _check(
    ctx: typer.Context,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.actions.db import check

    desk = ctx.ensure_object(Desk)
    found = check(desk.database)
    wanted = bool(found) or as_json or format_name is not None or output is not None
    if wanted:
        table = _defects(desk, found)
        _deliver(desk, table, "cchc.db-check/1", as_json, format_name, output)
    if found:
        desk.remark("db.unsound", n=len(found))
        raise typer.Exit(UNSOUND)
    desk.remark("db.sound", file=str(desk.database))


def _defects(desk: Desk, found: tuple["Found", ...]) -> "Table":
    from cchc.render.table import Column, Table

    columns = (
        Column("defect", desk.voice.say("db.column.defect")),
        Column("where", desk.voice.say("db.column.where")),
        Column("count", desk.voice.say("db.column.count"), right=True),
    )
    rows = tuple(
        (desk.voice.say(f"db.defect.{each.defect}"), each.where, each.count)
        for each in found
    )
    return Table("", columns, rows)


def _backup(
    ctx: typer.Context,
    target: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="help.db.backup.file")
    ] = None,
) -> None:
    from cchc.actions.db import backup

    desk = ctx.ensure_object(Desk)
    made = backup(desk.database, target, desk.today)
    desk.remark("db.backed_up", file=str(made))


def _restore(
    ctx: typer.Context,
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help="help.db.restore.file")
    ],
) -> None:
    from cchc.actions.db import restore

    desk = ctx.ensure_object(Desk)
    kept = restore(desk.database, source)
    desk.remark("db.restored", file=str(desk.database), source=str(source))
    if kept is not None:
        desk.remark("db.kept", file=str(kept))


def _deliver(
    desk: Desk,
    table: "Table",
    schema: str,
    as_json: bool,
    format_name: str | None,
    output: Path | None,
) -> None:
    form = chosen(desk, as_json=as_json, name=format_name)
    desk.deliver(_drawn(desk, table, schema, form), output)


def _drawn(desk: Desk, table: "Table", schema: str, form: Format) -> str:
    from cchc.render.table import as_csv, as_json, as_md, as_table, as_tsv

    match form:
        case Format.JSON:
            return as_json(table, schema)
        case Format.CSV:
            return as_csv(table)
        case Format.TSV:
            return as_tsv(table)
        case Format.MD:
            return as_md(table)
        case Format.TABLE:
            return as_table(table, desk.width, colour=desk.colour)
