"""Figures in words: values, targets, verdicts, change, pace, cells of a report.

The one table of how a figure is said, for every screen and paper; sentences that put
several of them together stand in `indicator_sentences`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cache
from re import Pattern, escape
from re import compile as pattern

from cchc.core.facts.report import Quality
from cchc.core.plan.expected import goal_of
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import ChildIndicator, Indicator
from cchc.core.plan.targets.target import Manner
from cchc.core.verdict.indicator import IndicatorView, PreviousYear
from cchc.core.verdict.statuses import Status
from cchc.text.day import short
from cchc.text.number_format import (
    MOST_DECIMALS,
    fixed_figure,
    format_figure,
    together,
    vietnamese,
)
from cchc.text.printed_marks import PRINTED
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.counted_things import counted_thing
from cchc.words.period import label
from cchc.words.prose import NOTHING, count_words, two_digits
from cchc.words.translator import Voice


def status_words(status: Status, voice: Voice, *, last: bool) -> str:
    """The word of a status; behind in the last period is "chưa đạt" (SEMANTICS 7)."""
    code = f"indicator.status.{status.value}"
    return voice.say(f"{code}.last" if last and status is Status.BEHIND else code)


def verdict_words(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """The verdict; with figures missing, also how the reported part stands.

    "thiếu số liệu (theo 8/9 đơn vị: cần theo dõi)", "chưa công bố (đến nay: chậm tiến
    độ)", "chưa đến kỳ (Quý III/2022: cần theo dõi)". Units are counted, not cells.
    """
    word = status_words(view.verdict.status, voice, last=last)
    if view.last is not None:
        period = label(view.last.period, voice)
        past = status_words(view.last.verdict.status, voice, last=False)
        return voice.say("wording.last", word=word, period=period, last=past)
    if view.verdict.known is None:
        return word
    cover = view.coverage
    known = status_words(view.verdict.known.status, voice, last=last)
    if view.verdict.status is Status.AWAITED or cover.counted == cover.units:
        return voice.say("wording.so_far", word=word, known=known)
    counts = {"reported": cover.counted, "total": cover.units}
    return voice.say("wording.known", word=word, known=known, **counts)


def open_reasons(
    view: IndicatorView, units: Callable[[Iterable[str]], str], voice: Voice
) -> list[str]:
    """Who leaves a figure open and why, in one wording for every door (4).

    `units` names units by their ids.
    """
    cover = view.coverage
    since: dict[str, list[str]] = {}
    for unit, period in cover.stale.items():
        since.setdefault(label(period, voice), []).append(unit)
    groups = {
        "silent": [unit for unit in cover.silent if unit not in cover.stale],
        "unpublished": [unit for unit in cover.unpublished if unit not in cover.stale],
        "not_due": list(cover.not_due),
        "closed": list(cover.closed),
    }
    ages = [("stale", period, of) for period, of in since.items()]
    ages += [(name, "", of) for name, of in groups.items() if of]
    return [
        voice.say(f"wording.open.{name}", units=units(of), period=period)
        for name, period, of in ages
    ]


def actual_words(view: IndicatorView, voice: Voice) -> str:
    """The figure as the law shows it, marked when it rests on an estimate."""
    figure = with_sign(view.indicator, view.shown) or NOTHING
    return estimate_words(figure, view.quality, voice)


def estimate_words(figure: str, quality: Quality, voice: Voice) -> str:
    """The figure, marked when it rests on an estimate: `12,4% (ước)`."""
    if quality is Quality.FINAL:
        return figure
    word = voice.say(f"quality.{quality}")
    return voice.say("wording.quality", shown=figure, quality=word)


def rate_words(view: IndicatorView, voice: Voice) -> str | None:
    """`182/183 hồ sơ`: n/d and what they count, where that is known; None: no rate."""
    if view.numerator is None or view.denominator is None:
        return None
    if view.indicator.of is not RatioOf.PLAN:
        thing = counted_thing(view.indicator.name)
        return f"{fraction_words(view.numerator, view.denominator)} {thing}".strip()
    amount, whole = view.indicator.amount, voice.say("wording.amount")
    return voice.say(
        "wording.rate.plan",
        numerator=vietnamese(view.numerator),
        denominator=vietnamese(view.denominator),
        unit=one_line((amount.unit if amount else None) or ""),
        source=one_line((amount.source if amount else None) or whole),
    )


def target_words(view: IndicatorView, voice: Voice) -> str:
    """The target beside a figure, with the second level where there is one.

    `≤ 20`, `50% (phấn đấu 60%)`, `chờ UBND tỉnh giao`.
    """
    target = view.indicator.target
    if view.indicator.awaits is not None:
        return one_line(view.indicator.awaits)
    words, goal = compared_words(view), goal_of(view.indicator)
    if target is None or goal is None or goal.strive is None or words == NOTHING:
        return words
    value = value_words(view.indicator, goal.strive)
    return voice.say("wording.strive", target=words, value=value)


def compared_words(view: IndicatorView) -> str:
    """The target with how it is compared where that is not "at least"."""
    indicator = view.indicator
    goal = with_sign(indicator, view.shown_target) or NOTHING
    if goal == NOTHING:
        return goal
    target = indicator.target
    if view.each is not None:
        marks = "; ".join(  # what each unit is held to: `≥ 99%`
            f"{line.target.sign} {value_words(line, level)}"
            for line in view.each.held_lines
            if line.target is not None and (level := target_value(line)) is not None
        )
        goal = f"{goal} ({marks})" if marks else goal
    if target is None or target.is_usual or view.each is not None:
        return goal
    if target.span is not None:
        lower, upper = target.span
        return with_sign(indicator, f"{vietnamese(lower)} – {vietnamese(upper)}")
    if target.tolerance:
        return f"{goal} ± {vietnamese(target.tolerance)}"
    if target.manner is Manner.NONE:
        return goal
    return f"{target.sign} {goal}" if target.sign else goal


def part_label(line: Indicator) -> str:
    """What an indicator is called where it stands under another: `Nữ`."""
    label = line.label if isinstance(line, ChildIndicator) else line.name
    return one_line(label)


def percent_words(percent: Decimal | None) -> str:
    """Percent of a target: `42,31%`, or a dash."""
    return NOTHING if percent is None else f"{vietnamese(percent)}%"


def fraction_words(top: Decimal | None, bottom: Decimal | None) -> str:
    """`412/415`; empty where there is no rate."""
    if top is None or bottom is None:
        return ""
    return f"{vietnamese(top)}/{vietnamese(bottom)}"


def in_period_words(view: IndicatorView) -> str:
    """What the period brought, in the decimals of the figure beside it (12)."""
    return value_words(view.indicator, view.in_period, view.shown_decimals)


def value_words(indicator: Indicator, value: Fraction | None, decimals: int = 0) -> str:
    """A figure beside the indicator's target, in its decimals, `%` for a rate.

    Rounding never hides on which side of the target it is (SEMANTICS 12). `decimals`:
    at least so many.
    """
    if value is None:
        return NOTHING
    if grade := indicator.grade(value):
        return grade
    goal = target_value(indicator)
    beside = () if goal is None else (goal,)
    places = max(decimals, indicator.decimals)
    return with_sign(indicator, together(value, beside, places)[0])


def with_sign(indicator: Indicator, text: str) -> str:
    """The text of a figure with `%` after a rate's, unless it has one.

    How many units of how many is no rate.
    """
    bare = not indicator.is_rate or text.endswith("%") or "/" in text
    return text if bare or not any(map(str.isdigit, text)) else f"{text}%"


def previous_words(view: IndicatorView, voice: Voice) -> str:
    """The figure of the same period last year; of the plan as it was typed there."""
    previous = view.previous
    if previous is None:
        return NOTHING
    return year_figure_words(view.indicator, previous, voice, view.shown_decimals)


def year_figure_words(
    indicator: Indicator, figure: PreviousYear, voice: Voice, decimals: int = 0
) -> str:
    """The figure of an earlier year: `98,5%`, `8/9`, a day, yes or no."""
    if figure.done is not None:
        return short(figure.done)
    if figure.answer is not None:
        return voice.say(f"form.answer.{'yes' if figure.answer else 'no'}")
    if figure.value is None:
        return NOTHING
    if figure.of is not None:
        return f"{figure.value}/{figure.of}"
    if figure.decimals is not None:
        return with_sign(indicator, format_figure(figure.value, figure.decimals))
    return value_words(indicator, figure.value, decimals)


def previous_source_words(view: IndicatorView, voice: Voice) -> str:
    """Who says the figure of last year, where the plan says another than the ledger."""
    previous = view.previous
    if previous is None or previous.in_ledger is None:
        return ""
    value = value_words(view.indicator, previous.in_ledger, view.shown_decimals)
    return voice.say("wording.previous.typed", year=previous.year, value=value)


def target_value(indicator: Indicator) -> Fraction | None:
    """The one number of a target that has one."""
    bound = indicator.target.bound if indicator.target is not None else None
    return None if bound is None else Fraction(bound)


def with_unit(indicator: Indicator, figure: str, voice: Voice) -> str:
    """A printed figure in prose: two digits at least for a count, then its unit."""
    if indicator.each is not None and "/" in figure:
        return figure  # units are counted, not what they report
    number, *rest = figure.split(" ", 1)
    if len(number) == 1 and number in "123456789":
        number = count_words(int(number), voice)
    bare = indicator.unit in {"", "%"} or number == NOTHING
    unit = "" if bare else one_line(indicator.unit)
    return " ".join(part for part in (number, unit, *rest) if part)


def value_with_unit(indicator: Indicator, value: Fraction | None, voice: Voice) -> str:
    """Any figure of the indicator in prose, with its unit; of a rank `thứ 6`."""
    if indicator.is_rank and value is not None:
        place = value_words(indicator, value)
        return voice.say("plan.base.place", value=place)
    return with_unit(indicator, value_words(indicator, value), voice)


def change_sentence(view: IndicatorView, voice: Voice) -> str | None:
    """So với cùng kỳ: points for a rate, number and percent for a count."""
    indicator = view.indicator
    more, size = _change(view, voice, in_prose=True)
    if not more:
        return None if more is None else voice.say("memo.part.same")
    before = previous_words(view, voice)
    if indicator.is_rank:
        before = voice.say("plan.base.place", value=before)
    elif indicator.measure is not Measure.RATIO:
        before = with_unit(indicator, before, voice)
    code = "memo.part.up" if more > 0 else "memo.part.down"
    return voice.say(code, change=size, before=before)


def change_words(view: IndicatorView, voice: Voice) -> str | None:
    """`+0,95 điểm phần trăm`, `-2 (15,38%)`, `0`; None without last year's figure."""
    more, size = _change(view, voice, in_prose=False)
    if not more:
        return None if more is None else "0"
    return f"{'+' if more > 0 else '-'}{size}"


