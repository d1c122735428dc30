"""How a unit's report stands, day by day, and in which counts it is."""

from datetime import date

import pytest

from cchc.core.facts.acts import (
    Evidence,
    Opinion,
    Relief,
    ReliefKind,
    ReminderBook,
    Review,
)
from cchc.core.facts.report import Facts, Submission
from cchc.core.verdict.obligations import ReportObligation
from cchc.core.verdict.statuses import (
    Reporting,
    Status,
    TaskStatus,
    Tone,
    status_tone,
    task_tone,
)
from cchc.core.verdict.unit_reports import (
    UnitView,
    came_late,
    is_extended,
    is_in_time,
    is_overdue,
    is_owing,
    is_sent,
    is_silent,
    is_still_open,
    is_waited_for,
    is_whole,
    report_counts,
    unit_view,
)
from cchc.text.record import replace
from tests.core.verdict.test_duty import PAPER, WORK, owed, sent

DUE = date(2022, 3, 18)
BOTH = frozenset({"ck-6b", "dvctt"})
WHOLE = sent(1, 16, *BOTH)
LATE = sent(1, 21, *BOTH)
PART = sent(1, 16, "ck-6b")
NOTHING = replace(owed(), filled=frozenset())
BACK = Review(1, "p1", "Q1", Opinion.RETURNED, 1, date(2022, 3, 17))
TAKEN = Review(1, "p1", "Q1", Opinion.ACCEPTED, 1, date(2022, 3, 17))


def relief(kind: ReliefKind, until: date | None = None) -> Relief:
    return Relief("p1", "Q1", kind, until, DUE, "bão", "Lan", date(2022, 3, 1))


EXEMPT = relief(ReliefKind.EXEMPT)
LATER = relief(ReliefKind.EXTEND, date(2022, 3, 25))
TWICE = (WHOLE, sent(2, 17, "ck-6b"))


def after(day: int, whole: ReportObligation) -> UnitView:
    return unit_view(whole, date(2022, 3, day), WORK)


def has(
    *given: Submission, review: Review | None = None, last: int = 1
) -> ReportObligation:
    return replace(owed(*given), review=review, last_act=last)


@pytest.mark.parametrize(
    ("state", "day", "report"),
    [
        (NOTHING, 14, Reporting.OPEN),
        (NOTHING, 15, Reporting.DUE_SOON),
        (NOTHING, 18, Reporting.DUE_TODAY),
        (NOTHING, 19, Reporting.OVERDUE),
        (replace(NOTHING, has_draft=True), 14, Reporting.DRAFT),
        (replace(NOTHING, has_draft=True), 19, Reporting.OVERDUE),
        (replace(NOTHING, last_act=2), 14, Reporting.WITHDRAWN),
        (replace(NOTHING, last_act=2), 19, Reporting.WITHDRAWN),
        (replace(NOTHING, relief=LATER), 19, Reporting.OPEN),
        (replace(NOTHING, relief=LATER), 25, Reporting.DUE_TODAY),
        (replace(NOTHING, relief=EXEMPT), 19, Reporting.EXEMPT),
        (has(WHOLE), 17, Reporting.SUBMITTED),
        (has(WHOLE, review=BACK), 17, Reporting.RETURNED),
        (has(WHOLE, review=BACK), 22, Reporting.RETURNED),
        (has(WHOLE, review=BACK), 23, Reporting.OVERDUE),
        (replace(has(WHOLE, review=BACK), return_after=1), 19, Reporting.OVERDUE),
        (replace(has(WHOLE, review=BACK), relief=LATER), 25, Reporting.RETURNED),
        (replace(has(WHOLE, review=BACK), relief=EXEMPT), 23, Reporting.EXEMPT),
        (has(*TWICE, review=BACK, last=2), 17, Reporting.SUBMITTED),
        (has(WHOLE, review=TAKEN), 17, Reporting.ACCEPTED),
        (has(WHOLE, review=TAKEN, last=2), 17, Reporting.SUBMITTED),
        (replace(owed(PART), filled=frozenset({"ck-6b"})), 17, Reporting.INCOMPLETE),
        (replace(owed(WHOLE), filled=frozenset({"ck-6b"})), 17, Reporting.INCOMPLETE),
        (owed(PART), 17, Reporting.INCOMPLETE),
        (replace(NOTHING, cells=frozenset()), 17, Reporting.DUE_SOON),
        (replace(owed(PART), cells=frozenset()), 17, Reporting.SUBMITTED),
    ],
)
def test_the_state_of_a_report_on_a_day(
    state: ReportObligation, day: int, report: Reporting
) -> None:
    assert after(day, state).report is report


