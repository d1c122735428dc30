"""Reports as JSON: all answers of `cchc.report/1`."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from operator import itemgetter

from cchc.core.facts.acts import ClosingKind, Opinion
from cchc.core.facts.obstacle import Obstacle
from cchc.core.facts.report import (
    ActKind,
    Facts,
    Item,
    Narrative,
    Reading,
    ReportedEvidence,
    Revision,
    RowT,
    Submission,
    TaskNote,
    TaskState,
)
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import Reporting
from cchc.features.report.show.answers import ActOnReport, Added, ReportSheet
from cchc.phrases.documents import (
    EffectJson,
    EvidenceJson,
    InTimeJson,
    ItemJson,
    PaperJson,
    ReadingJson,
    ReviewStateJson,
    RevisionJson,
    StampJson,
)
from cchc.screen.document import DRY_RUN, Day, JsonDocument, inline, key
from cchc.store.proofs import Condition
from cchc.text.record import replace

SCHEMA = "cchc.report/1"


class ReportStateJson(JsonDocument):
    """How a unit's report stands."""

    unit: str = key("Id of the unit.", "unit.id")
    report: Reporting = key("The state of the report.")
    _in_time = inline(InTimeJson)
    received: Day | None = key("When the last came.", "last.received")
    document: PaperJson | None = key("The unit's own paper.", "last.document")
    filled: int = key("Cells that are filled in.", "filled_count")
    expected: int = key("Cells that the plan asks for.")
    missing: list[str] = key("Ids of what is not filled in.")
    accepted: Day | None = key("When it was accepted.")
    _reviewed = inline(ReviewStateJson)
    waiting: list[str] = key("Ids of what waits to be confirmed.")


class TaskNoteJson(JsonDocument):
    """What a unit said of a task."""

    task: str = key("Id of the task.")
    state: TaskState = key("Its state.")
    done: Day | None = key("The day it was done.")
    count: Decimal | None = key("How many are done.")
    of: Decimal | None = key("Of how many.")
    result: str | None = key("The result in the unit's words.")
    document: str | None = key("The paper that proves it.")


class UnprovenJson(JsonDocument):
    """A result that nothing proves."""

    about: str = key("Id of the indicator or task.")
    unit: str = key("Id of the unit.")
    name: str | None = key("Name of a row of a register.")


class NoteJson(JsonDocument):
    """What a reviewer said of one figure."""

    about: str = key("Id of the indicator or task.", itemgetter(0))
    text: str = key("The reviewer's words.", itemgetter(1))


class ActJson(JsonDocument):
    """One act in the life of a report."""

    kind: ActKind = key("What was done.")
    number: int = key("Number of the act in the ledger.", "id")
    _stamp = inline(StampJson, "stamp")
    received: Day | None = key("When the report came.")
    document: PaperJson = key("The unit's own paper.")
    reason: str | None = key("Why.")
    whole: bool = key("True: the whole report was withdrawn.")
    notes: list[NoteJson] = key("What was said of single figures.")


class ReviewJson(JsonDocument):
    """What was said of a report by whoever reviews it."""

    opinion: Opinion = key("Accepted, or sent back.")
    recorded: Day = key("When.", "recorded_on")
    actor: str = key("Who.")
    reason: str | None = key("Why.")
    notes: list[NoteJson] = key("What was said of single figures.")


def _effects(done: ActOnReport) -> list[tuple[IndicatorView, IndicatorView]]:
    return [(effect.before, effect.after) for effect in done.effects]


class ChangeJson(JsonDocument):
    """A figure before and after."""

    indicator: str = key("Id of the indicator.")
    before: ReadingJson | None = key("Null: there was none.")
    after: ReadingJson | None = key("Null: there is none now.")


