"""The contract `cchc.status/1`: what other programs read (DESIGN 2).

Figures are decimal strings: exact ones without trailing zeros, `percent` and
`multiple` with two decimals that never cross 100, rates in percent to six.
"""

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from cchc.core.facts.reliefs import Relief, ReliefKind
from cchc.core.facts.reporting_record import NO_RECORD, ReportingRecord
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.issued import Restated, Since
from cchc.core.verdict.status import (
    CommitmentView,
    FigureBasis,
    StatusView,
    every_indicator,
)
from cchc.core.verdict.statuses import Reporting, Status, TaskStatus
from cchc.core.verdict.task import TaskView
from cchc.core.verdict.unit_reports import UnitView
from cchc.features.status.show.indicator_json import (
    ACTUAL,
    INDICATOR,
    KNOWN_PART,
    PERCENT,
    TARGET_FIELD,
)
from cchc.phrases.documents import (
    EFFECT,
    ITEM,
    PAPER,
    READING,
    REPORT_COUNTS,
    SIGN_COUNTS,
    slots_by_paper,
)
from cchc.screen.document import (
    COUNT,
    DAY,
    DECIMAL,
    FLAG,
    TEXT,
    Document,
    Field,
    Given,
    choice,
    list_of,
    map_of,
    nullable,
)


def _counted(kinds: type[StrEnum], statuses: Iterable[StrEnum]) -> dict[str, int]:
    """How many there are of each status; those of which there are none have a 0."""
    numbers = Counter(statuses)
    return {kind.value: numbers[kind] for kind in kinds if kind is not Status.STATISTIC}


def _decision(key: str, given: Given) -> object:
    """The decision that amended a line of the plan."""
    change = given["whole"].amended.get(key)
    return None if change is None else change.decision


def _original(lines: str, key: str, given: Given) -> object:
    """The same line judged by the first version of the plan."""
    original = given["whole"].original
    return None if original is None else getattr(original, lines).get(key)


LINE: Document[IndicatorView] = Document(
    "line",
    "An indicator in a period, and what amendments did to it.",
    *INDICATOR.fields,
    Field(
        "original",
        nullable(
            Document[IndicatorView](
                "original",
                "The indicator judged by the first version of the plan.",
                TARGET_FIELD,
                ACTUAL,
                PERCENT,
                Field("status", choice(Status), "Its verdict.", "verdict.status"),
                Field("rule", TEXT, "The rule that gave it.", "verdict.rule"),
                KNOWN_PART,
            )
        ),
        "By the first version, at the year's end, where it promised otherwise.",
        join=lambda view, given: _original("indicators", view.indicator.id, given),
    ),
    Field(
        "decision",
        nullable(PAPER),
        "The decision that amended it.",
        join=lambda view, given: _decision(view.indicator.id, given),
    ),
)
COMMITMENT: Document[CommitmentView] = Document(
    "commitment",
    "A commitment with its indicators.",
    Field("id", TEXT, "Its id in the plan.", "commitment.id"),
    Field("status", choice(Status), "The worst of its indicators."),
    Field("met", COUNT, "Indicators that are met."),
    Field("of", COUNT, "Indicators that are judged."),
    Field("indicators", list_of(LINE), "Its indicators."),
    Field(
        "original",
        nullable(
            Document[CommitmentView](
                "original_commitment",
                "The commitment judged by the first version of the plan.",
                Field("status", choice(Status), "The worst of its indicators."),
                Field("met", COUNT, "Indicators that are met."),
                Field("of", COUNT, "Indicators that are judged."),
            )
        ),
        "By the first version, at the year's end, where it promised otherwise.",
        join=lambda view, given: _original("commitments", view.commitment.id, given),
    ),
    Field(
        "decision",
        nullable(PAPER),
        "The decision that amended it.",
        join=lambda view, given: _decision(view.commitment.id, given),
    ),
)
TASK: Document[TaskView] = Document(
    "task",
    "A task.",
    Field("id", TEXT, "Its id in the plan.", "task.id"),
    Field("area", nullable(TEXT), "Id of its area.", "task.area"),
    Field("name", TEXT, "What it is called.", "task.name"),
    Field("status", choice(TaskStatus), "How it stands."),
    Field("due", nullable(DAY), "Its due day."),
    Field("done", nullable(DAY), "The day it was done."),
    Field("count", nullable(DECIMAL), "How many are done."),
    Field("of", nullable(DECIMAL), "Of how many."),
)
UNIT: Document[UnitView] = Document(
    "unit",
    "How a unit reports.",
    Field("id", TEXT, "Its id in the plan.", "unit.id"),
    Field("report", choice(Reporting), "The state of its report."),
    Field("on_time", nullable(FLAG), "Whether it came in time."),
    Field("late_days", COUNT, "Working days after the due day."),
    Field("due", DAY, "The due day, a later one that was granted."),
    Field(
        "relief",
        nullable(
            Document[Relief](
                "relief",
                "An exemption or a later due day.",
                Field("kind", choice(ReliefKind), "What was granted."),
                Field("until", nullable(DAY), "The later due day."),
                Field("due_by_plan", DAY, "The due day of the plan.", "due"),
                Field("reason", TEXT, "Why."),
            )
        ),
        "What was granted to it.",
    ),
    Field(
        "reminders",
        COUNT,
        "Reminders sent to it in this period.",
        lambda view: len(view.reminded),
    ),
    Field(
        "punctuality",
        Document[ReportingRecord](
            "punctuality",
            "Reports in time over the year.",
            Field("on_time", COUNT, "Reports that came in time."),
            Field("of", COUNT, "Reports that were due."),
        ),
        "Its record of the year.",
        join=lambda view, given: given["whole"].records.get(view.unit.id, NO_RECORD),
    ),
)


