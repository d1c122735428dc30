"""The database as JSON: `cchc.db/1` and `cchc.db-check/1`."""

from cchc.screen.document import JsonDocument, key


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

    rows: list[PlanJson] = key("Each plan.", lambda plans: plans)


class DefectJson(JsonDocument):
    """One defect."""

    defect: str = key(
        "What is wrong, in words.",
        join=lambda found, given: given["voice"].say(f"db.defect.{found.defect}"),
    )
    where: str = key("The table, view or row.")
    count: int = key("How many of its kind.")


class DefectsJson(JsonDocument, schema="cchc.db-check/1", verbs=("db check",)):
    """What is wrong with a database."""

    rows: list[DefectJson] = key("Each defect.", lambda defects: defects)
