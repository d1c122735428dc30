"""Numbers as people write them, read exactly or not at all (SEMANTICS 2).

Two doors: in a plan file a point is the decimal mark and nothing groups; in reports
numbers are Vietnamese, whatever the language of the screen: points or single spaces
group exactly three digits, a comma is the decimal mark. Nothing is taken out of a text
before it is read, nothing is rounded and nothing is guessed.
"""

import re
from decimal import Decimal

from cchc.text.problem import ProblemCode
from cchc.text.record import Record

INT64 = 2**63 - 1
LONGEST = 27
GROUP_SPACES = " \u00a0\u202f\u2009"
"""The spaces that may group thousands: ordinary, no-break, narrow, thin."""

_PLAIN = r"-?[0-9]+(\.[0-9]+)?"


class NumberMarks(Record):
    """The marks of one way to write numbers: what groups thousands, what is decimal."""

    group: str
    decimal: str

    def matches(self, text: str) -> bool:
        """Whether the text is one number: digits alone, or groups with one mark."""
        group, decimal = re.escape(self.group), re.escape(self.decimal)
        grouped = "|".join(
            f"(?:{mark}[0-9]{{3}})+" for mark in (group, f"[{GROUP_SPACES}]")
        )
        whole = f"(?:[0-9]+|[1-9][0-9]{{0,2}}(?:{grouped}))"
        return bool(re.fullmatch(f"-?{whole}(?:{decimal}[0-9]+)?", text))

    def value(self, text: str) -> Decimal:
        """The number that a text stands for which `matches`."""
        bare = text.translate(_NO_SPACES).replace(self.group, "")
        return Decimal(bare.replace(self.decimal, "."))


VIETNAMESE = NumberMarks(group=".", decimal=",")
ENGLISH = NumberMarks(group=",", decimal=".")
_NO_SPACES = str.maketrans("", "", GROUP_SPACES)
_AMBIGUOUS = r"-?[1-9][0-9]{0,2}\.[0-9]{3}"
_SPACED = r"-?[0-9][0-9.,]*(?:\s[0-9][0-9.,]*)+"
"""Groups of digits with one white space between, whatever stands inside them."""

_SCALES = {
    "tỷ": Decimal(10) ** 9,
    "tỉ": Decimal(10) ** 9,
    "triệu": Decimal(10) ** 6,
    "nghìn": Decimal(10) ** 3,
    "ngàn": Decimal(10) ** 3,
}


def decimals_of(value: Decimal) -> int:
    """How many digits stand after the decimal mark, trailing zeros not counted."""
    fraction = f"{value:f}".partition(".")[2]
    return len(fraction.rstrip("0"))


def tidy(value: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def scale_to_whole(value: Decimal, decimals: int) -> int:
    """The whole number value · 10^decimals.

    Raises:
        ValueError: if the value has more decimals than that.
    """
    whole = value.scaleb(decimals)
    if whole != whole.to_integral_value():
        raise ValueError(f"{value} has more than {decimals} decimals")
    return int(whole)


def read_plain(text: str) -> Decimal | None:
    """A number of a plan file: `73`, `65.42`, `-3`; None when it is not one."""
    return Decimal(text) if re.fullmatch(_PLAIN, text) else None


def two_readings(text: str, *, decimals: int | None = None) -> tuple[str, str] | None:
    """Both readings of a number of a plan that may be meant as thousands.

    `10.000` is 10 by the rule of plan files and 10000 by the habit of Viet Nam. None
    where only one reading makes sense: `0.150`, `1.5`, or `1.125` with decimals.

    Args:
        text: as it stands in the plan.
        decimals: those that the number may have, None where that is not known; with 0
            any three digits after the point may be thousands, else only three noughts.
    """
    if not re.fullmatch(_AMBIGUOUS, text):
        return None
    if decimals != 0 and not text.endswith(".000"):
        return None
    return f"{tidy(Decimal(text)):f}", text.replace(".", "")


def read_vietnamese(text: str, decimals: int) -> Decimal | ProblemCode:
    """A number of a report: `14`, `1.234,5`, `12 500,75`.

    `1.234` is 1234 where fewer than three decimals are allowed and refused as
    ambiguous where three or more are: it could be either. `14 15` is two numbers, and
    `1.234 567` has two marks: neither is read.
    """
    bare = text.strip().replace("−", "-")
    if len(bare) > LONGEST:
        return ProblemCode.NUMBER_TOO_BIG
    if not VIETNAMESE.matches(bare):
        return _misread(bare)
    if decimals >= 3 and re.fullmatch(_AMBIGUOUS, bare):
        return ProblemCode.NUMBER_AMBIGUOUS
    return fit_number(VIETNAMESE.value(bare), decimals)


def _misread(bare: str) -> ProblemCode:
    """Why a text is no number: another way to write, digits apart, or no number."""
    if ENGLISH.matches(bare):
        return ProblemCode.NUMBER_ENGLISH
    if re.fullmatch(_SPACED, bare):
        return ProblemCode.NUMBER_SPACED
    return ProblemCode.NUMBER_UNREADABLE


def fit_number(value: Decimal, decimals: int) -> Decimal | ProblemCode:
    """The value, if it has no more decimals than allowed and the ledger can hold it."""
    if decimals_of(value) > decimals:
        return ProblemCode.NUMBER_DIGITS
    if abs(value.scaleb(decimals)) > INT64:
        return ProblemCode.NUMBER_TOO_BIG
    return value


def money_scale(unit: str) -> Decimal | None:
    """How many đồng one of this unit is: `triệu đồng` → 1000000; None if no money."""
    words = unit.strip().lower()
    if not words.endswith("đồng"):
        return None
    return _SCALES.get(words.removesuffix("đồng").strip(), Decimal(1))


def read_money(text: str, unit: str, decimals: int) -> Decimal | ProblemCode:
    """An amount with its own word, in the unit of the indicator.

    `12,5 tỷ` for an indicator in triệu đồng is 12500.
    """
    scale = money_scale(unit)
    if scale is None:
        return ProblemCode.VALUE_UNFIT
    bare = text.strip().lower()
    bare = bare.removesuffix("đồng").removesuffix("đ").rstrip()
    word = next((scale for scale in _SCALES if bare.endswith(scale)), "")
    bare = bare.removesuffix(word)
    number = read_vietnamese(bare, 9 if "," in bare else 0)
    if isinstance(number, ProblemCode):
        return number
    dong = number * _SCALES.get(word, Decimal(1))
    return fit_number(tidy(dong / scale), decimals)


def names_money(text: str) -> bool:
    """Whether the text carries a word of money: tỷ, triệu, nghìn, đồng."""
    return any(word in text.lower() for word in (*_SCALES, "đ"))