def _period_id(name: str, given: Given) -> str:
    """The id of a period by its name; a name of another year as it is."""
    found = (each.id for each in given["whole"].periods if each.name == name)
    return str(next(found, name))


SINCE_ISSUED: Document[Since] = Document(
    "since_issued",
    "The last memo issued, and what is told otherwise since.",
    Field("number", COUNT, "Its number among the plan's memos.", "memo.number"),
    Field(
        "period",
        TEXT,
        "Id of its period.",
        join=lambda since, given: _period_id(since.memo.period, given),
    ),
    Field("as_of", DAY, "What it knew.", "memo.as_of"),
    Field("plan_version", COUNT, "The version it went by.", "memo.version"),
    Field("document", PAPER, "Its number and date.", "memo.document"),
    Field("sha256", TEXT, "SHA-256 of its content.", "memo.content_sha256"),
    Field(
        "restated",
        list_of(
            Document[Restated](
                "restated",
                "A figure that is not as the last memo had it.",
                Field("indicator", TEXT, "Id of the indicator.", lambda r: r.cell[0]),
                Field("unit", TEXT, "Id of the unit.", lambda r: r.cell[1]),
                Field(
                    "period",
                    TEXT,
                    "Id of the period.",
                    join=lambda restated, given: _period_id(restated.cell[2], given),
                ),
                Field("before", nullable(READING), "Null: nothing was reported."),
                Field("after", nullable(READING), "Null: it was withdrawn."),
                Field("gained", list_of(ITEM), "Rows of a register that came."),
                Field("lost", list_of(ITEM), "Rows of a register that went."),
                Field("reason", nullable(TEXT), "Why it was changed."),
                Field(
                    "effect",
                    EFFECT,
                    "The indicator in the memo's period, as known then and now.",
                    lambda restated: (restated.old, restated.new),
                ),
            )
        ),
        "Each figure that is told otherwise.",
    ),
)
COUNTS: Document[StatusView] = Document(
    "counts",
    "How many there are of each status; every status has its key.",
    Field(
        "commitments",
        map_of(COUNT),
        "By status.",
        lambda view: _counted(Status, (each.status for each in view.commitments)),
    ),
    Field(
        "indicators",
        map_of(COUNT),
        "By status, those of areas included; statistics are not counted.",
        lambda view: _counted(
            Status, (each.verdict.status for each in every_indicator(view))
        ),
    ),
    Field(
        "tasks",
        map_of(COUNT),
        "By status.",
        lambda view: _counted(TaskStatus, (task.status for task in view.tasks)),
    ),
    Field("reports", REPORT_COUNTS, "Units' reports of the period."),
)
STATUS: Document[StatusView] = Document(
    "status",
    "What is true of a plan in a period, as known on a day.",
    Field("plan", TEXT, "Id of the plan."),
    Field("plan_title", TEXT, "Its title."),
    Field("plan_version", COUNT, "The version in force."),
    Field("period", TEXT, "Id of the period.", "period.id"),
    Field("as_of", DAY, "As known on this day."),
    Field("basis", choice(FigureBasis), "Whether all reports are in."),
    Field("counts", COUNTS, "How many of each.", lambda view: view),
    Field("commitments", list_of(COMMITMENT), "The commitments."),
    Field("indicators", list_of(LINE), "Indicators of areas, of no commitment."),
    Field("tasks", list_of(TASK), "The tasks."),
    Field("units", list_of(UNIT), "The units that report."),
    Field(
        "obstacles",
        Document[StatusView](
            "obstacle_counts",
            "Obstacles that nobody has closed.",
            Field(
                "open",
                COUNT,
                "How many.",
                lambda view: sum(obstacle.is_open for obstacle in view.obstacles),
            ),
            Field("unanswered", COUNT, "Those without an answer."),
        ),
        "Obstacles that are open.",
        lambda view: view,
    ),
    Field(
        "since_issued",
        nullable(SINCE_ISSUED),
        "What changed since the last memo issued; null: none was.",
        join=lambda _, given: given["since"],
    ),
    Field(
        "signing",
        nullable(map_of(SIGN_COUNTS)),
        "Who signed, by paper; null: nothing was ever recorded.",
        lambda view: None if view.signing is None else slots_by_paper(view.signing),
    ),
    schema="cchc.status/1",
    verbs=("status",),
)


def status_document(view: StatusView, since: Since | None = None) -> dict[str, object]:
    """The document of `cchc.status/1` before it is written as text."""
    return STATUS.encode(view, {"whole": view, "since": since})


def status_json(view: StatusView, since: Since | None = None) -> str:
    """The view as one JSON document, keys in the order of the contract."""
    return STATUS.as_json(view, whole=view, since=since) + "\n"
