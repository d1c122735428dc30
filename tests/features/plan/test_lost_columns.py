"""A column that has figures stays in its table."""

from cchc.core.plan.plan import Plan
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Authority, Unit
from cchc.features.plan.actions.apply import orphans
from cchc.store.plans import ReportedKeys
from cchc.text.record import replace

TABLE = StockTable("t", "Bảng", "o", ("i", "k"), ("x",), ("c",), reporters=("u",))
PLAN = Plan("p", "P", 2022, Authority("A"), (Unit("u", "U"),), tables=(TABLE,))


def codes(*reported: str, tables: tuple[StockTable, ...]) -> list[str]:
    keys = frozenset(reported)
    none = frozenset[str]()
    told = ReportedKeys(
        keys, none, none, none, frozenset((key, "u") for key in reported)
    )
    new = replace(PLAN, tables=tables)
    return [problem.code.value for problem in orphans("plan.yaml", PLAN, new, told)]


def test_a_column_with_figures_is_not_taken_out_of_its_table() -> None:
    less = replace(TABLE, inflow=("i",))
    assert codes("t.k", tables=(less,)) == ["P242"]
    assert codes("t.i", tables=(less,)) == []
    assert codes("t.k", tables=(TABLE,)) == []


def test_a_column_keeps_what_it_holds() -> None:
    other = replace(TABLE, inflow=("i",), outflow=("x", "k"))
    assert codes("t.k", tables=(other,)) == ["P250"]
