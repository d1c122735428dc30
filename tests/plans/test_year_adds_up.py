"""The illustrated year of Sa Đéc keeps every check that its plan declares."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc.core.facts.report import CellKey, Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.verdict.checking import failures
from cchc.features.report.actions.checks import memo_checks
from cchc.sources.plan.plan_file import read_plan
from cchc.store.ledger import open_ledger
from cchc.store.plans import plan_ids, versions
from cchc.store.reports import facts
from cchc.text.record import replace

SHIPPED = read_plan(Path(__file__).parents[2] / "plans" / "sa-dec-2022.yaml").plan
CHECKS = [each.id for each in SHIPPED.checks]
Year = tuple[Plan, Facts]


@pytest.fixture(scope="module")
def year(played_year: Path) -> Iterator[Year]:
    with open_ledger(played_year / "cchc.db") as ledger:
        name = plan_ids(ledger)[0].id
        plan = versions(ledger, name)[-1].plan
        yield plan, facts(ledger, name, date(2023, 7, 3))


def spoiled(known: Facts, key: CellKey) -> Facts:
    """The facts with one figure far too high."""
    was = known.cells[key]
    now = replace(was, number=(was.number or Decimal(0)) + 100_000)
    return replace(known, cells={**known.cells, key: now})


def broken(plan: Plan, known: Facts) -> set[tuple[str, str | None, str]]:
    among = periods(plan)
    found = failures(plan, known, among, among)
    return {(each.rule.id, each.unit, each.period.name) for each in found}


def test_nothing_in_the_year_fails_a_check_not_even_one_that_only_warns(
    year: Year,
) -> None:
    plan, known = year
    assert len(plan.checks) == 8
    assert [memo_checks(plan, known, each) for each in periods(plan)] == [()] * 4


SPOILS = {
    "tiep-nhan": "hs-truc-tiep",
    "tong-so": "hs-tong",
    "da-giai-quyet": "hs-tre-han",
    "dung-han": "hs-ngay-han",
    "can-doi": "hs-tra-lai",
    "noi-ky": "hs-ky-truoc",
    "buu-chinh": "hs-bcci",
    "tra-lai-nhieu": "hs-tra-lai",
}


def test_every_check_of_the_plan_is_tried() -> None:
    assert set(SPOILS) == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_a_wrong_figure_of_every_unit_in_every_period(
    year: Year, check: str
) -> None:
    plan, known = year
    among = ["Q1", "Q2", "Q3", "Q4"][check == "noi-ky" :]
    one = plan.indicator(SPOILS[check])
    assert one is not None
    assert len(one.reporters) == 10
    for unit in one.reporters:
        for when in among:
            whom = None if check == "buu-chinh" else unit
            found = broken(plan, spoiled(known, (one.id, unit, when)))
            assert (check, whom, when) in found
