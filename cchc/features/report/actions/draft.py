"""What is kept aside of a report: its open draft, and what waits to be confirmed.

Both are stored in the language of report files and taken up again later. A figure
whose size or day was questioned where nobody answered waits with the day on which it
arrived (SEMANTICS 1); it is in no figure until it is confirmed.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from typing import TypeVar

from msgspec import DecodeError, json

from cchc.app.name_lookup import find_by_name, indicator_names
from cchc.core.facts.acts import Evidence, proofs_by_key
from cchc.core.facts.report import Reading
from cchc.core.facts.typed import TypedItem, TypedReport, TypedText, typed_parts
from cchc.core.facts.typed_value import read_value
from cchc.core.plan.calendar import periods
from cchc.core.plan.date_window import plan_window
from cchc.core.plan.plan import Plan
from cchc.features.report.show.answers import WaitingFigure
from cchc.store.ledger import Ledger
from cchc.store.proofs import read_evidence
from cchc.store.reports import draft, drop_draft, save_draft
from cchc.text.compare import name_key
from cchc.text.number import VIETNAMESE, NumberMarks, respell
from cchc.text.problem import Place, ProblemCode
from cchc.text.record import Record, replace

Document = dict[str, object]
WAITING = "waiting"
"""The key of a stored draft under which stands what waits to be confirmed."""
T = TypeVar("T")
KeyedPairs = tuple[tuple[TypedText, T], ...]


class ReportAside(Record):
    """What is kept aside of the report of (unit, period)."""

    ledger: Ledger
    plan: str
    unit: str
    period: str

    def keep_draft(self, typed: TypedReport) -> None:
        """Keep a report as the open draft; what waits there stays."""
        waiting = self._stored.get(WAITING)
        self._keep(report_document(typed) | ({WAITING: waiting} if waiting else {}))

    def keep_waiting(
        self, waiting: TypedReport | None, *, closes_draft: bool = True
    ) -> None:
        """Close the draft; keep what waits, None: nothing does."""
        document = {} if closes_draft else self._stored
        document.pop(WAITING, None)
        if waiting is not None:
            document[WAITING] = report_document(waiting)
        self._keep(document)

    @property
    def draft(self) -> TypedReport | None:
        """The draft that is open as it was typed; None where there is none."""
        stored = self._stored
        stored.pop(WAITING, None)
        return _read_back(stored, self.unit)

    @property
    def waiting(self) -> TypedReport | None:
        """What waits to be confirmed, by ids; None where nothing does."""
        waiting = self._stored.get(WAITING)
        return _read_back(waiting, self.unit) if isinstance(waiting, dict) else None

    @property
    def _stored(self) -> Document:
        text = draft(self.ledger, self.plan, self.unit, self.period)
        with suppress(DecodeError):
            document = json.decode(text or "{}")
            return document if isinstance(document, dict) else {}
        return {}

    def _keep(self, document: Document) -> None:
        at = (self.ledger, self.plan, self.unit, self.period)
        if document:
            save_draft(*at, _as_text(document))
        else:
            drop_draft(*at)


def _as_text(document: Document) -> str:
    return json.format(json.encode(document), indent=1).decode()


def _read_back(document: Document, unit: str) -> TypedReport | None:
    if not document:
        return None
    from cchc.sources.report_file import read_report  # noqa: PLC0415  # loads YAML

    reports, _ = read_report(_as_text(document).encode(), unit)
    if not reports:
        return None
    proofs = ((key, replace(text, place=Place())) for key, text in reports[0].evidence)
    return replace(reports[0], evidence=tuple(proofs))


def report_document(typed: TypedReport) -> Document:
    """The report as a report file has it; its files by whole paths."""
    typed = with_marks(with_whole_paths(typed), VIETNAMESE)
    items: dict[str, list[Document]] = {}
    for key, row in typed.items:
        items.setdefault(key.text, []).append({**typed_parts(row)})
    paper = {"number": typed.document_number, "date": typed.document_date}
    document: Document = {
        "unit": typed.unit.text,
        "period": typed.period.text,
        "values": {key.text: value.text for key, value in typed.values},
        "items": items,
        "tasks": {task.key.text: typed_parts(task) for task in typed.tasks},
        "narrative": {key.text: text.text for key, text in typed.narrative},
        "obstacles": [typed_parts(obstacle) for obstacle in typed.obstacles],
        "notes": {key.text: text.text for key, text in typed.notes},
        "evidence": proofs_by_key((key.text, own.text) for key, own in typed.evidence),
        "document": {name: part.text for name, part in paper.items() if part},
        "received": typed.received.text if typed.received else None,
        "reason": typed.reason.text if typed.reason else None,
    }
    return {key: value for key, value in document.items() if value}


def with_whole_paths(typed: TypedReport) -> TypedReport:
    """The report with its files by their whole paths: a draft is sent from anywhere."""

    def with_folder(text: TypedText) -> TypedText:
        proof = read_evidence("", text)
        if not isinstance(proof, Evidence) or proof.file is None:
            return text
        return replace(text, text=proof.file)

    evidence = tuple((key, with_folder(text)) for key, text in typed.evidence)
    return replace(typed, evidence=evidence)


def with_marks(typed: TypedReport, marks: NumberMarks) -> TypedReport:
    """The report with all of its numbers by these marks."""

    def respell_text(text: TypedText) -> TypedText:
        if text.text.startswith("+"):  # a row of a register
            return text
        return replace(text, text=respell(text.text, text.marks, marks), marks=marks)

    return replace(
        typed,
        values=tuple((key, respell_text(value)) for key, value in typed.values),
        tasks=tuple(
            replace(
                task,
                state=respell_text(task.state),
                count=task.count and respell_text(task.count),
            )
            for task in typed.tasks
        ),
    )


def first_arrival(held: TypedReport, before: TypedReport | None) -> TypedText | None:
    """The day on which the same figures came first, where they wait already."""
    if before is None or held.received is not None:
        return None
    waiting = {(key.text, value.text) for key, value in before.values}
    is_same = {(key.text, value.text) for key, value in held.values} <= waiting
    return before.received if is_same and not held.items else None


def named_keys(typed: TypedReport, plan: Plan) -> frozenset[str]:
    """The ids of the indicators of which a report has a figure or a row."""
    names, code = indicator_names(plan), ProblemCode.REPORT_UNKNOWN_KEY
    keys = (key for key, _ in (*typed.values, *typed.items))
    ids = (find_by_name(key, names, code) for key in keys)
    return frozenset(id_ for id_ in ids if isinstance(id_, str))


def part_of(
    typed: TypedReport, keys: Collection[str], plan: Plan, *, inside: bool
) -> TypedReport:
    """The report with the figures and rows of these indicators alone, or without them.

    With a figure goes what was noted of it and what proves it. Alone, it has nothing
    but them, by ids.
    """
    names, code = indicator_names(plan), ProblemCode.REPORT_UNKNOWN_KEY

    def choose(pairs: KeyedPairs[T]) -> KeyedPairs[T]:
        found = [(find_by_name(key, names, code), key, own) for key, own in pairs]
        return tuple(
            (replace(key, text=id_) if inside and isinstance(id_, str) else key, own)
            for id_, key, own in found
            if (isinstance(id_, str) and id_ in keys) is inside
        )

    parts = replace(
        typed,
        values=choose(typed.values),
        items=choose(typed.items),
        notes=choose(typed.notes),
        evidence=choose(typed.evidence),
    )
    if not inside:
        return parts
    return replace(parts, tasks=(), narrative=(), obstacles=())


def without_typed(waiting: TypedReport, typed: TypedReport) -> TypedReport | None:
    """What still waits once some of it was typed again, both by ids; None: nothing."""
    keys = {key.text for key, _ in typed.values}
    rows = {_row_key(pair) for pair in typed.items}
    values = tuple(pair for pair in waiting.values if pair[0].text not in keys)
    items = tuple(pair for pair in waiting.items if _row_key(pair) not in rows)
    return replace(waiting, values=values, items=items) if values or items else None


def waiting_figures(
    typed: TypedReport | None, plan: Plan, today: date
) -> tuple[WaitingFigure, ...]:
    """What waits, indicator by indicator, as it was typed and as it is read."""
    if typed is None:
        return ()
    window = plan_window(periods(plan))
    figures = []
    for key, text in (*typed.values, *((key, row.name) for key, row in typed.items)):
        day, indicator = typed.received, plan.indicator(key.text)
        read = indicator and read_value(indicator, text, today, window)
        reading = read if isinstance(read, Reading) else None
        day_text = day.text if day is not None else None
        figures.append(WaitingFigure(key.text, text.text, day_text, reading))
    return tuple(figures)


def merge_reports(draft: TypedReport, typed: TypedReport) -> TypedReport:
    """The draft with what was typed now: a key or a row typed again wins."""
    return replace(
        typed,
        values=_newer(draft.values, typed.values, _key),
        items=_newer(draft.items, typed.items, _row_key),
        tasks=_newer(draft.tasks, typed.tasks, lambda task: task.key.text),
        narrative=_newer(draft.narrative, typed.narrative, _key),
        obstacles=_newer(
            draft.obstacles, typed.obstacles, lambda obstacle: obstacle.text.text
        ),
        notes=_newer(draft.notes, typed.notes, _key),
        evidence=_newer(draft.evidence, typed.evidence, _key),
        document_number=typed.document_number or draft.document_number,
        document_date=typed.document_date or draft.document_date,
        received=typed.received or draft.received,
        reason=typed.reason or draft.reason,
    )


def _newer(
    old: tuple[T, ...], new: tuple[T, ...], key: Callable[[T], object]
) -> tuple[T, ...]:
    typed = {key(row) for row in new}
    return (*(row for row in old if key(row) not in typed), *new)


def _key(pair: tuple[TypedText, TypedText]) -> str:
    return pair[0].text


def _row_key(pair: tuple[TypedText, TypedItem]) -> tuple[str, str]:
    key, row = pair
    return key.text, name_key(row.name.text)
