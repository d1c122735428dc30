"""A unit's figures in words and in rows, each beside the line of the plan above."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from cchc.core.cascade.unit_plan import Role, role_in
from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.measure import Measure
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.share import UnitShare
from cchc.core.verdict.statuses import Status
from cchc.phrases.figure_phrases import (
    NOTHING,
    actual_words,
    estimate_words,
    figure_words,
    fraction_words,
    in_brackets,
    percent_words,
    share_row,
    target_words,
    value_with_unit,
    value_words,
    verdict_words,
)
from cchc.phrases.indicator_sentences import indicator_sentence
from cchc.phrases.writer import Writer
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line


def own_share(view: IndicatorView, unit: str) -> UnitShare | None:
    """The unit's part; None where one unit carries the whole, or it has no part."""
    return next((share for share in view.shares if share.unit == unit), None)


def role_words(view: IndicatorView, unit: str, writer: Writer) -> str:
    """What the unit has to do with the line, in the words of its plan."""
    role = role_in(view.indicator, unit) or Role.REPORTS
    return writer.say(f"cascade.paper.{role}")


def unit_sentence(view: IndicatorView, unit: str, writer: Writer) -> str:
    """What the unit did of an indicator, then how the whole authority stands."""
    share = own_share(view, unit)
    if share is None:
        return indicator_sentence(view, writer)
    whole = writer.say("unit.paper.whole", said="; ".join(_whole_parts(view, writer)))
    parts = "; ".join((*_own_parts(view, share, writer), whole))
    name = one_line(view.indicator.name)
    return writer.say("memo.indicator", name=name, said=parts)


def _own_parts(view: IndicatorView, share: UnitShare, writer: Writer) -> Iterator[str]:
    indicator, voice = view.indicator, writer.voice
    yield writer.say("unit.paper.now", value=_in_period_words(view, share, writer))
    if share.to_date is not None:
        done = value_with_unit(indicator, share.to_date, voice)
        value = estimate_words(done, share.quality, voice)
        rate = fraction_words(share.numerator, share.denominator)
        of = writer.say("unit.paper.rate", rate=rate) if rate else ""
        yield writer.say("memo.part.actual", value=value) + of
    if share.allotted is not None:
        allotted = value_with_unit(indicator, Fraction(share.allotted), voice)
        yield writer.say("unit.paper.allotted", value=allotted)
        if share.percent is not None and indicator.measure is not Measure.RATIO:
            yield writer.say("unit.paper.percent", percent=percent_words(share.percent))
    if share.left:
        left = value_with_unit(indicator, share.left, voice)
        yield writer.say("unit.paper.left", value=left)


def _whole_parts(view: IndicatorView, writer: Writer) -> Iterator[str]:
    if view.actual is not None:
        yield figure_words(view, writer.voice)
    if view.verdict.status is not Status.STATISTIC:
        yield verdict_words(view, writer.voice, last=writer.last)
    elif view.actual is None:
        yield writer.say("memo.part.none")


def _in_period_words(view: IndicatorView, share: UnitShare, writer: Writer) -> str:
    """What the unit said of the period: its figure, or why there is none."""
    if share.state is not CellState.VALUE and not share.in_period:
        return writer.say(f"cell.state.{share.state}")
    value = share.to_date if share.in_period is None else share.in_period
    quality = Quality.FINAL if share.reading is None else share.reading.quality
    figure = value_with_unit(view.indicator, value, writer.voice)
    return estimate_words(figure, quality, writer.voice) + in_brackets(share.in_rate)


class UnitFigureRow(Record):
    """A row of a unit's appendix: its own part, then the whole authority's figure."""

    no: str
    indicator: str
    above: str
    unit: str
    role: str
    whole_target: str
    whole: str
    verdict: str
    allotted: str
    in_period: str
    to_date: str
    rate: str
    percent: str
    left: str


def unit_rows(
    views: Iterable[IndicatorView], unit: str, writer: Writer
) -> list[UnitFigureRow]:
    """The unit's figures in the columns of the appendix, line by line of the plan.

    Where one unit carries the whole, its figure is the authority's.
    """
    rows = []
    for number, view in enumerate(views, start=1):
        indicator, voice = view.indicator, writer.voice
        verdict = NOTHING
        if view.verdict.status is not Status.STATISTIC:
            verdict = verdict_words(view, voice, last=writer.last)
        row = UnitFigureRow(
            no=str(number),
            indicator=one_line(indicator.name),
            above=indicator.id,
            unit=one_line(indicator.unit) or NOTHING,
            role=role_words(view, unit, writer),
            whole_target=target_words(view),
            whole=actual_words(view, voice),
            verdict=verdict,
            allotted=target_words(view),
            in_period=value_words(indicator, view.in_period),
            to_date=actual_words(view, voice),
            rate=fraction_words(view.numerator, view.denominator) or NOTHING,
            percent=percent_words(view.percent),
            left=NOTHING,
        )
        share = own_share(view, unit)
        rows.append(row if share is None else _with_share(row, view, share, writer))
    return rows


def _with_share(
    row: UnitFigureRow, view: IndicatorView, share: UnitShare, writer: Writer
) -> UnitFigureRow:
    cells = share_row("", view.indicator, share, writer.voice)
    same = role_in(view.indicator, share.unit) is Role.SAME
    return replace(
        row,
        allotted=row.allotted if same else cells.allotted,
        in_period=cells.in_period,
        to_date=cells.to_date,
        rate=fraction_words(share.numerator, share.denominator) or NOTHING,
        percent=cells.percent,
        left=cells.left,
    )
