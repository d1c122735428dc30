"""What stands in a unit's own way, and what others wait for it to settle.

A unit's proposals are its own alone; what was given or directed to it is its work.
"""

from collections.abc import Iterator

from cchc.core.facts.obstacle import ObstacleView
from cchc.core.plan.unit import Unit
from cchc.phrases.indicator_sentences import Writer
from cchc.phrases.narratives import ended
from cchc.phrases.obstacles import asked_words, due_words, raised_words
from cchc.text.sanitize import one_line


def own_proposals(unit: Unit, writer: Writer) -> list[str]:
    """What the unit itself raises and proposes, of all that is still open."""
    own = (each for each in writer.view.obstacles if each.obstacle.unit == unit.id)
    return [
        ended("; ".join((one_line(each.obstacle.text), *asked_words(each, writer))))
        for each in own
        if each.is_open
    ]


def to_settle(unit: Unit, writer: Writer) -> list[str]:
    """What others raised and nobody has answered, given or directed to the unit."""
    return [
        ended("; ".join((raised_words(each, writer), *_wanted(each, writer))))
        for each in writer.view.obstacles
        if each.is_unanswered and _waits_for(unit, each)
    ]


def _waits_for(unit: Unit, view: ObstacleView) -> bool:
    """Whether it is another unit's and this one's to settle; who was given it wins."""
    given = None if view.assigned is None else view.assigned.unit
    one = view.obstacle
    return one.unit != unit.id and (given or one.to) == unit.id


def _wanted(view: ObstacleView, writer: Writer) -> Iterator[str]:
    """What is proposed, and by what day it is to be answered."""
    if proposal := one_line(view.obstacle.proposal or ""):
        yield writer.say("memo.obstacle.proposal", text=proposal)
    if view.assigned is not None and view.assigned.due:
        yield writer.say("unit.paper.settle.due", day=due_words(view))
