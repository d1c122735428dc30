"""What was found, as a list and as `cchc.search/1`."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from cchc.core.facts.acts import KEPT
from cchc.screen.document import JsonDocument, key

COLUMNS = ("day", "kind", "unit", "period", "about", "text")


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


AROUND = 60
"""How many characters are shown before what was found, and after."""


ENDINGS = frozenset({".docx", ".html", ".xlsx", ".pdf", ".md", ".ics"})
OTHERS = ("templates/", *KEPT)
"""Folders beside a ledger that hold no papers of ours."""


def latest_paper(folder: Path, database: Path) -> Path | None:
    """The paper that was written last: in the folder, in one below, by the ledger."""
    places = {place.resolve() for place in (folder, database.parent)}
    papers = [
        path
        for place in places
        for pattern in ("*", "*/*")
        for path in place.glob(pattern)
        if path.suffix in ENDINGS and not f"{path.parent.name}/".startswith(OTHERS)
    ]
    return max(papers, key=lambda path: path.stat().st_mtime_ns, default=None)


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
