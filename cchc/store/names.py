"""Names that a ledger knows, for somebody who types: read at once, or not at all.

A file of an older version is read as it is, a locked one waited for a second.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from datetime import date
from pathlib import Path

LIBRARY = sqlite3.sqlite_version
"""Which SQLite runs here."""

Name = tuple[str, str]
"""What is typed, and what it stands for."""

_PLAN = """
WITH latest AS (
  SELECT plan_id, number AS named_in, content FROM plan_version
  WHERE plan_id = (
    SELECT plan_id FROM period
    ORDER BY start > :today, abs(julianday(start) - julianday(:today)) LIMIT 1
  )
  ORDER BY number DESC LIMIT 1
)
"""
_LISTED = """
SELECT json_extract(value, '$.id'), json_extract(value, '$.name')
FROM latest, json_each(content, '$.{key}')
"""
_NAMED = """
SELECT code, name FROM {0} JOIN latest USING (plan_id, named_in) ORDER BY {0}.id
"""
QUERIES = {
    "unit": _NAMED.format("unit"),
    "period": """
SELECT name, due FROM period JOIN latest USING (plan_id, named_in) ORDER BY ordinal
""",
    "indicator": _NAMED.format("indicator"),
    "task": _NAMED.format("task"),
    "commitment": _LISTED.format(key="commitments"),
    "criterion": _LISTED.format(key="scorecard"),
    "scored": """
SELECT 'scores.' || json_extract(value, '$.id'), json_extract(value, '$.name')
FROM latest, json_each(content, '$.scorecard')
""",
    "area": _LISTED.format(key="areas"),
    "obstacle": """
SELECT CAST(ma AS TEXT), don_vi || ': ' || noi_dung FROM v_vuong_mac
WHERE tinh_trang NOT IN ('đã giải quyết', 'đã rút cùng báo cáo') ORDER BY ma DESC
""",
    "issue": """
SELECT CAST(number AS TEXT), coalesce(document_number || ' ', '') || file
FROM issued JOIN latest USING (plan_id) ORDER BY number DESC
""",
    "version": """
SELECT CAST(number AS TEXT), coalesce(decision_number, plan_version.source, '')
FROM plan_version JOIN latest USING (plan_id) ORDER BY number
""",
    "year": "SELECT CAST(year AS TEXT), title FROM plan ORDER BY year DESC",
}
"""A query for each kind of name; those of a plan are of the one in use on a day."""


def known_names(path: Path, kinds: Iterable[str], today: date) -> dict[str, list[Name]]:
    """The names of each kind, in the order of the plan; sqlite3.Error if unreadable."""
    uri = f"{path.absolute().as_uri()}?mode=ro"
    day = {"today": today.isoformat()}
    with closing(sqlite3.connect(uri, uri=True, timeout=1)) as connection:
        return {
            kind: [
                (str(name), str(meaning))
                for name, meaning in connection.execute(_PLAN + QUERIES[kind], day)
            ]
            for kind in kinds
        }
