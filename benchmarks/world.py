"""A plan of many units, everything reported, as a ledger to measure on.

    python -m benchmarks.world UNITS INDICATORS FOLDER [PERIODS]

Makes FOLDER/cchc.db of a plan with so many units and indicators (flows, rates,
running totals), in which every unit has reported the first PERIODS of the year's
four quarters (default: all). The same words give the same rows. The rows go into
the log by SQL, in one transaction, past every trigger of the ledger, each report
sealed as an act: what a year of `report add` leaves, in seconds.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from cchc.store.seal.chain import last_rows, seal_act

ROOT = Path(__file__).parents[1]
TODAY = "2023-02-01"
"""A day after the last report, for whoever asks the ledger."""
RECEIVED = ("2022-03-15", "2022-06-15", "2022-09-15", "2022-12-15")
APPLIED = "2022-01-04"

ENTRY = (
    "INSERT INTO entry (id, plan_id, unit_id, period_id, kind, received, actor,"
    " source, recorded_at, machine_at) VALUES (?, 1, ?, ?, 'report', ?, 'đo',"
    " 'report add', ?, ?)"
)
REVISION = (
    "INSERT INTO revision (entry_id, indicator_id, unit_id, period_id, sequence,"
    " state, value, denominator, scale, quality)"
    " VALUES (?, ?, ?, ?, 1, 'value', ?, ?, 0, 'final')"
)


def plan_text(units: int, indicators: int) -> str:
    """A plan in which every unit reports everything."""
    lines = ["cchc: 1", "id: nhieu-2022", "title: Kế hoạch thử", "year: 2022"]
    lines += ["authority: {name: Ủy ban nhân dân tỉnh}", "units:"]
    lines += [f"  - {{id: u{i}, name: Xã {i}, kind: commune}}" for i in range(units)]
    lines += ["indicators:", *(indicator(number) for number in range(indicators))]
    return "\n".join(lines) + "\n"


def indicator(number: int) -> str:
    """Of five indicators one is a running total, one a rate, three are flows."""
    name = f"Số liệu thứ {number} của kế hoạch cải cách hành chính"
    kind = {
        3: "measure: running, unit: hồ sơ, target: {at_least: 100000}",
        4: "measure: ratio, of: flow, unit: '%', target: {at_least: 98}",
    }.get(number % 5, "measure: flow, unit: hồ sơ, target: {at_least: 100000}")
    return (
        f"  - {{id: a{number}, name: {name}, {kind}, lead: u0, reporters: [commune]}}"
    )


def figures(
    unit: int, ordinal: int, indicators: int
) -> Iterator[tuple[int, int | None]]:
    """Value and denominator of each figure of one report."""
    for number in range(indicators):
        seed = (unit * 31 + ordinal * 17 + number * 7) % 97
        if number % 5 == 4:
            yield 100 + seed - seed % 3, 100 + seed
        elif number % 5 == 3:
            yield 100 * ordinal + seed, None
        else:
            yield seed, None


def fill(ledger: Path, units: int, indicators: int, periods: int) -> None:
    """Every figure of the first periods; units and indicators as numbered by apply."""
    connection = sqlite3.connect(ledger, isolation_level=None)
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("BEGIN IMMEDIATE")

    def ids(table: str) -> list[int]:
        order = "ordinal" if table == "period" else "id"
        rows = connection.execute(f"SELECT id FROM {table} ORDER BY {order}")
        return [row for (row,) in rows]

    unit_ids, indicator_ids = ids("unit"), ids("indicator")
    for ordinal, period in enumerate(ids("period")[:periods], 1):
        day = RECEIVED[ordinal - 1]
        for index, unit in enumerate(unit_ids):
            entry = (ordinal - 1) * units + index + 1
            stamp, before = f"{day}T08:00:00", last_rows(connection)
            connection.execute(ENTRY, (entry, unit, period, day, stamp, stamp))
            connection.executemany(
                REVISION,
                (
                    (entry, line, unit, period, *figure)
                    for line, figure in zip(
                        indicator_ids, figures(index, ordinal, indicators), strict=True
                    )
                ),
            )
            seal_act(connection, before)
    connection.execute("COMMIT")
    connection.close()


def make(units: int, indicators: int, folder: Path, periods: int = 4) -> Path:
    """The ledger of such a year; the folder must not hold one yet."""
    folder.mkdir(parents=True, exist_ok=True)
    plan, ledger = folder / "plan.yaml", folder / "cchc.db"
    plan.write_text(plan_text(units, indicators), encoding="utf-8")
    where = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
    words = ["--today", APPLIED, "--db", str(ledger), "plan", "apply", str(plan)]
    subprocess.run(
        [sys.executable, "-m", "cchc", "--quiet", *words],
        env={**os.environ, "PYTHONPATH": where},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    fill(ledger, units, indicators, periods)
    return ledger


if __name__ == "__main__":
    counts = [int(word) for word in (sys.argv[1], sys.argv[2], *sys.argv[4:5])]
    print(make(counts[0], counts[1], Path(sys.argv[3]), *counts[2:]))
