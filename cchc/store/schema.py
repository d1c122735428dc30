"""The numbers by which a ledger file is known, and the text of its schema."""

from importlib.resources import files

APPLICATION_ID = 0x63636863
"""`cchc` in ASCII, at byte 68 of the file."""

VERSION = 2
"""The newest schema this program writes: `user_version`, at byte 60."""

PARTS = {
    1: (
        *("plan_tables", "report_tables", "chase_tables"),
        *("append_only", "guards", "views"),
    ),
    2: (
        *("issued_tables", "issued_guards"),
        *("sign_tables", "sign_guards", "sign_views"),
    ),
}
"""The files of each version, in the order in which they are run."""


def statements(version: int) -> str:
    """All the DDL that a version adds to the one before."""
    root = files("cchc.store") / f"version_{version}"
    return "\n".join(
        (root / f"{part}.sql").read_text(encoding="utf-8") for part in PARTS[version]
    )
