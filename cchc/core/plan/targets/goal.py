"""A target as numbers: all that the ladder of verdicts knows of it (SEMANTICS 5)."""

from fractions import Fraction

from cchc.text.record import Record


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
