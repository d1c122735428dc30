"""The illustrated year, asked day by day.

`python -m tests.verdicts.day_by_day` asks it on every one of its 418 days.
"""

from datetime import date, timedelta
from pathlib import Path

from tests.verdicts.day_by_day import Standing, boards, every_day

KEPT = {
    "unreachable": {"unreachable", "failed"},
    "met": {"met", "exceeded"},
    "exceeded": {"exceeded", "met"},
    "done_late": {"done_late"},
}
"""What may stand the day after: no report of the year undoes what is decided."""
OPENS = [date(2022, month, 14) - timedelta(days=10) for month in (3, 6, 9, 12)]
"""The days on which a board begins to ask for the next period."""
ENDS = [date(2022, month, 1) + timedelta(days=-1) for month in range(2, 13)]
EDGES = [*(day + timedelta(days=10) for day in OPENS), *ENDS, date(2023, 1, 31)]
"""Days on which something falls due or a period ends."""


def days_asked() -> list[date]:
    """The days around all that ends, opens or is sent; every fifth of the others.

    What one of them loses is still lost on the next that is asked.
    """
    near = {day + timedelta(days=n) for day in (*EDGES, *OPENS) for n in (-1, 0, 1)}
    sent = {date(2022, month, day) for month in (3, 6, 9, 12) for day in range(15, 26)}
    often = set(list(every_day())[::5])
    return sorted((near | sent | often) & {*every_day()})


def test_what_is_decided_never_leaves_the_board_and_nothing_jumps(
    played_year: Path,
) -> None:
    before: Standing = {}
    seen = set()
    for day, now in boards(played_year, days_asked()):
        for key, status in before.items():
            seen.add(status)
            assert now[key] in KEPT.get(status, {now[key]}), (day, key, status)
        if day in OPENS:
            assert now == before, day
        before = now
    assert {"unreachable", "met", "exceeded"} <= seen
