"""A figure of the year before that the plan types, beside that of the ledger."""

import pytest

from cchc.core.facts.report import CellState, EarlierYear, Facts, Reading
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Across
from cchc.core.verdict.board import lines_in
from cchc.core.verdict.indicator import PreviousSource
from cchc.text.record import replace
from tests.core.verdict.test_year_boards import (
    DAY,
    LEVEL,
    LONG,
    NOW,
    D,
    version,
    year_of,
)
from tests.core.world import changed, facts_of, plan_of


@pytest.mark.parametrize(
    ("typed", "source"),
    [
        # as it was typed: to one digit 20,4 is not the ledger's 20,1; to none it is
        ("20.4", PreviousSource.PLAN),
        ("20.1", PreviousSource.LEDGER),
        ("20", PreviousSource.LEDGER),
        ("21", PreviousSource.PLAN),
    ],
)
def test_what_is_typed_repeats_the_ledger_to_its_own_digits(
    typed: str, source: PreviousSource
) -> None:
    now = changed(LEVEL, reporters=("u1",), decimals=1)
    now = changed(now, previous_year=(D("20"), D(typed)))
    plan, past = year_of(plan_of(now), 2023), plan_of(changed(now, previous_year=()))
    cell = Reading(CellState.VALUE, number=D("20.1"))
    book = EarlierYear(
        2022,
        lambda: (version(past),),
        lambda day, _: Facts(day, {("x", "u1", "Q2"): cell}),
    )
    facts = replace(facts_of({}, DAY), earlier=(book,))
    view = lines_in((version(plan),), NOW, facts, None)["x"]
    assert view.previous is not None
    assert view.previous.source is source
    assert view.years == ()


def test_what_a_plan_of_several_years_types_stands_beside_its_own_year() -> None:
    line = changed(LEVEL, across=Across.SUM, previous_year=(D(50),) * 6)
    plan = replace(LONG, indicators=(line,))
    in_order = periods(plan)
    facts = facts_of({("u1", "2020-Q2"): 5, ("u2", "2020-Q2"): 0}, in_order[5].due)
    own = lines_in((version(plan),), in_order[5], facts, None)["x"].previous
    assert own is not None
    assert own.source is PreviousSource.PLAN
    assert own.value == 50
    assert own.in_ledger == 5
