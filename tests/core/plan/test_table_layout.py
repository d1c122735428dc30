"""The printed columns of a table, each under the total that it belongs to."""

import pytest

from cchc.core.plan.stock_table import TOTAL, StockTable
from cchc.paper.word_table import head_groups

OUT, ALL = ("som", "dung", "tre", "tra"), ("dau", "mang", "giay")


def table(**more: dict[str, tuple[str, ...]]) -> StockTable:
    return StockTable("h", "H", "dau", ("mang", "giay"), OUT, ("con",), **more)


@pytest.mark.parametrize(
    ("totals", "heads"),
    [
        (
            {},
            [
                ("", TOTAL, ALL),
                ("", "dau", ("dau",)),
                *(("in", c, (c,)) for c in ALL[1:]),
            ]
            + [("out", TOTAL, OUT), *(("out", c, (c,)) for c in OUT)]
            + [("", "con", ("con",))],
        ),
        (
            {"xong": OUT[:3]},
            [
                ("", TOTAL, ALL),
                ("", "dau", ("dau",)),
                *(("in", c, (c,)) for c in ALL[1:]),
            ]
            + [("xong", TOTAL, OUT[:3]), *(("xong", c, (c,)) for c in OUT[:3])]
            + [("", "tra", ("tra",)), ("", "con", ("con",))],
        ),
    ],
)
def test_a_group_has_its_total_before_it_unless_others_are_declared(
    totals: dict[str, tuple[str, ...]], heads: list[tuple[str, str, tuple[str, ...]]]
) -> None:
    told = [(h.group, h.key, h.columns) for h in table(totals=totals).layout]
    assert told == heads


def test_only_neighbours_that_begin_alike_stand_under_one_head() -> None:
    heads = ["STT", "Mới: mạng", "Mới: giấy", "Trả: rút", "Còn: tổng", "Còn: quá"]
    assert head_groups(heads) == ["", "Mới", "Mới", "", "Còn", "Còn"]
