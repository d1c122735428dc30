"""The contract `cchc.status/1`: what other programs read (DESIGN 2).

Only the standard library: this is the path of scripts and dashboards.
"""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import cast

from cchc.core.facts.reliefs import Relief
from cchc.core.facts.reporting_record import NO_RECORD
from cchc.core.plan.plan import Indicator, Measure
from cchc.core.plan.targets.target import Datum
from cchc.core.verdict.issued import Since
from cchc.core.verdict.status import every_indicator
from cchc.core.verdict.view import (
    CommitmentView,
    IndicatorView,
    Status,
    StatusView,
    TaskStatus,
    TaskView,
    UnitView,
)
from cchc.phrases.restated_json import restated_json
from cchc.phrases.sign_json import book_counts
from cchc.screen.decimal_strings import exact, fixed, percentage, plain

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]

SCHEMA = "cchc.status/1"


def status_json(view: StatusView, since: Since | None = None) -> str:
    """The view as one JSON document, keys in the order of the contract.

    Figures are decimal strings: exact ones without trailing zeros, `percent` and
    `multiple` with two decimals that never cross 100, rates in percent to six.
    """
    return json.dumps(status_document(view, since), ensure_ascii=False, indent=2) + "\n"


def status_document(view: StatusView, since: Since | None = None) -> dict[str, Json]:
    """The document of `cchc.status/1` before it is written as text.

    `counts.indicators` counts all indicators, those of areas included; every
    status has its key, also when its number is 0.
    """
    return {
        "schema": SCHEMA,
        "plan": view.plan,
        "plan_title": view.plan_title,
        "plan_version": view.plan_version,
        "period": view.period.id,
        "as_of": view.as_of.isoformat(),
        "basis": view.basis.value,
        "counts": _counts(view),
        "commitments": [_commitment(each, view) for each in view.commitments],
        "indicators": [_line(each, view) for each in view.indicators],
        "tasks": [_task(each) for each in view.tasks],
        "units": [_unit(each, view) for each in view.units],
        "obstacles": {
            "open": sum(each.is_open for each in view.obstacles),
            "unanswered": view.unanswered,
        },
        "since_issued": cast("Json", restated_json(since, view.periods)),
        "signing": None if view.signing is None else book_counts(view.signing),
    }


def _counts(view: StatusView) -> Json:
    indicators = [each.verdict.status for each in every_indicator(view)]
    reports = view.reports
    return {
        "commitments": _tally(Status, (each.status for each in view.commitments)),
        "indicators": _tally(Status, indicators),
        "tasks": _tally(TaskStatus, (each.status for each in view.tasks)),
        "reports": {
            "expected": reports.expected,
            "submitted": reports.submitted,
            "on_time": reports.on_time,
            "overdue": reports.overdue,
        },
    }


def _tally(kinds: type[StrEnum], found: Iterable[StrEnum]) -> Json:
    numbers = Counter(found)
    return {kind.value: numbers[kind] for kind in kinds if kind is not Status.STATISTIC}


def _commitment(view: CommitmentView, whole: StatusView) -> Json:
    key = view.commitment.id
    first = whole.original.commitments.get(key) if whole.original else None
    return {
        "id": view.commitment.id,
        "status": view.status.value,
        "met": view.met,
        "of": view.of,
        "indicators": [_line(each, whole) for each in view.indicators],
        "original": None
        if first is None
        else {"status": first.status.value, "met": first.met, "of": first.of},
        "decision": _decision(key, whole),
    }


def _line(view: IndicatorView, whole: StatusView) -> Json:
    """An indicator, with the year by the first version and the decision behind it."""
    key = view.indicator.id
    first = whole.original.indicators.get(key) if whole.original else None
    return {
        **indicator_document(view),
        "original": None if first is None else _original(first),
        "decision": _decision(key, whole),
    }


