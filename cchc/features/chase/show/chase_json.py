"""Reminders and the units' roll as JSON: `cchc.remind/1` and `cchc.unit/1`."""

from operator import itemgetter
from typing import Any

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.reporting_record import ReportingRecord
from cchc.core.plan.reminder import Channel
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.statuses import Reporting
from cchc.phrases.documents import REPORT_COUNTS
from cchc.screen.document import (
    COUNT,
    DAY,
    DRY_RUN,
    FLAG,
    TEXT,
    Document,
    Field,
    choice,
    fields_at,
    list_of,
    nullable,
)

RELIEF: Document[Relief] = Document(
    "relief_granted",
    "An exemption or a later due day.",
    Field("kind", choice(ReliefKind), "What was granted."),
    Field("until", nullable(DAY), "The later due day."),
    Field("due_by_plan", DAY, "The due day of the plan.", "due"),
    Field("reason", TEXT, "Why."),
    Field("by", TEXT, "Who granted it.", "actor"),
    Field("on", DAY, "When.", "recorded_on"),
)
_STEP = (
    Field[Any]("when", TEXT, "Working days after the due day: `T-3`, `T+5`."),
    Field[Any]("to", TEXT, "Who is addressed: a word of the office."),
    Field[Any]("by", choice(Channel), "By what way."),
)
STEP: Document[Any] = Document("step", "A step of the ladder of reminders.", *_STEP)
_HEAD = (
    Field[Any]("plan", TEXT, "Id of the plan.", "plan.id"),
    Field[Any]("period", TEXT, "Id of the period.", "view.period.id"),
    Field[Any]("as_of", DAY, "As known on this day.", "view.as_of"),
)
DEBT: Document[Debt] = Document(
    "debt",
    "A unit that still owes its report or a part of it.",
    Field("unit", TEXT, "Id of the unit.", "view.unit.id"),
    Field("name", TEXT, "What it is called.", "view.unit.name"),
    Field("report", choice(Reporting), "The state of its report.", "view.report"),
    Field("due", DAY, "The due day, a later one that was granted.", "view.due"),
    Field("relief", nullable(RELIEF), "What was granted to it.", "view.relief"),
    Field("late", FLAG, "Whether the due day is over.", "is_late"),
    Field("late_days", COUNT, "Working days after the due day.", "view.late_days"),
    Field("days_left", COUNT, "Working days until the due day.", "left"),
    Field(
        "missing",
        list_of(
            Document[Any](
                "missing",
                "An indicator without a figure.",
                Field("id", TEXT, "Its id."),
                Field("name", TEXT, "What it is called."),
            )
        ),
        "Indicators without a figure.",
    ),
    Field(
        "reminders",
        COUNT,
        "Reminders sent in this period.",
        lambda debt: len(debt.view.reminded),
    ),
    Field(
        "last",
        nullable(
            Document[Any](
                "reminder",
                "A reminder that was sent.",
                Field("on", DAY, "When.", "sent_on"),
                *_STEP,
                Field("actor", TEXT, "Who sent it."),
            )
        ),
        "The last reminder.",
    ),
    Field("ready", list_of(STEP), "Steps to carry out now."),
    Field(
        "next",
        nullable(
            Document[Any](
                "next_step",
                "The step to come.",
                Field("on", DAY, "Its day.", itemgetter(0)),
                *fields_at(itemgetter(1), STEP),
            )
        ),
        "The step to come.",
    ),
    Field("contact", nullable(TEXT), "Whom to call.", "view.unit.contact"),
)
REMIND: Document[Any] = Document(
    "remind",
    "Who owes what.",
    *_HEAD,
    Field("counts", REPORT_COUNTS, "Units' reports of the period.", "view.reports"),
    Field("due_on_day_off", list_of(DAY), "Due days that are days off.", "off"),
    Field("units", list_of(DEBT), "Units that owe something.", "debts"),
    Field(
        "others",
        list_of(
            Document[Any](
                "other_period",
                "What is owed of another period.",
                Field("period", TEXT, "Id of the period.", "view.period.id"),
                Field("units", list_of(DEBT), "Units that owe something.", "debts"),
            )
        ),
        "What is owed of other periods.",
    ),
    schema="cchc.remind/1",
    verbs=("remind",),
)
LETTER: Document[Any] = Document(
    "letter_text",
    "A text and to whom it goes.",
    Field("period", TEXT, "Id of the period."),
    *_STEP,
    Field("units", list_of(TEXT), "Ids of the units that it goes to."),
    Field("text", TEXT, "Its words."),
)
SENT: Document[Any] = Document(
    "sent",
    "The reminders of one run.",
    *_HEAD,
    DRY_RUN,
    Field(
        "letters",
        list_of(
            Document[Any](
                "letter",
                "One text, to one unit or several.",
                *fields_at(itemgetter(0), LETTER),
                Field(
                    "file",
                    nullable(TEXT),
                    "The first file that it was put in.",
                    lambda letter: str(letter[1][0]) if letter[1] else None,
                ),
                Field(
                    "files",
                    list_of(TEXT),
                    "All of its files.",
                    lambda letter: [str(path) for path in letter[1]],
                ),
            )
        ),
        "Each text.",
        join=lambda _, given: given["letters"],
    ),
    schema="cchc.remind/1",
    verbs=("remind --letters",),
)
PUNCTUALITY: Document[ReportingRecord] = Document(
    "record",
    "A unit's record over periods and years.",
    Field("on_time", COUNT, "Reports that came in time."),
    Field("of", COUNT, "Reports that were due."),
    Field("reminders", COUNT, "Reminders sent."),
    Field(
        "periods",
        list_of(
            Document[Any](
                "mark",
                "One period of the record.",
                Field("period", TEXT, "Id of the period."),
                Field("due", DAY, "The due day."),
                Field("complete", nullable(DAY), "When the report was whole."),
                Field("on_time", nullable(FLAG), "Null: it can still be either."),
                Field("late_days", COUNT, "Working days after the due day."),
                Field("reminders", COUNT, "Reminders sent."),
                Field("accepted", nullable(DAY), "When it was accepted."),
            )
        ),
        "Each period by itself.",
        "marks",
    ),
)
ROLL: Document[Any] = Document(
    "roll",
    "Every unit of the plan with its record.",
    Field("plan", TEXT, "Id of the plan.", "plan.id"),
    Field("period", TEXT, "Id of the period.", "period.id"),
    Field("as_of", DAY, "As known on this day."),
    Field(
        "units",
        list_of(
            Document[Any](
                "roll_unit",
                "A unit.",
                Field("unit", TEXT, "Its id.", "unit.id"),
                Field("name", TEXT, "What it is called.", "unit.name"),
                Field("kind", TEXT, "Its kind in the plan.", "unit.kind"),
                Field("contact", nullable(TEXT), "Whom to call.", "unit.contact"),
                Field(
                    "report",
                    nullable(choice(Reporting)),
                    "The state of its report; null: it owes none.",
                    "report.report",
                ),
                Field("due", nullable(DAY), "The due day.", "report.due"),
                Field("relief", nullable(RELIEF), "What was granted.", "report.relief"),
                Field("punctuality", PUNCTUALITY, "Its record.", "record"),
            )
        ),
        "Each unit.",
        "lines",
    ),
    schema="cchc.unit/1",
    verbs=("unit list",),
)
REPORT_STANDING: Document[Any] = Document(
    "standing",
    "How a unit's report stands.",
    Field("report", choice(Reporting), "Its state."),
    Field("due", DAY, "The due day."),
    Field("on_time", nullable(FLAG), "Whether it came in time."),
    Field("late_days", COUNT, "Working days after the due day."),
)
GRANTED: Document[Any] = Document(
    "granted",
    "What was granted to a unit, with its report before and after.",
    Field("unit", TEXT, "Id of the unit.", "relief.unit"),
    Field("period", TEXT, "Id of the period.", "period.id"),
    DRY_RUN,
    Field("relief", RELIEF, "What was granted."),
    Field("before", REPORT_STANDING, "As it stood."),
    Field("after", REPORT_STANDING, "As it stands now."),
    schema="cchc.unit/1",
    verbs=("unit exempt", "unit extend"),
)
