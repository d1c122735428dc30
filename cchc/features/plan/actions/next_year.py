"""plan next-year: the draft of next year's plan as a file, from the ledger."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from cchc.app.which_plan import plan_in_question
from cchc.core.cascade.next_year import (
    LineResult,
    Matter,
    OpenMatter,
    next_year,
    with_group_names,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import every_indicator, status_view
from cchc.features.plan.show.next_year import NextYearDraft
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.store.facts import facts_when_asked
from cchc.store.ledger import open_ledger, read_transaction
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.problem import require
from cchc.text.sanitize import one_line
from cchc.words.target_words import with_unit_words
from cchc.words.translator import Voice


def draft_next_year(database: Path, today: date, voice: Voice) -> NextYearDraft:
    """Next year's plan as the ledger lets it be known on a day; refused without one."""
    with open_ledger(database) as ledger, read_transaction(ledger):
        versions = require(plan_in_question(ledger, None, today))
        plan = versions[-1].plan
        known = facts_when_asked(ledger, plan.id, today)
        view = status_view(versions, periods(plan)[-1], known)
        results = {}
        for line in every_indicator(view):
            # nobody asks what each unit did of what no unit holds a share of
            shares = line.shares if line.indicator.allot else ()
            done = ((share.unit, share.to_date) for share in shares)
            of_units = {unit: figure for unit, figure in done if figure is not None}
            results[line.indicator.id] = LineResult(line.actual, line.trend, of_units)
    draft = next_year(plan, results)
    notes: dict[str, str] = {}
    units = {line.id: one_line(line.unit) for line in plan.declared_indicators}
    for matter in draft.matters:
        text = _words(matter, plan, units.get(matter.line, ""), voice)
        notes[matter.line] = f"{notes.get(matter.line, '')}\n{text}".lstrip("\n")
    heading = voice.say("plan.next.heading", year=plan.year, day=short(today))
    written = with_group_names(draft.plan)
    return NextYearDraft(plan, draft, plan_yaml(written, heading, notes))


def _words(matter: OpenMatter, plan: Plan, unit: str, voice: Voice) -> str:
    about = matter.about
    if isinstance(about, date):
        about = short(about)
    elif isinstance(about, Decimal):
        in_amount = matter.matter is Matter.AMOUNT
        figure = vietnamese(about)
        about = figure if in_amount else with_unit_words(figure, unit)
    code = f"plan.next.{matter.matter}"
    return voice.say(code, year=plan.year, next=plan.year + 1, about=about or "")
