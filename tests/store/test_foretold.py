"""What an echo or a rehearsal foretells is what the ledger says afterwards."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.acts import Evidence
from cchc.core.facts.derived import with_report, without_figure, without_report
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    NIL,
    Facts,
    Item,
    Report,
    Section,
    TaskNote,
    TaskState,
)
from cchc.store.acts import FactsBounds
from cchc.store.codes import OF_PLAN, read_codes
from cchc.store.facts import facts, facts_of
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.store.reports import withdraw, write_report
from cchc.text.record import replace
from tests.office import empty_ledger
from tests.refusals import problems_of
from tests.store.world import MARCH, PLAN, put_plan, stamped, value

Undo = tuple[str, str, str | None]
PLACES = st.tuples(st.sampled_from(["p1", "p2"]), st.sampled_from(["Q1", "Q2"]))
READINGS = st.dictionaries(
    st.sampled_from(["dn", "tien"]),
    st.sampled_from([value(1), value(22), NIL]),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    unit, period = draw(PLACES)
    has = st.booleans()
    names = draw(st.lists(st.sampled_from(["a", "b"]), max_size=2))
    raised = Obstacle(0, unit, period, "thiếu người", MARCH)
    return Report(
        unit,
        period,
        MARCH,
        readings=draw(READINGS),
        added=tuple(Item("sp", unit, period, name, name) for name in names),
        tasks=(TaskNote("1.4", unit, period, TaskState.DOING),) if draw(has) else (),
        narrative={Section.NEXT: draw(st.sampled_from("xy"))} if draw(has) else {},
        obstacles=(raised,) if draw(has) else (),
        evidence=(Evidence("dn", "QĐ 12"),) if draw(has) else (),
    )


@st.composite
def undos(draw: st.DrawFn) -> Undo:
    unit, period = draw(PLACES)
    return unit, period, draw(st.sampled_from(["dn", "sp", None]))


def said(known: Facts) -> dict[str, object]:
    """The facts without numbers of rows, without hands, without order."""
    unsigned = (replace(each, id=0, actor="") for each in known.submissions)
    raised = (replace(each, id=0) for each in known.obstacles)
    return {
        "cells": dict(known.cells),
        "items": Counter(known.items),
        "tasks": Counter(known.tasks),
        "submissions": Counter(unsigned),
        "obstacles": Counter(raised),
        "narratives": Counter(known.narratives),
        "evidence": Counter(known.evidence),
    }


def foretold(known: Facts, act: Report | Undo) -> Facts:
    match act:
        case Report():
            return with_report(known, act, MARCH)
        case unit, period, None:
            return without_report(known, unit, period)
        case unit, period, key:
            return without_figure(known, unit, period, key)


def done(ledger: Ledger, act: Report | Undo) -> bool:
    if isinstance(act, Report):
        return not problems_of(
            lambda: write_report(ledger, PLAN.id, act, stamped(MARCH))
        )
    return not problems_of(
        lambda: withdraw(ledger, PLAN.id, *act, "nhầm", stamped(MARCH))
    )


@settings(max_examples=40, deadline=None)
@given(st.lists(reports() | undos(), min_size=1, max_size=7))
def test_every_act_does_what_was_foretold(acts: list[Report | Undo]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cchc.db"
        path.write_bytes(empty_ledger())
        with open_ledger(path, write=True) as ledger:
            put_plan(ledger)
            for act in acts:
                before = facts(ledger, PLAN.id, MARCH)
                told = foretold(before, act) if done(ledger, act) else before
                assert said(told) == said(facts(ledger, PLAN.id, MARCH))
            with read_transaction(ledger) as connection:
                known = read_codes(connection, PLAN.id)
                bounds = FactsBounds(known, MARCH, (OF_PLAN, known.plan))
                kept = facts_of(connection, bounds, current=True)
                assert kept == facts_of(connection, bounds, current=False)
