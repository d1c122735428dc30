"""The contract `cchc.status/1`: what other programs read (DESIGN 2).

Figures are decimal strings: exact ones without trailing zeros, `percent` and
`multiple` with two decimals that never cross 100, rates in percent to six.
"""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from cchc.core.facts.acts import NO_RECORD, ReliefKind
from cchc.core.verdict.issued import ChangesSinceMemo
from cchc.core.verdict.status import FigureBasis, StatusView, every_indicator
from cchc.core.verdict.statuses import Reporting, Status, TaskStatus
from cchc.features.status.show.indicator_json import (
    IndicatorJson,
    KnownJson,
    PastVerdictJson,
    TargetJson,
    target_data,
)
from cchc.phrases.documents import (
    EffectJson,
    InTimeJson,
    ItemJson,
    PaperJson,
    ReadingJson,
    ReportCountsJson,
    ReviewStateJson,
    TaskActJson,
    actual_value,
)
from cchc.phrases.sign_counts import SignCountsJson, slots_by_paper
from cchc.screen.document import (
    ABSENT,
    Day,
    DecimalString,
    Given,
    Hundredths,
    JsonDocument,
    inline,
    key,
)
from cchc.text.closed_list import StrEnum


def _counted(kinds: type[StrEnum], statuses: Iterable[StrEnum]) -> dict[str, int]:
    """How many there are of each status; those of which there are none have a 0."""
    numbers = Counter(statuses)
    return {kind.value: numbers[kind] for kind in kinds if kind is not Status.STATISTIC}


def _decision(line: str, given: Given) -> object:
    """The decision that amended a line of the plan."""
    change = given["whole"].amended.get(line)
    return None if change is None else change.decision


def _original(lines: str, line: str, given: Given) -> object:
    """The same line judged by the first version of the plan."""
    original = given["whole"].original
    return None if original is None else getattr(original, lines).get(line)


class OriginalJson(JsonDocument):
    """The indicator judged by the first version of the plan."""

    target: TargetJson | None = key("What it promised.", target_data)
    actual: DecimalString | Day | bool | None = key("The figure.", actual_value)
    percent: Hundredths | None = key("Part of the target reached.")
    status: Status = key("Its verdict.", "verdict.status")
    rule: str = key("The rule that gave it.", "verdict.rule")
    known: KnownJson | None = key("The verdict of the reported part.", "verdict.known")


class LineJson(IndicatorJson):
    """An indicator in a period, and what amendments did to it."""

    original: OriginalJson | None = key(
        "By the first version, at the year's end, where it promised otherwise.",
        join=lambda view, given: _original("indicators", view.indicator.id, given),
    )
    decision: PaperJson | None = key(
        "The decision that amended it.",
        join=lambda view, given: _decision(view.indicator.id, given),
    )


class OriginalCommitmentJson(JsonDocument):
    """The commitment judged by the first version of the plan."""

    status: Status = key("The worst of its indicators.")
    met: int = key("Indicators that are met.")
    of: int = key("Indicators that are judged.")


class StandingJson(JsonDocument):
    """What stands of a commitment while periods open and close."""

    status: Status = key("The verdict.", "standing")


class CommitmentJson(JsonDocument):
    """A commitment with its indicators."""

    id: str = key("Its id in the plan.", "commitment.id")
    status: Status = key("The worst of its indicators.")
    met: int = key("Indicators that are met.")
    of: int = key("Indicators that are judged.")
    standing: StandingJson = key("By what stands of its indicators.", lambda view: view)
    indicators: list[LineJson] = key("Its indicators.")
    tasks: list[str] = key(
        "Ids of the tasks that keep it, where it has no indicator; `met` of `of` are"
        " then those that are done.",
        lambda view: [task.task.id for task in view.tasks],
    )
    original: OriginalCommitmentJson | None = key(
        "By the first version, at the year's end, where it promised otherwise.",
        join=lambda view, given: _original("commitments", view.commitment.id, given),
    )
    decision: PaperJson | None = key(
        "The decision that amended it.",
        join=lambda view, given: _decision(view.commitment.id, given),
    )


class TaskJson(JsonDocument):
    """A task."""

    id: str = key("Its id in the plan.", "task.id")
    area: str | None = key("Id of its area.", "task.area")
    name: str = key("What it is called.", "task.name")
    status: TaskStatus = key("How it stands.")
    due: Day | None = key("Its due day, a later one that was given.")
    extended_from: Day | None = key(
        "The due day of the plan, where a later one was given."
    )
    decisions: list[TaskActJson] = key("What gave it more time or dropped it.")
    done: Day | None = key("The day it was done.")
    count: Decimal | None = key("How many are done.")
    of: Decimal | None = key("Of how many.")


class ReliefJson(JsonDocument):
    """An exemption or a later due day."""

    kind: ReliefKind = key("What was granted.")
    until: Day | None = key("The later due day.")
    due_by_plan: Day = key("The due day of the plan.", "due")
    reason: str = key("Why.")


class PunctualityJson(JsonDocument):
    """Reports in time over the year."""

    on_time: int = key("Reports that came in time.")
    of: int = key("Reports that were due.")


class UnitJson(JsonDocument):
    """How a unit reports."""

    id: str = key("Its id in the plan.", "unit.id")
    report: Reporting = key("The state of its report.")
    _in_time = inline(InTimeJson)
    waiting: list[str] = key("Ids of what waits to be confirmed.")
    relief: ReliefJson | None = key("What was granted to it.")
    _reviewed = inline(ReviewStateJson)
    reminders: int = key(
        "Reminders sent to it in this period.", lambda view: len(view.reminded)
    )
    punctuality: PunctualityJson = key(
        "Its record of the year.",
        join=lambda view, given: given["whole"].records.get(view.unit.id, NO_RECORD),
    )


