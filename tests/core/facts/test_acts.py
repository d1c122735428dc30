"""What acts come to: a unit's record, and what proves a result."""

from datetime import date

import pytest

from cchc.core.facts.acts import (
    Evidence,
    PeriodRecord,
    ReportingRecord,
    proofs_by_key,
)
from cchc.core.plan.calendar import periods
from tests.core.world import plan_of

DAY = date(2022, 3, 10)


def record(*on_time: bool | None) -> ReportingRecord:
    """Marks of the quarters, each with one reminder."""
    among = zip(periods(plan_of()), on_time, strict=False)
    return ReportingRecord(
        tuple(PeriodRecord(own.name, own.due, None, word, 0, 1) for own, word in among)
    )


@pytest.mark.parametrize(
    ("marks", "on_time", "of"),
    [
        ((), 0, 0),
        ((True, False, True), 2, 3),
        # what is not decided yet stands outside of both
        ((True, None), 1, 1),
        ((None, False, None), 0, 1),
    ],
)
def test_a_record_counts_what_is_decided(
    marks: tuple[bool | None, ...], on_time: int, of: int
) -> None:
    own = record(*marks)
    assert (own.on_time, own.of, own.reminders) == (on_time, of, len(marks))
    both = record(True).followed_by(own)
    assert (both.on_time, both.of) == (on_time + 1, of + 1)


def test_proofs_of_one_result_are_a_list_where_there_are_several() -> None:
    pairs = (("a", "QĐ 1"), ("b", "QĐ 2"), ("a", "QĐ 3"))
    assert proofs_by_key(pairs) == {"a": ["QĐ 1", "QĐ 3"], "b": "QĐ 2"}
    assert proofs_by_key(()) == {}


@pytest.mark.parametrize(
    ("proof", "text"),
    [
        (Evidence("x", "QĐ 1"), "QĐ 1"),
        (Evidence("x", "tep/qd.pdf", "0a", 7), "qd.pdf (7 byte, SHA-256 0a)"),
        (Evidence("x", "rong.txt", "0a"), "rong.txt (0 byte, SHA-256 0a)"),
    ],
)
def test_of_a_file_its_name_length_and_sum_are_sent(proof: Evidence, text: str) -> None:
    assert proof.as_sent == text
