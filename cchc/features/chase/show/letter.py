"""Reminders as texts: a short one for chat, the công văn đôn đốc (DOCUMENTS 4.3)."""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.calendar import work_calendar
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Channel, ReminderStep
from cchc.core.verdict.debts import Debt
from cchc.features.chase.show.board import ReminderBoard
from cchc.paper.manuscript import Plain
from cchc.paper.paper import PaperParts, PaperTable, Spans, plain_text
from cchc.phrases.paper_head import (
    heading_blanks,
    issuer_blanks,
    plan_blanks,
    signature_blanks,
)
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.bodies import (
    body_name,
    heads_words,
    is_committee,
    subject_matter,
    unit_head_title,
)
from cchc.words.period import report_title
from cchc.words.prose import addressee_words, day_words, two_digits
from cchc.words.translator import Voice

MOST_IN_CHAT = 5
"""How many missing figures a chat message names."""
USUAL_DAYS = 2
"""Working days given by a letter after which no step of the ladder follows."""


class Occasion(Record):
    """Why a text is written: who owes what, the step, the debts that it speaks of."""

    board: ReminderBoard
    step: ReminderStep
    to: tuple[Debt, ...]


class ReminderText(Record):
    """A text to hand over: of which period (id), step and units (ids), and the words.

    `source` is the template that it was written with, for a person to mend; `number`
    is that of the text in the register, 0 in a rehearsal.
    """

    period: str
    when: str
    to: str
    by: Channel
    units: tuple[str, ...]
    text: str
    source: str = ""
    number: int = 0


def letters_page(texts: Iterable[ReminderText], plan: Plan, voice: Voice) -> str:
    """The texts under one another, each with a line that says to whom it goes."""
    names = {unit.id: unit.name for unit in plan.units}
    parts = []
    for text in texts:
        head = voice.say(
            "remind.head",
            by=voice.say(f"remind.by.{text.by.value}"),
            when=text.when,
            to=addressee_words(text.to, voice),
            units=", ".join(one_line(names.get(unit, unit)) for unit in text.units),
        )
        parts.append(f"--- {head}\n{text.text.rstrip()}\n")
    return "\n".join(parts)


def chat_text(occasion: Occasion, voice: Voice) -> str:
    """One short message to one unit: plain text, the due day, what is lacking."""
    (debt,) = occasion.to
    view, blanks = debt.view, {}
    # before the due day, on the last working day before it, on it, or after
    if debt.is_late:
        code, days = ("late", view.late_days) if view.late_days else ("over", None)
    elif occasion.board.view.as_of == view.due:
        code, days = "today", None
    else:
        code, days = ("before", debt.left) if debt.left else ("off", None)
    if days is not None:
        blanks = {"n": days, "days": two_digits(days, voice)}
    return voice.say(
        f"remind.chat.{code}",
        sender=_sender(occasion.board.plan),
        to=addressee_words(occasion.step.to, voice),
        unit=one_line(view.unit.name),
        report=report_title(occasion.board.view.period, voice),
        subject=subject_matter(occasion.board.plan, voice),
        due=short(view.due),
        owes=_owed_in_chat(debt, voice),
        **blanks,
    )


def _sender(plan: Plan) -> str:
    """Who reminds: the unit that has this duty, else the authority itself."""
    unit = plan.unit(plan.roles.get("reminds", ""))
    return one_line(plan.authority.name if unit is None else unit.name)


def _owed_in_chat(debt: Debt, voice: Voice) -> str:
    """What a unit still has to send, the longest lists cut short."""
    if debt.view.is_returned:
        return voice.say("remind.owes.returned", said=_returned_words(debt, voice))
    n = len(debt.missing)
    if not n:
        return voice.say("remind.owes.report")
    names = "; ".join(one_line(lack.name) for lack in debt.missing[:MOST_IN_CHAT])
    if n > MOST_IN_CHAT:
        names = voice.say("remind.more", names=names, n=n - MOST_IN_CHAT)
    code = "remind.owes.none" if debt.view.first is None else "remind.owes.part"
    return voice.say(code, n=n, number=two_digits(n, voice), names=names)


