"""Who has signed, who has not, who must sign again; as of a day."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from cchc.core.cascade.sign_book import SignBook, SignState, acts_in_force, sign_book
from cchc.core.facts.acts import SignedPaper, Signing
from cchc.core.plan.plan import Paper, Plan, PlanVersion
from cchc.text.record import replace
from tests.core.cascade.test_unit_plan import city, with_indicator

MARCH, JULY = date(2022, 3, 3), date(2022, 7, 4)
COMMITMENT, INDEX, PLAN = SignedPaper


def version(number: int, plan: Plan, day: date) -> PlanVersion:
    return PlanVersion(number, plan, 1, day, "", Paper(f"{number}/QĐ", day))


FIRST = version(1, city(), MARCH)
LOWER = with_indicator(city(), "ck-4", allot={"p1": Decimal(2), "p2": Decimal(6)})
BOTH = (FIRST, version(2, LOWER, JULY))


def act(unit: str | None = "p1", **more: object) -> Signing:
    one = Signing(unit, COMMITMENT, 1, MARCH, id=1, recorded_on=MARCH)
    return replace(one, **more)  # type: ignore[arg-type]


def state(book: SignBook, unit: str | None, paper: SignedPaper = COMMITMENT) -> str:
    slot = book.slot(unit, paper)
    return "none" if slot is None else slot.state.value


def test_every_unit_owes_a_commitment_and_a_plan_and_the_authority_a_commitment() -> (
    None
):
    book = sign_book((FIRST,), (), MARCH)
    assert len(book.of(COMMITMENT)) == len(book.of(PLAN)) == 21
    assert book.of(INDEX) == ()
    assert [e.paper for e in book.slots if e.unit is None] == [COMMITMENT]
    assert {each.state for each in book.slots} == {SignState.MISSING}


def test_once_one_unit_signed_on_the_index_all_owe_it() -> None:
    book = sign_book((FIRST,), [act(paper=INDEX)], MARCH)
    assert state(book, "p1", INDEX) == "signed"
    assert len(book.of(INDEX)) == 21
    assert state(book, None, INDEX) == "none"


def test_an_amendment_asks_only_those_whose_part_it_changed() -> None:
    acts = [act(), act("nv", id=2), act("p1", paper=INDEX, id=3)]
    book = sign_book(BOTH, acts, JULY)
    assert state(book, "p1") == "amended"
    assert state(book, "nv") == "signed"
    assert state(book, "p1", INDEX) == "signed"
    assert book.is_incomplete


def test_the_annex_of_the_later_version_settles_it() -> None:
    acts = [act(), act(id=2, version=2, day=JULY, recorded_on=JULY)]
    slot = sign_book(BOTH, acts, JULY).slot("p1", COMMITMENT)
    assert slot is not None
    assert [each.version for each in slot.signed] == [1, 2]
    assert slot.state is SignState.SIGNED


def test_what_is_recorded_later_was_not_known_before() -> None:
    acts = [act(recorded_on=JULY)]
    assert state(sign_book(BOTH, acts, MARCH), "p1") == "missing"
    assert sign_book(BOTH, acts, MARCH).version == 1


def test_a_withdrawal_says_that_it_never_was() -> None:
    gone = act(id=2, withdrawn=True, supersedes=1, reason="nhầm")
    assert state(sign_book((FIRST,), [act(), gone], MARCH), "p1") == "missing"


def test_a_unit_that_is_no_more_owes_nothing_but_what_it_signed_is_shown() -> None:
    units = tuple(
        replace(each, until=date(2022, 6, 30)) if each.id in {"p1", "p2"} else each
        for each in city().units
    )
    ended = version(1, replace(city(), units=units), MARCH)
    book = sign_book((ended,), [act()], JULY)
    assert state(book, "p1") == "signed"
    assert state(book, "p1", PLAN) == "none"
    assert state(book, "p2") == "none"
    assert [e.unit.id for e in book.of(COMMITMENT) if e.unit and e.signed] == []
    assert len(book.of(COMMITMENT)) == 19


def test_a_unit_that_is_no_more_signs_no_annex() -> None:
    units = tuple(
        replace(each, until=date(2022, 6, 30)) if each.id == "p1" else each
        for each in city().units
    )
    lower = version(2, replace(LOWER, units=units), JULY)
    book = sign_book((FIRST, lower), [act(), act("p2", id=2)], JULY)
    assert (state(book, "p1"), state(book, "p2")) == ("signed", "amended")


def test_a_unit_that_the_plan_names_no_more_is_shown_with_what_it_signed() -> None:
    left = replace(city(), units=tuple(e for e in city().units if e.id != "yt"))
    book = sign_book((FIRST, version(2, left, JULY)), [act("yt")], JULY)
    assert state(book, "yt") == "signed"


kinds = st.sampled_from(["p1", "p2", None])
steps = st.lists(st.tuples(kinds, st.sampled_from(SignedPaper), st.booleans()))


@given(steps)
def test_the_last_act_of_each_paper_is_what_stands(
    done: list[tuple[str | None, SignedPaper, bool]],
) -> None:
    acts = [
        act(unit, paper=paper, withdrawn=gone, id=number)
        for number, (unit, paper, gone) in enumerate(done, start=1)
    ]
    last = {(each.unit, each.paper): each for each in acts}
    kept = {each.id for each in last.values() if not each.withdrawn}
    assert {each.id for each in acts_in_force(acts)} == kept
    assert [each for each in acts_in_force(acts) if each not in acts] == []
