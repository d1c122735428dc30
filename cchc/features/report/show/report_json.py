"""Reports as JSON: all answers of `cchc.report/1`."""

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import Any

from cchc.core.facts.report import (
    Facts,
    Reading,
    Report,
    Revision,
    TaskNote,
    TaskState,
)
from cchc.core.facts.report_history import Act, ActKind
from cchc.core.facts.review import Opinion, Review
from cchc.core.verdict.missing_evidence import Unproven
from cchc.core.verdict.statuses import Reporting
from cchc.phrases.documents import (
    EFFECT,
    EVIDENCE,
    ITEM,
    PAPER,
    READING,
    REVISION,
    STAMP,
)
from cchc.screen.document import (
    COUNT,
    DAY,
    DECIMAL,
    DRY_RUN,
    FLAG,
    TEXT,
    Document,
    Field,
    choice,
    fields_at,
    list_of,
    map_of,
    nullable,
)
from cchc.store.proofs import Condition
from cchc.text.record import replace

SCHEMA = "cchc.report/1"
NARRATIVE = map_of(TEXT)
_UNIT = Field[Any]("unit", TEXT, "Id of the unit.", "unit.id")
_PERIOD = Field[Any]("period", TEXT, "Id of the period.", "period.id")

REPORT_STATE: Document[Any] = Document(
    "report_state",
    "How a unit's report stands.",
    Field("unit", TEXT, "Id of the unit.", "view.unit.id"),
    Field("report", choice(Reporting), "The state of the report.", "view.report"),
    Field("on_time", nullable(FLAG), "Whether it came in time.", "view.on_time"),
    Field("late_days", COUNT, "Working days after the due day.", "view.late_days"),
    Field("due", DAY, "The due day, a later one that was granted.", "view.due"),
    Field("received", nullable(DAY), "When the last came.", "view.last.received"),
    Field("document", nullable(PAPER), "The unit's own paper.", "view.last.document"),
    Field("filled", COUNT, "Cells that are filled in."),
    Field("expected", COUNT, "Cells that the plan asks for."),
    Field("missing", list_of(TEXT), "Ids of what is not filled in.", "view.missing"),
    Field("accepted", nullable(DAY), "When it was accepted.", "view.accepted"),
)
TASK_NOTE: Document[TaskNote] = Document(
    "task_note",
    "What a unit said of a task.",
    Field("task", TEXT, "Id of the task."),
    Field("state", choice(TaskState), "Its state."),
    Field("done", nullable(DAY), "The day it was done."),
    Field("count", nullable(DECIMAL), "How many are done."),
    Field("of", nullable(DECIMAL), "Of how many."),
    Field("result", nullable(TEXT), "The result in the unit's words."),
    Field("document", nullable(TEXT), "The paper that proves it."),
)
UNPROVEN: Document[Unproven] = Document(
    "unproven",
    "A result that nothing proves.",
    Field("about", TEXT, "Id of the indicator or task."),
    Field("unit", TEXT, "Id of the unit."),
    Field("name", nullable(TEXT), "Name of a row of a register."),
)
NOTE: Document[tuple[str, str]] = Document(
    "note",
    "What a reviewer said of one figure.",
    Field("about", TEXT, "Id of the indicator or task.", itemgetter(0)),
    Field("text", TEXT, "The reviewer's words.", itemgetter(1)),
)
ACT: Document[Act] = Document(
    "act",
    "One act in the life of a report.",
    Field("kind", choice(ActKind), "What was done."),
    Field("number", COUNT, "Number of the act in the ledger.", "id"),
    *STAMP,
    Field("received", nullable(DAY), "When the report came."),
    Field("document", PAPER, "The unit's own paper."),
    Field("reason", nullable(TEXT), "Why."),
    Field("whole", FLAG, "True: the whole report was withdrawn."),
    Field("notes", list_of(NOTE), "What was said of single figures."),
)
REVIEW: Document[Review] = Document(
    "review",
    "What was said of a report by whoever reviews it.",
    Field("opinion", choice(Opinion), "Accepted, or sent back."),
    Field("recorded", DAY, "When.", "recorded_on"),
    Field("actor", TEXT, "Who."),
    Field("reason", nullable(TEXT), "Why."),
    Field("notes", list_of(NOTE), "What was said of single figures."),
)
CHANGE: Document[Any] = Document(
    "change",
    "A figure before and after.",
    Field("indicator", TEXT, "Id of the indicator."),
    Field("before", nullable(READING), "Null: there was none."),
    Field("after", nullable(READING), "Null: there is none now."),
)
_EFFECTS = Field[Any](
    "effects",
    list_of(EFFECT),
    "What that does to the verdicts.",
    lambda done: [(effect.before, effect.after) for effect in done.effects],
)
_CHANGES = Field[Any]("changes", list_of(CHANGE), "Each figure that changes.")

