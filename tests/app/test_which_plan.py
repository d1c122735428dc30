"""Which plan and which period are meant, where two years stand in one database."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cchc.app.which_plan import (
    check_plan,
    period_in_question,
    plan_in_question,
)
from cchc.core.facts.report import Stamp
from cchc.features.plan.actions.apply import apply_plan
from cchc.features.plan.show.apply import Applied, Grounds
from cchc.sources.file_bytes import PlanRead
from cchc.store.ledger import open_ledger
from cchc.text.problem import Problem

PLAN = """
cchc: 1
id: kh-{year}
title: Kế hoạch năm {year}
year: {year}
authority: {{name: Ủy ban nhân dân xã}}
units: [{{id: vp, name: Văn phòng}}]
tasks: [{{id: "1", name: Họp, lead: vp}}]
"""


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Path:
    database = tmp_path_factory.mktemp("years") / "cchc.db"
    at = datetime(2022, 12, 1, 9, tzinfo=UTC)
    for year in (2022, 2023):
        checked = check_plan(None, PLAN.format(year=year).encode())
        assert isinstance(checked, PlanRead), checked
        stamp = Stamp(at, at, "clerk", "test")
        done = apply_plan(checked, database, Grounds(), stamp, dry_run=False)
        assert isinstance(done, Applied), done
    return database


def meant(database: Path, said: str | None, today: date) -> str:
    with open_ledger(database) as ledger:
        plan = plan_in_question(ledger, said, today)
        assert not isinstance(plan, Problem), plan
        period = period_in_question(plan, said, today)
        assert not isinstance(period, Problem), period
        return period.id


@pytest.mark.parametrize(
    ("said", "today", "period"),
    [
        (None, date(2022, 2, 1), "2022-Q1"),
        (None, date(2022, 12, 10), "2022-Q4"),
        (None, date(2022, 12, 16), "2022-Q4"),
        (None, date(2023, 2, 20), "2022-Q4"),
        (None, date(2023, 3, 6), "2023-Q1"),
        ("Q1", date(2022, 12, 10), "2022-Q1"),
        ("Q1", date(2023, 1, 20), "2023-Q1"),
        ("Q4/2022", date(2023, 3, 6), "2022-Q4"),
        ("2023-Q1", date(2022, 12, 10), "2023-Q1"),
    ],
)
def test_the_year_being_closed_goes_before_the_one_that_has_just_begun(
    two_years: Path, said: str | None, today: date, period: str
) -> None:
    assert meant(two_years, said, today) == period
