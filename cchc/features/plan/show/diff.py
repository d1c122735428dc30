"""Changes of a plan as sentences, or as a list for programs."""

from collections.abc import Sequence
from typing import Literal

from cchc.screen.document import JsonDocument, entries, key
from cchc.screen.table import Column, Table, drawn
from cchc.text.record import Record
from cchc.words.translator import Voice


class DiffLine(Record):
    """One change: its sentence and its parts, all of them words.

    `version`, `effective` and `decision` tell which version brought it.
    """

    text: str
    change: str
    kind: str
    id: str
    field: str | None
    key: str | None
    before: str | None
    after: str | None
    version: str | None = None
    effective: str | None = None
    decision: str | None = None


class PlanChangeJson(JsonDocument):
    """One change of a plan."""

    text: str = key("The change as a sentence.")
    change: Literal["added", "removed", "changed"] = key("What was done.")
    kind: str = key("To what: indicator, task, unit, plan.")
    id: str = key("Its id.")
    field: str | None = key("The key of the plan language.")
    key_: str | None = key("The entry of that key, such as a unit.")
    before: str | None = key("What it said.")
    after: str | None = key("What it says.")
    version: str | None = key("The version that brought it.")
    effective: str | None = key("The first period of that version.")
    decision: str | None = key("The decision that it rests on.")


class DiffJson(JsonDocument, schema="cchc.plan-diff/1", verbs=("plan diff",)):
    """What changed between two versions of a plan."""

    changes: list[PlanChangeJson] = key("Each change.", lambda lines: lines)


def diff_as(form: str, lines: Sequence[DiffLine], voice: Voice) -> str:
    """The changes as `table` (sentences), `json`, `csv`, `tsv` or `md`."""
    match form:
        case "json":
            return DiffJson.as_json(lines)
        case "table":
            return "\n".join(line.text for line in lines)
        case _:
            return drawn(_table(lines, voice), form, 0)


def _table(lines: Sequence[DiffLine], voice: Voice) -> Table:
    """All that the document has, but for the sentence."""
    keys = [entry.name for entry in entries(PlanChangeJson)][1:]
    columns = tuple(Column(key, voice.say(f"plan.diff.column.{key}")) for key in keys)
    rows = tuple(
        tuple(getattr(line, column.key) for column in columns) for line in lines
    )
    return Table(voice.say("plan.diff.title"), columns, rows)
