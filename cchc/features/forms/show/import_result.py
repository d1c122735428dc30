"""What became of forms that came back, as a table or as `cchc.import/1`."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePath

from cchc.screen.problems import problem_fields
from cchc.screen.table import Column, Table
from cchc.text.problem import Problem, in_order
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.problem import tell
from cchc.words.translator import Voice

SCHEMA = "cchc.import/1"
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


def import_json(lines: Sequence[Line], voice: Voice, *, dry_run: bool) -> str:
    """The document `cchc.import/1`; problems as in `cchc.problems/1`."""
    document = {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "counts": {
            each: sum(line.outcome == each for line in lines) for each in OUTCOMES
        },
        "files": [
            {
                "file": one_line(line.file),
                "unit": line.unit,
                "period": line.period,
                "outcome": line.outcome,
                "entry": line.entry,
                "accepted_on": line.since.isoformat() if line.since else None,
                "marked_copy": line.back,
                "problems": [
                    problem_fields(tell(each, voice))
                    for each in in_order(line.problems)
                ],
            }
            for line in lines
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)
