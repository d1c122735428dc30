"""The database as JSON: `cchc.db/1` and `cchc.db-check/1`."""

from collections.abc import Sequence

from cchc.screen.document import COUNT, TEXT, Document, Field, list_of, nullable
from cchc.store.check import Found
from cchc.store.summary import PlanSummary

PLANS: Document[Sequence[PlanSummary]] = Document(
    "plans",
    "The plans of a database, the latest year first.",
    Field(
        "rows",
        list_of(
            Document[PlanSummary](
                "plan",
                "One plan.",
                Field("plan", TEXT, "Its id.", "id"),
                Field("year", COUNT, "Its year."),
                Field("title", TEXT, "Its title."),
                Field("versions", COUNT, "Versions applied."),
                Field("reports", COUNT, "Reports that stand."),
                Field("figures", COUNT, "Figures that stand."),
                Field("last", nullable(TEXT), "Day of the last act of writing."),
            )
        ),
        "Each plan.",
        lambda plans: plans,
    ),
    schema="cchc.db/1",
    verbs=("db info",),
)
DEFECTS: Document[Sequence[Found]] = Document(
    "defects",
    "What is wrong with a database.",
    Field(
        "rows",
        list_of(
            Document[Found](
                "defect",
                "One defect.",
                Field(
                    "defect",
                    TEXT,
                    "What is wrong, in words.",
                    join=lambda found, given: given["voice"].say(
                        f"db.defect.{found.defect}"
                    ),
                ),
                Field("where", TEXT, "The table, view or row."),
                Field("count", COUNT, "How many of its kind."),
            )
        ),
        "Each defect.",
        lambda defects: defects,
    ),
    schema="cchc.db-check/1",
    verbs=("db check",),
)