def _change(
    view: IndicatorView, voice: Voice, *, in_prose: bool
) -> tuple[Fraction | None, str]:
    """How much more than last year, exactly, and its size in words.

    Of a rank how many places it has risen. None where a part of this year would stand
    against the whole of last year.
    """
    indicator, previous, before = view.indicator, view.previous, view.previous_year
    is_whole = previous and not (previous.coverage and previous.coverage.unknown)
    is_whole = is_whole and not view.coverage.unknown and not indicator.scale
    is_figure = previous is not None and previous.of is None
    if before is None or view.actual is None or not (is_whole and is_figure):
        return None, ""
    more = view.actual - before
    typed = previous.decimals if previous else None
    places = max(indicator.decimals, view.shown_decimals if typed is None else typed)
    size = together(abs(more), (Fraction(0),), places)[0]
    if indicator.measure is Measure.RATIO:
        return more, voice.say("memo.points", value=size)
    if indicator.is_rank:
        number = two_digits(int(abs(more)), voice) if in_prose else size
        return -more, voice.say("memo.places", value=number)
    if in_prose:
        size = with_unit(indicator, size, voice)
    if before > 0 and indicator.measure is not Measure.LEVEL:
        percent = format_figure(100 * abs(more) / before, 2)
        size = voice.say("memo.change", value=size, percent=percent)
    return more, size


