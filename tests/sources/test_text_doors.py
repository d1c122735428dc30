"""Every text field of plans, reports and forms, found by its declaration."""

import csv
import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cchc.core.facts.typed import TypedItem, TypedObstacle, TypedTask, TypedText
from cchc.sources.forms.form_file import read_form
from cchc.sources.plan.plan_file import read_plan
from cchc.sources.plan.plan_writer import schema_text
from cchc.sources.report_file import (
    ITEM,
    KEYS,
    OBSTACLE,
    PAPER,
    SECTIONS,
    TASK,
    read_report,
)
from cchc.store.schema.plan_document import to_json
from cchc.text.problem import Problem, Steps
from cchc.text.record import Record, as_dict
from cchc.words.problem import describe_problem
from cchc.words.translator import Lang, voice
from tests.features.forms.ward import Run, office, run
from tests.hostile import CLEANED, HOSTILE, REFUSED, is_clean

__all__ = ["office", "run"]

VIETNAMESE = voice(Lang.VI)
BASE = """\
cchc: 1
id: a
title: A
year: 2022
authority: {name: A}
units: [{id: vp, name: B}]
commitments:
  - id: c
    name: C
    indicators:
      - {id: d, name: D, measure: flow, unit: e, target: {at_least: 8}, reporters: [vp]}
tasks: [{id: t, name: T, lead: vp, due: 2022-06-30}]
"""


def texts_in(value: object) -> Iterator[str]:
    """Every text in a document, keys too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from (*texts_in(key), *texts_in(below))
    elif isinstance(value, list | tuple):
        for below in value:
            yield from texts_in(below)
    elif isinstance(value, Record) and not isinstance(value, Problem):
        for name, below in as_dict(value).items():
            yield from () if name == "place" else texts_in(below)


def sentence(problem: Problem) -> str:
    words = describe_problem(problem, VIETNAMESE)
    assert words.message
    assert words.hint
    return words.message + words.hint


def fields(shape: Any, parts: Any) -> Iterator[Steps]:  # noqa: ANN401
    """The paths of all values that may be a text, as the schema declares them."""
    for ref in (shape, *shape.get("allOf", ()), *shape.get("anyOf", ())):
        name = ref.get("$ref", "").rpartition("/")[2]
        below = parts[name] if name else ref
        if below is not shape:
            yield from fields(below, parts)
    for key, child in shape.get("properties", {}).items():
        yield from ((key, *path) for path in fields(child, parts))
    if "items" in shape:
        yield from ((0, *path) for path in fields(shape["items"], parts))
    if isinstance(more := shape.get("additionalProperties"), dict):
        yield from (("k", *path) for path in fields(more, parts))
    types = shape.get("type", ())
    if "string" in ([types] if isinstance(types, str) else types):
        yield ()


def put(document: object, path: Steps, value: object) -> object:
    """The document with a value at a path; what is on the way is made."""
    if not path:
        return value
    step, *rest = path
    if isinstance(step, int):
        rows = document if isinstance(document, list) and document else [None]
        return [put(rows[0], tuple(rest), value), *rows[1:]]
    held = document if isinstance(document, dict) else {}
    return {**held, step: put(held.get(step), tuple(rest), value)}


SCHEMA = json.loads(schema_text(VIETNAMESE))
PLAN_FIELDS = sorted({*fields(SCHEMA, SCHEMA["definitions"])}, key=str)
PLAN_TREE = {
    "cchc": 1,
    "id": "a",
    "title": "A",
    "year": 2022,
    "authority": {"name": "A"},
    "units": [{"id": "vp", "name": "B"}],
    "tasks": [{"id": "t", "name": "T", "lead": "vp", "due": "2022-06-30"}],
    "indicators": [
        {"id": "d", "name": "D", "measure": "flow", "unit": "e", "reporters": ["vp"]}
    ],
}


def test_the_fields_of_a_plan_are_found() -> None:
    assert len(PLAN_FIELDS) > 80
    assert ("units", 0, "contact") in PLAN_FIELDS
    assert ("commitments", 0, "indicators", 0, "source") in PLAN_FIELDS


@pytest.mark.parametrize("path", PLAN_FIELDS, ids=lambda path: ".".join(map(str, path)))
def test_a_text_of_a_plan_is_refused_or_kept_clean(path: Steps) -> None:
    for name, text in HOSTILE.items():
        data = json.dumps(put(PLAN_TREE, path, text)).encode()
        read = read_plan(None, data)
        assert all(is_clean(sentence(problem)) for problem in read.problems)
        if name in REFUSED:
            assert read.sound is None, name
            assert {"P127", "P132", "P146"} & {
                problem.code.value for problem in read.problems
            }
        if read.sound is not None:
            assert all(map(is_clean, texts_in(to_json(read.sound)))), name


REPORT_FIELDS: list[Steps] = [
    *((key,) for key in KEYS),
    *(("document", key) for key in PAPER),
    *(("values", "k"), ("notes", "k"), ("evidence", "k")),
    *(("items", "k", 0, key) for key in ITEM),
    *(("tasks", "k", key) for key in TASK),
    *(("narrative", key) for key in SECTIONS),
    *(("obstacles", 0, key) for key in OBSTACLE),
]
REPORT_TREE = {
    "unit": "vp",
    "period": "Q1",
    "items": {"k": [{"name": "A"}]},
    "tasks": {"k": {"state": "doing"}},
    "obstacles": [{"text": "A"}],
}


@pytest.mark.parametrize(
    "path", REPORT_FIELDS, ids=lambda path: ".".join(map(str, path))
)
def test_a_text_of_a_report_is_refused_or_kept_clean(path: Steps) -> None:
    for name, text in HOSTILE.items():
        data = json.dumps(put(REPORT_TREE, path, text)).encode()
        reports, problems = read_report(data, "-")
        assert all(is_clean(sentence(problem)) for problem in problems)
        if name in REFUSED:
            assert {"P127", "P132", "P146"} & {
                problem.code.value for problem in problems
            }
        assert all(is_clean(text) for report in reports for text in texts_in(report))


def test_every_text_that_a_report_can_hold_is_among_its_fields() -> None:
    parts = {*as_dict(TypedItem(TypedText(""))), *as_dict(TypedObstacle(TypedText("")))}
    task = as_dict(TypedTask(TypedText(""), TypedText("")))
    assert parts | {*task} - {"key"} <= {str(path[-1]) for path in REPORT_FIELDS}


def test_every_cell_of_a_form_is_kept_clean(office: Path, run: Run) -> None:
    for unit in ("vp", "kt"):
        words = ("report", "form", unit, "Q1", "--format", "csv", "--output", ".")
        assert run(*words)[0] == 0
    for form in office.glob("*.csv"):
        text = form.read_text("utf-8-sig")
        rows = list(csv.reader(StringIO(text), delimiter=";"))
        for name, hostile in (CLEANED | REFUSED).items():
            if name in {"half", "byte"}:
                continue  # no UTF-8 file holds them
            out = StringIO()
            filled = ([cell or hostile for cell in row] for row in rows)
            csv.writer(out, delimiter=";").writerows(filled)
            read = read_form(out.getvalue().encode("utf-8-sig"), form.name)
            dirty = [p for p in read.problems if not is_clean(sentence(p))]
            assert dirty == [], name
            assert all(map(is_clean, texts_in(read.report))), name
