"""A report kept open: stored in the language of report files, taken up again later."""

import json
from collections.abc import Callable
from typing import TypeVar

from cchc.core.facts.report import TypedItem, TypedReport, TypedText, typed_parts
from cchc.features.report.actions.evidence import with_whole_paths
from cchc.features.report.actions.reader import ReportAddress
from cchc.store.ledger import Ledger
from cchc.store.report_parts import draft
from cchc.store.reports import save_draft
from cchc.text.compare import name_key
from cchc.text.number import VIETNAMESE, NumberMarks, respell
from cchc.text.problem import Place, Problem
from cchc.text.record import replace

Document = dict[str, object]
T = TypeVar("T")


def keep_draft(
    ledger: Ledger, plan: str, unit: str, period: str, typed: TypedReport
) -> None:
    """Keep a report as the open draft of (unit, period); its files by whole paths."""
    text = draft_text(with_whole_paths(typed))
    save_draft(ledger, plan, unit, period, text)


def draft_text(typed: TypedReport) -> str:
    """The report as the text of a report file (JSON, which is YAML too)."""
    typed = with_marks(typed, VIETNAMESE)
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
        "evidence": {key.text: text.text for key, text in typed.evidence},
        "document": {name: part.text for name, part in paper.items() if part},
        "received": typed.received.text if typed.received else None,
        "reason": typed.reason.text if typed.reason else None,
    }
    filled = {key: value for key, value in document.items() if value}
    return json.dumps(filled, ensure_ascii=False, indent=1)


def with_marks(typed: TypedReport, marks: NumberMarks) -> TypedReport:
    """The report with all of its numbers by these marks."""

    def respelled(text: TypedText) -> TypedText:
        if text.text.startswith("+"):  # a row of a register
            return text
        return replace(text, text=respell(text.text, text.marks, marks), marks=marks)

    return replace(
        typed,
        values=tuple((key, respelled(value)) for key, value in typed.values),
        tasks=tuple(
            replace(
                task,
                state=respelled(task.state),
                count=task.count and respelled(task.count),
            )
            for task in typed.tasks
        ),
    )


def open_draft(ledger: Ledger, plan: str, unit: str, period: str) -> TypedReport | None:
    """The draft that is open as it was typed; None where there is none."""
    text = draft(ledger, plan, unit, period)
    if text is None:
        return None
    from cchc.sources.report_file import read_report  # noqa: PLC0415  # loads YAML

    reports, _ = read_report(text.encode(), unit)
    if not reports:
        return None
    proofs = ((key, replace(text, place=Place())) for key, text in reports[0].evidence)
    return replace(reports[0], evidence=tuple(proofs))


def with_draft(
    ledger: Ledger, address: ReportAddress, typed: TypedReport
) -> TypedReport:
    """What was typed, on top of the draft that is open, if there is one."""
    if isinstance(address.unit, Problem) or isinstance(address.period, Problem):
        return typed
    before = open_draft(ledger, address.plan.id, address.unit, address.period.name)
    return typed if before is None else merge_reports(before, typed)


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
