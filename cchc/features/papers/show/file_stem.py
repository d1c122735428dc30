"""What the file of a period's paper is called."""

from re import findall

from cchc.core.plan.period import Period
from cchc.core.plan.plan import Plan
from cchc.text.compare import fold
from cchc.text.period_name import ROMAN, SpanKind
from cchc.words.bodies import report_stem
from cchc.words.translator import Voice


def file_stem(period: Period, plan: Plan, voice: Voice) -> str:
    """`bao-cao-cchc-quy-I-2022`; six months and the year by their own names."""
    stem = report_stem(plan, voice)
    year, quarter = period.said_years.replace("–", "-"), period.quarter
    if period.title is None and period.kind is SpanKind.MONTH:
        day = period.cutoff
        name = f"{day.month:02}"
        return voice.say("export.name.month", stem=stem, name=name, year=day.year)
    if period.title is None and period.is_last:
        return voice.say("export.name.year", stem=stem, year=year)
    if period.title is None and quarter == 2:
        return voice.say("export.name.half", stem=stem, year=year)
    if period.title is None and quarter is not None:
        roman = ROMAN[quarter - 1]
        return voice.say("export.name.quarter", stem=stem, quarter=roman, year=year)
    name = "-".join(findall("[a-z0-9]+", fold(period.title or period.own_name)))
    if period.title is not None or period.id == period.own_name:
        return f"{stem}-{name}"
    return voice.say("export.name.other", stem=stem, name=name, year=year)
