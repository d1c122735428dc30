"""Reminders and the units' roll as JSON: `cchc.remind/1` and `cchc.unit/1`."""

from operator import itemgetter

from cchc.core.facts.acts import ReliefKind
from cchc.core.plan.reminder import Channel
from cchc.core.verdict.statuses import Reporting, TaskStatus
from cchc.phrases.documents import ReportCountsJson
from cchc.screen.document import DRY_RUN, Day, JsonDocument, inline, key


class GrantedReliefJson(JsonDocument):
    """An exemption or a later due day."""

    kind: ReliefKind = key("What was granted.")
    until: Day | None = key("The later due day.")
    due_by_plan: Day = key("The due day of the plan.", "due")
    reason: str = key("Why.")
    by: str = key("Who granted it.", "actor")
    on: Day = key("When.", "recorded_on")


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


class LetterTextJson(JsonDocument):
    """A text and to whom it goes."""

    period: str = key("Id of the period.")
    _step = inline(StepJson)
    units: list[str] = key("Ids of the units that it goes to.")
    text: str = key("Its words.")


class LetterJson(JsonDocument):
    """One text, to one unit or several."""

    _text = inline(LetterTextJson, itemgetter(0))
    file: str | None = key(
        "The first file that it was put in.",
        lambda letter: str(letter[1][0]) if letter[1] else None,
    )
    files: list[str] = key(
        "All of its files.", lambda letter: [str(path) for path in letter[1]]
    )


class SentJson(
    ReportsOfPeriodJson, schema="cchc.remind/1", verbs=("remind --letters",)
):
    """The reminders of one run."""

    dry_run: bool = DRY_RUN
    letters: list[LetterJson] = key(
        "Each text.", join=lambda _, given: given["letters"]
    )


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
