"""Signings in the ledger: only ever added to, with the text that was signed."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cchc.core.cascade.sign_book import acts_in_force
from cchc.core.facts.acts import Evidence, SignedPaper, Signing
from cchc.store.check import Defect, LedgerDefect, find_defects
from cchc.store.decisions import put_signing, signed_text, signings_of
from cchc.store.ledger import Ledger, open_ledger
from cchc.store.rows import digest
from cchc.text.record import replace
from tests.store.test_check import by_hand
from tests.store.world import APRIL, MARCH, PLAN, stamped

DAY = date(2022, 3, 3)
SCAN = Evidence("", "scan.pdf", "ab" * 32, 12, "minh-chung/scan.pdf")
ONE = Signing(
    "p1",
    SignedPaper.COMMITMENT,
    1,
    DAY,
    signer="Nguyễn Văn A",
    title="Chủ tịch",
    counterparty="Chủ tịch UBND thành phố",
    number="01/CK",
    scan=SCAN,
)


def put(ledger: Ledger, one: Signing = ONE, text: str | None = "Tôi cam kết") -> int:
    return put_signing(ledger, PLAN.id, one, text, stamped(MARCH))


def test_an_act_comes_back_as_it_was_written(ledger: Ledger) -> None:
    number = put(ledger)
    (back,) = signings_of(ledger, PLAN.id, MARCH)
    written = replace(back, id=0, actor="", recorded_on=None)
    assert written == replace(ONE, sha256=digest("Tôi cam kết".encode()))
    assert (back.id, back.actor, back.recorded_on) == (number, "Lan", MARCH)
    assert signed_text(ledger, number) == "Tôi cam kết"


def test_a_plan_of_a_unit_has_no_text_of_ours(ledger: Ledger) -> None:
    number = put(ledger, replace(ONE, paper=SignedPaper.PLAN), None)
    assert signed_text(ledger, number) is None
    assert signed_text(ledger, 99) is None


def test_an_act_of_later_is_not_known_before(ledger: Ledger) -> None:
    put_signing(ledger, PLAN.id, ONE, "Tôi", stamped(APRIL))
    assert signings_of(ledger, PLAN.id, MARCH) == ()


@pytest.mark.parametrize(
    "odd",
    [
        ONE,
        replace(ONE, supersedes=2, reason="sửa"),
        replace(ONE, version=7),
        replace(ONE, unit="p2", withdrawn=True),
        replace(ONE, unit="p2", supersedes=1, reason="sửa"),
        replace(ONE, supersedes=1),
    ],
)
def test_an_act_that_does_not_follow_is_refused(ledger: Ledger, odd: Signing) -> None:
    put(ledger)
    row = ledger.connection.execute("SELECT * FROM signing").fetchall()
    with pytest.raises(sqlite3.IntegrityError):
        put(ledger, odd)
    assert ledger.connection.execute("SELECT * FROM signing").fetchall() == row


def test_a_unit_of_another_plan_is_refused(ledger: Ledger) -> None:
    ledger.connection.execute("INSERT INTO plan VALUES (9, 'khac', 2023, 'Khác')")
    ledger.connection.execute(
        "INSERT INTO unit VALUES (99, 9, 'la', 'Phường lạ', 'ward', 1)"
    )
    with pytest.raises(sqlite3.IntegrityError, match="of its plan"):
        ledger.connection.execute(
            "INSERT INTO signing (plan_id, unit_id, paper, version, day, actor, source,"
            " recorded_at, machine_at) VALUES (1, 99, 'plan', 1, '2022-03-03', 'Lan',"
            " 'sign add', '2022-03-03', '2022-03-03')"
        )


def test_a_text_that_was_changed_by_hand_is_found(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        put(ledger)
        put(ledger, replace(ONE, version=1, unit="p2"))
        assert find_defects(ledger) == ()
    with by_hand(path) as connection:
        connection.execute("UPDATE signing SET text = 'Tôi hứa' WHERE unit_id = 2")
    with open_ledger(path) as ledger:
        assert LedgerDefect(Defect.SIGNED, "signing") in find_defects(ledger)


def test_a_signing_doubled_by_hand_is_found(path: Path) -> None:
    with open_ledger(path, write=True) as ledger:
        put(ledger)
        put(ledger, replace(ONE, unit="p2"))
    with by_hand(path) as connection:
        connection.execute("UPDATE signing SET unit_id = 2")
    with open_ledger(path) as ledger:
        assert LedgerDefect(Defect.CHAIN, "signing") in find_defects(ledger)


deeds = st.lists(
    st.tuples(
        st.sampled_from(["p1", "p2", None]),
        st.sampled_from(SignedPaper),
        st.booleans(),
        st.text(min_size=1, max_size=20).filter(lambda said: "\x00" not in said),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
def test_nothing_that_was_signed_is_ever_lost(
    ledger: Ledger, done: list[tuple[str | None, SignedPaper, bool, str]]
) -> None:
    before = signings_of(ledger, PLAN.id, MARCH)
    texts = {each.id: signed_text(ledger, each.id) for each in before}
    for unit, paper, gone, said in done:
        now = signings_of(ledger, PLAN.id, MARCH)
        key = (unit, paper, 1)
        last = next((each for each in acts_in_force(now) if each.key == key), None)
        one = replace(ONE, unit=unit, paper=paper, signer=said)
        if last is not None:
            one = replace(one, supersedes=last.id, reason=said, withdrawn=gone)
        texts[put(ledger, one, said)] = said
    after = signings_of(ledger, PLAN.id, MARCH)
    assert after[: len(before)] == before
    assert len(after) == len(before) + len(done)
    assert {each.id: signed_text(ledger, each.id) for each in after} == texts
    assert find_defects(ledger) == ()
