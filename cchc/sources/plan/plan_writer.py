"""A plan written in the plan language, such that reading it gives the plan back.

And the JSON Schema of a plan file, made of the plan's fields (draft 7, for editors).
"""

import json
from collections.abc import Iterator, Mapping

from cchc.core.plan.plan import Plan
from cchc.sources.plan.plan_fields import KeyGroup, PlanKey, group_of
from cchc.sources.plan.plan_values import Json
from cchc.sources.yaml_writer import Plain, YamlBlock, write_yaml
from cchc.text.sanitize import inert
from cchc.words.translator import Voice

VERSION = 1
_LINES = ("commitments", "indicators", "tasks", "scorecard")


def plan_yaml(plan: Plan, heading: str, notes: Mapping[str, str]) -> str:
    """The plan as a file; what is as by default is left out."""
    written = {"cchc": VERSION, **group_of(Plan).write(plan)}
    head = {key: value for key, value in written.items() if key not in _LINES}
    lines = [*_remarks(heading, ""), write_yaml(YamlBlock(head))]
    for key in _LINES:
        rows = written.get(key)
        if isinstance(rows, list):
            lines += ["", f"{key}:", *_rows(rows, notes, "  ")]
    return "\n".join(lines) + "\n"


def _rows(rows: list[Plain], notes: Mapping[str, str], indent: str) -> Iterator[str]:
    """Rows of a list: tasks on one line, commitments and indicators a key a line."""
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        row_id = str(row["id"])
        own = row.get("indicators")
        if own is None:
            yield from _remarks(notes.get(row_id, ""), indent)
        is_indicator = "measure" in row
        first = ("id", "from", *(["name"] if is_indicator else []), "area")
        keys = {key: row[key] for key in first if key in row and own is None}
        keys |= {k: v for k, v in row.items() if k != "indicators"}
        is_block = is_indicator or own is not None
        start, *others = write_yaml(YamlBlock(keys) if is_block else keys).splitlines()
        yield f"{indent}- {start}"
        yield from (f"{indent}  {line}" for line in others)
        if isinstance(own, list):
            yield f"{indent}  indicators:"
            yield from _rows(own, notes, f"{indent}    ")


def _remarks(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}".rstrip() for line in inert(text).splitlines()]


DRAFT = "http://json-schema.org/draft-07/schema#"


def schema_text(voice: Voice) -> str:
    """The schema as it stands in a file."""
    return json.dumps(schema(voice), ensure_ascii=False, indent=2) + "\n"


def schema(voice: Voice) -> Json:
    """The schema with descriptions in the language of the voice.

    Ids and texts may be written bare, so numbers and true/false are allowed where
    text is; any optional key may be left empty.
    """
    whole = group_of(Plan)
    groups = {group.name: _group_schema(group, voice) for group in _inner_groups(whole)}
    return {
        "$schema": DRAFT,
        "title": voice.say("schema.title"),
        **_group_schema(whole, voice),
        "definitions": {f"{name}Shape": groups[name] for name in sorted(groups)},
    }


def _inner_groups(group: KeyGroup) -> Iterator[KeyGroup]:
    for key in group.keys:
        if key.kind.group is not None:
            yield key.kind.group
            yield from _inner_groups(key.kind.group)


def _group_schema(group: KeyGroup, voice: Voice) -> Json:
    """The schema of one group of keys, each key described."""
    required = [k.name for k in group.keys if k.required and k.key.unless is None]
    return {
        "type": "object",
        "additionalProperties": False,
        **({"required": required} if required else {}),
        "properties": {key.name: _described(group, key, voice) for key in group.keys},
    }


def _described(group: KeyGroup, key: PlanKey, voice: Voice) -> Json:
    code = f"schema.{group.name.lower()}.{key.name}"
    text = voice.say(code if voice.knows(code) else f"schema.{key.name}")
    part = _translate(key.kind.schema, voice)
    if "$ref" in part:  # draft 7 does not read what stands beside a $ref
        part = {"allOf": [part]}
    return {"description": text, **(part if key.required else _or_empty(part))}


def _translate(part: Json, voice: Voice) -> Json:
    """The same with each description said by the voice; a pattern is no code."""

    def translate_value(key: str, value: object) -> object:
        match key, value:
            case "description", str():
                return voice.say(f"schema.{value}")
            case _, dict():
                return _translate(value, voice)
            case "anyOf", list():
                return [_translate(option, voice) for option in value]
            case _:
                return value

    return {key: translate_value(key, value) for key, value in part.items()}


def _or_empty(part: Json) -> Json:
    """The same, or nothing at all: a key may be left empty."""
    match part:
        case {"type": str(kind)}:
            return {**part, "type": [kind, "null"]}
        case {"type": [*kinds]}:
            return {**part, "type": [*kinds, "null"]}
        case {"enum": [*choices]}:
            return {**part, "enum": [*choices, None]}
        case {"anyOf": [*options]}:
            return {"anyOf": [*options, {"type": "null"}]}
        case _:
            return {"anyOf": [part, {"type": "null"}]} if part else part
