"""JSON Schemas and `docs/json.md`, made from the classes that write the documents."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from importlib import import_module
from inspect import getdoc
from pkgutil import walk_packages
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import cchc
from cchc.core.plan.plan import Plan
from cchc.screen.document import (
    DecimalString,
    Hundredths,
    JsonDocument,
    JsonObject,
    entries,
)
from cchc.store.schema.plan_document import SCHEMA as PLAN
from cchc.text.record import Record, field_names

Schema = dict[str, Any]
Described = type[JsonDocument] | type[Record]
DIGITS = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}
SCALARS: dict[object, Schema] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    JsonObject: {"type": "object"},
    object: {},
    Decimal: DIGITS,
    Fraction: DIGITS,
    Hundredths: DIGITS,
    DecimalString: DIGITS,
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}T\S+$"},
}
WORDS: dict[object, str] = {
    str: "text",
    int: "integer",
    bool: "true or false",
    NoneType: "null",
    JsonObject: "object",
    Decimal: "decimal string",
    Hundredths: "decimal string, two decimals",
    DecimalString: "decimal string",
    Fraction: "decimal string",
    date: "date",
    datetime: "date and time",
}
HEAD = """# JSON: what `--json` prints

Made from the program by `python -m tests.docs`; the JSON Schemas (2020-12) of these
documents are in [schemas](schemas). Keys are English and stand in this order; ids are
those of the plan; figures are decimal strings, exactly as stored; dates are ISO; null
is what is not known or is not there. A contract keeps its number while no key goes
away or changes its meaning; keys may be added. The examples are from the illustrated
year, with lists cut to their first element.
"""


def documents() -> tuple[type[JsonDocument], ...]:
    """Every document that is the whole answer of a verb, by the name of its schema."""
    found: set[type[JsonDocument]] = set()
    for module in walk_packages(cchc.__path__, "cchc."):
        if not module.name.endswith("__main__"):
            values = vars(import_module(module.name)).values()
            found |= {each for each in values if _is_answer(each)}
    return tuple(sorted(found, key=lambda each: (each.json_schema, each.__name__)))


def _is_answer(value: object) -> bool:
    return (
        isinstance(value, type)
        and issubclass(value, JsonDocument)
        and bool(value.json_schema)
    )


def contracts() -> dict[str, tuple[type[JsonDocument], ...]]:
    """The documents of each schema: `cchc.report/1` has one for each of its verbs."""
    listed = documents()
    names = sorted({each.json_schema for each in listed})
    return {
        name: tuple(each for each in listed if each.json_schema == name)
        for name in names
    }


def name_of(described: Described) -> str:
    """What a class is called in schemas: `Reading` for `ReadingJson`."""
    return described.__name__.removesuffix("Json")


def fields_of(described: Described) -> Iterator[tuple[str, Any, str, bool]]:
    """Key, type, meaning of each field, and whether it may be absent."""
    if issubclass(described, JsonDocument):
        for entry in entries(described):
            yield entry.name, entry.hint, entry.field.meaning, entry.field.optional
        return
    hints = get_type_hints(described)
    for name in field_names(described):
        yield name, hints[name], "", False


def schema_of(hint: Any) -> Schema:  # noqa: ANN401, PLR0911  # a type as annotated
    """The JSON Schema of the values of a type."""
    kinds, origin = get_args(hint), get_origin(hint)
    if hint in SCALARS:
        return SCALARS[hint]
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(kind) for kind in kinds]}
    if origin is Literal:
        return {"enum": list(kinds)}
    if origin in (list, tuple):
        return {"type": "array", "items": schema_of(kinds[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": schema_of(kinds[1])}
    if issubclass(hint, StrEnum):
        return {"enum": [word.value for word in hint]}
    return {"$ref": f"#/$defs/{name_of(hint)}"}


def definition(described: Described) -> Schema:
    """The schema of an object; every key is there but those that may be absent."""
    properties: Schema = {}
    tag = getattr(getattr(described, "__struct_config__", None), "tag", None)
    if issubclass(described, JsonDocument):
        if described.json_schema:
            properties["schema"] = {"const": described.json_schema}
    elif described is Plan:
        properties["schema"] = {"const": PLAN}
    elif tag is not None:
        properties["kind"] = {"const": tag}
    required = list(properties)
    for key, hint, meaning, optional in fields_of(described):
        shape = schema_of(hint)
        properties[key] = {"description": meaning, **shape} if meaning else shape
        required += [] if optional else [key]
    return {
        "description": (getdoc(described) or "").partition("\n")[0],
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def parts_of(hint: Any) -> Iterator[Described]:  # noqa: ANN401  # a type as annotated
    """The objects that a type is made of."""
    if isinstance(hint, type) and issubclass(hint, JsonDocument | Record):
        yield hint
    for kind in get_args(hint):
        yield from parts_of(kind)


def reachable(*tops: Described) -> tuple[Described, ...]:
    """These objects and all that they hold, each once, holders first."""
    found: dict[Described, None] = {}
    waiting = list(tops)
    while waiting:
        described = waiting.pop(0)
        if described not in found:
            found[described] = None
            waiting += [
                part
                for _, hint, _, _ in fields_of(described)
                for part in parts_of(hint)
            ]
    return tuple(found)


def json_schema(name: str, tops: tuple[Described, ...]) -> Schema:
    """The JSON Schema of a contract."""
    refs = [{"$ref": f"#/$defs/{name_of(top)}"} for top in tops]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{name.replace('/', ':')}",
        "title": name,
        **(refs[0] if len(refs) == 1 else {"anyOf": refs}),
        "$defs": {name_of(each): definition(each) for each in reachable(*tops)},
    }


def schema_files() -> dict[str, str]:
    """The file name and the text of the schema of each contract."""
    everything: dict[str, tuple[Described, ...]] = {**contracts(), PLAN: (Plan,)}
    return {
        f"{name.replace('/', '-')}.schema.json": json.dumps(
            json_schema(name, tops), ensure_ascii=False, indent=2
        )
        + "\n"
        for name, tops in everything.items()
    }


def page(examples: Mapping[str, object]) -> str:
    """`docs/json.md`; an example by the name of its document's class."""
    told: set[Described] = set()
    parts = [HEAD]
    for name, tops in contracts().items():
        parts.append(f"## {name}\n")
        for described in reachable(*tops):
            if described not in told:
                told.add(described)
                parts.append(_section(described, examples))
    return "\n".join(parts)


