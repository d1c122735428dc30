"""Bản cam kết: what one party promises another, as a paper ready to be signed."""

from datetime import date
from itertools import chain
from re import compile as pattern
from re import escape

from cchc.core.cascade.unit_plan import Pledge, PledgeChange, PledgeLine
from cchc.core.facts.acts import SignedPaper
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import NO_PAPER, Commitment, Indicator, Paper, Plan, Task
from cchc.core.plan.unit import NOBODY, Signer
from cchc.paper.manuscript import Plain
from cchc.paper.word_xml import balanced_lines
from cchc.phrases.paper_head import (
    collector_name,
    heading_blanks,
    issuer_blanks,
    plan_blanks,
    report_days,
)
from cchc.phrases.promise_words import promise_sentence, promised_level
from cchc.text.number_format import vietnamese
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words.bodies import (
    DELEGATED,
    IN_PLACE_OF,
    body_name,
    head_title,
    here_words,
    name_in_sentence,
    receiver,
    signer_lines,
)
from cchc.words.period import task_due_text
from cchc.words.prose import NOTHING, day_words, kind_of_number, two_digits
from cchc.words.translator import Voice

OFFICE, HALF = 28, 4600
"""The size of the names of offices in half-points; twips of half a page."""


class PledgeDraft(Record):
    """What a paper is made for.

    `changes` and `before` (what was signed last: its day, if it is known) make it an
    annex; `decision` is behind the version. `to` is the other party, as typed.
    """

    plan: Plan
    pledge: Pledge
    paper: SignedPaper
    hand: Signer = NOBODY
    to: str | None = None
    day: date | None = None
    changes: tuple[PledgeChange, ...] = ()
    before: date | None = None
    decision: Paper = NO_PAPER

    @property
    def is_annex(self) -> bool:
        return self.before is not None


def pledge_name(paper: SignedPaper, *, annex: bool) -> str:
    """The name of the template of a paper."""
    if paper is SignedPaper.INDEX:
        return "commitment-index"
    return "commitment-annex" if annex else "commitment"


def pledge_content(draft: PledgeDraft, voice: Voice) -> dict[str, Plain]:
    """Everything the template may print.

    The authority promises its superior commitments by their signed words; a unit
    promises the authority figures and tasks, and owes reports.
    """
    plan, pledge, unit = draft.plan, draft.pledge, draft.pledge.unit
    is_unit = unit is not None
    owed = (period for period in periods(plan) if unit and unit.active_in(period))
    goals = (*pledge.signed_lines, *pledge.indicators) if is_unit else ()
    commitments = () if is_unit else pledge.commitments
    rows = [_line_row(*row, voice) for row in enumerate(pledge.lines, start=1)]
    changes = [_change_row(*row, voice) for row in enumerate(draft.changes, start=1)]
    date = day_words(draft.day, voice) if draft.day else ""
    made_on = draft.day or plan.document.date or periods(plan)[0].start
    return {
        "authority": {**issuer_blanks(plan), **heading_blanks(plan, voice)},
        "paper": {"number": "", "date": date, "year": str(plan.year)},
        "plan": {**plan_blanks(plan, voice, made_on), "year": str(plan.year)},
        "who": _who(draft, voice),
        "to": counterparty(draft, voice),
        "parties": _parties(draft, voice),
        "number": two_digits(len(pledge.commitments), voice),
        "commitments": [_commitment(commitment, voice) for commitment in commitments],
        "goals": [_line(indicator, voice) for indicator in goals],
        "tasks": [_line(task, voice) for task in pledge.tasks],
        "rows": rows,
        "collector": collector_name(unit, plan),
        "periods": report_days(owed, unit, voice) if unit else [],
        "changes": changes,
        "before": "" if draft.before is None else day_words(draft.before, voice),
        "decision": _decision(draft.decision, voice),
    }


def _who(draft: PledgeDraft, voice: Voice) -> dict[str, Plain]:
    """Who signs; the authority's head by the whole title, unless another is typed."""
    plan, unit, title = draft.plan, draft.pledge.unit, draft.hand.title
    own = plan.authority
    if unit is None and title in {None, own.signer.title}:
        title = head_words(own.signer.title, own.name, voice)
    here = name_in_sentence(one_line(unit.name)) if unit else here_words(plan, voice)
    return {
        "name": one_line(draft.hand.name or ""),
        "title": one_line(title or ""),
        "unit": one_line(own.name) if unit is None else body_name(unit, plan, voice),
        "is_unit": unit is not None,
        "here": here,
    }


def counterparty(draft: PledgeDraft, voice: Voice) -> str:
    """Whom the promise is made to: the head of the authority, or of its superior."""
    if draft.to is not None:
        return one_line(draft.to)
    return head_words(*_receiver(draft, voice), voice)


