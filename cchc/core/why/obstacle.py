"""Why an obstacle stands as it does: everything that was done about it."""

from collections.abc import Iterator

from cchc.core.facts.obstacle import ObstacleEvent, ObstacleView, Raised
from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.why.explanation import Because, Said
from cchc.text.number_format import day_text


def obstacle_key(view: ObstacleView) -> str:
    """How an obstacle is asked about: `obstacles.3`."""
    return f"obstacles.{view.obstacle.id}"


def why_obstacle(
    one: ObstacleView, raised: Raised, view: StatusView, plan: Plan
) -> Because:
    """Its state, who raised it, each thing done, and the verdict it is about."""
    names = {unit.id: unit.name for unit in plan.units}
    says: dict[str, Said] = {
        "number": one.obstacle.id,
        "text": one.obstacle.text,
        "stands": one.state.value,
        "unit": names.get(one.obstacle.unit, one.obstacle.unit),
        "day": day_text(one.obstacle.raised),
        "actor": raised.actor,
        "n": one.age,
    }
    door = "officer" if raised.by_officer else "report"
    below = (
        Because(f"why.obstacle.{door}", says),
        *_own_words(one),
        *(_event(each, names) for each in raised.events),
        *_withdrawn(one),
        *_late(one),
        *_verdict(one, view),
    )
    return Because("why.obstacle", says, below)


def _own_words(one: ObstacleView) -> Iterator[Because]:
    for code, text in (
        ("cause", one.obstacle.cause),
        ("proposal", one.obstacle.proposal),
    ):
        if text:
            yield Because(f"why.obstacle.{code}", {"text": text})


def _event(event: ObstacleEvent, names: dict[str, str]) -> Because:
    says: dict[str, Said] = {
        "day": day_text(event.day),
        "actor": event.actor,
        "text": event.text or "–",
        "unit": names.get(event.unit or "", event.unit or "–"),
        "due": day_text(event.due) if event.due else "–",
        "paper": event.document or "–",
    }
    return Because(f"why.obstacle.{event.step}", says)


def _withdrawn(one: ObstacleView) -> Iterator[Because]:
    if one.withdrawn is not None:
        yield Because("why.obstacle.withdrawn", {"day": day_text(one.withdrawn)})


def _late(one: ObstacleView) -> Iterator[Because]:
    if one.late:
        yield Because("why.obstacle.late", {"n": one.late})


def _verdict(one: ObstacleView, view: StatusView) -> Iterator[Because]:
    for each in every_indicator(view):
        if each.indicator.id == one.obstacle.about:
            says: dict[str, Said] = {
                "id": each.indicator.id,
                "name": each.indicator.name,
                "status": each.verdict.status.value,
            }
            yield Because("why.obstacle.about", says)
