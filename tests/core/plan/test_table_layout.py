"""The printed columns of a table, each under the total that it belongs to."""

import pytest

from cchc.core.plan.stock_table import StockTable
from cchc.paper.word_table import head_groups

OUT = ("som", "dung", "tre", "tra")


@pytest.mark.parametrize(
    ("totals", "heads"),
    [
        (
            {},
            (
                "total=dau+mang+giay dau in:mang in:giay"
                " out:total=som+dung+tre+tra out:som out:dung out:tre out:tra con"
            ),
        ),
        (
            {"xong": OUT[:3]},
            (
                "total=dau+mang+giay dau in:mang in:giay"
                " xong:total=som+dung+tre xong:som xong:dung xong:tre tra con"
            ),
        ),
    ],
)
def test_a_group_has_its_total_before_it_unless_others_are_declared(
    totals: dict[str, tuple[str, ...]], heads: str
) -> None:
    table = StockTable("h", "H", "dau", ("mang", "giay"), OUT, ("con",), totals=totals)
    told = []
    for head in table.layout:
        text = f"{head.group}:{head.key}" if head.group else head.key
        is_sum = len(head.columns) > 1
        told.append(f"{text}={'+'.join(head.columns)}" if is_sum else text)
    assert " ".join(told) == heads


def test_only_neighbours_that_begin_alike_stand_under_one_head() -> None:
    heads = ["STT", "Mới: mạng", "Mới: giấy", "Trả: rút", "Còn: tổng", "Còn: quá"]
    assert head_groups(heads) == ["", "Mới", "Mới", "", "Còn", "Còn"]


def test_a_column_without_a_name_is_printed_in_words() -> None:
    names = {"dat": "Đất đai"}
    table = StockTable("h", "H", "ky-truoc", ("so_moi",), OUT, ("con",), names=names)
    said = [table.name_of(key) for key in ("ky-truoc", "so_moi", "dat")]
    assert said == ["Kỳ trước chuyển sang", "So moi", "Đất đai"]
    assert "ky-truoc" not in table.ids_without_name(())
    assert "so_moi" in table.ids_without_name(())
    assert "so_moi" not in table.ids_without_name(("so_moi",))
