"""What an officer typed of an obstacle, as the obstacle that is meant."""

from datetime import date

from cchc.app.name_lookup import find_by_name, indicator_names, task_names, unit_names
from cchc.app.which_plan import period_in_question, plan_in_question
from cchc.core.facts.obstacle import Obstacle, ObstacleKind
from cchc.core.facts.report import Typed
from cchc.core.plan.plan import Plan
from cchc.store.ledger import Ledger
from cchc.text.compare import nfc
from cchc.text.problem import Place, Problem, ProblemCode, require_all
from cchc.text.record import Record

UNNUMBERED = 0
KINDS = {
    ObstacleKind.DIFFICULTY.value: ("khó khăn", "vướng mắc", "khó khăn, vướng mắc"),
    ObstacleKind.SHORTCOMING.value: ("tồn tại", "hạn chế", "tồn tại, hạn chế"),
}


class Wish(Record):
    """An obstacle as an officer types it; nothing is judged yet."""

    unit: str
    text: str
    about: str | None = None
    cause: str | None = None
    proposal: str | None = None
    to: str | None = None
    kind: str | None = None
    period: str | None = None


def unit_named(text: str, plan: Plan) -> str | Problem:
    """The id of the unit somebody means, or what is wrong."""
    typed = Typed(text, Place(argument=text))
    return find_by_name(typed, unit_names(plan), ProblemCode.UNIT_UNKNOWN)


def meant(ledger: Ledger, plan: Plan, wish: Wish, today: date) -> Obstacle:
    """The obstacle that was typed, or all that is wrong with it."""
    found = plan_in_question(ledger, wish.period, today)
    unit, period, kind, about, text = require_all(
        unit_named(wish.unit, plan),
        found
        if isinstance(found, Problem)
        else period_in_question(found, wish.period, today),
        _kind(wish.kind),
        _about(wish, plan),
        words_of(wish.text),
    )
    return Obstacle(
        id=UNNUMBERED,
        unit=unit,
        period=period.name,
        text=text,
        raised=today,
        about=about,
        cause=plain(wish.cause),
        proposal=plain(wish.proposal),
        to=_addressee(wish.to, plan),
        kind=kind,
    )


def words_of(text: str | None) -> str | Problem:
    """What was typed, in NFC; P394 where only blanks were."""
    return plain(text) or Problem(ProblemCode.OBSTACLE_WORDLESS, Place(argument=text))


def plain(text: str | None) -> str | None:
    """What was typed, in NFC; nothing where only blanks were."""
    return nfc(text or "").strip() or None


def _kind(text: str | None) -> ObstacleKind | Problem:
    if text is None:
        return ObstacleKind.DIFFICULTY
    found = find_by_name(
        Typed(text, Place(argument="--kind")), KINDS, ProblemCode.OBSTACLE_KIND
    )
    return found if isinstance(found, Problem) else ObstacleKind(found)


def _about(wish: Wish, plan: Plan) -> str | Problem | None:
    if wish.about is None:
        return None
    names = {**indicator_names(plan), **task_names(plan)}
    typed = Typed(wish.about, Place(argument="--about"))
    return find_by_name(typed, names, ProblemCode.ABOUT_UNKNOWN)


def _addressee(text: str | None, plan: Plan) -> str | None:
    """A unit of the plan by its id; any other authority as it was written."""
    if plain(text) is None or text is None:
        return None
    found = unit_named(text, plan)
    return plain(text) if isinstance(found, Problem) else found
