"""What was found, as a list and as `cchc.search/1`."""

from collections.abc import Mapping, Sequence

from cchc.core.plan.calendar import periods
from cchc.core.plan.plan import Plan
from cchc.screen.document import JsonDocument, key
from cchc.screen.table import Column, Table
from cchc.store.log import KeptText
from cchc.text.day import parse_day, short
from cchc.text.record import Record
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
