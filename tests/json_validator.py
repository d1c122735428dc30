"""A small judge of JSON Schema: the words that the schemas of this project use."""

from collections.abc import Iterator
from re import search
from typing import Any

TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
}
WORDS = """$schema $id $defs $ref title description type properties required items
additionalProperties anyOf enum const pattern"""
KNOWN = frozenset(WORDS.split())
Schema = dict[str, Any]


def faults(value: Any, schema: Schema, root: Schema, at: str = "$") -> Iterator[str]:  # noqa: ANN401  # any JSON
    """Where and how a value is not as its schema says."""
    assert schema.keys() <= KNOWN, schema.keys() - KNOWN
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        yield from faults(value, root["$defs"][name], root, at)
    choices = schema.get("anyOf", [])
    if choices and all(any(faults(value, each, root, at)) for each in choices):
        yield f"{at}: none of {len(choices)}"
    yield from (f"{at}: {fault}" for fault in _by_itself(value, schema))
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from faults(each, schema["items"], root, f"{at}[{number}]")
    if isinstance(value, dict) and schema.get("type") == "object":
        yield from _keys(value, schema, root, at)


def _by_itself(value: object, schema: Schema) -> Iterator[str]:
    if "enum" in schema and value not in schema["enum"]:
        yield f"{value!r} is no word of the list"
    if "const" in schema and value != schema["const"]:
        yield f"not {schema['const']!r}"
    if "type" in schema and not _is(value, schema["type"]):
        yield f"no {schema['type']}"
    if isinstance(value, str) and not search(schema.get("pattern", ""), value):
        yield f"{value!r} is not spelled so"


def _is(value: object, kind: str) -> bool:
    if kind == "integer" and isinstance(value, bool):
        return False
    return isinstance(value, TYPES[kind])


def _keys(
    value: dict[str, Any], schema: Schema, root: Schema, at: str
) -> Iterator[str]:
    known = schema.get("properties", {})
    other = schema.get("additionalProperties", True)
    lacking = [key for key in schema.get("required", ()) if key not in value]
    yield from (f"{at}: no {key}" for key in lacking)
    for key, inner in value.items():
        if key in known:
            yield from faults(inner, known[key], root, f"{at}.{key}")
        elif other is False:
            yield f"{at}: {key} is not known"
        elif isinstance(other, dict):
            yield from faults(inner, other, root, f"{at}.{key}")
