"""Whose cells enter a figure: gaps, closed reports, and those who took a place."""

from datetime import date, timedelta

import pytest

from cchc.core.facts.acts import Closing, ClosingKind
from cchc.core.facts.report import CellState, Facts
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import Indicator
from cchc.core.plan.unit import Unit
from cchc.core.verdict.cells import cells_in
from cchc.core.verdict.coverage import Answers, Coverage, answers, entering_cells
from cchc.text.record import replace
from tests.core.world import YEAR_END, Said, changed, facts_of, indicator, plan_of

YES = indicator(Measure.YES, None)
STONE = indicator(Measure.MILESTONE, None)
RUNNING = indicator(Measure.RUNNING, None)
END, DAY = date(2022, 4, 30), date(2022, 3, 1)
OLD = Unit("old", "A", until=END, successor="new")
OLDER = Unit("older", "B", until=END, successor="new")
NEW = Unit("new", "C", since=date(2022, 5, 1))
STAYS = Unit("u1", "D")
MERGED = (OLD, OLDER, NEW, STAYS)
Sets = dict[str, tuple[str, ...]]


def told(**by_cell: Said) -> dict[tuple[str, str], Said]:
    """What was said of `unit_quarter`."""
    made: dict[tuple[str, str], Said] = {}
    for at, value in by_cell.items():
        unit, _, name = at.partition("_")
        made[unit, name] = value
    return made


def answers_of(
    line: Indicator,
    given: dict[tuple[str, str], Said],
    quarter: int,
    excused: tuple[str, ...] = (),
) -> Answers:
    plan = replace(plan_of(line), units=MERGED)
    free = frozenset(("x", "u1", name) for name in excused)
    facts = replace(facts_of(given, YEAR_END), excused=free)
    among = periods(plan)
    return answers(cells_in(plan, among, facts)["x"], among[quarter - 1])


BOTH = changed(YES, reporters=("old", "older"), lead="old")
ALONE = changed(YES, reporters=("old",), lead="old")


@pytest.mark.parametrize(
    ("line", "given", "quarter", "excused", "groups"),
    [
        (YES, told(u1_Q1=True), 1, (), {"done": ("u1",)}),
        (YES, told(u1_Q1=True), 2, (), {"done": ("u1",), "stale": ("u1",)}),
        # a gap before the answer leaves nothing open
        (YES, told(u1_Q2=True), 2, (), {"done": ("u1",)}),
        (YES, told(u1_Q1=True, u1_Q2=False), 2, (), {"not_done": ("u1",)}),
        (YES, told(u1_Q1=False), 2, (), {"unknown": ("u1",), "last_no": ("u1",)}),
        (YES, {}, 2, (), {"unknown": ("u1",)}),
        # not asked now: its last answer stands, or it is asked later
        (YES, told(u1_Q1=False), 2, ("Q2",), {"not_done": ("u1",)}),
        (YES, {}, 2, ("Q1", "Q2"), {"later": ("u1",)}),
        (YES, {}, 2, ("Q1", "Q2", "Q3", "Q4"), {}),
        (STONE, told(u1_Q1=DAY), 2, (), {"done": ("u1",)}),
        (STONE, told(u1_Q1="nil"), 2, (), {"unknown": ("u1",)}),
        # whoever takes the place of units that ended with a yes need not say it again
        (ALONE, told(old_Q1=True), 2, (), {"done": ("old", "new"), "stale": ("new",)}),
        (ALONE, told(old_Q1=False), 2, (), {"unknown": ("new",)}),
        (ALONE, {}, 2, (), {"unknown": ("new",)}),
        (
            ALONE,
            told(old_Q1=True, new_Q2=False),
            2,
            (),
            {"done": ("old",), "not_done": ("new",)},
        ),
        (
            BOTH,
            told(old_Q1=True, older_Q1=True),
            2,
            (),
            {"done": ("old", "older", "new"), "stale": ("new",)},
        ),
        (
            BOTH,
            told(old_Q1=True, older_Q1=False),
            2,
            (),
            {"done": ("old",), "unknown": ("new",)},
        ),
        (BOTH, told(old_Q1=True), 2, (), {"done": ("old",), "unknown": ("new",)}),
    ],
)
def test_how_each_unit_has_answered(
    line: Indicator,
    given: dict[tuple[str, str], Said],
    quarter: int,
    excused: tuple[str, ...],
    groups: Sets,
) -> None:
    answers = answers_of(line, given, quarter, excused)
    named: Sets = {
        "done": tuple(unit for unit, _ in answers.done),
        "not_done": answers.not_done,
        "unknown": answers.unknown,
        "last_no": answers.last_no,
        "later": answers.later,
        "stale": tuple(answers.stale),
    }
    assert {name: own for name, own in named.items() if own} == groups


def test_those_whose_last_word_was_no_count_as_having_said_something() -> None:
    own = Answers((("a", None),), ("b",), ("c", "d"), last_no=("c",))
    assert own.count == (3, 4)
    assert Answers((), (), ("c",)).count == (0, 1)


