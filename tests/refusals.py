"""What an act is refused for."""

from collections.abc import Callable

from cchc.text.problem import Problem, Refusal


def problems_of(act: Callable[[], object]) -> tuple[Problem, ...]:
    """The problems for which the act is refused; none when it is done."""
    try:
        act()
    except Refusal as refusal:
        return refusal.problems
    return ()