REPORT: Document[Report] = Document(
    "report",
    "A report as it is written.",
    Field("received", DAY, "When it came."),
    Field("document", PAPER, "The unit's own paper."),
    Field("items", list_of(ITEM), "Rows added to registers.", "added"),
    Field("tasks", list_of(TASK_NOTE), "What it says of tasks."),
    Field("narrative", NARRATIVE, "Its words by section."),
    Field(
        "obstacles",
        list_of(TEXT),
        "Texts of the obstacles that it raises.",
        lambda report: [obstacle.text for obstacle in report.obstacles],
    ),
    Field("evidence", list_of(EVIDENCE), "What proves its results."),
    Field("reason", nullable(TEXT), "Why a report that was sent is changed."),
)
_ADDED: tuple[Field[Any], ...] = (
    _UNIT,
    _PERIOD,
    Field("entry", nullable(COUNT), "Number of the entry; null in a rehearsal."),
    DRY_RUN,
    Field("draft", FLAG, "True: kept aside, no figure counts.", "is_draft"),
    Field("unchanged", FLAG, "True: it says what the ledger has already."),
    *fields_at("report", REPORT),
    _CHANGES,
    _EFFECTS,
    Field("report", nullable(choice(Reporting)), "Its state now.", "duty.report"),
    Field(
        "missing",
        list_of(TEXT),
        "Ids of what is not filled in.",
        lambda added: added.duty.missing if added.duty else (),
    ),
)
ADDED = Document[Any](
    "added_alone",
    "A report that was written, with what it changed.",
    *_ADDED,
    schema=SCHEMA,
    verbs=("report add",),
)
ADDED_MANY = Document[Any](
    "added_many",
    "Several reports of one file.",
    Field(
        "reports",
        list_of(Document[Any]("added", "A report that was written.", *_ADDED)),
        "Each report.",
        lambda reports: reports,
    ),
    schema=SCHEMA,
    verbs=("report add --from FILE",),
)
BOARD = Document[Any](
    "board",
    "Who has sent the period's report.",
    Field("plan", TEXT, "Id of the plan.", "plan.id"),
    _PERIOD,
    Field("as_of", DAY, "As known on this day."),
    Field("reports", list_of(REPORT_STATE), "Each unit that owes a report."),
    schema=SCHEMA,
    verbs=("report list",),
)
WITHDRAWN = Document[Any](
    "withdrawn",
    "What was taken back.",
    _UNIT,
    _PERIOD,
    DRY_RUN,
    Field(
        "changes",
        list_of(CHANGE),
        "Each figure that is taken back; `after` is null.",
        lambda done: [replace(change, after=None) for change in done.changes],
    ),
    Field("items", COUNT, "How many rows of registers are taken back."),
    _EFFECTS,
    schema=SCHEMA,
    verbs=("report withdraw",),
)
REVIEWED = Document[Any](
    "reviewed",
    "A report accepted or sent back.",
    _UNIT,
    _PERIOD,
    DRY_RUN,
    Field("before", choice(Reporting), "The state it had.", "before.report"),
    Field("report", choice(Reporting), "The state it has now.", "after.report"),
    Field("review", REVIEW, "What was said of it."),
    schema=SCHEMA,
    verbs=("report accept", "report return"),
)
PROOFS = Document[Any](
    "proofs",
    "The evidence of a period, and results without any.",
    Field("plan", TEXT, "Id of the plan.", "plan.id"),
    _PERIOD,
    Field("as_of", DAY, "As known on this day."),
    Field(
        "evidence",
        list_of(
            Document[Any](
                "piece",
                "One piece of evidence of a unit.",
                Field("unit", TEXT, "Id of the unit."),
                *fields_at("proof", EVIDENCE),
                Field(
                    "condition",
                    nullable(choice(Condition)),
                    "Whether its file is as it was; null without a file.",
                ),
            )
        ),
        "Each piece.",
        "pieces",
    ),
    Field("unproven", list_of(UNPROVEN), "Results that nothing proves."),
    schema=SCHEMA,
    verbs=("report evidence",),
)


