"""`cchc log`: who did what when."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from textwrap import wrap

from cchc.app.name_lookup import find_typed, indicator_names, task_names, unit_names
from cchc.app.which_plan import plan_in_question
from cchc.core.facts.acts import SignedPaper
from cchc.core.plan.finer import all_periods
from cchc.core.plan.plan import Plan
from cchc.screen.document import Day, JsonDocument, Moment, key
from cchc.screen.list_answer import ListAnswer, ListLine, list_head
from cchc.screen.status_style import PLAIN
from cchc.screen.table import Column, Table
from cchc.store.ledger import open_ledger
from cchc.store.log import LogLine, LogVerb, log_lines
from cchc.text.day import short
from cchc.text.number import DATA
from cchc.text.number_format import vietnamese
from cchc.text.problem import ProblemCode, require, require_all
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import addressee_words, reason_words
from cchc.words.translator import Voice

Names = Mapping[str, str]
KEYS = ("day", "actor", "verb", "unit", "period", "about", "due", "text")
NOTHING_TO_MARK = ("·", PLAIN)
MOST_IDS = 3
"""How many ids the journal names of one act; data has them all."""


def log_answer(
    lines: Sequence[LogLine], plan: Plan, voice: Voice, *, is_cut: bool
) -> ListAnswer:
    """The latest things that were written, the newest first, one line each."""
    names = _names(plan, voice)
    days = [short(line.recorded_at.date()) for line in lines]
    counts = voice.say("log.none")
    if lines:
        code = "log.latest" if is_cut else "log.all"
        counts = voice.say(code, n=len(lines), first=days[-1], last=days[0])
    return ListAnswer(
        head=list_head(plan.authority.name, "log.title", voice),
        counts=counts,
        lines=tuple(
            ListLine(NOTHING_TO_MARK, f"{day} {_act_line(line, names, voice)}")
            for day, line in zip(days, lines, strict=True)
        ),
    )


def log_journal(
    lines: Iterable[LogLine], plan: Plan, voice: Voice, width: int
) -> Iterator[str]:
    """Day by day, one paragraph for each thing done, none wider than the screen."""
    listed = tuple(lines)
    yield voice.say("log.title" if listed else "log.none")
    names = _names(plan, voice)
    for day, acts in groupby(listed, key=lambda line: _day(line, voice)):
        yield day
        for line in acts:
            text = _act_line(line, names, voice)
            yield from wrap(
                text, max(width, 20), initial_indent="  ", subsequent_indent="    "
            )


def _act_line(line: LogLine, names: Names, voice: Voice) -> str:
    """Who, what, of whom, about what, by when, in which words."""
    _, actor, verb, unit, period, about, due, text = _cells(line, names, voice)
    if about and not line.paper:  # the first ids, and how many more there are
        ids = _about(line, voice)
        about, more = ", ".join(ids[:MOST_IDS]), len(ids) - MOST_IDS
        about = voice.say("log.more", ids=about, n=more) if more > 0 else about
    due = voice.say("log.due", day=due) if due else ""
    parts = (actor, verb, unit, period, about, due, text)
    return voice.say("log.joint").join(filter(None, parts))


def _about(line: LogLine, voice: Voice) -> list[str]:
    number = line.number
    head = [] if number is None else [voice.say("log.number", number=number)]
    return [*head, *(one_line(key) for key in line.about)]


def log_table(lines: Iterable[LogLine], plan: Plan, voice: Voice) -> Table:
    """One row a line; a day that is not the machine's is marked with both days."""
    columns = tuple(Column(name, voice.say(f"log.column.{name}")) for name in KEYS)
    names = _names(plan, voice)
    rows = tuple(_cells(line, names, voice) for line in lines)
    return Table(voice.say("log.title"), columns, rows)


def _names(plan: Plan, voice: Voice) -> Names:
    """Units and periods of the plan as people call them, by id and by name."""
    names = {unit.id: one_line(unit.name) for unit in plan.units}
    return names | {period.name: label(period, voice) for period in all_periods(plan)}


def _cells(line: LogLine, names: Names, voice: Voice) -> tuple[str, ...]:
    unit, period, signed = line.unit or "", line.period or "", ""
    if line.paper is not None and line.day is not None:
        # `bản cam kết · ngày 03/3/2022 · phiên bản 1 của kế hoạch`
        paper, day = voice.say(f"sign.paper.{line.paper}"), short(line.day)
        signed = voice.say("log.signed", paper=paper, day=day, version=line.version)
    return (
        _day(line, voice),
        one_line(line.actor),
        voice.say(f"log.verb.{line.verb}"),
        names.get(unit, one_line(unit)),
        names.get(period, one_line(period)),
        signed or ", ".join(_about(line, voice)),
        "" if line.due is None else short(line.due),
        _text(line, voice),
    )


def _text(line: LogLine, voice: Voice) -> str:
    text = one_line(line.text or "")
    if line.verb in {LogVerb.SCORED, LogVerb.SCORE_WITHDRAWN}:
        stage, points, words = f"{text} ".split(" ", 2)
        number = DATA.parse(points)
        points = points if number is None else vietnamese(number)
        scored = voice.say(
            "log.score", stage=voice.say(f"score.stage.{stage}"), points=points
        )
        return "; ".join(filter(None, (scored, words.strip())))
    if line.verb is not LogVerb.REMINDED:
        return reason_words(text, voice) if text else ""
    when, by, to = text.split(" ", 2)
    way = voice.say(f"remind.by.{by}")
    return voice.say("log.reminder", by=way, when=when, to=addressee_words(to, voice))


def _day(line: LogLine, voice: Voice) -> str:
    day = short(line.recorded_at.date())
    if not line.is_other_day:
        return day
    return voice.say("log.other_day", day=day, machine=short(line.machine_at.date()))


class LogLineJson(JsonDocument):
    """One thing that was written."""

    recorded_at: Moment = key("When, on the day of work.")
    machine_at: Moment = key("When, by the machine's own clock.")
    other_day: bool = key("True: the two differ.", "is_other_day")
    actor: str = key("Who wrote it.")
    source: str = key("The verb or file it came by.")
    verb: LogVerb = key("What was done.")
    unit: str | None = key("Id of the unit.")
    period: str | None = key("Name of the period.")
    obstacle: int | None = key("Number of the obstacle.", "number")
    about: list[str] = key("Ids of indicators and tasks.")
    due: Day | None = key("The due day that it gave or spoke of.")
    text: str | None = key("Its words.")
    paper: SignedPaper | None = key("What was signed.")
    version: int | None = key("The version that was signed.")
    day: Day | None = key("The day it was signed.")


class LogJson(JsonDocument, schema="cchc.log/1", verbs=("log",)):
    """What was written into the ledger, the latest last."""

    plan: str = key("Id of the plan.", join=lambda _, given: given["plan"].id)
    rows: list[LogLineJson] = key("Each thing.", lambda lines: lines)


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
