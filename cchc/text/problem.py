"""What is wrong, where, and with which words in the blanks.

Wrong input is a value, never an exception: whoever reads input gives back all of
its problems at once. The sentences are in `cchc.words` under the fault's code.
"""

from collections.abc import Iterable, Mapping

from cchc.text.problem_codes import WARNINGS, ProblemCode
from cchc.text.record import Record, field

__all__ = [
    "NOWHERE",
    "WARNINGS",
    "Blank",
    "Place",
    "Problem",
    "ProblemCode",
    "Refused",
    "in_order",
    "once",
    "refusals",
]

Blank = str | int | tuple[str, ...]


class Place(Record):
    """Where a person can go and mend it; lines and columns count from 1."""

    file: str | None = None
    line: int | None = None
    column: int | None = None
    excerpt: str | None = None
    sheet: str | None = None
    cell: str | None = None
    argument: str | None = None


NOWHERE = Place()


class Problem(Record):
    """One thing that is wrong; `blanks` fill the sentence of its fault.

    A blank `known` (all names that would have been right) lets the sentence
    suggest the one nearest to the blank `text`.
    """

    code: ProblemCode
    place: Place = NOWHERE
    blanks: Mapping[str, Blank] = field(default_factory=dict)

    @property
    def is_warning(self) -> bool:
        return self.code in WARNINGS


class Refused(Record):
    """What an action gives back instead of its result; nothing was written."""

    problems: tuple[Problem, ...]


def refusals(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that forbid going on; warnings left out."""
    return [each for each in problems if not each.is_warning]


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem one time, in the order in which they were found."""
    kept: list[Problem] = []
    for each in problems:
        if each not in kept:
            kept.append(each)
    return tuple(kept)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """As a person walks through the file: by file, sheet, line, column, code."""
    return sorted(problems, key=_walk)


def _walk(problem: Problem) -> tuple[str, str, int, int, str]:
    at = problem.place
    line, column = at.line or 0, at.column or 0
    return (at.file or "", at.sheet or "", line, column, problem.code.value)
