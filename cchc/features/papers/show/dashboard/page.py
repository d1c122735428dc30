"""The dashboard: one page for the leader, then the whole text of the report.

One file, no script, nothing fetched. Every figure is the text that the report has in
the same place; nothing is reckoned here but where it stands in a drawing.
"""

from cchc.features.papers.show.dashboard.charts import chart_cards
from cchc.features.papers.show.dashboard.head import board_head, board_title, tiles
from cchc.features.papers.show.dashboard.heat import heat_legend, heat_tables
from cchc.features.papers.show.dashboard.tables import (
    obstacle_table,
    open_obstacles,
    promise_tables,
    report_table,
    tasks_view,
)
from cchc.features.papers.show.memo import ALONE, Around
from cchc.paper.html import render_html, style_sheet
from cchc.paper.page import page_view
from cchc.paper.paper import PaperParts
from cchc.phrases.reporting_phrases import report_sentences
from cchc.phrases.writer import Writer

PARTS = (
    *("commitments", "charts", "tasks", "obstacles", "reports", "heat"),
    "paper",
)
"""The parts of the page by their anchors, in order."""


def dashboard(writer: Writer, paper: PaperParts, around: Around = ALONE) -> str:
    """The dashboard of the view and the report that was made of it, as one file.

    `around` is what stands round the figures of that report.
    """
    return render_html(
        "dashboard.html.j2",
        lang=writer.voice.lang,
        say=writer.say,
        style=style_sheet("paper.css", "dashboard.css"),
        title=board_title(writer),
        parts=PARTS,
        head=board_head(writer, around),
        tiles=tiles(writer),
        promises=promise_tables(writer),
        has_commitments=bool(writer.view.commitments),
        cards=chart_cards(writer),
        tasks=tasks_view(writer),
        obstacles=obstacle_table(writer),
        open_obstacles=open_obstacles(writer),
        reporting=report_sentences(writer),
        reports=report_table(writer),
        heat=heat_tables(writer),
        legend=heat_legend(writer),
        paper=page_view(paper),
    )
