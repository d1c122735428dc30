"""What of an edited paper does not agree with the ledger, as a table and as JSON."""

from datetime import date

from cchc.screen.document import JsonDocument, key
from cchc.screen.table import LayoutColumn, TableLayout
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record


class Difference(StrEnum):
    """What about a place does not agree with the ledger."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    VERDICT = "verdict"
    LEFT_OUT = "left_out"


class LintFinding(Record):
    """A place of the edited paper, what it says, and what the ledger says."""

    kind: Difference
    place: str
    said: str
    right: str


class LintAnswer(Record):
    """What differs; the period and the day for which the paper was written anew."""

    period: str
    as_of: date
    lines: int
    findings: tuple[LintFinding, ...]


class FindingJson(JsonDocument):
    """A place that does not agree."""

    kind: str = key("`figure`, `date`, `name`, `verdict`, or `left_out`.")
    place: str = key("The heading above it, and the line or row.")
    said: str = key("What the paper says; empty where it was left out.")
    right: str = key("What the ledger says.")


class LintJson(JsonDocument, schema="cchc.lint/1", verbs=("lint",)):
    """An edited paper against the ledger."""

    file: str = key("Its name.", join=lambda _, given: given["file"])
    period: str = key("The period that it is of.")
    as_of: date = key("The day for which it was written anew.")
    lines: int = key("How many lines were read.")
    findings: list[FindingJson] = key("Each place that does not agree.")


FINDINGS: TableLayout[LintFinding] = TableLayout(
    "lint.column",
    LayoutColumn("place", lambda found, _: found.place),
    LayoutColumn("kind", lambda found, voice: voice.say(f"lint.kind.{found.kind}")),
    LayoutColumn("said", lambda found, _: found.said or "–"),
    LayoutColumn("right", lambda found, _: found.right),
)
