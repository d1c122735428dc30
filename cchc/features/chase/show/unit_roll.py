"""The units' roll: their record, and what was granted to them."""

from typing import Any

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.chase.show.remind import contact_words
from cchc.phrases.reporting_phrases import record_words, report_due_words
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"


ROLL: TableLayout[Any] = TableLayout(
    "unit.column",
    LayoutColumn("unit", lambda line, _: line.unit.id, whole=True, lead=True),
    LayoutColumn("name", lambda line, _: one_line(line.unit.name), lead=True),
    LayoutColumn("kind", lambda line, _: one_line(line.unit.kind), whole=True),
    LayoutColumn(
        "report", lambda line, voice: _state_words(line.report, voice), whole=True
    ),
    LayoutColumn(
        "due",
        lambda line, voice: (
            report_due_words(line.report, voice) if line.report else NOTHING
        ),
        whole=True,
    ),
    LayoutColumn("on_time", lambda line, _: record_words(line.record), right=True),
    LayoutColumn("reminders", lambda line, _: str(line.record.reminders), right=True),
    LayoutColumn("contact", lambda line, _: contact_words(line.unit)),
)
"""One row for each unit: how its report stands, its record of all years."""


def _state_words(view: UnitView | None, voice: Voice) -> str:
    return NOTHING if view is None else voice.say(f"report.status.{view.report.value}")


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
