import re
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from cchc.core.plan.measure import Measure
from cchc.store.ledger import Ledger
from cchc.store.reports import withdraw, write_report
from cchc.store.schema.ddl import declarations
from cchc.store.schema.views import ValueKind, public_views
from cchc.words.translator import Lang, voice
from tests.store.world import (
    APRIL,
    EVERYTHING,
    MARCH,
    PLAN,
    report,
    stamped,
    told,
    value,
)
from tests.views_pages import KINDS, METADATA, PAGE, metadata, page


def rows(ledger: Ledger, query: str) -> list[dict[str, object]]:
    cursor = ledger.connection.execute(query)
    names = [each[0] for each in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def some(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    told(ledger, 15, APRIL, reason="correction: đếm lại")


def test_the_latest_figures_read_as_an_office_speaks(ledger: Ledger) -> None:
    some(ledger)
    seen = {row["ma_chi_tieu"]: row for row in rows(ledger, "SELECT * FROM v_so_lieu")}
    assert len(seen) == 7
    firms = seen["dn"]
    assert (firms["don_vi"], firms["ky"], firms["gia_tri"]) == ("Phường 1", "Q1", 15)
    assert firms["ly_do"] == "correction: đếm lại"
    assert (seen["von"]["gia_tri"], seen["von"]["chat_luong"]) == (22630.125, "ước")
    rate = seen["hs"]
    assert [rate[name] for name in ("tu_so", "mau_so", "gia_tri")] == [
        412,
        415,
        99.277108,
    ]
    units = {key: row["don_vi_tinh"] for key, row in seen.items()}
    assert (units["hs"], units["von"], units["dn"]) == (
        "%",
        "triệu đồng",
        "doanh nghiệp",
    )
    assert seen["tien"]["trang_thai"] == "chưa công bố"
    assert (seen["co"]["tra_loi"], seen["moc"]["ngay_hoan_thanh"]) == (
        "không",
        "2022-03-01",
    )


def test_history_keeps_what_is_no_longer_current(ledger: Ledger) -> None:
    some(ledger)
    withdraw(ledger, PLAN.id, "p1", "Q1", "dn", "nhầm", stamped(APRIL))
    log = rows(ledger, "SELECT * FROM v_lich_su WHERE ma_chi_tieu = 'dn' ORDER BY lan")
    assert [row["gia_tri"] for row in log] == [14, 15, None]
    assert log[-1]["trang_thai"] == "đã rút lại"
    current = rows(ledger, "SELECT * FROM v_so_lieu WHERE ma_chi_tieu = 'dn'")
    assert current == []


def test_the_other_views_show_what_stands_today(ledger: Ledger) -> None:
    some(ledger)
    (task,) = rows(ledger, "SELECT * FROM v_nhiem_vu")
    assert (task["trang_thai"], task["da_lam"]) == ("đang thực hiện", 7.5)
    (obstacle,) = rows(ledger, "SELECT * FROM v_vuong_mac")
    assert (obstacle["noi_dung"], obstacle["gui_den"]) == ("Thiếu người", "nv")
    items = rows(ledger, "SELECT * FROM v_danh_muc ORDER BY ten")
    assert [(row["ten"], row["don_vi_chu"]) for row in items] == [
        ("Bánh phồng", "Phường 2"),
        ("Khô cá lóc", None),
    ]
    kinds = [row["loai"] for row in rows(ledger, "SELECT * FROM v_bao_cao")]
    assert kinds == ["báo cáo", "bổ sung, điều chỉnh"]
    (version,) = rows(ledger, "SELECT * FROM v_phien_ban")
    assert version["phien_ban"] == 1


def test_the_views_forget_an_undone_report(ledger: Ledger) -> None:
    some(ledger)
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(APRIL))
    for view in ("v_so_lieu", "v_nhiem_vu", "v_danh_muc", "v_bao_cao"):
        assert rows(ledger, f"SELECT * FROM {view}") == []


def test_an_obstacle_of_an_undone_report_stays_to_be_seen(ledger: Ledger) -> None:
    some(ledger)
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(APRIL))
    (obstacle,) = rows(ledger, "SELECT * FROM v_vuong_mac")
    assert obstacle["tinh_trang"] == "đã rút cùng báo cáo"


def test_every_column_is_described_and_holds_what_is_said_of_it(
    played_year: Path,
) -> None:
    seen = Counter[str]()
    with closing(sqlite3.connect(played_year / "cchc.db")) as other:
        for view in public_views():
            cursor = other.execute(f"SELECT * FROM {view.name}")
            named = tuple(column[0] for column in cursor.description)
            assert named == tuple(column.name for column in view.columns)
            for row in cursor:
                for value, column in zip(row, view.columns, strict=True):
                    if value is not None:
                        seen[column.kind] += 1
                        is_number = column.kind is ValueKind.NUMBER
                        assert isinstance(value, int | float) is is_number, column
                        pattern = KINDS.get(column.kind, r"(?s).*\S.*")
                        assert re.fullmatch(pattern, str(value)), (column, value)
    assert min(seen[kind] for kind in ValueKind) > 100
    names = {name for name, said in declarations().items() if said[:7] == "view v_"}
    assert names == {view.name for view in public_views()}


def test_what_is_written_of_the_views_is_what_they_say() -> None:
    assert PAGE.read_text("utf-8") == page()
    assert METADATA.read_text("utf-8") == metadata()


def test_measures_are_called_as_everywhere(ledger: Ledger) -> None:
    (view,) = rows(ledger, "SELECT sql FROM sqlite_master WHERE name = 'v_chi_tieu'")
    said = voice(Lang.VI)
    for measure in Measure:
        assert f"'{said.say(f'plan.word.{measure}')}'" in str(view["sql"])


def test_every_view_can_be_read_with_nothing_in_it(ledger: Ledger) -> None:
    names = [
        name
        for (name,) in ledger.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'view'"
        )
    ]
    assert len(names) >= 14
    for name in names:
        columns = [
            each[0]
            for each in ledger.connection.execute(f"SELECT * FROM {name}").description
        ]
        assert len(columns) == len(set(columns))
        assert all(re.fullmatch(r"[a-z0-9_]+", each) for each in (name, *columns))


def test_another_program_sees_the_views_without_our_settings(ledger: Ledger) -> None:
    some(ledger)
    with sqlite3.connect(ledger.path) as other:
        (count,) = other.execute("SELECT count(*) FROM v_lich_su").fetchone()
    other.close()
    assert count == 8


def test_a_figure_of_zero_is_shown_as_zero(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, report(readings={"dn": value(0)}), stamped(MARCH))
    (row,) = rows(ledger, "SELECT * FROM v_so_lieu")
    assert (row["trang_thai"], row["gia_tri"]) == ("có số liệu", 0)
