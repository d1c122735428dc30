"""The numbers by which a ledger file is known, and the text of its schema."""

from importlib.resources import files

APPLICATION_ID = 0x63636863
"""`cchc` in ASCII, at byte 68 of the file."""

VERSION = 1
"""The newest schema this program writes: `user_version`, at byte 60."""

PARTS = (
    *("plan_tables", "report_tables", "chase_tables"),
    *("append_only", "guards", "views"),
)


def statements(folder: str) -> str:
    """All the DDL of one version, in the order in which it is run."""
    root = files("cchc.store") / folder
    return "\n".join(
        (root / f"{part}.sql").read_text(encoding="utf-8") for part in PARTS
    )
