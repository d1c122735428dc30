"""A plan as JSON and back, exactly: the document of `cchc.plan/1`.

Decimals are strings, dates ISO, closed lists their words; a target or trajectory
carries its `kind`. Every field is written, so that a default that changes later does
not change what an old version promised.
"""

from collections.abc import Mapping
from typing import TypeVar, cast

from msgspec import DecodeError, ValidationError, convert
from msgspec.json import decode, encode

from cchc.core.plan.indicator import Indicator
from cchc.core.plan.plan import Plan
from cchc.core.plan.stock_table import StockTable
from cchc.text.record import Record, replace

SCHEMA = "cchc.plan/1"
HEAD = f'{{"schema":"{SCHEMA}",'.encode()
"""How a document begins that was written here: the rest is read only once."""
REPORTERS = b'"reporters":['
LineT = TypeVar("LineT", Indicator, StockTable)


def to_json(plan: Plan) -> dict[str, object]:
    """The plan as a document that `json` can write: dicts, lists, text, numbers."""
    return {"schema": SCHEMA, **cast("dict[str, object]", decode(encode(plan)))}


def from_json(document: Mapping[str, object]) -> Plan:
    """The plan of a document; equal to the one that `to_json` was given.

    Raises ValueError: it is not a document of `cchc.plan/1`.
    """
    if document.get("schema") != SCHEMA:
        raise ValueError("not a document of cchc.plan/1")
    try:
        return convert(document, Plan)
    except ValidationError as error:
        raise ValueError(str(error)) from error


def to_text(plan: Plan) -> str:
    """The same document as it is written in a ledger."""
    return (HEAD + encode(plan).removeprefix(b"{")).decode()


class _DocumentHead(Record):
    schema: str = ""


def from_text(content: bytes) -> Plan:
    """The plan of such a document as it is written in a ledger."""
    try:
        if content.startswith(HEAD):
            return _read_ours(content)
        if decode(content, type=_DocumentHead).schema != SCHEMA:
            raise ValueError("not a document of cchc.plan/1")
        return decode(content, type=Plan)
    except (ValidationError, DecodeError) as error:
        raise ValueError(str(error)) from error


def _read_ours(content: bytes) -> Plan:
    """The plan of a document as `to_text` writes it, each list of reporters read once.

    Where something else of the plan is called `reporters`, a group or a row of a table,
    the lists cannot be told apart and the document is read as it stands.
    """
    plan, lists = _reporters_apart(content)
    named = [line.reporters for line in plan.declared_indicators]
    named += [table.reporters for table in plan.tables]
    if sum(map(bool, named)) != content.count(REPORTERS):
        return decode(content, type=Plan)
    return _with_reporters(plan, lists)


def _reporters_apart(content: bytes) -> tuple[Plan, list[tuple[str, ...]]]:
    """The plan with a number in place of each list of reporters, and the lists.

    The lines of a national plan name the same 3,321 units: each list is read once.
    What begins a list stands in no text of the document, whose quotes are escaped.
    """
    head, *lines = content.split(REPORTERS)
    numbers: dict[bytes, int] = {}
    pieces = [head]
    for line in lines:
        ids, _, rest = line.partition(b"]")
        number = numbers.setdefault(ids, len(numbers))
        pieces += (REPORTERS, b'"%d"]' % number, rest)
    lists = [decode(b"[%b]" % ids, type=tuple[str, ...]) for ids in numbers]
    return decode(b"".join(pieces), type=Plan), lists


def _with_reporters(plan: Plan, lists: list[tuple[str, ...]]) -> Plan:
    """The plan with each list of reporters in the place of its number."""

    def with_lists(lines: tuple[LineT, ...]) -> tuple[LineT, ...]:
        return tuple(
            replace(line, reporters=lists[int(*line.reporters)])
            if line.reporters
            else line
            for line in lines
        )

    return replace(
        plan,
        commitments=tuple(
            replace(commitment, indicators=with_lists(commitment.indicators))
            for commitment in plan.commitments
        ),
        indicators=with_lists(plan.indicators),
        tables=with_lists(plan.tables),
    )
