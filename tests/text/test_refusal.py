"""Values that were read, or one refusal with every problem among them."""

import pytest

from cchc.text.problem import (
    Place,
    Problem,
    ProblemCode,
    Refusal,
    refuse_if_any,
    require,
    require_all,
    require_each,
)

FIRST = Problem(ProblemCode.UNIT_UNKNOWN, Place(argument="p0"))
SECOND = Problem(ProblemCode.PERIOD_UNREADABLE, Place(argument="Q9"))
WARNING = Problem(ProblemCode.UNUSED)


def test_a_value_that_was_read_is_given_back() -> None:
    assert require("p1") == "p1"
    assert require(None) is None
    assert require_all("p1", 2, None) == ("p1", 2, None)
    assert require_each(iter(["p1", "p2"])) == ("p1", "p2")


def test_a_problem_in_its_place_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        require(FIRST)
    assert refused.value.problems == (FIRST,)


def test_all_problems_are_told_at_once_in_the_order_in_which_they_were_read() -> None:
    with pytest.raises(Refusal) as refused:
        require_all(FIRST, "Q1", SECOND)
    assert refused.value.problems == (FIRST, SECOND)
    with pytest.raises(Refusal) as refused:
        require_each([FIRST, "p1", FIRST])
    assert refused.value.problems == (FIRST, FIRST)


def test_a_warning_alone_refuses_nothing_and_is_told_with_what_does() -> None:
    refuse_if_any([])
    refuse_if_any([WARNING])
    with pytest.raises(Refusal) as refused:
        refuse_if_any(iter([WARNING, FIRST]))
    assert refused.value.problems == (WARNING, FIRST)
