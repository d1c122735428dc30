"""What stands beside a verdict: coverage, what a period brought, the pace needed."""

from fractions import Fraction

from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import (
    Indicator,
)
from cchc.core.plan.trajectory import Hold
from cchc.text.record import Record
from tests.verdicts.asking import (
    KNOWN,
    Question,
    counted_up,
    entering,
    is_open,
    reading,
    rows,
    state,
    unknown,
)
from tests.verdicts.figures import Figure, Part, figure
from tests.verdicts.rungs import is_reached
from tests.verdicts.ways import in_percent
from tests.verdicts.yardstick import (
    COUNTED,
    Number,
    expectation,
    goal,
    is_money,
    is_total,
    lacks_baseline,
    wants_more,
)


class Coverage(Record):
    """Whose cells A(p) rests on, and who is the reason where something is open.

    `waiting` names the units that owe nothing yet in a period in which others have
    reported; it is no key of the law's, only an answer to "who is the reason".
    """

    reported: int
    expected: int
    silent: tuple[str, ...]
    unpublished: tuple[str, ...]
    stale: tuple[str, ...]
    closed: tuple[str, ...]
    waiting: tuple[str, ...]


def nobody_expected(cells: list[str]) -> bool:
    return all(each == "not_expected" for each in cells)


def coverage(asked: Question, found: Figure) -> Coverage:
    """The cells that enter A(p), counted, and the units behind what is open."""
    cells = [(unit.id, state(asked, unit, q)) for unit, q in entering(asked)]
    counted = [s for _, s in cells if s not in ("not_expected", "not_due")]

    def units(wanted: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(unit for unit, s in cells if s == wanted))

    return Coverage(
        reported=len([s for s in counted if s in (*KNOWN, "unavailable")]),
        expected=len(counted),
        silent=units("missing"),
        unpublished=units("unavailable"),
        stale=found.stale,
        closed=units("closed"),
        waiting=units("not_due") if is_open(asked, asked.now) else (),
    )


def in_the_sum(asked: Question, found: Figure) -> tuple[int, int]:
    """Units that count in the figure, of those that count or are asked for it."""
    counts = {part.unit for part in found.parts if part.unit and _is_told(part)}
    asked_for = {
        unit.id
        for unit, quarter in entering(asked)
        if state(asked, unit, quarter) not in ("not_expected", "not_due")
        or unknown(asked, unit, quarter)
    }
    if asked.one.measure is Measure.REGISTER:
        counts |= {row.unit for row in rows(asked)} & {unit.id for unit in asked.units}
    return len(counts), len(counts | asked_for)


def _is_told(part: Part) -> bool:
    return part.counts or part.alone


def quality(found: Figure) -> str:
    """Of a figure: disputed where any part is, else an estimate where any is."""
    among = {part.quality.value for part in found.parts if part.counts}
    return next((q for q in ("disputed", "estimate") if q in among), "final")


def in_period(asked: Question) -> Number:
    """What the period itself brought; None where nobody told, or not everybody.

    Only of flows, running totals, rates of a flow and of the plan.
    """
    one = asked.one
    if counted_up(one):
        return _grown(asked)
    if not brings(one):
        return None
    told = [reading(asked, unit.id, asked.now.name) for unit in asked.units]
    said = [each for each in told if each is not None and each.state.value in KNOWN]
    whole = sum((Fraction(each.number or 0) for each in said), Fraction(0))
    if one.of is RatioOf.FLOW:
        cases = sum((Fraction(each.denominator or 0) for each in said), Fraction(0))
        return 100 * whole / cases if cases else None
    return in_percent(one, whole) if said else None


def brings(one: Indicator) -> bool:
    """Whether a period has a figure of its own, beside the year so far."""
    adds = one.measure in (Measure.FLOW, Measure.RUNNING)
    return adds or one.of in (RatioOf.FLOW, RatioOf.PLAN)


def _grown(asked: Question) -> Number:
    """A(p) − A(p−1) of a total; None if a unit has not reported in one of both."""
    both = asked.upto[-2:]
    if nobody_expected([state(asked, unit, asked.now) for unit in asked.units]):
        return None
    for unit in asked.units:
        for quarter in both:
            if state(asked, unit, quarter) in (
                *("missing", "unavailable", "not_due", "closed"),
            ):
                return None
    now = figure(asked)
    before = figure(asked.through(asked.at - 1)) if asked.at > 1 else Figure(())
    if now.unknown or before.unknown or not now.any_known:
        return None
    return in_percent(asked.one, now.top - before.top)


def pace(asked: Question, found: Figure, a: Fraction) -> tuple[Number, Number] | None:
    """What each quarter left must bring, and m = (T − A)/(T − E)."""
    one = asked.one
    left = len(asked.quarters) - asked.at
    held = not is_total(one) or isinstance(one.trajectory, Hold)
    low, _ = goal(one)
    covered = coverage(asked, found)
    partly = found.unknown or covered.reported < covered.expected
    if held or partly or not left or low is None or not wants_more(one):
        return None
    if lacks_baseline(one) or is_reached(one, a):
        return None
    counted = one.measure in COUNTED and not one.decimals and not is_money(one.unit)
    if asked.at == 1 and a < 5 and counted:
        return None
    e = expectation(asked, rounded=True)
    multiple = None if e is None or e == low else (low - a) / (low - e)
    needed = (low - a) / left
    if one.of is RatioOf.PLAN and one.amount is not None:
        needed = needed * Fraction(one.amount.value) / 100
    return needed, multiple
