"""JSON documents: each a table of fields, all written by one encoder.

Figures are decimal strings, days are ISO, closed lists are their words, what is not
known is null (DESIGN 2). `docs/json.md` and `docs/schemas/` are made from the tables.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from operator import attrgetter
from typing import Any, Final, Generic, TypeVar

from cchc.screen.decimal_strings import decimal_string, fixed_string
from cchc.text.record import Record, replace

T = TypeVar("T")
Given = Mapping[str, Any]
"""What an answer is given beside its value: the language, whether it is a rehearsal."""

ABSENT: Final = object()
"""Value of a field whose key is left out."""


class Kind(Record):
    """How a value that is known is written, and the JSON Schema of what is written."""

    encode: Callable[[Any, Given], object]
    schema: Mapping[str, object]
    documents: tuple["Document[Any]", ...] = ()
    """Those whose definitions the schema refers to."""


class Field(Record, Generic[T]):
    """One key of a document.

    Its value is `get` of the source: a path of attributes (by default the key itself;
    null where a step is None) or a function; or `join` of the source and of what the
    answer was given.
    """

    name: str
    kind: "Kind | Document[Any]"
    meaning: str
    get: str | Callable[[T], object] = ""
    join: Callable[[T, Given], object] | None = None
    optional: bool = False

    def value(self, source: T, given: Given) -> object:
        """What the key holds, before it is written; `ABSENT`: no such key."""
        if self.join is not None:
            return self.join(source, given)
        if not isinstance(self.get, str):
            return self.get(source)
        return attribute(source, self.get or self.name)


class Document(Generic[T]):
    """A JSON object of these fields, made from a value of one type.

    With `schema` it is an answer: the whole output of its `verbs`, led by its name.
    """

    def __init__(
        self,
        name: str,
        meaning: str,
        *fields: Field[T],
        schema: str = "",
        verbs: tuple[str, ...] = (),
    ) -> None:
        self.name, self.meaning, self.fields = name, meaning, fields
        self.answers, self.verbs = schema, verbs

    def encode(self, source: T, given: Given) -> dict[str, object]:
        """The object as dicts, lists and text, its keys in the order of the fields."""
        document: dict[str, object] = {"schema": self.answers} if self.answers else {}
        for field in self.fields:
            value = field.value(source, given)
            if value is not ABSENT:
                document[field.name] = (
                    None if value is None else field.kind.encode(value, given)
                )
        return document

    def as_json(self, source: T, **given: object) -> str:
        """The document as text, two blanks for each level."""
        return json.dumps(self.encode(source, given), ensure_ascii=False, indent=2)

    @property
    def schema(self) -> Mapping[str, object]:
        """The reference to this document's own definition."""
        return {"$ref": f"#/$defs/{self.name}"}

    @property
    def documents(self) -> tuple["Document[Any]", ...]:
        """This document, as those have it that hold it."""
        return (self,)


def attribute(source: object, path: str) -> object:
    """The attribute at a path such as `last.received`; None where a step is None."""
    if "." not in path:
        return attrgetter(path)(source)
    for name in path.split("."):
        if source is None:
            return None
        source = getattr(source, name)
    return source


def fields_at(
    source: str | Callable[[Any], object], document: Document[Any]
) -> tuple[Field[Any], ...]:
    """The fields of a document as keys of one that holds its source at a path."""
    held = Field[Any]("", TEXT, "", source)

    def moved(field: Field[Any]) -> Field[Any]:
        def join(value: object, given: Given) -> object:
            return field.value(held.value(value, given), given)

        return replace(field, join=join)

    return tuple(moved(field) for field in document.fields)


def _plain(value: object, given: Given) -> object:  # noqa: ARG001
    return value


def _kind(write: Callable[[Any], object], **schema: object) -> Kind:
    return Kind(lambda value, given: write(value), schema)  # noqa: ARG005


TEXT = Kind(_plain, {"type": "string"})
COUNT = Kind(_plain, {"type": "integer"})
FLAG = Kind(_plain, {"type": "boolean"})
OBJECT = Kind(_plain, {"type": "object"})
DAY = _kind(date.isoformat, type="string", pattern=r"^\d{4}-\d{2}-\d{2}$")
MOMENT = _kind(datetime.isoformat, type="string", pattern=r"^\d{4}-\d{2}-\d{2}T\S+$")
_DIGITS = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
DECIMAL = _kind(decimal_string, **_DIGITS)
HUNDREDTHS = _kind(fixed_string, **_DIGITS)
DIGITS = Kind(_plain, _DIGITS)
"""A decimal string that is written already."""


def choice(words: type[StrEnum]) -> Kind:
    """One word of a closed list."""
    return _kind(attrgetter("value"), enum=[word.value for word in words])


def one_of(*words: str) -> Kind:
    """One of these words, written already."""
    return Kind(_plain, {"enum": list(words)})


def either(*kinds: Kind) -> Kind:
    """A value that is written already, as one of these kinds would be."""
    return Kind(_plain, {"anyOf": [kind.schema for kind in kinds]})


def nullable(kind: Kind | Document[Any]) -> Kind:
    """The same, or null where it is not known or there is none."""
    schema = {"anyOf": [kind.schema, {"type": "null"}]}
    return Kind(kind.encode, schema, kind.documents)


def list_of(kind: Kind | Document[Any]) -> Kind:
    """An array of such values."""
    encode = kind.encode
    return Kind(
        lambda values, given: [encode(value, given) for value in values],
        {"type": "array", "items": kind.schema},
        kind.documents,
    )


def map_of(kind: Kind | Document[Any]) -> Kind:
    """An object of such values, by keys that differ from answer to answer."""
    encode = kind.encode
    return Kind(
        lambda values, given: {
            key: encode(each, given) for key, each in values.items()
        },
        {"type": "object", "additionalProperties": kind.schema},
        kind.documents,
    )


DRY_RUN: Final = Field[Any](
    "dry_run",
    FLAG,
    "True: a rehearsal, nothing was written.",
    join=lambda _, given: given["dry_run"],
)
