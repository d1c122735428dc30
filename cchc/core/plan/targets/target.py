"""A target as numbers: all that the ladder of verdicts knows of it (SEMANTICS 5)."""

from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Protocol

from cchc.core.plan.measure import ANSWERED, PLACED, Measure
from cchc.text.closed_list import StrEnum
from cchc.text.record import Record, field


class Goal(Record):
    """The line `at` which a target is reached, and on which side of it.

    `start` is B0 of SEMANTICS 6, where the path of the year begins.

    `upper` bounds it from above where it has two sides; `aim` is where the path of
    the year leads when that is not `at` itself. `base` is the declared baseline,
    None where there is none. `strict`: the line itself is not enough. `is_floor`:
    the plain "at least", the one kind with a guard for small counts (S6) and a
    whole that one lost case puts out of reach (S2). `can_exceed` and `has_percent`
    are the columns of SEMANTICS 5; with `strive` it is exceeded only from there on.
    """

    at: Fraction
    less_is_better: bool = False
    upper: Fraction | None = None
    base: Fraction | None = None
    start: Fraction = Fraction(0)
    strict: bool = False
    aim: Fraction | None = None
    is_floor: bool = False
    can_exceed: bool = False
    has_percent: bool = False
    strive: Fraction | None = None

    @property
    def end(self) -> Fraction:
        """T of SEMANTICS 6: what is expected at the end of the year."""
        return self.at if self.aim is None else self.aim

    @property
    def wants_more(self) -> bool:
        """Whether a figure that grows never leaves the target again."""
        return not self.less_is_better and self.upper is None

    def is_reached(self, figure: Fraction) -> bool:
        """Whether the figure is where the target wants it."""
        if figure == self.at:
            return not self.strict
        if self.less_is_better:
            return figure < self.at
        return figure > self.at and (self.upper is None or figure <= self.upper)

    def is_exceeded(self, figure: Fraction) -> bool:
        """Whether it is strictly better, or at the second level where there is one."""
        line = self.at if self.strive is None else self.strive
        better = figure < line if self.less_is_better else figure > line
        return self.can_exceed and (better or figure == self.strive)

    def is_overrun(self, figure: Fraction) -> bool:
        """Whether the figure has passed the line that a total may not pass."""
        if self.less_is_better:
            return not self.is_reached(figure)
        return self.upper is not None and figure > self.upper

    def percent_of(self, figure: Fraction) -> Fraction | None:
        """100·A/T, or 100·(A−B)/(T−B) with a baseline; None by 0 (SEMANTICS 5)."""
        start = self.base or Fraction(0)
        if not self.has_percent or self.at == start:
            return None
        return 100 * (figure - start) / (self.at - start)


class Manner(StrEnum):
    """How a kind of target is spoken of (`cchc.phrases.grammar`).

    FLOOR: so much or more. CEILING: so much at most. NONE: nothing at all. RANGE:
    between two ends. RISE, FALL: against the baseline. RANK: a place, DAY: done by a
    day, ANSWER: yes, ASSIGNED: so much as is still to be told. EACH: every unit for
    itself.
    """

    FLOOR = "floor"
    CEILING = "ceiling"
    NONE = "none"
    RANGE = "range"
    RISE = "rise"
    FALL = "fall"
    RANK = "rank"
    DAY = "day"
    ANSWER = "answer"
    EACH = "each"
    ASSIGNED = "assigned"


End = Decimal | None
"""An end of a range of figures; None: there is none."""
ENDLESS, BOTTOMLESS = "∞", "−∞"
BASELINE = "baseline"
COUNTED = frozenset(Measure) - ANSWERED - PLACED

Scalar = str | bool | Decimal | date
Written = Scalar | Sequence[Scalar] | Mapping[str, "Written"]
Datum = Scalar | None | Mapping[str, "Datum"]
"""A value of a target as a plan file spells it; as JSON and `why` tell it."""

Blanks = Mapping[str, Decimal | date | str]


class ValueShape(StrEnum):
    """What may be written at a key of a target."""

    NUMBER = "number"
    FIGURE = "figure"
    TWO_NUMBERS = "two_numbers"
    DAY = "day"
    TRUE = "true"
    SCALE = "scale"
    TARGETS = "targets"
    TEXT = "text"


class Scale(StrEnum):
    """In what an increase is counted (plan key `in`)."""

    ABS = "abs"
    POINTS = "points"
    PERCENT = "percent"


class Direction(StrEnum):
    """Where the path of the year may lead: it must not turn back on the way."""

    UP = "up"
    DOWN = "down"
    EITHER = "either"


class TargetEntry(Protocol):
    """The keys of one target in a plan file; what is wrong is noted by the reader."""

    def number(self, key: str) -> Decimal:
        """The number at a key; 0 where there is none or a wrong one."""

    @property
    def grades(self) -> tuple[str, ...]:
        """The words of a scale that were read as figures, in their order."""

    def has(self, key: str) -> bool:
        """Whether something is written at a key."""

    def figure(self, key: str) -> Decimal | None:
        """The number at a key, or the place of its grade; None for `baseline`."""

    def text(self, key: str) -> str | None:
        """The words at a key."""

    def two_numbers(self, key: str) -> tuple[Decimal, Decimal] | None:
        """Both ends of a range."""

    def day(self, key: str) -> date | None:
        """The day at a key."""

    def true(self, key: str) -> None:
        """Nothing but `true` may stand at the key."""

    def scale(self, key: str) -> Scale:
        """In what an increase is counted; `abs` where nothing is said."""

    def targets(self, key: str) -> Mapping[str, "Target"]:
        """What the units of each group named at a key are held to."""


class Phrase(Record):
    """A target's sentence: the code in the catalogue and what fills its blanks."""

    code: str
    blanks: Blanks = field(default_factory=dict)


