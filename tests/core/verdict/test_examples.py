"""The examples of SEMANTICS 13 that speak of verdicts, each as a sentence."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from cchc.core.facts.report import Item
from cchc.core.plan.measure import Measure, RatioOf
from cchc.core.plan.plan import Amount, Baseline
from cchc.core.plan.targets.kinds import By, Yes
from cchc.core.plan.targets.line import AtLeast, AtMost, MoreThan
from cchc.core.plan.trajectory import Points, Profile, Step
from cchc.core.verdict.statuses import Status
from tests.core.world import changed, indicator, quarters, seen

RATE = indicator(Measure.RATIO, AtLeast(Decimal(100)))


def test_one_file_in_two_thousand_late_fails_and_prints_99_95() -> None:
    view = seen(RATE, quarters("u1", "500/500", "499/500", "500/500", "500/500"), "Q4")
    assert view.verdict.status is Status.FAILED
    assert view.shown == "99,95%"


def test_nothing_all_year_is_no_failure() -> None:
    view = seen(RATE, quarters("u1", "nil", "nil", "nil", "0/0"), "Q4")
    assert (view.verdict.status, view.verdict.rule) == (Status.NIL_YEAR, "S1c")


def test_thirds_add_up_exactly() -> None:
    flow = changed(indicator(Measure.FLOW, AtLeast(Decimal(100))), decimals=1)
    view = seen(flow, quarters("u1", "33.3", "33.3", "33.4", "nil"), "Q4")
    assert (view.verdict.status, view.actual) == (Status.MET, Fraction(100))


def test_a_reported_zero_is_watched_not_missing() -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(8)))
    view = seen(flow, quarters("u1", 0))
    assert (view.verdict.status, view.verdict.rule) == (Status.WATCH, "S6")


def test_a_figure_that_never_came_leaves_it_undetermined() -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(8)))
    view = seen(flow, {})
    assert (view.verdict.status, view.verdict.rule) == (Status.UNDETERMINED, "S9")
    assert view.verdict.known is None
    assert view.coverage.silent == ("u1",)


def test_nine_known_of_eight_is_exceeded_whoever_is_silent() -> None:
    wards = tuple(f"u{n}" for n in range(1, 13))
    flow = indicator(Measure.FLOW, AtLeast(Decimal(8)), units=wards)
    said = {(f"u{n}", "Q1"): 1 for n in range(1, 10)}
    view = seen(flow, said)
    assert view.verdict.status is Status.EXCEEDED
    assert (view.coverage.reported, view.coverage.expected) == (9, 12)
    assert view.coverage.silent == ("u10", "u11", "u12")


def test_six_of_five_allowed_is_lost_now_and_three_at_the_end_is_met() -> None:
    flow = indicator(Measure.FLOW, AtMost(Decimal(5)))
    assert seen(flow, quarters("u1", 6)).verdict.status is Status.UNREACHABLE
    kept = seen(flow, quarters("u1", 1, 1, 1, 0), "Q4")
    assert kept.verdict.status is Status.MET


def test_a_running_total_with_a_gap_is_a_lower_bound_then_exact() -> None:
    running = indicator(Measure.RUNNING, AtLeast(Decimal(30)))
    said = {("u1", "Q1"): 10, ("u1", "Q3"): 25}
    half = seen(running, said, "Q2")
    assert (half.actual, [*half.coverage.stale]) == (Fraction(10), ["u1"])
    assert (half.shown, half.stale) == ("10", True)
    third = seen(running, said, "Q3")
    assert (third.actual, third.stale) == (Fraction(25), False)


def test_wards_are_pooled_never_averaged() -> None:
    rate = indicator(Measure.RATIO, AtLeast(Decimal(90)), units=("u1", "u2"))
    view = seen(rate, {("u1", "Q1"): "1/1", ("u2", "Q1"): "90/100"})
    assert view.actual == Fraction(9100, 101)
    assert view.shown == "90,1%"


def test_the_same_field_in_two_registers_counts_once() -> None:
    register = indicator(Measure.REGISTER, AtLeast(Decimal(3)), units=("u1", "u2"))
    day = date(2022, 2, 20)
    rows = tuple(Item("x", unit, "Q1", "Y tế", "y te", day) for unit in ("u1", "u2"))
    assert seen(register, {}, items=rows).actual == 1


def test_an_index_equal_to_last_years_has_not_risen() -> None:
    level = changed(
        indicator(Measure.LEVEL, MoreThan(None), Step()),
        decimals=2,
        baseline=Baseline(Decimal("65.42")),
    )
    equal = seen(level, {("u1", "Q4"): "65.42"}, "Q4")
    assert equal.verdict.status is Status.FAILED
    higher = seen(level, {("u1", "Q4"): "66.10"}, "Q4")
    assert higher.verdict.status is Status.MET
    assert higher.percent is None


def test_a_declared_profile_beats_the_straight_line() -> None:
    shares = tuple(Decimal(share) for share in ("0.10", "0.28", "0.50", "1"))
    rate = changed(
        indicator(Measure.RATIO, AtLeast(Decimal(100)), Profile("p"), of=RatioOf.PLAN),
        amount=Amount(Decimal(1000), cumulative=True),
        trajectory=Points(tuple(100 * share for share in shares)),
    )
    view = seen(rate, quarters("u1", 100, 280), "Q2")
    assert (view.shown, view.verdict.status) == ("28%", Status.ON_TRACK)


def test_one_late_file_of_183_is_out_of_reach_that_day() -> None:
    view = seen(RATE, quarters("u1", "86/86", "96/97"), "Q2")
    assert (view.verdict.status, view.verdict.rule) == (Status.UNREACHABLE, "S2")
    assert view.shown == "99,45%"


def test_the_first_quarter_asked_for_a_year_later_is_judged_as_itself() -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(73)))
    said = quarters("u1", 18, 0, 0, 60)
    late = seen(flow, said, "Q1", date(2023, 6, 1))
    assert (late.actual, late.verdict.status) == (Fraction(18), Status.ON_TRACK)


def test_a_product_of_the_last_days_counts_in_the_last_quarter_only() -> None:
    register = changed(
        indicator(Measure.REGISTER, AtLeast(Decimal(1))), settles=date(2022, 12, 31)
    )
    rows = (Item("x", "u1", "Q3", "Khô cá", "kho ca", date(2022, 12, 30)),)
    said = quarters("u1", "nil", "nil", "nil", "nil")
    assert seen(register, said, "Q3", items=rows).actual == 0
    assert seen(register, said, "Q4", items=rows).actual == 1


def test_more_revenue_than_the_budget_is_exceeded_not_refused() -> None:
    rate = changed(
        indicator(
            Measure.RATIO,
            AtLeast(Decimal(100)),
            Points((Decimal(100),) * 4),
            of=RatioOf.PLAN,
        ),
        amount=Amount(Decimal(520000), cumulative=True),
    )
    view = seen(rate, quarters("u1", 0, 0, 0, 541840), "Q4")
    assert (view.shown, view.verdict.status) == ("104,2%", Status.EXCEEDED)


def test_a_perfect_rate_is_on_track_until_the_year_settles() -> None:
    said = quarters("u1", "10/10", "10/10", "10/10", "10/10")
    early = seen(RATE, said, "Q4", date(2022, 12, 16))
    assert early.verdict.status is Status.ON_TRACK
    assert seen(RATE, said, "Q4").verdict.status is Status.MET


def test_a_lost_case_outweighs_an_unpublished_figure() -> None:
    wards = tuple(f"u{n}" for n in range(1, 10))
    rate = indicator(Measure.RATIO, AtLeast(Decimal(100)), units=wards)
    said = {(ward, "Q1"): "9/10" for ward in wards[1:]}
    view = seen(rate, {**said, ("u1", "Q1"): "unavailable"})
    assert (view.verdict.status, view.verdict.rule) == (Status.UNREACHABLE, "S2")


def test_a_figure_nobody_has_published_is_awaited_not_failed() -> None:
    level = changed(
        indicator(Measure.LEVEL, MoreThan(None), Step()),
        baseline=Baseline(Decimal(65)),
    )
    view = seen(level, {("u1", "Q4"): "unavailable"}, "Q4", date(2022, 12, 18))
    assert (view.verdict.status, view.verdict.rule) == (Status.AWAITED, "S2a")


def test_before_the_cut_off_silence_is_not_due() -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(8)))
    view = seen(flow, {}, "Q1", date(2022, 3, 10))
    assert (view.verdict.status, view.verdict.rule) == (Status.NOT_DUE, "S1")


def test_a_step_expects_nothing_before_it() -> None:
    flow = indicator(Measure.FLOW, AtLeast(Decimal(8)), Step("Q4"))
    assert seen(flow, {}, "Q3").verdict.status is Status.NOT_DUE


def test_a_milestone_is_met_late_lost_or_open() -> None:
    due = By(date(2022, 5, 31))
    milestone = indicator(Measure.MILESTONE, due)
    done = seen(milestone, {("u1", "Q1"): date(2022, 3, 1)}, "Q2")
    assert done.verdict.status is Status.MET
    late = seen(milestone, {("u1", "Q2"): date(2022, 6, 2)}, "Q2")
    assert (late.verdict.status, late.verdict.rule) == (Status.DONE_LATE, "S4")
    lost = seen(milestone, {("u1", "Q2"): "nil"}, "Q2")
    assert lost.verdict.status is Status.UNREACHABLE
    early = seen(milestone, {("u1", "Q1"): "nil"}, "Q1")
    assert early.verdict.status is Status.ON_TRACK


def test_a_yes_counts_when_every_unit_says_so() -> None:
    yes = indicator(Measure.YES, Yes(), units=("u1", "u2"))
    both = seen(yes, {("u1", "Q1"): True, ("u2", "Q1"): True})
    assert (both.verdict.status, both.shown) == (Status.MET, "có")
    one = seen(yes, {("u1", "Q1"): True, ("u2", "Q1"): False})
    assert (one.verdict.status, one.verdict.rule) == (Status.NOT_DUE, "S4a")
    silent = seen(yes, {("u1", "Q4"): True}, "Q4")
    assert silent.verdict.status is Status.UNDETERMINED


def test_the_worked_example_of_the_contract() -> None:
    path = Points(tuple(Decimal(point) for point in (15, 34, 53, 73)))
    flow = changed(
        indicator(Measure.FLOW, AtLeast(Decimal(73)), path),
        previous_year=tuple(Decimal(count) for count in (12, 18, 11, 20)),
    )
    view = seen(flow, quarters("u1", 14))
    assert (view.verdict.status, view.verdict.rule) == (Status.WATCH, "S6")
    assert (view.percent, view.expected) == (Decimal("19.18"), Fraction(15))
    assert view.previous_year == 12
    assert view.pace is not None
    assert view.pace.per_period == Fraction(59, 3)
