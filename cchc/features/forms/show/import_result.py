"""What became of forms that came back, as a table or as `cchc.import/1`."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import PurePath

from cchc.screen.document import DRY_RUN, Day, JsonDocument, key
from cchc.screen.problems import ProblemJson, tell_all
from cchc.screen.table import Column, Table
from cchc.text.problem import Problem
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

COLUMNS = ("file", "unit", "period", "outcome", "note")


class Outcome(StrEnum):
    """What became of a file; `waiting`: a copy sent back that nobody touched."""

    ACCEPTED = "accepted"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    WAITING = "waiting"


class Line(Record):
    """One file: what became of it, and what is to be said of it."""

    file: str
    unit: str | None
    period: str | None
    outcome: Outcome
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
    rehearsed = dry_run and line.outcome is Outcome.ACCEPTED
    code = "import.rehearsed" if rehearsed else f"import.{line.outcome}"
    name = PurePath(line.file).name
    words = (name, line.unit or "–", line.period or "–", voice.say(code))
    return tuple(one_line(each) for each in (*words, line.note))


class FileJson(JsonDocument):
    """One form."""

    file: str = key("Its path.", lambda line: one_line(line.file))
    unit: str | None = key("Id of the unit.")
    period: str | None = key("Id of the period.")
    outcome: Outcome = key("What became of it.")
    entry: int | None = key("Number of the entry.")
    accepted_on: Day | None = key("When the same file was taken in before.", "since")
    marked_copy: str | None = key("The copy to send back.", "back")
    problems: list[ProblemJson] = key(
        "What is wrong with it.",
        join=lambda line, given: tell_all(line.problems, given["voice"]),
    )


class ImportJson(JsonDocument, schema="cchc.import/1", verbs=("report import",)):
    """What became of forms that came back."""

    dry_run: bool = DRY_RUN
    counts: dict[str, int] = key(
        "How many files, by outcome.",
        lambda lines: {
            outcome.value: sum(line.outcome == outcome for line in lines)
            for outcome in Outcome
        },
    )
    files: list[FileJson] = key("Each file.", lambda lines: lines)
