"""What the ledger adds up is what its log says, whatever was done."""

import sqlite3
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc.core.facts.report import NIL, UNAVAILABLE, CellState, Quality, Reading, Report
from cchc.core.facts.totals import CellBook, GroupTotals, KnownCells
from cchc.store.cells import LedgerCells, known_cells
from cchc.store.check import Defect, find_defects, totals_afresh
from cchc.store.facts import facts
from cchc.store.ledger import Ledger, open_ledger, read_transaction
from cchc.store.reports import withdraw, write_report
from cchc.store.rows import LARGEST
from tests.office import empty_ledger
from tests.refusals import problems_of
from tests.store.test_check import by_hand
from tests.store.world import EVERYTHING, MARCH, PLAN, put_plan, report, stamped, told

Undo = tuple[str, str, str | None]
UNITS, PERIODS = ("p1", "p2"), ("Q1", "Q2")
TABLES = ("period_total", "unit_total", "report_total")
NUMBERS = st.one_of(
    st.integers(-3, 3).map(Decimal),
    st.integers(-LARGEST, LARGEST).map(Decimal),
    st.sampled_from([LARGEST, -LARGEST, 2**32, -(2**32), 2**32 - 1]).map(Decimal),
    st.builds(
        lambda whole, places: Decimal(f"{whole}E-{places}"),
        st.integers(-(10**9), 10**9),
        st.integers(0, 9),
    ),
)
READINGS = st.one_of(
    st.sampled_from([NIL, UNAVAILABLE, Reading(CellState.VALUE)]),
    st.builds(
        lambda number, quality: Reading(CellState.VALUE, number, quality=quality),
        NUMBERS,
        st.sampled_from(Quality),
    ),
    st.builds(
        lambda top, bottom: Reading(CellState.VALUE, Decimal(top), Decimal(bottom)),
        st.integers(-9, 9),
        st.integers(1, LARGEST),
    ),
)
REPORTS = st.builds(
    lambda unit, period, readings: report(unit, period, readings=readings),
    st.sampled_from(UNITS),
    st.sampled_from(PERIODS),
    st.dictionaries(st.sampled_from(["dn", "tien", "hs", "von"]), READINGS),
)
UNDOS = st.tuples(
    st.sampled_from(UNITS),
    st.sampled_from(PERIODS),
    st.sampled_from(["dn", "hs", None]),
)


def do(ledger: Ledger, act: Report | Undo, day: date = MARCH) -> None:
    """Write or withdraw; what is refused (nothing there, too big) is let be."""
    if isinstance(act, Report):
        problems_of(lambda: write_report(ledger, PLAN.id, act, stamped(day)))
    else:
        problems_of(lambda: withdraw(ledger, PLAN.id, *act, "nhầm", stamped(day)))


KeyT = TypeVar("KeyT")
Sums = dict[tuple[CellState, Quality], tuple[int, Fraction, Fraction]]


def exact(totals: Mapping[KeyT, GroupTotals]) -> dict[KeyT, Sums]:
    """Totals whatever the digits that their groups were kept at."""
    found: dict[KeyT, Sums] = {}
    for key, groups in totals.items():
        of_key = found.setdefault(key, {})
        for group in groups:
            cells, value, whole = of_key.get((group.state, group.quality), (0, 0, 0))
            unit = Fraction(1, 10**group.scale)
            of_key[group.state, group.quality] = (
                cells + group.cells,
                Fraction(value + group.value * unit),
                Fraction(whole + group.denominator * unit),
            )
    return found


def assert_same(book: CellBook, known: CellBook) -> None:
    """Both answer every question alike."""
    assert dict(book) == dict(known)
    assert len(book) == len(known)
    assert exact(book.period_totals()) == exact(known.period_totals())
    for indicator in ("dn", "tien", "hs", "von", "nowhere"):
        assert book.of_indicator(indicator) == known.of_indicator(indicator)
    for period in PERIODS:
        assert book.report_totals(period) == known.report_totals(period)
        for unit in (*UNITS, "nobody"):
            assert book.of_unit(unit, period) == known.of_unit(unit, period)
            assert book.of_unit(unit) == known.of_unit(unit)
            assert {*book.places_of(unit)} == {*known.places_of(unit)}


