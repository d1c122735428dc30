"""What was published, of which ledgers."""

from datetime import date

from cchc.text.record import Record


class Published(Record):
    """What was done with one ledger: whose it is, its act, the rows that were written.

    No `rows`: all of it is there already.
    """

    file: str
    id: str
    authority: str
    act: int
    rows: int


class PublishTerms(Record):
    """How ledgers are published: for which day, one under which name, even if older."""

    day: date
    name: str | None = None
    replaces: bool = False
    dry_run: bool = False
