from datetime import date

import pytest

from cchc.core.facts.report import UNAVAILABLE
from cchc.core.plan.plan import Paper, Plan
from cchc.store.facts import facts
from cchc.store.ledger import Ledger
from cchc.store.plans import (
    PlanRef,
    apply_version,
    original_text,
    plan_ids,
    reported_keys,
    versions,
)
from cchc.store.reports import withdraw, write_report
from cchc.text.record import replace
from tests.store.world import (
    APRIL,
    EVERYTHING,
    MARCH,
    PLAN,
    put_plan,
    report,
    stamped,
    told,
    value,
)

DECISION = Paper("15/QĐ-UBND", date(2022, 6, 30))


def amend(ledger: Ledger, plan: Plan, text: str = "cchc: 1\n# sửa\n") -> int:
    return apply_version(
        ledger,
        plan,
        digest="1" * 64,
        source="plan.yaml",
        text=text,
        effective=3,
        decision=DECISION,
        reason="tăng chỉ tiêu",
        stamp=stamped(date(2022, 7, 1)),
    )


def test_versions_come_back_in_order_with_their_decisions(ledger: Ledger) -> None:
    amended = replace(PLAN, title="Kế hoạch (điều chỉnh)")
    assert amend(ledger, amended) == 2
    first, second = versions(ledger, PLAN.id)
    assert (first.number, first.plan, first.effective) == (1, PLAN, 1)
    assert (first.recorded_on, first.decision) == (date(2022, 1, 4), Paper())
    assert (second.number, second.plan, second.effective) == (2, amended, 3)
    assert (second.decision, second.reason) == (DECISION, "tăng chỉ tiêu")
    assert (second.digest, second.source) == ("1" * 64, "plan.yaml")


def test_the_text_of_every_version_is_kept(ledger: Ledger) -> None:
    amend(ledger, PLAN, "a: Đổi\r\nb: 2")
    assert original_text(ledger, PLAN.id, 1) == "cchc: 1\n"
    assert original_text(ledger, PLAN.id, 2) == "a: Đổi\r\nb: 2"
    with pytest.raises(KeyError):
        original_text(ledger, PLAN.id, 3)


def test_a_plan_that_was_never_applied_has_no_version(ledger: Ledger) -> None:
    assert versions(ledger, "another") == ()


def test_several_years_live_in_one_file_without_mixing(ledger: Ledger) -> None:
    next_year = replace(PLAN, id="ke-hoach-2023", year=2023, title="Năm 2023")
    put_plan(ledger, next_year)
    told(ledger, 14)
    assert plan_ids(ledger) == (
        PlanRef("ke-hoach-2023", 2023, "Năm 2023"),
        PlanRef(PLAN.id, 2022, PLAN.title),
    )
    assert facts(ledger, "ke-hoach-2023", MARCH).submissions == ()
    assert len(facts(ledger, PLAN.id, MARCH).submissions) == 1
    assert reported_keys(ledger, "ke-hoach-2023").units == frozenset()


def test_a_new_unit_can_report_after_the_amendment(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        told(ledger, 3, unit="p3")
    amend(ledger, replace(PLAN, units=(*PLAN.units, replace(PLAN.units[1], id="p3"))))
    told(ledger, 3, unit="p3")
    assert ("dn", "p3", "Q1") in facts(ledger, PLAN.id, MARCH).cells


def test_what_an_amendment_leaves_out_keeps_its_figures(ledger: Ledger) -> None:
    told(ledger, 14)
    amend(ledger, replace(PLAN, commitments=(), units=PLAN.units[:1], groups={}))
    assert facts(ledger, PLAN.id, MARCH).cells["dn", "p1", "Q1"] == value(14)


def test_what_figures_hang_on_is_known(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    write_report(ledger, PLAN.id, report(unit="p2", period="Q2"), stamped(MARCH))
    known = reported_keys(ledger, PLAN.id)
    assert known.indicators == set(EVERYTHING.readings)
    assert known.units == {"p1", "p2"}
    assert known.periods == {"Q1", "Q2"}
    assert known.tasks == {"1.4"}
    assert known.cells == {(key, "p1") for key in EVERYTHING.readings}


def test_nothing_hangs_on_what_was_undone(ledger: Ledger) -> None:
    readings = {"dn": value(1), "tien": UNAVAILABLE}
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    write_report(ledger, PLAN.id, report(unit="p2", readings=readings), stamped(MARCH))
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(APRIL))
    withdraw(ledger, PLAN.id, "p2", "Q1", "dn", "nhầm", stamped(APRIL))
    known = reported_keys(ledger, PLAN.id)
    assert known.cells == {("tien", "p2")}
    assert known.units == {"p2"}
    assert not known.tasks