def letter_content(occasion: Occasion, voice: Voice) -> dict[str, Plain]:
    """What the template of a letter may print; number and date are for the clerk."""
    view, plan = occasion.board.view, occasion.board.plan
    late, own = occasion.board.late, plan.authority
    symbol = own.symbols.get("letter.reminds") or own.symbols.get("letter") or ""
    sender = plan.unit(plan.roles.get("reminds", ""))
    return {
        "authority": {
            **issuer_blanks(plan),
            **signature_blanks(own.signer),
            **heading_blanks(plan, voice),
            "symbol": one_line(symbol),
        },
        "plan": plan_blanks(plan, voice, view.as_of),
        "report": report_title(view.period, voice),
        "cutoff": short(view.period.cutoff),
        "as_of": day_words(view.as_of, voice),
        "year": str(view.as_of.year),
        "late": two_digits(late, voice),
        "expected": two_digits(view.reports.expected, voice),
        "named": two_digits(len(occasion.to), voice),
        "is_all": late == len(occasion.to),
        "units": [_unit(debt, plan, voice) for debt in occasion.to],
        "debts": _units_by_debt(occasion.to, plan, voice),
        "deadline": day_words(_deadline(occasion), voice),
        "sender": _sender(plan),
        "contact": "" if sender is None else one_line(sender.contact or ""),
        "press": _press(occasion, voice),
        "copies": _copies(occasion, voice),
    }


def _unit(debt: Debt, plan: Plan, voice: Voice) -> dict[str, Plain]:
    """One late unit: its body, what it owes, since when, how often it was reminded."""
    view = debt.view
    return {
        "name": body_name(view.unit, plan, voice),
        "owes": _debt_words(debt, voice),
        "due": short(view.due),
        "late": two_digits(view.late_days, voice) if view.late_days else "",
        "reminders": two_digits(len(view.reminded), voice) if view.reminded else "",
        "extended": short(view.relief.due)
        if view.relief is not None and view.relief.until
        else "",
    }


def _units_by_debt(to: Iterable[Debt], plan: Plan, voice: Voice) -> list[Plain]:
    """What is owed, each time with all the units that owe it: `names`."""
    names: dict[tuple[tuple[str, Plain], ...], list[str]] = {}
    for debt in to:
        unit = _unit(debt, plan, voice)
        name = str(unit.pop("name"))
        names.setdefault(tuple(unit.items()), []).append(name)
    return [{"names": ", ".join(names[key]), **dict(key)} for key in names]


def _debt_words(debt: Debt, voice: Voice) -> str:
    """The whole report, or the figures by name that a report lacks."""
    if debt.view.is_returned:
        return _returned_words(debt, voice)
    if debt.view.first is None:
        return voice.say("remind.letter.report")
    n = len(debt.missing)
    names = "; ".join(one_line(lack.name) for lack in debt.missing)
    number = two_digits(n, voice)
    return voice.say("remind.letter.part", n=n, number=number, names=names)


def _returned_words(debt: Debt, voice: Voice) -> str:
    """When the report was sent back, and the figures that were marked in it."""
    day = short(debt.view.returned_on) if debt.view.returned_on else ""
    names = "; ".join(one_line(line.name) for line in debt.disputed[:MOST_IN_CHAT])
    code = "remind.letter.disputed" if names else "remind.letter.returned"
    return voice.say(code, day=day, names=names)


def _deadline(occasion: Occasion) -> date:
    """The last working day before the next step, else two working days from now."""
    working = work_calendar(occasion.board.plan.calendar)
    today = occasion.board.view.as_of
    coming = [debt.next[0] for debt in occasion.to if debt.next is not None]
    if not coming:
        return working.after(today, USUAL_DAYS)
    return max(working.before(min(coming), 1), working.after(today, 1))


def _press(occasion: Occasion, voice: Voice) -> str:
    """What is asked of whom, by the word for who is addressed."""
    code = f"remind.press.{occasion.step.to}"
    code = code if voice.knows(code) else "remind.press"
    code = f"{code}.one" if len(occasion.to) == 1 else code
    heads, name = _heads(occasion, voice), one_line(occasion.board.plan.authority.name)
    return voice.say(code, authority=name, heads=heads)


