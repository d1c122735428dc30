"""What a party promises of a plan, and what of it an amendment changes."""

from datetime import date
from decimal import Decimal

from cchc.core.cascade.unit_plan import Pledge, pledge, pledge_changes
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.text.record import replace
from tests.core.cascade.test_unit_plan import city, with_indicator


def of(unit: str, plan: Plan | None = None) -> Pledge:
    above = plan or city()
    return pledge(above, above.unit(unit))


def ids(one: Pledge) -> list[str]:
    return [each.id for each in one.lines]


def target(one: Pledge, key: str) -> object:
    found = (each for each in one.lines if each.id == key)
    return next(each.target for each in found if isinstance(each, Indicator))


def with_task(plan: Plan, key: str, **parts: object) -> Plan:
    tasks = (
        replace(each, **parts) if each.id == key else each  # type: ignore[arg-type]
        for each in plan.tasks
    )
    return replace(plan, tasks=tuple(tasks))


def test_the_authority_promises_its_eight_commitments() -> None:
    own = pledge(city(), None)
    assert len(own.commitments) == 8
    assert len(own.signed_lines) == 11
    assert own.tasks == ()


def test_a_ward_promises_its_share_its_rates_and_its_tasks() -> None:
    ward = of("p1")
    assert ids(ward) == ["ck-4", "ck-6b", "hs-dung-han", "dvctt", "1.4"]
    assert target(ward, "ck-6b") == AtLeast(Decimal(12))
    assert target(ward, "hs-dung-han") == AtLeast(Decimal(98))


def test_who_leads_promises_the_whole_and_who_helps_promises_nothing() -> None:
    assert target(of("tckh"), "ck-6b") == AtLeast(Decimal(73))
    assert "1.1" in ids(of("vhtt"))
    assert "1.1" not in ids(of("nv"))


def test_statistics_are_no_promise() -> None:
    assert "bcci" not in ids(of("vp"))


def test_a_unit_without_a_part_has_a_pledge_without_lines() -> None:
    assert of("yt").lines == ()


def test_the_shares_of_all_units_make_the_promise() -> None:
    plan = city()
    for one in plan.all_indicators:
        if one.allot:
            assert isinstance(one.target, AtLeast)
            shares = [
                target(of(unit), one.id) for unit, part in one.allot.items() if part
            ]
            least = [each.value for each in shares if isinstance(each, AtLeast)]
            assert len(least) == len(shares)
            assert sum(part or 0 for part in least) >= (one.target.value or 0)


def test_every_line_is_a_line_of_the_plan() -> None:
    known = {each.id for each in city().all_indicators}
    known |= {each.id for each in city().tasks}
    for unit in city().units:
        assert set(ids(of(unit.id))) <= known


def test_only_what_is_promised_otherwise_is_a_change() -> None:
    later = with_task(city(), "1.4", due=date(2022, 9, 30))
    changes = pledge_changes(of("p1"), of("p1", later))
    ((was, now),) = [(each.before, each.after) for each in changes]
    assert isinstance(was, Task)
    assert isinstance(now, Task)
    assert (was.due, now.due) == (date(2022, 6, 30), date(2022, 9, 30))
    assert pledge_changes(of("yt"), of("yt", later)) == ()


def test_new_words_alone_change_nothing() -> None:
    reworded = with_indicator(city(), "ck-6b", name="Doanh nghiệp mới thành lập")
    assert pledge_changes(of("p1"), of("p1", reworded)) == ()


def test_a_share_taken_away_is_dropped_and_one_given_is_added() -> None:
    shares = {"p1": Decimal(0), "p3": Decimal(2), "p2": Decimal(6)}
    moved = with_indicator(city(), "ck-4", allot=shares)
    (dropped,) = pledge_changes(of("p1"), of("p1", moved))
    (added,) = pledge_changes(of("p3"), of("p3", moved))
    assert dropped.before is not None
    assert (dropped.before.id, dropped.after) == ("ck-4", None)
    assert added.after is not None
    assert (added.before, added.after.id) == (None, "ck-4")


def test_a_unit_the_plan_does_not_have_promises_nothing() -> None:
    assert pledge(city(), Unit("la", "Phường lạ")).lines == ()
