"""`cchc unit`: the units, their record, exemptions and later due days."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_act, give_record
from cchc.app.name_lookup import find_typed, unit_names
from cchc.app.options import AnswerOptions, AsOf, WriteOptions, argument, option
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.acts import NO_RECORD, Relief, ReliefKind, ReportingRecord
from cchc.core.facts.report import Facts, Stamp
from cchc.core.plan.calendar import default_period, periods
from cchc.core.plan.date_window import (
    DateRole,
    deadline_doubts,
    plan_window,
    window_problem,
)
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.status import records_in, reporting_in
from cchc.core.verdict.statuses import Reporting
from cchc.core.verdict.unit_reports import UnitView, is_overdue, is_whole, report_counts
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
from cchc.store.decisions import put_relief
from cchc.store.facts import facts, facts_when_asked
from cchc.store.ledger import Ledger, open_for_act, open_ledger, read_transaction
from cchc.store.plans import plan_ids, versions
from cchc.text.day import short
from cchc.text.problem import Place, Problem, ProblemCode, refuse, require
from cchc.text.record import Record, as_dict, replace
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


class ReliefRequest(Record):
    """What is to be granted to a unit in a period; `until` is of an extension."""

    unit: str
    period: str
    kind: ReliefKind
    reason: str
    until: date | None = None


def unit_roll(db: Path, period: str | None, *, as_of: date) -> UnitRoll:
    """Every unit with its report of a period and its record over periods and years."""
    with open_ledger(db) as ledger, read_transaction(ledger):
        held, when = plan_and_period(ledger, period, as_of)
        plan = in_force(held, when, as_of).plan
        view = reporting_in(held, when, facts_when_asked(ledger, plan.id, as_of))
        records = _records(ledger, as_of)
    reports = {report.unit.id: report for report in view.units}
    lines = tuple(
        RollLine(unit, reports.get(unit.id), records.get(unit.id, NO_RECORD))
        for unit in plan.units
    )
    return UnitRoll(plan, when, as_of, lines)


def _records(ledger: Ledger, as_of: date) -> Mapping[str, ReportingRecord]:
    """The record of each unit over every plan of the ledger, by id, oldest first."""
    records: dict[str, ReportingRecord] = {}
    for plan in sorted(plan_ids(ledger), key=lambda plan: plan.year):
        held = versions(ledger, plan.id)
        among = periods(held[-1].plan)
        if among[0].start > as_of:
            continue
        last = default_period(among, as_of, held[-1].plan.calendar.opens)
        known = facts_when_asked(ledger, plan.id, as_of)
        for unit, record in records_in(held, last, known).items():
            records[unit] = records.get(unit, NO_RECORD).followed_by(record)
    return records


def grant(
    db: Path, request: ReliefRequest, *, stamp: Stamp, dry_run: bool = False
) -> Granted:
    """Exempt a unit, move its due day, or take that back; both days are kept.

    Refuses a day that is not after the plan's (P342), what stands already (P343),
    an exemption of a unit whose whole report has come (P344), a unit that owes no
    report in the period (P345), and a day outside the plan's time (P346).
    """
    today = stamp.recorded_at.date()
    with open_for_act(db, dry_run=dry_run) as ledger:
        held, period = plan_and_period(ledger, request.period, today)
        plan = in_force(held, period, today).plan
        known = facts(ledger, plan.id, today)
        place, names = Place(argument=request.unit), unit_names(plan)
        code = ProblemCode.REPORT_UNKNOWN_UNIT
        unit = require(find_typed(request.unit, names, code))

        def report(known: Facts) -> UnitView | None:
            views = reporting_in(held, period, known).units
            return next((view for view in views if view.unit.id == unit), None)

        before = report(known)
        if before is None:
            blanks = {"unit": names[unit][0], "period": period.id}
            refuse(ProblemCode.UNIT_OWES_NOTHING, place, **blanks)
        relief = _relief(request, before.unit, period, stamp)
        require(_unfit(relief, before, period, plan))
        after = report(replace(known, chase=known.chase.with_relief(relief)))
        if after is None:
            raise KeyError(unit)
        if not dry_run:
            put_relief(ledger, plan.id, relief, stamp)
        odd = deadline_doubts(relief.until, plan, DateRole.UNTIL)
        return Granted(period, relief, before, after, odd)


def _relief(request: ReliefRequest, unit: Unit, period: Period, stamp: Stamp) -> Relief:
    return Relief(
        unit=unit.id,
        period=period.name,
        kind=request.kind,
        until=request.until,
        due=period.due_for(unit.kind),
        reason=request.reason.strip(),
        actor=stamp.actor,
        recorded_on=stamp.recorded_at.date(),
    )


def _unfit(
    relief: Relief, before: UnitView, period: Period, plan: Plan
) -> Problem | None:
    """Why it cannot be granted, if it cannot."""
    at_until = Place(argument="--until")
    blanks = {"unit": before.unit.name, "period": period.id}
    place = Place(argument=before.unit.id)
    if relief.until is not None and relief.until <= relief.due:
        days = {"until": relief.until.isoformat(), "due": relief.due.isoformat()}
        return Problem(ProblemCode.UNTIL_NOT_LATER, at_until, blanks | days)
    known = before.relief
    stands = (known.kind, known.until) if known else (ReliefKind.LIFT, None)
    if (relief.kind, relief.until) == stands:
        return Problem(ProblemCode.RELIEF_SAME, place, blanks)
    if relief.kind is ReliefKind.EXEMPT and is_whole(before):
        return Problem(ProblemCode.EXEMPT_AFTER_REPORT, place, blanks)
    if relief.until is None:
        return None
    window = plan_window(periods(plan))  # days that a due date can be moved to (P346)
    return window_problem(relief.until, window, DateRole.UNTIL, at_until)


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


UnitName = Annotated[str, argument("UNIT", "help.unit.unit")]
PeriodWord = Annotated[str, argument("PERIOD", "help.argument.period")]
Reason = Annotated[str, option("--reason", "help.unit.reason", "TEXT")]
Lift = Annotated[bool, option("--lift", "help.unit.lift")]


def run_list(
    app: AppContext,
    period: Annotated[str | None, argument("[PERIOD]", "help.argument.period")] = None,
    as_of: AsOf = None,
    *,
    out: AnswerOptions,
) -> None:
    roll = unit_roll(app.database, period, as_of=app.day(as_of))
    give_record(app, out, roll, RollJson, roll_table, answer=roll_answer)


def run_exempt(
    app: AppContext,
    unit: UnitName,
    period: PeriodWord,
    reason: Reason,
    lift: Lift = False,
    *,
    act: WriteOptions,
) -> None:
    kind = ReliefKind.LIFT if lift else ReliefKind.EXEMPT
    request = ReliefRequest(unit, period, kind, reason)
    give_act(app, act, "unit exempt", grant, request, GrantedJson, granted_text)


def run_extend(
    app: AppContext,
    unit: UnitName,
    period: PeriodWord,
    until: Annotated[str, option("--until", "help.unit.until", "DATE")],
    reason: Reason,
    *,
    act: WriteOptions,
) -> None:
    day = app.day(until, "--until", ahead=True, of_plan=True)
    request = ReliefRequest(unit, period, ReliefKind.EXTEND, reason, day)
    give_act(app, act, "unit extend", grant, request, GrantedJson, granted_text)
