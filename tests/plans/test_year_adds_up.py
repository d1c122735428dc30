"""The illustrated year of Sa Đéc keeps every check that its plan declares."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cchc.core.facts.report import CellKey, Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.checking import failures
from cchc.core.verdict.level_checks import sum_failures
from cchc.features.report.actions.checks import memo_checks
from cchc.sources.plan.plan_file import read_plan
from cchc.store.facts import facts
from cchc.store.ledger import open_ledger
from cchc.store.plans import plan_ids, versions
from cchc.text.record import replace

SHIPPED = read_plan(Path(__file__).parents[2] / "plans" / "sa-dec-2022.yaml").plan
CHECKS = [rule.id for rule in SHIPPED.all_checks]
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
    failed = failures(plan, known, among, among)
    return {(each.rule.id, each.unit, each.period.name) for each in failed}


def test_nothing_in_the_year_fails_a_check_not_even_one_that_only_warns(
    year: Year,
) -> None:
    plan, known = year
    assert len(plan.all_checks) == 8
    assert [memo_checks(plan, known, each) for each in periods(plan)] == [()] * 4


def test_the_table_of_the_year_is_that_which_an_official_counts(year: Year) -> None:
    plan, known = year
    among = periods(plan)
    cells = cells_in(plan, among, known)

    def to_date(*columns: str) -> int:
        keys = (f"ho-so.{column}" for column in columns)
        return sum(int(figures_of(cells[k], among[-1]).now.known or 0) for k in keys)

    assert to_date("ky-truoc") == 431
    assert to_date("truc-tuyen", "truc-tiep", "bcci") == 42_000
    assert to_date("truoc-han", "dung-han", "tre-han") == 40_390
    assert to_date("tra-lai") == 1_535
    assert to_date("trong-han", "qua-han") == 506


def test_a_year_whose_quarters_do_not_join_is_told_for_the_year(year: Year) -> None:
    plan, known = year
    among, key = periods(plan), ("ho-so.ky-truoc", "p1", "Q3")
    apart = spoiled(spoiled(known, key), ("ho-so.trong-han", "p1", "Q3"))
    rules = broken(plan, apart)
    assert ("ho-so", "p1", "Q3") not in rules
    assert ("ho-so[prev]", "p1", "Q3") in rules
    cells = cells_in(plan, among, apart)
    for of_units, unit in ((False, None), (True, "p1")):
        failed = [
            (failure.rule.id, failure.unit, failure.period.name)
            for period in among
            for failure in sum_failures(plan, cells, period, of_units=of_units)
        ]
        assert failed == [("ho-so", unit, "Q3")]


SPOILS = {
    "tiep-nhan": "ho-so.truc-tiep",
    "truc-tuyen": "ho-so.truc-tuyen",
    "da-giai-quyet": "ho-so.tre-han",
    "dung-han": "ho-so.dung-han",
    "buu-chinh": "ho-so.bcci",
    "tra-lai-nhieu": "ho-so.tra-lai",
    "ho-so": "ho-so.tra-lai",
    "ho-so[prev]": "ho-so.ky-truoc",
}


def test_every_check_of_the_plan_is_tried() -> None:
    assert set(SPOILS) == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_finds_a_wrong_figure_of_every_unit_in_every_period(
    year: Year, check: str
) -> None:
    plan, known = year
    among = ["Q1", "Q2", "Q3", "Q4"][check == "ho-so[prev]" :]
    one = plan.indicator(SPOILS[check])
    assert one is not None
    assert len(one.reporters) == 10
    for unit in one.reporters:
        for when in among:
            whom = None if check == "buu-chinh" else unit
            found = broken(plan, spoiled(known, (one.id, unit, when)))
            assert (check, whom, when) in found
