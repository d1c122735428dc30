"""The contract `cchc.obstacle/1`: obstacles as other programs read them."""

import json
from collections.abc import Iterable
from datetime import date

from cchc.core.facts.obstacle import ObstacleEvent, ObstacleView

SCHEMA = "cchc.obstacle/1"


def docket_json(plan: str, as_of: date, views: Iterable[ObstacleView]) -> str:
    """The list as of a day, in the order of the list for people."""
    found = list(views)
    document = {
        "schema": SCHEMA,
        "plan": plan,
        "as_of": as_of.isoformat(),
        "open": sum(each.is_open for each in found),
        "unanswered": sum(each.is_unanswered for each in found),
        "obstacles": [obstacle_document(each) for each in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def done_json(
    before: ObstacleView | None,
    after: ObstacleView,
    verdicts: tuple[tuple[str, str, str], tuple[str, str, str]] | None,
    *,
    dry_run: bool,
) -> str:
    """One act: the state before, the obstacle after, the verdicts on closing.

    A verdict comes as period, day and status.
    """
    keys = ("period", "day", "status")
    document = {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "before": None if before is None else before.state.value,
        "obstacle": obstacle_document(after),
        "verdicts": None
        if verdicts is None
        else {
            "before": dict(zip(keys, verdicts[0], strict=True)),
            "after": dict(zip(keys, verdicts[1], strict=True)),
        },
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def obstacle_document(view: ObstacleView) -> dict[str, object]:
    """One obstacle as of the day; days in ISO, ages in working days."""
    one = view.obstacle
    return {
        "number": one.id or None,
        "unit": one.unit,
        "period": one.period,
        "kind": one.kind.value,
        "text": one.text,
        "about": one.about,
        "cause": one.cause,
        "proposal": one.proposal,
        "to": one.to,
        "raised": one.raised.isoformat(),
        "by_officer": view.by_officer,
        "state": view.state.value,
        "age_days": view.age,
        "late_days": view.late,
        "assigned": _event(view.assigned),
        "answered": _event(view.answered),
        "closed": _event(view.closed),
        "withdrawn": None if view.withdrawn is None else view.withdrawn.isoformat(),
    }


def _event(event: ObstacleEvent | None) -> dict[str, object] | None:
    if event is None:
        return None
    return {
        "day": event.day.isoformat(),
        "by": event.actor,
        "unit": event.unit,
        "due": None if event.due is None else event.due.isoformat(),
        "text": event.text,
        "document": event.document,
    }
