"""`cchc sign`: who signed or issued which paper, and who has not."""

from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.options import (
    AsOf,
    ListOptions,
    WriteOptions,
    parse_paper,
)
from cchc.features.signing.actions.act import Said
from cchc.features.signing.actions.sign import Wish, record, signed
from cchc.features.signing.cli.options import Signer, Title, To, Year, words
from cchc.features.signing.show.answers import book_text, tell_missing, tell_recorded

Party = Annotated[str, typer.Argument(metavar="UNIT", help="help.sign.party")]
PaperName = Annotated[str, typer.Argument(metavar="PAPER", help="help.sign.paper.name")]
Day = Annotated[
    str | None, typer.Option("--date", metavar="DATE", help="help.sign.date")
]
PlanVersion = Annotated[
    int | None,
    typer.Option("--plan-version", metavar="NUMBER", help="help.sign.version"),
]
Document = Annotated[
    str | None, typer.Option("--document", metavar="TEXT", help="help.sign.document")
]
File = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", help="help.sign.file")
]
Copies = Annotated[bool, typer.Option("--copy-evidence", help="help.sign.copies")]
Withdraw = Annotated[bool, typer.Option("--withdraw", help="help.sign.withdraw")]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="help.sign.reason")
]


def run_add(
    app: AppContext,
    unit: Party,
    paper: PaperName,
    day: Day = None,
    document: Document = None,
    signer: Signer = None,
    title: Title = None,
    to: To = None,
    version: PlanVersion = None,
    file: File = None,
    copies: Copies = False,
    withdraw: Withdraw = False,
    reason: Reason = None,
    year: Year = None,
    *,
    act: WriteOptions,
) -> None:
    said = Said(
        app.optional_day(day, "--date"),
        parse_paper(app, document),
        words(signer),
        words(title),
        words(to),
        version,
        withdraw=withdraw,
        reason=words(reason),
    )
    wish = Wish(unit, paper, said, file, copies, year)
    stamp = app.stamp("sign add", act.by)
    done = record(app.templates, wish, app.voice, stamp=stamp, dry_run=act.dry_run)
    tell_recorded(app, done, act)


def run_list(
    app: AppContext,
    unit: Annotated[
        str | None, typer.Option("--unit", metavar="UNIT", help="help.sign.of")
    ] = None,
    missing: Annotated[
        bool, typer.Option("--missing", help="help.sign.missing")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="help.sign.check")] = False,
    year: Year = None,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> int:
    found = signed(app.database, as_of=app.day(as_of), unit=unit, year=year)
    app.deliver(book_text(app, found, out.format, missing=missing), out.output)
    if not out.as_json and unit is None:
        tell_missing(app, found.book)
    return FOUND_SOMETHING if check and found.book.is_incomplete else 0
