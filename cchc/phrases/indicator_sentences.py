"""Whole sentences on indicators and commitments, as memo and dashboard say them."""

from collections.abc import Collection

from cchc.core.facts.report import Quality
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import CommitmentView, FigureBasis, StatusView
from cchc.core.verdict.statuses import LOST_STATUSES, REACHED_STATUSES, Status
from cchc.phrases.amendment_notes import line_remarks
from cchc.phrases.figure_phrases import (
    actual_words,
    fraction_words,
    status_words,
    target_words,
)
from cchc.phrases.grammar import figure_sentence
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def headline(writer: Writer) -> str:
    """`Có 4/8 nội dung đạt hoặc vượt; 01 nội dung không thể đạt: …`."""
    counted, kept = writer.digest.commitments, writer.digest.kept
    if not counted:
        return writer.say("memo.none.commitments")
    parts = [writer.say("memo.headline", met=kept, of=len(counted))]
    for status in Status:
        views = [view for view in counted if view.standing is status]
        if views and status not in REACHED_STATUSES:
            names = "; ".join(_name_and_loss(view, writer) for view in views)
            word = status_words(status, writer.voice, last=writer.last)
            blanks = {"number": writer.count(len(views)), "word": word, "names": names}
            parts.append(writer.say("memo.headline.part", **blanks))
    return ". ".join(parts) + "."


def _name_and_loss(view: CommitmentView, writer: Writer) -> str:
    """The name of a commitment and, of what is lost, the indicators that caused it."""
    causes = []
    for figure in view.indicators:
        if figure.standing_verdict.status in LOST_STATUSES:
            rate = fraction_words(figure.numerator, figure.denominator)
            actual = actual_words(figure, writer.voice) + (f" ({rate})" if rate else "")
            name, target = (
                one_line(figure.indicator.name),
                target_words(figure, writer.voice),
            )
            blanks = {"name": name, "actual": actual, "target": target}
            causes.append(writer.say("memo.because", **blanks))
    name = one_line(view.commitment.name)
    return f"{name} ({', '.join(causes)})" if causes else name


def indicator_sentence(view: IndicatorView, writer: Writer) -> str:
    """One indicator in one sentence of the grammar, with what amendments did to it."""
    remarks = line_remarks(view, writer.view, writer.voice)
    return figure_sentence(view, writer.voice, writer.telling, remarks)


def basis_counts(view: StatusView, voice: Voice, code: str, **blanks: str) -> str:
    """On how many of the units' reports figures rest, under a code of the basis.

    What is complete rests on all that are counted: reports nobody waits for are not.
    """
    submitted, expected = view.reports.submitted, view.reports.expected
    if view.basis is not FigureBasis.PROVISIONAL:
        expected = submitted
    basis = view.basis if submitted else "none"
    counts = {"submitted": submitted, "expected": expected}
    return voice.say(f"{code}.{basis}", **counts, **blanks)


def basis_sentences(writer: Writer) -> list[str]:
    """How firm the figures are, on how many units they rest, who is silent."""
    sentences = [basis_counts(writer.view, writer.voice, "memo.basis")]
    if writer.view.basis is FigureBasis.PROVISIONAL:
        for reason, units in writer.digest.unready_units.items():
            if units and (writer.plan.review or reason != "unaccepted"):
                names = writer.units(unit.unit.id for unit in units)
                sentences.append(writer.say(f"memo.basis.{reason}", units=names))
    if closed := writer.digest.missing_units["closed"]:
        names = writer.units(unit.unit.id for unit in closed)
        sentences.append(writer.say("memo.basis.closed", units=names))
    return [*sentences, *quality_sentences(writer.digest.qualities, writer)]


def quality_sentences(qualities: Collection[Quality], writer: Writer) -> list[str]:
    """What the marks beside figures mean, of those that are printed."""
    marks = (Quality.ESTIMATE, Quality.DISPUTED)
    return [writer.say(f"memo.basis.{mark}") for mark in marks if mark in qualities]
