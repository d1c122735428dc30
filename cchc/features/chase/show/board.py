"""Who owes what in a period: as a table, as sentences, as `cchc.remind/1`."""

from collections.abc import Mapping
from datetime import date
from operator import itemgetter

from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel, Reminder
from cchc.core.verdict.debts import (
    Debt,
    UnpublishedFigure,
    WaitingReport,
)
from cchc.core.verdict.statuses import Reporting, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import ReportingView
from cchc.phrases.documents import GrantedReliefJson, ReportCountsJson
from cchc.phrases.report_states import contact_words, report_due_words, waiting_lines
from cchc.screen.document import Day, JsonDocument, inline, key
from cchc.screen.list_answer import OPEN, WORST, ListAnswer, ListLine, list_head
from cchc.screen.table import LayoutColumn, Table, TableLayout, as_table
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import (
    NOTHING,
    addressee_words,
    join_names,
    two_digits,
    working_days,
)
from cchc.words.translator import Voice


class ReminderBoard(Record):
    """The units that owe something in a period, as of a day.

    `days_off` are due days of theirs that are days off. `tasks` are those that are late
    or were given more time; `reviews` wait for the office's own acceptance;
    `unpublished` are figures that should have settled. `others` are the boards of
    the other periods of the plan in which somebody owes something that is late, or
    is to be reminded; none where a period was named.
    """

    plan: Plan
    view: ReportingView
    debts: tuple[Debt, ...]
    days_off: tuple[date, ...]
    others: tuple["ReminderBoard", ...] = ()
    tasks: tuple[TaskView, ...] = ()
    reviews: tuple[WaitingReport, ...] = ()
    unpublished: tuple[UnpublishedFigure, ...] = ()

    @property
    def late(self) -> int:
        return sum(debt.is_late for debt in self.debts)

    @property
    def ready(self) -> int:
        """How many units are to be reminded now."""
        return sum(bool(debt.ready) for debt in self.debts)

    @property
    def is_overdue(self) -> bool:
        return any(board.late for board in self.boards)

    @property
    def boards(self) -> tuple["ReminderBoard", ...]:
        """This board and the others, period by period."""
        both = (self, *self.others)
        return tuple(sorted(both, key=lambda board: board.view.period.cutoff))


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


def board_table(board: ReminderBoard, voice: Voice) -> Table:
    """Who owes what in a period."""
    title = voice.say("remind.title", **_head(board, voice))
    return BOARD.table(title, board.debts, voice)


def board_screen(
    board: ReminderBoard, voice: Voice, width: int, *, colour: bool
) -> str:
    """The same on a screen; one sentence where nobody owes anything."""
    text = voice.say("remind.nobody", **_head(board, voice))
    if board.debts:
        text = as_table(board_table(board, voice), width, colour=colour)
    return "\n".join((text, *waiting_lines(board.view.units, board.plan, voice)))


def _head(board: ReminderBoard, voice: Voice) -> dict[str, str]:
    return {"period": label(board.view.period, voice), "day": short(board.view.as_of)}


