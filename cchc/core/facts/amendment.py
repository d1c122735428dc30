"""Plan amendments: which version judges, what was withdrawn, the first yardstick.

SEMANTICS 10. A period is judged by the version in force at its cut-off, and so is
what a unit owed in it: nobody becomes late by a decision that came after.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from cchc.core.facts.report import CellKey, Facts
from cchc.core.facts.succession import reporters_in
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.plan import Commitment, Indicator, Paper, Plan, PlanVersion, Task
from cchc.core.plan.trajectory import Linear, Trajectory
from cchc.text.record import Record, field, replace

Versions = tuple[PlanVersion, ...]
PlanLine = Indicator | Commitment | Task


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Line = TypeVar("Line", bound=_Named)


class AmendedLine(Record):
    """The decision that last changed a line, and the line before it; None: added."""

    decision: Paper
    before: PlanLine | None


class PlanWithWithdrawn(Record):
    """The plan with the lines that amendments withdrew still in their places.

    `withdrawn` holds their ids, `amended` the decision behind each line that is
    not as the first version had it.
    """

    plan: Plan
    withdrawn: frozenset[str] = frozenset()
    amended: Mapping[str, AmendedLine] = field(default_factory=dict)


def known_versions(versions: Versions, as_of: date) -> Versions:
    """The versions recorded by the end of a day; the first is always among them."""
    return tuple(v for v in versions if v.number == 1 or v.recorded_on <= as_of)


def version_in_force(versions: Versions, ordinal: int, as_of: date) -> PlanVersion:
    """The version that judges a period (SEMANTICS 10).

    Version 1 is in force from the first day of the plan's year, whenever it was
    applied; later ones from their effective period, once they are recorded.
    """
    known = known_versions(versions, as_of)
    return [v for v in known if v.number == 1 or v.effective <= ordinal][-1]


def _promise(line: Indicator) -> tuple[object, ...]:
    """What is promised of an indicator, without who does it and along which path."""
    held = line.target, line.amount, line.baseline
    return line.measure, line.of, line.unit, *held


def promises_otherwise(was: Indicator, now: Indicator) -> bool:
    """Whether an indicator was promised otherwise.

    A number that was still to be assigned, and has come, is no change (5).
    """
    if was.target is not None and was.target.awaits:
        was = replace(was, target=now.target, baseline=now.baseline)
    if was.amount is not None and was.amount.assigned_later is not None:
        was = replace(was, amount=now.amount)
    return _promise(was) != _promise(now)


def first_promised(versions: Versions) -> Iterator[Indicator]:
    """The lines of the first version, each as its number was first assigned."""
    for line in versions[0].plan.all_indicators:
        later = (version.plan.indicator(line.id) for version in versions)
        assigned = (own for own in later if own is not None and own.is_assigned)
        yield next(assigned, line)


def listing(versions: Versions, version: PlanVersion, as_of: date) -> PlanWithWithdrawn:
    """All lines to be shown in a period that this version judges."""
    if version.number == 1:
        return PlanWithWithdrawn(version.plan)
    known = {
        version_in_force(versions, ordinal, as_of).number
        for ordinal in range(1, version.effective)
    }
    past = [own for own in versions if own.number in {1, *known}]
    whole = past[0].plan
    for later in (*past[1:], version):
        whole = _merge_plans(whole, later.plan)
    withdrawn = frozenset(_lines_by_id(whole)) - frozenset(_lines_by_id(version.plan))
    recorded = known_versions(versions, as_of)
    amended: dict[str, AmendedLine] = {}
    for old, new in pairwise(v for v in recorded if v.number <= version.number):
        before, after = _lines_by_id(old.plan), _lines_by_id(new.plan)
        for key in {**before, **after}:
            was, now = before.get(key), after.get(key)
            if was is None or now is None or differs(was, now):
                amended[key] = AmendedLine(new.decision, was)
    return PlanWithWithdrawn(whole, withdrawn, amended)


def _lines_by_id(plan: Plan) -> dict[str, PlanLine]:
    lines: tuple[PlanLine, ...] = (*plan.commitments, *plan.tasks, *plan.all_indicators)
    return {line.id: line for line in lines}


def differs(was: PlanLine, now: PlanLine) -> bool:
    """Whether a line promises otherwise than before; new words alone do not."""
    if isinstance(was, Indicator) and isinstance(now, Indicator):
        return promises_otherwise(was, now)
    if isinstance(was, Task) and isinstance(now, Task):
        return (was.due, was.standing, was.count) != (now.due, now.standing, now.count)
    return False


def _merge_plans(old: Plan, new: Plan) -> Plan:
    """The new plan with what only the old one has, each in its old place."""
    alive = frozenset(line.id for line in new.all_indicators)
    left = {own.id: _withdrawn(own.indicators, alive) for own in old.commitments}
    before = {own.id: own.indicators for own in old.commitments}

    def with_left(now: Commitment) -> Commitment:
        """A commitment with the indicators that were withdrawn from it."""
        order = before.get(now.id, ())
        return replace(
            now, indicators=_merge(left.get(now.id, ()), now.indicators, order)
        )

    kept = [replace(own, indicators=left[own.id]) for own in old.commitments]
    whole = _merge(kept, [with_left(now) for now in new.commitments])
    here = frozenset(line.id for promise in whole for line in promise.indicators)
    loose = _withdrawn(old.indicators, alive | here)
    return replace(
        new,
        commitments=whole,
        indicators=_merge(loose, new.indicators, old.indicators),
        tables=_merge(old.tables, new.tables),
        tasks=_merge(old.tasks, new.tasks),
        profiles={**old.profiles, **new.profiles},
    )


def _withdrawn(
    lines: Iterable[Indicator], alive: frozenset[str]
) -> tuple[Indicator, ...]:
    """The lines that the new plan has nowhere; nothing more is expected of them."""
    return tuple(
        replace(line, trajectory=None) for line in lines if line.id not in alive
    )


def _merge(
    old: Sequence[Line], new: Sequence[Line], order: Sequence[Line] = ()
) -> tuple[Line, ...]:
    """The new lines and those only the old list has, each after its old neighbour."""
    result = list(new)
    kept = {line.id for line in new}
    gone = {line.id: line for line in old if line.id not in kept}
    last: str | None = None
    for line in order or old:
        if line.id in gone:
            places = [at for at, other in enumerate(result) if other.id == last]
            result.insert(places[0] + 1 if places else 0, gone[line.id])
        last = line.id
    return tuple(result)


def with_history(facts: Facts, versions: Versions, version: PlanVersion) -> Facts:
    """The facts, with the cells that the version of their own period never asked for.

    A line, or a unit's part in it, that an amendment added is not owed in the
    periods before; one that was withdrawn is not owed after.
    """
    if version.number == 1:
        return facts
    whole = listing(versions, version, facts.as_of).plan
    excused: set[CellKey] = set()
    for period in periods_of(version.plan):
        ordinal = min(period.ordinal, version.effective)
        plan = version_in_force(versions, ordinal, facts.as_of).plan
        for line in whole.all_indicators:
            own = plan.indicator(line.id)
            path = None if own is None else own.trajectory
            first = 0 if path is None else path.first_ordinal(periods_of(plan))
            is_asked = own is not None and period.ordinal >= first
            own_units = reporters_in(plan, own, period) if own and is_asked else ()
            units = frozenset(reporters_in(whole, line, period)).difference(own_units)
            excused |= {(line.id, unit, period.name) for unit in units}
    return replace(facts, excused=facts.excused | excused)


def as_first_promised(first: Indicator, now: Indicator | None) -> Indicator:
    """The first promise, measured as the version in force measures.

    Who reports and when is the present one's, so that a unit that ended leaves no
    gap; what was to be reached, against which whole, is the first one's.
    """
    if now is None or (first.measure, first.of) != (now.measure, now.of):
        return replace(first, trajectory=_at_the_end(first, first))
    return replace(
        now,
        target=first.target,
        amount=first.amount,
        baseline=first.baseline,
        unit=first.unit,
        decimals=max(first.decimals, now.decimals),
        trajectory=_at_the_end(first, now),
    )


def _at_the_end(first: Indicator, now: Indicator) -> Trajectory | None:
    """A path that ends at the first target: in the last period they are all alike."""
    if first.trajectory is None or first.trajectory.is_held:
        return first.trajectory
    return now.trajectory if now.trajectory and now.trajectory.is_step else Linear()
