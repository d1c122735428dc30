"""A unit's plan held against the plan above: it may add and raise, never lower."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.cascade.unit_plan import Duty, LineRole, TaskDuty, UnitPlan, unit_plan
from cchc.core.check.context import KEY, CheckContext, plan_lines
from cchc.core.plan.calendar import periods
from cchc.core.plan.expected import expected_value, goal_of
from cchc.core.plan.measure import RatioOf
from cchc.core.plan.plan import Indicator, Plan, Task
from cchc.core.plan.targets.target import Goal
from cchc.text.problem import PlaceAt, Problem, ProblemCode, Steps, in_order
from cchc.text.record import Record

NOTHING = "–"
PlanLine = Indicator | Task


class Conformity(Record):
    """What holding a unit's plan against the one above has found.

    `own` are ids of lines that the plan above does not give this unit (nhiệm vụ đặc
    thù); `kept` counts the lines of the plan above that are all there.
    """

    problems: tuple[Problem, ...]
    own: tuple[str, ...] = ()
    kept: int = 0


def check_conformity(own: Plan, above: Plan, at: PlaceAt) -> Conformity:
    """Every line lowered, put off, left out or turned into another: P261 to P267."""
    context = CheckContext(own, at)
    unit = None if own.origin is None else above.unit(own.origin.unit)
    if own.origin is None:
        context.note(ProblemCode.ABOVE_UNNAMED, (), text=own.id)
    elif unit is None or own.origin.plan != above.id:
        known = tuple(unit.id for unit in above.units)
        blanks = {"plan": own.origin.plan, "text": own.origin.unit, "above": above.id}
        context.note(ProblemCode.ABOVE_OTHER, ("from",), known=known, **blanks)
    else:
        given = unit_plan(above, unit, own.title, lambda task: task.name)
        lines = _Comparison(context, above, given)
        lines.check()
        problems = tuple(in_order(context.problems))
        return Conformity(problems, lines.own_ids(), len(given.all_duties))
    return Conformity(tuple(context.problems))


class _Comparison(Record):
    """The lines of a unit's plan beside those that the plan above gives to it."""

    context: CheckContext
    above: Plan
    given: UnitPlan

    @property
    def given_ids(self) -> tuple[str, ...]:
        """Ids of the lines that the plan above gives to the unit."""
        return tuple(duty.above.id for duty in self.given.all_duties)

    def own_ids(self) -> tuple[str, ...]:
        """Ids of lines that carry out nothing that was given."""
        given, lines = self.given_ids, plan_lines(self.context.plan)
        return tuple(line.id for _, line in lines if _source(line) not in given)

    def check(self) -> None:
        """Note every difference that takes something away."""
        lines = list(plan_lines(self.context.plan))
        for duty in self.given.all_duties:
            key, kind = duty.above.id, type(duty.above)
            own = [pair for pair in lines if _source(pair[1]) == key]
            own = [(path, line) for path, line in own if type(line) is kind]
            for path, line in own:
                if isinstance(line, Indicator) and isinstance(duty, Duty):
                    self._check_indicator(path, line, duty)
                elif isinstance(line, Task) and isinstance(duty, TaskDuty):
                    self._check_task(path, line, duty.part)
            if not own:
                blanks = {"text": key, "name": duty.above.name}
                self.context.note(ProblemCode.PART_MISSING, ("from", KEY), **blanks)
        self._check_strangers()

    def _check_task(self, path: Steps, line: Task, part: Task) -> None:
        if part.due is not None and (line.due is None or line.due > part.due):
            self._note_later((*path, "due"), line, line.due, part.due)
        value = Decimal(0) if line.count is None else line.count.target
        if part.count is not None and value < part.count.target:
            texts = str(value), str(part.count.target)
            at = (*path, "count", "target")
            self._note(ProblemCode.PART_LOWERED, at, line, *texts)

    def _note_later(
        self, at: Steps, line: PlanLine, day: date | None, last: date
    ) -> None:
        text = NOTHING if day is None else day.isoformat()
        self._note(ProblemCode.PART_LATER, at, line, text, last.isoformat())

    def _check_strangers(self) -> None:
        """Lines that say to come from one that the plan above does not have."""
        ids = {line.id for _, line in plan_lines(self.above)}
        given, code = self.given_ids, ProblemCode.PART_UNKNOWN
        for path, line in plan_lines(self.context.plan):
            if line.origin is not None and line.origin not in ids:
                at: Steps = (*path, "from")
                self.context.note(code, at, text=line.origin, known=given)
        signed = tuple(commitment.id for commitment in self.above.commitments)
        for row, commitment in enumerate(self.context.plan.commitments):
            at = ("commitments", row, "from")
            self.context.check_known(code, at, commitment.origin, signed)

    def _check_indicator(self, path: Steps, line: Indicator, duty: Duty) -> None:
        part, last = duty.part, duty.part.deadline
        if (line.measure, line.of, line.unit) != (part.measure, part.of, part.unit):
            self._note(ProblemCode.PART_OTHER, path, line)
            return
        at: Steps = (*path, "target")
        if last is not None:
            if line.deadline is None or line.deadline > last:
                self._note_later(at, line, line.deadline, last)
        elif part.target is not None and line.target is None:
            goal = goal_of(part)
            text = NOTHING if goal is None else _figure_text(goal.at)
            self._note(ProblemCode.PART_LOWERED, at, line, NOTHING, text)
        else:
            self._check_figures(path, line, part)
        if duty.role is LineRole.SAME or part.of is not RatioOf.PLAN:
            return
        if line.amount and part.amount and line.amount.value < part.amount.value:
            texts = str(line.amount.value), str(part.amount.value)
            at = (*path, "amount", "value")
            self._note(ProblemCode.PART_LOWERED, at, line, *texts)

    def _check_figures(self, path: Steps, line: Indicator, part: Indicator) -> None:
        mine, given = goal_of(line), goal_of(part)
        if given is None or mine is None:
            return
        if _is_lower(mine, given):
            texts = _figure_text(mine.at), _figure_text(given.at)
            self._note(ProblemCode.PART_LOWERED, (*path, "target"), line, *texts)
        elif not given.less_is_better:
            self._check_path((*path, "trajectory"), line, part)

    def _check_path(self, at: Steps, line: Indicator, part: Indicator) -> None:
        """Periods by which less is promised than was given."""
        plan, above = self.context.plan, self.given.plan
        mine, given = periods(plan), periods(above)
        if [period.name for period in mine] != [period.name for period in given]:
            return
        for own_period, period in zip(mine, given, strict=True):
            wanted = expected_value(part, above, period, given)
            have = expected_value(line, plan, own_period, mine)
            value = Fraction(0) if have is None else have.value
            if wanted is not None and value < wanted.value:
                text = f"{_figure_text(value)} ({period.id})"
                least = _figure_text(wanted.value)
                self._note(ProblemCode.PART_LOWERED, at, line, text, least)

    def _note(
        self,
        code: ProblemCode,
        path: Steps,
        line: PlanLine,
        value: str = "",
        given: str = "",
    ) -> None:
        blanks = {"text": line.id, "above": _source(line)}
        self.context.note(code, path, value=value, given=given, **blanks)


def _source(line: PlanLine) -> str:
    """The id of the line above that a line carries out: its `from`, else its own."""
    return line.origin or line.id


def _is_lower(mine: Goal, given: Goal) -> bool:
    """Whether less is promised than was given, on any side of the goal."""
    if mine.less_is_better or given.less_is_better:
        return mine.less_is_better is not given.less_is_better or mine.at > given.at
    if mine.at < given.at or (mine.at == given.at and given.strict > mine.strict):
        return True
    return given.upper is not None and (mine.upper is None or mine.upper > given.upper)


def _figure_text(value: Fraction) -> str:
    """A figure as a plan file has it, to 6 decimals."""
    rounded = Decimal(round(value * 10**6)).scaleb(-6)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