class ReportJson(JsonDocument):
    """A report as it is written."""

    received: Day = key("When it came.")
    document: PaperJson = key("The unit's own paper.")
    items: list[ItemJson] = key("Rows added to registers.", "added")
    tasks: list[TaskNoteJson] = key("What it says of tasks.")
    narrative: dict[str, str] = key("Its words by section.")
    obstacles: list[str] = key(
        "Texts of the obstacles that it raises.",
        lambda report: [obstacle.text for obstacle in report.obstacles],
    )
    evidence: list[EvidenceJson] = key("What proves its results.")
    reason: str | None = key("Why a report that was sent is changed.")


class WhoseReportJson(JsonDocument):
    """Of which unit and which period a report is."""

    unit: str = key("Id of the unit.", "unit.id")
    period: str = key("Id of the period.", "period.id")


class WaitingJson(JsonDocument):
    """A figure that counts nowhere until it is confirmed."""

    indicator: str = key("Id of the indicator.")
    typed: str = key("The figure, or a row of a register, as it was typed.")
    received: str | None = key("When it came.")


class AddedJson(WhoseReportJson):
    """A report that was written."""

    entry: int | None = key("Number of the entry; null in a rehearsal.")
    dry_run: bool = DRY_RUN
    draft: bool = key("True: kept aside, no figure counts.", "is_draft")
    unchanged: bool = key("True: it says what the ledger has already.")
    _report = inline(ReportJson, "report")
    changes: list[ChangeJson] = key("Each figure that changes.")
    effects: list[EffectJson] = key("What that does to the verdicts.", _effects)
    waiting: list[WaitingJson] = key("What was questioned and waits to be confirmed.")
    report: Reporting | None = key("Its state now.", "duty.report")
    missing: list[str] = key(
        "Ids of what is not filled in.",
        lambda added: added.duty.missing if added.duty else (),
    )


class AddedAloneJson(AddedJson, schema=SCHEMA, verbs=("report add",)):
    """A report that was written, with what it changed."""


class AddedManyJson(JsonDocument, schema=SCHEMA, verbs=("report add --from FILE",)):
    """Several reports of one file."""

    reports: list[AddedJson] = key("Each report.", lambda reports: reports)


class WhichPeriodJson(JsonDocument):
    """Of which plan and period an answer is, as of which day."""

    plan: str = key("Id of the plan.", "plan.id")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.")


class BoardJson(WhichPeriodJson, schema=SCHEMA, verbs=("report list",)):
    """Who has sent the period's report."""

    reports: list[ReportStateJson] = key("Each unit that owes a report.")


class WithdrawnJson(WhoseReportJson, schema=SCHEMA, verbs=("report withdraw",)):
    """What was taken back."""

    dry_run: bool = DRY_RUN
    changes: list[ChangeJson] = key(
        "Each figure that is taken back; `after` is null.",
        lambda done: [replace(change, after=None) for change in done.changes],
    )
    items: int = key("How many rows of registers are taken back.")
    waiting: list[WaitingJson] = key("What waited to be confirmed and is taken back.")
    effects: list[EffectJson] = key("What that does to the verdicts.", _effects)


class ReviewedJson(
    WhoseReportJson, schema=SCHEMA, verbs=("report accept", "report return")
):
    """A report accepted or sent back."""

    dry_run: bool = DRY_RUN
    before: Reporting = key("The state it had.", "before.report")
    report: Reporting = key("The state it has now.", "after.report")
    review: ReviewJson = key("What was said of it.")
    due: Day = key("The day by which the report is wanted.", "after.due")
    effects: list[EffectJson] = key("What that does to the verdicts.", _effects)


class ClosingJson(JsonDocument):
    """An act of closing a report, or of waiting for it again."""

    kind: ClosingKind = key("What was done.")
    decision: str | None = key("The paper or word that it rests on.")
    reason: str | None = key("Why.")
    recorded: Day = key("When.", "recorded_on")
    actor: str = key("Who.")


