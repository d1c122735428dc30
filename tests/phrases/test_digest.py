"""What papers tell of a view is chosen once, and nobody is chosen twice."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from cchc.core.plan.plan import Plan
from cchc.core.verdict.status import StatusView, every_indicator
from cchc.core.verdict.statuses import WORST_FIRST, Reporting, Status, TaskStatus
from cchc.features.papers.show.memo_assessment import outstanding_lines
from cchc.phrases.writer import Writer, digest_of
from cchc.text.record import replace
from cchc.words.translator import Voice


def ids(views: object) -> list[str]:
    assert isinstance(views, tuple)
    return [view.unit.id for view in views]


@pytest.mark.parametrize(
    ("report", "on_time"), list(product(Reporting, (True, False, None)))
)
def test_a_unit_is_missing_for_one_reason_at_most(
    view: StatusView, report: Reporting, on_time: bool | None
) -> None:
    unit = replace(view.units[0], report=report, on_time=on_time)
    digest = digest_of(replace(view, units=(unit,)))
    missing = [name for name, units in digest.missing_units.items() if units]
    assert len(missing) <= 1
    assert not (missing and digest.late_units)


def test_a_report_taken_back_is_silent_once_it_is_late(view: StatusView) -> None:
    unit = replace(view.units[0], report=Reporting.WITHDRAWN, on_time=False)
    early = replace(unit, on_time=None)
    digest = digest_of(replace(view, units=(unit,)))
    assert ids(digest.silent_units) == [unit.unit.id]
    digest = digest_of(replace(view, units=(early,)))
    assert ids(digest.silent_units) == []
    assert ids(digest.missing_units["open"]) == [unit.unit.id]


def test_figures_that_need_the_leader_come_worst_first(view: StatusView) -> None:
    first, second, third, *_ = view.commitments[0].indicators * 3
    judged = tuple(
        replace(figure, verdict=replace(figure.verdict, status=status))
        for figure, status in (
            (first, Status.WATCH),
            (second, Status.BEHIND),
            (third, Status.FAILED),
        )
    )
    digest = digest_of(replace(view, commitments=(), indicators=judged))
    assert [e.verdict.status for e in digest.red] == [Status.FAILED, Status.BEHIND]
    assert [e.verdict.status for e in digest.amber] == [Status.WATCH]


def test_every_figure_is_red_amber_or_neither(view: StatusView) -> None:
    digest = digest_of(view)
    told = [*digest.red, *digest.amber]
    assert len({id(figure) for figure in told}) == len(told)
    ranks = [WORST_FIRST.index(figure.verdict.status) for figure in told]
    assert ranks == sorted(ranks)
    assert set(map(id, told)) <= {id(figure) for figure in every_indicator(view)}


def test_nothing_done_yet_is_no_achievement(
    plan: Plan, view: StatusView, vi: Voice
) -> None:
    figure = next(e for e in every_indicator(view) if e.percent is not None)
    kept = replace(figure, verdict=replace(figure.verdict, status=Status.ON_TRACK))
    nothing = replace(kept, actual=Fraction(0), percent=Decimal(0))
    alone = replace(view, commitments=(), indicators=(nothing,))
    assert [*outstanding_lines(Writer(alone, plan, vi))] == []


@pytest.mark.parametrize(
    ("due", "is_next"),
    [
        (date(2022, 6, 13), False),
        (date(2022, 6, 14), True),  # the last day of this period: not late yet
        (date(2022, 6, 15), True),
        (date(2022, 9, 14), True),  # the last day of the next
        (date(2022, 9, 30), True),  # of the quarter in the calendar
        (date(2022, 10, 1), False),
        (None, False),
    ],
)
def test_tasks_of_the_next_period_alone_come_next(
    view: StatusView, due: date | None, is_next: bool
) -> None:
    assert view.period.cutoff == date(2022, 6, 14)
    task = replace(view.tasks[0], status=TaskStatus.DOING, due=due)
    digest = digest_of(replace(view, tasks=(task,)))
    assert digest.next_tasks == ((task,) if is_next else ())
    for status in (TaskStatus.DONE_ON_TIME, TaskStatus.OVERDUE):
        settled = replace(task, status=status)
        assert digest_of(replace(view, tasks=(settled,))).next_tasks == ()


def test_after_the_last_period_every_later_task_comes_next(view: StatusView) -> None:
    last = view.periods[-1]
    task = replace(
        view.tasks[0], status=TaskStatus.DOING, due=last.cutoff + timedelta(400)
    )
    digest = digest_of(replace(view, period=last, tasks=(task,)))
    assert digest.next_tasks == (task,)
    assert digest.next_period is None


def test_a_long_list_of_units_is_counted_not_cut_by_one(
    view: StatusView, plan: Plan, vi: Voice
) -> None:
    writer = Writer(view, plan, vi)
    units = [unit.id for unit in plan.units]
    assert writer.some_units(units[:4]).count(",") == 3
    assert writer.some_units(units[:5]).endswith("và 02 đơn vị khác")
    assert writer.some_units([]) == "–"