def _heads(occasion: Occasion, voice: Voice) -> str:
    """Who answers for the units addressed: of a commune, the chair of its committee."""
    plan, units = occasion.board.plan, [debt.view.unit for debt in occasion.to]
    kinds = {is_committee(unit, plan, voice) for unit in units}
    heads = heads_words(units, plan, voice)
    if kinds == {False, True}:
        return voice.say("remind.heads.both", heads=heads)
    if kinds == {False}:
        return voice.say("remind.heads.one" if len(units) == 1 else "remind.heads")
    if len(units) > 1:
        return voice.say("remind.heads.committees", heads=heads)
    return unit_head_title(units[0], plan, voice)


def _copies(occasion: Occasion, voice: Voice) -> list[Plain]:
    """Nơi nhận after `Như trên`: whom the step calls in, and the file.

    Who signs the letter is told by nobody that it went out. The line of the file is
    the plan's own, the last one that begins with `Lưu`.
    """
    own, to = occasion.board.plan.authority, occasion.step.to
    code = f"remind.copy.{to}"
    signs = fold(own.signer.title or "") == fold(addressee_words(to, voice))
    copies: list[Plain] = []
    if voice.knows(code) and not signs:
        copies.append(voice.say(code, authority=one_line(own.name)))
    lines = [one_line(line).rstrip(".;") for line in own.recipients]
    filed = [line for line in lines if fold(line).startswith("luu")]
    return [*copies, filed[-1] if filed else voice.say("remind.filed")]


Side = tuple[Spans, ...]


def letter_head(paper: PaperParts) -> dict[str, Plain]:
    """The blanks of the Word letterhead of a letter: `authority`, `paper`, `subject`.

    The head of the letter is a table of two columns: whose it is, its number and its
    subject to the left, place and day to the right. The one at its end has who gets
    it to the left, who signs to the right. What is not there stays blank.
    """
    left, right = _sides(paper.letterhead)
    copies, signs = _sides(paper.signature)
    lines = [line for line in left if _text(line)]
    at = next((i for i, line in enumerate(lines) if "/" in _text(line)), len(lines))
    number, subject, *_ = [*map(_text, lines[at : at + 2]), "", ""]
    nation, motto, *_ = [*map(_text, right), "", ""]
    last = next((_text(line) for line in reversed(right) if _text(line)), "")
    place, _, day = last.rpartition(", ")
    names = [
        (_text(line), all(span.bold for span in line if span.text.strip()))
        for line in lines[:at]
    ]
    below = [_text(line) for line in copies[1:]]
    to = (_text(line) for line in copies if _text(line).startswith("-"))
    return {
        "authority": {
            "parent_capitals": " ".join(name for name, is_bold in names if not is_bold),
            "capitals": " ".join(name for name, is_bold in names if is_bold),
            "nation": nation,
            "motto": motto,
            "symbol": number.partition("/")[2].strip(),
            "place": place,
            "recipients": [line.lstrip("- ").rstrip(".; ") for line in to],
            **_signature(signs),
        },
        "paper": {"number": "", "date": "", "year": day.rpartition(" ")[2]},
        "subject": subject.partition(" ")[2],
        "contact": next((line for line in below if line and line[0] != "-"), ""),
    }


def _sides(grid: PaperTable | None) -> tuple[Side, Side]:
    rows = () if grid is None else (grid.head, *grid.rows)
    return tuple(row[0] for row in rows), tuple(row[1] for row in rows)


def _signature(signs: Side) -> dict[str, Plain]:
    """In whose name and by what office; after the room to sign, who."""
    lines = [_text(line) for line in signs]
    while lines and not lines[0]:
        lines.pop(0)
    end = lines.index("") if "" in lines else len(lines)
    *capacity, title = lines[:end] or [""]
    return {
        "signs": [*capacity, title] if title else capacity,
        "capacity": " ".join(capacity),
        "title": title,
        "signer": " ".join(line for line in lines[end:] if line),
    }


def _text(spans: Spans) -> str:
    return plain_text(spans).strip()
