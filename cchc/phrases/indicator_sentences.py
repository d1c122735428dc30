"""Whole sentences on indicators and commitments, as memo and dashboard say them."""

from collections.abc import Iterable, Iterator

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import FigureBasis
from cchc.core.verdict.statuses import LOST_STATUSES, REACHED_STATUSES, Status
from cchc.phrases.amendment_notes import line_remarks
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    change_sentence,
    figure_words,
    fraction_words,
    period_words,
    status_words,
    target_words,
    verdict_words,
)
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line


def headline(writer: Writer) -> str:
    """`Có 4/8 nội dung đạt hoặc vượt; 01 nội dung không thể đạt: …`."""
    counted, kept = writer.digest.commitments, writer.digest.kept
    if not counted:
        return writer.say("memo.none.commitments")
    parts = [writer.say("memo.headline", met=kept, of=len(counted))]
    for status in (status for status in Status if status not in REACHED_STATUSES):
        found = [commitment for commitment in counted if commitment.status is status]
        if found:
            names = "; ".join(
                one_line(commitment.commitment.name)
                + _lost_because(commitment.indicators, writer)
                for commitment in found
            )
            word = status_words(status, writer.voice, last=writer.last)
            number = writer.count(len(found))
            parts.append(
                writer.say("memo.headline.part", number=number, word=word, names=names)
            )
    return ". ".join(parts) + "."


def _lost_because(views: Iterable[IndicatorView], writer: Writer) -> str:
    """Which indicators are the cause, for what is lost."""
    causes = []
    for view in (view for view in views if view.verdict.status in LOST_STATUSES):
        rate = fraction_words(view.numerator, view.denominator)
        actual = actual_words(view, writer.voice) + (f" ({rate})" if rate else "")
        name, target = one_line(view.indicator.name), target_words(view)
        causes.append(
            writer.say("memo.because", name=name, actual=actual, target=target)
        )
    return f" ({', '.join(causes)})" if causes else ""


def indicator_sentence(view: IndicatorView, writer: Writer) -> str:
    """One indicator in one sentence: figure, n/d, percent, change, verdict."""
    parts = [part for part in _parts(view, writer) if part]
    if view.verdict.status is not Status.STATISTIC:
        word = verdict_words(view, writer.voice, last=writer.last)
        parts.append(writer.say("memo.part.verdict", verdict=word) if parts else word)
    if not parts:
        parts = [writer.say("memo.part.none")]
    name = one_line(view.indicator.name)
    return writer.say("memo.indicator", name=name, said="; ".join(parts))


def _parts(view: IndicatorView, writer: Writer) -> Iterator[str | None]:
    voice = writer.voice
    if view.shown not in {"", NOTHING}:
        yield figure_words(view, voice)
    if view.actual is not None and view.in_period not in {None, view.actual}:
        yield period_words(view, writer.view.period.quarter, voice)
    yield change_sentence(view, voice)
    yield from line_remarks(view, writer.view, voice)
    if view.coverage.silent:
        yield writer.say("memo.part.silent", units=writer.units(view.coverage.silent))


def basis_sentences(writer: Writer) -> list[str]:
    """How firm the figures are, on how many units they rest, who is silent."""
    view = writer.view
    sentences = [
        writer.say(
            f"memo.basis.{view.basis}",
            submitted=view.reports.submitted,
            expected=view.reports.expected,
        )
    ]
    if view.basis is FigureBasis.PROVISIONAL:
        for reason, units in writer.digest.unready_units.items():
            if units and (writer.plan.review or reason != "unaccepted"):
                names = writer.units(unit.unit.id for unit in units)
                sentences.append(writer.say(f"memo.basis.{reason}", units=names))
    if not writer.digest.is_final:
        sentences.append(writer.say("memo.basis.estimate"))
    return sentences
