"""Parts of a plan in words: targets, trajectories, papers (SEMANTICS 5 and 6)."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum

from cchc.core.plan.authority import Signer
from cchc.core.plan.period import PeriodRule
from cchc.core.plan.plan import Amount, Baseline, Count, Descent, Paper
from cchc.core.plan.targets.target import Target
from cchc.core.plan.trajectory import Points, Trajectory
from cchc.text.day import short
from cchc.text.number_format import vietnamese
from cchc.text.record import field_names
from cchc.text.sanitize import one_line
from cchc.words.translator import Voice

NOTHING = "–"
NOUGHT = Decimal(0)


def target_words(target: Target, voice: Voice) -> str:
    """`ít nhất 73`, `từ 10 đến 20`, `chậm nhất ngày 31/3/2022`."""
    phrase = target.phrase
    blanks = {name: _number_or_day(value) for name, value in phrase.blanks.items()}
    return voice.say(phrase.code, **blanks)


def _number_or_day(value: Decimal | date) -> str:
    return vietnamese(value) if isinstance(value, Decimal) else short(value)


def trajectory_words(path: Trajectory, voice: Voice) -> str:
    """`15; 34; 53; 73`, `chia đều theo kỳ`, `theo đường tiến độ giai-ngan`."""
    if isinstance(path, Points):
        return "; ".join(vietnamese(value) for value in path.values)
    last = ".last" if path.is_step and path.period_or_profile is None else ""
    name = one_line(path.period_or_profile or "")
    return voice.say(f"plan.trajectory.{path.tag}{last}", name=name, period=name)


def value_words(value: object, voice: Voice) -> str:
    """Any value of a plan, as one line."""
    match value:
        case bool() | StrEnum():
            return _value_name(value, voice)
        case Decimal():
            return vietnamese(value)
        case date():
            return short(value)
        case Trajectory():
            return trajectory_words(value, voice)
        case _:
            return _compound_words(value, voice) if value else NOTHING


def _value_name(value: bool | StrEnum, voice: Voice) -> str:  # noqa: FBT001  # a value like any
    if isinstance(value, StrEnum):
        return voice.say(f"plan.word.{value.value}")
    return voice.say("plan.value.yes" if value else "plan.value.no")


def _compound_words(value: object, voice: Voice) -> str:
    if isinstance(value, Target):
        return target_words(value, voice)
    if isinstance(value, Mapping):
        parts = (
            f"{one_line(str(k))}: {value_words(v, voice)}" for k, v in value.items()
        )
        return ", ".join(parts) or NOTHING
    match value:
        case tuple():
            return ", ".join(value_words(part, voice) for part in value) or NOTHING
        case Amount(amount, unit) | Count(amount, unit) | Baseline(amount, unit):
            return one_line(f"{vietnamese(amount)} {unit or ''}")
        case Paper() | Signer() | PeriodRule() | Descent():
            return _fields_text(value, voice)
        case _:
            return one_line(str(value))


def _fields_text(value: Paper | Signer | PeriodRule | Descent, voice: Voice) -> str:
    parts = (getattr(value, name) for name in field_names(value))
    return ", ".join(value_words(part, voice) for part in parts if part) or NOTHING
