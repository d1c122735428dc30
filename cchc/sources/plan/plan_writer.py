"""A plan written in the plan language, such that reading it gives the plan back."""

from collections.abc import Iterator, Mapping

from cchc.core.plan.plan import Plan
from cchc.sources.plan.plan_fields import group_of
from cchc.sources.yaml_writer import Plain, YamlBlock, write_yaml
from cchc.text.sanitize import inert

VERSION = 1
_LINES = ("commitments", "indicators", "tasks", "scorecard")


def plan_yaml(plan: Plan, heading: str, notes: Mapping[str, str]) -> str:
    """The plan as a file; what is as by default is left out."""
    written = {"cchc": VERSION, **group_of(Plan).write(plan)}
    head = {key: value for key, value in written.items() if key not in _LINES}
    lines = [*_remarks(heading, ""), write_yaml(YamlBlock(head))]
    for key in _LINES:
        rows = written.get(key)
        if isinstance(rows, list):
            lines += ["", f"{key}:", *_rows(rows, notes, "  ")]
    return "\n".join(lines) + "\n"


def _rows(rows: list[Plain], notes: Mapping[str, str], indent: str) -> Iterator[str]:
    """Rows of a list: tasks on one line, commitments and indicators a key a line."""
    for row in rows:
        if not isinstance(row, Mapping):
            continue
        row_id = str(row["id"])
        own = row.get("indicators")
        if own is None:
            yield from _remarks(notes.get(row_id, ""), indent)
        is_indicator = "measure" in row
        first = (
            ("id", "from", "name", "area") if is_indicator else ("id", "from", "area")
        )
        keys = {key: row[key] for key in first if key in row and own is None}
        keys |= {k: v for k, v in row.items() if k != "indicators"}
        is_block = is_indicator or own is not None
        start, *others = write_yaml(YamlBlock(keys) if is_block else keys).splitlines()
        yield f"{indent}- {start}"
        yield from (f"{indent}  {line}" for line in others)
        if isinstance(own, list):
            yield f"{indent}  indicators:"
            yield from _rows(own, notes, f"{indent}    ")


def _remarks(text: str, indent: str) -> list[str]:
    return [f"{indent}# {line}".rstrip() for line in inert(text).splitlines()]