class FigureCell(Record):
    """One figure of an indicator: as people read it, and the number behind it."""

    words: Callable[[IndicatorView, Voice], str]
    value: Callable[[IndicatorView], Fraction | Decimal | None]


FIGURE_CELLS: Mapping[str, FigureCell] = {
    "target": FigureCell(target_words, lambda view: target_value(view.indicator)),
    "in_period": FigureCell(
        lambda view, _: in_period_words(view), lambda view: view.in_period
    ),
    "actual": FigureCell(actual_words, lambda view: view.actual),
    "expected": FigureCell(
        lambda view, _: with_sign(view.indicator, view.shown_expected),
        lambda view: view.expected,
    ),
    "percent": FigureCell(
        lambda view, _: percent_words(view.percent), lambda view: view.percent
    ),
    "previous": FigureCell(previous_words, lambda view: view.previous_year),
}
"""Declared once for table A, its twin of the dashboard and the list of `status`."""


@cache
def _number(group: str, decimal: str) -> Pattern[str]:
    """A printed number, its decimals a part by themselves."""
    part = rf"(?:{escape(decimal)}(\d+))?"
    return pattern(rf"(\d{{1,3}}(?:{escape(group)}\d{{3}})+|\d+){part}")


def in_one_row(
    cells: Sequence[str], values: Sequence[Fraction | None]
) -> tuple[str, ...]:
    """Printed cells of a row that speak of one thing, with the same decimals.

    `values` are the figures behind the cells; a cell of several numbers or of one that
    is not known here has None, and its numbers get noughts. A date, a fraction and
    words stay as they are.
    """
    number, (_, decimal) = _number(*PRINTED.get()), PRINTED.get()
    figures = (cell for cell in cells if decimal in cell and "/" not in cell)
    matches = (match for cell in figures for match in number.finditer(cell))
    places = max((len(match[2] or "") for match in matches), default=0)
    if not 0 < places <= MOST_DECIMALS:
        return tuple(cells)

    def with_places(cell: str, value: Fraction | None) -> str:
        if "/" in cell:  # a date, a fraction
            return cell
        if value is None or "<" in cell or ">" in cell:
            return number.sub(lambda m: f"{m[1]}{decimal}{m[2] or '':0<{places}}", cell)
        return number.sub(lambda _: fixed_figure(abs(value), places), cell, count=1)

    return tuple(with_places(*pair) for pair in zip(cells, values, strict=True))
