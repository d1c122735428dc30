"""The top of the dashboard: whose, when, how firm, and the year in four numbers."""

from collections import Counter
from collections.abc import Iterator

from cchc.core.verdict.statuses import Status
from cchc.features.papers.show.memo import Around
from cchc.paper.html import StatusMark, shorten, status_mark
from cchc.phrases.figure_phrases import day_words, status_words
from cchc.phrases.indicator_sentences import basis_sentences, headline
from cchc.phrases.paper_head import first_day
from cchc.phrases.restatement_sentences import plan_names, restated_sentence
from cchc.phrases.writer import Writer
from cchc.screen.status_style import STATUS, TASK
from cchc.text.day import short
from cchc.text.record import Record
from cchc.text.sanitize import one_line
from cchc.words.period import report_title

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
    """So many of so many; `whole` is 0 where there is nothing to count."""

    key: str
    number: int
    whole: int
    lines: tuple[str, ...] = ()
    counts: tuple[TileCount, ...] = ()


def board_title(writer: Writer) -> str:
    """What the page is called."""
    period = one_line(report_title(writer.view.period, writer.voice))
    return writer.say("board.title", period=shorten(period, LONGEST_NAME))


def board_head(writer: Writer, around: Around) -> BoardHead:
    """Authority, window and day, how firm the figures are, what it comes to."""
    view, say = writer.view, writer.say
    basis = basis_sentences(writer)
    if around.since is not None:
        names = plan_names(view, writer.plan, writer.voice)
        basis.append(restated_sentence(around.since, names))
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


def tiles(writer: Writer) -> tuple[Tile, ...]:
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
    kept_counts, task_counts = tuple(_commitments(writer)), tuple(_tasks(writer))
    return (
        Tile("commitments", digest.kept, len(digest.commitments), counts=kept_counts),
        Tile("tasks", late, len(view.tasks), counts=task_counts),
        Tile("reports", numbers.submitted, numbers.expected, sent),
        Tile("obstacles", view.unanswered, waiting, (settled,)),
    )


def _commitments(writer: Writer) -> Iterator[TileCount]:
    numbers = Counter(each.status for each in writer.view.commitments)
    for status in Status:
        if numbers[status]:
            word = status_words(status, writer.voice, last=writer.last)
            mark = status_mark(word, STATUS[status])
            yield TileCount(writer.count(numbers[status]), mark)


def _tasks(writer: Writer) -> Iterator[TileCount]:
    numbers = Counter(task.status for task in writer.view.tasks)
    for status, mark in TASK.items():
        if numbers[status]:
            word = writer.say(f"task.status.{status}")
            yield TileCount(writer.count(numbers[status]), status_mark(word, mark))
