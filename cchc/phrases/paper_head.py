"""The head of a paper: whose it is, of which period, its own number and day.

A paper of the authority is signed as its plan says. The plan knows nobody in a unit by
name, nor the symbol of a department's papers: both are left for the unit to write,
never made up. A commune's paper is one of its People's Committee (DOCUMENTS 4.1, ô 2,
4 and 7).
"""

from collections.abc import Iterable
from datetime import date

from cchc.core.plan.period import Period, Rhythm
from cchc.core.plan.plan import Paper, Plan
from cchc.core.plan.unit import Signer, Unit
from cchc.core.verdict.status import StatusView
from cchc.paper.manuscript import Plain
from cchc.phrases.writer import Writer
from cchc.text.day import short
from cchc.text.lazy import lazy_pattern
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words import bodies
from cchc.words.period import label, report_title
from cchc.words.prose import day_words
from cchc.words.translator import Lang, Voice

HALF_A_YEAR = 6
DOTS = "……"
"""What is left for a hand to fill in."""

_UNDER_TEN = lazy_pattern(r"[1-9](?!\d)")


def _line(text: str | None) -> str:
    return one_line(text or "")


def issuer_blanks(plan: Plan) -> dict[str, Plain]:
    """Whose paper it is, and where."""
    own = plan.authority
    return {
        "name": _line(own.name),
        "capitals": _line(own.name).upper(),
        "parent": _line(own.parent),
        "parent_capitals": _line(own.parent).upper(),
        "place": _line(own.place),
    }


def authority_head(writer: Writer) -> dict[str, Plain]:
    """Who issues the authority's paper and who signs it."""
    authority = writer.plan.authority
    return {
        **issuer_blanks(writer.plan),
        **signature_blanks(authority.signer),
        **heading_blanks(writer.plan, writer.voice),
        "symbol": _symbol(writer, "report") or DOTS,
        "recipients": [_line(name).rstrip(".;") for name in authority.recipients],
    }


def _is_foreign(plan: Plan, voice: Voice) -> bool:
    """Whether a paper is of a body outside of the State, which has no `BC` (1.9)."""
    return voice.lang is Lang.EN and plan.authority.heading is not None


def _symbol(writer: Writer, key: str) -> str:
    """The symbol of such papers in the plan, else the usual one; a foreign has none."""
    plan = writer.plan
    own = _line(plan.authority.symbols.get(key))
    is_foreign = _is_foreign(plan, writer.voice)
    return own or ("" if is_foreign else writer.say("memo.symbol"))


def heading_blanks(plan: Plan, voice: Voice) -> dict[str, Plain]:
    """The lines above a paper (ô 1): the first, and what stands under it."""
    lines = [one_line(line) for line in bodies.heading_lines(plan, voice)]
    return {"nation": "".join(lines[:1]), "motto": " ".join(lines[1:])}


def plan_blanks(plan: Plan, voice: Voice, day: date) -> dict[str, Plain]:
    """Of what work and time the plan is, and what its papers of a day rest on."""
    paper = plan.document
    return {
        "title": one_line(plan.title),
        "number": _line(paper.number),
        "date": "" if paper.date is None else day_words(paper.date, voice),
        "subject": bodies.subject(plan, voice),
        "matter": bodies.subject_matter(plan, voice),
        "whole": bodies.whole_name(plan, voice),
        "short": bodies.subject_in_short(plan, voice),
        "span": bodies.span_words(plan, voice),
        "span_capitals": bodies.span_words(plan, voice).upper(),
        "rhythm": bodies.rhythm_words(plan, voice),
        "grounds": [*bodies.grounds_on(plan, day, voice)],
    }


def signature_blanks(signer: Signer) -> dict[str, Plain]:
    """Who signs: the lines above the name, each by itself.

    `title` are all but the first as one line, for templates with room for two.
    """
    whose = bodies.signer_lines(replace(signer, capacity=None))
    lines = [*map(one_line, (*signer.capacity_lines, *whose))]
    first, *rest = lines or [""]
    return {
        "signs": lines,
        "middle": lines[1:-1],
        "last": lines[-1] if len(lines) > 1 else "",
        "capacity": first,
        "title": " ".join(rest).strip(),
        "signer": _line(signer.name),
    }


