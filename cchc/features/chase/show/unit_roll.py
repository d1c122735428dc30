"""The units' roll: their record, and what was granted to them."""

import json
from datetime import date

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.reporting_record import ReportingRecord
from cchc.core.plan.unit import Unit
from cchc.core.verdict.view import UnitView
from cchc.features.chase.show.remind import due_words, relief_json
from cchc.screen.table import Column, Table
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

SCHEMA = "cchc.unit/1"
NOTHING = "–"
Document = dict[str, object]
ROLL = ("unit", "name", "kind", "report", "due", "on_time", "reminders", "contact")
NUMBERS = frozenset({"on_time", "reminders"})
WHOLE = frozenset({"unit", "kind", "due", "report"})
LEAD = frozenset({"unit", "name"})


def roll_table(
    lines: list[tuple[Unit, UnitView | None, ReportingRecord]], title: str, voice: Voice
) -> Table:
    """One row for each unit: how its report stands, its record of all years."""
    heads = tuple(
        Column(
            key,
            voice.say(f"unit.column.{key}"),
            right=key in NUMBERS,
            whole=key in WHOLE,
            lead=key in LEAD,
        )
        for key in ROLL
    )
    return Table(title, heads, tuple(_line(*each, voice) for each in lines))


def _line(
    unit: Unit, view: UnitView | None, record: ReportingRecord, voice: Voice
) -> tuple[str, ...]:
    state = NOTHING if view is None else voice.say(f"report.status.{view.report.value}")
    return (
        unit.id,
        one_line(unit.name),
        one_line(unit.kind),
        state,
        NOTHING if view is None else due_words(view, voice),
        record_words(record),
        str(record.reminders),
        one_line(unit.contact or "") or NOTHING,
    )


def record_words(record: ReportingRecord) -> str:
    """`3/4`: reports in time of those decided; a dash where none is."""
    return f"{record.on_time}/{record.of}" if record.of else NOTHING


def record_json(record: ReportingRecord) -> Document:
    """Reports in time of those decided, reminders, and each period by itself."""
    return {
        "on_time": record.on_time,
        "of": record.of,
        "reminders": record.reminders,
        "periods": [
            {
                "period": each.period,
                "due": each.due.isoformat(),
                "complete": None
                if each.complete is None
                else each.complete.isoformat(),
                "on_time": each.on_time,
                "late_days": each.late_days,
                "reminders": each.reminders,
                "accepted": _iso(each.accepted),
            }
            for each in record.marks
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def roll_json(
    head: tuple[str, str, date],
    lines: list[tuple[Unit, UnitView | None, ReportingRecord]],
) -> str:
    """The roll as `cchc.unit/1`; `head`: plan, period, day."""
    plan, period, day = head
    units = [
        {
            "unit": unit.id,
            "name": unit.name,
            "kind": unit.kind,
            "contact": unit.contact,
            "report": None if view is None else view.report.value,
            "due": None if view is None else view.due.isoformat(),
            "relief": None if view is None else relief_json(view.relief),
            "punctuality": record_json(record),
        }
        for unit, view, record in lines
    ]
    about = {"plan": plan, "period": period, "as_of": day.isoformat()}
    return _written(SCHEMA, {**about, "units": units})


def granted_json(
    period: str, relief: Relief, pair: tuple[UnitView, UnitView], *, dry_run: bool
) -> str:
    """An act of relief with the report before and after."""
    before, after = pair
    return _written(
        SCHEMA,
        {
            "unit": relief.unit,
            "period": period,
            "dry_run": dry_run,
            "relief": relief_json(relief),
            "before": _standing(before),
            "after": _standing(after),
        },
    )


def _standing(view: UnitView) -> Document:
    return {
        "report": view.report.value,
        "due": view.due.isoformat(),
        "on_time": view.on_time,
        "late_days": view.late_days,
    }


def granted_words(
    relief: Relief,
    period: str,
    pair: tuple[UnitView, UnitView],
    voice: Voice,
    *,
    dry_run: bool,
) -> str:
    """What was granted: the due day and the state of the report, old → new."""
    before, after = pair
    head = "unit.rehearsed" if dry_run else f"unit.{relief.kind.value}"
    said = voice.say(head, unit=one_line(before.unit.name), period=period)
    state = voice.say(
        "unit.state",
        before=voice.say(f"report.status.{before.report.value}"),
        after=voice.say(f"report.status.{after.report.value}"),
    )
    lines = [said, f"  {state}"]
    if relief.kind is not ReliefKind.EXEMPT:
        days = {"before": short(before.due), "after": short(after.due)}
        lines.append(f"  {voice.say('unit.due', **days)}")
    lines.append(f"  {voice.say('unit.reason', reason=one_line(relief.reason))}")
    return "\n".join(lines)


def _written(schema: str, document: Document) -> str:
    return json.dumps({"schema": schema, **document}, ensure_ascii=False, indent=2)
