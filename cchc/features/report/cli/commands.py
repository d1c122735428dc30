"""`cchc report`: what units sent, into the ledger and out of it."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from cchc.app.context import FOUND_SOMETHING, AppContext
from cchc.app.lists import give_list
from cchc.app.options import (
    AsOf,
    Json,
    ListOptions,
    Output,
    WriteOptions,
    argument,
    option,
    require_file,
    typed_format,
)
from cchc.app.output import choose_form
from cchc.app.usage_errors import UsageError
from cchc.core.facts.report import TypedReport, TypedText
from cchc.core.facts.review import ClosingKind, Opinion
from cchc.features.report.actions.add import AddTerms
from cchc.features.report.actions.board import board, evidence_list, sheet
from cchc.features.report.actions.close import CloseRequest, close_report
from cchc.features.report.actions.review import ReviewRequest, review
from cchc.features.report.actions.withdraw import WithdrawRequest, take_back
from cchc.features.report.cli.entry import (
    EntryWords,
    key_and_value,
    typed_report,
    with_options,
    write_reports,
)
from cchc.features.report.show.lists import (
    board_screen,
    board_table,
    evidence_screen,
    evidence_table,
    sheet_text,
)
from cchc.features.report.show.report import (
    closing_text,
    review_text,
    withdrawal_text,
)
from cchc.features.report.show.report_json import BoardJson, ProofsJson
from cchc.sources.plan.plan_bytes import bounded_read, bytes_of
from cchc.text.problem import ProblemCode, refuse_if_any, require

Unit = Annotated[str, argument("UNIT", "help.report.unit")]
UnitWord = Annotated[str | None, argument("[UNIT]", "help.report.unit")]
Period = Annotated[str, argument("PERIOD", "help.argument.period")]
PeriodWord = Annotated[str | None, argument("[PERIOD]", "help.argument.period")]
Values = Annotated[list[str] | None, argument("[KEY=VALUE]...", "help.report.values")]
Source = Annotated[str | None, option("--from", "help.report.from", "FILE|-")]
Received = Annotated[str | None, option("--received", "help.report.received", "DATE")]
Document = Annotated[str | None, option("--document", "help.report.document", "TEXT")]
Notes = Annotated[list[str] | None, option("--note", "help.report.note", "KEY=TEXT")]
Proofs = Annotated[
    list[str] | None, option("--evidence", "help.report.add.evidence", "KEY=TEXT")
]
Copies = Annotated[bool, option("--copy-evidence", "help.report.copies")]
Reason = Annotated[str | None, option("--reason", "help.report.reason", "TEXT")]
Confirm = Annotated[bool, option("--confirm", "help.report.confirm")]
Late = Annotated[bool, option("--late", "help.report.late")]


def run_add(
    app: AppContext,
    unit: UnitWord = None,
    period: PeriodWord = None,
    values: Values = None,
    source: Source = None,
    received: Received = None,
    document: Document = None,
    note: Notes = None,
    evidence: Proofs = None,
    reason: Reason = None,
    copies: Copies = False,
    draft: Annotated[bool, option("--draft", "help.report.draft")] = False,
    edit: Annotated[bool, option("--edit", "help.report.edit")] = False,
    confirm: Confirm = False,
    late: Late = False,
    *,
    act: WriteOptions,
) -> None:
    lists = (tuple(values or ()), tuple(note or ()), tuple(evidence or ()))
    words = EntryWords(
        unit, period, *lists, received, document, reason, copies, app.number_marks
    )
    is_asked = source is not None and period is None and not late
    terms = AddTerms(draft=draft, confirm=confirm, asks_period=is_asked)
    acts = act.as_json or draft or confirm
    asks = source is None and words.says_nothing and not acts
    if edit:
        _edit(app, words, act)
    elif asks and app.interactive:
        from cchc.features.report.cli.wizard import start_wizard

        start_wizard(app, unit, period, act)
    elif source is not None:
        name = Path(source).name
        write_reports(app, _from_file(source, words), act, name, terms=terms)
    elif unit is None:
        raise UsageError(ProblemCode.REPORT_NO_UNIT)
    else:
        write_reports(app, (typed_report(words),), act, terms=terms)


def _edit(app: AppContext, words: EntryWords, act: WriteOptions) -> None:
    """The report in the user's editor; only where somebody sits at a terminal."""
    from cchc.features.report.cli.editor import edit_report

    if not app.interactive:
        raise UsageError(ProblemCode.EDIT_NO_SCREEN)
    if words.unit is None:
        raise UsageError(ProblemCode.REPORT_NO_UNIT)
    reason = None if words.reason is None else TypedText(words.reason)
    edit_report(app, words.unit, words.period, act, reason=reason)


def _from_file(source: str, words: EntryWords) -> tuple[TypedReport, ...]:
    """The reports of a file or of standard input; what is wrong is told at once."""
    from cchc.sources.report_file import read_report

    is_stdin = source == "-"
    missing = ProblemCode.INPUT_MISSING
    content = require(
        bounded_read(sys.stdin.buffer) if is_stdin else bytes_of(Path(source), missing)
    )
    reports, problems = read_report(content, source, words.marks)
    refuse_if_any(problems)
    return tuple(with_options(report, words) for report in reports)


