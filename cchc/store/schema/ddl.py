"""The numbers by which a ledger file is known, and the text of its schema."""

from pathlib import Path
from re import DOTALL, MULTILINE
from re import compile as compile_pattern

APPLICATION_ID = 0x63636863
"""`cchc` in ASCII, at byte 68 of the file."""

VERSION = 3
"""The newest schema this program writes: `user_version`, at byte 60."""

APPEND_ONLY = {
    1: (
        *("plan_version", "entry", "revision", "item", "task_note", "narrative"),
        *("obstacle", "obstacle_event", "evidence", "review", "review_note"),
        *("relief", "dispatch", "reminder"),
    ),
    2: ("issued", "signing"),
    3: (),
}
"""Tables whose rows are only ever added to, by the version that made them."""

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

TOTALS = {1: (), 2: (), 3: ("period_total", "unit_total", "report_total")}
"""Tables that add up the current values, by the version that made them."""

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
    1: ("plan_tables", "report_tables", "chase_tables", "guards", "views"),
    2: (
        *("issued_tables", "issued_guards"),
        *("sign_tables", "sign_guards", "sign_views"),
    ),
    3: ("totals", "totals_guards"),
}
"""The files of each version, in the order in which they are run."""


STATEMENT = compile_pattern(
    r"^CREATE TRIGGER .*?^END;$|^[A-Z].*?;$", MULTILINE | DOTALL
)
"""A statement ends with a line that ends in `;`, a trigger with the line `END;`."""


def statements(version: int) -> list[str]:
    """The DDL that a version adds to the one before, one statement at a time."""
    return STATEMENT.findall(_ddl(version))


def declarations() -> dict[str, str]:
    """Every table, index, trigger and view of a ledger made afresh, by its name.

    Each as its kind, the table it is of, and its statement: what `sqlite_master` says
    of it, told without making one.
    """
    found: dict[str, tuple[str, str, str]] = {}
    for version in PARTS:
        for statement in statements(version):
            verb, kind, name = statement.rstrip(";").split(maxsplit=3)[:3]
            if verb == "CREATE":
                on = statement.partition(" ON ")[2] if kind in ON_TABLE else name
                found[name] = (kind.lower(), on.split()[0], statement.rstrip(";"))
            elif verb == "DROP":
                gone = {of for of, (_, table, _) in found.items() if table == name}
                for of in {name} | (gone if kind == "TABLE" else set()):
                    found.pop(of, None)
    return {name: " ".join(parts) for name, parts in found.items()}


ON_TABLE = {"INDEX", "TRIGGER"}


def _ddl(version: int) -> str:
    root = Path(__file__).parent / f"version_{version}"
    texts = [
        (root / f"{part}.sql").read_text(encoding="utf-8") for part in PARTS[version]
    ]
    guards = (
        NEVER.format(table, SAME_ROW.get(table, "id = NEW.id"))
        for table in APPEND_ONLY[version]
    )
    follows = (FOLLOWS.format(table, NOTHING_WRITTEN) for table in TOTALS[version])
    return "\n".join((*texts, *guards, *follows))
