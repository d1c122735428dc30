"""`cchc search` and `open`: words in everything that the ledger keeps."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from re import sub
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import ListOptions, argument
from cchc.app.output import Format
from cchc.core.facts.acts import KEPT
from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.screen.document import JsonDocument, key
from cchc.screen.table import Column, Table
from cchc.store.ledger import open_ledger
from cchc.store.log import KeptText, kept_texts
from cchc.store.plans import plan_ids, versions
from cchc.text.compare import fold
from cchc.text.day import parse_day, short
from cchc.text.problem import Place, ProblemCode, refuse
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import short_label
from cchc.words.translator import Voice

COLUMNS = ("day", "kind", "unit", "period", "about", "text")


class Found(Record):
    """A text that holds the words, and the part of it around them."""

    kept: KeptText
    excerpt: str


class FoundJson(JsonDocument):
    """One line that holds the words."""

    kind: str = key(
        "narrative, note, reason, task, evidence, item, obstacle, answer, review,"
        " relief, memo or letter.",
        "kept.kind",
    )
    day: str | None = key("The day it was written down, or its own.", "kept.day")
    unit: str | None = key("Whose it is, by name.", "kept.unit")
    period: str | None = key("Name of the period.", "kept.period")
    about: str | None = key("Id or number of what it is about.", "kept.about")
    text: str | None = key("The whole line.", "kept.text")


class SearchJson(JsonDocument, schema="cchc.search/1", verbs=("search",)):
    """Lines of all texts of the ledger that hold the words, newest first."""

    text: str = key("What was looked for.", join=lambda _, given: given["text"])
    rows: list[FoundJson] = key("Each line.", lambda found: found)


def search_table(
    found: Sequence[Found], text: str, plans: Sequence[Plan], voice: Voice
) -> Table:
    """One row a line, with the part of it around what was found."""
    columns = tuple(
        Column(name, voice.say(f"search.column.{name}")) for name in COLUMNS
    )
    title = voice.say("search.title", n=len(found), text=one_line(text))
    # what periods, lines and tasks of the plans are called, by id, the latest last
    names: dict[str, str] = {}
    for plan in plans:
        names |= {period.name: short_label(period, voice) for period in periods(plan)}
        names |= {task.id: f"{task.id} {task.name}" for task in plan.tasks}
        names |= {line.id: f"{line.id} {line.name}" for line in plan.all_indicators}
        for row in plan.scorecard:  # a task may have the same id
            names[f"score {row.id}"] = f"{row.id} {row.name}"
    return Table(title, columns, tuple(_row(hit, names, voice) for hit in found))


def _row(hit: Found, names: Mapping[str, str], voice: Voice) -> tuple[str, ...]:
    kept = hit.kept
    day = parse_day(kept.day or "")
    about = names.get(kept.about or "", kept.about)
    if kept.kind == "memo":
        about = voice.say("search.issued", number=about)
    elif kept.kind == "score":
        about = names.get(f"score {kept.about}", kept.about)
    elif kept.kind == "narrative":
        about = voice.say(f"report.section.{kept.about}")
    period = names.get(kept.period or "", kept.period)
    parts = (kept.unit, period, about, hit.excerpt)
    return (
        short(day) if day else "",
        voice.say(f"search.kind.{kept.kind}"),
        *(one_line(part or "") for part in parts),
    )


AROUND = 60
"""How many characters are shown before what was found, and after."""


def search(db: Path, words: str) -> tuple[tuple[Found, ...], tuple[Plan, ...]]:
    """Every line of every text that holds the words side by side, the newest first.

    Case and accents do not count, words are met at their beginning; a long paper
    counts line by line. Beside them the plans, which call things by name.
    """
    wanted = sub(r"\W+", " ", fold(words)).strip()
    with open_ledger(db) as ledger:
        found = [
            Found(replace(kept, text=line), _around(line, place))
            for kept in kept_texts(ledger)
            for line in (kept.text or "").splitlines()
            for place in (sub(r"\W", " ", f" {fold(line)}").find(f" {wanted}"),)
            if wanted and place >= 0
        ]
        held = [versions(ledger, plan.id) for plan in plan_ids(ledger)]
    newest_first = sorted(found, key=lambda hit: hit.kept.day or "", reverse=True)
    return tuple(newest_first), tuple(own[-1].plan for own in held if own)


def _around(line: str, place: int) -> str:
    """The part of a line around a place of its folded text, nearly as long."""
    start, end = max(0, place - AROUND), place + AROUND
    head = "…" if start else ""
    return f"{head}{line[start:end].strip()}{'…' if end < len(line) else ''}"


ENDINGS = frozenset({".docx", ".html", ".xlsx", ".pdf", ".md", ".ics"})
OTHERS = ("templates/", *KEPT)
"""Folders beside a ledger that hold no papers of ours."""
Words = Annotated[list[str], argument("TEXT...", "help.search.text")]
Paper = Annotated[Path | None, argument("FILE", "help.open.file")]


def run_search(app: AppContext, words: Words, *, out: ListOptions) -> None:
    text = " ".join(words)
    found, plans = search(app.database, text)
    if not found and out.format is Format.TABLE and not out.to_file:
        app.remark("search.none", text=text)
        return
    give_list(
        app,
        out,
        lambda: SearchJson.as_json(found, text=text),
        lambda: search_table(found, text, plans, app.voice),
    )


def run_open(app: AppContext, paper: Paper = None) -> None:
    path = latest_paper(app.papers, app.database) if paper is None else paper
    if path is None:
        refuse(ProblemCode.PAPER_NONE, path=str(app.papers))
    if not path.is_file():
        place = Place(argument=str(path))
        refuse(ProblemCode.INPUT_MISSING, place, path=str(path))
    app.out(str(path))
    if app.interactive:
        show_file(path)


def latest_paper(folder: Path, database: Path) -> Path | None:
    """The paper that was written last: in the folder, in one below, by the ledger."""
    places = {place.resolve() for place in (folder, database.parent)}
    found = [
        path
        for place in places
        for pattern in ("*", "*/*")
        for path in place.glob(pattern)
        if path.suffix in ENDINGS and not f"{path.parent.name}/".startswith(OTHERS)
    ]
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)


def show_file(path: Path) -> None:
    """Hand a file to the program that the system opens it with."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  # what a double click does
        return
    opener = "open" if sys.platform == "darwin" else "xdg-open"
    with suppress(OSError):  # no desktop here: the name that was printed will do
        subprocess.Popen(  # noqa: S603  # a fixed program, one file
            [opener, str(path)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
