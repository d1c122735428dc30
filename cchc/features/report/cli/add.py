"""`cchc report add`: typed words, a file, the editor or the wizard → reports."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions, argument, option
from cchc.app.usage_errors import UsageError
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.features.report.actions.add import AddTerms
from cchc.features.report.cli.entry import (
    EntryWords,
    typed_report,
    with_options,
    write_reports,
)
from cchc.sources.plan.plan_bytes import content_of
from cchc.text.problem import ProblemCode, refuse_if_any

UnitWord = Annotated[str | None, argument("[UNIT]", "help.report.unit")]
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

    reports, problems = read_report(content_of(source), source, words.marks)
    refuse_if_any(problems)
    return tuple(with_options(report, words) for report in reports)
