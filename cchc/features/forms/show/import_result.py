"""What became of forms that came back, as a table or as `cchc.import/1`."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from cchc.screen.document import (
    COUNT,
    DAY,
    DRY_RUN,
    TEXT,
    Document,
    Field,
    list_of,
    map_of,
    nullable,
    one_of,
)
from cchc.screen.problems import PROBLEM, tell_all
from cchc.screen.table import Column, Table
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

COLUMNS = ("file", "unit", "period", "outcome", "note")
OUTCOMES = ("accepted", "unchanged", "refused", "waiting")


class Line(Record):
    """One file: what became of it, and what is to be said of it."""

    file: str
    unit: str | None
    period: str | None
    outcome: str
    note: str
    entry: int | None
    back: str | None
    since: date | None
    problems: tuple[Problem, ...]


def import_table(lines: Iterable[Line], voice: Voice, *, dry_run: bool) -> Table:
    """One line for each file."""
    columns = tuple(
        Column(key, voice.say(f"import.column.{key}"), whole=key == "period")
        for key in COLUMNS
    )
    title = voice.say("import.title.dry" if dry_run else "import.title")
    rows = tuple(_row(line, voice, dry_run=dry_run) for line in lines)
    return Table(title, columns, rows)


def _row(line: Line, voice: Voice, *, dry_run: bool) -> tuple[str, ...]:
    rehearsed = dry_run and line.outcome == "accepted"
    code = "import.rehearsed" if rehearsed else f"import.{line.outcome}"
    name = PurePath(line.file).name
    words = (name, line.unit or "–", line.period or "–", voice.say(code))
    return tuple(one_line(each) for each in (*words, line.note))


IMPORT: Document[Sequence[Line]] = Document(
    "import",
    "What became of forms that came back.",
    DRY_RUN,
    Field(
        "counts",
        map_of(COUNT),
        "How many files, by outcome.",
        lambda lines: {
            outcome: sum(line.outcome == outcome for line in lines)
            for outcome in OUTCOMES
        },
    ),
    Field(
        "files",
        list_of(
            Document[Line](
                "file",
                "One form.",
                Field("file", TEXT, "Its path.", lambda line: one_line(line.file)),
                Field("unit", nullable(TEXT), "Id of the unit."),
                Field("period", nullable(TEXT), "Id of the period."),
                Field("outcome", one_of(*OUTCOMES), "What became of it."),
                Field("entry", nullable(COUNT), "Number of the entry."),
                Field(
                    "accepted_on",
                    nullable(DAY),
                    "When the same file was taken in before.",
                    "since",
                ),
                Field("marked_copy", nullable(TEXT), "The copy to send back.", "back"),
                Field(
                    "problems",
                    list_of(PROBLEM),
                    "What is wrong with it.",
                    join=lambda line, given: tell_all(line.problems, given["voice"]),
                ),
            )
        ),
        "Each file.",
        lambda lines: lines,
    ),
    schema="cchc.import/1",
    verbs=("report import",),
)
