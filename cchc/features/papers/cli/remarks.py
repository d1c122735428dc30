"""What is said of a paper that was written: the day, how firm, whose template."""

from collections.abc import Sequence

from cchc.app.context import AppContext
from cchc.features.papers.actions.export import ChatMessage, WrittenPaper
from cchc.paper.manuscript import PaperFiles
from cchc.paper.template import escape_markdown
from cchc.phrases.figure_phrases import day_words
from cchc.text.sanitize import one_line


def warn_of(app: AppContext, paper: WrittenPaper | ChatMessage) -> None:
    """Warn of a plan file that changed since, and of figures that do not add up."""
    if paper.standing.changed is not None:
        app.warn([paper.standing.changed])
    app.warn(paper.doubts)


def tell_basis(
    app: AppContext, papers: Sequence[WrittenPaper], files: PaperFiles
) -> None:
    """From what they were written: the day, how firm, who is silent, whose template."""
    paper = papers[0]
    _tell_day(app, paper)
    if silent := dict.fromkeys(name for paper in papers for name in paper.silent):
        app.remark("export.silent", units=one_line(", ".join(silent)))
    for template in (paper.template, files.template):
        if template is not None:
            app.remark("export.template", path=template)
    restated = paper.manuscript.content.get("restated")
    if isinstance(restated, dict) and restated["rows"]:
        _tell_unprinted(app, paper, "issued.not_printed", (restated["sentence"],))


def _tell_day(app: AppContext, paper: WrittenPaper) -> None:
    """The day; of the whole authority's paper also on how many units it rests."""
    view, numbers = paper.standing.view, paper.standing.view.reports
    day = day_words(view.as_of, app.voice)
    if paper.standing.unit is not None:
        app.remark("export.as_of.unit", day=day)
        return
    basis = app.voice.say(
        f"export.basis.{view.basis}",
        submitted=numbers.submitted,
        expected=numbers.expected,
    )
    app.remark("export.as_of", day=day, basis=basis)


def tell_number(app: AppContext, paper: WrittenPaper) -> None:
    """Say so where an office's older template has no place for number and day."""
    number = paper.manuscript.content["paper"]
    if isinstance(number, dict):
        given = (number["number"], number["date"])
        _tell_unprinted(app, paper, "paper.number", given)


def _tell_unprinted(
    app: AppContext, paper: WrittenPaper, code: str, texts: Sequence[object]
) -> None:
    manuscript = paper.manuscript
    if any(escape_markdown(str(text)) not in manuscript.text for text in texts):
        app.remark(code, path=manuscript.source)
