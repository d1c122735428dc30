"""What an indicator promises, as a sentence and as the level in a table.

Nobody writes "ít nhất 100%" of a share of a whole, nor "không quá 0 trường hợp"
(DOCUMENTS 1.3).
"""

from re import escape, sub

from cchc.core.plan.plan import Indicator
from cchc.core.plan.targets.target import Manner, Target
from cchc.text.number_format import vietnamese
from cchc.text.record import replace
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.target_words import each_level, promise_words, strive_words
from cchc.words.translator import Voice

WHOLE = 100
"""Percent that no share of a whole can pass."""


def promise_sentence(indicator: Indicator, voice: Voice) -> str:
    """`Hồ sơ giải quyết đúng hạn đạt từ 99% trở lên`, `Không để xảy ra …`."""
    name, goal = one_line(indicator.name), promised_level(indicator, voice)
    target = indicator.target
    if target is not None and _is_never(indicator, target):
        is_word = name[1:2].islower()
        small = name[:1].lower() + name[1:] if is_word else name
        return voice.say("promise.none", name=small)
    if target is not None and target.manner is Manner.ANSWER:
        return name  # what is asked is in the name: `Có trang thông tin`
    is_rate = target is not None and _is_floor_of_rate(indicator, target)
    return voice.say("promise.rate" if is_rate else "pledge.goal", name=name, goal=goal)


def promised_level(
    indicator: Indicator, voice: Voice, *, with_unit: bool = True
) -> str:
    """`từ 99% trở lên`, `100%`, `ít nhất 12 doanh nghiệp`, `không để xảy ra`."""
    target = indicator.target
    if target is None:
        return NOTHING
    if indicator.each is not None:
        return each_level(indicator, indicator.each, promised_level, voice)
    if _is_never(indicator, target):
        return voice.say("promise.never")
    if _is_floor_of_rate(indicator, target):
        return _rate_words(indicator, target, voice)
    unit = indicator.unit if with_unit or indicator.unit == "%" else ""
    words = promise_words(replace(indicator, unit=unit), voice)
    if unit in {"", "%"}:
        return words
    few = rf"(?<![\d.,])([1-9]) (?={escape(one_line(unit))})"  # `ít nhất 01 dự án`
    return sub(few, lambda m: voice.say("memo.few", number=m[1]) + " ", words)


def _rate_words(indicator: Indicator, target: Target, voice: Voice) -> str:
    """`100%`, `từ 98% trở lên`, `từ 50% trở lên, phấn đấu 60%`."""
    value = target.numbers[0]
    share = f"{vietnamese(value)}%"
    if value == WHOLE and indicator.part_of_whole:
        return share
    words = voice.say("promise.from", value=share)
    if target.second_level is None:
        return words
    second = strive_words(target, indicator.unit)
    return voice.say("plan.target.strive", text=words, value=second)


def _is_never(indicator: Indicator, target: Target) -> bool:
    """Whether not one case may happen, of something that is counted."""
    return target.manner is Manner.NONE and indicator.unit not in {"", "%"}


def _is_floor_of_rate(indicator: Indicator, target: Target) -> bool:
    is_floor = target.manner is Manner.FLOOR and target.is_usual
    is_numbered = bool(target.numbers) and indicator.awaits is None
    return is_floor and indicator.unit == "%" and is_numbered
