"""The words of `cchc report add` as a typed report; nothing is judged here."""

from cchc.app.usage_errors import UsageError
from cchc.core.facts.report import Typed, TypedReport
from cchc.text.problem import Place
from cchc.text.record import Record, replace
from cchc.words.paper import number_and_day


class Words(Record):
    """What stood on the command line."""

    unit: str | None = None
    period: str | None = None
    values: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    received: str | None = None
    document: str | None = None
    reason: str | None = None
    copies: bool = False

    @property
    def says_nothing(self) -> bool:
        """Whether neither a figure nor a paper nor a day was typed."""
        said = (self.values, self.notes, self.evidence, self.received, self.document)
        return not any(said) and "=" not in (self.period or "")


def typed_report(words: Words) -> TypedReport:
    """The report that the words stand for.

    A period that holds a `=` is a value: the period was left out, and is the
    current one.

    Raises:
        UsageError: a KEY=VALUE without its `=`.
    """
    period, values = words.period or "", words.values
    if "=" in period:
        period, values = "", (period, *values)
    bare = TypedReport(
        unit=_word(words.unit or ""),
        period=_word(period),
        values=tuple(pair(each, "misuse.report.value") for each in values),
    )
    return overridden(bare, words)


def overridden(report: TypedReport, words: Words) -> TypedReport:
    """The report with what the options say of it; an option beats the file."""
    paper = _option("--document", words.document)
    number, day = (None, None) if paper is None else number_and_day(paper)
    notes = tuple(pair(each, "misuse.report.note") for each in words.notes)
    proofs = tuple(pair(each, "misuse.report.note") for each in words.evidence)
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


def _word(text: str) -> Typed:
    return Typed(text, Place(argument=text))


def _option(name: str, text: str | None) -> Typed | None:
    return None if text is None else Typed(text, Place(argument=name))


def pair(text: str, code: str) -> tuple[Typed, Typed]:
    """KEY=VALUE in its two parts; UsageError with `code` where the `=` is missing."""
    key, sign, value = text.partition("=")
    if not sign or not key.strip():
        raise UsageError(code, text=text)
    place = Place(argument=text)
    return Typed(key.strip(), place), Typed(value.strip(), place)
