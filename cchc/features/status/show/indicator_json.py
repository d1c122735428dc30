"""An indicator as JSON: its figure, target and verdict, for `status` and `why`."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter
from typing import Any

from cchc.core.facts.report import Quality
from cchc.core.plan.plan import Measure
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.target import Datum, Scale
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.indicator import IndicatorView, Pace
from cchc.core.verdict.statuses import Status
from cchc.screen.decimal_strings import decimal_string, exact_string, percent_string
from cchc.screen.document import (
    COUNT,
    DAY,
    DECIMAL,
    DIGITS,
    FLAG,
    HUNDREDTHS,
    TEXT,
    Document,
    Field,
    Kind,
    choice,
    either,
    list_of,
    nullable,
)

TARGET = Kind(
    lambda document, _: document,
    {
        "type": "object",
        "properties": {
            "kind": {"enum": list(KINDS)},
            "value": nullable(either(DIGITS, DAY, FLAG)).schema,
            "lower": DIGITS.schema,
            "upper": DIGITS.schema,
            "tolerance": DIGITS.schema,
            "in": choice(Scale).schema,
        },
        "required": ["kind"],
        "additionalProperties": False,
    },
)
"""A target that is written already: its kind, and what is promised."""


def target_document(view: IndicatorView) -> dict[str, object] | None:
    """`{"kind": …, "value": …}`; None for a statistic.

    More than the baseline has the baseline's value; `between` has lower and upper.
    """
    target, baseline = view.indicator.target, view.indicator.baseline
    if target is None:
        return None
    values = target.data(None if baseline is None else baseline.value)
    return {
        "kind": target.tag,
        **{name: _target_value(value) for name, value in values.items()},
    }


def _target_value(value: Datum) -> str | bool | None:
    match value:
        case Decimal():
            return decimal_string(value)
        case date():
            return value.isoformat()
        case str() | bool() | None:
            return value


def _figure(view: IndicatorView, value: Fraction | None) -> str | None:
    """A figure of an indicator; a ratio's in percent."""
    if value is None:
        return None
    ratio = view.indicator.measure is Measure.RATIO
    return percent_string(value) if ratio else exact_string(value)


def _actual(view: IndicatorView) -> str | bool | None:
    """The figure; a day for a milestone done, true or false for a yes."""
    if view.indicator.measure is Measure.MILESTONE:
        return None if view.done is None else view.done.isoformat()
    if view.indicator.measure is Measure.YES:
        return view.answer
    return _figure(view, view.actual)


KNOWN: Document[tuple[Status, str]] = Document(
    "known",
    "What the reported part alone shows, where figures are missing.",
    Field("status", choice(Status), "Its verdict.", itemgetter(0)),
    Field("rule", TEXT, "The rule that gave it.", itemgetter(1)),
)
COVERAGE: Document[Coverage] = Document(
    "coverage",
    "Whose figures the indicator rests on.",
    Field("reported", COUNT, "Cells that are reported."),
    Field("expected", COUNT, "Cells that the plan asks for."),
    Field("silent", list_of(TEXT), "Ids of units that said nothing."),
)
PACE: Document[Pace] = Document(
    "pace",
    "What is needed to reach the target.",
    Field("per_period", HUNDREDTHS, "In each period that is left."),
    Field("multiple", nullable(HUNDREDTHS), "So many times the pace so far."),
)
TARGET_FIELD: Field[IndicatorView] = Field(
    "target", nullable(TARGET), "What is promised; null: a statistic.", target_document
)
ACTUAL: Field[IndicatorView] = Field(
    "actual",
    nullable(either(DIGITS, DAY, FLAG)),
    "The figure; a ratio's in percent, a day for a milestone, true or false.",
    _actual,
)
PERCENT = Field[Any]("percent", nullable(HUNDREDTHS), "Part of the target reached.")
KNOWN_PART = Field[Any](
    "known", nullable(KNOWN), "The verdict of the reported part.", "verdict.known"
)
INDICATOR: Document[IndicatorView] = Document(
    "indicator",
    "An indicator in a period.",
    Field("id", TEXT, "Its id in the plan.", "indicator.id"),
    Field("measure", choice(Measure), "How it is measured.", "indicator.measure"),
    Field("unit", TEXT, "What it is counted in.", "indicator.unit"),
    TARGET_FIELD,
    ACTUAL,
    Field("numerator", nullable(DECIMAL), "A ratio's numerator."),
    Field("denominator", nullable(DECIMAL), "A ratio's denominator."),
    Field(
        "in_period",
        nullable(DIGITS),
        "What the period added.",
        lambda view: _figure(view, view.in_period),
    ),
    Field(
        "expected",
        nullable(DIGITS),
        "What is due by now.",
        lambda view: _figure(view, view.expected),
    ),
    PERCENT,
    Field("shown", TEXT, "The figure as it is printed."),
    Field(
        "status",
        nullable(choice(Status)),
        "The verdict; null of a statistic.",
        lambda view: _judged(view, view.verdict.status),
    ),
    Field(
        "rule",
        nullable(TEXT),
        "The rule that gave it.",
        lambda view: _judged(view, view.verdict.rule),
    ),
    KNOWN_PART,
    Field("quality", choice(Quality), "Final, or with an estimate in it."),
    Field("coverage", COVERAGE, "Whose figures it rests on."),
    Field("previous_year", nullable(DECIMAL), "The same period of last year."),
    Field("needed_pace", nullable(PACE), "What is needed from now on.", "pace"),
)


def _judged(view: IndicatorView, value: object) -> object:
    return None if view.verdict.status is Status.STATISTIC else value
