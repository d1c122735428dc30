"""Boards of other years, and the verdict that lasts: of which plan, day and line."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc.core.facts.report import (
    NIL,
    CellKey,
    CellState,
    EarlierYear,
    Facts,
    Item,
    Reading,
)
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Across, Measure, RatioOf
from cchc.core.plan.period import Basis, CalendarRules, Rhythm
from cchc.core.plan.plan import Indicator, Plan, PlanVersion
from cchc.core.plan.targets.kinds import By, Each, GroupTarget
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.board import (
    YearBoard,
    board_of_last_year,
    lines_in,
    period_of_year,
    year_boards,
)
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.indicator import IndicatorView, PreviousGap, PreviousSource
from cchc.core.verdict.share import PastCells
from cchc.core.verdict.status import every_indicator, status_view
from cchc.text.record import replace
from tests.core.world import (
    Said,
    changed,
    facts_of,
    indicator,
    plan_of,
    quarters,
)

D = Decimal
FLOW = indicator(Measure.FLOW, AtLeast(D(8)), units=("u1", "u2"))
RATE = indicator(Measure.RATIO, AtLeast(D(90)), units=("u1", "u2"), of=RatioOf.FLOW)
LEVEL = indicator(Measure.LEVEL, AtLeast(D(8)), units=("u1", "u2"))
STONE = indicator(Measure.MILESTONE, By(date(2022, 5, 31)), units=("u1", "u2"))
HEIR = (Unit("u1", "A", successor="u2"), Unit("u2", "B"))
DAY = date(2023, 6, 25)


def cells_by_key(said: dict[str, Said]) -> dict[CellKey, Reading]:
    """Figures of x by `unit quarter`."""
    cells = facts_of({tuple(at.split()): n for at, n in said.items()}, DAY).cells  # type: ignore[misc]
    return dict(cells)


def past_board(line: Indicator, said: dict[str, Said]) -> YearBoard:
    """The second quarter of 2022."""
    plan = replace(plan_of(line), units=HEIR)
    in_order = periods(plan)
    known = Facts(date(2023, 3, 1), cells_by_key(said))
    return YearBoard(in_order[1], plan, cells_in(plan, in_order, known))


NOW = periods(replace(plan_of(FLOW), year=2023))[1]
ALONE = {"u2": Unit("u2", "B")}
BOTH = {"u1": Unit("u1", "A"), "u2": Unit("u2", "B")}


@pytest.mark.parametrize(
    ("line", "said", "merged", "number", "denominator"),
    [
        (FLOW, {"u1 Q2": 3, "u2 Q2": 4}, True, 7, None),
        (FLOW, {"u1 Q2": "nil", "u2 Q2": 4}, True, 4, None),
        (FLOW, {"u1 Q2": 3, "u2 Q2": 4}, False, 4, None),
        (FLOW, {"u1 Q2": 3, "u2 Q1": 4}, True, 3, None),
        (RATE, {"u1 Q2": "3/4", "u2 Q2": "4/9"}, True, 7, 13),
        # states and answers of two are none of the one that they became
        (LEVEL, {"u1 Q2": 3, "u2 Q2": 4}, True, None, None),
        (LEVEL, {"u1 Q2": 3, "u2 Q2": 4}, False, 4, None),
        (STONE, {"u1 Q2": 3, "u2 Q2": 4}, True, None, None),
        (FLOW, {"u1 Q1": 3, "u2 Q1": 4}, True, None, None),
    ],
)
def test_a_unit_is_shown_what_those_that_became_it_said_a_year_before(
    *,
    line: Indicator,
    said: dict[str, Said],
    merged: bool,
    number: int | None,
    denominator: int | None,
) -> None:
    members = ALONE if merged else BOTH
    reading = past_board(line, said).reading(line, "u2", members, NOW)
    if number is None:
        assert reading is None
        return
    assert reading is not None
    assert reading.number == number
    assert reading.denominator == denominator
    assert (reading.state, reading.typed) == (CellState.VALUE, None)


@pytest.mark.parametrize(
    ("line", "said", "merged", "figure"),
    [
        (FLOW, {"u1 Q1": 3, "u1 Q2": 1, "u2 Q1": 4, "u2 Q2": 0}, True, 8),
        (FLOW, {"u1 Q1": 3, "u1 Q2": 1, "u2 Q1": 4, "u2 Q2": 0}, False, 4),
        (RATE, {"u1 Q2": "3/4", "u2 Q2": "3/8"}, True, 50),
        (changed(LEVEL, across=Across.SUM), {"u1 Q2": 3, "u2 Q2": 4}, True, 7),
        # a state of several units is no state of the one that they became
        (LEVEL, {"u1 Q2": 3, "u2 Q2": 4}, True, None),
        (LEVEL, {"u1 Q2": 3, "u2 Q2": 4}, False, 4),
        (STONE, {"u1 Q2": 3, "u2 Q2": 4}, False, None),
    ],
)
def test_a_units_part_of_the_year_before_is_that_of_those_that_became_it(
    *, line: Indicator, said: dict[str, Said], merged: bool, figure: int | None
) -> None:
    board = past_board(line, said)
    past = PastCells(board.cells["x"], board.period)
    assert past.figure_of("u2", ALONE if merged else BOTH, NOW) == figure
    assert past.figure_of("u9", BOTH, NOW) is None


def test_what_was_measured_otherwise_is_not_shown() -> None:
    board = past_board(FLOW, {"u1 Q2": 3, "u2 Q2": "nil"})
    for other in (
        changed(FLOW, id="y"),
        changed(FLOW, measure=Measure.RUNNING),
        changed(FLOW, unit="hộ"),
        changed(FLOW, scale=("kém", "tốt")),
    ):
        assert board.reading(other, "u1", BOTH, NOW) is None
    assert board.reading(FLOW, "u2", BOTH, NOW) == NIL
    # a target is no part of what is measured
    assert board.reading(changed(FLOW, target=None), "u2", BOTH, NOW) == NIL


def test_rows_of_a_register_are_counted_over_all_of_the_year() -> None:
    plan = plan_of(indicator(Measure.REGISTER, None, units=("u1", "u2")))
    rows = [("u1", "Q1", "a"), ("u1", "Q2", "b"), ("u1", "Q2", "b"), ("u2", "Q1", "c")]
    items = tuple(Item("x", unit, at, name, name) for unit, at, name in rows)
    in_order = periods(plan)
    known = Facts(date(2023, 3, 1), items=items)
    board = YearBoard(in_order[0], plan, cells_in(plan, in_order, known))
    counts = [board.count_items("x", unit) for unit in ("u1", "u2", "u3")]
    assert [*counts, board.count_items("y", "u1")] == [3, 1, 0, 0]


def version(plan: Plan, day: date | None = None) -> PlanVersion:
    return PlanVersion(1, plan, 1, day or date(plan.year, 1, 5), "0" * 64)


def earlier(plan: Plan, said: dict[tuple[str, str], Said]) -> EarlierYear:
    """A year of the ledger; what it is asked for is kept to what is named."""

    def known(day: date, keys: Collection[str] | None) -> Facts:
        facts = facts_of(said, day)
        named = {at: n for at, n in facts.cells.items() if not keys or at[0] in keys}
        return replace(facts, cells=named)

    return EarlierYear(plan.year, lambda: (version(plan),), known)


def year_of(plan: Plan, year: int) -> Plan:
    return replace(plan, year=year, id=f"thu-{year}")


ONE = plan_of(FLOW)
SPAN = CalendarRules(Basis.CALENDAR, years=2)
LONG = replace(ONE, id="dai", year=2020, calendar=SPAN)


Years = list[tuple[int, Fraction | int | None]]


def values_of(facts: Facts, **options: int | date) -> Years:
    """Year and figure of every board for the second quarter of 2023."""
    now = cells_in(year_of(ONE, 2023), periods(year_of(ONE, 2023)), facts)["x"]
    return [
        (board.period.year, board.figure(now, NOW).value)
        for board in year_boards(facts, NOW, ("x",), **options)  # type: ignore[arg-type]
    ]


def test_the_boards_of_the_ledger_come_the_latest_first_each_year_once() -> None:
    facts = replace(
        facts_of({}, DAY),
        earlier=(
            earlier(year_of(ONE, 2022), {**quarters("u1", 1, 2)}),
            # another plan of the same year is not asked
            earlier(replace(ONE, id="khac"), {**quarters("u1", 70, 70)}),
            earlier(year_of(ONE, 2019), {**quarters("u1", 3, 4)}),
        ),
    )
    assert values_of(facts) == [(2022, 3), (2019, 7)]
    assert values_of(facts, year=2019) == [(2019, 7)]
    assert values_of(facts, year=2021) == []
    assert values_of(facts, on=date(2023, 1, 20)) == [(2022, 3), (2019, 7)]
    # a plan of several years that runs on into this one has no board of it
    level = replace(LONG, year=2022, indicators=(changed(LEVEL, reporters=("u1",)),))
    told: dict[tuple[str, str], Said] = {("u1", f"{y}-Q2"): y for y in (2022, 2023)}
    longer = replace(facts, earlier=(earlier(level, told),))
    assert [own.period.year for own in year_boards(longer, NOW, ("x",))] == [2022]


def test_years_of_one_long_plan_are_boards_of_their_own_without_totals() -> None:
    said: dict[tuple[str, str], Said] = {
        ("u1", f"{year}-Q{n}"): year - 2019
        for year in (2020, 2021)
        for n in range(1, 5)
    }
    facts = replace(facts_of({}, DAY), earlier=(earlier(LONG, said),))
    boards = list(year_boards(facts, NOW, ("x",)))
    assert [board.period.name for board in boards] == ["2021-Q2", "2020-Q2"]
    now = cells_in(year_of(ONE, 2023), periods(year_of(ONE, 2023)), facts)["x"]
    gaps = [board.figure(now, NOW).gap for board in boards]
    assert gaps == [PreviousGap.SPAN, PreviousGap.SPAN]


def test_totals_of_one_year_do_not_stand_beside_those_of_several() -> None:
    first = periods(LONG)[1]
    book = earlier(year_of(ONE, 2019), {("u1", "Q2"): 5, ("u2", "Q2"): 0})
    facts = replace(facts_of({}, date(2020, 7, 20)), earlier=(book,))
    view = lines_in((version(LONG),), first, facts, None)["x"]
    assert view.previous is not None
    assert view.previous.gap is PreviousGap.SPAN


@pytest.mark.parametrize(
    ("line", "value", "gap"),
    [
        (FLOW, None, PreviousGap.SPAN),
        (changed(LEVEL, across=Across.SUM), 5, None),
        (indicator(Measure.YES, None), None, None),
    ],
)
def test_a_plan_of_several_years_has_its_own_year_before(
    line: Indicator, value: int | None, gap: PreviousGap | None
) -> None:
    plan = replace(LONG, indicators=(line,))
    is_yes = line.measure is Measure.YES
    said: dict[tuple[str, str], Said] = {
        ("u1", "2020-Q2"): True if is_yes else 5,
        ("u1", "2021-Q2"): True if is_yes else 6,
    }
    said |= {("u2", f"{year}-Q2"): True if is_yes else 0 for year in (2020, 2021)}
    day = date(2021, 7, 20)
    facts = facts_of(said, day)
    in_order = periods(plan)
    (view,) = lines_in((version(plan),), in_order[5], facts, None).values()
    assert view.previous is not None
    assert (view.previous.year, view.previous.value, view.previous.gap) == (
        *(2020, value, gap),
    )
    assert view.previous.answer is (True if is_yes else None)
    # of totals that run on no unit has a figure of the year before either
    shares = {share.unit: share.previous for share in view.shares}
    assert shares.get("u1") == value
    # of the first year there is none
    (first,) = lines_in((version(plan),), in_order[1], facts, None).values()
    assert first.previous is None
    cells = cells_in(plan, in_order, facts)
    assert board_of_last_year(facts, plan, in_order[1], cells) is None
    board = board_of_last_year(facts, plan, in_order[5], cells)
    assert board is not None
    assert (board.period, board.cells) == (in_order[1], cells)


def test_a_month_is_found_in_a_plan_that_asks_for_some_lines_by_the_month() -> None:
    monthly = changed(FLOW, every=Rhythm.MONTH)
    other = changed(FLOW, id="y")
    last = replace(plan_of(monthly, other), calendar=CalendarRules(Basis.CALENDAR))
    now = replace(
        year_of(last, 2023),
        calendar=CalendarRules(Basis.CALENDAR, every=Rhythm.MONTH),
        indicators=(FLOW,),
    )
    said: dict[tuple[str, str], Said] = {
        (unit, f"M{n:02}"): n for unit in ("u1", "u2") for n in range(1, 13)
    }
    facts = replace(facts_of({}, DAY), earlier=(earlier(last, said),))
    may = periods(now)[4]
    board = board_of_last_year(facts, now, may, cells_in(now, periods(now), facts))
    assert board is not None
    assert (board.period.name, board.period.year) == ("M05", 2022)
    assert list(board.cells) == ["x"]
    view = lines_in((version(now),), may, facts, None)["x"]
    assert view.previous is not None
    assert view.previous.value == 2 * (1 + 2 + 3 + 4 + 5)


def test_a_period_is_found_by_its_own_name_and_year() -> None:
    among = periods(LONG)
    assert period_of_year(among, among[5], 2020) == among[1]
    assert period_of_year(among, among[5], 2019) is None
    assert period_of_year(among, NOW, 2021) == among[5]
    assert period_of_year(periods(ONE), among[2], 2022) == periods(ONE)[2]


def with_ledger(
    now: Indicator, said: dict[tuple[str, str], Said], *years: tuple[int, int | None]
) -> IndicatorView:
    """The line in Q2/2023, with its years; of each what u1 said in Q1, or nothing."""
    plan = year_of(plan_of(now), 2023)
    past = plan_of(changed(now, previous_year=()))
    before = tuple(
        earlier(
            year_of(past, year), {} if n is None else {("u1", "Q1"): n, ("u2", "Q1"): 0}
        )
        for year, n in years
    )
    facts = replace(facts_of(said, DAY), earlier=before)
    view = status_view((version(plan),), periods(plan)[1], facts, with_years=True)
    return every_indicator(view)[0]


def years_of(view: IndicatorView) -> Years:
    return [(own.year, own.value) for own in view.years]


def test_the_years_of_a_line_end_with_this_one_and_skip_what_is_not_known() -> None:
    told = {**quarters("u1", 4, 5), **quarters("u2", 0, 0)}
    view = with_ledger(FLOW, told, (2022, 3), (2021, None), (2020, 1), (2019, 2))
    assert years_of(view) == [(2019, 2), (2020, 1), (2022, 3), (2023, 9)]
    assert with_ledger(FLOW, told, (2021, None)).years == ()
    # what the plan types stands for the ledger's figure of that year
    typed = changed(FLOW, previous_year=(D(1), D(1)))
    view = with_ledger(typed, told, (2022, 3), (2021, 7))
    assert years_of(view) == [(2021, 7), (2022, 2), (2023, 9)]
    assert view.previous is not None
    assert view.previous.source is PreviousSource.PLAN
    assert view.previous.in_ledger == 3
    # or where the ledger has none of it
    silent = with_ledger(typed, told, (2022, None)).previous
    assert silent is not None
    assert (silent.source, silent.in_ledger) == (PreviousSource.PLAN, None)
    assert silent.value == 2


EACH = changed(
    FLOW,
    target=Each((GroupTarget("ward", AtLeast(D(8)), units=("u1", "u2")),), D(100)),
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ({"u1 Q1": 9, "u1 Q2": 1, "u2 Q1": 9, "u2 Q2": 1}, 2),
        ({"u1 Q1": 9, "u1 Q2": 1, "u2 Q1": 1, "u2 Q2": 1}, 1),
        ({"u1 Q1": 0, "u1 Q2": 0, "u2 Q1": 0, "u2 Q2": 0}, 0),
        ({}, None),
    ],
)
def test_of_a_promise_for_every_unit_it_is_told_how_many_kept_it(
    said: dict[str, Said], value: int | None
) -> None:
    plan = plan_of(EACH)
    in_order = periods(plan)
    known = Facts(date(2022, 7, 1), cells_by_key(said))
    board = YearBoard(in_order[1], plan, cells_in(plan, in_order, known))
    today = year_of(plan, 2023)
    now = cells_in(today, periods(today), facts_of({}, DAY))["x"]
    previous = board.figure(now, NOW)
    assert previous.value == value
    assert previous.of == (None if value is None else 2)
    assert previous.gap is (PreviousGap.FIGURE if value is None else None)
    # counted by units and counted together are two things
    alone = cells_in(year_of(ONE, 2023), periods(today), facts_of({}, DAY))["x"]
    assert board.figure(alone, NOW).gap is PreviousGap.CHANGED
