"""The JSON Schema that editors read."""

import json
from pathlib import Path

import pytest

from cchc.core.plan.plan import Plan
from cchc.sources.plan.plan_fields import group_of
from cchc.sources.plan.plan_writer import schema_text
from cchc.words.translator import Lang, voice

ROOT = Path(__file__).parents[2]
Json = dict[str, object]


def groups(lang: Lang) -> list[Json]:
    whole = json.loads(schema_text(voice(lang)))
    return [whole, *whole["definitions"].values()]


def test_the_schema_in_plans_is_the_one_the_program_prints() -> None:
    kept = (ROOT / "plans" / "plan.schema.json").read_text("utf-8")
    assert kept == schema_text(voice(Lang.VI))


@pytest.mark.parametrize("lang", list(Lang))
def test_every_key_is_described_in_both_languages(lang: Lang) -> None:
    for group in groups(lang):
        properties = group["properties"]
        assert isinstance(properties, dict)
        for key, told in properties.items():
            assert told["description"] not in ("", f"schema.{key}"), key
            for kind, inner in told.get("properties", {}).items():
                assert inner["description"] != f"schema.{kind}", kind


def test_no_group_takes_other_keys() -> None:
    assert all(group["additionalProperties"] is False for group in groups(Lang.VI))


def test_every_reference_leads_somewhere() -> None:
    text = schema_text(voice(Lang.VI))
    whole = json.loads(text)
    names = {part.split('"')[0] for part in text.split("#/definitions/")[1:]}
    assert names == set(whole["definitions"])


def test_the_schema_asks_for_what_the_reader_asks_for() -> None:
    asked = groups(Lang.VI)[0]["required"]
    assert isinstance(asked, list)
    assert set(asked) == set(group_of(Plan).required)
