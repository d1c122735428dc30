"""The contract `cchc.obstacle/1`: obstacles as other programs read them."""

from typing import Any

from cchc.core.facts.obstacle import (
    ObstacleEvent,
    ObstacleKind,
    ObstacleState,
    ObstacleView,
)
from cchc.core.verdict.statuses import Status
from cchc.screen.document import (
    COUNT,
    DAY,
    DRY_RUN,
    FLAG,
    TEXT,
    Document,
    Field,
    choice,
    list_of,
    nullable,
)

SCHEMA = "cchc.obstacle/1"
EVENT: Document[ObstacleEvent] = Document(
    "event",
    "One thing done about an obstacle.",
    Field("day", DAY, "When."),
    Field("by", TEXT, "Who recorded it.", "actor"),
    Field("unit", nullable(TEXT), "Id of the unit that it was given to."),
    Field("due", nullable(DAY), "By when an answer is wanted."),
    Field("text", nullable(TEXT), "The instruction, the answer or the result."),
    Field("document", nullable(TEXT), "The paper of an answer."),
)
OBSTACLE: Document[ObstacleView] = Document(
    "obstacle",
    "An obstacle as of a day; ages in working days.",
    Field(
        "number",
        nullable(COUNT),
        "By which it is called; null in a rehearsal.",
        lambda view: view.obstacle.id or None,
    ),
    Field("unit", TEXT, "Id of the unit in whose way it stands.", "obstacle.unit"),
    Field("period", TEXT, "Name of the period.", "obstacle.period"),
    Field("kind", choice(ObstacleKind), "What it is.", "obstacle.kind"),
    Field("text", TEXT, "What stands in the way.", "obstacle.text"),
    Field("about", nullable(TEXT), "Id of the indicator or task.", "obstacle.about"),
    Field("cause", nullable(TEXT), "Why.", "obstacle.cause"),
    Field("proposal", nullable(TEXT), "What is proposed.", "obstacle.proposal"),
    Field("to", nullable(TEXT), "Who is asked.", "obstacle.to"),
    Field("raised", DAY, "When it was raised.", "obstacle.raised"),
    Field("by_officer", FLAG, "True: it came with no report."),
    Field("state", choice(ObstacleState), "How it stands."),
    Field("age_days", COUNT, "Days since it was raised, until it was closed.", "age"),
    Field("late_days", COUNT, "Days that its answer is overdue.", "late"),
    Field("assigned", nullable(EVENT), "The last assignment."),
    Field("answered", nullable(EVENT), "The last answer."),
    Field("closed", nullable(EVENT), "Its end."),
    Field("withdrawn", nullable(DAY), "When its report was withdrawn."),
)
JUDGED: Document[Any] = Document(
    "judged",
    "The verdict of its indicator on a day.",
    Field("period", TEXT, "Id of the period.", "period.id"),
    Field("day", DAY, "The day."),
    Field("status", choice(Status), "The verdict.", "view.verdict.status"),
)
DOCKET: Document[Any] = Document(
    "docket",
    "Obstacles as of a day, the unanswered first.",
    Field("plan", TEXT, "Id of the plan.", "plan.id"),
    Field("as_of", DAY, "As known on this day."),
    Field(
        "open",
        COUNT,
        "How many nobody has closed.",
        lambda docket: sum(view.is_open for view in docket.obstacles),
    ),
    Field(
        "unanswered",
        COUNT,
        "How many have no answer.",
        lambda docket: sum(view.is_unanswered for view in docket.obstacles),
    ),
    Field("obstacles", list_of(OBSTACLE), "Each of them."),
    schema=SCHEMA,
    verbs=("obstacle list",),
)
DONE: Document[Any] = Document(
    "done",
    "One act: the obstacle before and after.",
    DRY_RUN,
    Field(
        "before",
        nullable(choice(ObstacleState)),
        "The state it had; null: it was raised now.",
        "before.state",
    ),
    Field("obstacle", OBSTACLE, "As it stands now.", "after"),
    Field(
        "verdicts",
        nullable(
            Document[Any](
                "effect_of_closing",
                "The verdict of its indicator, when it was raised and now.",
                Field("before", JUDGED, "When it was raised."),
                Field("after", JUDGED, "Now."),
            )
        ),
        "Told when it is closed.",
        "effect",
    ),
    schema=SCHEMA,
    verbs=("obstacle add", "obstacle assign", "obstacle answer", "obstacle close"),
)
