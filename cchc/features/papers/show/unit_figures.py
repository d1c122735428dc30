"""A unit's figures in words and in rows, each beside the line of the plan above."""

from collections.abc import Iterator
from fractions import Fraction

from cchc.core.cascade.unit_plan import Role, role_in
from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.plan import Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.statuses import Status
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    target_words,
    value_words,
    verdict_words,
)
from cchc.phrases.indicator_sentences import (
    Writer,
    counted,
    figure_words,
    in_brackets,
    indicator_sentence,
)
from cchc.text.number_format import vietnamese
from cchc.text.sanitize import one_line

Row = dict[str, str]


def own_share(view: IndicatorView, unit: str) -> UnitShare | None:
    """The unit's part; None where one unit carries the whole, or it has no part."""
    return next((each for each in view.shares if each.unit == unit), None)


def role_words(view: IndicatorView, unit: str, writer: Writer) -> str:
    """What the unit has to do with the line, in the words of its plan."""
    role = role_in(view.indicator, unit) or Role.REPORTS
    return writer.say(f"cascade.paper.{role}")


def unit_sentence(view: IndicatorView, unit: str, writer: Writer) -> str:
    """What the unit did of an indicator, then how the whole authority stands."""
    share = own_share(view, unit)
    if share is None:
        return indicator_sentence(view, writer)
    name = one_line(view.indicator.name)
    said = [each for each in _own(view, share, writer) if each]
    whole = writer.say("unit.paper.whole", said="; ".join(_whole(view, writer)))
    return writer.say("memo.indicator", name=name, said="; ".join((*said, whole)))


def _own(view: IndicatorView, share: UnitShare, writer: Writer) -> Iterator[str]:
    one = view.indicator
    now = in_period_words(view, share, writer)
    yield writer.say("unit.paper.now", value=now)
    if share.to_date is not None:
        value = _with_quality(
            counted(one, share.to_date, writer), share.quality, writer
        )
        yield writer.say("memo.part.actual", value=value) + _rate(share, writer)
    if share.allotted is not None:
        allotted = counted(one, Fraction(share.allotted), writer)
        yield writer.say("unit.paper.allotted", value=allotted)
        if share.percent is not None and one.measure is not Measure.RATIO:
            percent = f"{vietnamese(share.percent)}%"
            yield writer.say("unit.paper.percent", percent=percent)
    if share.left:
        yield writer.say("unit.paper.left", value=counted(one, share.left, writer))


def _rate(share: UnitShare, writer: Writer) -> str:
    """`, bằng 412/415`: n/d of the unit's own rate, to date."""
    if share.numerator is None or share.denominator is None:
        return ""
    return writer.say("unit.paper.rate", rate=_fraction(share))


def _fraction(share: UnitShare) -> str:
    top, bottom = share.numerator, share.denominator
    if top is None or bottom is None:
        return ""
    return f"{vietnamese(top)}/{vietnamese(bottom)}"


def _whole(view: IndicatorView, writer: Writer) -> Iterator[str]:
    if view.actual is not None:
        yield figure_words(view, writer)
    if view.verdict.status is not Status.STATISTIC:
        yield verdict_words(view, writer.voice, last=writer.last)
    elif view.actual is None:
        yield writer.say("memo.part.none")


def in_period_words(view: IndicatorView, share: UnitShare, writer: Writer) -> str:
    """What the unit said of the period: its figure, or why there is none."""
    if share.state is not CellState.VALUE and not share.in_period:
        return writer.say(f"cell.state.{share.state}")
    reading, value = share.reading, share.in_period
    if value is None:
        value = share.to_date
    quality = Quality.FINAL if reading is None else reading.quality
    told = _with_quality(counted(view.indicator, value, writer), quality, writer)
    return told + in_brackets(share.in_rate)


def _with_quality(said: str, quality: Quality, writer: Writer) -> str:
    if quality is Quality.FINAL:
        return said
    word = writer.say(f"quality.{quality}")
    return writer.say("wording.quality", shown=said, quality=word)


def unit_rows(views: tuple[IndicatorView, ...], unit: str, writer: Writer) -> list[Row]:
    """The unit's figures in the columns of the appendix, line by line of the plan."""
    return [_row(row, each, unit, writer) for row, each in enumerate(views, start=1)]


def _row(number: int, view: IndicatorView, unit: str, writer: Writer) -> Row:
    one, share = view.indicator, own_share(view, unit)
    statistic = view.verdict.status is Status.STATISTIC
    verdict = verdict_words(view, writer.voice, last=writer.last)
    return {
        "no": str(number),
        "indicator": one_line(one.name),
        "above": one.id,
        "unit": one_line(one.unit) or NOTHING,
        "role": role_words(view, unit, writer),
        "whole_target": target_words(view),
        "whole": actual_words(view, writer.voice),
        "verdict": NOTHING if statistic else verdict,
        **(_of_share(view, share, writer) if share else _of_whole(view, writer)),
    }


def _of_share(view: IndicatorView, share: UnitShare, writer: Writer) -> Row:
    one = view.indicator
    now = value_words(one, share.in_period)
    if share.state is not CellState.VALUE and not share.in_period:
        now = writer.say(f"cell.state.{share.state}")
    elif share.reading is not None:
        now = _with_quality(now, share.reading.quality, writer)
    given = None if share.allotted is None else Fraction(share.allotted)
    same = role_in(one, share.unit) is Role.SAME
    done = value_words(one, share.to_date)
    percent = NOTHING if share.percent is None else f"{vietnamese(share.percent)}%"
    return {
        "allotted": target_words(view) if same else value_words(one, given),
        "in_period": now,
        "to_date": _with_quality(done, share.quality, writer)
        if done != NOTHING
        else done,
        "rate": _fraction(share) or NOTHING,
        "percent": percent,
        "left": value_words(one, share.left),
    }


def _of_whole(view: IndicatorView, writer: Writer) -> Row:
    """One unit carries it: its figure is the authority's."""
    one = view.indicator
    top, bottom = view.numerator, view.denominator
    rate = NOTHING
    if top is not None and bottom is not None:
        rate = f"{vietnamese(top)}/{vietnamese(bottom)}"
    percent = NOTHING if view.percent is None else f"{vietnamese(view.percent)}%"
    return {
        "allotted": target_words(view),
        "in_period": value_words(one, view.in_period),
        "to_date": actual_words(view, writer.voice),
        "rate": rate,
        "percent": percent,
        "left": NOTHING,
    }