def _cells(
    facts: Facts, revisions: Iterable[Revision], unit: str, period: str
) -> list[tuple[str, Reading | None, list[Revision]]]:
    """Each indicator with its reading now and all of its revisions."""
    history: dict[str, list[Revision]] = {}
    for revision in revisions:
        history.setdefault(revision.cell[0], []).append(revision)
    return [
        (key, facts.cells.get((key, unit, period)), past)
        for key, past in history.items()
    ]


def _own(rows: str) -> Callable[[Any], list[Any]]:
    """Those of the facts that are of the unit and the period of the sheet."""

    def own(sheet: Any) -> list[Any]:  # noqa: ANN401  # of the actions above
        at = (sheet.unit.id, sheet.period.name)
        found = getattr(sheet.facts, rows)
        return [row for row in found if (row.unit, row.period) == at]

    return own


SHEET = Document[Any](
    "sheet",
    "All that one unit has said for a period, each cell with its history.",
    *fields_at("report", REPORT_STATE),
    _PERIOD,
    Field("as_of", DAY, "As known on this day.", "facts.as_of"),
    Field(
        "submissions",
        list_of(
            Document[Any](
                "submission",
                "One time that the unit sent its report.",
                Field("entry", COUNT, "Number of the entry.", "id"),
                Field("received", DAY, "When it came."),
                Field("recorded", DAY, "When it was written down.", "recorded_on"),
                Field("document", PAPER, "The unit's own paper."),
                Field("actor", TEXT, "Who wrote it down."),
            )
        ),
        "Each time the report was sent.",
        _own("submissions"),
    ),
    Field(
        "cells",
        list_of(
            Document[Any](
                "cell",
                "A figure with its history.",
                Field("indicator", TEXT, "Id of the indicator.", itemgetter(0)),
                Field("now", nullable(READING), "What counts now.", itemgetter(1)),
                Field("history", list_of(REVISION), "All revisions.", itemgetter(2)),
            )
        ),
        "Each figure that was ever reported.",
        lambda sheet: _cells(
            sheet.facts, sheet.revisions, sheet.unit.id, sheet.period.name
        ),
    ),
    Field(
        "items",
        list_of(ITEM),
        "Rows of registers.",
        _own("items"),
    ),
    Field(
        "tasks",
        list_of(TASK_NOTE),
        "What was said of tasks.",
        _own("tasks"),
    ),
    Field(
        "narrative",
        NARRATIVE,
        "The unit's words by section.",
        lambda sheet: {
            section.section.value: section.text for section in _own("narratives")(sheet)
        },
    ),
    Field(
        "obstacles",
        list_of(
            Document[Any](
                "raised",
                "An obstacle as the report raised it.",
                Field("text", TEXT, "What stands in the way."),
                Field("about", nullable(TEXT), "Id of the indicator or task."),
                Field("proposal", nullable(TEXT), "What the unit proposes."),
                Field("to", nullable(TEXT), "To whom: id of a unit, or words."),
            )
        ),
        "Obstacles that it raised.",
        _own("obstacles"),
    ),
    Field(
        "evidence",
        list_of(EVIDENCE),
        "What proves the results.",
        lambda sheet: [
            proof
            for _, unit, period, proof in sheet.facts.evidence
            if (unit, period) == (sheet.unit.id, sheet.period.name)
        ],
    ),
    Field("acts", list_of(ACT), "The life of the report."),
    Field("unproven", list_of(UNPROVEN), "Results that nothing proves."),
    schema=SCHEMA,
    verbs=("report show",),
)
