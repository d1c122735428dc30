"""Tables of `cchc remind` and `cchc unit list`; what was granted, in sentences."""

from collections.abc import Mapping, Sequence
from datetime import date

from cchc.core.facts.acts import Relief, ReliefKind, ReportingRecord
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import Reminder
from cchc.core.plan.unit import Unit
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import (
    ReportingView,
    UnitView,
    is_overdue,
    report_counts,
)
from cchc.phrases.report_states import (
    record_words,
    report_due_words,
    report_state,
    waiting_lines,
)
from cchc.screen.list_answer import NOTED, OPEN, WORST, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.day import short
from cchc.text.problem import Problem
from cchc.text.record import Record, as_dict
from cchc.text.sanitize import one_line
from cchc.words.paper import addressee_words
from cchc.words.period import label
from cchc.words.prose import NOTHING, join_names, two_digits, working_days
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


def contact_words(unit: Unit) -> str:
    """Whom to call; a dash where nobody is known."""
    return one_line(unit.contact or "") or NOTHING


def state_words(debt: Debt, voice: Voice) -> str:
    """`còn 02 ngày làm việc`, `hôm nay là hạn`, `quá hạn 03 ngày làm việc`."""
    if debt.is_late:
        late = debt.view.late_days
        if not late:
            return voice.say("remind.state.over")
        return voice.say("remind.state.late", age=working_days(late, voice))
    if debt.left:
        days = two_digits(debt.left, voice)
        return voice.say("remind.state.left", n=debt.left, days=days)
    return voice.say("remind.state.today")


def missing_words(debt: Debt, voice: Voice) -> str:
    """What is lacking, by name; before anything came: the whole report."""
    names = "; ".join(one_line(indicator.name) for indicator in debt.missing)
    if debt.view.is_returned:
        marked = "; ".join(one_line(indicator.name) for indicator in debt.disputed)
        code = "remind.missing.disputed" if marked else "remind.missing.returned"
        return voice.say(code, names=marked)
    if debt.view.first is None:
        code = "remind.missing.all" if names else "remind.missing.whole"
        return voice.say(code, names=names)
    return names or NOTHING


def task_words(view: TaskView, names: Mapping[str, str], voice: Voice) -> str:
    """`2.1 Kế hoạch … (Phòng Tư pháp, hạn 30/4/2022)`: those who have not done it."""
    units = join_names(view.waiting or view.task.doers, names)
    blanks = {"task": one_line(view.task.id), "name": one_line(view.task.name)}
    due = NOTHING if view.due is None else short(view.due)
    return voice.say("remind.task", units=units or NOTHING, due=due, **blanks)


def last_words(last: Reminder | None, voice: Voice) -> str:
    """What was sent last, when, to whom."""
    if last is None:
        return NOTHING
    by = voice.say(f"remind.by.{last.by.value}")
    to, day = addressee_words(last.to, voice), short(last.sent_on)
    return voice.say("remind.last", day=day, by=by, to=to, when=last.when)


BOARD: TableLayout[Debt] = TableLayout(
    "remind.column",
    LayoutColumn("unit", lambda debt, _: debt.view.unit.id, whole=True, lead=True),
    LayoutColumn("name", lambda debt, _: one_line(debt.view.unit.name), lead=True),
    LayoutColumn(
        "due", lambda debt, voice: report_due_words(debt.view, voice), whole=True
    ),
    LayoutColumn("state", state_words, whole=True),
    LayoutColumn("missing", missing_words),
    LayoutColumn("last", lambda debt, voice: last_words(debt.last, voice)),
    LayoutColumn("contact", lambda debt, _: contact_words(debt.view.unit)),
)
"""One row for each unit that owes something."""


def debts_answer(
    plan: Plan, view: ReportingView, debts: Sequence[Debt], voice: Voice
) -> ListAnswer:
    """Who owes a report, the latest first, and how many have sent it whole."""
    period, day = label(view.period, voice), short(view.as_of)
    expected, office = view.reports.expected, plan.authority.name
    blanks = {
        "owing": two_digits(len(debts), voice),
        "expected": two_digits(expected, voice),
        "late": two_digits(sum(debt.is_late for debt in debts), voice),
    }
    sent = expected - len(debts)
    code = "remind.sum" if debts else "remind.nobody"
    counts = voice.say(code, period=period, day=day, **blanks)
    return ListAnswer(
        head=list_head(office, "remind.list", voice, period=period, day=day),
        counts="\n".join((counts, *waiting_lines(view.units, plan, voice))),
        lines=tuple(
            ListLine(
                WORST if debt.is_late else OPEN,
                one_line(debt.view.unit.name),
                _debt_words(debt, voice),
            )
            for debt in debts
        ),
        rest=voice.say("remind.rest", n=sent) if sent > 0 and debts else "",
    )


def _debt_words(debt: Debt, voice: Voice) -> str:
    """`quá hạn 02 ngày làm việc, cả báo cáo`, `còn 03 ngày làm việc, thiếu 02 số`."""
    if debt.view.is_returned:
        lacking = voice.say("remind.missing.returned")
    elif debt.view.first is None:
        lacking = voice.say("remind.missing.whole")
    else:
        lacking = voice.say("remind.missing.count", n=len(debt.missing))
    last = debt.last
    sent = voice.say("remind.sent", day=short(last.sent_on)) if last else ""
    return ", ".join(filter(None, (state_words(debt, voice), lacking, sent)))


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


class Granted(Record):
    """What was granted, and the unit's report before and after."""

    period: Period
    relief: Relief
    before: UnitView
    after: UnitView
    doubts: tuple[Problem, ...] = ()


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
