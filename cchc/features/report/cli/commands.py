"""`cchc report`: what units sent, into the ledger and out of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    AsOf,
    By,
    DryRun,
    FormatName,
    Json,
    Output,
    choose_format,
)
from cchc.app.usage_errors import UsageError

if TYPE_CHECKING:
    from cchc.core.facts.report import TypedReport
    from cchc.features.report.cli.report_words import Words
    from cchc.text.problem import Problem

Unit = Annotated[str, typer.Argument(metavar="UNIT", help="help.report.unit")]
PeriodWord = Annotated[
    str | None, typer.Argument(metavar="[PERIOD]", help="help.argument.period")
]


Values = Annotated[
    list[str] | None,
    typer.Argument(metavar="[KEY=VALUE]...", help="help.report.values"),
]
Source = Annotated[
    str | None, typer.Option("--from", metavar="FILE|-", help="help.report.from")
]
Received = Annotated[
    str | None, typer.Option("--received", metavar="DATE", help="help.report.received")
]
Document = Annotated[
    str | None, typer.Option("--document", metavar="TEXT", help="help.report.document")
]
Notes = Annotated[
    list[str] | None,
    typer.Option("--note", metavar="KEY=TEXT", help="help.report.note"),
]
Proofs = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="KEY=TEXT", help="help.report.evidence"),
]
Copies = Annotated[bool, typer.Option("--copy-evidence", help="help.report.copies")]
Reason = Annotated[
    str | None, typer.Option("--reason", metavar="TEXT", help="help.report.reason")
]


def run_add(
    ctx: typer.Context,
    unit: Annotated[
        str | None, typer.Argument(metavar="[UNIT]", help="help.report.unit")
    ] = None,
    period: PeriodWord = None,
    values: Values = None,
    source: Source = None,
    received: Received = None,
    document: Document = None,
    note: Notes = None,
    evidence: Proofs = None,
    reason: Reason = None,
    copies: Copies = False,
    draft: Annotated[bool, typer.Option("--draft", help="help.report.draft")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="help.report.edit")] = False,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.features.report.cli.report_words import Words, typed_report

    app = ctx.ensure_object(AppContext)
    lists = (tuple(values or ()), tuple(note or ()), tuple(evidence or ()))
    words = Words(unit, period, *lists, received, document, reason, copies)
    asks = source is None and words.says_nothing and not (as_json or draft)
    if edit:
        _edit(app, words, by, dry_run=dry_run)
    elif asks and app.interactive:
        from cchc.features.report.cli.wizard_run import wizard

        wizard(app, unit, period, by, dry_run=dry_run)
    elif source is not None:
        reports = _from_file(app, source, words, as_json=as_json)
        _write(app, reports, source, by, draft=draft, dry_run=dry_run, as_json=as_json)
    elif unit is None:
        raise UsageError("misuse.report.unit")
    else:
        reports = (typed_report(words),)
        _write(app, reports, source, by, draft=draft, dry_run=dry_run, as_json=as_json)


def _edit(app: AppContext, words: "Words", by: str | None, *, dry_run: bool) -> None:
    """The report in the user's editor; only where somebody sits at a terminal."""
    from cchc.core.facts.report import Typed
    from cchc.features.report.cli.editor import edited

    if not app.interactive:
        raise UsageError("misuse.report.edit")
    if words.unit is None:
        raise UsageError("misuse.report.unit")
    reason = None if words.reason is None else Typed(words.reason)
    edited(app, (words.unit, words.period), by, reason=reason, dry_run=dry_run)


def _from_file(
    app: AppContext, source: str, words: "Words", *, as_json: bool
) -> "tuple[TypedReport, ...]":
    """The reports of a file or of standard input; what is wrong is told at once."""
    from cchc.features.report.cli.report_words import overridden
    from cchc.sources.report_file import read_report
    from cchc.text.problem import Problem, refusals

    content = _content(source)
    if isinstance(content, Problem):
        app.refuse([content], as_json=as_json)
    reports, problems = read_report(content, source)
    if refusals(problems):
        app.refuse(problems, as_json=as_json)
    return tuple(overridden(each, words) for each in reports)


def _content(source: str) -> "bytes | Problem":
    import sys

    from cchc.sources.plan.plan_bytes import bytes_of

    return sys.stdin.buffer.read() if source == "-" else bytes_of(Path(source))


def _write(
    app: AppContext,
    reports: "tuple[TypedReport, ...]",
    source: str | None,
    by: str | None,
    *,
    draft: bool,
    dry_run: bool,
    as_json: bool,
) -> None:
    from cchc.features.report.actions.add import add_all
    from cchc.features.report.cli.echo import asked, echo

    stamp = app.stamp(source or "report add", by)
    rehearse = dry_run or app.interactive
    added = add_all(
        app.database,
        reports,
        today=app.today,
        stamp=stamp,
        dry_run=rehearse,
        draft=draft,
    )
    if rehearse and not dry_run:
        if not asked(app, added):
            raise typer.Exit(1)
        added = add_all(
            app.database, reports, today=app.today, stamp=stamp, draft=draft
        )
    echo(app, added, dry_run=dry_run, as_json=as_json)


def run_list(
    ctx: typer.Context,
    period: PeriodWord = None,
    as_of: AsOf = None,
    as_json: Json = False,
    format_name: FormatName = None,
    output: Output = None,
) -> None:
    from cchc.features.report.actions.board import board
    from cchc.features.report.cli.echo import board_text

    app = ctx.ensure_object(AppContext)
    form = choose_format(app, as_json=as_json, name=format_name)
    found = board(app.database, period, as_of=app.day(as_of))
    app.deliver(board_text(app, found, form), output)


def run_show(
    ctx: typer.Context,
    unit: Unit,
    period: PeriodWord = None,
    as_of: AsOf = None,
    as_json: Json = False,
    output: Output = None,
) -> None:
    from cchc.features.report.actions.board import sheet
    from cchc.features.report.cli.echo import sheet_text

    app = ctx.ensure_object(AppContext)
    found = sheet(app.database, unit, period, as_of=app.day(as_of))
    app.deliver(sheet_text(app, found, as_json=as_json), output)


def run_withdraw(
    ctx: typer.Context,
    unit: Unit,
    period: Annotated[
        str, typer.Argument(metavar="PERIOD", help="help.argument.period")
    ],
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="help.report.reason")
    ],
    key: Annotated[
        str | None, typer.Argument(metavar="[KEY]", help="help.report.key")
    ] = None,
    dry_run: DryRun = False,
    by: By = None,
    as_json: Json = False,
) -> None:
    from cchc.features.report.actions.board import Wish, take_back
    from cchc.features.report.cli.echo import withdrawal_text

    app = ctx.ensure_object(AppContext)
    if not reason.strip():
        raise UsageError("misuse.value_missing", ctx, option="--reason")
    done = take_back(
        app.database,
        Wish(unit, period, key, reason),
        stamp=app.stamp("report withdraw", by),
        today=app.today,
        dry_run=dry_run,
    )
    app.out(withdrawal_text(app, done, dry_run=dry_run, as_json=as_json))
