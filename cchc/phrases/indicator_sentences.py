"""Sentences of a memo, put together from the figures of a view."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.plan import Indicator, Measure, Plan, RatioOf
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import Effect
from cchc.core.verdict.status import FigureBasis, StatusView, every_indicator
from cchc.core.verdict.statuses import (
    LOST_STATUSES,
    REACHED_STATUSES,
    UNSENT_REPORTS,
    Reporting,
    Status,
)
from cchc.phrases.amendment_notes import line_remarks
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    named,
    percent_words,
    previous_words,
    rate_words,
    signed,
    status_words,
    target_words,
    value_words,
    verdict_words,
)
from cchc.text.number import decimals_of
from cchc.text.number_format import printed, together, vietnamese
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.period import ROMAN
from cchc.words.translator import Voice


class Writer(Record):
    """Who writes the memo: the view, the plan it is of, and the language.

    `effects` are what obstacles that were settled changed, by their numbers.
    """

    view: StatusView
    plan: Plan
    voice: Voice
    effects: Mapping[int, Effect] = field(default_factory=dict)

    @property
    def last(self) -> bool:
        return self.view.period.is_last

    def say(self, code: str, **blanks: object) -> str:
        """The sentence of a code in the language of the paper."""
        return self.voice.say(code, **blanks)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units by their ids."""
        names = {each.id: one_line(each.name) for each in self.plan.units}
        return named(ids, names)

    def count(self, number: int) -> str:
        """A number in prose: under ten with a leading zero in Vietnamese."""
        return self.say("memo.few" if 0 < number < 10 else "memo.many", number=number)


def kept(view: StatusView) -> int:
    """Commitments met or exceeded."""
    return sum(each.status in REACHED_STATUSES for each in view.commitments)


def headline(writer: Writer) -> str:
    """`Có 4/8 nội dung đạt hoặc vượt; 01 nội dung không thể đạt: …`."""
    counted = [e for e in writer.view.commitments if e.status is not Status.VOID]
    if not counted:
        return writer.say("memo.none.commitments")
    parts = [writer.say("memo.headline", met=kept(writer.view), of=len(counted))]
    for status in Status:
        found = [each for each in counted if each.status is status]
        if found and status not in REACHED_STATUSES:
            word = status_words(status, writer.voice, last=writer.last)
            names = "; ".join(
                one_line(each.commitment.name) + _because(each.indicators, writer)
                for each in found
            )
            number = writer.count(len(found))
            parts.append(
                writer.say("memo.headline.part", number=number, word=word, names=names)
            )
    return ". ".join(parts) + "."


def _because(views: Iterable[IndicatorView], writer: Writer) -> str:
    """Which indicator is the cause, for what is lost."""
    lost = [each for each in views if each.verdict.status in LOST_STATUSES]
    if not lost:
        return ""
    causes = ", ".join(
        writer.say(
            "memo.because",
            name=one_line(each.indicator.name),
            actual=actual_words(each, writer.voice) + in_brackets(_exact(each)),
            target=target_words(each),
        )
        for each in lost
    )
    return f" ({causes})"


def _exact(view: IndicatorView) -> tuple[Decimal, Decimal] | None:
    top, bottom = view.numerator, view.denominator
    return None if top is None or bottom is None else (top, bottom)


def indicator_sentence(view: IndicatorView, writer: Writer) -> str:
    """One indicator in one sentence: figure, n/d, percent, change, verdict."""
    name = one_line(view.indicator.name)
    parts = [each for each in _parts(view, writer) if each]
    if view.verdict.status is not Status.STATISTIC:
        word = verdict_words(view, writer.voice, last=writer.last)
        parts.append(writer.say("memo.part.verdict", verdict=word) if parts else word)
    if not parts:
        parts = [writer.say("memo.part.none")]
    return writer.say("memo.indicator", name=name, said="; ".join(parts))


def _parts(view: IndicatorView, writer: Writer) -> Iterator[str | None]:
    if view.shown not in {"", NOTHING}:
        yield figure_words(view, writer)
    if view.actual is not None and view.in_period not in {None, view.actual}:
        yield _period_words(view, writer)
    yield change_sentence(view, writer)
    yield from line_remarks(view, writer.view, writer.voice)
    if view.coverage.silent:
        yield writer.say("memo.part.silent", units=writer.units(view.coverage.silent))


def _period_words(view: IndicatorView, writer: Writer) -> str:
    """What the period alone brought: `riêng quý II 98,97% (96/97)`."""
    quarter = writer.view.period.quarter
    code = "memo.part.in_period" if quarter is None else "memo.part.in_quarter"
    said = "" if quarter is None else ROMAN[quarter - 1]
    if view.in_period == 0 and view.indicator.measure is not Measure.RATIO:
        return writer.say(f"{code}.none", quarter=said)
    value = counted(view.indicator, view.in_period, writer)
    return writer.say(code, value=value + in_brackets(view.in_rate), quarter=said)


def in_brackets(rate: tuple[Decimal, Decimal] | None) -> str:
    """` (96/97)`, or nothing."""
    return "" if rate is None else f" ({vietnamese(rate[0])}/{vietnamese(rate[1])})"


def figure_words(view: IndicatorView, writer: Writer) -> str:
    """The figure with what it is measured against: `lũy kế 12,4%, bằng 5/40 …`."""
    return ", ".join(_figure(view, writer))


