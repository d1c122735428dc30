"""Whole sentences on indicators and commitments, as memo and dashboard say them.

With what amendments did to a line, and what each period left must bring (SEMANTICS 8).
"""

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction
from math import ceil

from cchc.core.facts.report import Quality
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import TOTALS, Measure, RatioOf
from cchc.core.plan.plan import Commitment, Indicator, Task
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.core.verdict.status import CommitmentView, FigureBasis, StatusView
from cchc.core.verdict.statuses import (
    TROUBLED_STATUSES,
    WORST_FIRST,
    Status,
    TaskStatus,
)
from cchc.core.verdict.task import TaskView
from cchc.phrases.figure_phrases import (
    actual_words,
    percent_words,
    status_words,
    target_words,
    value_words,
    verdict_words,
    with_unit,
)
from cchc.phrases.grammar import figure_sentence
from cchc.phrases.writer import Writer
from cchc.text.number_format import format_figure
from cchc.text.period_name import SpanKind
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, paper_words
from cchc.words.target_words import promise_words
from cchc.words.target_words import value_words as term_words
from cchc.words.translator import Voice


def line_remarks(view: IndicatorView, whole: StatusView, voice: Voice) -> Iterator[str]:
    """Under which decision an indicator stands, and how the first version sees it."""
    indicator = view.indicator
    is_gone = view.verdict.status is Status.VOID
    yield from _decision_words(indicator, whole, voice, is_gone=is_gone)
    first = whole.original.indicators.get(indicator.id) if whole.original else None
    if first is not None:
        yield original_words(first, voice, last=whole.period.is_last)


def commitment_remarks(
    view: CommitmentView, whole: StatusView, voice: Voice
) -> Iterator[str]:
    """The same of a commitment: it was added or withdrawn, or stood otherwise."""
    is_gone = view.status is Status.VOID
    yield from _decision_words(view.commitment, whole, voice, is_gone=is_gone)
    key = view.commitment.id
    first = whole.original.commitments.get(key) if whole.original else None
    if first is not None:
        word = status_words(first.status, voice, last=whole.period.is_last)
        blanks = {"verdict": word, "met": first.met, "of": first.of}
        yield voice.say("amendment.original.commitment", **blanks)


def task_remark(view: TaskView, whole: StatusView, voice: Voice) -> str | None:
    """Under which decision a task has the day it has."""
    is_gone = view.status is TaskStatus.DROPPED
    return next(_decision_words(view.task, whole, voice, is_gone=is_gone), None)


TERMS: dict[type, tuple[str, ...]] = {
    Indicator: ("target", "amount", "baseline", "unit"),
    Task: ("due", "count"),
}
"""What is promised by a line of the plan; of what changed the old is told."""


def _decision_words(
    line: Commitment | Indicator | Task,
    whole: StatusView,
    voice: Voice,
    *,
    is_gone: bool,
) -> Iterator[str]:
    """By which decision a line was withdrawn, added, or changed from what."""
    change = whole.amended.get(line.id)
    if change is None:
        return
    paper, was = paper_words(change.decision, voice), change.before
    if is_gone:
        yield voice.say("amendment.withdrawn", paper=paper)
    elif was is None:
        yield voice.say("amendment.added", paper=paper)
    else:
        terms = TERMS.get(type(line), ()) if type(was) is type(line) else ()
        before = "; ".join(
            promise_words(was, voice)
            if isinstance(was, Indicator) and term == "target"
            else term_words(getattr(was, term), voice)
            for term in terms
            if getattr(was, term) != getattr(line, term)
        )
        is_task = isinstance(line, Task)
        code = "amendment.changed.task" if is_task else "amendment.changed"
        yield voice.say(code, paper=paper, before=before or NOTHING)


def original_words(first: IndicatorView, voice: Voice, *, last: bool) -> str:
    """`theo chỉ tiêu ban đầu 8 sản phẩm: đạt 112,5%, vượt`."""
    indicator = first.indicator
    unit = "" if indicator.unit in {"", "%"} else f" {one_line(indicator.unit)}"
    target = target_words(first, voice)
    if target == NOTHING and indicator.target is not None:
        target, unit = term_words(indicator.target, voice), ""
    blanks = {
        "target": f"{target}{unit}",
        "actual": actual_words(first, voice),
        "verdict": verdict_words(first, voice, last=last),
    }
    percent = percent_words(first.percent)
    if percent == NOTHING or indicator.measure is Measure.RATIO:
        return voice.say("amendment.original", **blanks)
    return voice.say("amendment.original.percent", percent=percent, **blanks)


