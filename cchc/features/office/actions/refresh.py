"""Verdicts kept in the ledger for other programs: judged for a day, written, compared.

What they are called is always Vietnamese, as the views are that show them.
"""

from datetime import date
from itertools import groupby
from pathlib import Path

from cchc.core.facts.amendment import Versions, version_in_force
from cchc.core.plan.calendar import periods
from cchc.core.plan.period import Period
from cchc.core.verdict.board import lines_in
from cchc.core.verdict.indicator import IndicatorView
from cchc.phrases.documents import actual_value, exact_figure, ratio_of
from cchc.phrases.figure_phrases import status_words
from cchc.screen.document import decimal_string, fixed_string
from cchc.store.facts import facts_when_asked
from cchc.store.judged import (
    KeptVerdict,
    drop_verdicts,
    marked_plans,
    put_verdicts,
    read_verdicts,
    unjudged_indicators,
)
from cchc.store.ledger import (
    Ledger,
    open_for_act,
    open_ledger,
    read_transaction,
    write_transaction,
)
from cchc.store.plans import plan_ids, versions
from cchc.store.schema.views import remake_views
from cchc.text.printed_marks import PRINTED, VIETNAMESE
from cchc.text.record import Record
from cchc.words.target_words import promise_words
from cchc.words.translator import Lang, voice


class Refreshed(Record):
    """What was judged again: indicators, periods begun, rows that are other ones."""

    indicators: int
    periods: int
    changed: int


def refresh_all(path: Path, day: date, *, dry_run: bool) -> Refreshed:
    """Judge every indicator in every period begun by the day, in one transaction."""
    keys: set[tuple[str, str]] = set()
    names: set[tuple[str, str]] = set()
    changed = 0
    with open_for_act(path, dry_run=dry_run) as ledger:
        if not dry_run:
            remake_views(ledger.connection)
        for plan in plan_ids(ledger):
            before = read_verdicts(ledger, plan.id)
            after = {
                (row.indicator, row.period): row
                for row in judged_verdicts(ledger, plan.id, day)
            }
            changed += len({at for at, _ in before.items() ^ after.items()})
            keys |= {(plan.id, key) for key, _ in after}
            names |= {(plan.id, name) for _, name in after}
            if not dry_run:
                put_verdicts(ledger, plan.id, after.values())
    return Refreshed(len(keys), len(names), changed)


def stop_keeping(path: Path, *, dry_run: bool) -> None:
    """Keep verdicts no longer: acts judge nothing again from now on."""
    with open_for_act(path, dry_run=dry_run) as ledger:
        if not dry_run:
            drop_verdicts(ledger)


def refresh_touched(path: Path, plans: set[int], day: date) -> None:
    """Judge again what acts on these plans touched, and what waits from before."""
    with open_ledger(path, write=True) as ledger, write_transaction(ledger) as open_db:
        rows = dict(open_db.execute("SELECT code, id FROM plan").fetchall())
        waiting = plans | marked_plans(open_db)
        for plan_id in (code for code, row in rows.items() if row in waiting):
            begun = _periods_begun(versions(ledger, plan_id), day)
            keys = unjudged_indicators(open_db, rows[plan_id], len(begun))
            if keys:
                kept = judged_verdicts(ledger, plan_id, day, keys)
                put_verdicts(ledger, plan_id, kept, keys)


def wrong_verdicts(ledger: Ledger) -> int:
    """How many kept verdicts are not what is judged for their day."""
    wrong = 0
    for plan in plan_ids(ledger):
        rows = sorted(read_verdicts(ledger, plan.id).items(), key=_day_of)
        for day, of_day in groupby(rows, key=_day_of):
            kept = dict(of_day)
            keys = frozenset(key for key, _ in kept)
            again = {
                (row.indicator, row.period): row
                for row in judged_verdicts(ledger, plan.id, day, keys)
            }
            wrong += sum(again.get(at) != row for at, row in kept.items())
    return wrong


def _day_of(row: tuple[object, KeptVerdict]) -> date:
    return row[1].judged_for


def _periods_begun(held: Versions, day: date) -> tuple[Period, ...]:
    return tuple(own for own in periods(held[-1].plan) if own.start <= day)


def judged_verdicts(
    ledger: Ledger, plan_id: str, day: date, keys: frozenset[str] | None = None
) -> tuple[KeptVerdict, ...]:
    """The verdicts of a plan for a day, period by period; of `keys` where given."""
    held = versions(ledger, plan_id)
    marks = PRINTED.set(VIETNAMESE)
    try:
        with read_transaction(ledger):
            known = facts_when_asked(ledger, plan_id, day)
            return tuple(
                kept_verdict(view, period, version.number, day)
                for period in _periods_begun(held, day)
                for version in (version_in_force(held, period.ordinal, day),)
                for view in lines_in(held, period, known, keys).values()
            )
    finally:
        PRINTED.reset(marks)


def kept_verdict(
    view: IndicatorView, period: Period, version: int, day: date
) -> KeptVerdict:
    """An indicator in a period as it is kept; with `each`, of how many units."""
    vietnamese, actual = voice(Lang.VI), actual_value(view)
    standing, each = view.standing_verdict, view.each
    number, total = ratio_of(view)
    if each is not None and view.actual is not None:
        actual = f"{view.shown} {vietnamese.say('wording.units')}"
    if isinstance(actual, bool):
        actual = str(int(actual))
    last = period.is_last and view.last is None
    is_promised = view.indicator.target is not None or view.indicator.awaits
    return KeptVerdict(
        indicator=view.indicator.id,
        period=period.name,
        judged_for=day,
        version=version,
        actual=None if actual is None else str(actual),
        numerator=None if number is None else decimal_string(number),
        denominator=None if total is None else decimal_string(total),
        in_period=exact_figure(view, view.in_period),
        target=promise_words(view.indicator, vietnamese) if is_promised else None,
        expected=None if each else exact_figure(view, view.expected),
        percent=None if view.percent is None else fixed_string(view.percent),
        status=view.verdict.status.value,
        rule=view.verdict.rule,
        standing=standing.status.value,
        standing_rule=standing.rule,
        word=status_words(standing.status, vietnamese, last=last),
    )
