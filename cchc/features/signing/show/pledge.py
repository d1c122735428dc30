"""Bản cam kết: what one party promises another, as a paper ready to be signed."""

from datetime import date

from cchc.core.cascade.pledge import Pledge, PledgeChange, PledgeLine
from cchc.core.facts.signing import SignedPaper
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import (
    NO_PAPER,
    Authority,
    Commitment,
    Paper,
    Plan,
)
from cchc.features.signing.show.pledge_lines import (
    change_row,
    goal_line,
    line_row,
    work_line,
)
from cchc.paper.manuscript import Plain
from cchc.paper.word_xml import text_width
from cchc.phrases.amendment_notes import KINDS
from cchc.phrases.figure_phrases import day_words, two_digits
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import inert, one_line
from cchc.words.period import report_title
from cchc.words.translator import Voice

OFFICE, HALF = 28, 4600
"""The size of the names of offices in half-points; twips of half a page."""
SAME_WORDS = 2
"""Two bodies whose names begin alike are of one kind: their heads have one title."""


class Hand(Record):
    """Who signs for a party: name and office; None is left blank for the pen."""

    name: str | None = None
    title: str | None = None


NOBODY = Hand()


class Occasion(Record):
    """What a paper is made for.

    `changes` and `before` (what was signed last: its day, if it is known) make it an
    annex; `decision` is behind the version. `to` is the other party, as typed.
    """

    plan: Plan
    pledge: Pledge
    paper: SignedPaper
    hand: Hand = NOBODY
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


def pledge_content(one: Occasion, voice: Voice) -> dict[str, Plain]:
    """Everything the template may print."""
    plan, pledge = one.plan, one.pledge
    day = "" if one.day is None else day_words(one.day, voice)
    return {
        "authority": _authority(plan.authority),
        "paper": {"number": "", "date": day, "year": str(plan.year)},
        "plan": _plan(plan, voice),
        "who": _who(one, voice),
        "to": counterparty(one, voice),
        "parties": _parties(one, voice),
        "number": two_digits(len(pledge.commitments), voice),
        "commitments": _commitments(pledge, voice),
        "goals": _goals(pledge, voice),
        "tasks": [work_line(each, voice) for each in pledge.tasks],
        "rows": [line_row(number, each, voice) for number, each in _numbered(pledge)],
        "collector": _collector(one),
        "periods": _periods(one, voice),
        "changes": [
            change_row(number, each, voice)
            for number, each in enumerate(one.changes, start=1)
        ],
        "before": "" if one.before is None else day_words(one.before, voice),
        "decision": _decision(one.decision, voice),
    }


def _authority(one: Authority) -> dict[str, Plain]:
    name, parent = one_line(one.name), one_line(one.parent or "")
    return {
        "name": name,
        "capitals": name.upper(),
        "parent": parent,
        "parent_capitals": parent.upper(),
        "place": one_line(one.place or ""),
    }


def _plan(plan: Plan, voice: Voice) -> dict[str, Plain]:
    day = plan.document.date
    return {
        "title": one_line(plan.title),
        "year": str(plan.year),
        "number": one_line(plan.document.number or ""),
        "date": "" if day is None else day_words(day, voice),
    }


def _who(one: Occasion, voice: Voice) -> dict[str, Plain]:
    own = one.plan.authority
    party = own if one.pledge.unit is None else one.pledge.unit
    title = one.hand.title
    if one.pledge.unit is None and title in {None, own.signer.title}:
        title = head_words(own.signer.title, own.name, voice)
    return {
        "name": one_line(one.hand.name or ""),
        "title": one_line(title or ""),
        "unit": one_line(party.name),
        "is_unit": one.pledge.unit is not None,
    }


def counterparty(one: Occasion, voice: Voice) -> str:
    """Whom the promise is made to: the head of the authority, or of its superior."""
    if one.to is not None:
        return one_line(one.to)
    title, body = _receiver(one)
    return head_words(title, body, voice)


