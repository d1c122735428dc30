"""Which results of a period nothing proves: neither a document nor evidence."""

from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.acts import Evidence
from cchc.core.facts.derived import MissingEvidence, unproven_results
from cchc.core.facts.report import (
    CellState,
    Facts,
    Item,
    Reading,
    ReportedEvidence,
    TaskNote,
    TaskState,
)
from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.kinds import By
from cchc.text.record import replace
from tests.core.world import indicator, plan_of

DAY = date(2022, 3, 10)
MILESTONE = replace(indicator(Measure.MILESTONE, By(DAY)), id="moc")
PLAN = plan_of(MILESTONE, replace(indicator(Measure.YES, None), id="co"))
DONE = Reading(CellState.VALUE, done=DAY)
FACTS = Facts(
    DAY,
    cells={
        ("moc", "u1", "Q1"): DONE,
        ("moc", "u2", "Q1"): Reading(CellState.VALUE, number=Decimal(1)),
        ("moc", "u1", "Q2"): DONE,
        ("co", "u1", "Q1"): DONE,
    },
    items=(
        Item("ds", "u1", "Q1", "Trà sen", "trà sen"),
        Item("ds", "u1", "Q1", "Khô cá", "khô cá", document="QĐ 2"),
        Item("ds", "u1", "Q2", "Bánh", "bánh"),
    ),
    tasks=(
        TaskNote("viec", "u1", "Q1", TaskState.DONE, DAY),
        TaskNote("viec", "u2", "Q1", TaskState.DONE, DAY, document="QĐ 3"),
        TaskNote("viec", "u3", "Q1", TaskState.DOING),
        TaskNote("viec", "u1", "Q2", TaskState.DONE, DAY),
    ),
)
ROW = MissingEvidence("ds", "u1", "Q1", "Trà sen")
STEP = MissingEvidence("moc", "u1", "Q1")
TASK = MissingEvidence("viec", "u1", "Q1")


def test_a_row_a_milestone_and_a_task_are_results_of_their_period() -> None:
    assert unproven_results(PLAN, FACTS, "Q1") == (ROW, STEP, TASK)
    later = unproven_results(PLAN, FACTS, "Q2")
    assert [(own.about, own.name) for own in later] == [
        *(("ds", "Bánh"), ("moc", None), ("viec", None)),
    ]
    assert unproven_results(PLAN, FACTS, "Q3") == ()


@pytest.mark.parametrize(
    ("unit", "period", "about", "left"),
    [
        ("u1", "Q1", "ds", (STEP, TASK)),
        ("u1", "Q1", "moc", (ROW, TASK)),
        ("u1", "Q1", "viec", (ROW, STEP)),
        # neither another unit's nor another period's
        ("u2", "Q1", "moc", (ROW, STEP, TASK)),
        ("u1", "Q2", "moc", (ROW, STEP, TASK)),
    ],
)
def test_evidence_proves_all_that_its_unit_says_of_a_thing_in_the_period(
    unit: str, period: str, about: str, left: tuple[MissingEvidence, ...]
) -> None:
    proof = ReportedEvidence(unit, period, Evidence(about, "QĐ 1"))
    facts = replace(FACTS, evidence=(proof,))
    assert unproven_results(PLAN, facts, "Q1") == left
