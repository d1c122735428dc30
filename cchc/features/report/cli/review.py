"""`cchc report accept`, `return` and `evidence`: what becomes of a report sent."""

from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import AsOf, By, DryRun, FormatName, Json, Output
from cchc.app.usage_errors import UsageError

if TYPE_CHECKING:
    from cchc.features.report.actions.review import Wish

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="help.report.unit")]
Period = Annotated[str, typer.Argument(metavar="PERIOD", help="help.argument.period")]
PeriodWord = Annotated[
    str | None, typer.Argument(metavar="[PERIOD]", help="help.argument.period")
]
FOUND = 3


def run_accept(
    ctx: typer.Context,
    unit: Unit,
    period: Period,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.review import Opinion
    from cchc.features.report.actions.review import Wish

    wish = Wish(unit, period, Opinion.ACCEPTED)
    _said(ctx, wish, "report accept", by, dry_run=dry_run, as_json=as_json)


def run_return(
    ctx: typer.Context,
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
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.core.facts.review import Opinion
    from cchc.features.report.actions.review import Wish
    from cchc.features.report.cli.report_words import pair

    said = tuple(pair(each, "misuse.report.note") for each in notes or ())
    empty = next((key.text for key, text in said if not text.text), None)
    if empty is not None:
        raise UsageError("misuse.report.note", text=f"{empty}=")
    if not said and not (reason or "").strip():
        raise UsageError("misuse.report.return")
    wish = Wish(unit, period, Opinion.RETURNED, said, reason)
    _said(ctx, wish, "report return", by, dry_run=dry_run, as_json=as_json)


def _said(
    ctx: typer.Context,
    wish: "Wish",
    verb: str,
    by: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    from cchc.features.report.actions.review import review
    from cchc.features.report.cli.review_echo import review_text

    app = ctx.ensure_object(AppContext)
    stamp = app.stamp(verb, by)
    done = review(app.database, wish, stamp=stamp, today=app.today, dry_run=dry_run)
    app.out(review_text(app, done, dry_run=dry_run, as_json=as_json))


def run_evidence(
    ctx: typer.Context,
    period: PeriodWord = None,
    check: Annotated[
        bool, typer.Option("--check", help="help.report.proofs.check")
    ] = False,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.app.options import choose_format
    from cchc.features.report.actions.evidence import proofs
    from cchc.features.report.cli.review_echo import proofs_text

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = proofs(app.database, period, as_of=app.day(as_of))
    app.deliver(proofs_text(app, found, form), output)
    if check and found.is_troubled:
        raise typer.Exit(FOUND)
