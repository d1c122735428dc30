"""What is written of the public views: docs/lien-ket.md, templates/datasette.yaml."""

from pathlib import Path

from yaml import safe_dump

from cchc.core.verdict.statuses import BAD_STATUSES, Status
from cchc.store.schema.ddl import declarations
from cchc.store.schema.views import PublicView, ValueKind, public_views

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "lien-ket.md"
METADATA = ROOT / "templates" / "datasette.yaml"
START = "<!-- chép từ chính các khung nhìn -->\n"
FACETS = {
    "v_danh_gia": ["ma_ky", "danh_gia"],
    "v_so_lieu": ["ma_ky", "don_vi"],
    "v_nhiem_vu": ["trang_thai"],
    "v_vuong_mac": ["tinh_trang"],
    "v_nhac_nho": ["ma_ky", "hinh_thuc"],
}
"""Columns by which a page of Datasette lets its reader choose."""


def page() -> str:
    """The page with its tables of columns as the views describe themselves."""
    head = PAGE.read_text("utf-8").partition(START)[0]
    return head + START + "".join(map(section, public_views()))


def section(view: PublicView) -> str:
    rows = (f"| `{c.name}` | {c.kind} | {c.meaning} |\n" for c in view.columns)
    table = f"| cột | kiểu | nghĩa |\n|---|---|---|\n{''.join(rows)}"
    return f"\n### {view.name}\n\n{view.title}\n\n{table}"


def metadata() -> str:
    """The file that tells Datasette what tables and columns are."""
    views = public_views()
    tables: dict[str, object] = {view.name: described(view) for view in views}
    made = declarations().items()
    own = [n for n, said in made if said.split()[0] in {"table", "view"}]
    own = ["_sqlite_migrations", *sorted(own)]
    tables |= {name: {"hidden": True} for name in own if name not in tables}
    whole = {
        "title": "Theo dõi cam kết cải cách hành chính",
        "description": "Sổ của cơ quan, chỉ để đọc. Bắt đầu từ v_danh_gia: mỗi chỉ"
        " tiêu, mỗi kỳ một dòng; cột ngay_danh_gia nói đánh giá cho ngày nào.",
        "source": "cchc",
        "databases": {"cchc": {"tables": tables, "queries": QUERIES}},
    }
    text = safe_dump(whole, allow_unicode=True, sort_keys=False, width=100)
    return f"# datasette cchc.db --metadata templates/datasette.yaml\n{text}"


BAD = ", ".join(f"'{status}'" for status in Status if status in BAD_STATUSES)
QUERIES = {
    "can_chu_y": {
        "title": "Chỉ tiêu cần chú ý ở kỳ mới nhất",
        "sql": "SELECT ke_hoach, cam_ket, chi_tieu, luy_ke, don_vi_tinh, chi_tieu_giao,"
        " danh_gia, ngay_danh_gia FROM v_danh_gia"
        f" WHERE ma_danh_gia IN ({BAD}, 'watch') AND thu_tu_ky ="
        " (SELECT max(thu_tu_ky) FROM v_danh_gia AS moi"
        " WHERE moi.ke_hoach = v_danh_gia.ke_hoach)",
    },
    "tien_do": {
        "title": "Số chỉ tiêu theo đánh giá, từng kỳ",
        "sql": "SELECT ke_hoach, ma_ky, danh_gia, count(*) AS so_chi_tieu"
        " FROM v_danh_gia WHERE quy_tac IS NOT NULL GROUP BY ke_hoach, ma_ky, danh_gia",
    },
}
"""Questions that are asked most, as pages of their own."""


def described(view: PublicView) -> dict[str, object]:
    columns = {column.name: column.meaning for column in view.columns}
    facets = {"facets": FACETS[view.name]} if view.name in FACETS else {}
    return {"description": view.title, **facets, "columns": columns}


def write() -> None:
    """Write both."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    METADATA.write_text(metadata(), encoding="utf-8", newline="\n")


KINDS = {
    ValueKind.NUMBER: r"-?\d+(\.\d+)?(e[-+]\d+)?",
    ValueKind.DAY: r"\d{4}-\d\d-\d\d",
    ValueKind.MOMENT: r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d.*",
}
"""How a value of each kind reads."""
