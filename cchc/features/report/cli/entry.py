"""The words of `cchc report add` as a typed report, and its way into the ledger."""

from functools import partial

from cchc.app.context import AppContext
from cchc.app.options import WriteOptions
from cchc.app.questions import ask_if_right
from cchc.app.usage_errors import UsageError
from cchc.core.facts.typed import TypedReport, TypedText, split_paper
from cchc.features.report.actions.add import PLAIN, AddTerms, add_all
from cchc.features.report.show.report import tell_added
from cchc.text.number import VIETNAMESE, NumberMarks
from cchc.text.problem import Place, ProblemCode, require
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
    current one.

    Raises:
        UsageError: a KEY=VALUE without its `=`.
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
    stamp, today = app.stamp(source, act.by), app.today
    asks = app.interactive and source == TYPED and not act.dry_run
    answered = replace(terms, sure=True)
    add = partial(add_all, app.database, reports, today=today, stamp=stamp)
    added = add(dry_run=act.dry_run or asks, terms=answered if asks else terms)
    if asks:
        doubts = [doubt for done in added for doubt in done.doubts]
        ask_if_right(app, () if terms.confirm else doubts)
        added = add(terms=answered)
    tell_added(app, added, act)
