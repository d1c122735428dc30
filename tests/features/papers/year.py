"""A plan of Sa Đéc made by hand, small enough to read; figures are invented."""

from datetime import date
from decimal import Decimal

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.period import Period
from cchc.core.plan.plan import (
    Amount,
    Area,
    Commitment,
    Count,
    Indicator,
    Paper,
    Plan,
    Task,
)
from cchc.core.plan.targets.line import AtLeast, MoreThan
from cchc.core.plan.unit import Authority, Signer, Unit
from cchc.text.record import replace

UNITS = (
    Unit("vp", "Văn phòng HĐND và UBND", "department"),
    Unit("nv", "Phòng Nội vụ", "department"),
    Unit("tckh", "Phòng Tài chính - Kế hoạch", "department"),
    Unit("kt", "Phòng Kinh tế", "department"),
    Unit("vhtt", "Phòng Văn hóa và Thông tin", "department"),
    Unit("p1", "Phường 1", "ward"),
    Unit("p4", "Phường 4", "ward"),
    Unit("pah", "Phường An Hòa", "ward"),
)
WARDS = ("p1", "p4", "pah")
AREAS = (
    Area("tuyen-truyen", "Thông tin, tuyên truyền", "I.4"),
    Area("tthc", "Cải cách thủ tục hành chính", "II.2"),
    Area("chi-dao", "Chỉ đạo, điều hành cải cách hành chính", "I"),
)
QUARTERS = (
    Period(2022, "Q1", 1, date(2021, 12, 15), date(2022, 3, 14), date(2022, 3, 18), {}),
    Period(2022, "Q2", 2, date(2022, 3, 15), date(2022, 6, 14), date(2022, 6, 17), {}),
    Period(2022, "Q3", 3, date(2022, 6, 15), date(2022, 9, 14), date(2022, 9, 19), {}),
    Period(
        2022,
        "Q4",
        4,
        date(2022, 9, 15),
        date(2022, 12, 14),
        date(2022, 12, 19),
        {},
        is_last=True,
    ),
)


def ratio(key: str, name: str, of: RatioOf, **more: object) -> Indicator:
    one = Indicator(key, name, Measure.RATIO, of, "%", 2, target=AtLeast(Decimal(100)))
    return replace(one, **more)  # type: ignore[arg-type]


DISBURSED = ratio(
    "ck-1a",
    "Tỷ lệ giải ngân vốn huyện quản lý",
    RatioOf.PLAN,
    amount=Amount(Decimal(182500), "triệu đồng", 0, "kế hoạch vốn năm"),
    lead="tckh",
    reporters=("tckh",),
)
DDCI = Indicator(
    "ck-3",
    "Điểm DDCI của đơn vị",
    Measure.LEVEL,
    unit="điểm",
    decimals=2,
    target=MoreThan(Decimal("65.42")),
    lead="kt",
    reporters=("kt",),
)
FIRMS = Indicator(
    "ck-6b",
    "Doanh nghiệp thành lập mới",
    Measure.FLOW,
    unit="doanh nghiệp",
    target=AtLeast(Decimal(26)),
    lead="tckh",
    reporters=WARDS,
    allot={"p1": Decimal(12), "p4": Decimal(5), "pah": Decimal(9)},
)
STARTUPS = Indicator(
    "ck-6a",
    "Dự án khởi nghiệp mới",
    Measure.REGISTER,
    unit="dự án",
    target=AtLeast(Decimal(3)),
    lead="kt",
    reporters=("kt",),
)
ON_TIME = ratio(
    "ck-8b",
    "Nhiệm vụ Ủy ban nhân dân tỉnh, Chủ tịch Ủy ban nhân dân tỉnh giao hoàn thành "
    "đúng hạn",
    RatioOf.FLOW,
    lead="vp",
    reporters=("vp",),
)
FILES = ratio(
    "hs-dung-han",
    "Hồ sơ giải quyết đúng hạn",
    RatioOf.FLOW,
    target=AtLeast(Decimal(98)),
    area="tthc",
    reporters=("vp", *WARDS),
)
POSTED = Indicator(
    "bcci",
    "Hồ sơ nhận, trả kết quả qua bưu chính công ích",
    Measure.FLOW,
    unit="hồ sơ",
    area="tthc",
    lead="vp",
    reporters=("vp",),
)
COMMITMENTS = (
    Commitment("ck-1", "Giải ngân vốn đầu tư công", (DISBURSED,)),
    Commitment("ck-3", "Cải thiện chỉ số DDCI", (DDCI,)),
    Commitment(
        "ck-6", "Hỗ trợ doanh nghiệp và thúc đẩy khởi nghiệp", (STARTUPS, FIRMS)
    ),
    Commitment("ck-8", "Mô hình mới và nhiệm vụ tỉnh giao", (ON_TIME,)),
)
TASKS = (
    Task("1.1", "Kế hoạch tuyên truyền cải cách hành chính", "tuyen-truyen",
         "Kế hoạch", "vhtt", ("nv",), due=date(2022, 3, 31)),
    Task("1.2", "Chuyên mục cải cách hành chính trên cổng, truyền thanh",
         "tuyen-truyen", "Tin, bài", "vhtt", standing=True,
         count=Count(Decimal(24), "tin")),
    Task("1.4", "Hướng dẫn người dân nộp hồ sơ trực tuyến", "tuyen-truyen",
         "Báo cáo", each=WARDS, due=date(2022, 5, 31)),
    Task("3.2", "Rà soát, đơn giản hóa thủ tục hành chính", "tthc", "Quyết định",
         "vp", due=date(2022, 6, 30)),
    Task("8.3", "Họp chấn chỉnh, phân tích điểm trừ chỉ số năm 2021", "chi-dao",
         "Thông báo kết luận", "nv", due=date(2022, 3, 31)),
)  # fmt: skip
PLAN = Plan(
    "sa-dec-2022",
    "Kế hoạch cải cách hành chính năm 2022",
    2022,
    Authority(
        "Ủy ban nhân dân thành phố Sa Đéc",
        "Ủy ban nhân dân tỉnh Đồng Tháp",
        "Sa Đéc",
        Signer("TM. ỦY BAN NHÂN DÂN", "Chủ tịch", "Nguyễn Văn Hon"),
        {"report": "BC-UBND"},
        ("Sở Nội vụ", "Lưu: VT, NV"),
    ),
    UNITS,
    document=Paper("45/KH-UBND", date(2022, 2, 25)),
    roles={"drafts": "nv", "reminds": "tckh"},
    areas=AREAS,
    commitments=COMMITMENTS,
    indicators=(FILES, POSTED),
    tasks=TASKS,
)