def run_list(
    app: AppContext,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> None:
    listed = board(app.database, period, as_of=app.day(as_of))
    give_list(
        app,
        out,
        lambda: BoardJson.as_json(listed),
        lambda: board_table(listed, app.voice),
        lambda width, colour: board_screen(listed, app.voice, width, colour=colour),
    )


class ReportForm(StrEnum):
    """How a report is given out; two of them can be typed in again."""

    TEXT = "txt"
    JSON = "json"
    YAML = "yaml"


ShownFormat = Annotated[
    str | None, option("--format", "help.option.format", "|".join(ReportForm))
]


def run_show(
    app: AppContext,
    unit: Unit,
    period: PeriodWord = None,
    as_of: AsOf = None,
    *,
    as_json: Json = False,
    format_name: ShownFormat = None,
    output: Output = None,
) -> None:
    from cchc.features.report.actions.interview import open_interview
    from cchc.features.report.show.report_yaml import report_yaml, sent_report

    require_file(app, output)
    typed = typed_format(app, as_json=as_json, name=format_name)
    form = choose_form(ReportForm, ReportForm.TEXT, typed, output, ReportForm.TEXT)
    day = app.day(as_of)
    if form is ReportForm.YAML:  # as it is typed again
        interview = open_interview(app.database, unit, period, today=day)
        text = report_yaml(interview, sent_report(interview), app.voice)
    else:
        shown = sheet(app.database, unit, period, as_of=day)
        text = sheet_text(app, shown, as_json=form is ReportForm.JSON)
    app.deliver(text, output)


def run_withdraw(
    app: AppContext,
    unit: Unit,
    period: Period,
    reason: Annotated[str, option("--reason", "help.report.reason", "TEXT")],
    key: Annotated[str | None, argument("[KEY]", "help.report.key")] = None,
    *,
    act: WriteOptions,
) -> None:
    done = take_back(
        app.database,
        WithdrawRequest(unit, period, key, reason),
        stamp=app.stamp("report withdraw", act.by),
        today=app.today,
        dry_run=act.dry_run,
    )
    app.out(withdrawal_text(app, done, act))


def run_accept(
    app: AppContext, unit: Unit, period: Period, *, act: WriteOptions
) -> None:
    request = ReviewRequest(unit, period, Opinion.ACCEPTED)
    _review(app, request, "report accept", act)


def run_return(
    app: AppContext,
    unit: Unit,
    period: Period,
    notes: Annotated[
        list[str] | None, argument("[KEY=TEXT]...", "help.report.return.notes")
    ] = None,
    reason: Annotated[
        str | None, option("--reason", "help.report.return.reason", "TEXT")
    ] = None,
    *,
    act: WriteOptions,
) -> None:
    pairs = tuple(key_and_value(text, ProblemCode.PAIR_NO_KEY) for text in notes or ())
    if not pairs and reason is None:
        raise UsageError(ProblemCode.RETURN_NO_REASON)
    request = ReviewRequest(unit, period, Opinion.RETURNED, pairs, reason)
    _review(app, request, "report return", act)


def _review(
    app: AppContext, request: ReviewRequest, verb: str, act: WriteOptions
) -> None:
    stamp, dry_run = app.stamp(verb, act.by), act.dry_run
    done = review(app.database, request, stamp=stamp, today=app.today, dry_run=dry_run)
    app.out(review_text(app, done, act))


def run_close(
    app: AppContext,
    unit: Unit,
    period: Period,
    decision: Annotated[
        str | None, option("--decision", "help.report.close.decision", "TEXT")
    ] = None,
    reason: Annotated[
        str | None, option("--reason", "help.report.close.reason", "TEXT")
    ] = None,
    lift: Annotated[bool, option("--lift", "help.report.close.lift")] = False,
    *,
    act: WriteOptions,
) -> None:
    if not ((decision or "").strip() or (reason or "").strip()):
        raise UsageError(ProblemCode.CLOSE_NO_REASON)
    kind = ClosingKind.LIFT if lift else ClosingKind.CLOSE
    done = close_report(
        app.database,
        CloseRequest(unit, period, kind, decision, reason),
        stamp=app.stamp("report close", act.by),
        today=app.today,
        dry_run=act.dry_run,
    )
    app.out(closing_text(app, done, act))


def run_evidence(
    app: AppContext,
    period: PeriodWord = None,
    check: Annotated[bool, option("--check", "help.report.evidence.check")] = False,
    as_of: AsOf = None,
    *,
    out: ListOptions,
) -> int:
    proofs = evidence_list(app.database, period, as_of=app.day(as_of))
    give_list(
        app,
        out,
        lambda: ProofsJson.as_json(proofs),
        lambda: evidence_table(proofs, app.voice),
        lambda width, colour: evidence_screen(proofs, app.voice, width, colour=colour),
    )
    return FOUND_SOMETHING if check and proofs.is_troubled else 0
