"""The contract `cchc.obstacle/1`: obstacles as other programs read them."""

from cchc.core.facts.obstacle import (
    ObstacleKind,
    ObstacleState,
)
from cchc.core.verdict.statuses import Status
from cchc.screen.document import DRY_RUN, Day, JsonDocument, key

SCHEMA = "cchc.obstacle/1"


class EventJson(JsonDocument):
    """One thing done about an obstacle."""

    day: Day = key("When.")
    by: str = key("Who recorded it.", "actor")
    unit: str | None = key("Id of the unit that it was given to.")
    due: Day | None = key("By when an answer is wanted.")
    text: str | None = key("The instruction, the answer or the result.")
    document: str | None = key("The paper of an answer.")


class ObstacleJson(JsonDocument):
    """An obstacle as of a day; ages in working days."""

    number: int | None = key(
        "By which it is called; null in a rehearsal.",
        lambda view: view.obstacle.id or None,
    )
    unit: str = key("Id of the unit in whose way it stands.", "obstacle.unit")
    period: str = key("Name of the period.", "obstacle.period")
    kind: ObstacleKind = key("What it is.", "obstacle.kind")
    text: str = key("What stands in the way.", "obstacle.text")
    about: str | None = key("Id of the indicator or task.", "obstacle.about")
    cause: str | None = key("Why.", "obstacle.cause")
    proposal: str | None = key("What is proposed.", "obstacle.proposal")
    to: str | None = key("Who is asked.", "obstacle.to")
    raised: Day = key("When it was raised.", "obstacle.raised")
    by_officer: bool = key("True: it came with no report.")
    state: ObstacleState = key("How it stands.")
    age_days: int = key("Days since it was raised, until it was closed.", "age")
    late_days: int = key("Days that its answer is overdue.", "late")
    assigned: EventJson | None = key("The last assignment.")
    answered: EventJson | None = key("The last answer.")
    closed: EventJson | None = key("Its end.")
    withdrawn: Day | None = key("When its report was withdrawn.")


class JudgedJson(JsonDocument):
    """The verdict of its indicator on a day."""

    period: str = key("Id of the period.", "period.id")
    day: Day = key("The day.")
    status: Status = key("The verdict.", "view.verdict.status")


class DocketJson(JsonDocument, schema=SCHEMA, verbs=("obstacle list",)):
    """Obstacles as of a day, the unanswered first."""

    plan: str = key("Id of the plan.", "plan.id")
    as_of: Day = key("As known on this day.")
    open: int = key(
        "How many nobody has closed.",
        lambda docket: sum(view.is_open for view in docket.obstacles),
    )
    unanswered: int = key(
        "How many have no answer.",
        lambda docket: sum(view.is_unanswered for view in docket.obstacles),
    )
    obstacles: list[ObstacleJson] = key("Each of them.")


class EffectOfClosingJson(JsonDocument):
    """The verdict of its indicator, when it was raised and now."""

    before: JudgedJson = key("When it was raised.")
    after: JudgedJson = key("Now.")


class DoneJson(
    JsonDocument,
    schema=SCHEMA,
    verbs=("obstacle add", "obstacle assign", "obstacle answer", "obstacle close"),
):
    """One act: the obstacle before and after."""

    dry_run: bool = DRY_RUN
    before: ObstacleState | None = key(
        "The state it had; null: it was raised now.", "before.state"
    )
    obstacle: ObstacleJson = key("As it stands now.", "after")
    verdicts: EffectOfClosingJson | None = key("Told when it is closed.", "effect")
