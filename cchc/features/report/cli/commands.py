"""`cchc report`: what units sent, into the ledger and out of it."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cchc.app.context import AppContext
from cchc.app.options import (
    AsOf,
    ListOptions,
    TextOptions,
    WriteOptions,
)
from cchc.app.usage_errors import UsageError, require_text
from cchc.core.facts.report import Typed, TypedReport
from cchc.features.report.actions.add import add_all
from cchc.features.report.actions.board import Wish, board, sheet, take_back
from cchc.features.report.cli.echo import (
    asked,
    board_text,
    echo,
    sheet_text,
    withdrawal_text,
)
from cchc.features.report.cli.report_words import Words, overridden, typed_report
from cchc.sources.plan.plan_bytes import bytes_of
from cchc.text.problem import refuse_if_any, require

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
    app: AppContext,
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
    *,
    act: WriteOptions,
) -> None:
    lists = (tuple(values or ()), tuple(note or ()), tuple(evidence or ()))
    words = Words(unit, period, *lists, received, document, reason, copies)
    asks = source is None and words.says_nothing and not (act.as_json or draft)
    if edit:
        _edit(app, words, act.by, dry_run=act.dry_run)
    elif asks and app.interactive:
        from cchc.features.report.cli.wizard_run import wizard

        wizard(app, unit, period, act.by, dry_run=act.dry_run)
    elif source is not None:
        reports = _from_file(source, words)
        _write(app, reports, source, act, draft=draft)
    elif unit is None:
        raise UsageError("misuse.report.unit")
    else:
        reports = (typed_report(words),)
        _write(app, reports, source, act, draft=draft)


def _edit(app: AppContext, words: "Words", by: str | None, *, dry_run: bool) -> None:
    """The report in the user's editor; only where somebody sits at a terminal."""
    from cchc.features.report.cli.editor import edited

    if not app.interactive:
        raise UsageError("misuse.report.edit")
    if words.unit is None:
        raise UsageError("misuse.report.unit")
    reason = None if words.reason is None else Typed(words.reason)
    edited(app, (words.unit, words.period), by, reason=reason, dry_run=dry_run)


def _from_file(source: str, words: Words) -> tuple[TypedReport, ...]:
    """The reports of a file or of standard input; what is wrong is told at once."""
    from cchc.sources.report_file import read_report

    is_stdin = source == "-"
    content = sys.stdin.buffer.read() if is_stdin else require(bytes_of(Path(source)))
    reports, problems = read_report(content, source)
    refuse_if_any(problems)
    return tuple(overridden(report, words) for report in reports)


def _write(
    app: AppContext,
    reports: tuple[TypedReport, ...],
    source: str | None,
    act: WriteOptions,
    *,
    draft: bool,
) -> None:
    """Write the reports; at a terminal they are judged first and doubts asked about."""
    stamp = app.stamp(source or "report add", act.by)
    rehearse = act.dry_run or app.interactive
    added = add_all(
        app.database,
        reports,
        today=app.today,
        stamp=stamp,
        dry_run=rehearse,
        draft=draft,
    )
    if rehearse and not act.dry_run:
        if not asked(app, added):
            raise typer.Exit(1)
        added = add_all(
            app.database, reports, today=app.today, stamp=stamp, draft=draft
        )
    echo(app, added, act)


def run_list(
    app: AppContext,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> None:
    found = board(app.database, period, as_of=app.day(as_of))
    app.deliver(board_text(app, found, out.format), out.output)


def run_show(
    app: AppContext,
    unit: Unit,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    out: TextOptions,
) -> None:
    found = sheet(app.database, unit, period, as_of=app.day(as_of))
    app.deliver(sheet_text(app, found, as_json=out.as_json), out.output)


def run_withdraw(
    app: AppContext,
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
    *,
    act: WriteOptions,
) -> None:
    require_text("--reason", reason)
    done = take_back(
        app.database,
        Wish(unit, period, key, reason),
        stamp=app.stamp("report withdraw", act.by),
        today=app.today,
        dry_run=act.dry_run,
    )
    app.out(withdrawal_text(app, done, act))
