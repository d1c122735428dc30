"""The grammar of figures: what is said of an indicator, on every screen and paper.

The rows stand in `figure_beside`; here a row becomes a sentence: what was done, what
that is held against, cùng kỳ, who is silent, the verdict.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping

from cchc.core.plan.measure import Measure
from cchc.core.plan.targets.target import Manner
from cchc.core.verdict.indicator import IndicatorView
from cchc.core.verdict.statuses import (
    BAD_STATUSES,
    CLOSED_STATUSES,
    FIGURELESS_STATUSES,
    GOOD_STATUSES,
    Status,
)
from cchc.phrases.figure_beside import (
    BESIDE,
    Body,
    body_of,
    goal_words,
    manner_of,
    row_of,
    strive_beside,
    two_digits_words,
)
from cchc.phrases.figure_phrases import (
    actual_words,
    change_sentence,
    estimate_words,
    fraction_words,
    open_reasons,
    percent_words,
    value_with_unit,
    verdict_words,
    with_sign,
    with_unit,
)
from cchc.text.closed_list import StrEnum
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import Record, field
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING, join_names
from cchc.words.translator import ShortVoice, Voice


class Addressee(StrEnum):
    """For whom a paper is written: who has not answered whom stays inside."""

    SUPERIOR = "superior"
    INTERNAL = "internal"


def done_words(view: IndicatorView, voice: Voice) -> str:
    """What was done alone: `đạt 99,45% (182/183 nhiệm vụ)`; empty for nothing known."""
    return next(_result_parts(view, voice), "")


def result_words(view: IndicatorView, voice: Voice) -> str:
    """What was done and what that is held against; empty where nothing is known."""
    return ", ".join(part for part in _result_parts(view, voice) if part)


def short_words(view: IndicatorView, voice: ShortVoice) -> str:
    """The same in a line of a screen: `36,8% (ước), lộ trình 40%`.

    Of a promise for every unit how many keep it; empty where nothing is known.
    """
    if view.each is not None:
        return done_words(view, voice).partition("; ")[0]
    parts = [part for part in _result_parts(view, voice) if part]
    is_floor_of_plan = (
        body_of(view.indicator) is Body.PLAN and row_of(view.indicator).beside == "pace"
    )
    if len(parts) == 1 and is_floor_of_plan:
        parts += goal_words(view, voice)  # the long form has the whole amount
    return ", ".join(parts)


def _awaits_target(view: IndicatorView) -> bool:
    """Whether the units have figures, and nobody is held to anything yet."""
    is_open = view.verdict.status is Status.UNASSIGNED and view.actual is None
    return is_open and view.pooled is not None and view.pooled.actual is not None


def _result_parts(view: IndicatorView, voice: Voice) -> Iterator[str]:
    indicator = view.indicator
    amount = indicator.amount
    if amount is not None and view.denominator is None and view.numerator is not None:
        done = f"{vietnamese(view.numerator)} {one_line(amount.unit or '')}".rstrip()
        done = estimate_words(done, view.quality, voice)
        yield voice.say("figure.plan.bare", value=done)
        return
    if _awaits_target(view) and view.pooled:
        yield value_with_unit(indicator, view.pooled.actual, voice)
        return
    status, is_day = view.verdict.status, indicator.measure is Measure.MILESTONE
    is_unheard = status is Status.STATISTIC or status in FIGURELESS_STATUSES
    if view.shown in {"", NOTHING} and (is_unheard or not is_day):
        return
    row = row_of(indicator)
    done = _done_words(row.done, view, voice)
    yield voice.say("figure.stale", said=done) if view.stale else done
    if row.beside and view.actual is not None:
        yield from BESIDE[row.beside](view, voice)
        yield from strive_beside(view, voice)


def _done_words(code: str, view: IndicatorView, voice: Voice) -> str:
    """The first half of a sentence: what was done."""
    special = _DONE.get(code)
    if special is not None and (words := special(view, voice)):
        return words
    rate = rate_fraction(view)
    if code in RATED and not rate:
        code = "figure"
    value = actual_words(view, voice)
    if code == "plan":  # the money is what was estimated
        value, rate = view.shown, estimate_words(rate, view.quality, voice)
    value, alone = (
        with_unit(view.indicator, text, voice)
        for text in (value, actual_words(view, voice))
    )
    return voice.say(f"figure.{code}", value=value, rate=rate, alone=alone)


RATED = ("share", "rate", "plan", "none.rate")
"""Codes with a blank for n/d."""


def _is_nil(view: IndicatorView) -> bool:
    """Whether it stands at nought for certain."""
    return view.actual == 0 and not (view.stale or view.coverage.unknown)


def _count_words(view: IndicatorView, voice: Voice) -> str:
    """`đạt 05/12 doanh nghiệp (41,67% chỉ tiêu năm)`, `chưa có sản phẩm nào`."""
    indicator, unit = view.indicator, one_line(view.indicator.unit)
    if view.actual == 0:
        is_named = unit and _is_nil(view)
        return voice.say(f"figure.count.{'zero' if is_named else 'nil'}", unit=unit)
    pair = (view.shown, with_sign(indicator, view.shown_target))
    fraction = "/".join(two_digits_words(text, voice) for text in pair)
    figure = with_unit(indicator, fraction, voice)
    figure = estimate_words(figure, view.quality, voice)
    if view.percent is None:
        return voice.say("figure.count.bare", figure=figure)
    percent = percent_words(view.percent)
    return voice.say("figure.count", figure=figure, percent=percent)


def _zero_words(view: IndicatorView, voice: Voice) -> str:
    return voice.say("figure.used.zero") if view.actual == 0 else ""


def _clear_words(view: IndicatorView, voice: Voice) -> str:
    """`đến nay không có trường hợp nào`: of what must not happen nothing did."""
    unit = one_line(view.indicator.unit)
    if _is_nil(view) and unit not in {"", "%"}:
        return voice.say("figure.none.clear", unit=unit)
    return _zero_words(view, voice)


def _answer_words(view: IndicatorView, voice: Voice) -> str:
    """Yes or no; done on which day, or not yet, beside the day it was promised for."""
    if view.indicator.measure is not Measure.MILESTONE:
        return voice.say(f"figure.answer.{'yes' if view.answer else 'no'}")
    target = view.indicator.target
    deadline = target.deadline if target is not None else None
    due = short(deadline) if deadline else NOTHING
    if view.done is None:
        return voice.say("figure.day.open", due=due)
    is_late = deadline is not None and view.done > deadline
    code = "late" if is_late else "done" if deadline else "on"
    return voice.say(f"figure.day.{code}", day=short(view.done), due=due)


def _kept_words(view: IndicatorView, voice: Voice) -> str:
    from cchc.phrases.each_phrases import each_words  # noqa: PLC0415  # few promise so

    return each_words(view, voice)


_DONE: Mapping[str, Callable[[IndicatorView, Voice], str]] = {
    "count": _count_words,
    "used": _zero_words,
    "none": _clear_words,
    "none.rate": _clear_words,
    "rank": lambda view, voice: voice.say("figure.rank", place=view.shown),
    "answer": _answer_words,
    "day": _answer_words,
    "each": _kept_words,
}
"""Sentences that depend on more than the figure; empty where they do not apply."""


def rate_fraction(view: IndicatorView) -> str:
    """`5.274/6.645 hồ sơ`, `22.630/182.500 triệu đồng`; empty for no rate."""
    indicator = view.indicator
    text, unit = fraction_words(view.numerator, view.denominator), ""
    if indicator.amount is not None:
        unit = one_line(indicator.amount.unit or "")
    elif text:
        from cchc.words.counted_things import counted_thing  # noqa: PLC0415  # of rates

        unit = counted_thing(indicator.name)
    return f"{text} {unit}".strip() if text else ""


UNSEEN = {
    Status.AWAITED: "awaited",
    Status.NOT_DUE: "not_due",
    Status.NO_BASELINE: "no_baseline",
    Status.NIL_YEAR: "nil_year",
    Status.VOID: "void",
}
"""What is said where there is no figure; for other statuses that it is missing."""


class Telling(Record):
    """How a paper tells figures: in the last period, to whom, the names of units."""

    last: bool = False
    reader: Addressee = Addressee.INTERNAL
    names: Mapping[str, str] = field(default_factory=dict)


def figure_sentence(
    view: IndicatorView,
    voice: Voice,
    telling: Telling,
    remarks: Iterable[str] = (),
    subject: str | None = None,
) -> str:
    """`Sản phẩm OCOP mới: đạt 05/08 sản phẩm (62,5% chỉ tiêu năm); đúng tiến độ.`.

    It begins with the name of the indicator, or another `subject`.
    """
    name, unit = one_line(view.indicator.name), one_line(view.indicator.unit)
    state = state_words(view, voice, telling, remarks)
    if _speaks_for_itself(view) and name.casefold().startswith(f"{unit.casefold()} "):
        rest = name[len(unit) :].strip()
        return voice.say("figure.none.sentence", unit=unit, rest=rest)
    return voice.say("memo.indicator", name=subject or name, said=state)


def state_words(
    view: IndicatorView, voice: Voice, telling: Telling, remarks: Iterable[str] = ()
) -> str:
    """Figure, what it is held against, cùng kỳ, remarks, silence, verdict.

    To the superior it is only counted how many units are heard (DOCUMENTS 1.1).
    """
    status = view.verdict.status
    result, change = result_words(view, voice), change_sentence(view, voice)
    silence = silence_words(view, voice, telling)
    if not result:
        if status is Status.UNASSIGNED:
            unseen = _verdict_words(view, voice, last=telling.last)
        else:
            unseen = voice.say(f"figure.unseen.{UNSEEN.get(status, 'missing')}")
        is_known = status in UNSEEN or status is Status.UNASSIGNED
        result = "" if silence and not is_known else unseen
    parts = [result, change, *remarks, silence]
    is_told = (
        view.actual is None and view.last is None and status in FIGURELESS_STATUSES
    ) and not _awaits_target(view)
    if status is not Status.STATISTIC and not is_told and not _speaks_for_itself(view):
        parts.append(_verdict_words(view, voice, last=telling.last))
    return "; ".join(part for part in parts if part)


def silence_words(view: IndicatorView, voice: Voice, telling: Telling) -> str:
    """Who leaves the figure open, by name; outside of the house only how many."""
    cover = view.coverage
    if view.actual is None and view.verdict.status is Status.AWAITED:
        return ""
    if telling.reader is Addressee.INTERNAL:
        names = open_reasons(view, lambda ids: join_names(ids, telling.names), voice)
        return "; ".join(names)
    if view.actual is None or cover.counted >= cover.units or view.verdict.known:
        return ""  # the verdict itself says by how many units it is
    return voice.say("figure.heard", counted=cover.counted, units=cover.units)


def _verdict_words(view: IndicatorView, voice: Voice, *, last: bool) -> str:
    """The verdict; of a limit that is passed nobody says that it is late."""
    status, code = view.verdict.status, ""
    if status is Status.UNASSIGNED:
        who = one_line(view.indicator.awaits or "")
        return voice.say("figure.verdict.unassigned", who=who)
    if status in CLOSED_STATUSES:
        code = status.value
    elif status is Status.BEHIND and not last and manner_of(view.indicator) in LIMITS:
        code = "limit"
    if code and view.verdict.known is None:
        return voice.say(f"figure.verdict.{code}")
    return verdict_words(view, voice, last=last)


LIMITS = (Manner.NONE, Manner.CEILING, Manner.RANGE)


def _speaks_for_itself(view: IndicatorView) -> bool:
    """Whether its words are a verdict: nothing happened, done on a day, a plain yes."""
    status = view.verdict.status
    match manner_of(view.indicator):
        case Manner.NONE:
            return status not in BAD_STATUSES and view.actual == 0
        case Manner.DAY:
            return view.done is not None and status not in BAD_STATUSES
        case Manner.ANSWER:
            return view.answer is True and status in GOOD_STATUSES
        case _:
            return False
