"""A unit's plan held against the plan above: it may add and raise, never lower."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.cascade.unit_plan import Duty, Role, TaskDuty, UnitPlan, unit_plan
from cchc.core.check.context import KEY, At, Ground, Steps, indicators
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected, goal_of
from cchc.core.plan.plan import Indicator, Plan, RatioOf, Task
from cchc.core.plan.targets.goal import Goal
from cchc.text.problem import Blank, Problem, ProblemCode, in_order
from cchc.text.record import Record

NOTHING = "–"
Line = Indicator | Task


class Held(Record):
    """What holding a unit's plan against the one above has found.

    `own` are ids of lines that the plan above does not give this unit (nhiệm vụ đặc
    thù); `kept` counts the lines of the plan above that are all there.
    """

    problems: tuple[Problem, ...]
    own: tuple[str, ...]
    kept: int


def held_against(own: Plan, above: Plan, at: At) -> Held:
    """Every line that was lowered, put off, left out or turned into another.

    Args:
        own: the unit's plan; its `origin` names the unit in the plan above.
        above: the plan above.
        at: where the parts of the unit's plan are written.

    Returns:
        Problems P261 to P267, in the order of the file.
    """
    unit = None if own.origin is None else above.unit(own.origin.unit)
    if own.origin is None:
        blanks: dict[str, Blank] = {"text": own.id}
        return Held((Problem(ProblemCode.ABOVE_UNNAMED, at(()), blanks),), (), 0)
    if unit is None or own.origin.plan != above.id:
        known = tuple(each.id for each in above.units)
        blanks = {
            "plan": own.origin.plan,
            "text": own.origin.unit,
            "above": above.id,
            "known": known,
        }
        return Held((Problem(ProblemCode.ABOVE_OTHER, at(("from",)), blanks),), (), 0)
    given = unit_plan(above, unit, own.title, _same_name)
    lines = _Lines(own, above, given, at)
    found = tuple(in_order(lines.problems()))
    return Held(found, lines.own(), len(given.duties) + len(given.tasks))


def unnamed(ground: Ground) -> Iterator[Problem]:
    """The first line with `from` in a plan that does not name the plan above."""
    plan = ground.plan
    named: list[tuple[Steps, str | None]] = [
        *((("commitments", r), one.origin) for r, one in enumerate(plan.commitments)),
        *((path, each.origin) for path, each in indicators(plan)),
        *((("tasks", row), task.origin) for row, task in enumerate(plan.tasks)),
    ]
    lines = [path for path, origin in named if origin is not None]
    if plan.origin is None and lines:
        at: Steps = (*lines[0], "from")
        yield ground.problem(ProblemCode.ABOVE_UNNAMED, at, text=plan.id)


def _same_name(task: Task) -> str:
    return task.name


class _Lines(Record):
    """The lines of the two plans, and where those of the unit's are written."""

    plan: Plan
    above: Plan
    given: UnitPlan
    at: At

    def problems(self) -> Iterator[Problem]:
        for duty in self.given.duties:
            found = [e for e in indicators(self.plan) if self.is_from(e[1], duty)]
            for path, each in found:
                yield from self._indicator(path, each, duty)
            if not found:
                yield self._missing(duty.above)
        for job in self.given.tasks:
            tasks = [e for e in self._tasks() if self.is_from(e[1], job)]
            for path, task in tasks:
                yield from self._task(path, task, job)
            if not tasks:
                yield self._missing(job.above)
        yield from self._strangers()

    def is_from(self, line: Line, duty: Duty | TaskDuty) -> bool:
        """Whether a line carries out the one above, by `from`, else by its id."""
        return (line.origin or line.id) == duty.above.id

    def own(self) -> tuple[str, ...]:
        """Lines that carry out nothing that was given."""
        given = self.given_ids()
        lines: tuple[Line, ...] = (*self.plan.all_indicators, *self.plan.tasks)
        return tuple(e.id for e in lines if (e.origin or e.id) not in given)

    def given_ids(self) -> tuple[str, ...]:
        """Ids of the lines that the plan above gives to the unit."""
        asked = (each.above.id for each in self.given.duties)
        return (*asked, *(each.above.id for each in self.given.tasks))

    def _tasks(self) -> list[tuple[Steps, Task]]:
        return [(("tasks", row), each) for row, each in enumerate(self.plan.tasks)]

    def _missing(self, above: Line) -> Problem:
        blanks = {"text": above.id, "name": above.name}
        return Problem(ProblemCode.PART_MISSING, self.at(("from", KEY)), blanks)

    def _strangers(self) -> Iterator[Problem]:
        """Lines that say to come from one that the plan above does not have."""
        lines: list[tuple[Steps, Line]] = [*indicators(self.plan), *self._tasks()]
        ids = {each.id for each in self.above.all_indicators}
        ids |= {each.id for each in self.above.tasks}
        known = self.given_ids()
        for path, each in lines:
            if each.origin is not None and each.origin not in ids:
                yield self._strange((*path, "from"), each.origin, known)
        signed = tuple(one.id for one in self.above.commitments)
        for row, one in enumerate(self.plan.commitments):
            if one.origin is not None and one.origin not in signed:
                yield self._strange(("commitments", row, "from"), one.origin, signed)

    def _strange(self, path: Steps, text: str, known: tuple[str, ...]) -> Problem:
        blanks: dict[str, Blank] = {"text": text, "known": known or (NOTHING,)}
        return Problem(ProblemCode.PART_UNKNOWN, self.at(path), blanks)

    def _indicator(self, path: Steps, each: Indicator, duty: Duty) -> Iterator[Problem]:
        part = duty.part
        if (each.measure, each.of, each.unit) != (part.measure, part.of, part.unit):
            yield self._told(ProblemCode.PART_OTHER, path, each)
            return
        at: Steps = (*path, "target")
        if part.target is not None and part.target.deadline is not None:
            day = each.target.deadline if each.target is not None else None
            yield from self._day(at, each, day, part.target.deadline)
        elif part.target is not None and each.target is None:
            yield self._told(
                ProblemCode.PART_LOWERED, path, each, NOTHING, _goal_text(part)
            )
        else:
            yield from self._figures(at, each, part)
        whole = part.of is RatioOf.PLAN and duty.role is not Role.SAME
        if whole and each.amount and part.amount:
            least, mine = part.amount.value, each.amount.value
            yield from self._least((*path, "amount", "value"), each, mine, least)

    def _figures(
        self, at: Steps, each: Indicator, part: Indicator
    ) -> Iterator[Problem]:
        mine, given = goal_of(each), goal_of(part)
        if given is None or mine is None:
            return
        if _is_lower(mine, given):
            texts = _goal_text(each), _goal_text(part)
            yield self._told(ProblemCode.PART_LOWERED, at, each, *texts)
            return
        path: Steps = (*at[:-1], "trajectory")
        yield from self._path(path, each, part, less=given.less_is_better)

    def _path(
        self, at: Steps, each: Indicator, part: Indicator, *, less: bool
    ) -> Iterator[Problem]:
        """Periods by which less is promised than was given."""
        mine, given = periods(self.plan), periods(self.given.plan)
        if [one.name for one in mine] != [one.name for one in given]:
            return
        for row, period in enumerate(given):
            wanted = expected(part, self.given.plan, period, given)
            have = expected(each, self.plan, mine[row], mine)
            if wanted is None or less:
                continue
            value = Fraction(0) if have is None else have.value
            if value < wanted.value:
                texts = f"{_text(value)} ({period.id})", _text(wanted.value)
                yield self._told(ProblemCode.PART_LOWERED, at, each, *texts)

    def _task(self, path: Steps, task: Task, job: TaskDuty) -> Iterator[Problem]:
        if job.part.due is not None:
            yield from self._day((*path, "due"), task, task.due, job.part.due)
        if job.part.count is not None:
            value = Decimal(0) if task.count is None else task.count.target
            at: Steps = (*path, "count", "target")
            yield from self._least(at, task, value, job.part.count.target)

    def _day(
        self, at: Steps, line: Line, day: date | None, last: date
    ) -> Iterator[Problem]:
        if day is None or day > last:
            text = NOTHING if day is None else day.isoformat()
            yield self._told(ProblemCode.PART_LATER, at, line, text, last.isoformat())

    def _least(
        self, at: Steps, line: Line, value: Decimal, least: Decimal
    ) -> Iterator[Problem]:
        if value < least:
            yield self._told(ProblemCode.PART_LOWERED, at, line, str(value), str(least))

    def _told(
        self,
        fault: ProblemCode,
        path: Steps,
        line: Line,
        value: str = "",
        given: str = "",
    ) -> Problem:
        above = line.origin or line.id
        blanks = {"text": line.id, "above": above, "value": value, "given": given}
        return Problem(fault, self.at(path), blanks)


def _is_lower(mine: Goal, given: Goal) -> bool:
    """Whether less is promised than was given, on any side of the goal."""
    if mine.less_is_better or given.less_is_better:
        return mine.less_is_better is not given.less_is_better or mine.at > given.at
    if mine.at < given.at or (mine.at == given.at and given.strict > mine.strict):
        return True
    return given.upper is not None and (mine.upper is None or mine.upper > given.upper)


def _goal_text(each: Indicator) -> str:
    goal = goal_of(each)
    return NOTHING if goal is None else _text(goal.at)


def _text(value: Fraction) -> str:
    """A figure as a plan file has it, to 6 decimals."""
    rounded = Decimal(round(value * 10**6)).scaleb(-6)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
