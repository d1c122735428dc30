"""Whole sentences on indicators and commitments, as memo and dashboard say them."""

from collections.abc import Collection, Mapping

from cchc.core.facts.report import Quality
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import FigureBasis, StatusView
from cchc.core.verdict.statuses import TROUBLED_STATUSES, WORST_FIRST, Status
from cchc.phrases.amendment_notes import line_remarks
from cchc.phrases.figures.grammar import figure_sentence
from cchc.phrases.writer import Writer
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice


def headline(writer: Writer, *, is_named: bool = True) -> str:
    """`Trong 08 nội dung cam kết: 04 nội dung đúng tiến độ; 02 nội dung cần lưu ý (…)`.

    At the end of the year first how many are met; before it "đạt" is of what is final.
    `is_named`: those in trouble by name, where they are not told right after it.
    """
    counted = writer.digest.commitments
    if not counted:
        return writer.say("memo.none.commitments")
    names: dict[Status, list[str]] = {}
    for view in counted:
        names.setdefault(view.standing, []).append(one_line(view.commitment.name))
    counts = {status: len(of) for status, of in names.items()}
    named = names if is_named else None
    parts = head_counts(counts, writer, named=named, of="commitment")
    of = writer.count(len(counted))
    return writer.say("memo.headline", of=of, parts="; ".join(parts))


def head_counts(
    counts: Mapping[Status, int],
    writer: Writer,
    named: Mapping[Status, list[str]] | None = None,
    of: str = "",
) -> list[str]:
    """How many stand how, the good first; those in trouble by name where given.

    `of` names what is counted again and again; in short papers nothing does.
    """
    parts = []
    for status in reversed(WORST_FIRST):
        if not counts.get(status):
            continue
        is_unreached = status is Status.BEHIND and writer.last
        code = f"memo.count.{status}{'.last' if is_unreached else ''}"
        thing = writer.say(f"memo.count.{of}", n=counts[status]) if of else ""
        number = writer.count(counts[status])
        part = writer.say(code, number=number, thing=thing)
        part = " ".join(part.split())
        if named is not None and status in TROUBLED_STATUSES:
            part = f"{part} ({'; '.join(named[status])})"
        parts.append(part)
    return parts


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
    """How firm the figures are, on how many units they rest, who is silent.

    To the superior only what still may change: of how many units they are, estimates.
    """
    is_provisional = writer.view.basis is FigureBasis.PROVISIONAL
    marks = quality_sentences(writer.digest.qualities, writer)
    if not writer.is_internal:
        counts = [basis_counts(writer.view, writer.voice, "memo.basis")]
        return [*(counts if is_provisional else []), *marks]
    sentences = [basis_counts(writer.view, writer.voice, "memo.basis")]
    if is_provisional:
        for reason, units in writer.digest.unready_units.items():
            if units and (writer.plan.review or reason != "unaccepted"):
                names = writer.units(unit.unit.id for unit in units)
                sentences.append(writer.say(f"memo.basis.{reason}", units=names))
    if closed := writer.digest.missing_units["closed"]:
        names = writer.units(unit.unit.id for unit in closed)
        sentences.append(writer.say("memo.basis.closed", units=names))
    return [*sentences, *marks]


def quality_sentences(qualities: Collection[Quality], writer: Writer) -> list[str]:
    """What the marks beside figures mean, of those that are printed."""
    marks = (Quality.ESTIMATE, Quality.DISPUTED)
    return [writer.say(f"memo.basis.{mark}") for mark in marks if mark in qualities]
