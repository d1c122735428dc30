"""A line of the plan in one period, judged as a whole or unit by unit (SEMANTICS 5).

Of a promise for every unit each is judged by its own figures; the row has the best
status that as many of them as are needed have, or better.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.succession import taken_over
from cchc.core.plan.expected import goal_of
from cchc.core.plan.indicator import line_of_unit
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.plan.targets.target import Target
from cchc.core.verdict.aggregate import Figures, figures_of
from cchc.core.verdict.cells import Cells
from cchc.core.verdict.judging import PastVerdict, judgement_of
from cchc.core.verdict.statuses import (
    LOST_STATUSES,
    REACHED_STATUSES,
    WORST_FIRST,
    Status,
    rank,
)
from cchc.core.verdict.verdict import Judgement, agreed_verdict, possible_verdicts
from cchc.core.verdict.verdict_rules import Verdict, VerdictInput
from cchc.text.record import Record, replace

LastOfUnit = Callable[[str], PastVerdict | None]


class EachUnit(Record, dict=True):
    """Every unit that a promise is asked of in a period, by its own figures.

    n is `units`, those that are there and not exempt; k is `reached`. `last_of` finds
    the verdict on one of them in the latest period before that has one.
    """

    cells: Cells
    plan: Plan
    period: Period
    last_of: LastOfUnit | None = None

    @cached_property
    def _took_over(self) -> Mapping[str, tuple[str, ...]]:
        reporters = {*self.cells.indicator.reporters}
        ended = taken_over(self.cells.members, self.period)
        return {
            heir: own
            for heir, among in ended.items()
            if (own := tuple(unit for unit in among if unit in reporters))
        }

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Those that exist at the cut-off and are not exempt, in plan order."""
        reporters = {*self.cells.indicator.reporters, *self._took_over}
        chase = self.cells.ground.facts.chase
        return tuple(
            key
            for key, unit in self.cells.members.items()
            if key in reporters
            and unit.active_in(self.period)
            and not chase.is_exempt(key, self.period.name)
            and self.indicator_of(key).target is not None
        )

    def indicator_of(self, unit: str) -> Indicator:
        """The line as one unit is held to it."""
        return line_of_unit(self.cells.indicator, unit, self._took_over.get(unit, ()))

    @property
    def targets(self) -> tuple[Target, ...]:
        """The different targets that units are held to."""
        target = self.cells.indicator.target
        return () if target is None else target.targets

    @property
    def held_lines(self) -> tuple[Indicator, ...]:
        """The line with each of the targets that units are held to."""
        line = self.cells.indicator
        return tuple(replace(line, target=target) for target in self.targets)

    def cells_of(self, unit: str) -> Cells:
        """The cells of one unit and of those it stands for, held to its own target."""
        ended = self._took_over.get(unit, ())
        own = self.cells.of_units((unit, *ended))
        return replace(own, indicator=self.indicator_of(unit))

    def judge(self, unit: str) -> Judgement:
        """The verdict on one unit, with its trace."""
        figures = figures_of(self.cells_of(unit), self.period)
        return judgement_of(figures.cells, self.plan, figures)

    @cached_property
    def figures(self) -> Mapping[str, Figures]:
        # the figures of all units in one reading
        self.cells.ground.readings(self.cells.indicator.id)
        return {u: figures_of(self.cells_of(u), self.period) for u in self.units}

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        return {
            unit: judgement_of(own.cells, self.plan, own)
            for unit, own in self.figures.items()
        }

    @property
    def trend(self) -> tuple[Fraction | None, ...]:
        """Of each period so far, how many units reached the target by its figures."""
        counts: list[list[bool]] = [[] for _ in self.cells.upto(self.period)]
        for own in () if self.cells.is_answered else self.figures.values():
            goal = goal_of(own.cells.indicator)
            for count, known in zip(counts, own.trend, strict=True):
                if goal is not None and known is not None:
                    count.append(goal.is_reached(known))
        return tuple(Fraction(sum(count)) if count else None for count in counts)

    @cached_property
    def _by_reach(self) -> Mapping[bool | None, tuple[str, ...]]:
        reach = {unit: is_reached(own.case) for unit, own in self.judgements.items()}
        return {
            word: tuple(unit for unit, own in reach.items() if own is word)
            for word in (True, False, None)
        }

    @property
    def units_reaching(self) -> tuple[str, ...]:
        """Those whose figure now reaches the target."""
        return self._by_reach[True]

    @property
    def short(self) -> tuple[str, ...]:
        """Those with a figure that does not reach it."""
        return self._by_reach[False]

    @property
    def worst_first(self) -> list[str]:
        """Those that do not reach it, the farthest from their target first."""

        def gap(unit: str) -> Fraction:
            case = self.judgements[unit].case
            known, goal = case.total.known, case.goal
            if known is None or goal is None:
                return Fraction(0)
            return -abs(known - goal.at)

        return sorted(self.short, key=gap)

    @property
    def units_needed(self) -> int:
        """How many must reach it."""
        each = self.cells.indicator.each
        return 0 if each is None else each.units_needed(len(self.units))

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict on the whole, which no report of a silent unit can contradict."""
        has_begun = self.period.name in self.cells.value_periods
        possible = {
            unit: _possible(own, has_begun=has_begun)
            for unit, own in self.judgements.items()
        }
        worst = self._over([min(own, key=_place) for own in possible.values()])
        best = self._over([_best(own) for own in possible.values()])
        agreed = agreed_verdict((worst, best)) if worst.status in WORST_FIRST else worst
        if agreed is not None:
            return agreed
        known = [
            own[0] for own in possible.values() if len({v.status for v in own}) == 1
        ]
        on_known = self._over(known) if known else None
        is_awaited = all(
            self.judgements[unit].case.awaited
            for unit, own in possible.items()
            if len({verdict.status for verdict in own}) > 1
        )
        if is_awaited:
            return Verdict(Status.AWAITED, "S2a", on_known)
        return Verdict(Status.UNDETERMINED, "S9", on_known)

    def _over(self, verdicts: Iterable[Verdict]) -> Verdict:
        """The best status that as many as are needed have, or better (5)."""
        each = self.cells.indicator.each
        ordered = sorted(
            (own for own in verdicts if own.status in WORST_FIRST),
            key=_place,
            reverse=True,
        )
        if not ordered or each is None:
            is_over = self.period.is_last and self.cells.is_settled
            return (
                Verdict(Status.NIL_YEAR, "S1c")
                if is_over
                else Verdict(Status.NOT_DUE, "S1")
            )
        need = each.units_needed(len(ordered))
        least = ordered[need - 1]
        if least.status not in REACHED_STATUSES:
            return least
        met = sum(own.status in REACHED_STATUSES for own in ordered)
        status = Status.EXCEEDED if need < met and each.is_partial else Status.MET
        return Verdict(status, least.rule)


FINAL = (*LOST_STATUSES, Status.DONE_LATE)


def _place(verdict: Verdict) -> tuple[int, str]:
    """Its place in the order; what stands outside of it comes last.

    Of the same status the rule decides, so that the order of units has no say.
    """
    in_order = verdict.status in WORST_FIRST
    return rank(verdict.status) if in_order else len(WORST_FIRST), verdict.rule


def _best(possible: Sequence[Verdict]) -> Verdict:
    """The best that a unit may come to, of what stands in the order where any does.

    A unit of which nothing is asked leaves the count: it helps no less than one that
    is not reached, and no more than one that is.
    """
    in_order = [verdict for verdict in possible if verdict.status in WORST_FIRST]
    return max(in_order or possible, key=_place)


def _possible(judgement: Judgement, *, has_begun: bool) -> tuple[Verdict, ...]:
    """What a unit's verdict may still become.

    Once another has a figure in the period, one that is not due yet is unknown (1).
    """
    case = judgement.case
    if judgement.verdict.status in FINAL and case.answers is not None:
        return (judgement.verdict,)  # also of a milestone lost in an earlier period
    if case.unopened and has_begun:
        case = replace(case, unopened=False)
    return possible_verdicts(case)


def is_reached(case: VerdictInput) -> bool | None:
    """Whether a unit's figure reaches its target now; None where there is none."""
    answers = case.answers
    if answers is not None:
        if not (answers.done or answers.not_done or answers.last_no):
            return None
        target = case.indicator.target
        deadline = None if target is None else target.deadline
        days = [day for _, day in answers.done if day is not None]
        is_late = deadline is not None and any(day > deadline for day in days)
        return bool(answers.all_done) and not is_late
    known = case.total.known
    if known is None or case.goal is None:
        return None
    return case.goal.is_reached(known)


def line_verdict(
    cells: Cells, plan: Plan, period: Period, unit: str | None = None
) -> Verdict | None:
    """The verdict on one line in one period, or on it as one unit is held to it."""
    if cells.indicator.each is None:
        judged = judgement_of(cells, plan, figures_of(cells, period)).verdict
        return judged if unit is None else None
    each = EachUnit(cells, plan, period)
    if unit is None:
        return each.verdict
    return each.judge(unit).verdict if unit in each.units else None
