"""The units' roll: their record, and what was granted to them."""

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.reporting_record import ReportingRecord
from cchc.core.plan.unit import Unit
from cchc.core.verdict.unit_reports import UnitView
from cchc.phrases.reporting_phrases import record_words, report_due_words
from cchc.screen.table import Column, Table
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"
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
        NOTHING if view is None else report_due_words(view, voice),
        record_words(record),
        str(record.reminders),
        one_line(unit.contact or "") or NOTHING,
    )


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
