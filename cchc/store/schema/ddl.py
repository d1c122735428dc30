"""The numbers by which a ledger file is known, and the text of its schema."""

from collections.abc import Iterable
from pathlib import Path
from re import findall

APPLICATION_ID = 0x63636863
"""`cchc` in ASCII, at byte 68 of the file."""

VERSION = 6
"""The newest schema this program writes: `user_version`, at byte 60."""

PLAN_TABLES = {
    "plan": "id, code",
    "unit": "id, plan_id, code",
    "indicator": "id, plan_id, code",
    "period": "id, plan_id, name",
    "task": "id, plan_id, code",
}
"""What a plan speaks of: the columns that never change."""

TOTALS = ("period_total", "unit_total", "report_total")
"""Tables that add up the current values."""

NO_LOG = frozenset({*PLAN_TABLES, *TOTALS, "cell", "draft", "judged"})
"""Every other table is a log: its rows are only ever added to, and sealed."""

SEALED_AT_FIRST = (
    *PLAN_TABLES,
    *("plan_version", "entry", "revision", "item", "task_note", "narrative"),
    *("obstacle", "obstacle_event", "evidence", "review", "review_note"),
    *("relief", "dispatch", "reminder", "issued", "signing"),
    *("closing", "task_act", "handed_out", "draft_change", "arrival"),
)
"""The tables that version 4 sealed when it began the chain."""

SEALED = {
    **dict.fromkeys(
        (*SEALED_AT_FIRST, "note", "cause", "score", "issued_verdicts"), "*"
    ),
    **PLAN_TABLES,
}
"""The tables of the seal with the columns that it covers: all that is not derived."""

NEVER = """
CREATE TRIGGER {0}_no_update BEFORE UPDATE ON {0} BEGIN
  SELECT RAISE(ABORT, '{0}: written rows are never changed');
END;
CREATE TRIGGER {0}_no_delete BEFORE DELETE ON {0} BEGIN
  SELECT RAISE(ABORT, '{0}: written rows are never deleted');
END;
CREATE TRIGGER {0}_no_replace BEFORE INSERT ON {0}
WHEN EXISTS (SELECT 1 FROM {0} WHERE {1}) BEGIN
  SELECT RAISE(ABORT, '{0}: written rows are never replaced');
END;
"""
"""A guard on insert closes INSERT OR REPLACE, which deletes without asking."""

SAME_ROW = {
    "issued": "id = NEW.id\n    OR (plan_id = NEW.plan_id AND number = NEW.number)"
}
"""When a row is one that is there already; elsewhere by its `id`."""

KEEPS = """
CREATE TRIGGER {0}_keeps_row BEFORE DELETE ON {0} BEGIN
  SELECT RAISE(ABORT, '{0}: what a plan spoke of is never deleted');
END;
CREATE TRIGGER {0}_keeps_name BEFORE UPDATE OF {1} ON {0} BEGIN
  SELECT RAISE(ABORT, '{0}: what a plan spoke of keeps its name');
END;
"""
"""Guards since version 4 of `PLAN_TABLES`, which a later version may only describe."""

FOLLOWS = """
CREATE TRIGGER {0}_joined BEFORE INSERT ON {0} WHEN {1} BEGIN
  SELECT RAISE(ABORT, '{0}: it adds up the log and nothing else');
END;
CREATE TRIGGER {0}_changed BEFORE UPDATE ON {0} WHEN {1} BEGIN
  SELECT RAISE(ABORT, '{0}: it adds up the log and nothing else');
END;
CREATE TRIGGER {0}_left BEFORE DELETE ON {0} WHEN OLD.cells <> 0 BEGIN
  SELECT RAISE(ABORT, '{0}: it adds up the log and nothing else');
END;
"""

NOTHING_WRITTEN = """(
  SELECT newest.id IS NOT (
    SELECT revision_id FROM cell WHERE indicator_id = newest.indicator_id
      AND period_id = newest.period_id AND unit_id = newest.unit_id)
  FROM revision AS newest ORDER BY newest.id DESC LIMIT 1) IS NOT 1"""
"""Whether every revision has reached its cell: the totals change only before that."""

PARTS = {
    1: ("plan_tables", "report_tables", "chase_tables", "guards"),
    2: (*("issued_tables", "issued_guards", "sign_tables", "sign_guards"),),
    3: ("totals", "totals_guards"),
    4: ("returns", "handed_out", "arrivals", "seal"),
    5: ("words", "scores", "verdicts"),
    6: ("views",),
}
"""The files of each version, in the order in which they are run.

Views hold nothing: only the newest version has them, all of them.
"""


STATEMENT = r"(?ms)^CREATE TRIGGER .*?^END;$|^[A-Z].*?;$"
"""A statement ends with a line that ends in `;`, a trigger with the line `END;`."""

CREATED = r"(?m)^CREATE TABLE (\w+)"
ON_TABLE = {"INDEX", "TRIGGER"}


def statements(version: int) -> list[str]:
    """The DDL that a version adds to the one before, one statement at a time.

    Every table that is made is guarded as a log, unless it is listed as none.
    """
    root = Path(__file__).parent / f"version_{version}"
    text = "\n".join(
        (root / f"{part}.sql").read_text(encoding="utf-8") for part in PARTS[version]
    )
    made = findall(CREATED, text)
    guards = [
        *(
            NEVER.format(table, SAME_ROW.get(table, "id = NEW.id"))
            for table in logs(made)
        ),
        *(FOLLOWS.format(table, NOTHING_WRITTEN) for table in TOTALS if table in made),
        *(KEEPS.format(*kept) for kept in PLAN_TABLES.items() if version == 4),
    ]
    return findall(STATEMENT, "\n".join((text, *guards)))


def logs(tables: Iterable[str]) -> list[str]:
    """Those of the tables whose rows are only ever added to."""
    return [table for table in tables if table not in NO_LOG]


def declarations() -> dict[str, str]:
    """Every table, index, trigger and view of a ledger made afresh, by its name.

    Each as its kind, the table it is of, and its statement: what `sqlite_master` says
    of it, told without making one.
    """
    known: dict[str, tuple[str, str, str]] = {}
    for version in PARTS:
        for statement in statements(version):
            verb, kind, name = statement.rstrip(";").split(maxsplit=3)[:3]
            if verb == "CREATE":
                on = statement.partition(" ON ")[2] if kind in ON_TABLE else name
                known[name] = (kind.lower(), on.split()[0], statement.rstrip(";"))
            elif verb == "DROP":
                gone = {of for of, (_, table, _) in known.items() if table == name}
                for of in {name} | (gone if kind == "TABLE" else set()):
                    known.pop(of, None)
    return {name: " ".join(parts) for name, parts in known.items()}
