"""A promise for every unit, read slowly from the text of the law (SEMANTICS 5, Each).

Each unit is asked about as if the line were its own alone; the row is what as many of
them as are needed have, or better, at the worst and at the best that may still come.
"""

from fractions import Fraction
from math import ceil

from cchc.core.plan.measure import Across, Measure
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.unit import Unit
from cchc.text.record import replace
from tests.verdicts import oracle
from tests.verdicts.asking import (
    Question,
    exists,
    is_exempt,
    is_open,
    reporters,
    stands_in,
)
from tests.verdicts.figures import Figure, figure
from tests.verdicts.rungs import climb, is_reached
from tests.verdicts.ways import completions
from tests.verdicts.yardstick import Number, Rung, is_unassigned, lacks_baseline

GOOD = ("met", "exceeded")


def asked_each(one: Indicator) -> Each | None:
    return one.target if isinstance(one.target, Each) else None


def units(asked: Question) -> list[Unit]:
    """n: who exists at the cut-off, is asked, or stands for another, and not exempt."""
    return [
        unit
        for unit in asked.plan.units
        if exists(unit, asked.now)
        and (
            unit.id in reporters(asked.one)
            or stands_in(asked.plan, asked.one, unit, asked.now)
        )
        and not is_exempt(asked, unit.id, asked.now.name)
    ]


def of_unit(asked: Question, unit: Unit, *, early: bool = False) -> Question:
    """The same question of the line as one unit is held to it."""
    ended = stands_in(asked.plan, asked.one, unit, asked.now)
    among = (unit.id, *(was.id for was in ended))
    names = tuple(name for name in among if name in reporters(asked.one))

    def alone(plan: Plan) -> Plan:
        one = plan.indicator(asked.name)
        assert one is not None
        each = asked_each(one)
        targets = [] if each is None else [each.of_unit(name) for name in names]
        held = [target for target in targets if target is not None]
        own = replace(
            one,
            target=held[0] if held else None,
            reporters=names,
            lead=unit.id,
            across=Across.SUM if one.across is Across.LEAD else one.across,
        )
        return replace(plan, indicators=(own,), commitments=())

    versions = tuple(replace(v, plan=alone(v.plan)) for v in asked.versions)
    return replace(asked, versions=versions, early=asked.early or early)


def possible(asked: Question, *, begun: bool) -> set[Rung]:
    """Every rung on which a unit may still come to stand."""
    found = figure(asked)
    decided = None
    if not (lacks_baseline(asked.one) or is_unassigned(asked.one)):
        decided = oracle.for_good(asked)
    if decided is not None:
        return {(decided[0], min(decided[1]))}
    first = oracle.first_rules(asked, found, begun=begun)
    if first is not None and first[0] != "awaited":
        return {first}
    said = oracle.judged(asked, found)
    final = not (found.rough or found.later) or asked.fin
    if not final and said[1] <= {"S2", "S3"}:
        return {(said[0], min(said[1]))}
    whole = {climb(asked, end, final=True) for end in completions(asked, found)}
    if final or not {rule for _, rule in whole} & {"S2", "S3"}:
        return whole
    return {climb(asked, end, final=False) for end in completions(asked, found)}


def over(rungs: list[Rung], asked: Question) -> tuple[str, frozenset[str]]:
    """The best status that at least `need` of them have or better."""
    each = asked_each(asked.one)
    assert each is not None
    counted = [rung for rung in rungs if rung[0] in oracle.WORST_FIRST]
    if not counted:
        return (
            ("nil_year", frozenset({"S1c"}))
            if asked.fin
            else (
                "not_due",
                frozenset({"S1"}),
            )
        )
    need = ceil(Fraction(each.least) * len(counted) / 100)
    for status in reversed(oracle.WORST_FIRST):
        place = oracle.WORST_FIRST.index(status)
        better = [r for r in counted if oracle.WORST_FIRST.index(r[0]) >= place]
        if len(better) >= need:
            break
    rules = frozenset(rule for held, rule in counted if held == status)
    if status in GOOD:
        met = [rung for rung in counted if rung[0] in GOOD]
        more = each.least < 100 and len(met) > need
        return ("exceeded" if more else "met"), frozenset(r for _, r in met)
    return status, rules


def place(rung: Rung) -> int:
    """Its place in the order; what stands outside of it is no worse than anything."""
    known = rung[0] in oracle.WORST_FIRST
    return oracle.WORST_FIRST.index(rung[0]) if known else len(oracle.WORST_FIRST)


def best_of(rungs: set[Rung]) -> Rung:
    """The best end: a unit that may have nothing all year may also have reached it."""
    in_order = {rung for rung in rungs if rung[0] in oracle.WORST_FIRST}
    return max(in_order or rungs, key=place)


def verdict(asked: Question) -> tuple[str, frozenset[str], Rung | None]:
    """Status, rules, and the verdict on those that are decided where it is open."""
    begun = is_open(asked, asked.now)
    mine = {unit.id: of_unit(asked, unit, early=begun) for unit in units(asked)}
    held = {key: possible(own, begun=begun) for key, own in mine.items()}
    worst = over([min(rungs, key=place) for rungs in held.values()], asked)
    best = over([best_of(rungs) for rungs in held.values()], asked)
    every = [rung for rungs in held.values() for rung in rungs]

    def said(end: tuple[str, frozenset[str]]) -> tuple[str, frozenset[str], None]:
        return end[0], end[1] | {rule for held, rule in every if held == end[0]}, None

    if worst[0] == best[0] or worst[0] not in oracle.WORST_FIRST:
        return said(worst)
    low, high = place((worst[0], "")), place((best[0], ""))
    is_in_order = high < len(oracle.WORST_FIRST)
    if is_in_order and low >= oracle.WORST_FIRST.index("not_due"):
        return said(worst)
    if high <= oracle.WORST_FIRST.index("behind"):
        return said(best)
    decided = [rungs for rungs in held.values() if len({s for s, _ in rungs}) == 1]
    known = over([min(rungs) for rungs in decided], asked) if decided else None
    told = None if known is None else (known[0], min(known[1]))
    left = [mine[key] for key, rungs in held.items() if len({s for s, _ in rungs}) > 1]
    if all(oracle.is_awaited(own, figure(own)) for own in left):
        return "awaited", frozenset({"S2a"}), told
    return "undetermined", frozenset({"S9"}), told


def reaches(asked: Question, found: Figure) -> bool | None:
    """Whether a unit's figure reaches its target now; None where it has none."""
    if asked.one.measure in (Measure.MILESTONE, Measure.YES):
        return None
    actual: Number = oracle.value_of(asked.one, found)
    if actual is None or lacks_baseline(asked.one) or is_unassigned(asked.one):
        return None
    return is_reached(asked.one, actual)


def count(asked: Question) -> tuple[Number, list[str]]:
    """k, None where nobody has a figure; and who falls short."""
    own = {unit.id: of_unit(asked, unit) for unit in units(asked)}
    found = {key: reaches(line, figure(line)) for key, line in own.items()}
    short = [key for key, there in found.items() if there is False]
    there = sum(word is True for word in found.values())
    return (Fraction(there) if there or short else None), short