def _original(view: IndicatorView) -> Json:
    return {
        "target": target_document(view.indicator),
        "actual": _actual(view),
        "percent": None if view.percent is None else fixed(view.percent),
        "status": view.verdict.status.value,
        "rule": view.verdict.rule,
        "known": _known(view.verdict.known),
    }


def _decision(key: str, whole: StatusView) -> Json:
    change = whole.amended.get(key)
    if change is None:
        return None
    return {"number": change.decision.number, "date": _day(change.decision.date)}


def indicator_document(view: IndicatorView) -> dict[str, Json]:
    """One indicator in one period, as `cchc.status/1` has it."""
    one, verdict, cover = view.indicator, view.verdict, view.coverage
    judged = verdict.status is not Status.STATISTIC
    return {
        "id": one.id,
        "measure": one.measure.value,
        "unit": one.unit,
        "target": target_document(one),
        "actual": _actual(view),
        "numerator": _decimal(view.numerator),
        "denominator": _decimal(view.denominator),
        "in_period": _figure(one, view.in_period),
        "expected": _figure(one, view.expected),
        "percent": None if view.percent is None else fixed(view.percent),
        "shown": view.shown,
        "status": verdict.status.value if judged else None,
        "rule": verdict.rule if judged else None,
        "known": _known(verdict.known),
        "quality": view.quality.value,
        "coverage": {
            "reported": cover.reported,
            "expected": cover.expected,
            "silent": list(cover.silent),
        },
        "previous_year": _decimal(view.previous_year),
        "needed_pace": _pace(view),
    }


def _actual(view: IndicatorView) -> Json:
    """The figure; a day for a milestone done, true or false for a yes."""
    if view.indicator.measure is Measure.MILESTONE:
        return _day(view.done)
    if view.indicator.measure is Measure.YES:
        return view.answer
    return _figure(view.indicator, view.actual)


def _figure(one: Indicator, value: Fraction | None) -> str | None:
    if value is None:
        return None
    return percentage(value) if one.measure is Measure.RATIO else exact(value)


def _known(known: tuple[Status, str] | None) -> Json:
    return None if known is None else {"status": known[0].value, "rule": known[1]}


def _pace(view: IndicatorView) -> Json:
    if view.pace is None:
        return None
    multiple = view.pace.multiple
    return {
        "per_period": fixed(view.pace.per_period),
        "multiple": None if multiple is None else fixed(multiple),
    }


def target_document(one: Indicator) -> Json:
    """`{"kind": …, "value": …}`; None for a statistic.

    More than the baseline has the baseline's value; `between` has lower and upper.
    """
    target = one.target
    if target is None:
        return None
    values = target.data(one.baseline.value if one.baseline else None)
    return {"kind": target.tag, **{name: _datum(each) for name, each in values.items()}}


def _datum(value: Datum) -> Json:
    match value:
        case Decimal():
            return plain(value)
        case date():
            return value.isoformat()
        case str() | bool() | None:
            return value


def _task(view: TaskView) -> Json:
    return {
        "id": view.task.id,
        "area": view.task.area,
        "name": view.task.name,
        "status": view.status.value,
        "due": _day(view.due),
        "done": _day(view.done),
        "count": _decimal(view.count),
        "of": _decimal(view.of),
    }


def _relief(relief: Relief | None) -> Json | None:
    if relief is None:
        return None
    return {
        "kind": relief.kind.value,
        "until": _day(relief.until),
        "due_by_plan": _day(relief.due),
        "reason": relief.reason,
    }


def _unit(view: UnitView, whole: StatusView) -> Json:
    record = whole.records.get(view.unit.id, NO_RECORD)
    return {
        "id": view.unit.id,
        "report": view.report.value,
        "on_time": view.on_time,
        "late_days": view.late_days,
        "due": view.due.isoformat(),
        "relief": _relief(view.relief),
        "reminders": len(view.reminded),
        "punctuality": {"on_time": record.on_time, "of": record.of},
    }


def _decimal(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
