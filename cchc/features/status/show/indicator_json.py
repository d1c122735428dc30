"""An indicator as JSON: its figure, target and verdict, for `status` and `why`."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from operator import itemgetter

from cchc.core.facts.report import CellState, Quality
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import Datum, Scale
from cchc.core.verdict.indicator import IndicatorView, PreviousSource, PreviousYear
from cchc.core.verdict.statuses import Status
from cchc.core.verdict.verdict_rules import Bound, BoundThings, BoundTurn
from cchc.phrases.documents import actual_value, exact_figure, ratio_of
from cchc.screen.document import (
    ABSENT,
    Day,
    DecimalString,
    Hundredths,
    JsonDocument,
    JsonObject,
    exact_string,
    key,
    percent_string,
)


def target_data(view: IndicatorView) -> dict[str, Datum] | None:
    """The kind of a target and its values; None for a statistic.

    More than the baseline has the baseline's value; `between` has lower and upper.
    """
    target, baseline = view.indicator.target, view.indicator.baseline
    if target is None:
        return None
    base = baseline.grade or baseline.value if baseline else None
    return {"kind": target.tag, **target.data(base)}


def _if_given(name: str) -> Callable[[dict[str, Datum]], object]:
    return lambda data: data.get(name, ABSENT)


def _each_groups(data: Mapping[str, Datum]) -> object:
    groups = data.get("each", ABSENT)
    if not isinstance(groups, Mapping):
        return groups
    return {name: TargetJson.encode(own, {}) for name, own in groups.items()}


class TargetJson(JsonDocument):
    """What is promised, in the keys of its kind."""

    kind: str = key("Its kind as in the plan: `at_least`.", itemgetter("kind"))
    value: Decimal | Day | bool | str | None = key(
        "The figure, the grade, the day, or true; null: still to be assigned.",
        _if_given("value"),
        optional=True,
    )
    strive: Decimal | str = key(
        "The second level, from which on it is exceeded.",
        _if_given("strive"),
        optional=True,
    )
    from_: Day = key(
        "Of `by`: nothing is asked before.", _if_given("from"), optional=True
    )
    text: str = key(
        "Of `assigned_later`: from whom it will come.", _if_given("text"), optional=True
    )
    lower: Decimal = key("Of `between`.", _if_given("lower"), optional=True)
    upper: Decimal = key("Of `between`.", _if_given("upper"), optional=True)
    tolerance: Decimal = key("Of `exactly`.", _if_given("tolerance"), optional=True)
    in_: Scale = key("Of `increase_by`: in what.", _if_given("in"), optional=True)
    each: str | JsonObject = key(
        "The group whose every unit is held to it, or what each group is held to.",
        _each_groups,
        optional=True,
    )
    share: Decimal = key(
        "With `each`: of how many percent of them it is asked.",
        _if_given("share"),
        optional=True,
    )


def _year_value(figure: PreviousYear) -> str | date | bool | None:
    if figure.value is not None:
        return percent_string(figure.value)
    return figure.answer if figure.done is None else figure.done


def _previous_value(view: IndicatorView) -> str | date | bool | None:
    previous = view.previous
    if previous is None or previous.value is None:
        return None if previous is None else previous.done or previous.answer
    if previous.decimals is not None:
        return exact_string(previous.value)
    return exact_figure(view, previous.value)


def _judged(view: IndicatorView, value: object) -> object:
    return None if view.verdict.status is Status.STATISTIC else value


class KnownJson(JsonDocument):
    """What the reported part alone shows, where figures are missing."""

    status: Status = key("Its verdict.")
    rule: str = key("The rule that gave it.")


class CoverageJson(JsonDocument):
    """Whose figures the indicator rests on."""

    reported: int = key("Cells that are reported.")
    expected: int = key("Cells that the plan asks for.")
    silent: list[str] = key("Ids of units that said nothing.")
    unpublished: list[str] = key("Ids of units that have no figure yet.")
    stale: list[str] = key("Ids of units that count with an older figure.")
    closed: list[str] = key("Ids of units whose report nobody waits for any longer.")


class PaceJson(JsonDocument):
    """What is needed to reach the target."""

    per_period: Hundredths = key("In each period that is left.")
    multiple: Hundredths | None = key("What is left against what the path leaves.")


class PastVerdictJson(JsonDocument):
    """A verdict and the period that it is of."""

    status: Status = key("The verdict.", "verdict.status")
    rule: str = key("The rule that gave it.", "verdict.rule")
    period: str = key("Id of the period.", "period.id")


def _exact(name: str) -> Callable[[Bound], str]:
    return lambda bound: exact_string(getattr(bound, name))


class BoundJson(JsonDocument):
    """The least that the units missing must bring for an open row to turn."""

    turns: BoundTurn = key("Whether it would reach its line, or miss it.")
    line: str = key("The line: what is due by now.", _exact("line"))
    count: str = key("An amount; of a rate, how many things.", _exact("count"))
    things: BoundThings | None = key("Of a rate: of which kind the things are.")
    units: list[str] = key("Ids of the units that are missing.")


def _figure_text(value: Fraction | None) -> str | None:
    return None if value is None else percent_string(value)


class ShareJson(JsonDocument):
    """What one unit was given and did; of a rate of the plan, amounts."""

    unit: str = key("Its id.")
    state: CellState = key("What it said of the period.")
    allotted: Decimal | None = key("Its part of the target.")
    in_period: DecimalString | None = key(
        "What the period added.", lambda share: _figure_text(share.in_period)
    )
    to_date: DecimalString | None = key(
        "Its figure of the year.", lambda share: _figure_text(share.to_date)
    )
    numerator: Decimal | None = key("A ratio's numerator.")
    denominator: Decimal | None = key("A ratio's denominator.")
    answer: Day | bool | None = key(
        "The day it was done, true or false.",
        lambda share: share.reading and (share.reading.done or share.reading.answer),
    )
    percent: Hundredths | None = key("Part of its target reached.")
    left: DecimalString | None = key(
        "What is left of its part.", lambda share: _figure_text(share.left)
    )
    previous_year: DecimalString | None = key(
        "Its figure of the same period of last year, by the ledger.",
        lambda share: _figure_text(share.previous),
    )
    took_over: list[str] = key("Ids of the ended units that it stands for.")


class YearJson(JsonDocument):
    """The same period of one year."""

    year: int = key("Of which year.")
    actual: DecimalString | Day | bool | None = key(
        "The figure; a ratio's in percent, a day, true or false.", _year_value
    )
    of: int | None = key("With `each`: how many units were held to it.")


class ChildJson(JsonDocument):
    """A part of an indicator in a period, judged as an indicator is."""

    id: str = key("Its id in the plan.", "indicator.id")
    measure: Measure = key("How it is measured.", "indicator.measure")
    unit: str = key("What it is counted in.", "indicator.unit")
    target: TargetJson | None = key("What is promised; null: a statistic.", target_data)
    actual: DecimalString | Day | bool | str | None = key(
        "The figure; a ratio's in percent, a grade's word, a day, true or false.",
        actual_value,
    )
    numerator: Decimal | None = key(
        "A ratio's numerator; with `each` the units that reach it.",
        lambda view: ratio_of(view)[0],
    )
    denominator: Decimal | None = key(
        "A ratio's denominator; with `each` the units held to it.",
        lambda view: ratio_of(view)[1],
    )
    in_period: DecimalString | None = key(
        "What the period added.", lambda view: exact_figure(view, view.in_period)
    )
    expected: DecimalString | str | None = key(
        "What is due by now.", lambda view: exact_figure(view, view.expected)
    )
    percent: Hundredths | None = key("Part of the target reached.")
    shown: str = key("The figure as it is printed.")
    status: Status | None = key(
        "The verdict; null of a statistic.",
        lambda view: _judged(view, view.verdict.status),
    )
    rule: str | None = key(
        "The rule that gave it.", lambda view: _judged(view, view.verdict.rule)
    )
    known: KnownJson | None = key("The verdict of the reported part.", "verdict.known")
    quality: Quality = key("Final, or with an estimate in it.")
    coverage: CoverageJson = key("Whose figures it rests on.")
    share: ShareJson | None = key(
        "With --unit: the unit's own part; null where it has none, or is the whole.",
        lambda view: (
            ABSENT if view.parts.unit is None else next(iter(view.shares), None)
        ),
        optional=True,
    )
    short: list[str] = key(
        "With `each`: ids of units with a figure that does not reach it.",
        lambda view: () if view.each is None else view.each.short,
    )
    previous_year: DecimalString | Day | bool | str | None = key(
        "The same period of last year, as `actual`; null: nothing to compare with.",
        _previous_value,
    )
    years: list[YearJson] = key(
        "In `why` and `export`: the same period of every year that the ledger has.",
        lambda view: view.years or ABSENT,
        optional=True,
    )
    previous_year_source: PreviousSource | None = key(
        "Who says it: the `plan`, or the `ledger` of last year.", "previous.source"
    )
    standing: PastVerdictJson | None = key(
        "The verdict that lasts: its own, or the last one where it is not due.",
        lambda view: _judged(view, view.last_judged),
    )
    last: PastVerdictJson | None = key(
        "The verdict of the latest judged period, where this one is not due."
    )
    needed_pace: PaceJson | None = key("What is needed from now on.", "pace")
    bound: BoundJson | None = key("What it would take for an open row to turn.")


class IndicatorJson(ChildJson):
    """An indicator in a period."""

    parts: dict[str, ChildJson] = key(
        "Its parts by id: `x.female`.",
        lambda view: {child.indicator.id: child for child in view.children},
    )
