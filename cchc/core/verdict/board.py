"""The lines of a period, each with the verdict that lasts (SEMANTICS 7).

Beside each stands its figure of the same period a year before, as the ledger's plan
of that year has it.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property

from cchc.core.facts.amendment import (
    PlanWithWithdrawn,
    Versions,
    listing,
    version_in_force,
    with_history,
)
from cchc.core.facts.derived import sum_of_readings
from cchc.core.facts.report import EarlierYear, Facts, Reading
from cchc.core.facts.succession import Members, predecessors
from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.finer import finer_plan, finer_rhythms, finer_versions
from cchc.core.plan.measure import Measure
from cchc.core.plan.period import Period
from cchc.core.plan.plan import Indicator, Plan
from cchc.core.verdict.aggregate import figures_of
from cchc.core.verdict.cells import Cells, cells_in
from cchc.core.verdict.coverage import Coverage, answers
from cchc.core.verdict.indicator import (
    NONE_SHOWN,
    IndicatorView,
    PreviousGap,
    PreviousSource,
    PreviousYear,
    indicator_view,
)
from cchc.core.verdict.judging import (
    EachUnit,
    LastOfUnit,
    PastVerdict,
    PeriodInputs,
    as_planned,
    line_verdict,
    period_inputs,
)
from cchc.core.verdict.share import PastCells, UnitParts
from cchc.core.verdict.statuses import UNJUDGED_STATUSES, Status
from cchc.core.verdict.verdict_rules import Verdict
from cchc.text.compare import fold
from cchc.text.number_format import rounded
from cchc.text.record import Record, replace


class PastBoards(Record, dict=True):
    """Earlier periods, each as the version in force for it judges it (7, 10).

    `inputs` are what the period asked is judged on.
    """

    versions: Versions
    inputs: PeriodInputs

    @property
    def now(self) -> Mapping[str, Cells]:
        return self.inputs.cells

    @cached_property
    def _boards(self) -> dict[int, tuple[PlanWithWithdrawn, Mapping[str, Cells]]]:
        return {self.inputs.version.number: (self.inputs.listed, self.now)}

    def last_verdict(
        self, key: str, period: Period, unit: str | None = None
    ) -> PastVerdict | None:
        """The last verdict on a line before this period, or on it for one unit."""
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
        facts = self.inputs.told
        version = version_in_force(self.versions, past.ordinal, facts.as_of)
        if version.number not in self._boards:
            known = with_history(facts, self.versions, version)
            listed = listing(self.versions, version, facts.as_of)
            cells = cells_in(listed.plan, periods_of(version.plan), known, self.now)
            self._boards[version.number] = listed, cells
        return self._boards[version.number]


class YearBoard(Record):
    """The cells of the same period in another year, as its own plan has them."""

    period: Period
    plan: Plan
    cells: Mapping[str, Cells]

    def figure(self, now: Cells, upto: Period) -> PreviousYear:
        """The figure that stands beside that of `now` in `upto`, or why there is none.

        Two lines are one if what they measure is. Over several years totals run on:
        no two years of them are of the same length.
        """
        line, then = now.indicator, self.cells.get(now.indicator.id)
        nothing = PreviousYear(self.period.year)
        if then is None:
            return replace(nothing, gap=PreviousGap.LINE)
        if what_is_measured(then.indicator) != what_is_measured(line):
            return replace(nothing, gap=PreviousGap.CHANGED)
        if (upto.span or self.period.span) and not (then.is_state or then.is_answered):
            return replace(nothing, gap=PreviousGap.SPAN)
        previous = replace(nothing, source=PreviousSource.LEDGER)
        if line.each is not None:
            each = EachUnit(then, self.plan, self.period)
            reaching = len(each.units_reaching)
            if reaching or each.short:
                count, total = Fraction(reaching), len(each.units)
                return replace(previous, value=count, of=total)
        elif line.measure is Measure.MILESTONE:
            previous = replace(previous, done=answers(then, self.period).latest)
        elif line.measure is Measure.YES:
            previous = replace(previous, answer=answers(then, self.period).all_done)
        else:
            figures = figures_of(then, self.period)
            cover = figures.entering.coverage
            previous = replace(previous, value=figures.now.known, coverage=cover)
        return (
            previous if previous.is_known else replace(nothing, gap=PreviousGap.FIGURE)
        )

    def reading(
        self, line: Indicator, unit: str, members: Members, upto: Period
    ) -> Reading | None:
        """What a unit said then of the period alone; counts of merged units added up.

        `members` are the units of today, in their period `upto`.
        """
        then = self.cells.get(line.id)
        if (
            then is None
            or what_is_measured(then.indicator)[:-1] != (what_is_measured(line)[:-1])
        ):
            return None
        units = predecessors(then.members, members, unit, upto)
        own = then.of_units(units)
        cells = (own.reading(key, self.period) for key in units)
        readings = [reading for reading in cells if reading is not None]
        if len(readings) < 2:
            return next(iter(readings), None)
        if then.is_state or then.is_answered:
            return None
        return sum_of_readings(readings)

    def count_items(self, key: str, unit: str) -> int:
        """How many rows of a register a unit had in all of that year."""
        then = self.cells.get(key)
        return 0 if then is None else sum(row.unit == unit for row in then.items)


def board_of_last_year(
    facts: Facts, plan: Plan, period: Period, now: Mapping[str, Cells]
) -> YearBoard | None:
    """The same period a year before: of a plan of several years in itself.

    `now` are the cells of the lines that are asked for.
    """
    own = period_of_year(periods_of(plan), period, period.year - 1)
    if own is not None:
        return YearBoard(own, plan, now)
    return next(year_boards(facts, period, now, period.year - 1), None)


def what_is_measured(line: Indicator) -> tuple[object, ...]:
    """All that two years of a line must share for their figures to be compared."""
    counts_units = line.each is not None
    return line.measure, line.of, fold(line.unit), line.scale, counts_units


def year_boards(
    facts: Facts,
    period: Period,
    keys: Iterable[str],
    year: int | None = None,
    on: date | None = None,
) -> Iterator[YearBoard]:
    """The ledger's earlier years that have the period, the latest first; of one `year`.

    `keys` are the lines that are asked for; `on` is the day whose end counts, if not
    that of the facts. What its plan withdrew has no figure.
    """
    named, day = frozenset(keys), on or facts.as_of
    seen = set[int]()
    for earlier in facts.earlier:
        for past in range(period.year - 1, earlier.year - 1, -1):
            if past in seen or year not in {None, past}:
                continue
            versions, then = _same_period(earlier, period, past)
            if then is None:
                continue
            seen.add(past)
            known = earlier.read_facts(day, named if on else None)
            own = period_inputs(versions, then, known, named)
            yield YearBoard(own.period, own.version.plan, own.owed_cells)


def _same_period(
    earlier: EarlierYear, period: Period, year: int
) -> tuple[Versions, Period | None]:
    """The versions of an earlier plan as they ask in this period, and it in `year`."""
    versions = earlier.versions
    plan = versions[-1].plan
    if (then := period_of_year(periods_of(plan), period, year)) is not None:
        return versions, then
    for rhythm in finer_rhythms(plan):
        among = periods_of(finer_plan(plan, rhythm))
        if (then := period_of_year(among, period, year)) is not None:
            return finer_versions(versions, rhythm), then
    return versions, None


def period_of_year(among: Iterable[Period], period: Period, year: int) -> Period | None:
    """The period of another year that is called as this one is."""
    name = period.own_name.replace(str(period.year), str(year))
    return next((p for p in among if p.year == year and p.own_name == name), None)


def _with_year_ago(
    views: Mapping[str, IndicatorView], boards: PastBoards, period: Period
) -> dict[str, IndicatorView]:
    """The lines with their figure of the same period a year before.

    What the plan types wins, unless it only repeats what the ledger said when the
    plan was applied: a figure corrected since stands as it is now (9).
    """
    inputs, year = boards.inputs, period.year - 1
    past = inputs.told
    board = board_of_last_year(past, inputs.listed.plan, period, boards.now)
    if board is None:
        return dict(views)
    lines = {}
    for key, view in views.items():
        now, typed = boards.now[key], view.previous
        ledger = board.figure(now, period)
        if typed is not None and not _repeats(typed, ledger):
            applied = inputs.version.recorded_on
            then = next(year_boards(past, period, (key,), year, applied), None)
            if then is None or not _repeats(typed, then.figure(now, period)):
                ledger = replace(typed, in_ledger=ledger.value)
        parts = view.parts
        if ledger.gap not in {PreviousGap.LINE, PreviousGap.CHANGED, PreviousGap.SPAN}:
            cells = PastCells(board.cells[key], board.period)
            parts = replace(parts, past=cells)
        lines[key] = replace(view, previous=ledger, parts=parts)
    return lines


def _with_years(
    views: Mapping[str, IndicatorView], boards: PastBoards, period: Period
) -> dict[str, IndicatorView]:
    """The lines with their figure of the period in every year of the ledger.

    The oldest first, this year's the last; only where an earlier year has one.
    """
    figures: dict[str, list[PreviousYear]] = {key: [] for key in views}
    for board in year_boards(boards.inputs.told, period, views):
        for key, view in views.items():
            previous = view.previous
            if previous is None or previous.year != board.period.year:
                previous = board.figure(boards.now[key], period)
            if previous.is_known:
                figures[key].insert(0, previous)
    lines = dict(views)
    for key, view in views.items():
        of = None if view.each is None else len(view.each.units)
        now = PreviousYear(
            period.year, None, view.actual, None, view.done, view.answer, of
        )
        if figures[key]:
            lines[key] = replace(view, years=(*figures[key], now))
    return lines


def _repeats(typed: PreviousYear, ledger: PreviousYear) -> bool:
    """Whether what was typed is the ledger's own figure, as far as it was typed."""
    if typed.value is None or ledger.value is None:
        return False
    digits = typed.decimals or 0
    return rounded(ledger.value, digits) == rounded(typed.value, digits)


def line_views(
    boards: PastBoards, *, with_years: bool = False
) -> dict[str, IndicatorView]:
    """Every line of the period, withdrawn ones as void (S0)."""
    listed, period = boards.inputs.listed, boards.inputs.period
    views = {
        key: indicator_view(line, listed.plan, period, boards.last_of_unit(key, period))
        for key, line in boards.now.items()
    }
    if boards.inputs.told.earlier or period.span:
        views = _with_year_ago(views, boards, period)
        views = _with_years(views, boards, period) if with_years else views
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
    inputs = period_inputs(versions, period, facts, keys)
    return line_views(PastBoards(versions, inputs))


def indicator_in(
    versions: Versions, period: Period, facts: Facts, key: str
) -> IndicatorView | None:
    """One line of what `status_view` shows; None when the plan has no such line."""
    return lines_in(versions, period, facts, {key}).get(key)
