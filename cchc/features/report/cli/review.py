"""`cchc report accept`, `return` and `evidence`: what becomes of a report sent."""

from typing import Annotated

import typer

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.options import (
    AsOf,
    ListOptions,
    WriteOptions,
)
from cchc.app.usage_errors import UsageError
from cchc.core.facts.review import Opinion
from cchc.features.report.actions.evidence import proofs
from cchc.features.report.actions.review import Wish, review
from cchc.features.report.cli.report_words import pair
from cchc.features.report.cli.review_echo import proofs_text, review_text

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="help.report.unit")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="help.argument.period")]
PeriodWord = Annotated[
    str | None, typer.Argument(metavar="[PERIOD]", help="help.argument.period")
]


def run_accept(
    app: AppContext,
    unit: Unit,
    period: Period,
    *,
    act: WriteOptions,
) -> None:
    wish = Wish(unit, period, Opinion.ACCEPTED)
    _said(app, wish, "report accept", act)


def run_return(
    app: AppContext,
    unit: Unit,
    period: Period,
    notes: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=TEXT]...", help="help.report.return.notes"),
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="TEXT", help="help.report.return.reason"),
    ] = None,
    *,
    act: WriteOptions,
) -> None:
    said = tuple(pair(each, "misuse.report.note") for each in notes or ())
    empty = next((key.text for key, text in said if not text.text), None)
    if empty is not None:
        raise UsageError("misuse.report.note", text=f"{empty}=")
    if not said and not (reason or "").strip():
        raise UsageError("misuse.report.return")
    wish = Wish(unit, period, Opinion.RETURNED, said, reason)
    _said(app, wish, "report return", act)


def _said(
    app: AppContext,
    wish: Wish,
    verb: str,
    act: WriteOptions,
) -> None:
    stamp, dry_run = app.stamp(verb, act.by), act.dry_run
    done = review(app.database, wish, stamp=stamp, today=app.today, dry_run=dry_run)
    app.out(review_text(app, done, act))


def run_evidence(
    app: AppContext,
    period: PeriodWord = None,
    check: Annotated[
        bool, typer.Option("--check", help="help.report.proofs.check")
    ] = False,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> int:
    found = proofs(app.database, period, as_of=app.day(as_of))
    app.deliver(proofs_text(app, found, out.format), out.output)
    return FOUND_SOMETHING if check and found.is_troubled else 0
