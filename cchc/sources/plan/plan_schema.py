"""The JSON Schema of a plan file, generated from its shape (draft 7, for editors)."""

from pydantic.json_schema import GenerateJsonSchema

from cchc.sources.plan.plan_model import PlanShape
from cchc.words.translator import Voice

DRAFT = "http://json-schema.org/draft-07/schema#"
Json = dict[str, object]


def schema(voice: Voice) -> Json:
    """The schema with descriptions in the language of the voice.

    Ids and texts may be written bare, so numbers and true/false are allowed where
    text is; any optional key may be left empty.
    """
    made = PlanShape.model_json_schema(
        by_alias=True,
        ref_template="#/definitions/{model}",
        schema_generator=GenerateJsonSchema,
    )
    shapes = made.pop("$defs")
    told = {name: _group(name, shape, voice) for name, shape in sorted(shapes.items())}
    whole = _group("PlanShape", made, voice)
    return {
        "$schema": DRAFT,
        "title": voice.say("schema.title"),
        **whole,
        "definitions": told,
    }


def _group(name: str, shape: Json, voice: Voice) -> Json:
    """The schema of one group of keys, each key described."""
    required = shape.get("required", [])
    keys = shape["properties"]
    if not isinstance(keys, dict) or not isinstance(required, list):
        raise TypeError(name)
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {
            key: _described(name, key, part, voice, optional=key not in required)
            for key, part in keys.items()
        },
    }


def _described(
    name: str, key: str, part: Json, voice: Voice, *, optional: bool
) -> Json:
    group = name.removesuffix("Shape").lower()
    code = f"schema.{group}.{key}"
    text = voice.say(code if voice.knows(code) else f"schema.{key}")
    plain = _plain(part, voice)
    if "$ref" in plain:  # draft 7 does not read what stands beside a $ref
        plain = {"allOf": [plain]}
    return {"description": text, **(_or_empty(plain) if optional else plain)}


def _plain(part: object, voice: Voice) -> Json:
    """Without titles, defaults and options that only say `null`."""
    if not isinstance(part, dict):
        return {}
    options = part.get("anyOf")
    if isinstance(options, list):
        said = [each for each in options if each != {"type": "null"}]
        if len(said) == 1:
            return _plain(said[0], voice)
        return {"anyOf": [_plain(each, voice) for each in said]}
    kept = {k: v for k, v in part.items() if k not in ("title", "default")}
    return {key: _inner(key, value, voice) for key, value in kept.items()}


def _inner(key: str, value: object, voice: Voice) -> object:
    match key, value:
        case "items" | "additionalProperties", dict():
            return _plain(value, voice)
        case "properties", dict():
            return {name: _plain(each, voice) for name, each in value.items()}
        case "description", str():
            return voice.say(f"schema.{value}")
        case _:
            return value


def _or_empty(part: Json) -> Json:
    """The same, or nothing at all: a key may be left empty."""
    kind = part.get("type")
    if isinstance(kind, str):
        return {**part, "type": [kind, "null"]}
    if isinstance(kind, list):
        return {**part, "type": [*kind, "null"]}
    choices = part.get("enum")
    if isinstance(choices, list):
        return {**part, "enum": [*choices, None]}
    options = part.get("anyOf")
    if isinstance(options, list):
        return {"anyOf": [*options, {"type": "null"}]}
    return {"anyOf": [part, {"type": "null"}]} if part else part
