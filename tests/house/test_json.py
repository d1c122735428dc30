"""What `--json` prints is as `docs/schemas` says; the pages are as the program is."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.docs import json_pages
from tests.json_contracts import contracts, json_schema, reachable
from tests.json_examples import documents
from tests.json_validator import Schema, faults

CONTRACTS = contracts()
ANSWERS = {each.__name__: each for tops in CONTRACTS.values() for each in tops}
SHOWN_ELSEWHERE = {"AddedManyJson", "ReviewedJson"}


@pytest.fixture(scope="module")
def examples(
    played_year: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, object]:
    folder = tmp_path_factory.mktemp("json") / "demo"
    shutil.copytree(played_year, folder)
    return documents(folder)


def schema_of(name: str) -> Schema:
    return json_schema(ANSWERS[name].json_schema, (ANSWERS[name],))


def test_the_pages_are_up_to_date(examples: dict[str, object]) -> None:
    stale = [
        path.name
        for path, text in json_pages(examples).items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "python -m tests.docs"


def test_every_document_has_an_example(examples: dict[str, object]) -> None:
    assert ANSWERS.keys() - SHOWN_ELSEWHERE == examples.keys()


def test_what_is_printed_is_as_its_schema_says(examples: dict[str, object]) -> None:
    for name, document in examples.items():
        schema = schema_of(name)
        assert list(faults(document, schema, schema)) == [], name


def damaged(value: Any) -> Iterator[Any]:  # noqa: ANN401  # any JSON
    """The document with each key taken away, each value of another type, by turns."""
    if isinstance(value, dict):
        for key in value:
            yield {name: inner for name, inner in value.items() if name != key}
            for worse in damaged(value[key]):
                yield {**value, key: worse}
    elif isinstance(value, list):
        yield {}
        yield from (
            [worse, *value[1:]] for each in value[:1] for worse in damaged(each)
        )
    else:
        yield [value]


@pytest.mark.parametrize(
    "name", ["BoardJson", "RemindJson", "DocketJson", "HistoryJson"]
)
def test_a_missing_key_and_a_wrong_type_are_noticed(
    name: str, examples: dict[str, object]
) -> None:
    schema = schema_of(name)
    for document in damaged(examples[name]):
        assert any(faults(document, schema, schema)), json.dumps(document)[:400]


def test_figures_must_be_decimal_strings(examples: dict[str, Any]) -> None:
    schema = schema_of("StatusJson")
    document = examples["StatusJson"]
    line = document["commitments"][0]["indicators"][0]
    for wrong in (14, 14.5, "14,5", "1.234.5", "", "1e3"):
        line["percent"] = wrong
        assert any(faults(document, schema, schema)), wrong


def test_a_key_that_is_new_is_noticed(examples: dict[str, Any]) -> None:
    schema = schema_of("BoardJson")
    assert any(faults({**examples["BoardJson"], "more": 1}, schema, schema))


def test_one_name_is_one_object_and_says_what_it_is() -> None:
    everything = reachable(*ANSWERS.values())
    assert len({each.__name__ for each in everything}) == len(everything)
    assert all(each.__doc__ for each in everything)
