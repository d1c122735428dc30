"""Sentences of a memo, put together from the figures of a view."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from cchc.core.plan.plan import Indicator, Measure, Plan, RatioOf
from cchc.core.verdict.duty import SENT
from cchc.core.verdict.effect import Effect
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import (
    FigureBasis,
    IndicatorView,
    Reporting,
    Status,
    StatusView,
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

LOST = (Status.UNREACHABLE, Status.FAILED)
KEPT = (Status.MET, Status.EXCEEDED)


class Clerk(Record):
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
        """The sentence of a code of `memo.`."""
        return self.voice.say(f"memo.{code}", **blanks)

    def units(self, ids: Iterable[str]) -> str:
        """Names of units by their ids."""
        names = {each.id: one_line(each.name) for each in self.plan.units}
        return named(ids, names)

    def count(self, number: int) -> str:
        """A number in prose: under ten with a leading zero in Vietnamese."""
        return self.say("few" if 0 < number < 10 else "many", number=number)


def kept(view: StatusView) -> int:
    """Commitments met or exceeded."""
    return sum(each.status in KEPT for each in view.commitments)


def headline(clerk: Clerk) -> str:
    """`Có 4/8 nội dung đạt hoặc vượt; 01 nội dung không thể đạt: …`."""
    counted = [e for e in clerk.view.commitments if e.status is not Status.VOID]
    if not counted:
        return clerk.say("none.commitments")
    parts = [clerk.say("headline", met=kept(clerk.view), of=len(counted))]
    for status in Status:
        found = [each for each in counted if each.status is status]
        if found and status not in KEPT:
            word = status_words(status, clerk.voice, last=clerk.last)
            names = "; ".join(
                one_line(each.commitment.name) + _because(each.indicators, clerk)
                for each in found
            )
            number = clerk.count(len(found))
            parts.append(
                clerk.say("headline.part", number=number, word=word, names=names)
            )
    return ". ".join(parts) + "."


def _because(views: Iterable[IndicatorView], clerk: Clerk) -> str:
    """Which indicator is the cause, for what is lost."""
    lost = [each for each in views if each.verdict.status in LOST]
    if not lost:
        return ""
    causes = ", ".join(
        clerk.say(
            "because",
            name=one_line(each.indicator.name),
            actual=actual_words(each, clerk.voice) + in_brackets(_exact(each)),
            target=target_words(each),
        )
        for each in lost
    )
    return f" ({causes})"


def _exact(view: IndicatorView) -> tuple[Decimal, Decimal] | None:
    top, bottom = view.numerator, view.denominator
    return None if top is None or bottom is None else (top, bottom)


def indicator_sentence(view: IndicatorView, clerk: Clerk) -> str:
    """One indicator in one sentence: figure, n/d, percent, change, verdict."""
    name = one_line(view.indicator.name)
    parts = [each for each in _parts(view, clerk) if each]
    if view.verdict.status is not Status.STATISTIC:
        word = verdict_words(view, clerk.voice, last=clerk.last)
        parts.append(clerk.say("part.verdict", verdict=word) if parts else word)
    if not parts:
        parts = [clerk.say("part.none")]
    return clerk.say("indicator", name=name, said="; ".join(parts))


def _parts(view: IndicatorView, clerk: Clerk) -> Iterator[str | None]:
    if view.shown not in {"", NOTHING}:
        yield figure_words(view, clerk)
    if view.actual is not None and view.in_period not in {None, view.actual}:
        yield _period_words(view, clerk)
    yield change_sentence(view, clerk)
    yield from line_remarks(view, clerk.view, clerk.voice)
    if view.coverage.silent:
        yield clerk.say("part.silent", units=clerk.units(view.coverage.silent))


def _period_words(view: IndicatorView, clerk: Clerk) -> str:
    """What the period alone brought: `riêng quý II 98,97% (96/97)`."""
    quarter = clerk.view.period.quarter
    code = "part.in_period" if quarter is None else "part.in_quarter"
    said = "" if quarter is None else ROMAN[quarter - 1]
    if view.in_period == 0 and view.indicator.measure is not Measure.RATIO:
        return clerk.say(f"{code}.none", quarter=said)
    value = counted(view.indicator, view.in_period, clerk)
    return clerk.say(code, value=value + in_brackets(view.in_rate), quarter=said)


def in_brackets(rate: tuple[Decimal, Decimal] | None) -> str:
    """` (96/97)`, or nothing."""
    return "" if rate is None else f" ({vietnamese(rate[0])}/{vietnamese(rate[1])})"


def figure_words(view: IndicatorView, clerk: Clerk) -> str:
    """The figure with what it is measured against: `lũy kế 12,4%, bằng 5/40 …`."""
    return ", ".join(_figure(view, clerk))


def _figure(view: IndicatorView, clerk: Clerk) -> Iterator[str]:
    one = view.indicator
    none_yet = _is_none_yet(view)
    if none_yet:
        yield clerk.say("part.zero", unit=one_line(one.unit))
    else:
        code = "part.actual" if _adds_up(one) else "part.level"
        value = _told(view, clerk)
        yield clerk.say("part.stale" if view.stale else code, value=value)
    if rate := rate_words(view, clerk.voice):
        yield clerk.say("part.rate", rate=rate)
    if view.percent is not None and one.measure is not Measure.RATIO and not none_yet:
        yield clerk.say("part.percent", percent=percent_words(view))
    target, due = signed(one, view.shown_target), signed(one, view.shown_expected)
    if due == "0":
        yield clerk.say("part.expected.none")
    elif due not in {"", NOTHING, target}:
        yield clerk.say("part.expected", value=with_unit(one, due, clerk))


def _is_none_yet(view: IndicatorView) -> bool:
    """Whether a count stands at nought for certain: `chưa có sản phẩm nào`."""
    one = view.indicator
    counts = one.measure in {Measure.FLOW, Measure.REGISTER} and one.unit != "%"
    sure = not view.stale and not view.coverage.unknown
    return counts and bool(one.unit) and view.actual == 0 and sure


def _adds_up(one: Indicator) -> bool:
    """Whether its figure grows over the year: of a state there is no lũy kế."""
    return one.measure is not Measure.LEVEL and one.of is not RatioOf.LEVEL


def _told(view: IndicatorView, clerk: Clerk) -> str:
    """The figure with its unit, counts under ten with a zero before."""
    said = actual_words(view, clerk.voice)
    return with_unit(view.indicator, said, clerk)


def counted(one: Indicator, value: Fraction | None, clerk: Clerk) -> str:
    """Any figure of the indicator in prose, with its unit."""
    return with_unit(one, value_words(one, value), clerk)


def with_unit(one: Indicator, said: str, clerk: Clerk) -> str:
    """A printed figure in prose: two digits at least for a count, then its unit."""
    number, *rest = said.split(" ", 1)
    if len(number) == 1 and number in "123456789":
        number = clerk.count(int(number))
    unit = "" if one.unit in {"", "%"} or number == NOTHING else one_line(one.unit)
    return " ".join(each for each in (number, unit, *rest) if each)


def change_sentence(view: IndicatorView, clerk: Clerk) -> str | None:
    """So với cùng kỳ: points for a rate, number and percent for a count."""
    change = _change(view, clerk)
    if change is None:
        return None
    more, size, share = change
    one, before = view.indicator, signed(view.indicator, previous_words(view))
    if more == 0:
        return clerk.say("part.same")
    if one.measure is not Measure.RATIO:
        size, before = with_unit(one, size, clerk), with_unit(one, before, clerk)
    if share:
        size = clerk.say("change", value=size, percent=share)
    code = "part.up" if more > 0 else "part.down"
    return clerk.say(code, change=size, before=before)


def change_words(view: IndicatorView, clerk: Clerk) -> str | None:
    """`+0,95 điểm phần trăm`, `-2 (15,38%)`, `0`; None without last year's figure."""
    change = _change(view, clerk)
    if change is None:
        return None
    more, size, share = change
    if more == 0:
        return "0"
    said = clerk.say("change", value=size, percent=share) if share else size
    return f"{'+' if more > 0 else '-'}{said}"


