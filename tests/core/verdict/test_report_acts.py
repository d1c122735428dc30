"""Reports that were closed, sent back or sent again: what stands of them."""

from datetime import date

import pytest

from cchc.core.facts.acts import Closing, ClosingKind
from cchc.core.verdict.obligations import ReportObligation
from cchc.core.verdict.statuses import Reporting
from cchc.text.record import replace
from tests.core.verdict.test_duty import PAPER, sent
from tests.core.verdict.test_report_states import (
    BACK,
    EXEMPT,
    PART,
    TAKEN,
    TWICE,
    WHOLE,
    after,
    has,
)

CLOSED = Closing("p1", "Q1", ClosingKind.CLOSE, "1", None, date(2022, 3, 25))


@pytest.mark.parametrize(
    ("state", "report"),
    [
        (has(PART), Reporting.CLOSED),
        (has(WHOLE), Reporting.SUBMITTED),
        (has(WHOLE, review=TAKEN), Reporting.ACCEPTED),
        # nobody waits any longer for one that was sent back
        (has(WHOLE, review=BACK), Reporting.CLOSED),
    ],
)
def test_a_closed_report_stands_as_it_came_where_it_came_whole(
    state: ReportObligation, report: Reporting
) -> None:
    assert after(28, replace(state, closed=CLOSED)).report is report


def test_only_what_was_sent_back_and_not_mended_has_a_day_of_return() -> None:
    assert after(17, has(WHOLE, review=BACK)).returned_on == BACK.recorded_on
    assert after(17, has(WHOLE, review=TAKEN)).returned_on is None
    assert after(17, has(WHOLE)).returned_on is None


def test_a_report_is_on_the_last_paper_that_was_stated() -> None:
    first = sent(1, 14, "ck-6b", document=PAPER)
    other = replace(PAPER, number="9/BC")
    bare, papered = sent(2, 16, "dvctt"), sent(2, 16, "dvctt", document=other)
    view = after(17, has(first, bare, last=2))
    assert view.first is first
    assert view.last == replace(bare, document=PAPER)
    assert after(17, has(first, papered, last=2)).last is papered
    # the day is that on which it was whole, also of what is corrected later
    again = sent(3, 17, "ck-6b")
    last = after(18, has(first, papered, again, last=3)).last
    assert last is not None
    assert (last.document, last.received.day) == (other, 16)
    assert after(17, has(WHOLE)).last is WHOLE
    bare_again = after(18, has(*TWICE, last=2)).last
    assert bare_again is not None
    assert (bare_again.document, bare_again.received.day) == (WHOLE.document, 16)


def test_whoever_is_exempt_owes_no_cells() -> None:
    view = after(17, replace(has(WHOLE), relief=EXEMPT))
    assert (view.expected, view.review, view.missing) == (0, None, ())
    assert after(17, has(WHOLE)).expected == 2
