"""Indicators of a view as a list, for sheets and other programs."""

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
    titled = [
        *((e.commitment.name, line) for e in view.commitments for line in e.indicators),
        *(("", line) for line in view.indicators),
    ]
    rows = []
    for commitment, line in titled:
        indicator = line.indicator
        figures = _stored_figures(line) if stored else _printed_figures(line, voice)
        verdict = verdict_words(line, voice, last=view.period.is_last)
        silent = named(line.coverage.silent, unit_names(view))
        named_line = (indicator.id, commitment, indicator.name, indicator.unit)
        rows.append((*named_line, *figures, verdict, silent))
    return Table(label(view.period, voice), columns, tuple(rows))


def _printed_figures(line: IndicatorView, voice: Voice) -> tuple[str, ...]:
    return (
        target_words(line),
        value_words(line.indicator, line.in_period),
        actual_words(line, voice),
        signed(line.indicator, line.shown_expected),
        percent_words(line.percent),
        previous_words(line),
    )


def _stored_figures(line: IndicatorView) -> tuple[str, ...]:
    figures = (
        target_value(line.indicator),
        line.in_period,
        line.actual,
        line.expected,
        line.percent,
        line.previous_year,
    )
    return tuple("" if value is None else exact_string(value) for value in figures)
