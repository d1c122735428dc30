"""Tables balance on every level when their reports do, and are told when they do not.

Random tables are made from what happens to each file, so that every report balances;
an oracle adds them up by hand.
"""

from collections.abc import Mapping
from datetime import date
from random import Random

import pytest

from cchc.core.facts.report import CellKey, Facts, Reading, Submission
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.plan.stock_table import ColumnKind, StockTable
from cchc.core.plan.unit import Unit
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.checking import failures
from cchc.core.verdict.level_checks import sum_failures
from cchc.text.record import replace
from tests.core.world import YEAR_END, plan_of, reading

MERGED = date(2022, 7, 31)
Numbers = dict[tuple[str, str, str], int]
"""Figures by column id, unit and period."""


def dice_of(seed: int) -> Random:
    return Random(seed)  # noqa: S311  # no secret, but the same every time


def table_of(dice: Random, units: tuple[str, ...]) -> StockTable:
    def columns(name: str) -> tuple[str, ...]:
        return tuple(f"{name}{n}" for n in range(dice.randint(1, 3)))

    rows = tuple(f"r{n}" for n in range(dice.choice((0, 0, 1, 3))))
    return StockTable(
        "t",
        "Bảng",
        opening="o",
        inflow=columns("i"),
        outflow=columns("x"),
        closing=columns("c"),
        reporters=units,
        rows={"dong": rows} if rows else {},
    )


def split(dice: Random, whole: int, count: int) -> list[int]:
    """A number as so many parts."""
    cuts = sorted(dice.randint(0, whole) for _ in range(count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]


def year_of(dice: Random, table: StockTable, units: tuple[Unit, ...]) -> Numbers:
    """Balanced reports of a year; what a unit that ends has left goes to its heir."""
    numbers: Numbers = {}
    for prefix in table.row_prefixes:
        left = {unit.id: dice.randint(0, 50) for unit in units if unit.since is None}
        for quarter, name in enumerate(("Q1", "Q2", "Q3", "Q4"), start=1):
            if quarter == 3:
                for unit in (unit for unit in units if unit.successor):
                    heir = unit.successor or ""
                    left[heir] = left.get(heir, 0) + left.pop(unit.id)
            for own, opening in left.items():
                come = [dice.randint(0, 40) for _ in table.inflow]
                whole = opening + sum(come)
                left[own] = dice.randint(0, whole)
                parts = {
                    ColumnKind.OPENING: [opening],
                    ColumnKind.INFLOW: come,
                    ColumnKind.OUTFLOW: split(
                        dice, whole - left[own], len(table.outflow)
                    ),
                    ColumnKind.CLOSING: split(dice, left[own], len(table.closing)),
                }
                for kind, column in table.columns:
                    numbers[f"{prefix}.{column}", own, name] = parts[kind].pop(0)
    return numbers


def facts_of(numbers: Numbers) -> Facts:
    cells: dict[CellKey, Reading] = {key: reading(n) for key, n in numbers.items()}
    sent = {(unit, name): None for _, unit, name in numbers}
    keys = frozenset(key for key, _, _ in numbers)
    submissions = tuple(
        Submission(n, unit, name, YEAR_END, YEAR_END, filled=keys)
        for n, (unit, name) in enumerate(sent, start=1)
    )
    return Facts(YEAR_END, cells=cells, submissions=submissions)


def told(plan: Plan, facts: Facts) -> list[tuple[str, str | None]]:
    """Every check that fails, of a report or of a sum, with the unit."""
    among = periods(plan)
    cells = cells_in(plan, among, facts)
    failed = [*failures(plan, facts, among, among)]
    for period in among:
        for of_units in (False, True):
            failed += sum_failures(plan, cells, period, of_units=of_units)
    return [(failure.rule.id, failure.unit) for failure in failed]


def total(cells: Mapping[str, Cells], keys: list[str], upto: int) -> int:
    value = 0
    for key in keys:
        line = cells[key]
        value += int(figures_of(line, line.periods[upto - 1]).now.known or 0)
    return value


def keys_of(table: StockTable, *kinds: ColumnKind) -> list[str]:
    return [
        f"{prefix}.{column}"
        for prefix in table.row_prefixes
        for kind, column in table.columns
        if kind in kinds
    ]


def world(seed: int) -> tuple[Plan, StockTable, Numbers]:
    """A random plan of one table; in some two units merge, into a new one or an old."""
    dice = dice_of(seed)
    units = [Unit(f"u{n}", f"Đơn vị {n}") for n in range(dice.randint(1, 4))]
    if seed % 3 and len(units) > 2:
        heir = units[2].id
        if seed % 3 == 2:
            heir = "moi"
            units.append(Unit("moi", "Mới", since=date(2022, 8, 1)))
        units[:2] = [replace(u, until=MERGED, successor=heir) for u in units[:2]]
    table = table_of(dice, tuple(unit.id for unit in units))
    plan = replace(plan_of(), units=tuple(units), tables=(table,))
    return plan, table, year_of(dice, table, plan.units)


@pytest.mark.parametrize("seed", range(24))
def test_balanced_reports_give_balanced_tables_on_every_level(seed: int) -> None:
    plan, table, numbers = world(seed)
    facts = facts_of(numbers)
    assert told(plan, facts) == []
    cells = cells_in(plan, periods(plan), facts)
    first = {key for key in numbers if key[2] == "Q1"}
    for upto in range(1, 5):
        come = total(cells, keys_of(table, ColumnKind.OPENING, ColumnKind.INFLOW), upto)
        gone = total(cells, keys_of(table, ColumnKind.OUTFLOW), upto)
        left = total(cells, keys_of(table, ColumnKind.CLOSING), upto)
        assert come == gone + left
        opening = total(cells, keys_of(table, ColumnKind.OPENING), upto)
        assert opening == sum(numbers[k] for k in first if k[0].endswith(".o"))


@pytest.mark.parametrize("seed", range(24))
def test_one_figure_that_is_wrong_is_told_of_its_unit(seed: int) -> None:
    plan, _, numbers = world(seed)
    key = dice_of(seed).choice(sorted(numbers))
    rule = key[0].rpartition(".")[0]
    failed = told(plan, facts_of({**numbers, key: numbers[key] + 7}))
    assert (rule, key[1]) in failed
    assert {told_rule.removesuffix("[prev]") for told_rule, _ in failed} == {rule}


def test_quarters_that_do_not_join_are_told_for_the_year_too() -> None:
    plan, table, numbers = world(0)
    opening, closing = "t.o", f"t.{table.closing[0]}"
    table = replace(table, rows={}, carried="warning")
    plan = replace(plan, tables=(table,))
    dice = dice_of(0)
    numbers = year_of(dice, table, plan.units)
    unit = plan.units[0].id
    for name in ("Q2", "Q3", "Q4"):
        numbers[opening, unit, name] += 5
        numbers[closing, unit, name] += 5
    failed = told(plan, facts_of(numbers))
    assert set(failed) == {("t[prev]", unit), ("t", unit), ("t", None)}
    assert ("t", None) in failed


def test_a_sum_with_a_gap_or_a_hole_in_it_is_not_judged() -> None:
    plan, _, _ = world(0)
    table = StockTable("t", "Bảng", "o", ("i",), ("x",), ("c",), reporters=("u0", "u1"))
    units = (Unit("u0", "A"), Unit("u1", "B"))
    plan = replace(plan, units=units, tables=(table,))
    numbers = year_of(dice_of(1), table, units)
    for name in ("Q2", "Q4"):
        some = {k: n for k, n in numbers.items() if k[1:] != ("u1", name)}
        assert told(plan, facts_of(some)) == []
