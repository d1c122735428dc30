"""A year of Sa Đéc made by hand: figures invented, every kind of verdict in it."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

import pytest

from cchc.core.facts.obstacle import (
    Obstacle,
    ObstacleEvent,
    ObstacleState,
    ObstacleStep,
    ObstacleView,
)
from cchc.core.facts.report import (
    CellState,
    Narrative,
    Quality,
    Reading,
    ReportedExtent,
    Section,
    Submission,
)
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Indicator,
    Paper,
    Plan,
)
from cchc.core.plan.targets.line import AtLeast, MoreThan
from cchc.core.plan.unit import Unit
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.indicator import IndicatorView, Pace, typed_figure
from cchc.core.verdict.share import UnitParts, UnitShare
from cchc.core.verdict.status import CommitmentView, FigureBasis, StatusView
from cchc.core.verdict.statuses import Reporting, Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import ReportCounts, UnitView
from cchc.core.verdict.verdict_rules import Verdict
from cchc.text.number_format import percent
from cchc.text.record import replace
from cchc.words.translator import Lang, Voice, voice
from tests.features.papers.year import (
    AREAS,
    COMMITMENTS,
    DDCI,
    DISBURSED,
    FILES,
    FIRMS,
    ON_TIME,
    PLAN,
    POSTED,
    QUARTERS,
    STARTUPS,
    TASKS,
    UNITS,
)


def shown(value: Fraction | None, suffix: str = "") -> str:
    if value is None:
        return "–"
    text = f"{float(value):.10g}".replace(".", ",")
    return text + suffix


def row(one: Indicator, status: Status, rule: str, **more: object) -> IndicatorView:
    """A view of an indicator: figures given, texts made from them."""
    actual = more.get("actual")
    expected = more.get("expected")
    assert actual is None or isinstance(actual, Fraction)
    assert expected is None or isinstance(expected, Fraction)
    suffix = "%" if one.measure is Measure.RATIO else ""
    target = one.target.value if isinstance(one.target, AtLeast | MoreThan) else None
    plain = IndicatorView(
        indicator=one,
        verdict=Verdict(status, rule),
        actual=actual,
        numerator=None,
        denominator=None,
        in_period=None,
        expected=expected,
        percent=None,
        shown=shown(actual, suffix),
        shown_target=shown(None if target is None else Fraction(target), suffix),
        shown_expected=shown(expected, suffix),
        quality=Quality.FINAL,
        stale=False,
        coverage=Coverage(len(one.reporters), len(one.reporters)),
        previous=None,
        pace=None,
        trend=(),
        parts=parts_of(),
    )
    told = replace(plain, **more)  # type: ignore[arg-type]
    return replace(told, heard=(ReportedExtent.ALL,) * len(told.trend))


class GivenParts(UnitParts, dict=True):
    """Units' parts that are given, not worked out of cells."""

    given: tuple[UnitShare, ...] = ()

    @cached_property
    def shares(self) -> tuple[UnitShare, ...]:
        return tuple(part for part in self.given if self.unit in {None, part.unit})


def parts_of(*shares: UnitShare) -> UnitParts:
    return GivenParts(None, QUARTERS[1], given=shares)


def share(unit: str, allotted: int, value: int | None, total: int | None) -> UnitShare:
    """A ward's part of the new firms; no value: nothing came."""
    state = CellState.MISSING if value is None else CellState.VALUE
    done = None if total is None else Fraction(total)
    return UnitShare(
        unit,
        Decimal(allotted),
        state,
        None if value is None else Reading(state, Decimal(value)),
        None if value is None else Fraction(value),
        done,
        None if total is None else percent(Fraction(100 * total, allotted)),
        None if done is None else max(Fraction(allotted) - done, Fraction(0)),
    )


def signed() -> tuple[CommitmentView, ...]:
    first = row(
        DISBURSED, Status.WATCH, "S7", actual=Fraction(6716000, 182500),
        numerator=Decimal(67160), denominator=Decimal(182500),
        in_period=Fraction(4453000, 182500), expected=Fraction(40),
        percent=Decimal("36.80"), quality=Quality.ESTIMATE, shown="36,8%",
        trend=(Fraction(124, 10), Fraction(368, 10)),
    )  # fmt: skip
    ddci = row(DDCI, Status.NOT_DUE, "S1")
    startups = row(
        STARTUPS, Status.MET, "S3", actual=Fraction(3), in_period=Fraction(2),
        expected=Fraction(1), percent=Decimal(100), trend=(Fraction(1), Fraction(3)),
    )  # fmt: skip
    firms = row(
        FIRMS, Status.UNDETERMINED, "S9", actual=Fraction(11), in_period=Fraction(5),
        expected=Fraction(12), percent=Decimal("42.31"),
        coverage=Coverage(5, 6, ("p4",), unknown=("p4",), units=3, counted=2),
        previous=typed_figure(Decimal(13), 2021),
        pace=Pace(Fraction(15, 2), Fraction(28, 10)),
        trend=(Fraction(5), Fraction(11)),
        parts=parts_of(
            share("p1", 12, 3, 5), share("p4", 5, None, 1), share("pah", 9, 3, 5)
        ),
    )  # fmt: skip
    firms = replace(
        firms, verdict=Verdict(Status.UNDETERMINED, "S9", Verdict(Status.WATCH, "S6"))
    )
    on_time = row(
        ON_TIME, Status.UNREACHABLE, "S2", actual=Fraction(18200, 183),
        numerator=Decimal(182), denominator=Decimal(183), shown="99,45%",
        in_period=Fraction(9600, 97), expected=Fraction(100),
        percent=Decimal("99.45"), previous=typed_figure(Decimal("98.5"), 2021),
        trend=(Fraction(100), Fraction(18200, 183)),
    )  # fmt: skip
    one, three, six, eight = COMMITMENTS
    return (
        CommitmentView(one, Status.WATCH, 0, 1, (first,), Status.WATCH),
        CommitmentView(three, Status.NOT_DUE, 0, 1, (ddci,), Status.NOT_DUE),
        CommitmentView(
            six, Status.UNDETERMINED, 1, 2, (startups, firms), Status.UNDETERMINED
        ),
        CommitmentView(eight, Status.UNREACHABLE, 0, 1, (on_time,), Status.UNREACHABLE),
    )


