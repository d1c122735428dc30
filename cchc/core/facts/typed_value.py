"""What somebody typed for one cell, read into a reading or refused (DESIGN 2).

`14` · `1.234,5` · `22630/182500` · `12,5 tỷ` · `nil` · `unavailable` · `yes` · a day ·
`=35` (a total since the start of the year) · `~14` (an estimate).
"""

from datetime import date
from decimal import Decimal

from cchc.core.facts.report import NIL, UNAVAILABLE, CellState, Quality, Reading
from cchc.core.facts.typed import TypedText
from cchc.core.plan.date_window import DateRole, DateWindow, window_problem
from cchc.core.plan.measure import NEVER_NIL, STATE_MEASURES, Measure, RatioOf
from cchc.core.plan.plan import Indicator
from cchc.text.compare import fold, initials, means_nothing
from cchc.text.day import parse_near_day, short
from cchc.text.lazy import lazy_pattern
from cchc.text.number import (
    DATA,
    NumberMarks,
    fit_number,
    is_digits,
    is_money,
    names_money,
    read_money,
    read_number,
)
from cchc.text.number_words import number_in_words
from cchc.text.problem import NOWHERE, Blank, Problem, ProblemCode
from cchc.text.record import Record, replace

UNAVAILABLE_WORDS = frozenset(
    {
        *("unavailable", "chưa công bố", "chua cong bo", "ccb"),
        *("chưa có số liệu", "chờ công bố", "số liệu chưa công bố"),
    }
)
YES_WORDS = frozenset(
    {
        *("yes", "y", "true", "có", "co", "rồi", "đã có", "đạt", "đã đạt"),
        *("hoàn thành", "đã hoàn thành", "đã thực hiện"),
    }
)
NO_WORDS = frozenset(
    {
        *("no", "n", "false", "không", "khong", "chưa", "chua", "không có", "chưa có"),
        *("không đạt", "chưa đạt", "chưa hoàn thành", "chưa thực hiện"),
    }
)
HUNDRED = Decimal(100)
_COUNTED = lazy_pattern(r"([-−0-9][-−0-9., ]*?)\s*([^\W\d_][^\d]*)")
"""A number and the word of what it counts."""
_FIGURE_ALONE = lazy_pattern(
    r"(?:['‘’]|(?P<quote>[“\"]))?(?P<figure>[-−]?\d(?:[\d., ]*\d)?)(?(quote)[”\"])"
    r"(?: ?\*{1,3}| ?\((?P<words>[^\W\d_][^()\d]*)\)|[.;])?"
)
"""A number in quotes, with the mark of a footnote, said again in words, or ended."""
_WEEKDAY = lazy_pattern(
    r"(thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?\s+(?:ngày )?(?=\d)"
)
WEEKDAYS = (*(f"thu {n}" for n in ("hai", "ba", "tu", "nam", "sau", "bay")), "chu nhat")
_DONE = lazy_pattern(
    r"(?:đã\s+)?(?:hoàn thành|xong|thực hiện xong)(?:\s+vào)?(?:\s+ngày)?\s+(?=\d)"
)
_ESTIMATED = lazy_pattern(
    r"(?i)^(?:~|(?:ước(?:\s+(?:tính|đạt|khoảng|thực hiện))?|khoảng|tạm tính)\s)\s*"
    r"|(?<=.)\s*(?:\((?:số )?ước(?: tính| thực hiện)?\)|\sước(?: tính)?)$"
)
_RATE = lazy_pattern(
    r"(?:(?P<before>[\d.,]+)\s*%\s*\()?(?P<cases>[^%()=]+/[^%()=]+?)"
    r"(?:\)|\s*(?:\(|=|,?\s*đạt)\s*(?P<behind>[\d.,]+)\s*%\)?)"
)
"""Cases with the percentage that they make: `412/415 (99,28%)`, `99,28% (412/415)`."""
_OF = lazy_pattern(r"(?<=\d)\s*(?::|\strên)\s*(?=\d)")
_NOT_YET = lazy_pattern(
    r"no|n|false|không(?: có| đạt)?|khong|chua"
    r"|chưa(?: (?:có|đạt|hoàn thành|thực hiện|ban hành|triển khai|phê duyệt|ký|xong))?"
)
_GRADE = lazy_pattern(r"(?i)^(?:xếp\s+)?(?:loại|hạng)\s+")
_PLACE = lazy_pattern(r"(?i)^(?:xếp\s+)?(?:hạng|thứ(?:\s+hạng)?)\s+(?=\d)")


