"""Parts of a plan in words: targets, trajectories, papers (SEMANTICS 5 and 6)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from cchc.core.plan.indicator import IndicatorPart
from cchc.core.plan.period import PeriodRule
from cchc.core.plan.plan import Amount, Baseline, Count, Descent, Indicator, Paper
from cchc.core.plan.targets.kinds import Each
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Dated, Points, Trajectory
from cchc.core.plan.unit import Signer
from cchc.text.closed_list import StrEnum
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import field_names, replace
from cchc.text.sanitize import one_line
from cchc.words.prose import NOTHING
from cchc.words.translator import Lang, Voice

NOUGHT = Decimal(0)


def promise_words(indicator: Indicator, voice: Voice) -> str:
    """The target as the indicator has it, with its unit and the baseline's figure.

    `ít nhất 12 doanh nghiệp`, `giảm ít nhất 5% so với năm 2022 (240 cuộc)`.
    """
    unit, base = indicator.unit, indicator.baseline
    if indicator.each is not None:
        return each_level(indicator, indicator.each, promise_words, voice)
    if indicator.target is None or indicator.awaits is not None:
        return one_line(indicator.awaits or NOTHING)
    if base is None:
        return target_words(indicator.target, voice, unit)
    value = one_line(base.grade or with_unit_words(vietnamese(base.value), unit))
    if indicator.is_rank:
        value = voice.say("plan.base.place", value=value)
    period = one_line(base.period or "")
    code = "year" if period.isdecimal() else "period" if period else "bare"
    base_words = voice.say(f"plan.base.{code}", period=period, value=value)
    return target_words(indicator.target, voice, unit, base_words)


def each_level(
    indicator: Indicator,
    each: Each,
    level: Callable[[Indicator, Voice], str],
    voice: Voice,
) -> str:
    """`100% xã, phường đạt từ 99% trở lên`; of several groups what each must reach."""
    held = (replace(indicator, target=own.target) for own in each.groups)
    return _each_words(each, [level(line, voice) for line in held], voice)


def _each_words(each: Each, goals: Sequence[str], voice: Voice) -> str:
    nouns = [own.noun if voice.lang is Lang.VI else "" for own in each.groups]
    blanks = {"share": vietnamese(each.least)}
    if len(each.targets) == 1:
        noun = ", ".join(dict.fromkeys(nouns)) if all(nouns) else ""
        blanks |= {"units": noun or voice.say("wording.units"), "goal": goals[0]}
        return voice.say("plan.target.each", **blanks)
    names = [own.group for own in each.groups]
    held = zip(nouns, names, goals, strict=True)
    goal = ", ".join(f"{noun or one_line(name)} {goal}" for noun, name, goal in held)
    return voice.say("plan.target.each.groups", **blanks, goal=goal)


def with_unit_words(number: str, unit: str) -> str:
    """`73 hộ`, `98%`."""
    return f"{number}%" if unit == "%" else f"{number} {one_line(unit)}".rstrip()


def target_words(
    target: Target, voice: Voice, unit: str = "", base: str | None = None
) -> str:
    """`ít nhất 73 hộ`, `từ 10 đến 20`, `chậm nhất ngày 31/3/2022`.

    With a second level `ít nhất 50%, phấn đấu 60%`. `base` are the words of the
    baseline that it is told against.
    """
    if isinstance(target, Each):
        goals = [target_words(own.target, voice, unit) for own in target.groups]
        return _each_words(target, goals, voice)
    phrase = target.phrase
    blanks = {name: _blank_words(value) for name, value in phrase.blanks.items()}
    if target.needs_baseline and target.in_unit and not target.is_rank:
        is_rate, value = unit == "%", blanks.get("value", "")
        points = voice.say("memo.points", value=value)
        blanks["value"] = points if is_rate else with_unit_words(value, unit)
    blanks["base"] = base or voice.say("plan.base")
    words = voice.say(phrase.code, **blanks)
    if target.has_unit and not target.names_baseline:
        words = with_unit_words(words, unit)
    if target.second_level is None:
        return words
    code = f"plan.target.strive.{target.tag}"
    code = code if voice.knows(code) else "plan.target.strive"
    return voice.say(code, text=words, value=strive_words(target, unit))


def strive_words(target: Target, unit: str = "") -> str:
    """The second level, with the sign of what it is counted in: `60%`, `Tốt`."""
    second = target.second_level
    is_percent = (target.has_unit and unit == "%") or target.divides_by_baseline
    if not isinstance(second, Decimal):
        return one_line(second or "")
    return f"{vietnamese(second)}%" if is_percent else vietnamese(second)


def _blank_words(value: Decimal | date | str) -> str:
    if isinstance(value, Decimal):
        return vietnamese(value)
    return one_line(value) if isinstance(value, str) else short(value)


def trajectory_words(path: Trajectory, voice: Voice) -> str:
    """`15; 34; 53; 73`, `chia đều theo kỳ`, `theo đường tiến độ giai-ngan`."""
    if isinstance(path, Points):
        return "; ".join(vietnamese(value) for value in path.values)
    if isinstance(path, Dated):
        points = ((short(point.day), vietnamese(point.value)) for point in path.points)
        code = "plan.trajectory.dated"
        return "; ".join(voice.say(code, day=day, value=value) for day, value in points)
    last = ".last" if path.is_step and path.period_or_profile is None else ""
    name = one_line(path.period_or_profile or "")
    return voice.say(f"plan.trajectory.{path.tag}{last}", name=name, period=name)


def value_words(value: object, voice: Voice) -> str:
    """Any value of a plan, as one line."""
    match value:
        case bool():
            return voice.say("plan.value.yes" if value else "plan.value.no")
        case StrEnum():
            return voice.say(f"plan.word.{value.value}")
        case Decimal() | date():
            return _blank_words(value)
        case Trajectory():
            return trajectory_words(value, voice)
        case _:
            return _compound_words(value, voice) if value else NOTHING


def _compound_words(value: object, voice: Voice) -> str:
    match value:
        case Target():
            return target_words(value, voice)
        case Mapping():
            parts = [
                f"{one_line(str(k))}: {value_words(v, voice)}" for k, v in value.items()
            ]
            return ", ".join(parts) or NOTHING
        case tuple():
            return ", ".join(value_words(part, voice) for part in value) or NOTHING
        case Amount() | Count() | Baseline():
            return one_line(_amount_words(value))
        case Paper() | Signer() | PeriodRule() | Descent() | IndicatorPart():
            return _fields_text(value, voice)
        case _:
            return one_line(str(value))


def _amount_words(value: Amount | Count | Baseline) -> str:
    """`240 cuộc`, `Khá 2022`, `chờ UBND tỉnh giao`."""
    match value:
        case Amount(assigned_later=str(who)):
            return who
        case Baseline(grade=str(grade), period=period):
            return f"{grade} ({period})" if period else grade
        case Baseline(amount, period):
            return f"{vietnamese(amount)} ({period})" if period else vietnamese(amount)
        case Amount(amount, unit) | Count(amount, unit):
            return f"{vietnamese(amount)} {unit or ''}"


def _fields_text(
    value: Paper | Signer | PeriodRule | Descent | IndicatorPart, voice: Voice
) -> str:
    if isinstance(value, IndicatorPart):
        goal = "" if value.target is None else f" {target_words(value.target, voice)}"
        return one_line(value.name) + goal
    parts = (getattr(value, name) for name in field_names(value))
    return ", ".join(value_words(part, voice) for part in parts if part) or NOTHING