def _in_amount_unit(indicator: Indicator, value: str) -> str:
    unit = indicator.amount.unit if indicator.amount is not None else None
    return f"{value} {one_line(unit)}" if unit else value


TOLD_MULTIPLE = Fraction(6, 5)
"""From this multiple on it is said how much steeper the rest is than the path (8)."""


PACE_OF: Mapping[SpanKind | None, str] = {
    SpanKind.MONTH: "month",
    SpanKind.QUARTER: "quarter",
}
"""What a period is called where each of those left is told of."""


def left_words(view: IndicatorView, voice: Voice) -> str | None:
    """What is still to do and what each period left must bring, in the thing's unit.

    None for what does not add up over the year, and where a part is unknown (8).
    """
    indicator, pace, left = view.indicator, view.pace, remainder_words(view, voice)
    if left is None:
        return None
    value = None if pace is None else _per_period(indicator, pace, voice)
    if pace is None or value in {None, left}:  # one period is left: all of it
        return voice.say("memo.pace", left=left)
    kind = view.parts.period.kind
    noun = voice.say(f"memo.pace.{PACE_OF.get(kind, 'period')}")
    blanks = {"left": left, "value": value, "each": noun}
    if pace.multiple is None or pace.multiple < TOLD_MULTIPLE:
        return voice.say("memo.pace.each", **blanks)
    multiple = format_figure(pace.multiple, 1)
    return voice.say("memo.pace.multiple", multiple=multiple, **blanks)


def remainder_words(view: IndicatorView, voice: Voice) -> str | None:
    """What a total still lacks: `6.022,5 triệu đồng`; None for what is no total."""
    indicator, goal = view.indicator, goal_of(view.indicator)
    adds_up = indicator.measure in TOTALS or indicator.of is RatioOf.PLAN
    if not adds_up or goal is None or not goal.wants_more or indicator.is_held:
        return None
    if view.actual is None or view.coverage.unknown or view.actual >= goal.at:
        return None
    missing = goal.at - view.actual
    amount = indicator.amount
    if amount is None or indicator.measure is not Measure.RATIO:
        return with_unit(indicator, value_words(indicator, missing), voice)
    whole = missing * Fraction(amount.value) / 100
    return _in_amount_unit(indicator, format_figure(whole, amount.decimals))


def _per_period(indicator: Indicator, pace: Pace, voice: Voice) -> str | None:
    """What each period left must bring; of things counted whole no part of one."""
    amount = indicator.amount
    if amount is None:
        if indicator.decimals:
            value = format_figure(pace.per_period, indicator.decimals)
        elif pace.per_period < 1:
            return None
        else:
            value = format_figure(Fraction(ceil(pace.per_period)), 0)
        return with_unit(indicator, value, voice)
    return _in_amount_unit(indicator, format_figure(pace.per_period, amount.decimals))


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
    sentences = [basis_counts(writer.view, writer.voice, "memo.basis")]
    marks = quality_sentences(writer.digest.qualities, writer)
    if not writer.is_internal:
        return sentences * is_provisional + marks
    reasons = {**writer.digest.unready_units} if is_provisional else {}
    reasons |= {"closed": writer.digest.missing_units["closed"]}
    for reason, units in reasons.items():
        if units and (writer.plan.review or reason != "unaccepted"):
            names = writer.units(unit.unit.id for unit in units)
            sentences.append(writer.say(f"memo.basis.{reason}", units=names))
    return sentences + marks


def quality_sentences(qualities: Collection[Quality], writer: Writer) -> list[str]:
    """What the marks beside figures mean, of those that are printed."""
    marks = (Quality.ESTIMATE, Quality.DISPUTED)
    return [writer.say(f"memo.basis.{mark}") for mark in marks if mark in qualities]