class Cumulative(Record):
    """`=35`: a total since the start of the year, still to be taken apart."""

    total: Decimal
    quality: Quality
    typed: str


def read_value(
    indicator: Indicator, typed: TypedText, today: date, window: DateWindow
) -> Reading | Cumulative | Problem:
    """The reading that a text stands for, judged by what the indicator measures.

    The text is in Unicode NFC; milestones lie in the `window`, none after `today`.
    A problem has no place yet, and neither the indicator nor the text in it.
    """
    text, quality = typed.text, Quality.FINAL
    bare = text.strip()
    if not is_digits(bare):
        parts = (_ESTIMATED.sub("", part, count=1) for part in bare.split("/"))
        certain = "/".join(parts)
        if certain != bare:
            bare, quality = certain, Quality.ESTIMATE
    words = " ".join(bare.casefold().split())
    is_answer = indicator.measure is Measure.YES and words in NO_WORDS
    if words.strip("._…") and means_nothing(words) and not is_answer:
        if indicator.measure in NEVER_NIL:
            return _unfit(ProblemCode.NIL_UNFIT)
        return replace(NIL, typed=text)
    if words in UNAVAILABLE_WORDS:
        return replace(UNAVAILABLE, typed=text)
    read = _by_measure(indicator, replace(typed, text=bare), today, window)
    if isinstance(read, Problem):
        return read
    return replace(read, quality=quality, typed=text)


def _by_measure(
    indicator: Indicator, typed: TypedText, today: date, window: DateWindow
) -> Reading | Cumulative | Problem:
    bare, marks = typed.text, typed.marks
    match indicator.measure:
        case Measure.MILESTONE:
            return _milestone(bare, today, window)
        case Measure.YES:
            word = bare.casefold()
            answer = Reading(CellState.VALUE, answer=word in YES_WORDS)
            is_known = word in YES_WORDS | NO_WORDS
            return (
                answer if is_known else _unfit(ProblemCode.VALUE_UNFIT, expects="yes")
            )
        case Measure.REGISTER:
            return _unfit(ProblemCode.VALUE_UNFIT, expects="register")
        case Measure.RATIO:
            return _ratio(indicator, bare, marks)
        case Measure.GRADE:
            return _grade(indicator, bare, marks)
        case Measure.FLOW | Measure.RUNNING | Measure.LEVEL | Measure.RANK:
            return _number_or_total(indicator, bare, marks)


def _unfit(code: ProblemCode, **blanks: Blank) -> Problem:
    return Problem(code, NOWHERE, blanks)


def _number_or_total(
    indicator: Indicator, bare: str, marks: NumberMarks
) -> Reading | Cumulative | Problem:
    is_total = bare.startswith("=")
    if indicator.is_rank:
        bare = _PLACE.sub("", bare)
    if is_total and indicator.measure in STATE_MEASURES:
        return _unfit(ProblemCode.VALUE_UNFIT, expects="number")
    number = _number(indicator, bare.removeprefix("=").strip(), marks)
    if isinstance(number, Problem):
        return number
    if is_total and indicator.measure is Measure.FLOW:
        return Cumulative(number, Quality.FINAL, bare)
    if indicator.part_of_whole and number > HUNDRED:
        return _unfit(ProblemCode.PERCENT_OVER_WHOLE)
    if indicator.is_rank and number < 1:
        return _unfit(ProblemCode.VALUE_UNFIT, expects="rank")
    return Reading(CellState.VALUE, number=number)


