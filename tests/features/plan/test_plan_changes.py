"""Differences between two versions, as an official reads them."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

import pytest

from cchc.core.plan.changes import plan_changes
from cchc.core.plan.check_rule import CheckRule
from cchc.core.plan.measure import Across, FigureWindow, Measure, RatioOf
from cchc.core.plan.period import Basis, CalendarRules, PeriodRule
from cchc.core.plan.plan import (
    Area,
    Baseline,
    Commitment,
    Criterion,
    Indicator,
    Paper,
    Plan,
    Task,
)
from cchc.core.plan.stock_table import StockTable
from cchc.core.plan.targets.change import IncreaseBy, RankAtMost
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Scale, Target
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step, Trajectory
from cchc.core.plan.unit import Authority, Signer, Unit
from cchc.features.plan.show.apply import read_decision
from cchc.features.plan.show.plan import change_words
from cchc.text.record import field_names, replace
from cchc.words.target_words import target_words, trajectory_words
from cchc.words.translator import Lang, voice

VI = voice(Lang.VI)
APART = {"authority", "calendar", "units", "areas", "commitments", "indicators"}
FIRMS = Indicator("dn", "Doanh nghiệp", Measure.FLOW, unit="dn", reporters=("p1",))
PLAN = Plan(
    id="t",
    title="T",
    year=2022,
    authority=Authority("UBND"),
    units=(Unit("p1", "Phường 1"),),
    indicators=(FIRMS,),
    tasks=(Task("1", "Tuyên truyền", lead="p1", due=date(2022, 3, 31)),),
)


def said(new: Plan) -> list[str]:
    return [change_words(each, VI) for each in plan_changes(PLAN, new)]


def test_the_same_plan_has_no_changes() -> None:
    assert said(replace(PLAN)) == []


def test_a_new_due_date_is_told_with_both_days() -> None:
    task = replace(PLAN.tasks[0], due=date(2022, 4, 30))
    assert said(replace(PLAN, tasks=(task,))) == [
        "Nhiệm vụ 1 (Tuyên truyền): hạn đổi từ “31/3/2022” thành “30/4/2022”."
    ]


def test_a_line_that_leaves_is_told() -> None:
    assert said(replace(PLAN, tasks=())) == ["Bỏ: Nhiệm vụ 1 (Tuyên truyền)."]


def test_a_line_may_move_from_an_area_to_a_commitment_unchanged() -> None:
    one = Commitment("ck-1", "Cam kết", (FIRMS,))
    moved = replace(PLAN, indicators=(), commitments=(one,))
    assert said(moved) == [
        "Thêm: Cam kết ck-1 (Cam kết).",
        "Chỉ tiêu dn (Doanh nghiệp): cam kết đổi từ “–” thành “ck-1”.",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"baseline": Baseline(Decimal("65.42"), "2021")}, "“–” thành “65,42 (2021)”"),
        ({"non_negative": False}, "“có” thành “không”"),
        ({"measure": Measure.RUNNING}, "“số lũy kế từ đầu năm”"),
        ({"target": AtLeast(Decimal(1234))}, "– → ít nhất 1.234 dn."),
        ({"reporters": ()}, "“p1” thành “–”"),
        ({"trajectory": Hold()}, "“giữ mức mục tiêu ở mọi kỳ”"),
    ],
)
def test_values_are_told_in_words(change: dict[str, object], words: str) -> None:
    changed = replace(FIRMS, **change)  # type: ignore[arg-type]  # any field
    (line,) = said(replace(PLAN, indicators=(changed,)))
    assert words in line


def test_papers_people_and_periods_are_told_in_words() -> None:
    signer = Signer(title="Chủ tịch", name="A")
    rule = PeriodRule(due=date(2022, 3, 18))
    new = replace(
        PLAN,
        document=Paper("12/KH", date(2022, 3, 3)),
        authority=replace(PLAN.authority, signer=signer),
        calendar=CalendarRules(periods={"Q1": rule}),
    )
    text = "\n".join(said(new))
    assert "“12/KH, 03/3/2022”" in text
    assert "“Chủ tịch, A”" in text
    assert "kỳ báo cáo của Q1" in text
    assert "“18/3/2022”" in text


@pytest.mark.parametrize("lang", list(Lang))
def test_every_key_and_every_word_of_a_plan_has_a_name(lang: Lang) -> None:
    speak = voice(lang)
    things = (Plan, Authority, CalendarRules, Unit, Area, Commitment, Indicator, Task)
    for thing in (*things, StockTable, CheckRule, Criterion):
        for field in field_names(thing):
            if field not in APART | {"tables", "tasks", "checks", "scorecard"}:
                assert speak.knows(f"plan.field.{field}"), field
    kinds: tuple[type[StrEnum], ...] = (Measure, RatioOf, Across, FigureWindow, Basis)
    for word in (each for kind in kinds for each in kind):
        assert speak.knows(f"plan.word.{word.value}"), word


TARGETS: list[Target] = [
    *(AtLeast(Decimal(1)), MoreThan(Decimal(1)), MoreThan(None), Yes()),
    *(Exactly(Decimal(1)), Exactly(Decimal(1), Decimal(2)), RankAtMost(Decimal(3))),
    *(Between(Decimal(1), Decimal(2)), By(date(2022, 3, 31))),
    *(IncreaseBy(Decimal(1), scale) for scale in Scale),
]
PATHS: list[Trajectory] = [
    *(Points((Decimal("1.5"),)), Linear(), Hold(), Step("Q4"), Step(), Profile("p")),
]


@pytest.mark.parametrize("lang", list(Lang))
def test_every_target_and_trajectory_has_words(lang: Lang) -> None:
    speak = voice(lang)
    told = [target_words(each, speak) for each in TARGETS]
    told += [trajectory_words(each, speak) for each in PATHS]
    assert not any("plan." in each or "{" in each for each in told)
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("typed", "paper"),
    [
        ("45/QĐ-UBND ngày 01/7/2022", Paper("45/QĐ-UBND", date(2022, 7, 1))),
        ("số 45/QĐ-UBND, ngày 2022-07-01", Paper("45/QĐ-UBND", date(2022, 7, 1))),
        ("45/QĐ-UBND 1/7/2022", Paper("45/QĐ-UBND", date(2022, 7, 1))),
        ("45/QĐ-UBND", None),
        ("ngày 01/7/2022", None),
        ("", None),
    ],
)
def test_a_decision_is_read_with_number_and_date(
    typed: str, paper: Paper | None
) -> None:
    assert read_decision(typed) == paper
