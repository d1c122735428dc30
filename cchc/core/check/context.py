"""What every check of a plan stands on: the plan, its places, the problems found."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from cchc.core.plan.calendar import period_names, periods
from cchc.core.plan.period import Basis
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.text.problem import Blank, Place, PlaceAt, Problem, ProblemCode, Steps

NONE = ("–",)
KEY = ":key"
"""As the last step of a path: the key itself, not what stands under it."""


class CheckContext:
    """A plan as written, where its parts stand, its names, and its problems so far.

    `units` are the ids of units, `names` all that may stand for units: units, groups,
    kinds; each once and in order. There are no `periods` where the calendar makes none.
    """

    def __init__(self, plan: Plan, at: PlaceAt) -> None:
        self.plan, self.at = plan, at
        self.problems: list[Problem] = []
        self.units: dict[str, None] = dict.fromkeys(unit.id for unit in plan.units)
        self.kinds = sorted({unit.kind for unit in plan.units})
        names = (*self.units, *plan.groups, *self.kinds)
        self.names: dict[str, None] = dict.fromkeys(names)
        rules, first = plan.calendar, plan.calendar.first
        is_cut = first is None or rules.basis is Basis.EXPLICIT
        is_cut = is_cut or first in period_names(rules, plan.year)
        self.periods = periods(plan) if is_cut else ()
        self.period_names = tuple(period.name for period in self.periods)

    def note(self, code: ProblemCode, path: Steps, **blanks: Blank) -> None:
        """Note a problem at a path of the plan."""
        self.note_at(code, self.at(path), **blanks)

    def note_at(self, code: ProblemCode, place: Place, **blanks: Blank) -> None:
        """Note a problem at a place."""
        if blanks.get("known") == ():
            blanks["known"] = NONE
        self.problems.append(Problem(code, place, blanks))

    def note_unfit(self, path: Steps, measure: str) -> None:
        """Note a key, the last step of a path, that does not go with another."""
        code, name = ProblemCode.KEY_UNFIT, str(path[-1])
        self.note(code, (*path, KEY), key=name, measure=measure)

    def note_unfit_keys(
        self, path: Steps, unfit: Mapping[str, bool], measure: str
    ) -> None:
        """Note those keys under a path that do not go with another."""
        for key in (key for key, is_unfit in unfit.items() if is_unfit):
            self.note_unfit((*path, key), measure)

    def note_impossible(self, path: Steps, value: Decimal, low: str, high: str) -> None:
        """Note a value that nothing can reach."""
        code, text = ProblemCode.TARGET_IMPOSSIBLE, str(value)
        self.note(code, path, value=text, low=low, high=high)

    def check_known(
        self,
        code: ProblemCode,
        path: Steps,
        name: str | None,
        known: Collection[str],
        **blanks: Blank,
    ) -> None:
        """Note a name that is none of the known ones; None names nothing."""
        if name is not None and name not in known:
            self.note(code, path, text=name, known=tuple(known), **blanks)

    def line(self, path: Steps) -> int:
        """The line of a path, 0 when it is unknown."""
        return self.at(path).line or 0


def indicators(plan: Plan) -> Iterator[tuple[Steps, Indicator]]:
    """Every declared indicator with its path."""
    for place, commitment in enumerate(plan.commitments):
        for row, indicator in enumerate(commitment.indicators):
            yield ("commitments", place, "indicators", row), indicator
    for row, indicator in enumerate(plan.indicators):
        yield ("indicators", row), indicator


def plan_lines(plan: Plan) -> Iterator[tuple[Steps, Indicator | Task]]:
    """Every indicator and task with its path."""
    yield from indicators(plan)
    for row, task in enumerate(plan.tasks):
        yield ("tasks", row), task


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
            waiting.extend((lower, depth + 1) for lower in below[name])