def _figure(view: IndicatorView, writer: Writer) -> Iterator[str]:
    one = view.indicator
    none_yet = _is_none_yet(view)
    if none_yet:
        yield writer.say("memo.part.zero", unit=one_line(one.unit))
    else:
        code = "memo.part.actual" if _adds_up(one) else "memo.part.level"
        value = _told(view, writer)
        yield writer.say("memo.part.stale" if view.stale else code, value=value)
    if rate := rate_words(view, writer.voice):
        yield writer.say("memo.part.rate", rate=rate)
    if view.percent is not None and one.measure is not Measure.RATIO and not none_yet:
        yield writer.say("memo.part.percent", percent=percent_words(view))
    target, due = signed(one, view.shown_target), signed(one, view.shown_expected)
    if due == "0":
        yield writer.say("memo.part.expected.none")
    elif due not in {"", NOTHING, target}:
        yield writer.say("memo.part.expected", value=with_unit(one, due, writer))


def _is_none_yet(view: IndicatorView) -> bool:
    """Whether a count stands at nought for certain: `chưa có sản phẩm nào`."""
    one = view.indicator
    counts = one.measure in {Measure.FLOW, Measure.REGISTER} and one.unit != "%"
    sure = not view.stale and not view.coverage.unknown
    return counts and bool(one.unit) and view.actual == 0 and sure


def _adds_up(one: Indicator) -> bool:
    """Whether its figure grows over the year: of a state there is no lũy kế."""
    return one.measure is not Measure.LEVEL and one.of is not RatioOf.LEVEL


def _told(view: IndicatorView, writer: Writer) -> str:
    """The figure with its unit, counts under ten with a zero before."""
    said = actual_words(view, writer.voice)
    return with_unit(view.indicator, said, writer)


def counted(one: Indicator, value: Fraction | None, writer: Writer) -> str:
    """Any figure of the indicator in prose, with its unit."""
    return with_unit(one, value_words(one, value), writer)


def with_unit(one: Indicator, said: str, writer: Writer) -> str:
    """A printed figure in prose: two digits at least for a count, then its unit."""
    number, *rest = said.split(" ", 1)
    if len(number) == 1 and number in "123456789":
        number = writer.count(int(number))
    unit = "" if one.unit in {"", "%"} or number == NOTHING else one_line(one.unit)
    return " ".join(each for each in (number, unit, *rest) if each)


def change_sentence(view: IndicatorView, writer: Writer) -> str | None:
    """So với cùng kỳ: points for a rate, number and percent for a count."""
    change = _change(view, writer)
    if change is None:
        return None
    more, size, share = change
    one, before = view.indicator, signed(view.indicator, previous_words(view))
    if more == 0:
        return writer.say("memo.part.same")
    if one.measure is not Measure.RATIO:
        size, before = with_unit(one, size, writer), with_unit(one, before, writer)
    if share:
        size = writer.say("memo.change", value=size, percent=share)
    code = "memo.part.up" if more > 0 else "memo.part.down"
    return writer.say(code, change=size, before=before)


def change_words(view: IndicatorView, writer: Writer) -> str | None:
    """`+0,95 điểm phần trăm`, `-2 (15,38%)`, `0`; None without last year's figure."""
    change = _change(view, writer)
    if change is None:
        return None
    more, size, share = change
    if more == 0:
        return "0"
    said = writer.say("memo.change", value=size, percent=share) if share else size
    return f"{'+' if more > 0 else '-'}{said}"


def _change(view: IndicatorView, writer: Writer) -> tuple[Fraction, str, str] | None:
    """How much more than last year, its size in words, percent of last year's."""
    if view.previous_year is None or view.actual is None or view.coverage.unknown:
        return None  # a part of this year against the whole of last year
    before = Fraction(view.previous_year)
    more = view.actual - before
    places = max(view.indicator.decimals, decimals_of(view.previous_year))
    size = together(abs(more), (Fraction(0),), places)[0]
    if view.indicator.measure is Measure.RATIO:
        return more, writer.say("memo.points", value=size), ""
    told = before > 0 and view.indicator.measure is not Measure.LEVEL
    return more, size, printed(100 * abs(more) / before, 2) if told else ""


def basis_sentences(writer: Writer) -> list[str]:
    """How firm the figures are, on how many units they rest, who is silent."""
    view = writer.view
    numbers = view.reports
    said = [
        writer.say(
            f"memo.basis.{view.basis}",
            submitted=numbers.submitted,
            expected=numbers.expected,
        )
    ]
    for code, states in _unready(writer):
        found = [e.unit.id for e in view.units if e.report in states]
        if found and view.basis is FigureBasis.PROVISIONAL:
            said.append(writer.say(code, units=writer.units(found)))
    if any(each.quality != "final" for each in every_indicator(view)):
        said.append(writer.say("memo.basis.estimate"))
    return said


def _unready(writer: Writer) -> Iterator[tuple[str, Iterable[Reporting]]]:
    """Why figures are provisional: what is said of reports in which states."""
    yield "memo.basis.silent", UNSENT_REPORTS
    yield "memo.basis.partial", (Reporting.INCOMPLETE,)
    yield "memo.basis.returned", (Reporting.RETURNED,)
    if writer.plan.review:
        yield "memo.basis.unaccepted", (Reporting.SUBMITTED,)