def board_answer(board: ReminderBoard, voice: Voice) -> ListAnswer:
    """Who owes a report, the latest first, and how many have sent it whole."""
    view, head, debts = board.view, _head(board, voice), board.debts
    numbers = {
        "owing": two_digits(len(debts), voice),
        "expected": two_digits(view.reports.expected, voice),
        "late": two_digits(board.late, voice),
    }
    sent = view.reports.expected - len(debts)
    counts = voice.say("remind.sum" if debts else "remind.nobody", **head, **numbers)
    return ListAnswer(
        head=list_head(board.plan.authority.name, "remind.list", voice, **head),
        counts="\n".join((counts, *waiting_lines(view.units, board.plan, voice))),
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


class StepJson(JsonDocument):
    """A step of the ladder of reminders."""

    when: str = key("Working days after the due day: `T-3`, `T+5`.")
    to: str = key("Who is addressed: a word of the office.")
    by: Channel = key("By what way.")


class MissingJson(JsonDocument):
    """An indicator without a figure, or with one that is in question."""

    id: str = key("Its id.")
    name: str = key("What it is called.")


class ReminderJson(JsonDocument):
    """A reminder that was sent."""

    on: Day = key("When.", "sent_on")
    _step = inline(StepJson)
    actor: str = key("Who sent it.")


class NextStepJson(JsonDocument):
    """The step to come."""

    on: Day = key("Its day.", itemgetter(0))
    _step = inline(StepJson, itemgetter(1))


class DebtJson(JsonDocument):
    """A unit that still owes its report or a part of it."""

    unit: str = key("Id of the unit.", "view.unit.id")
    name: str = key("What it is called.", "view.unit.name")
    report: Reporting = key("The state of its report.", "view.report")
    due: Day = key("The due day, a later one that was granted.", "view.due")
    relief: GrantedReliefJson | None = key("What was granted to it.", "view.relief")
    late: bool = key("Whether the due day is over.", "is_late")
    late_days: int = key("Working days after the due day.", "view.late_days")
    days_left: int = key("Working days until the due day.", "left")
    missing: list[MissingJson] = key("Indicators without a figure.")
    returned: Day | None = key(
        "When the report was sent back, while it has not come again.",
        "view.returned_on",
    )
    disputed: list[MissingJson] = key(
        "Indicators that a reviewer marked and nobody has written since."
    )
    reminders: int = key(
        "Reminders sent in this period.", lambda debt: len(debt.view.reminded)
    )
    last: ReminderJson | None = key("The last reminder.")
    ready: list[StepJson] = key("Steps to carry out now.")
    next: NextStepJson | None = key("The step to come.")
    contact: str | None = key("Whom to call.", "view.unit.contact")


class OtherPeriodJson(JsonDocument):
    """What is owed of another period."""

    period: str = key("Id of the period.", "view.period.id")
    units: list[DebtJson] = key("Units that owe something.", "debts")


class ReportsOfPeriodJson(JsonDocument):
    """Of which plan and period an answer is."""

    plan: str = key("Id of the plan.", "plan.id")
    period: str = key("Id of the period.", "view.period.id")
    as_of: Day = key("As known on this day.", "view.as_of")


class NamedTaskJson(JsonDocument):
    """A task that is overdue, or was given more time."""

    id: str = key("Its id in the plan.", "task.id")
    name: str = key("What it is called.", "task.name")
    status: TaskStatus = key("How it stands.")
    due: Day | None = key("Its due day, a later one that was given.")
    doers: list[str] = key("Ids of the units that do it.", "task.doers")
    waiting: list[str] = key("Ids of units of a group that have not done it.")


class WaitingReportJson(JsonDocument):
    """A whole report that waits for the office's own acceptance."""

    unit: str = key("Id of the unit.", "view.unit.id")
    since: Day = key("When it was written down.")
    age: int = key("Working days since.")


class UnpublishedJson(JsonDocument):
    """A figure that is still unpublished after it should have settled."""

    unit: str = key("Id of the unit.", "unit.id")
    indicator: str = key("Id of the indicator.", "indicator.id")
    settles: Day = key("When it should have settled.")
    age: int = key("Working days since.")


class RemindJson(ReportsOfPeriodJson, schema="cchc.remind/1", verbs=("remind",)):
    """Who owes what."""

    counts: ReportCountsJson = key("Units' reports of the period.", "view.reports")
    due_on_day_off: list[Day] = key("Due days that are days off.", "days_off")
    units: list[DebtJson] = key("Units that owe something.", "debts")
    others: list[OtherPeriodJson] = key("What is owed of other periods.")
    tasks: list[NamedTaskJson] = key("Tasks that are overdue or were extended.")
    reviews: list[WaitingReportJson] = key(
        "Reports that wait for the office's own acceptance, the oldest first."
    )
    unpublished: list[UnpublishedJson] = key(
        "Figures that are unpublished after they should have settled."
    )
