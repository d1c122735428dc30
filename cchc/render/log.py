"""The log as a list for people and as `cchc.log/1`."""

import json
from collections.abc import Iterable

from cchc.core.log import LogLine
from cchc.render.table import Column, Table
from cchc.render.wording import Names, named
from cchc.words.clean import one_line
from cchc.words.day import short
from cchc.words.voice import Voice

KEYS = ("day", "actor", "verb", "unit", "period", "about", "text")


def log_table(lines: Iterable[LogLine], names: Names, voice: Voice) -> Table:
    """One row a line; a day that is not the machine's is marked with both days."""
    columns = tuple(Column(key, voice.say(f"log.column.{key}")) for key in KEYS)
    rows = tuple(
        (
            _day(each, voice),
            one_line(each.actor),
            voice.say(f"log.verb.{each.verb}"),
            named((each.unit,), names) if each.unit else "",
            one_line(each.period or ""),
            one_line(", ".join(each.about)),
            one_line(each.text or ""),
        )
        for each in lines
    )
    return Table(voice.say("log.title"), columns, rows)


def _day(line: LogLine, voice: Voice) -> str:
    day = short(line.recorded_at.date())
    if not line.is_other_day:
        return day
    return voice.say("log.other_day", day=day, machine=short(line.machine_at.date()))


def log_json(plan: str, lines: Iterable[LogLine]) -> str:
    """The document of `cchc.log/1`, times in ISO."""
    rows = [
        {
            "recorded_at": each.recorded_at.isoformat(),
            "machine_at": each.machine_at.isoformat(),
            "other_day": each.is_other_day,
            "actor": each.actor,
            "source": each.source,
            "verb": each.verb,
            "unit": each.unit,
            "period": each.period,
            "about": list(each.about),
            "text": each.text,
        }
        for each in lines
    ]
    document = {"schema": "cchc.log/1", "plan": plan, "rows": rows}
    return json.dumps(document, ensure_ascii=False, indent=2)
