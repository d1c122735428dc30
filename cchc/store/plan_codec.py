"""A plan as JSON and back, exactly: the document of `cchc.plan/1`.

Decimals are strings, dates ISO, closed lists their words; a target or trajectory
carries its `kind`. Every field is written, so that a default that changes later does
not change what an old version promised.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields

from cchc.core.plan.plan import Plan
from cchc.core.plan.targets.kinds import KINDS
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Hold, Linear, Points, Profile, Step
from cchc.text.record import Record

SCHEMA = "cchc.plan/1"
TAGS: dict[type, str] = {
    **{kind: tag for tag, kind in KINDS.items()},
    Points: "points",
    Linear: "linear",
    Hold: "hold",
    Step: "step",
    Profile: "profile",
}

Turn = Callable[[Any], Any]
Pair = tuple[Turn, Turn]
"""How a value becomes JSON, and how JSON becomes the value."""


def to_json(plan: Plan) -> dict[str, object]:
    """The plan as a document that `json` can write: dicts, lists, text, numbers."""
    encode, _ = _pair(Plan)
    return {"schema": SCHEMA, **cast("dict[str, object]", encode(plan))}


def from_json(document: Mapping[str, object]) -> Plan:
    """The plan of a document; equal to the one that `to_json` was given.

    Raises:
        ValueError, KeyError, TypeError: it is not a document of `cchc.plan/1`.
    """
    if document.get("schema") != SCHEMA:
        raise ValueError("not a document of cchc.plan/1")
    _, decode = _pair(Plan)
    return cast("Plan", decode(document))


def _same(value: object) -> object:
    return value


@cache
def _pair(hint: object) -> Pair:
    if hint is Decimal:
        return str, Decimal
    if hint is date:
        return date.isoformat, date.fromisoformat
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return str, hint
    if hint is Target:
        return _tagged(list(KINDS.values()))
    if isinstance(hint, type) and issubclass(hint, Record):
        return _of_class(hint)
    return _of_container(hint)


def _of_container(hint: object) -> Pair:
    origin = get_origin(hint)
    if origin is tuple:
        return _of_tuple(_pair(get_args(hint)[0]))
    if origin is Mapping:
        return _of_mapping(_pair(get_args(hint)[1]))
    if origin in (Union, UnionType):
        return _of_union(get_args(hint))
    if hint in (str, int, bool):
        return _same, _same
    raise TypeError(f"no JSON for {hint}")


def _of_tuple(inner: Pair) -> Pair:
    encode, decode = inner
    if encode is _same:
        return list, tuple
    return (
        lambda values: [encode(value) for value in values],
        lambda values: tuple([decode(value) for value in values]),
    )


def _of_mapping(inner: Pair) -> Pair:
    encode, decode = inner
    if encode is _same:
        return dict, dict
    return (
        lambda values: {key: encode(each) for key, each in values.items()},
        lambda values: {key: decode(each) for key, each in values.items()},
    )


def _of_union(kinds: tuple[object, ...]) -> Pair:
    known = [kind for kind in kinds if kind is not NoneType]
    if len(known) == 1:
        return _or_none(_pair(known[0]))
    return _or_none(_tagged([kind for kind in known if isinstance(kind, type)]))


def _or_none(inner: Pair) -> Pair:
    encode, decode = inner
    if encode is _same:
        return inner
    return (
        lambda value: None if value is None else encode(value),
        lambda value: None if value is None else decode(value),
    )


def _tagged(kinds: Sequence[type]) -> Pair:
    encoders = {kind: _pair(kind)[0] for kind in kinds}
    decoders = {TAGS[kind]: _pair(kind)[1] for kind in kinds}
    return (
        lambda value: {"kind": TAGS[type(value)], **encoders[type(value)](value)},
        lambda document: decoders[document["kind"]](document),
    )


def _of_class(kind: type[Record]) -> Pair:
    hints = get_type_hints(kind)
    turns = [
        (key.name, *_pair(hints[key.name]))
        for key in fields(cast("type[Struct]", kind))
    ]
    needed = {
        key.name
        for key in fields(cast("type[Struct]", kind))
        if key.default is NODEFAULT and key.default_factory is NODEFAULT
    }

    def encode(value: object) -> dict[str, object]:
        return {name: turn(getattr(value, name)) for name, turn, _ in turns}

    def decode(document: Mapping[str, object]) -> object:
        given = {
            name: turn(document[name])
            for name, _, turn in turns
            if name in document or name in needed
        }
        return kind(**given)

    return encode, decode
