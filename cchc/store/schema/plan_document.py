"""A plan as JSON and back, exactly: the document of `cchc.plan/1`.

Decimals are strings, dates ISO, closed lists their words; a target or trajectory
carries its `kind`. Every field is written, so that a default that changes later does
not change what an old version promised.
"""

from collections.abc import Mapping
from typing import cast

from msgspec import DecodeError, ValidationError, convert
from msgspec.json import decode, encode

from cchc.core.plan.plan import Plan
from cchc.text.record import Record

SCHEMA = "cchc.plan/1"
HEAD = f'{{"schema":"{SCHEMA}",'
"""How a document begins that was written here: the rest is read only once."""


def to_json(plan: Plan) -> dict[str, object]:
    """The plan as a document that `json` can write: dicts, lists, text, numbers."""
    return {"schema": SCHEMA, **cast("dict[str, object]", decode(encode(plan)))}


def from_json(document: Mapping[str, object]) -> Plan:
    """The plan of a document; equal to the one that `to_json` was given.

    Raises:
        ValueError: it is not a document of `cchc.plan/1`.
    """
    if document.get("schema") != SCHEMA:
        raise ValueError("not a document of cchc.plan/1")
    try:
        return convert(document, Plan)
    except ValidationError as error:
        raise ValueError(str(error)) from error


class _DocumentHead(Record):
    schema: str = ""


def from_text(text: str) -> Plan:
    """The plan of such a document as it is written in a ledger."""
    try:
        is_ours = text.startswith(HEAD)
        if not is_ours and decode(text, type=_DocumentHead).schema != SCHEMA:
            raise ValueError("not a document of cchc.plan/1")
        return decode(text, type=Plan)
    except (ValidationError, DecodeError) as error:
        raise ValueError(str(error)) from error
