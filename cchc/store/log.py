"""The log out of the ledger: every act of writing, in the order of days; all texts."""

from collections.abc import Iterator
from datetime import date, datetime
from operator import itemgetter
from typing import Any

from msgspec import convert

from cchc.core.facts.acts import SignedPaper
from cchc.store.codes import plan_row
from cchc.store.ledger import Ledger, read_transaction
from cchc.store.rows import read_records
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class LogVerb(StrEnum):
    """What can be done: every act of writing has its word."""

    APPLY = "apply"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    WITHDRAWAL = "withdrawal"
    CORRECTION = "correction"
    ITEM = "item"
    ITEM_WITHDRAWN = "item_withdrawn"
    TASK = "task"
    NARRATIVE = "narrative"
    EVIDENCE = "evidence"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    NOTED = "noted"
    RAISED = "raised"
    ASSIGNED = "assigned"
    ANSWERED = "answered"
    CLOSED = "closed"
    EXEMPT = "exempt"
    EXTEND = "extend"
    LIFT = "lift"
    REMINDED = "reminded"
    ISSUED = "issued"
    SIGNED = "signed"
    RESIGNED = "resigned"
    UNSIGNED = "unsigned"
    PLAN_ISSUED = "plan_issued"
    REPORT_CLOSED = "report_closed"
    REPORT_REOPENED = "report_reopened"
    TASK_EXTENDED = "task_extended"
    TASK_DROPPED = "task_dropped"
    TASK_LIFTED = "task_lifted"
    NOTE = "note"
    NOTE_WITHDRAWN = "note_withdrawn"
    SCORED = "scored"
    SCORE_WITHDRAWN = "score_withdrawn"


class LogLine(Record):
    """One thing written; `about` are ids of indicators or tasks.

    `number` is the one by which an obstacle is called.
    `due` is the day that it gave or spoke of: a later due day, the day by which an
    answer is wanted, the due day that a unit was reminded of.
    `paper`, of which `version` of the plan and of which `day`, is what was signed.
    `recorded_at` is on the day of work, `machine_at` by the machine's own clock.
    """

    recorded_at: datetime
    machine_at: datetime
    actor: str
    source: str
    verb: LogVerb
    unit: str | None = None
    period: str | None = None
    number: int | None = None
    about: tuple[str, ...] = ()
    due: date | None = None
    text: str | None = None
    paper: SignedPaper | None = None
    version: int | None = None
    day: date | None = None

    @property
    def is_other_day(self) -> bool:
        """Whether it was recorded for another day than the machine's."""
        return self.recorded_at.date() != self.machine_at.date()


def _by(row: str) -> str:
    """Who wrote a row and when: how every line begins."""
    return f"SELECT {row}.recorded_at, {row}.machine_at, {row}.actor, {row}.source"


def _of(row: str, unit: str = "JOIN") -> str:
    """The unit and the period that a row is of; `unit`: how it is joined."""
    return (
        f"{unit} unit ON unit.id = {row}.unit_id"
        f" JOIN period ON period.id = {row}.period_id"
    )


