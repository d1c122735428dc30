"""Looking for words in everything that the ledger keeps."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from re import sub

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.features.office.show.search import AROUND, COLUMNS, FoundJson
from cchc.screen.document import JsonDocument, key
from cchc.screen.table import Column, Table
from cchc.store.ledger import open_ledger
from cchc.store.log import KeptText, kept_texts
from cchc.store.plans import plan_ids, versions
from cchc.text.compare import fold
from cchc.text.day import parse_day, short
from cchc.text.record import Record, replace
from cchc.text.sanitize import one_line
from cchc.words.period import short_label
from cchc.words.translator import Voice


class Found(Record):
    """A text that holds the words, and the part of it around them."""

    kept: KeptText
    excerpt: str


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


def search(db: Path, words: str) -> tuple[tuple[Found, ...], tuple[Plan, ...]]:
    """Every line of every text that holds the words side by side, the newest first.

    Case and accents do not count, words are met at their beginning; a long paper
    counts line by line. Beside them the plans, which call things by name.
    """
    wanted = sub(r"\W+", " ", fold(words)).strip()
    with open_ledger(db) as ledger:
        hits = [
            Found(replace(kept, text=line), _around(line, place))
            for kept in kept_texts(ledger)
            for line in (kept.text or "").splitlines()
            for place in (sub(r"\W", " ", f" {fold(line)}").find(f" {wanted}"),)
            if wanted and place >= 0
        ]
        held = [versions(ledger, plan.id) for plan in plan_ids(ledger)]
    newest_first = sorted(hits, key=lambda hit: hit.kept.day or "", reverse=True)
    return tuple(newest_first), tuple(own[-1].plan for own in held if own)


def _around(line: str, place: int) -> str:
    """The part of a line around a place of its folded text, nearly as long."""
    start, end = max(0, place - AROUND), place + AROUND
    head = "…" if start else ""
    return f"{head}{line[start:end].strip()}{'…' if end < len(line) else ''}"
