"""The plans of a database and what is wrong with it, in tables and JSON."""

from cchc.screen.document import Day, JsonDocument, key
from cchc.text.day import parse_day, short
from cchc.text.problem import Place
from cchc.words.prose import NOTHING


class PlanJson(JsonDocument):
    """One plan."""

    plan: str = key("Its id.", "id")
    year: int = key("Its year.")
    title: str = key("Its title.")
    versions: int = key("Versions applied.")
    reports: int = key("Reports that stand.")
    figures: int = key("Figures that stand.")
    last: str | None = key("Day of the last act of writing.")


class PlansJson(JsonDocument, schema="cchc.db/1", verbs=("db info",)):
    """The plans of a database, the latest year first."""

    seal: str | None = key("The seal code of now.", "sealed.code")
    acts: int = key(
        "Acts of writing so far.", lambda held: held.sealed.number if held.sealed else 0
    )
    rows: list[PlanJson] = key("Each plan.", "plans")
    backups: list[str] = key("Copies made by themselves, the oldest first.")


class DefectJson(JsonDocument):
    """One defect."""

    defect: str = key(
        "What is wrong, in words.",
        join=lambda found, given: given["voice"].say(f"db.defect.{found.defect}"),
    )
    where: str = key("The table, view or row.")
    count: int = key("How many of its kind.")


class SealJson(JsonDocument):
    """The act after which the database printed a seal code."""

    code: str = key("The code.")
    act: int = key("Its number, from 1.", "number")
    day: str | None = key("The day of work.")


class OpenPaperJson(JsonDocument):
    """A paper in the register that was not handed out."""

    kind: str = key("`memo` or `letter`.")
    plan: str = key("Id of the plan.")
    number: int = key("A memo's number, else the row of the text.")
    period: str = key("Name of the period.")
    day: str = key("The day it was registered.")


class RefreshJson(JsonDocument, schema="cchc.refresh/1", verbs=("db refresh",)):
    """What was judged again for other programs."""

    dry_run: bool = key(
        "Whether it was a rehearsal.", join=lambda _, given: given["dry_run"]
    )
    day: Day | None = key(
        "The day it was judged for; null with `--off`, when nothing is kept any more.",
        join=lambda done, given: given["day"] if done else None,
    )
    indicators: int | None = key("Indicators judged.")
    periods: int | None = key("Periods begun by that day.")
    changed: int | None = key("Rows of `v_danh_gia` that are other ones.")


class PublishedJson(JsonDocument):
    """One ledger that was published."""

    file: str = key("Where it lies.")
    id: str = key("Its name where it is published.")
    authority: str = key("Whose it is.")
    act: int = key("The number of its last act of writing.")
    rows: int = key("Rows written; 0 when all of it was there already.")


class PublishJson(JsonDocument, schema="cchc.publish/1", verbs=("db publish",)):
    """What went to PostgreSQL; all ledgers or none."""

    dry_run: bool = key(
        "Whether it was a rehearsal.", join=lambda _, given: given["terms"].dry_run
    )
    place: str = key("Server and database.", join=lambda _, given: given["place"])
    day: Day = key("The day of the verdicts.", join=lambda _, given: given["terms"].day)
    rows: list[PublishedJson] = key("Each ledger.", lambda done: done)


def day_text(day: str | None) -> str:
    """A day of the ledger as it is printed; a dash where there is none."""
    known = parse_day(day or "")
    return short(known) if known else NOTHING


UNSOUND = 4
AT_FILE = Place(argument="FILE")
