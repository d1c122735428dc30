"""Indicators of a view as a list, for sheets and other programs."""

from cchc.core.view import IndicatorView, StatusView
from cchc.render.table import Column, Table
from cchc.render.wording import (
    actual_words,
    named,
    percent_words,
    previous_words,
    signed,
    unit_names,
    value_words,
    verdict_words,
)
from cchc.words.period import label
from cchc.words.voice import Voice

KEYS = ("id", "commitment", "name", "unit", "target", "in_period", "actual")
MORE = ("expected", "percent", "previous", "verdict", "silent")
NUMBERS = {"target", "in_period", "actual", "expected", "percent", "previous"}


def indicator_table(view: StatusView, voice: Voice) -> Table:
    """One row for each indicator, those of commitments first; figures as printed."""
    columns = tuple(
        Column(key, voice.say(f"screen.column.{key}"), right=key in NUMBERS)
        for key in (*KEYS, *MORE)
    )
    signed_rows = [
        _row(each, one.commitment.name, view, voice)
        for one in view.commitments
        for each in one.indicators
    ]
    others = [_row(each, "", view, voice) for each in view.indicators]
    return Table(label(view.period, voice), columns, (*signed_rows, *others))


def _row(
    each: IndicatorView, commitment: str, view: StatusView, voice: Voice
) -> tuple[str, ...]:
    one = each.indicator
    return (
        one.id,
        commitment,
        one.name,
        one.unit,
        signed(one, each.shown_target),
        value_words(one, each.in_period),
        actual_words(each, voice),
        signed(one, each.shown_expected),
        percent_words(each),
        previous_words(each),
        verdict_words(each, voice, last=view.period.is_last),
        named(each.coverage.silent, unit_names(view)),
    )
