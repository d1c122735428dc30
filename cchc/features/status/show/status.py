"""The overview of a period on a terminal, 40 columns and more, colour or none."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.core.facts.acts import NO_RECORD
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.features.status.show.answer_screen import answer_blocks, unit_group_lines
from cchc.features.status.show.indicators import (
    MOST,
    Screen,
    commitment_heading,
    indicator_blocks,
    task_blocks,
    task_rows,
)
from cchc.phrases.figure_phrases import open_reasons, verdict_words
from cchc.phrases.indicator_sentences import (
    basis_counts,
    commitment_remarks,
    line_remarks,
)
from cchc.phrases.obstacles import obstacle_line
from cchc.phrases.sign_book import own_lines, sign_sentences
from cchc.phrases.task_phrases import labels_of
from cchc.screen.layout import Block, Indented, StyledText, TitleLine, note, paint
from cchc.screen.status_style import DULL, STATUS, WARN
from cchc.text.day import short
from cchc.text.record import Record, as_dict, field
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.prose import Names, day_words, join_names
from cchc.words.translator import Voice

LEAST, SCREEN_LINES = 30, 29
NAMED = 6


class StatusFocus(Record):
    """What the overview was narrowed to, and what stands above it all.

    `names` are those of all units by id, needed where the view holds only some.
    `issued` says what changed since the last issued memo, the sentence first.
    `is_full`: everything is told; else the answer on one screen. `is_reviewed`: reports
    wait to be accepted. `whole` is what all units together are called, `office` the
    authority whose plan it is.
    """

    unit: str | None = None
    area: str | None = None
    notice: str | None = None
    names: Names = field(default_factory=dict)
    issued: tuple[str, ...] = ()
    is_full: bool = True
    is_reviewed: bool = False
    whole: str = ""
    office: str = ""


WHOLE = StatusFocus()


def status_screen(
    view: StatusView,
    voice: Voice,
    width: int,
    *,
    colour: bool,
    focus: StatusFocus = WHOLE,
) -> str:
    """The view as text of at most so many columns, lines ended, no trailing blanks.

    Without colour there is not one escape in it. The words of people are printed
    as they are, never read as markup, and cannot steer the terminal.
    """
    # what amendments did to lines, by the ids of indicators and commitments
    signed = {
        commitment.commitment.id: tuple(commitment_remarks(commitment, view, voice))
        for commitment in view.commitments
    }
    counted = {
        line.indicator.id: tuple(line_remarks(line, view, voice))
        for line in every_indicator(view)
    }
    screen = Screen(
        voice,
        min(max(width, LEAST), MOST),
        view.says_not_reached,
        {**focus.names, **{own.unit.id: one_line(own.unit.name) for own in view.units}},
        focus.unit,
        signed | counted,
        focus.whole[:1].lower() + focus.whole[1:],
        focus.issued,
        focus.is_reviewed,
    )
    page = _page if focus.is_full else _answer
    lines = paint(page(view, screen, focus), screen.width, colour=colour)
    return "".join(f"{line}\n" for line in lines)


def _answer(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[Block]:
    """Whose, which period, the cut-off; as of when, who has sent; then the answer."""
    say, period = screen.say, view.period
    title = one_line(view.plan_title)
    whose = f"{focus.office} · {title}" if focus.office else title
    cutoff = say("screen.answer.cutoff", day=short(period.cutoff))
    what = f"{label(period, screen.voice)} · {cutoff}"
    as_of = say("screen.answer.as_of", day=short(view.as_of))
    basis = basis_counts(view, screen.voice, "screen.answer.basis")
    yield StyledText(whose, "bold", "ellipsis")
    yield StyledText(what, "bold", "ellipsis")
    yield StyledText(f"{as_of} · {basis}")
    if focus.notice:
        yield StyledText(one_line(focus.notice), f"bold {WARN}", "ellipsis")
    room = SCREEN_LINES - (4 if focus.notice else 3)
    yield from answer_blocks(view, screen, room)


def _page(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[Block]:
    """The head, then every part that has something to say under its title."""
    yield from _head(view, screen, focus)
    areas = (b for line in view.indicators for b in indicator_blocks(line, screen))
    parts: tuple[tuple[str, bool, Iterable[Block]], ...] = (
        ("issued", bool(focus.issued), _issued(focus.issued, screen)),
        # commitments belong to no area
        ("commitments", focus.area is None, _commitments(view, screen)),
        ("areas", bool(view.indicators), areas),
        ("tasks", True, task_blocks(view, screen)),
        ("reports", True, report_blocks(view, screen)),
        (
            "signing",
            view.signing is not None and focus.area is None,
            signing_blocks(view, screen),
        ),
        ("open", True, open_point_blocks(view, screen)),
    )
    for code, is_shown, blocks in parts:
        if is_shown:
            yield StyledText("")
            yield TitleLine(screen.say(f"screen.part.{code}"))
            yield from blocks


def _head(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[Block]:
    say, period = screen.say, view.period
    title = StyledText(one_line(view.plan_title), style="bold")
    version = say("screen.version", number=view.plan_version)
    yield title.append(f" · {version}")
    days = say("screen.window", start=short(period.start), cutoff=short(period.cutoff))
    name = StyledText(label(period, screen.voice), style="bold")
    yield name.append(f" ({days})")
    as_of = say("screen.as_of", day=day_words(view.as_of, screen.voice))
    basis = basis_counts(view, screen.voice, "screen.basis")
    yield StyledText(f"{as_of} · {basis}")
    if focus.notice:
        yield StyledText(one_line(focus.notice), style=f"bold {WARN}")
    if focus.unit is not None:
        unit = screen.names.get(focus.unit, one_line(focus.unit))
        only = say("screen.only.unit", unit=unit, whole=screen.whole)
        yield StyledText(only, style=WARN)
    if focus.area is not None:
        areas = {area.id: area.name for area in view.areas}
        area = one_line(areas.get(focus.area, focus.area))
        yield StyledText(say("screen.only.area", area=area), style=WARN)


def _issued(lines: tuple[str, ...], screen: Screen) -> Iterator[Block]:
    """The sentence, then the first cells that are told otherwise."""
    sentence, *cells = lines
    yield StyledText(sentence)
    for cell in cells[:NAMED]:
        yield Indented(StyledText(f"- {cell}"), 1)
    more = len(cells) - NAMED
    if more > 0:
        yield StyledText(screen.say("screen.issued.more", number=more), style=DULL)


def _commitments(view: StatusView, screen: Screen) -> Iterator[Block]:
    if not view.commitments:
        yield StyledText(screen.say("screen.none.commitments"))
        return
    yield _counts(view, screen)
    yield StyledText(screen.say("screen.legend"), style=DULL)
    for number, commitment in enumerate(view.commitments, start=1):
        yield from commitment_heading(number, commitment, screen)
        for remark in screen.remarks.get(commitment.commitment.id, ()):
            yield Indented(note(remark), 3)
        for line in commitment.indicators:
            yield from indicator_blocks(line, screen)
        if commitment.tasks:
            yield from task_rows(commitment.tasks, screen)


def _counts(view: StatusView, screen: Screen) -> StyledText:
    """`8 nội dung: 3 ● đúng tiến độ, …`; those that are none are not named."""
    numbers = Counter(commitment.standing for commitment in view.commitments)
    total = screen.say("screen.total.commitments", number=len(view.commitments))
    line, joint = StyledText(total), ": "
    for status in (status for status in Status if numbers[status]):
        symbol, colour = STATUS[status]
        word = screen.status_word(status)
        count = screen.say("screen.count", number=numbers[status], word=word)
        line.append(joint).append(symbol, style=colour).append(f" {count}")
        joint = ", "
    return line


def report_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """How many reports came, who is late by how much, who is silent."""
    numbers = view.reports
    if not numbers.expected:
        yield StyledText(screen.say("screen.none.reports"))
        return
    yield StyledText(screen.say("screen.reports.counts", **as_dict(numbers)))
    for line in unit_group_lines(view, screen):
        yield Indented(line, 2)
    if record := _records_of_year(view, screen):
        yield Indented(StyledText(record), 2)


def _records_of_year(view: StatusView, screen: Screen) -> str:
    """The record of the one unit shown; else the units not always in time."""
    ids = [own.unit.id for own in view.units]
    records = {
        join_names((key,), screen.names): view.records.get(key, NO_RECORD)
        for key in ids
    }
    if len(ids) == 1:
        ((name, record),) = records.items()
        blanks = {"reminders": record.reminders, "on_time": record.on_time}
        words = screen.say("screen.reports.record", unit=name, of=record.of, **blanks)
        return words if record.of else ""
    blemished = ", ".join(
        f"{name} {record.on_time}/{record.of}"
        for name, record in records.items()
        if record.on_time < record.of
    )
    text = screen.say("screen.reports.blemished", units=blemished)
    return text if blemished else ""


def signing_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Who signed and issued what and who has not, once anything was recorded."""
    if view.signing is not None:
        sentences_of = own_lines if len(view.units) == 1 else sign_sentences
        for sentence in sentences_of(view.signing, screen.voice):
            yield StyledText(sentence)


def open_point_blocks(view: StatusView, screen: Screen) -> Iterator[Block]:
    """Obstacles, and figures without a verdict with the units that are silent."""
    undetermined = [
        line
        for line in every_indicator(view)
        if line.verdict.status is Status.UNDETERMINED
    ]
    if not view.obstacles and not undetermined:
        yield StyledText(screen.say("screen.none.open"))
    if view.obstacles:
        still_open = sum(obstacle.is_open for obstacle in view.obstacles)
        counts = {"open": still_open, "unanswered": view.unanswered}
        yield StyledText(screen.say("screen.open.counts", **counts))
        labels = labels_of(view)
        for obstacle in view.obstacles:
            yield obstacle_line(obstacle, labels, screen.names, screen.voice)
    symbol, colour = STATUS[Status.UNDETERMINED]
    for line in undetermined:
        text = screen.say(
            "screen.open.undetermined",
            name=one_line(line.indicator.name),
            verdict=verdict_words(line, screen.voice, last=screen.last),
            reasons="; ".join(open_reasons(line, screen.units, screen.voice)),
        )
        styled = StyledText(f"{symbol} {text}", style=colour)
        yield Indented(styled, 2)