def _section(described: Described, examples: Mapping[str, object]) -> str:
    lines = [f"### {name_of(described)}", "", getdoc(described) or "", ""]
    if issubclass(described, JsonDocument) and described.json_verbs:
        verbs = ", ".join(f"`cchc {verb}`" for verb in described.json_verbs)
        lines += [f"Printed by {verbs}, with `--json`.", ""]
    lines += ["| key | value | meaning |", "| --- | --- | --- |"]
    if issubclass(described, JsonDocument) and described.json_schema:
        lines.append(f"| `schema` | `{described.json_schema}` | The contract. |")
    for key, hint, meaning, optional in fields_of(described):
        value = words_of(hint) + (", or no such key" if optional else "")
        lines.append(f"| `{key}` | {value} | {meaning} |")
    example = examples.get(described.__name__)
    if example is not None and described.__name__ != "ExportJson":  # too long
        text = json.dumps(shorten_example(example), ensure_ascii=False, indent=2)
        lines += ["", "```json", text, "```"]
    return "\n".join(lines) + "\n"


def words_of(hint: Any) -> str:  # noqa: ANN401, PLR0911  # a type as annotated
    """A type in the words of the page."""
    kinds, origin = get_args(hint), get_origin(hint)
    if hint in WORDS:
        return WORDS[hint]
    if origin in (Union, UnionType):
        return " or ".join(map(words_of, kinds))
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in kinds)
    if origin is list:
        return f"list of {words_of(kinds[0])}"
    if origin is dict:
        return f"object of {words_of(kinds[1])}"
    if issubclass(hint, StrEnum):
        return ", ".join(f"`{word.value}`" for word in hint)
    return f"[{name_of(hint)}](#{name_of(hint).lower()})"


def shorten_example(value: object) -> object:
    """The same with every list cut to its first element, every object to 20 keys."""
    if isinstance(value, list):
        return [shorten_example(each) for each in value[:1]]
    if isinstance(value, dict):
        return {key: shorten_example(inner) for key, inner in list(value.items())[:20]}
    return value
