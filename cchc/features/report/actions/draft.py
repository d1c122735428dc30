"""A report kept open: stored in the language of report files, taken up again later."""

import json

from cchc.app.name_lookup import find_by_name, unit_names
from cchc.core.facts.report import (
    Typed,
    TypedItem,
    TypedObstacle,
    TypedReport,
    TypedTask,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.store.ledger import Ledger
from cchc.store.report_parts import draft
from cchc.text.compare import name_key
from cchc.text.problem import Place, Problem, ProblemCode
from cchc.text.record import replace
from cchc.words.period import read_period

Document = dict[str, object]


def stored(typed: TypedReport) -> str:
    """The report as the text of a report file (JSON, which is YAML too)."""
    document: Document = {
        "unit": typed.unit.text,
        "period": typed.period.text,
        "values": {key.text: value.text for key, value in typed.values},
        "items": _items(typed),
        "tasks": {each.key.text: _task(each) for each in typed.tasks},
        "narrative": {key.text: text.text for key, text in typed.narrative},
        "obstacles": [_obstacle(each) for each in typed.obstacles],
        "notes": {key.text: text.text for key, text in typed.notes},
        "evidence": {key.text: text.text for key, text in typed.evidence},
        "document": _parts(number=typed.document_number, date=typed.document_date),
        "received": typed.received.text if typed.received else None,
        "reason": typed.reason.text if typed.reason else None,
    }
    said = {key: value for key, value in document.items() if value}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _parts(**parts: Typed | None) -> Document:
    return {name: each.text for name, each in parts.items() if each is not None}


def _items(typed: TypedReport) -> dict[str, list[Document]]:
    rows: dict[str, list[Document]] = {}
    for key, item in typed.items:
        row = _parts(
            name=item.name, date=item.date, document=item.document, owner=item.owner
        )
        rows.setdefault(key.text, []).append(row)
    return rows


def _task(each: TypedTask) -> Document:
    return _parts(
        state=each.state,
        done=each.done,
        count=each.count,
        result=each.result,
        document=each.document,
    )


def _obstacle(each: TypedObstacle) -> Document:
    return _parts(
        text=each.text,
        about=each.about,
        cause=each.cause,
        proposal=each.proposal,
        to=each.to,
    )


def drafted(ledger: Ledger, plan: str, unit: str, period: str) -> TypedReport | None:
    """The draft that is open as it was typed; None where there is none."""
    text = draft(ledger, plan, unit, period)
    if text is None:
        return None
    from cchc.sources.report_file import read_report  # noqa: PLC0415

    reports, _ = read_report(text.encode(), unit)
    if not reports:
        return None
    proofs = ((key, replace(text, place=Place())) for key, text in reports[0].evidence)
    return replace(reports[0], evidence=tuple(proofs))


def with_draft(ledger: Ledger, plan: Plan, typed: TypedReport) -> TypedReport:
    """What was typed, on top of the draft that is open, if there is one."""
    unit = find_by_name(typed.unit, unit_names(plan), ProblemCode.REPORT_UNKNOWN_UNIT)
    period = read_period(typed.period.text, periods(plan))
    if isinstance(unit, Problem) or period is None:
        return typed
    open_one = drafted(ledger, plan.id, unit, period.name)
    return typed if open_one is None else joined(open_one, typed)


def joined(draft: TypedReport, typed: TypedReport) -> TypedReport:
    """The draft with what was typed now: a key or a row typed again wins."""
    return replace(
        typed,
        values=_newer(draft.values, typed.values),
        items=_newer_items(draft.items, typed.items),
        tasks=_newer_tasks(draft.tasks, typed.tasks),
        narrative=_newer(draft.narrative, typed.narrative),
        obstacles=_newer_obstacles(draft.obstacles, typed.obstacles),
        notes=_newer(draft.notes, typed.notes),
        evidence=_newer(draft.evidence, typed.evidence),
        document_number=typed.document_number or draft.document_number,
        document_date=typed.document_date or draft.document_date,
        received=typed.received or draft.received,
        reason=typed.reason or draft.reason,
    )


Pairs = tuple[tuple[Typed, Typed], ...]


def _newer(old: Pairs, new: Pairs) -> Pairs:
    typed = {key.text for key, _ in new}
    return (*(pair for pair in old if pair[0].text not in typed), *new)


def _newer_tasks(
    old: tuple[TypedTask, ...], new: tuple[TypedTask, ...]
) -> tuple[TypedTask, ...]:
    typed = {each.key.text for each in new}
    return (*(each for each in old if each.key.text not in typed), *new)


Items = tuple[tuple[Typed, TypedItem], ...]


def _newer_items(old: Items, new: Items) -> Items:
    typed = {(key.text, name_key(row.name.text)) for key, row in new}
    kept = (e for e in old if (e[0].text, name_key(e[1].name.text)) not in typed)
    return (*kept, *new)


def _newer_obstacles(
    old: tuple[TypedObstacle, ...], new: tuple[TypedObstacle, ...]
) -> tuple[TypedObstacle, ...]:
    typed = {each.text.text for each in new}
    return (*(each for each in old if each.text.text not in typed), *new)