def _period_id(name: str, given: Given) -> str:
    """The id of a period by its name; a name of another year as it is."""
    ids = (period.id for period in given["whole"].periods if period.name == name)
    return str(next(ids, name))


class RestatedJson(JsonDocument):
    """A figure that is not as the last memo had it."""

    indicator: str = key("Id of the indicator.", lambda r: r.cell[0])
    unit: str = key("Id of the unit.", lambda r: r.cell[1])
    period: str = key(
        "Id of the period.",
        join=lambda restated, given: _period_id(restated.cell[2], given),
    )
    before: ReadingJson | None = key("Null: nothing was reported.")
    after: ReadingJson | None = key("Null: it was withdrawn.")
    gained: list[ItemJson] = key("Rows of a register that came.")
    lost: list[ItemJson] = key("Rows of a register that went.")
    reason: str | None = key("Why it was changed.")
    effect: EffectJson = key(
        "The indicator in the memo's period, as known then and now.",
        lambda restated: (restated.old, restated.new),
    )


class RejudgedJson(JsonDocument):
    """A verdict that is another one only because the law is."""

    indicator: str = key("Id of the indicator.", "view.indicator.id")
    before: Status = key("What the memo said.")
    after: Status = key(
        "What the same figures are judged today.", "view.verdict.status"
    )
    rule: str = key("The rule that gives it.", "view.verdict.rule")


class SinceIssuedJson(JsonDocument):
    """The last memo issued, and what is told otherwise since."""

    number: int = key("Its number among the plan's memos.", "memo.number")
    period: str = key(
        "Id of its period.",
        join=lambda since, given: _period_id(since.memo.period, given),
    )
    as_of: Day = key("What it knew.", "memo.as_of")
    plan_version: int = key("The version it went by.", "memo.version")
    document: PaperJson = key("Its number and date.", "memo.document")
    sha256: str = key("SHA-256 of its content.", "memo.content_sha256")
    restated: list[RestatedJson] = key("Each figure that is told otherwise.")
    rejudged: list[RejudgedJson] = key(
        "Each indicator that a new law judges otherwise on the memo's own figures."
    )


class CountsJson(JsonDocument):
    """How many there are of each status; every status has its key."""

    commitments: dict[str, int] = key(
        "By standing status.",
        lambda view: _counted(Status, (signed.standing for signed in view.commitments)),
    )
    indicators: dict[str, int] = key(
        "By standing status, those of areas included; statistics are not counted.",
        lambda view: _counted(
            Status, (line.standing_verdict.status for line in every_indicator(view))
        ),
    )
    tasks: dict[str, int] = key(
        "By status.",
        lambda view: _counted(TaskStatus, (task.status for task in view.tasks)),
    )
    reports: ReportCountsJson = key("Units' reports of the period.")


class ObstacleCountsJson(JsonDocument):
    """Obstacles that nobody has closed."""

    open: int = key(
        "How many.", lambda view: sum(obstacle.is_open for obstacle in view.obstacles)
    )
    unanswered: int = key("Those without an answer.")


class YearSideJson(JsonDocument):
    """A line in one of two years."""

    actual: DecimalString | Day | bool | str | None = key("The figure.", actual_value)
    shown: str = key("The figure as it is printed.")
    percent: Hundredths | None = key("Part of the target reached.")
    standing: PastVerdictJson = key("The verdict that lasts.", "last_judged")


class YearPairJson(JsonDocument):
    """A line in two years."""

    id: str = key("Its id.", "line.indicator.id")
    turn: str = key(
        "`worse`, `better`, `same`; `new`, `gone`; `open`: no verdict in one of them."
    )
    now: YearSideJson | None = key("In the year asked about; null: it has gone.")
    then: YearSideJson | None = key("In the other year; null: it is new.")


class AgainstJson(JsonDocument):
    """The same period of another year."""

    year: int = key("Of which year.")
    plan: str = key("Id of its plan.", "then.plan")
    period: str = key("Id of its period.", "then.period.id")
    lines: list[YearPairJson] = key(
        "Each line of either, the worst turn first.", "pairs"
    )


class StatusJson(JsonDocument, schema="cchc.status/1", verbs=("status",)):
    """What is true of a plan in a period, as known on a day."""

    plan: str = key("Id of the plan.")
    plan_title: str = key("Its title.")
    plan_version: int = key("The version in force.")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")
    basis: FigureBasis = key("Whether all reports are in.")
    counts: CountsJson = key("How many of each.", lambda view: view)
    commitments: list[CommitmentJson] = key("The commitments.")
    indicators: list[LineJson] = key("Indicators of areas, of no commitment.")
    tasks: list[TaskJson] = key("The tasks.")
    units: list[UnitJson] = key("The units that report.")
    obstacles: ObstacleCountsJson = key("Obstacles that are open.", lambda view: view)
    since_issued: SinceIssuedJson | None = key(
        "What changed since the last memo issued; null: none was.",
        join=lambda _, given: given["since"],
    )
    signing: dict[str, SignCountsJson] | None = key(
        "Who signed, by paper; null: nothing was ever recorded.",
        lambda view: None if view.signing is None else slots_by_paper(view.signing),
    )
    against: AgainstJson = key(
        "With --against: the verdicts of the other year.",
        join=lambda _, given: given.get("against") or ABSENT,
        optional=True,
    )


def status_json(
    view: StatusView, since: ChangesSinceMemo | None = None, against: object = None
) -> str:
    """The view as one JSON document, keys in the order of the contract.

    `against` is the other year that was asked for (`AgainstYear`).
    """
    return StatusJson.as_json(view, whole=view, since=since, against=against) + "\n"
