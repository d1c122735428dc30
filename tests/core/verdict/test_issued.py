"""What changed between two days: all of it, and nothing else."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.facts.report import CellKey, CellState, Facts, Item, Quality, Reading
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Linear
from cchc.core.verdict.issued import (
    IssuedMemo,
    RestatedCell,
    changed_cells,
    last_entry,
    memo_before,
)
from cchc.text.record import replace
from tests.core.world import indicator, seen

DAY = date(2022, 3, 25)
MEMO = IssuedMemo(1, "Q1", 1, 1, DAY, 40, "", "", "quy-1.docx", "", issued_on=DAY)
readings = st.builds(
    Reading,
    state=st.just(CellState.VALUE),
    number=st.integers(0, 3).map(Decimal),
    quality=st.sampled_from([Quality.FINAL, Quality.ESTIMATE]),
    note=st.sampled_from([None, "ghi chú"]),
)
cells = st.dictionaries(
    st.tuples(
        st.sampled_from(["a", "b"]),
        st.sampled_from(["p1", "p2"]),
        st.sampled_from(["Q1", "Q2"]),
    ),
    readings,
)


def figure(said: dict[CellKey, Reading], key: CellKey) -> object:
    one = said.get(key)
    return None if one is None else (one.number, one.quality)


@given(cells, cells)
def test_a_cell_is_listed_when_its_figure_is_another_one_and_only_then(
    old: dict[CellKey, Reading], new: dict[CellKey, Reading]
) -> None:
    found = {e.cell for e in changed_cells(Facts(DAY, old), Facts(DAY, new), ["Q1"])}
    among = [key for key in {*old, *new} if key[2] == "Q1"]
    assert found == {key for key in among if figure(old, key) != figure(new, key)}


def test_a_memo_is_compared_with_the_last_one_that_knew_less() -> None:
    june = date(2022, 6, 24)
    half = replace(MEMO, number=2, ordinal=2, as_of=june, last_entry=80, issued_on=june)
    memos = (MEMO, half)
    assert memo_before(memos, 1, DAY, 40) is None
    assert memo_before(memos, 1, DAY, 41) == MEMO
    assert memo_before(memos, 2, june, 80) == MEMO
    assert memo_before(memos, 2, date(2022, 6, 25), 80) == half
    assert memo_before(memos, 1, date(2022, 7, 1), 90) == MEMO
    assert memo_before(memos, 1, date(2022, 3, 24), 30) is None


def row(unit: str, name: str, document: str | None = None) -> Item:
    return Item("a", unit, "Q1", name, name, document=document)


@pytest.mark.parametrize(
    ("old", "new", "gained", "lost"),
    [
        ((), (), None, None),
        ((row("p1", "x"),), (row("p1", "x"),), None, None),
        ((), (row("p1", "x"),), ["x"], []),
        ((row("p1", "x"),), (), [], ["x"]),
        ((row("p1", "x"),), (row("p1", "x", "QĐ 1"),), ["x"], ["x"]),
        ((row("p1", "x"), row("p1", "y")), (row("p1", "y"),), [], ["x"]),
        ((row("p1", "y"),), (row("p1", "x"), row("p1", "y")), ["x"], []),
    ],
)
def test_rows_of_a_register_that_came_left_or_changed(
    old: tuple[Item, ...],
    new: tuple[Item, ...],
    gained: list[str] | None,
    lost: list[str] | None,
) -> None:
    before, after = (Facts(DAY, items=(*rows, row("p2", "z"))) for rows in (old, new))
    changes = [*changed_cells(before, after, ["Q1"])]
    told = [
        ([item.name for item in change.gained], [item.name for item in change.lost])
        for change in changes
    ]
    assert told == ([] if gained is None else [(gained, lost)])
    assert {change.cell for change in changes} <= {("a", "p1", "Q1")}


LATER = DAY + timedelta(9)
AGAIN = replace(MEMO, number=2, issued_on=LATER)
NEXT = replace(MEMO, number=3, last_entry=41, issued_on=LATER)
JUNE = replace(MEMO, number=4, ordinal=2, last_entry=41, issued_on=LATER)


@pytest.mark.parametrize(
    ("memos", "asked", "number"),
    [
        # what was issued after the day is not known on it
        ((MEMO, NEXT), (1, DAY, 42), 1),
        ((MEMO, NEXT), (1, LATER, 42), 3),
        # of another period: no memo made again
        ((MEMO, JUNE), (1, LATER, 50), 1),
        ((MEMO, JUNE), (2, LATER, 50), 4),
        # of two that knew the same the later is meant
        ((MEMO, AGAIN), (1, LATER, 41), 2),
        # made again: compared with what the first of them was compared with
        ((MEMO, NEXT, AGAIN), (1, DAY, 40), None),
        ((MEMO, NEXT), (1, DAY, 41), 1),
        # one of less knowledge that was issued later is no base
        (
            (
                replace(MEMO, as_of=LATER, last_entry=50, issued_on=LATER),
                replace(MEMO, number=2, issued_on=LATER),
            ),
            *((1, LATER, 50), None),
        ),
        ((MEMO, replace(MEMO, number=2, ordinal=2)), (2, DAY, 40), None),
        # a memo of another period that knew the same is no memo made again
        (
            (
                MEMO,
                replace(JUNE, number=2, as_of=LATER, last_entry=50),
                replace(NEXT, number=3),
            ),
            *((1, LATER, 50), 3),
        ),
        # made again twice: what the first was compared with counts
        (
            (
                replace(MEMO, last_entry=30),
                replace(MEMO, number=2, last_entry=41),
                replace(MEMO, number=3, last_entry=35),
                replace(MEMO, number=4, last_entry=41),
            ),
            *((1, DAY, 41), 1),
        ),
    ],
)
def test_which_memo_is_the_base(
    memos: tuple[IssuedMemo, ...], asked: tuple[int, date, int], number: int | None
) -> None:
    base = memo_before(memos, *asked)
    assert (None if base is None else base.number) == number


def test_the_last_act_is_the_greatest_known_and_0_before_any() -> None:
    assert last_entry(Facts(DAY)) == 0
    known = Facts(DAY, last_acts={("p1", "Q1"): 7, ("p2", "Q1"): 9, ("p1", "Q2"): 8})
    assert last_entry(known) == 9


@pytest.mark.parametrize(("count", "is_turned"), [(4, False), (1, True)])
def test_a_cell_is_turned_when_its_indicator_is_judged_otherwise(
    count: int, is_turned: bool
) -> None:
    line = indicator(Measure.FLOW, AtLeast(Decimal(12)), Linear())
    old, new = (seen(line, {("u1", "Q1"): said}) for said in (3, count))
    cell = RestatedCell(("x", "u1", "Q1"), None, None, (), (), None, old, new)
    assert cell.is_turned is is_turned


class Step(NamedTuple):
    """A memo issued on a day, of a period, from that day or an earlier one."""

    wait: int
    ordinal: int
    back: int


@given(
    st.lists(
        st.builds(Step, st.integers(0, 3), st.integers(1, 4), st.integers(0, 6)),
        max_size=8,
    )
)
def test_whatever_is_issued_later_a_memo_made_again_has_the_same_base(
    steps: list[Step],
) -> None:
    """Every act of writing is on the day of the memo: knowledge grows with days."""
    memos: tuple[IssuedMemo, ...] = ()
    made: list[tuple[IssuedMemo, IssuedMemo | None]] = []
    today = DAY
    for number, step in enumerate(steps, start=1):
        today += timedelta(step.wait)
        as_of = today - timedelta(step.back)
        known = (as_of - DAY).days + 10
        base = memo_before(memos, step.ordinal, as_of, known)
        one = replace(
            MEMO,
            number=number,
            ordinal=step.ordinal,
            as_of=as_of,
            last_entry=known,
            issued_on=today,
        )
        if not any(_same(one, each) for each, _ in made):
            made.append((one, base))
        memos = (*memos, one)
    for one, base in made:
        again = memo_before(memos, one.ordinal, one.as_of, one.last_entry)
        assert again == base


def _same(one: IssuedMemo, other: IssuedMemo) -> bool:
    """Of the same period and the same knowledge."""
    keys = ("ordinal", "as_of", "last_entry")
    return all(getattr(one, key) == getattr(other, key) for key in keys)
