"""JSON documents: each a class whose fields are its keys, all written by one encoder.

A field's type says how its value is written: figures are decimal strings, days are
ISO, closed lists are their words, what is not known is null (DESIGN 2). `docs/json.md`
and `docs/schemas/` are made from the same classes.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import (
    Any,
    ClassVar,
    Final,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)
from unicodedata import category

from msgspec.json import encode as encode_json
from msgspec.json import format as format_json

from cchc.text.closed_list import StrEnum
from cchc.text.lazy import lazy_pattern
from cchc.text.number_format import beside_hundred, rounded
from cchc.text.record import Record, replace

Day = date
Moment = datetime
DecimalString = NewType("DecimalString", str)
"""A figure that is written already, since only its source knows how."""
Hundredths = NewType("Hundredths", Decimal)
"""A figure with two decimals that never cross 100."""
JsonObject = Mapping[str, object]
"""An object whose keys are described elsewhere."""

Given = Mapping[str, Any]
"""What an answer is given beside its source: the language, whether it is rehearsed."""
Getter = Callable[[Any, Given], object]
Encode = Callable[[Any, Given], object]
ABSENT: Final = object()
"""Value of a key that is left out."""


class JsonKey(Record):
    """What a key means, and how its value is got from the source of the document.

    `get` is a path of attributes (by default the key itself; null where a step is
    None) or a function; `join` also sees what the answer was given.
    """

    meaning: str
    get: str | Callable[[Any], object] = ""
    join: Callable[[Any, Given], object] | None = None
    optional: bool = False

    def getter(self, name: str) -> "Getter":
        """What gets what the key `name` holds, before it is written."""
        if self.join is not None:
            return self.join
        get = self.get
        if not isinstance(get, str):
            return lambda source, _: get(source)
        steps = (get or name).split(".")
        if len(steps) == 1:
            (step,) = steps
            return lambda source, _: None if source is None else getattr(source, step)

        def value(source: object, _: Given) -> object:
            for step in steps:
                source = None if source is None else getattr(source, step)
            return source

        return value


class InlineDocument(Record):
    """The keys of another document, of a source found as that of a key if it says."""

    document: "type[JsonDocument]"
    key: JsonKey


class Entry(Record):
    """One key of a document, ready to be written; `hint` is its type.

    `value` gets what it holds from the source. `encode` writes what is not null;
    None: it is written as it is.
    """

    name: str
    field: JsonKey
    hint: Any
    value: Getter
    encode: Encode | None


class JsonDocument:
    """A JSON object; with `schema` the whole answer of `verbs`, led by that name."""

    json_schema: ClassVar[str] = ""
    json_verbs: ClassVar[tuple[str, ...]] = ()
    json_entries: ClassVar[tuple[Entry, ...] | None] = None

    def __init_subclass__(cls, schema: str = "", verbs: tuple[str, ...] = ()) -> None:
        """Note the contract that the class is."""
        cls.json_schema, cls.json_verbs, cls.json_entries = schema, verbs, None

    @classmethod
    def encode(cls, source: object, given: Given) -> dict[str, object]:
        """The object as dicts, lists and text, its keys in the order of the fields."""
        document: dict[str, object] = (
            {"schema": cls.json_schema} if cls.json_schema else {}
        )
        for entry in entries(cls):
            value, encode = entry.value(source, given), entry.encode
            if value is ABSENT:
                continue
            if encode is not None and value is not None:
                value = encode(value, given)
            document[entry.name] = value
        return document

    @classmethod
    def as_json(cls, source: object, **given: object) -> str:
        """The document as text, two blanks for each level."""
        return json_text(cls.encode(source, given))


def json_text(document: dict[str, object]) -> str:
    r"""A document as text, two blanks for each level, its letters as they are.

    What a terminal obeys or nobody sees is written as `\u202e`: the same to a program.
    """
    try:
        line = encode_json(document)
    except (UnicodeEncodeError, OverflowError):
        # half a letter of an old file, or a number beyond 64 bits
        from json import dumps  # noqa: PLC0415  # else it is not needed

        text = dumps(document, ensure_ascii=False, indent=2)
        return _UNUSUAL.sub(_escape_unseen, text)
    is_seen, text = line.decode().isprintable(), format_json(line, indent=2).decode()
    return text if is_seen else _UNUSUAL.sub(_escape_unseen, text)


_UNUSUAL = lazy_pattern("[^\n -~\xa0-\xac\xae-\u02ff\u1e00-\u1fff]")
"""What is not among the letters of Vietnamese and its neighbours."""


def _escape_unseen(match: re.Match[str]) -> str:
    letter = match.group()
    is_seen = letter.isprintable() or category(letter) == "Zs"
    if is_seen:
        return letter
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    return "".join(rf"\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def key(
    meaning: str,
    get: str | Callable[[Any], object] = "",
    *,
    join: Callable[[Any, Given], object] | None = None,
    optional: bool = False,
) -> Any:  # noqa: ANN401  # stands for a value of the field's type
    """A key of a document: what it means, where its value is (see `JsonKey`)."""
    return JsonKey(meaning, get, join, optional)


def inline(
    document: type[JsonDocument], get: str | Callable[[Any], object] = ""
) -> InlineDocument:
    """The keys of another document among one's own; of the same source by default."""
    return InlineDocument(document, JsonKey("", get))