class ClosedJson(WhoseReportJson, schema=SCHEMA, verbs=("report close",)):
    """A report that is waited for no longer, or again."""

    dry_run: bool = DRY_RUN
    before: Reporting = key("The state it had.", "before.report")
    report: Reporting = key("The state it has now.", "after.report")
    closing: ClosingJson = key("What was done.")
    cells: list[str] = key("Ids of what is missing or unpublished in it.")
    effects: list[EffectJson] = key("What that does to the verdicts.", _effects)


class PieceJson(JsonDocument):
    """One piece of evidence of a unit."""

    unit: str = key("Id of the unit.")
    _proof = inline(EvidenceJson, "proof")
    condition: Condition | None = key(
        "Whether its file is as it was; null without a file."
    )


class ProofsJson(WhichPeriodJson, schema=SCHEMA, verbs=("report evidence",)):
    """The evidence of a period, and results without any."""

    evidence: list[PieceJson] = key("Each piece.", "pieces")
    unproven: list[UnprovenJson] = key("Results that nothing proves.")


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


def _rows_of(kind: type[RowT]) -> Callable[[ReportSheet], tuple[RowT, ...]]:
    """The rows of the unit and the period of a sheet."""
    return lambda sheet: sheet.facts.rows_of(kind, sheet.unit.id, sheet.period.name)


class SubmissionJson(JsonDocument):
    """One time that the unit sent its report."""

    entry: int = key("Number of the entry.", "id")
    received: Day = key("When it came.")
    recorded: Day = key("When it was written down.", "recorded_on")
    document: PaperJson = key("The unit's own paper.")
    actor: str = key("Who wrote it down.")


class CellJson(JsonDocument):
    """A figure with its history."""

    indicator: str = key("Id of the indicator.", itemgetter(0))
    now: ReadingJson | None = key("What counts now.", itemgetter(1))
    history: list[RevisionJson] = key("All revisions.", itemgetter(2))


class RaisedJson(JsonDocument):
    """An obstacle as the report raised it."""

    text: str = key("What stands in the way.")
    about: str | None = key("Id of the indicator or task.")
    proposal: str | None = key("What the unit proposes.")
    to: str | None = key("To whom: id of a unit, or words.")


class SheetJson(JsonDocument, schema=SCHEMA, verbs=("report show",)):
    """All that one unit has said for a period, each cell with its history."""

    _state = inline(ReportStateJson, "report")
    period: str = key("Id of the period.", "period.id")
    as_of: Day = key("As known on this day.", "facts.as_of")
    submissions: list[SubmissionJson] = key(
        "Each time the report was sent.", _rows_of(Submission)
    )
    cells: list[CellJson] = key(
        "Each figure that was ever reported.",
        lambda sheet: _cells(
            sheet.facts, sheet.revisions, sheet.unit.id, sheet.period.name
        ),
    )
    questioned: list[WaitingJson] = key(
        "What was questioned and waits to be confirmed.", "waiting"
    )
    items: list[ItemJson] = key("Rows of registers.", _rows_of(Item))
    tasks: list[TaskNoteJson] = key("What was said of tasks.", _rows_of(TaskNote))
    narrative: dict[str, str] = key(
        "The unit's words by section.",
        lambda sheet: {
            section.section.value: section.text
            for section in _rows_of(Narrative)(sheet)
        },
    )
    obstacles: list[RaisedJson] = key("Obstacles that it raised.", _rows_of(Obstacle))
    evidence: list[EvidenceJson] = key(
        "What proves the results.",
        lambda sheet: [given.evidence for given in _rows_of(ReportedEvidence)(sheet)],
    )
    acts: list[ActJson] = key("The life of the report.")
    unproven: list[UnprovenJson] = key("Results that nothing proves.")


def added_json(added: tuple[Added, ...], *, dry_run: bool) -> str:
    """The document of reports that were written."""
    if len(added) == 1:
        return AddedAloneJson.as_json(added[0], dry_run=dry_run)
    return AddedManyJson.as_json(added, dry_run=dry_run)
