from datetime import date
from decimal import Decimal

import pytest

from cchc.core.facts.report import NIL, CellState, Facts, Reading, ReportedEvidence
from cchc.store.acts import FactsBounds
from cchc.store.codes import OF_PLAN, read_codes
from cchc.store.facts import facts, facts_of, revisions
from cchc.store.ledger import Ledger, read_transaction, write_transaction
from cchc.store.reports import draft, drop_draft, save_draft, withdraw, write_report
from cchc.text.problem import ProblemCode
from tests.refusals import problems_of
from tests.store.world import (
    APRIL,
    EVERYTHING,
    MARCH,
    PLAN,
    report,
    stamped,
    told,
    value,
)

DN = ("dn", "p1", "Q1")


def kind_of(ledger: Ledger, entry: int) -> object:
    query = "SELECT kind FROM entry WHERE id = ?"
    return ledger.connection.execute(query, (entry,)).fetchone()[0]


def test_everything_of_a_report_comes_back(ledger: Ledger) -> None:
    written = write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    known = facts(ledger, PLAN.id, MARCH)
    assert kind_of(ledger, written) == "report"
    assert {key[0]: each for key, each in known.cells.items()} == EVERYTHING.readings
    assert known.items == EVERYTHING.added
    assert known.tasks == EVERYTHING.tasks
    assert {each.section: each.text for each in known.narratives} == (
        EVERYTHING.narrative
    )
    assert [each.text for each in known.obstacles] == ["Thiếu người"]
    assert known.evidence == tuple(
        ReportedEvidence("p1", "Q1", proof) for proof in EVERYTHING.evidence
    )
    (sent,) = known.submissions
    assert sent.filled == frozenset(EVERYTHING.readings)
    assert (sent.document, sent.received) == (EVERYTHING.document, MARCH)
    assert (sent.recorded_on, sent.actor) == (MARCH, "Lan")


def test_a_correction_tells_old_and_new_and_keeps_both(ledger: Ledger) -> None:
    told(ledger, 14)
    written = told(ledger, 15, APRIL, reason="correction: đếm lại")
    assert kind_of(ledger, written) == "supplement"
    first, second = revisions(ledger, PLAN.id, indicator="dn")
    assert (first.reading, second.reading) == (value(14), value(15))
    assert (second.supersedes, second.reason) == (first.id, "correction: đếm lại")
    assert second.stamp == stamped(APRIL)


def test_what_is_written_later_does_not_change_an_earlier_day(ledger: Ledger) -> None:
    told(ledger, 14)
    before = facts(ledger, PLAN.id, MARCH)
    told(ledger, 15, APRIL)
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm đơn vị", stamped(APRIL))
    assert facts(ledger, PLAN.id, MARCH) == before
    assert facts(ledger, PLAN.id, APRIL).cells == {}
    assert [each.reading for each in revisions(ledger, PLAN.id, as_of=MARCH)] == [
        value(14)
    ]


def test_the_end_of_the_day_counts(ledger: Ledger) -> None:
    told(ledger, 14)
    assert facts(ledger, PLAN.id, date(2022, 3, 8)).cells == {}
    assert facts(ledger, PLAN.id, MARCH).cells[DN] == value(14)


def test_an_undone_report_is_as_if_it_was_never_sent(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    undone = withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(APRIL))
    assert kind_of(ledger, undone) == "withdrawal"
    gone = [each for each in revisions(ledger, PLAN.id) if each.entry == undone]
    assert [each.reading for each in gone] == [None] * 7
    (items,) = ledger.connection.execute(
        "SELECT count(withdraws) FROM item WHERE entry_id = ?", (undone,)
    ).fetchone()
    assert items == 2
    known = facts(ledger, PLAN.id, APRIL)
    (raised,) = known.raised
    assert (raised.obstacle.text, raised.withdrawn) == ("Thiếu người", APRIL)
    last = {("p1", "Q1"): undone}
    assert known == Facts(as_of=APRIL, last_acts=last, raised=known.raised)
    assert len(revisions(ledger, PLAN.id)) == 14


def test_after_an_undone_report_the_next_one_is_the_first(ledger: Ledger) -> None:
    told(ledger, 14)
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", stamped(MARCH))
    again = told(ledger, 9, APRIL)
    assert kind_of(ledger, again) == "report"
    *_, gone, last = revisions(ledger, PLAN.id)
    assert (gone.reading, last.sequence) == (None, 3)
    (sent,) = facts(ledger, PLAN.id, APRIL).submissions
    assert sent.id == again


