"""Periods as people say and type them (SEMANTICS 11): `Quý I/2022`, `6 tháng`."""

from collections.abc import Iterable
from functools import cache

from cchc.core.plan.calendar import periods as periods_of
from cchc.core.plan.calendar import span_parts
from cchc.core.plan.period import Period, Rhythm
from cchc.core.plan.plan import Plan, Task
from cchc.text.compare import fold
from cchc.text.day import MONTH_NAMES, short
from cchc.text.period_name import ROMAN, PeriodName, SpanKind, read_period_name
from cchc.words.translator import Lang, Voice

_MONTHS_TO = {rhythm.kind: rhythm.months for rhythm in Rhythm}


def label(period: Period, voice: Voice) -> str:
    """`Quý I/2022`, `Tháng 02/2026`: by its title, else its name and years."""
    if period.title:
        return period.title
    if period.kind is None:
        years = "" if period.id == period.name else f"/{period.said_years}"
        return f"{period.name}{years}"
    code = f"period.{period.kind.name.lower()}"
    is_second = period.kind is SpanKind.HALF and period.number > 1
    return voice.say(f"{code}.second" if is_second else code, **_blanks(period, voice))


def short_label(period: Period, voice: Voice) -> str:
    """The label where its year is said elsewhere: `Quý I`, `Quarter I`."""
    own = label(period, voice).removesuffix(_blanks(period, voice)["year"])
    return own.rstrip().removesuffix(voice.say("period.of")).rstrip()


def _blanks(period: Period, voice: Voice) -> dict[str, str]:
    """What the name of a period counts, with the year that it is said with.

    A month is called as the calendar has it, whatever month the year starts with; the
    first two are written with a zero (NĐ 30/2020/NĐ-CP, Phụ lục I, ô 4).
    """
    years, number = period.said_years, period.number if period.kind else 0
    if period.kind is SpanKind.MONTH:
        month, years = period.cutoff.month, str(period.cutoff.year)
        count = f"{month:02}" if month < 3 else str(month)
        count = MONTH_NAMES[month - 1].capitalize() if voice.lang is Lang.EN else count
    else:
        count = ROMAN[number - 1] if 0 < number <= len(ROMAN) else str(number)
    return {"quarter": count, "number": count, "year": years}


def task_due_text(task: Task, voice: Voice) -> str | None:
    """When a task is due by the plan: `Quý IV/2022`, `tháng 3/2022`, or the day."""
    if task.due_in is None:
        return None if task.due is None else short(task.due)
    return span_text(task.due_in, voice)


def span_text(span: str, voice: Voice) -> str:
    """A quarter or month in which something is due: `Quý IV/2022`, `March 2022`."""
    years, kind, number = span_parts(span)
    if kind == "Q":
        return voice.say("period.quarter", quarter=ROMAN[number - 1], year=years)
    month = MONTH_NAMES[number - 1].capitalize() if voice.lang is Lang.EN else number
    return voice.say("task.due.month", month=month, year=years)


def report_title(period: Period, voice: Voice) -> str:
    """What the report of the period calls it: `6 tháng đầu năm 2022`.

    The plan's own title wins; the last period speaks for the whole year, the last of
    several years for all of them too.
    """
    if period.title:
        return period.title
    own = _own_title(period, voice)
    if period.is_last and period.span:
        return voice.say("period.title.span", title=own, years=period.span)
    return own


def _own_title(period: Period, voice: Voice) -> str:
    blanks, kind = _blanks(period, voice), period.kind
    year = voice.say("period.title.year", year=period.said_years)
    if kind is SpanKind.YEAR or (kind is not SpanKind.MONTH and _is_whole(period)):
        return year
    if kind is None:
        return label(period, voice)
    if kind is SpanKind.HALF or (kind is SpanKind.QUARTER and period.number == 2):
        half = "second" if kind is SpanKind.HALF and period.number == 2 else "half"
        return voice.say(f"period.title.{half}", year=period.said_years)
    own = voice.say(f"period.title.{kind.name.lower()}", **blanks)
    if kind is SpanKind.MONTH and (_is_whole(period) or period.number == 6):
        half = voice.say("period.title.half", year=period.said_years)
        rest = year if _is_whole(period) else half
        month = voice.say("period.title.month.alone", **blanks)
        return voice.say("period.title.both", month=month, rest=rest)
    return own


