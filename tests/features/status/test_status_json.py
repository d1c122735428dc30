import json
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest

from cchc.core.verdict.status import StatusView
from cchc.core.verdict.statuses import Status, TaskStatus
from cchc.features.status.show.status_json import status_json
from cchc.screen.document import (
    decimal_string,
    exact_string,
    fixed_string,
    percent_string,
)


def test_the_keys_stand_in_the_order_of_the_contract(view: StatusView) -> None:
    document = json.loads(status_json(view))
    assert list(document) == [
        "schema",
        "plan",
        "plan_title",
        "plan_version",
        "period",
        "as_of",
        "basis",
        "counts",
        "commitments",
        "indicators",
        "tasks",
        "units",
        "obstacles",
        "since_issued",
        "signing",
    ]
    assert document["schema"] == "cchc.status/1"
    assert document["period"] == "2022-Q2"
    assert document["as_of"] == "2022-06-22"


def test_a_count_of_firms_is_spelled_as_agreed(view: StatusView) -> None:
    text = status_json(view)
    firms = json.loads(text)["commitments"][2]["indicators"][1]
    assert firms == {
        "id": "ck-6b",
        "measure": "flow",
        "unit": "doanh nghiệp",
        "target": {"kind": "at_least", "value": "26"},
        "actual": "11",
        "numerator": None,
        "denominator": None,
        "in_period": "5",
        "expected": "12",
        "percent": "42.31",
        "shown": "11",
        "status": "undetermined",
        "rule": "S9",
        "known": {"status": "watch", "rule": "S6"},
        "quality": "final",
        "coverage": {
            "reported": 5,
            "expected": 6,
            "silent": ["p4"],
            "unpublished": [],
            "stale": [],
            "closed": [],
        },
        "standing": {"period": "2022-Q2", "status": "undetermined", "rule": "S9"},
        "last": None,
        "short": [],
        "previous_year": "13",
        "previous_year_source": "plan",
        "needed_pace": {"per_period": "7.50", "multiple": "2.80"},
        "bound": None,
        "parts": {},
        "original": None,
        "decision": None,
    }


def test_a_rate_is_a_percentage_to_six_decimals(view: StatusView) -> None:
    rate = json.loads(status_json(view))["commitments"][3]["indicators"][0]
    assert rate["actual"] == "99.453552"
    assert (rate["numerator"], rate["denominator"]) == ("182", "183")


def test_every_status_is_counted_even_when_there_is_none(view: StatusView) -> None:
    counts = json.loads(status_json(view))["counts"]
    judged = {each.value for each in Status if each is not Status.STATISTIC}
    assert set(counts["commitments"]) == judged
    assert set(counts["tasks"]) == {each.value for each in TaskStatus}
    assert counts["commitments"]["met"] == 0
    assert sum(counts["commitments"].values()) == 4
    assert sum(counts["indicators"].values()) == 6
    assert counts["reports"] == {
        "expected": 8,
        "submitted": 7,
        "on_time": 6,
        "overdue": 1,
    }


def test_tasks_units_and_obstacles_are_told(view: StatusView) -> None:
    document = json.loads(status_json(view))
    assert document["tasks"][2] == {
        "id": "1.4",
        "area": "tuyen-truyen",
        "name": "Hướng dẫn người dân nộp hồ sơ trực tuyến",
        "status": "overdue",
        "due": "2022-05-31",
        "extended_from": None,
        "decisions": [],
        "done": None,
        "count": "2",
        "of": "3",
    }
    assert document["units"][6] == {
        "id": "p4",
        "report": "overdue",
        "on_time": False,
        "late_days": 3,
        "due": "2022-06-17",
        "waiting": [],
        "relief": None,
        "returned": None,
        "closed": None,
        "disputed": [],
        "reminders": 0,
        "punctuality": {"on_time": 0, "of": 0},
    }
    assert document["obstacles"] == {"open": 2, "unanswered": 1}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(59, 3), "19.67"),
        (Fraction(99999, 1000), "99.99"),
        (Fraction(100001, 1000), "100.01"),
        (Fraction(100), "100.00"),
        (Fraction(-1, 200), "-0.01"),
        (Decimal("19.18"), "19.18"),
    ],
)
def test_two_decimals_never_cross_a_hundred(value: Fraction, text: str) -> None:
    assert fixed_string(value) == text


def test_exact_figures_lose_nothing_and_carry_no_zeros() -> None:
    assert exact_string(Fraction(4, 8)) == "0.5"
    assert exact_string(Fraction(123456789012345678901234567890123, 8)).endswith(
        "265.375"
    )
    assert exact_string(Fraction(1, 3)) == "0.333333"
    assert exact_string(Fraction(10**30)) == "1" + "0" * 30
    assert decimal_string(Decimal("14.00")) == "14"
    assert decimal_string(Decimal("1E+3")) == "1000"
    assert decimal_string(Decimal("-0.0")) == "0"
    assert percent_string(Fraction(99_999_999_999, 10**9)) == "99.999999"


def test_rounded_figures_keep_their_order() -> None:
    values = [Fraction(100) + Fraction(n, 7000) for n in range(-300, 300)]
    assert all(
        Decimal(fixed_string(a)) <= Decimal(fixed_string(b))
        for a, b in pairwise(values)
    )