def test_one_undone_figure_leaves_the_others(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    withdraw(ledger, PLAN.id, "p1", "Q1", "sp", "chưa công nhận", stamped(APRIL))
    known = facts(ledger, PLAN.id, APRIL)
    assert known.items == ()
    assert ("sp", "p1", "Q1") not in known.cells
    assert known.cells[DN] == EVERYTHING.readings["dn"]
    assert known.submissions[0].filled == frozenset(EVERYTHING.readings) - {"sp"}


@pytest.mark.parametrize("indicator", [None, "dn"])
def test_nothing_to_undo_is_refused(ledger: Ledger, indicator: str | None) -> None:
    told(ledger, 14)
    again = stamped(APRIL)
    withdraw(ledger, PLAN.id, "p1", "Q1", None, "nhầm", again)
    problems = problems_of(
        lambda: withdraw(ledger, PLAN.id, "p1", "Q1", indicator, "nhầm", again)
    )
    assert problems[0].code is ProblemCode.NOTHING_TO_WITHDRAW


def test_zero_nil_and_unavailable_stay_apart(ledger: Ledger) -> None:
    readings = {
        "dn": value(0),
        "tien": NIL,
        "von": Reading(CellState.UNAVAILABLE, note="chờ Kho bạc"),
    }
    write_report(ledger, PLAN.id, report(readings=readings), stamped(MARCH))
    known = facts(ledger, PLAN.id, MARCH).cells
    assert {key[0]: each for key, each in known.items()} == readings


def test_a_later_plan_with_fewer_decimals_reads_old_figures_as_they_were(
    ledger: Ledger,
) -> None:
    readings = {"tien": value("12.34")}
    write_report(ledger, PLAN.id, report(readings=readings), stamped(MARCH))
    ledger.connection.execute("UPDATE indicator SET decimals = 0 WHERE code = 'tien'")
    assert facts(ledger, PLAN.id, APRIL).cells["tien", "p1", "Q1"].number == Decimal(
        "12.34"
    )


def test_both_ways_of_reading_the_facts_agree(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    told(ledger, 15, MARCH, unit="p2")
    told(ledger, 3, MARCH, period="Q2")
    withdraw(ledger, PLAN.id, "p1", "Q1", "hs", "nhầm", stamped(APRIL))
    told(ledger, 16, APRIL, unit="p2", reason="correction")
    with read_transaction(ledger) as connection:
        known = read_codes(connection, PLAN.id)
        bounds = FactsBounds(known, APRIL, (OF_PLAN, known.plan))
        current = facts_of(connection, bounds, current=True)
        from_log = facts_of(connection, bounds, current=False)
    assert current == from_log
    assert len(current.cells) == 8


def test_the_last_words_of_a_unit_count(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    note = EVERYTHING.tasks[0]
    again = report(
        tasks=(note.__class__("1.4", "p1", "Q1", note.state, result="Xong"),)
    )
    write_report(ledger, PLAN.id, again, stamped(APRIL))
    assert facts(ledger, PLAN.id, APRIL).tasks == again.tasks
    assert facts(ledger, PLAN.id, MARCH).tasks == EVERYTHING.tasks


def test_a_report_without_figures_is_a_submission(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, report(), stamped(MARCH))
    (sent,) = facts(ledger, PLAN.id, MARCH).submissions
    assert sent.filled == frozenset()


def test_revisions_are_found_by_unit_indicator_and_period(ledger: Ledger) -> None:
    write_report(ledger, PLAN.id, EVERYTHING, stamped(MARCH))
    told(ledger, 3, unit="p2")
    told(ledger, 4, unit="p2", period="Q2")
    assert len(revisions(ledger, PLAN.id)) == 9
    assert len(revisions(ledger, PLAN.id, unit="p2")) == 2
    assert len(revisions(ledger, PLAN.id, indicator="dn", period="Q1")) == 2
    assert revisions(ledger, PLAN.id, unit="nobody") == ()


def test_a_draft_is_kept_replaced_and_dropped(ledger: Ledger) -> None:
    assert draft(ledger, PLAN.id, "p1", "Q1") is None
    save_draft(ledger, PLAN.id, "p1", "Q1", "values: {}")
    save_draft(ledger, PLAN.id, "p1", "Q1", "values: {dn: 3}")
    assert draft(ledger, PLAN.id, "p1", "Q1") == "values: {dn: 3}"
    known = facts(ledger, PLAN.id, MARCH)
    assert known.drafts == {("p1", "Q1"): ()}
    waiting = '{"waiting": {"values": {"dn": "3"}, "items": {"sp": []}}}'
    save_draft(ledger, PLAN.id, "p1", "Q1", waiting)
    assert facts(ledger, PLAN.id, MARCH).drafts == {("p1", "Q1"): ("dn", "sp")}
    assert known.cells == {}
    drop_draft(ledger, PLAN.id, "p1", "Q1")
    assert facts(ledger, PLAN.id, MARCH).drafts == {}


def test_an_error_after_a_report_takes_the_report_back(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), write_transaction(ledger):  # noqa: PT012
        told(ledger, 14)
        _ = 1 // 0
    assert facts(ledger, PLAN.id, MARCH).submissions == ()


def test_an_error_inside_takes_back_only_the_inner_block(ledger: Ledger) -> None:
    with write_transaction(ledger):
        told(ledger, 14)
        with pytest.raises(KeyError):
            write_report(
                ledger, PLAN.id, report(readings={"x": value(1)}), stamped(MARCH)
            )
    assert facts(ledger, PLAN.id, MARCH).cells == {DN: value(14)}


def test_a_plan_that_is_not_there_is_a_bug_of_the_caller(ledger: Ledger) -> None:
    with pytest.raises(KeyError):
        facts(ledger, "another", MARCH)
