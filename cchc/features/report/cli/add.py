"""The words of `cchc report add` as a typed report, and its way into the ledger."""

from functools import partial
from pathlib import Path
from typing import Annotated

from cchc.app.command_line import UsageError
from cchc.app.context import AppContext
from cchc.app.give import ask_if_right
from cchc.app.options import WriteOptions, argument, option
from cchc.core.facts.typed import TypedReport, TypedText, split_paper
from cchc.features.report.actions.add import PLAIN, AddTerms, add_all
from cchc.features.report.show.report import tell_added
from cchc.sources.file_bytes import content_of
from cchc.text.number import VIETNAMESE, NumberMarks
from cchc.text.problem import Place, ProblemCode, refuse_if_any, require
from cchc.text.record import Record, replace

TYPED = "report add"
"""The source of a report that was typed, in no file."""


class EntryWords(Record):
    """What stood on the command line; nothing of it is judged here."""

    unit: str | None = None
    period: str | None = None
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    received: str | None = None
    document: str | None = None
    reason: str | None = None
    copies: bool = False
    marks: NumberMarks = VIETNAMESE

    @property
    def says_nothing(self) -> bool:
        """Whether neither a figure nor a paper nor a day was typed."""
        parts = (self.values, self.notes, self.evidence, self.received, self.document)
        return not any(parts) and "=" not in (self.period or "")


def typed_report(words: EntryWords) -> TypedReport:
    """The report that the words stand for.

    A period that holds a `=` is a value: the period was left out, and is the
    current one. UsageError for a KEY=VALUE without its `=`.
    """
    period, values = words.period or "", words.values
    if "=" in period:
        period, values = "", (period, *values)
    unit = words.unit or ""
    bare = TypedReport(
        unit=TypedText(unit, Place(argument=unit)),
        period=TypedText(period, Place(argument=period)),
        values=tuple(
            key_and_value(text, ProblemCode.PAIR_NO_SIGN, words.marks)
            for text in values
        ),
    )
    return with_options(bare, words)


def with_options(report: TypedReport, words: EntryWords) -> TypedReport:
    """The report with what the options say of it; an option beats the file."""
    paper = _option("--document", words.document)
    number, day = (None, None) if paper is None else require(split_paper(paper))
    notes = (key_and_value(text, ProblemCode.PAIR_NO_KEY) for text in words.notes)
    proofs = (key_and_value(text, ProblemCode.PAIR_NO_KEY) for text in words.evidence)
    return replace(
        report,
        received=_option("--received", words.received) or report.received,
        document_number=number or report.document_number,
        document_date=day or report.document_date,
        notes=(*report.notes, *notes),
        evidence=(*report.evidence, *proofs),
        reason=_option("--reason", words.reason) or report.reason,
        copies=words.copies or report.copies,
    )


def _option(name: str, text: str | None) -> TypedText | None:
    return None if text is None else TypedText(text, Place(argument=name))


def key_and_value(
    text: str, code: ProblemCode, marks: NumberMarks = VIETNAMESE
) -> tuple[TypedText, TypedText]:
    """KEY=VALUE in its two parts; UsageError with `code` where one is missing."""
    key, _, value = text.partition("=")
    if not (key.strip() and value.strip()):
        raise UsageError(code, text=text)
    place = Place(argument=text)
    return TypedText(key.strip(), place), TypedText(value.strip(), place, marks)


def write_reports(
    app: AppContext,
    reports: tuple[TypedReport, ...],
    act: WriteOptions,
    source: str = TYPED,
    *,
    terms: AddTerms = PLAIN,
) -> None:
    """Write the reports; at a terminal they are judged first and doubts asked about.

    What is questioned of a file waits: nobody is asked.
    """
    asks = app.interactive and source == TYPED and not act.dry_run
    answered = replace(terms, sure=True)
    add = partial(add_all, app.database, reports, app.stamp(source, act.by))
    added = add(dry_run=act.dry_run or asks, terms=answered if asks else terms)
    if asks:
        doubts = [doubt for done in added for doubt in done.doubts]
        ask_if_right(app, () if terms.confirm else doubts)
        added = add(terms=answered)
    tell_added(app, added, act)


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
    at = (app, words.unit, words.period)
    typed = edit_report(*at, reason=reason, dry_run=act.dry_run)
    write_reports(app, (typed,), WriteOptions(dry_run=act.dry_run, by=act.by))


def _from_file(source: str, words: EntryWords) -> tuple[TypedReport, ...]:
    """The reports of a file or of standard input; what is wrong is told at once."""
    from cchc.sources.report_file import read_report

    reports, problems = read_report(content_of(source), source, words.marks)
    refuse_if_any(problems)
    return tuple(with_options(report, words) for report in reports)
