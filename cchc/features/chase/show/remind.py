"""The board of who owes what, the texts that were sent, and the units' roll."""

import json
from collections.abc import Iterable
from datetime import date

from cchc.core.facts.reliefs import Relief
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import Reminder, ReminderStep
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.duty import ReportingView
from cchc.core.verdict.view import Reporting, UnitView
from cchc.features.chase.show.letter import role_words
from cchc.phrases.figure_phrases import counted
from cchc.screen.table import Column, Table
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

SCHEMA = "cchc.remind/1"
NOTHING = "–"
Document = dict[str, object]
BOARD = ("unit", "name", "due", "state", "missing", "last", "contact")
WHOLE = frozenset({"unit", "due", "state"})
LEAD = frozenset({"unit", "name"})


def board_table(found: tuple[Debt, ...], title: str, voice: Voice) -> Table:
    """One row for each unit that owes something."""
    heads = tuple(
        Column(
            key,
            voice.say(f"remind.column.{key}"),
            whole=key in WHOLE,
            lead=key in LEAD,
        )
        for key in BOARD
    )
    return Table(title, heads, tuple(_row(each, voice) for each in found))


def _row(debt: Debt, voice: Voice) -> tuple[str, ...]:
    view = debt.view
    return (
        view.unit.id,
        one_line(view.unit.name),
        due_words(view, voice),
        state_words(debt, voice),
        missing_words(debt, voice),
        last_words(debt.last, voice),
        one_line(view.unit.contact or "") or NOTHING,
    )


def due_words(view: UnitView, voice: Voice) -> str:
    """The due day; with the plan's own beside it when a later one was granted."""
    granted = view.relief
    if granted is None or granted.until is None:
        return short(view.due)
    return voice.say("remind.due.extended", due=short(view.due), old=short(granted.due))


def state_words(debt: Debt, voice: Voice) -> str:
    """`còn 02 ngày làm việc`, `hôm nay là hạn`, `quá hạn 03 ngày làm việc`."""
    if debt.is_late:
        late = debt.view.late_days
        if not late:
            return voice.say("remind.state.over")
        return voice.say("remind.state.late", n=late, days=counted(late, voice))
    if debt.left:
        return voice.say(
            "remind.state.left", n=debt.left, days=counted(debt.left, voice)
        )
    return voice.say("remind.state.today")


def missing_words(debt: Debt, voice: Voice) -> str:
    """What is lacking, by name; before anything came: the whole report."""
    names = "; ".join(one_line(each.name) for each in debt.missing)
    if debt.view.report is Reporting.RETURNED:
        return voice.say("remind.missing.returned")
    if debt.view.first is None:
        code = "remind.missing.all" if names else "remind.missing.whole"
        return voice.say(code, names=names)
    return names or NOTHING


def last_words(last: Reminder | None, voice: Voice) -> str:
    """What was sent last, when, to whom."""
    if last is None:
        return NOTHING
    by = voice.say(f"remind.by.{last.by.value}")
    to, day = role_words(last.to, voice), short(last.sent_on)
    return voice.say("remind.last", day=day, by=by, to=to, when=last.when)


def board_json(
    plan: Plan,
    view: ReportingView,
    found: tuple[Debt, ...],
    off: tuple[date, ...],
    others: Iterable[tuple[Period, tuple[Debt, ...]]] = (),
) -> str:
    """The board as `cchc.remind/1`; `others` are what is owed of other periods."""
    reports = view.reports
    return _written(
        SCHEMA,
        {
            "plan": plan.id,
            "period": view.period.id,
            "as_of": view.as_of.isoformat(),
            "counts": {
                "expected": reports.expected,
                "submitted": reports.submitted,
                "on_time": reports.on_time,
                "overdue": reports.overdue,
            },
            "due_on_day_off": [day.isoformat() for day in off],
            "units": [_debt(each) for each in found],
            "others": [
                {"period": period.id, "units": [_debt(each) for each in owing]}
                for period, owing in others
            ],
        },
    )


def _debt(debt: Debt) -> Document:
    view = debt.view
    return {
        "unit": view.unit.id,
        "name": view.unit.name,
        "report": view.report.value,
        "due": view.due.isoformat(),
        "relief": relief_json(view.relief),
        "late": debt.is_late,
        "late_days": view.late_days,
        "days_left": debt.left,
        "missing": [{"id": each.id, "name": each.name} for each in debt.missing],
        "reminders": len(view.reminded),
        "last": None if debt.last is None else _reminder(debt.last),
        "ready": [step_json(each) for each in debt.ready],
        "next": None
        if debt.next is None
        else {"on": debt.next[0].isoformat(), **step_json(debt.next[1])},
        "contact": view.unit.contact,
    }


def relief_json(relief: Relief | None) -> Document | None:
    """An exemption or extension with both days and its reason."""
    if relief is None:
        return None
    return {
        "kind": relief.kind.value,
        "until": _iso(relief.until),
        "due_by_plan": relief.due.isoformat(),
        "reason": relief.reason,
        "by": relief.actor,
        "on": relief.recorded_on.isoformat(),
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def step_json(step: ReminderStep | Reminder) -> Document:
    """When, to whom, by what way."""
    return {"when": step.when, "to": step.to, "by": step.by.value}


def _reminder(one: Reminder) -> Document:
    return {"on": one.sent_on.isoformat(), **step_json(one), "actor": one.actor}


def sent_json(
    head: tuple[str, str, date], texts: list[Document], *, dry_run: bool
) -> str:
    """The texts of one run; `head`: plan, period, day."""
    plan, period, day = head
    about = {"plan": plan, "period": period, "as_of": day.isoformat()}
    return _written(SCHEMA, {**about, "dry_run": dry_run, "letters": texts})


def _written(schema: str, document: Document) -> str:
    return json.dumps({"schema": schema, **document}, ensure_ascii=False, indent=2)
