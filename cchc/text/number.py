"""Numbers as people write them, read exactly or not at all (SEMANTICS 2).

One grammar with a setting for each door (`NumberMarks`): a sign, groups of digits with
one mark between them, a decimal mark and a fraction. Nothing is taken out of a text
before it is read, nothing is rounded and nothing is guessed: what can be read in two
ways is refused with both.
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from cchc.text.problem import NOWHERE, Blank, Problem, ProblemCode
from cchc.text.record import Record

INT64 = 2**63 - 1
LONGEST = 27
GROUP_SPACES = " \u00a0\u202f\u2009"
"""The spaces that may group thousands: ordinary, no-break, narrow, thin."""
THOUSAND = 3
"""How many digits a group has."""


class NumberMarks(Record):
    """The marks of one way to write numbers: what groups thousands, what is decimal.

    `group` is empty where nothing groups. `doubted` is how many decimals a number needs
    for three digits after its decimal mark to be a fraction beyond doubt; 0 where a
    program wrote the number. `name` is the way's name in messages.
    """

    name: str
    group: str
    decimal: str
    doubted: int = 0

    def parse(self, text: str) -> Decimal | None:
        """The number that a text is by these marks alone; None when it is none."""
        whole, point, fraction = text.removeprefix("-").partition(self.decimal)
        groups = [whole]
        if self.group and not is_digits(whole):
            spaced = "".join(" " if sign in GROUP_SPACES else sign for sign in whole)
            groups = spaced.split(self.group if self.group in spaced else " ")
        first, *rest = groups
        is_grouped = len(first) <= THOUSAND and not first.startswith("0")
        if not all(map(is_digits, [*groups, fraction] if point else groups)):
            return None
        if rest and not (is_grouped and all(len(own) == THOUSAND for own in rest)):
            return None
        sign = "-" if text.startswith("-") else ""
        return Decimal(f"{sign}{''.join(groups)}{point and '.'}{fraction}")

    def spell(self, value: Decimal) -> str:
        """The number by these marks, without groups and without idle noughts."""
        return f"{tidy(value):f}".replace(".", self.decimal)

    def two_readings(
        self, text: str, decimals: int | None
    ) -> tuple[Decimal, Decimal] | None:
        """A text as a fraction and as thousands, where it may be meant as either.

        `1.234` has one mark and three digits after it. It groups thousands in Viet Nam
        and parts a fraction elsewhere, `1,234` the other way round. None where only
        one of the two makes sense by these marks and the decimals.

        Args:
            text: a number by these marks.
            decimals: those that it may have; None where that is not known.
        """
        if not self.doubted or text[-4:-3] not in {".", ","}:
            return None
        either = re.fullmatch(r"-?[1-9][0-9]{0,2}([.,])[0-9]{3}", text)
        if either is None:
            return None
        if either[1] == self.decimal:
            noughts = text.endswith("000")
            doubted = noughts or (decimals is not None and decimals < self.doubted)
        else:
            doubted = decimals is not None and decimals >= THOUSAND
        if not doubted:
            return None
        fraction = Decimal(text.replace(either[1], "."))
        return fraction, Decimal(text.replace(either[1], ""))


VIETNAMESE = NumberMarks("vi", group=".", decimal=",", doubted=THOUSAND)
ENGLISH = NumberMarks("en", group=",", decimal=".", doubted=THOUSAND)
PLAN = NumberMarks("plan", group="", decimal=".", doubted=1)
DATA = NumberMarks("data", group="", decimal=".")
"""Numbers of JSON, and of documents that a program wrote."""
CELL = NumberMarks("vi", group="", decimal=",")
"""A number that a spreadsheet holds, as it shows it in Viet Nam."""
_OTHER_WAY = {VIETNAMESE: ENGLISH, ENGLISH: VIETNAMESE}
TAUGHT = frozenset(
    {ProblemCode.NUMBER_AMBIGUOUS, ProblemCode.NUMBER_OTHER_WAY}
    | {ProblemCode.NUMBER_SPACED}
)
"""What is wrong with a number whose readings are told."""
_SPACED = r"-?[0-9][0-9.,]*(?:\s[0-9][0-9.,]*)+"
"""Groups of digits with one white space between, whatever stands inside them."""
_NUMERAL = r"[0-9](?:[0-9.,]|[ \u00a0\u202f\u2009](?=[0-9]))*"
_SHORT_SCALE = r"(?<![^\W\d_])(trđ|tr\.?\s?đ|tr|ngđ|ng\.?\s?đ|nđ)(?:ồng)?\.?$"
"""`trđ`, `tr.đ`, `tr đồng`, `ngđ` at the end of an amount."""
_SCALES = {"tỷ": 9, "tỉ": 9, "triệu": 6, "nghìn": 3, "ngàn": 3} | {
    "billion": 9,
    "million": 6,
    "thousand": 3,
}
"""Words for powers of ten, in the languages in which figures are typed."""
_SCALE = rf"(?<![^\W\d_])(?:{'|'.join(_SCALES)})$"
_CURRENCY = r"(?<=[\W\dỷỉun])\s*(?:đồng|vnđ|vnd|đ)\.?$"


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


def read_number(text: str, marks: NumberMarks, decimals: int) -> Decimal | Problem:
    """A number of a report: `14`, `1.234,5`, `12 500,75`.

    `1.234` is 1234 where fewer than three decimals are allowed and refused where three
    or more are: it could be either. `14 15` is two numbers, and `1.234 567` has two
    marks: neither is read. A problem has no place and no key yet.
    """
    bare = text.strip().replace("−", "-")
    if len(bare) > LONGEST:
        return _unread(ProblemCode.NUMBER_TOO_BIG)
    value = marks.parse(bare)
    if value is None:
        return _misread(bare, marks)
    if readings := marks.two_readings(bare, decimals):
        small, large = (marks.spell(reading) for reading in readings)
        slip = "thousands" if decimals else "whole"
        slip = "either" if decimals_of(readings[0]) <= decimals else slip
        blanks: dict[str, Blank] = {"small": small, "large": large, "slip": slip}
        return _unread(ProblemCode.NUMBER_AMBIGUOUS, decimals=decimals, **blanks)
    return fit_number(value, decimals)


def _misread(bare: str, marks: NumberMarks) -> Problem:
    """Why a text is no number: another way to write, digits apart, or no number."""
    other = _OTHER_WAY.get(marks)
    if other is not None and (value := other.parse(bare)) is not None:
        own = {"group": marks.group, "decimal": marks.decimal}
        plain, slip = marks.spell(value), other.name
        return _unread(ProblemCode.NUMBER_OTHER_WAY, plain=plain, slip=slip, **own)
    if re.fullmatch(_SPACED, bare):
        joined, apart = "".join(re.findall(r"[-0-9]", bare)), " · ".join(bare.split())
        if marks.decimal in bare:
            joined = "".join(bare.split())
        return _unread(ProblemCode.NUMBER_SPACED, joined=joined, apart=apart)
    return _unread(ProblemCode.NUMBER_UNREADABLE, slip=marks.name)


def _unread(code: ProblemCode, **blanks: Blank) -> Problem:
    """A number refused; who reads it adds the key, the text and the place."""
    return Problem(code, NOWHERE, blanks)


def fit_number(value: Decimal, decimals: int) -> Decimal | Problem:
    """The value, if it has no more decimals than allowed and the ledger can hold it."""
    if decimals_of(value) > decimals:
        return _unread(ProblemCode.NUMBER_DIGITS, decimals=decimals)
    if abs(value.scaleb(decimals)) > INT64:
        return _unread(ProblemCode.NUMBER_TOO_BIG)
    return value


def respell(text: str, written: NumberMarks, wanted: NumberMarks) -> str:
    """A typed value with its numbers by other marks: `~1,234.5` → `~1234,5`."""

    def respell_numeral(numeral: re.Match[str]) -> str:
        value = None if numeral[0].isdigit() else written.parse(numeral[0])
        return numeral[0] if value is None else wanted.spell(value)

    return text if written == wanted else re.sub(_NUMERAL, respell_numeral, text)


def money_scale(unit: str) -> Decimal | None:
    """How many đồng one of this unit is: `triệu đồng` → 1000000; None if no money."""
    words = unit.strip().lower()
    if not words.endswith("đồng"):
        return None
    return Decimal(10) ** _SCALES.get(words.removesuffix("đồng").strip(), 0)


CURRENCIES = (
    " AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD"
    " BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN"
    " ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD"
    " IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD"
    " MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD"
    " OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP"
    " SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD"
    " UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG "
)
"""The codes of ISO 4217 in use."""
_SIGNS = frozenset("₫$€£¥₩₹₽฿₭៛₱")


def is_money(unit: str, own: Iterable[str] = ()) -> bool:
    """Whether a unit of measure is money: it ends in đồng, đ, VNĐ, a code or a sign.

    `own` are words of the plan for money: `US dollars`.
    """
    words = unit.split()
    spoken = " ".join(["", *words]).casefold()
    if any(spoken.endswith(f" {' '.join(w.split())}".casefold()) for w in own):
        return True
    last = words[-1] if words else ""
    is_named = last.lower() in {"đồng", "đ", "vnđ"} or f" {last} " in CURRENCIES
    return bool(last) and (is_named or last[-1] in _SIGNS)


def read_money(
    text: str, unit: str, marks: NumberMarks, decimals: int
) -> Decimal | Problem:
    """An amount with its own word, in the unit of the indicator; `12 nghìn` of things.

    `12,5 tỷ` for an indicator in triệu đồng is 12500; `1.250 tỷ` is refused: 1,25 tỷ
    would be a whole number of triệu đồng too.
    """
    bare = re.sub(
        _SHORT_SCALE,
        lambda short: "triệu" if short[1].startswith("tr") else "nghìn",
        text.strip().lower(),
    )
    amount = re.sub(_CURRENCY, "", bare).rstrip()
    is_count = amount == bare and not bare.endswith(("tỷ", "tỉ", "billion"))
    scale = money_scale(unit) or (Decimal(1) if is_count else None)
    if scale is None:
        return _unread(ProblemCode.VALUE_UNFIT)
    bare = amount
    word = next((scale for scale in _SCALES if bare.endswith(scale)), "")
    shift = _SCALES.get(word, 0) - scale.adjusted()
    number = read_number(bare.removesuffix(word), marks, max(decimals + shift, 0))
    if isinstance(number, Problem):
        return number
    return fit_number(tidy(number.scaleb(shift)), decimals)


def is_digits(text: str) -> bool:
    """Whether a text is a whole number without marks, as most figures are typed."""
    return text.isascii() and text.isdigit()


def names_money(text: str) -> bool:
    """Whether the text ends in a word of money: tỷ, triệu, nghìn, đồng, trđ."""
    bare = text.strip().lower()
    if not bare.rstrip(".")[-1:].isalpha():
        return False
    return any(re.search(word, bare) for word in (_SHORT_SCALE, _SCALE, _CURRENCY))
