"""Kinds of field of the plan's shape: how each is read and what editors are told."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainValidator,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)

from cchc.core.plan.target import KINDS, Scale, Target
from cchc.core.plan.trajectory import Trajectory
from cchc.sources import problem_collector as read
from cchc.sources.plan import plan_values as words
from cchc.sources.problem_collector import Clerk
from cchc.sources.yaml_tree import Branch, Listing, Node, Scalar
from cchc.text.problem import ProblemCode

T = TypeVar("T")
Reader = Callable[[Node, Clerk], T]
Json = dict[str, object]

BARE_TYPES = ["string", "number", "boolean"]
TEXT: Json = {"type": BARE_TYPES}
NUMBER: Json = {
    "type": ["number", "string"],
    "pattern": r"^-?[0-9]+(\.[0-9]+)?$",
}
ID: Json = {
    "type": BARE_TYPES,
    "pattern": r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
}
DAY: Json = {
    "type": "string",
    "pattern": r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$|^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$",
}
FLAG: Json = {"type": "boolean"}


def _note(info: ValidationInfo) -> Clerk:
    if not isinstance(info.context, Clerk):
        raise TypeError("a plan is read with a clerk as context")
    return info.context


def node_field(reader: Reader[T]) -> PlainValidator:
    """A field read by a function of a node."""

    def take(node: object, info: ValidationInfo) -> T:
        return reader(_as_node(node), _note(info))

    return PlainValidator(take)


def word_field(reader: Callable[[Scalar, Clerk], T | None]) -> PlainValidator:
    """A field read by a function of one word; None where it was told to be wrong."""

    def take(node: Node, clerk: Clerk) -> T | None:
        word = read.scalar_of(node, clerk)
        return None if word is None else reader(word, clerk)

    return node_field(take)


def _as_node(value: object) -> Node:
    if isinstance(value, Node):
        return value
    raise TypeError(f"not a node: {value!r}")


def choice_of(kind: type[StrEnum]) -> tuple[PlainValidator, WithJsonSchema]:
    """A field that holds one word of a closed list."""
    names = [each.value for each in kind]
    return word_field(read.choice(kind)), WithJsonSchema({"enum": names})


def whole_from(low: int, high: int) -> tuple[PlainValidator, WithJsonSchema]:
    """A field that holds a whole number between two ends."""
    told = {"type": "integer", "minimum": low, "maximum": high}
    return word_field(read.whole(low, high)), WithJsonSchema(told)


def list_of(item: Json) -> Json:
    """The schema of a list."""
    return {"type": "array", "items": item}


def keys_of(parts: dict[str, Json], *, most: int | None = None) -> Json:
    """The schema of a group of keys, described by `schema.KEY`; nothing else in it."""
    told = {name: {**part, "description": name} for name, part in parts.items()}
    schema: Json = {
        "type": "object",
        "additionalProperties": False,
        "properties": told,
        "minProperties": 1,
    }
    return schema if most is None else {**schema, "maxProperties": most}


def book_of(item: Json) -> Json:
    """The schema of keys that people choose."""
    return {"type": "object", "additionalProperties": item}


_OR_BASELINE: Json = {
    "type": ["number", "string"],
    "pattern": r"^(-?[0-9]+(\.[0-9]+)?|baseline)$",
}
_ENDS: Json = {**list_of(NUMBER), "minItems": 2, "maxItems": 2}
_SPECIAL: dict[str, Json] = {
    "more_than": _OR_BASELINE,
    "between": _ENDS,
    "by": DAY,
    "yes": {"enum": [True]},
}
_KINDS: dict[str, Json] = {kind: _SPECIAL.get(kind, NUMBER) for kind in KINDS}
TARGET = keys_of(
    {**_KINDS, "tolerance": NUMBER, "in": {"enum": [each.value for each in Scale]}},
    most=2,
)
TRAJECTORY: Json = {
    "anyOf": [
        {"enum": ["linear", "hold"]},
        list_of(NUMBER),
        keys_of({"step": TEXT, "profile": TEXT}, most=1),
    ]
}
WHEN: Json = {"type": "string", "pattern": r"^[Tt]([+-][0-9]{1,3})?$"}
DUES: Json = {"anyOf": [DAY, book_of(DAY)]}
NAMES: Json = {"type": [*BARE_TYPES, "array"], "items": TEXT}
SYMBOLS = book_of({"anyOf": [TEXT, book_of(TEXT)]})

Text = Annotated[str | None, word_field(read.text), WithJsonSchema(TEXT)]
Id = Annotated[str | None, word_field(read.identifier), WithJsonSchema(ID)]
Number = Annotated[Decimal | None, word_field(read.number), WithJsonSchema(NUMBER)]
Day = Annotated[date | None, word_field(read.day), WithJsonSchema(DAY)]
Flag = Annotated[bool | None, word_field(read.flag), WithJsonSchema(FLAG)]
Names = Annotated[tuple[str, ...], node_field(words.names_at), WithJsonSchema(NAMES)]
Texts = Annotated[
    tuple[str, ...], node_field(words.names_at), WithJsonSchema(list_of(TEXT))
]
Numbers = Annotated[
    tuple[Decimal, ...], node_field(words.numbers_at), WithJsonSchema(list_of(NUMBER))
]
GappyNumbers = Annotated[
    tuple[Decimal | None, ...],
    node_field(words.gappy_numbers_at),
    WithJsonSchema(list_of({**NUMBER, "type": ["number", "string", "null"]})),
]
Days = Annotated[
    tuple[date, ...], node_field(words.days_at), WithJsonSchema(list_of(DAY))
]
TargetField = Annotated[
    Target | None, node_field(words.target_at), WithJsonSchema(TARGET)
]
TrajectoryField = Annotated[
    Trajectory | None, node_field(words.trajectory_at), WithJsonSchema(TRAJECTORY)
]
WhenField = Annotated[int | None, word_field(words.when_of), WithJsonSchema(WHEN)]
DuesField = Annotated[words.Dues, node_field(words.dues_at), WithJsonSchema(DUES)]
Symbols = Annotated[
    dict[str, str], node_field(words.symbols_at), WithJsonSchema(SYMBOLS)
]
Anything = Annotated[None, node_field(lambda _node, _clerk: None), WithJsonSchema({})]


def _book(value: object, info: ValidationInfo) -> dict[str, Node]:
    """Entries by key; every key must be fit for an id."""
    clerk = _note(info)
    branch = read.branch_of(_as_node(value), clerk)
    if branch is None:
        return {}
    for name, child in branch.entries.items():
        if read.id_fault(name):
            suggest = read.suggested_id(name)
            clerk.key_fault(child, ProblemCode.NOT_AN_ID, text=name, suggest=suggest)
    return {
        name: child
        for name, child in branch.entries.items()
        if not read.says_nothing(child)
    }


def _lookup(value: object, info: ValidationInfo) -> dict[str, Node]:
    """Entries by a name that is declared elsewhere."""
    branch = read.branch_of(_as_node(value), _note(info))
    entries = branch.entries if branch is not None else {}
    return {
        name: child for name, child in entries.items() if not read.says_nothing(child)
    }


def _maps(value: object, info: ValidationInfo) -> list[Node]:
    """The rows of a list of groups of keys; others are told and taken out."""
    clerk = _note(info)
    node = _as_node(value)
    rows = read.rows_of(node, clerk)
    fit = [row for row in rows if read.branch_of(row, clerk) is not None]
    if isinstance(node, Listing):
        node.rows[:] = fit
    all_fit = isinstance(node, Listing) and len(fit) == len(rows)
    if not all_fit and node.key is not None:
        clerk.lost.add(node.key.text)
    return fit


Book = Annotated[dict[str, T], BeforeValidator(_book)]
Lookup = Annotated[dict[str, T], BeforeValidator(_lookup)]
Maps = Annotated[tuple[T, ...], BeforeValidator(_maps)]


class Shape(BaseModel):
    """A group of keys; reading it never fails, what is wrong goes to the clerk."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _from_tree(cls, value: object, info: ValidationInfo) -> dict[str, Node]:
        node, clerk = _as_node(value), _note(info)
        required = [key for key, each in cls.keys().items() if each]
        branch = read.branch_of(node, clerk)
        if branch is None:
            return {key: _gap(node, None) for key in required}
        given = read.known_entries(branch, cls.keys(), clerk)
        guessed = read.meant(branch, cls.keys())
        for key in required:
            if key not in given:
                _miss(key, branch, clerk, told=key in guessed)
                given[key] = _gap(node, branch)
        return given

    @classmethod
    def keys(cls) -> dict[str, bool]:
        """The keys as written in a file, and whether each is required."""
        return {
            field.alias or name: field.is_required()
            for name, field in cls.model_fields.items()
        }


def _gap(node: Node, parent: Branch | None) -> Scalar:
    """A stand-in for what is missing: nothing more will be said of it."""
    gap = Scalar(node.origin, node.line, node.column, spoiled=True)
    gap.parent = parent
    return gap


def _miss(key: str, branch: Branch, clerk: Clerk, *, told: bool) -> None:
    """Say that a required key is missing or empty, unless a misspelling of it was."""
    if key == "id" and branch.parent is not None and branch.parent.key is not None:
        clerk.lost.add(branch.parent.key.text)
    if key in branch.entries:
        clerk.fault(branch.entries[key], ProblemCode.EMPTY_TEXT)
    elif told:
        clerk.lost.add(key)
        clerk.skip(branch)
    else:
        clerk.fault(branch, ProblemCode.MISSING_KEY, key=key)
