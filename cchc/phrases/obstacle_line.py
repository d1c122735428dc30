"""Obstacles as lines: on the status screen, and where a table has no room."""

from collections.abc import Iterable, Mapping
from io import StringIO

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.text import Text

from cchc.core.facts.obstacle import ObstacleView
from cchc.phrases.figure_phrases import NOTHING, Names, named
from cchc.phrases.obstacles import answer_due_words, solver, state_words
from cchc.screen.status_style import BAD, DULL
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

OPEN, SETTLED = "!", "✓"


def obstacle_page(
    views: Iterable[ObstacleView],
    names: tuple[Mapping[str, str], Names],
    voice: Voice,
    width: int,
    *,
    colour: bool,
) -> str:
    """All of them under one another, as on the status screen.

    `names` are of indicators and tasks, and of units, by their ids.
    """
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(voice.say("obstacle.title"), markup=False, highlight=False)
    for view in views:
        console.print(obstacle_line(view, *names, voice))
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines())


def obstacle_line(
    view: ObstacleView, labels: Mapping[str, str], names: Names, voice: Voice
) -> RenderableType:
    """Number, unit, day and words; then its state, age and what it is about."""
    obstacle = view.obstacle
    line = voice.say(
        "obstacle.screen",
        number=obstacle.id,
        unit=named((obstacle.unit,), names),
        day=short(obstacle.raised),
        text=one_line(obstacle.text),
    )
    mark = OPEN if view.closed is None else SETTLED
    whole = Text(f"{mark} {line}", overflow="fold")
    whole.append(f" [{state_words(view, voice)}]", style=BAD if view.late else "bold")
    whole.append(f" ({'; '.join(_facts(view, labels, names, voice))})", style=DULL)
    return Padding(whole, (0, 0, 0, 2))


def _facts(
    view: ObstacleView, labels: Mapping[str, str], names: Names, voice: Voice
) -> list[str]:
    obstacle = view.obstacle
    facts = [voice.say("obstacle.age", n=view.age)]
    if obstacle.about:
        about = labels.get(obstacle.about, one_line(obstacle.about))
        facts.append(voice.say("screen.open.about", about=about))
    if obstacle.proposal:
        facts.append(
            voice.say("screen.open.proposal", proposal=one_line(obstacle.proposal))
        )
    if view.assigned:
        unit, due = solver(view, names, voice), answer_due_words(view)
        code = "obstacle.given" if due == NOTHING else "obstacle.given.due"
        facts.append(voice.say(code, unit=unit, due=due))
    elif obstacle.to:
        facts.append(voice.say("screen.open.to", unit=named((obstacle.to,), names)))
    return facts
