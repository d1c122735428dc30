"""What every unit owes in a period of a plan, and its record over the year."""

from datetime import date
from decimal import Decimal

from cchc.core.facts.acts import Opinion, Review
from cchc.core.facts.amendment import Versions
from cchc.core.facts.report import NIL, CellKey, Facts, Reading, Submission
from cchc.core.plan.calendar import periods
from cchc.core.plan.measure import Measure
from cchc.core.plan.plan import NO_PAPER, PlanVersion
from cchc.core.plan.targets.line import AtLeast
from cchc.core.plan.unit import Unit
from cchc.core.verdict.board import indicator_in
from cchc.core.verdict.coverage import Coverage
from cchc.core.verdict.status import StatusView, every_indicator, status_view
from cchc.core.verdict.statuses import Reporting, Status
from cchc.core.verdict.unit_reports import UnitView
from cchc.text.record import replace
from tests.core.world import AFTER_Q2, changed, facts_of, indicator, plan_of, whole_view

D = Decimal
OLD = Unit("old", "Cũ", "ward", until=date(2022, 4, 30), successor="new")
NEW = Unit("new", "Mới", "ward", since=date(2022, 5, 1))
STAYS, IDLE = Unit("stays", "Ở lại", "ward"), Unit("idle", "Không", "ward")
FLOW = indicator(Measure.FLOW, AtLeast(D(8)), units=("old", "stays"))
LISTED = changed(
    indicator(Measure.REGISTER, AtLeast(D(8)), units=("stays",)), id="y", name="Y"
)
PLAN = replace(plan_of(FLOW, LISTED), units=(OLD, NEW, STAYS, IDLE))
SENT_ON = date(2022, 6, 15)


def sent(number: int, unit: str, period: str, day: date) -> Submission:
    return Submission(number, unit, period, day, day, NO_PAPER, frozenset({"x", "y"}))


def view_of(facts: Facts, period: str = "Q2") -> StatusView:
    return whole_view(PLAN, facts, period)


def unit_of(view: StatusView, name: str) -> UnitView:
    return next(each for each in view.units if each.unit.id == name)


def test_an_heir_owes_the_figure_and_a_silent_unit_all_of_it() -> None:
    view = view_of(Facts(AFTER_Q2))
    assert [each.unit.id for each in view.units] == ["new", "stays", "idle"]
    missing = {each.unit.id: each.missing for each in view.units}
    assert missing == {"new": ("x",), "stays": ("x", "y"), "idle": ()}
    first = view_of(Facts(AFTER_Q2), "Q1")
    assert [each.unit.id for each in first.units] == ["old", "stays", "idle"]
    assert unit_of(first, "old").missing == ("x",)


def nothing_new(*quarters: str) -> dict[CellKey, Reading]:
    return {("y", "stays", name): NIL for name in quarters}


def test_a_register_that_a_report_does_not_mention_is_missing() -> None:
    told = facts_of({("stays", "Q2"): 3}, AFTER_Q2)
    stays = unit_of(view_of(told), "stays")
    assert (stays.report, stays.missing) == (Reporting.INCOMPLETE, ("y",))
    act = sent(1, "stays", "Q2", SENT_ON)
    cells = {**told.cells, **nothing_new("Q2")}
    whole = replace(told, cells=cells, submissions=(act,))
    stays = unit_of(view_of(whole), "stays")
    assert (stays.report, stays.missing) == (Reporting.SUBMITTED, ())
    bare = Facts(AFTER_Q2, submissions=(sent(1, "stays", "Q1", SENT_ON),))
    assert unit_of(view_of(bare, "Q1"), "stays").missing == ("x", "y")
    assert every_indicator(view_of(bare, "Q1"))[1].actual is None
    first = replace(bare, cells=nothing_new("Q1"))
    assert every_indicator(view_of(first, "Q1"))[1].actual == 0
    assert every_indicator(view_of(first))[1].coverage.silent == ("stays",)


def test_a_draft_and_a_withdrawal_are_seen_until_a_report_comes() -> None:
    early = date(2022, 6, 10)
    draft = Facts(early, drafts={("stays", "Q2"): ()})
    assert unit_of(view_of(draft), "stays").report is Reporting.DRAFT
    assert unit_of(view_of(draft), "new").report is Reporting.OPEN
    back = Facts(early, last_acts={("stays", "Q2"): 1})
    assert unit_of(view_of(back), "stays").report is Reporting.WITHDRAWN
    assert unit_of(view_of(back), "new").report is Reporting.OPEN


def test_a_record_has_a_mark_for_every_period_that_was_owed() -> None:
    told = facts_of({("stays", "Q1"): 3, ("stays", "Q2"): 3}, AFTER_Q2).cells
    cells = {**told, **nothing_new("Q1", "Q2")}
    late = date(2022, 3, 22)
    facts = Facts(
        AFTER_Q2,
        cells=cells,
        submissions=(sent(1, "stays", "Q1", late), sent(2, "stays", "Q2", SENT_ON)),
        reviews=(Review(1, "stays", "Q2", Opinion.ACCEPTED, 2, AFTER_Q2),),
        last_acts={("stays", "Q1"): 1, ("stays", "Q2"): 2},
    )
    records = view_of(facts).records
    first, second = records["stays"].marks
    assert (first.complete, first.on_time, first.accepted) == (late, False, None)
    assert (second.complete, second.on_time) == (SENT_ON, True)
    assert (second.late_days, second.accepted) == (0, AFTER_Q2)
    assert first.late_days > 0
    assert (records["stays"].on_time, records["stays"].of) == (1, 2)
    assert [mark.on_time for mark in records["old"].marks] == [False]
    assert [mark.on_time for mark in records["new"].marks] == [False]
    both = records["old"].followed_by(records["new"])
    assert (len(both.marks), both.on_time, both.of, both.reminders) == (2, 0, 2, 0)


def test_a_line_that_was_withdrawn_is_void_and_nothing_is_due() -> None:
    gone = changed(FLOW, id="z", name="Z", measure=Measure.RUNNING)
    first = replace(PLAN, indicators=(FLOW, gone))
    done: Versions = (
        PlanVersion(1, first, 1, date(2022, 1, 5), "0" * 64),
        PlanVersion(2, PLAN, 3, date(2022, 7, 2), "1" * 64),
    )
    third = periods(PLAN)[2]
    told = facts_of({("stays", "Q1"): 3}, date(2022, 9, 25))
    cells = {("z", "stays", "Q1"): told.cells["x", "stays", "Q1"]}
    facts = replace(told, cells={**told.cells, **cells})
    view = status_view(done, third, facts)
    void = next(each for each in every_indicator(view) if each.indicator.id == "z")
    assert (void.verdict.status, void.verdict.rule) == (Status.VOID, "S0")
    assert (void.coverage, void.stale) == (Coverage(0, 0), False)
    assert (void.expected, void.percent, void.pace) == (None, None, None)
    assert (void.shares, void.cells, void.judgement) == ((), (), None)
    assert indicator_in(done, third, facts, "z") == void
    assert indicator_in(done, third, facts, "nothing") is None
    alive = next(each for each in every_indicator(view) if each.indicator.id == "x")
    assert indicator_in(done, third, facts, "x") == alive
