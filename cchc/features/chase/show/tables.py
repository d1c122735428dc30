"""Tables of `cchc remind` and `cchc unit list`; what was granted, in sentences."""

from collections.abc import Mapping
from typing import Any

from cchc.core.facts.deadlines import Relief, ReliefKind
from cchc.core.plan.reminder import Reminder
from cchc.core.plan.unit import Unit
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import UnitView
from cchc.phrases.report_states import record_words, report_due_words, report_state
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.paper import addressee_words
from cchc.words.prose import NOTHING, join_names, two_digits
from cchc.words.translator import Voice


def contact_words(unit: Unit) -> str:
    """Whom to call; a dash where nobody is known."""
    return one_line(unit.contact or "") or NOTHING


def state_words(debt: Debt, voice: Voice) -> str:
    """`còn 02 ngày làm việc`, `hôm nay là hạn`, `quá hạn 03 ngày làm việc`."""
    if debt.is_late:
        late = debt.view.late_days
        if not late:
            return voice.say("remind.state.over")
        return voice.say("remind.state.late", n=late, days=two_digits(late, voice))
    if debt.left:
        return voice.say(
            "remind.state.left", n=debt.left, days=two_digits(debt.left, voice)
        )
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
    return voice.say(
        "remind.task",
        task=one_line(view.task.id),
        name=one_line(view.task.name),
        units=units or NOTHING,
        due=NOTHING if view.due is None else short(view.due),
    )


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


ROLL: TableLayout[Any] = TableLayout(
    "unit.column",
    LayoutColumn("unit", lambda line, _: line.unit.id, whole=True, lead=True),
    LayoutColumn("name", lambda line, _: one_line(line.unit.name), lead=True),
    LayoutColumn("kind", lambda line, _: one_line(line.unit.kind), whole=True),
    LayoutColumn(
        "report",
        lambda line, voice: (
            report_state(line.report, voice) if line.report else NOTHING
        ),
        whole=True,
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
    granted = voice.say(head, unit=one_line(before.unit.name), period=period)
    state = voice.say(
        "unit.state",
        before=report_state(before, voice),
        after=report_state(after, voice),
    )
    lines = [granted, f"  {state}"]
    if relief.kind is not ReliefKind.EXEMPT:
        days = {"before": short(before.due), "after": short(after.due)}
        lines.append(f"  {voice.say('unit.due', **days)}")
    lines.append(f"  {voice.say('unit.reason', reason=one_line(relief.reason))}")
    return "\n".join(lines)
