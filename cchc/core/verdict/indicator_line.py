"""The lines of a plan in one period: every indicator as it is judged."""

from collections.abc import Mapping

from cchc.core.facts.amendment import (
    Listing,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.report import Facts
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.period import Period
from cchc.core.verdict.cells import Cells, by_indicator, cells_of
from cchc.core.verdict.indicator import NONE_SHOWN, indicator_view
from cchc.core.verdict.view import Coverage, IndicatorView, Status, Verdict
from cchc.text.record import replace


def line_views(
    listed: Listing, cells: Mapping[str, Cells], period: Period
) -> dict[str, IndicatorView]:
    """Every line of the period, withdrawn ones as void (S0)."""
    plan = listed.plan
    return {
        key: _void(indicator_view(one, plan, period))
        if key in listed.withdrawn
        else indicator_view(one, plan, period)
        for key, one in cells.items()
    }


def _void(view: IndicatorView) -> IndicatorView:
    """A line that an amendment withdrew: what was reported stays, nothing is due."""
    return replace(
        view,
        verdict=Verdict(Status.VOID, "S0"),
        expected=None,
        percent=None,
        shown_expected=NONE_SHOWN,
        stale=False,
        coverage=Coverage(0, 0),
        pace=None,
        shares=(),
        cells=(),
    )


def indicator_in(
    versions: Versions, period: Period, facts: Facts, key: str
) -> IndicatorView | None:
    """One line of what `status_view` shows; None when the plan has no such line."""
    version = version_in_force(versions, period.ordinal, facts.as_of)
    periods = periods_of(version.plan)
    known = with_history(facts, versions, version)
    listed = listing(versions, version, known.as_of)
    one = listed.plan.indicator(key)
    if one is None:
        return None
    readings = by_indicator(known).get(key, {})
    cells = {key: cells_of(one, listed.plan, periods, known, readings)}
    return line_views(listed, cells, as_planned(period, periods))[key]


def as_planned(period: Period, among: tuple[Period, ...]) -> Period:
    """The period as the version in force has it."""
    return next((each for each in among if each.name == period.name), period)
