"""Reminders as texts: a short one for chat, the công văn đôn đốc (DOCUMENTS 4.3)."""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.plan import Plan
from cchc.core.plan.reminder import ReminderStep
from cchc.core.verdict.debts import Debt
from cchc.core.verdict.unit_reports import ReportingView
from cchc.paper.manuscript import Plain
from cchc.paper.template import TemplateSource, render_markdown
from cchc.phrases.figure_phrases import day_words, two_digits
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import report_title
from cchc.words.translator import Voice

MOST_IN_CHAT = 5
USUAL_DAYS = 2
"""Working days given by a letter after which no step of the ladder follows."""


class Occasion(Record):
    """Why a text is written: the step, the debts it speaks of, all debts."""

    plan: Plan
    view: ReportingView
    step: ReminderStep
    to: tuple[Debt, ...]
    all: tuple[Debt, ...]


def letter_name(step: ReminderStep) -> str:
    """The name of a letter's template: the step's own, else `letter`."""
    return step.template or "letter"


def role_words(to: str, voice: Voice) -> str:
    """Who is addressed, `công chức đầu mối`; a word of the office stands as it is."""
    code = f"remind.to.{to}"
    return voice.say(code) if voice.knows(code) else one_line(to)


def chat_text(occasion: Occasion, voice: Voice) -> str:
    """One short message to one unit: plain text, the due day, what is lacking."""
    (debt,) = occasion.to
    view = debt.view
    blanks = {
        "sender": sender(occasion.plan),
        "to": role_words(occasion.step.to, voice),
        "unit": one_line(view.unit.name),
        "report": report_title(occasion.view.period, voice),
        "due": short(view.due),
        "owes": _owes(debt, voice),
    }
    code, days = _moment(debt, occasion)
    if days is None:
        return voice.say(f"remind.chat.{code}", **blanks)
    return voice.say(
        f"remind.chat.{code}", n=days, days=two_digits(days, voice), **blanks
    )


def _moment(debt: Debt, occasion: Occasion) -> tuple[str, int | None]:
    """Before the due day, on it, on the last working day before it, or after."""
    if debt.is_late:
        late = debt.view.late_days
        return ("late", late) if late else ("over", None)
    if occasion.view.as_of == debt.view.due:
        return "today", None
    return ("before", debt.left) if debt.left else ("off", None)


def sender(plan: Plan) -> str:
    """Who reminds: the unit that has this duty, else the authority itself."""
    unit = plan.unit(plan.roles.get("reminds", ""))
    return one_line(plan.authority.name if unit is None else unit.name)


def _owes(debt: Debt, voice: Voice) -> str:
    """What a unit still has to send, the longest lists cut short."""
    names = [one_line(each.name) for each in debt.missing]
    said = "; ".join(names[:MOST_IN_CHAT])
    if more := len(names) - MOST_IN_CHAT:
        said = said if more < 0 else voice.say("remind.more", names=said, n=more)
    return _lacking(debt, said, voice)


def _lacking(debt: Debt, names: str, voice: Voice) -> str:
    if not debt.missing:
        return voice.say("remind.owes.report")
    code = "none" if debt.view.first is None else "part"
    n = len(debt.missing)
    return voice.say(
        f"remind.owes.{code}", n=n, number=two_digits(n, voice), names=names
    )


def letter_markdown(
    occasion: Occasion, voice: Voice, template: TemplateSource
) -> str | Problem:
    """The letter to the units that are late, as Markdown.

    Number and date are left blank for the clerk. Gives back what is wrong with the
    template (P601 to P603) instead, if something is.
    """
    return render_markdown(template, letter_content(occasion, voice))


def letter_content(occasion: Occasion, voice: Voice) -> dict[str, Plain]:
    """What the template of a letter may print."""
    view, plan = occasion.view, occasion.plan
    late = [each for each in occasion.all if each.is_late]
    return {
        "authority": _authority(plan),
        "plan": _plan(plan, voice),
        "report": report_title(view.period, voice),
        "cutoff": short(view.period.cutoff),
        "as_of": day_words(view.as_of, voice),
        "year": str(view.as_of.year),
        "late": two_digits(len(late), voice),
        "expected": two_digits(view.reports.expected, voice),
        "named": two_digits(len(occasion.to), voice),
        "is_all": len(late) == len(occasion.to),
        "units": [_unit(each, voice) for each in occasion.to],
        "debts": _alike(occasion.to, voice),
        "deadline": day_words(_deadline(occasion), voice),
        "sender": sender(plan),
        "contact": _contact(plan),
        "press": _press(occasion, voice),
        "copies": _copies(occasion, voice),
    }