def head_words(title: str | None, body: str, voice: Voice) -> str:
    """`Chủ tịch Ủy ban nhân dân thành phố Sa Đéc`."""
    if not title:
        return voice.say("pledge.head.unknown", body=one_line(body))
    return voice.say("pledge.head", title=one_line(title), body=one_line(body))


def _receiver(one: Occasion) -> tuple[str | None, str]:
    """The office and the body of who receives; a body of another kind has no title."""
    own = one.plan.authority
    if one.pledge.unit is not None:
        return own.signer.title, own.name
    parent = own.parent or ""
    alike = own.name.split()[:SAME_WORDS] == parent.split()[:SAME_WORDS]
    return (own.signer.title if alike else None), parent


def _parties(one: Occasion, voice: Voice) -> dict[str, Plain]:
    title, body = _receiver(one)
    usual = counterparty(one, voice) == head_words(title, body, voice)
    lines = [title, body] if usual and title else [counterparty(one, voice)]
    own = one.plan.authority.signer.name
    receives = own if usual and one.pledge.unit is not None else None
    return {
        "left": {
            "lines": [part for each in lines for part in _broken(each)],
            "name": one_line(receives or ""),
        },
        "right": {
            "lines": [voice.say("pledge.party")],
            "name": one_line(one.hand.name or ""),
        },
    }


def _decision(paper: Paper, voice: Voice) -> str:
    """`Quyết định số 45/QĐ-UBND ngày 01 tháng 7 năm 2022`, its kind in full."""
    number = one_line(paper.number or "")
    if not number:
        return ""
    kind = next((each for each in KINDS if f"/{each}" in number), None)
    code = f"pledge.decision.{kind}" if kind else "pledge.decision"
    day = "" if paper.date is None else day_words(paper.date, voice)
    return voice.say(code, number=number, day=day).strip()


def _broken(text: str) -> list[Plain]:
    """Capitals on one line, or on the two nearest in length where one is too long."""
    said = one_line(text).upper()
    if text_width(said, OFFICE, bold=True) <= HALF:
        return [said]
    words = said.split()
    cuts = [(" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words))]
    best = min(cuts or [(said, "")], key=_longest)
    return [each for each in best if each]


def _longest(lines: tuple[str, str]) -> int:
    return max(text_width(each, OFFICE, bold=True) for each in lines)


def _commitments(pledge: Pledge, voice: Voice) -> list[Plain]:
    """What the authority promises its superior, by its signed words."""
    if pledge.unit is not None:
        return []
    return [_commitment(each, voice) for each in pledge.commitments]


def _goals(pledge: Pledge, voice: Voice) -> list[Plain]:
    """What a unit promises the authority, figure by figure."""
    if pledge.unit is None:
        return []
    return [goal_line(each, voice) for each in (*pledge.signed, *pledge.indicators)]


def _commitment(one: Commitment, voice: Voice) -> str:
    """The signed words; without them the name and each figure."""
    if one.text:
        words = " ".join(inert(one.text).split()).rstrip(" .;")
        return words[:1].upper() + words[1:]
    goals = "; ".join(goal_line(each, voice) for each in one.indicators)
    return goals or one_line(one.name)


def _numbered(pledge: Pledge) -> enumerate[PledgeLine]:
    return enumerate(pledge.lines, start=1)


def _collector(one: Occasion) -> str:
    """Through whom reports go up: the unit that drafts, where it is another one."""
    if one.pledge.unit is None:
        return ""
    unit = one.plan.unit(one.plan.roles.get("drafts", ""))
    if unit is None or unit.id == one.pledge.unit.id:
        return ""
    return one_line(unit.name)


def _periods(one: Occasion, voice: Voice) -> list[Plain]:
    """The reports that the unit owes, each with its day."""
    unit = one.pledge.unit
    if unit is None:
        return []
    return [
        {"title": report_title(each, voice), "due": short(each.due_for(unit.kind))}
        for each in periods(one.plan)
        if unit.active_in(each)
    ]
