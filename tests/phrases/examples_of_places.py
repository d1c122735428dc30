"""Ranks, grades, two levels and what is assigned later, in a few ways of a year."""

from cchc.core.plan.plan import Amount, Baseline
from cchc.core.plan.targets.change import RisesBy
from cchc.core.plan.targets.kinds import AssignedLater, Yes
from cchc.core.plan.targets.line import AtLeast, MoreThan
from cchc.core.plan.trajectory import Step
from cchc.text.record import replace
from tests.core.world import indicator
from tests.phrases.example import (
    COUNT,
    LEVEL,
    PLAN,
    RATE,
    ROW,
    D,
    Example,
    line,
    rate,
    told,
)

SCALE = ("Yếu", "Trung bình", "Khá", "Tốt")
GRADED = replace(
    indicator(ROW.GRADE, AtLeast(D(3), D(4), ("Khá", "Tốt")), Step("Q4")),
    name="Xếp loại chuyển đổi số",
    scale=SCALE,
)
ASSIGNED = AssignedLater("chờ UBND tỉnh giao")

EXAMPLES_OF_PLACES = (
    Example(
        replace(
            indicator(ROW.RANK, RisesBy(D(1)), Step("Q4")),
            name="Xếp hạng chỉ số hài lòng",
            baseline=Baseline(D(6), "2022"),
        ),
        told((6, 6, 6, 6), (6, 6, 6, 4)),
    ),
    Example(
        replace(
            indicator(ROW.RANK, None),
            name="Xếp hạng chỉ số DDCI",
            previous_year=(D(6), D(6), D(6), D(6)),
        ),
        told((5,), (8,), (6,)),
    ),
    Example(GRADED, told((2, 2, 2, 2), (2, 3, 3, 3), (2, 3, 3, 4))),
    Example(
        replace(
            GRADED,
            target=MoreThan(None),
            baseline=Baseline(D(2), "2022", None, "Trung bình"),
        ),
        told((2, 2, 2, 2), (2, 2, 2, 3)),
    ),
    Example(replace(GRADED, target=None), told((2,))),
    Example(
        line("Thanh toán trực tuyến", rate(AtLeast(D(50), D(60))), unit="%"),
        told(("55/100",) * 4, ("65/100",) * 4),
    ),
    Example(
        replace(
            PLAN,
            name="Thu ngân sách",
            amount=Amount(D(0), "triệu đồng", assigned_later="chờ UBND tỉnh giao"),
        ),
        told((1200,)),
    ),
    *(
        Example(replace(base, name=name, target=ASSIGNED), told((None,), (value,)))
        for name, base, value in (
            ("Thu ngân sách", replace(COUNT, unit="triệu đồng"), 1200),
            ("Điểm chỉ số DDCI", replace(LEVEL, unit="điểm"), 66),
            ("Hồ sơ trực tuyến", RATE, "412/415"),
            ("Giải ngân vốn", PLAN, 22630),
            ("Xếp loại chuyển đổi số", GRADED, 2),
            ("Đạt chuẩn", indicator(ROW.YES, Yes(), Step("Q4")), True),
        )
    ),
)
