"""What a question or an act about reports stands on, and what an act changes."""

from collections.abc import Callable, Collection, Iterable
from datetime import date

from cchc.app.name_lookup import find_unit
from cchc.app.which_plan import in_force, plan_and_period
from cchc.core.facts.amendment import Versions, with_history
from cchc.core.facts.report import CellKey, Facts, Reading
from cchc.core.facts.typed import TypedReport, TypedText
from cchc.core.plan.calendar import periods, ripe_periods
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan, PlanVersion
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.indicator import indicator_view
from cchc.features.report.show.answers import VerdictEffect
from cchc.store.cells import figures_of_others, known_cells
from cchc.store.facts import facts_of_unit, facts_when_asked, revisions
from cchc.store.ledger import Ledger
from cchc.text.problem import Blank, Place, Problem, ProblemCode, refuse
from cchc.text.record import Record, replace
from cchc.words.period import read_period


class ReportAddress(Record):
    """Of which unit and which period a report is, by the plan that judges it.

    A problem stands where the words name none.
    """

    plan: Plan
    unit: str | Problem
    period: Period | Problem

    @property
    def at(self) -> tuple[str, str] | None:
        """The unit's id and the period's name; None where the words name none."""
        if isinstance(self.unit, Problem) or isinstance(self.period, Problem):
            return None
        return self.unit, self.period.name


def read_address(
    typed: TypedReport, plan: Plan, period: Period | None = None
) -> ReportAddress:
    """Whose report of which period it is, by the plan in force for the period.

    `period` is the one that was meant, by whichever version; None: it is read here.
    """
    among = periods(plan)
    if period is None:
        period = read_period(typed.period.text, among)
    else:
        period = next((own for own in among if own.name == period.name), None)
    known = tuple(own.id for own in among)
    blanks: dict[str, Blank] = {"text": typed.period.text, "known": known}
    blanks["periods"] = ", ".join(known)
    return ReportAddress(
        plan,
        find_unit(typed.unit, plan, ProblemCode.REPORT_UNKNOWN_UNIT),
        period
        or Problem(ProblemCode.REPORT_UNKNOWN_PERIOD, typed.period.place, blanks),
    )


class ReportGround(Record):
    """What a question about reports stands on: the plan in force and what is known."""

    versions: Versions
    version: PlanVersion
    period: Period
    as_of: date
    ledger: Ledger

    @property
    def plan(self) -> Plan:
        return self.version.plan

    def facts_when_asked(self) -> Facts:
        """What is known of all, figures read when asked for: in a transaction."""
        known = facts_when_asked(self.ledger, self.plan.id, self.as_of)
        return self._with_history(known)

    def facts_of_unit(self, unit: str, *, others: bool = False) -> Facts:
        """All that is known of one unit; with the rows and reports of `others`."""
        at = (self.ledger, self.plan.id, self.as_of)
        return self._with_history(facts_of_unit(*at, unit, others=others))

    def with_every_figure(
        self, known: Facts, settled: frozenset[CellKey] = frozenset()
    ) -> Facts:
        """The facts of one unit with the figures of all, read as they are asked for.

        Of `settled` cells no mark of a reviewer is told.
        """
        of_plan = (self.ledger, self.plan.id, self.as_of)
        return replace(known, cells=known_cells(*of_plan, settled))

    def _with_history(self, known: Facts) -> Facts:
        return with_history(known, self.versions, self.version)

    def peers(self, unit: str) -> Callable[[str], tuple[Reading, ...]]:
        """What other units gave for an indicator in the period, of some of them."""
        at = (self.period.name, unit)
        return lambda key: figures_of_others(self.ledger, self.plan.id, key, *at)

    def find_unit(
        self, text: str, code: ProblemCode = ProblemCode.REPORT_UNKNOWN_UNIT
    ) -> Unit | Problem:
        """The unit of the plan that somebody typed."""
        typed = TypedText(text, Place(argument=text))
        unit_id = find_unit(typed, self.plan, code)
        if isinstance(unit_id, Problem):
            return unit_id
        return next(unit for unit in self.plan.units if unit.id == unit_id)


def report_ground(ledger: Ledger, period: str | None, as_of: date) -> ReportGround:
    """The plan in force and the period; refused without them."""
    versions, named = plan_and_period(ledger, period, as_of)
    return ReportGround(
        versions, in_force(versions, named, as_of), named, as_of, ledger
    )


def verdict_effects(
    plan: Plan, period: Period, known: tuple[Facts, Facts], touched: Collection[str]
) -> tuple[VerdictEffect, ...]:
    """Figure and verdict of each touched indicator, before and after."""
    among = periods(plan)
    before, after = (
        cells_in(plan, among, facts, touched, upto=period) for facts in known
    )
    return tuple(
        VerdictEffect(
            period,
            indicator_view(before[indicator.id], plan, period),
            indicator_view(after[indicator.id], plan, period),
        )
        for indicator in plan.all_indicators
        if indicator.id in touched
    )


def recorded_after(
    ground: ReportGround, unit: str, period: str, keys: Iterable[str]
) -> tuple[Problem, ...]:
    """P341 for each indicator of one (unit, period) that a later day has recorded.

    No figure is recorded before the one it takes the place of (SEMANTICS 9):
    `--today` may rehearse the past, but a day that has a later revision behind it is
    closed, else a memo of the days between would no longer come back as it was.
    """
    last: dict[str, date] = {}
    written = revisions(ground.ledger, ground.plan.id, unit=unit, period=period)
    for revision in written:
        key, day = revision.cell[0], revision.stamp.recorded_at.date()
        last[key] = max(last.get(key, day), day)
    return tuple(
        Problem(
            ProblemCode.RECORDED_LATER,
            blanks={
                "key": key,
                "day": last[key].isoformat(),
                "today": ground.as_of.isoformat(),
            },
        )
        for key in keys
        if key in last and last[key] > ground.as_of
    )


def question_period(
    ground: ReportGround, unit: str, known: Facts, place: Place
) -> None:
    """Refuse the period of a silent unit that is over while it owes a later one (11).

    It may well be the later one's figures in the file of the period before (P398).
    """
    plan, period, chase = ground.plan, ground.period, known.chase
    ripe = ripe_periods(periods(plan), ground.as_of, plan.calendar.opens)
    member, latest = plan.unit(unit), ripe[-1] if ripe else period
    if member is None or latest.ordinal <= period.ordinal:
        return
    due = chase.due(unit, period.name, period.due_for(member.kind))
    is_silent = not any(known.was_sent(unit, own.name) for own in (period, latest))
    if ground.as_of > due and is_silent and not chase.is_exempt(unit, latest.name):
        blanks = {"unit": member.name, "period": period.id, "later": latest.id}
        refuse(ProblemCode.PERIOD_PASSED, place, **blanks)
