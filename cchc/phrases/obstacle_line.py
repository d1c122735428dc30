"""Obstacles as lines: on the status screen, and where a table has no room."""

from collections.abc import Iterable

from cchc.core.facts.obstacle import ObstacleView
from cchc.phrases.obstacles import answer_due_words, solver, state_words
from cchc.screen.layout import Block, Indented, StyledText, paint
from cchc.screen.status_style import BAD, DULL
from cchc.text.day import short
from cchc.text.sanitize import one_line
from cchc.words.prose import Names, join_names, working_days
from cchc.words.translator import Voice

OPEN, SETTLED = "!", "✓"


def obstacle_page(
    views: Iterable[ObstacleView],
    names: tuple[Names, Names],
    voice: Voice,
    width: int,
    *,
    colour: bool,
) -> str:
    """All of them under one another, as on the status screen.

    `names` are of indicators and tasks, and of units, by their ids.
    """
    title = StyledText(voice.say("obstacle.title"))
    lines = (obstacle_line(view, *names, voice) for view in views)
    return "\n".join(paint([title, *lines], width, colour=colour))


def obstacle_line(
    view: ObstacleView, labels: Names, names: Names, voice: Voice
) -> Block:
    """Number, unit, day and words; then its state, age and what it is about."""
    obstacle, given = view.obstacle, view.assigned
    line = voice.say(
        "obstacle.screen",
        number=obstacle.id,
        unit=join_names((obstacle.unit,), names),
        day=short(obstacle.raised),
        text=one_line(obstacle.text),
    )
    mark = OPEN if view.closed is None else SETTLED
    whole = StyledText(f"{mark} {line}")
    whole.append(f" [{state_words(view, voice)}]", style=BAD if view.late else "bold")
    facts = [voice.say("obstacle.age", age=working_days(view.age, voice))]
    if obstacle.about:
        about = join_names((obstacle.about,), labels)
        facts.append(voice.say("screen.open.about", about=about))
    if obstacle.proposal:
        proposal = one_line(obstacle.proposal)
        facts.append(voice.say("screen.open.proposal", proposal=proposal))
    if given is not None:
        code = "obstacle.given.due" if given.due else "obstacle.given"
        unit, due = solver(view, names, voice), answer_due_words(view)
        facts.append(voice.say(code, unit=unit, due=due))
    elif obstacle.to:
        facts.append(
            voice.say("screen.open.to", unit=join_names((obstacle.to,), names))
        )
    whole.append(f" ({'; '.join(facts)})", style=DULL)
    return Indented(whole, 2)
