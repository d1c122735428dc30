"""`cchc log`: who did what when."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cchc.app.name_lookup import find_typed, indicator_names, task_names, unit_names
from cchc.app.which_plan import plan_in_question
from cchc.core.plan.plan import Plan
from cchc.store.ledger import open_ledger
from cchc.store.log import LogLine, LogVerb, log_lines
from cchc.text.problem import ProblemCode, require, require_all
from cchc.text.record import Record, replace
from cchc.words.translator import Voice


class LogFilter(Record):
    """Which lines are asked for; days are days of recording, both included."""

    unit: str | None = None
    indicator: str | None = None
    verb: str | None = None
    since: date | None = None
    until: date | None = None

    def passes(self, line: LogLine) -> bool:
        day = line.recorded_at.date()
        return (
            self.unit in {None, line.unit}
            and (self.indicator is None or self.indicator in line.about)
            and self.verb in {None, line.verb}
            and (self.since is None or day >= self.since)
            and (self.until is None or day <= self.until)
        )


def log(
    db: Path, chosen: LogFilter, voice: Voice, *, today: date, newest_first: bool
) -> tuple[Plan, Iterator[LogLine]]:
    """The plan in question, and its lines in the order of days.

    Unit, indicator and verb may be named by id or by word; what is not known is
    refused, so that an empty list means that nothing was done.
    """
    with open_ledger(db) as ledger:
        plan = require(plan_in_question(ledger, None, today))[-1].plan
        lines = log_lines(ledger, plan.id, newest_first=newest_first)
    about = {**indicator_names(plan), **task_names(plan)}
    verbs = {verb.value: (voice.say(f"log.verb.{verb}"),) for verb in LogVerb}
    unit, key, verb = require_all(
        find_typed(chosen.unit, unit_names(plan), ProblemCode.UNIT_UNKNOWN, "--unit"),
        find_typed(chosen.indicator, about, ProblemCode.ABOUT_UNKNOWN, "--indicator"),
        find_typed(chosen.verb, verbs, ProblemCode.VERB_UNKNOWN, "--verb"),
    )
    wanted = replace(chosen, unit=unit, indicator=key, verb=verb)
    return plan, filter(wanted.passes, lines)
