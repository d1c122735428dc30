"""The book of signed papers as data: `cchc.sign/1`, and its part of other documents."""

import json
from collections.abc import Iterable

from cchc.core.cascade.pledge import Line, PledgeChange
from cchc.core.cascade.sign_book import SignBook, SignState, Slot
from cchc.core.facts.signing import SignedPaper, Signing
from cchc.core.plan.plan import Plan

SCHEMA = "cchc.sign/1"
Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Document = dict[str, Json]


def book_json(plan: Plan, book: SignBook) -> str:
    """The document of `cchc.sign/1`: each paper of each party, each act that stands."""
    document: Document = {
        "schema": SCHEMA,
        "plan": plan.id,
        "plan_version": book.version,
        "as_of": book.as_of.isoformat(),
        "counts": book_counts(book),
        "papers": [_slot_json(each) for each in book.slots],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def book_counts(book: SignBook) -> Document:
    """The counts of each paper; the authority's own is no unit's."""
    return {each.value: counts(book.of(each)) for each in SignedPaper}


def counts(slots: Iterable[Slot]) -> Document:
    """How many of how many units signed, and who has not or must sign again."""
    listed = tuple(slots)
    return {
        "expected": len(listed),
        "signed": sum(bool(each.signed) for each in listed),
        "missing": _ids(listed, SignState.MISSING),
        "amended": _ids(listed, SignState.AMENDED),
    }


def _ids(slots: tuple[Slot, ...], state: SignState) -> list[Json]:
    return [each.unit.id for each in slots if each.unit and each.state is state]


def _slot_json(slot: Slot) -> Document:
    return {
        "unit": None if slot.unit is None else slot.unit.id,
        "paper": slot.paper.value,
        "state": slot.state.value,
        "owed": slot.is_owed,
        "signed": [signing_json(each) for each in slot.signed],
        "changes": [_change(each) for each in slot.changes],
    }


def _change(one: PledgeChange) -> Document:
    """Which line changed, and how."""
    line: Line | None = one.after or one.before
    kind = "added" if one.before is None else "changed"
    return {
        "id": None if line is None else line.id,
        "change": "dropped" if one.after is None else kind,
    }


def signing_json(one: Signing) -> Document:
    """One act as it is kept."""
    scan = one.scan
    return {
        "day": one.day.isoformat(),
        "version": one.version,
        "signer": one.signer,
        "title": one.title,
        "counterparty": one.counterparty,
        "number": one.number,
        "sha256": one.sha256,
        "scan": None
        if scan is None
        else {"file": scan.file or scan.text, "sha256": scan.sha256, "size": scan.size},
        "withdrawn": one.withdrawn,
        "reason": one.reason,
        "by": one.actor or None,
        "recorded_on": None if one.recorded_on is None else one.recorded_on.isoformat(),
    }
