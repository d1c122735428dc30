"""The overview of a period on a terminal, 40 columns and more, colour or none."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import Status
from cchc.features.status.show.indicators import (
    MOST,
    NARROW,
    AppContext,
    heading,
    legend,
    lines,
)
from cchc.features.status.show.tasks import (
    discipline,
    open_points,
    signed_papers,
    tasks,
)
from cchc.phrases.amendment_notes import commitment_remarks, line_remarks
from cchc.phrases.figure_phrases import Names, day_words, status_words, unit_names
from cchc.screen.status_style import DULL, STATUS, WARN
from cchc.text.day import short
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.period import label
from cchc.words.translator import Voice

LEAST = 30
NAMED = 6


class Slant(Record):
    """What the overview was narrowed to, and what stands above it all.

    `names` are those of all units by id, needed where the view holds only some.
    `issued` says what changed since the last issued memo, the sentence first.
    """

    unit: str | None = None
    area: str | None = None
    notice: str | None = None
    names: Names = field(default_factory=dict)
    issued: tuple[str, ...] = ()


WHOLE = Slant()


def status_screen(
    view: StatusView, voice: Voice, width: int, *, colour: bool, slant: Slant = WHOLE
) -> str:
    """The view as text of at most so many columns, lines ended, no trailing blanks.

    Without colour there is not one escape in it. The words of people are printed
    as they are, never read as markup, and cannot steer the terminal.
    """
    app = AppContext(
        voice,
        min(max(width, LEAST), MOST),
        view.period.is_last,
        {**slant.names, **unit_names(view)},
        slant.unit,
        _remarks(view, voice),
    )
    paper = StringIO()
    console = Console(
        file=paper,
        width=app.width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        legacy_windows=False,
        markup=False,
        emoji=False,
        highlight=False,
        soft_wrap=False,
    )
    for each in _page(view, app, slant):
        console.print(each)
    rows = paper.getvalue().splitlines()
    return "".join(f"{row.rstrip()}\n" for row in rows)


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


def _page(view: StatusView, app: AppContext, slant: Slant) -> Iterator[RenderableType]:
    say = app.voice.say
    yield from _head(view, app, slant)
    if slant.issued:
        yield from _part(say("screen.part.issued"), _issued(slant.issued, app))
    if slant.area is None:  # commitments belong to no area
        title = say("screen.part.commitments")
        yield from _part(title, _commitments(view, app))
    if view.indicators:
        yield from _part(say("screen.part.areas"), _areas(view, app))
    yield from _part(say("screen.part.tasks"), tasks(view, app))
    yield from _part(say("screen.part.reports"), discipline(view, app))
    if view.signing is not None and slant.area is None:
        yield from _part(say("screen.part.signing"), signed_papers(view, app))
    yield from _part(say("screen.part.open"), open_points(view, app))


def _issued(lines: tuple[str, ...], app: AppContext) -> Iterator[RenderableType]:
    """The sentence, then the first cells that are told otherwise."""
    sentence, *cells = lines
    yield Text(sentence)
    for each in cells[:NAMED]:
        yield Padding(Text(f"- {each}", overflow="fold"), (0, 0, 0, 1))
    more = len(cells) - NAMED
    if more > 0:
        yield Text(app.voice.say("screen.issued.more", number=more), style=DULL)


def _part(title: str, body: Iterable[RenderableType]) -> Iterator[RenderableType]:
    yield Text("")
    yield Rule(Text(title.upper(), style="bold"), align="left", style=DULL)
    yield from body


def _head(view: StatusView, app: AppContext, slant: Slant) -> Iterator[RenderableType]:
    say, period = app.voice.say, view.period
    title = Text(one_line(view.plan_title), style="bold")
    version = say("screen.version", number=view.plan_version)
    yield title.append(f" · {version}", style="not bold")
    days = say("screen.window", start=short(period.start), cutoff=short(period.cutoff))
    yield Text(label(period, app.voice), style="bold").append(f" ({days})", "not bold")
    basis = say(
        f"screen.basis.{view.basis}",
        submitted=view.reports.submitted,
        expected=view.reports.expected,
    )
    yield Text(f"{say('screen.as_of', day=day_words(view.as_of, app.voice))} · {basis}")
    if slant.notice:
        yield Text(one_line(slant.notice), style=f"bold {WARN}")
    yield from (Text(each, style=WARN) for each in _narrowed(view, app, slant))


def _narrowed(view: StatusView, app: AppContext, slant: Slant) -> Iterator[str]:
    if slant.unit is not None:
        name = app.names.get(slant.unit, one_line(slant.unit))
        yield app.voice.say("screen.only.unit", unit=name)
    if slant.area is not None:
        areas = {each.id: each.name for each in view.areas}
        name = one_line(areas.get(slant.area, slant.area))
        yield app.voice.say("screen.only.area", area=name)


def _commitments(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    if not view.commitments:
        yield Text(app.voice.say("screen.none.commitments"))
        return
    yield _counts(view, app)
    yield Text(app.voice.say("screen.legend"), style=DULL)
    if app.width >= NARROW:
        yield legend(app)
    for number, each in enumerate(view.commitments, start=1):
        yield heading(number, each, app)
        for remark in app.remarks.get(each.commitment.id, ()):
            yield Padding(Text(remark, style=DULL, overflow="fold"), (0, 0, 0, 3))
        for one in each.indicators:
            yield from lines(one, app)


def _counts(view: StatusView, app: AppContext) -> Text:
    """`8 nội dung: 3 ● đúng tiến độ, …`; those that are none are not named."""
    say = app.voice.say
    numbers = Counter(each.status for each in view.commitments)
    line = Text(say("screen.total.commitments", number=len(view.commitments)))
    for number, status in enumerate(each for each in Status if numbers[each]):
        symbol, colour = STATUS[status]
        word = status_words(status, app.voice, last=app.last)
        line.append(": " if number == 0 else ", ")
        line.append(symbol, style=colour)
        line.append(f" {say('screen.count', number=numbers[status], word=word)}")
    return line


def _areas(view: StatusView, app: AppContext) -> Iterator[RenderableType]:
    for each in view.indicators:
        yield from lines(each, app)
