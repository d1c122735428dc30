"""All words that a ledger keeps: of reports, notes, obstacles, reasons, papers."""

from collections.abc import Iterator

from cchc.store.ledger import Ledger, read_transaction
from cchc.store.rows import read_records
from cchc.text.record import Record

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