class Limit(Record):
    """A value that nothing can reach, at its key, and between what it should lie."""

    key: str
    value: Decimal
    low: str
    high: str


def end_text(end: End, without: str) -> str:
    """An end of a range as it is printed, or the sign of its having none."""
    return without if end is None else str(end)


def kind_tag(class_name: str) -> str:
    """The kind as plans and JSON write it: the class name in small letters and `_`."""
    words = (f"_{letter}" if letter.isupper() else letter for letter in class_name)
    return "".join(words).lower().removeprefix("_")


class Target(Record, tag_field="kind", tag=kind_tag):
    """A promise, of one kind.

    `tag` is the kind as plans and JSON write it; `measures` are those it fits;
    `keys` what may be written, its own key first; `instead` the kind to be written
    for a measure of which it would be judged backwards. `has_pace`: something may be
    expected of it before the end of the year. `is_rank`: less is better, a level with
    it is read as a rank. `has_unit`: its sentence is followed by the unit of the
    indicator. `sign` compares a figure with it (`≥ 73`); `is_usual`: the sign is left
    out beside a figure, as everybody expects it.
    """

    tag: ClassVar[str]
    measures: ClassVar[frozenset[Measure]]
    keys: ClassVar[Mapping[str, ValueShape]]
    instead: ClassVar[Mapping[Measure, str]] = {}
    has_pace: ClassVar[bool] = True
    is_rank: ClassVar[bool] = False
    has_unit: ClassVar[bool] = True
    sign: ClassVar[str] = ""
    is_usual: ClassVar[bool] = False

    @property
    @abstractmethod
    def manner(self) -> Manner:
        """How it is spoken of (`cchc.phrases.grammar`)."""

    @classmethod
    @abstractmethod
    def read(cls, entry: TargetEntry) -> "Target | None":
        """The target as a plan file has it; None where it cannot be made."""

    @abstractmethod
    def spelling(self) -> Mapping[str, Written]:
        """The target as a plan file has it, key by key."""

    def with_days(self, move: Callable[[date], date]) -> "Target":  # most have none
        """The same promise with its days moved."""
        return self

    @property
    @abstractmethod
    def numbers(self) -> tuple[Decimal, ...]:
        """The numbers that the promise is made of, the tolerance apart."""

    @abstractmethod
    def goal(self, base: Fraction | None) -> Goal | None:
        """The target as numbers by its `base`line; None for dates, yes, no base."""

    @property
    @abstractmethod
    def direction(self) -> Direction:
        """Where its path leads."""

    @property
    def ends(self) -> tuple[Decimal, Decimal] | None:
        """The range in which the path ends and shares add up; None where unknown."""
        return None

    @property
    @abstractmethod
    def phrase(self) -> Phrase:
        """The sentence that tells it: `ít nhất 73`."""

    @abstractmethod
    def data(self, baseline: Datum) -> Mapping[str, Datum]:
        """Its values by their names in JSON; the baseline's where it names that."""

    def share(self, part: Decimal, total: Decimal, decimals: int) -> "Target":
        """The target of a unit that was allotted a `part` of the `total`."""
        return self

    @property
    def targets(self) -> "tuple[Target, ...]":
        return (self,)  # what units are held to: of `each` the different ones

    @property
    def awaits(self) -> str | None:
        """From whom its number is still to come; None where it is known."""
        return None

    @property
    def needs_baseline(self) -> bool:
        """Whether it is told relative to a baseline."""
        return self.names_baseline

    @property
    def names_baseline(self) -> bool:
        """Whether the word `baseline` stands where others have their number."""
        return False

    @property
    def divides_by_baseline(self) -> bool:
        """Whether it is told in percent of the baseline, which must not be 0."""
        return False

    @property
    def in_unit(self) -> bool:
        """Whether its numbers are counted in the unit of the indicator."""
        return True

    @property
    def deadline(self) -> date | None:
        """The day by which it must be done."""
        return None

    @property
    def begins(self) -> date | None:
        """The day before which nothing is asked."""
        return None

    @property
    def second_level(self) -> Decimal | str | None:
        """What is striven for beyond it, a number or a grade; None: nothing."""
        return None

    @property
    def kind_of_opposite(self) -> str | None:
        """The kind that says with a plain number what this says with a negative."""
        return None

    @property
    def tolerance(self) -> Decimal:
        """How far on either side of its number is still as promised."""
        return Decimal(0)

    @property
    def span(self) -> tuple[Decimal, Decimal] | None:
        """Both ends, where it is told by both."""
        return None

    @property
    def bar_end(self) -> Decimal | None:
        """The figure at which a bar of progress is full; None where none is drawn."""
        return None

    @property
    def bound(self) -> Decimal | None:
        """The one number that figures are compared with."""
        return self.numbers[0] if self.sign and self.numbers else None

    @property
    def is_limit(self) -> bool:
        """Whether it is an allowance, which the shares may not exceed."""
        return self.direction is Direction.DOWN

    def range(self, low: End, high: End) -> tuple[End, End]:
        """The range of its numbers, where figures lie from `low` to `high`."""
        return low, high

    def contradictions(self, low: End, high: End) -> Iterator[Limit]:
        """What makes it impossible beside numbers outside of the range."""
        yield from ()

    def impossibilities(self, low: End, high: End) -> Iterator[Limit]:
        """Values that no figure can reach: 120% of a whole, less than none, rank 0."""
        low, high = self.range(low, high)
        texts = end_text(low, BOTTOMLESS), end_text(high, ENDLESS)
        for value in self.numbers:
            below = low is not None and value < low
            above = high is not None and value > high
            if below or above:
                yield Limit(self.tag, value, *texts)
        yield from self.contradictions(low, high)