def kept(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    return {
        table: connection.execute(f"SELECT * FROM {table}").fetchall()
        for table in TABLES
    }


def from_log(connection: sqlite3.Connection) -> dict[str, list[tuple[object, ...]]]:
    latest = (
        "(SELECT * FROM revision AS one WHERE sequence = (SELECT max(sequence)"
        " FROM revision WHERE indicator_id = one.indicator_id"
        " AND unit_id = one.unit_id AND period_id = one.period_id))"
    )
    return {
        table: connection.execute(query).fetchall()
        for table, query in totals_afresh(latest).items()
    }


@settings(max_examples=60, deadline=None)
@given(st.lists(REPORTS | UNDOS, min_size=1, max_size=12))
def test_totals_are_those_of_the_latest_revisions(acts: list[Report | Undo]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cchc.db"
        path.write_bytes(empty_ledger())
        with open_ledger(path, write=True) as ledger:
            ledger.connection.execute("PRAGMA synchronous = OFF")
            put_plan(ledger)
            for number, act in enumerate(acts):
                do(ledger, act, MARCH + timedelta(days=number))
            assert kept(ledger.connection) == from_log(ledger.connection)
            assert find_defects(ledger) == ()
            for day in (MARCH, MARCH + timedelta(days=20)):
                eager = KnownCells(facts(ledger, PLAN.id, day).cells)
                with read_transaction(ledger):
                    assert_same(known_cells(ledger, PLAN.id, day), eager)


def test_sums_hold_more_than_64_bits(ledger: Ledger) -> None:
    for unit in UNITS:
        for period in PERIODS:
            most = Reading(CellState.VALUE, Decimal(LARGEST))
            act = report(unit, period, readings={"dn": most})
            write_report(ledger, PLAN.id, act, stamped(MARCH))
    with read_transaction(ledger):
        book = known_cells(ledger, PLAN.id, MARCH)
        assert isinstance(book, LedgerCells)
        (of_period,) = book.period_totals()["dn", "Q1"]
    assert of_period.value == 2 * LARGEST
    assert of_period.cells == 2
    assert find_defects(ledger) == ()  # the totals of each unit hold as much


def test_cells_are_asked_for_in_a_transaction_alone(ledger: Ledger) -> None:
    told(ledger, 3)
    book = known_cells(ledger, PLAN.id, MARCH)
    with pytest.raises(RuntimeError):
        book.period_totals()


@pytest.fixture
def written(ledger: Ledger) -> Ledger:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    told(ledger, 15, reason="correction")
    told(ledger, 3, unit="p2")
    withdraw(ledger, PLAN.id, "p1", "Q1", "hs", "nhầm", stamped(MARCH))
    return ledger


BY_HAND = [
    "UPDATE {0} SET cells = cells + 1",
    "UPDATE {0} SET cells = 0",
    "UPDATE {0} SET state = 'nil'",
    "DELETE FROM {0}",
    "DELETE FROM {0} WHERE state = 'value'",
    "INSERT INTO {0} SELECT * FROM {0} WHERE true ON CONFLICT DO UPDATE SET cells = 9",
    "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
    "UPDATE OR REPLACE {0} SET state = 'unavailable'",
]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("attempt", BY_HAND)
def test_totals_follow_the_log_alone(written: Ledger, table: str, attempt: str) -> None:
    db = written.connection
    before = kept(db)
    db.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(sqlite3.IntegrityError):
        db.execute(attempt.format(table))
    assert kept(db) == before


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_ledger_has_no_totals_by_hand(ledger: Ledger, table: str) -> None:
    columns = ledger.connection.execute(f"SELECT * FROM {table}").description
    row = ", ".join("'value'" if name == "state" else "1" for name, *_ in columns)
    with pytest.raises(sqlite3.IntegrityError):
        ledger.connection.execute(f"INSERT INTO {table} VALUES ({row})")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE {0} SET cells = cells + 1 WHERE state = 'value'",
        "DELETE FROM {0} WHERE state = 'unavailable'",
        "UPDATE {0} SET state = 'nil' WHERE state = 'unavailable'",
    ],
)
def test_totals_changed_without_their_guards_are_found(
    written: Ledger, table: str, change: str
) -> None:
    with by_hand(written.path) as connection:
        connection.execute(change.format(table))
    found = find_defects(written)
    assert [(each.defect, each.where) for each in found] == [(Defect.CELL, table)]


@pytest.mark.parametrize(
    "change",
    [
        "value_high = value_high + 1",
        "value_low = value_low + 1",
        "denominator_high = 1",
        "denominator_low = 1",
        "scale = scale + 1",
        "quality = 'disputed'",
    ],
)
def test_a_sum_changed_in_any_column_is_found(written: Ledger, change: str) -> None:
    with by_hand(written.path) as connection:
        for table in ("period_total", "unit_total"):
            connection.execute(f"UPDATE {table} SET {change}")
    found = [(each.defect, each.where) for each in find_defects(written)]
    assert found == [(Defect.CELL, "period_total"), (Defect.CELL, "unit_total")]
