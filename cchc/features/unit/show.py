"""The units, their record, exemptions and later due days, as lists and documents."""

from datetime import date

from cchc.core.facts.acts import Relief, ReliefKind, ReportingRecord
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView, is_overdue, report_counts
from cchc.phrases.documents import GrantedReliefJson
from cchc.phrases.report_states import (
    contact_words,
    record_words,
    report_due_words,
    report_state,
    waiting_lines,
)
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.list_answer import NOTED, WORST, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, Table, TableLayout
from cchc.text.day import short
from cchc.text.problem import Problem
from cchc.text.record import Record, as_dict
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import NOTHING
from cchc.words.translator import Voice


class RollLine(Record):
    """A unit, its report of the period if it owes one, its record of all years."""

    unit: Unit
    report: UnitView | None
    record: ReportingRecord


class UnitRoll(Record):
    """All units of the plan, as of a day."""

    plan: Plan
    period: Period
    as_of: date
    lines: tuple[RollLine, ...]


class Granted(Record):
    """What was granted, and the unit's report before and after."""

    period: Period
    relief: Relief
    before: UnitView
    after: UnitView
    doubts: tuple[Problem, ...] = ()


def roll_answer(roll: UnitRoll, voice: Voice) -> ListAnswer:
    """The units that were late or are, the worst first; how the others keep to it."""
    views = [line.report for line in roll.lines if line.report is not None]
    late = {view.unit.id for view in views if is_overdue(view, roll.as_of)}
    noted = [
        line
        for line in roll.lines
        if line.unit.id in late
        or line.record.on_time < line.record.of
        or line.record.reminders
    ]
    noted.sort(key=lambda r: (r.unit.id not in late, r.record.on_time - r.record.of))
    numbers = as_dict(report_counts(views, roll.as_of))
    counts = voice.say("unit.counts", n=len(roll.lines), **numbers)
    blanks = {"period": label(roll.period, voice), "day": short(roll.as_of)}
    fine = len(roll.lines) - len(noted)
    return ListAnswer(
        head=list_head(roll.plan.authority.name, "unit.list", voice, **blanks),
        counts="\n".join((counts, *waiting_lines(views, roll.plan, voice))),
        lines=tuple(
            ListLine(
                WORST if line.unit.id in late else NOTED,
                f"{line.unit.id} · {one_line(line.unit.name)}",
                _roll_words(line, voice),
            )
            for line in noted
        ),
        rest=voice.say("unit.rest", n=fine) if fine else "",
    )


def _roll_words(line: RollLine, voice: Voice) -> str:
    """`đúng hạn 2/4 kỳ, đã nhắc 1 lần, đã gửi`."""
    record, state = line.record, _state(line, voice)
    blanks = {"on_time": record.on_time, "of": record.of, "n": record.reminders}
    code = "unit.record.reminded" if record.reminders else "unit.record"
    return voice.say(code, state=state, **blanks)


def _state(line: RollLine, voice: Voice) -> str:
    return report_state(line.report, voice) if line.report else NOTHING


def _due(line: RollLine, voice: Voice) -> str:
    return report_due_words(line.report, voice) if line.report else NOTHING


ROLL: TableLayout[RollLine] = TableLayout(
    "unit.column",
    LayoutColumn("unit", lambda line, _: line.unit.id, whole=True, lead=True),
    LayoutColumn("name", lambda line, _: one_line(line.unit.name), lead=True),
    LayoutColumn("kind", lambda line, _: one_line(line.unit.kind), whole=True),
    LayoutColumn("report", _state, whole=True),
    LayoutColumn("due", _due, whole=True),
    LayoutColumn("on_time", lambda line, _: record_words(line.record), right=True),
    LayoutColumn("reminders", lambda line, _: str(line.record.reminders), right=True),
    LayoutColumn("contact", lambda line, _: contact_words(line.unit)),
)
"""One row for each unit: how its report stands, its record of all years."""


def roll_table(roll: UnitRoll, voice: Voice) -> Table:
    """The units of a plan."""
    blanks = {"period": label(roll.period, voice), "day": short(roll.as_of)}
    return ROLL.table(voice.say("unit.title", **blanks), roll.lines, voice)


def granted_text(done: Granted, voice: Voice, *, dry_run: bool) -> str:
    """What was granted: the due day and the state of the report, old → new."""
    relief, before, after = done.relief, done.before, done.after
    head = "unit.rehearsed" if dry_run else f"unit.{relief.kind.value}"
    blanks = {"unit": one_line(before.unit.name), "period": label(done.period, voice)}
    old, new = (report_state(view, voice) for view in (before, after))
    lines = [voice.say(head, **blanks), voice.say("unit.state", before=old, after=new)]
    if relief.kind is not ReliefKind.EXEMPT:
        days = {"before": short(before.due), "after": short(after.due)}
        lines.append(voice.say("unit.due", **days))
    lines.append(voice.say("unit.reason", reason=one_line(relief.reason)))
    return "\n  ".join(lines)


class MarkJson(JsonDocument):
    """One period of the record."""

    period: str = key("Id of the period.")
    due: Day = key("The due day.")
    complete: Day | None = key("When the report was whole.")
    on_time: bool | None = key("Null: it can still be either.")
    late_days: int = key("Working days after the due day.")
    reminders: int = key("Reminders sent.")
    accepted: Day | None = key("When it was accepted.")


class RecordJson(JsonDocument):
    """A unit's record over periods and years."""

    on_time: int = key("Reports that came in time.")
    of: int = key("Reports that were due.")
    reminders: int = key("Reminders sent.")
    periods: list[MarkJson] = key("Each period by itself.", "marks")


class RollUnitJson(JsonDocument):
    """A unit."""

    unit: str = key("Its id.", "unit.id")
    name: str = key("What it is called.", "unit.name")
    kind: str = key("Its kind in the plan.", "unit.kind")
    contact: str | None = key("Whom to call.", "unit.contact")
    report: Reporting | None = key(
        "The state of its report; null: it owes none.", "report.report"
    )
    due: Day | None = key("The due day.", "report.due")
    relief: GrantedReliefJson | None = key("What was granted.", "report.relief")
    punctuality: RecordJson = key("Its record.", "record")


class RollJson(JsonDocument, schema="cchc.unit/1", verbs=("unit list",)):
    """Every unit of the plan with its record."""

    plan: str = key("Id of the plan.", "plan.id")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    units: list[RollUnitJson] = key("Each unit.", "lines")


class ReportStandingJson(JsonDocument):
    """How a unit's report stands."""

    report: Reporting = key("Its state.")
    due: Day = key("The due day.")
    on_time: bool | None = key("Whether it came in time.")
    late_days: int = key("Working days after the due day.")


class GrantedJson(
    JsonDocument, schema="cchc.unit/1", verbs=("unit exempt", "unit extend")
):
    """What was granted to a unit, with its report before and after."""

    unit: str = key("Id of the unit.", "relief.unit")
    period: str = key("Id of the period.", "period.id")
    dry_run: bool = DRY_RUN
    relief: GrantedReliefJson = key("What was granted.")
    before: ReportStandingJson = key("As it stood.")
    after: ReportStandingJson = key("As it stands now.")