def test_who_has_still_time_is_who_leaves_it_open_for_no_other_reason() -> None:
    at = periods(plan_of())[0]
    unknown = ("a", "b", "c", "d")
    cover = Coverage(0, 4, ("a",), ("b",), stale={"c": at}, unknown=unknown)
    assert cover.not_due == ("d",)


@pytest.mark.parametrize(
    ("given", "owed"),
    [
        # what all of the ended ones have done their heir does not owe again
        (told(old_Q1=DAY, older_Q1=DAY), []),
        (told(old_Q1=DAY), ["Q2", "Q3", "Q4"]),
        (told(old_Q1=DAY, new_Q3=DAY), ["Q2"]),
        ({}, ["Q2", "Q3", "Q4"]),
    ],
)
def test_a_milestone_is_owed_by_the_heir_until_all_whose_place_it_takes_have_it(
    given: dict[tuple[str, str], Said], owed: list[str]
) -> None:
    line = changed(STONE, reporters=("old", "older"), lead="old")
    plan = replace(plan_of(line), units=MERGED)
    among = periods(plan)
    cells = cells_in(plan, among, facts_of(given, YEAR_END))["x"]
    assert owed == [own.name for own in among if cells.is_expected("new", own)]
    assert owed == [own.name for own in among if "new" in cells.owing(own)]


def test_a_period_that_another_version_moved_is_due_when_that_says() -> None:
    plan = plan_of(YES)
    first, *_ = periods(plan)
    day = first.due + timedelta(3)
    cells = cells_in(plan, periods(plan), Facts(day))["x"]
    moved = replace(first, cutoff=day, due=day + timedelta(5))
    states = [cells.state("u1", own) for own in (first, moved, replace(first))]
    assert states == [CellState.MISSING, CellState.NOT_DUE, CellState.MISSING]


CLOSED = Closing("u1", "Q2", ClosingKind.CLOSE, "1", None, YEAR_END)


@pytest.mark.parametrize(
    ("given", "quarter", "excused", "stale"),
    [
        (told(u1_Q1=5, u1_Q2=7), 2, (), None),
        (told(u1_Q1=5), 2, (), "Q1"),
        (told(u1_Q1=5, u1_Q2=7), 3, (), "Q2"),
        (told(u1_Q1=5, u1_Q2=7), 4, (), "Q2"),
        (told(u1_Q1=5, u1_Q2="nil"), 2, (), None),
        (told(u1_Q2="nil"), 2, (), "Q1"),
        (told(u1_Q1="nil"), 2, (), "Q2"),
        (told(u1_Q1="nil"), 1, (), None),
        # a silent unit is named as such, and nothing older stands for it
        ({}, 2, (), None),
        # not asked now, it rests on a gap that nobody else would name
        ({}, 2, ("Q2",), "Q1"),
        (told(u1_Q1=5), 2, ("Q2",), None),
    ],
)
def test_an_older_total_counts_over_a_gap_and_its_period_is_named(
    given: dict[tuple[str, str], Said],
    quarter: int,
    excused: tuple[str, ...],
    stale: str | None,
) -> None:
    facts = with_line(given, excused)
    assert stale_of(facts, quarter) == stale


def with_line(given: dict[tuple[str, str], Said], excused: tuple[str, ...]) -> Facts:
    # another unit reports in every quarter
    whole = {("u2", f"Q{n}"): n for n in range(1, 5)}
    facts = facts_of({**whole, **given}, YEAR_END)
    free = frozenset(("x", "u1", name) for name in excused)
    return replace(facts, excused=free)


TWO = changed(RUNNING, reporters=("u1", "u2"))


def cover_of(facts: Facts, quarter: int) -> Coverage:
    plan = replace(plan_of(TWO), units=(STAYS, Unit("u2", "E")))
    among = periods(plan)
    return entering_cells(
        cells_in(plan, among, facts)["x"], among[quarter - 1]
    ).coverage


def stale_of(facts: Facts, quarter: int) -> str | None:
    stale = cover_of(facts, quarter).stale
    assert set(stale) <= {"u1"}
    return stale["u1"].name if stale else None


def test_a_total_of_a_report_that_was_closed_counts_with_the_figure_before() -> None:
    facts = replace(with_line(told(u1_Q1=5), ()), closings=(CLOSED,))
    cover = cover_of(facts, 2)
    assert {unit: at.name for unit, at in cover.stale.items()} == {"u1": "Q1"}
    assert (cover.closed, cover.unknown) == (("u1",), ())
    nothing = replace(with_line(told(u1_Q1="nil"), ()), closings=(CLOSED,))
    assert cover_of(nothing, 2).stale == {}


@pytest.mark.parametrize(
    ("given", "quarter", "excused", "counted"),
    [
        (told(u1_Q1=5), 2, (), (2, 2)),
        ({}, 2, (), (1, 2)),
        (told(u1_Q2=5), 2, ("Q1",), (2, 2)),
        ({}, 2, ("Q1", "Q2"), (1, 1)),
    ],
)
def test_units_of_which_anything_is_in_the_sum_are_counted_of_all_asked(
    given: dict[tuple[str, str], Said],
    quarter: int,
    excused: tuple[str, ...],
    counted: tuple[int, int],
) -> None:
    cover = cover_of(with_line(given, excused), quarter)
    assert (cover.counted, cover.units) == counted
