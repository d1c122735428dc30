"""A reason, and what it rests on, down to the cell that somebody reported."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from cchc.core.plan.plan import Indicator
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record, field

BlankValue = str | int
Printable = Decimal | date | str | int | None
DASH = "–"


class Explanation(Record):
    """One sentence by its code, its blanks filled, and the reasons below it.

    Figures in the blanks are as printed, in Vietnamese form in every language
    (SEMANTICS 12), so that a reason and a screen say the same text.
    """

    code: str
    blanks: Mapping[str, BlankValue] = field(default_factory=dict)
    reasons: tuple["Explanation", ...] = ()

    def walk(self) -> Iterator["Explanation"]:
        """The explanation itself and every reason below it."""
        yield self
        for reason in self.reasons:
            yield from reason.walk()


def explanation(
    code: str, /, *reasons: Explanation, **blanks: Printable
) -> Explanation:
    """The explanation with numbers and days as printed, a dash for what is absent."""
    texts = {name: _blank_value(value) for name, value in blanks.items()}
    return Explanation(code, texts, reasons)


def _blank_value(value: Printable) -> BlankValue:
    match value:
        case Decimal():
            return vietnamese(value)
        case date():
            return short(value)
        case None:
            return DASH
        case str():
            return str(value)
        case int():
            return value


def paper_text(number: str | None, day: date | None) -> str | None:
    """The text `12/BC-UBND, 07/3/2022`; None when the paper has neither."""
    parts = (number or "", short(day) if day else "")
    return ", ".join(part for part in parts if part) or None


def sign_of(indicator: Indicator) -> str:
    """What stands after a printed figure: % for rates."""
    return "%" if indicator.is_rate else ""
