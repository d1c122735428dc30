"""A unit's own plan: drawn from the one above, held against it."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from cchc.core.cascade.unit_plan import LineRole, UnitPlan, unit_plan
from cchc.core.check.conformity import check_conformity
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value
from cchc.core.plan.plan import Count, Indicator, Plan, Task
from cchc.core.plan.targets.line import AtLeast, AtMost, Between, Exactly, MoreThan
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Linear
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import plan_yaml
from cchc.text.problem import NOWHERE, Place, ProblemCode
from cchc.text.record import replace

PLANS = Path(__file__).parents[3] / "plans"
NAMES = ("sa-dec-2022", "phuong-sa-dec-2026")


@cache
def city(name: str = "sa-dec-2022") -> Plan:
    plan = read_plan(PLANS / f"{name}.yaml").plan
    assert plan is not None
    return plan


def drawn(unit: str, plan: Plan | None = None) -> UnitPlan:
    above = plan or city()
    found = above.unit(unit)
    assert found is not None
    return unit_plan(above, found, "Kế hoạch", lambda task: task.name)


def every(name: str) -> list[UnitPlan]:
    return [drawn(unit.id, city(name)) for unit in city(name).units]


def with_indicator(plan: Plan, key: str, **parts: object) -> Plan:
    """The plan with something changed in one of its indicators."""

    def mended(each: Indicator) -> Indicator:
        return replace(each, **parts) if each.id == key else each  # type: ignore[arg-type]

    return replace(
        plan,
        indicators=tuple(map(mended, plan.indicators)),
        commitments=tuple(
            replace(one, indicators=tuple(map(mended, one.indicators)))
            for one in plan.commitments
        ),
    )


def with_task(plan: Plan, key: str, mend: Callable[[Task], Task]) -> Plan:
    tasks = tuple(mend(each) if each.id == key else each for each in plan.tasks)
    return replace(plan, tasks=tasks)


def nowhere(_path: tuple[str | int, ...]) -> Place:
    return NOWHERE


def found(own: Plan, above: Plan | None = None) -> list[tuple[ProblemCode, object]]:
    held = check_conformity(own, above or city(), nowhere)
    return [(each.code, each.blanks.get("text")) for each in held.problems]


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_is_a_right_plan_and_reads_back_as_it_was_drawn(name: str) -> None:
    for made in every(name):
        if made.duties or made.tasks:
            read = read_plan(None, plan_yaml(made.plan, "Dự thảo", {}).encode())
            assert read.problems == ()
            assert read.plan == made.plan


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_keeps_all_it_was_given(name: str) -> None:
    for made in every(name):
        held = check_conformity(made.plan, city(name), nowhere)
        assert (held.problems, held.own) == ((), ())
        assert held.kept == len(made.duties) + len(made.tasks)


@pytest.mark.parametrize("key", ["ck-4", "ck-6b"])
def test_the_units_paths_make_the_citys_path_in_every_period(key: str) -> None:
    above = city().indicator(key)
    assert above is not None
    made = periods(city())
    for period in made:
        sums = Decimal(0)
        for unit in above.allot:
            draft = drawn(unit).plan
            part = draft.indicator(key)
            point = part and expected_value(part, draft, period, made)
            sums += Decimal(point.value.numerator) if point else 0
        whole = expected_value(above, city(), period, made)
        assert whole is not None
        assert sums == whole.value


def test_every_line_names_its_line_above() -> None:
    for made in every("sa-dec-2022"):
        assert all(each.origin == each.id for each in made.plan.all_indicators)
        assert all(each.origin == each.id for each in made.plan.tasks)
        assert made.plan.origin is not None
        assert made.plan.origin.unit == made.unit.id


def test_every_promise_and_task_of_the_city_is_carried_by_somebody() -> None:
    drafts = every("sa-dec-2022")
    duties = [each for made in drafts for each in made.duties]
    tasks = [each for made in drafts for each in made.tasks]
    carried = {each.above.id for each in duties if each.role is not LineRole.HELPS}
    carried |= {each.above.id for each in tasks if each.role is not LineRole.HELPS}
    assert {each.id for each in city().declared_indicators} <= carried
    assert {each.id for each in city().tasks} <= carried


def test_rates_go_down_as_the_same_rate_and_tasks_no_later() -> None:
    draft = drawn("p2").plan
    rate = draft.indicator("hs-dung-han")
    assert rate is not None
    assert rate.target == AtLeast(Decimal(98))
    for task in draft.tasks:
        above = city().task(task.id)
        assert above is not None
        assert task.due == above.due


def test_a_ward_that_was_given_nothing_has_no_such_line() -> None:
    assert drawn("p3").plan.indicator("ck-4") is None


def test_the_department_that_leads_has_the_whole_target() -> None:
    line = drawn("tckh").plan.indicator("ck-6b")
    assert line is not None
    assert line.target == AtLeast(Decimal(73))
    assert line.reporters == ("tckh",)


@pytest.mark.parametrize(
    ("target", "part"),
    [
        (AtMost(Decimal(73)), AtMost(Decimal(14))),
        (MoreThan(Decimal(72)), AtLeast(Decimal(14))),
        (Exactly(Decimal(73), Decimal(2)), Exactly(Decimal(14))),
        (Between(Decimal(73), Decimal(146)), Between(Decimal(14), Decimal(28))),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_share_is_a_target_of_the_kind_that_keeps_the_whole(
    target: Target, part: Target
) -> None:
    plan = with_indicator(city(), "ck-6b", target=target, trajectory=Linear())
    line = drawn("p2", plan).plan.indicator("ck-6b")
    assert line is not None
    assert line.target == part


def test_a_share_that_is_not_known_yet_is_told_and_left_out() -> None:
    plan = with_indicator(city(), "ck-6b", allot={})
    made = drawn("p2", plan)
    assert made.unshared == ("ck-6b",)
    assert made.plan.indicator("ck-6b") is None


def test_a_buffer_makes_the_paths_uneven_and_that_is_told() -> None:
    above = city().indicator("ck-6b")
    assert above is not None
    more = {**above.allot, "p1": Decimal(15)}
    plan = with_indicator(city(), "ck-6b", allot=more)
    assert drawn("p2", plan).uneven == ("ck-6b",)
    assert drawn("p2").uneven == ()


def test_a_figure_may_be_raised_and_a_line_added() -> None:
    own = drawn("p2").plan
    own = with_indicator(own, "ck-6b", target=AtLeast(Decimal(20)))
    extra = Task("p2-1", "Ngày thứ Sáu giải quyết hồ sơ tại nhà", lead="p2")
    own = replace(own, tasks=(*own.tasks, extra))
    held = check_conformity(own, city(), nowhere)
    assert (held.problems, held.own) == ((), ("p2-1",))


def test_a_figure_that_is_lowered_is_told() -> None:
    own = with_indicator(drawn("p2").plan, "ck-6b", target=AtLeast(Decimal(13)))
    assert found(own) == [(ProblemCode.PART_LOWERED, "ck-6b")]


def test_a_path_that_promises_less_in_a_period_is_told() -> None:
    own = with_indicator(drawn("p2").plan, "dvctt", trajectory=Linear())
    told = check_conformity(own, city(), nowhere).problems
    values = [each.blanks["value"] for each in told]
    assert values == ["10 (2022-Q1)", "20 (2022-Q2)", "30 (2022-Q3)"]


def test_a_target_that_is_taken_away_is_told() -> None:
    own = with_indicator(drawn("p2").plan, "ck-6b", target=None)
    assert found(own) == [(ProblemCode.PART_LOWERED, "ck-6b")]


def test_a_baseline_or_an_amount_that_makes_the_target_easier_is_told() -> None:
    capital = drawn("tckh").plan.indicator("ck-1a")
    assert capital is not None
    assert capital.amount is not None
    less = replace(capital.amount, value=Decimal(1000))
    own = with_indicator(drawn("tckh").plan, "ck-1a", amount=less)
    assert found(own) == [(ProblemCode.PART_LOWERED, "ck-1a")]
    score = drawn("kt").plan.indicator("ck-3")
    assert score is not None
    assert score.baseline is not None
    easy = replace(score.baseline, value=Decimal(60))
    own = with_indicator(drawn("kt").plan, "ck-3", baseline=easy)
    assert found(own) == [(ProblemCode.PART_LOWERED, "ck-3")]


def test_an_allowance_may_be_narrowed_and_not_widened() -> None:
    plan = with_indicator(city(), "ck-6b", target=AtMost(Decimal(73)))
    own = drawn("p2", plan).plan
    assert found(with_indicator(own, "ck-6b", target=AtMost(Decimal(12))), plan) == []
    wider = with_indicator(own, "ck-6b", target=AtMost(Decimal(15)))
    assert found(wider, plan) == [(ProblemCode.PART_LOWERED, "ck-6b")]


@pytest.mark.parametrize("days", [1, None])
def test_a_later_day_or_none_is_told(days: int | None) -> None:
    def mend(task: Task) -> Task:
        assert task.due is not None
        return replace(task, due=task.due + timedelta(days) if days else None)

    own = with_task(drawn("p2").plan, "1.4", mend)
    assert found(own) == [(ProblemCode.PART_LATER, "1.4")]


def test_a_task_may_be_cut_into_several_none_of_them_later() -> None:
    own = drawn("p2").plan
    task = own.task("1.4")
    assert task is not None
    assert task.due is not None
    parts = tuple(
        replace(task, id=f"1.4-{n}", due=task.due - timedelta(n)) for n in (1, 2)
    )
    rest = tuple(each for each in own.tasks if each.id != "1.4")
    assert found(replace(own, tasks=(*parts, *rest))) == []


def test_a_lower_count_of_a_task_is_told() -> None:
    own = drawn("vhtt").plan
    mended = with_task(own, "1.2", lambda task: replace(task, count=Count(Decimal(5))))
    assert found(mended) == [(ProblemCode.PART_LOWERED, "1.2")]


def test_lines_that_are_left_out_are_told_by_name() -> None:
    own = drawn("p2").plan
    held = check_conformity(replace(own, tasks=()), city(), nowhere)
    assert {each.code for each in held.problems} == {ProblemCode.PART_MISSING}
    assert "Hướng dẫn người dân nộp hồ sơ trực tuyến" in {
        each.blanks["name"] for each in held.problems
    }


def test_a_plan_of_another_unit_or_another_year_is_not_compared() -> None:
    own = drawn("p2").plan
    assert own.origin is not None
    other = replace(own, origin=replace(own.origin, plan="sa-dec-2021"))
    assert [fault for fault, _ in found(other)] == [ProblemCode.ABOVE_OTHER]
    assert [fault for fault, _ in found(replace(own, origin=None))] == [
        ProblemCode.ABOVE_UNNAMED
    ]
