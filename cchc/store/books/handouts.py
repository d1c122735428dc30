"""What was handed out of the papers in the register, and what was not.

The register comes first, the file after it: a paper without a row here was registered
by a run that ended before the paper was on the disk or on the screen. It can be had
again by its number.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from cchc.core.facts.report import Stamp
from cchc.store.ledger import Ledger, open_ledger, read_transaction, write_transaction
from cchc.store.rows import digest, insert, read_records, stamp_columns
from cchc.store.seal.code import code_of
from cchc.text.record import Record

OPEN_PAPERS = """
SELECT plan.code AS plan, plan.id AS plan_row, 'memo' AS kind, issued.id,
  issued.number, period.name AS period, substr(recorded_at, 1, 10) AS day
FROM issued JOIN period ON period.id = period_id JOIN plan ON plan.id = issued.plan_id
WHERE NOT EXISTS (SELECT 1 FROM handed_out WHERE issued_id = issued.id)
UNION ALL
SELECT plan.code, plan.id, 'letter', dispatch.id, dispatch.id, period.name,
  substr(recorded_at, 1, 10)
FROM dispatch JOIN period ON period.id = period_id
JOIN plan ON plan.id = dispatch.plan_id
WHERE NOT EXISTS (SELECT 1 FROM handed_out WHERE dispatch_id = dispatch.id)
ORDER BY 3 DESC, 4
"""
COLUMNS = {"memo": "issued_id", "letter": "dispatch_id"}


PaperKey = tuple[str, int]
"""`memo` and its number in the plan, `letter` and its row."""


class OpenPaper(Record):
    """A paper in the register that nobody got: `id` is its row, `number` its name."""

    plan: str
    plan_row: int
    kind: str
    id: int
    number: int
    period: str
    day: str

    @property
    def key(self) -> PaperKey:
        return self.kind, self.number


class HandedFile(Record):
    """A file that was handed out, by its name and SHA-256; neither of a screen."""

    place: str = ""
    sha256: str = ""


def handed_file(path: Path | None) -> HandedFile:
    """The file as it is on the disk; None: it was printed, or went to a device."""
    if path is None or not path.is_file():
        return HandedFile()
    return HandedFile(path.name, digest(path.read_bytes()))


def open_papers(ledger: Ledger) -> tuple[OpenPaper, ...]:
    """Papers in the register that were not handed out, memos before letters."""
    with read_transaction(ledger) as connection:
        return tuple(read_records(connection.execute(OPEN_PAPERS), OpenPaper))


def note_handed_out(
    database: Path,
    plan: str,
    papers: Mapping[PaperKey, Iterable[HandedFile]],
    stamp: Stamp,
) -> None:
    """Note the files of a plan's papers that nobody had got before."""
    with open_ledger(database) as ledger:
        waiting = [
            paper
            for paper in open_papers(ledger)
            if paper.plan == plan and paper.key in papers
        ]
    if not waiting:
        return
    with open_ledger(database, write=True) as ledger, write_transaction(ledger) as db:
        for paper in waiting:
            for file in papers[paper.key]:
                row = {
                    "plan_id": paper.plan_row,
                    COLUMNS[paper.kind]: paper.id,
                    "place": file.place,
                    "sha256": file.sha256,
                    **stamp_columns(stamp),
                }
                insert(db, "handed_out", row)


def code_for_paper(ledger: Ledger, day: date) -> str | None:
    """The seal code as of a paper's own day, before the papers registered on it.

    So the same day gives the same paper, also after its issue. Of a day before the
    chain was begun it is that of the first act.
    """
    row = ledger.connection.execute(
        "SELECT sha256 FROM seal WHERE day < ?1 OR (day = ?1 AND papers = 0)"
        " ORDER BY id DESC LIMIT 1",
        (day.isoformat(),),
    ).fetchone()
    if row is None:
        first = "SELECT sha256 FROM seal ORDER BY id LIMIT 1"
        row = ledger.connection.execute(first).fetchone()
    return None if row is None else code_of(row[0])
