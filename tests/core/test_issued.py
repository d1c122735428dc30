"""What changed between two days: all of it, and nothing else."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.issued import Issued, changes, memo_before
from cchc.core.report import CellKey, CellState, Facts, Quality, Reading

DAY = date(2022, 3, 25)
MEMO = Issued(1, "Q1", 1, 1, DAY, 40, "", "", "quy-1.docx", "")
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
    found = {e.cell for e in changes(Facts(DAY, old), Facts(DAY, new), ["Q1"])}
    among = [key for key in {*old, *new} if key[2] == "Q1"]
    assert found == {key for key in among if figure(old, key) != figure(new, key)}


def test_a_memo_is_compared_with_the_last_one_that_knew_less() -> None:
    half = replace(MEMO, number=2, ordinal=2, as_of=date(2022, 6, 24), last_entry=80)
    memos = (MEMO, half)
    assert memo_before(memos, 1, DAY, 40) is None
    assert memo_before(memos, 1, DAY, 41) == MEMO
    assert memo_before(memos, 2, date(2022, 6, 24), 80) == MEMO
    assert memo_before(memos, 2, date(2022, 6, 25), 80) == half
    assert memo_before(memos, 1, date(2022, 7, 1), 90) == MEMO
    assert memo_before(memos, 1, date(2022, 3, 24), 30) is None
