"""The dashboard: one page for the leader, then the whole text of the report.

One file, no script, nothing fetched. Every figure is the text that the report has in
the same place; nothing is reckoned here but where it stands in a drawing.
"""

from collections import Counter

from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.dashboard.drawing import chart_cards
from cchc.features.papers.show.dashboard.heat import heat_legend, heat_tables
from cchc.features.papers.show.dashboard.tables import (
    obstacle_table,
    open_obstacles,
    promise_tables,
    report_table,
    tasks_view,
)
from cchc.features.papers.show.memo import ALONE, PaperSurroundings
from cchc.paper.html import (
    StatusMark,
    page_blocks,
    render_html,
    shorten,
    status_mark,
    style_sheet,
)
from cchc.paper.paper import PaperParts
from cchc.phrases.figure_phrases import status_words
from cchc.phrases.indicator_sentences import basis_sentences, headline
from cchc.phrases.paper_head import first_day
from cchc.phrases.reporting_phrases import report_sentences
from cchc.phrases.restatement_sentences import restated_sentence
from cchc.phrases.writer import Writer
from cchc.screen.status_style import STATUS, TASK
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.bodies import subject
from cchc.words.period import report_title
from cchc.words.prose import day_words

PARTS = ("commitments", "charts", "tasks", "obstacles", "reports", "heat", "paper")
"""The parts of the page by their anchors, in order."""
LONGEST_NAME = 200


class BoardHead(Record):
    """The lines above the links of the page."""

    authority: str
    when: tuple[str, str]
    notice: str | None
    basis: list[str]
    headline: str


class TileCount(Record):
    """How many stand so."""

    number: str
    mark: StatusMark


class Tile(Record):
    """So many of so many; `whole` is 0 where there is nothing to count.

    `of` is what these so many are, by its place in the catalogue.
    """

    key: str
    number: int
    whole: int
    lines: tuple[str, ...] = ()
    counts: tuple[TileCount, ...] = ()
    of: str = "of"


def dashboard(
    writer: Writer, paper: PaperParts, around: PaperSurroundings = ALONE
) -> str:
    """The dashboard of the view and the report that was made of it, as one file.

    `around` is what stands round the figures of that report.
    """
    period = one_line(report_title(writer.view.period, writer.voice))
    return render_html(
        "dashboard.html.j2",
        lang=writer.voice.lang,
        say=writer.say,
        style=style_sheet("paper.css", "dashboard.css"),
        title=writer.say(
            "board.title",
            subject=shorten(subject(writer.plan, writer.voice), LONGEST_NAME),
            period=shorten(period, LONGEST_NAME),
        ),
        parts=PARTS,
        head=_board_head(writer, around),
        tiles=_tiles(writer),
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
        paper=paper,
        page_blocks=page_blocks,
    )


def _board_head(writer: Writer, around: PaperSurroundings) -> BoardHead:
    """Authority, window and day, how firm the figures are, what it comes to."""
    view, say = writer.view, writer.say
    basis = basis_sentences(writer)
    if around.since is not None:
        basis.append(restated_sentence(around.since, writer))
    start, cutoff = short(first_day(view)), short(view.period.cutoff)
    window = say("screen.window", start=start, cutoff=cutoff)
    plan = shorten(one_line(view.plan_title), LONGEST_NAME)
    version = say("screen.version", number=view.plan_version)
    day = say("screen.as_of", day=day_words(view.as_of, writer.voice))
    return BoardHead(
        authority=shorten(one_line(writer.plan.authority.name), LONGEST_NAME),
        when=(f"{plan} · {version}", f"{day} · {window}"),
        notice=around.notice,
        basis=basis,
        headline=headline(writer),
    )


def _tiles(writer: Writer) -> tuple[Tile, ...]:
    """Commitments, tasks, reports, obstacles: what matters most, then the rest."""
    view, numbers, say = writer.view, writer.view.reports, writer.say
    digest = writer.digest
    late = len(digest.overdue_tasks)
    waiting = sum(obstacle.is_open for obstacle in view.obstacles)
    sent = (
        say("board.tile.on_time", number=numbers.on_time),
        say("board.tile.overdue", number=numbers.overdue),
    )
    settled = say("board.tile.settled", number=len(view.settled))
    kept = Counter(row.standing for row in view.commitments)
    words = {s: status_words(s, writer.voice, last=writer.last) for s in Status}
    kept_counts = tuple(
        TileCount(writer.count(kept[s]), status_mark(words[s], STATUS[s]))
        for s in Status
        if kept[s]
    )
    done = Counter(row.status for row in view.tasks)
    task_counts = tuple(
        TileCount(writer.count(done[s]), status_mark(say(f"task.status.{s}"), mark))
        for s, mark in TASK.items()
        if done[s]
    )
    signed = (digest.kept, len(digest.commitments))
    of = "of" if view.period.is_last else "on_track"
    return (
        Tile("commitments", *signed, counts=kept_counts, of=of),
        Tile("tasks", late, len(view.tasks), counts=task_counts),
        Tile("reports", numbers.submitted, numbers.expected, sent),
        Tile("obstacles", view.unanswered, waiting, (settled,)),
    )
