"""Columns of a table as indicators, its identities as checks."""

from cchc.core.plan.check_rule import table_rules
from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Area, Plan
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.unit import Authority, Unit
from cchc.text.record import replace

TABLE = StockTable(
    "hs",
    "Giải quyết hồ sơ",
    opening="truoc",
    inflow=("mang", "bcci"),
    outflow=("dung", "tra"),
    closing=("con",),
    unit="hồ sơ",
    reporters=("p1",),
    names={
        "truoc": "Kỳ trước",
        "mang": "Trực tuyến",
        "bcci": "BCCI",
        "in": "Mới",
        "xong": "Đã xong",
        "dung": "Đúng hạn",
    },
    totals={"xong": ("dung",)},
)
PLAN = Plan(
    "k",
    "Kế hoạch",
    2022,
    Authority("Ủy ban"),
    (Unit("p1", "Phường 1"),),
    areas=(Area("dat", "Đất đai"),),
)


def test_each_column_is_a_statistic_under_its_table() -> None:
    plan = replace(PLAN, tables=(TABLE,))
    flow, level = Measure.FLOW, Measure.LEVEL
    assert [(line.id, line.name, line.measure) for line in plan.all_indicators] == [
        ("hs.truoc", "Giải quyết hồ sơ: kỳ trước", level),
        ("hs.mang", "Giải quyết hồ sơ: mới trực tuyến", flow),
        ("hs.bcci", "Giải quyết hồ sơ: mới BCCI", flow),
        ("hs.dung", "Giải quyết hồ sơ: đã xong đúng hạn", flow),
        ("hs.tra", "Giải quyết hồ sơ: tra", flow),
        ("hs.con", "Giải quyết hồ sơ: con", level),
    ]
    for line in plan.all_indicators:
        assert (line.across, line.target) == (Across.SUM, None)
        assert (line.reporters, line.unit) == (("p1",), "hồ sơ")
        assert line.is_opening == (line.id == "hs.truoc")
    assert plan.indicator("hs.con") is plan.all_indicators[-1]


def test_each_row_has_columns_and_checks_of_its_own() -> None:
    table = replace(TABLE, rows={"linh-vuc": ("dat", "khac")}, carried="warning")
    plan = replace(PLAN, tables=(table,))
    names = {line.id: line.name for line in plan.all_indicators}
    assert len(names) == 12
    assert names["hs.dat.mang"] == "Giải quyết hồ sơ, Đất đai: mới trực tuyến"
    assert names["hs.khac.con"] == "Giải quyết hồ sơ, Khac: con"
    assert plan.all_checks == tuple(table_rules(table))
    rules = {rule.id: (rule.rule, rule.severity) for rule in plan.all_checks}
    assert list(rules) == ["hs.dat", "hs.dat[prev]", "hs.khac", "hs.khac[prev]"]
    balance = "hs.dat.truoc + hs.dat.mang + hs.dat.bcci"
    balance += " = hs.dat.dung + hs.dat.tra + hs.dat.con"
    assert rules["hs.dat"] == (balance, "error")
    assert rules["hs.dat[prev]"] == ("hs.dat.truoc = hs.dat.con[prev]", "warning")