def _is_whole(period: Period) -> bool:
    """Whether its report is that of a year of a plan of one year."""
    return period.is_last and not period.span


def read_period(text: str, periods: Iterable[Period]) -> Period | None:
    """The period somebody means, or None; never a guess.

    Declared titles, names and ids go first; then ordinary speech: `Q1`, `1`, `I`,
    `quý 1`, `tháng 3`, `học kỳ I`, `6 tháng`, `9 tháng` (the periods they end with),
    `năm` (the last period); each with a year or without. A year that is not the
    period's own means none.
    """
    listed, plain = tuple(periods), fold(text)
    for period in listed:
        titles = (fold(period.title),) if period.title else ()
        if plain in (fold(period.name), fold(period.id), *titles):
            return period
    name = read_period_name(text)
    meant = [] if name is None else [p for p in listed if _means(name, p)]
    if name is not None and name.kind is SpanKind.YEAR:
        is_one_of_several = name.year is None and any(p.span for p in listed)
        return meant[-1] if meant and not is_one_of_several else None
    same = [p for p in meant if name is not None and _own(p).kind is name.kind]
    return (same or meant)[0] if len(same or meant) == 1 else None


def looks_like_period(text: str) -> bool:
    """Whether the text is how periods and years are typed, whatever the plan."""
    return read_period_name(text) is not None


def _means(name: PeriodName, period: Period) -> bool:
    """Whether the words mean the period, by what it covers and by its year."""
    own = _own(period)
    months = _MONTHS_TO.get(own.kind, 0) * own.number
    match name.kind:
        case SpanKind.YEAR:
            is_it = period.is_last or months == 12
        case SpanKind.BARE:
            is_it = own.number == name.number
        case SpanKind.UPTO:
            is_it = months == name.number
        case SpanKind.HALF if own.kind is not SpanKind.HALF:
            is_it = name.number == 1 and months == 6
        case SpanKind.MONTH if period.kind is SpanKind.MONTH:
            is_it = period.cutoff.month == name.number
        case _:
            is_it = (own.kind, own.number) == (name.kind, name.number)
    return is_it and name.year in _years(own, period)


def _own(period: Period) -> PeriodName:
    """What a period is by its own name; a name that says nothing is nobody's."""
    if period.kind is not None:
        return PeriodName(period.kind, period.number)
    return read_period_name(period.name) or PeriodName(SpanKind.BARE, 0)


def _years(own: PeriodName, period: Period) -> tuple[str | None, ...]:
    """The years that a period may be named with; none at all is one of them."""
    if own.year is not None:
        return None, own.year
    if period.kind is SpanKind.MONTH:
        return None, str(period.cutoff.year)
    return None, str(period.year), period.said_years.replace("–", "-")


def has_several_years(plan: Plan) -> bool:
    """Whether the plan runs for more than a year."""
    listed = periods_of(plan)
    return bool(listed) and (listed[-1].cutoff - listed[0].start).days > 366


class SpanVoice(Voice):
    """Speaks of a plan of several years: `cả giai đoạn`, where a plan says `cả năm`."""

    def __init__(self, lang: Lang) -> None:
        super().__init__(lang)
        pairs = [pair.split("=") for pair in self.say("plan.span.words").split("; ")]
        of_a_year = self._pattern

        def pattern(code: str) -> str:
            text = of_a_year(code)
            for year, span in pairs:
                text = text.replace(year, span)
            return text

        self._pattern = cache(pattern)


_span_voice = cache(SpanVoice)


def voice_of_span(plan: Plan, voice: Voice) -> Voice:
    """The voice that speaks of a plan: of its year, or of its years."""
    return _span_voice(voice.lang) if has_several_years(plan) else voice
