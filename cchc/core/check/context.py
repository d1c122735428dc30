"""What every rule of the plan check stands on: the plan, and where it is written."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from cchc.core.plan.calendar import QUARTERS, periods
from cchc.core.plan.period import Basis, Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.text.problem import Blank, Place, Problem, ProblemCode
from cchc.text.record import Record

Steps = tuple[str | int, ...]
At = Callable[[Steps], Place]
NONE = ("–",)
KEY = ":key"
"""As the last step of a path: the key itself, not what stands under it."""


class Ground(Record):
    """A plan as written, where its parts stand, and its names.

    `known` are the ids of `units`, for asking whether there is one.
    """

    plan: Plan
    at: At
    units: tuple[str, ...]
    known: frozenset[str]
    kinds: frozenset[str]
    periods: tuple[Period, ...]

    def problem(self, fault: ProblemCode, path: Steps, **blanks: Blank) -> Problem:
        """A fault at a path of the plan."""
        if blanks.get("known") == ():
            blanks["known"] = NONE
        return Problem(fault, self.at(path), blanks)

    def line(self, path: Steps) -> int:
        """The line of a path, 0 when it is unknown."""
        return self.at(path).line or 0

    @property
    def names(self) -> tuple[str, ...]:
        """All that may stand for units: units, groups, kinds."""
        return (*self.units, *self.plan.groups, *sorted(self.kinds))


def ground(plan: Plan, at: At) -> Ground:
    """The ground of a plan; without periods where its calendar makes none."""
    units = tuple(unit.id for unit in plan.units)
    kinds = frozenset(unit.kind for unit in plan.units)
    return Ground(plan, at, units, frozenset(units), kinds, _periods(plan))


def _periods(plan: Plan) -> tuple[Period, ...]:
    first = plan.calendar.first
    explicit = plan.calendar.basis is Basis.EXPLICIT
    if first is not None and first not in QUARTERS and not explicit:
        return ()
    return periods(plan)


def indicators(plan: Plan) -> Iterator[tuple[Steps, Indicator]]:
    """Every indicator with its path."""
    for place, one in enumerate(plan.commitments):
        for row, each in enumerate(one.indicators):
            yield ("commitments", place, "indicators", row), each
    for row, each in enumerate(plan.indicators):
        yield ("indicators", row), each


def cycles(below: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Each ring among the names, once: the names in it, the first again at the end."""
    done: set[str] = set()
    for start in below:
        path: list[str] = []
        waiting: list[tuple[str, int]] = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            del path[depth:]
            if name in path:
                yield (*path[path.index(name) :], name)
                continue
            if name in done or name not in below:
                continue
            done.add(name)
            path.append(name)
            waiting.extend((each, depth + 1) for each in below[name])