def test_a_report_sent_back_keeps_its_own_clock_beside_that_of_the_first() -> None:
    """SEMANTICS 11: the first complete submission decides on-time."""
    waiting, late = (after(day, has(WHOLE, review=BACK)) for day in (22, 24))
    assert (waiting.due, waiting.returned_on) == (date(2022, 3, 22), BACK.recorded_on)
    assert (waiting.on_time, waiting.late_days) == (True, 0)
    assert (late.on_time, late.late_days) == (True, 2)
    assert is_overdue(late, date(2022, 3, 24))
    assert not is_silent(late)
    mended = after(24, has(*TWICE, review=BACK, last=2))
    assert mended.due == DUE
    assert (mended.on_time, mended.late_days) == (True, 0)


@pytest.mark.parametrize(
    ("day", "report"),
    [(date(2021, 12, 14), Reporting.NOT_OPEN), (date(2021, 12, 15), Reporting.OPEN)],
)
def test_a_period_opens_on_its_first_day(day: date, report: Reporting) -> None:
    assert unit_view(NOTHING, day, WORK).report is report


@pytest.mark.parametrize(
    ("state", "day", "on_time", "late"),
    [
        (NOTHING, 18, None, 0),
        (NOTHING, 19, False, 0),
        (NOTHING, 21, False, 1),
        (has(WHOLE), 30, True, 0),
        (has(sent(1, 18, *BOTH)), 30, True, 0),
        (has(LATE), 30, False, 1),
        (owed(PART), 17, None, 0),
        (owed(PART), 22, False, 2),
        (replace(NOTHING, relief=EXEMPT), 30, None, 0),
        (replace(has(LATE), relief=LATER), 30, True, 0),
    ],
)
def test_the_first_whole_report_is_held_against_the_due_day(
    state: ReportObligation, day: int, *, on_time: bool | None, late: int
) -> None:
    view = after(day, state)
    assert view.on_time is on_time
    assert view.late_days == late


def test_what_is_empty_is_named_in_order() -> None:
    assert after(17, NOTHING).missing == ("ck-6b", "dvctt")
    assert after(17, replace(owed(PART), filled=frozenset())).missing == (
        "ck-6b",
        "dvctt",
    )
    assert after(17, has(WHOLE)).missing == ()
    assert after(17, replace(NOTHING, relief=EXEMPT)).missing == ()


def test_a_part_that_came_late_carries_its_own_day_until_the_rest_comes() -> None:
    view = after(22, owed(sent(1, 16, "ck-6b"), sent(2, 17, "ck-6b")))
    assert (view.first, view.last) == (sent(1, 16, "ck-6b"), sent(2, 17, "ck-6b"))
    nothing = after(22, NOTHING)
    assert (nothing.first, nothing.last) == (None, None)


def test_the_last_paper_stated_is_the_paper_of_the_report() -> None:
    newer = replace(PAPER, number="15/BC-UBND")
    pages = (
        sent(1, 15, "ck-6b", document=PAPER),
        sent(2, 16, "dvctt", document=newer),
        sent(3, 17, "dvctt"),
    )
    last = after(20, owed(*pages)).last
    assert last is not None
    assert (last.document, last.received) == (newer, date(2022, 3, 16))


def test_an_exempt_unit_that_wrote_is_shown_as_it_wrote() -> None:
    view = after(30, replace(has(LATE, review=TAKEN), relief=EXEMPT))
    assert view.last == LATE
    assert (view.review, view.accepted, view.relief) == (None, None, EXEMPT)


@pytest.mark.parametrize(
    ("review", "last", "accepted"),
    [(TAKEN, 1, date(2022, 3, 17)), (TAKEN, 2, None), (BACK, 1, None), (None, 1, None)],
)
def test_the_day_of_acceptance_is_that_of_the_report_as_it_stands(
    review: Review | None, last: int, accepted: date | None
) -> None:
    view = after(30, has(WHOLE, review=review, last=last))
    assert (view.review, view.accepted) == (review, accepted)