def _grade(indicator: Indicator, bare: str, marks: NumberMarks) -> Reading | Problem:
    """A word of the scale, as its place in it from 1; capitals and marks are free.

    A document that was printed carries the place itself.
    """
    if marks == DATA and bare.isdecimal() and (word := indicator.grade(Decimal(bare))):
        bare = word
    words, word = [fold(word) for word in indicator.scale], fold(_GRADE.sub("", bare))
    short = [initials(word) for word in words]
    if word not in words and short.count(word) == 1:
        word = words[short.index(word)]
    if word not in words:
        return _unfit(ProblemCode.GRADE_STRANGE, known=indicator.scale)
    return Reading(CellState.VALUE, number=Decimal(words.index(word) + 1))


def _milestone(bare: str, today: date, window: DateWindow) -> Reading | Problem:
    if _NOT_YET.fullmatch(bare.casefold()):
        return NIL
    text = _DONE.sub("", bare.lower(), count=1)
    named = _WEEKDAY.match(text)
    day = parse_near_day(text[named.end() :] if named else text, today)
    if day is None or (named and fold(named[1]) != WEEKDAYS[day.weekday()]):
        return _unfit(ProblemCode.DATE_UNREADABLE)
    if day > today:
        return _unfit(ProblemCode.DATE_FUTURE, today=short(today))
    outside = window_problem(day, window, DateRole.MILESTONE, NOWHERE)
    return outside or Reading(CellState.VALUE, done=day)


def _ratio(indicator: Indicator, bare: str, marks: NumberMarks) -> Reading | Problem:
    """`412/415`; of a planned amount the numerator alone will do."""
    stated = _RATE.fullmatch(bare)
    bare = _OF.sub("/", stated["cases"] if stated else bare)
    top_text, slash, bottom_text = bare.partition("/")
    is_of_plan = indicator.of is RatioOf.PLAN
    is_percent = "%" in bare and not (is_of_plan and slash)
    if is_percent or (not slash and not is_of_plan) or (slash and not top_text):
        return _unfit(ProblemCode.NUMBER_NOT_RATIO)
    top = _cases(indicator, top_text, marks)
    bottom = _cases(indicator, bottom_text, marks) if slash else None
    if isinstance(top, Problem):
        return top
    if isinstance(bottom, Problem):
        return bottom
    read = (
        _of_plan(indicator, top, bottom)
        if is_of_plan
        else _of_cases(indicator, top, bottom or Decimal(0))
    )
    percent = stated and (stated["before"] or stated["behind"])
    if percent and not isinstance(read, Problem):
        return _with_percent(read, read_number(percent, marks, 6))
    return read


def _cases(indicator: Indicator, text: str, marks: NumberMarks) -> Decimal | Problem:
    """One side of a rate; what means nothing is no case."""
    bare = text.strip()
    return Decimal(0) if means_nothing(bare) else _number(indicator, bare, marks)


def _with_percent(read: Reading, percent: Decimal | Problem) -> Reading | Problem:
    """The cases of a rate, as long as they make the percentage that stands beside."""
    if isinstance(percent, Problem) or not read.number or not read.denominator:
        return _unfit(ProblemCode.NUMBER_NOT_RATIO)
    exact = HUNDRED * read.number / read.denominator
    step = Decimal(1).scaleb(int(percent.as_tuple().exponent))
    is_near = abs(exact - percent) < step
    return read if is_near else _unfit(ProblemCode.NUMBER_NOT_RATIO)


def _of_plan(
    indicator: Indicator, top: Decimal, bottom: Decimal | None
) -> Reading | Problem:
    whole, awaits = None, indicator.awaits
    if indicator.amount is not None and awaits is None:
        whole = indicator.amount.value
    if bottom is not None and awaits is not None:
        return _unfit(ProblemCode.RATIO_OTHER_PLAN, whole=awaits)
    if whole is not None and bottom is not None and bottom != whole:
        return _unfit(ProblemCode.RATIO_OTHER_PLAN, whole=f"{whole:f}")
    if indicator.part_of_whole and whole is not None and top > whole:
        return _unfit(ProblemCode.RATIO_ABOVE_ONE)
    return Reading(CellState.VALUE, number=top)


