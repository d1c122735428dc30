"""The illustrated year, asked on every one of its days."""

from datetime import date, timedelta
from pathlib import Path

from tests.verdicts.day_by_day import Standing, boards

KEPT = {
    "unreachable": {"unreachable", "failed"},
    "met": {"met", "exceeded"},
    "exceeded": {"exceeded", "met"},
    "done_late": {"done_late"},
}
"""What may stand the day after: no report of the year undoes what is decided."""
OPENS = [date(2022, month, 14) - timedelta(days=10) for month in (3, 6, 9, 12)]
"""The days on which a board begins to ask for the next period."""


def test_what_is_decided_never_leaves_the_board_and_nothing_jumps(
    played_year: Path,
) -> None:
    before: Standing = {}
    seen = set()
    for day, now in boards(played_year):
        for key, status in before.items():
            seen.add(status)
            assert now[key] in KEPT.get(status, {now[key]}), (day, key, status)
        if day in OPENS:
            assert now == before, day
        before = now
    assert {"unreachable", "met", "exceeded"} <= seen