def _authority(plan: Plan) -> Plain:
    one = plan.authority
    symbols = one.symbols
    symbol = symbols.get("letter.reminds") or symbols.get("letter") or ""
    return {
        "name": one_line(one.name),
        "capitals": one_line(one.name).upper(),
        "parent_capitals": one_line(one.parent or "").upper(),
        "place": one_line(one.place or ""),
        "capacity": one_line(one.signer.capacity or ""),
        "title": one_line(one.signer.title or "").upper(),
        "signer": one_line(one.signer.name or ""),
        "symbol": one_line(symbol),
    }


def _plan(plan: Plan, voice: Voice) -> Plain:
    paper = plan.document
    return {
        "title": one_line(plan.title),
        "number": one_line(paper.number or ""),
        "date": "" if paper.date is None else day_words(paper.date, voice),
    }


def _unit(debt: Debt, voice: Voice) -> dict[str, Plain]:
    """One late unit: what it owes, since when, how often it was reminded."""
    view = debt.view
    return {
        "name": one_line(view.unit.name),
        "owes": _owed(debt, voice),
        "due": short(view.due),
        "late": two_digits(view.late_days, voice) if view.late_days else "",
        "reminders": two_digits(len(view.reminded), voice) if view.reminded else "",
        "extended": short(view.relief.due)
        if view.relief is not None and view.relief.until
        else "",
    }


def _alike(to: Iterable[Debt], voice: Voice) -> list[Plain]:
    """What is owed, each time with all the units that owe it: `names`."""
    found: dict[tuple[tuple[str, Plain], ...], list[str]] = {}
    for each in to:
        said = _unit(each, voice)
        name = str(said.pop("name"))
        found.setdefault(tuple(said.items()), []).append(name)
    return [{"names": ", ".join(e), **dict(key)} for key, e in found.items()]


def _owed(debt: Debt, voice: Voice) -> str:
    """The whole report, or the figures by name that a report lacks."""
    n = len(debt.missing)
    if debt.view.first is None:
        return voice.say("remind.letter.report")
    names = "; ".join(one_line(each.name) for each in debt.missing)
    return voice.say(
        "remind.letter.part", n=n, number=two_digits(n, voice), names=names
    )


def _deadline(occasion: Occasion) -> date:
    """The last working day before the next step, else two working days from now."""
    working = work_calendar(occasion.plan.calendar)
    today = occasion.view.as_of
    usual = working.after(today, USUAL_DAYS)
    coming = [each.next[0] for each in occasion.to if each.next is not None]
    if not coming:
        return usual
    return max(working.before(min(coming), 1), working.after(today, 1))


def _contact(plan: Plan) -> str:
    unit = plan.unit(plan.roles.get("reminds", ""))
    return one_line(unit.contact or "") if unit is not None else ""


def _press(occasion: Occasion, voice: Voice) -> str:
    """What is asked of whom, by the word for who is addressed."""
    code = f"remind.press.{occasion.step.to}"
    known = code if voice.knows(code) else "remind.press"
    of_one = f"{known}.one" if len(occasion.to) == 1 else known
    return voice.say(of_one, authority=one_line(occasion.plan.authority.name))


def _copies(occasion: Occasion, voice: Voice) -> list[Plain]:
    """Nơi nhận after `Như trên`: whom the step calls in, and the file.

    Who signs the letter is told by nobody that it went out.
    """
    one, to = occasion.plan.authority, occasion.step.to
    code = f"remind.copy.{to}"
    signs = fold(one.signer.title or "") == fold(role_words(to, voice))
    name = one_line(one.name)
    is_told = voice.knows(code) and not signs
    called = [voice.say(code, authority=name)] if is_told else []
    return [*called, _filed(one.recipients, voice)]


def _filed(recipients: Iterable[str], voice: Voice) -> str:
    """The line of the file: the plan's own, the one that begins with `Lưu`."""
    lines = (one_line(each).rstrip(".;") for each in recipients)
    found = [each for each in lines if fold(each).startswith("luu")]
    return found[-1] if found else voice.say("remind.filed")
