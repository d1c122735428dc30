"""Changes of a plan as sentences, or as a list for programs."""

from collections.abc import Sequence

from cchc.screen.document import TEXT, Document, Field, list_of, nullable, one_of
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


PLAN_CHANGE: Document[DiffLine] = Document(
    "plan_change",
    "One change of a plan.",
    Field("text", TEXT, "The change as a sentence."),
    Field("change", one_of("added", "removed", "changed"), "What was done."),
    Field("kind", TEXT, "To what: indicator, task, unit, plan."),
    Field("id", TEXT, "Its id."),
    Field("field", nullable(TEXT), "The key of the plan language."),
    Field("key", nullable(TEXT), "The entry of that key, such as a unit."),
    Field("before", nullable(TEXT), "What it said."),
    Field("after", nullable(TEXT), "What it says."),
    Field("version", nullable(TEXT), "The version that brought it."),
    Field("effective", nullable(TEXT), "The first period of that version."),
    Field("decision", nullable(TEXT), "The decision that it rests on."),
)
DIFF: Document[Sequence[DiffLine]] = Document(
    "diff",
    "What changed between two versions of a plan.",
    Field("changes", list_of(PLAN_CHANGE), "Each change.", lambda lines: lines),
    schema="cchc.plan-diff/1",
    verbs=("plan diff",),
)


def diff_as(form: str, lines: Sequence[DiffLine], voice: Voice) -> str:
    """The changes as `table` (sentences), `json`, `csv`, `tsv` or `md`."""
    match form:
        case "json":
            return DIFF.as_json(lines)
        case "table":
            return "\n".join(line.text for line in lines)
        case _:
            return drawn(_table(lines, voice), form, 0)


def _table(lines: Sequence[DiffLine], voice: Voice) -> Table:
    """All that the document has, but for the sentence."""
    columns = tuple(
        Column(field.name, voice.say(f"plan.diff.column.{field.name}"))
        for field in PLAN_CHANGE.fields[1:]
    )
    rows = tuple(
        tuple(getattr(line, column.key) for column in columns) for line in lines
    )
    return Table(voice.say("plan.diff.title"), columns, rows)
