"""A plan written in the plan language says the same when it is read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc.core.plan.measure import Across, FigureWindow, Measure, RatioOf
from cchc.core.plan.plan import (
    Amount,
    Area,
    Baseline,
    Commitment,
    Count,
    Descent,
    Indicator,
    Paper,
    Plan,
    Task,
)
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.core.plan.unit import Authority, Unit
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.sources.yaml_writer import write_yaml
from cchc.text.compare import nfc
from cchc.text.record import replace
from cchc.text.sanitize import inert

ONE = Indicator(
    "i",
    "Chỉ tiêu",
    Measure.FLOW,
    unit="việc",
    target=AtLeast(Decimal(10)),
    trajectory=Linear(),
    lead="no",
    reporters=("no",),
    origin="1.10",
)
LEVEL = replace(ONE, measure=Measure.LEVEL, across=Across.LEAD)
PLAN = Plan(
    "p",
    "Kế hoạch: số 1",
    2022,
    Authority("Phường 1", parent="UBND"),
    (Unit("no", "Phường Nơ", "ward"),),
    document=Paper("12/KH", date(2022, 2, 1)),
    indicators=(ONE,),
    origin=Descent("sa-dec", "no"),
)
DECIMAL = {"decimals": 2}
CASES: list[tuple[Indicator, Target, Trajectory | None]] = [
    (ONE, AtLeast(Decimal(10)), Points(tuple(map(Decimal, (1, 2, 5, 10))))),
    (ONE, MoreThan(Decimal(9)), Linear()),
    (ONE, AtMost(Decimal(0)), Hold()),
    (ONE, Exactly(Decimal(5), Decimal(1)), Linear()),
    (ONE, Between(Decimal(2), Decimal(5)), Step("Q3")),
    (LEVEL, MoreThan(None), Step()),
    (LEVEL, IncreaseBy(Decimal(3), Scale.POINTS), Step()),
    (LEVEL, RankAtMost(Decimal(3)), None),
    (replace(ONE, measure=Measure.YES, across=Across.ALL_OF), Yes(), None),
    (
        replace(ONE, measure=Measure.MILESTONE, across=Across.ALL_OF),
        By(date(2022, 6, 30)),
        None,
    ),
]


def back(plan: Plan) -> Plan | None:
    return read_plan(
        None, plan_yaml(plan, "Đầu đề\nhai dòng", {"i": "ghi # chú"}).encode()
    ).sound


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_every_kind_of_target_and_path_is_read_back(
    case: tuple[Indicator, Target, Trajectory | None],
) -> None:
    one, target, path = case
    based = Baseline(Decimal("65.5"), "2021") if one.measure is Measure.LEVEL else None
    each = replace(one, target=target, trajectory=path, baseline=based)
    plan = replace(PLAN, indicators=(each,))
    assert back(plan) == plan


def test_everything_that_is_not_as_by_default_is_read_back() -> None:
    rate = replace(
        ONE,
        measure=Measure.RATIO,
        of=RatioOf.PLAN,
        across=Across.POOL,
        unit="%",
        decimals=1,
        amount=Amount(Decimal("1000.5"), "triệu đồng", 1, "QĐ: 1", cumulative=True),
        target=AtLeast(Decimal(100)),
        trajectory=Profile("von"),
        window=FigureWindow.CALENDAR,
        settles=date(2023, 1, 31),
        part_of_whole=True,
        non_negative=False,
        small_counts=False,
        text="lời, {ngoặc}",
        source="Sở",
        area="a",
        previous_year=(Decimal(1), None, Decimal("2.5"), Decimal(4)),
    )
    task = Task(
        "1.10",
        "Việc",
        area="a",
        output="Kế hoạch",
        lead="no",
        due=date(2022, 3, 1),
        count=Count(Decimal(3), "lớp"),
        supports="c",
        extensions=2,
        origin="1.10",
    )
    plan = replace(
        PLAN,
        areas=(Area("a", "Lĩnh vực", "II.1"),),
        profiles={"von": tuple(map(Decimal, ("0.1", "0.4", "0.7", "1")))},
        commitments=(Commitment("c", "Cam kết", (rate,), "lời", "ck-1"),),
        indicators=(),
        tasks=(task, replace(task, id="02", due=None, standing=True)),
    )
    assert back(plan) == plan


@given(st.text(min_size=1, max_size=40))
def test_any_name_is_read_back_as_it_may_be_printed(name: str) -> None:
    shown = nfc(inert(name))
    plan = back(replace(PLAN, indicators=(replace(ONE, name=name),)))
    if plan is None:
        assert not shown.strip()
    else:
        assert plan.indicators[0].name.split() == shown.split()


@pytest.mark.parametrize("text", ["no", "1.10", "~", "a: b", "a #b", "- a", "", "Nửa"])
def test_only_plain_words_go_without_quotes(text: str) -> None:
    assert (write_yaml([text]) == f"[{text}]") is (text == "Nửa")
