"""What totals tell of a year is what its cells tell, one by one."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.acts import Relief, ReliefKind, ReminderBook
from cchc.core.facts.report import CellKey, Facts, Reading, Submission
from cchc.core.facts.succession import heirs
from cchc.core.facts.totals import KnownCells
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.core.verdict.by_totals import shapes_by_totals
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.status import StatusView, every_indicator, status_view
from cchc.features.status.show.status_json import status_json
from cchc.text.record import Record, replace
from tests.verdicts.histories import facts_of
from tests.verdicts.worlds import world

seeds = st.integers(min_value=0, max_value=2**48)
SHOWN = (
    *("verdict", "actual", "numerator", "denominator", "in_period", "expected"),
    *("percent", "shown", "shown_target", "shown_expected", "quality", "stale"),
    *("coverage", "pace", "trend", "heard", "in_rate", "done", "answer"),
    *("shares", "cells", "judgement"),
)


SUMS = {
    *(Measure.FLOW, Measure.RUNNING, Measure.LEVEL, Measure.RATIO),
    *(Measure.RANK, Measure.GRADE),
}


class Year(Record):
    """Versions of a plan of several indicators, what is known of it, what is asked."""

    versions: tuple[PlanVersion, ...]
    facts: Facts
    at: int


def year(dice: Random) -> Year:
    """A year made of several worlds; most units report everything."""
    first = world(dice)
    others = [world(dice) for _ in range(dice.choice([0, 1, 1, 2]))]
    worlds = [first, *(w for w in others if w.plan.calendar == first.plan.calendar)]
    plan = replace(
        first.plan,
        units=tuple(mortal(dice, first.plan)),
        indicators=tuple(
            replace(w.one, id=f"x{number}") for number, w in enumerate(worlds)
        ),
    )
    known = [facts_of(w.plan, w.said, first.as_of) for w in worlds]
    cells = {
        (f"x{number}", unit, name): reading
        for number, facts in enumerate(known)
        for (_, unit, name), reading in facts.cells.items()
    }
    if dice.random() < 0.7:
        cells |= gaps_filled(dice, plan, cells)
    items = tuple(
        replace(row, indicator=f"x{number}")
        for number, facts in enumerate(known)
        for row in facts.items
    )
    at = {(unit, name) for _, unit, name in cells}
    at |= {(row.unit, row.period) for row in items}
    sent = [
        Submission(number, unit, name, first.as_of, first.as_of)
        for number, (unit, name) in enumerate(sorted(at), start=1)
    ]
    filled = {
        act: frozenset(key for key, *at in cells if at == [act.unit, act.period])
        for act in sent
    }
    sent = [replace(act, filled=filled[act]) for act in sent]
    facts = Facts(
        first.as_of,
        cells,
        items,
        submissions=tuple(sent),
        chase=ReminderBook(granted(dice, plan)),
    )
    return Year(versions(dice, plan), facts, first.at)


def gaps_filled(
    dice: Random, plan: Plan, known: dict[CellKey, Reading]
) -> dict[CellKey, Reading]:
    """A figure in place of what is missing, up to a period, for all or most units."""
    upto, quiet = dice.randint(1, len(periods(plan))), dice.choice([0, 0, 0.1])
    members = {unit.id: unit for unit in plan.units}
    mute = {unit.id for unit in plan.units if dice.random() < quiet}
    values = {(key, name): reading for (key, _, name), reading in sorted(known.items())}
    found = {}
    for line in plan.indicators:
        for unit in (*line.reporters, *heirs(members, line.reporters, periods(plan))):
            for period in periods(plan)[:upto]:
                cell = (line.id, unit, period.name)
                value = values.get((line.id, period.name))
                if cell not in known and value is not None and unit not in mute:
                    found[cell] = value
    return found


def mortal(dice: Random, plan: Plan) -> list[Unit]:
    """The units, now and then one that ends in the year, with or without an heir."""
    units = list(plan.units)
    if dice.random() < 0.2:
        place, heir = dice.sample(range(len(units)), 2)
        units[place] = replace(
            units[place],
            until=date(2022, dice.randint(2, 12), 10),
            successor=units[heir].id if dice.random() < 0.6 else None,
        )
    if dice.random() < 0.1:
        place = dice.randrange(len(units))
        units[place] = replace(units[place], since=date(2022, dice.randint(1, 9), 5))
    return units


def granted(dice: Random, plan: Plan) -> dict[tuple[str, str], tuple[Relief, ...]]:
    reliefs: dict[tuple[str, str], tuple[Relief, ...]] = {}
    for unit in plan.units:
        for period in periods(plan):
            if dice.random() < 0.03:
                kind = dice.choice([ReliefKind.EXEMPT, ReliefKind.EXTEND])
                until = period.due + timedelta(days=20)
                relief = Relief(
                    unit.id, period.name, kind,
                    until if kind is ReliefKind.EXTEND else None,
                    period.due, "bão", "Lan", period.start,
                )  # fmt: skip
                reliefs[unit.id, period.name] = (relief,)
    return reliefs


def versions(dice: Random, plan: Plan) -> tuple[PlanVersion, ...]:
    """The plan as first applied, and now and then amended from some period on."""
    first = PlanVersion(1, plan, 1, date(plan.year, 1, 5), "0" * 64)
    if dice.random() < 0.8:
        return (first,)
    lines = list(plan.indicators)
    place = dice.randrange(len(lines))
    line = lines[place]
    if len(lines) > 1 and dice.random() < 0.3:
        del lines[place]
    else:
        fewer = line.reporters[: dice.randint(1, len(line.reporters))]
        lines[place] = replace(line, reporters=fewer, lead=fewer[0])
    later = replace(plan, indicators=tuple(lines))
    effective = dice.randint(1, len(periods(plan)))
    day = date(plan.year, dice.randint(1, 12), 20)
    return (first, PlanVersion(2, later, effective, day, "1" * 64))


def view_of(asked: Year, facts: Facts) -> StatusView:
    plan = asked.versions[-1].plan
    return status_view(asked.versions, periods(plan)[asked.at - 1], facts)


def by_totals(asked: Year) -> Facts:
    return replace(asked.facts, cells=KnownCells(asked.facts.cells))


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(seeds)
def test_totals_tell_what_cells_tell(seed: int) -> None:
    asked = year(Random(seed))  # noqa: S311
    slow, fast = view_of(asked, asked.facts), view_of(asked, by_totals(asked))
    assert status_json(fast) == status_json(slow)
    for one, other in zip(every_indicator(slow), every_indicator(fast), strict=True):
        for name in SHOWN:
            assert getattr(one, name) == getattr(other, name), (name, asked)
    for name in ("units", "reports", "basis", "records", "tasks"):
        assert getattr(slow, name) == getattr(fast, name), name
    assert set(slow.unproven) == set(fast.unproven)


def test_totals_are_taken_of_every_measure_that_adds_up() -> None:
    taken: Counter[tuple[Measure, bool]] = Counter()
    for seed in range(600):
        asked = year(Random(seed))  # noqa: S311
        plan = asked.versions[0].plan
        planned = periods(plan)
        cells = cells_in(plan, planned, by_totals(asked), upto=planned[asked.at - 1])
        for line in cells.values():
            told = shapes_by_totals(line.indicator, line.official)
            taken[line.indicator.measure, told is not None] += 1
    assert {measure for (measure, told), count in taken.items() if told} == SUMS
    assert all(taken[measure, told] > 20 for measure in SUMS for told in (True, False))
