"""`cchc search` and `cchc open`: finding words, seeing papers."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import ListOptions, argument
from cchc.app.output import Format
from cchc.core.facts.acts import KEPT
from cchc.features.office.actions.search import search
from cchc.features.office.show.search import SearchJson, search_table
from cchc.text.problem import Place, ProblemCode, refuse

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
