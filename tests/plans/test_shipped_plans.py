from decimal import Decimal
from pathlib import Path

import pytest

from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import (
    Plan,
)
from cchc.core.plan.targets.line import AtLeast
from cchc.sources.plan.plan_file import read_plan

PLANS = Path(__file__).parents[2] / "plans"
EVERY_PLAN = sorted([*PLANS.glob("*.yaml"), *PLANS.glob("khoi-dau/*.yaml")])


def plan_of(name: str) -> Plan:
    plan = read_plan(PLANS / f"{name}.yaml").plan
    assert plan is not None
    return plan


@pytest.mark.parametrize("path", EVERY_PLAN, ids=lambda path: path.stem)
def test_a_plan_that_comes_with_the_program_has_neither_fault_nor_warning(
    path: Path,
) -> None:
    read = read_plan(path)
    assert read.problems == ()
    assert read.plan is not None


def test_sa_dec_signed_eight_contents_measured_by_eleven_indicators() -> None:
    plan = plan_of("sa-dec-2022")
    signed = [each for one in plan.commitments for each in one.indicators]
    assert (len(plan.commitments), len(signed), len(plan.tasks)) == (8, 11, 28)
    assert all(one.text for one in plan.commitments)
    assert len(plan.areas) == 8


def test_twelve_departments_and_nine_wards_and_communes_report() -> None:
    plan = plan_of("sa-dec-2022")
    assert len(plan.expand(("department",))) == 12
    assert plan.expand(("ward", "commune")) == plan.expand(("xa-phuong",))
    assert len(plan.units) == 21


@pytest.mark.parametrize(("key", "whole"), [("ck-4", 8), ("ck-6b", 73)])
def test_what_the_wards_were_allotted_makes_the_citys_promise(
    key: str, whole: int
) -> None:
    indicator = plan_of("sa-dec-2022").indicator(key)
    assert indicator is not None
    assert indicator.target == AtLeast(Decimal(whole))
    assert sum(indicator.allot.values()) == whole
    assert set(indicator.allot) == set(plan_of("sa-dec-2022").expand(("xa-phuong",)))


def test_the_years_deadlines_are_those_of_the_decree_but_for_the_first_quarter() -> (
    None
):
    days = [
        (each.name, each.cutoff.isoformat(), each.due.isoformat())
        for each in periods(plan_of("sa-dec-2022"))
    ]
    assert days == [
        ("Q1", "2022-03-14", "2022-03-18"),
        ("Q2", "2022-06-14", "2022-06-17"),
        ("Q3", "2022-09-14", "2022-09-19"),
        ("Q4", "2022-12-14", "2022-12-19"),
    ]


def test_a_ward_of_today_promises_in_other_kinds_and_measures() -> None:
    ward, city = plan_of("phuong-sa-dec-2026"), plan_of("sa-dec-2022")
    assert not {each.kind for each in ward.units} & {each.kind for each in city.units}
    kinds = {each.target.tag for each in ward.all_indicators if each.target}
    assert kinds >= {
        *("at_most", "rank_at_most", "increase_by", "between", "exactly"),
        *("by", "yes"),
    }
    measures = {each.measure for each in ward.all_indicators}
    assert measures >= set(Measure) - {Measure.REGISTER, Measure.GRADE}
    assert periods(ward)[0].cutoff.isoformat() == "2026-03-31"
