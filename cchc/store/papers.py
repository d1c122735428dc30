"""Issued memos, byte for byte, and what was handed out of papers in the register.

The register comes first, the file after it: a paper of which nothing was handed out
was registered by a run that ended before the paper was on the disk or on the screen.
It can be had again by its number.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path

from msgspec import json

from cchc.core.facts.report import CellKey, Stamp
from cchc.core.plan.plan import Paper
from cchc.core.verdict.issued import IssuedMemo, IssuedVerdicts
from cchc.store.codes import act_columns, plan_row, read_codes
from cchc.store.disk.connection import LedgerError
from cchc.store.ledger import Ledger, open_ledger, read_transaction, write_transaction
from cchc.store.rows import (
    day_after,
    digest,
    field_columns,
    insert,
    insert_all,
    read_records,
    stamp_columns,
)
from cchc.text.record import Record, as_dict

MEMOS = """
SELECT number, period.name AS period, period.ordinal, version, as_of, last_entry,
  text_sha256, template_sha256, file, content_sha256,
  document_number AS "document.number", document_date AS "document.date",
  substr(recorded_at, 1, 10) AS issued_on, actor, edition
FROM issued JOIN period ON period.id = period_id
LEFT JOIN issued_verdicts ON issued_id = issued.id
WHERE issued.plan_id = ? ORDER BY number
"""


class Seal(Record):
    """What is to be kept of a memo: its text, and the file that is handed out."""

    period: str
    version: int
    as_of: date
    last_entry: int
    document: Paper
    language: str
    text: str
    templates: str
    file: str
    content: bytes
    judged: IssuedVerdicts | None = None


def issued_memos(ledger: Ledger, plan_id: str) -> tuple[IssuedMemo, ...]:
    """The issued memos of a plan in the order they were issued.

    Raises KeyError if the ledger has no such plan.
    """
    with read_transaction(ledger) as connection:
        rows = connection.execute(MEMOS, (plan_row(connection, plan_id),))
        return tuple(read_records(rows, IssuedMemo))


def kept_verdicts(ledger: Ledger, plan_id: str, number: int) -> Mapping[str, str]:
    """The status of each indicator in an issued memo, by id; none where not kept."""
    with read_transaction(ledger) as connection:
        row = connection.execute(
            "SELECT verdicts FROM issued_verdicts JOIN issued ON issued.id = issued_id"
            " WHERE plan_id = ? AND number = ?",
            (plan_row(connection, plan_id), number),
        ).fetchone()
    verdicts = {} if row is None else json.decode(row[0])
    return {key: status for key, (status, _) in verdicts.items()}


def issued_content(ledger: Ledger, plan_id: str, number: int) -> tuple[str, bytes]:
    """The Markdown of an issued memo and its file, as they were sealed.

    Raises KeyError if the plan has no memo of that number.
    """
    query = "SELECT text, content FROM issued WHERE plan_id = ? AND number = ?"
    with read_transaction(ledger) as connection:
        rows = connection.execute(query, (plan_row(connection, plan_id), number))
        for text, content in rows:
            return text, content
    raise KeyError(number)


REGISTERED = """
SELECT 'issued' FROM issued WHERE content_sha256 = :digest
UNION ALL SELECT 'issued' FROM handed_out WHERE sha256 = :digest
UNION ALL SELECT 'evidence' FROM evidence WHERE sha256 = :digest
UNION ALL SELECT 'evidence' FROM signing WHERE scan_sha256 = :digest
LIMIT 1
"""


def registered_as(database: Path, file: Path) -> str | None:
    """As what a file stands in the register by its content: `issued`, `evidence`.

    None where it does not, or where there is no ledger to ask.
    """
    if not (database.is_file() and file.is_file()):
        return None
    code = digest(file.read_bytes())
    with suppress(LedgerError), open_ledger(database) as ledger:
        rows = ledger.connection.execute(REGISTERED, {"digest": code})
        return next((kind for (kind,) in rows), None)
    return None


def is_written_since(
    ledger: Ledger, plan_id: str, memo: IssuedMemo, as_of: date
) -> bool:
    """Whether anything of the plan was written that the memo did not know."""
    query = (
        "SELECT 1 FROM entry WHERE plan_id = ? AND +recorded_at < ?"
        " AND (id > ? OR +recorded_at >= ?) LIMIT 1"
    )
    known = (memo.last_entry, day_after(memo.as_of))
    with read_transaction(ledger) as connection:
        blanks = (plan_row(connection, plan_id), day_after(as_of), *known)
        return connection.execute(query, blanks).fetchone() is not None


REVISED = """
SELECT indicator.code, unit.code, period.name,
  iif(entry.id > :last_entry, entry.reason, NULL)
FROM entry JOIN revision ON revision.entry_id = entry.id
JOIN indicator ON indicator.id = revision.indicator_id
JOIN unit ON unit.id = revision.unit_id
JOIN period ON period.id = revision.period_id
WHERE entry.plan_id = :plan AND recorded_at < :end
  AND (entry.id > :last_entry OR recorded_at >= :end_of_memo)
  AND period.name IN (SELECT value FROM json_each(:periods))
ORDER BY revision.id
"""


def revised_since(
    ledger: Ledger, plan_id: str, memo: IssuedMemo, as_of: date, names: Iterable[str]
) -> Mapping[CellKey, str | None]:
    """The cells of these periods with a figure that the memo did not know.

    Each with the reason of its last revision, where one was written since the memo.
    """
    with read_transaction(ledger) as connection:
        blanks = {
            "plan": plan_row(connection, plan_id),
            "last_entry": memo.last_entry,
            "end_of_memo": day_after(memo.as_of),
            "end": day_after(as_of),
            "periods": json.encode([*names]).decode(),
        }
        rows = connection.execute(REVISED, blanks)
        return {(key, unit, name): reason for key, unit, name, reason in rows}


def put_issued(ledger: Ledger, plan_id: str, seal: Seal, stamp: Stamp) -> int:
    """Seal a memo; the number it got."""
    with write_transaction(ledger) as connection:
        known = read_codes(connection, plan_id, ())
        count = "SELECT 1 + count(*) FROM issued WHERE plan_id = ?"
        (number,) = connection.execute(count, (known.plan,)).fetchone()
        row = {
            **act_columns(known, stamp, period=seal.period),
            "number": number,
            **field_columns(seal, "version", "as_of", "last_entry", "document"),
            **field_columns(seal, "language", "text", "file", "content"),
            "text_sha256": digest(seal.text.encode()),
            "template_sha256": seal.templates,
            "content_sha256": digest(seal.content),
        }
        memo = insert(connection, "issued", row)
        if seal.judged is not None:
            judged = {
                "issued_id": memo,
                "edition": seal.judged.edition,
                "verdicts": json.encode(seal.judged.verdicts).decode(),
            }
            insert(connection, "issued_verdicts", judged)
        return int(number)


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
            of = {"plan_id": paper.plan_row, COLUMNS[paper.kind]: paper.id}
            files = (as_dict(file) for file in papers[paper.key])
            rows = ({**of, **file, **stamp_columns(stamp)} for file in files)
            insert_all(db, "handed_out", rows)
