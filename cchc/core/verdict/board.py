"""The lines of a period, each with the verdict that lasts (SEMANTICS 7)."""

from collections.abc import Container, Mapping
from functools import cached_property

from cchc.core.facts.amendment import (
    PlanWithWithdrawn,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.period import Period
from cchc.core.plan.plan import PlanVersion
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.each_unit import LastOfUnit, line_verdict
from cchc.core.verdict.indicator import NONE_SHOWN, IndicatorView, indicator_view
from cchc.core.verdict.judging import PastVerdict
from cchc.core.verdict.share import UnitParts
from cchc.core.verdict.statuses import UNJUDGED_STATUSES, Status
from cchc.core.verdict.verdict_rules import Verdict
from cchc.text.record import Record, replace


class PastBoards(Record, dict=True):
    """Earlier periods, each as the version in force for it judges it (7, 10).

    `version`, `listed` and `now` are what the period asked is judged on, `facts` what
    is known, as it was told.
    """

    versions: Versions
    facts: Facts
    version: PlanVersion
    listed: PlanWithWithdrawn
    now: Mapping[str, Cells]

    @cached_property
    def _boards(self) -> dict[int, tuple[PlanWithWithdrawn, Mapping[str, Cells]]]:
        return {self.version.number: (self.listed, self.now)}

    def last_verdict(
        self, key: str, period: Period, unit: str | None = None
    ) -> PastVerdict | None:
        """The verdict on a line in the latest period before this one that has one.

        With `unit`, as that one is held to it.
        """
        for past in reversed(self.now[key].upto(period)[:-1]):
            listed, cells = self._board(past)
            line = cells.get(key)
            if line is None or key in listed.withdrawn:
                continue
            planned = as_planned(past, line.periods)
            verdict = line_verdict(line, listed.plan, planned, unit)
            if verdict is not None and verdict.status not in UNJUDGED_STATUSES:
                return PastVerdict(planned, verdict)
        return None

    def last_of_unit(self, key: str, period: Period) -> LastOfUnit:
        """Finds the last verdict on a line as one unit is held to it."""
        return lambda unit: self.last_verdict(key, period, unit)

    def _board(self, past: Period) -> tuple[PlanWithWithdrawn, Mapping[str, Cells]]:
        """The lines and cells that a period was judged on."""
        as_of = self.facts.as_of
        version = version_in_force(self.versions, past.ordinal, as_of)
        if version.number not in self._boards:
            known = with_history(self.facts, self.versions, version)
            listed = listing(self.versions, version, as_of)
            cells = cells_in(listed.plan, periods_of(version.plan), known)
            self._boards[version.number] = listed, cells
        return self._boards[version.number]


def line_views(boards: PastBoards, period: Period) -> dict[str, IndicatorView]:
    """Every line of the period, withdrawn ones as void (S0)."""
    listed, cells = boards.listed, boards.now
    views = {
        key: indicator_view(line, listed.plan, period, boards.last_of_unit(key, period))
        for key, line in cells.items()
    }
    for key, view in views.items():
        if view.verdict.status is Status.NOT_DUE:
            views[key] = replace(view, last=boards.last_verdict(key, period))
    # of a line that an amendment withdrew what was reported stays, nothing is due
    void = {
        key: replace(
            views[key],
            verdict=Verdict(Status.VOID, "S0"),
            judgement=None,
            expected=None,
            percent=None,
            shown_expected=NONE_SHOWN,
            stale=False,
            coverage=Coverage(0, 0),
            pace=None,
            parts=UnitParts(None, period),
            last=None,
            each=None,
        )
        for key in views
        if key in listed.withdrawn
    }
    views |= void
    for line in listed.plan.declared_indicators:
        below = tuple(views[own.id] for own in line.child_indicators if own.id in views)
        if below and line.id in views:
            views[line.id] = replace(views[line.id], children=below)
    return views


def lines_in(
    versions: Versions, period: Period, facts: Facts, keys: Container[str] | None
) -> dict[str, IndicatorView]:
    """Lines of what `status_view` shows, those of `keys` where they are given."""
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    planned = as_planned(period, periods)
    cells = cells_in(listed.plan, periods, known, keys, upto=planned)
    return line_views(PastBoards(versions, facts, version, listed, cells), planned)


def indicator_in(
    versions: Versions, period: Period, facts: Facts, key: str
) -> IndicatorView | None:
    """One line of what `status_view` shows; None when the plan has no such line."""
    return lines_in(versions, period, facts, {key}).get(key)


def as_planned(period: Period, among: tuple[Period, ...]) -> Period:
    """The period as the version in force has it."""
    return next((planned for planned in among if planned.name == period.name), period)
