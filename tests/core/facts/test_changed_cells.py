"""A book with some cells told otherwise answers as one read anew would."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.report import CellKey, CellState, Quality, Reading
from cchc.core.facts.totals import (
    ChangedCells,
    GroupTotals,
    KnownCells,
    add_up,
    cells_among,
    in_dispute,
)

numbers = st.decimals(-(10**6), 10**6, places=3)
readings = st.builds(
    Reading,
    state=st.just(CellState.VALUE),
    number=numbers,
    denominator=st.none() | numbers,
    quality=st.sampled_from(Quality),
) | st.sampled_from([Reading(CellState.NIL), Reading(CellState.UNAVAILABLE)])
cells = st.tuples(*map(st.sampled_from, (("x", "y"), ("u1", "u2"), ("Q1", "Q2"))))


def sums(groups: GroupTotals) -> dict[tuple[CellState, Quality], tuple[Fraction, ...]]:
    """Count and both sums of each group, whatever its scale."""
    return {
        (own.state, own.quality): (
            Fraction(own.cells),
            *(Fraction(n, 10**own.scale) for n in (own.value, own.denominator)),
        )
        for own in groups
    }


@given(
    st.dictionaries(cells, readings),
    st.dictionaries(cells, st.none() | readings),
)
def test_changes_are_told_as_if_they_were_read(
    known: dict[CellKey, Reading], changes: dict[CellKey, Reading | None]
) -> None:
    told = ChangedCells(KnownCells(known), changes)
    merged = {**known, **changes}
    anew = KnownCells({cell: now for cell, now in merged.items() if now is not None})
    assert dict(told) == dict(anew)
    assert len(told) == len(anew)
    for cell in merged:
        assert told.get(cell) == anew.get(cell)
    assert anew.units() <= told.units()
    for key in ("x", "y"):
        assert told.of_indicator(key) == anew.of_indicator(key)
        for name in ("Q1", "Q2"):
            groups = told.period_totals().get((key, name), ())
            assert sums(groups) == sums(anew.period_totals().get((key, name), ()))
    for unit in ("u1", "u2"):
        assert told.of_unit(unit) == anew.of_unit(unit)
        assert {*told.places_of(unit)} == {*anew.places_of(unit)}
        assert told.of_unit(unit, "Q1") == anew.of_unit(unit, "Q1")
    assert told.report_totals("Q1") == anew.report_totals("Q1")


def test_a_figure_corrected_moves_the_sum_by_the_difference() -> None:
    known = {
        ("x", unit, "Q1"): Reading(CellState.VALUE, number=Decimal(n))
        for unit, n in (("u1", "1.5"), ("u2", "2"))
    }
    change = {("x", "u2", "Q1"): Reading(CellState.VALUE, number=Decimal("2.25"))}
    (group,) = ChangedCells(KnownCells(known), change).period_totals()["x", "Q1"]
    assert (group.cells, Fraction(group.value, 10**group.scale)) == (2, Fraction(15, 4))


ONE = Reading(CellState.VALUE, number=Decimal("1.5"))
KNOWN: dict[CellKey, Reading] = {("x", "u1", "Q1"): ONE, ("y", "u1", "Q1"): ONE}


def test_only_marked_cells_with_a_figure_are_in_dispute() -> None:
    marked: list[CellKey] = [("x", "u1", "Q1"), ("x", "u2", "Q1")]
    disputed = in_dispute(KNOWN, marked)
    assert {at: own.quality for at, own in disputed.items()} == {
        ("x", "u1", "Q1"): Quality.DISPUTED,
        ("y", "u1", "Q1"): Quality.FINAL,
    }
    assert in_dispute(KNOWN, marked[1:]) is KNOWN


def test_the_cells_of_some_indicators_are_the_same_from_a_book() -> None:
    for keys in ((), ("x",), ("u1",), ("x", "y")):
        own = {at: cell for at, cell in KNOWN.items() if at[0] in keys}
        assert dict(cells_among(KNOWN, keys)) == own
        assert dict(cells_among(KnownCells(KNOWN), keys)) == own


def test_a_cell_without_a_number_adds_nothing_at_no_digits() -> None:
    nil = Reading(CellState.NIL)
    assert [(g.cells, g.value, g.scale, g.denominator) for g in add_up([ONE, nil])] == [
        (1, 15, 1, 0),
        (1, 0, 0, 0),
    ]


def test_a_place_without_cells_has_no_totals() -> None:
    told = ChangedCells(KnownCells(KNOWN), {("x", "u1", "Q1"): None})
    assert set(told.period_totals()) == {("y", "Q1")}