DRY_RUN: Final[Any] = key(
    "True: a rehearsal, nothing was written.", join=lambda _, given: given["dry_run"]
)


def entries(document: type[JsonDocument]) -> tuple[Entry, ...]:
    """The keys of a document in their order, those of its bases first."""
    if document.json_entries is None:
        document.json_entries = tuple(_entries(document))
    return document.json_entries


def _entries(document: type[JsonDocument]) -> Iterator[Entry]:
    for base in reversed(document.__mro__[:-1]):
        hints = base.__annotations__
        if any(isinstance(hint, str) for hint in hints.values()):
            hints = get_type_hints(base)  # costs more than all else here
        for name, field in vars(base).items():
            if isinstance(field, InlineDocument):
                for entry in entries(field.document):
                    yield _moved(entry, field.key) if field.key.get else entry
            elif isinstance(field, JsonKey):
                written, hint = name.rstrip("_"), hints[name]
                value = field.getter(written)
                yield Entry(written, field, hint, value, encoder(hint))


def _moved(entry: Entry, at: JsonKey) -> Entry:
    find = at.getter("")

    def value(source: object, given: Given) -> object:
        return entry.value(find(source, given), given)

    return replace(entry, value=value)


def decimal_string(value: Decimal) -> str:
    """An exact figure with a point and without trailing zeros: `14`, `0.5`."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def fixed_string(value: Fraction | Decimal, places: int = 2) -> str:
    """With exactly so many decimals, never across 100: `19.18`, `1.40`."""
    return f"{beside_hundred(Fraction(value), places):.{places}f}"


def exact_string(value: Fraction | Decimal) -> str:
    """All digits where they end; else six decimals, never across 100."""
    whole = Fraction(value)
    rest = whole.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    if rest != 1:
        return percent_string(whole)
    places = max(whole.denominator.bit_length(), 1)
    return decimal_string(rounded(whole, places))


def percent_string(value: Fraction) -> str:
    """A rate in percent to six decimals, trailing zeros left out (SEMANTICS 2)."""
    return decimal_string(beside_hundred(value, 6))


_WRITTEN: dict[object, Callable[[Any], object]] = {
    date: date.isoformat,
    datetime: datetime.isoformat,
    Decimal: decimal_string,
    Fraction: exact_string,
    Hundredths: fixed_string,
}


@cache
def encoder(hint: Any) -> Encode | None:  # noqa: ANN401  # a type as it is annotated
    """How values of a type are written that are not null; None: as they are."""
    origin = get_origin(hint)
    known = [kind for kind in get_args(hint) if kind is not NoneType]
    if origin in (Union, UnionType):
        return encoder(known[0]) if len(known) == 1 else _by_value
    if origin in _MANY:
        return _MANY[origin](encoder(known[-1]))
    if hint in (str, int, bool):
        return None
    if isinstance(hint, type) and issubclass(hint, JsonDocument):
        return hint.encode
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return lambda value, _: str(value)
    write = _WRITTEN.get(hint)
    return _by_value if write is None else lambda value, _: write(value)


def _list_encoder(encode: Encode | None) -> Encode:
    if encode is None:
        return lambda values, _: list(values)
    return lambda values, given: [
        None if value is None else encode(value, given) for value in values
    ]


def _dict_encoder(encode: Encode | None) -> Encode:
    if encode is None:
        return lambda values, _: dict(values)
    return lambda values, given: {
        name: None if value is None else encode(value, given)
        for name, value in values.items()
    }


_MANY: dict[object, Callable[[Encode | None], Encode]] = {
    list: _list_encoder,
    dict: _dict_encoder,
}


def _by_value(value: object, given: Given) -> object:  # noqa: ARG001
    """What may be of several types, or is written already."""
    write = _WRITTEN.get(type(value))
    return value if write is None else write(value)