def of_areas() -> tuple[IndicatorView, ...]:
    files = row(
        FILES, Status.ON_TRACK, "S5", actual=Fraction(99), shown="99,00%",
        numerator=Decimal(1980), denominator=Decimal(2000), expected=Fraction(98),
        percent=Decimal("101.02"), trend=(Fraction(98), Fraction(99)), stale=True,
    )  # fmt: skip
    posted = row(
        POSTED, Status.STATISTIC, "", actual=Fraction(702), in_period=Fraction(392)
    )
    return files, posted


def work() -> tuple[TaskView, ...]:
    plan, column, guide, review, meeting = TASKS
    return (
        TaskView(plan, TaskStatus.DONE_ON_TIME, plan.due, date(2022, 3, 30), None,
                 None, None, "KH 12/KH-UBND"),
        TaskView(column, TaskStatus.RECURRING, None, None, Decimal(12), Decimal(24),
                 None, None),
        TaskView(guide, TaskStatus.OVERDUE, guide.due, None, Decimal(2), Decimal(3),
                 None, None, ("p4",)),
        TaskView(review, TaskStatus.DOING, review.due, None, None, None, None, None),
        TaskView(meeting, TaskStatus.DONE_LATE, meeting.due, date(2022, 4, 4), None,
                 None, "Đã họp", "TB 15/TB-UBND"),
    )  # fmt: skip


def sent(unit: Unit, day: date, late: int = 0) -> UnitView:
    paper = Paper(f"12/BC-{unit.id.upper()}", day)
    act = Submission(1, unit.id, "Q2", day, day, paper)
    return UnitView(
        unit, Reporting.SUBMITTED, late == 0, late, date(2022, 6, 17), act, act
    )


def reports() -> tuple[UnitView, ...]:
    late = UnitView(
        UNITS[6], Reporting.OVERDUE, on_time=False, late_days=3,
        due=date(2022, 6, 17), first=None, last=None, missing=("ck-6b",),
    )  # fmt: skip
    others = [sent(each, date(2022, 6, 15)) for each in UNITS[:5]]
    return (
        *others,
        sent(UNITS[5], date(2022, 6, 21), 2),
        late,
        sent(UNITS[7], date(2022, 6, 17)),
    )


def half_year() -> StatusView:
    """The report of six months, with one silent ward."""
    return StatusView(
        plan=PLAN.id,
        plan_title=PLAN.title,
        plan_year=2022,
        plan_version=1,
        period=QUARTERS[1],
        periods=QUARTERS,
        as_of=date(2022, 6, 22),
        basis=FigureBasis.PROVISIONAL,
        areas=AREAS,
        commitments=signed(),
        indicators=of_areas(),
        tasks=work(),
        units=reports(),
        reports=ReportCounts(8, 7, 6, 1),
        obstacles=(
            ObstacleView(
                Obstacle(1, "p1", "Q2", "Thiếu mặt bằng cho doanh nghiệp mới",
                         date(2022, 6, 14), "ck-6b", "Quỹ đất hạn chế",
                         "Bố trí khu đất công", "tckh"),
                ObstacleState.RAISED, 6),
            ObstacleView(
                Obstacle(2, "kt", "Q1", "Chưa có hướng dẫn chấm điểm DDCI",
                         date(2022, 3, 10)),
                ObstacleState.ANSWERED, 70,
                assigned=ObstacleEvent(2, ObstacleStep.ASSIGNED, date(2022, 4, 1),
                                       "Lan", "Tham mưu ngay", "nv", date(2022, 4, 15)),
                answered=ObstacleEvent(2, ObstacleStep.ANSWERED, date(2022, 4, 12),
                                       "Lan", "Đã trình mẫu chấm",
                                       document="15/UBND-NV")),
        ),
        unanswered=1,
        narratives=(
            Narrative("p1", "Q2", Section.RESULTS, "Đã tổ chức 02 lớp tập huấn."),
            Narrative("kt", "Q2", Section.SHORTCOMINGS, "Chưa kết nối đủ vốn."),
        ),
    )  # fmt: skip


@pytest.fixture
def view() -> StatusView:
    return half_year()


@pytest.fixture
def plan() -> Plan:
    return PLAN


@pytest.fixture
def vi() -> Voice:
    return voice(Lang.VI)


@pytest.fixture
def en() -> Voice:
    return voice(Lang.EN)


@pytest.fixture
def in_period() -> Callable[[str], StatusView]:
    """The same view told of another quarter: Q1, Q3 or Q4."""

    def told(name: str) -> StatusView:
        period = next(each for each in QUARTERS if each.name == name)
        return replace(half_year(), period=period)

    return told


@pytest.fixture
def hostile() -> str:
    return (
        "| <script>alert(1)</script> {{ 7*7 }} *x* _y_ `z` [a](http://b) "
        "\x1b[2J\u202e# cuối\n# Đầu dòng\n\n- mục"
    )
