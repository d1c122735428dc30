"""The illustrated year asked day by day: what the board says on each of its days.

    python -m tests.verdicts.day_by_day

plays the year and prints one line for each day on which a standing verdict changes.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

from cchc.main import main
from tests.json_examples import inside, play

FIRST, LAST = date(2021, 12, 20), date(2023, 2, 10)
Standing = Mapping[str, str]


def board(day: date) -> Standing:
    """The standing verdict of every commitment and indicator at the end of a day."""
    said = StringIO()
    with redirect_stdout(said):
        code = main(["--quiet", "--today", str(day), "status", "--json"])
    assert code == 0, said.getvalue()
    view = json.loads(said.getvalue())
    rows = [row for signed in view["commitments"] for row in signed["indicators"]]
    verdicts = {
        row["id"]: row["standing"]["status"]
        for row in (*rows, *view["indicators"])
        if row["standing"] is not None  # a statistic is not judged
    }
    promises = {
        signed["id"]: signed["standing"]["status"] for signed in view["commitments"]
    }
    return {**promises, **verdicts}


def boards(year: Path, days: Iterable[date]) -> Iterator[tuple[date, Standing]]:
    """These days of the year, each with its board."""
    with inside(year):
        for day in days:
            yield day, board(day)


def every_day() -> Iterator[date]:
    """The days from before the first report to after the year is settled."""
    return (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1))


def report() -> Iterator[str]:
    """A line for each day on which something stands otherwise than the day before."""
    with tempfile.TemporaryDirectory() as folder:
        before: Standing = {}
        for day, now in boards(play(Path(folder) / "year"), every_day()):
            changed = [
                f"{key} {before.get(key, '-')} → {status}"
                for key, status in now.items()
                if before.get(key) != status
            ]
            if changed:
                yield f"{day}  {'; '.join(changed)}"
            before = now


if __name__ == "__main__":
    for line in report():
        sys.stdout.write(f"{line}\n")
