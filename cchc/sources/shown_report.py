"""`cchc.report/1`, as `report show --json` prints it → the report as it is typed."""

import json
from collections.abc import Mapping

from cchc.core.facts.acts import proofs_by_key, sent_file

SCHEMA = "cchc.report/1"
"""The document; one with `cells` was printed, one with `values` is to be typed."""
Parts = Mapping[str, object]


def shown_document(text: bytes) -> bytes | None:
    """The report that a printed document holds, as JSON to be typed; else None."""
    try:
        found = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        return None
    if "cells" not in found:
        return None
    return json.dumps(_typed(found), ensure_ascii=False, indent=1).encode()


def _typed(found: Parts) -> dict[str, object]:
    cells = {cell["indicator"]: cell["now"] for cell in _rows(found, "cells")}
    readings = {key: now for key, now in cells.items() if isinstance(now, dict)}
    sent = next(iter(reversed(_rows(found, "submissions"))), {})
    items: dict[str, list[object]] = {}
    for row in _rows(found, "items"):
        own = {key: row.get(key) for key in ("name", "date", "document")}
        own |= {"owner": row.get("unit")} if row.get("unit") != found["unit"] else {}
        items.setdefault(str(row["indicator"]), []).append(_filled(own))
    return _filled(
        {
            **{key: found.get(key) for key in ("schema", "unit", "period")},
            "received": sent.get("received"),
            "document": _filled(sent.get("document")),
            "values": _filled({k: _figure(now) for k, now in readings.items()}),
            "notes": _filled({k: now.get("note") for k, now in readings.items()}),
            "items": items,
            "tasks": {row["task"]: _task(row) for row in _rows(found, "tasks")},
            "narrative": found.get("narrative"),
            "obstacles": [_filled(row) for row in _rows(found, "obstacles")],
            "evidence": proofs_by_key(
                (str(row["about"]), _proof(row)) for row in _rows(found, "evidence")
            ),
        }
    )


def _proof(row: Mapping[str, object]) -> str:
    """What proves a result: a file stays where it is, its name and SHA-256 come."""
    text, digest, size = str(row["text"]), row.get("sha256"), row.get("size")
    if not (isinstance(digest, str) and isinstance(size, int)):
        return text
    return sent_file(text, size, digest)


def _rows(found: Parts, name: str) -> list[dict[str, object]]:
    rows = found.get(name)
    return (
        [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    )


def _filled(parts: object) -> dict[str, object]:
    """The entries that say something."""
    entries = parts.items() if isinstance(parts, dict) else ()
    return {key: value for key, value in entries if value not in (None, "", [], {})}


def _figure(now: Mapping[str, object]) -> object:
    """A reading as it may be typed, its numbers as data has them."""
    if now.get("done"):
        return now["done"]
    if now.get("answer") is not None:
        return "yes" if now["answer"] else "no"
    if now.get("value") is None:
        return now.get("state")
    whole = now.get("denominator")
    text = f"{now['value']}" if whole is None else f"{now['value']}/{whole}"
    return f"~{text}" if now.get("quality") == "estimate" else text


def _task(row: Mapping[str, object]) -> dict[str, object]:
    count, of = row.get("count"), row.get("of")
    return _filled(
        {
            **{key: row.get(key) for key in ("state", "done", "result", "document")},
            "count": count if count is None or of is None else f"{count}/{of}",
        }
    )