WITHDRAWN = replace(NOTHING, last_act=2)
VIEWS = {
    "waited for": after(17, NOTHING),
    "overdue": after(21, NOTHING),
    "taken back early": after(17, WITHDRAWN),
    "taken back late": after(21, WITHDRAWN),
    "a part": after(17, owed(PART)),
    "a part, late": after(21, owed(PART)),
    "whole": after(21, has(WHOLE)),
    "whole, late": after(22, has(LATE)),
    "a figure taken out": after(21, replace(owed(WHOLE), filled=frozenset({"ck-6b"}))),
    "sent back": after(21, has(WHOLE, review=BACK)),
    "a part, sent back": after(
        21, replace(has(PART, review=BACK), filled=frozenset({"ck-6b"}))
    ),
    "accepted": after(21, has(WHOLE, review=TAKEN)),
    "exempt": after(21, replace(NOTHING, relief=EXEMPT)),
    "more time": after(21, replace(NOTHING, relief=LATER)),
    "not open": unit_view(NOTHING, date(2021, 12, 1), WORK),
    "a draft": after(17, replace(NOTHING, has_draft=True)),
}
DAY = {
    "waited for": 17,
    "taken back early": 17,
    "a part": 17,
    "whole, late": 22,
    "a draft": 17,
}


def names_of(chosen: object) -> set[str]:
    assert callable(chosen)
    return {name for name, view in VIEWS.items() if chosen(view)}


def test_each_report_is_in_the_groups_it_belongs_to() -> None:
    whole = {"whole", "whole, late", "accepted"}
    assert names_of(is_owing) == set(VIEWS) - {"exempt"}
    assert names_of(is_whole) == whole
    assert names_of(is_sent) == whole | {"sent back"}
    assert names_of(is_waited_for) == set(VIEWS) - whole - {"exempt"}
    assert names_of(is_in_time) == {"whole", "accepted", "sent back"}
    assert names_of(came_late) == {"whole, late"}
    assert names_of(is_silent) == {"overdue", "taken back late"}
    assert names_of(is_still_open) == {
        "waited for",
        "taken back early",
        "more time",
        "a draft",
    }
    assert names_of(is_extended) == {"more time"}
    late = {
        name
        for name, view in VIEWS.items()
        if is_overdue(view, date(2022, 3, DAY.get(name, 21)))
    }
    assert late == {
        "overdue",
        "taken back late",
        "a part, late",
        "a part, sent back",
        "a figure taken out",
    }


def test_nobody_is_overdue_on_the_due_day_itself() -> None:
    assert not is_overdue(after(18, owed(PART)), DUE)
    assert is_overdue(after(19, owed(PART)), date(2022, 3, 19))


def test_the_counts_leave_out_who_is_exempt() -> None:
    chosen = ("overdue", "whole", "whole, late", "sent back", "exempt", "a part, late")
    counts = report_counts([VIEWS[name] for name in chosen], date(2022, 3, 22))
    found = (counts.expected, counts.submitted, counts.on_time, counts.overdue)
    assert found == (5, 3, 2, 2)


@pytest.mark.parametrize(
    ("opinion", "sent_acts", "returns"),
    [
        (Opinion.RETURNED, (1,), True),
        (Opinion.RETURNED, (), True),
        (Opinion.RETURNED, (1, 2), False),
        (Opinion.ACCEPTED, (1,), False),
    ],
)
def test_what_was_sent_after_a_return_answers_it(
    opinion: Opinion, sent_acts: tuple[int, ...], *, returns: bool
) -> None:
    review = Review(1, "p1", "Q1", opinion, 1, DUE)
    assert review.returns(sent_acts) is returns


@pytest.mark.parametrize(
    ("opinion", "last", "accepts"),
    [
        (Opinion.ACCEPTED, 1, True),
        (Opinion.ACCEPTED, 2, False),
        (Opinion.RETURNED, 1, False),
    ],
)
def test_an_acceptance_is_of_what_was_seen(
    opinion: Opinion, last: int, *, accepts: bool
) -> None:
    assert Review(1, "p1", "Q1", opinion, 1, DUE).accepts(last) is accepts