def unit_head(
    unit: Unit,
    plan: Plan,
    voice: Voice,
    kind: str,
    key: str,
    recipients: tuple[str, ...] = (),
) -> dict[str, Plain]:
    """Who issues a unit's paper and who signs it, by the names of an authority's paper.

    `plan` is the plan above, `kind` is `report` or `plan`; under `key` the plan may
    have the symbol of the paper. `recipients` get it beside the unit's own file.
    """
    authority = plan.authority
    parent = one_line((plan.unit(unit.parent or "") or authority).name)
    symbol = _line(authority.symbols.get(key))
    return {
        "name": bodies.body_name(unit, plan, voice),
        "parent": parent,
        "parent_capitals": parent.upper(),
        "recipients": [*map(one_line, recipients), voice.say("unit.paper.filed")],
        **_unit_form(unit, plan, kind, voice),
        **({"symbol": symbol} if symbol else {}),  # the plan's, before any custom
    }


def unit_blanks(unit: Unit, plan: Plan, voice: Voice) -> dict[str, Plain]:
    """The unit that a paper is of, as it is called there."""
    name, issuer = one_line(unit.name), bodies.body_name(unit, plan, voice)
    in_sentence = bodies.name_in_sentence(name)
    return {"id": unit.id, "name": name, "said": in_sentence, "issuer": issuer}


def collector_name(unit: Unit | None, plan: Plan) -> str:
    """Through whom reports of a unit go up: who drafts, where that is another one."""
    drafter = plan.unit(plan.roles.get("drafts", ""))
    is_other = drafter is not None and unit is not None and drafter.id != unit.id
    return one_line(drafter.name) if drafter and is_other else ""


def report_days(owed: Iterable[Period], unit: Unit, voice: Voice) -> list[Plain]:
    """The reports of periods that a unit owes, each with its day."""
    return [
        {"title": title, "label": label(period, voice), "due": due}
        for period in owed
        for title in [report_title(period, voice)]
        for due in [short(period.due_for(unit.kind))]
    ]


def _unit_form(unit: Unit, plan: Plan, kind: str, voice: Voice) -> dict[str, Plain]:
    """What the unit's kind says: its body, its place, its symbol, who signs."""
    found = bodies.unit_kind(unit, plan, voice)
    body, name = bodies.body_parts(unit, plan, voice)
    parts = [part.upper() for part in (body, name) if part]
    form = ".none" if not found.symbol else ".bare" if _is_foreign(plan, voice) else ""
    symbol = voice.say(f"unit.paper.symbol.{kind}{form}", symbol=found.symbol)
    return {
        "capitals": " ".join(parts),
        **({"parts": [*parts]} if body else {}),
        "place": bodies.place_before_day(unit, plan, voice),
        **heading_blanks(plan, voice),
        "symbol": symbol,
        **signature_blanks(found.signer),
    }


def is_cumulative(period: Period) -> bool:
    """Whether its report is of all that came before it too: six months, the year."""
    rhythms = {rhythm.kind: rhythm.months for rhythm in Rhythm}
    months = rhythms.get(period.kind, 0) * period.number if period.kind else 0
    return period.is_last or months == HALF_A_YEAR


def first_day(view: StatusView) -> date:
    """The first day that the report of the period tells of."""
    period = view.period
    among = (p for p in view.periods if period.is_last or p.year == period.year)
    first = next(among, period) if is_cumulative(period) else period
    return first.start


def figures_until(view: StatusView) -> date:
    """The day up to which figures are told: the cut-off, not the day of writing."""
    return min(view.as_of, view.period.cutoff)


def paper_head(writer: Writer, paper: Paper, key: str = "report") -> dict[str, Plain]:
    """Of what time a paper tells, on which plan it rests, its own number and day.

    The number and the day are empty while the paper has none; under `key` stands the
    plan's symbol of such papers.
    """
    view, period, voice = writer.view, writer.view.period, writer.voice
    number = _line(paper.number)
    if number.isdecimal():  # a bare one gets the symbol (DOCUMENTS 4.1, ô 3)
        number = "/".join(filter(None, (number, _symbol(writer, key))))
    if _UNDER_TEN.match(number):
        number = f"0{number}"
    return {
        "period": {
            "title": report_title(period, voice),
            "label": label(period, voice),
            "start": short(first_day(view)),
            "cutoff": short(period.cutoff),
            "until": short(figures_until(view)),
            "as_of": day_words(view.as_of, voice),
            "day": short(view.as_of),
            "year": str(view.as_of.year),
            "is_first": period.ordinal == 1,
            "is_last": period.is_last,
            "cumulative": is_cumulative(period),
        },
        "plan": {
            "title": one_line(view.plan_title),
            "year": str(view.plan_year),
            "version": str(view.plan_version),
            **plan_blanks(writer.plan, voice, view.as_of),
        },
        "paper": {
            "number": number,
            "date": day_words(paper.date, voice) if paper.date else "",
            "year": str(view.as_of.year),
        },
    }
