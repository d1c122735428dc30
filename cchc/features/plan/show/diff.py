"""Changes of a plan as sentences, or as a list for programs."""

import json
from collections.abc import Sequence

from cchc.screen.table import Column, Table, drawn
from cchc.text.record import Record, as_dict
from cchc.words.translator import Voice

SCHEMA = "cchc.plan-diff/1"
_COLUMNS = ("change", "kind", "id", "field", "key", "before", "after")
_GROUNDS = ("version", "effective", "decision")


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


def diff_as(form: str, lines: Sequence[DiffLine], voice: Voice) -> str:
    """The changes as `table` (sentences), `json`, `csv`, `tsv` or `md`."""
    match form:
        case "json":
            listed = [as_dict(each) for each in lines]
            document = {"schema": SCHEMA, "changes": listed}
            return json.dumps(document, ensure_ascii=False, indent=2)
        case "table":
            return "\n".join(each.text for each in lines)
        case _:
            return drawn(_table(lines, voice), form, 0)


def _table(lines: Sequence[DiffLine], voice: Voice) -> Table:
    columns = tuple(
        Column(key, voice.say(f"plan.diff.column.{key}"))
        for key in (*_COLUMNS, *_GROUNDS)
    )
    rows = tuple(
        (
            *(each.change, each.kind, each.id),
            *(each.field, each.key, each.before, each.after),
            *(each.version, each.effective, each.decision),
        )
        for each in lines
    )
    return Table(voice.say("plan.diff.title"), columns, rows)
