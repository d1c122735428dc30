"""The dashboard: one page for the leader, then the whole text of the report.

One file, no script, nothing fetched. Every figure is the text that the report has in
the same place; nothing is reckoned here but where it stands in a drawing.
"""

from collections.abc import Iterable, Iterator

from cchc.features.papers.show.dashboard.charts import charts
from cchc.features.papers.show.dashboard.head import head, tiles, title
from cchc.features.papers.show.dashboard.heat import heat_map
from cchc.features.papers.show.dashboard.promises import promises
from cchc.features.papers.show.dashboard.style import STYLE
from cchc.features.papers.show.dashboard.work import obstacles, reports, tasks
from cchc.features.papers.show.memo import ALONE, Around
from cchc.paper.html import said
from cchc.paper.page import STYLE as PAPER_STYLE
from cchc.paper.page import document, leaves
from cchc.paper.paper import Paper
from cchc.phrases.indicator_sentences import Writer

PARTS = (
    *("commitments", "charts", "tasks", "obstacles", "reports", "heat"),
    "paper",
)


def dashboard(writer: Writer, paper: Paper, around: Around = ALONE) -> str:
    """The dashboard of the view and the report that was made of it, as one file.

    `around` is what stands round the figures of that report.
    """
    style, body = PAPER_STYLE + STYLE, _body(writer, paper, around)
    return document(writer.voice.lang, title(writer), style, body)


def _body(writer: Writer, paper: Paper, around: Around) -> Iterator[str]:
    yield '<header class="board">'
    yield from head(writer, around)
    yield from _links(writer)
    yield '</header>\n<main>\n<div class="board">'
    parts: Iterable[list[str]] = (
        tiles(writer),
        promises(writer),
        charts(writer),
        tasks(writer),
        obstacles(writer),
        reports(writer),
        heat_map(writer),
    )
    for part in parts:
        yield from part
    label = said(writer.say("board.part.paper"))
    yield f'</div>\n<article id="paper" class="paper" aria-label="{label}">'
    yield from leaves(paper)
    yield "</article>\n</main>"


def _links(writer: Writer) -> Iterator[str]:
    """Where to find what, by anchors of the page itself."""
    say = writer.say
    links = "".join(
        f'<li><a href="#{each}">{said(say(f"board.part.{each}"))}</a></li>'
        for each in PARTS
    )
    yield f'<nav aria-label="{said(say("board.nav"))}"><ul>{links}</ul></nav>'