WHOSE = "unit.code AS unit, period.name AS period"
ENTRY = f"{_by('entry')}, entry.id AS act, {WHOSE}"
OF_ENTRY = f"JOIN entry ON entry.id = entry_id {_of('entry')}"
OF_INDICATOR = "JOIN indicator ON indicator.id = indicator_id"
LINES = (
    """SELECT recorded_at, machine_at, actor, door AS source, 'apply' AS verb,
      'v' || number || coalesce(', ' || decision_number, '')
        || coalesce(': ' || reason, '') AS text
    FROM plan_version WHERE plan_id = :plan""",
    f"""{ENTRY}, entry.kind AS verb, reason AS text,
      (SELECT group_concat(indicator.code) FROM revision {OF_INDICATOR}
       WHERE entry_id = entry.id) AS about
    FROM entry {_of("entry")} WHERE entry.plan_id = :plan""",
    f"""{ENTRY}, 'correction' AS verb, indicator.code AS about,
      coalesce(revision.typed, revision.state) AS text
    FROM revision {OF_ENTRY} {OF_INDICATOR} WHERE entry.plan_id = :plan
    AND sequence > 1 AND revision.state <> 'withdrawn'""",
    f"""{ENTRY}, iif(withdraws IS NULL, 'item', 'item_withdrawn') AS verb,
      indicator.code AS about, item.name AS text
    FROM item {OF_ENTRY} {OF_INDICATOR} WHERE entry.plan_id = :plan""",
    f"""{ENTRY}, 'task' AS verb, task.code AS about, coalesce(result, state) AS text
    FROM task_note {OF_ENTRY} JOIN task ON task.id = task_id
    WHERE entry.plan_id = :plan""",
    f"""{ENTRY}, 'narrative' AS verb, text
    FROM narrative {OF_ENTRY} WHERE entry.plan_id = :plan""",
    f"""{ENTRY}, 'evidence' AS verb, about, text
    FROM evidence {OF_ENTRY} WHERE entry.plan_id = :plan""",
    f"""SELECT coalesce(obstacle.recorded_at, entry.recorded_at) AS recorded_at,
      coalesce(obstacle.machine_at, entry.machine_at) AS machine_at,
      coalesce(obstacle.actor, entry.actor) AS actor,
      coalesce(obstacle.source, entry.source) AS source, entry.id AS act,
      'raised' AS verb, {WHOSE}, obstacle.id AS number, about, text
    FROM obstacle LEFT JOIN entry ON entry.id = entry_id
    JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
    JOIN period ON period.id = coalesce(obstacle.period_id, entry.period_id)
    WHERE unit.plan_id = :plan""",
    f"""{_by("review")}, opinion AS verb, {WHOSE}, review.reason AS text
    FROM review {OF_ENTRY} WHERE entry.plan_id = :plan""",
    f"""{_by("review")}, 'noted' AS verb, {WHOSE}, about, text
    FROM review_note JOIN review ON review.id = review_id {OF_ENTRY}
    WHERE entry.plan_id = :plan""",
    f"""{_by("done")}, done.step AS verb, coalesce(given.code, unit.code) AS unit,
      obstacle.id AS number, about, done.due,
      done.text || coalesce(' (' || done.document || ')', '') AS text
    FROM obstacle_event AS done JOIN obstacle ON obstacle.id = done.obstacle_id
    LEFT JOIN entry ON entry.id = entry_id
    LEFT JOIN unit AS given ON given.id = done.unit_id
    JOIN unit ON unit.id = coalesce(obstacle.unit_id, entry.unit_id)
    WHERE unit.plan_id = :plan""",
    f"""{_by("relief")}, relief.kind AS verb, {WHOSE}, until AS due, reason AS text
    FROM relief {_of("relief")} WHERE relief.plan_id = :plan""",
    f"""{_by("dispatch")}, 'reminded' AS verb, {WHOSE}, reminder.due,
      replace(nullif(owed, ''), ' ', ',') AS about,
      reminder.step || ' ' || reminder.channel || ' ' || reminder.addressee AS text
    FROM dispatch JOIN reminder ON dispatch_id = dispatch.id {_of("reminder")}
    WHERE dispatch.plan_id = :plan""",
    f"""{_by("issued")}, 'issued' AS verb, period.name AS period,
      coalesce(document_number || ', ', '') || file AS text
    FROM issued JOIN period ON period.id = period_id WHERE issued.plan_id = :plan""",
    f"""{_by("signing")}, unit.code AS unit, paper, version, day,
      CASE WHEN withdrawn THEN 'unsigned' WHEN supersedes IS NOT NULL THEN 'resigned'
        WHEN paper = 'plan' THEN 'plan_issued' ELSE 'signed' END AS verb,
      nullif(ltrim(coalesce(', ' || number, '') || coalesce(', ' || signer, '')
        || coalesce(': ' || reason, ''), ', :'), '') AS text
    FROM signing LEFT JOIN unit ON unit.id = unit_id WHERE signing.plan_id = :plan""",
    f"""{_by("closing")}, {WHOSE},
      iif(closing.kind = 'close', 'report_closed', 'report_reopened') AS verb,
      coalesce(decision || ': ' || reason, decision, reason) AS text
    FROM closing {_of("closing")} WHERE closing.plan_id = :plan""",
    f"""{_by("task_act")}, task.code AS about, until AS due,
      CASE task_act.kind WHEN 'extend' THEN 'task_extended'
        WHEN 'drop' THEN 'task_dropped' ELSE 'task_lifted' END AS verb,
      reason || coalesce(' (' || document_number || ')', '') AS text
    FROM task_act JOIN task ON task.id = task_id WHERE task_act.plan_id = :plan""",
    f"""{_by("note")}, iif(note.kind = 'write', 'note', 'note_withdrawn') AS verb,
      {WHOSE}, section AS about, coalesce(text, reason) AS text
    FROM note {_of("note", unit="LEFT JOIN")} WHERE note.plan_id = :plan""",
    f"""{_by("score")}, iif(score.kind = 'set', 'scored', 'score_withdrawn') AS verb,
      unit.code AS unit, criterion AS about,
      stage || ' ' || coalesce(points, '–') || ' ' || coalesce(reason, cause, '')
        AS text
    FROM score LEFT JOIN unit ON unit.id = unit_id WHERE score.plan_id = :plan""",
)
"""What was done, of each kind: the columns bear the names of the fields.

`act` is the act of writing that a line came with.
"""


