"""`cchc log`: who did what, when."""

from datetime import date
from pathlib import Path

from cchc.app.name_lookup import (
    Names,
    find_by_name,
    indicator_names,
    task_names,
    unit_names,
)
from cchc.app.which_plan import plan_in_question
from cchc.core.facts.report import Typed
from cchc.core.plan.plan import Plan
from cchc.store.ledger import opened
from cchc.store.log import log_lines
from cchc.store.log_line import LogLine, LogVerb
from cchc.text.problem import Place, Problem, ProblemCode, require, require_all
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class Sieve(Record):
    """Which lines are asked for; days are days of recording, both included."""

    unit: str | None = None
    indicator: str | None = None
    verb: str | None = None
    since: date | None = None
    until: date | None = None


def log(
    db: Path, sieve: Sieve, voice: Voice, *, today: date
) -> tuple[Plan, tuple[LogLine, ...]]:
    """The lines of the plan in question, the oldest first.

    Unit, indicator and verb may be named by id or by word; what is not known is
    refused, so that an empty list means that nothing was done.
    """
    with opened(db) as ledger:
        found = require(plan_in_question(ledger, None, today))
        plan = found[-1].plan
        lines = log_lines(ledger, plan.id)
    meant = _meant(sieve, plan, voice)
    return plan, tuple(each for each in lines if _passes(each, meant))


def _meant(sieve: Sieve, plan: Plan, voice: Voice) -> Sieve:
    """The sieve with ids for what was typed, or all that is unknown in it."""
    about = {**indicator_names(plan), **task_names(plan)}
    verbs = {each.value: (voice.say(f"log.verb.{each}"),) for each in LogVerb}
    unit, key, verb = require_all(
        _found(sieve.unit, "--unit", unit_names(plan), ProblemCode.UNIT_UNKNOWN),
        _found(sieve.indicator, "--indicator", about, ProblemCode.ABOUT_UNKNOWN),
        _found(sieve.verb, "--verb", verbs, ProblemCode.VERB_UNKNOWN),
    )
    return replace(sieve, unit=unit, indicator=key, verb=verb)


def _found(
    text: str | None, option: str, among: Names, fault: ProblemCode
) -> str | Problem | None:
    if text is None:
        return None
    return find_by_name(Typed(text, Place(argument=option)), among, fault)


def _passes(line: LogLine, sieve: Sieve) -> bool:
    day = line.recorded_at.date()
    return (
        sieve.unit in {None, line.unit}
        and (sieve.indicator is None or sieve.indicator in line.about)
        and sieve.verb in {None, line.verb}
        and (sieve.since is None or day >= sieve.since)
        and (sieve.until is None or day <= sieve.until)
    )
