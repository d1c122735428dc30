from datetime import date

from cchc.core.facts.report import Submission
from cchc.core.plan.calendar import WorkCalendar
from cchc.core.plan.period import Period
from cchc.core.plan.plan import NO_PAPER, Paper
from cchc.core.plan.unit import Unit
from cchc.core.verdict.obligations import ReportObligation, completed_by
from cchc.core.verdict.unit_reports import unit_view

QUARTER = Period(
    name="Q1",
    ordinal=1,
    year=2022,
    start=date(2021, 12, 15),
    cutoff=date(2022, 3, 14),
    due=date(2022, 3, 18),
    dues={},
)
WARD = Unit("p1", "Phường 1", "ward")
WORK = WorkCalendar(frozenset(), frozenset())
PAPER = Paper("12/BC-UBND", date(2022, 3, 15))


def sent(number: int, day: int, *filled: str, document: Paper = NO_PAPER) -> Submission:
    received = date(2022, 3, day)
    return Submission(
        number, "p1", "Q1", received, received, document, frozenset(filled)
    )


def owed(*submissions: Submission) -> ReportObligation:
    both = frozenset({"ck-6b", "dvctt"})
    return ReportObligation(WARD, QUARTER, both, both, submissions, has_draft=False)


def test_a_correction_after_the_due_day_does_not_make_a_report_late() -> None:
    retyped = sent(3, 16, "dvctt")
    assert completed_by(
        owed(sent(1, 16, "ck-6b"), sent(2, 21, "ck-6b"), retyped)
    ) == date(2022, 3, 16)


def test_the_figure_that_was_lacking_decides_the_day() -> None:
    assert completed_by(owed(sent(1, 16, "ck-6b"), sent(2, 21, "dvctt"))) == date(
        2022, 3, 21
    )


def test_a_correction_without_a_paper_leaves_the_paper_of_the_report() -> None:
    view = unit_view(
        owed(sent(1, 16, "ck-6b", "dvctt", document=PAPER), sent(2, 21, "ck-6b")),
        date(2022, 3, 22),
        WORK,
    )
    assert view.last is not None
    assert view.last.document == PAPER
    assert view.last.received == date(2022, 3, 16)
    assert view.on_time is True
