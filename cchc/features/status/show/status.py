"""The overview of a period on a terminal, 40 columns and more, colour or none."""

from collections import Counter
from collections.abc import Iterable, Iterator

from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.features.status.show.indicators import (
    MOST,
    Screen,
    commitment_heading,
    indicator_blocks,
    legend,
)
from cchc.features.status.show.tasks import (
    open_point_blocks,
    report_blocks,
    signing_blocks,
    task_blocks,
)
from cchc.phrases.amendment_notes import commitment_remarks, line_remarks
from cchc.phrases.figure_phrases import Names, day_words, status_words, unit_names
from cchc.screen.layout import NARROW, Block, StyledText, heading, indented, note, paint
from cchc.screen.status_style import DULL, STATUS, WARN
from cchc.text.day import short
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice

LEAST = 30
NAMED = 6


class StatusFocus(Record):
    """What the overview was narrowed to, and what stands above it all.

    `names` are those of all units by id, needed where the view holds only some.
    `issued` says what changed since the last issued memo, the sentence first.
    """

    unit: str | None = None
    area: str | None = None
    notice: str | None = None
    names: Names = field(default_factory=dict)
    issued: tuple[str, ...] = ()


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
    screen = Screen(
        voice,
        min(max(width, LEAST), MOST),
        view.period.is_last,
        {**focus.names, **unit_names(view)},
        focus.unit,
        _remarks(view, voice),
    )
    lines = paint(_page(view, screen, focus), screen.width, colour=colour)
    return "".join(f"{line}\n" for line in lines)


def _remarks(view: StatusView, voice: Voice) -> dict[str, tuple[str, ...]]:
    """What amendments did to lines, by the ids of indicators and commitments."""
    signed = {
        each.commitment.id: tuple(commitment_remarks(each, view, voice))
        for each in view.commitments
    }
    counted = {
        each.indicator.id: tuple(line_remarks(each, view, voice))
        for each in every_indicator(view)
    }
    return signed | counted


def _page(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[Block]:
    say = screen.voice.say
    yield from _head(view, screen, focus)
    if focus.issued:
        yield from _part(say("screen.part.issued"), _issued(focus.issued, screen))
    if focus.area is None:  # commitments belong to no area
        title = say("screen.part.commitments")
        yield from _part(title, _commitments(view, screen))
    if view.indicators:
        yield from _part(say("screen.part.areas"), _areas(view, screen))
    yield from _part(say("screen.part.tasks"), task_blocks(view, screen))
    yield from _part(say("screen.part.reports"), report_blocks(view, screen))
    if view.signing is not None and focus.area is None:
        yield from _part(say("screen.part.signing"), signing_blocks(view, screen))
    yield from _part(say("screen.part.open"), open_point_blocks(view, screen))


def _issued(lines: tuple[str, ...], screen: Screen) -> Iterator[Block]:
    """The sentence, then the first cells that are told otherwise."""
    sentence, *cells = lines
    yield StyledText(sentence)
    for each in cells[:NAMED]:
        yield indented(StyledText(f"- {each}", overflow="fold"), 1)
    more = len(cells) - NAMED
    if more > 0:
        yield StyledText(
            screen.voice.say("screen.issued.more", number=more), style=DULL
        )


def _part(title: str, body: Iterable[Block]) -> Iterator[Block]:
    yield StyledText("")
    yield heading(title)
    yield from body


def _head(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[Block]:
    say, period = screen.voice.say, view.period
    title = StyledText(one_line(view.plan_title), style="bold")
    version = say("screen.version", number=view.plan_version)
    yield title.append(f" · {version}", style="not bold")
    days = say("screen.window", start=short(period.start), cutoff=short(period.cutoff))
    yield StyledText(label(period, screen.voice), style="bold").append(
        f" ({days})", "not bold"
    )
    basis = say(
        f"screen.basis.{view.basis}",
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )
    yield StyledText(
        f"{say('screen.as_of', day=day_words(view.as_of, screen.voice))} · {basis}"
    )
    if focus.notice:
        yield StyledText(one_line(focus.notice), style=f"bold {WARN}")
    yield from (StyledText(each, style=WARN) for each in _narrowed(view, screen, focus))


def _narrowed(view: StatusView, screen: Screen, focus: StatusFocus) -> Iterator[str]:
    if focus.unit is not None:
        name = screen.names.get(focus.unit, one_line(focus.unit))
        yield screen.voice.say("screen.only.unit", unit=name)
    if focus.area is not None:
        areas = {each.id: each.name for each in view.areas}
        name = one_line(areas.get(focus.area, focus.area))
        yield screen.voice.say("screen.only.area", area=name)


def _commitments(view: StatusView, screen: Screen) -> Iterator[Block]:
    if not view.commitments:
        yield StyledText(screen.voice.say("screen.none.commitments"))
        return
    yield _counts(view, screen)
    yield StyledText(screen.voice.say("screen.legend"), style=DULL)
    if screen.width >= NARROW:
        yield legend(screen)
    for number, each in enumerate(view.commitments, start=1):
        yield commitment_heading(number, each, screen)
        for remark in screen.remarks.get(each.commitment.id, ()):
            yield indented(note(remark), 3)
        for one in each.indicators:
            yield from indicator_blocks(one, screen)


def _counts(view: StatusView, screen: Screen) -> StyledText:
    """`8 nội dung: 3 ● đúng tiến độ, …`; those that are none are not named."""
    say = screen.voice.say
    numbers = Counter(each.status for each in view.commitments)
    line = StyledText(say("screen.total.commitments", number=len(view.commitments)))
    for number, status in enumerate(each for each in Status if numbers[each]):
        symbol, colour = STATUS[status]
        word = status_words(status, screen.voice, last=screen.last)
        line.append(": " if number == 0 else ", ")
        line.append(symbol, style=colour)
        line.append(f" {say('screen.count', number=numbers[status], word=word)}")
    return line


def _areas(view: StatusView, screen: Screen) -> Iterator[Block]:
    for each in view.indicators:
        yield from indicator_blocks(each, screen)
