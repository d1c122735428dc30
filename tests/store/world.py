from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from cchc.core.facts.acts import Evidence, Opinion, Review
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    UNAVAILABLE,
    CellState,
    Item,
    Quality,
    Reading,
    Report,
    Section,
    Stamp,
    TaskNote,
    TaskState,
)
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.plan import (
    NO_PAPER,
    Amount,
    Area,
    Baseline,
    Commitment,
    Count,
    Indicator,
    Paper,
    Plan,
    Task,
)
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.trajectory import Points, Profile
from cchc.core.plan.unit import Authority, Unit
from cchc.store.ledger import Ledger
from cchc.store.plans import apply_version
from cchc.store.reports import write_report
from cchc.store.reviews import write_review
from cchc.text.record import replace

PLAN = Plan(
    id="ke-hoach-2022",
    title="Kế hoạch cải cách hành chính năm 2022",
    year=2022,
    authority=Authority("Ủy ban nhân dân thành phố", symbols={"report": "BC-UBND"}),
    units=(
        Unit("nv", "Phòng Nội vụ", "department", contact="0277 3861 xxx"),
        Unit("p1", "Phường 1", "ward", aliases=("P1",)),
        Unit("p2", "Phường 2", "ward", until=date(2022, 12, 31), successor="p1"),
    ),
    groups={"phuong": ("p1", "p2")},
    areas=(Area("tthc", "Thủ tục hành chính", "II"),),
    profiles={"giai-ngan": (Decimal("0.15"), Decimal("0.40"), Decimal(1))},
    commitments=(
        Commitment(
            "ck-1",
            "Doanh nghiệp",
            (
                Indicator(
                    "dn",
                    "Doanh nghiệp thành lập mới",
                    Measure.FLOW,
                    unit="doanh nghiệp",
                    target=AtLeast(Decimal(73)),
                    trajectory=Points(tuple(map(Decimal, (15, 34, 53, 73)))),
                    reporters=("p1", "p2"),
                    allot={"p1": Decimal(40), "p2": Decimal(33)},
                    previous_year=(Decimal(12), None, Decimal("11.5")),
                ),
                Indicator(
                    "von",
                    "Giải ngân",
                    Measure.RATIO,
                    of=RatioOf.PLAN,
                    unit="%",
                    decimals=2,
                    amount=Amount(Decimal(182500), "triệu đồng", decimals=3),
                    baseline=Baseline(Decimal("97.4"), "2021"),
                    target=AtLeast(Decimal(100)),
                    trajectory=Profile("giai-ngan"),
                    across=Across.POOL,
                ),
            ),
        ),
    ),
    indicators=(
        Indicator("sp", "Sản phẩm OCOP", Measure.REGISTER, area="tthc"),
        Indicator("hs", "Hồ sơ đúng hạn", Measure.RATIO, of=RatioOf.FLOW, decimals=2),
        Indicator("moc", "Vận hành", Measure.MILESTONE, target=By(date(2022, 6, 30))),
        Indicator("co", "Có kế hoạch", Measure.YES, target=Yes()),
        Indicator("tien", "Thu ngân sách", Measure.FLOW, unit="đồng", decimals=2),
    ),
    tasks=(
        Task("1.1", "Tuyên truyền", lead="nv", due=date(2022, 3, 31)),
        Task("1.4", "Cập nhật thủ tục", each=("p1", "p2"), count=Count(Decimal(9))),
    ),
)


HANOI = timezone(timedelta(hours=7))


def stamped(day: date, actor: str = "Lan", minute: int = 0) -> Stamp:
    at = datetime(day.year, day.month, day.day, 9, minute, 7, 123456, HANOI)
    return Stamp(at, at, actor, "report add")


def value(number: int | str, **more: object) -> Reading:
    return replace(Reading(CellState.VALUE, Decimal(number)), **more)  # type: ignore[arg-type]


def report(unit: str = "p1", period: str = "Q1", **more: object) -> Report:
    return replace(Report(unit, period, date(2022, 3, 9)), **more)  # type: ignore[arg-type]


def put_plan(ledger: Ledger, plan: Plan = PLAN) -> int:
    return apply_version(
        ledger,
        plan,
        digest="0" * 64,
        source="plan.yaml",
        text="cchc: 1\n",
        effective=1,
        decision=NO_PAPER,
        reason=None,
        stamp=stamped(date(2022, 1, 4)),
    )


MARCH = date(2022, 3, 9)
APRIL = date(2022, 4, 2)
EVERYTHING = report(
    document=Paper("12/BC-UBND", date(2022, 3, 7)),
    readings={
        "dn": value(14, typed="14", note="theo đăng ký"),
        "von": value("22630.125", quality=Quality.ESTIMATE),
        "hs": value(412, denominator=Decimal(415)),
        "sp": Reading(CellState.VALUE),
        "moc": Reading(CellState.VALUE, done=date(2022, 3, 1)),
        "co": Reading(CellState.VALUE, answer=False),
        "tien": UNAVAILABLE,
    },
    added=(
        Item("sp", "p1", "Q1", "Khô cá lóc", "kho ca loc", date(2022, 2, 20), "QĐ 12"),
        Item("sp", "p1", "Q1", "Bánh phồng", "banh phong", owner="p2"),
    ),
    tasks=(
        TaskNote("1.4", "p1", "Q1", TaskState.DOING, None, Decimal("7.5"), Decimal(9)),
    ),
    narrative={Section.RESULTS: "Tốt", Section.NEXT: "Tiếp tục"},
    obstacles=(Obstacle(0, "p1", "Q1", "Thiếu người", MARCH, "dn", to="nv"),),
    evidence=(
        Evidence("dn", "QĐ 1"),
        Evidence("1.4", "a.pdf", "ab" * 32, 12, "minh-chung/abab-a.pdf"),
    ),
    reason="late_report",
)
"""A report with something of every kind in it."""


def told(ledger: Ledger, number: int, day: date = MARCH, **more: str) -> int:
    """One figure of `dn` written on a day."""
    one = report(readings={"dn": value(number)}, **more)
    return write_report(ledger, PLAN.id, one, stamped(day))


def returned(ledger: Ledger, seen: int, day: date = MARCH) -> int:
    """The report of Phường 1 sent back, with one note."""
    one = Review(0, "p1", "Q1", Opinion.RETURNED, seen, day, notes=(("dn", "Sai"),))
    return write_review(ledger, one, stamped(day))
