"""A reason, and what it rests on, down to the cell that somebody reported."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.text.number_format import day_text, vietnamese
from cchc.text.record import Record, field

Said = str | int
NOTHING = "–"


class Explanation(Record):
    """One sentence by its code, its blanks filled, and the reasons below it.

    Figures in the blanks are as printed, in Vietnamese form in every language
    (SEMANTICS 12), so that a reason and a screen say the same text.
    """

    code: str
    says: Mapping[str, Said] = field(default_factory=dict)
    because: tuple["Explanation", ...] = ()

    def walk(self) -> Iterator["Explanation"]:
        """Itself and every reason below it."""
        yield self
        for each in self.because:
            yield from each.walk()


def or_dash(value: Decimal | date | str | None) -> str:
    """A number, a day or a text as it is printed; a dash where there is none."""
    match value:
        case Decimal():
            return vietnamese(value)
        case date():
            return day_text(value)
        case str() | None:
            return value or NOTHING
