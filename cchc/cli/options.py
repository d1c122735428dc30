"""Options that several commands share, declared once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cchc.cli.desk import Desk
from cchc.core.problem import Fault, Place, Problem


class Format(StrEnum):
    """How a list is given out."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TSV = "tsv"
    MD = "md"


Json = Annotated[bool, typer.Option("--json", help="help.option.json")]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="table|json|csv|tsv|md", help="help.option.format"
    ),
]
Output = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help="help.option.output")
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="help.option.dry_run")]
By = Annotated[str | None, typer.Option("--by", metavar="NAME", help="help.option.by")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="help.option.as_of")
]


def chosen(desk: Desk, *, as_json: bool, name: str | None) -> Format:
    """The format asked for by `--json` or `--format`; the table when by neither.

    Refuses both at once when they differ (P509) and unknown names (P503).
    """
    if name is None:
        return Format.JSON if as_json else Format.TABLE
    if name.lower() not in set(Format):
        at = Place(argument="--format")
        known = tuple(each.value for each in Format)
        desk.refuse([Problem(Fault.FORMAT_UNKNOWN, at, {"text": name, "known": known})])
    if as_json and Format(name.lower()) is not Format.JSON:
        blanks = {"first": "--json", "second": f"--format {name}"}
        desk.refuse([Problem(Fault.OPTION_CLASH, Place(argument="--format"), blanks)])
    return Format(name.lower())
