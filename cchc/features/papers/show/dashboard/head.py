"""The top of the dashboard: whose, when, how firm, and the year in four numbers."""

from collections import Counter
from collections.abc import Iterator

from cchc.core.verdict.view import Status, TaskStatus
from cchc.features.papers.show.memo import Around, teller_of
from cchc.paper.html import brief, marked, paragraphs, said
from cchc.phrases.figure_phrases import day_words, status_words
from cchc.phrases.indicator_sentences import (
    Writer,
    basis_sentences,
    headline,
    kept,
)
from cchc.phrases.memo_head import first_day
from cchc.phrases.restatement_sentences import restated_sentence
from cchc.screen.status_style import STATUS, TASK
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.period import report_title

NAME = 200


def title(writer: Writer) -> str:
    """What the page is called."""
    period = one_line(report_title(writer.view.period, writer.voice))
    return writer.say("board.title", period=brief(period, NAME))


def head(writer: Writer, around: Around) -> list[str]:
    """Authority, title, window and day, how firm the figures are, what it comes to."""
    notice, firm = around.notice, basis_sentences(writer)
    if around.since is not None:
        firm.append(restated_sentence(around.since, teller_of(writer)))
    view, say = writer.view, writer.say
    window = say(
        "screen.window",
        start=short(first_day(view)),
        cutoff=short(view.period.cutoff),
    )
    plan = brief(one_line(view.plan_title), NAME)
    version = say("screen.version", number=view.plan_version)
    day = say("screen.as_of", day=day_words(view.as_of, writer.voice))
    return [
        *paragraphs([brief(one_line(writer.plan.authority.name), NAME)], "authority"),
        f"<h1>{said(title(writer))}</h1>",
        *paragraphs([f"{plan} · {version}", f"{day} · {window}"], "when"),
        *([] if notice is None else paragraphs([notice], "notice")),
        *paragraphs(firm, "basis"),
        *paragraphs([headline(writer)], "headline"),
    ]


def tiles(writer: Writer) -> list[str]:
    """Commitments, tasks, reports, obstacles: what matters most, then the rest."""
    label = said(writer.say("board.part.tiles"))
    made = [_tile(*each, writer) for each in _numbers(writer)]
    return [f'<section class="tiles" aria-label="{label}">', *made, "</section>"]


def _tile(code: str, pair: tuple[int, int], rest: list[str], writer: Writer) -> str:
    """So many of so many; a sentence where there is nothing to count."""
    say, (number, whole) = writer.say, pair
    head = f"<h2>{said(say(f'board.tile.{code}'))}</h2>"
    if not whole:
        none = paragraphs([say(f"board.tile.{code}.none")])
        return f'<div class="tile">{head}{"".join(none)}</div>'
    told = "".join(f"<li>{each}</li>" for each in rest)
    of = said(say(f"board.tile.{code}.of"))
    return (
        f'<div class="tile">{head}<p class="number">{number}/{whole} '
        f"<span>{of}</span></p><ul>{told}</ul></div>"
    )


def _numbers(writer: Writer) -> Iterator[tuple[str, tuple[int, int], list[str]]]:
    view, numbers, say = writer.view, writer.view.reports, writer.say
    counted = [e for e in view.commitments if e.status is not Status.VOID]
    yield "commitments", (kept(view), len(counted)), _promised(writer)
    late = sum(each.status is TaskStatus.OVERDUE for each in view.tasks)
    yield "tasks", (late, len(view.tasks)), _tasks(writer)
    sent = [
        said(say("board.tile.on_time", number=numbers.on_time)),
        said(say("board.tile.overdue", number=numbers.overdue)),
    ]
    yield "reports", (numbers.submitted, numbers.expected), sent
    waiting = sum(each.is_open for each in view.obstacles)
    settled = [said(say("board.tile.settled", number=len(view.settled)))]
    yield "obstacles", (view.unanswered, waiting), settled


def _promised(writer: Writer) -> list[str]:
    numbers = Counter(each.status for each in writer.view.commitments)
    words = {
        each: status_words(each, writer.voice, last=writer.last)
        for each in Status
        if numbers[each]
    }
    return [
        _counted(numbers[each], marked(word, STATUS[each]), writer)
        for each, word in words.items()
    ]


def _tasks(writer: Writer) -> list[str]:
    numbers = Counter(each.status for each in writer.view.tasks)
    return [
        _counted(numbers[each], marked(writer.say(f"task.status.{each}"), mark), writer)
        for each, mark in TASK.items()
        if numbers[each]
    ]


def _counted(number: int, mark: str, writer: Writer) -> str:
    return f"<b>{said(writer.count(number))}</b> {mark}"
