"""What is wrong, where, and with which words in the blanks.

Wrong input is a value where it is read: a reader returns what it read or a
`Problem`, and a file's reader all of its problems at once. An action that cannot go
on raises one `Refusal` with every problem that it knows:

    period, unit = require_all(read_period(...), find_unit(...))
    cell = require(read_cell(unit, period))
    if cell.is_closed:
        refuse(ProblemCode.CLOSED, unit=unit)

The frame (`cchc.app.options`) tells a Refusal and chooses the exit code. The
sentences are in `cchc.words` under the problem's code.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import NoReturn, TypeVar, overload

from cchc.text.problem_codes import ProblemCode as ProblemCode  # noqa: PLC0414
from cchc.text.record import Record, field

WARNINGS = frozenset(
    {
        *(ProblemCode.UNUSED, ProblemCode.BASELINE_MISSING, ProblemCode.DUE_ON_DAY_OFF),
        *(ProblemCode.YEAR_ODD, ProblemCode.PLAN_CHANGED),
        *(ProblemCode.PLAN_EFFECTIVE_CLOSED, ProblemCode.REPORTERS_ENDED),
        *(ProblemCode.HUNDRED_TIMES, ProblemCode.DATE_ODD, ProblemCode.ITEM_ELSEWHERE),
        *(ProblemCode.ITEM_OUTSIDE, ProblemCode.CHECK_DOUBTFUL),
        *(ProblemCode.CHECK_GAP_DOUBTFUL, ProblemCode.CHECK_PENDING),
        *(ProblemCode.CHECK_SUM, ProblemCode.PERCENT_HIGH, ProblemCode.TARGET_HIGH),
        *(ProblemCode.WEIGHTS_ODD, ProblemCode.RANK_AS_LEVEL),
        *(ProblemCode.CHANGE_OF_RATE, ProblemCode.SCORE_BELOW),
        *(ProblemCode.TABLE_UNNAMED, ProblemCode.SCORE_UNPROVEN),
        *(ProblemCode.SCORE_OTHER, ProblemCode.FORM_OTHER_VERSION),
        *(ProblemCode.FORM_ROW_MOVED, ProblemCode.FORM_OUTSIDE, ProblemCode.BIND_ROW),
        *(ProblemCode.BIND_FORMULA, ProblemCode.FORM_CONVERTED),
        *(ProblemCode.FORM_ITEM_LINES, ProblemCode.FORM_EMPTIED),
        ProblemCode.FORM_COMMENTS,
    }
)
"""Faults that are said and refuse nothing."""
Blank = str | int | tuple[str, ...]
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")
D = TypeVar("D")


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
Steps = tuple[str | int, ...]
"""The path of a part of a file: keys, and rows of lists from 0."""
PlaceAt = Callable[[Steps], Place]
"""Where the part of a file with this path is written."""


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


class Refusal(Exception):  # noqa: N818  # an answer to a person, no error of ours
    """An action cannot be done, for all of these problems; nothing was written."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.code.name for problem in problems))
        self.problems = problems


def refuse(code: ProblemCode, place: Place = NOWHERE, /, **blanks: Blank) -> NoReturn:
    """Raise a Refusal of one problem."""
    raise Refusal((Problem(code, place, blanks),))


def require(value: A | Problem) -> A:
    """The value that was read; Refusal where it is a problem."""
    if isinstance(value, Problem):
        raise Refusal((value,))
    return value


def require_each(values: Iterable[A | Problem]) -> tuple[A, ...]:
    """The values that were read; one Refusal with every problem among them."""
    read = tuple(values)
    if problems := tuple(value for value in read if isinstance(value, Problem)):
        raise Refusal(problems)
    return tuple(value for value in read if not isinstance(value, Problem))


@overload
def require_all(a: A | Problem, b: B | Problem, /) -> tuple[A, B]: ...
@overload
def require_all(
    a: A | Problem, b: B | Problem, c: C | Problem, /
) -> tuple[A, B, C]: ...
@overload
def require_all(
    a: A | Problem, b: B | Problem, c: C | Problem, d: D | Problem, /
) -> tuple[A, B, C, D]: ...
def require_all(*values: object) -> tuple[object, ...]:
    """Two to four values that were read; one Refusal with every problem among them."""
    return require_each(values)


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raise one Refusal with all of the problems where one of them is no warning."""
    listed = tuple(problems)
    if refusals(listed):
        raise Refusal(listed)


def refusals(problems: Iterable[Problem]) -> list[Problem]:
    """The problems that forbid going on; warnings left out."""
    return [problem for problem in problems if not problem.is_warning]


def once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem one time, in the order in which they were found."""
    kept = {
        (problem.code, problem.place, repr(sorted(problem.blanks.items()))): problem
        for problem in problems
    }
    return tuple(kept.values())


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """As a person walks through the file: by file, sheet, line, column, code."""

    def walk(problem: Problem) -> tuple[str, str, int, int, str]:
        at = problem.place
        line, column = at.line or 0, at.column or 0
        return (at.file or "", at.sheet or "", line, column, problem.code.value)

    return sorted(problems, key=walk)