def _of_cases(indicator: Indicator, top: Decimal, bottom: Decimal) -> Reading | Problem:
    """`0/0` is a stated nil: there was no case."""
    if bottom == 0:
        return _unfit(ProblemCode.RATIO_ZERO) if top else NIL
    if bottom < 0:
        return _unfit(ProblemCode.NUMBER_NEGATIVE)
    if indicator.part_of_whole and top > bottom:
        return _unfit(ProblemCode.RATIO_ABOVE_ONE)
    return Reading(CellState.VALUE, number=top, denominator=bottom)


def _number(indicator: Indicator, bare: str, marks: NumberMarks) -> Decimal | Problem:
    decimals, amount = indicator.entry_decimals, indicator.amount
    unit = indicator.unit if amount is None else amount.unit or ""
    if unit == "%":
        bare = bare.removesuffix("%").rstrip()
    if marks is not DATA and not is_digits(bare):
        bare = _figure_alone(_without_thing(bare, indicator, unit), unit)
    read = (
        read_money(bare, unit, marks, decimals)
        if names_money(bare)
        else read_number(bare, marks, decimals)
    )
    if isinstance(read, Problem):
        return read
    if indicator.non_negative and read < 0:
        return _unfit(ProblemCode.NUMBER_NEGATIVE)
    return read


def _figure_alone(bare: str, unit: str) -> str:
    """`“12”`, `12*`, `12.`, `12 (mười hai)` as `12`; other texts stay.

    What is said in words has to say the same.
    """
    if (match := _FIGURE_ALONE.fullmatch(bare)) is None:
        return bare
    figure: str = match["figure"]
    words: str | None = match["words"]
    if words is None:
        return figure
    spelled = number_in_words(words.lower().removesuffix(unit.lower()).strip())
    digits = figure.replace(".", "").replace(" ", "")
    return figure if digits.isdigit() and int(digits) == spelled else bare


def _without_thing(bare: str, indicator: Indicator, unit: str) -> str:
    """`12 hồ sơ` as `12`, where it counts those things; other words stay."""
    match = _COUNTED.fullmatch(bare)
    if match is None or (names_money(match[2]) and is_money(unit)):
        return bare
    thing = fold(match[2]).rstrip(".")
    is_named = f" {thing} " in f" {fold(indicator.name)} "
    is_short = thing == initials(fold(unit))
    return match[1] if thing == fold(unit) or is_named or is_short else bare


def flow_of_period(
    indicator: Indicator, typed: Cumulative, before: tuple[Reading | None, ...]
) -> Reading | Problem:
    """The flow of the period behind a total since the start of the year.

    `before` are the unit's readings of the earlier periods, None where none came.
    """
    so_far = Decimal(0)
    for reading in before:
        if reading is None or reading.state is CellState.UNAVAILABLE:
            return _unfit(ProblemCode.CUMULATIVE_GAP)
        so_far += reading.number or Decimal(0)
    rest = fit_number(typed.total - so_far, indicator.entry_decimals)
    if isinstance(rest, Problem):
        return rest
    if rest < 0 and indicator.non_negative:
        return _unfit(ProblemCode.CUMULATIVE_FALLS, before=f"{so_far:f}")
    return Reading(CellState.VALUE, rest, quality=typed.quality, typed=typed.typed)


def is_falling(new: Reading, earlier: Reading | None, later: Reading | None) -> bool:
    """Whether a running total would fall, against the figure before or after it."""
    if new.number is None:
        return False
    below = earlier is not None and (earlier.number or Decimal(0)) > new.number
    above = later is not None and later.number is not None and later.number < new.number
    return below or above
