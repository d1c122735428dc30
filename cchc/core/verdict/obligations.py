"""What every unit owes in a period, and what it has sent of it (SEMANTICS 11)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cchc.core.facts.acts import At, Closing, Relief, ReliefKind, Review
from cchc.core.facts.report import Facts, Submission
from cchc.core.plan.calendar import WorkCalendar
from cchc.core.plan.finer import FinerPlan, is_finer
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.core.plan.unit import Reminder, Unit
from cchc.core.verdict.cells import EMPTY_STATES, Cells
from cchc.text.record import Record, replace


class ReportObligation(Record):
    """What one unit owes in one period, and what it has sent so far.

    `cells` are the indicator ids expected of it, `filled` those of them that hold a
    figure or a stated empty, `waiting` those of which a figure waits to be confirmed.
    `last_act` is the last act of writing, a withdrawal too; 0: there was none.
    `relief` is the exemption or later due day that stands. `disputed` are the ids of
    indicators that were marked when it was sent back, and not written since;
    `return_after` working days are given to send it again. `closed` is what ended the
    waiting for it, `unpublished` the cells that count as not reported since then.
    """

    unit: Unit
    period: Period
    cells: frozenset[str]
    filled: frozenset[str]
    sent: tuple[Submission, ...]
    last_act: int = 0
    has_draft: bool = False
    waiting: tuple[str, ...] = ()
    review: Review | None = None
    relief: Relief | None = None
    reminded: tuple[Reminder, ...] = ()
    disputed: tuple[str, ...] = ()
    return_after: int = 3
    closed: Closing | None = None
    unpublished: frozenset[str] = frozenset()

    @property
    def due(self) -> date:
        """The due day of the plan, or the later one that was granted."""
        granted = self.relief.until if self.relief is not None else None
        return granted or self.period.due_for(self.unit.kind)

    @property
    def missing(self) -> tuple[str, ...]:
        """The ids of the cells that hold nothing, in order."""
        if self.filled is self.cells:  # as of most reports
            return ()
        return tuple(sorted(self.cells - self.filled))

    @property
    def accepted_on(self) -> date | None:
        """The day the report was accepted as it stands; None: it was not."""
        if self.review is None or not self.review.accepts(self.last_act):
            return None
        return self.review.recorded_on

    @property
    def is_exempt(self) -> bool:
        return self.relief is not None and self.relief.kind is ReliefKind.EXEMPT

    def late_until(self, as_of: date) -> date:
        """The day up to which a report that has not come is counted as late."""
        return as_of if self.closed is None else self.closed.recorded_on

    def mend_by(self, working: WorkCalendar) -> date | None:
        """Until when a report that was sent back is to come again (SEMANTICS 11).

        Never before it is due at all; None where it was not sent back, or a correction
        since has answered the reviewer.
        """
        review, sent = self.review, [act.id for act in self.sent]
        if self.is_exempt or review is None or not (sent and review.returns(sent)):
            return None
        return max(self.due, working.after(review.recorded_on, self.return_after))


def completed_by(owed: ReportObligation) -> date | None:
    """The day the first complete submission arrived, whatever came after.

    Complete: every expected cell has a figure or a stated empty; a unit with no
    cell is complete when it submits. A submission that fills no empty cell, such as
    a correction, does not move the day.
    """
    filled: set[str] = set()
    latest: date | None = None
    for submission in owed.sent:
        keys = submission.filled
        if keys is None:  # the only act: what is there, closed since or not
            keys = owed.filled | owed.unpublished if owed.unpublished else owed.filled
        if latest is None and keys is owed.cells:
            return submission.received
        brought = keys & owed.cells
        if latest is None:
            latest = submission.received
        elif brought - filled:
            latest = max(latest, submission.received)
        filled |= brought
        if owed.cells <= filled:
            return latest
    return None


NOTHING_OWED = frozenset[str]()


def owed_reports(
    plan: Plan, period: Period, facts: Facts, cells: Mapping[str, Cells]
) -> Iterator[ReportObligation]:
    """What every unit that exists in the period owes in it, and what it has sent."""
    # what is reported in finer periods is owed in those
    direct = (line for line in cells.values() if not is_finer(line.indicator, plan))
    lines = [line.in_terms_of(period) for line in direct]
    owes_all = not isinstance(plan, FinerPlan)
    owed, lacking = _owed_cells(lines, period), _empty_cells(lines, period)
    all_sent, last_acts = facts.submissions_by_report, facts.last_acts
    marked, return_after = facts.marked_reports, plan.calendar.return_after
    name = period.name
    for unit in plan.units:
        if (unit.since or unit.until) and not unit.active_in(period):
            continue
        if not (owes_all or unit.id in owed):
            continue
        own, at = owed.get(unit.id, NOTHING_OWED), (unit.id, name)
        empty = lacking.get(unit.id)
        filled, sent = own.difference(empty) if empty else own, all_sent.get(at, ())
        act = last_acts.get(at, 0)
        obligation = ReportObligation(
            unit, period, own, filled, sent, act, return_after=return_after
        )
        if at in marked:
            obligation = _marked(obligation, facts, at, empty or ())
        yield obligation


def _marked(
    owed: ReportObligation, facts: Facts, at: At, empty: Iterable[str]
) -> ReportObligation:
    """The same with all that became of the report, of whose cells some are empty."""
    closed = facts.closed_reports.get(at)
    # what the unit said was not published yet
    reported_keys = (
        key for key in empty if closed and facts.cells.get((key, *at)) is not None
    )
    return replace(
        owed,
        has_draft=at in facts.drafts,
        waiting=facts.drafts.get(at, ()),
        review=facts.last_review(*at),
        relief=facts.chase.relief(*at),
        reminded=facts.chase.reminders.get(at, ()),
        disputed=facts.disputed_by_report.get(at, ()),
        closed=closed,
        unpublished=frozenset(reported_keys),
    )


def _owed_cells(lines: Iterable[Cells], period: Period) -> Mapping[str, frozenset[str]]:
    """What each unit owes; units that owe the same share one value."""
    groups: dict[int, list[Cells]] = {}
    for line in lines:
        # what is owed no more once it is given: each goes by its own cells
        is_milestone = line.indicator.measure is Measure.MILESTONE
        alone = is_milestone or line.indicator.is_opening
        groups.setdefault(id(line if alone else line.duty), []).append(line)
    asked: dict[str, tuple[int, ...]] = {}
    for number, group in groups.items():
        for unit in group[0].owing(period):
            asked[unit] = (*asked.get(unit, ()), number)
    alike = {
        numbers: frozenset(line.indicator.id for key in numbers for line in groups[key])
        for numbers in set(asked.values())
    }
    return {unit: alike[numbers] for unit, numbers in asked.items()}


def _empty_cells(lines: Iterable[Cells], period: Period) -> Mapping[str, list[str]]:
    """The indicators that are owed in the period and hold nothing, by unit."""
    empty: dict[str, list[str]] = {}
    for line in lines:
        place = line.ground.places[period.name]
        for shape in line.asked_shapes:
            if shape.states[place] in EMPTY_STATES:
                for unit in shape.units:
                    empty.setdefault(unit, []).append(line.indicator.id)
    return empty
