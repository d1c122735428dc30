"""Indicators of a view as a list, for sheets and other programs."""

from collections.abc import Sequence
from functools import partial

from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.status import StatusView
from cchc.phrases.figure_phrases import (
    actual_words,
    named,
    percent_words,
    previous_words,
    signed,
    target_value,
    target_words,
    unit_names,
    value_words,
    verdict_words,
)
from cchc.screen.decimal_strings import exact_string
from cchc.screen.table import Column, Table
from cchc.words.period import label
from cchc.words.translator import Voice

KEYS = ("id", "commitment", "name", "unit", "target", "in_period", "actual")
MORE = ("expected", "percent", "previous", "verdict", "silent")
NUMBERS = {"target", "in_period", "actual", "expected", "percent", "previous"}


def indicator_table(view: StatusView, voice: Voice, *, stored: bool) -> Table:
    """One row for each indicator, those of commitments first.

    Figures as `stored` (`1234.5`, no sign of percent) for sheets and programs, else
    as people read them; a verdict is a word in both.
    """
    columns = tuple(
        Column(key, voice.say(f"screen.column.{key}"), right=key in NUMBERS)
        for key in (*KEYS, *MORE)
    )
    figures = _stored if stored else partial(_printed, voice=voice)
    signed_rows = [
        _row(each, one.commitment.name, figures(each), view, voice)
        for one in view.commitments
        for each in one.indicators
    ]
    others = [_row(each, "", figures(each), view, voice) for each in view.indicators]
    return Table(label(view.period, voice), columns, (*signed_rows, *others))


def _row(
    each: IndicatorView,
    commitment: str,
    figures: Sequence[str],
    view: StatusView,
    voice: Voice,
) -> tuple[str, ...]:
    one = each.indicator
    return (
        one.id,
        commitment,
        one.name,
        one.unit,
        *figures,
        verdict_words(each, voice, last=view.period.is_last),
        named(each.coverage.silent, unit_names(view)),
    )


def _printed(each: IndicatorView, voice: Voice) -> tuple[str, ...]:
    one = each.indicator
    return (
        target_words(each),
        value_words(one, each.in_period),
        actual_words(each, voice),
        signed(one, each.shown_expected),
        percent_words(each.percent),
        previous_words(each),
    )


def _stored(each: IndicatorView) -> tuple[str, ...]:
    known = (
        target_value(each.indicator),
        each.in_period,
        each.actual,
        each.expected,
        each.percent,
        each.previous_year,
    )
    return tuple("" if value is None else exact_string(value) for value in known)
