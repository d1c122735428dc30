"""`cchc search` and `cchc open`: finding words, seeing papers."""

from pathlib import Path
from typing import Annotated

from cchc.app.context import AppContext
from cchc.app.give import give_list
from cchc.app.options import ListOptions, argument
from cchc.app.output import Format
from cchc.features.office.actions.search import SearchJson, search, search_table
from cchc.features.office.show.search import latest_paper, show_file
from cchc.text.problem import Place, ProblemCode, refuse

Words = Annotated[list[str], argument("TEXT...", "help.search.text")]
Paper = Annotated[Path | None, argument("FILE", "help.open.file")]


def run_search(app: AppContext, words: Words, *, out: ListOptions) -> None:
    text = " ".join(words)
    hits, plans = search(app.database, text)
    if not hits and out.format is Format.TABLE and not out.to_file:
        app.remark("search.none", text=text)
        return
    give_list(
        app,
        out,
        lambda: SearchJson.as_json(hits, text=text),
        lambda: search_table(hits, text, plans, app.voice),
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
