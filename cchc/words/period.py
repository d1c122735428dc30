"""Periods as people say and type them (SEMANTICS 11): `Quý I/2022`, `6 tháng`."""

from collections.abc import Iterable
from re import ASCII, fullmatch

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Task
from cchc.core.plan.task_due import ROMAN, span_parts
from cchc.text.compare import fold
from cchc.text.day import short
from cchc.words.translator import Voice

_QUARTERS = {
    name: number
    for number, roman in enumerate(ROMAN, start=1)
    for name in (str(number), roman.casefold())
}
_YEAR_FIRST = r"(\d{4})(?: ?[-/ ] ?|(?=[a-z]))(.+)"
_YEAR_LAST = r"(.+?)(?: ?[-/] ?| nam | )(\d{4})"
_WHOLE_YEAR = r"(?:ca )?nam(?: (\d{4}))?|year|(\d{4})"
_HALF = ("h1", "half year")
_MONTHS = r"([369]|12)(?: ?t| thang(?: dau(?: nam)?)?| months)"
_QUARTER = r"(?:quy|q|quarter)? ?([1-4]|i{1,3}|iv)"


def label(period: Period, voice: Voice) -> str:
    """`Quý I/2022`; a period with a name of its own: its title or name and year."""
    if period.quarter is None:
        return period.title or f"{period.name}/{period.year}"
    return voice.say("period.quarter", quarter=_quarter(period), year=period.year)


def task_due_text(task: Task, voice: Voice) -> str | None:
    """When a task is due by the plan: `Quý IV/2022`, `tháng 3/2022`, or the day."""
    if task.due_in is None:
        return None if task.due is None else short(task.due)
    year, kind, number = span_parts(task.due_in, 0)
    if kind == "Q":
        return voice.say("period.quarter", quarter=ROMAN[number - 1], year=year)
    return voice.say("task.due.month", month=number, year=year)


def report_title(period: Period, voice: Voice) -> str:
    """What the report of the period calls it: `6 tháng đầu năm 2022`.

    The plan's own title wins; the last period speaks for the whole year.
    """
    if period.title:
        return period.title
    if period.is_last:
        return voice.say("period.title.year", year=period.year)
    if period.quarter == 2:
        return voice.say("period.title.half", year=period.year)
    if period.quarter is None:
        return label(period, voice)
    return voice.say("period.title.quarter", quarter=_quarter(period), year=period.year)


def read_period(text: str, periods: Iterable[Period]) -> Period | None:
    """The period somebody means, or None; never a guess.

    Reads `Q1`, `q1`, `1`, `I`, `quý 1`, `quy1`, `2022-Q1`, `2022Q1`, `Quý I/2022`,
    `6 tháng`, `9 tháng` (the quarters they end with), `năm` (the last period), and
    names, ids and titles of periods. A year that is not the period's own means none.
    """
    listed = tuple(periods)
    plain = fold(text)
    for period in listed:
        if plain in _names(period):
            return period
    for words, year in _readings(plain):
        for period in listed:
            if year in (None, str(period.year)) and _means(words, period):
                return period
    return None


def looks_like_period(text: str) -> bool:
    """Whether the text is how quarters and years are typed, whatever the plan."""
    return any(
        fullmatch(pattern, words, ASCII)
        for words, _ in _readings(fold(text))
        for pattern in (_QUARTER, _MONTHS, _WHOLE_YEAR, "|".join(_HALF))
    )


def _quarter(period: Period) -> str:
    return ROMAN[(period.quarter or 1) - 1]


def _names(period: Period) -> tuple[str, ...]:
    titles = (fold(period.title),) if period.title else ()
    return (fold(period.name), fold(period.id), *titles)


def _readings(plain: str) -> Iterable[tuple[str, str | None]]:
    """The text, and the text split into what and which year."""
    yield plain, None
    if found := fullmatch(_YEAR_FIRST, plain, ASCII):
        yield found.group(2), found.group(1)
    if found := fullmatch(_YEAR_LAST, plain, ASCII):
        yield found.group(1), found.group(2)


def _means(words: str, period: Period) -> bool:
    if words == fold(period.name):
        return True
    if whole := fullmatch(_WHOLE_YEAR, words, ASCII):
        year = whole.group(1) or whole.group(2)
        return period.is_last and year in (None, str(period.year))
    if words in _HALF:
        return period.quarter == 2
    if months := fullmatch(_MONTHS, words, ASCII):
        return period.quarter == int(months.group(1)) // 3
    match = fullmatch(_QUARTER, words, ASCII)
    return match is not None and period.quarter == _QUARTERS[match.group(1)]