def head_words(title: str | None, body: str, voice: Voice) -> str:
    """`Chủ tịch Ủy ban nhân dân thành phố Sa Đéc`."""
    if not title:
        return voice.say("pledge.head.unknown", body=one_line(body))
    return voice.say("pledge.head", title=one_line(title), body=one_line(body))


def _receiver(draft: PledgeDraft, voice: Voice) -> tuple[str | None, str]:
    """The office and the body of who receives, whoever signs for our own head."""
    plan = draft.plan
    if draft.pledge.unit is not None:
        return head_title(plan), plan.authority.name
    above = receiver(plan, voice)
    return above.title, above.name or ""


def _parties(draft: PledgeDraft, voice: Voice) -> dict[str, Plain]:
    """The heads of the two columns of signatures, capitals; the names under them.

    Who signs for the head (KT., TL., TUQ.) says so in lines of their own.
    """
    title, body = _receiver(draft, voice)
    to = counterparty(draft, voice)
    is_usual = to == head_words(title, body, voice)
    lines = [title, body] if is_usual and title else [to]
    signer, is_unit = draft.plan.authority.signer, draft.pledge.unit is not None
    deputy = signer_lines(signer)
    marks = (IN_PLACE_OF, *DELEGATED)
    if not any(line.casefold().startswith(marks) for line in deputy):
        deputy = ()  # the head signs in person
    if is_usual and is_unit and deputy:
        lines = [*deputy]
    name = signer.name if is_usual and is_unit else None
    capitals = (one_line(line).upper() for line in lines)
    fitted = (balanced_lines(line, OFFICE, HALF, bold=True) for line in capitals)
    left, right = [*chain.from_iterable(fitted)], [voice.say("pledge.party")]
    right += () if is_unit else deputy
    return {
        "left": {"lines": left, "name": one_line(name or "")},
        "right": {"lines": right, "name": one_line(draft.hand.name or "")},
    }


def _decision(paper: Paper, voice: Voice) -> str:
    """`Quyết định số 45/QĐ-UBND ngày 01 tháng 7 năm 2022`, its kind in full."""
    number = one_line(paper.number or "")
    if not number:
        return ""
    kind = kind_of_number(number, voice)
    day = "" if paper.date is None else day_words(paper.date, voice)
    return voice.say("pledge.decision", kind=kind, number=number, day=day).strip()


def _commitment(commitment: Commitment, voice: Voice) -> str:
    """The signed words; without them the name and each figure."""
    if commitment.text:
        words = " ".join(inert(commitment.text).split()).rstrip(" .;")
        return words[:1].upper() + words[1:]
    goals = (_line(indicator, voice) for indicator in commitment.indicators)
    return "; ".join(goals) or one_line(commitment.name)


def _line(line: PledgeLine, voice: Voice) -> str:
    """`Ban hành Kế hoạch tuyên truyền: chậm nhất ngày 31/3/2022`."""
    if isinstance(line, Indicator):
        return promise_sentence(line, voice)
    goal = _line_words(line, voice)
    return voice.say("pledge.goal", name=one_line(line.name), goal=goal)


def _line_words(line: PledgeLine, voice: Voice) -> str:
    """What of a line was promised: its target, or when and how many of a task."""
    if isinstance(line, Indicator):
        return promised_level(line, voice)
    parts = _count_words(line)
    if line.standing:
        parts.append(voice.say("task.status.recurring"))
    elif due := task_due_text(line, voice):
        parts.append(voice.say("plan.target.by", value=due))
    return ", ".join(parts) or voice.say("pledge.in_year")


def _count_words(task: Task) -> list[str]:
    """How many of what, unless the name says the number: `Bồi dưỡng: 02 lớp`."""
    if task.count is None:
        return []
    number = vietnamese(task.count.target)
    if pattern(rf"(?<![\d.,/])0*{escape(number)}(?![\d.,])").search(task.name):
        return []
    return [f"{number} {one_line(task.count.unit)}".strip()]


def _line_row(number: int, line: PledgeLine, voice: Voice) -> Plain:
    """A row of the appendix: the line with its id in the plan."""
    return {
        "no": number,
        "name": one_line(line.name),
        "goal": _line_words(line, voice),
        "output": one_line((isinstance(line, Task) and line.output) or ""),
        "above": line.id,
    }


def _change_row(number: int, change: PledgeChange, voice: Voice) -> Plain:
    """A row of an annex: what the line was and is."""
    was, now = change.before, change.after
    line, after = now or was, voice.say("pledge.dropped")
    return {
        "no": number,
        "name": one_line(line.name) if line else "",
        "before": NOTHING if was is None else _line_words(was, voice),
        "after": after if now is None else _line_words(now, voice),
        "above": line.id if line else "",
    }