def log_lines(
    ledger: Ledger, plan_id: str, *, newest_first: bool = False
) -> Iterator[LogLine]:
    """Everything written about a plan in the order of days; drafts are no part of it.

    What came with one act of writing stays together, in its own order. Raises
    KeyError if there is no such plan.
    """
    rows: list[dict[str, Any]] = []
    with read_transaction(ledger) as connection:
        plan = {"plan": plan_row(connection, plan_id)}
        for query in LINES:
            cursor = connection.execute(query, plan)
            names = [column[0] for column in cursor.description]
            rows += (dict(zip(names, row, strict=True)) for row in cursor)
    moment = itemgetter("recorded_at", "machine_at")
    rows.sort(key=lambda row: (*moment(row), row.get("act") or 0), reverse=newest_first)
    return map(_line, rows)


def _line(row: dict[str, Any]) -> LogLine:
    about = row.get("about")
    row["about"] = about.split(",") if about is not None else ()
    return convert(row, LogLine, strict=False)


TEXTS = """
SELECT 'narrative' AS kind, substr(recorded_at, 1, 10) AS day, don_vi AS unit,
  ky AS period, section AS about, text
FROM narrative JOIN standing_entry AS act ON act.id = entry_id
UNION ALL
SELECT 'note', substr(recorded_at, 1, 10), don_vi, ky, code, note
FROM revision JOIN standing_entry AS act ON act.id = entry_id
JOIN indicator ON indicator.id = indicator_id WHERE note <> ''
UNION ALL
SELECT 'reason', substr(recorded_at, 1, 10), unit.name, period.name, '', reason
FROM entry JOIN unit ON unit.id = unit_id JOIN period ON period.id = period_id
WHERE reason <> ''
UNION ALL
SELECT 'task', substr(recorded_at, 1, 10), don_vi, ky, code,
  coalesce(result, '') || coalesce(' · ' || document, '')
FROM task_note JOIN standing_entry AS act ON act.id = entry_id
JOIN task ON task.id = task_id
UNION ALL
SELECT 'evidence', substr(recorded_at, 1, 10), don_vi, ky, about, text
FROM evidence JOIN standing_entry AS act ON act.id = entry_id
UNION ALL
SELECT 'item', ngay, don_vi, ky, ma_chi_tieu, ten || coalesce(' · ' || van_ban, '')
FROM v_danh_muc
UNION ALL
SELECT 'obstacle', ngay_neu, don_vi, ky, CAST(ma AS TEXT), noi_dung
  || coalesce(' · ' || nguyen_nhan, '') || coalesce(' · ' || kien_nghi, '')
FROM v_vuong_mac
UNION ALL
SELECT 'answer', substr(event.ghi_luc, 1, 10), event.giao_cho, NULL,
  CAST(event.ma AS TEXT), event.noi_dung || coalesce(' · ' || event.van_ban, '')
FROM v_xu_ly_vuong_mac AS event WHERE event.noi_dung <> ''
UNION ALL
SELECT 'review', substr(ghi_luc, 1, 10), don_vi, ky, ve_viec, coalesce(noi_dung, ly_do)
FROM v_duyet WHERE coalesce(noi_dung, ly_do) <> ''
UNION ALL
SELECT 'relief', substr(ghi_luc, 1, 10), don_vi, ky, '', ly_do FROM v_gia_han
UNION ALL
SELECT 'score', substr(recorded_at, 1, 10), unit.name, NULL, criterion,
  trim(coalesce(reason, '') || coalesce(' · ' || cause, '')
    || coalesce(' · ' || remedy, '') || coalesce(' · ' || evidence, ''), ' ·')
FROM score LEFT JOIN unit ON unit.id = unit_id
WHERE coalesce(reason, cause, remedy, evidence) <> ''
UNION ALL
SELECT 'memo', substr(recorded_at, 1, 10), '', period.name, CAST(number AS TEXT), text
FROM issued JOIN period ON period.id = period_id
UNION ALL
SELECT 'letter', substr(recorded_at, 1, 10), '', period.name, step, text
FROM dispatch JOIN period ON period.id = period_id
"""


class KeptText(Record):
    """A text of the ledger: what it is, of which day, whose, about what."""

    kind: str
    day: str | None
    unit: str | None
    period: str | None
    about: str | None
    text: str | None


def kept_texts(ledger: Ledger) -> Iterator[KeptText]:
    """Every text, of all plans; reports that were withdrawn whole left out."""
    with read_transaction(ledger) as connection:
        yield from read_records(connection.execute(TEXTS), KeptText)