def test_the_last_word_of_the_reviewer_is_that_on_the_newest_report() -> None:
    older = Review(2, "p1", "Q1", Opinion.ACCEPTED, 1, DUE)
    newer = Review(1, "p1", "Q1", Opinion.RETURNED, 3, DUE)
    other = Review(3, "p2", "Q1", Opinion.ACCEPTED, 9, DUE)
    facts = Facts(DUE, reviews=(newer, older, other))
    assert facts.last_review("p1", "Q1") == newer
    assert facts.last_review("p1", "Q2") is None
    assert Facts(DUE).last_review("p1", "Q1") is None


@pytest.mark.parametrize(
    ("given", "reviews", "waits"),
    [
        ((WHOLE,), (BACK,), True),
        ((), (BACK,), False),
        ((WHOLE,), (), False),
        ((WHOLE,), (TAKEN,), False),
        (TWICE, (BACK,), False),
    ],
)
def test_a_report_sent_back_waits_to_be_mended(
    given: tuple[Submission, ...], reviews: tuple[Review, ...], *, waits: bool
) -> None:
    facts = Facts(DUE, submissions=given, reviews=reviews)
    assert facts.must_answer("p1", "Q1") is waits
    assert facts.was_sent("p1", "Q1") is bool(given)


def test_an_address_is_a_link_and_a_kept_file_is_a_copy() -> None:
    assert Evidence("x", "HTTPS://a.vn/1").is_link
    assert Evidence("x", "http://a.vn/1").is_link
    assert not Evidence("x", "12/QĐ-UBND").is_link
    assert Evidence("x", "a.pdf", file="minh-chung/a.pdf").is_copy
    assert not Evidence("x", "a.pdf", file="giay/a.pdf").is_copy
    assert not Evidence("x", "a.pdf").is_copy


def test_the_last_act_of_relief_stands() -> None:
    plain = ReminderBook()
    assert (plain.relief("p1", "Q1"), plain.is_exempt("p1", "Q1")) == (None, False)
    assert plain.due("p1", "Q1", DUE) == DUE
    later = plain.with_relief(EXEMPT).with_relief(LATER)
    assert later.relief("p1", "Q1") == LATER
    assert later.due("p1", "Q1", DUE) == LATER.until
    assert not later.is_exempt("p1", "Q1")
    freed = later.with_relief(EXEMPT)
    assert freed.is_exempt("p1", "Q1")
    assert not freed.is_exempt("p1", "Q2")
    assert freed.due("p1", "Q1", DUE) == DUE
    back = freed.with_relief(relief(ReliefKind.LIFT))
    assert (back.relief("p1", "Q1"), back.due("p1", "Q1", DUE)) == (None, DUE)


TONES = {
    Tone.BAD: (Status.FAILED, Status.UNREACHABLE, Status.BEHIND),
    Tone.WARN: (
        Status.DONE_LATE,
        Status.UNDETERMINED,
        Status.NO_BASELINE,
        Status.WATCH,
    ),
    Tone.GOOD: (Status.ON_TRACK, Status.MET, Status.EXCEEDED),
    Tone.PLAIN: (Status.STATISTIC,),
    Tone.DULL: (
        *(Status.UNASSIGNED, Status.AWAITED, Status.NOT_DUE),
        *(Status.VOID, Status.NIL_YEAR),
    ),
}


def test_every_status_has_one_tone() -> None:
    toned = {tone: {s for s in Status if status_tone(s) is tone} for tone in Tone}
    assert toned == {tone: set(listed) for tone, listed in TONES.items()}


@pytest.mark.parametrize(
    ("status", "tone"),
    [
        (TaskStatus.OVERDUE, Tone.BAD),
        (TaskStatus.DONE_LATE, Tone.WARN),
        (TaskStatus.EXTENDED, Tone.WARN),
        (TaskStatus.DONE_ON_TIME, Tone.GOOD),
        (TaskStatus.DOING, Tone.PLAIN),
        (TaskStatus.RECURRING, Tone.PLAIN),
        (TaskStatus.NOT_STARTED, Tone.DULL),
        (TaskStatus.DROPPED, Tone.DULL),
    ],
)
def test_the_tone_of_a_task(status: TaskStatus, tone: Tone) -> None:
    assert task_tone(status) is tone