def _change(view: IndicatorView, clerk: Clerk) -> tuple[Fraction, str, str] | None:
    """How much more than last year, its size in words, percent of last year's."""
    if view.previous_year is None or view.actual is None or view.coverage.unknown:
        return None  # a part of this year against the whole of last year
    before = Fraction(view.previous_year)
    more = view.actual - before
    places = max(view.indicator.decimals, decimals_of(view.previous_year))
    size = together(abs(more), (Fraction(0),), places)[0]
    if view.indicator.measure is Measure.RATIO:
        return more, clerk.say("points", value=size), ""
    told = before > 0 and view.indicator.measure is not Measure.LEVEL
    return more, size, printed(100 * abs(more) / before, 2) if told else ""


def basis_sentences(clerk: Clerk) -> list[str]:
    """How firm the figures are, on how many units they rest, who is silent."""
    view = clerk.view
    numbers = view.reports
    said = [
        clerk.say(
            f"basis.{view.basis}",
            submitted=numbers.submitted,
            expected=numbers.expected,
        )
    ]
    for code, states in _unready(clerk):
        found = [e.unit.id for e in view.units if e.report in states]
        if found and view.basis is FigureBasis.PROVISIONAL:
            said.append(clerk.say(code, units=clerk.units(found)))
    if any(each.quality != "final" for each in every_indicator(view)):
        said.append(clerk.say("basis.estimate"))
    return said


def _unready(clerk: Clerk) -> Iterator[tuple[str, Iterable[Reporting]]]:
    """Why figures are provisional: what is said of reports in which states."""
    named = {Reporting.INCOMPLETE, Reporting.EXEMPT}
    yield "basis.silent", set(Reporting) - SENT - named
    yield "basis.partial", (Reporting.INCOMPLETE,)
    yield "basis.returned", (Reporting.RETURNED,)
    if clerk.plan.review:
        yield "basis.unaccepted", (Reporting.SUBMITTED,)
