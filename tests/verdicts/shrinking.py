"""A world with less in it, and a world in a few lines: to look at one difference."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from cchc.core.facts.report import Reading
from cchc.core.plan.measure import FigureWindow
from cchc.text.record import as_dict, replace
from tests.verdicts.worlds import World, replanned, with_one

T = TypeVar("T")


def smallest(met: World, still: Callable[[World], bool]) -> World:
    """The world without whatever can be taken away while it still differs so."""
    shrunk = True
    while shrunk:
        shrunk = False
        for less in steps(met):
            if still(less):
                met, shrunk = less, True
                break
    return met


def steps(met: World) -> Iterator[World]:
    """The world with one thing less."""
    if len(met.versions) > 1:
        yield replace(met, versions=met.versions[:1])
    yield from _less_said(met)
    yield from _plainer(met)


def _less_said(met: World) -> Iterator[World]:
    said = met.said
    for revisions in _fewer(said.revisions):
        yield replace(met, said=replace(said, revisions=revisions))
    for rows in _fewer(said.rows):
        yield replace(met, said=replace(said, rows=rows))
    for sent in _fewer(said.sent):
        yield replace(met, said=replace(said, sent=sent))
    for exempted in _fewer(said.exempted):
        yield replace(met, said=replace(said, exempted=exempted))
    for closed in _fewer(said.closed):
        yield replace(met, said=replace(said, closed=closed))


def _fewer(things: tuple[T, ...]) -> Iterator[tuple[T, ...]]:
    for number in range(len(things)):
        yield things[:number] + things[number + 1 :]


def _plainer(met: World) -> Iterator[World]:
    """Fewer reporters, units that neither begin nor end, fewer keys of the plan."""
    one, plan = met.one, met.plan
    several = len(one.reporters) > 1 and len(met.versions) == 1
    for name in one.reporters if several else ():
        if name != one.lead:
            left = tuple(other for other in one.reporters if other != name)
            yield with_one(met, replace(one, reporters=left))
    for unit in plan.units:
        if unit.since or unit.until:
            plain = replace(unit, since=None, until=None, successor=None)
            units = tuple(plain if u == unit else u for u in plan.units)
            yield replanned(met, replace(plan, units=units))
    for less in (
        replace(one, settles=None),
        replace(one, baseline=None),
        replace(one, small_counts=True),
        replace(one, window=FigureWindow.PERIOD),
    ):
        if less != one:
            yield with_one(met, less)


def size(met: World) -> int:
    said = met.said
    acts = (said.revisions, said.rows, said.sent, said.exempted, said.closed)
    return sum(len(each) for each in acts) + 3 * len(met.one.reporters)


def described(met: World) -> str:
    """The plan, what was said and the day of the question, in a few lines."""
    lines = [*_plan_lines(met), *_told_lines(met)]
    return "\n".join([*lines, f"   asked: period {met.at} as of {met.as_of}"])


def _plan_lines(met: World) -> Iterator[str]:
    one, plan = met.one, met.plan
    amount = one.amount and (str(one.amount.value), one.amount.cumulative)
    shares = [str(share) for share in plan.profiles["pf"]]
    of, base = one.of and f" of {one.of}", one.baseline and one.baseline.value
    yield (
        f"x: {one.measure}{of or ''}, across {one.across}, [{one.unit}], "
        f"decimals {one.decimals}, amount {amount}, part_of_whole {one.part_of_whole}, "
        f"non_negative {one.non_negative}, reporters {list(one.reporters)}, "
        f"lead {one.lead}"
    )
    yield (
        f"   target {one.target}, trajectory {one.trajectory}, baseline {base}, "
        f"settles {one.settles}, small_counts {one.small_counts}, "
        f"window {one.window}, first {plan.calendar.first}, profile {shares}"
    )
    for unit in plan.units:
        if unit.since or unit.until:
            yield f"   {unit.id}: {unit.since} – {unit.until} → {unit.successor}"
    for later in met.versions[1:]:
        new = later.plan.indicators[0]
        yield (
            f"   amended on {later.recorded_on} from period {later.effective}: "
            f"{new.target} {new.trajectory}"
        )


def _told_lines(met: World) -> list[str]:
    said = met.said
    told: list[tuple[str, ...]] = [
        (str(each.stamp.recorded_at.date()), *each.cell[1:], _text(each.reading))
        for each in said.revisions
    ]
    told += [(str(d), r.unit, r.period, f"+{r.name}; {r.date}") for d, r in said.rows]
    told += [
        (str(d), u, q, "exempt" if stands else "lifted")
        for d, u, q, stands in said.exempted
    ]
    told += [(str(d), u, q, "closed") for d, u, q in said.closed]
    known = {each[1:3] for each in told}
    told += [(str(d), u, q, "sent") for d, u, q in said.sent if (u, q) not in known]
    return [f"   {' '.join(each)}" for each in sorted(told)]


def _text(told: Reading | None) -> str:
    if told is None:
        return "withdrawn"
    kept = {k: v for k, v in as_dict(told).items() if v is not None}
    kept.pop("state")
    kept.pop("quality")
    rough = "" if told.quality.value == "final" else f"~{told.quality.value} "
    parts = "/".join(str(value) for value in kept.values())
    return rough + (parts or told.state.value)
