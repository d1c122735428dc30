"""Verdicts kept for programs that read the ledger (`judged`, `v_danh_gia`).

They are kept once `cchc db refresh` has written some. A row that an act touched is
marked (`seal.touched`) and shown to nobody until it is judged again, at the end of the
same run or of the next one that writes.
"""

from collections.abc import Collection, Iterable
from datetime import date
from sqlite3 import Connection

from cchc.store.codes import read_codes
from cchc.store.ledger import Ledger
from cchc.store.rows import field_columns, insert_all, read_records
from cchc.text.record import Record, field_names


class KeptVerdict(Record):
    """The verdict on an indicator in a period for a day; a row of `judged`.

    Figures are decimal text, a grade its word, an answer a day, `1` or `0`.
    """

    indicator: str
    period: str
    judged_for: date
    version: int
    actual: str | None
    numerator: str | None
    denominator: str | None
    in_period: str | None
    target: str | None
    expected: str | None
    percent: str | None
    status: str
    rule: str
    standing: str
    standing_rule: str
    word: str


COLUMNS = field_names(KeptVerdict)[2:]


def marked_plans(connection: Connection) -> set[int]:
    """The plans with rows that wait to be judged again."""
    rows = connection.execute(
        "SELECT DISTINCT plan_id FROM judged JOIN indicator ON id = indicator_id"
        " WHERE judged_for = ''"
    )
    return {plan for (plan,) in rows}


def unjudged_indicators(
    connection: Connection, plan: int, begun: int
) -> frozenset[str]:
    """The indicators of a plan without a verdict in each of the periods begun."""
    rows = connection.execute(
        "SELECT code FROM indicator WHERE plan_id = ? AND (SELECT count(*) FROM judged"
        " WHERE indicator_id = indicator.id AND judged_for <> '') < ?",
        (plan, begun),
    )
    return frozenset(code for (code,) in rows)


def read_verdicts(ledger: Ledger, plan_id: str) -> dict[tuple[str, str], KeptVerdict]:
    """The rows of a plan that are not marked, by indicator and period."""
    names = ", ".join(f"judged.{name}" for name in COLUMNS)
    rows = ledger.connection.execute(
        f"SELECT indicator.code AS indicator, period.name AS period, {names}"
        " FROM judged"
        " JOIN indicator ON indicator.id = indicator_id"
        " JOIN period ON period.id = period_id JOIN plan ON plan.id = period.plan_id"
        " WHERE plan.code = ? AND judged_for <> ''",
        (plan_id,),
    )
    kept = read_records(rows, KeptVerdict)
    return {(verdict.indicator, verdict.period): verdict for verdict in kept}


def put_verdicts(
    ledger: Ledger,
    plan_id: str,
    kept: Iterable[KeptVerdict],
    among: Collection[str] | None = None,
) -> None:
    """Put the verdicts of a plan in the place of those kept; `among` indicators."""
    connection = ledger.connection
    known = read_codes(connection, plan_id, ())
    judged_again = known.indicators.keys() if among is None else among
    connection.executemany(
        "DELETE FROM judged WHERE indicator_id = ?",
        [(known.indicators[key],) for key in judged_again],
    )
    rows = (
        {
            "indicator_id": known.indicators[row.indicator],
            "period_id": known.periods[row.period],
            **field_columns(row, *COLUMNS),
        }
        for row in kept
    )
    insert_all(connection, "judged", rows)


def drop_verdicts(ledger: Ledger) -> None:
    """Keep verdicts no longer."""
    ledger.connection.execute("DELETE FROM judged")
